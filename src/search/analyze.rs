//! From words to index terms, a language at a time.

use std::collections::HashMap;

use frostem::{Algorithm, Stemmer};

use super::normal::{Word, fold, plain, split};
use super::vocabulary::Vocabulary;
use crate::model::Lang;

/// The shortest rest that a compound part may leave.
const SHORTEST_PART: usize = 3;

/// Takes texts of a language apart. What a word becomes is remembered: the same few thousand words make up all texts.
#[derive(Debug)]
pub(super) struct Analyzer<'a> {
    vocabulary: &'a Vocabulary,
    /// For each exact word its stem terms and its trigrams, with a space after each.
    words: HashMap<String, (String, String)>,
}

impl<'a> Analyzer<'a> {
    pub(super) fn new(vocabulary: &'a Vocabulary) -> Self {
        Self {
            vocabulary,
            words: HashMap::new(),
        }
    }

    pub(super) fn lang(&self) -> Lang {
        self.vocabulary.lang()
    }

    /// The stem terms of a text, with a space after each.
    pub(super) fn stems(&mut self, text: &str) -> String {
        let mut stems = String::with_capacity(2 * text.len());
        self.each(text, |word_stems, _| stems.push_str(word_stems));
        stems
    }

    /// The trigrams of a text, with a space after each.
    pub(super) fn trigrams(&mut self, text: &str) -> String {
        let mut grams = String::new();
        self.each(text, |_, word_grams| grams.push_str(word_grams));
        grams
    }

    fn each(&mut self, text: &str, mut word: impl FnMut(&str, &str)) {
        for exact in split(&plain(text)) {
            if let Some((stems, grams)) = self.words.get(exact) {
                word(stems, grams);
                continue;
            }
            let (stems, grams) = Self::word(self.vocabulary, &Word::new(exact));
            word(&stems, &grams);
            self.words.insert(exact.to_owned(), (stems, grams));
        }
    }

    fn word(vocabulary: &Vocabulary, word: &Word) -> (String, String) {
        let terms = terms(vocabulary, word);
        let grams = if terms.is_empty() {
            Vec::new()
        } else {
            trigrams(vocabulary.lang(), word)
        };
        let spaced = |terms: Vec<String>| terms.into_iter().map(|term| term + " ").collect();
        (spaced(terms), spaced(grams))
    }
}

/// The padded trigrams of a folded word, each with the tag of the language. A word of one letter has one.
pub(super) fn trigrams(lang: Lang, word: &Word) -> Vec<String> {
    let padded: Vec<char> = ['_']
        .into_iter()
        .chain(word.folded.chars())
        .chain(['_'])
        .collect();
    let gram = |window: &[char]| {
        lang.tag()
            .chars()
            .chain([':'])
            .chain(window.iter().copied())
            .collect()
    };
    padded.windows(3).map(gram).collect()
}

/// The stem terms of a word in a language: the stem, and the stems of the parts that a long word is made of. Each begins with
/// the tag of the language, so that the languages share a field and not their false friends. A word that says nothing
/// has no terms.
pub(super) fn terms(vocabulary: &Vocabulary, word: &Word) -> Vec<String> {
    if vocabulary.stop.contains(&word.folded) {
        return Vec::new();
    }
    let tag = vocabulary.lang.tag();
    let term = |exact, folded| [tag, ":", &stem(vocabulary, exact, folded)].concat();
    let mut terms = vec![term(&word.exact, &word.folded)];
    terms.extend(
        parts(vocabulary, &word.folded)
            .into_iter()
            .map(|part| term(part, part)),
    );
    terms.dedup();
    terms
}

/// The folded stem of a word. Forms that the stemmer does not bring together are looked up first.
fn stem(vocabulary: &Vocabulary, exact: &str, folded: &str) -> String {
    let word = vocabulary.forms.get(folded).map_or(exact, String::as_str);
    let algorithm = match vocabulary.lang {
        Lang::Nb => Algorithm::Norwegian,
        Lang::En => Algorithm::English,
        // Ukrainian endings are Cyrillic.
        Lang::Uk if word.is_ascii() => return fold(word),
        Lang::Uk => Algorithm::Ukrainian,
        // No stemmer knows Northern Sami: its forms are in the table, the trigrams do the rest.
        Lang::Se => return fold(word),
    };
    fold(&Stemmer::new(algorithm).stem(word))
}

/// The known parts of a long word, from left to right, longest first at each place. Nothing if the word is itself a part or
/// if too little of it is known.
fn parts<'a>(vocabulary: &'a Vocabulary, folded: &'a str) -> Vec<&'a str> {
    let mut found = Vec::new();
    if vocabulary.compounds.is_empty() {
        return found;
    }
    let mut covered = 0;
    let mut rest = folded;
    while !rest.is_empty() {
        let begin_so = rest
            .chars()
            .next()
            .and_then(|letter| vocabulary.compounds.get(&letter));
        let known = begin_so.into_iter().flatten().find(|part| {
            part.len() >= SHORTEST_PART && part.len() < folded.len() && rest.starts_with(part.as_str())
        });
        if let Some(tail) = known.and_then(|part| rest.strip_prefix(part.as_str())) {
            let part = rest.strip_suffix(tail).unwrap_or(rest);
            covered += part.len();
            found.push(part);
            rest = tail;
        } else {
            let mut letters = rest.chars();
            letters.next();
            rest = letters.as_str();
        }
    }
    if covered * 3 >= folded.len() * 2 {
        found
    } else {
        Vec::new()
    }
}
