//! From words to index terms, a language at a time.

use frostem::{Algorithm, Stemmer};

use super::normal::{Word, fold, trigrams};
use super::vocabulary::Vocabulary;
use crate::model::Lang;

/// The shortest rest that a compound part may leave.
const SHORTEST_PART: usize = 3;

/// The terms of a word or a text for each field of the index, with a space after each.
#[derive(Debug, Clone, Default)]
pub(super) struct Analyzed {
    pub(super) stems: String,
    pub(super) exact: String,
    pub(super) trigrams: String,
}

impl Analyzed {
    /// The terms of a text.
    pub(super) fn text(vocabulary: &Vocabulary, text: &[Word]) -> Self {
        let mut analyzed = Self::default();
        for word in text {
            let stems = terms(vocabulary, word);
            if !stems.is_empty() {
                for gram in trigrams(&word.folded) {
                    analyzed.trigrams.push_str(&gram);
                    analyzed.trigrams.push(' ');
                }
            }
            for term in stems {
                analyzed.stems.push_str(&term);
                analyzed.stems.push(' ');
            }
            analyzed.exact.push_str(&word.exact);
            analyzed.exact.push(' ');
        }
        analyzed
    }
}

/// The stem terms of a word in a language: the stem, and the stems of the parts that a long word is made of. Each begins with
/// the tag of the language, so that the languages share a field and not their false friends. A word that says nothing
/// has no terms.
pub(super) fn terms(vocabulary: &Vocabulary, word: &Word) -> Vec<String> {
    if vocabulary.stop.contains(&word.folded) {
        return Vec::new();
    }
    let tag = vocabulary.lang.tag();
    let mut terms = vec![format!("{tag}:{}", stem(vocabulary, &word.exact, &word.folded))];
    for part in parts(vocabulary, &word.folded) {
        terms.push(format!("{tag}:{}", stem(vocabulary, part, part)));
    }
    terms.dedup();
    terms
}

/// The folded stem of a word. Forms that the stemmer does not bring together are looked up first.
fn stem(vocabulary: &Vocabulary, exact: &str, folded: &str) -> String {
    let word = vocabulary.forms.get(folded).map_or(exact, String::as_str);
    let algorithm = match vocabulary.lang {
        Lang::Nb => Algorithm::Norwegian,
        Lang::En => Algorithm::English,
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
