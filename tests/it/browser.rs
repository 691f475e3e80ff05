//! The kiosk in a real browser, driven by `tests/browser/kiosk.mjs`.

use std::io::{BufRead, BufReader};
use std::process::{Command, Stdio};

use crate::help::root;

#[test]
#[ignore = "needs Chromium and the Node packages of tests/browser; .ci/run installs both and runs this"]
fn the_kiosk_in_chromium() {
    let mut kiosk = Command::new(env!("CARGO_BIN_EXE_lykt"))
        .args(["kiosk", "--port", "0", "--place", "gjovik"])
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut hello = String::new();
    BufReader::new(kiosk.stdout.take().unwrap())
        .read_line(&mut hello)
        .unwrap();
    let address = hello
        .split_whitespace()
        .find(|word| word.starts_with("http://"))
        .unwrap();
    let browser = Command::new("node")
        .args(["kiosk.mjs", address])
        .current_dir(root().join("tests/browser"))
        .output();
    kiosk.kill().unwrap();
    kiosk.wait().unwrap();
    let browser = browser.unwrap();
    let said = format!(
        "{}{}",
        String::from_utf8_lossy(&browser.stderr),
        String::from_utf8_lossy(&browser.stdout)
    );
    assert!(browser.status.success(), "{said}");
}
