//! How fast a bot may speak: at most so many messages a second altogether, the urgent ones first, and nothing while the service has said to
//! wait.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use tokio::sync::{Mutex, Notify};
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
            urgent: AtomicUsize::new(0),
            urgent_gone: Notify::new(),
        }
    }

    /// Waits until something may be sent. Whoever is in danger does not wait behind the others.
    pub async fn turn(&self, urgent: bool) {
        if urgent {
            self.urgent.fetch_add(1, Ordering::SeqCst);
            self.next_moment().await;
            if self.urgent.fetch_sub(1, Ordering::SeqCst) == 1 {
                self.urgent_gone.notify_waiters();
            }
            return;
        }
        loop {
            let gone = self.urgent_gone.notified();
            if self.urgent.load(Ordering::SeqCst) == 0 {
                break;
            }
            gone.await;
        }
        self.next_moment().await;
    }

    async fn next_moment(&self) {
        let mut next = self.next.lock().await;
        sleep_until(*next).await;
        *next = Instant::now() + self.between;
    }

    /// Nothing is sent for a while: the service has said so.
    pub async fn pause(&self, time: Duration) {
        let mut next = self.next.lock().await;
        *next = (*next).max(Instant::now() + time);
    }
}
