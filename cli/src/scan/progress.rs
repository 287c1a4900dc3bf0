//! How far a scan is: a bar on a terminal, a line now and then elsewhere when asked for.

use crate::file;
use indicatif::{HumanCount, ProgressBar, ProgressDrawTarget, ProgressStyle};
use std::fs::{self, File};
use std::io::{Write, stderr};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Mutex, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

/// What is told of the way. Does nothing where nobody looks.
pub(crate) struct Progress(Option<Shown>);

struct Shown {
    bar: ProgressBar,
    began: Instant,
    messages: AtomicU64,
    /// When a line was written last, where there is no terminal.
    lines: Option<Mutex<Instant>>,
}

/// Time between two lines.
const LINE_EVERY: Duration = Duration::from_secs(10);

impl Progress {
    /// Begins to show, if asked to; the size of all paths is found out meanwhile.
    pub(crate) fn start(show: bool, on_terminal: bool, paths: &[PathBuf]) -> Self {
        if !show {
            return Self(None);
        }
        let target = if on_terminal { ProgressDrawTarget::stderr() } else { ProgressDrawTarget::hidden() };
        let bar = ProgressBar::with_draw_target(None, target);
        bar.set_style(style("{spinner} {msg}  {bytes} read, {bytes_per_sec}"));
        let began = Instant::now();
        let lines = (!on_terminal).then(|| Mutex::new(began));
        if paths.iter().all(|path| !file::is_standard_input(path)) {
            let (bar, paths) = (bar.clone(), paths.to_vec());
            // Not waited for: the bar has no end until it is known.
            thread::spawn(move || {
                bar.set_length(paths.iter().map(|path| size(path)).sum());
                bar.set_style(style("{bar:24} {percent:>3} %  {msg}  {bytes_per_sec}, {eta} left"));
            });
        }
        Self(Some(Shown { bar, began, messages: AtomicU64::new(0), lines }))
    }

    /// So many more messages are written.
    pub(crate) fn add(&self, messages: u64) {
        let Some(shown) = &self.0 else { return };
        let all = shown.messages.fetch_add(messages, Ordering::Relaxed) + messages;
        match &shown.lines {
            None => shown.bar.set_message(shown.counted(all)),
            Some(last) => {
                let mut last = last.lock().unwrap_or_else(PoisonError::into_inner);
                if last.elapsed() >= LINE_EVERY {
                    *last = Instant::now();
                    let left = shown.bar.length().map_or(String::new(), |_| {
                        format!(", {} left", indicatif::HumanDuration(shown.bar.eta()))
                    });
                    let _ = writeln!(stderr(), "tlstrail: {}{left}", shown.counted(all));
                }
            }
        }
    }

    /// So many bytes of a file are read.
    pub(crate) fn read(&self, bytes: u64) {
        if let Some(shown) = &self.0 {
            shown.bar.inc(bytes);
        }
    }

    /// A file is done, of which so many bytes were read: what was left unread is done too.
    pub(crate) fn file(&self, file: &File, read: u64) {
        if let Some(shown) = &self.0 {
            shown.bar.inc(file.metadata().map_or(0, |data| data.len().saturating_sub(read)));
        }
    }

    /// Takes the bar away.
    pub(crate) fn end(&self) {
        if let Some(shown) = &self.0 {
            shown.bar.finish_and_clear();
        }
    }
}

impl Shown {
    fn counted(&self, all: u64) -> String {
        let seconds = self.began.elapsed().as_secs().max(1);
        format!("{} messages, {}/s", HumanCount(all), HumanCount(all / seconds))
    }
}

fn style(template: &str) -> ProgressStyle {
    ProgressStyle::with_template(template)
        .unwrap_or_else(|_| ProgressStyle::default_bar())
        .progress_chars("=> ")
}

/// Bytes of a file, or of all files below a directory.
fn size(path: &Path) -> u64 {
    let Ok(data) = fs::symlink_metadata(path) else { return 0 };
    if !data.is_dir() {
        return fs::metadata(path).map_or(0, |data| data.len());
    }
    let is_maildir = file::is_maildir(path);
    let Ok(entries) = fs::read_dir(path) else { return 0 };
    let inner = entries.filter_map(Result::ok).filter(|entry| !is_maildir || entry.path().is_dir());
    inner.map(|entry| size(&entry.path())).sum()
}
