//! The conversation with the homeserver: what is new since when. The place to go on from is written down when everything before it has been answered, so that a
//! bot that falls is told again what it has not answered.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use matrix_sdk::config::{SyncSettings, SyncToken};
use matrix_sdk::ruma::api::client::filter::{FilterDefinition, RoomEventFilter, RoomFilter};
use matrix_sdk::ruma::api::client::sync::sync_events::v3::Filter;
use matrix_sdk::ruma::api::error::ErrorKind;
use matrix_sdk::ruma::{assign, uint};
use matrix_sdk::sync::{JoinedRoomUpdate, SyncResponse};
use matrix_sdk::{Error, Room};
use tokio::task::JoinSet;
use tokio::time::sleep;

use super::event::{Event, What};
use super::{Matrix, MatrixError};

/// How long the homeserver holds a question for news open.
const HOLD: Duration = Duration::from_secs(30);
/// How long to wait when the homeserver is in trouble: the first time, and at most.
const TRIES: [Duration; 2] = [Duration::from_millis(500), Duration::from_secs(15)];

/// Places to go on from, each with the number of the sync that ends there.
type Places = Mutex<BTreeMap<u32, String>>;

impl Matrix {
    /// Runs until `shutdown` ends, or until something is wrong that waiting does not mend.
    pub(super) async fn run(self: &Arc<Self>, shutdown: impl Future<Output = ()>) -> Result<(), MatrixError> {
        let ended = tokio::select! {
            ended = self.sync() => ended,
            () = self.keep_doors() => Ok(()),
            () = self.watch_keys() => Ok(()),
            () = shutdown => Ok(()),
        };
        if !self.open.drained().await {
            tracing::warn!("not all have been answered; the homeserver tells again");
        }
        ended
    }

    async fn sync(self: &Arc<Self>) -> Result<(), MatrixError> {
        let mut since = self.home.synced();
        let places = Arc::new(Places::default());
        let [mut wait, longest] = TRIES;
        for number in 0_u32.. {
            // The first answer comes at once, so that what waited is answered at once.
            let hold = if number == 0 { Duration::ZERO } else { HOLD };
            let response = loop {
                let token = since.clone().map_or(SyncToken::NoToken, SyncToken::Specific);
                let settings = SyncSettings::new().token(token).timeout(hold).filter(filter());
                match self.client.sync_once(settings).await {
                    Ok(response) => break response,
                    Err(error) => lasting(&error)?,
                }
                tracing::warn!("the homeserver does not tell what is new");
                sleep(wait).await;
                wait = (wait * 2).min(longest);
            };
            [wait, _] = TRIES;
            let next = response.next_batch.clone();
            self.take(response, number, since.is_none(), &places);
            since = Some(next);
        }
        Ok(())
    }

    /// Begins to answer what is new.
    fn take(self: &Arc<Self>, response: SyncResponse, number: u32, first: bool, places: &Arc<Places>) {
        self.open.insert(number);
        let mut open = places.lock().unwrap_or_else(PoisonError::into_inner);
        open.insert(number, response.next_batch.clone());
        drop(open);
        // On the first sync of a device also those that came before it.
        if first || !response.rooms.invited.is_empty() {
            self.doors.knock();
        }
        let mut rooms = JoinSet::new();
        for (id, update) in response.rooms.joined {
            if let Some(room) = self.client.get_room(&id) {
                rooms.spawn(self.room(room, &update, first));
            }
        }
        for id in response.rooms.left.into_keys() {
            let bot = Arc::clone(self);
            rooms.spawn(async move {
                bot.unread.forget(&id).await;
                bot.host.forget(&format!("matrix {id}")).await;
            });
        }
        let (bot, places) = (Arc::clone(self), Arc::clone(places));
        tokio::spawn(async move {
            rooms.join_all().await;
            bot.open.remove(number);
            bot.confirm(&places);
        });
    }

    /// What is new in a room. Its place among the messages of the room is fixed here.
    fn room(
        self: &Arc<Self>,
        room: Room,
        update: &JoinedRoomUpdate,
        first: bool,
    ) -> impl Future<Output = ()> + Send + use<> {
        let mut events = update.timeline.events.as_slice();
        if first {
            // What stood there before this device is history, but for what nobody has answered yet.
            let ours = |event: &matrix_sdk::deserialized_responses::TimelineEvent| {
                event.sender().is_some_and(|sender| sender == self.own)
            };
            let answered = events.iter().rposition(ours).map_or(0, |at| at + 1);
            events = events.get(answered..).unwrap_or_default();
        }
        let events = events.iter().filter_map(|event| Event::of(event, &self.own));
        let mut new = Vec::new();
        for event in events.filter(|event| !(first && self.is_late(event))) {
            let entry = match event.what {
                // It takes its place when it can be read.
                What::Unreadable(_) => None,
                What::Text { .. } | What::Reaction { .. } | What::NotText | What::Position => {
                    Some(self.host.enter(room.room_id().to_owned()))
                }
            };
            new.push((event, entry));
        }
        let bot = Arc::clone(self);
        async move {
            if !bot.stays(&room).await {
                return;
            }
            let mut answers = JoinSet::new();
            for (event, entry) in new {
                let (bot, room) = (Arc::clone(&bot), room.clone());
                answers.spawn(async move {
                    match (entry, event.what.clone()) {
                        (Some(entry), _) => bot.answer(room, event, entry).await,
                        (None, What::Unreadable(raw)) => bot.unreadable(room, event, raw).await,
                        (None, _) => {}
                    }
                });
            }
            answers.join_all().await;
        }
    }

    /// Writes down the newest place before which everything has been answered.
    fn confirm(&self, places: &Places) {
        let mut places = places.lock().unwrap_or_else(PoisonError::into_inner);
        let open = self.open.first().unwrap_or(u32::MAX);
        let rest = places.split_off(&open);
        if let Some((_, place)) = std::mem::replace(&mut *places, rest).pop_last()
            && self.home.set_synced(&place).is_err()
        {
            tracing::error!("cannot write down what has been answered; after a fall it is answered again");
        }
    }
}

/// Nothing but what happens in rooms.
fn filter() -> Filter {
    let room = assign!(RoomFilter::default(), {
        ephemeral: RoomEventFilter::ignore_all(),
        timeline: assign!(RoomEventFilter::default(), { limit: Some(uint!(50)) }),
    });
    let presence = matrix_sdk::ruma::api::client::filter::Filter::ignore_all();
    Filter::FilterDefinition(assign!(FilterDefinition::default(), { room, presence }))
}

/// Whether an error is one that waiting does not mend.
#[allow(clippy::wildcard_enum_match_arm, reason = "all others may pass")]
fn lasting(error: &Error) -> Result<(), MatrixError> {
    match error {
        Error::Http(http) => match http.client_api_error_kind() {
            Some(ErrorKind::UnknownToken(_) | ErrorKind::MissingToken) => {
                Err(MatrixError::Refused("session"))
            }
            _ => Ok(()),
        },
        Error::StateStore(_) => Err(MatrixError::Store("of rooms".to_owned())),
        Error::CryptoStoreError(_) | Error::BadCryptoStoreState | Error::NoOlmMachine => {
            Err(MatrixError::Store("of keys".to_owned()))
        }
        _ => Ok(()),
    }
}
