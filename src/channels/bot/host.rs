//! What a bot does with a message, whatever its protocol: it waits for its turn, looks up what is remembered, answers, and remembers.

use std::hash::Hash;
use std::sync::Arc;

use super::{Counters, Entry, Key, Lanes, Limits, Memory, Pace, Reply, Said, Secret, Talk, Ticket};
use crate::model::Lang;

/// A bot without its protocol.
#[derive(Debug)]
pub struct Host<Chat> {
    talk: Talk,
    memory: Memory,
    secret: Secret,
    lanes: Lanes<Chat>,
    pace: Pace,
    counters: Arc<Counters>,
}

impl<Chat: Eq + Hash> Host<Chat> {
    /// A bot. The keys of its memory are made with `secret`.
    #[must_use]
    pub fn new(talk: Talk, memory: Memory, secret: Secret, limits: Limits) -> Self {
        Self {
            counters: Arc::new(Counters::new(talk.kind())),
            talk,
            memory,
            secret,
            lanes: Lanes::new(limits),
            pace: Pace::new(limits.all),
        }
    }

    /// What is said.
    #[must_use]
    pub fn talk(&self) -> &Talk {
        &self.talk
    }

    /// The secret of this installation.
    #[must_use]
    pub fn secret(&self) -> &Secret {
        &self.secret
    }

    /// When something may be sent.
    #[must_use]
    pub fn pace(&self) -> &Pace {
        &self.pace
    }

    /// How often what happened.
    #[must_use]
    pub fn counters(&self) -> &Arc<Counters> {
        &self.counters
    }

    /// A message of a chat comes in: its place among those of its chat is fixed here.
    pub fn enter(&self, chat: Chat) -> Entry {
        self.lanes.enter(chat)
    }

    /// Does `work` unless it has been done already, here or by another replica; `name` is what the service calls the message. A panic ends with
    /// it and concerns nobody else.
    pub async fn once(&self, name: &str, work: impl Future<Output = ()> + Send + 'static) {
        let key = self.secret.key(name);
        if self.memory.is_answered(key).await {
            return;
        }
        // A task of its own: a panic ends there.
        if tokio::spawn(work).await.is_err() {
            self.counters.failed();
            tracing::error!("a message could not be answered");
        }
        self.memory.answered(key).await;
    }

    /// The answer to what was done in a chat, in its turn; nothing where too much was written and the numbers have been sent. As long as the ticket
    /// is kept, no other message of the chat is answered. `hint` is the language their program is set to.
    pub async fn reply(
        &self,
        chat: &str,
        said: Said<'_>,
        entry: Entry,
        hint: Option<Lang>,
    ) -> Option<(Ticket, Reply)> {
        let (mut ticket, said) = match entry {
            Entry::Answer(ticket) => (ticket, said),
            Entry::Warn(ticket) => (ticket, Said::TooMuch),
            Entry::Quiet => return None,
        };
        ticket.turn().await;
        let key = self.key(chat);
        let remembered = self.memory.recall(key).await;
        let reply = self.talk.reply(said, &remembered, hint);
        match &reply.remember {
            Some(now) if *now != remembered => self.memory.remember(key, now).await,
            Some(_) => {}
            None => self.memory.forget(key).await,
        }
        self.counters.reply(said);
        Some((ticket, reply))
    }

    /// The language that is remembered of a chat.
    pub async fn lang(&self, chat: &str) -> Option<Lang> {
        self.memory.recall(self.key(chat)).await.lang
    }

    /// Forgets a chat: it is over.
    pub async fn forget(&self, chat: &str) {
        self.memory.forget(self.key(chat)).await;
    }

    fn key(&self, chat: &str) -> Key {
        self.secret.key(chat)
    }
}
