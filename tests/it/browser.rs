//! The kiosk in a real browser, driven by the tests of `tests/browser`.

use std::ffi::OsStr;
use std::io::{BufRead, BufReader, Read};
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use crate::help::root;

/// Runs a test of `tests/browser` against a kiosk of its own, and gives what the kiosk said meanwhile.
fn run(test: &str) -> String {
    with_kiosk(test, |address, _| node([test, address]))
}

/// A test of `tests/browser`.
fn node<'a>(arguments: impl IntoIterator<Item = &'a str>) -> Command {
    let mut node = Command::new("node");
    node.args(arguments);
    node
}

/// What a test and its kiosk write that has no other place.
fn temporary(test: &str) -> PathBuf {
    Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("temporary-{test}"))
}

/// Runs a command in `tests/browser` that is given the address of a kiosk and its process, and gives what the kiosk said meanwhile.
fn with_kiosk(test: &str, command: impl FnOnce(&str, u32) -> Command) -> String {
    with_kiosk_of(test, &[], command)
}

/// The same with a kiosk that is given more arguments.
fn with_kiosk_of(test: &str, arguments: &[&OsStr], command: impl FnOnce(&str, u32) -> Command) -> String {
    let temporary = temporary(test);
    let _ = std::fs::remove_dir_all(&temporary);
    std::fs::create_dir_all(&temporary).unwrap();
    let mut kiosk = Command::new(env!("CARGO_BIN_EXE_lykt"))
        .args([
            "kiosk",
            "--at",
            "2026-11-24T11:00",
            "--listen",
            "127.0.0.1:0",
            "--place",
            "gjovik",
            "--telegram-bot",
            "lykt_test_bot",
        ])
        .args(arguments)
        .env("RUST_LOG", "trace")
        .env("TMPDIR", &temporary)
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut hello = String::new();
    let mut stdout = BufReader::new(kiosk.stdout.take().unwrap());
    stdout.read_line(&mut hello).unwrap();
    let address = hello
        .split_whitespace()
        .find(|word| word.starts_with("http://"))
        .unwrap();
    // Read while the test runs: a full pipe would stop the kiosk.
    let mut stderr = kiosk.stderr.take().unwrap();
    let log = std::thread::spawn(move || {
        let mut said = Vec::new();
        stderr.read_to_end(&mut said).unwrap();
        String::from_utf8_lossy(&said).into_owned()
    });
    let browser = command(address, kiosk.id())
        .env("TMPDIR", &temporary)
        .current_dir(root().join("tests/browser"))
        .output();
    kiosk.kill().unwrap();
    kiosk.wait().unwrap();
    let mut rest = String::new();
    stdout.read_to_string(&mut rest).unwrap();
    passed(&browser.unwrap());
    hello + rest.as_str() + log.join().unwrap().as_str()
}

fn passed(browser: &Output) {
    let said = format!(
        "{}{}",
        String::from_utf8_lossy(&browser.stderr),
        String::from_utf8_lossy(&browser.stdout)
    );
    assert!(browser.status.success(), "{said}");
    println!("{said}");
}

/// What turns a machine into a kiosk that listens at an address, in a folder of a test's own: the folder, and the browser's policy.
fn setup(test: &str, listen: &str) -> (PathBuf, serde_json::Value) {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(test);
    let setup = Command::new(env!("CARGO_BIN_EXE_lykt"))
        .args(["kiosk-setup", "--listen", listen, "--write"])
        .arg(&folder)
        .output()
        .unwrap();
    assert!(setup.status.success());
    let policy = std::fs::read_to_string(folder.join("chromium-policy.json")).unwrap();
    (folder, serde_json::from_str(&policy).unwrap())
}

/// The policy without what would keep a test out of the browser.
fn held(mut policy: serde_json::Value) -> serde_json::Value {
    for key in [
        "RemoteDebuggingAllowed",
        "DeveloperToolsAvailability",
        "IncognitoModeAvailability",
    ] {
        policy.as_object_mut().unwrap().remove(key).unwrap();
    }
    policy
}

