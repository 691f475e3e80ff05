//! Municipalities.

use super::{Localized, ServiceId};

/// The id of a municipality: its section in `places.toml`.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize)]
pub struct PlaceId(pub(crate) String);

impl PlaceId {
    /// The id as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl std::fmt::Display for PlaceId {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

/// A municipality.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// Its id.
    pub id: PlaceId,
    /// Its name.
    pub name: Localized,
    /// Municipalities that are looked at when nothing nearer fits, nearest first.
    pub neighbours: Vec<PlaceId>,
    /// Everything people write for it, in any language or script.
    pub aliases: Vec<String>,
    /// The service whose number stands under the emergency numbers there.
    pub child_welfare_line: Option<ServiceId>,
}

/// Where a service works.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Area {
    /// All of Norway.
    National,
    /// These municipalities.
    Local(Vec<PlaceId>),
}

impl Area {
    /// Whether the service works in a municipality.
    #[must_use]
    pub fn covers(&self, place: &PlaceId) -> bool {
        match self {
            Self::National => true,
            Self::Local(places) => places.contains(place),
        }
    }

    /// Whether it is a service of one place rather than of the whole country.
    #[must_use]
    pub fn is_local(&self) -> bool {
        matches!(self, Self::Local(_))
    }
}
