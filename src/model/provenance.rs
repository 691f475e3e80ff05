//! Where a fact comes from, and how sure it is.

use chrono::NaiveDate;
use serde::Deserialize;

/// How sure a fact is. The order is from surest to least sure.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
pub enum Confidence {
    /// The service's own page and one more source.
    A,
    /// One good source, or only older or second-hand ones.
    B,
    /// Only the plan says so.
    C,
    /// Could not be confirmed.
    X,
}

impl Confidence {
    /// Whether the reader is told that the fact is not confirmed.
    #[must_use]
    pub fn needs_warning(self) -> bool {
        matches!(self, Self::C | Self::X)
    }
}

/// A document that facts come from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Document {
    /// Its title.
    pub title: String,
    /// Who published it.
    pub publisher: String,
    /// The day it speaks for.
    pub as_of: NaiveDate,
}

/// One place where a fact is printed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Citation {
    /// The id of the document in `sources.toml`.
    pub document: String,
    /// Where in the document.
    pub place: String,
    /// Exactly what is printed there.
    pub printed: String,
}

/// A value with where it comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fact<T> {
    /// The value that is shown.
    pub value: T,
    /// How sure it is.
    pub confidence: Confidence,
    /// The newest day that one of its sources speaks for.
    pub as_of: NaiveDate,
    /// Where it is printed; never empty.
    pub citations: Vec<Citation>,
}
