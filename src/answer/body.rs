//! An answer: the emergency header and what comes below it.

use std::sync::Arc;

use super::card::{Card, RungLine};
use super::header::EmergencyHeader;
use super::question::Urgency;
use super::render::{Choices, Danger, Outcome, Renderer, Shortcuts};
use crate::model::Span;

/// An answer. It cannot be made without the emergency header, and it can be read through [`Answer::render`] only, which
/// draws the header first.
///
/// ```compile_fail
/// // An answer of one's own cannot be built: only that the fields are private stops this.
/// use lykt::answer::Answer;
/// fn forge(answer: Answer) -> Answer {
///     Answer { ..answer }
/// }
/// ```
///
/// ```compile_fail
/// // What is below the header cannot be read without it.
/// fn peek(answer: &lykt::answer::Answer) -> usize {
///     answer.parts.len()
/// }
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct Answer {
    header: Arc<EmergencyHeader>,
    outcome: Outcome,
    parts: Vec<Part>,
}

/// A part of an answer below the header.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Part {
    Danger(Danger),
    Heading(Span),
    Line(Span),
    Card(Box<Card>),
    Rungs(Vec<RungLine>),
    Choices(Choices),
    Shortcuts(Shortcuts),
    Note(Span),
}

impl Answer {
    pub(super) fn new(header: Arc<EmergencyHeader>, outcome: Outcome, parts: Vec<Part>) -> Self {
        Self {
            header,
            outcome,
            parts,
        }
    }

    /// The language the answer is in.
    #[must_use]
    pub fn lang(&self) -> crate::model::Lang {
        self.outcome.lang
    }

    /// Whether somebody may be in danger, or it has to be today.
    #[must_use]
    pub fn is_urgent(&self) -> bool {
        self.outcome.urgency != Urgency::Normal
    }

    /// Draws the answer, the emergency numbers first.
    pub fn render(&self, renderer: &mut impl Renderer) {
        let header = self.header.view(self.outcome.lang, self.outcome.place.as_ref());
        renderer.header(header);
        renderer.outcome(&self.outcome);
        for part in &self.parts {
            match part {
                Part::Danger(danger) => renderer.danger(danger),
                Part::Heading(text) => renderer.heading(text),
                Part::Line(text) => renderer.line(text),
                Part::Card(card) => renderer.card(card),
                Part::Rungs(rungs) => renderer.rungs(rungs),
                Part::Choices(choices) => renderer.choices(choices),
                Part::Shortcuts(shortcuts) => renderer.shortcuts(shortcuts),
                Part::Note(text) => renderer.note(text),
            }
        }
    }
}
