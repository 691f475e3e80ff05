//! An answer being written: what is said, in which order.

use std::sync::Arc;

use super::body::{Answer, Part};
use super::card::{Cards, RungLine};
use super::desk::{Desk, Peril};
use super::guide::Reach;
use super::ladder::{Rung, ladder};
use super::question::Urgency;
use super::rank::Ranked;
use super::speak::Speaker;
use crate::model::{
    Audience, Lang, Means, Moment, OpenState, PhoneNumber, PlaceId, Review, Service, ServiceId, Sign,
};
use crate::text::Message;

/// How many parts an answer has at most, but for the longest.
const MOST_PARTS: usize = 16;
/// How many of those who answer now stand above the services of an answer.
const IN_SHORT: usize = 2;

/// An answer being written, part by part.
pub(super) struct Writer<'a> {
    desk: &'a Desk,
    cards: Cards<'a>,
    pub(super) parts: Vec<Part>,
    unchecked: bool,
}

impl<'a> Writer<'a> {
    pub(super) fn new(desk: &'a Desk, lang: Lang, at: Option<Moment>) -> Self {
        let directory = &desk.directory;
        let speaker = Speaker {
            catalogues: &desk.catalogues,
            lang,
        };
        Self {
            desk,
            cards: Cards {
                directory,
                speaker,
                at,
                addresses: true,
                write: false,
            },
            parts: Vec::with_capacity(MOST_PARTS),
            unchecked: directory
                .language(lang)
                .is_some_and(|each| each.review == Review::Machine),
        }
    }

    fn line(&mut self, message: Message<'_>) {
        self.parts.push(Part::Line(self.cards.speaker.say(message)));
    }

    fn heading(&mut self, message: Message<'_>) {
        self.parts.push(Part::Heading(self.cards.speaker.say(message)));
    }

    pub(super) fn card(&mut self, service: &'a Service, score: f32) {
        let card = self.cards.card(service, score);
        self.unchecked |= card.unchecked;
        self.parts.push(Part::Card(Box::new(card)));
    }

    /// In danger: what to do, and the services behind the numbers as the first cards. `threatens`: the one who asks is about to hurt somebody.
    pub(super) fn danger(&mut self, numbers: &[&PhoneNumber], threatens: bool) {
        if let Some(number) = numbers.first() {
            let police = &self.desk.header.numbers().police;
            let peril = if threatens && *number == police {
                Peril::FromAsker
            } else if !threatens && numbers.contains(&police) {
                Peril::FromOther
            } else {
                Peril::OfLife
            };
            let danger = self.desk.danger(self.cards.speaker.lang, number, peril);
            self.parts.push(Part::Danger(danger));
        }
        for service in numbers.iter().filter_map(|number| self.desk.behind(number)) {
            self.card(service, 1.0);
        }
    }

    /// The services for a question, with what has to be said above them.
    pub(super) fn found(&mut self, ranked: &Ranked<'a>, urgency: Urgency) {
        if urgency == Urgency::Urgent {
            if ranked.suicidal {
                self.suicide();
            } else {
                self.line(Message::UrgentAssault);
            }
        } else if let Some(number) = &ranked.abroad {
            self.line(Message::ResultsAbroad { number });
        } else if urgency == Urgency::Normal {
            self.kindness(ranked);
        }
        if ranked.elsewhere {
            self.line(Message::ResultsOtherPlace);
        }
        if urgency != Urgency::Immediate {
            self.answers_now(ranked);
        }
        self.services(ranked, urgency, None);
    }

    /// The services of a chosen situation, with what has to be said above them, and a question that narrows them.
    pub(super) fn found_in_topic(&mut self, ranked: &Ranked<'a>, means: Reach, question: Option<Part>) {
        match ranked.topic.and_then(|topic| topic.sign) {
            Some(Sign::Suicide) => self.suicide(),
            Some(Sign::Rape) => self.line(Message::UrgentAssault),
            Some(Sign::Fire | Sign::Danger) | None => self.kindness(ranked),
        }
        if ranked.elsewhere {
            self.line(Message::ResultsOtherPlace);
        }
        match means {
            Reach::Write => {
                self.cards.write = true;
                self.written(ranked.audience, ranked.place.as_ref());
            }
            Reach::NotAsked | Reach::Talk => self.answers_now(ranked),
        }
        self.services(ranked, Urgency::Normal, question);
    }

    fn suicide(&mut self) {
        let ambulance = self.desk.header.numbers().ambulance.grouped();
        self.line(Message::UrgentSuicide {
            ambulance: &ambulance,
        });
    }

    fn kindness(&mut self, ranked: &Ranked<'a>) {
        if ranked.perpetrator {
            self.line(Message::ResultsPerpetrator);
        } else if ranked.topic.is_some_and(|topic| topic.comfort) {
            let young = matches!(ranked.audience, Audience::Child | Audience::Youth);
            self.line(if young {
                Message::ResultsNotFaultYoung
            } else {
                Message::ResultsNotFault
            });
        }
    }

