//! The words that are not questions.

use crate::model::Lang;
use crate::text::Message;

/// What can be asked of a bot besides a question.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Command {
    /// Begin, or begin again.
    Start,
    /// Call now.
    Emergency,
    /// How it works.
    Help,
    /// Choose a language.
    Language,
    /// Choose a place.
    Place,
    /// Who answers now.
    Now,
    /// What is kept.
    Privacy,
    /// Forget and delete.
    Delete,
    /// What this is.
    About,
}

impl Command {
    /// Every command, in the order of the menu.
    pub const ALL: [Self; 9] = [
        Self::Start,
        Self::Emergency,
        Self::Help,
        Self::Language,
        Self::Place,
        Self::Now,
        Self::Privacy,
        Self::Delete,
        Self::About,
    ];

    /// The word, the same in every language; a channel puts its own sign before it.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Start => "start",
            Self::Emergency => "112",
            Self::Help => "help",
            Self::Language => "language",
            Self::Place => "place",
            Self::Now => "now",
            Self::Privacy => "privacy",
            Self::Delete => "delete",
            Self::About => "about",
        }
    }

    /// What it does, for the menu. It may be seen by somebody else.
    #[must_use]
    pub const fn description(self) -> Message<'static> {
        match self {
            Self::Start => Message::CommandStart,
            Self::Emergency => Message::CommandEmergency,
            Self::Help => Message::CommandHelp,
            Self::Language => Message::CommandLanguage,
            Self::Place => Message::CommandPlace,
            Self::Now => Message::CommandNow,
            Self::Privacy => Message::CommandPrivacy,
            Self::Delete => Message::CommandDelete,
            Self::About => Message::CommandAbout,
        }
    }

    /// The command of a text, with what stands behind it: `/start TOKEN`, and `/help@name_of_the_bot` too.
    #[must_use]
    pub fn of(text: &str, sign: char) -> Option<(Self, &str)> {
        let rest = text.trim().strip_prefix(sign)?;
        let (word, argument) = rest.split_once(char::is_whitespace).unwrap_or((rest, ""));
        let word = word.split('@').next().unwrap_or_default().to_lowercase();
        Some((Self::called(&word)?, argument.trim()))
    }

    /// The command of a word.
    #[must_use]
    pub fn called(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|command| command.word() == word)
    }

    /// A call for help in one plain word, and the language it is in.
    #[must_use]
    pub fn plain(text: &str) -> Option<(Self, Lang)> {
        let word = text.trim().trim_end_matches(['!', '.', '?']).to_lowercase();
        match word.as_str() {
            "nød" | "nod" | "nødhjelp" => Some((Self::Emergency, Lang::Nb)),
            "hjelp" => Some((Self::Help, Lang::Nb)),
            "help" => Some((Self::Help, Lang::En)),
            "допомога" | "допоможіть" => Some((Self::Help, Lang::Uk)),
            "veahkki" | "veahki" => Some((Self::Help, Lang::Se)),
            _ => None,
        }
    }
}
