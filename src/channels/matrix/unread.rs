//! Messages that cannot be decrypted. Their keys are nearly always on the way: a moment is waited for them, then the person is told, and whenever the keys
//! come the message is answered.

use std::collections::{HashMap, VecDeque};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use futures_util::StreamExt as _;
use matrix_sdk::Room;
use matrix_sdk::deserialized_responses::TimelineEventKind;
use matrix_sdk::ruma::events::room::encrypted::OriginalSyncRoomEncryptedEvent;
use matrix_sdk::ruma::serde::Raw;
use matrix_sdk::ruma::{OwnedRoomId, RoomId};
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

/// The messages that wait for their keys.
#[derive(Debug, Default)]
pub(super) struct Unread {
    waiting: Mutex<VecDeque<Waiting>>,
    told: Mutex<HashMap<OwnedRoomId, Instant>>,
    /// Counts the keys that have come.
    keys: watch::Sender<u64>,
}

#[derive(Debug)]
struct Waiting {
    room: OwnedRoomId,
    raw: Raw<OriginalSyncRoomEncryptedEvent>,
}

impl Unread {
    fn waiting(&self) -> MutexGuard<'_, VecDeque<Waiting>> {
        // The messages are whole after each step.
        self.waiting.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn keep(&self, waiting: Waiting) {
        let mut all = self.waiting();
        all.push_back(waiting);
        if all.len() > WAITING {
            all.pop_front();
        }
    }

    fn of_room(&self, room: &RoomId) -> Vec<Waiting> {
        let mut all = self.waiting();
        let (of_room, others) = all.drain(..).partition(|waiting| waiting.room == room);
        *all = others;
        Vec::from_iter::<VecDeque<Waiting>>(of_room)
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
        let room = room.room_id().to_owned();
        self.unread.keep(Waiting { room, raw });
    }

    /// Answers what was waiting for its keys as soon as they come; never ends by itself.
    pub(super) async fn watch_keys(self: &Arc<Self>) {
        let Some(keys) = self.client.encryption().room_keys_received_stream().await else {
            return std::future::pending::<()>().await;
        };
        let mut keys = std::pin::pin!(keys);
        while let Some(come) = keys.next().await {
            self.unread.keys.send_modify(|count| *count += 1);
            // Where some were missed, all rooms may have new keys.
            let rooms: Vec<OwnedRoomId> = match come {
                Ok(keys) => keys.into_iter().map(|key| key.room_id).collect(),
                Err(_) => self
                    .unread
                    .waiting()
                    .iter()
                    .map(|waiting| waiting.room.clone())
                    .collect(),
            };
            for room in rooms {
                self.try_again(&room).await;
            }
        }
        std::future::pending::<()>().await;
    }

    async fn try_again(self: &Arc<Self>, room: &RoomId) {
        let Some(room) = self.client.get_room(room) else {
            return;
        };
        for waiting in self.unread.of_room(room.room_id()) {
            match self.read(&room, &waiting.raw).await {
                Read::Said(event) => {
                    let entry = self.host.enter(room.room_id().to_owned());
                    let (bot, room) = (Arc::clone(self), room.clone());
                    tokio::spawn(async move { bot.answer(room, event, entry).await });
                }
                Read::Nothing => {}
                Read::Locked => self.unread.keep(waiting),
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
