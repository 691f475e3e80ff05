//! The methods that the bot calls, and what they change.

use std::collections::{BTreeMap, BTreeSet};
use std::time::{Duration, Instant};

use serde_json::{Value, json};

use super::super::rules::{self, Args, Content, Refusal, bad};
use super::super::{Message, Sent};
use super::{Outcome, State, Webhook, now, unix};

/// The methods that somebody in a chat notices: these are in `Api::sent`.
const NOTICED: [&str; 7] = [
    "sendMessage",
    "editMessageText",
    "answerCallbackQuery",
    "deleteMessage",
    "deleteMessages",
    "leaveChat",
    "sendChatAction",
];

/// A message can be deleted for two days.
const DELETABLE: i64 = 48 * 3600;

impl State {
    pub(super) fn answer(&mut self, method: &'static str, args: &Args) -> Outcome {
        match method {
            "getMe" => Ok(self.me()),
            "sendMessage" => self.send(args),
            "editMessageText" => self.edit(args),
            "answerCallbackQuery" => self.answer_query(args),
            "deleteMessage" => self.delete(args),
            "deleteMessages" => self.delete_many(args),
            "sendChatAction" => {
                self.open_chat(args)?;
                if rules::CHAT_ACTIONS.contains(&args.text("action").as_str()) {
                    Ok(json!(true))
                } else {
                    bad("wrong parameter action in request")
                }
            }
            "leaveChat" => {
                let chat = self.chat(args)?;
                let chat = self.chats.entry(chat).or_default();
                if chat.object["type"] == "private" {
                    return bad("chat member status can't be changed in private chats");
                }
                chat.left = true;
                Ok(json!(true))
            }
            "setMyCommands" => self.set_commands(args),
            "getMyCommands" => {
                let list = self.commands.get(&(scope(args)?, rules::language(args)?));
                let list = list.into_iter().flatten();
                let object = |(name, text): &(String, String)| json!({"command": name, "description": text});
                Ok(list.map(object).collect())
            }
            "setMyName" => set(&mut self.profile.name, args, "name", 64),
            "setMyDescription" => set(&mut self.profile.description, args, "description", 512),
            "setMyShortDescription" => set(
                &mut self.profile.short_description,
                args,
                "short_description",
                120,
            ),
            "setWebhook" | "deleteWebhook" => self.set_webhook(method, args),
            "getWebhookInfo" => Ok(self.webhook_info()),
            _ => Err(Refusal::new(404, "Not Found: method not found")),
        }
    }

    /// Remembers what was done.
    pub(super) fn note(&mut self, method: &'static str, args: &Args, result: &Value) {
        if !NOTICED.contains(&method) {
            return;
        }
        let message = Message::read(result);
        let options = args
            .json("link_preview_options")
            .ok()
            .flatten()
            .unwrap_or_default();
        self.sent.push(Sent {
            method,
            chat: args.number("chat_id").unwrap_or_default(),
            message_id: result["message_id"]
                .as_i64()
                .or_else(|| args.number("message_id")),
            text: if message.text.is_empty() {
                args.text("text")
            } else {
                message.text
            },
            entities: message.entities,
            keyboard: message.keyboard,
            disable_notification: args.flag("disable_notification"),
            link_preview_off: options["is_disabled"] == true || args.flag("disable_web_page_preview"),
            at: now(),
        });
    }

    fn me(&self) -> Value {
        json!({
            "id": self.token.split(':').next().and_then(|id| id.parse::<i64>().ok()).unwrap_or(4200),
            "is_bot": true,
            "first_name": "lykt",
            "username": "lykt_bot",
            "can_join_groups": true,
            "can_read_all_group_messages": false,
            "supports_inline_queries": false,
            "can_connect_to_business": false,
            "has_main_web_app": false,
        })
    }

    /// The chat of a call, which the bot knows only if somebody wrote there.
    fn chat(&self, args: &Args) -> Result<i64, Refusal> {
        if args.text("chat_id").is_empty() {
            return bad("chat_id is empty");
        }
        let known = args
            .number("chat_id")
            .filter(|chat| self.chats.contains_key(chat));
        known.map_or_else(|| bad("chat not found"), Ok)
    }

