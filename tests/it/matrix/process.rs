//! The program as a whole: killed, restarted, with a broken store, with a homeserver that is gone, started wrongly, and beside the other channels.

use std::io::{BufRead as _, BufReader, Write as _};
use std::path::PathBuf;
use std::process::{Command, ExitStatus, Stdio};
use std::sync::mpsc::{Receiver, channel};

use lykt::channels::matrix::{Home, sign_in};
use lykt::model::Lang;
use lykt::text::Message;

use futures_util::StreamExt as _;
use matrix_sdk::Client;
use matrix_sdk::config::SyncSettings;
use matrix_sdk::encryption::verification::SasState;
use matrix_sdk::ruma::events::key::verification::request::ToDeviceKeyVerificationRequestEvent;
use matrix_sdk::ruma::events::key::verification::start::ToDeviceKeyVerificationStartEvent;

use super::server::Process;
use super::{PASSWORD, World};
use crate::help::{engine, free_port};

/// The program, with the lines that it prints.
struct Program {
    child: Process,
    lines: Receiver<String>,
    printed: String,
}

fn program(arguments: &[&str], typed: &str) -> Program {
    let (reader, writer) = std::io::pipe().unwrap();
    let mut child = Command::new(env!("CARGO_BIN_EXE_lykt"))
        .args(arguments)
        .env("LYKT_LOG", "trace")
        .stdin(Stdio::piped())
        .stdout(writer.try_clone().unwrap())
        .stderr(writer)
        .spawn()
        .unwrap();
    child.stdin.take().unwrap().write_all(typed.as_bytes()).unwrap();
    let (send, lines) = channel();
    std::thread::spawn(move || {
        for line in BufReader::new(reader).lines().map_while(Result::ok) {
            if send.send(line).is_err() {
                return;
            }
        }
    });
    Program {
        child: Process(child),
        lines,
        printed: String::new(),
    }
}

impl Program {
    /// Waits until it says something.
    #[track_caller]
    fn says(&mut self, words: &str) {
        while !self.printed.contains(words) {
            let line = self
                .lines
                .recv()
                .unwrap_or_else(|_| panic!("{words:?} is not in {}", self.printed));
            self.printed.push_str(&line);
            self.printed.push('\n');
        }
    }

    fn terminate(&self) {
        let id = self.child.0.id().to_string();
        assert!(Command::new("kill").arg(id).status().unwrap().success());
    }

    /// How it ended, and everything it printed.
    fn ended(mut self) -> (ExitStatus, String) {
        let status = self.child.0.wait().unwrap();
        while let Ok(line) = self.lines.recv() {
            self.printed.push_str(&line);
            self.printed.push('\n');
        }
        (status, self.printed)
    }
}

impl World {
    fn state(&self) -> PathBuf {
        self.folder.path().join("state")
    }

    /// `lykt matrix` with the account of the bot.
    fn lykt(&self, more: &[&str], typed: &str) -> Program {
        let (state, server) = (self.state().display().to_string(), self.server.url());
        let mut arguments = vec![
            "matrix",
            "--state-dir",
            &state,
            "--homeserver",
            &server,
            "--user",
            &self.bot,
        ];
        arguments.extend(more);
        program(&arguments, typed)
    }

    /// A file with the password of the bot.
    fn password(&self) -> String {
        let file = self.folder.path().join("password");
        std::fs::write(&file, PASSWORD).unwrap();
        file.display().to_string()
    }

    /// The device that is signed in.
    fn device(&self) -> String {
        let session = std::fs::read_to_string(self.state().join("session.json")).unwrap();
        let session: serde_json::Value = serde_json::from_str(&session).unwrap();
        session["device_id"].as_str().unwrap().to_owned()
    }
}

