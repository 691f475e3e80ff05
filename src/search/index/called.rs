//! What services are called: names looked up as they are, and nearly as they are.

use std::sync::{Arc, OnceLock};

use tantivy::postings::TermInfo;
use tantivy::schema::IndexRecordOption;
use tantivy::{DocId, DocSet, InvertedIndexReader, TERMINATED};

use crate::search::spelling::{Letters, nearly};

/// The names of the services, each written as one word.
pub(super) struct Called {
    names: Arc<InvertedIndexReader>,
    /// The same in a form for looking through them, made when a name is first looked for that may be misspelt.
    spellings: OnceLock<Spellings>,
}

/// Every name, by how many letters it has.
#[derive(Default)]
struct Spellings {
    /// All names, one after the other: those of a whole country are too many to be allocated one by one.
    text: String,
    by_length: Vec<Vec<Spelled>>,
}

/// Where a name stands in the text, and its letters.
struct Spelled {
    letters: Letters,
    start: usize,
    end: usize,
}

impl Called {
    pub(super) fn new(names: Arc<InvertedIndexReader>) -> Self {
        Self {
            names,
            spellings: OnceLock::new(),
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

    /// The documents that have a name with at most so many typing errors in it, in their order, each with the errors of the name that is
    /// nearest.
    pub(super) fn nearly(&self, name: &str, most: usize) -> tantivy::Result<Vec<(DocId, usize)>> {
        let spellings = if let Some(known) = self.spellings.get() {
            known
        } else {
            let read = self.read()?;
            self.spellings.get_or_init(|| read)
        };
        let length = name.chars().count();
        let letters = Letters::of(name.chars());
        let alike = (spellings.by_length.iter())
            .take(length + most + 1)
            .skip(length.saturating_sub(most))
            .flatten()
            .filter(|spelled| letters.may_become(spelled.letters, most));
        let mut documents = Vec::new();
        for spelling in alike.filter_map(|spelled| spellings.text.get(spelled.start..spelled.end)) {
            let Some(edits) = (0..=most).find(|edits| nearly(name, spelling, *edits)) else {
                continue;
            };
            if let Some(name) = self.names.terms().get(spelling)? {
                let mut having = Vec::new();
                self.add(&mut having, &name)?;
                documents.extend(having.into_iter().map(|document| (document, edits)));
            }
        }
        documents.sort_unstable();
        documents.dedup_by_key(|(document, _)| *document);
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

    fn read(&self) -> tantivy::Result<Spellings> {
        let mut spellings = Spellings::default();
        let mut names = self.names.terms().stream()?;
        while names.advance() {
            let Ok(name) = std::str::from_utf8(names.key()) else {
                continue;
            };
            let start = spellings.text.len();
            spellings.text.push_str(name);
            let spelled = Spelled {
                letters: Letters::of(name.chars()),
                start,
                end: spellings.text.len(),
            };
            let length = name.chars().count();
            if spellings.by_length.len() <= length {
                spellings.by_length.resize_with(length + 1, Vec::new);
            }
            if let Some(of_length) = spellings.by_length.get_mut(length) {
                of_length.push(spelled);
            }
        }
        Ok(spellings)
    }
}
