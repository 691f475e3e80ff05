//! `lykt matrix`: the bot on Matrix.

mod login;

use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;

use anyhow::{Context as _, bail};
use serde::Deserialize;

use super::part::{Common, Part};
use super::{Data, Usage};
use crate::channels::bot::{Counters, Kind, Limits, Talk};
use crate::channels::matrix::{self, Account, Bot, Home, Login, MatrixError, Settings};

/// The bot on Matrix: the same help in an encrypted chat
///
/// A password or an access token is read from a file, never from the command line: others can see that.
#[derive(Debug, clap::Args)]
#[command(after_help = super::EXIT_CODES)]
pub(super) struct Matrix {
    #[command(flatten)]
    flags: Config,
    /// Sign in now, asking for what is needed, and show others that this device can be trusted; then end
    #[arg(long)]
    login: bool,
    /// Print the unit for systemd instead of running
    #[arg(long)]
    print_unit: bool,
}

/// The flags, which are also the keys of a file.
#[derive(Debug, Clone, Default, clap::Args, Deserialize)]
#[serde(default, rename_all = "kebab-case")]
pub(super) struct Config {
    /// The folder where the bot keeps who it is: its session, its keys, and how far it has answered
    #[arg(long, value_name = "DIR")]
    state_dir: Option<PathBuf>,
    /// The homeserver: its name, or https://…
    #[arg(long, value_name = "SERVER")]
    homeserver: Option<String>,
    /// The account: @name:server
    #[arg(long, value_name = "USER")]
    user: Option<String>,
    /// The file that holds the account's password; with it a lost session is made anew
    #[arg(long, value_name = "FILE", conflicts_with = "token_file")]
    password_file: Option<PathBuf>,
    /// The file that holds an access token made for this bot
    #[arg(long, value_name = "FILE")]
    token_file: Option<PathBuf>,
    /// The file that holds what the store is locked with; without it, it is made and lies in the folder
    #[arg(long, value_name = "FILE")]
    passphrase_file: Option<PathBuf>,
    /// Where language and place are kept for a day, so that a restart does not forget them: redis://HOST:PORT
    #[arg(long, value_name = "URL")]
    state: Option<String>,
    /// How many messages a second may go out altogether; 10 if nothing is said
    #[arg(long, value_name = "NUMBER", value_parser = clap::value_parser!(u32).range(1..))]
    rate: Option<u32>,
}

/// How many invitations are taken in a minute.
const INVITES: usize = 10;

impl Matrix {
    pub(super) fn run(self, data: &Data) -> anyhow::Result<ExitCode> {
        if self.print_unit {
            write!(std::io::stdout().lock(), "{}", matrix::UNIT)?;
            return Ok(ExitCode::SUCCESS);
        }
        if self.login {
            login::run(&self.flags)?;
            return Ok(ExitCode::SUCCESS);
        }
        let common = Common::new(data)?;
        let (part, counters) = self.flags.part(&common)?;
        part.alone(&common)?;
        tracing::info!("{} messages were answered", counters.answered());
        Ok(ExitCode::SUCCESS)
    }
}

impl Config {
    /// The bot, ready to run.
    pub(super) fn part(self, common: &Common) -> anyhow::Result<(Part, Arc<Counters>)> {
        let memory = super::memory(self.state.as_deref(), common)?;
        let rate = self.rate.unwrap_or(10).max(1);
        let settings = Settings {
            home: self.home()?,
            account: self.account()?,
            limits: Limits {
                all: std::time::Duration::from_secs(1) / rate,
                ..Limits::default()
            },
            invites: INVITES,
        };
        let talk = Talk::new(Arc::clone(&common.engine), common.clock(), Kind::Matrix);
        let bot = Arc::new(Bot::new(settings, talk, memory)?);
        let counters = Arc::clone(bot.counters());
        let part = Part::new("matrix", move |stop| {
            let bot = Arc::clone(&bot);
            async move { bot.run(stop).await.map_err(usage) }
        });
        Ok((part, counters))
    }

    fn home(&self) -> anyhow::Result<Home> {
        let Some(dir) = &self.state_dir else {
            bail!(Usage(
                "--state-dir is missing: where does the bot keep its keys?".to_owned()
            ));
        };
        Ok(Home::new(dir, self.passphrase_file.as_deref())?)
    }

    fn account(&self) -> anyhow::Result<Account> {
        let login = match (&self.password_file, &self.token_file) {
            (Some(file), _) => {
                let Some(user) = self.user.clone() else {
                    bail!(Usage("--user is missing: whose password is it?".to_owned()));
                };
                let password = secret(file)?;
                Some(Login::Password { user, password })
            }
            (None, Some(file)) => Some(Login::Token(secret(file)?)),
            (None, None) => None,
        };
        Ok(Account {
            homeserver: self.homeserver.clone(),
            login,
        })
    }
}

/// What a file holds.
fn secret(file: &Path) -> anyhow::Result<String> {
    let text = std::fs::read_to_string(file).with_context(|| format!("cannot read {}", file.display()))?;
    match text.trim() {
        "" => bail!(Usage(format!("{}: is empty", file.display()))),
        text => Ok(text.to_owned()),
    }
}

/// What somebody has to mend is wrong use: starting again does not help.
fn usage(error: MatrixError) -> anyhow::Error {
    match error {
        MatrixError::Refused(_) | MatrixError::SignedOut | MatrixError::TokenOfLostStore => {
            Usage(error.to_string()).into()
        }
        MatrixError::Store(_) | MatrixError::Unreachable(_) | MatrixError::File(_) => error.into(),
    }
}
