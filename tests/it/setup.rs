//! What `lykt kiosk-setup` writes, judged by the programs that read it.

#![allow(
    clippy::disallowed_methods,
    reason = "how long it takes, and where the programs are, is part of a test"
)]

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Condvar, Mutex};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

/// What is written, in a folder of a test's own.
fn written(test: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(test);
    let output = Command::new(env!("CARGO_BIN_EXE_lykt"))
        .args(["kiosk-setup", "--listen", "127.0.0.1:8081", "--write"])
        .arg(&folder)
        .output()
        .unwrap();
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    folder
}

/// Every file is there, knows where the kiosk listens, and has nothing left to fill in.
#[test]
fn every_file_is_whole() {
    let folder = written("every_file_is_whole");
    for name in [
        "guide.md",
        "kiosk.toml",
        "lykt-kiosk.service",
        "lykt-screen.service",
        "lykt-screen",
        "chromium-policy.json",
        "last-resort.html",
    ] {
        let text = std::fs::read_to_string(folder.join(name)).unwrap();
        for left in ["{listen}", "{print}", "{printing}"] {
            assert!(!text.contains(left), "{name}: {left}");
        }
        let listens = ["kiosk.toml", "lykt-screen", "chromium-policy.json"].contains(&name);
        assert_eq!(text.contains("127.0.0.1:8081"), listens, "{name}");
    }
    let policy = std::fs::read_to_string(folder.join("chromium-policy.json")).unwrap();
    let policy: serde_json::Value = serde_json::from_str(&policy).unwrap();
    assert_eq!(policy["PrintingEnabled"], false);
}

/// The last page has the emergency numbers in every language and needs nobody else.
#[test]
fn the_last_page_stands_alone() {
    let folder = written("the_last_page_stands_alone");
    let page = std::fs::read_to_string(folder.join("last-resort.html")).unwrap();
    let body = page.split_once("<body>").unwrap().1;
    assert!(body.find("112").unwrap() < 60, "{body}");
    for lang in ["nb", "en", "uk", "se"] {
        assert!(body.contains(&format!("<section lang=\"{lang}\"")), "{lang}");
    }
    for word in ["112", "113", "110"] {
        assert!(body.matches(word).count() >= 5, "{word}");
    }
    assert!(!page.contains("src=") && !page.contains("href=") && page.contains("<title>lykt</title>"));
}

/// The kiosk starts with the file that is written, and names a mistake in it with file, key and cause.
#[test]
fn a_wrong_file_is_refused() {
    let folder = written("a_wrong_file_is_refused");
    let path = folder.join("kiosk.toml");
    let text = std::fs::read_to_string(&path).unwrap();
    std::fs::write(&path, text.replace("idle = 60", "idel = 60")).unwrap();
    let output = Command::new(env!("CARGO_BIN_EXE_lykt"))
        .args(["kiosk", "--config"])
        .arg(&path)
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(3));
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(
        said.contains("kiosk.toml: idel: is not a key that lykt knows"),
        "{said}"
    );
    assert!(said.contains("112"), "{said}");
}

/// What systemd itself says of how much a service could do if it were taken over: 1.0 of 10 at most for the server, and for the screen what
/// is left when all is closed that a browser can do without.
#[test]
#[ignore = "needs systemd-analyze; .ci/run installs it and runs this"]
fn the_services_can_do_little() {
    let folder = written("the_services_can_do_little");
    for (unit, most) in [("lykt-kiosk.service", 10), ("lykt-screen.service", 20)] {
        let output = Command::new("systemd-analyze")
            .args(["security", "--offline=true"])
            .arg(format!("--threshold={most}"))
            .arg(folder.join(unit))
            .output()
            .unwrap();
        let said = String::from_utf8_lossy(&output.stdout).into_owned();
        assert!(output.status.success(), "{unit}: {said}");
    }
}

/// A core file would hold what somebody typed: no service may write one.
#[test]
fn no_service_leaves_a_core() {
    let folder = written("no_service_leaves_a_core");
    let mut units: Vec<(String, String)> = ["lykt-kiosk.service", "lykt-screen.service"]
        .map(|name| {
            (
                name.to_owned(),
                std::fs::read_to_string(folder.join(name)).unwrap(),
            )
        })
        .into();
    for channel in ["telegram", "matrix"] {
        let output = Command::new(env!("CARGO_BIN_EXE_lykt"))
            .args([channel, "--print-unit"])
            .output()
            .unwrap();
        // A program that was built without a channel has no unit of it.
        if output.status.success() {
            units.push((channel.to_owned(), String::from_utf8(output.stdout).unwrap()));
        }
    }
    for (name, unit) in units {
        assert!(unit.lines().any(|line| line == "LimitCORE=0"), "{name}");
    }
}

/// What no test can see stands in the guide, each with a place for who has seen it and when.
#[test]
fn the_guide_has_a_list_to_sign() {
    let folder = written("the_guide_has_a_list_to_sign");
    let guide = std::fs::read_to_string(folder.join("guide.md")).unwrap();
    assert!(guide.contains("| what | who | date |"));
    for what in [
        "between 38 and 112 cm",
        "76 by 122 cm",
        "privacy filter",
        "65 dBA",
        "screen reader",
        "switch",
        "reading hard",
        "voice",
        "pictures",
    ] {
        let line = guide
            .lines()
            .find(|line| line.contains(what) && line.ends_with("| | |"));
        assert!(line.is_some(), "{what}");
    }
}

