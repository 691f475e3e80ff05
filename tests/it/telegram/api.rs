//! A stand-in for Telegram's Bot API, over real HTTP on this machine: it keeps chats as Telegram does and refuses what Telegram
//! refuses (`rules`). A test plays the people who write, and sees what the bot did.
//!
//! Every wait ends after twenty seconds with a panic that says what was seen. Waiting blocks the thread: the bot under test
//! needs another one.

pub(crate) mod kinds;
mod rules;
mod server;
mod state;

use std::collections::BTreeMap;
use std::net::{SocketAddr, TcpListener};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use axum::Router;
use serde_json::Value;
use tokio::runtime::{Builder, Runtime};
use tokio::sync::Notify;

use state::State;

/// How long nothing may be sent before a test says what it has seen.
const PATIENCE: Duration = Duration::from_secs(20);

/// Telegram, until it is dropped.
pub(crate) struct Api {
    shared: Arc<Shared>,
    address: SocketAddr,
    runtime: Option<Runtime>,
}

/// What the bot did in a chat, and Telegram accepted: sent, edited, deleted, answered a tap, left, or was typing.
#[derive(Clone, Debug)]
pub(crate) struct Sent {
    /// As the documentation spells it: `sendMessage`.
    pub(crate) method: &'static str,
    /// 0 where there is none: an answer to a tap.
    pub(crate) chat: i64,
    /// Of the message that was sent, edited or deleted.
    pub(crate) message_id: Option<i64>,
    pub(crate) text: String,
    pub(crate) entities: Vec<Entity>,
    /// Rows of buttons: what they say and their `callback_data`, or another action as `url:…`.
    pub(crate) keyboard: Vec<Vec<(String, String)>>,
    pub(crate) disable_notification: bool,
    pub(crate) link_preview_off: bool,
    pub(crate) at: Instant,
}

/// A message as the chat shows it.
#[derive(Clone, Debug)]
pub(crate) struct Message {
    pub(crate) id: i64,
    /// The text, or the caption of a picture.
    pub(crate) text: String,
    pub(crate) entities: Vec<Entity>,
    pub(crate) keyboard: Vec<Vec<(String, String)>>,
}

/// A part of a text that is marked; offset and length count UTF-16.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Entity {
    pub(crate) kind: String,
    pub(crate) offset: usize,
    pub(crate) length: usize,
    pub(crate) url: Option<String>,
}

/// How the bot introduces itself: texts by language; the language "" is for everybody else.
#[derive(Clone, Debug, Default)]
pub(crate) struct Profile {
    pub(crate) name: BTreeMap<String, String>,
    pub(crate) description: BTreeMap<String, String>,
    pub(crate) short_description: BTreeMap<String, String>,
}

/// What goes wrong at the next call of a method.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Fault {
    pub(crate) method: &'static str,
    pub(crate) kind: FaultKind,
}

#[derive(Clone, Copy, Debug)]
pub(crate) enum FaultKind {
    /// 429; the chat must then be left alone for so many seconds.
    TooManyRequests { retry_after: u64 },
    /// An error of Telegram's: 500, 502 …
    Server(u16),
    /// The answer takes its time.
    Stall(Duration),
    /// The connection ends before anything is done.
    Cut,
    /// It is done, but the connection ends before the answer.
    Lost,
    /// It is done, and the connection stays open without an answer for as long as whoever asked stands.
    Silent,
    /// 403: blocked by the user.
    Forbidden,
}

/// The state, and whoever waits for it to change: threads and requests.
struct Shared {
    state: Mutex<State>,
    changed: Condvar,
    woken: Notify,
}

impl Shared {
    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn look<T>(&self, look: impl FnOnce(&State) -> T) -> T {
        look(&self.lock())
    }

    fn change<T>(&self, change: impl FnOnce(&mut State) -> T) -> T {
        let result = change(&mut self.lock());
        self.changed.notify_all();
        self.woken.notify_waiters();
        result
    }
}