    /// A chat that can be written to.
    fn open_chat(&self, args: &Args) -> Result<i64, Refusal> {
        let id = self.chat(args)?;
        match self.chats.get(&id) {
            Some(chat) if chat.blocked => Err(Refusal::blocked()),
            Some(chat) if chat.left => Err(Refusal::new(
                403,
                "Forbidden: bot is not a member of the group chat",
            )),
            _ => Ok(id),
        }
    }

    /// What a message is to say; what we hold against the bot is written down.
    fn content(&mut self, args: &Args) -> Result<Content, Refusal> {
        if !args.text("parse_mode").is_empty() {
            self.violations.push("parse_mode was used".to_owned());
        }
        let entities = args.json("entities")?.unwrap_or_default();
        let empty = |entity: &Value| entity["length"] == json!(0);
        if entities.as_array().is_some_and(|list| list.iter().any(empty)) {
            self.violations.push("an entity has no length".to_owned());
        }
        Content::of(args)
    }

    fn send(&mut self, args: &Args) -> Outcome {
        let content = self.content(args)?;
        let chat = self.open_chat(args)?;
        self.pace(chat);
        let from = self.author();
        let id = self.fresh();
        let chat = self.chats.entry(chat).or_default();
        let mut message = json!({"message_id": id, "date": unix(), "from": from, "chat": chat.object});
        content.put(&mut message);
        chat.messages.push(message.clone());
        Ok(message)
    }

    /// The bot as the sender of a message.
    pub(super) fn author(&self) -> Value {
        let me = self.me();
        json!({"id": me["id"], "is_bot": true, "first_name": me["first_name"], "username": me["username"]})
    }

    /// Telegram asks for one message a second to a chat and thirty a second to all; a short burst is let through.
    fn pace(&mut self, id: i64) {
        let at = now();
        let within =
            |seconds| move |sent: &&Instant| at.duration_since(**sent) < Duration::from_secs(seconds);
        let sends = &mut self.chats.entry(id).or_default().sends;
        sends.push(at);
        let few = sends.iter().filter(within(3)).count();
        if few > 3 {
            self.violations
                .push(format!("{few} messages to {id} within three seconds"));
        }
        let all = self.chats.values().flat_map(|chat| chat.sends.iter());
        let many = all.filter(within(1)).count();
        if many > 30 {
            self.violations.push(format!("{many} messages within a second"));
        }
    }

    fn edit(&mut self, args: &Args) -> Outcome {
        let content = self.content(args)?;
        let chat = self.open_chat(args)?;
        let Some(id) = args.number("message_id") else {
            return bad("message identifier is not specified");
        };
        let Some(message) = self.find(chat, id) else {
            return bad("message to edit not found");
        };
        if content
            .markup
            .as_ref()
            .is_some_and(|markup| markup["inline_keyboard"].is_null())
        {
            return bad("inline keyboard expected");
        }
        if message["from"]["is_bot"] != true {
            return bad("message can't be edited");
        }
        let mut edited = message.clone();
        content.put(&mut edited);
        if edited == *message {
            return bad(
                "message is not modified: specified new message content and reply markup are exactly the same as a \
                 current content and reply markup of the message",
            );
        }
        edited["edit_date"] = json!(unix());
        *message = edited.clone();
        Ok(edited)
    }

    fn answer_query(&mut self, args: &Args) -> Outcome {
        if args.text("text").encode_utf16().count() > 200 {
            return bad("MESSAGE_TOO_LONG");
        }
        match self.queries.get_mut(&args.text("callback_query_id")) {
            Some(answered) => {
                *answered = true;
                Ok(json!(true))
            }
            None => bad("query is too old and response timeout expired or query ID is invalid"),
        }
    }

    /// Why an old message stays: in the words of Telegram's servers, or of the source of its Bot API.
    fn undeletable<T>(&self) -> Result<T, Refusal> {
        if self.whole_deletions {
            bad("message can't be deleted for everyone")
        } else {
            bad("message can't be deleted")
        }
    }

    fn delete(&mut self, args: &Args) -> Outcome {
        let chat = self.chat(args)?;
        let Some(id) = args.number("message_id") else {
            return bad("message identifier is not specified");
        };
        let Some(message) = self.find(chat, id) else {
            return bad("message to delete not found");
        };
        if old(message) {
            return self.undeletable();
        }
        self.forget(chat, &BTreeSet::from([id]));
        Ok(json!(true))
    }

