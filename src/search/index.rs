//! The tantivy index: the names and the texts of the services.
//!
//! Queries are built from terms and never parsed, so nothing a person types can be query syntax.

use std::collections::BTreeMap;
use std::sync::mpsc::{SendError, SyncSender, sync_channel};

use tantivy::collector::TopDocs;
use tantivy::directory::RamDirectory;
use tantivy::query::{BooleanQuery, BoostQuery, FuzzyTermQuery, Occur, Query, TermQuery};
use tantivy::schema::{Field, IndexRecordOption, STRING, Schema, TextFieldIndexing, TextOptions};
use tantivy::tokenizer::{TokenizerManager, WhitespaceTokenizer};
use tantivy::{DocAddress, Index, Searcher, SingleSegmentIndexWriter, TantivyDocument, Term};

use super::analyze::{Analyzed, terms};
use super::language::Likely;
use super::names::{joined, spoken};
use super::normal::{Word, trigrams, words};
use super::vocabulary::Vocabulary;
use crate::directory::Directory;
use crate::model::{Lang, ServiceId};

/// What a document of the index stands for.
#[derive(Debug, Clone)]
enum Entry {
    /// The name of a service.
    Name(ServiceId),
    /// What a service does and how to reach it.
    Text(ServiceId),
    /// What a service is called, for misspelt names only.
    Called(ServiceId),
}

/// The index with its fields.
pub(super) struct Texts {
    searcher: Searcher,
    stem: Field,
    exact: Field,
    trigram: Field,
    /// What a service is called, as one word.
    called: Field,
    /// What each document stands for, in the order in which they were written into the one segment.
    entries: Vec<Entry>,
}

/// What a query found: the best scores of each thing.
#[derive(Debug, Default)]
pub(super) struct Found {
    /// The best score of each service's name.
    pub(super) names: BTreeMap<ServiceId, f32>,
    /// The best score of each service's text.
    pub(super) texts: BTreeMap<ServiceId, f32>,
}

/// The tokenizer: the analysis is ours, tantivy gets terms with spaces between them.
const TERMS: &str = "terms";
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
/// The memory the writer may use while the index is built, in bytes; the least tantivy takes.
const WRITER_BYTES: usize = 15_000_000;