impl Api {
    /// Telegram with one bot, which has this token.
    pub(crate) fn start(token: &str) -> Self {
        let shared = Arc::new(Shared {
            state: Mutex::new(State::new(token)),
            changed: Condvar::new(),
            woken: Notify::new(),
        });
        let listener = TcpListener::bind(("127.0.0.1", 0)).unwrap();
        listener.set_nonblocking(true).unwrap();
        let address = listener.local_addr().unwrap();
        let runtime = Builder::new_multi_thread()
            .worker_threads(1)
            .thread_name("telegram")
            .enable_all()
            .build()
            .unwrap();
        let answering = Arc::clone(&shared);
        let router = Router::new().fallback(move |request| server::serve(Arc::clone(&answering), request));
        runtime.spawn(async move {
            let listener = tokio::net::TcpListener::from_std(listener).unwrap();
            axum::serve(listener, router).await.unwrap();
        });
        runtime.spawn(server::deliver(Arc::clone(&shared)));
        Self {
            shared,
            address,
            runtime: Some(runtime),
        }
    }

    /// The address to give to `Bot::set_api_url`.
    pub(crate) fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// Somebody writes; returns the id of the message.
    pub(crate) fn says(&self, chat: i64, text: &str) -> i64 {
        self.pushes_message(kinds::text(chat, text))
    }

    /// Somebody wrote at a time, and it comes only now.
    pub(crate) fn says_at(&self, chat: i64, text: &str, unix_seconds: i64) -> i64 {
        let mut update = kinds::text(chat, text);
        update["message"]["date"] = unix_seconds.into();
        self.pushes_message(update)
    }

    /// The language of somebody's telephone, from now on.
    pub(crate) fn with_language(&self, chat: i64, language: &str) {
        self.shared.change(|state| state.speaks(chat, language));
    }

    /// Somebody taps a button below a message, also one that is no longer there; returns the id of the query.
    pub(crate) fn taps(&self, chat: i64, message_id: i64, data: &str) -> String {
        self.shared.change(|state| state.tap(chat, message_id, data))
    }

    /// Anything else happens (`kinds`); returns the id of the update.
    pub(crate) fn pushes(&self, update: Value) -> i64 {
        self.shared.change(|state| state.push(update)).0
    }

    /// The same, and returns the id of the message.
    pub(crate) fn pushes_message(&self, update: Value) -> i64 {
        self.shared.change(|state| state.push(update)).1
    }

    /// Somebody blocks the bot: it is told so, and can write there no longer.
    pub(crate) fn blocks(&self, chat: i64) {
        self.pushes(kinds::my_chat_member(chat, "kicked"));
    }

    /// A message gets older.
    pub(crate) fn ages(&self, chat: i64, message_id: i64, hours: i64) {
        self.shared.change(|state| state.age(chat, message_id, hours));
    }

    /// Something goes wrong at the next call of a method; several wait in a row.
    pub(crate) fn fault(&self, fault: Fault) {
        self.shared.change(|state| state.faults.push(fault));
    }

    /// From now on one message that is too old keeps `deleteMessages` from deleting any, as the source of Telegram's server
    /// has it.
    pub(crate) fn deletes_all_or_nothing(&self) {
        self.shared.change(|state| state.whole_deletions = true);
    }

    /// Whatever the webhook's URL, updates are posted here without encryption: the test is the proxy.
    pub(crate) fn posts_to(&self, address: SocketAddr) {
        self.shared.change(|state| state.proxy = Some(address));
    }

    /// Everything the bot did, in order.
    pub(crate) fn sent(&self) -> Vec<Sent> {
        self.shared.look(|state| state.sent.clone())
    }

    /// Waits until the bot did what is wanted.
    #[track_caller]
    pub(crate) fn wait_for(&self, wanted: impl Fn(&[Sent]) -> bool) -> Vec<Sent> {
        self.wait(|state| wanted(&state.sent));
        self.sent()
    }

