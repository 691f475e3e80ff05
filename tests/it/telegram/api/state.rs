//! What Telegram knows: the updates it waits to deliver, the chats and their messages, the bot's profile; and the calls it
//! answers (`methods`).

mod methods;

use std::collections::{BTreeMap, VecDeque};
use std::net::SocketAddr;
use std::time::{Duration, Instant};

use serde_json::{Value, json};

use super::rules::{Args, Refusal};
use super::{Fault, FaultKind, Message, Profile, Sent, kinds};

/// What a method answers.
pub(super) type Outcome = Result<Value, Refusal>;

/// The methods there are, as Telegram's documentation spells them.
const METHODS: [&str; 17] = [
    "getMe",
    "getUpdates",
    "sendMessage",
    "editMessageText",
    "answerCallbackQuery",
    "deleteMessage",
    "deleteMessages",
    "leaveChat",
    "setMyCommands",
    "setMyName",
    "setMyDescription",
    "setMyShortDescription",
    "setWebhook",
    "deleteWebhook",
    "getWebhookInfo",
    "sendChatAction",
    "getMyCommands",
];

/// The kinds of update that come only if they are asked for.
const ASKED_FOR: [&str; 3] = ["chat_member", "message_reaction", "message_reaction_count"];

/// The kinds of update that are a message.
const MESSAGES: [&str; 4] = ["message", "edited_message", "channel_post", "edited_channel_post"];

#[expect(clippy::disallowed_methods, reason = "Telegram has its own clock")]
pub(super) fn now() -> Instant {
    Instant::now()
}

#[expect(clippy::disallowed_methods, reason = "Telegram has its own clock")]
pub(super) fn unix() -> i64 {
    let since = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH);
    i64::try_from(since.unwrap().as_secs()).unwrap()
}

/// An update that is not confirmed yet, and how often it was posted in vain.
struct Queued {
    id: i64,
    update: Value,
    tries: u8,
}

#[derive(Default)]
struct Chat {
    object: Value,
    messages: Vec<Value>,
    blocked: bool,
    left: bool,
    sends: Vec<Instant>,
}

/// A call that was told to wait, and for how long.
struct Wait {
    method: &'static str,
    chat: Option<i64>,
    until: Instant,
}

#[derive(Default)]
pub(super) struct Webhook {
    pub(super) url: String,
    pub(super) secret: String,
    error: Option<(i64, String)>,
}

/// An update on its way to the webhook.
pub(super) struct Parcel {
    pub(super) id: i64,
    pub(super) url: String,
    pub(super) secret: String,
    pub(super) proxy: Option<SocketAddr>,
    pub(super) update: Value,
}

#[derive(Default)]
pub(super) struct State {
    token: String,
    pub(super) sent: Vec<Sent>,
    pub(super) refused: Vec<String>,
    pub(super) violations: Vec<String>,
    pub(super) faults: Vec<Fault>,
    pub(super) profile: Profile,
    pub(super) webhook: Webhook,
    pub(super) proxy: Option<SocketAddr>,
    pub(super) whole_deletions: bool,
    updates: VecDeque<Queued>,
    allowed: Vec<String>,
    last: i64,
    /// The newest getUpdates, or setWebhook: it ends the one before.
    poll: (u64, &'static str),
    chats: BTreeMap<i64, Chat>,
    languages: BTreeMap<i64, String>,
    queries: BTreeMap<String, bool>,
    commands: BTreeMap<(String, String), Vec<(String, String)>>,
    waits: Vec<Wait>,
}

impl State {
    pub(super) fn new(token: &str) -> Self {
        let token = token.to_owned();
        Self {
            token,
            ..Self::default()
        }
    }

    pub(super) fn is_of(&self, token: &str) -> bool {
        self.token == token
    }

    /// A number that was not given before: for updates, messages and queries.
    fn fresh(&mut self) -> i64 {
        self.last += 1;
        self.last
    }

