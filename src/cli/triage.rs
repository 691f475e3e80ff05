//! `lykt triage`: the guided way, proved and drawn.

use std::io::Write;
use std::process::ExitCode;

use anyhow::bail;
use clap::Subcommand;

use super::{Data, Mistakes, language, print_problems};
use crate::model::Lang;
use crate::triage::{mermaid, verify};

/// The guided way: walk every path of it, or draw it
#[derive(Debug, clap::Args)]
#[command(after_help = super::EXIT_CODES)]
pub(super) struct Triage {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Walk every path, in every place and language, and name whatever could send somebody the wrong way
    Verify,
    /// Write a Mermaid flow chart
    Graph {
        /// The language of the texts: nb, en, uk or se
        #[arg(long, value_name = "LANG")]
        lang: Option<String>,
    },
}

impl Triage {
    pub(super) fn run(self, data: &Data) -> anyhow::Result<ExitCode> {
        let desk = data.desk()?;
        let mut stdout = std::io::stdout().lock();
        match self.command {
            Command::Verify => {
                let report = verify(&desk);
                writeln!(stdout, "{report}")?;
                if !report.violations.is_empty() {
                    print_problems(&report.violations);
                    bail!(Mistakes(report.violations.len()));
                }
            }
            Command::Graph { lang } => {
                let lang = lang.as_deref().map(language).transpose()?.unwrap_or(Lang::Nb);
                write!(stdout, "{}", mermaid(&desk, lang))?;
            }
        }
        Ok(ExitCode::SUCCESS)
    }
}
