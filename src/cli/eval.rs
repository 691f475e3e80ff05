//! `lykt eval`: how good the answers are.

use std::io::Write;
use std::panic::resume_unwind;
use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::Context as _;
use chrono::TimeZone as _;
use chrono_tz::Europe::Oslo;

use super::{Data, Mistakes, moment, print_problems};
use crate::answer::{Engine, Relevance, Weights};
use crate::eval::{Case, Figures, SETS, Share, Understood, cases, evaluate, learn_relevance, understand};
use crate::folder::Folder;
use crate::model::{Lang, Moment};

/// Ask the golden questions and print how good the answers are, by set and language
#[derive(Debug, clap::Args)]
#[command(after_help = super::EXIT_CODES)]
pub(super) struct Eval {
    /// The folder of the questions, with the folders `tune`, `holdout` and `contrast`
    #[arg(long, value_name = "DIR", default_value = "tests/golden")]
    golden: PathBuf,
    /// Ask the questions of this set only
    #[arg(long, value_name = "SET", value_parser = SETS)]
    set: Option<String>,
    /// Name every question that is not answered as wanted
    #[arg(long)]
    misses: bool,
    /// Learn from the tune questions and print what `index/weights.toml` or `index/relevance.toml` is to hold
    #[arg(long, value_name = "WHAT", conflicts_with_all = ["set", "misses"])]
    learn: Option<Lesson>,
}

/// What is learned from the tune questions.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum Lesson {
    /// How much each piece of evidence counts
    Weights,
    /// How well each service answers each situation
    Relevance,
}

