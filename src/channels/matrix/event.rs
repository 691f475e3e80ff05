//! What happens in a room, as far as it concerns the bot.

use chrono::{DateTime, Utc};
use matrix_sdk::deserialized_responses::{TimelineEvent, TimelineEventKind};
use matrix_sdk::ruma::events::relation::{Reply, Thread as InThread};
use matrix_sdk::ruma::events::room::encrypted::OriginalSyncRoomEncryptedEvent;
use matrix_sdk::ruma::events::room::message::{MessageType, OriginalSyncRoomMessageEvent, Relation};
use matrix_sdk::ruma::events::{AnySyncMessageLikeEvent, AnySyncTimelineEvent, SyncMessageLikeEvent};
use matrix_sdk::ruma::serde::Raw;
use matrix_sdk::ruma::{OwnedEventId, UserId};

/// Something a person did in a room.
#[derive(Debug, Clone)]
pub(super) struct Event {
    pub(super) id: OwnedEventId,
    pub(super) time: Option<DateTime<Utc>>,
    pub(super) thread: Option<Thread>,
    pub(super) what: What,
}

/// The thread something was said in; the answer goes there too.
#[derive(Debug, Clone)]
pub(super) struct Thread {
    pub(super) root: OwnedEventId,
    /// The message that is answered.
    pub(super) last: OwnedEventId,
}

/// What was done.
#[derive(Debug, Clone)]
pub(super) enum What {
    /// Wrote a text, perhaps as a reply to another message.
    Text {
        text: String,
        answers: Option<OwnedEventId>,
    },
    /// Put a number below a message: 1️⃣ to 9️⃣.
    Reaction { on: OwnedEventId, number: u8 },
    /// Sent a picture, a voice message, a file, a sticker.
    NotText,
    /// Sent where they are.
    Position,
    /// Sent something that cannot be decrypted.
    Unreadable(Raw<OriginalSyncRoomEncryptedEvent>),
}

impl Event {
    /// What concerns the bot in an event: not its own, no notices of other bots, no edits, and nothing that is not said to anybody.
    #[allow(clippy::wildcard_enum_match_arm, reason = "nothing else is answered")]
    pub(super) fn of(event: &TimelineEvent, own: &UserId) -> Option<Self> {
        let raw = event.kind.raw();
        let read = raw.deserialize().ok()?;
        if read.sender() == own {
            return None;
        }
        let id = read.event_id().to_owned();
        let (what, thread) = match (&event.kind, &read) {
            (TimelineEventKind::UnableToDecrypt { .. }, _) => {
                (What::Unreadable(raw.clone().cast_unchecked()), None)
            }
            (_, AnySyncTimelineEvent::MessageLike(message)) => match message {
                AnySyncMessageLikeEvent::RoomMessage(SyncMessageLikeEvent::Original(message)) => {
                    said(message, &id)?
                }
                AnySyncMessageLikeEvent::Reaction(SyncMessageLikeEvent::Original(reaction)) => {
                    let about = &reaction.content.relates_to;
                    let number = keycap(&about.key)?;
                    let on = about.event_id.clone();
                    (What::Reaction { on, number }, None)
                }
                AnySyncMessageLikeEvent::Sticker(SyncMessageLikeEvent::Original(_)) => (What::NotText, None),
                _ => return None,
            },
            _ => return None,
        };
        let time = event.timestamp.unwrap_or(read.origin_server_ts());
        Some(Self {
            id,
            time: DateTime::from_timestamp_millis(time.get().into()),
            thread,
            what,
        })
    }
}

fn said(message: &OriginalSyncRoomMessageEvent, id: &OwnedEventId) -> Option<(What, Option<Thread>)> {
    let (answers, thread) = match &message.content.relates_to {
        // What was corrected has been answered; whoever wants another answer writes anew.
        Some(Relation::Replacement(_)) => return None,
        Some(Relation::Reply(Reply { in_reply_to, .. })) => (Some(in_reply_to.event_id.clone()), None),
        Some(Relation::Thread(InThread {
            event_id,
            in_reply_to,
            is_falling_back,
            ..
        })) => {
            let answers = in_reply_to.as_ref().filter(|_| !is_falling_back);
            let thread = Thread {
                root: event_id.clone(),
                last: id.clone(),
            };
            (answers.map(|answers| answers.event_id.clone()), Some(thread))
        }
        Some(_) | None => (None, None),
    };
    let text = |body: &str| {
        let body = if answers.is_some() {
            without_quote(body)
        } else {
            body
        };
        What::Text {
            text: body.to_owned(),
            answers: answers.clone(),
        }
    };
    #[allow(clippy::wildcard_enum_match_arm, reason = "all others are files of some kind")]
    let what = match &message.content.msgtype {
        MessageType::Text(content) => text(&content.body),
        MessageType::Emote(content) => text(&content.body),
        // Other bots speak in notices: two bots would never stop. A server notice is for whoever runs the bot.
        MessageType::Notice(_) | MessageType::ServerNotice(_) | MessageType::VerificationRequest(_) => {
            return None;
        }
        MessageType::Location(_) => What::Position,
        _ => What::NotText,
    };
    Some((what, thread))
}

/// A reply without the lines it quotes: older programs put them before the text.
fn without_quote(body: &str) -> &str {
    let mut rest = body;
    while let Some(after) = rest.strip_prefix("> ") {
        rest = after.split_once('\n').map_or("", |(_, rest)| rest);
    }
    rest.trim_start()
}

/// The number of a keycap: 1️⃣ to 9️⃣, with or without the sign that makes it a picture.
fn keycap(key: &str) -> Option<u8> {
    let mut signs = key.chars().filter(|sign| *sign != '\u{fe0f}');
    let digit = signs.next()?.to_digit(10).filter(|digit| *digit > 0)?;
    (signs.next() == Some('\u{20e3}') && signs.next().is_none())
        .then(|| u8::try_from(digit).ok())
        .flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Keycaps are numbers, other pictures are not.
    #[test]
    fn a_keycap_is_a_number() {
        assert_eq!(keycap("1\u{fe0f}\u{20e3}"), Some(1));
        assert_eq!(keycap("9\u{20e3}"), Some(9));
        for other in ["0\u{fe0f}\u{20e3}", "1", "👍", "", "12\u{20e3}", "1\u{20e3}x"] {
            assert_eq!(keycap(other), None, "{other}");
        }
    }

    /// What a reply quotes is not asked again.
    #[test]
    fn a_quote_is_left_out() {
        assert_eq!(without_quote("> <@lykt:example.org> 112 Politi\n> 113\n\n2"), "2");
        assert_eq!(without_quote("hva nå"), "hva nå");
        assert_eq!(without_quote("> bare sitat"), "");
    }
}
