//! The files of `index/`: what the search knows of a language.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use serde::Deserialize;

use super::normal::{Lexicon, Word, fold, words};
use super::signals::{Pattern, Signal};
use crate::directory::characters;
use crate::directory::reader::parse;
use crate::folder::Folder;
use crate::model::{Lang, TopicId};
use crate::problem::{Cause, Problem, hint};

/// The file as written.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct RawVocabulary {
    stop: Vec<String>,
    marks: Vec<String>,
    marks_ru: Vec<String>,
    marks_latin: Vec<String>,
    compounds: Vec<String>,
    forms: BTreeMap<String, Vec<String>>,
    signals: BTreeMap<String, Vec<String>>,
    topics: BTreeMap<String, RawTopic>,
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
    /// Words that tell the language, and those that tell Russian and Ukrainian in Latin letters.
    pub(super) marks: Vec<Word>,
    pub(super) marks_ru: Vec<Word>,
    pub(super) marks_latin: Vec<Word>,
    /// Folded form to the word it is read as.
    pub(super) forms: HashMap<String, String>,
    /// Folded parts of long words by their first letter, longest first.
    pub(super) compounds: HashMap<char, Vec<String>>,
    pub(super) signals: BTreeMap<Signal, Vec<Pattern>>,
    /// What people say in each situation.
    pub(super) says: Sayings,
}

/// What people say in each situation, as numbers of words.
#[derive(Debug, Clone, Default)]
pub(super) struct Sayings {
    pub(super) lexicon: Lexicon,
    pub(super) lines: Vec<(TopicId, Vec<usize>)>,
}

impl Vocabulary {
    /// Reads the vocabularies of every language. `topics` are the ids that the directory has; none if it cannot be read.
    pub fn load(folder: &Folder, topics: &[&str]) -> Result<Vec<Self>, Vec<Problem>> {
        let read = |lang| {
            let mut problems = Vec::new();
            let vocabulary = Self::read(folder, lang, topics, &mut problems);
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
        let known = Lang::ALL.map(|lang| format!("{lang}.toml"));
        let stray = folder
            .iter()
            .filter(|(path, _)| !known.iter().any(|file| file == path));
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
        self.says
            .lines
            .iter()
            .filter(|(id, _)| id.as_str() == topic)
            .count()
    }

    /// How many things people say in all situations.
    #[must_use]
    pub fn all_sayings(&self) -> usize {
        self.says.lines.len()
    }

    /// The language.
    #[must_use]
    pub fn lang(&self) -> Lang {
        self.lang
    }

    fn read(folder: &Folder, lang: Lang, topics: &[&str], problems: &mut Vec<Problem>) -> Self {
        let file = format!("{lang}.toml");
        if folder.get(&file).is_none() {
            problems.push(Problem::new(&file, "", Cause::MissingFile));
        }
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
        let mut signals = BTreeMap::new();
        for (name, patterns) in &raw.signals {
            let Some(signal) = Signal::from_key(name) else {
                problems.push(Problem::new(&file, format!("signals.{name}"), Cause::UnknownKey));
                continue;
            };
            let parsed = patterns.iter().filter_map(|text| {
                let pattern = Pattern::parse(text);
                if pattern.is_none() {
                    let cause = Cause::Other(format!("{text:?} is not a pattern"));
                    problems.push(Problem::new(&file, format!("signals.{name}"), cause));
                }
                pattern
            });
            signals.insert(signal, parsed.collect());
        }
        for signal in Signal::ALL {
            if !signals.contains_key(&signal) {
                problems.push(Problem::new(
                    &file,
                    format!("signals.{}", signal.key()),
                    Cause::Missing,
                ));
            }
        }
        let unreadable = problems.iter().any(|problem| problem.cause.is_unreadable());
        let mut says = Self::topics(&file, raw.topics, raw.other, topics, problems);
        if unreadable {
            // What is missing then is not the fault of whoever wrote the file.
            problems.retain(|problem| problem.cause.is_unreadable());
            says = Sayings::default();
        }
        let spelled = |marks: &[String]| marks.iter().flat_map(|mark| words(mark)).collect();
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
            stop: raw.stop.iter().map(|word| fold(&word.to_lowercase())).collect(),
            marks: spelled(&raw.marks),
            marks_ru: spelled(&raw.marks_ru),
            marks_latin: spelled(&raw.marks_latin),
            forms,
            compounds: by_letter,
            signals,
            says,
        }
    }

    /// The sayings, checked: every topic has some, and none stands twice. Without any known topic, the directory could not be
    /// read, and nobody knows which are wanted.
    fn topics(
        file: &str,
        mut raw: BTreeMap<String, RawTopic>,
        other: RawTopic,
        known: &[&str],
        problems: &mut Vec<Problem>,
    ) -> Sayings {
        raw.insert(TopicId::OTHER.to_owned(), other);
        let mut seen: HashMap<Vec<usize>, TopicId> = HashMap::new();
        let mut sayings = Sayings::default();
        let mut found = BTreeSet::new();
        for (id, topic) in raw {
            let key = if id == TopicId::OTHER {
                id.clone()
            } else {
                format!("topics.{id}")
            };
            if topic.says.is_empty() {
                problems.push(Problem::new(file, &key, Cause::Missing));
            }
            if id != TopicId::OTHER && !known.is_empty() && !known.contains(&id.as_str()) {
                let hint = hint(&id, known.iter().copied());
                let cause = Cause::UnknownId {
                    what: "topic",
                    id: id.clone(),
                    hint,
                };
                problems.push(Problem::new(file, &key, cause));
                continue;
            }
            for says in &topic.says {
                let said = sayings.lexicon.read(says);
                if said.is_empty() {
                    problems.push(Problem::new(
                        file,
                        &key,
                        Cause::Other(format!("{says:?} says nothing")),
                    ));
                }
                problems.extend(
                    characters(says)
                        .into_iter()
                        .map(|cause| Problem::new(file, &key, cause)),
                );
                let topic = TopicId(id.clone());
                if let Some(other) = seen.insert(said.clone(), topic.clone()) {
                    let cause = Cause::Other(format!("{says:?} stands twice, also in {other}"));
                    problems.push(Problem::new(file, &key, cause));
                }
                sayings.lines.push((topic, said));
            }
            found.insert(id);
        }
        for id in known.iter().filter(|id| !found.contains(**id)) {
            problems.push(Problem::new(file, format!("topics.{id}"), Cause::Missing));
        }
        sayings
    }
}
