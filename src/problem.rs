//! What can be wrong in the data files, said so that the person who edits them knows where and what to do.

use std::fmt;

/// One mistake: the file, the key in it, and the cause.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Problem {
    /// The file, below its folder: `services/atv.toml`.
    pub file: String,
    /// The key in the file: `phone[0].number`; empty where the whole file is meant.
    pub key: String,
    /// What is wrong.
    pub cause: Cause,
}

/// What is wrong.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, thiserror::Error)]
pub enum Cause {
    /// The file is missing.
    #[error("the file is missing")]
    MissingFile,
    /// The file cannot be read as TOML or Fluent.
    #[error("cannot be read: {0}")]
    Syntax(String),
    /// A file that nothing reads.
    #[error("lykt does not read this file; is the name or its ending wrong?")]
    StrayFile,
    /// A key that nothing reads.
    #[error("is not a key that lykt knows; see the README of the folder for the keys")]
    UnknownKey,
    /// A key that has to be there.
    #[error("is missing")]
    Missing,
    /// A text is missing in a language.
    #[error("has no text in {0}")]
    MissingLanguage(&'static str),
    /// A word that is not in the list.
    #[error("{0}")]
    UnknownWord(String),
    /// An id that no file or section has.
    #[error("there is no {what} called {id:?}{hint}")]
    UnknownId {
        /// What kind of thing the id should name.
        what: &'static str,
        /// The id.
        id: String,
        /// The nearest id there is, as part of the sentence; may be empty.
        hint: String,
    },
    /// Two things have the same id.
    #[error("stands twice")]
    Duplicate,
    /// Not a telephone number.
    #[error("{0:?} {1}")]
    Phone(String, super::model::PhoneError),
    /// The header would show another number.
    #[error("must be {0}")]
    EmergencyNumber(&'static str),
    /// Not opening hours.
    #[error(
        "{0:?} is not written as opening hours; write for instance `Mo-Fr 08:00-15:30; PH off` or `24/7`"
    )]
    Hours(String),
    /// Not a web address we link to.
    #[error("{0:?} is not a web address that begins with https:// and has no spaces")]
    Url(String),
    /// Not an e-mail address.
    #[error("{0:?} is not an e-mail address")]
    Email(String),
    /// A date after today.
    #[error("{0} is in the future")]
    Future(chrono::NaiveDate),
    /// A text that is longer than a card holds.
    #[error("has {length} characters, {limit} are the most")]
    TooLong {
        /// How long it is, in characters.
        length: usize,
        /// How long it may be, in characters.
        limit: usize,
    },
    /// A character that hides, reorders or combines.
    #[error("holds the invisible or unusual character U+{0:04X}; write the text again without it")]
    Character(u32),
    /// Digits that look like a telephone number where none may stand.
    #[error("holds {0:?}, which looks like a telephone number; numbers stand under [[phone]] only")]
    DigitsInText(String),
    /// A link or an e-mail address where none may stand.
    #[error("holds {0:?}; links and addresses have keys of their own")]
    LinkInText(String),
    /// An address that must stay secret.
    #[error("must be `visibility = \"withheld\"` and nothing else: a crisis centre's address is never shown")]
    AddressShown,
    /// A source prints another value than the one shown.
    #[error("contradiction: {document} prints {printed:?}; settle it in decisions.toml")]
    Contradiction {
        /// The id of the document.
        document: String,
        /// What it prints.
        printed: String,
    },
    /// A value that a decision rejected is shown.
    #[error("the decision rejected {0}, but {1} shows it")]
    Rejected(String, String),
    /// A withheld service that has a file.
    #[error("{0} is withheld but has a file, services/{0}.toml; take one of them away")]
    WithheldShown(String),
    /// A decision about a value that is not the one shown.
    #[error("the decision chose {0:?}, but the service shows something else")]
    StaleDecision(String),
    /// The same number at two services.
    #[error("{number} also stands at {other}; say why in `note`, in both files")]
    SharedNumber {
        /// The number.
        number: String,
        /// The other service.
        other: String,
    },
    /// A service that a topic names first but that does not name the topic.
    #[error("the topic names {0} first, but that service does not list the topic")]
    TopicNotListed(String),
    /// A message that another language has.
    #[error("the message is missing; {0} has it")]
    MissingMessage(&'static str),
    /// A message that the program never shows.
    #[error("nothing shows this message")]
    UnusedMessage,
    /// A message with other variables than the program gives.
    #[error("has the variables {found:?}, the program gives {expected:?}")]
    Variables {
        /// What stands in the file.
        found: Vec<String>,
        /// What the program gives.
        expected: Vec<String>,
    },
    /// Anything else, in words.
    #[error("{0}")]
    Other(String),
}

impl Cause {
    /// The file at the top of the directory whose absence would explain it.
    #[must_use]
    #[allow(
        clippy::wildcard_enum_match_arm,
        reason = "a new cause stands for itself until somebody says otherwise"
    )]
    pub fn follows_from(&self) -> Option<&'static str> {
        match self {
            Self::UnknownId { what: "topic", .. } => Some("topics.toml"),
            Self::UnknownId { what: "place", .. } => Some("places.toml"),
            Self::UnknownId { what: "document", .. } => Some("sources.toml"),
            Self::Contradiction { .. } => Some("decisions.toml"),
            _ => None,
        }
    }

    /// Whether the file could not be read at all.
    #[must_use]
    pub fn is_unreadable(&self) -> bool {
        matches!(self, Self::MissingFile | Self::Syntax(_) | Self::StrayFile)
    }
}

impl Problem {
    /// A problem at a key of a file.
    #[must_use]
    pub fn new(file: impl Into<String>, key: impl Into<String>, cause: Cause) -> Self {
        Self {
            file: file.into(),
            key: key.into(),
            cause,
        }
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: ", self.file)?;
        if !self.key.is_empty() {
            write!(f, "{}: ", self.key)?;
        }
        write!(f, "{}", self.cause)
    }
}

impl std::error::Error for Problem {}

/// The nearest of some known words, as part of a sentence: ` (do you mean "gjovik"?)`, or nothing if none is near.
#[must_use]
pub fn hint<'a>(word: &str, known: impl IntoIterator<Item = &'a str>) -> String {
    let near = known
        .into_iter()
        .map(|candidate| (strsim::levenshtein(word, candidate), candidate))
        .filter(|(edits, candidate)| *edits <= candidate.chars().count().div_ceil(3))
        .min();
    near.map_or_else(String::new, |(_, candidate)| {
        format!(" (do you mean {candidate:?}?)")
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_hint_names_the_nearest() {
        assert_eq!(hint("gjøvik", ["narvik", "gjovik"]), " (do you mean \"gjovik\"?)");
        assert_eq!(hint("oslo", ["narvik", "gjovik"]), "");
    }
}