    /// A ladder: who answers now, who may, who opens later.
    pub(super) fn ladder(&mut self, audience: Audience, place: Option<&PlaceId>, means: &[Means]) {
        let rungs = ladder(self.cards.directory, place, audience, means, self.cards.at);
        let rungs = rungs.iter();
        let (now, later): (Vec<&Rung<'_>>, Vec<&Rung<'_>>) = rungs.partition(|rung| rung.state.answers());
        let (closed, perhaps): (Vec<&Rung<'_>>, Vec<&Rung<'_>>) = later
            .into_iter()
            .partition(|rung| matches!(rung.state, OpenState::Closed { .. }));
        if now.is_empty() && self.cards.at.is_some() {
            self.heading(Message::NowNobody);
        }
        for (heading, rungs) in [
            (Message::NowTitle, now),
            (Message::NowPerhaps, perhaps),
            (Message::NowLater, closed),
        ] {
            if !rungs.is_empty() {
                self.heading(heading);
                let lines = rungs.into_iter().map(|rung| self.cards.rung(rung)).collect();
                self.parts.push(Part::Rungs(lines));
            }
        }
    }

    /// Who answers now, in short, above the services of an answer: where somebody listens to people, but the first of them does not answer, or
    /// none of them does, somebody else does.
    fn answers_now(&mut self, ranked: &Ranked<'a>) {
        let answers = |service: &Service| service.state(self.cards.at).answers();
        let services = || ranked.services.iter().map(|(service, _)| *service);
        // Whoever looks for a dentist or a form is not helped by somebody to talk to.
        let first_waits = services()
            .next()
            .is_some_and(|first| first.listens() && !answers(first));
        let all_wait = services().any(Service::listens) && !services().any(answers);
        if first_waits || all_wait {
            self.answering(ranked.audience, ranked.place.as_ref());
        }
    }

    /// Who answers now, in short.
    pub(super) fn answering(&mut self, audience: Audience, place: Option<&PlaceId>) {
        let means = [Means::Voice, Means::Chat];
        let rungs = ladder(self.cards.directory, place, audience, &means, self.cards.at);
        let now = rungs.iter().filter(|rung| rung.state.answers());
        self.rungs(Message::NowTitle, now.take(IN_SHORT));
    }

    /// Who can be written to, in short; those who answer now first.
    pub(super) fn written(&mut self, audience: Audience, place: Option<&PlaceId>) {
        let rungs = ladder(
            self.cards.directory,
            place,
            audience,
            &Means::WRITTEN,
            self.cards.at,
        );
        self.rungs(Message::GuideWritten, rungs.iter().take(IN_SHORT));
    }

    fn rungs<'r>(&mut self, heading: Message<'_>, rungs: impl Iterator<Item = &'r Rung<'r>>) {
        let lines: Vec<RungLine> = rungs.map(|rung| self.cards.rung(rung)).collect();
        if !lines.is_empty() {
            self.heading(heading);
            self.parts.push(Part::Rungs(lines));
        }
    }

    /// The services. A question that narrows them stands below the first: whoever has half a minute sees a number before a question.
    fn services(&mut self, ranked: &Ranked<'a>, urgency: Urgency, mut question: Option<Part>) {
        // Nobody who hurts others is shown where those are whom they hurt.
        self.cards.addresses = !ranked.perpetrator;
        if !ranked.services.is_empty() {
            self.heading(Message::ResultsTitle);
        }
        let shown: Vec<ServiceId> = self
            .parts
            .iter()
            .filter_map(|part| match part {
                Part::Card(card) => Some(card.id.clone()),
                Part::Danger(_)
                | Part::Heading(_)
                | Part::Line(_)
                | Part::Rungs(_)
                | Part::Choices(_)
                | Part::Shortcuts(_)
                | Part::Note(_) => None,
            })
            .collect();
        for (service, score) in &ranked.services {
            if shown.contains(&service.id) {
                continue;
            }
            // What follows the question does not look like an answer to it.
            if matches!(self.parts.last(), Some(Part::Choices(_))) {
                self.heading(Message::ResultsOthers);
            }
            self.card(service, *score);
            self.parts.extend(question.take());
        }
        self.parts.extend(question);
        if !ranked.perpetrator && urgency != Urgency::Immediate && !ranked.services.is_empty() {
            self.parts
                .push(Part::Note(self.cards.speaker.say(Message::ResultsDecide)));
        }
    }

    /// Nothing certain: the general helplines, and what one can choose.
    pub(super) fn nothing(&mut self, place: Option<&PlaceId>) {
        self.heading(Message::ResultsNone);
        for service in self.desk.general() {
            self.card(service, 0.0);
        }
        self.choices(place, Message::ResultsRephrase);
    }

    /// The first choices of the guided way, under a question.
    pub(super) fn choices(&mut self, place: Option<&PlaceId>, question: Message<'_>) {
        let lang = self.cards.speaker.lang;
        let choices = self.desk.first_choices(lang, place, question);
        self.parts.push(Part::Choices(choices));
    }

    /// The way from an answer to what is one tap away from everywhere.
    pub(super) fn shortcuts(&mut self, place: Option<&PlaceId>) {
        let shortcuts = self.desk.first_shortcuts(self.cards.speaker.lang, place);
        self.parts.push(Part::Shortcuts(shortcuts));
    }

    pub(super) fn finish(mut self, urgency: Urgency, confident: bool, place: Option<PlaceId>) -> Answer {
        let lang = self.cards.speaker.lang;
        if self.unchecked {
            self.parts
                .push(Part::Note(self.cards.speaker.say(Message::LanguageUnchecked)));
        }
        let outcome = self.desk.outcome(lang, urgency, confident, place);
        Answer::new(Arc::clone(&self.desk.header), outcome, self.parts)
    }
}
