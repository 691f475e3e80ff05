//! How often a bot answers: counters alone. Nothing of what was written, and nobody who wrote it.

use std::fmt::Write as _;
use std::sync::atomic::{AtomicU64, Ordering};

use super::{Kind, Said};

/// What is shown is a multiple of this, so that no single conversation can be seen in it.
const STEP: u64 = 5;

/// The counters of a bot.
#[derive(Debug)]
pub struct Counters {
    kind: Kind,
    /// Texts and taps, what is no question, what came late, what was too much; in this order.
    replies: [AtomicU64; WORDS.len()],
    failed: AtomicU64,
}

const WORDS: [&str; 4] = ["asked", "no-question", "late", "too-much"];

impl Counters {
    /// Counters of a bot.
    #[must_use]
    pub fn new(kind: Kind) -> Self {
        Self {
            kind,
            replies: Default::default(),
            failed: AtomicU64::new(0),
        }
    }

    /// A message is answered.
    pub(super) fn reply(&self, said: Said<'_>) {
        let [asked, not_text, late, too_much] = &self.replies;
        let counter = match said {
            Said::Text(_) | Said::Tap(_) | Said::Arrived => asked,
            Said::NotText | Said::Position | Said::Unreadable | Said::Leaving => not_text,
            Said::Late => late,
            Said::TooMuch => too_much,
        };
        counter.fetch_add(1, Ordering::Relaxed);
    }

    /// A message could not be answered.
    pub fn failed(&self) {
        self.failed.fetch_add(1, Ordering::Relaxed);
    }

    /// How many messages have been answered.
    #[must_use]
    pub fn answered(&self) -> u64 {
        let replies = self.replies.iter();
        replies.map(|counter| counter.load(Ordering::Relaxed)).sum()
    }

    /// The counters as Prometheus reads them, rounded down to a multiple of five.
    #[must_use]
    pub fn text(&self) -> String {
        let seen = |counter: &AtomicU64| counter.load(Ordering::Relaxed) / STEP * STEP;
        let bot = self.kind.name();
        let mut text = String::new();
        // Writing to a string does not fail.
        for (word, counter) in WORDS.iter().zip(&self.replies) {
            let _ = writeln!(
                text,
                "lykt_messages_total{{bot=\"{bot}\",kind=\"{word}\"}} {}",
                seen(counter)
            );
        }
        let _ = writeln!(text, "lykt_failed_total{{bot=\"{bot}\"}} {}", seen(&self.failed));
        text
    }
}
