//! From raw files to the model. Every file is read to its end, every mistake is noted.

use std::collections::{BTreeMap, BTreeSet};

use super::contacts::ContactReader;
use super::lists::{decisions, documents, emergency, ladder, languages, places, section, topics};
use super::raw::{RawPlace, RawService, RawTopic};
use super::reader::{NAME_LIMIT, Reader, SUMMARY_LIMIT, parse};
use super::triage::triage;
use super::{Decisions, Directory, Listing};
use crate::folder::Folder;
use crate::model::{
    Access, Area, Audience, Document, Kind, Lang, PlaceId, Review, Service, ServiceId, Topic, TopicId,
};
use crate::problem::{Cause, Problem};

/// Reads a directory whole. With any problem the directory is incomplete: see [`Directory::load`].
pub(super) fn load(folder: &Folder) -> (Directory, Vec<Problem>) {
    let mut problems = stray_files(folder);
    let problems_of = &mut problems;
    let documents = documents(folder, problems_of);
    let decisions = decisions(folder, &documents, problems_of);
    let raw_places: BTreeMap<String, RawPlace> = section(folder, "places.toml", problems_of);
    let raw_topics: BTreeMap<String, RawTopic> = section(folder, "topics.toml", problems_of);
    // A file that cannot be read is there all the same: what refers to it is not at fault.
    let unread = folder.not_text_files().map(|(path, _)| path);
    let unread = unread.filter_map(|path| path.strip_prefix("services/")?.strip_suffix(".toml"));
    let read = folder.stems("services/").map(|(id, _)| id);
    let service_ids: BTreeSet<String> = read.chain(unread).map(str::to_owned).collect();

    let known = Known {
        documents: &documents,
        decisions: &decisions,
        places: &raw_places,
        topics: &raw_topics,
    };
    let services = folder.stems("services/");
    let services = services.filter_map(|(id, text)| service(id, text, &known, problems_of));
    let mut services: Vec<Service> = services.collect();
    services.sort_by(|a, b| a.id.cmp(&b.id));
    for (number, service) in services.iter_mut().enumerate() {
        service.number = number;
    }
    let topic_ids: BTreeSet<String> = raw_topics.keys().cloned().collect();
    let places = places(raw_places, &service_ids, problems_of);
    let topics = topics(raw_topics, &service_ids, problems_of);
    let directory = Directory {
        listings: listings(&services, &topics),
        services,
        places,
        topics: topics.into_values().collect(),
        languages: languages(folder, problems_of),
        emergency: emergency(folder, &service_ids, problems_of),
        ladder: ladder(folder, &service_ids, problems_of),
        triage: triage(folder, &topic_ids, &service_ids, problems_of),
        documents,
        decisions,
    };
    (directory, problems)
}

/// Who helps in each topic, in the order of the topics.
fn listings(services: &[Service], topics: &BTreeMap<TopicId, Topic>) -> Vec<Listing> {
    let mut listings: BTreeMap<&TopicId, Listing> = BTreeMap::new();
    for service in services {
        for (position, topic) in service.topics.iter().enumerate() {
            let listing = listings.entry(topic).or_default();
            listing.others.push((service.number, position));
        }
    }
    let of_topic = |topic: &Topic| {
        let mut listing = listings.remove(&topic.id).unwrap_or_default();
        let number = |id| services.binary_search_by(|service| service.id.cmp(id)).ok();
        listing.first = topic.first.iter().filter_map(number).collect();
        listing
            .others
            .retain(|(number, _)| !listing.first.contains(number));
        listing.others.sort_by_key(|(_, position)| *position);
        listing
    };
    topics.values().map(of_topic).collect()
}

/// The files at the top of the folder.
const FILES: [&str; 8] = [
    "decisions.toml",
    "emergency.toml",
    "ladder.toml",
    "languages.toml",
    "places.toml",
    "sources.toml",
    "topics.toml",
    "triage.toml",
];

/// Files that nothing reads: a service with a wrong ending would be missed in silence.
fn stray_files(folder: &Folder) -> Vec<Problem> {
    let is_service = |path: &str| {
        let name = path
            .strip_prefix("services/")
            .and_then(|name| name.strip_suffix(".toml"));
        name.is_some_and(|name| !name.contains('/'))
    };
    let stray = folder
        .iter()
        .filter(|(path, _)| !FILES.contains(path) && !is_service(path));
    let stray = stray.map(|(path, _)| Problem::new(path, "", Cause::StrayFile));
    folder.not_text().into_iter().chain(stray).collect()
}