impl Eval {
    pub(super) fn run(self, data: &Data) -> anyhow::Result<ExitCode> {
        let engine = data.engine()?;
        let golden =
            Folder::read(&self.golden).with_context(|| format!("cannot read {}", self.golden.display()))?;
        let questions = |set: &str, lang| {
            cases(&golden, set, lang).map_err(|problems| {
                print_problems(&problems);
                anyhow::Error::from(Mistakes(problems.len()))
            })
        };
        let at = match &data.at {
            Some(at) => moment(at)?,
            None => office_hours()?,
        };
        let mut stdout = std::io::stdout().lock();
        if let Some(lesson) = self.learn {
            let tune = Lang::ALL.map(|lang| questions("tune", lang).map(|cases| (lang, cases)));
            let tune: Vec<(Lang, Vec<Case>)> = tune.into_iter().collect::<anyhow::Result<_>>()?;
            let tune = tune
                .iter()
                .map(|(lang, cases)| Ok((*lang, understand(&engine, cases)?)));
            let tune: Vec<(Lang, Vec<Understood<'_>>)> = tune.collect::<anyhow::Result<_>>()?;
            let [_, _, index] = data.folders()?;
            let (file, learned) = match lesson {
                Lesson::Weights => (Weights::FILE, learn_weights(&engine, &tune, at)?),
                Lesson::Relevance => {
                    let tune: Vec<Understood<'_>> = tune.into_iter().flat_map(|(_, cases)| cases).collect();
                    (Relevance::FILE, learn_relevance(&engine, &tune, at).to_string())
                }
            };
            write!(
                stdout,
                "{}{learned}",
                comment(index.get(file).unwrap_or_default())
            )?;
            return Ok(ExitCode::SUCCESS);
        }
        writeln!(
            stdout,
            "| set | language | questions | success@1 | success@3 | nDCG@5 | language right | danger seen | false alarms | urgent seen | not ours | not known | wrong way |"
        )?;
        writeln!(stdout, "|---|---|---|---|---|---|---|---|---|---|---|---|---|")?;
        for set in SETS
            .into_iter()
            .filter(|set| self.set.as_deref().is_none_or(|only| only == *set))
        {
            for lang in Lang::ALL {
                let cases = questions(set, lang)?;
                let (figures, misses) =
                    evaluate(&engine, lang, &understand(&engine, &cases)?, engine.weights(), at);
                writeln!(stdout, "{}", row(set, lang, cases.len(), &figures))?;
                for miss in misses.iter().filter(|_| self.misses) {
                    writeln!(stdout, "  {:?}: {}", miss.question, miss.why.join("; "))?;
                }
            }
        }
        Ok(ExitCode::SUCCESS)
    }
}

/// What stands at the head of a file for those who read it.
fn comment(text: &str) -> String {
    let lines = text.split_inclusive('\n');
    lines.take_while(|line| line.starts_with('#')).collect()
}

/// A Tuesday in office hours: the golden questions do not ask when.
fn office_hours() -> anyhow::Result<Moment> {
    Oslo.with_ymd_and_hms(2026, 11, 24, 11, 0, 0)
        .single()
        .context("the moment of the evaluation does not exist")
}

fn row(set: &str, lang: Lang, questions: usize, figures: &Figures) -> String {
    // Of nothing there is nothing to say.
    let of = |of: usize, text: String| if of == 0 { "–".to_owned() } else { text };
    let value = |all: usize, value: f64| of(all, format!("{value:.3}"));
    let share = |share: Share| value(share.of, share.value());
    let hits = |share: Share| of(share.of, format!("{}/{}", share.hits, share.of));
    let misses = |share: Share| of(share.of, format!("{}/{}", share.of - share.hits, share.of));
    let cells = [
        set.to_owned(),
        lang.to_string(),
        questions.to_string(),
        share(figures.first),
        share(figures.first_three),
        value(figures.first.of, figures.ndcg()),
        share(figures.language),
        hits(figures.danger),
        misses(figures.calm),
        hits(figures.urgent),
        hits(figures.foreign),
        misses(figures.ours),
        misses(figures.right_way),
    ];
    format!("| {} |", cells.join(" | "))
}

/// How good figures are as one number: what a person sees first, and heavily whether danger is seen and nobody is sent the wrong
/// way.
fn goodness(figures: &Figures) -> f64 {
    let alarms = 1.0 - figures.calm.value();
    figures.first.value()
        + figures.first_three.value()
        + figures.ndcg()
        + 0.5 * figures.foreign.value()
        + 0.5 * figures.urgent.value()
        + 2.0 * figures.danger.value()
        + 2.0 * figures.right_way.value()
        - 4.0 * (alarms - 0.01).max(0.0)
}

fn rounded(weight: f64) -> f64 {
    (weight * 1000.0).round() / 1000.0
}

/// From which likelihood somebody is in danger, a child, or whatever else leads the answer elsewhere. They are set by hand: a danger that is not
/// seen costs more than an alarm that was not needed, and the tune questions are too well known to tell from where a new one is strange. So are
/// `childs_line`, and `placeless`: who helps everywhere comes before who may be far away. And `closed`: all tune questions are asked in office hours.
const BY_HAND: [&str; 16] = [
    "childs_line",
    "closed",
    "danger",
    "danger_over",
    "danger_signed",
    "foreign",
    "hurts",
    "hurts_signed",
    "perhaps_child",
    "perhaps_hurts",
    "perhaps_hurts_signed",
    "placeless",
    "rape",
    "rape_signed",
    "suicide",
    "suicide_signed",
];

/// Moves one weight after the other up and down for as long as the answers to the tune questions get better.
fn learn_weights(
    engine: &Engine,
    tune: &[(Lang, Vec<Understood<'_>>)],
    at: Moment,
) -> anyhow::Result<String> {
    let table = engine.weights().to_table()?;
    let mut weights: Vec<(String, f64)> = table
        .into_iter()
        .filter_map(|(key, value)| Some((key, rounded(value.as_float()?))))
        .collect();
    let judge = |weights: &[(String, f64)]| -> anyhow::Result<f64> {
        let table: toml::Table = weights
            .iter()
            .map(|(key, value)| (key.clone(), toml::Value::Float(*value)))
            .collect();
        let weights = &Weights::from_table(table)?;
        // A language a thread: every judgement asks hundreds of questions.
        let sum = std::thread::scope(|scope| {
            let threads: Vec<_> = tune
                .iter()
                .map(|(lang, cases)| {
                    scope.spawn(move || goodness(&evaluate(engine, *lang, cases, weights, at).0))
                })
                .collect();
            threads
                .into_iter()
                .map(|thread| thread.join().unwrap_or_else(|panic| resume_unwind(panic)))
                .sum()
        });
        Ok(sum)
    };
    let mut best = judge(&weights)?;
    for step in [1.5, 1.25, 1.1] {
        let mut better = true;
        while better {
            better = false;
            let learned = |number: &usize| {
                let key = weights.get(*number).map(|(key, _)| key.as_str());
                key.is_some_and(|key| !BY_HAND.contains(&key))
            };
            for number in (0..weights.len()).filter(learned).collect::<Vec<_>>() {
                for factor in [step, 1.0 / step] {
                    let mut tried = weights.clone();
                    if let Some((_, value)) = tried.get_mut(number) {
                        *value = rounded(*value * factor);
                    }
                    let good = judge(&tried)?;
                    if good > best + 1e-6 {
                        let (key, value) = tried.get(number).cloned().unwrap_or_default();
                        tracing::info!("{key} = {value}: {good:.4}");
                        best = good;
                        weights = tried;
                        better = true;
                    }
                }
            }
        }
    }
    let lines = weights.iter().map(|(key, value)| format!("{key} = {value:?}\n"));
    Ok(lines.collect())
}
