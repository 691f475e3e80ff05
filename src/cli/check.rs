//! `lykt check`: every mistake in the data files, at once.

use std::io::Write;
use std::process::ExitCode;

use anyhow::bail;

use super::{Data, Mistakes, now, print_problems};
use crate::directory::Directory;
use crate::model::Lang;
use crate::search::Vocabulary;
use crate::text::{Catalogues, Message};

/// Read the directory, the catalogues and the index, and name every mistake with file, key and cause
#[derive(Debug, clap::Args)]
#[command(after_help = super::EXIT_CODES)]
pub(super) struct Check {}

/// The sayings a situation should have at least; fewer are accepted in Northern Sami.
const ENOUGH: usize = 40;
const ENOUGH_SAMI: usize = 20;

impl Check {
    #[allow(clippy::unused_self, reason = "every command runs the same way")]
    pub(super) fn run(self, data: &Data) -> anyhow::Result<ExitCode> {
        let [directory, locales, index] = data.folders()?;
        let mut problems = Vec::new();
        problems.extend(Catalogues::load(&locales).err().unwrap_or_default());
        problems.extend(Directory::check(&directory, now().date_naive()));
        let topics = Directory::topic_ids(&directory);
        let topics: Vec<&str> = topics.iter().map(String::as_str).collect();
        let vocabularies = Vocabulary::check(&index, &topics);
        let directory = Directory::load(&directory).ok();
        let vocabularies = vocabularies.map_err(|found| problems.extend(found)).ok();
        if !problems.is_empty() {
            print_problems(&problems);
            bail!(Mistakes(problems.len()));
        }
        let mut stdout = std::io::stdout().lock();
        if let Some(directory) = directory {
            writeln!(
                stdout,
                "directory: {} services, {} places, {} topics, {} sources, {} decisions, {} services withheld",
                directory.services().count(),
                directory.places().count(),
                directory.topics().count(),
                directory.documents().len(),
                directory.decisions().settled.len(),
                directory.decisions().withheld.len(),
            )?;
        }
        writeln!(
            stdout,
            "catalogues: {} messages in {} languages",
            Message::ALL.len(),
            Lang::ALL.len()
        )?;
        for vocabulary in vocabularies.iter().flatten() {
            let (lang, enough) = match vocabulary.lang() {
                Lang::Se => (Lang::Se, ENOUGH_SAMI),
                lang @ (Lang::Nb | Lang::En | Lang::Uk) => (lang, ENOUGH),
            };
            let thin: Vec<&str> = topics
                .iter()
                .filter(|topic| vocabulary.sayings(topic) < enough)
                .copied()
                .collect();
            writeln!(
                stdout,
                "index/{lang}: {} sayings; thin: {}",
                vocabulary.all_sayings(),
                list(&thin)
            )?;
        }
        writeln!(stdout, "no mistakes")?;
        Ok(ExitCode::SUCCESS)
    }
}

fn list(words: &[&str]) -> String {
    if words.is_empty() {
        "none".to_owned()
    } else {
        words.join(", ")
    }
}
