//! Whether a visit is over, so that the screen of a hall can begin the next one with a browser of its own: what somebody has typed stays in
//! the memory of the one that showed it. A moment is kept, until something is asked again; no visit is counted.

use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use tokio::time::Instant;

/// For how long nothing must have been asked: whoever closes the page by mistake begins again at once.
const REST: Duration = Duration::from_secs(5);

/// When a visit has ended, where nothing has been asked since.
#[derive(Debug, Default)]
pub(super) struct Visit(Mutex<Option<Instant>>);

impl Visit {
    /// The page was emptied, by the exit or because nobody was there any more.
    pub(super) fn leave(&self) {
        self.set(Some(Instant::now()));
    }

    /// Somebody is there.
    pub(super) fn ask(&self) {
        self.set(None);
    }

    /// Whether it was left, and nobody has asked anything since.
    pub(super) fn is_over(&self) -> bool {
        let left = *self.0.lock().unwrap_or_else(PoisonError::into_inner);
        left.is_some_and(|left| left.elapsed() >= REST)
    }

    fn set(&self, left: Option<Instant>) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = left;
    }
}
