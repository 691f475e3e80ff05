//! The command line: one file a command. The only part, with `main`, that reads the clock, the disk and the standard streams.

mod ask;
mod chat;
mod check;
mod eval;
#[cfg(any(feature = "kiosk", feature = "bot"))]
mod file;
mod index;
#[cfg(feature = "kiosk")]
mod kiosk;
#[cfg(feature = "kiosk")]
mod kiosk_setup;
#[cfg(feature = "matrix")]
mod matrix;
mod now;
#[cfg(any(feature = "kiosk", feature = "bot"))]
mod part;
#[cfg(any(feature = "kiosk", feature = "bot"))]
mod serve;
#[cfg(feature = "telegram")]
mod telegram;
mod triage;

use std::io::Write;
use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::{Context as _, bail};
use chrono::{DateTime, NaiveDate, NaiveDateTime, TimeZone as _, Utc};
use chrono_tz::Europe::Oslo;
use clap::{Parser, Subcommand};

use crate::answer::{Desk, Engine};
use crate::folder::Folder;
use crate::model::{Lang, Moment, PlaceId};
use crate::problem::Problem;

/// What stands below every `--help`.
const EXIT_CODES: &str = "\
Exit codes:
  0  done
  1  something failed: the text after `error:` says what
  2  wrong use: an unknown flag, place, language or time
  3  the directory, the catalogues or the index have mistakes: each is named with file, key and cause";

/// lykt: a help directory that answers. Who can help with violence in close relationships, emergency numbers first.
#[derive(Debug, Parser)]
#[command(name = "lykt", version, about, after_help = EXIT_CODES, max_term_width = 100)]
pub struct Cli {
    #[command(flatten)]
    data: Data,
    #[command(subcommand)]
    command: Command,
}

/// Where the data come from.
#[derive(Debug, clap::Args)]
struct Data {
    /// Read the directory from this folder instead of the one built in
    #[arg(long, global = true, value_name = "DIR")]
    directory: Option<PathBuf>,
    /// Read the catalogues from this folder instead of the ones built in
    #[arg(long, global = true, value_name = "DIR")]
    locales: Option<PathBuf>,
    /// Read the index vocabulary from this folder instead of the one built in
    #[arg(long, global = true, value_name = "DIR")]
    index: Option<PathBuf>,
    /// Keep the built index of names and texts in this folder and open it from there at the next start
    #[arg(long, global = true, value_name = "DIR")]
    cache: Option<PathBuf>,
    /// Answer as if it were this time in Norway, for instance 2026-05-17T15:45
    #[arg(long, global = true, value_name = "TIME")]
    at: Option<String>,
}

#[derive(Debug, Subcommand)]
enum Command {
    Ask(ask::Ask),
    Chat(chat::Chat),
    Check(check::Check),
    Eval(eval::Eval),
    Index(index::Index),
    Now(now::Now),
    Triage(triage::Triage),
    #[cfg(feature = "kiosk")]
    Kiosk(kiosk::Kiosk),
    #[cfg(feature = "telegram")]
    Telegram(telegram::Telegram),
    #[cfg(feature = "matrix")]
    Matrix(matrix::Matrix),
    #[cfg(any(feature = "kiosk", feature = "bot"))]
    Serve(serve::Serve),
    #[cfg(feature = "kiosk")]
    KioskSetup(kiosk_setup::KioskSetup),
}

/// Wrong use, as opposed to something that failed.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
struct Usage(String);

/// Mistakes in the data files, already printed.
#[derive(Debug, thiserror::Error)]
#[error("mistakes in the data files: {0}")]
struct Mistakes(usize);

