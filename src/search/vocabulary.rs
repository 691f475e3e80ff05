//! The files of `index/`: what the search knows of a language.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::hash::{Hash, Hasher};

use serde::Deserialize;

use super::learned::{DANGER, Digest, MEDICAL, OTHER};
use super::normal::{Word, fold, words};
use super::signals::{Pattern, Patterns, Signal};
use crate::directory::characters;
use crate::directory::reader::parse;
use crate::folder::Folder;
use crate::model::Lang;
use crate::problem::{Cause, Problem, hint};

/// The files of the same folder that say how much each piece of evidence counts, and how well each service answers; the answer reads them.
const OF_THE_ANSWER: [&str; 2] = ["weights.toml", "relevance.toml"];

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
    signals: BTreeMap<String, Vec<String>>,
    topics: BTreeMap<String, RawTopic>,
    danger: RawTopic,
    medical: RawTopic,
    other: RawTopic,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct RawTopic {
    says: Vec<String>,
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
    /// How many things people say in each situation.
    says: BTreeMap<String, usize>,
    /// Tells whether the sayings and meanings are those that the classifier has learned from.
    pub(super) digest: Digest,
}

impl Vocabulary {
    /// Reads the vocabularies of every language. `topics` are the ids that the directory has; none if it cannot be read.
    pub fn load(folder: &Folder, topics: &[&str]) -> Result<Vec<Self>, Vec<Problem>> {
        Self::load_all(folder, topics, false)
    }

    /// The same with a look at every single saying, which takes too long for a start.
    pub fn check(folder: &Folder, topics: &[&str]) -> Result<Vec<Self>, Vec<Problem>> {
        Self::load_all(folder, topics, true)
    }

    /// Hashes everything that decides into which terms a text is taken apart.
    pub(super) fn hash_analysis(&self, hasher: &mut impl Hasher) {
        let sorted = |words: &mut dyn Iterator<Item = String>| words.collect::<BTreeSet<_>>();
        sorted(&mut self.stop.iter().cloned()).hash(hasher);
        sorted(&mut self.forms.iter().map(|(form, word)| format!("{form} {word}"))).hash(hasher);
        sorted(&mut self.compounds.values().flatten().cloned()).hash(hasher);
    }

    fn load_all(folder: &Folder, topics: &[&str], thorough: bool) -> Result<Vec<Self>, Vec<Problem>> {
        let read = |lang| {
            let mut problems = Vec::new();
            let vocabulary = Self::read(folder, lang, topics, thorough, &mut problems);
            (vocabulary, problems)
        };
        // The files are large and have nothing to do with each other.
        let read: Vec<_> = std::thread::scope(|scope| {
            let threads = Lang::ALL.map(|lang| (lang, scope.spawn(move || read(lang))));
            threads
                .map(|(lang, thread)| thread.join().unwrap_or_else(|_| read(lang)))
                .into()
        });
        let (all, problems): (Vec<_>, Vec<_>) = read.into_iter().unzip();
        let mut problems = problems.concat();
        if thorough {
            Self::look_at_kinds(&all, &mut problems);
        }
        problems.extend(folder.not_text());
        let known = Lang::ALL.map(|lang| format!("{lang}.toml"));
        let stray = folder
            .iter()
            .filter(|(path, _)| !OF_THE_ANSWER.contains(path) && !known.iter().any(|file| file == path));
        problems.extend(stray.map(|(path, _)| Problem::new(path, "", Cause::StrayFile)));
        if problems.is_empty() {
            Ok(all)
        } else {
            Err(problems)
        }
    }

    /// How many things people say in a situation.
    #[must_use]
    pub fn sayings(&self, topic: &str) -> usize {
        self.says.get(topic).copied().unwrap_or_default()
    }

