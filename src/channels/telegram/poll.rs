//! Long polling: the bot asks for updates and needs no open port. An update is confirmed when all before it have been answered.

use std::sync::Arc;
use std::time::Duration;

use teloxide_core::payloads::setters::*;
use teloxide_core::requests::Requester as _;
use teloxide_core::types::{AllowedUpdate, Update};
use teloxide_core::{ApiError, RequestError};
use tokio::time::sleep;

use super::{Telegram, TelegramError};
use crate::channels::bot::Open;

/// How long Telegram holds a question for updates open, in seconds; the client itself waits for 17.
const HOLD: u32 = 10;
/// How long to wait when Telegram is in trouble: the first time, and at most.
const TRIES: [Duration; 2] = [Duration::from_secs(1), Duration::from_secs(30)];

/// Runs the bot until `shutdown` ends; what is being answered then is answered within five seconds.
pub async fn poll(bot: Arc<Telegram>, shutdown: impl Future<Output = ()>) -> Result<(), TelegramError> {
    bot.introduce().await?;
    let open = Arc::new(Open::default());
    let ended = {
        let asking = ask(&bot, &open);
        tokio::select! {
            ended = asking => ended,
            () = shutdown => Ok(()),
        }
    };
    if !open.drained().await {
        tracing::warn!("not all have been answered; Telegram hands them out again");
    }
    ended
}

async fn ask(bot: &Arc<Telegram>, open: &Arc<Open>) -> Result<(), TelegramError> {
    // The number after the newest update that was taken.
    let mut next: u32 = 0;
    let [mut wait, longest] = TRIES;
    loop {
        // Everything before the oldest that is not answered is confirmed by this number.
        let oldest = open.first().unwrap_or(next);
        // As long as somebody waits for an answer, Telegram hands their update out again, at once.
        let hold = if oldest == next { HOLD } else { 0 };
        let question = bot
            .outbox
            .bot()
            .get_updates()
            .offset(i32::try_from(oldest).unwrap_or_default())
            .timeout(hold)
            .allowed_updates([
                AllowedUpdate::Message,
                AllowedUpdate::CallbackQuery,
                AllowedUpdate::ChannelPost,
                AllowedUpdate::MyChatMember,
            ]);
        match question.await {
            Ok(updates) => {
                [wait, _] = TRIES;
                if !take(bot, open, updates, &mut next) && open.first().is_some() {
                    // Nothing new: until one more is answered there is nothing to ask.
                    open.one_less(Duration::from_secs(1)).await;
                }
            }
            Err(RequestError::Api(ApiError::TerminatedByOtherGetUpdates | ApiError::CantGetUpdates)) => {
                return Err(TelegramError::Conflict);
            }
            Err(RequestError::Api(ApiError::InvalidToken)) => return Err(TelegramError::Token),
            Err(RequestError::RetryAfter(seconds)) => sleep(seconds.duration()).await,
            Err(_) => {
                tracing::warn!("Telegram does not hand out updates");
                sleep(wait).await;
                wait = (wait * 2).min(longest);
            }
        }
    }
}

/// Begins to answer what is new; says whether anything is.
fn take(bot: &Arc<Telegram>, open: &Arc<Open>, updates: Vec<Update>, next: &mut u32) -> bool {
    let mut any = false;
    for update in updates {
        let id = update.id.0;
        if id < *next || !open.insert(id) {
            continue;
        }
        any = true;
        *next = id + 1;
        let open = Arc::clone(open);
        let answered = bot.take(update);
        tokio::spawn(async move {
            answered.await;
            open.remove(id);
        });
    }
    any
}
