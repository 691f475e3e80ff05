//! The files at the top of the folder: what services refer to.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use super::raw::{RawDecisions, RawDocument, RawEmergency, RawLanguage, RawPlace, RawTopic};
use super::reader::{NAME_LIMIT, Reader, parse};
use super::{Abroad, Decision, Decisions, EmergencyIds, Language, Withheld};
use crate::folder::Folder;
use crate::model::{Audience, Document, Lang, Place, PlaceId, ServiceId, Topic, TopicId};
use crate::problem::{Cause, Problem};

pub(super) fn section<T: serde::de::DeserializeOwned + Default>(
    folder: &Folder,
    file: &str,
    problems: &mut Vec<Problem>,
) -> T {
    let Some(text) = folder.get(file) else {
        problems.extend(folder.missing(file));
        return T::default();
    };
    parse(file, text, problems)
}

/// What a decision can be about.
#[derive(serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
enum Field {
    Phone,
    Hours,
    Link,
    Email,
    Address,
    Places,
    Name,
    Audiences,
    Owner,
    Text,
}

pub(super) fn documents(folder: &Folder, problems: &mut Vec<Problem>) -> BTreeMap<String, Document> {
    const FILE: &str = "sources.toml";
    let raw: BTreeMap<String, RawDocument> = section(folder, FILE, problems);
    let mut reader = Reader::new(FILE, problems);
    let mut documents = BTreeMap::new();
    for (id, raw) in raw {
        let key = |name: &str| format!("{id}.{name}");
        let title = reader.line(&key("title"), raw.title);
        let publisher = reader.line(&key("publisher"), raw.publisher);
        let as_of = reader.day(&key("as_of"), raw.as_of);
        reader.line(&key("kind"), raw.kind.or_else(|| Some(String::from("plan"))));
        if let Some(url) = raw.url.filter(|url| !super::contacts::is_web_address(url)) {
            reader.note(key("url"), Cause::Url(url));
        }
        reader.line(&key("note"), raw.note.or_else(|| Some(String::from("-"))));
        // A document without a title is still the one that the facts name.
        if let Some(as_of) = as_of {
            let (title, publisher) = (title.unwrap_or_default(), publisher.unwrap_or_default());
            documents.insert(
                id,
                Document {
                    title,
                    publisher,
                    as_of,
                },
            );
        }
    }
    documents
}

pub(super) fn decisions(
    folder: &Folder,
    documents: &BTreeMap<String, Document>,
    problems: &mut Vec<Problem>,
) -> Decisions {
    const FILE: &str = "decisions.toml";
    let raw: RawDecisions = section(folder, FILE, problems);
    let mut reader = Reader::new(FILE, problems);
    let mut decisions = Decisions::default();
    for (i, raw) in raw.decision.into_iter().enumerate() {
        // Nobody counts a hundred blocks: the message names the row and the service.
        let row = raw.fact.clone().unwrap_or_else(|| format!("number {}", i + 1));
        let about = raw
            .service
            .as_ref()
            .map(|service| format!(" on {service}"))
            .unwrap_or_default();
        let key = |name: &str| format!("decision {row}{about}: {name}");
        let fact = reader.line(&key("fact"), raw.fact.clone());
        let field = reader.line(&key("field"), raw.field);
        let field = field.filter(|word| reader.word::<Field>(&key("field"), word).is_some());
        let chosen = reader.line(&key("chosen"), raw.chosen);
        reader.line(&key("reason"), raw.reason);
        reader.line(&key("evidence"), raw.evidence);
        let decided = reader.day(&key("decided"), raw.decided);
        for source in &raw.rejected {
            reader.known(
                &key("rejected.document"),
                "document",
                &source.document,
                documents.keys(),
            );
            if source.printed.is_empty() {
                reader.note(key("rejected.printed"), Cause::Missing);
            }
        }
        let rejected = raw
            .rejected
            .into_iter()
            .map(|source| (source.document, source.printed))
            .collect();
        if let (Some(fact), Some(field), Some(chosen), Some(decided)) = (fact, field, chosen, decided) {
            decisions.settled.push(Decision {
                fact,
                service: raw.service,
                field,
                chosen,
                rejected,
                decided,
            });
        }
    }
    for (i, raw) in raw.withheld.into_iter().enumerate() {
        let row = raw.service.clone().unwrap_or_else(|| format!("number {}", i + 1));
        let key = |name: &str| format!("withheld {row}: {name}");
        let service = reader.line(&key("service"), raw.service);
        let reason = reader.line(&key("reason"), raw.reason);
        let decided = reader.day(&key("decided"), raw.decided);
        if let (Some(service), Some(reason), Some(decided)) = (service, reason, decided) {
            if folder.get(&format!("services/{service}.toml")).is_some() {
                reader.note(key("service"), Cause::WithheldShown(service.clone()));
            }
            decisions.withheld.push(Withheld {
                service: ServiceId(service),
                reason,
                decided,
            });
        }
    }
    decisions
}

