//! What is asked, and in what circumstances.

use crate::model::{Lang, PlaceId};

/// A question with the person's choices. The time is passed beside it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Question {
    /// What the person wrote, untouched.
    pub text: String,
    /// The language the person has chosen, if any.
    pub lang: Option<Lang>,
    /// The language they have used so far, for a text that does not tell one: a word or two, a name, a number.
    pub usual: Option<Lang>,
    /// Where the person wants help, if they said so.
    pub place: Option<PlaceId>,
}

/// How much it hurries.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Urgency {
    /// Somebody is in danger now.
    Immediate,
    /// It has to be today: thoughts of suicide, an assault within days.
    Urgent,
    /// Anything else.
    Normal,
}

impl Urgency {
    /// The word of the JSON contract.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Immediate => "immediate",
            Self::Urgent => "urgent",
            Self::Normal => "normal",
        }
    }
}
