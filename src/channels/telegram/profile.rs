//! What stands in Telegram's lists and menus: a neutral name, what the bot does, its commands. Somebody else may see all of it.

use teloxide_core::payloads::setters::*;
use teloxide_core::requests::Requester as _;
use teloxide_core::types::BotCommand;
use teloxide_core::{ApiError, RequestError};

use super::{Telegram, TelegramError};
use crate::channels::bot::Command;
use crate::model::Lang;
use crate::text::Message;

impl Telegram {
    /// Asks Telegram who this bot is, and tells it what to show. A wrong token ends here; that the menus could not be set does not matter.
    pub(super) async fn introduce(&self) -> Result<(), TelegramError> {
        let bot = self.outbox.bot();
        match bot.get_me().await {
            Ok(_) => {}
            Err(RequestError::Api(ApiError::InvalidToken)) => return Err(TelegramError::Token),
            // The text of a network error holds the address, and the address holds the token.
            Err(RequestError::Network(error)) if error.is_timeout() => {
                return Err(TelegramError::Unreachable("it does not answer".to_owned()));
            }
            Err(RequestError::Network(_)) => {
                return Err(TelegramError::Unreachable("there is no connection".to_owned()));
            }
            Err(RequestError::Api(error)) => return Err(TelegramError::Unreachable(error.to_string())),
            Err(_) => {
                return Err(TelegramError::Unreachable(
                    "it does not answer as it should".to_owned(),
                ));
            }
        }
        let set = self.set_menus().await;
        if set.is_err() {
            tracing::warn!("Telegram did not take the menus");
        }
        Ok(())
    }

    async fn set_menus(&self) -> Result<(), RequestError> {
        let bot = self.outbox.bot();
        let desk = self.host.talk().desk();
        let police = &desk.police();
        bot.set_my_name().name("lykt").await?;
        // Without a language: for whoever has none of ours.
        let langs = Lang::ALL.into_iter().map(|lang| (lang, Some(code(lang))));
        for (lang, code) in [(Lang::En, None)].into_iter().chain(langs) {
            let say = |message| desk.say(lang, message).text;
            let commands =
                Command::ALL.map(|command| BotCommand::new(command.word(), say(command.description())));
            let menu = bot.set_my_commands(commands);
            let title = bot
                .set_my_short_description()
                .short_description(say(Message::BotTitle));
            let description = bot
                .set_my_description()
                .description(say(Message::BotDescription { police }));
            if let Some(code) = code {
                menu.language_code(code).await?;
                title.language_code(code).await?;
                description.language_code(code).await?;
            } else {
                menu.await?;
                title.await?;
                description.await?;
            }
        }
        Ok(())
    }
}

/// The two letters that Telegram knows a language by.
const fn code(lang: Lang) -> &'static str {
    match lang {
        Lang::Nb => "no",
        Lang::En => "en",
        Lang::Uk => "uk",
        Lang::Se => "se",
    }
}
