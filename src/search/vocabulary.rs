//! The files of `index/words/`: what the search knows of the words of a language.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::hash::{Hash, Hasher};
use std::panic::resume_unwind;

use serde::Deserialize;

use super::learned::Digest;
use super::normal::{Word, fold, words};
use super::sayings;
use super::signals::{Pattern, Patterns, Shorthands, Signal};
use crate::directory::reader::parse;
use crate::folder::Folder;
use crate::model::Lang;
use crate::problem::{Cause, Problem};

/// The files of the same folder that say how much each piece of evidence counts, and how well each service answers; the answer reads them.
const OF_THE_ANSWER: [&str; 2] = ["weights.toml", "relevance.toml"];

/// The file of a language.
pub(super) fn file(lang: Lang) -> String {
    format!("words/{lang}.toml")
}

/// The file as written.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct RawVocabulary {
    stop: Vec<String>,
    asking: Vec<String>,
    marks: Vec<String>,
    marks_ru: Vec<String>,
    marks_latin: Vec<String>,
    compounds: Vec<String>,
    forms: BTreeMap<String, Vec<String>>,
    kinds: BTreeMap<String, Vec<String>>,
    meanings: BTreeMap<String, Vec<String>>,
    ages: RawAges,
    groups: BTreeMap<String, Vec<String>>,
    signals: BTreeMap<String, Vec<String>>,
}

/// How people say an age, as written.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct RawAges {
    words: BTreeMap<String, u16>,
    counted: Vec<String>,
}

/// What the search knows of one language.
#[derive(Debug, Clone)]
pub struct Vocabulary {
    pub(super) lang: Lang,
    /// Folded words that say nothing.
    pub(super) stop: HashSet<String>,
    /// Folded words by which people ask for a number, an address or what something is, whatever it is.
    pub(super) asking: HashSet<String>,
    /// Folded form to the word it is read as.
    pub(super) forms: HashMap<String, String>,
    /// Folded parts of long words by their first letter, longest first.
    pub(super) compounds: HashMap<char, Vec<String>>,
    pub(super) signals: Patterns,
    /// Plain English words with the words that mean them.
    meanings: BTreeMap<String, Vec<String>>,
    /// Kinds with the plain English words that are of them.
    kinds: BTreeMap<String, Vec<String>>,
    /// Tells whether the sayings and meanings are those that the classifier has learned from.
    pub(super) digest: Digest,
}

impl Vocabulary {
    /// Reads the vocabularies of every language.
    pub fn load(folder: &Folder) -> Result<Vec<Self>, Vec<Problem>> {
        let (all, problems) = Self::read_all(folder, false);
        if problems.is_empty() {
            Ok(all)
        } else {
            Err(problems)
        }
    }

    /// The same with a look at every meaning, which takes too long for a start; beside what is right of them stands what is wrong.
    #[must_use]
    pub fn check(folder: &Folder) -> (Vec<Self>, Vec<Problem>) {
        let (all, mut problems) = Self::read_all(folder, true);
        Self::look_at_kinds(&all, &mut problems);
        (all, problems)
    }

    /// Hashes everything that decides into which terms a text is taken apart.
    pub(super) fn hash_analysis(&self, hasher: &mut impl Hasher) {
        let sorted = |words: &mut dyn Iterator<Item = String>| words.collect::<BTreeSet<_>>();
        sorted(&mut self.stop.iter().cloned()).hash(hasher);
        sorted(&mut self.forms.iter().map(|(form, word)| format!("{form} {word}"))).hash(hasher);
        sorted(&mut self.compounds.values().flatten().cloned()).hash(hasher);
    }

