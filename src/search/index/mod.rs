//! The tantivy index: the names and the texts of the services.
//!
//! Queries are built from terms and never parsed, so nothing a person types can be query syntax.

mod called;
mod store;

use std::collections::BTreeMap;
use std::sync::Arc;

use tantivy::collector::TopDocs;
use tantivy::columnar::Column;
use tantivy::query::{Bm25StatisticsProvider, BooleanQuery, BoostQuery, Occur, Query, TermQuery};
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{DocId, InvertedIndexReader, Searcher, Term};

use super::analyze::{terms, trigrams};
use super::language::Likely;
use super::normal::Word;
use super::vocabulary::Vocabulary;
use crate::model::ServiceId;
use called::Called;
use store::{Entry, Fields};

/// The index with its fields.
pub(super) struct Texts {
    searcher: Searcher,
    fields: Fields,
    /// What each document of the one segment stands for, as [`Entry::number`].
    entries: Column<u64>,
    /// The terms of the stems and of the trigrams.
    stems: Arc<InvertedIndexReader>,
    trigrams: Arc<InvertedIndexReader>,
    called: Called,
    /// How many documents there are.
    documents: u64,
    /// The services, in the order of their numbers.
    services: Vec<ServiceId>,
}

/// What a query found: the best scores of each thing.
#[derive(Debug, Default)]
pub(super) struct Found {
    /// The best score of each service's name.
    pub(super) names: BTreeMap<ServiceId, f32>,
    /// The best score of each service's text.
    pub(super) texts: BTreeMap<ServiceId, f32>,
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
        let mut clauses: Vec<(Occur, Box<dyn Query>)> = Vec::new();
        let searched: Vec<(&Vocabulary, f32)> = vocabularies
            .iter()
            .map(|vocabulary| (vocabulary, likely.of(vocabulary.lang())))
            .filter(|(_, weight)| *weight >= LIKELY)
            .collect();
        for word in question {
            let mut grams = Vec::new();
            let mut known = false;
            for (vocabulary, weight) in &searched {
                let stems = terms(vocabulary, word);
                if !stems.is_empty() {
                    grams.push((vocabulary, weight));
                }
                for text in stems {
                    let term = Term::from_field_text(self.fields.stem, &text);
                    if self.stems.doc_freq(&term)? > 0 {
                        known = true;
                        clauses.push(should(term, *weight));
                    }
                }
            }
            // A word that no text has, misspelt perhaps, counts by its parts. Trigrams of every word, fuzzy terms and exact spellings
            // were tried: with the classifier beside them they made no difference that could be told from chance, and cost five times
            // as much.
            for (vocabulary, weight) in grams.into_iter().filter(|_| !known) {
                for gram in trigrams(vocabulary.lang(), word) {
                    let term = Term::from_field_text(self.fields.trigram, &gram);
                    clauses.push(should(term, TRIGRAM_BOOST * weight));
                }
            }
        }
        let mut found = Found::default();
        if clauses.is_empty() {
            return Ok(found);
        }
        let top = TopDocs::with_limit(DEPTH).order_by_score();
        let query = BooleanQuery::new(clauses);
        for (score, address) in self
            .searcher
            .search_with_statistics_provider(&query, &top, self)?
        {
            match self.entry(address.doc_id) {
                Some((Entry::Name, service)) => best(&mut found.names, service, score),
                Some((Entry::Text, service)) => best(&mut found.texts, service, score),
                Some((Entry::Called | Entry::CalledAlone, _)) | None => {}
            }
        }
        Ok(found)
    }

    /// What a document stands for.
    fn entry(&self, document: DocId) -> Option<(Entry, &ServiceId)> {
        let (entry, service) = Entry::of(self.entries.first(document)?)?;
        Some((entry, self.services.get(service)?))
    }

    /// How a word is read in a language: its terms, those with a `~` only by words that are nearly spelled so.
    pub(super) fn read_as(&self, word: &Word, vocabulary: &Vocabulary) -> tantivy::Result<String> {
        let mut read = Vec::new();
        for term in terms(vocabulary, word) {
            let known = self
                .stems
                .doc_freq(&Term::from_field_text(self.fields.stem, &term))?
                > 0;
            read.push(if known { term } else { format!("~{term}") });
        }
        Ok(format!("{} [{}]", word.exact, read.join(" ")))
    }

    /// The services that have a name, written as one word, that is at most so many typing errors away, with whether it is their own.
    pub(super) fn called(&self, name: &str, edits: usize) -> tantivy::Result<Vec<(ServiceId, bool)>> {
        let mut found = if edits == 0 {
            self.called.exactly(name)?
        } else {
            self.called.nearly(name, edits)?
        };
        if edits == 0 && found.len() > SAME_NAME {
            // Those that have few other names before those that have many.
            let term = Term::from_field_text(self.fields.called, name);
            let query = TermQuery::new(term, IndexRecordOption::Basic);
            let top = TopDocs::with_limit(SAME_NAME).order_by_score();
            let best = self.searcher.search(&query, &top)?;
            found = best.into_iter().map(|(_, address)| address.doc_id).collect();
        }
        let service = |document| match self.entry(document)? {
            (Entry::Called, service) => Some((service.clone(), false)),
            (Entry::CalledAlone, service) => Some((service.clone(), true)),
            (Entry::Name | Entry::Text, _) => None,
        };
        Ok(found.into_iter().take(SAME_NAME).filter_map(service).collect())
    }
}

/// What scores are made of. The searcher has the same figures, and looks for the segment and its field anew for each.
impl Bm25StatisticsProvider for Texts {
    fn total_num_tokens(&self, field: Field) -> tantivy::Result<u64> {
        Ok(self.terms(field).total_num_tokens())
    }

    fn total_num_docs(&self) -> tantivy::Result<u64> {
        Ok(self.documents)
    }

    fn doc_freq(&self, term: &Term) -> tantivy::Result<u64> {
        Ok(self.terms(term.field()).doc_freq(term)?.into())
    }
}

impl Texts {
    fn terms(&self, field: Field) -> &InvertedIndexReader {
        if field == self.fields.stem {
            &self.stems
        } else {
            &self.trigrams
        }
    }
}

impl std::fmt::Debug for Texts {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Texts")
            .field("services", &self.services.len())
            .finish_non_exhaustive()
    }
}

fn best(scores: &mut BTreeMap<ServiceId, f32>, service: &ServiceId, score: f32) {
    let best = scores.entry(service.clone()).or_insert(score);
    *best = best.max(score);
}

fn should(term: Term, boost: f32) -> (Occur, Box<dyn Query>) {
    let query = TermQuery::new(term, IndexRecordOption::WithFreqs);
    (Occur::Should, Box::new(BoostQuery::new(Box::new(query), boost)))
}
