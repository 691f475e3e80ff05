//! Services that are asked for outright: by name, by nickname, by number.

use std::collections::{BTreeMap, HashMap};

use super::index::Texts;
use super::normal::{Word, fold, words};
use super::share;
use crate::directory::{Abroad, Directory, phone_like};
use crate::model::{Lang, Service, ServiceId};

/// A service that is named outright.
#[derive(Debug, Clone, PartialEq)]
pub struct Named {
    /// The service.
    pub service: ServiceId,
    /// The share of the question that the name is, from 0 to 1.
    pub share: f32,
    /// Whether the name is its own: more than one word, a nickname, or a number. "Krisesenter" names every crisis centre.
    pub own: bool,
}

/// What services are called.
#[derive(Debug)]
pub(super) struct Names {
    /// By the name without spaces and accents: "VO-linjen", "vo linjen" and "volinjen" are one.
    called: HashMap<String, Vec<Name>>,
    numbers: HashMap<String, Vec<ServiceId>>,
    /// Numbers that people know from home.
    abroad: Vec<Abroad>,
    /// How many words the longest name has.
    longest: usize,
}

#[derive(Debug, Clone, PartialEq, Eq)]
struct Name {
    service: ServiceId,
    own: bool,
}

/// In a question of more words, a name has to be spelled right to be one.
const FEW_WORDS: usize = 7;
/// How many letters a name has to have for one typing error, and for two.
const ONE_EDIT: usize = 6;
const TWO_EDITS: usize = 11;
/// How many parts a number may be written in.
const LONGEST_NUMBER: usize = 3;
/// A name of fewer letters would be found in every second question.
const SHORTEST: usize = 3;

impl Names {
    pub(super) fn of(directory: &Directory) -> Self {
        let mut called: HashMap<String, Vec<Name>> = HashMap::new();
        let mut numbers: HashMap<String, Vec<ServiceId>> = HashMap::new();
        let mut longest = 1;
        for service in directory.services() {
            for (spoken, own) in spoken(service) {
                longest = longest.max(words(&spoken).len());
                let known = called.entry(joined(&words(&spoken))).or_default();
                let name = Name {
                    service: service.id.clone(),
                    own,
                };
                match known.iter_mut().find(|each| each.service == name.service) {
                    Some(each) => each.own |= own,
                    None => known.push(name),
                }
            }
            for phone in &service.phones {
                let digits = phone.value.number.digits().to_owned();
                let known = numbers.entry(digits).or_default();
                if !known.contains(&service.id) {
                    known.push(service.id.clone());
                }
            }
        }
        Self {
            called,
            numbers,
            abroad: directory
                .emergency_ids()
                .map_or_else(Vec::new, |ids| ids.abroad.clone()),
            longest,
        }
    }

    /// The number of another country in a question, and who has that task here. In many words it is a bus or an age.
    pub(super) fn abroad(&self, question: &[Word]) -> Option<&Abroad> {
        if question.len() > FEW_WORDS {
            return None;
        }
        let windows = (1..=LONGEST_NUMBER).flat_map(|length| question.windows(length));
        let mut typed = windows.map(joined);
        typed.find_map(|typed| self.abroad.iter().find(|abroad| abroad.number == typed))
    }

    /// The services that a question names. The longest name first; among equals the one whose texts fit better, which `near` lists.
    pub(super) fn find(
        &self,
        about: &[Word],
        question: &str,
        texts: &Texts,
        near: &[(ServiceId, f32)],
    ) -> tantivy::Result<Vec<Named>> {
        let letters: usize = about.iter().map(|word| word.folded.len()).sum();
        // The most letters by which a service is named, and whether the name is its own.
        let mut found: BTreeMap<&ServiceId, (usize, bool)> = BTreeMap::new();
        let mut add = |service, length, own| {
            let best = found.entry(service).or_insert((length, own));
            *best = (*best).max((length, own));
        };
        let mut named = false;
        for digits in phone_like(question) {
            let digits: String = digits.chars().filter(char::is_ascii_digit).collect();
            for service in self.numbers.get(&digits).into_iter().flatten() {
                named = true;
                add(service, letters, true);
            }
        }
        for length in 1..=self.longest.min(about.len()) {
            for window in about.windows(length) {
                let key = joined(window);
                for name in self.called.get(&key).into_iter().flatten() {
                    named = true;
                    add(&name.service, key.len(), name.own);
                }
            }
        }
        let mut misspelled = Vec::new();
        if !named && about.len() <= FEW_WORDS {
            for length in 1..=self.longest.min(about.len()).min(3) {
                for window in about.windows(length) {
                    let key = joined(window);
                    for service in misspelt(&key, texts)? {
                        // A shade less than if it were spelled right.
                        misspelled.push((service, key.len().saturating_sub(1), length > 1));
                    }
                }
            }
        }
        for (service, length, own) in &misspelled {
            add(service, *length, *own);
        }
        let fit = |id: &ServiceId| near.iter().position(|(near, _)| near == id).unwrap_or(usize::MAX);
        let mut found: Vec<(&ServiceId, (usize, bool))> = found.into_iter().collect();
        found.sort_by(|(left, a), (right, b)| b.0.cmp(&a.0).then_with(|| fit(left).cmp(&fit(right))));
        let named = found.into_iter().map(|(service, (length, own))| Named {
            service: service.clone(),
            share: share(length, letters),
            own,
        });
        Ok(named.collect())
    }
}

/// The services that somebody who typed `key` may have meant.
fn misspelt(key: &str, texts: &Texts) -> tantivy::Result<Vec<ServiceId>> {
    let edits = match key.chars().count() {
        ..ONE_EDIT => return Ok(Vec::new()),
        ONE_EDIT..TWO_EDITS => 1,
        TWO_EDITS.. => 2,
    };
    texts.called(key, edits)
}

/// Everything a service is called, with whether it is its own name: its name, the name in brackets, the name before the brackets or a
/// dash, what people call it.
pub(super) fn spoken(service: &Service) -> Vec<(String, bool)> {
    let mut spoken = Vec::new();
    for name in Lang::ALL.iter().filter_map(|lang| service.name.exact(*lang)) {
        let parts = name.split(['(', ')', '—', '–', ',', ':']).map(str::trim);
        spoken.extend(
            parts
                .chain([name])
                .map(|part| (part.to_owned(), words(part).len() > 1)),
        );
    }
    spoken.extend(service.aliases.iter().map(|alias| (alias.clone(), true)));
    spoken.retain(|(name, _)| {
        let folded = fold(&name.to_lowercase());
        folded.chars().filter(|c| c.is_alphanumeric()).count() >= SHORTEST
    });
    spoken
}

/// Words written as one, without accents.
pub(super) fn joined(words: &[Word]) -> String {
    words.iter().map(|word| word.folded.as_str()).collect()
}
