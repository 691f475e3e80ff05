//! The directory: files in, a checked and immutable [`Directory`] out.
//!
//! `raw` mirrors the files, `load` and `lists` turn them into the model, `validate` looks at the whole. All three note every mistake with
//! file, key and cause. Nothing here knows how a service is found or shown.

mod contacts;
mod lists;
mod load;
mod raw;
pub(crate) mod reader;
mod text_rules;
mod triage;
mod validate;

use std::collections::BTreeMap;

use chrono::NaiveDate;

use crate::folder::Folder;
use crate::model::{
    Audience, Direction, Document, EmergencyNumbers, Lang, PhoneNumber, Place, PlaceId, Review, Service,
    ServiceId, Sign, Topic, TopicId, Triage,
};
use crate::problem::Problem;

pub use text_rules::phone_like;

pub(crate) use text_rules::{characters, numbers};

/// Everything lykt knows about who can help. Made by [`Directory::load`] alone, so whoever holds one holds a whole one.
#[derive(Debug, Clone)]
pub struct Directory {
    /// By id: the number of a service is its place here.
    services: Vec<Service>,
    places: BTreeMap<PlaceId, Place>,
    /// By id.
    topics: Vec<Topic>,
    /// Who helps in each topic, in the order of the topics.
    listings: Vec<Listing>,
    languages: BTreeMap<Lang, Language>,
    emergency: Option<EmergencyIds>,
    ladder: BTreeMap<Audience, Vec<ServiceId>>,
    triage: Triage,
    documents: BTreeMap<String, Document>,
    decisions: Decisions,
}

/// Who helps in a topic. Every question looks at several topics, so the services stand here by their numbers.
#[derive(Debug, Clone, Default)]
struct Listing {
    /// Those to try first, best first.
    first: Vec<usize>,
    /// The others that list the topic, and at which place of their list: where it comes first before the others, then by id.
    others: Vec<(usize, usize)>,
}

/// A language as the reader sees it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Language {
    /// What the language calls itself.
    pub name: String,
    /// In which direction it is written.
    pub direction: Direction,
    /// Who has read its catalogue.
    pub review: Review,
}

/// The services that stand in the header.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EmergencyIds {
    /// 112.
    pub police: ServiceId,
    /// 113.
    pub ambulance: ServiceId,
    /// 110.
    pub fire: ServiceId,
    /// The doctor when one's own cannot be reached.
    pub doctor: ServiceId,
    /// The line for children and young people.
    pub child_line: ServiceId,
    /// The line for people who live with violence.
    pub violence_line: ServiceId,
    /// Who is offered when nothing certain was found, best first; never empty.
    pub general: Vec<ServiceId>,
    /// Numbers that people know from home.
    pub abroad: Vec<Abroad>,
}

/// A number that is for help in another country, and who has that task here.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Abroad {
    /// Its digits.
    pub number: String,
    /// The services here, first to try first.
    pub services: Vec<ServiceId>,
}

/// How contradictions were settled, and what is not shown.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Decisions {
    /// Settled contradictions.
    pub settled: Vec<Decision>,
    /// Services that are not shown.
    pub withheld: Vec<Withheld>,
}

/// A settled contradiction.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decision {
    /// The row of the fact-check.
    pub fact: String,
    /// The service, if it concerns one.
    pub service: Option<String>,
    /// The field.
    pub field: String,
    /// The value that is shown.
    pub chosen: String,
    /// What is not shown: the document, and what it prints.
    pub rejected: Vec<(String, String)>,
    /// When it was settled.
    pub decided: NaiveDate,
}

impl Decision {
    /// Which service it is about, as part of a message.
    fn about(&self) -> String {
        self.service
            .as_ref()
            .map(|service| format!(" on {service}"))
            .unwrap_or_default()
    }
}

/// A service that is not shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Withheld {
    /// Its id.
    pub service: ServiceId,
    /// Why.
    pub reason: String,
    /// When it was decided.
    pub decided: NaiveDate,
}

impl Directory {
    /// Reads and checks a directory. With any problem there is no directory: half a directory could send somebody the
    /// wrong way.
    pub fn load(folder: &Folder) -> Result<Self, Vec<Problem>> {
        let (directory, problems) = Self::read(folder, None);
        if problems.is_empty() {
            Ok(directory)
        } else {
            Err(problems)
        }
    }

    /// The ids of the topics as the file has them, whatever else is wrong in the directory; none if it cannot be read.
    #[must_use]
    pub fn topic_ids(folder: &Folder) -> Vec<String> {
        let table = folder
            .get("topics.toml")
            .and_then(|text| text.parse::<toml::Table>().ok());
        table
            .map(|table| table.keys().cloned().collect())
            .unwrap_or_default()
    }

    /// Every problem of a directory as seen on a day: nobody can have confirmed anything after it.
    #[must_use]
    pub fn check(folder: &Folder, today: NaiveDate) -> Vec<Problem> {
        Self::read(folder, Some(today)).1
    }

    fn read(folder: &Folder, today: Option<NaiveDate>) -> (Self, Vec<Problem>) {
        let (directory, mut problems) = load::load(folder);
        problems.extend(validate::check(&directory, &problems));
        problems.extend(
            today
                .into_iter()
                .flat_map(|today| validate::future(&directory, today)),
        );
        let mut problems = only_causes(problems);
        problems.sort();
        problems.dedup();
        (directory, problems)
    }

    /// Every service, by id.
    #[must_use]
    pub fn services(&self) -> impl ExactSizeIterator<Item = &Service> {
        self.services.iter()
    }

    /// A service.
    #[must_use]
    pub fn service(&self, id: &ServiceId) -> Option<&Service> {
        self.service_called(id.as_str())
    }

