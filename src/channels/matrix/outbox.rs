//! What goes to the homeserver: in its turn, until it has been taken or never will be. And what is read back from it: what an answer offered.

use std::time::Duration;

use matrix_sdk::deserialized_responses::TimelineEvent;
use matrix_sdk::room::MessagesOptions;
use matrix_sdk::ruma::api::error::ErrorKind;
use matrix_sdk::ruma::{EventId, OwnedTransactionId};
use matrix_sdk::{Error, Room};
use tokio::time::sleep;

use super::markup::Content;
use super::{Matrix, event};
use crate::channels::bot::Sheet;
use crate::channels::offered::Offered;

/// The first and the longest time between two tries.
const TRIES: [Duration; 2] = [Duration::from_millis(500), Duration::from_secs(30)];

/// How far back an offer is looked for, in messages: nearly always it is the last but one.
const LOOK_BACK: [u32; 2] = [3, 20];

/// How many events are asked for at a time when all are redacted.
const PAGE: u32 = 100;

/// Why something was not sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Refused {
    /// The bot is not in the room any more.
    Gone,
    /// The homeserver does not take it: trying again would not help.
    Wrong,
}

/// Where an answer goes.
#[derive(Debug)]
pub(super) struct Target {
    /// What is answered; the same name is never answered twice.
    pub(super) name: String,
    /// The thread it goes into.
    pub(super) thread: Option<event::Thread>,
}

impl Matrix {
    /// Sends an answer.
    pub(super) async fn send(
        &self,
        room: &Room,
        sheet: &Sheet,
        target: &Target,
        urgent: bool,
    ) -> Result<(), Refused> {
        let mut content = Content::of(sheet);
        content.relates_to = target.thread.as_ref().map(|thread| {
            serde_json::json!({
                "rel_type": "m.thread",
                "event_id": thread.root,
                "is_falling_back": true,
                "m.in_reply_to": { "event_id": thread.last },
            })
        });
        let Ok(content) = serde_json::to_value(&content) else {
            return Err(Refused::Wrong);
        };
        let code = &OwnedTransactionId::from(self.code(&target.name).to_string());
        self.until_taken(urgent, || {
            let sent = room.send_raw("m.room.message", content.clone());
            async move { sent.with_transaction_id(code).await.map(drop) }
        })
        .await
    }

    /// Redacts every message of ours in a room, from the newest to the first.
    pub(super) async fn redact_all(&self, room: &Room) {
        let mut from = None;
        loop {
            let mut page = MessagesOptions::backward().from(from.as_deref());
            page.limit = PAGE.into();
            let Ok(messages) = self.messages(room, page).await else {
                return;
            };
            let ours = messages.chunk.iter().filter_map(|event| self.ours(event));
            for id in ours.collect::<Vec<_>>() {
                let code = OwnedTransactionId::from(self.code(&format!("matrix redact {id}")).to_string());
                let redacted = self.until_taken(false, || async {
                    let redacted = room.redact(&id, None, Some(code.clone())).await;
                    redacted.map(drop).map_err(Into::into)
                });
                if redacted.await == Err(Refused::Gone) {
                    return;
                }
            }
            match messages.end {
                Some(end) if !messages.chunk.is_empty() => from = Some(end),
                _ => return,
            }
        }
    }

    /// What the newest answer in a room offers, or the message that a reply or a reaction is about.
    pub(super) async fn offered(&self, room: &Room, about: Option<&EventId>) -> Offered {
        let mut found = None;
        if let Some(id) = about {
            found = room
                .event(id, None)
                .await
                .ok()
                .and_then(|event| self.content(&event));
        } else {
            for limit in LOOK_BACK {
                let mut page = MessagesOptions::backward();
                page.limit = limit.into();
                let Ok(messages) = self.messages(room, page).await else {
                    break;
                };
                found = messages.chunk.iter().find_map(|event| self.content(event));
                if found.is_some() {
                    break;
                }
            }
        }
        found.map(Content::offered).unwrap_or_default()
    }

    async fn messages(
        &self,
        room: &Room,
        page: MessagesOptions,
    ) -> Result<matrix_sdk::room::Messages, Error> {
        let messages = room.messages(page).await;
        if messages.is_err() {
            tracing::warn!("the homeserver does not show a room's messages");
        }
        messages
    }

    /// The content of an answer of ours.
    fn content(&self, event: &TimelineEvent) -> Option<Content> {
        self.ours(event)?;
        event.kind.raw().get_field("content").ok()?
    }

    /// The id of an event that is a message of ours and has not been redacted.
    fn ours(&self, event: &TimelineEvent) -> Option<matrix_sdk::ruma::OwnedEventId> {
        let raw = event.kind.raw();
        let field = |name| raw.get_field::<serde_json::Value>(name).ok().flatten();
        let ours = field("sender")?.as_str()? == self.own.as_str();
        let kind = field("type")?;
        let message = ["m.room.message", "m.room.encrypted"].contains(&kind.as_str()?);
        let whole = field("content")?
            .as_object()
            .is_some_and(|content| !content.is_empty());
        (ours && message && whole).then(|| event.event_id()).flatten()
    }

    /// Tries again until the homeserver has taken it or never will, in trouble later each time. The client itself waits where it is told to.
    async fn until_taken<Sent>(
        &self,
        urgent: bool,
        request: impl Fn() -> Sent + Send + Sync,
    ) -> Result<(), Refused>
    where
        Sent: Future<Output = Result<(), Error>> + Send,
    {
        let [mut wait, longest] = TRIES;
        loop {
            self.host.pace().turn(urgent).await;
            let Err(error) = request().await else {
                return Ok(());
            };
            if let Some(refused) = refusal(&error) {
                return Err(refused);
            }
            sleep(wait).await;
            wait = (wait * 2).min(longest);
        }
    }
}

/// What an error means; nothing for trouble that may pass.
#[allow(clippy::wildcard_enum_match_arm, reason = "there are as many errors as calls")]
pub(super) fn refusal(error: &Error) -> Option<Refused> {
    match error {
        Error::WrongRoomState(_) => Some(Refused::Gone),
        Error::Http(http) => match http.client_api_error_kind() {
            Some(ErrorKind::Forbidden | ErrorKind::NotFound) => Some(Refused::Gone),
            Some(ErrorKind::LimitExceeded(_) | ErrorKind::Unknown | ErrorKind::UnknownToken(_)) | None => {
                None
            }
            Some(_) => Some(Refused::Wrong),
        },
        _ => Some(Refused::Wrong),
    }
}
