//! Which word was meant by one with typing errors: "husbend", "krisesnter", "чоловк".
//!
//! What is learned forgives an error in a long question, not in three words. So a word that nobody has said and no table of signs names is
//! read as the commonest word that many have said and that is spelled nearly so.

use std::borrow::Cow;
use std::collections::HashMap;

use super::normal::Word;
use super::spelling::{Letters, nearly};
use super::{Search, Vocabulary};

/// How many letters a word has to have for one typing error, and for two. Shorter words with an error are other words.
const ONE_EDIT: usize = 4;
const TWO_EDITS: usize = 9;

/// The words that many have said, by their first letter, which hardly anybody gets wrong; the commonest first.
#[derive(Debug)]
pub(super) struct CommonWords(HashMap<char, Vec<Common>>);

/// A word that many have said.
#[derive(Debug)]
struct Common {
    letters: Letters,
    length: usize,
    word: String,
}

impl CommonWords {
    /// From words in the order of how common they are.
    pub(super) fn of<'a>(words: impl Iterator<Item = &'a str>) -> Self {
        let mut common: HashMap<char, Vec<Common>> = HashMap::new();
        for word in words {
            if let Some(first) = word.chars().next() {
                common.entry(first).or_default().push(Common {
                    letters: Letters::of(word.chars()),
                    length: word.chars().count(),
                    word: word.to_owned(),
                });
            }
        }
        Self(common)
    }

    /// The commonest of the words from which a strange one is fewest typing errors away.
    fn nearest(&self, strange: &str) -> Option<&str> {
        let length = strange.chars().count();
        let most = match length {
            ..ONE_EDIT => 0,
            ONE_EDIT..TWO_EDITS => 1,
            TWO_EDITS.. => 2,
        };
        if strange.chars().any(char::is_numeric) {
            return None;
        }
        let letters = Letters::of(strange.chars());
        let common = self.0.get(&strange.chars().next()?)?;
        (1..=most).find_map(|edits| {
            let near = |common: &&Common| {
                common.length.abs_diff(length) <= edits
                    && letters.may_become(common.letters, edits)
                    && nearly(strange, &common.word, edits)
            };
            common.iter().find(near).map(|common| common.word.as_str())
        })
    }
}

impl Search {
    /// The word that was meant by one, where it is another.
    pub(super) fn meant(&self, word: &Word) -> Option<&str> {
        let signs = |vocabulary: &Vocabulary| vocabulary.signals.name(&word.folded);
        if self.learned.knows(word) || self.vocabularies.iter().any(signs) {
            return None;
        }
        self.common.nearest(&word.folded)
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
        assert_eq!(common.nearest("hjlp"), Some("hjelp"));
        assert_eq!(common.nearest("hjelpe"), Some("hjelper"));
        assert_eq!(common.nearest("manen"), Some("mannen"));
        // Two errors only in a long word, none in the first letter, none in a number or in three letters.
        for strange in ["mnnne", "jelp", "man", "hje1p", ""] {
            assert_eq!(common.nearest(strange), None, "{strange}");
        }
    }
}
