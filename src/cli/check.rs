//! `lykt check`: every mistake in the data files, at once.

use std::io::Write;
use std::process::ExitCode;

use anyhow::bail;

use super::{Data, Mistakes, moment, now, print_problems};
use crate::check::{Sound, check};
use crate::model::Lang;
use crate::search::Sayings;
use crate::text::Message;

/// Read the directory, the catalogues and the index, and name every mistake with file, key and cause
#[derive(Debug, clap::Args)]
#[command(after_help = super::EXIT_CODES)]
pub(super) struct Check {}

/// The sayings a situation should have at least; fewer are accepted in Northern Sami.
const fn enough(lang: Lang) -> usize {
    match lang {
        Lang::Nb | Lang::En | Lang::Uk => 40,
        Lang::Se => 20,
    }
}

/// Whether a language has more than twice the sayings of another for a topic, measured by what each should have.
fn is_uneven(sayings: &[Sayings], topic: &str) -> bool {
    let share = |sayings: &Sayings| sayings.of(topic) * 40 / enough(sayings.lang());
    let shares = || sayings.iter().map(share);
    shares().max().unwrap_or_default() > 2 * shares().min().unwrap_or_default()
}

impl Check {
    #[allow(clippy::unused_self, reason = "every command runs the same way")]
    pub(super) fn run(self, data: &Data) -> anyhow::Result<ExitCode> {
        let [directory, locales, index] = data.folders()?;
        let today = data.at.as_deref().map_or_else(|| Ok(now()), moment)?;
        let Sound {
            desk,
            sayings,
            guided,
        } = match check(&directory, &locales, &index, today.date_naive()) {
            Ok(sound) => sound,
            Err(problems) => {
                print_problems(&problems);
                bail!(Mistakes(problems.len()));
            }
        };
        let directory = desk.directory();
        let mut stdout = std::io::stdout().lock();
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
        writeln!(
            stdout,
            "catalogues: {} messages in {} languages",
            Message::ALL.len(),
            Lang::ALL.len()
        )?;
        writeln!(stdout, "guided way: {guided}")?;
        let topics: Vec<&str> = directory.topics().map(|topic| topic.id.as_str()).collect();
        for sayings in &sayings {
            let enough = enough(sayings.lang());
            let mut thin = topics.clone();
            thin.retain(|topic| sayings.of(topic) < enough);
            writeln!(
                stdout,
                "index/{}: {} sayings; fewer than {enough}: {}",
                sayings.lang(),
                sayings.all(),
                list(&thin)
            )?;
        }
        let mut uneven = topics;
        uneven.retain(|topic| is_uneven(&sayings, topic));
        writeln!(
            stdout,
            "covered more than twice as well in one language as in another: {}",
            list(&uneven)
        )?;
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
