//! The bot on Matrix, against a real homeserver (Synapse) and with a real second client that shares no code with ours (matrix-nio). Both are Python programs;
//! `.ci/run` installs them into `target/matrix`.

mod process;
mod rooms;
mod server;
mod talk;

use std::thread::JoinHandle;
use std::time::Duration;

use lykt::channels::bot::{Kind, Limits, Memory, Talk};
use lykt::channels::matrix::{Account, Bot, Home, Login, MatrixError, Settings};
use lykt::model::Moment;
use tokio::sync::oneshot;

use server::{Folder, Person, Server};

use crate::help::engine;

/// The password of everybody.
const PASSWORD: &str = "a password of the tests";

/// As fast as the machine can: what is tested is not the pace.
const QUICK: Limits = Limits {
    chat: Duration::from_micros(1),
    all: Duration::from_micros(1),
    waiting: 1000,
};

/// The time, as the bot sees it: messages are dated by the homeserver's own clock.
#[allow(
    clippy::disallowed_methods,
    clippy::unnecessary_wraps,
    reason = "the homeserver dates its messages by the clock; and a clock may be wrong"
)]
fn now() -> Option<Moment> {
    Some(chrono::Utc::now().with_timezone(&chrono_tz::Europe::Oslo))
}

/// A homeserver with the account of a bot.
struct World {
    server: Server,
    folder: Folder,
    /// The account of the bot.
    bot: String,
}

impl World {
    fn new() -> Self {
        let folder = Folder::new();
        let server = Server::start(&folder);
        let bot = Person::new(&folder).register(&server, "lykt");
        Self { server, folder, bot }
    }

    /// Somebody who has an account and is signed in.
    fn person(&self, name: &str) -> Person {
        let mut person = Person::new(&self.folder);
        let user = person.register(&self.server, name);
        person.login(&self.server, &user, &self.folder);
        person
    }

    fn account(&self) -> Account {
        Account {
            homeserver: Some(self.server.url()),
            login: Some(Login::Password {
                user: self.bot.clone(),
                password: PASSWORD.to_owned(),
            }),
        }
    }

    /// The bot, in this process.
    fn start(&self) -> Running {
        self.with(QUICK, self.account(), now)
    }

    fn with(
        &self,
        limits: Limits,
        account: Account,
        clock: impl Fn() -> Option<Moment> + Send + Sync + 'static,
    ) -> Running {
        let settings = Settings {
            home: Home::new(&self.folder.path().join("bot"), None).unwrap(),
            account,
            limits,
            invites: 10,
        };
        let talk = Talk::new(engine(), clock, Kind::Matrix);
        let (stop, stopped) = oneshot::channel();
        let thread = std::thread::spawn(move || {
            let runtime = tokio::runtime::Builder::new_multi_thread()
                .enable_all()
                .build()
                .unwrap();
            runtime.block_on(async {
                let bot = Bot::new(settings, talk, Memory::default())?;
                bot.run(async { drop(stopped.await) }).await
            })
        });
        Running {
            stop: Some(stop),
            thread: Some(thread),
        }
    }
}

/// A bot that runs until it is dropped.
struct Running {
    stop: Option<oneshot::Sender<()>>,
    thread: Option<JoinHandle<Result<(), MatrixError>>>,
}

impl Drop for Running {
    fn drop(&mut self) {
        drop(self.stop.take());
        let ended = self.thread.take().map(JoinHandle::join);
        // A test that fails says why by itself.
        if !std::thread::panicking() {
            ended.unwrap().unwrap().unwrap();
        }
    }
}