    fn read_all(folder: &Folder, thorough: bool) -> (Vec<Self>, Vec<Problem>) {
        let read = |lang| {
            let mut problems = Vec::new();
            let vocabulary = Self::read(folder, lang, thorough, &mut problems);
            (vocabulary, problems)
        };
        // The files are large and have nothing to do with each other.
        let read: Vec<_> = std::thread::scope(|scope| {
            let threads = Lang::ALL.map(|lang| scope.spawn(move || read(lang)));
            threads
                .map(|thread| thread.join().unwrap_or_else(|panic| resume_unwind(panic)))
                .into()
        });
        let (all, problems): (Vec<_>, Vec<_>) = read.into_iter().unzip();
        let mut problems = problems.concat();
        problems.extend(folder.not_text());
        let says = Lang::ALL.map(sayings::file);
        problems.extend(says.iter().filter_map(|file| folder.missing(file)));
        let known = Lang::ALL.map(file);
        let known: HashSet<&str> = (known.iter().chain(&says).map(String::as_str))
            .chain(OF_THE_ANSWER)
            .collect();
        let stray = folder.iter().filter(|(path, _)| !known.contains(path));
        problems.extend(stray.map(|(path, _)| Problem::new(path, "", Cause::StrayFile)));
        (all, problems)
    }

    /// Whether a word says nothing of what it is that somebody asks for.
    pub(super) fn only_asks(&self, word: &Word) -> bool {
        self.stop.contains(&word.folded) || self.asking.contains(&word.folded)
    }

    /// The tag of this language, with each plain English word and each word that means it here.
    pub(super) fn meanings(&self) -> impl Iterator<Item = (&str, &str, &str)> {
        pairs(&self.meanings).map(|(plain, word)| (self.lang.tag(), plain, word))
    }

    /// Kinds, each with a plain English word that is of it.
    pub(super) fn kinds(&self) -> impl Iterator<Item = (&str, &str)> {
        pairs(&self.kinds)
    }

    /// The language.
    #[must_use]
    pub fn lang(&self) -> Lang {
        self.lang
    }

    fn read(folder: &Folder, lang: Lang, thorough: bool, problems: &mut Vec<Problem>) -> Self {
        let file = file(lang);
        problems.extend(folder.missing(&file));
        let raw: RawVocabulary = folder
            .get(&file)
            .map(|text| parse(&file, text, problems))
            .unwrap_or_default();
        let mut forms = HashMap::new();
        for (lemma, spellings) in &raw.forms {
            for form in spellings.iter().chain([lemma]) {
                if let [word] = words(form).as_slice() {
                    forms
                        .entry(word.folded.clone())
                        .or_insert_with(|| lemma.to_lowercase());
                } else {
                    let cause = Cause::Other(format!("{form:?} must be one word"));
                    problems.push(Problem::new(&file, format!("forms.{lemma}"), cause));
                }
            }
        }
        let signals = Self::signals(&file, &raw, problems);
        let unreadable = problems.iter().any(|problem| problem.cause.is_unreadable());
        let set = |words: &[String]| words.iter().map(|word| fold(&word.to_lowercase())).collect();
        let (stop, asking): (HashSet<String>, _) = (set(&raw.stop), set(&raw.asking));
        let mut digest = Digest::default();
        if let Some(says) = folder.get(&sayings::file(lang)) {
            digest.add_sayings(lang.tag(), says);
        }
        for mark in [&raw.marks, &raw.marks_ru, &raw.marks_latin]
            .into_iter()
            .flatten()
        {
            digest.add_mark(lang.tag(), mark);
        }
        for (plain, words) in &raw.meanings {
            for word in words {
                digest.add_meaning(lang.tag(), plain, word);
            }
        }
        for (kind, plain) in &raw.kinds {
            for word in plain {
                digest.add_kind(kind, word);
            }
        }
        if thorough {
            Self::look_at_meanings(&file, &raw, problems);
        }
        if unreadable {
            // What is missing then is not the fault of whoever wrote the file.
            problems.retain(|problem| problem.cause.is_unreadable());
        }
        let mut compounds: Vec<String> = raw
            .compounds
            .iter()
            .map(|part| fold(&part.to_lowercase()))
            .collect();
        compounds.sort_by(|a, b| b.len().cmp(&a.len()).then_with(|| a.cmp(b)));
        compounds.dedup();
        let mut by_letter: HashMap<char, Vec<String>> = HashMap::new();
        for part in compounds {
            if let Some(letter) = part.chars().next() {
                by_letter.entry(letter).or_default().push(part);
            }
        }
        Self {
            lang,
            stop,
            asking,
            forms,
            compounds: by_letter,
            signals,
            meanings: raw.meanings,
            kinds: raw.kinds,
            digest,
        }
    }

