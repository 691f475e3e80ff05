//! The desk: everything that can be said without a search. It keeps working when the search does not.

use std::collections::BTreeSet;
use std::sync::{Arc, OnceLock};

use super::body::{Answer, Part};
use super::guide::Landmarks;
use super::header::{EmergencyHeader, HeaderView};
use super::question::{Question, Urgency};
use super::rank::{Relevance, Weights};
use super::render::{Choices, Danger, Outcome};
use super::tongue::Tongues;
use super::writer::Writer;
use crate::directory::Directory;
use crate::folder::Folder;
use crate::model::{
    Audience, Direction, Kind, Lang, Means, Moment, PhoneNumber, PlaceId, Service, ServiceId, Span,
};
use crate::problem::{Cause, Problem, hint};
use crate::text::{Catalogues, Message};

/// Where danger comes from: what there is to do beside calling.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Peril {
    /// Somebody else, whom to get away from.
    FromOther,
    /// The one who asks, who is about to hurt somebody.
    FromAsker,
    /// Nobody: a life is in danger, perhaps of somebody whom the one who asks has hurt, and they stay there.
    OfLife,
}

/// Everything that can be said without a search.
#[derive(Debug)]
pub struct Desk {
    pub(super) directory: Arc<Directory>,
    pub(super) catalogues: Catalogues,
    pub(super) weights: Weights,
    pub(super) relevance: Relevance,
    pub(super) header: Arc<EmergencyHeader>,
    pub(super) landmarks: Landmarks,
    /// Made when it is first asked for: only pages need it.
    tongues: OnceLock<Tongues>,
}

impl Desk {
    /// Reads the directory, the catalogues, the weights and the relevance. All problems of all four are reported at once.
    pub fn load(directory: &Folder, locales: &Folder, index: &Folder) -> Result<Self, Vec<Problem>> {
        let directory = Directory::load(directory);
        let topics = directory.iter().flat_map(Directory::topics);
        let topics: Vec<&str> = topics.map(|topic| topic.id.as_str()).collect();
        let relevance = Relevance::load(index, &topics);
        let (directory, catalogues, weights, relevance) = match (
            directory,
            Catalogues::load(locales),
            Weights::load(index),
            relevance,
        ) {
            (Ok(directory), Ok(catalogues), Ok(weights), Ok(relevance)) => {
                (directory, catalogues, weights, relevance)
            }
            (directory, catalogues, weights, relevance) => {
                let problems = [directory.err(), catalogues.err(), weights.err(), relevance.err()];
                return Err(problems.into_iter().flatten().flatten().collect());
            }
        };
        let problems = guide_messages(&directory, &catalogues);
        if !problems.is_empty() {
            return Err(problems);
        }
        // A directory that was loaded has them.
        let header = EmergencyHeader::new(&directory, &catalogues)
            .ok_or_else(|| vec![Problem::new("emergency.toml", "", Cause::Missing)])?;
        Ok(Self {
            landmarks: Landmarks::of(&directory),
            directory: Arc::new(directory),
            catalogues,
            weights,
            relevance,
            header: Arc::new(header),
            tongues: OnceLock::new(),
        })
    }

    /// What lykt knows.
    #[must_use]
    pub fn directory(&self) -> &Directory {
        &self.directory
    }

    /// A message in a language, for what stands outside an answer: a button, a field.
    #[must_use]
    pub fn say(&self, lang: Lang, message: Message<'_>) -> Span {
        self.catalogues.say(lang, message)
    }