    /// A service by its number.
    #[must_use]
    pub(crate) fn service_numbered(&self, number: usize) -> Option<&Service> {
        self.services.get(number)
    }

    /// A service by the text of its id.
    #[must_use]
    pub fn service_called(&self, id: &str) -> Option<&Service> {
        let found = self
            .services
            .binary_search_by(|service| service.id.as_str().cmp(id));
        self.services.get(found.ok()?)
    }

    /// Every place, by id.
    pub fn places(&self) -> impl Iterator<Item = &Place> {
        self.places.values()
    }

    /// A place.
    #[must_use]
    pub fn place(&self, id: &PlaceId) -> Option<&Place> {
        self.places.get(id)
    }

    /// A place by its id, its name or an alias, written any way.
    pub fn place_called(&self, name: &str) -> Result<&Place, String> {
        // The id is what pages send; no other place goes by it.
        if let Some(place) = self.places.get(&PlaceId(name.to_owned())) {
            return Ok(place);
        }
        let wanted = name.trim().to_lowercase();
        let is_it = |place: &&Place| {
            place.id.as_str() == wanted || place.aliases.iter().any(|alias| alias.to_lowercase() == wanted)
        };
        self.places()
            .find(is_it)
            .ok_or_else(|| crate::problem::hint(&wanted, self.places().map(|place| place.id.as_str())))
    }

    /// Every topic, by id.
    pub fn topics(&self) -> impl Iterator<Item = &Topic> {
        self.topics.iter()
    }

    /// A topic.
    #[must_use]
    pub fn topic(&self, id: &TopicId) -> Option<&Topic> {
        self.topic_called(id.as_str())
    }

    /// A topic by the text of its id.
    #[must_use]
    pub fn topic_called(&self, id: &str) -> Option<&Topic> {
        self.topics.get(self.topic_number(id)?)
    }

    /// The place of a topic among all topics.
    pub(crate) fn topic_number(&self, id: &str) -> Option<usize> {
        self.topics
            .binary_search_by(|topic| topic.id.as_str().cmp(id))
            .ok()
    }

    /// A topic by its place among all topics.
    pub(crate) fn topic_numbered(&self, number: usize) -> Option<&Topic> {
        self.topics.get(number)
    }

    fn listing(&self, topic: &TopicId) -> Option<&Listing> {
        self.listings.get(self.topic_number(topic.as_str())?)
    }

    /// The services to try first in a topic, best first.
    pub fn first(&self, topic: &TopicId) -> impl Iterator<Item = &Service> {
        let first = self.listing(topic).into_iter().flat_map(|listing| &listing.first);
        first.filter_map(|number| self.service_numbered(*number))
    }

    /// The other services that list a topic and at which place of their list it stands: where it comes first before the others, then by id.
    pub fn others(&self, topic: &TopicId) -> impl Iterator<Item = (&Service, usize)> {
        let others = self
            .listing(topic)
            .into_iter()
            .flat_map(|listing| &listing.others);
        others.filter_map(|(number, position)| Some((self.service_numbered(*number)?, *position)))
    }

    /// The situation that a sign leads straight to.
    #[must_use]
    pub fn topic_of(&self, sign: Sign) -> Option<&Topic> {
        self.topics().find(|topic| topic.sign == Some(sign))
    }

    /// A language as the reader sees it.
    #[must_use]
    pub fn language(&self, lang: Lang) -> Option<&Language> {
        self.languages.get(&lang)
    }

    /// The services of the header. There is always one: a directory without is not loaded.
    #[must_use]
    pub fn emergency_ids(&self) -> Option<&EmergencyIds> {
        self.emergency.as_ref()
    }

    /// The numbers of the header, national part.
    #[must_use]
    pub fn emergency_numbers(&self) -> Option<EmergencyNumbers> {
        let ids = self.emergency.as_ref()?;
        let voice = |id: &ServiceId| -> Option<PhoneNumber> { self.service(id)?.voice().cloned() };
        Some(EmergencyNumbers {
            police: voice(&ids.police)?,
            ambulance: voice(&ids.ambulance)?,
            fire: voice(&ids.fire)?,
            doctor: voice(&ids.doctor)?,
            child_line: voice(&ids.child_line)?,
            violence_line: voice(&ids.violence_line)?,
        })
    }

    /// Whom somebody who needs to talk is to try, in this order; never empty.
    #[must_use]
    pub fn ladder(&self, audience: Audience) -> &[ServiceId] {
        self.ladder.get(&audience).map_or(&[], Vec::as_slice)
    }

    /// The guided way.
    #[must_use]
    pub fn triage(&self) -> &Triage {
        &self.triage
    }

    /// The newest day of all sources: a clock before it is wrong.
    #[must_use]
    pub fn newest(&self) -> Option<NaiveDate> {
        self.documents.values().map(|document| document.as_of).max()
    }

    /// The documents that facts come from, by id.
    #[must_use]
    pub fn documents(&self) -> &BTreeMap<String, Document> {
        &self.documents
    }

    /// What was decided where sources disagree.
    #[must_use]
    pub fn decisions(&self) -> &Decisions {
        &self.decisions
    }
}

/// Leaves out what follows from a file that could not be read: its own missing keys, and what others miss in it.
fn only_causes(problems: Vec<Problem>) -> Vec<Problem> {
    let unreadable: Vec<String> = problems
        .iter()
        .filter(|problem| problem.cause.is_unreadable())
        .map(|problem| problem.file.clone())
        .collect();
    let follows = |problem: &Problem| {
        let own = unreadable.contains(&problem.file) && !problem.cause.is_unreadable();
        own || problem
            .cause
            .follows_from()
            .is_some_and(|file| unreadable.iter().any(|each| each == file))
    };
    problems.into_iter().filter(|problem| !follows(problem)).collect()
}
