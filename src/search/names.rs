//! Services that are asked for outright: by name, by nickname, by number.

use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap};
use std::ops::{Range, RangeInclusive};

use super::index::Texts;
use super::letters;
use super::normal::{Word, fold, words};
use super::sound::sounds;
use crate::directory::{Abroad, Directory, phone_like};
use crate::model::{Lang, Service};

/// A service that is named outright.
#[derive(Debug, Clone, PartialEq)]
pub struct Named<'a> {
    /// The service.
    pub service: &'a Service,
    /// The share of the question that the name is, from 0 to 1.
    pub share: f32,
    /// Whether the name is its own: more than one word, a nickname, or a number. "Krisesenter" names every crisis centre.
    pub own: bool,
}

/// What a person may ask for outright, beside the names in the index.
#[derive(Debug)]
pub(super) struct Names {
    /// The services, by their numbers, that have a telephone number.
    phones: HashMap<String, Vec<usize>>,
    /// Numbers that people know from home.
    abroad: Vec<Abroad>,
}

/// A question as names are looked for in it.
#[derive(Debug)]
pub(super) struct Question<'a> {
    /// The text as it was typed.
    text: &'a str,
    /// The sounds of all its words, and of those that name a place.
    sounds: &'a [String],
    place: &'a [String],
    /// The words that name no place, and their sounds.
    pub(super) about: Cow<'a, [Word]>,
    about_sounds: Cow<'a, [String]>,
}

/// In a question of more words, a name has to be spelled right to be one.
const FEW_WORDS: usize = 7;
/// How many letters a name has to have for one typing error, and for two.
const ONE_EDIT: usize = 6;
const TWO_EDITS: usize = 11;
/// How many digits a number has in Norway, and how many a short one has at most that is no helpline.
const DIGITS: usize = 8;
const SHORT: usize = 5;
/// How many parts a number may be written in.
const LONGEST_NUMBER: usize = 3;
/// How many words a name has at most, and one that is misspelt.
const LONGEST_NAME: usize = 16;
const LONGEST_MISSPELT: usize = 3;
/// A name of fewer letters would be found in every second question.
const SHORTEST: usize = 3;

/// The numbers in a text that can be dialled in Norway, in digits: people put blanks, points or dashes into them, and the country before them.
/// A short one with a point is a day: 1.12 is no 112.
fn dialled(text: &str) -> impl Iterator<Item = String> {
    let numbers = phone_like(&text.replace(['.', '-'], " ")).into_iter();
    numbers.filter_map(move |number| {
        let digits: String = number.chars().filter(char::is_ascii_digit).collect();
        let abroad = digits.strip_prefix("00").unwrap_or(&digits).strip_prefix("47");
        match abroad {
            Some(local) if local.len() == DIGITS => Some(local.to_owned()),
            Some(_) | None => (digits.len() > SHORT || text.contains(&number)).then_some(digits),
        }
    })
}

impl Names {
    pub(super) fn of(directory: &Directory) -> Self {
        let mut phones: HashMap<String, Vec<usize>> = HashMap::new();
        for service in directory.services() {
            for phone in &service.phones {
                let digits = phone.value.number.digits().to_owned();
                let known = phones.entry(digits).or_default();
                if !known.contains(&service.number) {
                    known.push(service.number);
                }
            }
        }
        let abroad = directory.emergency_ids().map(|ids| ids.abroad.clone());
        Self {
            phones,
            abroad: abroad.unwrap_or_default(),
        }
    }

    /// The number of another country in a question, and who has that task here. In many words it is a bus or an age.
    pub(super) fn abroad(&self, question: &[Word], sounds: &[String]) -> Option<&Abroad> {
        let digits = |word: &Word| word.folded.contains(|c: char| c.is_ascii_digit());
        if question.len() > FEW_WORDS || !question.iter().any(digits) {
            return None;
        }
        let mut typed = runs(sounds, 1..=LONGEST_NUMBER);
        typed.find_map(|typed| self.abroad.iter().find(|abroad| abroad.number == typed))
    }

