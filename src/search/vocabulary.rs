//! The files of `index/`: what the search knows of a language.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use serde::Deserialize;

use super::normal::{fold, words};
use super::signals::{Pattern, Signal};
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
    pub(super) stop: BTreeSet<String>,
    /// Words that tell the language, and those that tell Russian and Ukrainian in Latin letters.
    pub(super) marks: Vec<String>,
    pub(super) marks_ru: Vec<String>,
    pub(super) marks_latin: Vec<String>,
    /// Folded form to the word it is read as.
    pub(super) forms: HashMap<String, String>,
    /// Folded parts of long words, longest first.
    pub(super) compounds: Vec<String>,
    pub(super) signals: BTreeMap<Signal, Vec<Pattern>>,
    pub(super) topics: BTreeMap<TopicId, Vec<String>>,
}

impl Vocabulary {
    /// Reads the vocabularies of every language. `topics` are the ids that the directory has.
    pub fn load(folder: &Folder, topics: &[&str]) -> Result<Vec<Self>, Vec<Problem>> {
        let mut problems = Vec::new();
        let all = Lang::ALL.into_iter().map(|lang| Self::read(folder, lang, topics, &mut problems)).collect();
        if problems.is_empty() { Ok(all) } else { Err(problems) }
    }

    /// What people say in a situation.
    pub fn says(&self) -> impl Iterator<Item = (&TopicId, &str)> {
        self.topics.iter().flat_map(|(topic, says)| says.iter().map(move |line| (topic, line.as_str())))
    }

    /// The language.
    #[must_use]
    pub fn lang(&self) -> Lang {
        self.lang
    }

    fn read(folder: &Folder, lang: Lang, topics: &[&str], problems: &mut Vec<Problem>) -> Self {
        let file = format!("{lang}.toml");
        let raw: RawVocabulary = match folder.get(&file) {
            Some(text) => parse(&file, text, problems),
            None => {
                problems.push(Problem::new(&file, "", Cause::MissingFile));
                RawVocabulary::default()
            }
        };
        let mut forms = HashMap::new();
        for (lemma, spellings) in &raw.forms {
            for form in spellings.iter().chain([lemma]) {
                if let [word] = words(form).as_slice() {
                    forms.entry(word.folded.clone()).or_insert_with(|| lemma.to_lowercase());
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
                problems.push(Problem::new(&file, format!("signals.{}", signal.key()), Cause::Missing));
            }
        }
        let says = Self::topics(&file, raw.topics, topics, problems);
        let mut compounds: Vec<String> = raw.compounds.iter().map(|part| fold(&part.to_lowercase())).collect();
        compounds.sort_by(|a, b| b.len().cmp(&a.len()).then_with(|| a.cmp(b)));
        compounds.dedup();
        Self {
            lang,
            stop: raw.stop.iter().map(|word| fold(&word.to_lowercase())).collect(),
            marks: raw.marks,
            marks_ru: raw.marks_ru,
            marks_latin: raw.marks_latin,
            forms,
            compounds,
            signals,
            topics: says,
        }
    }

    /// The sayings, checked: every topic has some, none stands twice, none holds digits that could be dialled.
    fn topics(
        file: &str,
        raw: BTreeMap<String, RawTopic>,
        known: &[&str],
        problems: &mut Vec<Problem>,
    ) -> BTreeMap<TopicId, Vec<String>> {
        let mut seen: HashMap<String, String> = HashMap::new();
        let mut topics = BTreeMap::new();
        for (id, topic) in raw {
            let key = format!("topics.{id}");
            if !known.contains(&id.as_str()) {
                let hint = hint(&id, known.iter().copied());
                let cause = Cause::UnknownId { what: "topic", id: id.clone(), hint };
                problems.push(Problem::new(file, &key, cause));
                continue;
            }
            for says in &topic.says {
                let same: Vec<String> = words(says).into_iter().map(|word| word.folded).collect();
                if same.is_empty() {
                    problems.push(Problem::new(file, &key, Cause::Other(format!("{says:?} says nothing"))));
                }
                if let Some(other) = seen.insert(same.join(" "), id.clone()) {
                    let cause = Cause::Other(format!("{says:?} stands twice, also in {other}"));
                    problems.push(Problem::new(file, &key, cause));
                }
            }
            topics.insert(TopicId(id), topic.says);
        }
        for id in known {
            if !topics.contains_key(&TopicId((*id).to_owned())) {
                problems.push(Problem::new(file, format!("topics.{id}"), Cause::Missing));
            }
        }
        topics
    }
}
