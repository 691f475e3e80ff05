//! The program as a whole: killed in the middle, asked to stop, started wrongly; with Redis, and with ten thousand chats.

use std::io::Read;
use std::net::TcpStream;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use super::api::{Api, Fault, FaultKind};
use super::{TOKEN, answers, wait_answers};
use crate::help::free_port;

/// A process of a test, which ends with it, whatever becomes of the test.
struct Process(Child);

impl Drop for Process {
    fn drop(&mut self) {
        // It has ended already, where all went well.
        drop(self.0.kill());
        drop(self.0.wait());
    }
}

/// The program, with what it prints.
struct Program {
    child: Process,
    printed: JoinHandle<String>,
}

/// Starts the program with a token in its environment. It prints all it can.
fn lykt(api: &Api, arguments: &[&str]) -> Program {
    let (mut reader, writer) = std::io::pipe().unwrap();
    let child = Command::new(env!("CARGO_BIN_EXE_lykt"))
        .args(["telegram", "--api", &api.url()])
        .args(arguments)
        .env("LYKT_TELEGRAM_TOKEN", TOKEN)
        .env("LYKT_LOG", "trace")
        .stdout(writer.try_clone().unwrap())
        .stderr(writer)
        .spawn()
        .unwrap();
    // Whoever does not read what it prints holds it up.
    let printed = std::thread::spawn(move || {
        let mut text = String::new();
        reader.read_to_string(&mut text).unwrap();
        text
    });
    Program {
        child: Process(child),
        printed,
    }
}

impl Program {
    #[cfg(unix)]
    fn terminate(&self) {
        let status = Command::new("kill")
            .arg(self.child.0.id().to_string())
            .status()
            .unwrap();
        assert!(status.success());
    }

    /// How it ended, and everything it printed.
    fn ended(mut self) -> (ExitStatus, String) {
        let status = self.child.0.wait().unwrap();
        (status, self.printed.join().unwrap())
    }
}

/// Killed between reading and answering, and started again: nobody is lost, and nobody is answered more than twice. Nothing that was
/// written, and not the token, is in what the program prints, however much it prints.
#[test]
fn killed_in_the_middle_nobody_is_lost() {
    let api = Api::start(TOKEN);
    let mut first = lykt(&api, &[]);
    // Telegram takes the first two answers and says nothing about it, so that the process waits until it is killed.
    for _ in 0..2 {
        api.fault(Fault {
            method: "sendMessage",
            kind: FaultKind::Silent,
        });
    }
    for chat in 1..=20 {
        api.says(chat, "kanarifuglord mannen min slår meg");
    }
    api.wait_for(|sent| sent.iter().any(|sent| sent.method == "sendMessage"));
    first.child.0.kill().unwrap();
    let (_, first) = first.ended();
    let second = lykt(&api, &[]);
    let sent =
        api.wait_for(|sent| (1..=20).all(|chat| answers(sent).iter().any(|answer| answer.chat == chat)));
    for chat in 1..=20 {
        let times = answers(&sent).iter().filter(|answer| answer.chat == chat).count();
        assert!((1..=2).contains(&times), "chat {chat}: {times}");
    }
    api.wait_confirmed();
    second.terminate();
    let (status, second) = second.ended();
    assert!(status.success());
    for text in [first, second] {
        assert!(
            !text.contains("kanarifuglord") && !text.contains("slår"),
            "{text}"
        );
        assert!(!text.contains(TOKEN), "{text}");
    }
}

/// Asked to stop, it answers what it has taken, within five seconds, and ends well.
#[test]
fn asked_to_stop_it_answers_what_it_has_taken() {
    let api = Api::start(TOKEN);
    let child = lykt(&api, &[]);
    api.says(1, "hei");
    wait_answers(&api, 1, 1);
    api.fault(Fault {
        method: "sendMessage",
        kind: FaultKind::Stall(Duration::from_secs(1)),
    });
    api.says(2, "mannen min slår meg");
    // The answer is on its way when the process is asked to stop.
    api.wait_faults();
    child.terminate();
    assert!(child.ended().0.success());
    assert_eq!(wait_answers(&api, 2, 1).len(), 1);
}

/// Started wrongly it says what is wrong, with the numbers, and not the token.
#[test]
fn a_failing_start_is_clear() {
    let api = Api::start("999:another");
    let (status, text) = lykt(&api, &[]).ended();
    assert_eq!(status.code(), Some(1));
    assert!(
        text.contains("error: Telegram does not know this token"),
        "{text}"
    );
    assert!(text.contains("112 politi") && !text.contains(TOKEN), "{text}");
    let output = Command::new(env!("CARGO_BIN_EXE_lykt"))
        .arg("telegram")
        .env_remove("LYKT_TELEGRAM_TOKEN")
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(2));
    let text = String::from_utf8(output.stderr).unwrap();
    assert!(text.contains("--token-file"), "{text}");
}

