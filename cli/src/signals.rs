//! Being told to end: a scan finishes the record at hand, whether it works or waits.
//!
//! A second signal ends the process at once. Before a scan begins, signals do what they always do. Not here: systems
//! other than Unix, where Ctrl-C ends the process.

#[cfg(unix)]
pub use unix::Signals;

#[cfg(unix)]
mod unix {
    use rustix::event::{PollFd, PollFlags, poll};
    use rustix::io::Errno;
    use signal_hook::consts::{SIGINT, SIGTERM, SIGXFSZ};
    use signal_hook::{flag, low_level};
    use std::io;
    use std::os::fd::AsFd;
    use std::os::unix::net::UnixStream;
    use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
    use std::sync::{Arc, OnceLock};

    /// The signals of this process, or of none.
    pub struct Signals {
        heeds: bool,
        installed: OnceLock<Installed>,
    }

    struct Installed {
        /// The signal that came; 0 for none.
        came: Arc<AtomicUsize>,
        /// Becomes readable with the first signal.
        wake: UnixStream,
    }

    impl Signals {
        /// Signals to this process, once a scan begins.
        pub const fn of_process() -> Self {
            Self { heeds: true, installed: OnceLock::new() }
        }

        /// No signals, for a command that is a function of another program.
        pub const fn none() -> Self {
            Self { heeds: false, installed: OnceLock::new() }
        }

        /// From now on SIGINT and SIGTERM are asked for and no longer end the process at once.
        pub(crate) fn install(&self) {
            if self.heeds && self.installed.get().is_none() {
                // Where the system has no handler left, a signal ends the process as before.
                if let Ok(installed) = Installed::new() {
                    let _ = self.installed.set(installed);
                }
            }
        }

        /// True once the run is to end.
        pub(crate) fn stop(&self) -> bool {
            self.installed.get().is_some_and(|i| i.came.load(Ordering::Relaxed) != 0)
        }

        /// Waits until something can be read; gives false where the run is to end first.
        pub fn wait_for(&self, file: &impl AsFd) -> bool {
            let Some(installed) = self.installed.get() else { return true };
            loop {
                let mut both =
                    [PollFd::new(file, PollFlags::IN), PollFd::new(&installed.wake, PollFlags::IN)];
                match poll(&mut both, None) {
                    Err(Errno::INTR) => {}
                    // What cannot be waited for is read, and reading tells why.
                    Err(_) => return true,
                    Ok(_) => return both[1].revents().is_empty(),
                }
            }
        }

        /// Ends the process as the signal that came would have, so that whoever started it is told.
        pub fn pass_on(&self) {
            let came = self.installed.get().map_or(0, |i| i.came.load(Ordering::Relaxed));
            if let Ok(signal) = i32::try_from(came)
                && signal != 0
            {
                let _ = low_level::emulate_default_handler(signal);
            }
        }
    }

    impl Installed {
        fn new() -> io::Result<Self> {
            let came = Arc::new(AtomicUsize::new(0));
            let again = Arc::new(AtomicBool::new(false));
            let (wake, woken) = UnixStream::pair()?;
            for signal in [SIGINT, SIGTERM] {
                flag::register_conditional_default(signal, Arc::clone(&again))?;
                flag::register(signal, Arc::clone(&again))?;
                flag::register_usize(
                    signal,
                    Arc::clone(&came),
                    usize::try_from(signal).unwrap_or(usize::MAX),
                )?;
                low_level::pipe::register(signal, woken.try_clone()?)?;
            }
            // A file that may not grow further: writing tells it, and the last line is made whole.
            flag::register(SIGXFSZ, Arc::new(AtomicBool::new(false)))?;
            Ok(Self { came, wake })
        }
    }
}

#[cfg(not(unix))]
pub use other::Signals;

#[cfg(not(unix))]
mod other {
    /// The signals of this process, or of none.
    pub struct Signals;

    impl Signals {
        /// Signals to this process.
        pub const fn of_process() -> Self {
            Self
        }

        /// No signals.
        pub const fn none() -> Self {
            Self
        }

        pub(crate) fn install(&self) {}

        pub(crate) fn stop(&self) -> bool {
            false
        }

        /// True: something can be read, or reading waits.
        pub fn wait_for<T>(&self, _: &T) -> bool {
            true
        }

        /// Does nothing.
        pub fn pass_on(&self) {}
    }
}