/// A test of `tests/browser` whose browser is under a policy. Chromium reads its policy from one folder alone, so it runs in a file system of its
/// own.
fn under(policy: &serde_json::Value, folder: &Path, arguments: &[&str]) -> Command {
    let path = folder.join("under-test.json");
    std::fs::write(&path, policy.to_string()).unwrap();
    let inside = "mkdir -p /etc/chromium && mount -t tmpfs tmpfs /etc/chromium && mkdir -p /etc/chromium/policies/managed \
                  && cp \"$1\" /etc/chromium/policies/managed/ && shift && exec node \"$@\"";
    let mut shell = Command::new("unshare");
    shell
        .args(["--mount", "sh", "-c", inside, "sh"])
        .arg(path)
        .args(arguments);
    shell
}

#[test]
#[ignore = "needs Chromium and the Node packages of tests/browser; .ci/run installs both and runs this"]
fn the_kiosk_without_javascript() {
    run("kiosk.mjs");
}

#[test]
#[ignore = "needs Chromium and the Node packages of tests/browser; .ci/run installs both and runs this"]
// With `PICTURES=DIR` it draws every page into a folder, for whoever looks at a change.
fn the_kiosk_is_accessible() {
    run("axe.mjs");
}

/// A copy of a folder of data in which Ukrainian is written with Arabic letters, from right to left.
fn turned(folder: &Path, to: &Path) {
    std::fs::create_dir_all(to).unwrap();
    for entry in std::fs::read_dir(folder).unwrap().map(Result::unwrap) {
        let to = to.join(entry.file_name());
        if entry.file_type().unwrap().is_dir() {
            turned(&entry.path(), &to);
            continue;
        }
        let text = std::fs::read_to_string(entry.path()).unwrap();
        let text: String = text.chars().map(in_arabic).collect();
        let ukrainian = "[uk]\nname = ";
        let (before, after) = text.split_once(ukrainian).unwrap_or((&text, ""));
        let after = after.replacen("\"ltr\"", "\"rtl\"", 1);
        let separator = if after.is_empty() { "" } else { ukrainian };
        std::fs::write(to, [before, separator, &after].concat()).unwrap();
    }
}

/// An Arabic letter for a Cyrillic one.
fn in_arabic(letter: char) -> char {
    let arabic = "ابتثجحخدذرزسشصضطظعغفقكلمنهوي";
    match letter {
        'Ѐ'..='ӿ' => arabic.chars().cycle().nth(letter as usize % 28).unwrap(),
        other => other,
    }
}

#[test]
#[ignore = "needs Chromium and the Node packages of tests/browser; .ci/run installs both and runs this"]
fn the_kiosk_from_right_to_left() {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("right-to-left");
    for data in ["directory", "locales"] {
        turned(&root().join(data), &folder.join(data));
    }
    let (directory, locales) = (folder.join("directory"), folder.join("locales"));
    let data = [
        "--directory".as_ref(),
        directory.as_os_str(),
        "--locales".as_ref(),
        locales.as_os_str(),
    ];
    with_kiosk_of("rtl", &data, |address, _| node(["rtl.mjs", address]));
}

#[test]
#[ignore = "needs Chromium, the Node packages of tests/browser and pdftotext; .ci/run installs them and runs this"]
fn the_kiosk_with_its_script() {
    run("script.mjs");
}

/// The page keeps the numbers, or has them again within a second, when its server hangs and when it is gone.
#[test]
#[ignore = "needs Chromium and the Node packages of tests/browser; .ci/run installs both and runs this"]
fn the_numbers_stay_without_a_server() {
    with_kiosk("hang", |address, process| {
        node(["hang.mjs", address, &process.to_string()])
    });
}

