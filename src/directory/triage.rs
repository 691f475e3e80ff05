//! The guided way: `triage.toml`. What it leads to is judged elsewhere; here every step has to be there and lead on.

use std::collections::{BTreeMap, BTreeSet};

use super::lists::section;
use super::raw::{RawChoice, RawTriage};
use super::reader::Reader;
use crate::folder::Folder;
use crate::model::{Leads, ServiceId, Step, StepChoice, TopicId, Triage};
use crate::problem::{Cause, Problem};

/// The file.
const FILE: &str = "triage.toml";

/// Reads the guided way. `topics` and `services` are those that it may name.
pub(super) fn triage(
    folder: &Folder,
    topics: &BTreeSet<String>,
    services: &BTreeSet<String>,
    problems: &mut Vec<Problem>,
) -> Triage {
    let raw: RawTriage = section(folder, FILE, problems);
    let mut reader = Reader::new(FILE, problems);
    let names: BTreeSet<String> = raw.steps.keys().cloned().collect();
    let mut name = |key: &str, value: Option<String>| {
        let name = reader.line(key, value).unwrap_or_default();
        if !name.is_empty() {
            reader.known(key, "step", &name, names.iter());
        }
        name
    };
    let start = name("start", raw.start);
    let under_18 = name("under_18", raw.under_18);
    for service in &raw.mediation {
        reader.known("mediation", "service", service, services.iter());
    }
    for (service, reason) in &raw.search_only {
        let key = format!("search_only.{service}");
        reader.known(&key, "service", service, services.iter());
        reader.line(&key, Some(reason.clone()));
    }
    let mut steps = BTreeMap::new();
    for (name, raw) in raw.steps {
        let key = |part: &str| format!("steps.{name}.{part}");
        let ask = reader.line(&key("ask"), raw.ask).unwrap_or_default();
        let audience = raw.audience.and_then(|word| reader.word(&key("audience"), &word));
        match raw.choices.len() {
            0 => reader.note(key("choices"), Cause::Missing),
            1..=Triage::MOST => {}
            many => {
                let cause = format!("has {many} choices, {} are the most", Triage::MOST);
                reader.note(key("choices"), Cause::Other(cause));
            }
        }
        let choices = raw.choices.into_iter().enumerate().filter_map(|(i, raw)| {
            let key = key(&format!("choices[{i}]"));
            choice(&mut reader, &key, raw, &names, topics)
        });
        let choices = choices.collect();
        let step = Step {
            ask,
            line: raw.line,
            audience,
            talk: raw.talk,
            choices,
        };
        steps.insert(name, step);
    }
    let triage = Triage {
        start,
        under_18,
        mediation: raw.mediation.into_iter().map(ServiceId).collect(),
        steps,
        search_only: (raw.search_only.into_iter())
            .map(|(service, reason)| (ServiceId(service), reason))
            .collect(),
    };
    leads_on(&triage, &mut reader);
    triage
}

fn choice(
    reader: &mut Reader<'_>,
    key: &str,
    raw: RawChoice,
    steps: &BTreeSet<String>,
    topics: &BTreeSet<String>,
) -> Option<StepChoice> {
    let audience = raw
        .audience
        .and_then(|word| reader.word(&format!("{key}.audience"), &word));
    let leads = match (raw.to, raw.topic, raw.answer) {
        (Some(step), None, None) => {
            reader.known(&format!("{key}.to"), "step", &step, steps.iter());
            Leads::Step(step)
        }
        (None, Some(topic), None) => {
            reader.known(&format!("{key}.topic"), "topic", &topic, topics.iter());
            Leads::Topic(TopicId(topic))
        }
        (None, None, Some(word)) => Leads::Answer(reader.word(&format!("{key}.answer"), &word)?),
        _ => {
            let one = "needs exactly one of `to`, `topic` and `answer`";
            reader.note(key, Cause::Other(one.to_owned()));
            return None;
        }
    };
    if raw.say.is_none() && !matches!(leads, Leads::Topic(_)) {
        reader.note(format!("{key}.say"), Cause::Missing);
    }
    Some(StepChoice {
        say: raw.say,
        leads,
        audience,
        calm: raw.calm,
    })
}

/// Notes steps that nothing leads to, and steps that lead back to themselves: nobody is to go round in circles.
fn leads_on(triage: &Triage, reader: &mut Reader<'_>) {
    let next = |name: &str| -> Vec<&str> {
        let choices = triage.steps.get(name).into_iter().flat_map(|step| &step.choices);
        let steps = choices.filter_map(|choice| match &choice.leads {
            Leads::Step(name) => Some(name.as_str()),
            Leads::Topic(_) | Leads::Answer(_) => None,
        });
        steps.collect()
    };
    let beyond = |name: &str| -> BTreeSet<&str> {
        let mut found = BTreeSet::new();
        let mut open = next(name);
        while let Some(name) = open.pop() {
            if found.insert(name) {
                open.extend(next(name));
            }
        }
        found
    };
    let reached = beyond(&triage.start);
    for name in triage.steps.keys() {
        let key = format!("steps.{name}");
        if *name != triage.start && !reached.contains(name.as_str()) {
            reader.note(&key, Cause::Other("no choice leads to this step".to_owned()));
        }
        if beyond(name).contains(name.as_str()) {
            reader.note(&key, Cause::Other("leads back to itself".to_owned()));
        }
    }
}
