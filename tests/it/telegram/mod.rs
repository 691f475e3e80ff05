//! The bot on Telegram, over real HTTP against a stand-in for Telegram's Bot API that refuses what Telegram refuses.

#![allow(
    clippy::disallowed_methods,
    reason = "Telegram dates its messages by the clock, and the stand-in for it does too"
)]

mod api;
mod bot;
mod process;
mod talk;
mod trouble;

use std::sync::Arc;
use std::thread::JoinHandle;
use std::time::Duration;

use lykt::channels::bot::{Kind, Limits, Memory, Talk};
use lykt::channels::telegram::{Telegram, TelegramError, poll};
use lykt::model::Moment;
use teloxide_core::Bot;
use tokio::sync::oneshot;

use api::{Api, Sent};

use crate::help::engine;

/// The token of the bot.
const TOKEN: &str = "123456:a-token-of-the-tests";

/// As fast as the machine can: what is tested is not the pace.
fn quick() -> Limits {
    Limits {
        chat: Duration::from_micros(1),
        all: Duration::from_micros(1),
        waiting: 1000,
    }
}

/// A bot that runs until it is dropped.
struct Running {
    stop: Option<oneshot::Sender<()>>,
    thread: Option<JoinHandle<Result<(), TelegramError>>>,
}

impl Running {
    fn start(api: &Api) -> Self {
        Self::with(api, quick(), now, Kind::Telegram)
    }

    fn with(
        api: &Api,
        limits: Limits,
        clock: impl Fn() -> Option<Moment> + Send + Sync + 'static,
        kind: Kind,
    ) -> Self {
        let bot = Bot::new(TOKEN).set_api_url(api.url().parse().unwrap());
        let talk = Talk::new(engine(), clock, kind);
        let (stop, stopped) = oneshot::channel();
        let thread = std::thread::spawn(move || {
            let runtime = tokio::runtime::Builder::new_multi_thread()
                .enable_all()
                .build()
                .unwrap();
            runtime.block_on(async {
                let bot = Arc::new(Telegram::new(bot, talk, Memory::default(), limits));
                poll(bot, async { drop(stopped.await) }).await
            })
        });
        Self {
            stop: Some(stop),
            thread: Some(thread),
        }
    }

    /// Waits until it ends by itself, and says how.
    fn end_by_itself(mut self) -> Result<(), TelegramError> {
        self.thread.take().unwrap().join().unwrap()
    }

    /// Ends it, and says how it ended.
    fn end(mut self) -> Result<(), TelegramError> {
        drop(self.stop.take());
        self.thread.take().unwrap().join().unwrap()
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        drop(self.stop.take());
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

/// The time, as the bot sees it: messages are dated by the stand-in's own clock.
#[allow(clippy::unnecessary_wraps, reason = "a clock may be wrong")]
fn now() -> Option<Moment> {
    Some(chrono::Utc::now().with_timezone(&chrono_tz::Europe::Oslo))
}

/// The answers that were sent or put in the place of others, without what goes beside them.
fn answers(sent: &[Sent]) -> Vec<Sent> {
    let answers = sent
        .iter()
        .filter(|sent| ["sendMessage", "editMessageText"].contains(&sent.method));
    answers.cloned().collect()
}

/// Waits until so many answers have gone to a chat.
#[track_caller]
fn wait_answers(api: &Api, chat: i64, count: usize) -> Vec<Sent> {
    let is_one =
        |sent: &&Sent| sent.chat == chat && ["sendMessage", "editMessageText"].contains(&sent.method);
    let mut sent = api.wait_for(|sent| sent.iter().filter(is_one).count() >= count);
    sent.retain(|sent| is_one(&sent));
    sent
}

/// What must hold of every message: the numbers first, nothing in a preview that tells, no sound, no page behind it.
fn assert_decent(answer: &Sent) {
    let text = &answer.text;
    assert!(text.starts_with("112 "), "{text}");
    for number in ["112", "113", "110", "116 117", "116 111", "116 006"] {
        let marked = answer
            .entities
            .iter()
            .any(|entity| entity.kind == "phone_number" && entity.of(text) == number);
        assert!(marked, "{number} cannot be called in {text}");
    }
    let preview: String = text.chars().take(80).collect();
    assert!(!tells(&preview), "{preview}");
    assert!(answer.link_preview_off, "{text}");
    assert!(
        answer.disable_notification || answer.method == "editMessageText",
        "{text}"
    );
}

/// Whether a text that somebody else may see tells what it is about, in any of the languages.
fn tells(text: &str) -> bool {
    let words = [
        "vold",
        "slå",
        "overgrep",
        "krise",
        "mishandl",
        "truss",
        "offer",
        "violen",
        "abus",
        "rape",
        "assault",
        "crisis",
        "victim",
        "насил",
        "криз",
        "зґвалт",
        "жертв",
        "домаг",
        "veahkavál",
        "illast",
        "rihkku",
    ];
    let text = text.to_lowercase();
    words.iter().any(|word| text.contains(word))
}
