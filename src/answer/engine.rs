//! The engine: everything lykt knows, ready to answer. Its answers are total: trouble is an answer too.

use std::fmt::Write as _;
use std::path::Path;
use std::sync::Arc;

use super::body::{Answer, Part};
use super::header::EmergencyHeader;
use super::ladder::ladder;
use super::question::{Question, Urgency};
use super::rank::{Circumstances, Weights};
use super::render::{Danger, Outcome};
use super::writer::Writer;
use crate::directory::Directory;
use crate::folder::Folder;
use crate::model::{
    Audience, Kind, Lang, Means, Moment, PhoneNumber, PlaceId, Service, ServiceId, Sign, Span, TopicId,
};
use crate::problem::{Cause, Problem};
use crate::search::{Search, SearchError, Signal, Understanding, Vocabulary};
use crate::text::{Catalogues, Message};

/// Everything lykt knows, ready to answer.
#[derive(Debug)]
pub struct Engine {
    pub(super) directory: Directory,
    pub(super) catalogues: Catalogues,
    search: Search,
    weights: Weights,
    pub(super) header: Arc<EmergencyHeader>,
}

impl Engine {
    /// Reads the directory, the catalogues and the vocabularies, and builds the index. All problems of all three are
    /// reported at once.
    pub fn new(directory: &Folder, locales: &Folder, index: &Folder) -> Result<Self, Vec<Problem>> {
        Self::cached(directory, locales, index, None)
    }

    /// The same, with the index of names and texts kept in a folder and opened from there the next time.
    pub fn cached(
        directory: &Folder,
        locales: &Folder,
        index: &Folder,
        cache: Option<&Path>,
    ) -> Result<Self, Vec<Problem>> {
        let catalogues = Catalogues::load(locales);
        let topics = Directory::topic_ids(directory);
        let topics: Vec<&str> = topics.iter().map(String::as_str).collect();
        // The directory and the vocabularies are large and read side by side.
        let (directory, vocabularies) = std::thread::scope(|scope| {
            let read = scope.spawn(|| Directory::load(directory));
            let vocabularies = Vocabulary::load(index, &topics);
            (
                read.join().unwrap_or_else(|_| Directory::load(directory)),
                vocabularies,
            )
        });
        let weights = Weights::load(index);
        let (directory, catalogues, vocabularies, weights) =
            match (directory, catalogues, vocabularies, weights) {
                (Ok(directory), Ok(catalogues), Ok(vocabularies), Ok(weights)) => {
                    (directory, catalogues, vocabularies, weights)
                }
                (directory, catalogues, vocabularies, weights) => {
                    let problems = [
                        directory.err(),
                        catalogues.err(),
                        vocabularies.err(),
                        weights.err(),
                    ];
                    return Err(problems.into_iter().flatten().flatten().collect());
                }
            };
        let search = Search::new(&directory, index, vocabularies, cache).map_err(|problem| vec![problem])?;
        let header = EmergencyHeader::new(&directory, &catalogues)
            .ok_or_else(|| vec![Problem::new("emergency.toml", "", Cause::Missing)])?;
        Ok(Self {
            directory,
            catalogues,
            search,
            weights,
            header: Arc::new(header),
        })
    }

    /// The engine with the data that is built into the program.
    pub fn embedded() -> Result<Self, Vec<Problem>> {
        Self::new(&Folder::directory(), &Folder::locales(), &Folder::index())
    }

    /// How much each piece of evidence counts.
    #[must_use]
    pub fn weights(&self) -> &Weights {
        &self.weights
    }

    /// Counts the evidence otherwise from now on: to learn how it should count.
    pub fn weigh(&mut self, weights: Weights) {
        self.weights = weights;
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

    /// What 112 looks like, for messages that name it.
    #[must_use]
    pub fn police(&self) -> String {
        self.header.numbers().police.grouped()
    }

    /// Answers a question at a moment; without one, when the clock cannot be trusted, opening hours are shown and nothing is claimed of
    /// them. The same holds for all other answers.
    #[must_use]
    pub fn answer(&self, question: &Question, at: impl Into<Option<Moment>>) -> Answer {
        let at = at.into();
        let Ok(understood) = self.search.understand(&question.text) else {
            return self.trouble(question);
        };
        let lang = question.lang.unwrap_or_else(|| understood.likely.best());
        let circumstances = self.circumstances(&understood, question, at);
        let urgency = circumstances.urgency(&understood);
        let ranked = circumstances.rank(&understood, urgency);
        let mut writer = Writer::new(self, lang, at);
        if urgency == Urgency::Immediate {
            writer.danger(self.danger(lang, &understood));
        }
        let found = !ranked.services.is_empty() && ranked.confident;
        if found || urgency == Urgency::Immediate {
            writer.found(&ranked, &understood, urgency);
        } else {
            writer.nothing();
        }
        writer.finish(
            urgency,
            found || urgency == Urgency::Immediate,
            circumstances.place,
        )
    }

    /// Why a question is answered as it is: which words, forms, sayings, signs and weights brought each service. Plain text for
    /// whoever looks after the search, in English. `index` is the folder with the sayings.
    pub fn explain(
        &self,
        question: &Question,
        index: &Folder,
        at: impl Into<Option<Moment>>,
    ) -> Result<String, SearchError> {
        let at = at.into();
        let explained = self.search.explain(index, &question.text);
        let (understood, reasons) = explained?;
        let circumstances = self.circumstances(&understood, question, at);
        let urgency = circumstances.urgency(&understood);
        let ranked = circumstances.rank(&understood, urgency);
        let mut text = reasons.to_string();
        let place = circumstances.place.as_ref().map_or("none", PlaceId::as_str);
        let _ = writeln!(
            text,
            "urgency: {}; confident: {}; place: {place}",
            urgency.word(),
            ranked.confident
        );
        for (service, score) in &ranked.services {
            let why = ranked.scores.reasons(&service.id).iter();
            let why: Vec<String> = why.map(|(why, score)| format!("{why} {score:.2}")).collect();
            let _ = writeln!(
                text,
                "service: {score:.2} {} = {}; distance x {:.2}, open x {:.2}",
                service.id,
                why.join(" + "),
                circumstances.distance(service).unwrap_or_default(),
                circumstances.openness(service)
            );
        }
        Ok(text)
    }

    fn circumstances(
        &self,
        understood: &Understanding,
        question: &Question,
        at: Option<Moment>,
    ) -> Circumstances<'_> {
        Circumstances {
            directory: &self.directory,
            weights: &self.weights,
            // A place named in the question is where the person wants help, whatever was chosen before.
            place: understood.place.clone().or_else(|| question.place.clone()),
            at,
        }
    }