/// Runs the program on the arguments of the process. Whatever goes wrong, the emergency numbers are printed too.
#[must_use]
pub fn run() -> ExitCode {
    let cli = match Cli::try_parse() {
        Ok(cli) => cli,
        Err(usage) => {
            let wrong = usage.use_stderr();
            // Nothing can be done about a closed terminal.
            let _ = usage.print();
            if wrong {
                print_numbers();
            }
            return ExitCode::from(if wrong { 2 } else { 0 });
        }
    };
    match cli.command.run(&cli.data) {
        Ok(code) => code,
        Err(error) if is_closed_pipe(&error) => ExitCode::SUCCESS,
        Err(error) => {
            let mut stderr = std::io::stderr().lock();
            let _ = writeln!(stderr, "error: {error:#}");
            print_numbers();
            let code = if error.is::<Usage>() {
                2
            } else if error.is::<Mistakes>() {
                3
            } else {
                1
            };
            ExitCode::from(code)
        }
    }
}

impl Command {
    fn run(self, data: &Data) -> anyhow::Result<ExitCode> {
        match self {
            Self::Ask(ask) => ask.run(data),
            Self::Chat(chat) => chat.run(data),
            Self::Check(check) => check.run(data),
            Self::Eval(eval) => eval.run(data),
            Self::Index(index) => index.run(data),
            Self::Now(now) => now.run(data),
            Self::Triage(triage) => triage.run(data),
            #[cfg(feature = "kiosk")]
            Self::Kiosk(kiosk) => kiosk.run(data),
            #[cfg(feature = "telegram")]
            Self::Telegram(telegram) => telegram.run(data),
            #[cfg(feature = "matrix")]
            Self::Matrix(matrix) => matrix.run(data),
            #[cfg(any(feature = "kiosk", feature = "bot"))]
            Self::Serve(serve) => serve.run(data),
            #[cfg(feature = "kiosk")]
            Self::KioskSetup(setup) => setup.run(data),
        }
    }
}

impl Data {
    /// The three folders: built in, or read from disk where a flag says so.
    fn folders(&self) -> anyhow::Result<[Folder; 3]> {
        let read = |path: &Option<PathBuf>, embedded: fn() -> Folder| match path {
            Some(path) => Folder::read(path).with_context(|| format!("cannot read {}", path.display())),
            None => Ok(embedded()),
        };
        Ok([
            read(&self.directory, Folder::directory)?,
            read(&self.locales, Folder::locales)?,
            read(&self.index, Folder::index)?,
        ])
    }

    /// The moment that was asked for with `--at`, or now; nothing if the clock cannot be right.
    fn moment(&self, engine: &Engine) -> anyhow::Result<Option<Moment>> {
        Ok(self.clock(engine)?())
    }

    /// The clock. It stands still at a moment that was asked for; one that is before the newest of the facts is wrong and says nothing.
    fn clock(&self, engine: &Engine) -> anyhow::Result<impl Fn() -> Option<Moment> + Send + Sync + 'static> {
        let fixed = self.at.as_deref().map(moment).transpose()?;
        let newest = engine.desk().directory().newest();
        let right = move |now: &Moment| newest.is_none_or(|newest| now.date_naive() >= newest);
        Ok(move || fixed.or_else(|| Some(now()).filter(right)))
    }

    /// What needs no search.
    fn desk(&self) -> anyhow::Result<Desk> {
        let [directory, locales, index] = self.folders()?;
        let desk = Desk::load(&directory, &locales, &index);
        desk.map_err(|problems| {
            print_problems(&problems);
            Mistakes(problems.len()).into()
        })
    }

    fn engine(&self) -> anyhow::Result<Engine> {
        let [directory, locales, index] = self.folders()?;
        Engine::cached(&directory, &locales, &index, self.cache.as_deref()).map_err(|problems| {
            print_problems(&problems);
            Mistakes(problems.len()).into()
        })
    }
}

fn print_problems(problems: &[Problem]) {
    let mut stderr = std::io::stderr().lock();
    for problem in problems {
        let _ = writeln!(stderr, "{problem}");
    }
}

/// The emergency numbers of the data built in, after an error.
fn print_numbers() {
    if let Ok(engine) = Engine::embedded() {
        let answer = engine
            .desk()
            .notice(crate::text::Message::PageError, Lang::Nb, now());
        let text = crate::channels::terminal::Terminal::draw(&answer);
        let numbers = text.lines().next().unwrap_or_default();
        let _ = writeln!(std::io::stderr().lock(), "\n{numbers}");
    }
}

