//! The words that people say: which are known, and which of them many say.

use std::collections::{BTreeMap, HashMap};

use super::super::normal::Word;
use super::super::spelling::{Letters, nearly};
use super::features::{EMPTY, as_f32, hash};
use super::{Said, classifier::take};

/// How many bits there are for the words that were said and their runs of letters, and how many of them stand for one: two strange words
/// in a hundred are taken for known.
const WORD_BITS: usize = 1 << 20;
const BITS_A_WORD: usize = 5;
/// How long the runs of letters are by which a strange word is heard: "sinneproblemer" after "sinne" and "problemer".
const HEARD: usize = 4;
/// How many times a word is said by those who spell it right: strange words are read as one that was said so often.
const COMMON: usize = 4;
/// A word that was said so seldom, of so many letters, is a typing error of one that was said so often, if one letter makes the difference.
const SELDOM: usize = 2;
const OFTEN: usize = 50;
const LONG: usize = 5;

/// Words and runs of letters in a set that may take a strange one for a known one, but never the other way round (a Bloom filter).
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Known(Vec<u8>);

impl Known {
    /// The words that people say, but for typing errors, and the runs of letters of all of them.
    pub(super) fn of(counts: &Counts<'_>) -> Self {
        let mut known = Self(vec![0; WORD_BITS / 8]);
        let often = Often::of(counts);
        for (word, count) in counts {
            if *count > SELDOM || !often.is_meant_by(word) {
                known.add(word);
            }
            runs(word).for_each(|run| known.add(&run));
        }
        known
    }

    /// Whether somebody has said a word, or one with the same folded letters.
    pub(super) fn knows(&self, word: &Word) -> bool {
        self.has(&word.folded)
    }

    /// How much of a word somebody has said, from 0 to 1: all of it, or as many of its runs of letters.
    pub(super) fn heard(&self, word: &Word) -> f32 {
        if self.knows(word) {
            return 1.0;
        }
        let runs: Vec<bool> = runs(&word.folded).map(|run| self.has(&run)).collect();
        let heard = runs.iter().filter(|heard| **heard).count();
        as_f32(heard) / as_f32(runs.len().max(1))
    }

    pub(super) fn write(&self, bytes: &mut Vec<u8>) {
        bytes.extend(&self.0);
    }

    /// Reads what [`Self::write`] wrote.
    pub(super) fn read(rest: &mut &[u8]) -> Option<Self> {
        Some(Self(take(rest, WORD_BITS / 8)?.to_vec()))
    }

    fn bits(word: &str) -> impl Iterator<Item = usize> {
        let hash = hash(EMPTY, word.as_bytes());
        let (start, step) = (hash >> 32, (hash & 0xffff_ffff) | 1);
        (0..BITS_A_WORD as u64)
            .map(move |n| usize::try_from((start + n * step) % WORD_BITS as u64).unwrap_or_default())
    }

    fn add(&mut self, word: &str) {
        for bit in Self::bits(word) {
            if let Some(byte) = self.0.get_mut(bit / 8) {
                *byte |= 1 << (bit % 8);
            }
        }
    }

    fn has(&self, word: &str) -> bool {
        Self::bits(word).all(|bit| {
            self.0
                .get(bit / 8)
                .is_some_and(|byte| byte & (1 << (bit % 8)) != 0)
        })
    }
}

/// The words that many have said, a line each, the commonest first.
pub(super) fn common(counts: &Counts<'_>) -> String {
    let mut common: Vec<(&str, usize)> = counts.iter().map(|(word, count)| (*word, *count)).collect();
    common.retain(|(word, count)| *count >= COMMON && word.chars().all(char::is_alphabetic));
    common.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    let common = common.into_iter().map(|(word, _)| word);
    common.collect::<Vec<_>>().join("\n")
}

/// The words that are said all the time, by their first letter, which hardly anybody gets wrong.
struct Often<'a>(BTreeMap<char, Vec<(Letters, &'a str)>>);

impl<'a> Often<'a> {
    fn of(counts: &Counts<'a>) -> Self {
        let mut often: BTreeMap<char, Vec<(Letters, &str)>> = BTreeMap::new();
        for (word, _) in counts.iter().filter(|(_, count)| **count >= OFTEN) {
            if let Some(first) = word.chars().next() {
                let letters = Letters::of(word.chars());
                often.entry(first).or_default().push((letters, word));
            }
        }
        Self(often)
    }

    /// Whether a word is one of them with a typing error, as far as its letters tell.
    fn is_meant_by(&self, word: &str) -> bool {
        let letters = Letters::of(word.chars());
        let often = word.chars().next().and_then(|first| self.0.get(&first));
        let mut often = often.into_iter().flatten();
        word.chars().count() >= LONG
            && often.any(|(other, often)| letters.may_become(*other, 1) && nearly(word, often, 1))
    }
}

/// How many times each folded word was said.
pub(super) type Counts<'a> = BTreeMap<&'a str, usize>;

pub(super) fn counts<'a>(said: &'a [Said<'_>]) -> Counts<'a> {
    let situations = said.iter().filter(|(saying, _)| saying.is_situation());
    let mut counts: HashMap<&str, usize> = HashMap::new();
    for word in situations.flat_map(|(_, said)| said) {
        *counts.entry(word.folded.as_str()).or_default() += 1;
    }
    // In order only once each is counted: most words are said many times.
    counts.into_iter().collect()
}

/// The runs of letters of a word, marked so that none is taken for a word.
fn runs(word: &str) -> impl Iterator<Item = String> {
    let padded: Vec<char> = ['_'].into_iter().chain(word.chars()).chain(['_']).collect();
    let runs: Vec<String> = padded
        .windows(HEARD)
        .map(|run| ['~'].iter().chain(run).collect())
        .collect();
    runs.into_iter()
}

#[cfg(test)]
mod tests {
    use super::super::super::normal::words;
    use super::super::Saying;
    use super::*;

    #[test]
    fn a_typing_error_is_not_known_but_heard() {
        let mut texts = vec!["husband"; OFTEN];
        texts.extend(["husbnd", "hasbond", "hunter"]);
        let sayings: Vec<Saying> = texts
            .iter()
            .map(|text| Saying {
                label: "partner-violence".to_owned(),
                text: (*text).to_owned(),
                lang: "en".to_owned(),
            })
            .collect();
        let said: Vec<Said<'_>> = sayings
            .iter()
            .map(|saying| (saying, words(&saying.text)))
            .collect();
        let counts = counts(&said);
        let known = Known::of(&counts);
        let word = |text: &str| words(text).remove(0);
        assert!(known.knows(&word("husband")));
        assert!(!known.knows(&word("husbnd")));
        assert!((known.heard(&word("husbnd")) - 1.0).abs() < f32::EPSILON);
        // Two errors away, or another word altogether.
        assert!(known.knows(&word("hasbond")) && known.knows(&word("hunter")));
        assert_eq!(common(&counts), "husband");
    }
}
