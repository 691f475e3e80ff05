//! The bot on Telegram. It answers in private chats alone, keeps nothing but a language and a place for a day, and confirms an update to
//! Telegram only when it has been answered: whoever wrote while the bot fell is answered when it is up again.

mod outbox;
mod page;
mod poll;
mod profile;
mod webhook;

use std::sync::Arc;
use std::time::Duration;

use teloxide_core::Bot;
use teloxide_core::requests::Requester as _;
use teloxide_core::types::{
    CallbackQuery, CallbackQueryId, Chat, ChatId, Message, MessageId, MessageKind, Update, UpdateKind, User,
};

use super::bot::{Counters, Entry, Host, Limits, Memory, Said, Secret, Talk};
use crate::model::Lang;

use outbox::{Outbox, Refused};
use page::Page;
pub use poll::poll;
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
    host: Arc<Host<ChatId>>,
    outbox: Outbox,
}

impl Telegram {
    /// A bot. `token` is also what the keys of the memory are made with.
    #[must_use]
    pub fn new(bot: Bot, talk: Talk, memory: Memory, limits: Limits) -> Self {
        let secret = Secret::new(bot.token().as_bytes());
        let host = Arc::new(Host::new(talk, memory, secret, limits));
        Self {
            outbox: Outbox::new(bot, Arc::clone(&host)),
            host,
        }
    }

    /// How often what happened.
    #[must_use]
    pub fn counters(&self) -> &Arc<Counters> {
        self.host.counters()
    }

    /// Takes an update in: its place among those of its chat is fixed here. The answer is with Telegram when the returned task ends; nothing
    /// that goes wrong with one update concerns another.
    pub fn take(self: &Arc<Self>, update: Update) -> impl Future<Output = ()> + Send + 'static {
        let name = format!("telegram update {}", update.id.0);
        let entry = self.chat_of(&update).map(|chat| self.host.enter(chat));
        let bot = Arc::clone(self);
        async move {
            let answering = Arc::clone(&bot);
            // The future is large, and copied on its way.
            let answer = Box::pin(async move { answering.answer(update.kind, entry).await });
            bot.host.once(&name, answer).await;
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
        let late = self.host.talk().now().is_some_and(|now| {
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
        let chat = format!("telegram {}", asked.chat.0);
        let Some((_ticket, reply)) = self.host.reply(&chat, said, entry, asked.hint).await else {
            return;
        };
        if let Some(tap) = &asked.tap {
            self.outbox.seen(tap.clone()).await;
        }
        if reply.remember.is_none() {
            self.delete(asked).await;
        }
        // What was tapped stands in the place of the buttons; what was written is answered below.
        let place_of = asked.tap.is_some().then_some(asked.message);
        let pages = Page::of(&self.host.talk().sheet(&reply));
        match self.outbox.send(asked.chat, place_of, &pages, reply.urgent).await {
            Ok(()) => {}
            Err(Refused::Gone) => tracing::debug!("a chat is gone"),
            Err(Refused::Wrong | Refused::Same) => {
                self.host.counters().failed();
                tracing::error!("Telegram did not take an answer");
            }
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
