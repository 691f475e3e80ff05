//! What services are called: names looked up as they are, and nearly as they are.

use std::sync::{Arc, OnceLock};

use tantivy::postings::TermInfo;
use tantivy::schema::IndexRecordOption;
use tantivy::termdict::TermOrdinal;
use tantivy::{DocId, DocSet, InvertedIndexReader, TERMINATED};

use crate::search::spelling::Letters;

/// The names of the services, each written as one word.
pub(super) struct Called {
    names: Arc<InvertedIndexReader>,
    /// The names by how many letters they have, made when a name is first looked for that may be misspelt.
    by_length: OnceLock<Vec<Vec<Spelled>>>,
}

/// A name as far as it takes to tell that it is another.
struct Spelled {
    letters: Letters,
    name: TermOrdinal,
}

impl Called {
    pub(super) fn new(names: Arc<InvertedIndexReader>) -> Self {
        Self {
            names,
            by_length: OnceLock::new(),
        }
    }

    /// The documents that have a name.
    pub(super) fn exactly(&self, name: &str) -> tantivy::Result<Vec<DocId>> {
        let mut documents = Vec::new();
        if let Some(name) = self.names.terms().get(name)? {
            self.add(&mut documents, &name)?;
        }
        Ok(documents)
    }

    /// The documents that have a name with at most so many typing errors in it, in their order.
    pub(super) fn nearly(&self, name: &str, edits: usize) -> tantivy::Result<Vec<DocId>> {
        let by_length = if let Some(known) = self.by_length.get() {
            known
        } else {
            let read = self.read()?;
            self.by_length.get_or_init(|| read)
        };
        let length = name.chars().count();
        let letters = Letters::of(name.chars());
        let near = by_length
            .iter()
            .take(length + edits + 1)
            .skip(length.saturating_sub(edits))
            .flatten()
            .filter(|spelled| letters.may_become(spelled.letters, edits));
        let terms = self.names.terms();
        let mut spelling = Vec::new();
        let mut documents = Vec::new();
        for spelled in near {
            terms.ord_to_term(spelled.name, &mut spelling)?;
            let near = |spelling| strsim::osa_distance(name, spelling) <= edits;
            if !std::str::from_utf8(&spelling).is_ok_and(near) {
                continue;
            }
            if let Some(name) = terms.get(&spelling)? {
                self.add(&mut documents, &name)?;
            }
        }
        documents.sort_unstable();
        documents.dedup();
        Ok(documents)
    }

    fn add(&self, documents: &mut Vec<DocId>, name: &TermInfo) -> tantivy::Result<()> {
        let mut of_name = self
            .names
            .read_postings_from_terminfo(name, IndexRecordOption::Basic)?;
        while of_name.doc() != TERMINATED {
            documents.push(of_name.doc());
            of_name.advance();
        }
        Ok(())
    }

    /// Every name by its length.
    fn read(&self) -> tantivy::Result<Vec<Vec<Spelled>>> {
        let mut by_length: Vec<Vec<Spelled>> = Vec::new();
        let mut names = self.names.terms().stream()?;
        while names.advance() {
            let Ok(name) = std::str::from_utf8(names.key()) else {
                continue;
            };
            let length = name.chars().count();
            if by_length.len() <= length {
                by_length.resize_with(length + 1, Vec::new);
            }
            if let Some(of_length) = by_length.get_mut(length) {
                of_length.push(Spelled {
                    letters: Letters::of(name.chars()),
                    name: names.term_ord(),
                });
            }
        }
        Ok(by_length)
    }
}
