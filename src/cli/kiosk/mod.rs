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

use super::part::{Common, Part, Stop};
use super::{Data, Mistakes, Usage, language, place, print_problems};
use crate::answer::Engine;
use crate::channels::kiosk::{self, Settings};
use crate::model::Lang;

pub(super) use config::Config;
use config::Switch;

/// Where the pages are if nothing is said.
const USUAL: SocketAddr = SocketAddr::new(IpAddr::V4(Ipv4Addr::LOCALHOST), 8080);

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
    #[arg(long, value_name = "ADDRESS", conflicts_with = "listen", default_value_t = USUAL.ip())]
    address: IpAddr,
    /// The port to listen on
    #[arg(long, value_name = "PORT", conflicts_with = "listen", default_value_t = USUAL.port())]
    port: u16,
}

impl Kiosk {
    pub(super) fn run(self, data: &Data) -> anyhow::Result<ExitCode> {
        let common = Common::new(data)?;
        let file = match &self.config {
            Some(path) => Config::read(path, &common.engine)?,
            None => Config::default(),
        };
        let mut config = self.flags.or(file);
        let address = SocketAddr::new(self.address, self.port);
        config.listen = config.listen.or(Some(address));
        config.part(&common, String::new)?.alone(&common)?;
        Ok(ExitCode::SUCCESS)
    }
}

impl Config {
    /// The pages, ready to be served. `beside` is what `/metrics` says besides.
    pub(in crate::cli) fn part(
        self,
        common: &Common,
        beside: impl Fn() -> String + Send + Sync + 'static,
    ) -> anyhow::Result<Part> {
        let settings = settings(&self, &common.engine)?;
        let address = self.listen.unwrap_or(USUAL);
        let kiosk = kiosk::Kiosk::new(Arc::clone(&common.engine), common.clock(), settings).beside(beside);
        Ok(Part::new("kiosk", move |stop| {
            serve(kiosk.clone(), address, stop)
        }))
    }
}

async fn serve(kiosk: kiosk::Kiosk, address: SocketAddr, stop: Stop) -> anyhow::Result<()> {
    let listener = TcpListener::bind(address)
        .await
        .with_context(|| format!("cannot listen on {address}; is another program using the port?"))?;
    let bound = listener.local_addr()?;
    writeln!(
        std::io::stdout().lock(),
        "lykt is at http://{bound}  (Ctrl-C ends it)"
    )?;
    notify::alive(bound);
    Ok(kiosk.serve(listener, stop).await?)
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
