//! Updates of every kind as Telegram sends them. What `Api::pushes` fills in is missing: the ids, the dates, the
//! language of the user, and who the bot is.

use serde_json::{Value, json};

/// The id of the group and of the channel that the updates of these kinds come from.
pub(crate) const GROUP: i64 = -100_200;
pub(crate) const CHANNEL: i64 = -1_001_000_000_300;

/// A private chat as an object.
pub(crate) fn private(chat: i64) -> Value {
    json!({"id": chat, "type": "private", "first_name": "Asker"})
}

/// The user of a private chat as an object.
pub(crate) fn user(chat: i64) -> Value {
    json!({"id": chat, "is_bot": false, "first_name": "Asker"})
}

/// A private message with some content: a field of `Message` and its value.
fn message(chat: i64, field: &str, content: &Value) -> Value {
    json!({"message": {"from": user(chat), "chat": private(chat), field: content}})
}

/// A text; a command at its start is marked, as Telegram does.
pub(crate) fn text(chat: i64, text: &str) -> Value {
    let mut update = message(chat, "text", &json!(text));
    if text.starts_with('/') {
        let command = text.split_whitespace().next().unwrap_or_default();
        let length = command.encode_utf16().count();
        update["message"]["entities"] = json!([{"type": "bot_command", "offset": 0, "length": length}]);
    }
    update
}

/// A file of a kind, as every file begins.
fn file(extra: Value) -> Value {
    let mut file = json!({"file_id": "AwACAgQ", "file_unique_id": "AgADuA", "file_size": 4096});
    if let (Value::Object(file), Value::Object(extra)) = (&mut file, extra) {
        file.extend(extra);
    }
    file
}

/// A voice message.
pub(crate) fn voice(chat: i64) -> Value {
    let voice = file(json!({"duration": 3, "mime_type": "audio/ogg"}));
    message(chat, "voice", &voice)
}

/// A photo with a caption.
pub(crate) fn photo(chat: i64, caption: &str) -> Value {
    let mut update = message(chat, "photo", &json!([file(json!({"width": 90, "height": 60}))]));
    update["message"]["caption"] = json!(caption);
    update
}

/// A sticker.
pub(crate) fn sticker(chat: i64) -> Value {
    let kind = json!({"type": "regular", "width": 512, "height": 512, "is_animated": false, "is_video": false,
        "emoji": "🙂"});
    message(chat, "sticker", &file(kind))
}

/// A place on the map.
pub(crate) fn location(chat: i64) -> Value {
    message(chat, "location", &json!({"latitude": 60.79, "longitude": 10.69}))
}

/// Somebody's number.
pub(crate) fn contact(chat: i64) -> Value {
    message(
        chat,
        "contact",
        &json!({"phone_number": "+4700000000", "first_name": "Other"}),
    )
}

/// A text of somebody else, forwarded.
pub(crate) fn forwarded(chat: i64, words: &str) -> Value {
    let mut update = text(chat, words);
    update["message"]["forward_origin"] =
        json!({"type": "hidden_user", "date": 1_700_000_000, "sender_user_name": "Other"});
    update
}

/// A message that was changed by its sender.
pub(crate) fn edited_message(chat: i64, message_id: i64, words: &str) -> Value {
    let mut edited = text(chat, words)["message"].take();
    edited["message_id"] = json!(message_id);
    json!({"edited_message": edited})
}

/// A text in a group.
pub(crate) fn group(from: i64, words: &str) -> Value {
    let mut update = text(from, words);
    update["message"]["chat"] = json!({"id": GROUP, "type": "group", "title": "Group"});
    update
}

/// A text in a channel.
pub(crate) fn channel_post(words: &str) -> Value {
    json!({"channel_post": {
        "chat": {"id": CHANNEL, "type": "channel", "title": "Channel"},
        "sender_chat": {"id": CHANNEL, "type": "channel", "title": "Channel"},
        "text": words,
    }})
}

/// The user blocked the bot (`kicked`) or started it again (`member`).
pub(crate) fn my_chat_member(chat: i64, status: &str) -> Value {
    let member = |status: &str| {
        let mut member = json!({"status": status});
        if status == "kicked" {
            member["until_date"] = json!(0);
        }
        member
    };
    let before = if status == "kicked" { "member" } else { "kicked" };
    json!({"my_chat_member": {
        "chat": private(chat),
        "from": user(chat),
        "old_chat_member": member(before),
        "new_chat_member": member(status),
    }})
}
