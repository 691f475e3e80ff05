//! Which word was meant by one with typing errors: "husbend", "krisesnter", "чоловк", "hanslår".
//!
//! What is learned forgives an error in a long question, not in three words. So a word that nobody has said and no table of signs names is
//! read as the commonest word that many have said and that is spelled nearly so, or as two of them that run together.

use std::borrow::Cow;
use std::collections::HashMap;
use std::sync::Arc;

use super::normal::{Read, Word, fold};
use super::spelling::{Letters, nearly};
use super::{Search, Vocabulary};

/// How many letters a word has to have for one typing error, and for two. Shorter words with an error are other words.
const ONE_EDIT: usize = 4;
const TWO_EDITS: usize = 9;
/// How many letters the second of two words has at least that run together: one is an ending.
const SECOND: usize = 2;
/// How common the two have to be, as the product of their places among the common words. A word is said about as often as one over its place, so
/// this compares with the place of one word, too.
const TOGETHER: usize = 1_000_000;

/// The words that many have said.
#[derive(Debug)]
pub(super) struct CommonWords {
    /// By their first letter, which hardly anybody gets wrong; the commonest first.
    by_letter: HashMap<char, Vec<Common>>,
    /// The place of each among all, the commonest at 1.
    places: HashMap<Arc<str>, usize>,
}

/// A word that many have said.
#[derive(Debug)]
struct Common {
    letters: Letters,
    length: usize,
    word: Arc<str>,
}

impl CommonWords {
    /// From words in the order of how common they are.
    pub(super) fn of<'a>(words: impl Iterator<Item = &'a str>) -> Self {
        let mut by_letter: HashMap<char, Vec<Common>> = HashMap::new();
        let mut places = HashMap::new();
        for (before, word) in words.enumerate() {
            if let Some(first) = word.chars().next() {
                let word: Arc<str> = Arc::from(word);
                places.insert(Arc::clone(&word), before + 1);
                by_letter.entry(first).or_default().push(Common {
                    letters: Letters::of(word.chars()),
                    length: word.chars().count(),
                    word,
                });
            }
        }
        Self { by_letter, places }
    }

    /// The commonest of the words from which a strange one is fewest typing errors away, at most so many.
    fn nearest(&self, strange: &str, most: usize) -> Option<&str> {
        let length = strange.chars().count();
        let most = most.min(match length {
            ..ONE_EDIT => 0,
            ONE_EDIT..TWO_EDITS => 1,
            TWO_EDITS.. => 2,
        });
        if strange.chars().any(char::is_numeric) {
            return None;
        }
        let letters = Letters::of(strange.chars());
        let common = self.by_letter.get(&strange.chars().next()?)?;
        (1..=most).find_map(|edits| {
            let near = |common: &&Common| {
                common.length.abs_diff(length) <= edits
                    && letters.may_become(common.letters, edits)
                    && nearly(strange, &common.word, edits)
            };
            common.iter().find(near).map(|common| &*common.word)
        })
    }

    /// The two common words that run together in a strange one, if it is no likelier that it is one with a letter wrong.
    fn two(&self, strange: &Word) -> Option<[Word; 2]> {
        let place = |word: &str| self.places.get(word).copied();
        let ends = strange.exact.char_indices().rev().skip(SECOND - 1);
        let parted = ends.filter_map(|(at, _)| {
            let (first, second) = strange.exact.split_at(at);
            Some((place(&fold(first))? * place(&fold(second))?, at))
        });
        let (together, at) = parted.min()?;
        let wrong = self.nearest(&strange.folded, 1).and_then(place);
        let (first, second) = strange.exact.split_at(at);
        (together <= wrong.unwrap_or(TOGETHER)).then(|| [Word::new(first), Word::new(second)])
    }
}

impl Search {
    /// Whether nobody has said a word and no table of signs names it.
    fn is_strange(&self, word: &Word) -> bool {
        let signs = |vocabulary: &Vocabulary| vocabulary.signals.name(&word.folded);
        !self.learned.knows(word) && !self.vocabularies.iter().any(signs)
    }

    /// A question with words apart that run together.
    pub(super) fn parted(&self, read: Read) -> Read {
        read.parted(|word| self.two(word))
    }

    /// The two words that were meant by one.
    pub(super) fn two(&self, word: &Word) -> Option<[Word; 2]> {
        let strange = self.is_strange(word);
        strange.then(|| self.common.two(word))?
    }

    /// The word that was meant by one, where it is another.
    fn meant(&self, word: &Word) -> Option<&str> {
        let strange = self.is_strange(word);
        strange.then(|| self.common.nearest(&word.folded, 2))?
    }

    /// Words as they were meant. Mostly they are, and nothing is copied.
    pub(super) fn mended<'a>(&self, words: &'a [Word]) -> Cow<'a, [Word]> {
        let mut mended = Cow::Borrowed(words);
        for (place, word) in words.iter().enumerate() {
            if let Some(meant) = self.meant(word)
                && let Some(word) = mended.to_mut().get_mut(place)
            {
                *word = Word::new(meant);
            }
        }
        mended
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_commonest_word_with_fewest_errors_is_meant() {
        let common = CommonWords::of(["kjæreste", "hjelper", "hjelp", "mannen"].into_iter());
        assert_eq!(common.nearest("hjlp", 2), Some("hjelp"));
        assert_eq!(common.nearest("hjelpe", 2), Some("hjelper"));
        assert_eq!(common.nearest("manen", 2), Some("mannen"));
        // Two errors only in a long word, none in the first letter, none in a number or in three letters.
        for strange in ["mnnne", "jelp", "man", "hje1p", ""] {
            assert_eq!(common.nearest(strange, 2), None, "{strange}");
        }
    }

    #[test]
    fn two_common_words_that_run_together_part() {
        let common = CommonWords::of(["han", "jeg", "slar", "er", "handler", "kommer"].into_iter());
        let two = |strange: &str| {
            common
                .two(&Word::new(strange))
                .map(|two| two.map(|word| word.exact))
        };
        let both = |first: &str, second: &str| Some([first.to_owned(), second.to_owned()]);
        assert_eq!(two("hankommer"), both("han", "kommer"));
        assert_eq!(two("jeger"), both("jeg", "er"));
        // Likelier than "handler" with a letter wrong.
        assert_eq!(two("hanslår"), both("han", "slår"));
        for strange in ["kommmer", "han", "hane", "erx", "ø", ""] {
            assert_eq!(two(strange), None, "{strange}");
        }
    }
}
