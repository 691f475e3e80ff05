//! Which rooms the bot enters and which it leaves. What is said in private must not be said to many: it stays only where one person can read along, in an encrypted
//! room.

use std::collections::{HashMap, VecDeque};
use std::sync::Arc;
use std::time::Duration;

use matrix_sdk::ruma::api::client::membership::leave_room;
use matrix_sdk::ruma::{OwnedUserId, TransactionId, assign};
use matrix_sdk::{Room, RoomMemberships};
use tokio::sync::{Mutex, Notify};
use tokio::time::{Instant, sleep, sleep_until};

use super::outbox::{Target, refusal};
use super::{Matrix, Said, chat};
use crate::model::Lang;
use crate::text::Message;

/// In which time so many invitations are taken.
const WINDOW: Duration = Duration::from_mins(1);

/// How long to wait after an invitation that could not be taken: the homeserver may be in trouble.
const TROUBLE: Duration = Duration::from_secs(5);

/// The invitations.
#[derive(Debug)]
pub(super) struct Doors {
    most: usize,
    taken: Mutex<VecDeque<Instant>>,
    invited: Notify,
}

impl Doors {
    /// At most so many invitations a minute.
    pub(super) fn new(most: usize) -> Self {
        Self {
            most: most.max(1),
            taken: Mutex::default(),
            invited: Notify::new(),
        }
    }

    /// Somebody has invited the bot.
    pub(super) fn knock(&self) {
        self.invited.notify_one();
    }

    /// Waits until one more invitation may be taken.
    async fn turn(&self) {
        let mut taken = self.taken.lock().await;
        while taken.len() >= self.most {
            if let Some(first) = taken.pop_front() {
                sleep_until(first + WINDOW).await;
            }
        }
        taken.push_back(Instant::now());
    }
}

/// A name for something that is said once, also in a room that the bot enters for the second time.
fn once(room: &Room) -> String {
    format!("matrix room {} {}", room.room_id(), TransactionId::new())
}

impl Matrix {
    /// Takes invitations, one after the other; never ends by itself.
    pub(super) async fn keep_doors(self: &Arc<Self>) {
        loop {
            let invited = self.doors.invited.notified();
            match self.next_invitation().await {
                Some((room, direct)) => {
                    self.doors.turn().await;
                    let taken = if direct {
                        self.enter(&room).await
                    } else {
                        self.decline(&room).await
                    };
                    if !taken {
                        sleep(TROUBLE).await;
                    }
                }
                None => invited.await,
            }
        }
    }

    /// The invitation to take next, and whether it is into a conversation of two: those first, and of them the one whose sender has the fewest open. A flood
    /// of one person does not keep the others out.
    async fn next_invitation(&self) -> Option<(Room, bool)> {
        let mut invitations = Vec::new();
        let mut of_sender: HashMap<OwnedUserId, usize> = HashMap::new();
        for room in self.client.invited_rooms() {
            let direct = room.is_direct().await.unwrap_or_default();
            let details = room.invite_details().await;
            let sender = details.map(|invite| invite.inviter_id).ok();
            if let Some(sender) = &sender {
                *of_sender.entry(sender.clone()).or_default() += 1;
            }
            invitations.push((room, direct, sender));
        }
        let rank = |(_, direct, sender): &(Room, bool, Option<OwnedUserId>)| {
            let open = sender.as_ref().and_then(|sender| of_sender.get(sender));
            (!direct, open.copied().unwrap_or(usize::MAX))
        };
        let next = invitations.into_iter().min_by_key(rank)?;
        Some((next.0, next.1))
    }

    /// Enters a room and greets; says whether the invitation is settled.
    async fn enter(self: &Arc<Self>, room: &Room) -> bool {
        if room.join().await.is_err() {
            // Whoever has taken the invitation back, or whose server is gone.
            tracing::debug!("a room cannot be entered");
            return self.decline(room).await;
        }
        let (bot, room) = (Arc::clone(self), room.clone());
        tokio::spawn(async move { bot.greet(&room).await });
        true
    }

    /// Says hello once the homeserver has told who else is there.
    async fn greet(&self, room: &Room) {
        room.sync_up().await;
        if self.stays(room).await {
            let target = Target {
                name: once(room),
                thread: None,
            };
            let entry = self.host.enter(room.room_id().to_owned());
            self.reply(room, Said::Arrived, entry, &target).await;
        }
    }

    /// Declines an invitation, and says why in the language that most here read; says whether it is settled.
    async fn decline(&self, room: &Room) -> bool {
        let why = self.host.talk().desk().say(Lang::Nb, Message::BotLeaves).text;
        let request = leave_room::v3::Request::new(room.room_id().to_owned());
        let request = assign!(request, { reason: Some(why) });
        let _ = self.client.send(request).await;
        // The homeserver has been told; this forgets the invitation.
        room.leave().await.is_ok()
    }

    /// Whether the bot stays in a room. If not, it says why, with the numbers, and goes; where nobody else is left it goes without a word. As long as
    /// nobody knows who reads along, nothing is said.
    pub(super) async fn stays(&self, room: &Room) -> bool {
        let (members, encrypted) = loop {
            match seen(room).await {
                Ok(seen) => break seen,
                Err(error) if refusal(&error).is_some() => return false,
                Err(_) => {
                    tracing::warn!("the homeserver does not tell who is in a room");
                    sleep(TROUBLE).await;
                }
            }
        };
        if members == 2 && encrypted {
            return true;
        }
        if members > 1 {
            let target = Target {
                name: once(room),
                thread: None,
            };
            let entry = self.host.enter(room.room_id().to_owned());
            self.reply(room, Said::Leaving, entry, &target).await;
        }
        tracing::info!("a room with {members} in it is left, encrypted: {encrypted}");
        self.host.forget(&chat(room)).await;
        if room.leave().await.is_ok() {
            // Nothing of the room is kept, here or in the bot's own list of rooms.
            let _ = room.forget().await;
        }
        false
    }
}

/// How many are in a room, and whether it is encrypted.
async fn seen(room: &Room) -> Result<(usize, bool), matrix_sdk::Error> {
    let members = room.members(RoomMemberships::ACTIVE).await?.len();
    let encrypted = room.latest_encryption_state().await?.is_encrypted();
    Ok((members, encrypted))
}