/// Killed with answers on the way, and started again: it is the same device, nobody is lost, and nobody is answered twice. Nothing that was written, nobody who wrote and no
/// secret is in what the program prints, however much it prints.
#[test]
#[ignore = "needs Synapse"]
fn killed_in_the_middle_nobody_is_lost() {
    let world = World::new();
    let password = world.password();
    let mut person = world.person("person");
    let killed = |mut bot: Program| {
        bot.child.0.kill().unwrap();
        bot.ended().1
    };
    let bot = world.lykt(&["--password-file", &password], "");
    let room = person.meets(&world.bot);
    person.hears_one(&room);
    let device = world.device();
    let mut printed = killed(bot);
    let questions = [
        "hvor er krisesenteret",
        "hvem kan barn snakke med",
        "jeg er redd",
        "hva gjør politiet",
    ];
    for question in questions {
        person.says(&room, question);
    }
    // It is told of all four at once. One has been answered, the others wait for their turn: a message a second.
    let bot = world.lykt(&["--password-file", &password], "");
    person.hears_one(&room);
    printed += killed(bot).as_str();
    let bot = world.lykt(&["--password-file", &password], "");
    person.hears(&room, 3);
    assert_eq!(world.device(), device);
    // Nothing else was said.
    let heard = person.asks(&room, "!privacy");
    assert!(heard.body.contains("!delete"), "{}", heard.body);
    bot.terminate();
    let (status, rest) = bot.ended();
    assert!(status.success(), "{rest}");
    let printed = (printed + rest.as_str()).to_lowercase();
    for secret in ["krisesenteret", "redd", "person", PASSWORD, &room.to_lowercase()] {
        assert!(!printed.contains(secret), "{secret} is in {printed}");
    }
}

/// A store that is broken or gone is reported, set aside and made anew; with the recovery key the new device is as trusted as the old one. A session that was ended at the
/// homeserver is made anew too.
#[test]
#[ignore = "needs Synapse"]
fn a_lost_store_is_made_anew() {
    let world = World::new();
    let password = world.password();
    let mut person = world.person("person");
    let bot = world.lykt(&["--password-file", &password], "");
    let room = person.meets(&world.bot);
    person.hears_one(&room);
    bot.terminate();
    assert!(bot.ended().0.success());
    let mut device = world.device();
    let break_it = || {
        for file in std::fs::read_dir(world.state().join("store")).unwrap() {
            std::fs::write(file.unwrap().path(), "this is no database").unwrap();
        }
    };
    let lose_it = || std::fs::remove_dir_all(world.state().join("store")).unwrap();
    for ruin in [&break_it as &dyn Fn(), &lose_it] {
        ruin();
        let mut bot = world.lykt(&["--password-file", &password], "");
        bot.says("set aside");
        // Written while it starts: it belongs to the new device, or is asked for again.
        let heard = person.asks(&room, "hvor er krisesenteret");
        heard.is_decent();
        assert_ne!(world.device(), device);
        device = world.device();
        bot.terminate();
        let (status, printed) = bot.ended();
        assert!(
            status.success() && !printed.contains("others cannot see"),
            "{printed}"
        );
    }
    // Without a password nothing can be made anew: that is said, and how.
    lose_it();
    let (status, printed) = world.lykt(&[], "").ended();
    assert_eq!(status.code(), Some(2), "{printed}");
    assert!(
        printed.contains("lykt matrix --login") && printed.contains("112"),
        "{printed}"
    );
}

/// A homeserver that is gone for a minute and comes back: whoever writes then is answered. One that is not there yet is waited for.
#[test]
#[ignore = "needs Synapse"]
fn a_homeserver_that_is_gone_is_waited_for() {
    let mut world = World::new();
    let password = world.password();
    let mut person = world.person("person");
    let mut bot = world.lykt(&["--password-file", &password], "");
    let room = person.meets(&world.bot);
    person.hears_one(&room);
    world.server.stop();
    bot.says("the homeserver does not tell what is new");
    // By the end of a minute it asks seldom.
    std::thread::sleep(std::time::Duration::from_mins(1));
    world.server.resume();
    person.asks(&room, "hvor er krisesenteret").is_decent();
    bot.terminate();
    assert!(bot.ended().0.success());
    world.server.stop();
    let mut bot = world.lykt(&["--password-file", &password], "");
    bot.says("the homeserver");
    world.server.resume();
    person.asks(&room, "hvor er krisesenteret").is_decent();
}