    /// The services that a question names, by their numbers, each with the share of the question that the name is and whether the name is its
    /// own. The longest name first; among equals the one whose texts fit better, which `near` lists.
    /// `known` says whether people use a word otherwise.
    pub(super) fn find(
        &self,
        question: &Question<'_>,
        texts: &Texts,
        near: &[(usize, f32)],
        known: impl Fn(&Word) -> bool,
    ) -> tantivy::Result<Vec<(usize, f32, bool)>> {
        let Question {
            text,
            sounds,
            place,
            about,
            about_sounds,
        } = question;
        let all: usize = about.iter().map(|word| word.folded.len()).sum();
        let mut found = Found::default();
        for number in dialled(text) {
            for service in self.phones.get(&number).into_iter().flatten() {
                found.add(*service, all, true);
            }
        }
        // A name may hold a place, and a place may stand in the midst of a name; a place alone names no service.
        let apart = if place.is_empty() { &[][..] } else { about_sounds };
        let place = place.concat();
        for key in runs(sounds, 1..=LONGEST_NAME).chain(runs(apart, 1..=LONGEST_NAME)) {
            if key.chars().count() >= SHORTEST && key != place {
                for (service, own) in texts.called(&key, 0)? {
                    found.add(service, key.len(), own);
                }
            }
        }
        if found.0.is_empty() && about.len() <= FEW_WORDS {
            // A word that people use is what they mean, however near a name it is.
            let strange = about.iter().zip(&**about_sounds).filter(|(word, _)| !known(word));
            let strange = strange.map(|(_, sound)| sound.clone());
            let keys: Vec<String> = strange.chain(runs(about_sounds, 2..=LONGEST_MISSPELT)).collect();
            for edits in 1..=2 {
                let long =
                    |key: &&String| key.chars().count() >= if edits == 1 { ONE_EDIT } else { TWO_EDITS };
                for key in keys.iter().filter(long) {
                    for (service, own) in texts.called(key, edits)? {
                        // A shade less than if it were spelled right.
                        found.add(service, key.len().saturating_sub(1), own);
                    }
                }
                if !found.0.is_empty() {
                    break;
                }
            }
        }
        let fit = |service| {
            near.iter()
                .position(|(near, _)| *near == service)
                .unwrap_or(usize::MAX)
        };
        let mut found: Vec<(usize, (usize, bool))> = found.0.into_iter().collect();
        found.sort_by(|(left, a), (right, b)| b.0.cmp(&a.0).then_with(|| fit(*left).cmp(&fit(*right))));
        let named = found.into_iter().map(|(service, (length, own))| {
            let share = (letters(length) / letters(all).max(1.0)).min(1.0);
            (service, share, own)
        });
        Ok(named.collect())
    }
}

impl<'a> Question<'a> {
    /// A question of these words and sounds; those in `place` name a place.
    pub(super) fn new(text: &'a str, words: &'a [Word], sounds: &'a [String], place: Range<usize>) -> Self {
        Self {
            text,
            sounds,
            place: sounds.get(place.clone()).unwrap_or_default(),
            about: without(words, place.clone()),
            about_sounds: without(sounds, place),
        }
    }
}

/// Everything but what stands in a range; mostly that is nothing, and nothing is copied.
pub(super) fn without<T: Clone>(all: &[T], range: Range<usize>) -> Cow<'_, [T]> {
    if range.is_empty() {
        return Cow::Borrowed(all);
    }
    let (before, after) = (all.get(..range.start), all.get(range.end..));
    Cow::Owned([before.unwrap_or_default(), after.unwrap_or_default()].concat())
}

/// The services found, with the most letters by which each is named and whether that name is its own.
#[derive(Debug, Default)]
struct Found(BTreeMap<usize, (usize, bool)>);

impl Found {
    fn add(&mut self, service: usize, length: usize, own: bool) {
        let best = self.0.entry(service).or_insert((length, own));
        *best = (*best).max((length, own));
    }
}

/// Every run of so many words, written as one word.
fn runs(sounds: &[String], lengths: RangeInclusive<usize>) -> impl Iterator<Item = String> {
    lengths
        .flat_map(|length| sounds.windows(length))
        .map(<[String]>::concat)
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

/// Words written as one, by their sound.
pub(super) fn joined(words: &[Word]) -> String {
    sounds(words).concat()
}
