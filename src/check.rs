//! Every mistake in the data, at once: what `lykt check` prints.

use chrono::NaiveDate;

use crate::answer::{Desk, Relevance, Weights};
use crate::directory::Directory;
use crate::folder::Folder;
use crate::problem::Problem;
use crate::search::{Sayings, Vocabulary, is_learned};
use crate::text::Catalogues;
use crate::triage::{Report, verify};

/// Data without a mistake.
#[derive(Debug)]
pub struct Sound {
    /// The directory and the catalogues.
    pub desk: Desk,
    /// What people say, a language each.
    pub sayings: Vec<Sayings>,
    /// What the walk through the guided way found: nothing wrong.
    pub guided: Report,
}

/// Reads everything and looks at every file, as seen on a day: nobody can have confirmed anything after it.
pub fn check(
    directory: &Folder,
    locales: &Folder,
    index: &Folder,
    today: NaiveDate,
) -> Result<Sound, Vec<Problem>> {
    let mut problems = Catalogues::load(locales).err().unwrap_or_default();
    problems.extend(Directory::check(directory, today));
    problems.extend(Weights::load(index).err().unwrap_or_default());
    let topics = Directory::topic_ids(directory);
    let topics: Vec<&str> = topics.iter().map(String::as_str).collect();
    problems.extend(Relevance::load(index, &topics).err().unwrap_or_default());
    let (vocabularies, found) = Vocabulary::check(index);
    problems.extend(found);
    let each = vocabularies.iter();
    let sayings = each.map(|vocabulary| Sayings::check(index, vocabulary, &topics, &mut problems));
    let sayings = sayings.collect();
    if problems.is_empty() {
        // Before the sayings are right, nobody learns from them.
        problems.extend(is_learned(index, &vocabularies).err());
    }
    if !problems.is_empty() {
        return Err(problems);
    }
    let desk = Desk::load(directory, locales, index)?;
    let guided = verify(&desk);
    if !guided.violations.is_empty() {
        return Err(guided.violations);
    }
    Ok(Sound {
        desk,
        sayings,
        guided,
    })
}
