//! `lykt kiosk`: the pages for a touch screen or a browser.

mod config;
mod notify;

use std::io::Write;
use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;

use anyhow::Context as _;
use tokio::net::TcpListener;

use super::{Data, Mistakes, Usage, ended, language, place, print_problems};
use crate::answer::Engine;
use crate::channels::kiosk::{self, Settings};
use crate::model::Lang;

use config::{Config, Switch};

/// Serve the pages for a touch screen or a browser
#[derive(Debug, clap::Args)]
#[command(after_help = super::EXIT_CODES)]
pub(super) struct Kiosk {
    /// Read these flags from a TOML file, with their names as keys; a flag beside it wins
    #[arg(long, value_name = "FILE")]
    config: Option<PathBuf>,
    #[command(flatten)]
    flags: Config,
    /// The address to listen on; other machines reach it only if it is not 127.0.0.1
    #[arg(long, value_name = "ADDRESS", conflicts_with = "listen", default_value_t = IpAddr::V4(Ipv4Addr::LOCALHOST))]
    address: IpAddr,
    /// The port to listen on
    #[arg(long, value_name = "PORT", conflicts_with = "listen", default_value_t = 8080)]
    port: u16,
}

impl Kiosk {
    pub(super) fn run(self, data: &Data) -> anyhow::Result<ExitCode> {
        let engine = data.engine()?;
        let file = match &self.config {
            Some(path) => Config::read(path, &engine)?,
            None => Config::default(),
        };
        let config = self.flags.or(file);
        let settings = settings(&config, &engine)?;
        let clock = data.clock(&engine)?;
        let address = config
            .listen
            .unwrap_or_else(|| SocketAddr::new(self.address, self.port));
        let kiosk = kiosk::Kiosk::new(Arc::new(engine), clock, settings);
        let runtime = tokio::runtime::Runtime::new()?;
        runtime.block_on(async {
            let listener = TcpListener::bind(address)
                .await
                .with_context(|| format!("cannot listen on {address}; is another program using the port?"))?;
            let bound = listener.local_addr()?;
            writeln!(
                std::io::stdout().lock(),
                "lykt is at http://{bound}  (Ctrl-C ends it)"
            )?;
            notify::alive();
            kiosk.serve(listener, ended()).await?;
            Ok(ExitCode::SUCCESS)
        })
    }
}

/// What an office wants, from words.
fn settings(config: &Config, engine: &Engine) -> anyhow::Result<Settings> {
    let offered: Vec<Lang> = config
        .languages
        .iter()
        .flatten()
        .map(|tag| language(tag))
        .collect::<Result<_, _>>()?;
    let first = offered.first().copied();
    let lang = match &config.lang {
        Some(tag) => language(tag)?,
        None => first.unwrap_or(Lang::Nb),
    };
    let place = config.place.as_deref().map(|name| place(engine, name));
    let usual = Settings::new(lang, place.transpose()?);
    let languages = if offered.is_empty() {
        usual.languages
    } else {
        offered
    };
    if !languages.contains(&lang) {
        let languages: Vec<&str> = languages.iter().map(|lang| lang.tag()).collect();
        let languages = languages.join(",");
        anyhow::bail!(Usage(format!(
            "the kiosk starts in {lang}, which is none of its languages ({languages})"
        )));
    }
    Ok(Settings {
        languages,
        printing: config
            .printing
            .map_or(usual.printing, |printing| printing == Switch::On),
        idle: config.idle.unwrap_or(usual.idle),
        exit: config.exit_url.clone(),
        public_url: config.public_url.clone(),
        telegram_bot: config.telegram_bot.clone(),
        ..usual
    })
}
