//! Checks that need the whole directory: small, named, each reporting all it finds.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::{Directory, EmergencyIds};
use crate::model::{PhoneNumber, Service, ServiceId};
use crate::problem::{Cause, Problem};

/// Every check, in the order of the files they look at.
const CHECKS: [fn(&Directory) -> Vec<Problem>; 5] =
    [emergency_numbers, topics_and_services_agree, decisions_are_kept, shared_numbers, child_welfare_lines];

pub(super) fn check(directory: &Directory) -> Vec<Problem> {
    CHECKS.iter().flat_map(|check| check(directory)).collect()
}

/// The header shows 112, 113 and 110, and a number to call for each of the others.
fn emergency_numbers(directory: &Directory) -> Vec<Problem> {
    const FILE: &str = "emergency.toml";
    let Some(EmergencyIds { police, ambulance, fire, doctor, child_line, violence_line }) = &directory.emergency
    else {
        return Vec::new();
    };
    let voice = |id: &ServiceId| directory.service(id).and_then(Service::voice).map(PhoneNumber::digits);
    let exact = [("police", police, "112"), ("ambulance", ambulance, "113"), ("fire", fire, "110")];
    let wrong = exact.into_iter().filter(|(_, id, number)| voice(id) != Some(number));
    let wrong = wrong.map(|(key, _, number)| Problem::new(FILE, key, Cause::EmergencyNumber(number)));
    let any = [("doctor", doctor), ("child_line", child_line), ("violence_line", violence_line)];
    let silent = any.into_iter().filter(|(_, id)| voice(id).is_none());
    wrong.chain(silent.map(|(key, _)| Problem::new(FILE, key, needs_a_voice()))).collect()
}

/// A place's own line under the header has a number to call.
fn child_welfare_lines(directory: &Directory) -> Vec<Problem> {
    let silent = directory.places().filter(|place| {
        let line = place.child_welfare_line.as_ref();
        line.and_then(|id| directory.service(id)).is_some_and(|service| service.voice().is_none())
    });
    silent
        .map(|place| Problem::new("places.toml", format!("{}.child_welfare_line", place.id), needs_a_voice()))
        .collect()
}

fn needs_a_voice() -> Cause {
    Cause::Other("needs a service with a number that takes calls".to_owned())
}

/// A service that a topic names first also names the topic.
fn topics_and_services_agree(directory: &Directory) -> Vec<Problem> {
    let mut problems = Vec::new();
    for topic in directory.topics() {
        for id in &topic.first {
            if directory.service(id).is_some_and(|service| !service.topics.contains(&topic.id)) {
                let cause = Cause::TopicNotListed(id.to_string());
                problems.push(Problem::new("topics.toml", format!("{}.first", topic.id), cause));
            }
        }
        if topic.first.is_empty() {
            problems.push(Problem::new("topics.toml", format!("{}.first", topic.id), Cause::Missing));
        }
    }
    problems
}

/// What a decision chose is what the service shows, and what it rejected is not.
fn decisions_are_kept(directory: &Directory) -> Vec<Problem> {
    let withheld = |id: &str| directory.decisions.withheld.iter().any(|entry| entry.service.as_str() == id);
    let mut problems = Vec::new();
    for (i, decision) in directory.decisions.settled.iter().enumerate() {
        let Some(id) = &decision.service else { continue };
        let key = format!("decision[{i}]");
        let Some(service) = directory.service_called(id) else {
            if !withheld(id) {
                let known = directory.services.keys().map(ServiceId::as_str);
                let hint = crate::problem::hint(id, known);
                let cause = Cause::UnknownId { what: "service", id: id.clone(), hint };
                problems.push(Problem::new("decisions.toml", format!("{key}.service"), cause));
            }
            continue;
        };
        let shown = service.phones.iter().any(|phone| phone.value.number.digits() == decision.chosen);
        if decision.field == "phone" && PhoneNumber::parse(&decision.chosen).is_ok() && !shown {
            let cause = Cause::StaleDecision(decision.chosen.clone());
            problems.push(Problem::new("decisions.toml", format!("{key}.chosen"), cause));
        }
    }
    problems
}

/// One number at two services is a mistake unless both files say why.
fn shared_numbers(directory: &Directory) -> Vec<Problem> {
    let mut first: BTreeMap<&PhoneNumber, &ServiceId> = BTreeMap::new();
    let mut problems = Vec::new();
    for service in directory.services() {
        for (i, phone) in service.phones.iter().enumerate() {
            let number = &phone.value.number;
            let other = *first.entry(number).or_insert(&service.id);
            if other != &service.id && phone.value.note.is_none() {
                let cause = Cause::SharedNumber { number: number.grouped(), other: other.to_string() };
                let file = format!("services/{}.toml", service.id);
                problems.push(Problem::new(file, format!("phone[{i}].note"), cause));
            }
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
    let settled = directory.decisions.settled.iter().enumerate();
    let settled =
        settled.map(|(i, entry)| ("decisions.toml", format!("decision[{i}].decided"), entry.decided));
    let withheld = directory.decisions.withheld.iter().enumerate();
    let withheld =
        withheld.map(|(i, entry)| ("decisions.toml", format!("withheld[{i}].decided"), entry.decided));
    documents
        .chain(settled)
        .chain(withheld)
        .filter(|(_, _, date)| *date > today)
        .map(|(file, key, date)| Problem::new(file, key, Cause::Future(date)))
        .collect()
}