fn is_closed_pipe(error: &anyhow::Error) -> bool {
    let io = error.downcast_ref::<std::io::Error>();
    io.is_some_and(|error| error.kind() == std::io::ErrorKind::BrokenPipe)
}

/// Now, in Norway: read here and passed on.
#[allow(
    clippy::disallowed_methods,
    reason = "the command line is where the clock is read"
)]
fn now() -> Moment {
    Utc::now().with_timezone(&Oslo)
}

/// A moment as people write it: `2026-05-17T15:45`, `2026-05-17 15:45`, `2026-05-17`, or with an offset.
fn moment(text: &str) -> anyhow::Result<Moment> {
    if let Ok(exact) = DateTime::parse_from_rfc3339(text) {
        return Ok(exact.with_timezone(&Oslo));
    }
    let formats = [
        "%Y-%m-%dT%H:%M:%S",
        "%Y-%m-%dT%H:%M",
        "%Y-%m-%d %H:%M:%S",
        "%Y-%m-%d %H:%M",
    ];
    let local = formats
        .iter()
        .find_map(|format| NaiveDateTime::parse_from_str(text, format).ok());
    let day = || {
        NaiveDate::parse_from_str(text, "%Y-%m-%d")
            .ok()?
            .and_hms_opt(12, 0, 0)
    };
    let Some(local) = local.or_else(day) else {
        bail!(Usage(format!(
            "{text:?} is not a time; write it as 2026-05-17T15:45"
        )));
    };
    // The hour that the clock shows twice in autumn is the first one; the hour it skips in spring does not exist.
    match Oslo.from_local_datetime(&local).earliest() {
        Some(moment) => Ok(moment),
        None => bail!(Usage(format!(
            "{text:?} does not exist: the clock is put forward that night"
        ))),
    }
}

/// A language by its tag.
fn language(tag: &str) -> anyhow::Result<Lang> {
    let known = Lang::ALL.map(Lang::tag).join(", ");
    Lang::from_tag(tag)
        .ok_or_else(|| Usage(format!("there is no language {tag:?}; choose one of {known}")).into())
}

/// A place by its id, its name or an alias.
fn place(engine: &Engine, name: &str) -> anyhow::Result<PlaceId> {
    let directory = engine.desk().directory();
    directory
        .place_called(name)
        .map(|place| place.id.clone())
        .map_err(|hint| {
            let known: Vec<&str> = directory.places().map(|place| place.id.as_str()).collect();
            Usage(format!(
                "there is no place {name:?}{hint}; choose one of {}",
                known.join(", ")
            ))
            .into()
        })
}

/// What a bot remembers with: Redis, where its address is given.
#[cfg(feature = "bot")]
fn memory(address: Option<&str>, common: &part::Common) -> anyhow::Result<crate::channels::bot::Memory> {
    use crate::channels::bot::Memory;
    // The connection is kept by a task of its own.
    let _entered = common.runtime.enter();
    match address {
        // The address may hold a password.
        Some(url) => Memory::shared(url).map_err(|_| {
            Usage("--state: is not an address of Redis, as redis://HOST:PORT".to_owned()).into()
        }),
        None => Ok(Memory::default()),
    }
}

/// Resolves when the program is asked to end: Ctrl-C, or SIGTERM from a service manager.
#[cfg(any(feature = "kiosk", feature = "bot"))]
async fn ended() {
    let interrupt = async { drop(tokio::signal::ctrl_c().await) };
    #[cfg(unix)]
    let terminate = async {
        match tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate()) {
            Ok(mut signal) => drop(signal.recv().await),
            Err(_) => std::future::pending().await,
        }
    };
    #[cfg(not(unix))]
    let terminate = std::future::pending::<()>();
    tokio::select! {
        () = interrupt => {}
        () = terminate => {}
    }
}