    /// Something happened at Telegram: the update gets its ids and dates. Returns its id and that of its message.
    pub(super) fn push(&mut self, mut update: Value) -> (i64, i64) {
        let mut keys = update.as_object().into_iter().flat_map(|object| object.keys());
        let kind = keys.find(|key| *key != "update_id").cloned();
        let kind = kind.expect("an update of some kind");
        let inner = &mut update[&kind];
        let chat = inner["chat"]["id"].as_i64();
        let from = inner["from"]["id"].as_i64();
        let bot = self.author();
        let mut message = 0;
        if let Some(language) = from.and_then(|from| self.languages.get(&from))
            && inner["from"]["language_code"].is_null()
        {
            inner["from"]["language_code"] = json!(language);
        }
        if let Some(id) = chat {
            message = inner["message_id"].as_i64().unwrap_or_else(|| self.fresh());
            let talk = self.chats.entry(id).or_default();
            talk.object = inner["chat"].clone();
            if inner["date"].is_null() {
                inner["date"] = json!(unix());
            }
            if kind == "my_chat_member" {
                inner["old_chat_member"]["user"] = bot.clone();
                inner["new_chat_member"]["user"] = bot;
                talk.blocked = inner["new_chat_member"]["status"] == "kicked";
            } else if MESSAGES.contains(&kind.as_str()) {
                inner["message_id"] = json!(message);
                if kind.starts_with("edited_") {
                    inner["edit_date"] = json!(unix());
                }
                talk.messages
                    .retain(|known| known["message_id"] != json!(message));
                talk.messages.push(inner.clone());
                talk.messages
                    .sort_by_key(|message| message["message_id"].as_i64());
            }
        }
        if let ("callback_query", Some(query)) = (kind.as_str(), inner["id"].as_str()) {
            self.queries.insert(query.to_owned(), false);
        }
        let id = self.fresh();
        update["update_id"] = json!(id);
        let wanted = if self.allowed.is_empty() {
            !ASKED_FOR.contains(&kind.as_str())
        } else {
            self.allowed.contains(&kind)
        };
        if wanted {
            let tries = 0;
            self.updates.push_back(Queued { id, update, tries });
        }
        (id, message)
    }

    /// Somebody taps a button; what is below a message that is gone can be tapped for a while.
    pub(super) fn tap(&mut self, chat: i64, message_id: i64, data: &str) -> String {
        let id = format!("{}", 7_000_000_000_000 + self.fresh());
        let gone = json!({"chat": kinds::private(chat), "message_id": message_id, "date": 0});
        let message = self.find(chat, message_id).cloned().unwrap_or(gone);
        self.push(json!({"callback_query": {
            "id": id, "from": kinds::user(chat), "message": message, "chat_instance": "1", "data": data,
        }}));
        id
    }

    pub(super) fn unanswered(&self) -> Vec<String> {
        let open = self.queries.iter().filter(|(_, answered)| !**answered);
        open.map(|(id, _)| id.clone()).collect()
    }

    pub(super) fn pending(&self) -> usize {
        self.updates.len()
    }

    pub(super) fn speaks(&mut self, chat: i64, language: &str) {
        self.languages.insert(chat, language.to_owned());
    }

    pub(super) fn messages(&self, chat: i64) -> Vec<Message> {
        let chat = self.chats.get(&chat);
        chat.into_iter()
            .flat_map(|chat| chat.messages.iter().map(Message::read))
            .collect()
    }

    pub(super) fn age(&mut self, chat: i64, message_id: i64, hours: i64) {
        let message = self.find(chat, message_id).expect("a message that is there");
        message["date"] = json!(message["date"].as_i64().unwrap() - hours * 3600);
    }

    fn find(&mut self, chat: i64, message_id: i64) -> Option<&mut Value> {
        let messages = &mut self.chats.get_mut(&chat)?.messages;
        messages
            .iter_mut()
            .find(|message| message["message_id"] == json!(message_id))
    }

    /// What a user with a language sees when they open the menu of a private chat.
    pub(super) fn commands(&self, language: &str) -> Vec<(String, String)> {
        let scopes = [
            ("all_private_chats", language),
            ("all_private_chats", ""),
            ("default", language),
            ("default", ""),
        ];
        let mut lists = scopes.iter().filter_map(|(scope, language)| {
            self.commands.get(&((*scope).to_owned(), (*language).to_owned()))
        });
        lists.next().cloned().unwrap_or_default()
    }

    /// The spelling of a method, whose name may be written in any case.
    pub(super) fn method(name: &str) -> Option<&'static str> {
        METHODS
            .into_iter()
            .find(|method| method.eq_ignore_ascii_case(name))
    }

