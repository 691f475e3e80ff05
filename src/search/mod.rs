//! Understanding a question: its language, the signs of danger in it, the situation, the services it names.
//!
//! Knows the directory and the vocabularies of `index/`. It only says how well things fit; who is shown, and in which order,
//! is for `answer` to decide.

mod analyze;
mod explain;
mod index;
mod language;
mod learned;
mod meant;
mod names;
pub(crate) mod normal;
mod places;
mod sayings;
mod signals;
mod sound;
mod spelling;
mod vocabulary;

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::panic::resume_unwind;
use std::path::Path;
use std::sync::Arc;

use crate::directory::{Abroad, Directory};
use crate::folder::Folder;
use crate::model::{Lang, PlaceId, Service, Topic};
use crate::problem::{Cause, Problem};

pub use explain::Reasons;
pub use language::Likely;
pub use names::Named;
pub use sayings::Sayings;
pub use signals::Signal;
pub use vocabulary::Vocabulary;

use learned::{DANGER, Digest, Learned, Lessons, MEDICAL, Meanings, OTHER, THREAT};
use meant::CommonWords;
use normal::{Read, Word, cut, is_cyrillic, read};
use signals::Signs;
use sound::sounds;

/// The search, ready to be asked.
#[derive(Debug)]
pub struct Search {
    directory: Arc<Directory>,
    vocabularies: Vec<Vocabulary>,
    learned: Learned,
    common: CommonWords,
    /// What each label of the situations stands for.
    labels: Vec<Label>,
    texts: index::Texts,
    places: places::Places,
    names: names::Names,
}

/// What a label of the situations stands for.
#[derive(Debug, Clone, Copy)]
enum Label {
    /// A situation, by its place among all.
    Topic(usize),
    Danger,
    Threat,
    Medical,
    Other,
    /// A situation that the directory does not have.
    Unknown,
}

/// The search could not be built or asked.
#[derive(Debug, thiserror::Error)]
#[error("the index does not work")]
pub struct SearchError(#[from] tantivy::TantivyError);

/// What a question seems to mean.
#[derive(Debug)]
pub struct Understanding<'a> {
    /// How likely each language is.
    pub likely: Likely,
    /// Whether it tells a language at all: a word or two in Latin letters, a number, or a name and no more do not.
    pub tells_language: bool,
    /// How many words there are.
    pub words: usize,
    /// The signs in it.
    pub signals: BTreeSet<Signal>,
    /// The signs that are there only to be denied.
    pub denied: BTreeSet<Signal>,
    /// A place that is named.
    pub place: Option<&'a PlaceId>,
    /// How likely each situation is, best first.
    pub topics: Vec<(&'a Topic, f32)>,
    /// How likely it is that somebody is in danger from a person now, that a life is in danger now, and that it is something lykt cannot
    /// know, such as the weather or a bus. With the situations they add up to one.
    pub danger: f32,
    /// How much of [`Self::danger`] is that the one who asks is about to hurt somebody, or just has.
    pub threat: f32,
    /// See [`Self::danger`].
    pub medical: f32,
    /// See [`Self::danger`].
    pub foreign: f32,
    /// The services whose texts fit with their scores, best first.
    pub texts: Vec<(&'a Service, f32)>,
    /// The services that are named outright, by name or by number.
    pub named: Vec<Named<'a>>,
    /// A number that is for help in another country, and the services that have that task here.
    pub abroad: Option<&'a Abroad>,
    /// How much of the question somebody has said before, from 0 to 1, by letters.
    pub known: f32,
}

/// How the words of a question are read.
#[derive(Debug)]
struct Reading<'a> {
    /// With fewer typing errors.
    meant: Cow<'a, [Word]>,
    /// What is in Latin letters as it reads in Cyrillic ones, if it may be Ukrainian.
    cyrillic: Option<Vec<Word>>,
    likely: Likely,
}

impl Reading<'_> {
    /// Figures of the question as it stands, and of its Cyrillic reading as much as that is likely.
    fn mixed(&self, latin: Vec<f32>, cyrillic: Option<Vec<f32>>) -> Vec<f32> {
        let Some(cyrillic) = cyrillic else { return latin };
        let ukrainian = self.likely.of(Lang::Uk);
        let each = latin.into_iter().zip(cyrillic);
        each.map(|(latin, cyrillic)| latin * (1.0 - ukrainian) + cyrillic * ukrainian)
            .collect()
    }
}

