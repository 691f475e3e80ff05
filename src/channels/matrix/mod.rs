//! The bot on Matrix: the private channel. It talks to one person at a time, in an encrypted room, and nowhere else. It keeps nothing but a language
//! and a place for a day, and what it cannot decrypt until the keys come; what its answers offer stands in the answers themselves. A sync
//! counts as done only when everything in it has been answered: whoever wrote while the bot fell is answered when it is up again.

mod account;
mod doors;
mod event;
mod home;
mod markup;
mod outbox;
mod sync;
mod unread;

use std::sync::Arc;
use std::time::Duration;

use matrix_sdk::ruma::{OwnedRoomId, OwnedUserId};
use matrix_sdk::{Client, Room};

use super::bot::{Counters, Entry, Host, Key, Limits, Memory, Open, Said, Secret, Talk};
use super::offered::Offered;
use crate::answer::Choice;

pub use account::{Account, Login, SignedIn, sign_in};
pub use home::Home;

use doors::Doors;
use event::{Event, What};
use outbox::{Refused, Target};
use unread::Unread;

/// The bot as a service of systemd.
pub const UNIT: &str = include_str!("lykt-matrix.service");

/// A message older than this is answered with the numbers alone: a late answer may be read by somebody else.
const LATE: Duration = Duration::from_mins(10);

/// The longest text that can be the words of a choice, in characters; a longer one is a question.
const LONGEST_CHOICE: usize = 120;

/// Why the bot cannot go on. No text of it holds a token, a password or who wrote.
#[derive(Debug, thiserror::Error)]
pub enum MatrixError {
    /// The homeserver does not take the password or the token.
    #[error("the homeserver does not take the {0}; check it, and the name of the account")]
    Refused(&'static str),
    /// There is nothing to sign in with.
    #[error("nobody is signed in; run `lykt matrix --login`, or name a password with --password-file")]
    SignedOut,
    /// The store is lost, and a token cannot be used with another one.
    #[error(
        "the store is lost, and an access token belongs to its store; make a new token, or use a password"
    )]
    TokenOfLostStore,
    /// The store is broken.
    #[error("the store cannot be read: {0}")]
    Store(String),
    /// The homeserver cannot be reached, or is not one.
    #[error("the homeserver cannot be reached: {0}")]
    Unreachable(String),
    /// A file cannot be read or written.
    #[error("{0}")]
    File(#[from] std::io::Error),
}

/// The bot with all it needs.
#[derive(Debug)]
struct Matrix {
    client: Client,
    own: OwnedUserId,
    home: Home,
    host: Arc<Host<OwnedRoomId>>,
    doors: Doors,
    unread: Unread,
    open: Open,
}

/// What a bot on Matrix is made of.
#[derive(Debug)]
pub struct Settings {
    /// Where it keeps who it is.
    pub home: Home,
    /// Who it is.
    pub account: Account,
    /// How fast it answers.
    pub limits: Limits,
    /// How many invitations it takes in a minute.
    pub invites: usize,
}

/// A bot that has not begun yet.
#[derive(Debug)]
pub struct Bot {
    settings: Settings,
    host: Arc<Host<OwnedRoomId>>,
}

impl Bot {
    /// A bot.
    pub fn new(settings: Settings, talk: Talk, memory: Memory) -> Result<Self, MatrixError> {
        let secret = Secret::new(settings.home.passphrase()?.as_bytes());
        let host = Arc::new(Host::new(talk, memory, secret, settings.limits));
        Ok(Self { settings, host })
    }

    /// How often what happened.
    #[must_use]
    pub fn counters(&self) -> &Arc<Counters> {
        self.host.counters()
    }

    /// Runs until `shutdown` ends; what is being answered then is answered within five seconds. A store that breaks is set aside and made anew
    /// once; if that does not help, the bot ends and says why.
    pub async fn run(&self, shutdown: impl Future<Output = ()>) -> Result<(), MatrixError> {
        let mut shutdown = std::pin::pin!(shutdown);
        let mut mended = false;
        loop {
            let client = tokio::select! {
                client = self.client() => client?,
                () = &mut shutdown => return Ok(()),
            };
            let Some(own) = client.user_id().map(ToOwned::to_owned) else {
                return Err(MatrixError::SignedOut);
            };
            let bot = Arc::new(Matrix {
                own,
                home: self.settings.home.clone(),
                host: Arc::clone(&self.host),
                doors: Doors::new(self.settings.invites),
                unread: Unread::new(client.clone()),
                open: Open::default(),
                client,
            });
            match bot.run(&mut shutdown).await {
                Err(error @ (MatrixError::Store(_) | MatrixError::Refused(_))) if !mended => {
                    tracing::error!("{error}");
                    mended = true;
                    self.settings.home.set_aside()?;
                }
                ended => return ended,
            }
        }
    }