/// What a service may refer to.
struct Known<'a> {
    documents: &'a BTreeMap<String, Document>,
    decisions: &'a Decisions,
    places: &'a BTreeMap<String, RawPlace>,
    topics: &'a BTreeMap<String, RawTopic>,
}

fn service(id: &str, text: &str, known: &Known<'_>, problems: &mut Vec<Problem>) -> Option<Service> {
    let file = format!("services/{id}.toml");
    let raw: RawService = parse(&file, text, problems);
    let mut reader = Reader::new(&file, problems);
    if id.is_empty()
        || !id
            .bytes()
            .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
    {
        let only = "the name of the file may hold only a-z, 0-9 and -";
        reader.note("", Cause::Other(only.to_owned()));
    }
    let kind: Option<Kind> = reader
        .required("kind", raw.kind.as_deref())
        .and_then(|word| reader.word("kind", word));
    let access: Option<Access> = reader
        .required("access", raw.access.as_deref())
        .and_then(|word| reader.word("access", word));
    for (key, empty) in [
        ("audiences", raw.audiences.is_empty()),
        ("places", raw.places.is_empty()),
        ("topics", raw.topics.is_empty()),
    ] {
        if empty {
            reader.note(key, Cause::Missing);
        }
    }
    if (access == Some(Access::Referral)) == raw.referrers.is_empty() {
        reader.note(
            "referrers",
            Cause::Other("goes with access = \"referral\", and only with it".to_owned()),
        );
    }
    for topic in &raw.topics {
        reader.known("topics", "topic", topic, known.topics.keys());
    }
    for (key, list) in [
        ("audiences", &raw.audiences),
        ("places", &raw.places),
        ("topics", &raw.topics),
        ("aliases", &raw.aliases),
    ] {
        reader.once(key, list);
    }
    for alias in &raw.aliases {
        reader.line("aliases", Some(alias.clone()));
    }
    // While the kind is unknown, nobody knows whether Ukrainian and Northern Sami are needed.
    let every = kind.is_some_and(|kind| kind != Kind::ProfessionalTraining);
    let name = reader.text("name", raw.name, every, NAME_LIMIT, true);
    let summary = reader.text("summary", raw.summary, every, SUMMARY_LIMIT, true);
    let reach = reader.text("reach", raw.reach, every, SUMMARY_LIMIT, true);
    let review = review(&mut reader, &raw.review);
    let area = area(&mut reader, &raw.places, known.places);
    let audiences: Vec<Audience> = reader.words("audiences", &raw.audiences);
    let referrers = reader.words("referrers", &raw.referrers);
    let cost = raw.cost.and_then(|word| reader.word("cost", &word));

    let contacts = ContactReader {
        id,
        every,
        documents: known.documents,
        decisions: known.decisions,
    };
    let phones = contacts.phones(&mut reader, raw.phone);
    let chats = contacts.chats(&mut reader, raw.chat);
    let emails = contacts.emails(&mut reader, raw.email);
    let links = contacts.links(&mut reader, raw.link);
    let address = contacts.address(&mut reader, raw.address, kind);
    Some(Service {
        id: ServiceId(id.to_owned()),
        // Given when all of them are read.
        number: 0,
        kind: kind?,
        name,
        summary,
        reach,
        review,
        audiences,
        area,
        topics: raw.topics.into_iter().map(TopicId).collect(),
        aliases: raw.aliases,
        access: access?,
        referrers,
        cost,
        anonymous: raw.anonymous,
        spoken: raw.spoken,
        interpreter: raw.interpreter,
        person: raw.nearby.unwrap_or(true),
        phones,
        chats,
        emails,
        links,
        address,
    })
}

fn review(reader: &mut Reader<'_>, raw: &BTreeMap<String, String>) -> Vec<(Lang, Review)> {
    let mut review = Vec::new();
    for (tag, word) in raw {
        let key = format!("review.{tag}");
        let lang: Option<Lang> = reader.word(&key, tag);
        let state: Option<Review> = reader.word(&key, word);
        review.extend(lang.zip(state));
    }
    review
}

fn area(reader: &mut Reader<'_>, raw: &[String], places: &BTreeMap<String, RawPlace>) -> Area {
    if raw.iter().any(|id| id == "national") {
        if raw.len() > 1 {
            reader.note(
                "places",
                Cause::Other("\"national\" stands alone, without other places".to_owned()),
            );
        }
        return Area::National;
    }
    let known = raw
        .iter()
        .filter(|id| reader.known("places", "place", id, places.keys()));
    Area::Local(known.map(|id| PlaceId(id.clone())).collect())
}
