//! `lykt telegram`: the bot on Telegram.

use std::io::Write as _;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;

use anyhow::{Context as _, bail};
use teloxide_core::Bot;
use tokio::net::TcpListener;
use url::Url;

use super::{Data, Usage, ended};
use crate::channels::bot::{Kind, Limits, Memory, Talk};
use crate::channels::telegram;

/// The bot on Telegram: the same help in a chat
///
/// The token of the bot, from `BotFather`, is read from a file or from the environment variable `LYKT_TELEGRAM_TOKEN`, never from the command line:
/// others can see that.
#[derive(Debug, clap::Args)]
#[command(after_help = super::EXIT_CODES)]
pub(super) struct Telegram {
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
    /// Where the webhook listens
    #[arg(long, value_name = "ADDRESS", default_value = "127.0.0.1:8081")]
    listen: SocketAddr,
    /// Another server of the Bot API than Telegram's own
    #[arg(long, value_name = "URL")]
    api: Option<Url>,
    /// Print the unit for systemd instead of running
    #[arg(long)]
    print_unit: bool,
    /// How many messages a second may go out altogether; Telegram asks for thirty at most
    #[arg(long, value_name = "NUMBER", default_value_t = 29, value_parser = clap::value_parser!(u32).range(1..))]
    rate: u32,
}

/// The environment variable with the token.
const TOKEN: &str = "LYKT_TELEGRAM_TOKEN";

impl Telegram {
    pub(super) fn run(self, data: &Data) -> anyhow::Result<ExitCode> {
        if self.print_unit {
            write!(std::io::stdout().lock(), "{}", telegram::UNIT)?;
            return Ok(ExitCode::SUCCESS);
        }
        let token = self.token()?;
        let secret = self.secret_file.as_deref().map(secret).transpose()?;
        let engine = Arc::new(data.engine()?);
        let clock = data.clock(&engine)?;
        let runtime = tokio::runtime::Builder::new_multi_thread()
            .enable_all()
            .build()
            .context("cannot start")?;
        runtime.block_on(async {
            let memory = match &self.state {
                // The address may hold a password.
                Some(url) => Memory::shared(url).map_err(|_| {
                    Usage("--state: is not an address of Redis, as redis://HOST:PORT".to_owned())
                })?,
                None => Memory::default(),
            };
            let bot = match self.api {
                Some(api) => Bot::new(token).set_api_url(api),
                None => Bot::new(token),
            };
            let limits = Limits {
                all: std::time::Duration::from_secs(1) / self.rate,
                ..Limits::default()
            };
            let talk = Talk::new(engine, clock, Kind::Telegram);
            let bot = Arc::new(telegram::Telegram::new(bot, talk, memory, limits));
            let running = Arc::clone(&bot);
            match (self.webhook, secret) {
                (Some(url), Some(secret)) => {
                    let listener = TcpListener::bind(self.listen).await;
                    let listener = listener.with_context(|| format!("cannot listen at {}", self.listen))?;
                    let webhook = telegram::Webhook { url, secret };
                    telegram::webhook(running, webhook, listener, ended()).await?;
                }
                _ => telegram::poll(running, ended()).await?,
            }
            tracing::info!("{} messages were answered", bot.answered());
            anyhow::Ok(ExitCode::SUCCESS)
        })
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
