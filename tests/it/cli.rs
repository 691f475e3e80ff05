//! The program from outside: what it prints and how it ends.

use std::io::Write;
use std::process::{Command, Output, Stdio};

use crate::help::root;

fn lykt(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_lykt"))
        .args(arguments)
        .output()
        .unwrap()
}

fn lykt_with(arguments: &[&str], input: &str) -> Output {
    let mut child = Command::new(env!("CARGO_BIN_EXE_lykt"))
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    child.stdin.take().unwrap().write_all(input.as_bytes()).unwrap();
    child.wait_with_output().unwrap()
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).unwrap()
}

#[test]
fn a_question_is_answered() {
    let output = lykt(&["ask", "--place", "gjovik", "mannen", "min", "slår", "meg"]);
    assert_eq!(output.status.code(), Some(0));
    let stdout = text(&output.stdout);
    assert!(
        stdout.starts_with("112 politi · 113 ambulanse · 110 brann\n"),
        "{stdout}"
    );
    assert!(stdout.contains("61 17 55 60"), "{stdout}");
    assert_eq!(text(&output.stderr), "");
}

/// An index that cannot be kept on disk, or that several keep at once, costs no answer.
#[test]
fn an_index_on_disk_is_kept_if_it_can_be() {
    let ask = |cache: &str| {
        lykt(&[
            "ask",
            "--cache",
            cache,
            "--place",
            "gjovik",
            "mannen min slår meg",
        ])
    };
    let refused = ask("/proc/lykt");
    assert_eq!(refused.status.code(), Some(0), "{}", text(&refused.stderr));
    assert!(text(&refused.stdout).contains("61 17 55 60"));
    let cache = std::env::temp_dir().join(format!("lykt-cache-{}", std::process::id()));
    let path = cache.to_str().unwrap();
    let together: Vec<Output> = std::thread::scope(|scope| {
        let threads = [0; 4].map(|_| scope.spawn(|| ask(path)));
        threads.map(|thread| thread.join().unwrap()).into()
    });
    for output in together {
        assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
        assert!(text(&output.stdout).contains("61 17 55 60"));
    }
    assert_eq!(std::fs::read_dir(&cache).unwrap().count(), 1);
    std::fs::remove_dir_all(&cache).unwrap();
}

/// The JSON contract, key by key.
#[test]
fn the_json_contract() {
    let output = lykt(&[
        "ask",
        "--json",
        "--place",
        "Йовік",
        "--at",
        "2026-11-24T11:00",
        "мене",
        "б'є",
        "чоловік",
    ]);
    let json: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    let keys: Vec<&str> = json.as_object().unwrap().keys().map(String::as_str).collect();
    let mut expected = ["lang", "urgency", "confident", "place", "emergency", "services"];
    expected.sort_unstable();
    assert_eq!(keys, expected);
    assert_eq!(json["lang"], "uk");
    assert_eq!(json["urgency"], "normal");
    assert_eq!(json["confident"], true);
    assert_eq!(json["place"], "gjovik");
    let emergency: Vec<(&str, &str)> = json["emergency"]
        .as_array()
        .unwrap()
        .iter()
        .map(|entry| (entry["id"].as_str().unwrap(), entry["phone"].as_str().unwrap()))
        .collect();
    assert_eq!(
        emergency,
        [("politi-nod", "112"), ("ambulanse", "113"), ("brann-nod", "110")]
    );
    let first = &json["services"][0];
    assert_eq!(first["id"], "krisesenter-gjovik");
    assert_eq!(first["open"], "always");
    assert_eq!(
        first["phones"],
        serde_json::json!([{"number": "61175560", "sms": false}])
    );
    assert_eq!(first["score"], 1.0);
    assert_eq!(first["as_of"], "2026-08-13");
}

/// One answer a line, in order; a line that cannot be read is answered with its error and the numbers.
#[test]
fn a_batch_loses_nothing() {
    let input = "{\"query\":\"my husband hits me\",\"place\":\"narvik\"}\nnot json\n{\"query\":\"x\",\"place\":\"oslo\"}\n\
                 {\"query\":\"han har kniv\",\"lang\":\"en\",\"at\":\"2026-05-17 12:00\"}\n";
    let output = lykt_with(&["ask", "--json", "--batch"], input);
    let lines: Vec<serde_json::Value> = text(&output.stdout)
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    assert_eq!(lines.len(), 4);
    assert_eq!(lines[0]["place"], "narvik");
    assert!(lines[1]["error"].as_str().unwrap().starts_with("line 2: "));
    assert!(
        lines[2]["error"]
            .as_str()
            .unwrap()
            .contains("choose one of evenes, gjovik")
    );
    assert_eq!(lines[3]["lang"], "en");
    assert_eq!(lines[3]["urgency"], "immediate");
    assert!(lines.iter().all(|line| line["emergency"][0]["phone"] == "112"));
    assert_eq!(output.status.code(), Some(1));
}