/// How many words in Latin letters tell a language.
const SENTENCE: usize = 3;
/// How much a language has to be likely for its tables of signs to be read.
const PLAUSIBLE: f32 = 0.03;

impl Search {
    /// Builds the index of a directory in memory, or opens and keeps it in the folder `cache`. `index` is the folder of the
    /// vocabularies, which holds what was learned from their sayings.
    pub fn new(
        directory: Arc<Directory>,
        index: &Folder,
        vocabularies: Vec<Vocabulary>,
        cache: Option<&Path>,
    ) -> Result<Self, Problem> {
        let rest = || {
            let (places, names) = (places::Places::of(&directory), names::Names::of(&directory));
            learned(index, &vocabularies).map(|learned| (learned, places, names))
        };
        // Neither waits for the other.
        let (texts, rest) = std::thread::scope(|scope| {
            let spawned = scope.spawn(rest);
            let cached = cache.map(|cache| index::Texts::cached(cache, &directory, &vocabularies));
            let texts = match cached {
                Some(Ok(texts)) => Ok(texts),
                Some(Err(error)) => {
                    // A disk that is full or may not be written to costs a slower start, and no answer.
                    tracing::warn!("the index cannot be kept on disk and is built in memory: {error}");
                    index::Texts::build(&directory, &vocabularies)
                }
                None => index::Texts::build(&directory, &vocabularies),
            };
            (texts, spawned.join().unwrap_or_else(|panic| resume_unwind(panic)))
        });
        let (learned, places, names) = rest?;
        let texts = texts.map_err(|error| Problem::new(index.name(), "", Cause::Other(error.to_string())))?;
        let label = |label: &String| match label.as_str() {
            DANGER => Label::Danger,
            THREAT => Label::Threat,
            MEDICAL => Label::Medical,
            OTHER => Label::Other,
            topic => directory.topic_number(topic).map_or(Label::Unknown, Label::Topic),
        };
        Ok(Self {
            labels: learned.labels().iter().map(label).collect(),
            common: CommonWords::of(learned.common()),
            directory,
            vocabularies,
            learned,
            texts,
            places,
            names,
        })
    }

