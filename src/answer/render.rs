//! How an answer is read: a renderer is handed its parts one after the other, the emergency numbers always first.

use super::card::{Card, RungLine};
use super::header::HeaderView;
use super::question::Urgency;
use crate::model::{Lang, PhoneNumber, PlaceId, ServiceId, Span};

/// Draws an answer on a channel. [`Answer::render`](super::Answer::render) calls `header` first, always, then `outcome`, then the
/// other parts in the order in which a person should see them.
pub trait Renderer {
    /// The emergency numbers.
    fn header(&mut self, header: HeaderView<'_>);
    /// What the answer is, for machines.
    fn outcome(&mut self, outcome: &Outcome);
    /// Somebody is in danger now: this, and nothing else, above the fold.
    fn danger(&mut self, danger: &Danger);
    /// A heading.
    fn heading(&mut self, text: &Span);
    /// A sentence to the reader.
    fn line(&mut self, text: &Span);
    /// A service.
    fn card(&mut self, card: &Card);
    /// Who answers now, or later, in the order to try.
    fn rungs(&mut self, rungs: &[RungLine]);
    /// A question and the answers to choose from.
    fn choices(&mut self, choices: &Choices);
    /// What is one tap away from everywhere.
    fn shortcuts(&mut self, shortcuts: &Shortcuts);
    /// Something about the answer itself, in small print.
    fn note(&mut self, text: &Span);
}

/// What an answer is, for machines.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outcome {
    /// The language it is in.
    pub lang: Lang,
    /// How much it hurries.
    pub urgency: Urgency,
    /// Whether something in the directory fits.
    pub confident: bool,
    /// The place it is for, chosen or named in the question.
    pub place: Option<PlaceId>,
    /// The services behind 112, 113 and 110 with their names.
    pub emergency: Vec<(ServiceId, PhoneNumber, Span)>,
}

/// What somebody in danger has to do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Danger {
    /// The number to call now.
    pub number: PhoneNumber,
    /// "Call 112 now."
    pub call: Span,
    /// What to say, and what to do, in this order.
    pub steps: Vec<Span>,
}

/// A question and the answers to choose from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choices {
    /// The question.
    pub question: Span,
    /// A sentence below it.
    pub line: Option<Span>,
    /// The answers.
    pub list: Vec<Choice>,
}

/// What is one tap away from everywhere.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Shortcuts {
    /// One step back, inside the guided way.
    pub back: Option<Choice>,
    /// To the start, from everywhere else in the guided way.
    pub start: Option<Choice>,
    /// Help in writing, help for those under 18, who answers now.
    pub list: Vec<Choice>,
}

/// Something to choose.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choice {
    /// Where it leads: the token of a [`State`](super::State).
    pub to: String,
    /// What it is about, for a pictogram: the id of its message, or of its situation.
    pub about: String,
    /// What the person would say.
    pub name: Span,
}
