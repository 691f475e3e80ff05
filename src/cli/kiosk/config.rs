//! The flags of `lykt kiosk`, which are also the keys of its file.

use std::net::SocketAddr;
use std::path::Path;

use anyhow::Context as _;
use serde::Deserialize;

use super::{Mistakes, print_problems};
use crate::answer::Engine;
use crate::cli::file;
use crate::model::Lang;
use crate::problem::{Cause, Problem};

/// The longest that a kiosk may wait, in seconds: a screen that is never wiped shows one visitor's answers to the next.
const LONGEST_IDLE: u32 = 600;

/// What a flag or the file says.
#[derive(Debug, Clone, Default, clap::Args, Deserialize)]
#[serde(default, rename_all = "kebab-case")]
pub(in crate::cli) struct Config {
    /// The address and port to listen on, for instance 127.0.0.1:8080
    #[arg(long, value_name = "ADDR")]
    pub(super) listen: Option<SocketAddr>,
    /// The place that is chosen at first: an id, a name or an alias
    #[arg(long, value_name = "PLACE")]
    pub(super) place: Option<String>,
    /// The language that the first page is in: nb, en, uk or se
    #[arg(long, value_name = "LANG")]
    pub(super) lang: Option<String>,
    /// The languages on offer, in this order: nb,se,en,uk
    #[arg(long, value_name = "LANGS", value_delimiter = ',')]
    pub(super) languages: Option<Vec<String>>,
    /// Whether the buttons that print are there
    #[arg(long, value_name = "on|off")]
    pub(super) printing: Option<Switch>,
    /// After how many seconds without a touch the page warns that it will be wiped; never if 0
    #[arg(long, value_name = "SECONDS", value_parser = clap::value_parser!(u32).range(..=i64::from(LONGEST_IDLE)))]
    pub(super) idle: Option<u32>,
    /// Where the exit leads on the web: a page that tells nothing. Without it, as on a kiosk, to the start
    #[arg(long, value_name = "URL", value_parser = web_address)]
    pub(super) exit_url: Option<String>,
    /// The address at which people find these pages; with https: browsers are told never to use anything else
    #[arg(long, value_name = "URL", value_parser = web_address)]
    pub(super) public_url: Option<String>,
    /// The user name of your bot on Telegram: a code beside a service takes people there, to where they are here
    #[arg(long, value_name = "NAME", value_parser = bot_name)]
    pub(super) telegram_bot: Option<String>,
}

/// On or off.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum Switch {
    On,
    Off,
}

impl Config {
    /// Reads a file. Every mistake is printed with the file, the key and the cause.
    pub(super) fn read(path: &Path, engine: &Engine) -> anyhow::Result<Self> {
        let text =
            std::fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))?;
        Self::parse(&path.display().to_string(), &text, engine).map_err(|problems| {
            print_problems(&problems);
            Mistakes(problems.len()).into()
        })
    }

    fn parse(name: &str, text: &str, engine: &Engine) -> Result<Self, Vec<Problem>> {
        let (config, mut problems) = file::parse::<Self>(name, text, "kiosk");
        problems.extend(config.problems(name, "", engine));
        if problems.is_empty() {
            Ok(config)
        } else {
            Err(problems)
        }
    }

    /// Values that mean nothing, in a file in which the keys stand behind `table`.
    pub(in crate::cli) fn problems(&self, file: &str, table: &str, engine: &Engine) -> Vec<Problem> {
        let wrong = self.wrong(engine).into_iter();
        wrong
            .map(|(key, cause)| Problem::new(file, format!("{table}{key}"), cause))
            .collect()
    }

    /// Values that mean nothing.
    fn wrong(&self, engine: &Engine) -> Vec<(&'static str, Cause)> {
        let mut wrong = Vec::new();
        let languages = self.languages.iter().flatten().map(|tag| ("languages", tag));
        for (key, tag) in languages.chain(self.lang.iter().map(|tag| ("lang", tag))) {
            if Lang::from_tag(tag).is_none() {
                wrong.push((key, Cause::UnknownWord(format!("there is no language {tag:?}"))));
            }
        }
        if let Some(place) = &self.place
            && engine.desk().directory().place_called(place).is_err()
        {
            wrong.push((
                "place",
                Cause::UnknownWord(format!("there is no place {place:?}")),
            ));
        }
        for (key, url) in [("exit-url", &self.exit_url), ("public-url", &self.public_url)] {
            if let Some(Err(cause)) = url.as_deref().map(web_address) {
                wrong.push((key, Cause::Other(cause)));
            }
        }
        if let Some(Err(cause)) = self.telegram_bot.as_deref().map(bot_name) {
            wrong.push(("telegram-bot", Cause::Other(cause)));
        }
        if self.idle.is_some_and(|idle| idle > LONGEST_IDLE) {
            wrong.push((
                "idle",
                Cause::Other(format!("is more than {LONGEST_IDLE} seconds")),
            ));
        }
        wrong
    }

    /// These flags; what they do not say, the others do.
    pub(super) fn or(self, other: Self) -> Self {
        Self {
            listen: self.listen.or(other.listen),
            place: self.place.or(other.place),
            lang: self.lang.or(other.lang),
            languages: self.languages.or(other.languages),
            printing: self.printing.or(other.printing),
            idle: self.idle.or(other.idle),
            exit_url: self.exit_url.or(other.exit_url),
            public_url: self.public_url.or(other.public_url),
            telegram_bot: self.telegram_bot.or(other.telegram_bot),
        }
    }
}

