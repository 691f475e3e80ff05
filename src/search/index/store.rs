//! How the index is written, in memory or on disk, and opened again.

use std::collections::HashMap;
use std::fs;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::panic::resume_unwind;
use std::path::Path;
use std::sync::mpsc::{SendError, SyncSender, sync_channel};

use tantivy::directory::{Directory as Files, MmapDirectory, RamDirectory};
use tantivy::schema::{FAST, Field, IndexRecordOption, STRING, Schema, TextFieldIndexing, TextOptions};
use tantivy::tokenizer::{TokenizerManager, WhitespaceTokenizer};
use tantivy::{Index, SingleSegmentIndexWriter, TantivyDocument, TantivyError};

use super::Texts;
use super::called::Called;
use super::scored::Scored;
use crate::directory::Directory;
use crate::model::Service;
use crate::search::analyze::Analyzer;
use crate::search::names::spoken;
use crate::search::vocabulary::Vocabulary;

/// What a document of the index stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Entry {
    /// The name of a service in a language.
    Name,
    /// What a service does and how to reach it, in a language.
    Text,
    /// What a service is called, and others of its kind may be: "Krisesenteret".
    Called,
    /// What a service alone is called: a name of several words, a nickname.
    CalledAlone,
}

impl Entry {
    const ALL: [Self; 4] = [Self::Name, Self::Text, Self::Called, Self::CalledAlone];

    /// The entry and the number of its service as one number.
    fn number(self, service: usize) -> u64 {
        let kind = Self::ALL
            .iter()
            .position(|each| *each == self)
            .unwrap_or_default();
        (service * Self::ALL.len() + kind) as u64
    }

    /// The entry and the number of its service.
    pub(super) fn of(number: u64) -> Option<(Self, usize)> {
        let number = usize::try_from(number).ok()?;
        let kind = Self::ALL.get(number % Self::ALL.len())?;
        Some((*kind, number / Self::ALL.len()))
    }
}

/// The fields of a document.
#[derive(Debug, Clone, Copy)]
pub(super) struct Fields {
    pub(super) stem: Field,
    pub(super) trigram: Field,
    /// What a service is called, as one word.
    pub(super) called: Field,
    /// See [`Entry::number`].
    entry: Field,
}

/// The tokenizer: the analysis is ours, tantivy gets terms with spaces between them.
const TERMS: &str = "terms";
/// The name of the field that says what a document stands for.
const ENTRY: &str = "entry";
/// The memory the writer begins with, in bytes; the least tantivy takes.
const WRITER_BYTES: usize = 15_000_000;
/// The version of how texts and names are taken apart and kept. An index of another one is built anew: raise it with every change of that.
const LAYOUT: u32 = 2;
/// How the folder of an index is called; what follows tells which data it was built from.
const FOLDER: &str = "lykt-index-";
/// How it is called while it is built; what follows is the number of the process.
const UNFINISHED: &str = "lykt-unfinished-";

impl Texts {
    /// Builds the index in memory.
    pub(in crate::search) fn build(
        directory: &Directory,
        vocabularies: &[Vocabulary],
    ) -> tantivy::Result<Self> {
        let index = write(RamDirectory::create(), directory, vocabularies)?;
        Self::of(&index)
    }

    /// Opens the index that was built from exactly these data in a folder, or builds it there. Indexes of other data are taken away.
    pub(in crate::search) fn cached(
        cache: &Path,
        directory: &Directory,
        vocabularies: &[Vocabulary],
    ) -> tantivy::Result<Self> {
        let folder = cache.join(format!("{FOLDER}{:016x}", digest(directory, vocabularies)));
        if let Ok(texts) = open(&folder).and_then(|index| Self::of(&index)) {
            return Ok(texts);
        }
        fs::create_dir_all(cache)?;
        // Built under another name: an index that was not finished is never taken for one. Each process has its own: two may start at once.
        let unfinished = cache.join(format!("{UNFINISHED}{}", std::process::id()));
        if unfinished.exists() {
            fs::remove_dir_all(&unfinished)?;
        }
        fs::create_dir(&unfinished)?;
        write(MmapDirectory::open(&unfinished)?, directory, vocabularies)?;
        if fs::rename(&unfinished, &folder).is_err() {
            // Another process was quicker, or what stands there is broken.
            if open(&folder).and_then(|index| Self::of(&index)).is_err() {
                fs::remove_dir_all(&folder)?;
                fs::rename(&unfinished, &folder)?;
            } else {
                fs::remove_dir_all(&unfinished)?;
            }
        }
        for entry in fs::read_dir(cache)? {
            let entry = entry?;
            if entry.file_name().to_string_lossy().starts_with(FOLDER) && entry.path() != folder {
                // What another process has taken away already is away.
                let _ = fs::remove_dir_all(entry.path());
            }
        }
        Self::of(&open(&folder)?)
    }

