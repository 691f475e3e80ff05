//! The directory as shipped: all services, nothing invented, nothing hidden.

use std::collections::BTreeSet;

use lykt::answer::Engine;
use lykt::directory::Directory;
use lykt::folder::Folder;
use lykt::model::{Address, Kind};

use crate::help::{engine, root, tuesday};

/// Every service that the two plans name stands in the directory or is withheld with a reason; nothing else does.
#[test]
fn exactly_the_services_of_the_plans() {
    let engine = engine();
    let listed: BTreeSet<&str> = include_str!("services.txt").lines().collect();
    let shown = engine
        .desk()
        .directory()
        .services()
        .map(|service| service.id.as_str());
    let withheld = engine
        .desk()
        .directory()
        .decisions()
        .withheld
        .iter()
        .map(|entry| entry.service.as_str());
    let present: BTreeSet<&str> = shown.chain(withheld).collect();
    let lacking: Vec<_> = listed.difference(&present).collect();
    let invented: Vec<_> = present.difference(&listed).collect();
    assert!(
        lacking.is_empty() && invented.is_empty(),
        "lacking {lacking:?}, invented {invented:?}"
    );
}

/// The data built in and the data on disk are the same and free of mistakes.
#[test]
fn the_folders_on_disk_are_the_ones_built_in() {
    for (name, embedded) in [
        ("directory", Folder::directory()),
        ("locales", Folder::locales()),
        ("index", Folder::index()),
    ] {
        let disk = Folder::read(&root().join(name)).unwrap();
        assert!(
            disk.iter().eq(embedded.iter()),
            "{name} on disk differs from the one built in"
        );
    }
    let folder = Folder::read(&root().join("directory")).unwrap();
    assert_eq!(Directory::check(&folder, tuesday().date_naive()), []);
}

/// The address of a crisis centre is not known to the program at all.
#[test]
fn no_crisis_centre_has_an_address() {
    let engine = engine();
    let centres: Vec<_> = engine
        .desk()
        .directory()
        .services()
        .filter(|service| service.kind == Kind::CrisisCentre)
        .collect();
    assert_eq!(centres.len(), 2);
    assert!(
        centres
            .iter()
            .all(|service| service.address == Some(Address::Withheld))
    );
}

/// Every fact of the fact-check's section on conflicts is decided.
#[test]
fn every_contradiction_is_settled() {
    let engine = engine();
    let settled: BTreeSet<&str> = engine
        .desk()
        .directory()
        .decisions()
        .settled
        .iter()
        .map(|decision| decision.fact.as_str())
        .collect();
    let missing: Vec<String> = (1..=45)
        .map(|row| format!("A{row}"))
        .filter(|row| !settled.contains(row.as_str()))
        .collect();
    assert!(missing.is_empty(), "{missing:?}");
}

/// A place in every spelling that the file has leads to the place.
#[test]
fn places_in_every_script() {
    let engine = engine();
    for (name, id) in [
        ("Нарвік", "narvik"),
        ("Áhkánjárga", "narvik"),
        ("Østre Toten", "ostre-toten"),
        ("GJØVIK", "gjovik"),
        ("Loabát", "lavangen"),
    ] {
        assert_eq!(
            engine.desk().directory().place_called(name).unwrap().id.as_str(),
            id
        );
    }
    assert_eq!(
        engine.desk().directory().place_called("gjøvic").unwrap_err(),
        " (do you mean \"gjovik\"?)"
    );
}

/// An editor's change on disk is seen without a rebuild.
#[test]
fn a_change_in_the_folder_changes_the_answer() {
    let mut directory = Folder::directory();
    let file = "services/vo-linjen.toml";
    let text = directory
        .get(file)
        .unwrap()
        .replace("116006", "80040008")
        .replace("116 006", "800 40 008");
    directory.insert(file, text);
    let problems = Engine::new(&directory, &Folder::locales(), &Folder::index()).unwrap_err();
    // The number now stands at two services, and a decision chose another one.
    let said: Vec<String> = problems.iter().map(ToString::to_string).collect();
    assert!(
        said.iter().any(|line| line.contains("800 40 008 also stands at")),
        "{said:#?}"
    );
    assert!(
        said.iter()
            .any(|line| line.contains("the decision chose \"116006\"")),
        "{said:#?}"
    );
}
