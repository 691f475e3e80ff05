//! The kiosk in a real browser, driven by the tests of `tests/browser`.

use std::io::{BufRead, BufReader, Read};
use std::path::Path;
use std::process::{Command, Stdio};

use crate::help::root;

/// Runs a test of `tests/browser` against a kiosk of its own, and gives what the kiosk said meanwhile.
fn run(test: &str) -> String {
    with_kiosk(|address| {
        let mut node = Command::new("node");
        node.args([test, address]);
        node
    })
}

/// Runs a command in `tests/browser` that is given the address of a kiosk, and gives what the kiosk said meanwhile.
fn with_kiosk(command: impl FnOnce(&str) -> Command) -> String {
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
        .env("RUST_LOG", "trace")
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
    let browser = command(address)
        .current_dir(root().join("tests/browser"))
        .output();
    kiosk.kill().unwrap();
    kiosk.wait().unwrap();
    let mut rest = String::new();
    stdout.read_to_string(&mut rest).unwrap();
    let browser = browser.unwrap();
    let said = format!(
        "{}{}",
        String::from_utf8_lossy(&browser.stderr),
        String::from_utf8_lossy(&browser.stdout)
    );
    assert!(browser.status.success(), "{said}");
    hello + rest.as_str() + log.join().unwrap().as_str()
}

#[test]
#[ignore = "needs Chromium and the Node packages of tests/browser; .ci/run installs both and runs this"]
fn the_kiosk_without_javascript() {
    run("kiosk.mjs");
}

#[test]
#[ignore = "needs Chromium and the Node packages of tests/browser; .ci/run installs both and runs this"]
fn the_kiosk_is_accessible() {
    run("axe.mjs");
}

#[test]
#[ignore = "needs Chromium, the Node packages of tests/browser and pdftotext; .ci/run installs them and runs this"]
fn the_kiosk_with_its_script() {
    run("script.mjs");
}

/// The browser of a hall opens the kiosk and nothing else. Chromium reads its policy from one folder alone, so it runs in a file system of its
/// own.
#[test]
#[ignore = "needs Chromium, the Node packages of tests/browser and the right to mount; .ci/run has them and runs this"]
fn a_hall_opens_nothing_else() {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("a_hall_opens_nothing_else");
    with_kiosk(|address| {
        let setup = Command::new(env!("CARGO_BIN_EXE_lykt"))
            .args([
                "kiosk-setup",
                "--listen",
                address.trim_start_matches("http://"),
                "--write",
            ])
            .arg(&folder)
            .output()
            .unwrap();
        assert!(setup.status.success());
        let text = std::fs::read_to_string(folder.join("chromium-policy.json")).unwrap();
        let mut policy: serde_json::Value = serde_json::from_str(&text).unwrap();
        // Or the test could not hold the browser.
        for key in [
            "RemoteDebuggingAllowed",
            "DeveloperToolsAvailability",
            "IncognitoModeAvailability",
        ] {
            policy.as_object_mut().unwrap().remove(key).unwrap();
        }
        let path = folder.join("under-test.json");
        std::fs::write(&path, policy.to_string()).unwrap();
        let inside = "mkdir -p /etc/chromium && mount -t tmpfs tmpfs /etc/chromium && mkdir -p /etc/chromium/policies/managed \
                      && cp \"$1\" /etc/chromium/policies/managed/ && exec node policy.mjs \"$2\"";
        let mut shell = Command::new("unshare");
        shell
            .args(["--mount", "sh", "-c", inside, "sh"])
            .arg(path)
            .arg(address);
        shell
    });
}

/// Nothing of what was typed is left in the browser's profile, nor said by the kiosk, however much it may say.
#[test]
#[ignore = "needs Chromium and the Node packages of tests/browser; .ci/run installs both and runs this"]
fn a_visit_leaves_nothing_behind() {
    let said = run("traces.mjs");
    assert!(!said.contains("kanarifugl"), "{said}");
}
