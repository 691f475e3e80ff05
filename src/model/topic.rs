//! The situations people are in.

use serde::Deserialize;

use super::{Audience, Localized, ServiceId};

/// The id of a situation: its section in `topics.toml`.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct TopicId(pub(crate) String);

impl TopicId {
    /// What the index calls danger now, a life in danger now, and everything lykt cannot know. No situation may be called so.
    pub(crate) const RESERVED: [&'static str; 3] = ["danger", "medical", "other"];

    /// The id as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl std::fmt::Display for TopicId {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

/// What a sign in a question leads straight to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Sign {
    /// Thoughts of suicide.
    Suicide,
    /// A sexual assault within days.
    Rape,
    /// It burns.
    Fire,
    /// Somebody is in danger from a person now, and nothing says more of it.
    Danger,
}

/// A situation, in the everyday words of the person in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Topic {
    /// Its id.
    pub id: TopicId,
    /// What the person would say.
    pub name: Localized,
    /// Who usually asks.
    pub audience: Audience,
    /// Whether the answer says that it is not the reader's fault.
    pub comfort: bool,
    /// The sign that leads straight to it, if one does.
    pub sign: Option<Sign>,
    /// The services to try first, best first.
    pub first: Vec<ServiceId>,
}
