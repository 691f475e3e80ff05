//! The kiosk as a process: watched by systemd, killed, and looked at from outside.

#![allow(clippy::disallowed_methods, reason = "how long it takes is what is tested")]

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::os::unix::net::UnixDatagram;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

/// A kiosk on a port of its own.
fn kiosk() -> Command {
    let mut kiosk = Command::new(env!("CARGO_BIN_EXE_lykt"));
    kiosk.args(["kiosk", "--at", "2026-11-24T11:00", "--listen", "127.0.0.1:0"]);
    kiosk.stdout(Stdio::piped()).stderr(Stdio::null());
    kiosk
}

/// What a test started: it ends with the test.
struct Running(Child);

impl Running {
    fn start(command: &mut Command) -> Self {
        Self(command.spawn().unwrap())
    }

    /// Waits until it says where it is.
    fn address(&mut self) -> String {
        let mut hello = String::new();
        BufReader::new(self.0.stdout.as_mut().unwrap())
            .read_line(&mut hello)
            .unwrap();
        let word = hello.split_whitespace().find(|word| word.starts_with("http://"));
        word.unwrap().trim_start_matches("http://").to_owned()
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        // It may have ended by itself.
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// Sends a signal to a process.
fn signal(name: &str, process: u32) {
    let sent = Command::new("kill")
        .args(["-s", name, &process.to_string()])
        .status()
        .unwrap();
    assert!(sent.success());
}

/// What a request is answered with.
fn answer(address: &str, request: &str) -> String {
    let mut stream = TcpStream::connect(address).unwrap();
    stream.write_all(request.as_bytes()).unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).unwrap();
    answer
}

fn get(address: &str, path: &str) -> String {
    answer(
        address,
        &format!("GET {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"),
    )
}

/// A folder of a test's own, empty.
fn folder(test: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(test);
    let _ = std::fs::remove_dir_all(&folder);
    std::fs::create_dir_all(&folder).unwrap();
    folder
}

/// A server that hangs says nothing to systemd any more, and what systemd then does is what this test does: it kills it and starts it anew. With
/// the times of the unit that is done in less than 45 seconds.
#[test]
fn a_hang_is_healed() {
    let path = folder("a_hang_is_healed").join("notify");
    let systemd = UnixDatagram::bind(&path).unwrap();
    let limit = Duration::from_secs(2);
    systemd.set_read_timeout(Some(limit)).unwrap();
    let told = || {
        let mut said = [0; 64];
        let length = systemd.recv(&mut said).ok()?;
        Some(String::from_utf8(said[..length].to_vec()).unwrap())
    };
    let mut command = kiosk();
    command
        .env("NOTIFY_SOCKET", &path)
        .env("WATCHDOG_USEC", limit.as_micros().to_string());
    let up = || {
        let began = Instant::now();
        let mut running = Running::start(&mut command);
        let address = running.address();
        assert_eq!(told().unwrap(), "READY=1");
        for _ in 0..3 {
            assert_eq!(told().unwrap(), "WATCHDOG=1");
        }
        (running, address, began.elapsed())
    };
    let mut up = up;
    let (first, _, _) = up();
    signal("STOP", first.0.id());
    // What was on its way; then silence for as long as systemd waits.
    while told().is_some() {}
    drop(first);
    let (_second, address, start) = up();
    assert!(get(&address, "/").contains("<b>112</b>"));

    let unit = include_str!("../../src/cli/kiosk_setup/lykt-kiosk.service");
    let seconds = |key: &str| -> u64 {
        let lines = unit.lines().filter_map(|line| line.split_once('='));
        let value = lines
            .filter(|(name, _)| *name == key)
            .map(|(_, value)| value)
            .next();
        value.unwrap_or_else(|| panic!("{key}")).parse().unwrap()
    };
    let healed = ["WatchdogSec", "TimeoutAbortSec", "RestartSec"]
        .map(seconds)
        .iter()
        .sum::<u64>();
    assert!(
        Duration::from_secs(healed) + start < Duration::from_secs(45),
        "{healed} {start:?}"
    );
}