    /// What a question seems to mean.
    pub fn understand(&self, question: &str) -> Result<Understanding<'_>, SearchError> {
        // Nothing looks at more than a person in need would write.
        let question = &*cut(question);
        let read = self.parted(read(question));
        let asked = read.words();
        let reading = self.reading(asked);
        let likely = reading.likely;
        let signs = self.signs(&read, &reading);
        let sounds = sounds(asked);
        let says_no_place = |number: usize| {
            let scripts = [Some(asked), reading.cyrillic.as_deref()].into_iter().flatten();
            let mut words = scripts.filter_map(|words| words.get(number));
            words.any(|word| self.learned.says_no_place(word))
        };
        let place = self.places.find(asked, &sounds, says_no_place);
        let of_place = place
            .as_ref()
            .map(|place| place.words.clone())
            .unwrap_or_default();
        let votes = |words: &[Word], lang: Lang| {
            (self.learned).situations(&names::without(words, of_place.clone()), lang.tag())
        };
        let cyrillic_votes = (reading.cyrillic.as_deref()).map(|words| votes(words, Lang::Uk));
        let votes = reading.mixed(votes(&reading.meant, likely.best()), cyrillic_votes);
        let tells = |word: &Word| {
            !self
                .vocabularies
                .iter()
                .any(|vocabulary| vocabulary.only_asks(word))
        };
        let spoken = names::Question::new(question, asked, &sounds, of_place, tells);
        let found = self.texts.find(spoken.about(), &self.vocabularies, likely)?;
        let mut topics = Vec::with_capacity(self.labels.len());
        let (mut danger, mut threat, mut medical, mut foreign) = (0.0, 0.0, 0.0, 0.0);
        for (label, vote) in self.labels.iter().zip(votes) {
            match *label {
                Label::Topic(number) => topics.push((number, vote)),
                Label::Danger => danger = vote,
                Label::Threat => threat = vote,
                Label::Medical => medical = vote,
                Label::Other => foreign = vote,
                Label::Unknown => {}
            }
        }
        let known = |word: &Word| self.learned.knows(word);
        let named = (self.names).find(&spoken, &self.texts, &ranked(found.names), known)?;
        let service = |number| self.directory.service_numbered(number);
        let topic = |(number, vote)| Some((self.directory.topic_numbered(number)?, vote));
        let text = |(number, score)| Some((service(number)?, score));
        let name = |(number, share, own)| {
            let service = service(number)?;
            Some(Named { service, share, own })
        };
        let named: Vec<Named<'_>> = named.into_iter().filter_map(name).collect();
        let is_name = named.iter().any(Named::is_all);
        Ok(Understanding {
            likely,
            tells_language: is_cyrillic(asked.iter()) || (said(asked) >= SENTENCE && !is_name),
            words: asked.len(),
            signals: signs.seen,
            denied: signs.denied,
            place: place.map(|place| place.id),
            topics: ranked(topics).into_iter().filter_map(topic).collect(),
            danger: danger + threat,
            threat,
            medical,
            foreign,
            texts: ranked(found.texts).into_iter().filter_map(text).collect(),
            named,
            abroad: self.names.abroad(asked, &sounds),
            known: self.known(&reading),
        })
    }

    /// How the words of a question are read.
    fn reading<'a>(&self, asked: &'a [Word]) -> Reading<'a> {
        let meant = self.mended(asked);
        let likely = Likely::detect(&self.learned, &meant);
        let may_be_cyrillic = likely.of(Lang::Uk) >= PLAUSIBLE && !is_cyrillic(asked.iter());
        let cyrillic = || self.mended(&self.learned.in_cyrillic(asked)).into_owned();
        Reading {
            meant,
            cyrillic: may_be_cyrillic.then(cyrillic),
            likely,
        }
    }

    /// The words of each script a question may be meant in, with the vocabularies of the languages they may be in.
    fn scripts<'a>(&'a self, reading: &'a Reading<'_>) -> Vec<(&'a [Word], Vec<&'a Vocabulary>)> {
        let all = self.vocabularies.iter();
        let plausible = all.filter(|vocabulary| reading.likely.of(vocabulary.lang()) >= PLAUSIBLE);
        let ukrainian = |vocabulary: &&Vocabulary| vocabulary.lang() == Lang::Uk;
        let cyrillic = reading.cyrillic.as_deref();
        let cyrillic = cyrillic.map(|words| (words, plausible.clone().filter(ukrainian).collect()));
        let latin = std::iter::once((&*reading.meant, plausible.collect()));
        latin.chain(cyrillic).collect()
    }

    /// The signs in a question, read in each language it may be in.
    fn signs(&self, read: &Read, reading: &Reading<'_>) -> Signs {
        let mut signs = Signs::default();
        for (words, vocabularies) in self.scripts(reading) {
            signs.join(signals::read(read.clauses(words), vocabularies.iter().copied()));
        }
        signs
    }

    /// How much of a question somebody has said before, from 0 to 1.
    fn known(&self, reading: &Reading<'_>) -> f32 {
        let cyrillic = reading.cyrillic.as_deref();
        let cyrillic = cyrillic.map(|words| vec![self.heard(words)]);
        let known = reading.mixed(vec![self.heard(&reading.meant)], cyrillic);
        known.into_iter().sum()
    }

    /// How much of the words somebody has said before, from 0 to 1, by letters.
    fn heard(&self, asked: &[Word]) -> f32 {
        // A number says nothing of a situation, however often people have said one.
        let letters = |word: &Word| letters(word.folded.chars().filter(|c| c.is_alphabetic()).count());
        let known: f32 = asked
            .iter()
            .map(|word| self.learned.heard(word) * letters(word))
            .sum();
        let all: f32 = asked.iter().map(letters).sum();
        if all > 0.0 { known / all } else { 0.0 }
    }
}

