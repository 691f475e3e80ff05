//! One lane a chat: its messages are answered one after the other in the order in which they came, not faster than a person reads, and a flood of
//! them only once.

use std::collections::{BTreeSet, HashMap};
use std::hash::Hash;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use tokio::sync::Notify;
use tokio::time::{Instant, sleep_until};

use super::Limits;

/// The lanes of all chats that are being answered.
#[derive(Debug)]
pub struct Lanes<Chat> {
    limits: Limits,
    lanes: Mutex<HashMap<Chat, Arc<Lane>>>,
}

/// The lane of one chat.
#[derive(Debug)]
struct Lane {
    queue: Mutex<Queue>,
    moved: Notify,
}

#[derive(Debug)]
struct Queue {
    /// The number of the next ticket.
    next: u64,
    /// The number whose turn it is.
    turn: u64,
    /// Numbers behind it that need no turn any more.
    done: BTreeSet<u64>,
    /// From when the next answer may be sent.
    free: Instant,
    warned: bool,
}

/// What becomes of a message that comes in.
#[derive(Debug)]
pub enum Entry {
    /// It is answered in its turn.
    Answer(Ticket),
    /// There were too many: the numbers, once.
    Warn(Ticket),
    /// There were too many, and the numbers have been sent.
    Quiet,
}

/// A place in a lane. Whoever drops it leaves the lane to the next.
#[derive(Debug)]
pub struct Ticket {
    lane: Arc<Lane>,
    number: u64,
    between: std::time::Duration,
    sent: bool,
}

impl<Chat: Eq + Hash> Lanes<Chat> {
    /// Lanes with limits.
    #[must_use]
    pub fn new(limits: Limits) -> Self {
        Self {
            limits,
            lanes: Mutex::default(),
        }
    }

    /// A message of a chat comes in.
    pub fn enter(&self, chat: Chat) -> Entry {
        let mut lanes = self.lanes.lock().unwrap_or_else(PoisonError::into_inner);
        // Whoever has been answered a while ago is not kept.
        let now = Instant::now();
        lanes.retain(|_, lane| Arc::strong_count(lane) > 1 || lane.queue().free > now);
        let lane = Arc::clone(lanes.entry(chat).or_insert_with(|| Arc::new(Lane::new(now))));
        drop(lanes);
        let mut queue = lane.queue();
        let waiting = usize::try_from(queue.next - queue.turn).unwrap_or(usize::MAX);
        let much = waiting >= self.limits.waiting;
        if waiting == 0 {
            queue.warned = false;
        }
        if much && queue.warned {
            return Entry::Quiet;
        }
        queue.warned |= much;
        let number = queue.next;
        queue.next += 1;
        drop(queue);
        let ticket = Ticket {
            lane,
            number,
            between: self.limits.chat,
            sent: false,
        };
        if much {
            Entry::Warn(ticket)
        } else {
            Entry::Answer(ticket)
        }
    }

    /// How many chats are being answered, or were a moment ago.
    #[must_use]
    pub fn len(&self) -> usize {
        self.lanes.lock().unwrap_or_else(PoisonError::into_inner).len()
    }

    /// Whether nobody is.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

impl Lane {
    fn new(now: Instant) -> Self {
        Self {
            queue: Mutex::new(Queue {
                next: 0,
                turn: 0,
                done: BTreeSet::new(),
                free: now,
                warned: false,
            }),
            moved: Notify::new(),
        }
    }

    fn queue(&self) -> MutexGuard<'_, Queue> {
        // A queue is whole after each step.
        self.queue.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Ticket {
    /// Waits for the turn. Until the ticket is dropped no other message of the chat is answered.
    pub async fn turn(&mut self) {
        let free = loop {
            let moved = self.lane.moved.notified();
            {
                let queue = self.lane.queue();
                if queue.turn == self.number {
                    break queue.free;
                }
            }
            moved.await;
        };
        sleep_until(free).await;
        self.sent = true;
    }
}

impl Drop for Ticket {
    fn drop(&mut self) {
        let mut queue = self.lane.queue();
        if self.sent {
            queue.free = Instant::now() + self.between;
        }
        queue.done.insert(self.number);
        while let Some(turn) = queue.done.first().copied().filter(|first| *first == queue.turn) {
            queue.done.remove(&turn);
            queue.turn += 1;
        }
        drop(queue);
        self.lane.moved.notify_waiters();
    }
}