/// The screen in front of a server that goes: the last page comes to stand in front of the kiosk's before that is taken away, so that the screen is
/// never without the numbers; and back again. Nothing is heard in front of the hall.
#[test]
#[ignore = "needs curl, and a dozen seconds; .ci/run has it and runs this"]
fn the_screen_is_never_empty() {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("the_screen_is_never_empty");
    let _ = std::fs::remove_dir_all(&folder);
    let server = Answering::on(None);
    let setup = Command::new(env!("CARGO_BIN_EXE_lykt"))
        .args(["kiosk-setup", "--listen", &server.address.to_string(), "--write"])
        .arg(&folder)
        .output()
        .unwrap();
    assert!(setup.status.success());
    // A browser and a mixer that say what is asked of them.
    let programs = folder.join("programs");
    std::fs::create_dir_all(&programs).unwrap();
    for (name, script) in [
        (
            "chromium",
            "for page; do :; done; echo \"opens $page\"; trap 'echo \"closes $page\"; kill $!; exit' TERM; sleep 60 & wait",
        ),
        ("amixer", "echo \"sound $*\""),
    ] {
        let path = programs.join(name);
        std::fs::write(&path, format!("#!/bin/sh\n{script}\n")).unwrap();
        std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o755)).unwrap();
    }
    let path = std::env::var("PATH").unwrap();
    // Where it shows too little, the test ends all the same.
    let mut screen = Command::new("setsid")
        .args(["timeout", "120", "sh"])
        .arg(folder.join("lykt-screen"))
        .env("PATH", format!("{}:{path}", programs.display()))
        .env("RUNTIME_DIRECTORY", folder.join("run"))
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut lines = BufReader::new(screen.stdout.take().unwrap())
        .lines()
        .map(Result::unwrap);
    let mut says = |expected: &str| assert_eq!(lines.next().as_deref(), Some(expected));
    let mut opens = |page: &str, instead: Option<&str>| {
        says("sound --quiet sset Speaker mute");
        says("sound --quiet sset Headphone 60% unmute");
        says(&format!("opens {page}"));
        if let Some(page) = instead {
            says(&format!("closes {page}"));
        }
    };
    let kiosk = &*format!("http://{}/", server.address);
    let last = "file:///etc/lykt/last-resort.html";
    opens(kiosk, None);
    // A visit is over: once the browser is another one, in whose memory nothing was typed; and once more after the next visit.
    for _ in 0..2 {
        server.says(OVER);
        opens(kiosk, Some(kiosk));
        server.says(OVER);
        server.says(OK);
    }
    let address = server.address;
    drop(server);
    let began = Instant::now();
    opens(last, Some(kiosk));
    assert!(began.elapsed() < Duration::from_secs(10), "{:?}", began.elapsed());
    let again = Answering::on(Some(address));
    opens(kiosk, Some(last));
    drop(again);
    // All that it started is of its session.
    let group = format!("-{}", screen.id());
    let ended = Command::new("kill")
        .args(["-s", "KILL", "--", &group])
        .status()
        .unwrap();
    assert!(ended.success());
    screen.wait().unwrap();
}

/// What a server says of itself: that it is well, and that a visit is over besides.
const OK: &str = "ok";
const OVER: &str = "over";

/// A server that says so, until it is dropped.
struct Answering {
    address: SocketAddr,
    /// What it says, and how often it has said it.
    saying: Arc<(Mutex<(&'static str, usize)>, Condvar)>,
    ended: Arc<AtomicBool>,
    thread: Option<JoinHandle<()>>,
}

impl Answering {
    fn on(address: Option<SocketAddr>) -> Self {
        let address = address.unwrap_or_else(|| SocketAddr::from(([127, 0, 0, 1], 0)));
        let listener = TcpListener::bind(address).unwrap();
        let address = listener.local_addr().unwrap();
        let ended = Arc::new(AtomicBool::new(false));
        let saying = Arc::new((Mutex::new((OK, 0)), Condvar::new()));
        let (end, words) = (Arc::clone(&ended), Arc::clone(&saying));
        let thread = std::thread::spawn(move || {
            for stream in listener.incoming() {
                if end.load(Ordering::SeqCst) {
                    return;
                }
                let mut stream = stream.unwrap();
                let mut asked = [0; 1024];
                // Whoever asks may have gone.
                let _ = stream.read(&mut asked);
                let mut said = words.0.lock().unwrap();
                let (word, length) = (said.0, said.0.len());
                let _ = write!(
                    stream,
                    "HTTP/1.1 200 OK\r\nContent-Length: {length}\r\nConnection: close\r\n\r\n{word}"
                );
                said.1 += 1;
                words.1.notify_all();
            }
        });
        Self {
            address,
            saying,
            ended,
            thread: Some(thread),
        }
    }

    /// Says this from now on, and has said it once already.
    fn says(&self, word: &'static str) {
        let mut said = self.saying.0.lock().unwrap();
        *said = (word, 0);
        let heard = self.saying.1.wait_while(said, |said| said.1 == 0);
        drop(heard.unwrap());
    }
}

impl Drop for Answering {
    fn drop(&mut self) {
        self.ended.store(true, Ordering::SeqCst);
        let _ = TcpStream::connect(self.address);
        let _ = self.thread.take().map(JoinHandle::join);
    }
}
