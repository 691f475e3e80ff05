//! Understanding a question: its language, the signs of danger in it, the situation, the services it names.
//!
//! Knows the directory and the vocabularies of `index/`. It only says how well things fit; who is shown, and in which order,
//! is for `answer` to decide.

mod analyze;
mod index;
mod language;
pub(crate) mod normal;
mod signals;
mod vocabulary;

use std::collections::BTreeSet;

use crate::directory::Directory;
use crate::model::{Lang, PlaceId, ServiceId, TopicId};

pub use language::Likely;
pub use signals::Signal;
pub use vocabulary::Vocabulary;

use normal::{Word, clauses, fold, words};

/// The search, ready to be asked.
#[derive(Debug)]
pub struct Search {
    vocabularies: Vec<Vocabulary>,
    detector: language::Detector,
    texts: index::Texts,
    places: Vec<(Vec<String>, PlaceId)>,
    names: Vec<(Vec<String>, ServiceId)>,
    numbers: Vec<(String, ServiceId)>,
}

/// The search could not be built or asked.
#[derive(Debug, thiserror::Error)]
#[error("the index does not work")]
pub struct SearchError(#[from] tantivy::TantivyError);

/// What a question seems to mean.
#[derive(Debug)]
pub struct Understanding {
    /// How likely each language is.
    pub likely: Likely,
    /// How many words there are.
    pub words: usize,
    /// The signs in it.
    pub signals: BTreeSet<Signal>,
    /// A place that is named.
    pub place: Option<PlaceId>,
    /// How well it sounds like something lykt cannot know: the weather, a bus.
    pub other: f32,
    /// The situations it sounds like with their scores, best first.
    pub topics: Vec<(TopicId, f32)>,
    /// The services whose texts fit with their scores, best first.
    pub texts: Vec<(ServiceId, f32)>,
    /// The services that are named outright, by name or by number.
    pub named: Vec<Named>,
    /// How much of the question the index has ever heard, from 0 to 1.
    pub known: f32,
}

/// A service that is named outright.
#[derive(Debug, Clone, PartialEq)]
pub struct Named {
    /// The service.
    pub service: ServiceId,
    /// The share of the question that the name is, from 0 to 1.
    pub share: f32,
    /// Whether the name is its own: more than one word, or a number. "Krisesenter" names every crisis centre.
    pub own: bool,
}

/// How much a language has to be likely for its tables of signs to be read.
const PLAUSIBLE: f32 = 0.03;

impl Search {
    /// Builds the index of a directory and its vocabularies, in memory.
    pub fn new(directory: &Directory, mut vocabularies: Vec<Vocabulary>) -> Result<Self, SearchError> {
        let learn = || language::Detector::learn(&vocabularies);
        let (texts, detector) = std::thread::scope(|scope| {
            let detector = scope.spawn(learn);
            (
                index::Texts::build(directory, &vocabularies),
                detector.join().unwrap_or_else(|_| learn()),
            )
        });
        let texts = texts?;
        // What was learned from is not needed any more.
        for vocabulary in &mut vocabularies {
            vocabulary.says = vocabulary::Sayings::default();
        }
        let spelled = |text: &str| -> Vec<String> { words(text).into_iter().map(|w| w.folded).collect() };
        let aliases = |place: &crate::model::Place| {
            place
                .aliases
                .iter()
                .map(|alias| (spelled(alias), place.id.clone()))
                .collect::<Vec<_>>()
        };
        let mut places: Vec<_> = directory.places().flat_map(aliases).collect();
        // The longest spelling wins: "Nordre Land" before a place that is called "Land".
        places.sort_by(|(a, _), (b, _)| b.len().cmp(&a.len()).then_with(|| a.cmp(b)));
        let mut names = Vec::new();
        let mut numbers = Vec::new();
        for service in directory.services() {
            for lang in Lang::ALL {
                for name in service.name.exact(lang).into_iter().flat_map(spoken_names) {
                    names.push((spelled(&name), service.id.clone()));
                }
            }
            let phones = service.phones.iter();
            numbers.extend(phones.map(|phone| (phone.value.number.digits().to_owned(), service.id.clone())));
        }
        names.retain(|(name, _)| !name.is_empty());
        names.sort();
        names.dedup();
        Ok(Self {
            vocabularies,
            detector,
            texts,
            places,
            names,
            numbers,
        })
    }

    /// What a question seems to mean. `chosen` is the language the person has chosen, if any.
    pub fn understand(&self, question: &str, chosen: Option<Lang>) -> Result<Understanding, SearchError> {
        let asked = words(question);
        let likely = self.likely(&asked, chosen);
        let plausible = self
            .vocabularies
            .iter()
            .filter(|vocabulary| likely.of(vocabulary.lang()) >= PLAUSIBLE);
        let signals = signals::read(&clauses(question), plausible);
        let place = self.place(&asked);
        let about: Vec<Word> = match &place {
            Some((_, spelling)) => asked
                .iter()
                .filter(|word| !spelling.contains(&word.folded))
                .cloned()
                .collect(),
            None => asked.clone(),
        };
        let found = self.texts.find(&about, &self.vocabularies, likely)?;
        let topics = found
            .topics
            .into_iter()
            .map(|(topic, scores)| (topic, together(&scores)));
        let (other, topics): (Vec<_>, Vec<_>) =
            topics.partition(|(topic, _)| topic.as_str() == TopicId::OTHER);
        Ok(Understanding {
            likely,
            words: asked.len(),
            signals,
            place: place.map(|(place, _)| place),
            other: other.first().map_or(0.0, |(_, score)| *score),
            topics: ranked(topics),
            texts: ranked(found.texts),
            named: self.named(&about, question, &ranked(found.names)),
            known: found.known,
        })
    }

    /// The language of a question; a chosen language is kept unless the question is plainly in another.
    fn likely(&self, asked: &[Word], chosen: Option<Lang>) -> Likely {
        let mut likely = self.detector.detect(asked);
        if let Some(chosen) = chosen {
            for (share, lang) in likely.0.iter_mut().zip(Lang::ALL) {
                *share = *share * 0.7 + if lang == chosen { 0.3 } else { 0.0 };
            }
        }
        likely
    }

    /// A place that is named, with the words that name it.
    fn place(&self, asked: &[Word]) -> Option<(PlaceId, Vec<String>)> {
        let folded: Vec<&str> = asked.iter().map(|word| word.folded.as_str()).collect();
        let named = self.places.iter().find(|(spelling, _)| {
            !spelling.is_empty()
                && folded
                    .windows(spelling.len())
                    .any(|run| run == spelling.as_slice())
        });
        named.map(|(spelling, place)| (place.clone(), spelling.clone()))
    }

    /// Services that are named outright: their number, or every word of a name they go by. The longest name first; among
    /// equals the one whose whole name fits better.
    fn named(&self, about: &[Word], question: &str, near: &[(ServiceId, f32)]) -> Vec<Named> {
        let letters: usize = about.iter().map(|word| word.folded.len()).sum();
        let folded: Vec<&str> = about.iter().map(|word| word.folded.as_str()).collect();
        let mut found: Vec<(usize, bool, &ServiceId)> = Vec::new();
        for digits in crate::directory::phone_like(question) {
            let digits: String = digits.chars().filter(char::is_ascii_digit).collect();
            let with = self.numbers.iter().filter(|(number, _)| *number == digits);
            found.extend(with.map(|(_, service)| (letters, true, service)));
        }
        let spoken = self
            .names
            .iter()
            .filter(|(name, _)| folded.windows(name.len()).any(|run| run == name.as_slice()));
        let length = |name: &[String]| name.iter().map(String::len).sum();
        found.extend(spoken.map(|(name, service)| (length(name), name.len() > 1, service)));
        let fit = |id: &ServiceId| near.iter().position(|(near, _)| near == id).unwrap_or(usize::MAX);
        found.sort_by(|(a, _, left), (b, _, right)| b.cmp(a).then_with(|| fit(left).cmp(&fit(right))));
        let mut named: Vec<Named> = Vec::new();
        for (length, own, service) in found {
            if !named.iter().any(|each| each.service == *service) {
                named.push(Named {
                    service: service.clone(),
                    share: share(length, letters),
                    own,
                });
            }
        }
        named
    }
}

/// A part of a whole, from 0 to 1.
fn share(part: usize, whole: usize) -> f32 {
    #[allow(clippy::cast_precision_loss, reason = "letters of one question")]
    if whole == 0 {
        0.0
    } else {
        part as f32 / whole as f32
    }
}

/// What people call a service: its name, the name in brackets, the name before the brackets or a dash.
fn spoken_names(name: &str) -> Vec<String> {
    let mut names: Vec<String> = name
        .split(['(', ')', '—', '–', ',', ':'])
        .map(str::trim)
        .map(str::to_owned)
        .collect();
    names.push(name.to_owned());
    // A name of one short or very common word would be found in every second question.
    names.retain(|name| {
        fold(&name.to_lowercase())
            .chars()
            .filter(|c| c.is_alphanumeric())
            .count()
            >= 3
    });
    names
}

/// The score of a topic from those of its sayings: the best one, and a little for each that agrees.
fn together(scores: &[f32]) -> f32 {
    scores
        .iter()
        .take(4)
        .zip([1.0, 0.35, 0.2, 0.1])
        .map(|(score, weight)| score * weight)
        .sum()
}

/// Best first; ties by id, so that the same question always gives the same answer.
fn ranked<T: Ord>(scores: impl IntoIterator<Item = (T, f32)>) -> Vec<(T, f32)> {
    let mut ranked: Vec<(T, f32)> = scores.into_iter().collect();
    ranked.sort_by(|(left, a), (right, b)| b.total_cmp(a).then_with(|| left.cmp(right)));
    ranked
}
