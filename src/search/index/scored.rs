//! A field whose terms score: how well each document fits by the words that a question shares with it (BM25).

use std::sync::Arc;

use tantivy::fieldnorm::FieldNormReader;
use tantivy::postings::Postings;
use tantivy::query::Bm25Weight;
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{DocSet, InvertedIndexReader, SegmentReader, TERMINATED};

/// A field whose terms score.
///
/// tantivy's own queries look each term up three times and open what they need anew for every question. A question has a few dozen terms and
/// every document that has one of them counts, so their scores are added up here.
pub(super) struct Scored {
    terms: Arc<InvertedIndexReader>,
    lengths: FieldNormReader,
    /// How many documents there are.
    documents: u32,
    mean_length: f32,
}

impl Scored {
    pub(super) fn of(segment: &SegmentReader, field: Field) -> tantivy::Result<Self> {
        let terms = segment.inverted_index(field)?;
        let documents = segment.max_doc();
        #[allow(clippy::cast_precision_loss, reason = "a mean")]
        let mean_length = terms.total_num_tokens() as f32 / documents as f32;
        Ok(Self {
            lengths: segment.get_fieldnorms_reader(field)?,
            terms,
            documents,
            mean_length,
        })
    }

    /// A score of nothing for each document.
    pub(super) fn no_scores(&self) -> Vec<f32> {
        vec![0.0; usize::try_from(self.documents).unwrap_or_default()]
    }

    /// Whether a document has a term.
    pub(super) fn has(&self, term: &str) -> tantivy::Result<bool> {
        Ok(self.terms.terms().get(term)?.is_some())
    }

    /// Adds to the score of each document what a term speaks for it, so many times. Whether a document has it.
    pub(super) fn add(&self, scores: &mut [f32], term: &str, times: f32) -> tantivy::Result<bool> {
        let Some(term) = self.terms.terms().get(term)? else {
            return Ok(false);
        };
        let (having, all) = (u64::from(term.doc_freq), u64::from(self.documents));
        let weight = Bm25Weight::for_one_term_without_explain(having, all, self.mean_length);
        let weight = weight.boost_by(times);
        let mut having = self
            .terms
            .read_postings_from_terminfo(&term, IndexRecordOption::WithFreqs)?;
        while having.doc() != TERMINATED {
            let score = weight.score(self.lengths.fieldnorm_id(having.doc()), having.term_freq());
            let document = usize::try_from(having.doc()).ok();
            if let Some(sum) = document.and_then(|document| scores.get_mut(document)) {
                *sum += score;
            }
            having.advance();
        }
        Ok(true)
    }
}
