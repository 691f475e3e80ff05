//! What words mean, in plain English words, so that what is learned in one language helps in the others.
//!
//! "Mannen", "husband", "чоловік" and "isit" are all `husband`. Beside its own letters a word counts as what it means, and as what it means
//! together with the words near it: who has said in Norwegian that her husband takes her money is understood in Ukrainian, too.

use super::super::normal::{Word, words};
use super::features::{EMPTY, hash};

/// How many words before one are near it, of those that mean something.
const NEAR: usize = 3;
/// How many letters a word has at least that is read as another with the same beginning, how many letters of its end may differ, and how
/// many it has to share.
const LONG: usize = 6;
const ENDING: usize = 2;
const BEGINNING: usize = 5;

/// Which words mean what, whatever language they are of.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Meanings {
    /// The plain English words, sorted.
    plain: Vec<String>,
    /// Folded words with the numbers of the plain ones, sorted.
    words: Vec<(String, Vec<u16>)>,
}

impl Meanings {
    /// From plain English words with the words that mean them; what is not one word is left out.
    pub(crate) fn of<'a>(entries: impl Iterator<Item = (&'a str, &'a str)>) -> Self {
        let mut entries: Vec<(String, &str)> = entries
            .filter_map(|(plain, word)| match words(word).as_slice() {
                [word] => Some((word.folded.clone(), plain)),
                _ => None,
            })
            .collect();
        entries.sort_unstable();
        entries.dedup();
        let mut plain: Vec<&str> = entries.iter().map(|(_, plain)| *plain).collect();
        plain.sort_unstable();
        plain.dedup();
        let mut all: Vec<(String, Vec<u16>)> = Vec::with_capacity(entries.len());
        for (word, meaning) in entries {
            let number = plain.binary_search(&meaning).ok();
            let Some(number) = number.and_then(|number| u16::try_from(number).ok()) else {
                continue;
            };
            match all.last_mut().filter(|(last, _)| *last == word) {
                Some((_, numbers)) => numbers.push(number),
                None => all.push((word, vec![number])),
            }
        }
        Self {
            plain: plain.into_iter().map(str::to_owned).collect(),
            words: all,
        }
    }

    /// Whether it is known what a word means.
    pub(crate) fn know(&self, word: &Word) -> bool {
        self.exactly(&word.folded).is_some()
    }

    /// The hashes of what [`Self::visit`] names.
    pub(super) fn features(&self, words: &[Word], features: &mut Vec<u64>) {
        let plain = |from, plain: &str| hash(hash(from, b"="), plain.as_bytes());
        self.visit(words, |one, other| {
            let one = plain(EMPTY, one);
            features.push(other.map_or(one, |other| plain(hash(one, b" "), other)));
        });
    }

    /// The same in words: `=husband`, or `=husband =money`.
    pub(super) fn name(&self, words: &[Word], mut feature: impl FnMut(String)) {
        self.visit(words, |one, other| {
            feature(other.map_or_else(|| format!("={one}"), |other| format!("={one} ={other}")));
        });
    }

    /// What each word of a text means, and what it means together with each word near it, in the order of the alphabet.
    fn visit(&self, words: &[Word], mut feature: impl FnMut(&str, Option<&str>)) {
        let plain = |number: &u16| self.plain.get(usize::from(*number)).map_or("", String::as_str);
        let mut before: Vec<&[u16]> = Vec::new();
        for meanings in words.iter().filter_map(|word| self.meanings(&word.folded)) {
            for number in meanings {
                feature(plain(number), None);
                for other in before.iter().rev().take(NEAR).copied().flatten() {
                    if number != other {
                        feature(plain(number.min(other)), Some(plain(number.max(other))));
                    }
                }
            }
            before.push(meanings);
        }
    }

    /// What a word means, or else what the shortest word means that has the same beginning.
    fn meanings(&self, word: &str) -> Option<&[u16]> {
        self.exactly(word).or_else(|| {
            let length = word.chars().count();
            let shared = length
                .checked_sub(ENDING)
                .filter(|_| length >= LONG)?
                .max(BEGINNING);
            let end = word.char_indices().nth(shared).map_or(word.len(), |(end, _)| end);
            let beginning = word.get(..end)?;
            let from = self
                .words
                .partition_point(|(other, _)| other.as_str() < beginning);
            let alike = self.words.iter().skip(from);
            let alike = alike.take_while(|(other, _)| other.starts_with(beginning));
            let shortest = alike.min_by_key(|(other, _)| other.len());
            shortest.map(|(_, meanings)| meanings.as_slice())
        })
    }

    fn exactly(&self, word: &str) -> Option<&[u16]> {
        let place = self
            .words
            .binary_search_by(|(other, _)| other.as_str().cmp(word))
            .ok()?;
        self.words.get(place).map(|(_, meanings)| meanings.as_slice())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn meanings() -> Meanings {
        let entries = [
            ("husband", "mannen"),
            ("husband", "чоловік"),
            ("take", "tar"),
            ("take", "бере"),
            ("money", "pengene"),
            ("money", "гроші"),
            ("child", "barnevern"),
            ("welfare", "barnevern"),
        ];
        Meanings::of(entries.into_iter())
    }

    fn named(text: &str) -> Vec<String> {
        let mut named = Vec::new();
        meanings().name(&words(text), |feature| named.push(feature));
        named.sort_unstable();
        named
    }

    #[test]
    fn what_means_the_same_counts_as_the_same_in_every_language() {
        let wanted = [
            "=husband",
            "=husband =money",
            "=husband =take",
            "=money",
            "=money =take",
            "=take",
        ];
        assert_eq!(named("Mannen min tar alle pengene"), wanted);
        assert_eq!(named("чоловік бере мої гроші"), wanted);
    }

    #[test]
    fn a_long_word_means_what_the_shortest_with_its_beginning_means() {
        // Two letters of the end may differ, and five must not.
        assert_eq!(named("barnevernet"), ["=child", "=welfare"]);
        assert_eq!(named("penger"), ["=money"]);
        for other in ["barnevernsvakt", "barnebarn", "tarmen", "peng", ""] {
            assert_eq!(named(other), [""; 0], "{other}");
        }
    }

    #[test]
    fn what_is_hashed_is_what_is_named() {
        let text = words("mannen tar pengene fra barnevernet");
        let (mut hashed, mut named) = (Vec::new(), Vec::new());
        meanings().features(&text, &mut hashed);
        meanings().name(&text, |feature| named.push(hash(EMPTY, feature.as_bytes())));
        assert_eq!(hashed, named);
    }
}
