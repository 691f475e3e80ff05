//! What is learned from the sayings of `index/`: which situation a question sounds like, in which language it is, which words there are.
//!
//! It is learned when the program is built, or by `lykt index`, and never at start. Situations and languages are told apart by
//! multinomial logistic regression over runs of characters and words: runs forgive typing errors, missing accents and endings, words and
//! pairs of words tell apart what shares its letters. `build.rs` compiles this file too, so it knows nothing of the rest of the program
//! but [`Word`]. Situations are told apart by what words mean, too ([`Meanings`]), which four languages share.

mod bits;
mod classifier;
mod cyrillic;
mod descent;
mod features;
mod meanings;
mod rows;
mod spoken;

use std::borrow::Cow;
use std::panic::resume_unwind;

use super::normal::{Word, is_cyrillic, words};
use classifier::{Classifier, number, read_text, write_text};
use cyrillic::CyrillicWords;
use descent::{Example, Plan};
use features::{EMPTY, exact, features, folded, hash, of_letters, of_meaning, visit};
use spoken::{Known, common, counts};

#[allow(unused_imports, reason = "the build learns, and explains nothing")]
pub(crate) use features::likeness;
pub(crate) use meanings::Meanings;

/// How situations and languages are learned; what comes of both has to fit into two megabytes.
const SITUATIONS: Plan = Plan {
    buckets: 1 << 18,
    keep: 1_398_000,
};
const LANGUAGES: Plan = Plan {
    buckets: 1 << 16,
    keep: 49_700,
};
/// How the file begins, with the version of its layout.
const MAGIC: &[u8; 8] = b"lykt-l-7";

/// The tag of the language that is written in two scripts.
const UKRAINIAN: &str = "uk";

/// Labels beside the situations: a person in danger now, somebody who is about to hurt another or just has, a life in danger now, and what lykt
/// cannot know.
pub(crate) const DANGER: &str = "danger";
pub(crate) const THREAT: &str = "threat";
pub(crate) const MEDICAL: &str = "medical";
pub(crate) const OTHER: &str = "other";
pub(crate) const LABELS: [&str; 4] = [DANGER, THREAT, MEDICAL, OTHER];

/// Something people say, with its label: the situation they say it in, or one of [`LABELS`].
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Saying {
    pub(crate) label: String,
    pub(crate) text: String,
    /// The tag of the language whose file it stands in.
    pub(crate) lang: String,
}

impl Saying {
    /// Marks have no label.
    fn is_situation(&self) -> bool {
        !self.label.is_empty()
    }
}

/// What there is to learn from.
#[derive(Debug, Default)]
pub(crate) struct Lessons {
    pub(crate) sayings: Vec<Saying>,
    /// Tags of languages, each with a plain English word and a word that means it there.
    meanings: Vec<(String, String, String)>,
    /// Kinds, each with a plain English word that is of it.
    kinds: Vec<(String, String)>,
    /// Of the files of sayings.
    digest: Digest,
}

impl Lessons {
    /// Adds the text of a file of sayings, without looking whether it is right.
    pub(crate) fn add_sayings(&mut self, lang: &str, text: &str) -> Result<(), toml::de::Error> {
        let file: toml::Table = text.parse()?;
        let topics = file.get("topics").and_then(toml::Value::as_table);
        let topics = topics.into_iter().flatten();
        let special = LABELS.into_iter().filter_map(|label| file.get_key_value(label));
        for (label, topic) in topics.chain(special) {
            self.say(lang, label, topic.get("says"));
        }
        self.digest.add_sayings(lang, text);
        Ok(())
    }

    /// The same for a file of words. The words that only this language has are no situation and have an empty label.
    pub(crate) fn add_words(&mut self, lang: &str, text: &str) -> Result<(), toml::de::Error> {
        let file: toml::Table = text.parse()?;
        for marks in ["marks", "marks_ru", "marks_latin"] {
            self.say(lang, "", file.get(marks));
        }
        let pairs = |key| {
            let table = file.get(key).and_then(toml::Value::as_table);
            let lists = table.into_iter().flatten();
            lists.flat_map(|(key, list)| texts(Some(list)).map(|text| (key.clone(), text.to_owned())))
        };
        let meanings = pairs("meanings").map(|(plain, word)| (lang.to_owned(), plain, word));
        self.meanings.extend(meanings);
        self.kinds.extend(pairs("kinds"));
        Ok(())
    }

    fn say(&mut self, lang: &str, label: &str, says: Option<&toml::Value>) {
        self.sayings.extend(texts(says).map(|text| Saying {
            label: label.to_owned(),
            text: text.to_owned(),
            lang: lang.to_owned(),
        }));
    }
}

/// The texts of a list; none of what is none.
fn texts(list: Option<&toml::Value>) -> impl Iterator<Item = &str> {
    let list = list.and_then(toml::Value::as_array).into_iter().flatten();
    list.filter_map(toml::Value::as_str)
}

