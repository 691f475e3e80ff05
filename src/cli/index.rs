//! `lykt index`: learns from the sayings of an index folder, so that a start need not.

use std::fs;
use std::io::Write;
use std::process::ExitCode;

use anyhow::{Context as _, bail};

use super::{Data, Mistakes, Usage, print_problems};
use crate::folder::Folder;
use crate::search;

/// Learn from the sayings of the folder given with --index and write what was learned into it
#[derive(Debug, clap::Args)]
#[command(after_help = super::EXIT_CODES)]
pub(super) struct Index {}

impl Index {
    #[allow(clippy::unused_self, reason = "every command runs the same way")]
    pub(super) fn run(self, data: &Data) -> anyhow::Result<ExitCode> {
        let Some(path) = &data.index else {
            bail!(Usage(
                "say which folder with --index; what is built into the program was learned when it was built"
                    .to_owned()
            ));
        };
        let folder = Folder::read(path).with_context(|| format!("cannot read {}", path.display()))?;
        let file = path.join(Folder::LEARNED);
        let (bytes, sayings) = match search::learn(&folder) {
            Ok(learned) => learned,
            Err(problem) => {
                print_problems(&[problem]);
                bail!(Mistakes(1));
            }
        };
        // A program that starts now reads what was there before, or all of what is new.
        let unfinished = path.join(format!(".{}.unfinished", Folder::LEARNED));
        fs::write(&unfinished, &bytes)
            .and_then(|()| fs::rename(&unfinished, &file))
            .with_context(|| format!("cannot write {}", file.display()))?;
        writeln!(
            std::io::stdout().lock(),
            "{}: learned from {sayings} sayings, {} bytes",
            file.display(),
            bytes.len()
        )?;
        Ok(ExitCode::SUCCESS)
    }
}