pub(super) fn places(
    raw: BTreeMap<String, RawPlace>,
    services: &BTreeSet<String>,
    problems: &mut Vec<Problem>,
) -> BTreeMap<PlaceId, Place> {
    const FILE: &str = "places.toml";
    let mut reader = Reader::new(FILE, problems);
    let ids: BTreeSet<String> = raw.keys().cloned().collect();
    let mut taken: BTreeMap<String, String> = BTreeMap::new();
    let mut places = BTreeMap::new();
    for (id, raw) in raw {
        let key = |name: &str| format!("{id}.{name}");
        for neighbour in &raw.neighbours {
            reader.known(&key("neighbours"), "place", neighbour, ids.iter());
        }
        if let Some(line) = &raw.child_welfare_line {
            reader.known(&key("child_welfare_line"), "service", line, services.iter());
        }
        if raw.aliases.is_empty() {
            reader.note(key("aliases"), Cause::Missing);
        }
        for alias in &raw.aliases {
            reader.line(&key("aliases"), Some(alias.clone()));
            if let Some(other) = taken
                .insert(alias.to_lowercase(), id.clone())
                .filter(|other| *other != id)
            {
                let twice = format!("{alias:?} also means {other}");
                reader.note(key("aliases"), Cause::Other(twice));
            }
        }
        let place = Place {
            id: PlaceId(id.clone()),
            name: reader.text(&key("name"), raw.name, true, NAME_LIMIT, true),
            neighbours: raw.neighbours.into_iter().map(PlaceId).collect(),
            aliases: raw.aliases,
            child_welfare_line: raw.child_welfare_line.map(ServiceId),
        };
        places.insert(place.id.clone(), place);
    }
    places
}

pub(super) fn topics(
    raw: BTreeMap<String, RawTopic>,
    services: &BTreeSet<String>,
    problems: &mut Vec<Problem>,
) -> BTreeMap<TopicId, Topic> {
    const FILE: &str = "topics.toml";
    let mut reader = Reader::new(FILE, problems);
    let mut topics = BTreeMap::new();
    for (id, raw) in raw {
        let key = |name: &str| format!("{id}.{name}");
        let audience = reader
            .required(&key("audience"), raw.audience)
            .and_then(|word| reader.word(&key("audience"), &word));
        reader.once(&key("first"), &raw.first);
        for service in &raw.first {
            reader.known(&key("first"), "service", service, services.iter());
        }
        if TopicId::RESERVED.contains(&id.as_str()) {
            reader.note(
                &id,
                Cause::Other("is a word of the index; choose another id".to_owned()),
            );
        }
        let sign = raw
            .sign
            .as_deref()
            .and_then(|word| reader.word(&key("sign"), word));
        let name = reader.text(&key("name"), raw.name, true, NAME_LIMIT, true);
        if let Some(audience) = audience {
            let first = raw.first.into_iter().map(ServiceId).collect();
            let id = TopicId(id);
            let topic = Topic {
                id: id.clone(),
                name,
                audience,
                comfort: raw.comfort,
                sign,
                first,
            };
            topics.insert(id, topic);
        }
    }
    topics
}