    /// The direction a language is written in, as HTML names it.
    #[must_use]
    pub fn direction(&self, lang: Lang) -> &'static str {
        let direction = self.directory.language(lang).map(|language| language.direction);
        // A directory that was loaded has every language.
        direction.unwrap_or(Direction::LeftToRight).html()
    }

    /// A text in its parts, each with the language that it is in where that is not the text's own: what to say in Norwegian, the name on a
    /// Norwegian door.
    pub fn parts<'t>(&self, lang: Lang, text: &'t str) -> impl Iterator<Item = (Option<Lang>, &'t str)> {
        let tongues = || Tongues::of(&self.directory, &self.catalogues);
        self.tongues.get_or_init(tongues).parts(lang, text)
    }

    /// The emergency numbers with their words in a language, for what stands around every answer.
    #[must_use]
    pub fn header(&self, lang: Lang) -> HeaderView<'_> {
        self.header.view(lang, None)
    }

    /// What 112 looks like, for messages that name it.
    #[must_use]
    pub fn police(&self) -> String {
        self.header.numbers().police.grouped()
    }

    /// Everything about one service.
    #[must_use]
    pub fn service(
        &self,
        id: &ServiceId,
        lang: Lang,
        place: Option<PlaceId>,
        at: impl Into<Option<Moment>>,
    ) -> Answer {
        let at = at.into();
        let Some(service) = self.directory.service(id) else {
            return self.start(lang, place, at);
        };
        let mut writer = Writer::new(self, lang, at);
        writer.card(service, 1.0);
        writer.shortcuts(place.as_ref());
        writer.finish(Urgency::Normal, true, place)
    }

    /// Who answers now, in the order to try, then who may, then who opens next: for somebody at a place who can use these means.
    #[must_use]
    pub fn now(
        &self,
        lang: Lang,
        place: Option<PlaceId>,
        audience: Audience,
        means: &[Means],
        at: impl Into<Option<Moment>>,
    ) -> Answer {
        let at = at.into();
        let mut writer = Writer::new(self, lang, at);
        writer.ladder(audience, place.as_ref(), means);
        writer.finish(Urgency::Normal, true, place)
    }

    /// Some sentences, and perhaps a question: what a bot says of itself.
    #[must_use]
    pub fn says(
        &self,
        lang: Lang,
        place: Option<PlaceId>,
        lines: &[Message<'_>],
        question: Option<Choices>,
        at: impl Into<Option<Moment>>,
    ) -> Answer {
        let mut writer = Writer::new(self, lang, at.into());
        let lines = lines.iter().map(|message| Part::Line(self.say(lang, *message)));
        writer.parts.extend(lines);
        writer.parts.extend(question.map(Part::Choices));
        writer.shortcuts(place.as_ref());
        writer.finish(Urgency::Normal, true, place)
    }

    /// One sentence below the numbers and nothing to choose: for whoever may not be alone with it.
    #[must_use]
    pub fn line(&self, lang: Lang, message: Message<'_>, at: impl Into<Option<Moment>>) -> Answer {
        let mut writer = Writer::new(self, lang, at.into());
        writer.parts.push(Part::Line(self.say(lang, message)));
        writer.finish(Urgency::Normal, true, None)
    }

    /// A page that says one thing: not found, something went wrong.
    #[must_use]
    pub fn notice(&self, message: Message<'_>, lang: Lang, at: impl Into<Option<Moment>>) -> Answer {
        let at = at.into();
        let mut writer = Writer::new(self, lang, at);
        writer.parts.push(Part::Heading(self.say(lang, message)));
        writer.choices(None, Message::StartChoose);
        writer.shortcuts(None);
        writer.finish(Urgency::Normal, false, None)
    }

    /// The search does not work: the emergency numbers and the guided way do.
    pub(super) fn trouble(&self, question: &Question) -> Answer {
        let lang = question.lang.or(question.usual).unwrap_or(Lang::Nb);
        self.notice(Message::ResultsTrouble, lang, None)
    }

    /// Somebody to talk to, for everybody.
    pub(super) fn general(&self) -> Vec<&Service> {
        let ids = self.directory.emergency_ids().map_or(&[][..], |ids| &ids.general);
        ids.iter().filter_map(|id| self.directory.service(id)).collect()
    }

    pub(super) fn outcome(
        &self,
        lang: Lang,
        urgency: Urgency,
        confident: bool,
        place: Option<PlaceId>,
    ) -> Outcome {
        let ids = self.directory.emergency_ids();
        let ids = ids.map(|ids| [&ids.police, &ids.ambulance, &ids.fire]);
        let services = ids
            .into_iter()
            .flatten()
            .filter_map(|id| self.directory.service(id));
        let emergency = services
            .filter_map(|service| {
                Some((
                    service.id.clone(),
                    service.voice()?.clone(),
                    service.name.show(lang),
                ))
            })
            .collect();
        Outcome {
            lang,
            urgency,
            confident,
            place,
            emergency,
        }
    }

    /// What somebody in danger has to do: call a number, and what to say there.
    pub(super) fn danger(&self, lang: Lang, number: &PhoneNumber, peril: Peril) -> Danger {
        let numbers = self.header.numbers();
        let mut steps = Vec::new();
        if *number == numbers.fire {
            steps.push(self.say(lang, Message::DangerFire));
        }
        steps.push(self.say(lang, Message::DangerSay));
        let (norwegian, away) = match peril {
            Peril::FromOther => (Message::DangerSayNorwegian, Some(Message::DangerGoSafe)),
            Peril::FromAsker => (Message::DangerSayThreat, Some(Message::DangerGoAway)),
            Peril::OfLife => (Message::DangerSayLife, None),
        };
        steps.push(self.say(lang, norwegian));
        steps.extend(away.map(|away| self.say(lang, away)));
        let police = &numbers.police.grouped();
        steps.push(self.say(lang, Message::EmergencyNoSim { police }));
        let grouped = &number.grouped();
        let call = self.say(lang, Message::DangerCall { number: grouped });
        Danger {
            number: number.clone(),
            call,
            steps,
        }
    }

    /// The service behind an emergency number.
    pub(super) fn behind(&self, number: &PhoneNumber) -> Option<&Service> {
        let answers = |service: &&Service| service.kind == Kind::Emergency && service.voice() == Some(number);
        self.directory.services().find(answers)
    }
}

/// Messages that the guided way needs and the catalogues lack, and messages for it that it does not need.
fn guide_messages(directory: &Directory, catalogues: &Catalogues) -> Vec<Problem> {
    let known: BTreeSet<&str> = catalogues.guide_ids().collect();
    let mut unused = known.clone();
    let mut problems = Vec::new();
    for (key, id) in directory.triage().messages() {
        unused.remove(id);
        if !known.contains(id) {
            let cause = Cause::UnknownId {
                what: "message of guide.ftl",
                id: id.to_owned(),
                hint: hint(id, known.iter().copied()),
            };
            problems.push(Problem::new("triage.toml", key, cause));
        }
    }
    let unused = unused.into_iter();
    problems.extend(unused.map(|id| Problem::new("nb/guide.ftl", id, Cause::UnusedMessage)));
    problems
}