    /// The fault that waits for a method.
    pub(super) fn fault(&mut self, method: &'static str, args: &Args) -> Option<FaultKind> {
        let at = self
            .faults
            .iter()
            .position(|fault| fault.method.eq_ignore_ascii_case(method))?;
        let fault = self.faults.remove(at);
        if let FaultKind::TooManyRequests { retry_after } = fault.kind {
            let until = now() + Duration::from_secs(retry_after);
            let chat = args.number("chat_id");
            self.waits.push(Wait { method, chat, until });
        }
        Some(fault.kind)
    }

    /// Whether a call comes before its time: what a chat was told to wait for holds for everything that writes to it.
    fn early(&mut self, method: &'static str, args: &Args) -> Result<(), Refusal> {
        let chat = args.number("chat_id");
        let writes = |method: &str| matches!(method, "sendMessage" | "editMessageText");
        let at = now();
        let held = self.waits.iter().find(|wait| {
            let alike = wait.method == method || writes(wait.method) && writes(method) && chat.is_some();
            wait.chat == chat && wait.until > at && alike
        });
        let Some(wait) = held else { return Ok(()) };
        let left = wait.until - at;
        self.violations.push(format!(
            "{method} to {chat:?} {} ms before retry_after was over",
            left.as_millis()
        ));
        Err(Refusal::wait(left.as_secs() + 1))
    }

    /// A call of a method.
    pub(super) fn call(&mut self, method: &'static str, args: &Args) -> Outcome {
        let outcome = self.early(method, args).and_then(|()| self.answer(method, args));
        match &outcome {
            Ok(result) => self.note(method, args, result),
            Err(refusal) => self.refuse(method, refusal),
        }
        outcome
    }

    pub(super) fn refuse(&mut self, method: &str, refusal: &Refusal) {
        self.refused.push(format!("{method}: {refusal}"));
    }

    /// The oldest update that the webhook has not got and that was not tried three times.
    pub(super) fn parcel(&self) -> Option<Parcel> {
        if self.webhook.url.is_empty() {
            return None;
        }
        let queued = self.updates.iter().find(|queued| queued.tries < 3)?;
        Some(Parcel {
            id: queued.id,
            url: self.webhook.url.clone(),
            secret: self.webhook.secret.clone(),
            proxy: self.proxy,
            update: queued.update.clone(),
        })
    }

    /// What became of a parcel.
    pub(super) fn delivered(&mut self, id: i64, outcome: Result<(), String>) {
        match outcome {
            Ok(()) => self.updates.retain(|queued| queued.id != id),
            Err(error) => {
                self.webhook.error = Some((unix(), error));
                let queued = self.updates.iter_mut().find(|queued| queued.id == id);
                if let Some(queued) = queued {
                    queued.tries += 1;
                }
            }
        }
    }

    /// A getUpdates begins: it confirms what is older than its offset, and ends the one that waits. Returns its number.
    pub(super) fn begin_poll(&mut self, args: &Args) -> Result<u64, Refusal> {
        self.early("getUpdates", args)?;
        if !self.webhook.url.is_empty() {
            return Err(Refusal::new(
                409,
                "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook \
                 first",
            ));
        }
        if let Some(allowed) = args.names("allowed_updates") {
            self.allowed = allowed;
        }
        let offset = args.number("offset").unwrap_or_default();
        self.updates.retain(|queued| queued.id >= offset);
        self.poll = (
            self.poll.0 + 1,
            "terminated by other getUpdates request; make sure that only one bot instance is running",
        );
        Ok(self.poll.0)
    }

    /// What a getUpdates that waits can answer by now.
    pub(super) fn polled(&self, poll: u64, args: &Args) -> Option<Outcome> {
        if self.poll.0 != poll {
            return Some(Err(Refusal::new(409, &format!("Conflict: {}", self.poll.1))));
        }
        let limit = args.number("limit").filter(|limit| *limit != 0).unwrap_or(100);
        let limit = usize::try_from(limit.clamp(1, 100)).unwrap_or(100);
        let updates = self.updates.iter().take(limit);
        let updates: Vec<_> = updates.map(|queued| queued.update.clone()).collect();
        (!updates.is_empty()).then_some(Ok(Value::Array(updates)))
    }
}