    /// Signs in, and waits for a homeserver that is not there yet.
    async fn client(&self) -> Result<Client, MatrixError> {
        let mut wait = Duration::from_secs(1);
        loop {
            match sign_in(&self.settings.home, &self.settings.account).await {
                Ok(signed_in) => return Ok(signed_in.client),
                Err(MatrixError::Unreachable(why)) => {
                    tracing::warn!("the homeserver cannot be reached: {why}");
                    tokio::time::sleep(wait).await;
                    wait = (wait * 2).min(Duration::from_secs(30));
                }
                Err(error) => return Err(error),
            }
        }
    }
}

impl Matrix {
    /// Answers what was done in a room; the answer is with the homeserver when this ends. One that has been given already is not given twice.
    async fn answer(self: &Arc<Self>, room: Room, event: Event, entry: Entry) {
        let name = format!("matrix event {}", event.id);
        let bot = Arc::clone(self);
        self.host
            .once(&name.clone(), async move {
                let (said, shown) = bot.said(&room, &event).await;
                let Some(said) = said else { return };
                let said = match &said {
                    Heard::Text(text) => Said::Text(text),
                    Heard::Choice(choice) => Said::Tap(&choice.to),
                    Heard::NotText => Said::NotText,
                    Heard::Position => Said::Position,
                    Heard::Late => Said::Late,
                };
                let target = Target { name, thread: shown };
                bot.reply(&room, said, entry, &target).await;
            })
            .await;
    }

    /// What a person meant by something they did, and the thread they did it in. Nothing where no answer is expected.
    async fn said(&self, room: &Room, event: &Event) -> (Option<Heard>, Option<event::Thread>) {
        let thread = event.thread.clone();
        if self.is_late(event) {
            return (Some(Heard::Late), thread);
        }
        let heard = match &event.what {
            What::Text { text, answers } => {
                // Only what can be a choice is looked up.
                let offered = if text.chars().count() <= LONGEST_CHOICE {
                    self.offered(room, answers.as_deref()).await
                } else {
                    Offered::default()
                };
                let choice = offered.chosen(text).cloned();
                Some(choice.map_or_else(|| Heard::Text(text.clone()), Heard::Choice))
            }
            What::Reaction { on, number } => {
                let offered = self.offered(room, Some(on)).await;
                offered.chosen(&number.to_string()).cloned().map(Heard::Choice)
            }
            What::NotText => Some(Heard::NotText),
            What::Position => Some(Heard::Position),
            What::Unreadable(_) => None,
        };
        (heard, thread)
    }

    fn is_late(&self, event: &Event) -> bool {
        let now = self.host.talk().now();
        let age = now.zip(event.time).map(|(now, time)| now.to_utc() - time);
        age.and_then(|age| age.to_std().ok())
            .is_some_and(|age| age > LATE)
    }

    /// Answers in a room.
    async fn reply(&self, room: &Room, said: Said<'_>, entry: Entry, target: &Target) {
        let Some((_ticket, reply)) = self.host.reply(&chat(room), said, entry, None).await else {
            return;
        };
        if reply.remember.is_none() {
            self.unread.forget(room.room_id()).await;
            self.redact_all(room).await;
        }
        let sheet = self.host.talk().sheet(&reply);
        match self.send(room, &sheet, target, reply.urgent).await {
            Ok(()) => {}
            Err(Refused::Gone) => tracing::debug!("a room is gone"),
            Err(Refused::Wrong) => {
                self.host.counters().failed();
                tracing::error!("the homeserver did not take an answer");
            }
        }
    }

    /// The code that an answer is sent under. The homeserver takes an answer with the same code only once.
    fn code(&self, name: &str) -> Key {
        self.host.secret().key(name)
    }
}

/// What a person meant.
#[derive(Debug)]
enum Heard {
    Text(String),
    Choice(Choice),
    NotText,
    Position,
    Late,
}

/// The name of a room in the memory.
fn chat(room: &Room) -> String {
    format!("matrix {}", room.room_id())
}
