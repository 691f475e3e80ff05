//! Synapse, and people with a client of their own.

use std::io::{BufRead as _, BufReader, Write as _};
use std::os::unix::net::UnixDatagram;
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use std::sync::atomic::{AtomicUsize, Ordering};

use serde_json::{Value, json};

use super::PASSWORD;
use crate::help::{free_port, root};

/// The Python that `.ci/run` has installed Synapse and matrix-nio into.
fn python() -> PathBuf {
    let python = root().join("target/matrix/bin/python");
    assert!(
        python.exists(),
        "the homeserver of these tests is not installed: python3 -m venv target/matrix && \
         target/matrix/bin/pip install -r tests/matrix/requirements.txt"
    );
    python
}

/// A folder that goes when the test ends.
pub(super) struct Folder(PathBuf);

impl Folder {
    pub(super) fn new() -> Self {
        let path = std::env::temp_dir().join(unused("lykt-matrix"));
        // One that is there already has somebody else's accounts in it.
        std::fs::create_dir(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        Self(path)
    }

    pub(super) fn path(&self) -> &Path {
        &self.0
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

/// A process that ends with the test.
pub(super) struct Process(pub(super) Child);

impl Drop for Process {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// A homeserver.
pub(super) struct Server {
    port: u16,
    config: PathBuf,
    ready: PathBuf,
    process: Option<Process>,
}

impl Server {
    /// Sets a homeserver up, and starts it.
    pub(super) fn start(folder: &Folder) -> Self {
        let port = free_port();
        let dir = folder.path().join("synapse");
        std::fs::create_dir_all(&dir).unwrap();
        let path = |name: &str| dir.join(name).display().to_string();
        let much = json!({ "per_second": 100_000, "burst_count": 100_000 });
        let config = json!({
            "server_name": "localhost",
            "report_stats": false,
            "pid_file": path("pid"),
            "signing_key_path": path("signing.key"),
            "media_store_path": path("media"),
            "registration_shared_secret": "the secret of the tests",
            "trusted_key_servers": [],
            "database": { "name": "sqlite3", "args": { "database": path("synapse.db") } },
            "listeners": [{
                "port": port, "type": "http", "bind_addresses": ["127.0.0.1"],
                "resources": [{ "names": ["client"], "compress": false }],
            }],
            // As the README advises: the bot's own pace is slower than this, and what is deleted is gone at once.
            "rc_message": much, "rc_admin_redaction": much, "rc_room_creation": much,
            "rc_login": { "address": much, "account": much, "failed_attempts": much },
            "rc_joins": { "local": much, "remote": much },
            "rc_invites": { "per_room": much, "per_user": much, "per_issuer": much },
            "redaction_retention_period": "1s",
        });
        let file = dir.join("homeserver.yaml");
        // JSON is YAML too.
        std::fs::write(&file, config.to_string()).unwrap();
        let keys = synapse(&file).arg("--generate-keys").status().unwrap();
        assert!(keys.success());
        let mut server = Self {
            port,
            config: file,
            ready: dir.join("ready"),
            process: None,
        };
        server.resume();
        server
    }

    /// Starts it again. Synapse says when it is ready, as it does to systemd.
    pub(super) fn resume(&mut self) {
        let _ = std::fs::remove_file(&self.ready);
        let socket = UnixDatagram::bind(&self.ready).unwrap();
        let child = synapse(&self.config).env("NOTIFY_SOCKET", &self.ready).spawn();
        self.process = Some(Process(child.unwrap()));
        let mut said = [0; 64];
        let length = socket.recv(&mut said).unwrap();
        assert!(said[..length].starts_with(b"READY=1"));
    }

    /// Ends it; it can be started again.
    pub(super) fn stop(&mut self) {
        self.process = None;
    }

    pub(super) fn url(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }
}

fn synapse(config: &Path) -> Command {
    let mut command = Command::new(python());
    command
        .args(["-m", "synapse.app.homeserver", "--config-path"])
        .arg(config)
        .current_dir(config.parent().unwrap())
        .stdout(Stdio::null())
        .stderr(Stdio::null());
    command
}

/// A name that nothing else has, of this run of the tests or of another.
fn unused(kind: &str) -> String {
    static COUNT: AtomicUsize = AtomicUsize::new(0);
    let count = COUNT.fetch_add(1, Ordering::Relaxed);
    format!("{kind}-{}-{count}", std::process::id())
}

/// A person with a client: tests/matrix/client.py.
pub(super) struct Person {
    stdin: ChildStdin,
    stdout: BufReader<ChildStdout>,
    _process: Process,
    pub(super) user: String,
    pub(super) token: String,
}

/// A message that a person has got.
#[derive(Debug, Clone)]
pub(super) struct Heard {
    pub(super) event: String,
    pub(super) body: String,
    pub(super) html: String,
    pub(super) kind: String,
    pub(super) encrypted: bool,
    pub(super) content: Value,
    pub(super) at: f64,
}

impl Person {
    pub(super) fn new(folder: &Folder) -> Self {
        let mut child = Command::new(python())
            .arg(root().join("tests/matrix/client.py"))
            .current_dir(folder.path())
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        Self {
            stdin: child.stdin.take().unwrap(),
            stdout: BufReader::new(child.stdout.take().unwrap()),
            _process: Process(child),
            user: String::new(),
            token: String::new(),
        }
    }

    /// Does something, and says what came of it.
    #[track_caller]
    pub(super) fn does(&mut self, command: &Value) -> Value {
        writeln!(self.stdin, "{command}").unwrap();
        let mut line = String::new();
        self.stdout.read_line(&mut line).unwrap();
        let answer: Value = serde_json::from_str(&line).unwrap_or_else(|_| panic!("{command}: {line:?}"));
        assert!(answer.get("error").is_none(), "{command}: {answer}");
        answer
    }

    /// Makes an account; returns its whole name.
    pub(super) fn register(&mut self, server: &Server, name: &str) -> String {
        let command = json!({ "do": "register", "server": server.url(), "user": name, "password": PASSWORD });
        text(&self.does(&command), "user")
    }

    pub(super) fn login(&mut self, server: &Server, user: &str, folder: &Folder) {
        let store = folder.path().join(unused("store"));
        std::fs::create_dir(&store).unwrap();
        let answer = self.does(&json!({
            "do": "login", "server": server.url(), "user": user, "password": PASSWORD, "store": store,
        }));
        self.token = text(&answer, "token");
        user.clone_into(&mut self.user);
    }

    /// Signs in without a device of its own: what is wanted is the token.
    pub(super) fn login_only(&mut self, server: &Server, user: &str) {
        let command = json!({ "do": "token", "server": server.url(), "user": user, "password": PASSWORD });
        self.token = text(&self.does(&command), "token");
    }

    /// Invites somebody into a room of two, and waits until they are in.
    #[track_caller]
    pub(super) fn meets(&mut self, other: &str) -> String {
        let room = self.invites(other, true, true);
        self.sees(&room, other, "join");
        room
    }

    /// Makes a room and invites somebody.
    #[track_caller]
    pub(super) fn invites(&mut self, other: &str, direct: bool, encrypted: bool) -> String {
        let command = json!({ "do": "room", "invite": other, "direct": direct, "encrypted": encrypted });
        text(&self.does(&command), "room")
    }

    /// Waits until somebody has come into a room, or gone; returns the reason they gave.
    #[track_caller]
    pub(super) fn sees(&mut self, room: &str, other: &str, membership: &str) -> String {
        let command = json!({ "do": "member", "room": room, "user": other, "membership": membership });
        text(&self.does(&command), "reason")
    }

    /// Writes a text; returns its id and when it was written.
    #[track_caller]
    pub(super) fn says(&mut self, room: &str, words: &str) -> (String, f64) {
        let answer = self.does(&json!({ "do": "say", "room": room, "text": words }));
        (text(&answer, "event"), answer["at"].as_f64().unwrap())
    }

    /// Sends something.
    #[track_caller]
    pub(super) fn sends(&mut self, room: &str, kind: &str, content: &Value) -> String {
        let command = json!({ "do": "send", "room": room, "kind": kind, "content": content });
        text(&self.does(&command), "event")
    }

    /// Waits for so many messages more.
    #[track_caller]
    pub(super) fn hears(&mut self, room: &str, count: usize) -> Vec<Heard> {
        let answer = self.does(&json!({ "do": "hears", "room": room, "count": count }));
        let heard = answer["heard"].as_array().unwrap().iter();
        heard
            .map(|each| Heard {
                event: text(each, "event"),
                body: text(each, "body"),
                html: text(each, "html"),
                kind: text(each, "type"),
                encrypted: each["encrypted"].as_bool().unwrap(),
                content: each["content"].clone(),
                at: each["at"].as_f64().unwrap(),
            })
            .collect()
    }

    /// Waits for the next message.
    #[track_caller]
    pub(super) fn hears_one(&mut self, room: &str) -> Heard {
        self.hears(room, 1).remove(0)
    }

    /// Writes a text and waits for the answer.
    #[track_caller]
    pub(super) fn asks(&mut self, room: &str, words: &str) -> Heard {
        self.says(room, words);
        self.hears_one(room)
    }

    /// What the homeserver holds of a room: who sent it, what kind it is, and whether anything is left of it.
    #[track_caller]
    pub(super) fn history(&mut self, room: &str) -> Vec<(String, String, bool)> {
        let answer = self.does(&json!({ "do": "history", "room": room }));
        let events = answer["events"].as_array().unwrap().iter();
        events
            .map(|each| {
                (
                    text(each, "sender"),
                    text(each, "type"),
                    each["whole"].as_bool().unwrap(),
                )
            })
            .collect()
    }
}

fn text(value: &Value, key: &str) -> String {
    value[key].as_str().unwrap_or_default().to_owned()
}

impl Heard {
    /// What must hold of every answer: encrypted, a notice, the numbers first, in the text and in the HTML, and only marks that Matrix allows.
    #[track_caller]
    pub(super) fn is_decent(&self) {
        assert!(self.encrypted, "{}", self.body);
        assert_eq!(self.kind, "m.notice");
        assert!(self.body.starts_with("112 "), "{}", self.body);
        assert!(self.html.starts_with("<p><strong>112</strong> "), "{}", self.html);
        for number in ["112", "113", "110", "116 117", "116 111", "116 006"] {
            assert!(
                self.html.contains(&format!("<strong>{number}</strong>")),
                "{}",
                self.html
            );
        }
        let mut rest = self.html.as_str();
        while let Some((_, after)) = rest.split_once('<') {
            let (mark, after) = after.split_once('>').unwrap();
            assert!(["p", "/p", "strong", "/strong", "br"].contains(&mark), "{mark}");
            rest = after;
        }
        let plain = |text: &str| {
            text.replace("</p>", "")
                .replace(['\n', ' '], "")
                .replace("<br>", "")
                .replace("<p>", "")
                .replace("<strong>", "")
                .replace("</strong>", "")
        };
        let unescaped = plain(&self.html)
            .replace("&lt;", "<")
            .replace("&gt;", ">")
            .replace("&quot;", "\"")
            .replace("&amp;", "&");
        assert_eq!(unescaped, plain(&self.body), "the HTML says something else");
    }
}
