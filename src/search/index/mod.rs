//! The tantivy index: the names and the texts of the services.
//!
//! Queries are built from terms and never parsed, so nothing a person types can be query syntax.

mod store;

use std::collections::BTreeMap;

use tantivy::collector::TopDocs;
use tantivy::columnar::Column;
use tantivy::query::{BooleanQuery, BoostQuery, FuzzyTermQuery, Occur, Query, TermQuery};
use tantivy::schema::IndexRecordOption;
use tantivy::{DocAddress, Searcher, Term};

use super::analyze::terms;
use super::language::Likely;
use super::normal::{Word, trigrams};
use super::vocabulary::Vocabulary;
use crate::model::{Lang, ServiceId};
use store::{Entry, Fields};

/// The index with its fields.
pub(super) struct Texts {
    searcher: Searcher,
    fields: Fields,
    /// What each document of the one segment stands for, as [`Entry::number`].
    entries: Column<u64>,
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

/// How much a trigram counts beside a whole word (measured: 0.1 to 0.2 is best where stems exist; Northern Sami has none).
const TRIGRAM_BOOST: f32 = 0.2;
const TRIGRAM_BOOST_SAMI: f32 = 0.5;
/// An exact word counts on top of its stem, so that `får` beats `far`.
const EXACT_BOOST: f32 = 0.5;
/// A word nobody has said counts by its neighbours, which have no rarity of their own.
const FUZZY_BOOST: f32 = 2.4;
/// How many services may go by the same misspelt name.
const SAME_NAME: usize = 8;
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
        for word in question {
            let mut meant = false;
            for vocabulary in vocabularies {
                let weight = likely.of(vocabulary.lang);
                if weight < 0.02 {
                    continue;
                }
                let stems = terms(vocabulary, word);
                if stems.is_empty() {
                    continue;
                }
                meant = true;
                for text in stems {
                    let term = Term::from_field_text(self.fields.stem, &text);
                    let letters = word.folded.chars().count();
                    if self.searcher.doc_freq(&term)? > 0 {
                        clauses.push(should(TermQuery::new(term, IndexRecordOption::WithFreqs), weight));
                    } else if letters >= 5 {
                        let edits = if letters >= 8 { 2 } else { 1 };
                        let near = FuzzyTermQuery::new(term, edits, true);
                        clauses.push(should(near, FUZZY_BOOST * weight));
                    }
                }
                let boost = if vocabulary.lang == Lang::Se {
                    TRIGRAM_BOOST_SAMI
                } else {
                    TRIGRAM_BOOST
                };
                for gram in trigrams(&word.folded) {
                    let term = Term::from_field_text(self.fields.trigram, &gram);
                    let query = TermQuery::new(term, IndexRecordOption::WithFreqs);
                    clauses.push(should(query, boost * weight));
                }
            }
            if meant {
                let term = Term::from_field_text(self.fields.exact, &word.exact);
                let query = TermQuery::new(term, IndexRecordOption::WithFreqs);
                clauses.push(should(query, EXACT_BOOST));
            }
        }
        let mut found = Found::default();
        if clauses.is_empty() {
            return Ok(found);
        }
        let top = TopDocs::with_limit(DEPTH).order_by_score();
        for (score, address) in self.searcher.search(&BooleanQuery::new(clauses), &top)? {
            match self.entry(address) {
                Some((Entry::Name, service)) => best(&mut found.names, service, score),
                Some((Entry::Text, service)) => best(&mut found.texts, service, score),
                Some((Entry::Called, _)) | None => {}
            }
        }
        Ok(found)
    }

    /// What a document stands for.
    fn entry(&self, address: DocAddress) -> Option<(Entry, &ServiceId)> {
        let (entry, service) = Entry::of(self.entries.first(address.doc_id)?)?;
        Some((entry, self.services.get(service)?))
    }

    /// How a word is read in a language: its terms, those with a `~` only by words that are nearly spelled so.
    pub(super) fn read_as(&self, word: &Word, vocabulary: &Vocabulary) -> tantivy::Result<String> {
        let mut read = Vec::new();
        for term in terms(vocabulary, word) {
            let known = self
                .searcher
                .doc_freq(&Term::from_field_text(self.fields.stem, &term))?
                > 0;
            read.push(if known { term } else { format!("~{term}") });
        }
        Ok(format!("{} [{}]", word.exact, read.join(" ")))
    }

    /// The services that have a name, written as one word, that is at most so many typing errors away.
    pub(super) fn called(&self, name: &str, edits: u8) -> tantivy::Result<Vec<ServiceId>> {
        let near = FuzzyTermQuery::new(Term::from_field_text(self.fields.called, name), edits, true);
        let found = self
            .searcher
            .search(&near, &TopDocs::with_limit(SAME_NAME).order_by_score())?;
        let service = |(_, address)| match self.entry(address)? {
            (Entry::Called, service) => Some(service.clone()),
            (Entry::Name | Entry::Text, _) => None,
        };
        Ok(found.into_iter().filter_map(service).collect())
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

fn should(query: impl Query, boost: f32) -> (Occur, Box<dyn Query>) {
    (Occur::Should, Box::new(BoostQuery::new(Box::new(query), boost)))
}
