//! True or silent: no channel ever shows digits that look like a telephone number and are not a fact of the directory.

use std::collections::BTreeSet;

use lykt::channels::json::Response;
use lykt::channels::terminal::Terminal;
use lykt::directory::phone_like;
use lykt::model::{Address, Lang};

use crate::help::{engine, every_answer, root};

/// Digits that may be shown: the numbers, and the house numbers and postal codes of public addresses.
fn facts() -> BTreeSet<String> {
    let engine = engine();
    let mut facts = BTreeSet::new();
    for service in engine.desk().directory().services() {
        facts.extend(
            service
                .phones
                .iter()
                .map(|phone| phone.value.number.digits().to_owned()),
        );
        if let Some(Address::Public(address)) = &service.address {
            facts.extend(phone_like(&address.value).iter().map(|run| digits(run)));
        }
    }
    facts
}

fn digits(run: &str) -> String {
    run.chars().filter(char::is_ascii_digit).collect()
}

/// Runs of digits of a text, without those of web addresses, that are no fact.
fn strangers(text: &str, facts: &BTreeSet<String>) -> Vec<String> {
    let address = |word: &&str| word.contains("://") || word.contains(".no") || word.contains(".com");
    let prose: Vec<&str> = text.split(' ').filter(|word| !address(word)).collect();
    let runs = phone_like(&prose.join(" "));
    runs.into_iter()
        .filter(|run| !facts.contains(&digits(run)))
        .collect()
}

/// The numbers that the sources print wrongly.
fn wrong(text: &str) -> bool {
    let runs = phone_like(text);
    runs.iter()
        .any(|run| ["111006", "117116", "809050"].contains(&digits(run).as_str()))
        || ["111 006", "117 116"].iter().any(|number| text.contains(number))
}

#[test]
fn every_number_on_every_channel_is_a_fact() {
    let facts = facts();
    for lang in Lang::ALL {
        for (name, answer) in every_answer(lang) {
            let terminal = Terminal::draw(&answer);
            assert_eq!(
                strangers(&terminal, &facts),
                Vec::<String>::new(),
                "{lang} {name}: {terminal}"
            );
            assert!(!wrong(&terminal), "{lang} {name}");
            let json = serde_json::to_value(Response::of(&answer)).unwrap();
            let phones = json["services"].as_array().unwrap().iter().flat_map(|service| {
                service["phones"]
                    .as_array()
                    .unwrap()
                    .iter()
                    .map(|phone| phone["number"].clone())
            });
            let emergency = json["emergency"]
                .as_array()
                .unwrap()
                .iter()
                .map(|entry| entry["phone"].clone());
            for number in phones.chain(emergency) {
                assert!(
                    facts.contains(number.as_str().unwrap()),
                    "{lang} {name}: {number}"
                );
            }
        }
    }
}

#[cfg(feature = "kiosk")]
#[test]
fn every_number_on_every_page_is_a_fact() {
    let facts = facts();
    for (name, page) in crate::kiosk::every_page() {
        let text = crate::kiosk::visible(&page);
        assert_eq!(strangers(&text, &facts), Vec::<String>::new(), "{name}: {text}");
        assert!(!wrong(&text), "{name}");
        for target in page.split("tel:").skip(1) {
            let target = target.split('"').next().unwrap().trim_start_matches("+47");
            assert!(facts.contains(target), "{name}: tel:{target}");
        }
    }
}

/// Numbers stand in the service files alone: not in a text, a catalogue or a template. The wrong ones stand in the decisions.
#[test]
fn numbers_stand_in_the_service_files_alone() {
    let facts = facts();
    let mut found = Vec::new();
    for folder in ["src", "locales"] {
        visit(&root().join(folder), &mut |path, text| {
            // Unit tests and the numbering plan itself hold examples.
            let text = text.split("#[cfg(test)]").next().unwrap();
            for line in text.lines().filter(|line| !line.trim_start().starts_with("//")) {
                for run in phone_like(line) {
                    let digits = digits(&run);
                    if digits.len() >= 6 && facts.contains(&digits) && !path.ends_with("model/phone.rs") {
                        found.push(format!("{path}: {line}"));
                    }
                }
            }
        });
    }
    assert_eq!(found, Vec::<String>::new());
}

fn visit(folder: &std::path::Path, file: &mut impl FnMut(&str, &str)) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            visit(&path, file);
        } else if let Ok(text) = std::fs::read_to_string(&path) {
            file(&path.to_string_lossy(), &text);
        }
    }
}
