//! How fast a bot may speak: at most so many messages a second altogether, the urgent ones first, and nothing while the service has said to
//! wait.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use tokio::sync::Notify;
use tokio::time::{Instant, sleep_until};

/// How fast a bot answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Between two messages to the same chat.
    pub chat: Duration,
    /// Between two messages to anybody.
    pub all: Duration,
    /// How many messages of a chat may wait; what comes above gets the numbers once.
    pub waiting: usize,
}

impl Default for Limits {
    /// A message a second to a chat, thirty a second altogether, as Telegram asks.
    fn default() -> Self {
        Self {
            chat: Duration::from_secs(1),
            all: Duration::from_millis(34),
            waiting: 5,
        }
    }
}

/// Hands out the moments at which something may be sent.
#[derive(Debug)]
pub struct Pace {
    between: Duration,
    next: Mutex<Instant>,
    /// Those who are in no danger wait here, one behind the other.
    queue: tokio::sync::Mutex<()>,
    urgent: AtomicUsize,
    urgent_gone: Notify,
}

impl Pace {
    /// A pace with so much time between two messages.
    #[must_use]
    pub fn new(between: Duration) -> Self {
        Self {
            between,
            next: Mutex::new(Instant::now()),
            queue: tokio::sync::Mutex::new(()),
            urgent: AtomicUsize::new(0),
            urgent_gone: Notify::new(),
        }
    }

    /// Waits until something may be sent. Whoever is in danger does not wait behind the others.
    pub async fn turn(&self, urgent: bool) {
        if urgent {
            self.urgent.fetch_add(1, Ordering::SeqCst);
            while let Some(until) = self.take(true) {
                sleep_until(until).await;
            }
            if self.urgent.fetch_sub(1, Ordering::SeqCst) == 1 {
                self.urgent_gone.notify_waiters();
            }
            return;
        }
        let _place = self.queue.lock().await;
        loop {
            let gone = self.urgent_gone.notified();
            if self.urgent.load(Ordering::SeqCst) > 0 {
                gone.await;
                continue;
            }
            match self.take(false) {
                None => return,
                Some(until) => sleep_until(until).await,
            }
        }
    }

    /// Takes the next moment, or says when to ask again.
    fn take(&self, urgent: bool) -> Option<Instant> {
        let mut next = self.next();
        let now = Instant::now();
        let first = urgent || self.urgent.load(Ordering::SeqCst) == 0;
        if *next > now {
            return Some(*next);
        }
        if !first {
            return Some(now);
        }
        *next = now + self.between;
        None
    }

    /// Nothing is sent for a while: the service has said so.
    pub fn pause(&self, time: Duration) {
        let mut next = self.next();
        *next = (*next).max(Instant::now() + time);
    }

    fn next(&self) -> MutexGuard<'_, Instant> {
        // A moment is whole after each step.
        self.next.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