    fn of(index: &Index) -> tantivy::Result<Self> {
        let searcher = index.reader()?.searcher();
        let [segment] = searcher.segment_readers() else {
            return Err(TantivyError::InternalError("not one segment".to_owned()));
        };
        let fields = Fields::of(&index.schema())?;
        Ok(Self {
            entries: segment.fast_fields().u64(ENTRY)?,
            stems: Scored::of(segment, fields.stem)?,
            trigrams: Scored::of(segment, fields.trigram)?,
            called: Called::new(segment.inverted_index(fields.called)?),
            called_field: fields.called,
            searcher,
        })
    }
}

impl Fields {
    fn of(schema: &Schema) -> tantivy::Result<Self> {
        Ok(Self {
            stem: schema.get_field("stem")?,
            trigram: schema.get_field("trigram")?,
            called: schema.get_field("called")?,
            entry: schema.get_field(ENTRY)?,
        })
    }
}

fn schema() -> Schema {
    let mut schema = Schema::builder();
    let indexing = TextFieldIndexing::default()
        .set_tokenizer(TERMS)
        .set_index_option(IndexRecordOption::WithFreqs)
        .set_fieldnorms(true);
    let text = TextOptions::default().set_indexing_options(indexing);
    for field in ["stem", "trigram"] {
        schema.add_text_field(field, text.clone());
    }
    schema.add_text_field("called", STRING);
    schema.add_u64_field(ENTRY, FAST);
    schema.build()
}

fn tokenizers() -> TokenizerManager {
    let tokenizers = TokenizerManager::default();
    tokenizers.register(TERMS, WhitespaceTokenizer::default());
    tokenizers
}

fn open(folder: &Path) -> tantivy::Result<Index> {
    let mut index = Index::open_in_dir(folder)?;
    index.set_tokenizers(tokenizers());
    Ok(index)
}

/// Writes the index of a directory as one segment, always in the same order.
fn write(files: impl Files, directory: &Directory, vocabularies: &[Vocabulary]) -> tantivy::Result<Index> {
    let schema = schema();
    let fields = Fields::of(&schema)?;
    let mut writer: SingleSegmentIndexWriter = Index::builder()
        .schema(schema)
        .tokenizers(tokenizers())
        .single_segment_index_writer(Box::new(files) as Box<dyn Files>, WRITER_BYTES)?;
    // Texts and names are taken apart while others are written: all of it takes its time.
    std::thread::scope(|scope| -> tantivy::Result<()> {
        let (sender, receiver) = sync_channel(256);
        let names = scope.spawn(|| names(directory));
        scope.spawn(move || {
            let mut analyzers: Vec<Analyzer<'_>> = vocabularies.iter().map(Analyzer::new).collect();
            for (number, service) in directory.services().enumerate() {
                // The writer hangs up only when it has failed, and then says why itself.
                if send_texts(&sender, number, service, fields, &mut analyzers).is_err() {
                    return;
                }
            }
            for (number, names) in names
                .join()
                .unwrap_or_else(|panic| resume_unwind(panic))
                .into_iter()
                .enumerate()
            {
                if send_names(&sender, number, names, fields).is_err() {
                    return;
                }
            }
        });
        for document in receiver.into_iter().flatten() {
            writer.add_document(document)?;
        }
        Ok(())
    })?;
    writer.finalize()
}

