//! What was taken in and is not answered yet. The service is told that something has arrived only when all before it have been answered: what a
//! bot that falls has not answered is handed out again.

use std::collections::BTreeSet;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use tokio::sync::Notify;
use tokio::time::timeout;

/// How long those that are being answered may take when the bot is to stop.
const DRAIN: Duration = Duration::from_secs(5);

/// The numbers of what is not answered yet.
#[derive(Debug, Default)]
pub struct Open {
    numbers: Mutex<BTreeSet<u32>>,
    one_less: Notify,
}

impl Open {
    /// The oldest.
    #[must_use]
    pub fn first(&self) -> Option<u32> {
        self.numbers().first().copied()
    }

    /// Takes one in; says whether it is new.
    pub fn insert(&self, number: u32) -> bool {
        self.numbers().insert(number)
    }

    /// One has been answered.
    pub fn remove(&self, number: u32) {
        self.numbers().remove(&number);
        self.one_less.notify_one();
    }

    /// Waits until one more has been answered, or for so long.
    pub async fn one_less(&self, longest: Duration) {
        let _ = timeout(longest, self.one_less.notified()).await;
    }

    /// The bot is to stop: waits a few seconds until all have been answered, and says whether they have.
    pub async fn drained(&self) -> bool {
        let all = async {
            loop {
                let one_less = self.one_less.notified();
                if self.first().is_none() {
                    return;
                }
                one_less.await;
            }
        };
        timeout(DRAIN, all).await.is_ok()
    }

    fn numbers(&self) -> MutexGuard<'_, BTreeSet<u32>> {
        // The numbers are whole after each step.
        self.numbers.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
