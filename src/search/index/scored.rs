//! A field whose terms score: how well each document fits by the words that a question shares with it (BM25).

use std::sync::Arc;

use tantivy::fieldnorm::FieldNormReader;
use tantivy::postings::Postings;
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{DocSet, InvertedIndexReader, SegmentReader, TERMINATED};

/// A field whose terms score.
///
/// tantivy's own queries look each term up three times and open what they need anew for every question. A question has a few dozen terms and
/// every document that has one of them counts, so their scores are added up here.
pub(super) struct Scored {
    terms: Arc<InvertedIndexReader>,
    /// How long the field is in each document, as a number of a length.
    lengths: FieldNormReader,
    /// How much a field of such a length takes from a term, by the number of the length.
    norms: Vec<f32>,
    /// How many documents there are.
    documents: u32,
}

/// How soon another occurrence of a term counts nothing, and how much the length of the field does: what is usual.
const K1: f32 = 1.2;
const B: f32 = 0.75;

impl Scored {
    pub(super) fn of(segment: &SegmentReader, field: Field) -> tantivy::Result<Self> {
        let terms = segment.inverted_index(field)?;
        let documents = segment.max_doc();
        let mean = number(terms.total_num_tokens()) / number(documents.into());
        let norm = |id| {
            let length = FieldNormReader::id_to_fieldnorm(id);
            K1 * (1.0 - B + B * number(length.into()) / mean)
        };
        Ok(Self {
            lengths: segment.get_fieldnorms_reader(field)?,
            norms: (0..=u8::MAX).map(norm).collect(),
            terms,
            documents,
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
        let having = number(term.doc_freq.into());
        let others = number((self.documents - term.doc_freq).into());
        let rare = (1.0 + (others + 0.5) / (having + 0.5)).ln();
        let weight = rare * (1.0 + K1) * times;
        let mut having = self
            .terms
            .read_postings_from_terminfo(&term, IndexRecordOption::WithFreqs)?;
        while having.doc() != TERMINATED {
            let document = having.doc();
            let norm = self.norms.get(usize::from(self.lengths.fieldnorm_id(document)));
            let sum = scores.get_mut(usize::try_from(document).unwrap_or(usize::MAX));
            if let Some((sum, norm)) = sum.zip(norm) {
                let times = number(having.term_freq().into());
                *sum += weight * (times / (times + norm));
            }
            having.advance();
        }
        Ok(true)
    }
}

#[allow(clippy::cast_precision_loss, reason = "counts of words and documents")]
fn number(count: u64) -> f32 {
    count as f32
}