/// What a service is called, as one word each, with whether it is what no other service is called.
type Names = Vec<(String, bool)>;

/// What each service is called. What more than one is called is the name of none of them alone.
fn names(directory: &Directory) -> Vec<Names> {
    let mut names: Vec<Names> = directory.services().map(spoken).collect();
    let mut bearers: HashMap<String, (usize, bool)> = HashMap::new();
    for (number, of_one) in names.iter().enumerate() {
        for (name, _) in of_one {
            let (first, shared) = bearers.entry(name.clone()).or_insert((number, false));
            *shared |= *first != number;
        }
    }
    for (name, own) in names.iter_mut().flatten() {
        *own &= bearers.get(name).is_some_and(|(_, shared)| !shared);
    }
    names
}

fn document(fields: Fields, entry: Entry, number: usize) -> TantivyDocument {
    let mut document = TantivyDocument::new();
    document.add_u64(fields.entry, entry.number(number));
    document
}

/// The documents of a service: waking another thread for each of them takes longer than to make it.
type Documents = Vec<TantivyDocument>;

/// Sends the names and texts of a service in every language.
fn send_texts(
    sender: &SyncSender<Documents>,
    number: usize,
    service: &Service,
    fields: Fields,
    analyzers: &mut [Analyzer<'_>],
) -> Result<(), SendError<Documents>> {
    let mut documents = Vec::with_capacity(2 * analyzers.len());
    for analyzer in analyzers {
        let lang = analyzer.lang();
        let mut text = |entry, texts: &[&str]| {
            let mut document = document(fields, entry, number);
            for text in texts {
                document.add_text(fields.stem, analyzer.stems(text));
                // Names are what people misspell. The trigrams of whole texts made up half of the index and found nothing more.
                if entry == Entry::Name {
                    document.add_text(fields.trigram, analyzer.trigrams(text));
                }
            }
            documents.push(document);
        };
        if let Some(name) = service.name.exact(lang) {
            text(Entry::Name, &[name]);
        }
        if let Some((summary, reach)) = service.summary.exact(lang).zip(service.reach.exact(lang)) {
            text(Entry::Text, &[summary, reach]);
        }
    }
    sender.send(documents)
}

/// Sends what a service is called.
fn send_names(
    sender: &SyncSender<Documents>,
    number: usize,
    names: Names,
    fields: Fields,
) -> Result<(), SendError<Documents>> {
    let mut called = document(fields, Entry::Called, number);
    let mut alone = document(fields, Entry::CalledAlone, number);
    for (name, own) in names {
        let document = if own { &mut alone } else { &mut called };
        document.add_text(fields.called, name);
    }
    sender.send(vec![called, alone])
}

/// Tells apart the data an index is built from. Of another build of the program it may be another number, and then the index is built
/// anew.
fn digest(directory: &Directory, vocabularies: &[Vocabulary]) -> u64 {
    let services: Vec<&Service> = directory.services().collect();
    let (first, second) = services.split_at(services.len() / 2);
    // The texts of a country are a hundred megabytes.
    std::thread::scope(|scope| {
        let rest = scope.spawn(|| digest_of(second, vocabularies));
        let first = digest_of(first, vocabularies);
        let rest = rest.join().unwrap_or_else(|panic| resume_unwind(panic));
        let mut hasher = DefaultHasher::new();
        LAYOUT.hash(&mut hasher);
        (first, rest).hash(&mut hasher);
        for vocabulary in vocabularies {
            vocabulary.hash_analysis(&mut hasher);
        }
        hasher.finish()
    })
}

fn digest_of(services: &[&Service], vocabularies: &[Vocabulary]) -> u64 {
    let mut hasher = DefaultHasher::new();
    for service in services {
        service.id.hash(&mut hasher);
        service.aliases.hash(&mut hasher);
        for vocabulary in vocabularies {
            for text in [&service.name, &service.summary, &service.reach] {
                text.exact(vocabulary.lang()).hash(&mut hasher);
            }
        }
    }
    hasher.finish()
}
