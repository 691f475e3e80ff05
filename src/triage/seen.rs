//! What a person sees at a point of the guided way.

use crate::answer::{
    Answer, Card, Choice, Choices, Danger, HeaderView, Outcome, Renderer, RungLine, Shortcuts,
};
use crate::directory::Directory;
use crate::model::{Means, OpenState, ServiceId, Span};

/// What a person sees at a point of the guided way, in parts.
#[derive(Debug, Default)]
pub(super) struct Seen {
    /// Whether the emergency numbers came before everything else.
    pub(super) numbers_first: bool,
    pub(super) danger: Option<Danger>,
    pub(super) cards: Vec<Card>,
    pub(super) rungs: Vec<RungLine>,
    pub(super) choices: Vec<Choices>,
    pub(super) shortcuts: Shortcuts,
    parts: usize,
}

impl Seen {
    pub(super) fn of(answer: &Answer) -> Self {
        let mut seen = Self::default();
        answer.render(&mut seen);
        seen
    }

    /// Everything that can be tapped.
    pub(super) fn taps(&self) -> impl Iterator<Item = &Choice> {
        let Shortcuts { back, start, list } = &self.shortcuts;
        self.chosen().chain(back).chain(start).chain(list)
    }

    /// What answers the question.
    pub(super) fn chosen(&self) -> impl Iterator<Item = &Choice> {
        self.choices.iter().flat_map(|choices| &choices.list)
    }

    /// Every service shown.
    pub(super) fn services(&self) -> impl Iterator<Item = &ServiceId> {
        let cards = self.cards.iter().map(|card| &card.id);
        cards.chain(self.rungs.iter().map(|rung| &rung.id))
    }

    /// Whether there is a person to reach here: by voice or in writing, or in writing alone.
    pub(super) fn reaches_somebody(&self, directory: &Directory, written: bool) -> bool {
        let person = |id: &ServiceId| {
            let service = directory.service(id).filter(|service| service.person);
            service.is_some_and(|service| {
                let mut phones = service.phones.iter().map(|phone| &phone.value);
                let by_phone = phones.any(|phone| if written { phone.sms } else { phone.voice });
                by_phone || !service.chats.is_empty() || !service.emails.is_empty()
            })
        };
        let by_rung = |rung: &RungLine| !written || rung.means != Means::Voice;
        let in_danger = self.danger.is_some() && !written;
        in_danger || self.cards.iter().any(|card| person(&card.id)) || self.rungs.iter().any(by_rung)
    }

    /// Whether somebody shown here answers now.
    pub(super) fn answers(&self) -> bool {
        let answers = OpenState::answers;
        let phone = |card: &Card| card.phones.iter().any(|phone| answers(phone.state));
        self.danger.is_some()
            || self.cards.iter().any(|card| answers(card.state) || phone(card))
            || self.rungs.iter().any(|rung| answers(rung.state))
    }

    fn part(&mut self) {
        self.parts += 1;
    }
}

impl Renderer for Seen {
    fn header(&mut self, _: HeaderView<'_>) {
        self.numbers_first = self.parts == 0;
    }

    fn outcome(&mut self, _: &Outcome) {
        self.part();
    }

    fn danger(&mut self, danger: &Danger) {
        self.part();
        self.danger = Some(danger.clone());
    }

    fn heading(&mut self, _: &Span) {
        self.part();
    }

    fn line(&mut self, _: &Span) {
        self.part();
    }

    fn card(&mut self, card: &Card) {
        self.part();
        self.cards.push(card.clone());
    }

    fn rungs(&mut self, rungs: &[RungLine]) {
        self.part();
        self.rungs.extend_from_slice(rungs);
    }

    fn choices(&mut self, choices: &Choices) {
        self.part();
        self.choices.push(choices.clone());
    }

    fn shortcuts(&mut self, shortcuts: &Shortcuts) {
        self.part();
        self.shortcuts = shortcuts.clone();
    }

    fn note(&mut self, _: &Span) {
        self.part();
    }
}
