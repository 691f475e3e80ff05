//! What goes out: in its turn, until Telegram has taken it or says that it never will.

use std::sync::Arc;
use std::time::Duration;

use teloxide_core::payloads::setters::*;
use teloxide_core::requests::{Output, Request, Requester as _};
use teloxide_core::types::{CallbackQueryId, ChatId, LinkPreviewOptions, Message, MessageId};
use teloxide_core::{ApiError, Bot, RequestError};
use tokio::time::sleep;

use super::page::Page;
use crate::channels::bot::Host;

/// The first and the longest time between two tries.
const TRIES: [Duration; 2] = [Duration::from_millis(500), Duration::from_secs(30)];

/// Why something was not sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Refused {
    /// The person has blocked the bot, or the chat is gone.
    Gone,
    /// Telegram does not take it: trying again would not help.
    Wrong,
    /// It stands there already.
    Same,
}

/// The way out.
#[derive(Debug)]
pub(super) struct Outbox {
    bot: Bot,
    host: Arc<Host<ChatId>>,
}

impl Outbox {
    /// A way out for a bot, at the pace of its host.
    #[must_use]
    pub(super) fn new(bot: Bot, host: Arc<Host<ChatId>>) -> Self {
        Self { bot, host }
    }

    /// The bot.
    pub(super) fn bot(&self) -> &Bot {
        &self.bot
    }

    /// Sends an answer, or puts it in the place of a message of ours. One that cannot be changed any more is sent anew.
    pub(super) async fn send(
        &self,
        chat: ChatId,
        place_of: Option<MessageId>,
        pages: &[Page],
        urgent: bool,
    ) -> Result<(), Refused> {
        let mut place_of = place_of;
        for page in pages {
            let changed = match place_of.take() {
                Some(message) => self.change(chat, message, page, urgent).await,
                None => Err(Refused::Wrong),
            };
            match changed {
                Ok(()) => {}
                Err(Refused::Gone) => return Err(Refused::Gone),
                Err(Refused::Wrong | Refused::Same) => {
                    self.write(chat, page, urgent).await?;
                }
            }
        }
        Ok(())
    }

    async fn write(&self, chat: ChatId, page: &Page, urgent: bool) -> Result<Message, Refused> {
        self.until_taken(urgent, || {
            let request = self
                .bot
                .send_message(chat, &page.text)
                .entities(page.entities.clone())
                .link_preview_options(no_preview())
                .disable_notification(true);
            match &page.buttons {
                Some(buttons) => request.reply_markup(buttons.clone()),
                None => request,
            }
        })
        .await
    }

    async fn change(
        &self,
        chat: ChatId,
        message: MessageId,
        page: &Page,
        urgent: bool,
    ) -> Result<(), Refused> {
        let changed = self.until_taken(urgent, || {
            let request = self
                .bot
                .edit_message_text(chat, message, &page.text)
                .entities(page.entities.clone())
                .link_preview_options(no_preview());
            match &page.buttons {
                Some(buttons) => request.reply_markup(buttons.clone()),
                None => request,
            }
        });
        match changed.await {
            // What stands there already says the same.
            Ok(_) | Err(Refused::Same) => Ok(()),
            Err(refused) => Err(refused),
        }
    }

    /// Tells Telegram that a tap was seen, so that the button stops turning. Nothing depends on it.
    pub(super) async fn seen(&self, tap: CallbackQueryId) {
        let _ = self.bot.answer_callback_query(tap).await;
    }

    /// Tries again until Telegram has taken it or never will: told to wait it waits, in trouble it waits longer each time.
    pub(super) async fn until_taken<R>(
        &self,
        urgent: bool,
        request: impl Fn() -> R,
    ) -> Result<Output<R>, Refused>
    where
        R: Request<Err = RequestError>,
    {
        let [mut wait, longest] = TRIES;
        loop {
            self.host.pace().turn(urgent).await;
            let trouble = match request().send().await {
                Ok(taken) => return Ok(taken),
                Err(RequestError::RetryAfter(seconds)) => {
                    self.host.pace().pause(seconds.duration());
                    continue;
                }
                Err(RequestError::Api(error)) => refusal(&error),
                Err(RequestError::MigrateToChatId(_)) => Some(Refused::Gone),
                Err(RequestError::Network(_) | RequestError::InvalidJson { .. } | RequestError::Io(_)) => {
                    None
                }
            };
            if let Some(refused) = trouble {
                return Err(refused);
            }
            sleep(wait).await;
            wait = (wait * 2).min(longest);
        }
    }
}

/// What an error means; nothing for trouble that may pass.
#[allow(
    clippy::wildcard_enum_match_arm,
    reason = "Telegram has a hundred errors; what is not named here is a request that it does not take"
)]
fn refusal(error: &ApiError) -> Option<Refused> {
    match error {
        ApiError::BotBlocked
        | ApiError::ChatNotFound
        | ApiError::UserDeactivated
        | ApiError::CantInitiateConversation
        | ApiError::CantTalkWithBots
        | ApiError::BotKicked => Some(Refused::Gone),
        ApiError::MessageNotModified => Some(Refused::Same),
        ApiError::Unknown(text) if text.starts_with("Forbidden") => Some(Refused::Gone),
        ApiError::Unknown(text) if text.starts_with("Bad Request") => Some(Refused::Wrong),
        // A server error with a text of its own.
        ApiError::Unknown(_) => None,
        _ => Some(Refused::Wrong),
    }
}

fn no_preview() -> LinkPreviewOptions {
    LinkPreviewOptions {
        is_disabled: true,
        url: None,
        prefer_small_media: false,
        prefer_large_media: false,
        show_above_text: false,
    }
}
