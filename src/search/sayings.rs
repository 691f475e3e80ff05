//! The files of `index/` that say what people say in each situation. A start does not read them: what is learned from them stands elsewhere.

use std::collections::{BTreeMap, HashMap};

use serde::Deserialize;

use super::learned::{DANGER, MEDICAL, OTHER, THREAT};
use super::normal::words;
use super::vocabulary::Vocabulary;
use crate::directory::characters;
use crate::directory::reader::parse;
use crate::folder::Folder;
use crate::model::Lang;
use crate::problem::{Cause, Problem, hint};

/// The file of a language.
pub(super) fn file(lang: Lang) -> String {
    format!("{lang}.toml")
}

/// The file as written.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct RawSayings {
    topics: BTreeMap<String, RawTopic>,
    danger: RawTopic,
    threat: RawTopic,
    medical: RawTopic,
    other: RawTopic,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct RawTopic {
    says: Vec<String>,
}

/// How many things people say in one language.
#[derive(Debug)]
pub struct Sayings {
    lang: Lang,
    /// By situation, and by what stands beside the situations.
    counts: BTreeMap<String, usize>,
}

impl Sayings {
    /// Looks at every saying of a language, and notes what is wrong. `topics` are the ids that the directory has; none if it cannot be read,
    /// and then nobody knows which are wanted.
    pub fn check(
        folder: &Folder,
        vocabulary: &Vocabulary,
        topics: &[&str],
        problems: &mut Vec<Problem>,
    ) -> Self {
        let lang = vocabulary.lang();
        let file = file(lang);
        let mut found = Vec::new();
        let text = folder.get(&file);
        let raw: Option<RawSayings> = text.map(|text| parse(&file, text, &mut found));
        let unreadable = found.iter().any(|problem| problem.cause.is_unreadable());
        // What is missing in a file that is not there or cannot be read is not the fault of whoever wrote it.
        let counts = match raw.filter(|_| !unreadable) {
            Some(raw) => {
                raw.look(&file, vocabulary, &mut found);
                raw.count(&file, topics, &mut found)
            }
            None => BTreeMap::new(),
        };
        problems.extend(found);
        Self { lang, counts }
    }

    /// The language.
    #[must_use]
    pub fn lang(&self) -> Lang {
        self.lang
    }

    /// How many things people say in a situation.
    #[must_use]
    pub fn of(&self, topic: &str) -> usize {
        self.counts.get(topic).copied().unwrap_or_default()
    }

    /// How many things people say in all situations.
    #[must_use]
    pub fn all(&self) -> usize {
        self.counts.values().sum()
    }
}

impl RawSayings {
    /// Everything that has sayings: its key in the file, its label, its sayings.
    fn labelled(&self) -> impl Iterator<Item = (String, &str, &RawTopic)> {
        let topics = self.topics.iter();
        let topics = topics.map(|(id, topic)| (format!("topics.{id}"), id.as_str(), topic));
        let special = [
            (DANGER, &self.danger),
            (THREAT, &self.threat),
            (MEDICAL, &self.medical),
            (OTHER, &self.other),
        ];
        topics.chain(special.map(|(label, topic)| (label.to_owned(), label, topic)))
    }

    /// How many sayings each topic has; noted are topics without any and topics that the directory does not have.
    fn count(&self, file: &str, known: &[&str], problems: &mut Vec<Problem>) -> BTreeMap<String, usize> {
        let mut counts = BTreeMap::new();
        for (key, id, topic) in self.labelled() {
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
            counts.insert(id.to_owned(), topic.says.len());
        }
        for id in known.iter().filter(|id| !counts.contains_key(**id)) {
            problems.push(Problem::new(file, format!("topics.{id}"), Cause::Missing));
        }
        counts
    }

    /// What is wrong with single sayings: none may say nothing, hold strange characters, or have the words of another in another
    /// order.
    fn look(&self, file: &str, vocabulary: &Vocabulary, problems: &mut Vec<Problem>) {
        let mut seen: HashMap<Vec<String>, (&str, &str)> = HashMap::new();
        for (key, id, topic) in self.labelled() {
            let mut note = |cause| problems.push(Problem::new(file, &key, cause));
            for says in &topic.says {
                characters(says).into_iter().for_each(&mut note);
                let meaning = meaning(says, vocabulary);
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

/// The words of a saying that mean something, whatever their order; all of them if none does.
fn meaning(says: &str, vocabulary: &Vocabulary) -> Vec<String> {
    let stops = |word: &String| vocabulary.stop.contains(word);
    let mut all: Vec<String> = words(says).into_iter().map(|word| word.folded).collect();
    if !all.iter().all(stops) {
        all.retain(|word| !stops(word));
        all.sort_unstable();
        all.dedup();
    }
    all
}