impl Texts {
    pub(super) fn build(directory: &Directory, vocabularies: &[Vocabulary]) -> tantivy::Result<Self> {
        let mut schema = Schema::builder();
        let indexing = TextFieldIndexing::default()
            .set_tokenizer(TERMS)
            .set_index_option(IndexRecordOption::WithFreqs)
            .set_fieldnorms(true);
        let text = TextOptions::default().set_indexing_options(indexing);
        let stem = schema.add_text_field("stem", text.clone());
        let exact = schema.add_text_field("exact", text.clone());
        let trigram = schema.add_text_field("trigram", text);
        let called = schema.add_text_field("called", STRING);
        // One segment, written without a thread: a few thousand short documents, once, at start.
        let tokenizers = TokenizerManager::default();
        tokenizers.register(TERMS, WhitespaceTokenizer::default());
        let mut writer: SingleSegmentIndexWriter = Index::builder()
            .schema(schema.build())
            .tokenizers(tokenizers)
            .single_segment_index_writer(RamDirectory::create(), WRITER_BYTES)?;
        let mut entries = Vec::new();
        // One thread analyzes, the other writes: both take their time.
        std::thread::scope(|scope| -> tantivy::Result<()> {
            let (sender, receiver) = sync_channel(1024);
            scope.spawn(move || {
                // The writer hangs up only when it has failed, and then says why itself.
                let _ = everything(directory, vocabularies, &sender);
            });
            for (what, analyzed) in receiver {
                let mut document = TantivyDocument::new();
                document.add_text(stem, &analyzed.stems);
                document.add_text(exact, &analyzed.exact);
                document.add_text(trigram, &analyzed.trigrams);
                entries.push(what);
                writer.add_document(document)?;
            }
            Ok(())
        })?;
        for service in directory.services() {
            let mut document = TantivyDocument::new();
            for (name, _) in spoken(service) {
                document.add_text(called, joined(&words(&name)));
            }
            entries.push(Entry::Called(service.id.clone()));
            writer.add_document(document)?;
        }
        let index = writer.finalize()?;
        let searcher = index.reader()?.searcher();
        Ok(Self {
            searcher,
            stem,
            exact,
            trigram,
            called,
            entries,
        })
    }

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
                    let term = Term::from_field_text(self.stem, &text);
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
                    let term = Term::from_field_text(self.trigram, &gram);
                    let query = TermQuery::new(term, IndexRecordOption::WithFreqs);
                    clauses.push(should(query, boost * weight));
                }
            }
            if meant {
                let term = Term::from_field_text(self.exact, &word.exact);
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
            match usize::try_from(address.doc_id)
                .ok()
                .and_then(|number| self.entries.get(number))
            {
                Some(Entry::Name(service)) => best(&mut found.names, service, score),
                Some(Entry::Text(service)) => best(&mut found.texts, service, score),
                Some(Entry::Called(_)) | None => {}
            }
        }
        Ok(found)
    }

    /// How a word is read in a language: its terms, those with a `~` only by words that are nearly spelled so.
    pub(super) fn read_as(&self, word: &Word, vocabulary: &Vocabulary) -> tantivy::Result<String> {
        let mut read = Vec::new();
        for term in terms(vocabulary, word) {
            let known = self.searcher.doc_freq(&Term::from_field_text(self.stem, &term))? > 0;
            read.push(if known { term } else { format!("~{term}") });
        }
        Ok(format!("{} [{}]", word.exact, read.join(" ")))
    }

    /// The services that have a name, written as one word, that is at most so many typing errors away.
    pub(super) fn called(&self, name: &str, edits: u8) -> tantivy::Result<Vec<ServiceId>> {
        let near = FuzzyTermQuery::new(Term::from_field_text(self.called, name), edits, true);
        let found = self
            .searcher
            .search(&near, &TopDocs::with_limit(SAME_NAME).order_by_score())?;
        let entry = |address: DocAddress| self.entries.get(usize::try_from(address.doc_id).ok()?);
        let service = |(_, address)| match entry(address)? {
            Entry::Called(service) => Some(service.clone()),
            Entry::Name(_) | Entry::Text(_) => None,
        };
        Ok(found.into_iter().filter_map(service).collect())
    }
}

impl std::fmt::Debug for Texts {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Texts")
            .field("entries", &self.entries.len())
            .finish_non_exhaustive()
    }
}

/// A document for the index.
type Analyzing = (Entry, Analyzed);

/// Sends every document of the index, always in the same order.
fn everything(
    directory: &Directory,
    vocabularies: &[Vocabulary],
    sender: &SyncSender<Analyzing>,
) -> Result<(), SendError<Analyzing>> {
    for vocabulary in vocabularies {
        let send = |what: Entry, said: &[Word]| sender.send((what, Analyzed::text(vocabulary, said)));
        for service in directory.services() {
            if let Some(name) = service.name.exact(vocabulary.lang) {
                send(Entry::Name(service.id.clone()), &words(name))?;
            }
            let summary = service.summary.exact(vocabulary.lang);
            if let Some((summary, reach)) = summary.zip(service.reach.exact(vocabulary.lang)) {
                let mut text = words(summary);
                text.extend(words(reach));
                send(Entry::Text(service.id.clone()), &text)?;
            }
        }
    }
    Ok(())
}

fn best(scores: &mut BTreeMap<ServiceId, f32>, service: &ServiceId, score: f32) {
    let best = scores.entry(service.clone()).or_insert(score);
    *best = best.max(score);
}

fn should(query: impl Query, boost: f32) -> (Occur, Box<dyn Query>) {
    (Occur::Should, Box::new(BoostQuery::new(Box::new(query), boost)))
}
