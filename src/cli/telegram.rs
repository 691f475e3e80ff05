//! `lykt telegram`: the bot on Telegram.

use std::io::Write as _;
use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;

use anyhow::{Context as _, bail};
use serde::Deserialize;
use teloxide_core::Bot;
use tokio::net::TcpListener;
use url::Url;

use super::part::{Common, Part, Stop};
use super::{Data, Usage};
use crate::channels::bot::{Counters, Kind, Limits, Talk};
use crate::channels::telegram;

/// The bot on Telegram: the same help in a chat
///
/// The token of the bot, from `BotFather`, is read from a file or from the environment variable `LYKT_TELEGRAM_TOKEN`, never from the command line:
/// others can see that.
#[derive(Debug, clap::Args)]
#[command(after_help = super::EXIT_CODES)]
pub(super) struct Telegram {
    #[command(flatten)]
    flags: Config,
    /// Print the unit for systemd instead of running
    #[arg(long)]
    print_unit: bool,
}

/// The flags, which are also the keys of a file.
#[derive(Debug, Clone, Default, clap::Args, Deserialize)]
#[serde(default, rename_all = "kebab-case")]
pub(super) struct Config {
    /// The file that holds the token
    #[arg(long, value_name = "FILE")]
    token_file: Option<PathBuf>,
    /// Where several replicas share what they remember: redis://HOST:PORT
    #[arg(long, value_name = "URL")]
    state: Option<String>,
    /// Let Telegram send updates to this address, https://…/telegram, instead of asking for them
    #[arg(long, value_name = "URL", requires = "secret_file")]
    webhook: Option<Url>,
    /// The file that holds the secret Telegram says at the webhook: 1-256 letters, digits, _ and -
    #[arg(long, value_name = "FILE")]
    secret_file: Option<PathBuf>,
    /// Where the webhook listens; 127.0.0.1:8081 if nothing is said
    #[arg(long, value_name = "ADDRESS")]
    listen: Option<SocketAddr>,
    /// Another server of the Bot API than Telegram's own
    #[arg(long, value_name = "URL")]
    api: Option<Url>,
    /// How many messages a second may go out altogether; Telegram asks for thirty at most, 29 if nothing is said
    #[arg(long, value_name = "NUMBER", value_parser = clap::value_parser!(u32).range(1..))]
    rate: Option<u32>,
}

/// The environment variable with the token.
const TOKEN: &str = "LYKT_TELEGRAM_TOKEN";

/// Where the webhook listens if nothing is said.
const USUAL: SocketAddr = SocketAddr::new(IpAddr::V4(Ipv4Addr::LOCALHOST), 8081);

impl Telegram {
    pub(super) fn run(self, data: &Data) -> anyhow::Result<ExitCode> {
        if self.print_unit {
            write!(std::io::stdout().lock(), "{}", telegram::UNIT)?;
            return Ok(ExitCode::SUCCESS);
        }
        // A missing token is said before anything is read.
        self.flags.token()?;
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
        let token = self.token()?;
        let webhook = match (self.webhook, self.secret_file) {
            (Some(url), Some(file)) => Some(telegram::Webhook {
                url,
                secret: secret(&file)?,
            }),
            (Some(_), None) => bail!(Usage("the webhook needs a secret: --secret-file".to_owned())),
            (None, _) => None,
        };
        let memory = super::memory(self.state.as_deref(), common)?;
        let bot = match self.api {
            Some(api) => Bot::new(token).set_api_url(api),
            None => Bot::new(token),
        };
        let rate = self.rate.unwrap_or(29).max(1);
        let limits = Limits {
            all: std::time::Duration::from_secs(1) / rate,
            ..Limits::default()
        };
        let talk = Talk::new(Arc::clone(&common.engine), common.clock(), Kind::Telegram);
        let bot = Arc::new(telegram::Telegram::new(bot, talk, memory, limits));
        let counters = Arc::clone(bot.counters());
        let address = self.listen.unwrap_or(USUAL);
        let part = Part::new("telegram", move |stop| {
            run(Arc::clone(&bot), webhook.clone(), address, stop)
        });
        Ok((part, counters))
    }

    #[allow(
        clippy::disallowed_methods,
        reason = "the command line is where the environment is read"
    )]
    fn token(&self) -> anyhow::Result<String> {
        let token = match &self.token_file {
            Some(file) => {
                std::fs::read_to_string(file).with_context(|| format!("cannot read {}", file.display()))?
            }
            None => std::env::var(TOKEN).unwrap_or_default(),
        };
        let token = token.trim().to_owned();
        if token.is_empty() {
            bail!(Usage(format!(
                "there is no token; put it into a file and name it with --token-file, or into {TOKEN}"
            )));
        }
        Ok(token)
    }
}

async fn run(
    bot: Arc<telegram::Telegram>,
    webhook: Option<telegram::Webhook>,
    address: SocketAddr,
    stop: Stop,
) -> anyhow::Result<()> {
    match webhook {
        Some(webhook) => {
            let listener = TcpListener::bind(address).await;
            let listener = listener.with_context(|| format!("cannot listen at {address}"))?;
            telegram::webhook(bot, webhook, listener, stop).await?;
        }
        None => telegram::poll(bot, stop).await?,
    }
    Ok(())
}

fn secret(file: &Path) -> anyhow::Result<String> {
    let secret = std::fs::read_to_string(file).with_context(|| format!("cannot read {}", file.display()))?;
    let secret = secret.trim().to_owned();
    let fits = |c: char| c.is_ascii_alphanumeric() || c == '_' || c == '-';
    if secret.is_empty() || secret.len() > 256 || !secret.chars().all(fits) {
        bail!(Usage(format!(
            "{}: the secret must be 1-256 letters, digits, _ and -",
            file.display()
        )));
    }
    Ok(secret)
}
