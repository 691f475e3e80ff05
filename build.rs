//! Puts the directory, the catalogues and the index vocabulary into the program, so that it needs no other file to answer.

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
    Ok(())
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
