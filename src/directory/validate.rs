//! Checks that need the whole directory: small, named, each reporting all it finds.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use super::{Directory, EmergencyIds, phone_like};
use crate::model::{Audience, Hours, Kind, PhoneNumber, Service, ServiceId};
use crate::problem::{Cause, Problem, hint};

/// A directory with the services that have mistakes of their own: what those lack is not held against others.
struct Whole<'a> {
    directory: &'a Directory,
    unsound: BTreeSet<&'a str>,
}

type Check = fn(&Whole<'_>) -> Vec<Problem>;

/// Every check, in the order of the files they look at.
const CHECKS: [Check; 6] = [
    emergency_numbers,
    topics_and_services_agree,
    decisions_are_kept,
    shared_numbers,
    child_welfare_lines,
    ladders,
];

pub(super) fn check(directory: &Directory, found: &[Problem]) -> Vec<Problem> {
    let service = |problem: &'_ Problem| -> Option<String> {
        Some(
            problem
                .file
                .strip_prefix("services/")?
                .strip_suffix(".toml")?
                .to_owned(),
        )
    };
    let unsound: BTreeSet<String> = found.iter().filter_map(service).collect();
    let whole = Whole {
        directory,
        unsound: unsound.iter().map(String::as_str).collect(),
    };
    CHECKS.iter().flat_map(|check| check(&whole)).collect()
}

impl Whole<'_> {
    fn sound(&self, id: &ServiceId) -> bool {
        !self.unsound.contains(id.as_str())
    }
}

/// The header shows 112, 113 and 110, and a number to call for each of the others.
fn emergency_numbers(whole: &Whole<'_>) -> Vec<Problem> {
    const FILE: &str = "emergency.toml";
    let directory = whole.directory;
    let Some(EmergencyIds {
        police,
        ambulance,
        fire,
        doctor,
        child_line,
        violence_line,
        general: _,
        abroad: _,
    }) = &directory.emergency
    else {
        return Vec::new();
    };
    let voice = |id: &ServiceId| {
        directory
            .service(id)
            .and_then(Service::voice)
            .map(PhoneNumber::digits)
    };
    let exact = [
        ("police", police, "112"),
        ("ambulance", ambulance, "113"),
        ("fire", fire, "110"),
    ];
    let wrong = exact
        .into_iter()
        .filter(|(_, id, number)| whole.sound(id) && voice(id) != Some(number));
    let wrong = wrong.map(|(key, _, number)| Problem::new(FILE, key, Cause::EmergencyNumber(number)));
    let any = [
        ("doctor", doctor),
        ("child_line", child_line),
        ("violence_line", violence_line),
    ];
    let silent = any
        .into_iter()
        .filter(|(_, id)| whole.sound(id) && voice(id).is_none());
    wrong
        .chain(silent.map(|(key, _)| Problem::new(FILE, key, needs_a_voice())))
        .collect()
}

/// A place's own line under the header has a number to call.
fn child_welfare_lines(whole: &Whole<'_>) -> Vec<Problem> {
    let directory = whole.directory;
    let silent = directory.places().filter(|place| {
        let line = place.child_welfare_line.as_ref().filter(|id| whole.sound(id));
        line.and_then(|id| directory.service(id))
            .is_some_and(|service| service.voice().is_none())
    });
    silent
        .map(|place| {
            Problem::new(
                "places.toml",
                format!("{}.child_welfare_line", place.id),
                needs_a_voice(),
            )
        })
        .collect()
}

/// Whoever needs somebody to talk to finds a line that is open around the clock wherever they are, and a way to write. Nobody who hurts
/// others is shown where those are whom they hurt.
fn ladders(whole: &Whole<'_>) -> Vec<Problem> {
    const FILE: &str = "ladder.toml";
    let directory = whole.directory;
    let mut problems = Vec::new();
    for (audience, ids) in directory.ladder.iter().filter(|(_, ids)| !ids.is_empty()) {
        let mut note = |cause: &str| {
            let cause = Cause::Other(cause.to_owned());
            problems.push(Problem::new(FILE, audience.word(), cause));
        };
        if ids.iter().any(|id| !whole.sound(id)) {
            continue;
        }
        let services: Vec<&Service> = ids.iter().filter_map(|id| directory.service(id)).collect();
        let everywhere = || services.iter().filter(|service| !service.area.is_local());
        let always = |service: &&&Service| {
            let mut phones = service.phones.iter().map(|phone| &phone.value);
            phones.any(|phone| phone.voice && phone.hours.as_ref().is_some_and(Hours::always))
        };
        if everywhere().find(always).is_none() {
            note("needs a national line that answers calls around the clock");
        }
        let writes = |service: &&&Service| {
            let sms = service.phones.iter().any(|phone| phone.value.sms);
            sms || !service.chats.is_empty() || !service.emails.is_empty()
        };
        if everywhere().find(writes).is_none() {
            note("needs a national service that one can write to");
        }
        let shelter = services.iter().any(|service| service.kind == Kind::CrisisCentre);
        if *audience == Audience::Perpetrator && shelter {
            note("must not name a crisis centre");
        }
    }
    problems
}