/// The browser of a hall opens the kiosk and nothing else.
#[test]
#[ignore = "needs Chromium, the Node packages of tests/browser and the right to mount; .ci/run has them and runs this"]
fn a_hall_opens_nothing_else() {
    with_kiosk("policy", |address, _| {
        let listen = address.trim_start_matches("http://");
        let (folder, policy) = setup("a_hall_opens_nothing_else", listen);
        under(&held(policy), &folder, &["policy.mjs", address])
    });
}

/// Every entry of the policy is one that the browser knows, with a value that it takes.
#[test]
#[ignore = "needs Chromium, the Node packages of tests/browser and the right to mount; .ci/run has them and runs this"]
fn a_hall_has_a_policy_that_is_known() {
    let (folder, policy) = setup("a_hall_has_a_policy_that_is_known", "127.0.0.1:8080");
    let mut policy = held(policy);
    let own = policy["URLAllowlist"].as_array_mut().unwrap();
    own.push("chrome://policy".into());
    // What nobody knows, and what is of another kind.
    policy["NoSuchPolicy"] = true.into();
    policy["AlternateErrorPagesEnabled"] = "awake".into();
    let written = folder.join("chromium-policy.json");
    let mut test = under(&policy, &folder, &["known.mjs", "", written.to_str().unwrap()]);
    passed(&test.current_dir(root().join("tests/browser")).output().unwrap());
}

/// No keys that are pressed together open anything over the numbers.
#[test]
#[ignore = "needs Chromium, Xvfb, xdotool, the Node packages of tests/browser and the right to mount; .ci/run has them and runs this"]
fn a_hall_has_no_keys_that_open_anything() {
    with_kiosk("chords", |address, _| {
        // Between the kiosk and the browser stands what hears the keys.
        let free = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
        let (folder, policy) = setup("a_hall_has_no_keys_that_open_anything", &free.to_string());
        under(
            &policy,
            &folder,
            &["chords.mjs", address, &free.port().to_string()],
        )
    });
}

/// The screen of a hall with its own script: it reads aloud with the voices of the machine, and after a visit there is another browser.
#[test]
#[ignore = "needs Chromium, the Node packages of tests/browser, curl, speech-dispatcher with espeak-ng and ALSA; .ci/run has them and runs this"]
fn the_hall_reads_aloud_and_forgets() {
    with_kiosk("hall", |address, _| {
        let listen = address.trim_start_matches("http://").trim_end_matches('/');
        let (folder, _) = setup("the_hall_reads_aloud_and_forgets", listen);
        node(["hall.mjs", address, folder.join("lykt-screen").to_str().unwrap()])
    });
}

/// The files below a folder that hold a word, in either encoding that a browser writes.
fn holding(folder: &Path, word: &str) -> Vec<PathBuf> {
    let wide: Vec<u8> = word.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap().map(Result::unwrap) {
        let path = entry.path();
        if entry.file_type().unwrap().is_dir() {
            found.extend(holding(&path, word));
        } else if entry.file_type().unwrap().is_file() {
            let bytes = std::fs::read(&path).unwrap();
            let has = |part: &[u8]| bytes.windows(part.len()).any(|window| window == part);
            if has(word.as_bytes()) || has(&wide) {
                found.push(path);
            }
        }
    }
    found
}

/// Nothing of what was typed is left in the browser's profile, nor in what the kiosk and the browser put aside meanwhile, nor said by the kiosk,
/// however much it may say.
#[test]
#[ignore = "needs Chromium and the Node packages of tests/browser; .ci/run installs both and runs this"]
fn a_visit_leaves_nothing_behind() {
    const CANARY: &str = "kanarifugl";
    let said = run("traces.mjs");
    assert!(!said.contains(CANARY), "{said}");
    let temporary = temporary("traces.mjs");
    let left = holding(&temporary, CANARY);
    assert!(left.is_empty(), "{left:?}");
    // It would be found.
    let seen = temporary.join("seen");
    std::fs::write(&seen, format!("x{CANARY}sang")).unwrap();
    assert_eq!(holding(&temporary, CANARY), [seen]);
}