/// Wrong use says what would be right, ends with 2 and shows the numbers all the same.
#[test]
fn wrong_use_says_what_is_right() {
    for (arguments, hint) in [
        (vec!["ask", "--lang", "de", "hei"], "choose one of nb, en, uk, se"),
        (vec!["ask", "--place", "gjovic", "hei"], "do you mean \"gjovik\"?"),
        (
            vec!["ask", "--at", "tomorrow", "hei"],
            "write it as 2026-05-17T15:45",
        ),
        (
            vec!["ask", "--at", "2026-03-29T02:30", "hei"],
            "the clock is put forward",
        ),
        (
            vec!["now", "--means", "fax"],
            "choose from voice, sms, chat, email",
        ),
        (vec!["now", "--audience", "cat"], "choose from child, youth"),
        (vec!["ask", "--plase", "gjovik", "hei"], "--place"),
        (vec!["ask"], "what do you want to ask?"),
        (vec!["asks"], "'ask'"),
    ] {
        let output = lykt(&arguments);
        let stderr = text(&output.stderr);
        assert_eq!(output.status.code(), Some(2), "{arguments:?}: {stderr}");
        assert!(stderr.contains(hint), "{arguments:?}: {stderr}");
        assert!(
            stderr.contains("112 politi · 113 ambulanse · 110 brann"),
            "{arguments:?}: {stderr}"
        );
    }
}