fn needs_a_voice() -> Cause {
    Cause::Other("needs a service with a number that takes calls".to_owned())
}

/// A service that a topic names first also names the topic.
fn topics_and_services_agree(whole: &Whole<'_>) -> Vec<Problem> {
    let directory = whole.directory;
    let mut problems = Vec::new();
    for topic in directory.topics() {
        for id in &topic.first {
            if directory
                .service(id)
                .is_some_and(|service| !service.topics.contains(&topic.id))
            {
                let cause = Cause::TopicNotListed(id.to_string());
                problems.push(Problem::new("topics.toml", format!("{}.first", topic.id), cause));
            }
        }
        if topic.first.is_empty() {
            problems.push(Problem::new(
                "topics.toml",
                format!("{}.first", topic.id),
                Cause::Missing,
            ));
        }
    }
    problems
}

/// What a decision chose is what the service shows, and what it rejected is not.
fn decisions_are_kept(whole: &Whole<'_>) -> Vec<Problem> {
    const FILE: &str = "decisions.toml";
    let directory = whole.directory;
    let withheld = |id: &str| {
        directory
            .decisions
            .withheld
            .iter()
            .any(|entry| entry.service.as_str() == id)
    };
    let mut problems = Vec::new();
    for decision in &directory.decisions.settled {
        let Some(id) = &decision.service else { continue };
        let key = |name: &str| format!("decision {} on {id}: {name}", decision.fact);
        let Some(service) = directory.service_called(id) else {
            if !withheld(id) && !whole.unsound.contains(id.as_str()) {
                let known = directory.services().map(|service| service.id.as_str());
                let cause = Cause::UnknownId {
                    what: "service",
                    id: id.clone(),
                    hint: hint(id, known),
                };
                problems.push(Problem::new(FILE, key("service"), cause));
            }
            continue;
        };
        if decision.field != "phone" || !whole.sound(&service.id) {
            continue;
        }
        let shows = |digits: &str| {
            service
                .phones
                .iter()
                .any(|phone| phone.value.number.digits() == digits)
        };
        let chosen = digits(&decision.chosen);
        if !shows(&chosen) {
            problems.push(Problem::new(
                FILE,
                key("chosen"),
                Cause::StaleDecision(decision.chosen.clone()),
            ));
        }
        for (_, printed) in &decision.rejected {
            for number in phone_like(printed).iter().map(|run| digits(run)) {
                if number != chosen && shows(&number) {
                    problems.push(Problem::new(
                        FILE,
                        key("rejected"),
                        Cause::Rejected(number, id.clone()),
                    ));
                }
            }
        }
    }
    problems
}

/// The digits of a number; nothing for a phrase that only speaks of one.
fn digits(text: &str) -> String {
    text.chars().filter(char::is_ascii_digit).collect()
}

/// One number at two services, or twice at one, is a mistake unless both entries say why.
fn shared_numbers(whole: &Whole<'_>) -> Vec<Problem> {
    let mut at: BTreeMap<&PhoneNumber, Vec<(&ServiceId, usize, bool)>> = BTreeMap::new();
    for service in whole.directory.services() {
        for (i, phone) in service.phones.iter().enumerate() {
            let entry = (&service.id, i, phone.value.note.is_some());
            at.entry(&phone.value.number).or_default().push(entry);
        }
    }
    let mut problems = Vec::new();
    for (number, entries) in at.iter().filter(|(_, entries)| entries.len() > 1) {
        for (n, (id, i, _)) in entries.iter().enumerate().filter(|(_, (_, _, noted))| !noted) {
            let other = entries
                .iter()
                .enumerate()
                .find(|(m, _)| *m != n)
                .map_or("", |(_, entry)| entry.0.as_str());
            let cause = Cause::SharedNumber {
                number: number.grouped(),
                other: other.to_owned(),
            };
            problems.push(Problem::new(
                format!("services/{id}.toml"),
                format!("phone[{i}].note"),
                cause,
            ));
        }
    }
    problems
}

/// Dates after a day.
pub(super) fn future(directory: &Directory, today: NaiveDate) -> Vec<Problem> {
    let documents = directory
        .documents
        .iter()
        .map(|(id, document)| ("sources.toml", format!("{id}.as_of"), document.as_of));
    let settled = directory.decisions.settled.iter();
    let settled = settled.map(|entry| {
        (
            "decisions.toml",
            format!("decision {}{}: decided", entry.fact, entry.about()),
            entry.decided,
        )
    });
    let withheld = directory.decisions.withheld.iter();
    let withheld = withheld.map(|entry| {
        (
            "decisions.toml",
            format!("withheld {}: decided", entry.service),
            entry.decided,
        )
    });
    documents
        .chain(settled)
        .chain(withheld)
        .filter(|(_, _, date)| *date > today)
        .map(|(file, key, date)| Problem::new(file, key, Cause::Future(date)))
        .collect()
}