    /// How many things people say in all situations.
    #[must_use]
    pub fn all_sayings(&self) -> usize {
        self.says.values().sum()
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

    fn read(
        folder: &Folder,
        lang: Lang,
        topics: &[&str],
        thorough: bool,
        problems: &mut Vec<Problem>,
    ) -> Self {
        let file = format!("{lang}.toml");
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
        let mut signals = Patterns::default();
        let mut known = Vec::new();
        for (name, patterns) in &raw.signals {
            let Some(signal) = Signal::from_key(name) else {
                problems.push(Problem::new(&file, format!("signals.{name}"), Cause::UnknownKey));
                continue;
            };
            known.push(signal);
            for text in patterns {
                if let Some(pattern) = Pattern::parse(text) {
                    signals.add(signal, pattern);
                } else {
                    let cause = Cause::Other(format!("{text:?} is not a pattern"));
                    problems.push(Problem::new(&file, format!("signals.{name}"), cause));
                }
            }
        }
        for signal in Signal::ALL.into_iter().filter(|signal| !known.contains(signal)) {
            problems.push(Problem::new(
                &file,
                format!("signals.{}", signal.key()),
                Cause::Missing,
            ));
        }
        let unreadable = problems.iter().any(|problem| problem.cause.is_unreadable());
        let set = |words: &[String]| words.iter().map(|word| fold(&word.to_lowercase())).collect();
        let (stop, asking): (HashSet<String>, _) = (set(&raw.stop), set(&raw.asking));
        let (mut says, mut digest) = Self::count(&file, &raw, topics, problems);
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
            Self::look_at_sayings(&file, &raw, &stop, problems);
        }
        if unreadable {
            // What is missing then is not the fault of whoever wrote the file.
            problems.retain(|problem| problem.cause.is_unreadable());
            says = BTreeMap::new();
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
            says,
            digest,
        }
    }

    /// How many sayings each topic has, and their digest; noted are topics without any and topics that the directory does not have.
    /// Without any known topic, the directory could not be read, and nobody knows which are wanted.
    fn count(
        file: &str,
        raw: &RawVocabulary,
        known: &[&str],
        problems: &mut Vec<Problem>,
    ) -> (BTreeMap<String, usize>, Digest) {
        let mut digest = Digest::default();
        let mut counts = BTreeMap::new();
        for (key, id, topic) in raw.labelled() {
            if topic.says.is_empty() {
                problems.push(Problem::new(file, &key, Cause::Missing));
            }
            if key != id && !known.is_empty() && !known.contains(&id) {
                let cause = Cause::UnknownId {
                    what: "topic",
                    id: id.to_owned(),
                    hint: hint(id, known.iter().copied()),
                };
                problems.push(Problem::new(file, &key, cause));
                continue;
            }
            for says in &topic.says {
                digest.add(id, says);
            }
            counts.insert(id.to_owned(), topic.says.len());
        }
        for id in known.iter().filter(|id| !counts.contains_key(**id)) {
            problems.push(Problem::new(file, format!("topics.{id}"), Cause::Missing));
        }
        (counts, digest)
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
                    let file = format!("{}.toml", vocabulary.lang);
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

    /// What is wrong with single sayings: none may say nothing, hold strange characters, or have the words of another in another
    /// order.
    fn look_at_sayings(file: &str, raw: &RawVocabulary, stop: &HashSet<String>, problems: &mut Vec<Problem>) {
        let mut seen: HashMap<Vec<String>, (&str, &str)> = HashMap::new();
        for (key, id, topic) in raw.labelled() {
            let mut note = |cause| problems.push(Problem::new(file, &key, cause));
            for says in &topic.says {
                characters(says).into_iter().for_each(&mut note);
                let meaning = meaning(says, stop);
                if meaning.is_empty() {
                    note(Cause::Other(format!("{says:?} says nothing")));
                } else if let Some((other, twin)) = seen.insert(meaning, (id, says)) {
                    let why = format!("{says:?} says the same as {twin:?} in {other}; leave one of them out");
                    note(Cause::Other(why));
                }
            }
        }
    }
}

impl RawVocabulary {
    /// Everything that has sayings: its key in the file, its label, its sayings.
    fn labelled(&self) -> impl Iterator<Item = (String, &str, &RawTopic)> {
        let topics = self.topics.iter();
        let topics = topics.map(|(id, topic)| (format!("topics.{id}"), id.as_str(), topic));
        let special = [
            (DANGER, &self.danger),
            (MEDICAL, &self.medical),
            (OTHER, &self.other),
        ];
        topics.chain(special.map(|(label, topic)| (label.to_owned(), label, topic)))
    }
}

/// Each key of a table of lists with each text of its list.
fn pairs(table: &BTreeMap<String, Vec<String>>) -> impl Iterator<Item = (&str, &str)> {
    let all = table.iter();
    all.flat_map(|(key, texts)| texts.iter().map(move |text| (key.as_str(), text.as_str())))
}

/// The words of a saying that mean something, whatever their order; all of them if none does.
fn meaning(says: &str, stop: &HashSet<String>) -> Vec<String> {
    let mut all: Vec<String> = words(says).into_iter().map(|word| word.folded).collect();
    if all.iter().any(|word| !stop.contains(word)) {
        all.retain(|word| !stop.contains(word));
        all.sort_unstable();
        all.dedup();
    }
    all
}
