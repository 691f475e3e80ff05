//! Puts the directory, the catalogues and the index vocabulary into the program, so that it needs no other file to answer, and
//! learns from the vocabulary what questions sound like, so that a start need not.

#[allow(dead_code, reason = "shared with the program, which uses the rest")]
#[path = "src/search/learned/mod.rs"]
mod learned;
#[allow(dead_code, reason = "shared with the program, which uses the rest")]
#[path = "src/search/normal.rs"]
mod normal;
#[allow(dead_code, reason = "shared with the program, which uses the rest")]
#[path = "src/search/spelling.rs"]
mod spelling;

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs, io};

fn main() -> io::Result<()> {
    let root = PathBuf::from(env::var_os("CARGO_MANIFEST_DIR").ok_or(io::ErrorKind::NotFound)?);
    let out = PathBuf::from(env::var_os("OUT_DIR").ok_or(io::ErrorKind::NotFound)?);
    for folder in ["directory", "locales", "index"] {
        println!("cargo::rerun-if-changed={folder}");
        let mut list = String::from("&[\n");
        for file in files(&root.join(folder))? {
            let name = file.strip_prefix(root.join(folder)).map_err(io::Error::other)?;
            let name = name.to_string_lossy().replace('\\', "/");
            writeln!(
                list,
                "    ({name:?}, include_str!({:?})),",
                file.to_string_lossy()
            )
            .map_err(io::Error::other)?;
        }
        list.push_str("]\n");
        fs::write(out.join(format!("{folder}.rs")), list)?;
    }
    for file in [
        "src/search/learned",
        "src/search/normal.rs",
        "src/search/spelling.rs",
    ] {
        println!("cargo::rerun-if-changed={file}");
    }
    fs::write(out.join("learned.bin"), learn(&root.join("index"))?)
}

/// What there is to learn from the sayings of the vocabularies. A file that cannot be read is reported by the program at start,
/// with its place; here it only teaches nothing.
fn learn(index: &Path) -> io::Result<Vec<u8>> {
    let mut lessons = learned::Lessons::default();
    for words in files(&index.join("words"))? {
        let name = words.file_name().unwrap_or_default();
        let lang = words.file_stem().unwrap_or_default().to_string_lossy();
        // See above: what cannot be read is named at the start.
        let _ = lessons.add_sayings(&lang, &read(&index.join(name))?);
        let _ = lessons.add_words(&lang, &read(&words)?);
    }
    Ok(learned::Learned::from(lessons).to_bytes())
}

fn read(file: &Path) -> io::Result<String> {
    let named = |error: io::Error| io::Error::new(error.kind(), format!("{}: {error}", file.display()));
    fs::read_to_string(file).map_err(named)
}

/// The data files below a folder, sorted, so that two builds of the same files are equal.
fn files(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            found.extend(files(&path)?);
        } else if path
            .extension()
            .is_some_and(|ending| ending == "toml" || ending == "ftl")
        {
            found.push(path);
        }
    }
    found.sort();
    Ok(found)
}