/// A web address: nothing that runs, nothing on this machine.
fn web_address(text: &str) -> Result<String, String> {
    let web = text.starts_with("https://") || text.starts_with("http://");
    if web && !text.chars().any(|c| c.is_whitespace() || c == '"') {
        Ok(text.to_owned())
    } else {
        Err(format!(
            "{text:?} is not a web address that begins with https:// or http://"
        ))
    }
}

/// The user name of a bot, as Telegram gives them out.
fn bot_name(text: &str) -> Result<String, String> {
    let named = text.chars().all(|c| c.is_ascii_alphanumeric() || c == '_');
    if named && (5..=32).contains(&text.len()) && text.to_ascii_lowercase().ends_with("bot") {
        Ok(text.to_owned())
    } else {
        Err(format!(
            "{text:?} is not the user name of a bot: 5 to 32 letters, digits and _, with bot at the end, without @"
        ))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Every mistake of a file is named, with its key.
    #[test]
    fn mistakes_have_their_key() {
        let engine = Engine::embedded().unwrap();
        let parse = |text: &str| {
            let problems = Config::parse("kiosk.toml", text, &engine).unwrap_err();
            problems
                .iter()
                .map(|problem| problem.key.clone())
                .collect::<Vec<_>>()
        };
        assert_eq!(
            parse("idel = 60\nlang = \"de\"\nplace = \"Atlantis\"\nexit-url = \"javascript:0\"\nidle = 9999"),
            ["idel", "lang", "place", "exit-url", "idle"]
        );
        assert_eq!(parse("printing = \"perhaps\""), [""]);
        let names = [
            "bot",
            "@lykt_bot",
            "lykt_robotics",
            "lykt-bot",
            "lykt bot",
            "lýkt_bot",
        ];
        for name in names
            .map(str::to_owned)
            .into_iter()
            .chain([format!("{}bot", "a".repeat(30))])
        {
            assert_eq!(
                parse(&format!("telegram-bot = {name:?}")),
                ["telegram-bot"],
                "{name}"
            );
        }
        let good = "listen = \"[::1]:80\"\nlanguages = [\"nb\", \"se\"]\nprinting = \"off\"\nplace = \"Narvik\"\ntelegram-bot = \"LyktBot\"";
        let config = Config::parse("kiosk.toml", good, &engine).unwrap();
        assert_eq!(config.telegram_bot.as_deref(), Some("LyktBot"));
        assert_eq!(config.printing, Some(Switch::Off));
        let flag = Config {
            printing: Some(Switch::On),
            ..Config::default()
        };
        assert_eq!(flag.or(config).printing, Some(Switch::On));
    }
}
