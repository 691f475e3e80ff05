//! Messages that cannot be decrypted. Their keys are nearly always on the way: a moment is waited for them, then the person is told, and whenever the keys
//! come the message is answered.

use std::collections::{BTreeSet, HashMap};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use futures_util::StreamExt as _;
use matrix_sdk::deserialized_responses::TimelineEventKind;
use matrix_sdk::ruma::events::room::encrypted::OriginalSyncRoomEncryptedEvent;
use matrix_sdk::ruma::serde::Raw;
use matrix_sdk::ruma::{OwnedEventId, OwnedRoomId, RoomId};
use matrix_sdk::{Client, Room};
use serde::{Deserialize, Serialize};
use tokio::sync::watch;
use tokio::time::{Instant, sleep_until, timeout_at};

use super::event::Event;
use super::outbox::Target;
use super::{Matrix, Said};

/// How long the keys may take before the person is told.
const PATIENCE: Duration = Duration::from_secs(3);

/// How often a room is told.
const AGAIN: Duration = Duration::from_mins(10);

/// How many messages wait for their keys; they are encrypted, nobody can read them here.
const WAITING: usize = 500;

/// The name under which the messages that wait lie in the store, which is encrypted itself.
const STORED: &[u8] = b"no.lykt.unread";

/// The messages that wait for their keys.
#[derive(Debug)]
pub(super) struct Unread {
    client: Client,
    /// The oldest first. They are in the store too: a bot that falls still owes them an answer.
    waiting: tokio::sync::Mutex<Vec<Waiting>>,
    told: Mutex<HashMap<OwnedRoomId, Instant>>,
    /// Counts the keys that have come.
    keys: watch::Sender<u64>,
}

#[derive(Debug, Clone, Serialize, Deserialize)]
struct Waiting {
    room: OwnedRoomId,
    event: OwnedEventId,
    raw: Raw<OriginalSyncRoomEncryptedEvent>,
}

impl Unread {
    /// None yet; see [`Unread::load`].
    pub(super) fn new(client: Client) -> Self {
        Self {
            client,
            waiting: tokio::sync::Mutex::default(),
            told: Mutex::default(),
            keys: watch::Sender::default(),
        }
    }

    /// Takes up what waited when the bot ended, and gives the rooms of all that wait.
    async fn load(&self) -> BTreeSet<OwnedRoomId> {
        let stored = self.client.state_store().get_custom_value(STORED).await;
        let stored = stored.ok().flatten().unwrap_or_default();
        let stored: Vec<Waiting> = serde_json::from_slice(&stored).unwrap_or_default();
        let mut waiting = self.waiting.lock().await;
        waiting.splice(..0, stored);
        waiting.iter().map(|each| each.room.clone()).collect()
    }

    /// Changes what waits, here and in the store.
    async fn change(&self, change: impl FnOnce(&mut Vec<Waiting>)) {
        let mut waiting = self.waiting.lock().await;
        change(&mut waiting);
        let surplus = waiting.len().saturating_sub(WAITING);
        waiting.drain(..surplus);
        let stored = serde_json::to_vec(&*waiting).unwrap_or_default();
        let stored = self.client.state_store().set_custom_value_no_read(STORED, stored);
        if stored.await.is_err() {
            tracing::error!("cannot write down what waits for keys; after a fall it is not answered");
        }
    }

    async fn keep(&self, one: Waiting) {
        self.change(|all| all.push(one)).await;
    }

    async fn answered(&self, event: &OwnedEventId) {
        self.change(|all| all.retain(|each| each.event != *event)).await;
    }

    /// Nothing of a room waits any more: it is over.
    pub(super) async fn forget(&self, room: &RoomId) {
        if !self.of_room(room).await.is_empty() {
            self.change(|all| all.retain(|each| each.room != room)).await;
        }
    }

    async fn of_room(&self, room: &RoomId) -> Vec<Waiting> {
        let waiting = self.waiting.lock().await;
        waiting.iter().filter(|each| each.room == room).cloned().collect()
    }

