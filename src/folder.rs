//! Folders of data files, whether they are built into the program or read from a disk.

use std::collections::BTreeMap;
use std::path::Path;
use std::{fs, io};

/// The data files of a folder as text, by their path below it (`services/atv.toml`).
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Folder {
    name: String,
    files: BTreeMap<String, String>,
}

/// The folder `directory/` as it was when the program was built.
const DIRECTORY: &[(&str, &str)] = include!(concat!(env!("OUT_DIR"), "/directory.rs"));
/// The folder `locales/` as it was when the program was built.
const LOCALES: &[(&str, &str)] = include!(concat!(env!("OUT_DIR"), "/locales.rs"));
/// The folder `index/` as it was when the program was built.
const INDEX: &[(&str, &str)] = include!(concat!(env!("OUT_DIR"), "/index.rs"));

impl Folder {
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

    /// The index vocabulary built into the program.
    #[must_use]
    pub fn index() -> Self {
        Self::embedded("index", INDEX)
    }

    fn embedded(name: &str, files: &[(&str, &str)]) -> Self {
        let files = files
            .iter()
            .map(|&(path, text)| (path.to_owned(), text.to_owned()))
            .collect();
        Self {
            name: name.to_owned(),
            files,
        }
    }

    /// Reads the files of a folder on disk, and of the folders in it, but for notes (`.md`) and hidden files. A file that is
    /// not UTF-8 is an error that names it.
    pub fn read(path: &Path) -> io::Result<Self> {
        let mut folder = Self {
            name: path.display().to_string(),
            files: BTreeMap::new(),
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
            if file.is_dir() {
                self.read_below(&file, &format!("{name}/"))?;
            } else if !name.ends_with(".md") && !entry.file_name().to_string_lossy().starts_with('.') {
                let text = fs::read_to_string(&file).map_err(|error| in_file(error, &file))?;
                self.files.insert(name, text);
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
        self.files.get(path).map(String::as_str)
    }

    /// Puts a file in the place of another, or adds it.
    pub fn insert(&mut self, path: impl Into<String>, text: impl Into<String>) {
        self.files.insert(path.into(), text.into());
    }

    /// Takes a file away.
    pub fn remove(&mut self, path: &str) {
        self.files.remove(path);
    }

    /// Every file, sorted by path.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.files
            .iter()
            .map(|(path, text)| (path.as_str(), text.as_str()))
    }

    /// The files of a folder in this one, with the prefix and the `.toml` taken off.
    pub fn stems<'a>(&'a self, prefix: &'a str) -> impl Iterator<Item = (&'a str, &'a str)> {
        self.iter()
            .filter_map(move |(path, text)| Some((path.strip_prefix(prefix)?.strip_suffix(".toml")?, text)))
    }
}
