//! What Telegram refuses, in its own words where they are known: the sources of its server (`tdlib/telegram-bot-api`) and of
//! its library (`tdlib/td`). Where nobody prints its words, they are ours.

use std::fmt;

use serde_json::{Map, Value, json};

/// A refusal: the status, its description and what a client needs to go on.
#[derive(Clone, Debug)]
pub(crate) struct Refusal {
    pub(crate) code: u16,
    pub(crate) description: String,
    pub(crate) retry_after: Option<u64>,
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.code, self.description)
    }
}

impl Refusal {
    pub(super) fn new(code: u16, description: &str) -> Self {
        Self {
            code,
            description: description.to_owned(),
            retry_after: None,
        }
    }

    pub(super) fn blocked() -> Self {
        Self::new(403, "Forbidden: bot was blocked by the user")
    }

    pub(super) fn wait(seconds: u64) -> Self {
        Self {
            retry_after: Some(seconds),
            ..Self::new(429, &format!("Too Many Requests: retry after {seconds}"))
        }
    }
}

pub(super) fn bad<T>(why: &str) -> Result<T, Refusal> {
    Err(Refusal::new(400, &format!("Bad Request: {why}")))
}

/// The arguments of a call, however they came: in JSON they have types, in a form or a query all are texts.
#[derive(Clone, Debug, Default)]
pub(super) struct Args(pub(super) Map<String, Value>);

impl Args {
    pub(super) fn text(&self, key: &str) -> String {
        match self.0.get(key) {
            None | Some(Value::Null) => String::new(),
            Some(Value::String(text)) => text.clone(),
            Some(other) => other.to_string(),
        }
    }

    pub(super) fn number(&self, key: &str) -> Option<i64> {
        self.text(key).parse().ok()
    }

    pub(super) fn flag(&self, key: &str) -> bool {
        matches!(self.text(key).to_lowercase().as_str(), "true" | "yes" | "1")
    }

    /// An object or an array.
    pub(super) fn json(&self, key: &str) -> Result<Option<Value>, Refusal> {
        match self.0.get(key) {
            None | Some(Value::Null) => Ok(None),
            Some(Value::String(text)) if text.is_empty() => Ok(None),
            Some(Value::String(text)) => match serde_json::from_str(text) {
                Ok(value) => Ok(Some(value)),
                Err(_) => bad(&format!("can't parse {key} JSON object")),
            },
            Some(value) => Ok(Some(value.clone())),
        }
    }

    /// Names in an array, as `allowed_updates` has them.
    pub(super) fn names(&self, key: &str) -> Option<Vec<String>> {
        let list = self.json(key).ok().flatten()?;
        let names = list.as_array()?.iter().filter_map(Value::as_str);
        Some(names.map(str::to_owned).collect())
    }
}

/// What a message says: checked, and trimmed as Telegram trims it.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Content {
    pub(super) text: String,
    pub(super) entities: Vec<Value>,
    pub(super) markup: Option<Value>,
}

impl Content {
    pub(super) fn of(args: &Args) -> Result<Self, Refusal> {
        if !args.text("parse_mode").is_empty() {
            return bad("parse_mode is not for this bot: what somebody typed could become markup");
        }
        let text = args.text("text");
        if text.is_empty() {
            return bad("message text is empty");
        }
        if text.len() > 1 << 15 {
            return bad("text is too long");
        }
        let entities = entities(&text, args.json("entities")?)?;
        let (text, entities) = trimmed(&text, entities);
        match text.encode_utf16().count() {
            0 => bad("text must be non-empty"),
            4097.. => bad("message is too long"),
            _ => Ok(Self {
                text,
                entities,
                markup: markup(args.json("reply_markup")?)?,
            }),
        }
    }
}

/// The kinds that a bot may mark, then those that Telegram finds itself.
const ENTITIES: [&str; 20] = [
    "bold",
    "italic",
    "underline",
    "strikethrough",
    "spoiler",
    "code",
    "pre",
    "text_link",
    "text_mention",
    "custom_emoji",
    "blockquote",
    "expandable_blockquote",
    "mention",
    "hashtag",
    "cashtag",
    "bot_command",
    "url",
    "email",
    "phone_number",
    "date_time",
];

