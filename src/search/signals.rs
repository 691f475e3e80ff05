//! Signs in a question that change the answer: danger now, thoughts of suicide, who is asking.
//!
//! They come from tables, never from a score: what decides whether somebody is told to call 112 can be read line by line.

use std::collections::{BTreeSet, HashMap};

use super::normal::{Word, words};
use super::vocabulary::Vocabulary;

/// A sign in a question.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Signal {
    /// Somebody may be hurt or killed now.
    Danger,
    /// Somebody may die of an injury or of something taken.
    Medical,
    /// It burns.
    Fire,
    /// Thoughts of suicide.
    Suicide,
    /// A sexual assault that may be recent.
    Rape,
    /// The person who asks hurts others.
    Perpetrator,
    /// A child or teenager asks.
    Child,
    /// Somebody asks who is no child or teenager.
    Adult,
    /// A man or boy asks.
    Man,
    /// It is about an old person.
    Elder,
    /// A professional asks.
    Professional,
    /// It was in the past.
    Past,
    /// It is now.
    Now,
    /// What follows is denied.
    Not,
}

impl Signal {
    /// Every sign, in the order of the files.
    pub(super) const ALL: [Self; 14] = [
        Self::Danger,
        Self::Medical,
        Self::Fire,
        Self::Suicide,
        Self::Rape,
        Self::Perpetrator,
        Self::Child,
        Self::Adult,
        Self::Man,
        Self::Elder,
        Self::Professional,
        Self::Past,
        Self::Now,
        Self::Not,
    ];

    /// The key in the files.
    pub(super) const fn key(self) -> &'static str {
        match self {
            Self::Danger => "danger",
            Self::Medical => "medical",
            Self::Fire => "fire",
            Self::Suicide => "suicide",
            Self::Rape => "rape",
            Self::Perpetrator => "perpetrator",
            Self::Child => "child",
            Self::Adult => "adult",
            Self::Man => "man",
            Self::Elder => "elder",
            Self::Professional => "professional",
            Self::Past => "past",
            Self::Now => "now",
            Self::Not => "not",
        }
    }

    pub(super) fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|signal| signal.key() == key)
    }

    /// Whether a sign of the past takes it away.
    const fn fades(self) -> bool {
        matches!(self, Self::Danger | Self::Medical | Self::Fire | Self::Rape)
    }
}

/// Words in an order: side by side, or with up to four others where `..` stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Pattern {
    parts: Vec<Part>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Part {
    /// Exactly this folded word.
    Word(String),
    /// A folded word that begins so.
    Beginning(String),
    /// A number that is not less than the first and not more than the second: an age.
    Number(u16, u16),
    /// Up to [`GAP`] words.
    Gap,
}

/// How many words may stand where `..` stands.
const GAP: usize = 4;
/// How far before a sign a denial counts, in words.
const DENIAL_REACH: usize = 2;

impl std::fmt::Display for Pattern {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let parts = self.parts.iter().map(|part| match part {
            Part::Word(word) => word.clone(),
            Part::Beginning(beginning) => format!("{beginning}*"),
            Part::Number(least, most) => format!("#{least}-{most}"),
            Part::Gap => "..".to_owned(),
        });
        f.write_str(&parts.collect::<Vec<_>>().join(" "))
    }
}

impl Pattern {
    /// Reads a pattern; `None` if it holds no word.
    pub(super) fn parse(text: &str) -> Option<Self> {
        let mut parts = Vec::new();
        for piece in text.split_whitespace() {
            if piece == ".." {
                parts.push(Part::Gap);
            } else if let Some(numbers) = piece.strip_prefix('#') {
                let (least, most) = numbers.split_once('-')?;
                parts.push(Part::Number(least.parse().ok()?, most.parse().ok()?));
            } else if piece.contains('*') && !piece.ends_with('*') {
                return None;
            } else if let Some(beginning) = piece.strip_suffix('*') {
                let [word] = words(beginning).try_into().ok()?;
                parts.push(Part::Beginning(word.folded));
            } else {
                let words = words(piece);
                // Only punctuation: `...` for `..`, a dash.
                if words.is_empty() {
                    return None;
                }
                parts.extend(words.into_iter().map(|word| Part::Word(word.folded)));
            }
        }
        let only_gaps = parts.iter().all(|part| *part == Part::Gap);
        (!only_gaps).then_some(Self { parts })
    }

    /// Whether the pattern matches where `words` begins.
    fn matches(parts: &[Part], words: &[&str]) -> bool {
        match (parts.split_first(), words.split_first()) {
            (None, _) => true,
            (Some((Part::Gap, rest)), _) => (0..=GAP.min(words.len()))
                .any(|skip| words.get(skip..).is_some_and(|words| Self::matches(rest, words))),
            (Some((Part::Word(word), rest)), Some((first, words))) => {
                word == first && Self::matches(rest, words)
            }
            (Some((Part::Beginning(beginning), rest)), Some((first, words))) => {
                first.starts_with(beginning.as_str()) && Self::matches(rest, words)
            }
            (Some((Part::Number(least, most), rest)), Some((first, words))) => {
                first
                    .parse()
                    .is_ok_and(|number: u16| (*least..=*most).contains(&number))
                    && Self::matches(rest, words)
            }
            (Some((Part::Word(_) | Part::Beginning(_) | Part::Number(..), _)), None) => false,
        }
    }

    /// The letter that a match begins with; none if it may be any.
    fn letter(&self) -> Option<char> {
        match self.parts.first()? {
            Part::Word(text) | Part::Beginning(text) => text.chars().next(),
            Part::Number(..) | Part::Gap => None,
        }
    }
}

/// The patterns of a sign, by the letter that a match begins with: there are thousands, and a question has a few words.
#[derive(Debug, Clone, Default)]
pub(super) struct Patterns(HashMap<Option<char>, Vec<Pattern>>);