/// Signing in by hand: a new account gets its identity and a recovery key; a second device is trusted with that key; what is wrong is said.
#[test]
#[ignore = "needs Synapse"]
fn signing_in_by_hand() {
    let world = World::new();
    let (status, printed) = world.lykt(&["--login"], &format!("{PASSWORD}\n")).ended();
    assert!(status.success(), "{printed}");
    let key = std::fs::read_to_string(world.state().join("recovery-key")).unwrap();
    assert!(
        printed.contains(key.trim()) && !printed.contains(PASSWORD),
        "{printed}"
    );
    #[cfg(unix)]
    for file in ["session.json", "recovery-key", "passphrase"] {
        use std::os::unix::fs::PermissionsExt as _;
        let mode = world.state().join(file).metadata().unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600, "{file}");
    }
    // Signed in it runs without a password.
    let mut person = world.person("person");
    let bot = world.lykt(&[], "");
    let room = person.meets(&world.bot);
    person.hears_one(&room).is_decent();
    bot.terminate();
    assert!(bot.ended().0.success());
    // A second device, as if on another machine: first with a wrong key.
    std::fs::remove_dir_all(world.state()).unwrap();
    let (status, printed) = world
        .lykt(&["--login"], &format!("{PASSWORD}\nEsTx wrong\n"))
        .ended();
    assert_eq!(status.code(), Some(1), "{printed}");
    let (status, printed) = world.lykt(&["--login"], &key).ended();
    assert!(
        status.success() && printed.contains("belongs to the account"),
        "{printed}"
    );
}

/// Without the recovery key a second device is trusted when it shows the same pictures as one that is trusted already.
#[test]
#[ignore = "needs Synapse"]
fn pictures_are_compared() {
    let world = World::new();
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let home = Home::new(&world.folder.path().join("first"), None).unwrap();
    let first = runtime.block_on(sign_in(&home, &world.account())).unwrap();
    assert!(first.verified && first.recovery_key.is_some());
    runtime.spawn(a_device_that_agrees(first.client));
    let (status, printed) = world.lykt(&["--login"], &format!("{PASSWORD}\n\nyes\n")).ended();
    assert!(status.success(), "{printed}");
    assert!(
        printed.contains("Does the other device show the same"),
        "{printed}"
    );
    assert!(printed.contains("belongs to the account"), "{printed}");
}

/// A device on which somebody accepts what is asked of it, and finds the pictures to be the same.
async fn a_device_that_agrees(client: Client) {
    client.add_event_handler(
        async |event: ToDeviceKeyVerificationRequestEvent, client: Client| {
            let id = event.content.transaction_id.as_str();
            let request = client
                .encryption()
                .get_verification_request(&event.sender, id)
                .await;
            request.unwrap().accept().await.unwrap();
        },
    );
    client.add_event_handler(async |event: ToDeviceKeyVerificationStartEvent, client: Client| {
        let id = event.content.transaction_id.as_str();
        let verification = client.encryption().get_verification(&event.sender, id).await;
        let sas = verification.unwrap().sas().unwrap();
        let mut changes = sas.changes();
        sas.accept().await.unwrap();
        tokio::spawn(async move {
            while let Some(state) = changes.next().await {
                if matches!(state, SasState::KeysExchanged { .. }) {
                    assert!(sas.emoji().is_some());
                    sas.confirm().await.unwrap();
                }
            }
        });
    });
    loop {
        client.sync_once(SyncSettings::new()).await.unwrap();
    }
}

/// What is wrong at the start is said, with the emergency numbers, and the program ends at once instead of trying for ever.
#[test]
#[ignore = "needs Synapse"]
fn a_failing_start_is_clear() {
    let world = World::new();
    let wrong = world.folder.path().join("wrong");
    std::fs::write(&wrong, "not the password").unwrap();
    let wrong = wrong.display().to_string();
    for (arguments, code, words) in [
        (
            vec!["--password-file", wrong.as_str()],
            2,
            "does not take the password",
        ),
        (vec!["--token-file", wrong.as_str()], 2, "does not take the token"),
        (vec![], 2, "lykt matrix --login"),
        (vec!["--password-file", "/not/there"], 1, "/not/there"),
    ] {
        let (status, printed) = world.lykt(&arguments, "").ended();
        assert_eq!(status.code(), Some(code), "{printed}");
        assert!(printed.contains(words) && printed.contains("112"), "{printed}");
        assert!(!printed.contains("not the password"), "{printed}");
    }
    let (status, printed) = program(&["matrix"], "").ended();
    assert_eq!(status.code(), Some(2), "{printed}");
    assert!(printed.contains("--state-dir"), "{printed}");
}