fn entities(text: &str, list: Option<Value>) -> Result<Vec<Value>, Refusal> {
    let Some(list) = list else { return Ok(Vec::new()) };
    let Value::Array(mut list) = list else {
        return bad("can't parse MessageEntity: expected an Array");
    };
    let wrong = |why: &str| bad(&format!("can't parse MessageEntity: {why}"));
    let units: Vec<u16> = text.encode_utf16().collect();
    let middle = |at: usize| units.get(at).is_some_and(|unit| (0xDC00..=0xDFFF).contains(unit));
    for entity in &list {
        let kind = entity["type"].as_str().unwrap_or_default();
        if !ENTITIES.contains(&kind) {
            return wrong(&format!("unknown type \"{kind}\""));
        }
        let needed = [
            ("text_link", "url"),
            ("text_mention", "user"),
            ("custom_emoji", "custom_emoji_id"),
        ];
        for (_, field) in needed.iter().filter(|(of, _)| *of == kind) {
            if entity[field].is_null() {
                return wrong(&format!("Can't find field \"{field}\""));
            }
        }
        let (Some(offset), Some(length)) = (entity["offset"].as_i64(), entity["length"].as_i64()) else {
            return wrong("Can't find field \"offset\" or \"length\"");
        };
        let Ok(begin) = usize::try_from(offset) else {
            return bad(&format!("receive an entity with incorrect offset {offset}"));
        };
        let Ok(length) = usize::try_from(length) else {
            return bad(&format!("receive an entity with incorrect length {length}"));
        };
        let end = begin + length;
        if begin >= units.len() && length > 0 {
            return bad(&format!(
                "entity begins after the end of the text at UTF-16 offset {begin}"
            ));
        }
        if end > units.len() && length > 0 {
            return bad(&format!(
                "entity beginning at UTF-16 offset {begin} ends after the end of the text at UTF-16 offset {end}"
            ));
        }
        if middle(begin) {
            return bad(&format!(
                "entity begins in a middle of a UTF-16 symbol at byte offset {}",
                bytes_until(text, begin)
            ));
        }
        if middle(end) {
            return bad(&format!(
                "entity beginning at UTF-16 offset {begin} ends in a middle of a UTF-16 symbol at byte offset {}",
                bytes_until(text, end)
            ));
        }
    }
    // An entity of no length is dropped; `State::content` holds it against the bot.
    list.retain(|entity| entity["length"] != json!(0));
    list.sort_by_key(|entity| {
        let (offset, length) = (entity["offset"].as_i64(), entity["length"].as_i64());
        (offset, length.map(|length| -length), entity["type"].to_string())
    });
    Ok(list)
}

/// The byte after the character in whose middle an offset in UTF-16 is.
fn bytes_until(text: &str, offset: usize) -> usize {
    let (mut units, mut bytes) = (0, 0);
    for c in text.chars() {
        if units > offset {
            break;
        }
        units += c.len_utf16();
        bytes += c.len_utf8();
    }
    bytes
}

/// White space at the end, and at the start before the first entity, is cut off.
fn trimmed(text: &str, entities: Vec<Value>) -> (String, Vec<Value>) {
    let kept = text.trim_end_matches([' ', '\n', '\r', '\t']);
    let first = entities.first().and_then(|entity| entity["offset"].as_u64());
    let blank = kept.chars().take_while(|c| matches!(c, ' ' | '\n')).count();
    let start = first
        .and_then(|first| usize::try_from(first).ok())
        .map_or(blank, |first| blank.min(first));
    let kept: String = kept.chars().skip(start).collect();
    let end = kept.encode_utf16().count();
    let moved = entities.into_iter().filter_map(|mut entity| {
        let offset = usize::try_from(entity["offset"].as_u64()?)
            .ok()?
            .checked_sub(start)?;
        let length = usize::try_from(entity["length"].as_u64()?).ok()?;
        let length = length.min(end.checked_sub(offset)?);
        entity["offset"] = json!(offset);
        entity["length"] = json!(length);
        (length > 0).then_some(entity)
    });
    let moved = moved.collect();
    (kept, moved)
}

/// What a button can do.
const ACTIONS: [&str; 10] = [
    "url",
    "callback_data",
    "web_app",
    "login_url",
    "switch_inline_query",
    "switch_inline_query_current_chat",
    "switch_inline_query_chosen_chat",
    "copy_text",
    "callback_game",
    "pay",
];

/// The buttons below a message; none if the keyboard is empty.
fn markup(markup: Option<Value>) -> Result<Option<Value>, Refusal> {
    let Some(markup) = markup else { return Ok(None) };
    if !markup.is_object() {
        return bad("object expected as reply markup");
    }
    let Some(rows) = markup.get("inline_keyboard") else {
        return Ok(Some(markup));
    };
    let shape = "field \"inline_keyboard\" of the InlineKeyboardMarkup must be an Array of Arrays";
    let Some(rows) = rows.as_array() else {
        return bad(shape);
    };
    let mut total = 0;
    for row in rows {
        let Some(row) = row.as_array() else {
            return bad(shape);
        };
        total += row.len();
        if row.len() > 8 || total > 100 {
            return bad("reply markup is too long");
        }
        row.iter().try_for_each(button)?;
    }
    Ok((total > 0).then_some(markup))
}

fn button(button: &Value) -> Result<(), Refusal> {
    let wrong = |why: &str| bad(&format!("can't parse inline keyboard button: {why}"));
    let Some(text) = button["text"].as_str() else {
        return wrong("Can't find field \"text\"");
    };
    // Telegram leaves such a button out without a word.
    if text.trim().is_empty() {
        return bad("inline keyboard button text must be non-empty");
    }
    let actions = ACTIONS.iter().filter(|action| !button[**action].is_null());
    let data = button["callback_data"].as_str();
    match actions.count() {
        0 => wrong("Text buttons are unallowed in the inline keyboard"),
        1 if data == Some("") => wrong("Text buttons are unallowed in the inline keyboard"),
        1 if data.is_some_and(|data| data.len() > 64) => bad("BUTTON_DATA_INVALID"),
        1 => Ok(()),
        // Telegram takes the first.
        _ => wrong("exactly one action is needed"),
    }
}