    /// The signs of a language, with what is wrong with them.
    fn signals(file: &str, raw: &RawVocabulary, problems: &mut Vec<Problem>) -> Patterns {
        let shorthands = Shorthands::parse(&raw.ages.words, &raw.ages.counted, &raw.groups);
        let shorthands = shorthands.unwrap_or_else(|(table, text)| {
            let cause = Cause::Other(format!("{text:?} must be one word, or the beginning of one"));
            problems.push(Problem::new(file, table, cause));
            Shorthands::default()
        });
        let mut signals = Patterns::default();
        let mut known = Vec::new();
        for (name, patterns) in &raw.signals {
            let Some(signal) = Signal::from_key(name) else {
                problems.push(Problem::new(file, format!("signals.{name}"), Cause::UnknownKey));
                continue;
            };
            known.push(signal);
            for text in patterns {
                if let Some(pattern) = Pattern::parse(text, &shorthands) {
                    signals.add(signal, pattern);
                } else {
                    let cause = Cause::Other(format!("{text:?} is not a pattern"));
                    problems.push(Problem::new(file, format!("signals.{name}"), cause));
                }
            }
        }
        for signal in Signal::ALL.into_iter().filter(|signal| !known.contains(signal)) {
            problems.push(Problem::new(
                file,
                format!("signals.{}", signal.key()),
                Cause::Missing,
            ));
        }
        signals
    }

    /// What is wrong with meanings: each is a plain word, and what means it is one word and stands there once.
    fn look_at_meanings(file: &str, raw: &RawVocabulary, problems: &mut Vec<Problem>) {
        for (plain, meaning) in &raw.meanings {
            let mut note = |why| {
                let cause = Cause::Other(why);
                problems.push(Problem::new(file, format!("meanings.{plain}"), cause));
            };
            if !plain.chars().all(|c| c.is_ascii_lowercase()) {
                note("is not a plain word: small letters from a to z".to_owned());
            }
            let mut seen = HashSet::new();
            for text in meaning {
                match words(text).as_slice() {
                    [word] if seen.insert(word.folded.clone()) => {}
                    [_] => note(format!("{text:?} stands here twice")),
                    _ => note(format!("{text:?} must be one word")),
                }
            }
        }
    }

    /// What is wrong with kinds: a plain word that none of the languages has a word for, or that is of two kinds.
    fn look_at_kinds(all: &[Self], problems: &mut Vec<Problem>) {
        let mut seen: HashMap<&str, &str> = HashMap::new();
        for vocabulary in all {
            for (kind, plain) in vocabulary.kinds() {
                let mut note = |why| {
                    let file = file(vocabulary.lang);
                    problems.push(Problem::new(file, format!("kinds.{kind}"), Cause::Other(why)));
                };
                if !all.iter().any(|other| other.meanings.contains_key(plain)) {
                    note(format!("{plain:?} stands in no [meanings]"));
                }
                if let Some(other) = seen.insert(plain, kind) {
                    note(format!("{plain:?} stands in {other}, too; leave one of them out"));
                }
            }
        }
    }
}

/// Each key of a table of lists with each text of its list.
fn pairs(table: &BTreeMap<String, Vec<String>>) -> impl Iterator<Item = (&str, &str)> {
    let all = table.iter();
    all.flat_map(|(key, texts)| texts.iter().map(move |text| (key.as_str(), text.as_str())))
}