/// How many words there are that are no numbers.
fn said(words: &[Word]) -> usize {
    let letters = |word: &&Word| word.folded.chars().any(char::is_alphabetic);
    words.iter().filter(letters).count()
}

/// Learns from the sayings of an index folder: what [`Folder::LEARNED`] is to hold, and from how many sayings.
pub fn learn(index: &Folder) -> Result<(Vec<u8>, usize), Problem> {
    let mut lessons = Lessons::default();
    let wrong = |file, error: toml::de::Error| Problem::new(file, "", Cause::Syntax(error.to_string()));
    for lang in Lang::ALL {
        let says = sayings::file(lang);
        let read = lessons.add_sayings(lang.tag(), text(index, &says)?);
        read.map_err(|error| wrong(says, error))?;
        let words = vocabulary::file(lang);
        let read = lessons.add_words(lang.tag(), text(index, &words)?);
        read.map_err(|error| wrong(words, error))?;
    }
    let sayings = lessons.sayings.iter();
    let count = sayings.filter(|saying| !saying.label.is_empty()).count();
    Ok((Learned::from(lessons).to_bytes(), count))
}

/// The text of a file that has to be there.
fn text<'a>(index: &'a Folder, file: &str) -> Result<&'a str, Problem> {
    let why = || index.not_text().into_iter().chain(index.missing(file)).next();
    let missing = || Problem::new(file, "", Cause::MissingFile);
    index.get(file).ok_or_else(|| why().unwrap_or_else(missing))
}

/// Whether what was learned is from exactly these sayings.
pub fn is_learned(index: &Folder, vocabularies: &[Vocabulary]) -> Result<(), Problem> {
    learned(index, vocabularies).map(drop)
}

/// What was learned from exactly these sayings: it stands in the folder, or in the program if the sayings are those of the build.
fn learned(index: &Folder, vocabularies: &[Vocabulary]) -> Result<Learned, Problem> {
    let mut wanted = Digest::default();
    for vocabulary in vocabularies {
        wanted.join(vocabulary.digest);
    }
    let meanings = || {
        let meanings = vocabularies.iter().flat_map(Vocabulary::meanings);
        let kinds = vocabularies.iter().flat_map(Vocabulary::kinds);
        Meanings::of(meanings, kinds)
    };
    let read = |folder: &Folder| {
        let learned = folder.binary(Folder::LEARNED).and_then(Learned::from_bytes);
        learned.filter(|learned| learned.digest() == wanted)
    };
    // Neither waits for the other.
    let (learned, meanings) = std::thread::scope(|scope| {
        let spawned = scope.spawn(meanings);
        let learned = read(index).or_else(|| read(&Folder::index()));
        (
            learned,
            spawned.join().unwrap_or_else(|panic| resume_unwind(panic)),
        )
    });
    let learned = learned.ok_or_else(|| {
        let why = "is missing, or the sayings have changed since it was written; run `lykt index` with the same --index";
        Problem::new(Folder::LEARNED, "", Cause::Other(why.to_owned()))
    })?;
    Ok(learned.with(meanings))
}

#[allow(clippy::cast_precision_loss, reason = "letters of one question")]
fn letters(count: usize) -> f32 {
    count as f32
}

/// Best first; ties by number, so that the same question always gives the same answer.
fn ranked(mut scores: Vec<(usize, f32)>) -> Vec<(usize, f32)> {
    scores.sort_unstable_by(|(left, a), (right, b)| b.total_cmp(a).then_with(|| left.cmp(right)));
    scores
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_learned_fits_into_two_megabytes() {
        let learned = Folder::index().binary(Folder::LEARNED).unwrap().len();
        assert!(learned <= 2_000_000, "{learned} bytes");
    }
}
