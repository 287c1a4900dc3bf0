//! The command as a process: however a scan ends, what it wrote are whole lines, and the exit status tells how it
//! ended.

#![cfg(unix)]
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::fs::{self, File};
use std::io::{BufRead, BufReader, Read, Write};
use std::os::unix::process::ExitStatusExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};

const LINE: &str = "{\"id\":\"a\",\"headers\":\"Received: from a.example by b.example with ESMTPS; Mon, 23 Nov 2026 \
    17:19:20 +0000\\r\\nSubject: x\\r\\n\"}\n";
const SIGINT: i32 = 2;
const SIGTERM: i32 = 15;

fn command(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_tlstrail"));
    // No configuration of whoever runs the tests.
    command.args(arguments).current_dir(env!("CARGO_MANIFEST_DIR")).env("XDG_CONFIG_HOME", "/nonexistent");
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    command
}

fn signal(child: &Child, signal: i32) {
    let pid = rustix::process::Pid::from_child(child);
    let signal = rustix::process::Signal::from_named_raw(signal).unwrap();
    rustix::process::kill_process(pid, signal).unwrap();
}

#[track_caller]
fn assert_whole_lines(bytes: &[u8]) -> usize {
    assert!(bytes.is_empty() || bytes.ends_with(b"\n"), "ends inside a line");
    for line in bytes.split_inclusive(|b| *b == b'\n') {
        serde_json::from_slice::<serde_json::Value>(line).unwrap();
    }
    bytes.iter().filter(|b| **b == b'\n').count()
}

struct Place(PathBuf);

impl Place {
    fn new(name: &str) -> Self {
        let path = std::env::temp_dir().join(format!("tlstrail-process-{name}-{}", std::process::id()));
        fs::create_dir_all(&path).unwrap();
        Self(path)
    }

    fn lines(&self, number: usize) -> PathBuf {
        let path = self.0.join("lines.ndjson");
        fs::write(&path, LINE.repeat(number)).unwrap();
        path
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

fn text(path: &Path) -> &str {
    path.to_str().unwrap()
}

#[test]
fn a_signal_to_a_scan_that_waits_ends_it_behind_the_last_whole_record() {
    for (number, jobs) in [(SIGTERM, "1"), (SIGINT, "1"), (SIGTERM, "3"), (SIGINT, "3")] {
        let mut child = command(&["scan", "--jobs", jobs, "-"]).spawn().unwrap();
        let mut stdin = child.stdin.take().unwrap();
        let mut stdout = BufReader::new(child.stdout.take().unwrap());
        stdin.write_all(LINE.repeat(3).as_bytes()).unwrap();
        let mut seen = String::new();
        for _ in 0..3 {
            stdout.read_line(&mut seen).unwrap();
        }
        // A piece of a line that never becomes whole.
        stdin.write_all(b"{\"id\":\"cut").unwrap();
        signal(&child, number);
        stdout.read_to_string(&mut seen).unwrap();
        let Output { status, stderr, .. } = child.wait_with_output().unwrap();
        assert_eq!(status.signal(), Some(number));
        assert_eq!(assert_whole_lines(seen.as_bytes()), 3);
        assert!(String::from_utf8(stderr).unwrap().starts_with("3 messages\n"));
    }
}

#[test]
fn a_signal_to_a_scan_that_works_ends_it_between_records() {
    let place = Place::new("signal");
    let path = place.lines(20_000);
    let mut child = command(&["scan", "--jobs", "2", text(&path)]).spawn().unwrap();
    let mut stdout = BufReader::new(child.stdout.take().unwrap());
    let mut seen = Vec::new();
    stdout.read_until(b'\n', &mut seen).unwrap();
    signal(&child, SIGTERM);
    stdout.read_to_end(&mut seen).unwrap();
    let status = child.wait().unwrap();
    assert_eq!(status.signal(), Some(SIGTERM));
    let lines = assert_whole_lines(&seen);
    assert!((1..20_000).contains(&lines), "{lines}");
}

#[test]
fn a_reader_that_leaves_ends_the_scan_quietly() {
    let place = Place::new("closed");
    let path = place.lines(20_000);
    let mut child = command(&["scan", text(&path)]).spawn().unwrap();
    let mut first = String::new();
    BufReader::new(child.stdout.take().unwrap()).read_line(&mut first).unwrap();
    let Output { status, stderr, .. } = child.wait_with_output().unwrap();
    assert_eq!((status.code(), stderr.as_slice()), (Some(0), &b""[..]));
}

#[test]
fn a_full_disk_is_told_and_leaves_whole_lines() {
    let place = Place::new("full");
    let path = place.lines(3000);
    // A limit on the size of files stands for a full disk: both take a piece of what is written.
    let target = place.0.join("out.ndjson");
    let script = format!(
        "ulimit -f 300; exec '{}' scan '{}' > '{}'",
        env!("CARGO_BIN_EXE_tlstrail"),
        text(&path),
        text(&target)
    );
    let ran = Command::new("sh").args(["-c", &script]).output().unwrap();
    assert_eq!(ran.status.code(), Some(2), "{:?}", ran.status);
    assert!(String::from_utf8_lossy(&ran.stderr).contains("output cannot be written"));
    let written = fs::read(&target).unwrap();
    let lines = assert_whole_lines(&written);
    assert!(lines > 10 && written.len() > 100_000, "{lines} lines, {} bytes", written.len());
}

#[test]
fn a_device_without_room_is_told() {
    let Ok(full) = File::options().write(true).open("/dev/full") else { return };
    let place = Place::new("device");
    let path = place.lines(3);
    let ran = command(&["scan", text(&path)]).stdout(full).output().unwrap();
    assert_eq!(ran.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&ran.stderr).contains("output cannot be written"));
}