    /// Waits until the bot confirmed every update.
    #[track_caller]
    pub(crate) fn wait_confirmed(&self) {
        self.wait(|state| state.pending() == 0);
    }

    /// Waits until every fault has befallen a call; a stalled call may still be held.
    #[track_caller]
    pub(crate) fn wait_faults(&self) {
        self.wait(|state| state.faults.is_empty());
    }

    /// Waits until Telegram refused so many calls.
    #[track_caller]
    pub(crate) fn wait_refused(&self, count: usize) -> Vec<String> {
        self.wait(|state| state.refused.len() >= count);
        self.refused()
    }

    #[track_caller]
    fn wait(&self, done: impl Fn(&State) -> bool) {
        let mut state = self.shared.lock();
        while !done(&state) {
            let before = state.sent.len();
            let quiet = |state: &mut State| !done(state) && state.sent.len() == before;
            let waited = self.shared.changed.wait_timeout_while(state, PATIENCE, quiet);
            let (now, timeout) = waited.unwrap_or_else(PoisonError::into_inner);
            if timeout.timed_out() {
                let seen = format!(
                    "waited in vain; pending: {}, refused: {:#?}, violations: {:#?}, sent: {:#?}",
                    now.pending(),
                    now.refused,
                    now.violations,
                    now.sent
                );
                drop(now);
                panic!("{seen}");
            }
            state = now;
        }
    }

    /// What a chat shows now.
    pub(crate) fn messages(&self, chat: i64) -> Vec<Message> {
        self.shared.look(|state| state.messages(chat))
    }

    /// What the bot did that Telegram lets pass, but wears it out or is not for this bot.
    pub(crate) fn violations(&self) -> Vec<String> {
        self.shared.look(|state| state.violations.clone())
    }

    /// What Telegram refused by its rules; faults are not among it.
    pub(crate) fn refused(&self) -> Vec<String> {
        self.shared.look(|state| state.refused.clone())
    }

    /// The taps that were never answered: their buttons turn for ever.
    pub(crate) fn unanswered(&self) -> Vec<String> {
        self.shared.look(State::unanswered)
    }

    /// The menu that somebody with a language sees in a private chat: commands and descriptions.
    pub(crate) fn commands(&self, language: &str) -> Vec<(String, String)> {
        self.shared.look(|state| state.commands(language))
    }

    pub(crate) fn profile(&self) -> Profile {
        self.shared.look(|state| state.profile.clone())
    }
}

impl Drop for Api {
    fn drop(&mut self) {
        // Without waiting, which a test that runs in a runtime of its own must not do.
        if let Some(runtime) = self.runtime.take() {
            runtime.shutdown_background();
        }
    }
}

impl Message {
    /// Reads a message of Telegram's.
    fn read(object: &Value) -> Self {
        let text = |field: &str| object[field].as_str().unwrap_or_default().to_owned();
        let (text, entities) = match object.get("caption") {
            Some(_) => (text("caption"), &object["caption_entities"]),
            None => (text("text"), &object["entities"]),
        };
        let entities = entities.as_array().into_iter().flatten();
        Self {
            id: object["message_id"].as_i64().unwrap_or_default(),
            text,
            entities: entities.map(Entity::read).collect(),
            keyboard: rules::rows(object.get("reply_markup")),
        }
    }
}

impl Entity {
    fn read(entity: &Value) -> Self {
        let number = |field: &str| {
            entity[field]
                .as_u64()
                .and_then(|number| usize::try_from(number).ok())
        };
        Self {
            kind: entity["type"].as_str().unwrap_or_default().to_owned(),
            offset: number("offset").unwrap_or_default(),
            length: number("length").unwrap_or_default(),
            url: entity["url"].as_str().map(str::to_owned),
        }
    }

    /// What is marked in a text.
    pub(crate) fn of(&self, text: &str) -> String {
        let units = text.encode_utf16().skip(self.offset).take(self.length);
        String::from_utf16_lossy(&units.collect::<Vec<_>>())
    }
}
