//! Folders of data files, whether they are built into the program or read from a disk.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::path::Path;
use std::{fs, io};

use crate::problem::{Cause, Problem};

/// The data files of a folder, by their path below it (`services/atv.toml`).
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Folder {
    name: String,
    files: BTreeMap<String, Cow<'static, str>>,
    /// What is not text: what was learned from the sayings, and files in another encoding than UTF-8.
    binary: BTreeMap<String, Cow<'static, [u8]>>,
}

/// The folder `directory/` as it was when the program was built.
const DIRECTORY: &[(&str, &str)] = include!(concat!(env!("OUT_DIR"), "/directory.rs"));
/// The folder `locales/` as it was when the program was built.
const LOCALES: &[(&str, &str)] = include!(concat!(env!("OUT_DIR"), "/locales.rs"));
/// The folder `index/` as it was when the program was built.
const INDEX: &[(&str, &str)] = include!(concat!(env!("OUT_DIR"), "/index.rs"));
/// What the build learned from the sayings in `index/`.
const LEARNED: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/learned.bin"));

impl Folder {
    /// The file of `index/` that is not written by hand.
    pub const LEARNED: &str = "learned.bin";

    /// The directory built into the program.
    #[must_use]
    pub fn directory() -> Self {
        Self::embedded("directory", DIRECTORY)
    }

    /// The catalogues built into the program.
    #[must_use]
    pub fn locales() -> Self {
        Self::embedded("locales", LOCALES)
    }

    /// The index vocabulary built into the program, with what was learned from it.
    #[must_use]
    pub fn index() -> Self {
        let mut folder = Self::embedded("index", INDEX);
        let learned = Cow::Borrowed(LEARNED);
        folder.binary.insert(Self::LEARNED.to_owned(), learned);
        folder
    }

    fn embedded(name: &str, files: &[(&str, &'static str)]) -> Self {
        let files = files
            .iter()
            .map(|&(path, text)| (path.to_owned(), Cow::Borrowed(text)))
            .collect();
        Self {
            name: name.to_owned(),
            files,
            binary: BTreeMap::new(),
        }
    }

    /// Reads the files of a folder on disk, and of the folders in it, but for notes (`.md`) and hidden files.
    pub fn read(path: &Path) -> io::Result<Self> {
        let mut folder = Self {
            name: path.display().to_string(),
            ..Self::default()
        };
        folder.read_below(path, "")?;
        Ok(folder)
    }

    fn read_below(&mut self, path: &Path, prefix: &str) -> io::Result<()> {
        let in_file = |error: io::Error, file: &Path| {
            io::Error::new(error.kind(), format!("{}: {error}", file.display()))
        };
        for entry in fs::read_dir(path).map_err(|error| in_file(error, path))? {
            let entry = entry?;
            let name = format!("{prefix}{}", entry.file_name().to_string_lossy());
            let file = entry.path();
            if entry.file_name().to_string_lossy().starts_with('.') {
                continue;
            }
            if file.is_dir() {
                self.read_below(&file, &format!("{name}/"))?;
            } else if !name.ends_with(".md") {
                let bytes = fs::read(&file).map_err(|error| in_file(error, &file))?;
                match String::from_utf8(bytes) {
                    Ok(text) => self.insert(name, text),
                    Err(error) => self.insert_binary(name, error.into_bytes()),
                }
            }
        }
        Ok(())
    }

    /// What to call it in a message.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The text of a file.
    #[must_use]
    pub fn get(&self, path: &str) -> Option<&str> {
        self.files.get(path).map(|text| &**text)
    }

    /// The bytes of a file that is not text.
    #[must_use]
    pub fn binary(&self, path: &str) -> Option<&[u8]> {
        self.binary.get(path).map(|bytes| &**bytes)
    }

    /// Every file that is not text but should be, sorted by path.
    pub fn not_text_files(&self) -> impl Iterator<Item = (&str, &[u8])> {
        let files = self.binary.iter().filter(|(path, _)| *path != Self::LEARNED);
        files.map(|(path, bytes)| (path.as_str(), &**bytes))
    }

    /// One problem for each of them.
    #[must_use]
    pub fn not_text(&self) -> Vec<Problem> {
        let cause = || Cause::Syntax("it is not UTF-8 text; save it with that encoding".to_owned());
        let files = self.not_text_files();
        files.map(|(path, _)| Problem::new(path, "", cause())).collect()
    }

    /// Why a file that has to be there has no text: it is missing, unless [`Self::not_text`] has named it already.
    #[must_use]
    pub fn missing(&self, path: &str) -> Option<Problem> {
        let named = self.files.contains_key(path) || self.binary.contains_key(path);
        (!named).then(|| Problem::new(path, "", Cause::MissingFile))
    }

    /// Puts a file in the place of another, or adds it.
    pub fn insert(&mut self, path: impl Into<String>, text: impl Into<String>) {
        let path = path.into();
        self.binary.remove(&path);
        self.files.insert(path, Cow::Owned(text.into()));
    }

    /// Puts a file that is not text in the place of another, or adds it.
    pub fn insert_binary(&mut self, path: impl Into<String>, bytes: Vec<u8>) {
        let path = path.into();
        self.files.remove(&path);
        self.binary.insert(path, Cow::Owned(bytes));
    }

    /// Takes a file away.
    pub fn remove(&mut self, path: &str) {
        self.files.remove(path);
        self.binary.remove(path);
    }

    /// Every file that is text, sorted by path.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.files.iter().map(|(path, text)| (path.as_str(), &**text))
    }

    /// The files of a folder in this one, with the prefix and the `.toml` taken off.
    pub fn stems<'a>(&'a self, prefix: &'a str) -> impl Iterator<Item = (&'a str, &'a str)> {
        self.iter()
            .filter_map(move |(path, text)| Some((path.strip_prefix(prefix)?.strip_suffix(".toml")?, text)))
    }
}