    fn delete_many(&mut self, args: &Args) -> Outcome {
        let ids = rules::message_ids(args)?;
        let chat = self.chat(args)?;
        let mut known = BTreeSet::new();
        let mut kept = BTreeSet::new();
        for id in ids {
            match self.find(chat, id) {
                Some(message) if old(message) => kept.insert(id),
                Some(_) => known.insert(id),
                None => false,
            };
        }
        if !kept.is_empty() && (known.is_empty() || self.whole_deletions) {
            return self.undeletable();
        }
        self.forget(chat, &known);
        Ok(json!(true))
    }

    fn forget(&mut self, chat: i64, ids: &BTreeSet<i64>) {
        let gone = |message: &Value| message["message_id"].as_i64().is_some_and(|id| ids.contains(&id));
        let chat = self.chats.entry(chat).or_default();
        chat.messages.retain(|message| !gone(message));
    }

    fn set_commands(&mut self, args: &Args) -> Outcome {
        let commands = rules::commands(args)?;
        let key = (scope(args)?, rules::language(args)?);
        if commands.is_empty() {
            self.commands.remove(&key);
        } else {
            self.commands.insert(key, commands);
        }
        Ok(json!(true))
    }

    fn set_webhook(&mut self, method: &str, args: &Args) -> Outcome {
        let (url, secret) = match method {
            "setWebhook" => rules::webhook(args)?,
            _ => (String::new(), String::new()),
        };
        if args.flag("drop_pending_updates") {
            self.updates.clear();
        }
        if let Some(allowed) = args.names("allowed_updates") {
            self.allowed = allowed;
        }
        if !url.is_empty() {
            self.poll = (self.poll.0 + 1, "terminated by setWebhook request");
        }
        for queued in &mut self.updates {
            queued.tries = 0;
        }
        self.webhook = Webhook {
            url,
            secret,
            error: None,
        };
        Ok(json!(true))
    }

    fn webhook_info(&self) -> Value {
        let mut info = json!({
            "url": self.webhook.url,
            "has_custom_certificate": false,
            "pending_update_count": self.updates.len(),
        });
        if !self.webhook.url.is_empty() {
            info["max_connections"] = json!(40);
            info["ip_address"] = json!("127.0.0.1");
        }
        if let Some((date, error)) = &self.webhook.error {
            info["last_error_date"] = json!(date);
            info["last_error_message"] = json!(error);
        }
        if !self.allowed.is_empty() {
            info["allowed_updates"] = json!(self.allowed);
        }
        info
    }
}

impl Content {
    /// Makes a message say this.
    fn put(&self, message: &mut Value) {
        let object = message.as_object_mut().unwrap();
        object.insert("text".to_owned(), json!(self.text));
        object.remove("entities");
        if !self.entities.is_empty() {
            object.insert("entities".to_owned(), json!(self.entities));
        }
        object.remove("reply_markup");
        let markup = self
            .markup
            .clone()
            .filter(|markup| markup["inline_keyboard"].is_array());
        if let Some(markup) = markup {
            object.insert("reply_markup".to_owned(), markup);
        }
    }
}

fn old(message: &Value) -> bool {
    unix() - message["date"].as_i64().unwrap_or_default() > DELETABLE
}

/// Whom commands are for, as one word.
fn scope(args: &Args) -> Result<String, Refusal> {
    let Some(scope) = args.json("scope")? else {
        return Ok("default".to_owned());
    };
    match scope["type"].as_str() {
        Some(kind @ ("default" | "all_private_chats" | "all_group_chats" | "all_chat_administrators")) => {
            Ok(kind.to_owned())
        }
        Some("chat" | "chat_administrators" | "chat_member") => Ok(scope.to_string()),
        _ => bad("can't parse BotCommandScope: Unsupported type specified"),
    }
}

/// Sets a text of the profile in a language.
fn set(texts: &mut BTreeMap<String, String>, args: &Args, field: &str, longest: usize) -> Outcome {
    let (language, text) = (rules::language(args)?, args.text(field));
    if text.encode_utf16().count() > longest {
        return bad(&format!("{} is too long", field.replace('_', " ")));
    }
    if text.is_empty() {
        texts.remove(&language);
    } else {
        texts.insert(language, text);
    }
    Ok(json!(true))
}