/// A token that somebody has made for the bot will do, as long as its store is there.
#[test]
#[ignore = "needs Synapse"]
fn with_an_access_token() {
    let world = World::new();
    let mut owner = super::Person::new(&world.folder);
    owner.login_only(&world.server, &world.bot);
    let token = world.folder.path().join("token");
    std::fs::write(&token, &owner.token).unwrap();
    let token = token.display().to_string();
    let mut person = world.person("person");
    for _ in 0..2 {
        let bot = world.lykt(&["--token-file", &token], "");
        let room = person.meets(&world.bot);
        person.hears_one(&room).is_decent();
        bot.terminate();
        let (status, printed) = bot.ended();
        assert!(status.success() && !printed.contains(&owner.token), "{printed}");
    }
    std::fs::remove_dir_all(world.state().join("store")).unwrap();
    let (status, printed) = world.lykt(&["--token-file", &token], "").ended();
    assert_eq!(status.code(), Some(2), "{printed}");
    assert!(printed.contains("make a new token"), "{printed}");
}

/// All channels in one program, from one file: one that fails is started again, the others go on, and all end together.
#[test]
#[ignore = "needs Synapse"]
fn all_channels_in_one_program() {
    let world = World::new();
    let port = free_port();
    let token = world.folder.path().join("token");
    std::fs::write(&token, "123:token").unwrap();
    let file = world.folder.path().join("lykt.toml");
    let (state, password) = (world.state(), world.password());
    // Nothing listens where the bot on Telegram asks: it fails, again and again.
    let text = format!(
        "[kiosk]\nlisten = \"127.0.0.1:{port}\"\nlang = \"uk\"\n\n[telegram]\ntoken-file = {token:?}\napi = \"http://127.0.0.1:1\"\n\n\
         [matrix]\nstate-dir = {state:?}\nhomeserver = {:?}\nuser = {:?}\npassword-file = {password:?}\n",
        world.server.url(),
        world.bot,
    );
    std::fs::write(&file, &text).unwrap();
    let name = file.display().to_string();
    let mut lykt = program(&["serve", &name], "");
    lykt.says(&format!("lykt is at http://127.0.0.1:{port}"));
    lykt.says("started again in 1 s");
    lykt.says("started again in 2 s");
    let mut person = world.person("person");
    let room = person.meets(&world.bot);
    person.hears_one(&room).is_decent();
    let heading = engine().desk().say(Lang::Uk, Message::StartChoose).text;
    assert!(get(port, "/").contains(&heading));
    for _ in 0..4 {
        person.asks(&room, "hvor er krisesenteret").is_decent();
    }
    let metrics = get(port, "/metrics");
    assert!(
        metrics.contains("lykt_messages_total{bot=\"matrix\",kind=\"asked\"} 5"),
        "{metrics}"
    );
    lykt.terminate();
    let (status, printed) = lykt.ended();
    assert!(status.success(), "{printed}");

    std::fs::write(&file, text.replace("lang = \"uk\"", "lang = \"xx\"\nidel = 3")).unwrap();
    let (status, printed) = program(&["serve", &name], "").ended();
    assert_eq!(status.code(), Some(3), "{printed}");
    for words in ["kiosk.lang", "kiosk.idel", "112"] {
        assert!(printed.contains(words), "{printed}");
    }
}

/// A page, over a connection of its own.
fn get(port: u16, path: &str) -> String {
    use std::io::Read as _;
    let mut stream = std::net::TcpStream::connect(("127.0.0.1", port)).unwrap();
    write!(stream, "GET {path} HTTP/1.0\r\nHost: 127.0.0.1\r\n\r\n").unwrap();
    let mut text = String::new();
    stream.read_to_string(&mut text).unwrap();
    text
}
