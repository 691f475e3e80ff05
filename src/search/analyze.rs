//! From words to index terms, a language at a time.

use std::collections::HashMap;

use frostem::{Algorithm, Stemmer};

use super::normal::{Word, fold, trigrams};
use super::vocabulary::Vocabulary;
use crate::model::Lang;

/// The shortest rest that a compound part may leave.
const SHORTEST_PART: usize = 3;

/// Analyzes the texts of one language, each word once however often it stands in them.
pub(super) struct Analyzer<'a> {
    vocabulary: &'a Vocabulary,
    known: HashMap<String, Analyzed>,
}

/// The terms of a word or a text for each field of the index, with a space after each.
#[derive(Debug, Clone, Default)]
pub(super) struct Analyzed {
    pub(super) stems: String,
    pub(super) exact: String,
    pub(super) trigrams: String,
}

impl<'a> Analyzer<'a> {
    pub(super) fn new(vocabulary: &'a Vocabulary) -> Self {
        Self { vocabulary, known: HashMap::new() }
    }

    pub(super) fn analyze(&mut self, text: &[Word]) -> Analyzed {
        let mut analyzed = Analyzed::default();
        for word in text {
            if !self.known.contains_key(&word.exact) {
                self.known.insert(word.exact.clone(), Analyzed::of(self.vocabulary, word));
            }
            if let Some(known) = self.known.get(&word.exact) {
                analyzed.stems.push_str(&known.stems);
                analyzed.exact.push_str(&known.exact);
                analyzed.trigrams.push_str(&known.trigrams);
            }
        }
        analyzed
    }
}

impl Analyzed {
    fn of(vocabulary: &Vocabulary, word: &Word) -> Self {
        let joined = |terms: Vec<String>| terms.into_iter().map(|term| term + " ").collect();
        let stems = terms(vocabulary, word);
        let trigrams = if stems.is_empty() { Vec::new() } else { trigrams(&word.folded) };
        Self { stems: joined(stems), exact: joined(vec![word.exact.clone()]), trigrams: joined(trigrams) }
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
    let mut covered = 0;
    let mut rest = folded;
    while !rest.is_empty() {
        let known = vocabulary.compounds.iter().find(|part| {
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
    if covered * 3 >= folded.len() * 2 { found } else { Vec::new() }
}