    /// Whether a room is to be told now.
    fn tell(&self, room: &RoomId) -> bool {
        let now = Instant::now();
        let mut told = self.told.lock().unwrap_or_else(PoisonError::into_inner);
        told.retain(|_, at| now.duration_since(*at) < AGAIN);
        let tell = !told.contains_key(room);
        if tell {
            told.insert(room.to_owned(), now);
        }
        tell
    }
}

impl Matrix {
    /// Something came in that cannot be decrypted. It is answered when its keys come, within a moment or later; if they do not come at once, the person
    /// is told so, with the numbers.
    pub(super) async fn unreadable(
        self: &Arc<Self>,
        room: Room,
        event: Event,
        raw: Raw<OriginalSyncRoomEncryptedEvent>,
    ) {
        let mut keys = self.unread.keys.subscribe();
        let until = Instant::now() + PATIENCE;
        loop {
            match self.read(&room, &raw).await {
                Read::Locked => {}
                Read::Nothing => return,
                Read::Said(event) => {
                    let entry = self.host.enter(room.room_id().to_owned());
                    return self.answer(room, event, entry).await;
                }
            }
            match timeout_at(until, keys.changed()).await {
                Ok(Ok(())) => {}
                Ok(Err(_)) => sleep_until(until).await,
                Err(_) => break,
            }
        }
        if !self.is_late(&event) && self.unread.tell(room.room_id()) {
            let target = Target {
                name: format!("matrix unreadable {}", event.id),
                thread: None,
            };
            let entry = self.host.enter(room.room_id().to_owned());
            self.reply(&room, Said::Unreadable, entry, &target).await;
        }
        let (room, event) = (room.room_id().to_owned(), event.id);
        self.unread.keep(Waiting { room, event, raw }).await;
    }

    /// Answers what was waiting for its keys as soon as they come; never ends by itself.
    pub(super) async fn watch_keys(self: &Arc<Self>) {
        let Some(keys) = self.client.encryption().room_keys_received_stream().await else {
            return std::future::pending::<()>().await;
        };
        let mut keys = std::pin::pin!(keys);
        // What waited when the bot ended may have its keys by now.
        for room in self.unread.load().await {
            self.try_again(&room).await;
        }
        while let Some(come) = keys.next().await {
            self.unread.keys.send_modify(|count| *count += 1);
            // Where some were missed, all rooms may have new keys.
            let rooms: BTreeSet<OwnedRoomId> = if let Ok(keys) = come {
                keys.into_iter().map(|key| key.room_id).collect()
            } else {
                let waiting = self.unread.waiting.lock().await;
                waiting.iter().map(|each| each.room.clone()).collect()
            };
            for room in rooms {
                self.try_again(&room).await;
            }
        }
        std::future::pending::<()>().await;
    }

    /// Reads what waits in a room once more. It waits until it has been answered: to answer it twice does no harm, an answer is taken only once.
    async fn try_again(self: &Arc<Self>, room: &RoomId) {
        let Some(room) = self.client.get_room(room) else {
            return;
        };
        for waiting in self.unread.of_room(room.room_id()).await {
            match self.read(&room, &waiting.raw).await {
                Read::Said(event) => {
                    let entry = self.host.enter(room.room_id().to_owned());
                    let (bot, room) = (Arc::clone(self), room.clone());
                    tokio::spawn(async move {
                        bot.answer(room, event, entry).await;
                        bot.unread.answered(&waiting.event).await;
                    });
                }
                Read::Nothing => self.unread.answered(&waiting.event).await,
                Read::Locked => {}
            }
        }
    }

    /// Decrypts something.
    async fn read(&self, room: &Room, raw: &Raw<OriginalSyncRoomEncryptedEvent>) -> Read {
        let Ok(event) = room.decrypt_event(raw, None).await else {
            return Read::Locked;
        };
        match event.kind {
            TimelineEventKind::Decrypted(_) => Event::of(&event, &self.own).map_or(Read::Nothing, Read::Said),
            TimelineEventKind::UnableToDecrypt { .. } | TimelineEventKind::PlainText { .. } => Read::Locked,
        }
    }
}

/// What comes of decrypting something.
enum Read {
    /// Its keys are missing.
    Locked,
    /// It needs no answer.
    Nothing,
    Said(Event),
}
