//! The tantivy index: the names and the texts of the services.
//!
//! Queries are built from terms and never parsed, so nothing a person types can be query syntax.

mod called;
mod scored;
mod store;

use tantivy::collector::TopDocs;
use tantivy::columnar::Column;
use tantivy::query::TermQuery;
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{DocId, Searcher, Term};

use super::analyze::{terms, trigrams};
use super::language::Likely;
use super::normal::Word;
use super::vocabulary::Vocabulary;
use called::Called;
use scored::Scored;
use store::Entry;

/// The index with its fields.
pub(super) struct Texts {
    /// What each document of the one segment stands for, as [`Entry::number`].
    entries: Column<u64>,
    stems: Scored,
    trigrams: Scored,
    called: Called,
    called_field: Field,
    searcher: Searcher,
}

/// What a query found: the best scores of each thing.
#[derive(Debug)]
pub(super) struct Found {
    /// The best score of each service's name, by the number of the service.
    pub(super) names: Vec<(usize, f32)>,
    /// The best score of each service's text, by the number of the service.
    pub(super) texts: Vec<(usize, f32)>,
}

/// How much a trigram counts beside a whole word (measured: 0.1 to 0.2 is best).
const TRIGRAM_BOOST: f32 = 0.2;
/// A language that is less likely than this is not searched in.
const LIKELY: f32 = 0.02;
/// How many services may go by the same name.
const SAME_NAME: usize = 12;
/// How many documents are looked at.
const DEPTH: usize = 120;

impl Texts {
    /// What a question finds. `likely` weighs the languages it may be in.
    pub(super) fn find(
        &self,
        question: &[Word],
        vocabularies: &[Vocabulary],
        likely: Likely,
    ) -> tantivy::Result<Found> {
        let searched: Vec<(&Vocabulary, f32)> = vocabularies
            .iter()
            .map(|vocabulary| (vocabulary, likely.of(vocabulary.lang())))
            .filter(|(_, weight)| *weight >= LIKELY)
            .collect();
        let mut scores = self.stems.no_scores();
        for word in question {
            let mut grams = Vec::new();
            let mut known = false;
            for (vocabulary, weight) in &searched {
                let stems = terms(vocabulary, word);
                if !stems.is_empty() {
                    grams.push((vocabulary, weight));
                }
                for stem in stems {
                    known |= self.stems.add(&mut scores, &stem, *weight)?;
                }
            }
            // A word that no text has, misspelt perhaps, counts by its parts. Trigrams of every word, fuzzy terms and exact spellings
            // were tried: with the classifier beside them they made no difference that could be told from chance, and cost five times
            // as much.
            for (vocabulary, weight) in grams.into_iter().filter(|_| !known) {
                for gram in trigrams(vocabulary.lang(), word) {
                    self.trigrams.add(&mut scores, &gram, TRIGRAM_BOOST * weight)?;
                }
            }
        }
        let mut found = Found {
            names: Vec::with_capacity(DEPTH),
            texts: Vec::with_capacity(DEPTH),
        };
        for (document, score) in best_of(&scores) {
            match self.entry(document) {
                Some((Entry::Name, service)) => best(&mut found.names, service, score),
                Some((Entry::Text, service)) => best(&mut found.texts, service, score),
                Some((Entry::Called | Entry::CalledAlone, _)) | None => {}
            }
        }
        Ok(found)
    }

    /// What a document stands for, and the number of its service.
    fn entry(&self, document: DocId) -> Option<(Entry, usize)> {
        Entry::of(self.entries.first(document)?)
    }

    /// How a word is read in a language: its terms, those with a `~` only by words that are nearly spelled so.
    pub(super) fn read_as(&self, word: &Word, vocabulary: &Vocabulary) -> tantivy::Result<String> {
        let mut read = Vec::new();
        for term in terms(vocabulary, word) {
            read.push(if self.stems.has(&term)? {
                term
            } else {
                format!("~{term}")
            });
        }
        Ok(format!("{} [{}]", word.exact, read.join(" ")))
    }

    /// The numbers of the services that have a name, written as one word, with whether it is their own.
    pub(super) fn called(&self, name: &str) -> tantivy::Result<Vec<(usize, bool)>> {
        let mut found = self.called.exactly(name)?;
        if found.len() > SAME_NAME {
            // Those that have few other names before those that have many.
            let term = Term::from_field_text(self.called_field, name);
            let query = TermQuery::new(term, IndexRecordOption::Basic);
            let top = TopDocs::with_limit(SAME_NAME).order_by_score();
            let best = self.searcher.search(&query, &top)?;
            found = best.into_iter().map(|(_, address)| address.doc_id).collect();
        }
        Ok(found
            .into_iter()
            .take(SAME_NAME)
            .filter_map(|document| self.bearer(document))
            .collect())
    }

    /// The same for a name that may be misspelt, each with how many typing errors the name has: at most so many.
    pub(super) fn nearly_called(
        &self,
        name: &str,
        most: usize,
    ) -> tantivy::Result<Vec<(usize, bool, usize)>> {
        let mut found = self.called.nearly(name, most)?;
        found.sort_by_key(|(_, edits)| *edits);
        let service = |(document, edits)| {
            let (service, own) = self.bearer(document)?;
            Some((service, own, edits))
        };
        Ok(found.into_iter().take(SAME_NAME).filter_map(service).collect())
    }

    /// The service that a document gives a name, and whether it is its own.
    fn bearer(&self, document: DocId) -> Option<(usize, bool)> {
        match self.entry(document)? {
            (Entry::Called, service) => Some((service, false)),
            (Entry::CalledAlone, service) => Some((service, true)),
            (Entry::Name | Entry::Text, _) => None,
        }
    }
}

impl std::fmt::Debug for Texts {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Texts").finish_non_exhaustive()
    }
}

/// The documents with the best scores, in their order; among equals the first.
fn best_of(scores: &[f32]) -> Vec<(DocId, f32)> {
    let all = (0..).zip(scores.iter().copied());
    let mut found = Vec::with_capacity(2 * DEPTH);
    found.extend(all.filter(|(_, score)| *score > 0.0));
    if found.len() > DEPTH {
        found.select_nth_unstable_by(DEPTH, |(left, a), (right, b)| {
            b.total_cmp(a).then_with(|| left.cmp(right))
        });
        found.truncate(DEPTH);
        found.sort_unstable_by_key(|(document, _)| *document);
    }
    found
}

/// Notes a score of a service if it is its best. The documents of a service stand side by side.
fn best(scores: &mut Vec<(usize, f32)>, service: usize, score: f32) {
    match scores.last_mut() {
        Some((last, best)) if *last == service => *best = best.max(score),
        _ => scores.push((service, score)),
    }
}
