//! The kiosk as a process: watched by systemd, killed, and looked at from outside.

#![allow(
    clippy::disallowed_methods,
    reason = "how long a start takes is part of a test"
)]

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
    let told = |within: Option<Duration>| {
        systemd.set_read_timeout(within).unwrap();
        let mut said = [0; 64];
        let length = systemd.recv(&mut said).ok()?;
        Some(String::from_utf8(said[..length].to_vec()).unwrap())
    };
    let mut command = kiosk();
    command
        .env("NOTIFY_SOCKET", &path)
        .env("WATCHDOG_USEC", limit.as_micros().to_string());
    let mut up = || {
        let began = Instant::now();
        let mut running = Running::start(&mut command);
        let address = running.address();
        assert_eq!(told(None).unwrap(), "READY=1");
        for _ in 0..3 {
            assert_eq!(told(None).unwrap(), "WATCHDOG=1");
        }
        (running, address, began.elapsed())
    };
    let (first, _, _) = up();
    signal("STOP", first.0.id());
    // What was on its way; then silence for as long as systemd waits.
    while told(Some(limit)).is_some() {}
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

/// Killed sixty times at a random point of its start, as by a power cut: the next start always has the numbers. It keeps nothing that could be half
/// written.
#[test]
#[ignore = "takes most of a minute; .ci/run runs this"]
fn a_start_that_is_cut_off_breaks_nothing() {
    const KILLS: u32 = 60;
    let folder = folder("a_start_that_is_cut_off_breaks_nothing");
    let start = |folder: &Path| Running::start(kiosk().env("TMPDIR", folder).current_dir(folder));
    let shows = |folder: &Path| {
        let began = Instant::now();
        let mut running = start(folder);
        let page = get(&running.address(), "/");
        for number in ["112", "113", "110"] {
            assert!(page.contains(&format!("<b>{number}</b>")), "{page}");
        }
        began.elapsed()
    };
    let whole = shows(&folder);
    // As random as it has to be, and the same every time.
    let mut random = 1_u32;
    for kill in 0..KILLS {
        random = random.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        let running = start(&folder);
        std::thread::sleep(whole.mul_f64(f64::from(random >> 8) / f64::from(1_u32 << 24)));
        drop(running);
        if kill % 6 == 5 {
            shows(&folder);
        }
    }
    let left: Vec<_> = std::fs::read_dir(&folder).unwrap().collect();
    assert!(left.is_empty(), "{left:?}");
}

/// The lines of strace that change a file: opened to be written, written, made, renamed, taken away.
fn changes(trace: &str) -> Vec<&str> {
    let lines = trace
        .lines()
        .map(|line| line.split_once(' ').map_or(line, |(_, call)| call.trim_start()));
    let changes = lines.filter(|call| {
        let name = call.split('(').next().unwrap();
        match name {
            "open" | "openat" | "openat2" => ["O_WRONLY", "O_RDWR", "O_CREAT", "O_TRUNC"]
                .iter()
                .any(|flag| call.contains(flag)),
            // Of what is no file: sockets, pipes, what wakes a thread.
            "write" | "writev" | "pwrite64" | "pwritev" | "pwritev2" | "ftruncate" | "fallocate" => {
                call.contains("</")
            }
            "+++" | "---" | "strace:" => false,
            _ => !call.starts_with(['+', '-', '<']),
        }
    });
    changes.collect()
}

/// Around a question, an answer and the exit nothing is written to any file, nothing made and nothing taken away.
#[test]
#[ignore = "needs strace and the right to trace; .ci/run installs it, and runs this where it may"]
fn nothing_is_written_around_a_visit() {
    let folder = folder("nothing_is_written_around_a_visit");
    let calls = "open,openat,openat2,creat,write,writev,pwrite64,pwritev,pwritev2,ftruncate,truncate,fallocate,rename,renameat,\
                 renameat2,link,linkat,symlink,symlinkat,mkdir,mkdirat,mknod,mknodat,unlink,unlinkat,rmdir";
    let trace = |name: &str, output: Stdio| {
        let log = folder.join(name);
        let mut strace = Command::new("strace");
        strace
            .args(["-f", "-qq", "-y", "-s", "40", "-e"])
            .arg(format!("trace={calls}"));
        strace.arg("-o").arg(&log).arg(env!("CARGO_BIN_EXE_lykt"));
        strace.args(["kiosk", "--at", "2026-11-24T11:00", "--listen", "127.0.0.1:0"]);
        (Running::start(strace.stdout(output).stderr(Stdio::null())), log)
    };
    let end = |running: &mut Running| {
        let strace = running.0.id();
        let children = std::fs::read_to_string(format!("/proc/{strace}/task/{strace}/children")).unwrap();
        signal("TERM", children.trim().parse().unwrap());
        running.0.wait().unwrap();
    };
    let (mut running, log) = trace("visit", Stdio::piped());
    let address = running.address();
    let before = get(&address, "/metrics");
    let form = "q=mannen+min+sl%C3%A5r+meg&p=gjovik";
    let length = form.len();
    let asked = answer(
        &address,
        &format!(
            "POST /nb HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Type: application/x-www-form-urlencoded\r\n\
             Content-Length: {length}\r\n\r\n{form}"
        ),
    );
    assert!(asked.contains("class=\"card\""), "{asked}");
    // What the exit asks for: whether the server is there, and its start.
    get(&address, "/healthz");
    assert!(get(&address, "/").contains("class=\"start\""));
    assert!(before.contains("lykt_pages_total"));
    end(&mut running);
    let trace_of_visit = std::fs::read_to_string(&log).unwrap();
    let (_, visit) = trace_of_visit.split_once("lykt is at").unwrap();
    let (_, visit) = visit.split_once('\n').unwrap();
    assert!(visit.contains("socket:"), "the answers are seen: {visit}");
    let changes_of_visit = changes(visit);
    assert!(changes_of_visit.is_empty(), "{changes_of_visit:#?}");

    // It would be seen: the same with what it says going into a file.
    let said = folder.join("said");
    let (mut running, log) = trace("seen", std::fs::File::create(&said).unwrap().into());
    while std::fs::read_to_string(&said).unwrap().is_empty() {
        std::thread::yield_now();
    }
    end(&mut running);
    let trace = std::fs::read_to_string(&log).unwrap();
    assert!(
        changes(&trace).iter().any(|call| call.contains("lykt is at")),
        "{trace}"
    );
}