/// The rows of buttons: what they say and their `callback_data`, or another action as `url:…`.
pub(super) fn rows(markup: Option<&Value>) -> Vec<Vec<(String, String)>> {
    let text = |value: &Value| value.as_str().map_or_else(|| value.to_string(), str::to_owned);
    let pair = |button: &Value| {
        let action = ACTIONS.iter().find(|action| !button[**action].is_null());
        let does = match action {
            Some(&"callback_data") => text(&button["callback_data"]),
            Some(action) => format!("{action}:{}", text(&button[*action])),
            None => String::new(),
        };
        (text(&button["text"]), does)
    };
    let rows = markup.and_then(|markup| markup["inline_keyboard"].as_array());
    rows.into_iter()
        .flatten()
        .filter_map(Value::as_array)
        .map(|row| row.iter().map(pair).collect())
        .collect()
}

/// A list of commands: names and descriptions.
pub(super) fn commands(args: &Args) -> Result<Vec<(String, String)>, Refusal> {
    let list = args.json("commands")?.unwrap_or(json!([]));
    let Some(list) = list.as_array() else {
        return bad("expected an Array of BotCommand");
    };
    if list.len() > 100 {
        return bad("BOT_COMMANDS_TOO_MUCH");
    }
    let mut commands = Vec::new();
    for command in list {
        for field in ["command", "description"] {
            if !command[field].is_string() {
                return bad(&format!("can't parse BotCommand: Can't find field \"{field}\""));
            }
        }
        let name = command["command"].as_str().unwrap_or_default();
        let description = command["description"].as_str().unwrap_or_default();
        let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_';
        match (name.len(), description.encode_utf16().count()) {
            (0, _) => return bad("command must be non-empty"),
            (_, 0) => return bad("command description must be non-empty"),
            (33.., _) => return bad("BOT_COMMAND_INVALID"),
            _ if !name.chars().all(plain) => return bad("BOT_COMMAND_INVALID"),
            (_, 257..) => return bad("BOT_COMMAND_DESCRIPTION_INVALID"),
            _ => commands.push((name.to_owned(), description.to_owned())),
        }
    }
    Ok(commands)
}

/// The language of a profile or a list of commands: none or two letters.
pub(super) fn language(args: &Args) -> Result<String, Refusal> {
    let language = args.text("language_code");
    let two = language.len() == 2 && language.chars().all(|c| c.is_ascii_lowercase());
    if language.is_empty() || two {
        Ok(language)
    } else {
        bad("invalid language code specified")
    }
}

/// Where to push updates to. Telegram takes HTTPS alone; here HTTP is good for this machine.
pub(super) fn webhook(args: &Args) -> Result<(String, String), Refusal> {
    let (url, secret) = (args.text("url"), args.text("secret_token"));
    if url.is_empty() {
        return Ok((url, String::new()));
    }
    let Some((scheme, rest)) = url.split_once("://") else {
        return bad("invalid webhook URL specified");
    };
    let authority = rest.split('/').next().unwrap_or_default();
    let (host, port) = authority.rsplit_once(':').unwrap_or((authority, "443"));
    let near = matches!(host, "127.0.0.1" | "localhost");
    if secret.len() > 256 {
        return bad("secret token is too long");
    }
    let plain = |c: char| c.is_ascii_alphanumeric() || c == '_' || c == '-';
    if !secret.chars().all(plain) {
        return bad("secret token contains unallowed characters");
    }
    match scheme {
        "http" | "https" if near => Ok((url, secret)),
        "https" if ["80", "88", "443", "8443"].contains(&port) => Ok((url, secret)),
        "https" => bad("bad webhook: Webhook can be set up only on ports 80, 88, 443 or 8443"),
        _ => bad("bad webhook: An HTTPS URL must be provided for webhook"),
    }
}

/// The ids of a call to delete several messages.
pub(super) fn message_ids(args: &Args) -> Result<Vec<i64>, Refusal> {
    let Some(list) = args.json("message_ids")? else {
        return bad("message identifiers are not specified");
    };
    let Some(list) = list.as_array() else {
        return bad("expected an Array of message identifiers");
    };
    match list.len() {
        0 => return bad("message identifiers are not specified"),
        101.. => return bad("too many message identifiers specified"),
        _ => {}
    }
    let ids = list.iter().map(|id| match id.as_i64() {
        Some(id) if id > 0 => Ok(id),
        Some(_) => bad("invalid message identifier specified"),
        None => bad("message identifier must be a Number"),
    });
    ids.collect()
}

/// What `sendChatAction` takes.
pub(super) const CHAT_ACTIONS: [&str; 11] = [
    "typing",
    "upload_photo",
    "record_video",
    "upload_video",
    "record_voice",
    "upload_voice",
    "upload_document",
    "choose_sticker",
    "find_location",
    "record_video_note",
    "upload_video_note",
];