pub(super) fn languages(folder: &Folder, problems: &mut Vec<Problem>) -> BTreeMap<Lang, Language> {
    const FILE: &str = "languages.toml";
    let raw: BTreeMap<String, RawLanguage> = section(folder, FILE, problems);
    let mut reader = Reader::new(FILE, problems);
    let present: BTreeSet<String> = raw.keys().cloned().collect();
    let mut languages = BTreeMap::new();
    for (tag, raw) in raw {
        let name = reader.line(&format!("{tag}.name"), raw.name);
        let direction = reader
            .required(&format!("{tag}.direction"), raw.direction)
            .and_then(|word| reader.word(&format!("{tag}.direction"), &word));
        let review = reader
            .required(&format!("{tag}.review"), raw.review)
            .and_then(|word| reader.word(&format!("{tag}.review"), &word));
        let lang = reader.word(&tag, &tag);
        if let (Some(lang), Some(name), Some(direction), Some(review)) = (lang, name, direction, review) {
            let language = Language {
                name,
                direction,
                review,
            };
            languages.insert(lang, language);
        }
    }
    for lang in Lang::ALL.into_iter().filter(|lang| !present.contains(lang.tag())) {
        reader.note(lang.tag(), Cause::Missing);
    }
    languages
}

pub(super) fn emergency(
    folder: &Folder,
    services: &BTreeSet<String>,
    problems: &mut Vec<Problem>,
) -> Option<EmergencyIds> {
    const FILE: &str = "emergency.toml";
    let raw: RawEmergency = section(folder, FILE, problems);
    let mut reader = Reader::new(FILE, problems);
    let mut id = |key: &str, value: Option<String>| {
        let id = reader.line(key, value)?;
        reader
            .known(key, "service", &id, services.iter())
            .then_some(ServiceId(id))
    };
    let police = id("police", raw.police);
    let ambulance = id("ambulance", raw.ambulance);
    let fire = id("fire", raw.fire);
    let doctor = id("doctor", raw.doctor);
    let child_line = id("child_line", raw.child_line);
    let violence_line = id("violence_line", raw.violence_line);
    let general: Vec<ServiceId> = raw
        .general
        .into_iter()
        .filter_map(|service| id("general", Some(service)))
        .collect();
    let abroad: Vec<Abroad> = raw
        .abroad
        .into_iter()
        .map(|raw| Abroad {
            services: raw
                .services
                .into_iter()
                .filter_map(|service| id(&format!("abroad {}: services", raw.number), Some(service)))
                .collect(),
            number: raw.number,
        })
        .collect();
    if general.is_empty() {
        reader.note("general", Cause::Missing);
    }
    for abroad in &abroad {
        let only_digits = !abroad.number.is_empty() && abroad.number.bytes().all(|b| b.is_ascii_digit());
        let key = format!("abroad {}", abroad.number);
        if !only_digits {
            reader.note(
                &key,
                Cause::Other("the number must be digits, without spaces".to_owned()),
            );
        }
        if abroad.services.is_empty() {
            reader.note(format!("{key}: services"), Cause::Missing);
        }
    }
    Some(EmergencyIds {
        police: police?,
        ambulance: ambulance?,
        fire: fire?,
        doctor: doctor?,
        child_line: child_line?,
        violence_line: violence_line?,
        general,
        abroad,
    })
}

pub(super) fn ladder(
    folder: &Folder,
    services: &BTreeSet<String>,
    problems: &mut Vec<Problem>,
) -> BTreeMap<Audience, Vec<ServiceId>> {
    const FILE: &str = "ladder.toml";
    let mut raw: BTreeMap<String, Vec<String>> = section(folder, FILE, problems);
    let mut reader = Reader::new(FILE, problems);
    let mut ladder = BTreeMap::new();
    for audience in Audience::ALL {
        let key = audience.word();
        let ids = raw.remove(key).unwrap_or_default();
        if ids.is_empty() {
            reader.note(key, Cause::Missing);
        }
        reader.once(key, &ids);
        for id in &ids {
            reader.known(key, "service", id, services.iter());
        }
        ladder.insert(audience, ids.into_iter().map(ServiceId).collect());
    }
    for key in raw.keys() {
        reader.note(key, Cause::UnknownKey);
    }
    ladder
}

/// The newest day that one of some documents speaks for.
pub(super) fn newest<'a>(
    documents: &BTreeMap<String, Document>,
    ids: impl Iterator<Item = &'a str>,
) -> Option<NaiveDate> {
    ids.filter_map(|id| documents.get(id))
        .map(|document| document.as_of)
        .max()
}
