//! The bot on Telegram. It answers in private chats alone, keeps nothing but a language and a place for a day, and confirms an update to
//! Telegram only when it has been answered: whoever wrote while the bot fell is answered when it is up again.

mod outbox;
mod poll;
mod profile;
mod sheet;
mod webhook;

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use teloxide_core::Bot;
use teloxide_core::requests::Requester as _;
use teloxide_core::types::{
    CallbackQuery, CallbackQueryId, Chat, ChatId, Message, MessageId, MessageKind, Update, UpdateKind, User,
};

use super::bot::{Entry, Key, Lanes, Limits, Memory, Pace, Remembered, Reply, Said, Secret, Talk};
use crate::model::Lang;
use crate::text::Message as Text;

use outbox::{Outbox, Refused};
pub use poll::poll;
pub use sheet::Sheet;
pub use webhook::{Webhook, webhook};

/// The bot as a service of systemd.
pub const UNIT: &str = include_str!("lykt-telegram.service");

/// A message older than this is answered with the numbers alone: a late answer may be read by somebody else.
const LATE: Duration = Duration::from_mins(10);

/// How many messages Telegram deletes at a call, and how often it is asked: how far back `/delete` looks.
const DELETED_AT_ONCE: i32 = 100;
const DELETE_CALLS: i32 = 10;

/// Why the bot cannot go on. No text of it holds the token.
#[derive(Debug, thiserror::Error)]
pub enum TelegramError {
    /// The token is not one that Telegram knows.
    #[error("Telegram does not know this token; BotFather shows the right one")]
    Token,
    /// Somebody else takes the updates of this bot.
    #[error("another process is running with the same token; stop it first")]
    Conflict,
    /// Telegram cannot be reached at the start.
    #[error("Telegram cannot be reached: {0}")]
    Unreachable(String),
    /// The port for the webhook cannot be opened.
    #[error("cannot listen: {0}")]
    Listen(#[from] std::io::Error),
}

/// The bot with all it needs.
#[derive(Debug)]
pub struct Telegram {
    talk: Talk,
    memory: Memory,
    secret: Secret,
    outbox: Outbox,
    lanes: Lanes<ChatId>,
    answered: AtomicU64,
}

impl Telegram {
    /// A bot. `token` is also what the keys of the memory are made with.
    #[must_use]
    pub fn new(bot: Bot, talk: Talk, memory: Memory, limits: Limits) -> Self {
        Self {
            secret: Secret::new(bot.token().as_bytes()),
            talk,
            memory,
            outbox: Outbox::new(bot, Pace::new(limits.all)),
            lanes: Lanes::new(limits),
            answered: AtomicU64::new(0),
        }
    }

    /// How many messages have been answered.
    pub fn answered(&self) -> u64 {
        self.answered.load(Ordering::Relaxed)
    }

    /// Takes an update in: its place among those of its chat is fixed here. The answer is with Telegram when the returned task ends; nothing
    /// that goes wrong with one update concerns another.
    pub fn take(self: &Arc<Self>, update: Update) -> impl Future<Output = ()> + Send + 'static {
        let id = u64::from(update.id.0);
        let entry = self.chat_of(&update).map(|chat| self.lanes.enter(chat));
        let bot = Arc::clone(self);
        async move {
            if bot.memory.is_answered(id).await {
                return;
            }
            let answering = Arc::clone(&bot);
            // A task of its own: a panic ends there.
            let answering = tokio::spawn(async move { answering.answer(update.kind, entry).await });
            if answering.await.is_err() {
                tracing::error!("an update could not be answered");
            }
            bot.memory.answered(id).await;
        }
    }

