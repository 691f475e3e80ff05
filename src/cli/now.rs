//! `lykt now`: who answers now, and who opens next.

use std::io::Write;
use std::process::ExitCode;

use super::{Data, Usage, language, place};
use crate::channels::json::Response;
use crate::channels::terminal::Terminal;
use crate::model::{Audience, Lang, Means};

/// Say who answers now, in the order to try, then who opens next and when
#[derive(Debug, clap::Args)]
#[command(after_help = super::EXIT_CODES)]
pub(super) struct Now {
    /// Where help is wanted: an id, a name or an alias
    #[arg(long, value_name = "PLACE")]
    place: Option<String>,
    /// Who needs somebody: child, youth, adult, woman, man, elder, disability, lgbtiq, refugee, sami, relative, perpetrator or
    /// professional
    #[arg(long, value_name = "WHO", default_value = "adult")]
    audience: String,
    /// What can be used, separated by commas: voice, sms, chat, email
    #[arg(
        long,
        value_name = "MEANS",
        value_delimiter = ',',
        default_value = "voice,sms,chat"
    )]
    means: Vec<String>,
    /// The language of the answer: nb, en, uk or se
    #[arg(long, value_name = "LANG", default_value = "nb")]
    lang: String,
    /// Print one JSON object
    #[arg(long)]
    json: bool,
}

impl Now {
    pub(super) fn run(self, data: &Data) -> anyhow::Result<ExitCode> {
        let engine = data.engine()?;
        let lang: Lang = language(&self.lang)?;
        let place = self.place.as_deref().map(|name| place(&engine, name));
        let audience = chosen(
            "audience",
            &self.audience,
            &Audience::ALL.map(|each| (each.word(), each)),
        )?;
        let known = Means::ALL.map(|each| (each.word(), each));
        let means: Vec<Means> = self
            .means
            .iter()
            .map(|word| chosen("means", word, &known))
            .collect::<anyhow::Result<_>>()?;
        let answer = engine
            .desk()
            .now(lang, place.transpose()?, audience, &means, data.moment(&engine)?);
        let mut stdout = std::io::stdout().lock();
        if self.json {
            writeln!(stdout, "{}", serde_json::to_string(&Response::of(&answer))?)?;
        } else {
            write!(stdout, "{}", Terminal::draw(&answer))?;
        }
        Ok(ExitCode::SUCCESS)
    }
}

/// What a word of the command line stands for.
fn chosen<T: Copy>(what: &str, word: &str, known: &[(&str, T)]) -> anyhow::Result<T> {
    let found = known.iter().find(|(name, _)| *name == word.trim());
    found.map(|(_, each)| *each).ok_or_else(|| {
        let words: Vec<&str> = known.iter().map(|(name, _)| *name).collect();
        Usage(format!(
            "there is no {what} {word:?}; choose from {}",
            words.join(", ")
        ))
        .into()
    })
}