    /// The services for a situation that was chosen.
    #[must_use]
    pub fn topic(
        &self,
        topic: &TopicId,
        lang: Lang,
        place: Option<PlaceId>,
        at: impl Into<Option<Moment>>,
    ) -> Answer {
        let at = at.into();
        let Some(topic) = self.directory.topic(topic) else {
            return self.start(lang, place, at);
        };
        let circumstances = Circumstances {
            directory: &self.directory,
            weights: &self.weights,
            place: place.clone(),
            at,
        };
        let ranked = circumstances.rank_topic(topic);
        let urgency = match topic.sign {
            Some(Sign::Suicide | Sign::Rape) => Urgency::Urgent,
            Some(Sign::Fire) => Urgency::Immediate,
            None => Urgency::Normal,
        };
        let mut writer = Writer::new(self, lang, at);
        writer.parts.push(Part::Heading(topic.name.show(lang)));
        writer.found_in_topic(&ranked);
        writer.finish(urgency, true, place)
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
        writer.finish(Urgency::Normal, true, place)
    }

    /// The first screen: what one can ask.
    #[must_use]
    pub fn start(&self, lang: Lang, place: Option<PlaceId>, at: impl Into<Option<Moment>>) -> Answer {
        let at = at.into();
        let mut writer = Writer::new(self, lang, at);
        writer
            .parts
            .push(Part::Heading(self.say(lang, Message::StartQuestion)));
        writer.choices();
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
        let rungs = ladder(&self.directory, place.as_ref(), audience, means, at);
        let mut writer = Writer::new(self, lang, at);
        writer.ladder(&rungs);
        writer.finish(Urgency::Normal, true, place)
    }

    /// A page that says one thing: not found, something went wrong.
    #[must_use]
    pub fn notice(&self, message: Message<'_>, lang: Lang, at: impl Into<Option<Moment>>) -> Answer {
        let at = at.into();
        let mut writer = Writer::new(self, lang, at);
        writer.parts.push(Part::Heading(self.say(lang, message)));
        writer.choices();
        writer.finish(Urgency::Normal, false, None)
    }

    /// The search does not work: the emergency numbers and the general helplines do.
    fn trouble(&self, question: &Question) -> Answer {
        let lang = question.lang.unwrap_or(Lang::Nb);
        let parts = vec![Part::Heading(self.say(lang, Message::ResultsTrouble))];
        let outcome = self.outcome(lang, Urgency::Normal, false, question.place.clone());
        Answer::new(Arc::clone(&self.header), outcome, parts)
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

    /// Whom to call in danger, and what to say. Fire and life before the police only where nothing threatens from a person.
    fn danger(&self, lang: Lang, understood: &Understanding) -> (Danger, ServiceId) {
        let has = |signal| understood.signals.contains(&signal);
        let numbers = self.header.numbers();
        let [police, ambulance, fire] = [&numbers.police, &numbers.ambulance, &numbers.fire];
        let unsigned = !has(Signal::Fire) && !has(Signal::Medical);
        let number: &PhoneNumber =
            if has(Signal::Danger) || (unsigned && understood.danger >= understood.medical) {
                police
            } else if has(Signal::Fire) {
                fire
            } else {
                ambulance
            };
        let mut steps = Vec::new();
        if number == fire {
            steps.push(self.say(lang, Message::DangerFire));
        }
        steps.push(self.say(lang, Message::DangerSay));
        steps.push(self.say(lang, Message::DangerSayNorwegian));
        if number == police {
            steps.push(self.say(lang, Message::DangerGoSafe));
        }
        steps.push(self.say(
            lang,
            Message::EmergencyNoSim {
                police: &police.grouped(),
            },
        ));
        let call = self.say(
            lang,
            Message::DangerCall {
                number: &number.grouped(),
            },
        );
        let behind = self
            .directory
            .services()
            .find(|service| service.kind == Kind::Emergency && service.voice() == Some(number));
        let id = behind.map_or_else(|| ServiceId(String::new()), |service| service.id.clone());
        (
            Danger {
                number: number.clone(),
                call,
                steps,
            },
            id,
        )
    }
}
