//! Signs in a question that change the answer: danger now, thoughts of suicide, who is asking.
//!
//! They come from tables, never from a score: what decides whether somebody is told to call 112 can be read line by line.

use std::collections::{BTreeSet, HashMap, HashSet};

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
    /// The person who asks is hurt by somebody.
    Hurt,
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
    pub(super) const ALL: [Self; 15] = [
        Self::Danger,
        Self::Medical,
        Self::Fire,
        Self::Suicide,
        Self::Rape,
        Self::Perpetrator,
        Self::Hurt,
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
            Self::Hurt => "hurt",
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
/// By how many letters of their first word patterns are looked for.
const LETTERS: usize = 3;
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

    /// How many words the pattern takes where `words` begins, as few as can be; `None` if it does not match there.
    fn matches(parts: &[Part], words: &[&str]) -> Option<usize> {
        let Some((part, rest)) = parts.split_first() else {
            return Some(0);
        };
        if *part == Part::Gap {
            return (0..=GAP.min(words.len()))
                .find_map(|skip| Some(skip + Self::matches(rest, words.get(skip..)?)?));
        }
        let (first, words) = words.split_first()?;
        let fits = match part {
            Part::Word(word) => word == first,
            Part::Beginning(beginning) => first.starts_with(beginning.as_str()),
            Part::Number(least, most) => first
                .parse()
                .is_ok_and(|number: u16| (*least..=*most).contains(&number)),
            Part::Gap => true,
        };
        fits.then(|| Self::matches(rest, words))?.map(|length| length + 1)
    }

    /// Whether a word is one of those the pattern names.
    fn names(&self, word: &str) -> bool {
        self.parts
            .iter()
            .any(|part| matches!(part, Part::Word(named) if named == word))
    }

    /// The longest word that every match has at the same place, with how many words of the match stand before it.
    fn anchor(&self) -> Option<(usize, &str)> {
        let fixed = self.parts.iter().take_while(|part| **part != Part::Gap);
        let words = fixed.enumerate().filter_map(|(before, part)| match part {
            Part::Word(word) => Some((before, word.as_str())),
            Part::Beginning(_) | Part::Number(..) | Part::Gap => None,
        });
        words.max_by_key(|(_, word)| word.len())
    }

    /// The letters that a match begins with, not more than [`LETTERS`]; none if it may be any.
    fn letters(&self) -> &str {
        match self.parts.first() {
            Some(Part::Word(text) | Part::Beginning(text)) => beginnings(text).last().unwrap_or_default(),
            Some(Part::Number(..) | Part::Gap) | None => "",
        }
    }
}

/// The patterns of a language. There are thousands, and a question has a few words: each is looked at only where its longest word stands.
#[derive(Debug, Clone, Default)]
pub(super) struct Patterns {
    /// In the order of the file, with the sign of each.
    all: Vec<(Signal, Pattern)>,
    /// Their numbers by [`Pattern::anchor`].
    by_word: HashMap<String, Vec<(usize, usize)>>,
    /// The numbers of those without an anchor by [`Pattern::letters`].
    by_letters: HashMap<String, Vec<usize>>,
    /// The words that patterns name, and the beginnings.
    words: HashSet<String>,
    beginnings: HashSet<String>,
}

/// The beginnings of a word, from none of its letters to [`LETTERS`] or all of them.
fn beginnings(word: &str) -> impl Iterator<Item = &str> {
    let ends = word.char_indices().map(|(end, _)| end).chain([word.len()]);
    ends.take(LETTERS + 1).filter_map(|end| word.get(..end))
}

/// Where a pattern matches.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Match {
    signal: Signal,
    /// The number of its first word.
    start: usize,
    /// The number of the word after its last.
    end: usize,
    /// The number of the pattern.
    pattern: usize,
}

impl Match {
    fn holds(&self, place: usize) -> bool {
        (self.start..self.end).contains(&place)
    }
}

impl Patterns {
    pub(super) fn add(&mut self, signal: Signal, pattern: Pattern) {
        let number = self.all.len();
        if let Some((before, word)) = pattern.anchor() {
            let there = self.by_word.entry(word.to_owned()).or_default();
            there.push((before, number));
        } else {
            let there = self.by_letters.entry(pattern.letters().to_owned()).or_default();
            there.push(number);
        }
        for part in &pattern.parts {
            match part {
                Part::Word(word) => drop(self.words.insert(word.clone())),
                Part::Beginning(beginning) => drop(self.beginnings.insert(beginning.clone())),
                Part::Number(..) | Part::Gap => {}
            }
        }
        self.all.push((signal, pattern));
    }

    /// Whether a pattern names a folded word, or the beginning of it.
    pub(super) fn name(&self, word: &str) -> bool {
        let mut beginnings = word.char_indices().filter_map(|(end, _)| word.get(..end));
        self.words.contains(word)
            || self.beginnings.contains(word)
            || beginnings.any(|beginning| self.beginnings.contains(beginning))
    }

    /// Whether a denial stands in a gap of a match: "he does not hit and has no knife".
    fn denies_inside(&self, found: &Match, denial: &Match, words: &[&str]) -> bool {
        let named = |pattern: &(Signal, Pattern)| {
            let word = words.get(denial.start);
            word.is_some_and(|word| pattern.1.names(word))
        };
        denial.start > found.start
            && found.holds(denial.start)
            && !self.all.get(found.pattern).is_some_and(named)
    }