    /// The private chat of an update that is answered.
    #[allow(
        clippy::unused_self,
        clippy::wildcard_enum_match_arm,
        reason = "nothing else is answered"
    )]
    fn chat_of(&self, update: &Update) -> Option<ChatId> {
        let chat = match &update.kind {
            UpdateKind::Message(message) => &message.chat,
            UpdateKind::CallbackQuery(tap) => tap.message.as_ref()?.chat(),
            _ => return None,
        };
        chat.is_private().then_some(chat.id)
    }

    #[allow(clippy::wildcard_enum_match_arm, reason = "nothing else is asked for")]
    async fn answer(&self, update: UpdateKind, entry: Option<Entry>) {
        match (update, entry) {
            (UpdateKind::Message(message), Some(entry)) => self.message(message, entry).await,
            (UpdateKind::CallbackQuery(tap), Some(entry)) => self.tap(tap, entry).await,
            // What was said in private must not be said to many: a group is left, without a word.
            (UpdateKind::Message(message) | UpdateKind::ChannelPost(message), None) => {
                self.leave(&message.chat).await;
            }
            (UpdateKind::MyChatMember(change), _) if !change.chat.is_private() => {
                self.leave(&change.chat).await;
            }
            // An edited message has been answered; whoever wants another answer writes anew.
            _ => {}
        }
    }

    async fn leave(&self, chat: &Chat) {
        let _ = self.outbox.bot().leave_chat(chat.id).await;
    }

    async fn message(&self, message: Message, entry: Entry) {
        let late = self.talk.now().is_some_and(|now| {
            let age = now.with_timezone(&chrono::Utc) - message.date;
            age.to_std().is_ok_and(|age| age > LATE)
        });
        let said = match (&message.kind, message.text()) {
            _ if late => Said::Late,
            (_, Some(text)) => Said::Text(text),
            (MessageKind::Common(_), None) if message.location().is_some() || message.venue().is_some() => {
                Said::Position
            }
            (MessageKind::Common(_), None) => Said::NotText,
            // That a chat began, was pinned or got a picture is nothing that was said.
            _ => return,
        };
        let asked = Asked {
            chat: message.chat.id,
            hint: message.from.as_ref().and_then(hint),
            message: message.id,
            tap: None,
        };
        self.reply(&asked, said, entry).await;
    }

    async fn tap(&self, tap: CallbackQuery, entry: Entry) {
        let Some(message) = &tap.message else { return };
        let asked = Asked {
            chat: message.chat().id,
            hint: hint(&tap.from),
            message: message.id(),
            tap: Some(tap.id.clone()),
        };
        self.reply(&asked, Said::Tap(tap.data.as_deref().unwrap_or_default()), entry)
            .await;
    }

    async fn reply(&self, asked: &Asked, said: Said<'_>, entry: Entry) {
        let (mut ticket, said) = match entry {
            Entry::Answer(ticket) => (ticket, said),
            Entry::Warn(ticket) => (ticket, Said::TooMuch),
            Entry::Quiet => return,
        };
        ticket.turn().await;
        if let Some(tap) = &asked.tap {
            self.outbox.seen(tap.clone()).await;
        }
        let key = self.secret.key(&format!("telegram {}", asked.chat.0));
        let remembered = self.memory.recall(key).await;
        let reply = self.talk.reply(said, &remembered, asked.hint);
        self.remember(key, &remembered, &reply).await;
        if reply.remember.is_none() {
            self.delete(asked).await;
        }
        // What was tapped stands in the place of the buttons; what was written is answered below.
        let place_of = asked.tap.is_some().then_some(asked.message);
        let more = self.talk.desk().say(reply.answer.lang(), Text::NavMore).text;
        let sheets = Sheet::of(&reply.answer, reply.whole, &more);
        match self
            .outbox
            .send(asked.chat, place_of, &sheets, reply.urgent)
            .await
        {
            Ok(()) => {
                self.answered.fetch_add(1, Ordering::Relaxed);
            }
            Err(Refused::Gone) => tracing::debug!("a chat is gone"),
            Err(Refused::Wrong | Refused::Same) => tracing::error!("Telegram did not take an answer"),
        }
    }

    async fn remember(&self, key: Key, before: &Remembered, reply: &Reply) {
        match &reply.remember {
            Some(remembered) if remembered != before => self.memory.remember(key, remembered).await,
            Some(_) => {}
            None => self.memory.forget(key).await,
        }
    }

    /// Deletes what Telegram lets a bot delete, from the newest message down. The numbers of a chat's messages are not stored: those of other
    /// chats among them are skipped by Telegram.
    async fn delete(&self, asked: &Asked) {
        let mut newest = asked.message.0;
        for _ in 0..DELETE_CALLS {
            let oldest = (newest - DELETED_AT_ONCE + 1).max(1);
            if newest < 1 || !self.delete_from(asked.chat, oldest, newest).await {
                return;
            }
            newest = oldest - 1;
        }
    }

    /// Deletes the messages between two numbers; says whether older ones may be deleted too. One that is too old makes Telegram refuse them
    /// all: then the newer half is tried, and so on.
    async fn delete_from(&self, chat: ChatId, oldest: i32, newest: i32) -> bool {
        let mut open = vec![(oldest, newest)];
        let mut refused = false;
        while let Some((oldest, newest)) = open.pop() {
            let ids: Vec<MessageId> = (oldest..=newest).map(MessageId).collect();
            let request = || self.outbox.bot().delete_messages(chat, ids.clone());
            match self.outbox.until_taken(false, request).await {
                Ok(_) => {}
                Err(Refused::Gone) => return false,
                // A single message that cannot be deleted: what is older cannot either.
                Err(Refused::Wrong | Refused::Same) if oldest == newest => return false,
                Err(Refused::Wrong | Refused::Same) => {
                    refused = true;
                    let middle = oldest.midpoint(newest);
                    open.push((oldest, middle));
                    open.push((middle + 1, newest));
                }
            }
        }
        !refused
    }
}

/// What was asked, and where the answer goes.
#[derive(Debug)]
struct Asked {
    chat: ChatId,
    hint: Option<Lang>,
    /// The message that was written, or the one whose button was tapped.
    message: MessageId,
    tap: Option<CallbackQueryId>,
}

/// The language a person's Telegram is set to, where it is one of ours.
fn hint(user: &User) -> Option<Lang> {
    let code = user.language_code.as_deref()?;
    match code.split('-').next()? {
        "no" | "nb" | "nn" => Some(Lang::Nb),
        "se" => Some(Lang::Se),
        "uk" | "ru" => Some(Lang::Uk),
        "en" => Some(Lang::En),
        _ => None,
    }
}