/// Tells sets of files of sayings, of marks and of meanings apart, whatever order they stand in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Digest(u64);

impl Digest {
    fn add(&mut self, label: &str, text: &str) {
        let label = hash(hash(EMPTY, label.as_bytes()), &[0]);
        self.0 = self.0.wrapping_add(hash(label, text.as_bytes()));
    }

    /// The text of a file of sayings: a start has no time to look at each.
    pub(crate) fn add_sayings(&mut self, lang: &str, text: &str) {
        self.add(lang, text);
    }

    pub(crate) fn add_mark(&mut self, lang: &str, word: &str) {
        self.add(&format!("{lang}!"), word);
    }

    pub(crate) fn add_meaning(&mut self, lang: &str, plain: &str, word: &str) {
        self.add(&format!("{lang}={plain}"), word);
    }

    pub(crate) fn add_kind(&mut self, kind: &str, plain: &str) {
        self.add(&format!("#{kind}"), plain);
    }

    pub(crate) fn join(&mut self, other: Self) {
        self.0 = self.0.wrapping_add(other.0);
    }
}

/// What was learned.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Learned {
    /// The digest of the sayings and meanings it was learned from.
    from: Digest,
    meanings: Meanings,
    known: Known,
    /// See [`Self::common`], a line each.
    common: String,
    cyrillic: CyrillicWords,
    situations: Classifier,
    languages: Classifier,
}

impl Learned {
    /// Learns from sayings, always in the same order: the same sayings give the same bytes.
    pub(crate) fn from(lessons: Lessons) -> Self {
        let mut sayings = lessons.sayings;
        sayings.sort();
        let each = lessons.meanings.iter();
        let each = each.map(|(lang, plain, word)| (lang.as_str(), plain.as_str(), word.as_str()));
        let kinds = lessons.kinds.iter();
        let meanings = Meanings::of(each, kinds.map(|(kind, plain)| (kind.as_str(), plain.as_str())));
        let said: Vec<Said<'_>> = on_two_cores(&sayings, |saying| (saying, words(&saying.text)));
        let counts = counts(&said);
        let common = common(&counts);
        let cyrillic = cyrillic_words(&common, &meanings);
        // Neither knows of the other.
        let (situations, (languages, known)) = std::thread::scope(|scope| {
            let other = || {
                let languages = Classifier::learn(&languages(&said), LANGUAGES);
                (languages, Known::of(&counts))
            };
            let spawned = scope.spawn(other);
            let situations = Classifier::learn(&situations(&said, &meanings, &cyrillic), SITUATIONS);
            (
                situations,
                spawned.join().unwrap_or_else(|panic| resume_unwind(panic)),
            )
        });
        let mut from = lessons.digest;
        for mark in sayings.iter().filter(|saying| !saying.is_situation()) {
            from.add_mark(&mark.lang, &mark.text);
        }
        for (lang, plain, word) in &lessons.meanings {
            from.add_meaning(lang, plain, word);
        }
        for (kind, plain) in &lessons.kinds {
            from.add_kind(kind, plain);
        }
        Self {
            from,
            meanings,
            known,
            common,
            cyrillic,
            situations,
            languages,
        }
    }

    /// The digest of the sayings and meanings it was learned from.
    pub(crate) fn digest(&self) -> Digest {
        self.from
    }

    /// Whether somebody has said a word, or one with the same folded letters, or it is known what it means.
    pub(crate) fn knows(&self, word: &Word) -> bool {
        self.known.knows(word) || self.meanings.know(word)
    }

    /// Whether a word is known, and not as the name of a place.
    pub(crate) fn says_no_place(&self, word: &Word) -> bool {
        self.knows(word) && !self.meanings.name_a_place(word)
    }

    /// The folded words that many have said, the commonest first.
    pub(crate) fn common(&self) -> impl Iterator<Item = &str> {
        self.common.lines()
    }

    /// How much of a word somebody has said, from 0 to 1: all of it, or as many of its runs of letters.
    pub(crate) fn heard(&self, word: &Word) -> f32 {
        self.known.heard(word)
    }

    /// The labels of the situations.
    pub(crate) fn labels(&self) -> &[String] {
        self.situations.labels()
    }

    /// How likely each situation is, in the order of [`Self::labels`], if the question is in a language; the likelihoods add up to one.
    pub(crate) fn situations(&self, question: &[Word], lang: &str) -> Vec<f32> {
        self.situations.votes(&meant(question, lang, &self.meanings))
    }

    /// How likely each language is, by its tag; the likelihoods add up to one.
    pub(crate) fn languages(&self, question: &[Word]) -> impl Iterator<Item = (&str, f32)> {
        let votes = self.languages.votes(&features(question, exact));
        self.languages.labels().iter().map(String::as_str).zip(votes)
    }

