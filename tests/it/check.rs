//! Broken data: every case of `tests/invalid` is reported with exactly the problems that its `expect.txt` names.

use std::fs;
use std::path::Path;

use lykt::check::check;
use lykt::folder::Folder;
use lykt::search::learn;

use crate::help::{root, tuesday};

/// A base folder with the files of a case laid over it.
fn overlay(mut base: Folder, case: &Path, name: &str) -> Folder {
    let over = case.join(name);
    if over.is_dir() {
        let over = Folder::read(&over).unwrap();
        for (path, text) in over.iter() {
            base.insert(path, text);
        }
        for (path, bytes) in over.not_text_files() {
            base.insert_binary(path, bytes.to_vec());
        }
    }
    let remove = fs::read_to_string(case.join("remove.txt")).unwrap_or_default();
    for path in remove
        .lines()
        .filter_map(|line| line.strip_prefix(&format!("{name}/")))
    {
        base.remove(path);
    }
    base
}

fn problems(invalid: &Path, case: &Path) -> Vec<String> {
    let base = |name: &str| Folder::read(&invalid.join("base").join(name)).unwrap();
    let directory = overlay(base("directory"), case, "directory");
    let locales = overlay(Folder::locales(), &invalid.join("base"), "locales");
    let locales = overlay(locales, case, "locales");
    let mut index = overlay(base("index"), case, "index");
    // As after `lykt index`, unless the case is about that.
    if let Ok((bytes, _)) = learn(&index)
        && !case.join("not-learned.txt").is_file()
    {
        index.insert_binary(Folder::LEARNED, bytes);
    }
    let found = check(&directory, &locales, &index, tuesday().date_naive());
    let found = found.err().unwrap_or_default();
    let mut lines: Vec<String> = found.iter().map(ToString::to_string).collect();
    lines.sort();
    lines
}

#[test]
fn every_broken_file_is_reported_as_expected() {
    let invalid = root().join("tests/invalid");
    let mut cases: Vec<_> = fs::read_dir(&invalid)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    cases.retain(|case| case.is_dir() && case.file_name().is_some_and(|name| name != "base"));
    cases.sort();
    assert!(cases.len() >= 30, "only {} cases", cases.len());
    let mut wrong = Vec::new();
    for case in &cases {
        let expect = fs::read_to_string(case.join("expect.txt")).unwrap();
        let mut expect: Vec<&str> = expect.lines().filter(|line| !line.is_empty()).collect();
        expect.sort_unstable();
        let found = problems(&invalid, case);
        if found != expect {
            let name = case.file_name().unwrap().to_string_lossy().into_owned();
            wrong.push(format!("{name}:\n  expected {expect:#?}\n  found {found:#?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// The base itself is sound, so that each case shows its own fault and no other.
#[test]
fn the_base_is_sound() {
    let invalid = root().join("tests/invalid");
    assert_eq!(
        problems(&invalid, &invalid.join("base/none")),
        Vec::<String>::new()
    );
}

/// Learning from half of the files would be a search that has forgotten a language.
#[test]
fn nothing_is_learned_where_a_file_is_missing() {
    let base = || Folder::read(&root().join("tests/invalid/base/index")).unwrap();
    assert!(learn(&base()).is_ok());
    let why = |index: &Folder| learn(index).unwrap_err().to_string();
    let mut index = base();
    index.remove("words/uk.toml");
    assert_eq!(why(&index), "words/uk.toml: the file is missing");
    let mut index = base();
    index.insert_binary("uk.toml", vec![0xff]);
    assert!(why(&index).starts_with("uk.toml: cannot be read: it is not UTF-8 text"));
}