/// Two replicas behind a balancer share language and place in Redis. Whoever does not know the secret is not listened to. When Redis is
/// gone, both still answer.
#[test]
#[ignore = "needs redis-server; .ci/run installs it and runs this"]
fn two_replicas_share_what_is_remembered() {
    let api = Api::start(TOKEN);
    let folder = std::env::temp_dir().join(format!("lykt-redis-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    let secret = folder.join("secret");
    std::fs::write(&secret, "a-secret_of_the-tests\n").unwrap();
    let [redis_port, one, two] = [free_port(), free_port(), free_port()];
    let mut redis = Command::new("redis-server")
        .args([
            "--port",
            &redis_port.to_string(),
            "--bind",
            "127.0.0.1",
            "--save",
            "",
            "--dir",
        ])
        .arg(&folder)
        .stdout(Stdio::null())
        .spawn()
        .map(Process)
        .unwrap();
    wait_port(redis_port);
    let state = format!("redis://127.0.0.1:{redis_port}");
    let secret = secret.to_str().unwrap().to_owned();
    let replica = |port: u16| {
        let listen = format!("127.0.0.1:{port}");
        let child = lykt(
            &api,
            &[
                "--state",
                &state,
                "--webhook",
                "https://lykt.example/telegram",
                "--secret-file",
                &secret,
                "--listen",
                &listen,
            ],
        );
        wait_port(port);
        child
    };
    let replicas = [replica(one), replica(two)];
    // The language and the place are chosen at one, the question is answered by the other.
    api.posts_to(([127, 0, 0, 1], one).into());
    api.with_language(1, "de");
    api.says(1, "/language");
    let asked = wait_answers(&api, 1, 1).pop().unwrap();
    let (_, sami) = asked
        .keyboard
        .iter()
        .flatten()
        .find(|(name, _)| name == "Davvisámegiella")
        .unwrap();
    api.taps(1, asked.message_id.unwrap(), sami);
    wait_answers(&api, 1, 2);
    api.posts_to(([127, 0, 0, 1], two).into());
    api.says(1, "krisesenter");
    let answer = wait_answers(&api, 1, 3).pop().unwrap();
    assert!(answer.text.starts_with("112 politiija"), "{}", answer.text);
    // What Redis holds tells neither who it is about nor what was asked.
    let held = redis_keys(redis_port);
    assert!(held.contains("lykt:") && !held.contains("krisesenter"), "{held}");
    // A wrong secret, two secrets, none.
    for headers in [
        "X-Telegram-Bot-Api-Secret-Token: wrong\r\n",
        "",
        "X-Telegram-Bot-Api-Secret-Token: a-secret_of_the-tests\r\nX-Telegram-Bot-Api-Secret-Token: b\r\n",
    ] {
        let answer = post(two, headers);
        assert!(answer.starts_with("HTTP/1.1 401"), "{answer}");
    }
    redis.0.kill().unwrap();
    redis.0.wait().unwrap();
    api.says(1, "my husband hits me every day");
    let answer = wait_answers(&api, 1, 4).pop().unwrap();
    assert!(answer.text.starts_with("112 police"), "{}", answer.text);
    for replica in replicas {
        replica.terminate();
        let (status, printed) = replica.ended();
        assert!(status.success() && !printed.contains("krisesenter"), "{printed}");
    }
    std::fs::remove_dir_all(folder).unwrap();
}

/// Ten thousand chats: none lost, and what it costs is printed.
#[test]
#[ignore = "takes half a minute; .ci/run runs it"]
fn ten_thousand_chats() {
    let api = Api::start(TOKEN);
    let child = lykt(&api, &["--rate", "100000"]);
    let chats = 10_000;
    let mut asked = Vec::new();
    let questions = [
        "mannen min slår meg",
        "I need a safe place to sleep",
        "мене б'є чоловік",
        "mu isit cábmá mu",
    ];
    for chat in 1..=chats {
        asked.push(Instant::now());
        api.says(chat, questions[usize::try_from(chat).unwrap() % 4]);
    }
    // In portions, so that no single wait is long.
    for part in 1..=20 {
        api.wait_for(|sent| sent.len() >= 500 * part);
    }
    let memory = std::fs::read_to_string(format!("/proc/{}/status", child.child.0.id())).unwrap();
    let memory = memory
        .lines()
        .find(|line| line.starts_with("VmHWM"))
        .unwrap()
        .to_owned();
    api.wait_confirmed();
    let sent = answers(&api.sent());
    assert_eq!(sent.len(), 10_000);
    let begun = asked[0];
    let mut waits: Vec<Duration> = sent
        .iter()
        .map(|answer| answer.at - asked[usize::try_from(answer.chat).unwrap() - 1])
        .collect();
    waits.sort();
    let last = sent.iter().map(|answer| answer.at).max().unwrap() - begun;
    println!(
        "{chats} chats in {last:.1?}: p50 {:.1?}, p99 {:.1?}, {memory}",
        waits[5_000], waits[9_900]
    );
    child.terminate();
    assert!(child.ended().0.success());
}

/// Waits until something listens: the only sign that a process of somebody else has started.
fn wait_port(port: u16) {
    let begun = Instant::now();
    while TcpStream::connect(("127.0.0.1", port)).is_err() {
        assert!(
            begun.elapsed() < Duration::from_secs(20),
            "nothing listens at {port}"
        );
        std::thread::sleep(Duration::from_millis(20));
    }
}

/// Sends an update to the webhook, with some headers.
fn post(port: u16, headers: &str) -> String {
    use std::io::Write;
    let mut stream = TcpStream::connect(("127.0.0.1", port)).unwrap();
    let body = "{\"update_id\":1}";
    write!(
        stream,
        "POST /telegram HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: {}\r\nConnection: close\r\n{headers}\r\n{body}",
        body.len()
    )
    .unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).unwrap();
    answer
}

/// All keys and values that Redis holds.
fn redis_keys(port: u16) -> String {
    let port = port.to_string();
    let run = |arguments: &[&str]| {
        let output = Command::new("redis-cli")
            .args(["-p", &port])
            .args(arguments)
            .output()
            .unwrap();
        String::from_utf8(output.stdout).unwrap()
    };
    let keys = run(&["keys", "*"]);
    let values: Vec<String> = keys.lines().map(|key| run(&["get", key])).collect();
    format!("{keys}{}", values.concat())
}