/// Mistakes in the data end with 3, each named, and the numbers are shown all the same.
#[test]
fn mistakes_in_the_data_are_named() {
    let folder = root().join("tests/invalid/base/index");
    let output = lykt(&["check", "--directory", folder.to_str().unwrap()]);
    let stderr = text(&output.stderr);
    assert_eq!(output.status.code(), Some(3), "{stderr}");
    assert!(stderr.contains("sources.toml: the file is missing"), "{stderr}");
    assert!(stderr.contains("112 politi"), "{stderr}");
    let output = lykt(&["ask", "--directory", "/no/such/folder", "hei"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(text(&output.stderr).contains("cannot read /no/such/folder"));
}

#[test]
fn the_shipped_data_have_no_mistakes() {
    let output = lykt(&["check"]);
    assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
    assert!(text(&output.stdout).ends_with("no mistakes\n"));
}

/// Friday at 15:45 in Narvik: the office is closed, its duty phone answers, and what is said is the same as text and as JSON.
#[test]
fn who_answers_now() {
    let friday = [
        "now",
        "--place",
        "narvik",
        "--audience",
        "child",
        "--at",
        "2026-11-27T15:45",
    ];
    let stdout = text(&lykt(&friday).stdout);
    assert!(
        stdout.starts_with("112 politi · 113 ambulanse · 110 brann\n"),
        "{stdout}"
    );
    let place_of = |words: &str| {
        stdout
            .find(words)
            .unwrap_or_else(|| panic!("no {words:?} in {stdout}"))
    };
    let duty = stdout
        .lines()
        .find(|line| line.contains("Barnevernets vakttelefon"))
        .unwrap();
    assert!(duty.contains("909 84 500") && duty.contains("Åpent nå"), "{duty}");
    assert!(place_of("Svarer nå") < place_of("Åpner senere"));
    assert!(place_of("Åpner senere") < place_of("76 91 34 16"), "{stdout}");
    let output = lykt(&[&friday[..], &["--json"]].concat());
    let json: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    let rungs = json["now"].as_array().unwrap();
    assert_eq!(rungs[0]["id"], "alarmtelefonen");
    assert_eq!(rungs[0]["open"], "always");
    let office = rungs.iter().find(|rung| rung["to"] == "76913416").unwrap();
    assert_eq!(office["open"], "closed");
    assert_eq!(office["opens"], "2026-11-30T08:00:00+01:00");
}

/// The same moment for every command: asked, conversed.
#[test]
fn the_moment_can_be_chosen_everywhere() {
    for (at, open) in [("2026-11-27T15:29", true), ("2026-11-27T15:31", false)] {
        let asked = text(
            &lykt(&[
                "ask",
                "--at",
                at,
                "--place",
                "narvik",
                "barneverntjenesten i Narvik",
            ])
            .stdout,
        );
        let talked =
            text(&lykt_with(&["chat", "--at", at, "--place", "narvik"], "/now child\n/quit\n").stdout);
        for said in [asked, talked] {
            let line = said.lines().find(|line| line.contains("76 91 34 16")).unwrap();
            assert_eq!(line.contains("Åpent nå"), open, "{at}: {line}");
        }
    }
}

/// A conversation: the language of each question, a chosen language, a place, the end.
#[test]
fn a_conversation() {
    let input = "my husband hits me\n/place narvik\nkrisesenter\n/language se\n/place oslo\n/quit\n";
    let output = lykt_with(&["chat"], input);
    let stdout = text(&output.stdout);
    assert!(stdout.starts_with("112 politi"), "{stdout}");
    assert!(stdout.contains("These can help"), "{stdout}");
    assert!(stdout.contains("Place: Narvik"), "{stdout}");
    assert!(stdout.contains("76 95 73 39"), "{stdout}");
    assert!(stdout.contains("112 politiija"), "{stdout}");
    assert_eq!(output.status.code(), Some(0));
}

#[test]
fn help_is_complete() {
    for arguments in [
        vec!["--help"],
        vec!["ask", "--help"],
        vec!["chat", "--help"],
        vec!["check", "--help"],
        vec!["now", "--help"],
    ] {
        let stdout = text(&lykt(&arguments).stdout);
        assert!(stdout.contains("Exit codes:"), "{stdout}");
        assert!(stdout.contains("--directory <DIR>"), "{stdout}");
    }
}

/// By numbers from the first screen to somebody who can help, back, by a choice's words, and out of it with a question.
#[test]
fn a_conversation_can_be_led_by_numbers() {
    let input = "2\n1\n1\n0\n noen tar pengene mine \n112\nhan har kniv\n/quit\n";
    let output = lykt_with(
        &[
            "chat",
            "--lang",
            "nb",
            "--place",
            "gjovik",
            "--at",
            "2026-11-24T11:00",
        ],
        input,
    );
    let stdout = text(&output.stdout);
    let replies: Vec<&str> = stdout.split("\n> ").collect();
    assert_eq!(replies.len(), 9, "{stdout}");
    for reply in &replies[..8] {
        assert!(reply.trim_start().starts_with("112 politi"), "{reply}");
    }
    assert!(replies[0].contains("   2  Det gjelder meg"), "{}", replies[0]);
    assert!(
        replies[2].contains("   1  Noen slår, truer eller skremmer meg"),
        "{}",
        replies[2]
    );
    assert!(
        replies[3].contains("61 17 55 60") && replies[3].contains("   0  Tilbake"),
        "{}",
        replies[3]
    );
    assert_eq!(replies[4].trim_end(), replies[2].trim_end());
    assert!(replies[5].contains("\nNoen tar pengene mine\n"), "{}", replies[5]);
    // A number that is no choice is a question, whatever stands on the screen.
    assert!(replies[6].contains("Nødnummer"), "{}", replies[6]);
    assert!(replies[7].contains(">>> Ring 112 nå."), "{}", replies[7]);
}

/// The units that the bots print are as closed as a program that talks to the network can be.
#[cfg(all(feature = "matrix", feature = "telegram"))]
#[test]
#[ignore = "needs systemd-analyze; .ci/run installs it and runs this"]
fn the_units_of_the_bots_are_closed() {
    for bot in ["telegram", "matrix"] {
        let unit = Command::new(env!("CARGO_BIN_EXE_lykt"))
            .args([bot, "--print-unit"])
            .output()
            .unwrap();
        let file = std::env::temp_dir().join(format!("lykt-{bot}-{}.service", std::process::id()));
        std::fs::write(&file, unit.stdout).unwrap();
        let analysis = Command::new("systemd-analyze")
            .args(["security", "--offline=true", "--no-pager", "--threshold=15"])
            .arg(&file)
            .output()
            .unwrap();
        std::fs::remove_file(file).unwrap();
        let analysed = String::from_utf8_lossy(&analysis.stdout);
        assert!(analysis.status.success(), "{bot}: {analysed}");
    }
}
