//! What `lykt kiosk-setup` writes, judged by the programs that read it.

use std::path::{Path, PathBuf};
use std::process::Command;

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