    /// What in a question spoke for a situation, loudest first: a run of characters (`_slar`) or words, and what it added to the
    /// score.
    pub(crate) fn evidence(&self, question: &[Word], lang: &str, situation: &str) -> Vec<(String, f32)> {
        let mut seen = Vec::new();
        visit(question, folded, |feature| {
            seen.push((of_letters(hash(EMPTY, feature.as_bytes())), feature));
        });
        self.meanings.name(question, lang, |feature| {
            seen.push((of_meaning(hash(EMPTY, feature.as_bytes())), feature));
        });
        seen.sort();
        seen.dedup();
        let all = seen.len();
        let weight = |hash| self.situations.weight(hash, situation, all);
        let mut evidence: Vec<(String, f32)> = seen
            .into_iter()
            .map(|(hash, feature)| (feature, weight(hash)))
            .collect();
        evidence.sort_by(|a, b| b.1.total_cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
        evidence
    }

    /// As a file: the magic, the digest, the words, the common words with how many bytes they are, then both classifiers. Numbers are
    /// little-endian.
    pub(crate) fn to_bytes(&self) -> Vec<u8> {
        let mut bytes = MAGIC.to_vec();
        bytes.extend(self.from.0.to_le_bytes());
        self.known.write(&mut bytes);
        write_text(&self.common, &mut bytes);
        self.situations.write(&mut bytes);
        self.languages.write(&mut bytes);
        bytes
    }

    /// Reads what [`Self::to_bytes`] wrote; `None` if it is something else, or of another version. The meanings stand elsewhere: see
    /// [`Self::with`].
    pub(crate) fn from_bytes(bytes: &[u8]) -> Option<Self> {
        let mut rest = bytes.strip_prefix(MAGIC)?;
        let from = Digest(number(&mut rest)?);
        let read = Self {
            from,
            meanings: Meanings::default(),
            known: Known::read(&mut rest)?,
            common: read_text(&mut rest)?.to_owned(),
            cyrillic: CyrillicWords::default(),
            situations: Classifier::read(&mut rest)?,
            languages: Classifier::read(&mut rest)?,
        };
        rest.is_empty().then_some(read)
    }

    /// The same with the meanings it was learned from.
    pub(crate) fn with(self, meanings: Meanings) -> Self {
        Self {
            cyrillic: cyrillic_words(&self.common, &meanings),
            meanings,
            ..self
        }
    }

    /// Words in Latin letters that may be Ukrainian or Russian ones, in Cyrillic letters: one for each.
    pub(crate) fn in_cyrillic(&self, question: &[Word]) -> Vec<Word> {
        question.iter().map(|word| self.cyrillic.read(word)).collect()
    }
}

/// A saying in words.
type Said<'a> = (&'a Saying, Vec<Word>);

/// The words by which Latin letters are read in Cyrillic ones: the common ones, then all whose meaning is known.
fn cyrillic_words(common: &str, meanings: &Meanings) -> CyrillicWords {
    CyrillicWords::of(common.lines().chain(meanings.words()))
}

/// What situations are learned from: Ukrainian in Latin letters is read in Cyrillic ones, as it is when somebody asks.
fn situations<'a>(said: &[Said<'a>], meanings: &Meanings, cyrillic: &CyrillicWords) -> Vec<Example<'a>> {
    let situations = said.iter().filter(|(saying, _)| saying.is_situation());
    let situations: Vec<&Said<'a>> = situations.collect();
    on_two_cores(&situations, |(saying, said)| {
        let said = if saying.lang == UKRAINIAN && !is_cyrillic(said.iter()) {
            Cow::Owned(said.iter().map(|word| cyrillic.read(word)).collect())
        } else {
            Cow::Borrowed(said)
        };
        (saying.label.as_str(), meant(&said, &saying.lang, meanings))
    })
}

/// What comes of each, in the same order. Two cores are there nearly everywhere.
fn on_two_cores<'a, T: Sync, R: Send>(all: &'a [T], of: impl Fn(&'a T) -> R + Sync) -> Vec<R> {
    let (first, second) = all.split_at(all.len() / 2);
    let each = |part: &'a [T]| part.iter().map(&of).collect::<Vec<R>>();
    std::thread::scope(|scope| {
        let spawned = scope.spawn(|| each(second));
        let mut done = each(first);
        done.extend(spawned.join().unwrap_or_else(|panic| resume_unwind(panic)));
        done
    })
}

/// The features of a text in a language by which situations are told apart, each once: those of its words, and of what they mean.
fn meant(words: &[Word], lang: &str, meanings: &Meanings) -> Vec<u64> {
    let mut features = features(words, folded);
    meanings.features(words, lang, &mut features);
    features.sort_unstable();
    features.dedup();
    features
}

/// What languages are learned from. People leave the accents out, and then those are no help.
fn languages<'a>(said: &[Said<'a>]) -> Vec<Example<'a>> {
    let mut examples = Vec::with_capacity(2 * said.len());
    for (saying, said) in said {
        examples.push((saying.lang.as_str(), features(said, exact)));
        if said.iter().any(|word| word.exact != word.folded) {
            examples.push((saying.lang.as_str(), features(said, folded)));
        }
    }
    examples
}