impl FromIterator<Pattern> for Patterns {
    fn from_iter<T: IntoIterator<Item = Pattern>>(patterns: T) -> Self {
        let mut by_letter: HashMap<Option<char>, Vec<Pattern>> = HashMap::new();
        for pattern in patterns {
            by_letter.entry(pattern.letter()).or_default().push(pattern);
        }
        Self(by_letter)
    }
}

impl Patterns {
    /// The patterns that match in `words`, each with where it begins.
    fn found<'a>(&'a self, words: &'a [&'a str]) -> impl Iterator<Item = (usize, &'a Pattern)> {
        (0..words.len()).flat_map(move |start| {
            let words = words.get(start..).unwrap_or_default();
            let letter = words.first().and_then(|word| word.chars().next());
            let patterns = [letter, None]
                .into_iter()
                .filter_map(|letter| self.0.get(&letter))
                .flatten();
            patterns
                .filter(move |pattern| Pattern::matches(&pattern.parts, words))
                .map(move |pattern| (start, pattern))
        })
    }
}

/// The signs in a question, read with the tables of the languages it may be in, a clause at a time.
///
/// "He strangled me last year, we live apart now" is two clauses: what was in the past stays there.
#[allow(
    clippy::needless_pass_by_value,
    reason = "an iterator is passed to be used up"
)]
pub(super) fn read<'a>(
    clauses: &[Vec<Word>],
    vocabularies: impl Iterator<Item = &'a Vocabulary> + Clone,
) -> BTreeSet<Signal> {
    let mut signals = BTreeSet::new();
    for clause in clauses {
        let mut found = clause_signals(clause, vocabularies.clone());
        if is_past(&found) {
            found.retain(|signal| !signal.fades());
            // "He had a knife, but that was years ago" takes back what was said before it; "we parted a year ago, now he
            // is at the door" takes back nothing that comes after.
            if !signals.contains(&Signal::Now) {
                signals.retain(|signal: &Signal| !signal.fades());
            }
        }
        signals.extend(found);
    }
    signals
}

/// The patterns that match in a question, as the files have them, whether or not they count in the end.
pub(super) fn matches<'a>(
    clauses: &[Vec<Word>],
    vocabularies: impl Iterator<Item = &'a Vocabulary>,
) -> Vec<String> {
    let mut matches = Vec::new();
    for vocabulary in vocabularies {
        for (signal, patterns) in &vocabulary.signals {
            for clause in clauses {
                let folded: Vec<&str> = clause.iter().map(|word| word.folded.as_str()).collect();
                let found = patterns.found(&folded);
                matches
                    .extend(found.map(|(_, pattern)| format!("{} {:?}", signal.key(), pattern.to_string())));
            }
        }
    }
    matches
}

fn is_past(signals: &BTreeSet<Signal>) -> bool {
    signals.contains(&Signal::Past) && !signals.contains(&Signal::Now)
}

fn clause_signals<'a>(
    clause: &[Word],
    vocabularies: impl Iterator<Item = &'a Vocabulary>,
) -> BTreeSet<Signal> {
    let folded: Vec<&str> = clause.iter().map(|word| word.folded.as_str()).collect();
    let starts = |vocabulary: &'a Vocabulary, signal: Signal| -> Vec<usize> {
        let patterns = vocabulary.signals.get(&signal).into_iter();
        patterns
            .flat_map(|patterns| patterns.found(&folded))
            .map(|(start, _)| start)
            .collect()
    };
    let mut signals = BTreeSet::new();
    for vocabulary in vocabularies {
        let denials = starts(vocabulary, Signal::Not);
        // "He is dead now" is over: the "now" in it is none.
        let over: Vec<_> = vocabulary
            .signals
            .get(&Signal::Past)
            .map_or_else(Vec::new, |patterns| {
                let found = patterns.found(&folded);
                found
                    .map(|(start, pattern)| start..start + pattern.parts.len())
                    .collect()
            });
        let denied = |start: usize| denials.iter().any(|at| *at < start && start - at <= DENIAL_REACH);
        for signal in Signal::ALL {
            let found = starts(vocabulary, signal);
            let counts = match signal {
                Signal::Past | Signal::Not => !found.is_empty(),
                Signal::Now => found
                    .into_iter()
                    .any(|start| !over.iter().any(|over| over.contains(&start))),
                Signal::Danger
                | Signal::Medical
                | Signal::Fire
                | Signal::Suicide
                | Signal::Rape
                | Signal::Perpetrator
                | Signal::Child
                | Signal::Adult
                | Signal::Man
                | Signal::Elder
                | Signal::Professional => found.into_iter().any(|start| !denied(start)),
            };
            if counts {
                signals.insert(signal);
            }
        }
    }
    signals
}

#[cfg(test)]
mod tests {
    use super::*;

    fn matches(pattern: &str, text: &str) -> bool {
        let text = words(text);
        let folded: Vec<&str> = text.iter().map(|word| word.folded.as_str()).collect();
        let patterns: Patterns = Pattern::parse(pattern).into_iter().collect();
        patterns.found(&folded).next().is_some()
    }

    #[test]
    fn words_beginnings_and_gaps() {
        assert!(matches("har kniv", "Han har kniv!"));
        assert!(!matches("har kniv", "han har en kniv"));
        assert!(matches("har .. kniv*", "han har en stor kniven"));
        assert!(!matches("har .. kniv", "har a b c d e kniv"));
        assert!(matches("вб'є", "він мене вбʼє"));
        assert!(matches("er #23-99", "jeg er 31"));
        assert!(!matches("er #23-99", "jeg er 22"));
        assert!(!matches("er #23-99", "jeg er 100"));
    }
}