    /// Where patterns match in `words`.
    fn found<'a>(&'a self, words: &'a [&'a str]) -> impl Iterator<Item = Match> + 'a {
        let anchored = words.iter().enumerate().flat_map(|(place, word)| {
            let there = self.by_word.get(*word).into_iter().flatten();
            there.filter_map(move |(before, number)| Some((place.checked_sub(*before)?, *number)))
        });
        let others = words.iter().enumerate().flat_map(|(place, word)| {
            let there = beginnings(word).filter_map(|letters| self.by_letters.get(letters));
            there.flatten().map(move |number| (place, *number))
        });
        anchored.chain(others).filter_map(|(start, number)| {
            let (signal, pattern) = self.all.get(number)?;
            let length = Pattern::matches(&pattern.parts, words.get(start..)?)?;
            Some(Match {
                signal: *signal,
                start,
                end: start + length,
                pattern: number,
            })
        })
    }
}

/// The signs in a question.
#[derive(Debug, Default)]
pub(super) struct Signs {
    /// Those that count.
    pub(super) seen: BTreeSet<Signal>,
    /// Those that are only denied: "he has no knife".
    pub(super) denied: BTreeSet<Signal>,
}

impl Signs {
    /// Adds those of another reading of the same question.
    pub(super) fn join(&mut self, other: Self) {
        self.seen.extend(other.seen);
        self.denied.extend(other.denied);
        self.denied.retain(|signal| !self.seen.contains(signal));
    }
}

/// The signs in a question, read with the tables of the languages it may be in, a clause at a time.
///
/// "He strangled me last year, we live apart now" is two clauses: what was in the past stays there.
#[allow(
    clippy::needless_pass_by_value,
    reason = "an iterator is passed to be used up"
)]
pub(super) fn read<'a, 'w>(
    clauses: impl Iterator<Item = &'w [Word]>,
    vocabularies: impl Iterator<Item = &'a Vocabulary> + Clone,
) -> Signs {
    let mut signs = Signs::default();
    for clause in clauses {
        let mut found = clause_signs(clause, vocabularies.clone());
        if is_past(&found.seen) {
            found.seen.retain(|signal| !signal.fades());
            // "He had a knife, but that was years ago" takes back what was said before it; "we parted a year ago, now he
            // is at the door" takes back nothing that comes after.
            if !signs.seen.contains(&Signal::Now) {
                signs.seen.retain(|signal: &Signal| !signal.fades());
            }
        }
        signs.seen.extend(found.seen);
        signs.denied.extend(found.denied);
    }
    signs.denied.retain(|signal| !signs.seen.contains(signal));
    signs
}

/// The patterns that match in a question, as the files have them, whether or not they count in the end.
pub(super) fn matches<'a>(
    clauses: &[&[Word]],
    vocabularies: impl Iterator<Item = &'a Vocabulary>,
) -> Vec<String> {
    let mut matches = Vec::new();
    for vocabulary in vocabularies {
        let patterns = &vocabulary.signals;
        let mut found: Vec<(Signal, usize, Match)> = Vec::new();
        for (number, clause) in clauses.iter().enumerate() {
            let folded: Vec<&str> = clause.iter().map(|word| word.folded.as_str()).collect();
            let here = patterns.found(&folded);
            found.extend(here.map(|found| (found.signal, number, found)));
        }
        found.sort_unstable();
        let patterns = found
            .iter()
            .filter_map(|(_, _, found)| patterns.all.get(found.pattern));
        matches
            .extend(patterns.map(|(signal, pattern)| format!("{} {:?}", signal.key(), pattern.to_string())));
    }
    matches
}

fn is_past(signals: &BTreeSet<Signal>) -> bool {
    signals.contains(&Signal::Past) && !signals.contains(&Signal::Now)
}

fn clause_signs<'a>(clause: &[Word], vocabularies: impl Iterator<Item = &'a Vocabulary>) -> Signs {
    let folded: Vec<&str> = clause.iter().map(|word| word.folded.as_str()).collect();
    let mut signs = Signs::default();
    for vocabulary in vocabularies {
        let patterns = &vocabulary.signals;
        let found: Vec<Match> = patterns.found(&folded).collect();
        let of = |signal| found.iter().filter(move |found| found.signal == signal);
        let follows_denial = |found: &Match| {
            of(Signal::Not).any(|denial| {
                denial.start < found.start && found.start < denial.end + DENIAL_REACH
                    || patterns.denies_inside(found, denial, &folded)
            })
        };
        // "Never threatened to kill me" denies that he kills, too.
        let denied = |found: &Match| {
            let mut around = of(found.signal).filter(|other| other.holds(found.start));
            around.any(follows_denial)
        };
        // "He is dead now" is over: the "now" in it is none.
        let over = |place: usize| of(Signal::Past).any(|past| past.holds(place));
        for match_ in &found {
            let signs = match match_.signal {
                Signal::Now if over(match_.start) => continue,
                Signal::Past | Signal::Not | Signal::Now => &mut signs.seen,
                Signal::Danger
                | Signal::Medical
                | Signal::Fire
                | Signal::Suicide
                | Signal::Rape
                | Signal::Perpetrator
                | Signal::Hurt
                | Signal::Child
                | Signal::Adult
                | Signal::Man
                | Signal::Elder
                | Signal::Professional => {
                    if denied(match_) {
                        &mut signs.denied
                    } else {
                        &mut signs.seen
                    }
                }
            };
            signs.insert(match_.signal);
        }
    }
    signs
}

#[cfg(test)]
mod tests {
    use super::*;

    fn matches(pattern: &str, text: &str) -> bool {
        let text = words(text);
        let folded: Vec<&str> = text.iter().map(|word| word.folded.as_str()).collect();
        let mut patterns = Patterns::default();
        patterns.add(Signal::Danger, Pattern::parse(pattern).unwrap());
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
