//! `lykt kiosk`: the pages for a touch screen or a browser.

use std::io::Write;
use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::process::ExitCode;
use std::sync::Arc;

use anyhow::Context as _;
use tokio::net::TcpListener;

use super::{Data, ended, language, place};
use crate::channels::kiosk;
use crate::model::Lang;

/// Serve the pages for a touch screen or a browser
#[derive(Debug, clap::Args)]
#[command(after_help = super::EXIT_CODES)]
pub(super) struct Kiosk {
    /// The language that the first page is in: nb, en, uk or se
    #[arg(long, value_name = "LANG")]
    lang: Option<String>,
    /// The place that is chosen at first: an id, a name or an alias
    #[arg(long, value_name = "PLACE")]
    place: Option<String>,
    /// The address to listen on; other machines reach it only if it is not 127.0.0.1
    #[arg(long, value_name = "ADDRESS", default_value_t = IpAddr::V4(Ipv4Addr::LOCALHOST))]
    address: IpAddr,
    /// The port to listen on
    #[arg(long, value_name = "PORT", default_value_t = 8080)]
    port: u16,
}

impl Kiosk {
    pub(super) fn run(self, data: &Data) -> anyhow::Result<ExitCode> {
        let engine = data.engine()?;
        let lang = self
            .lang
            .as_deref()
            .map(language)
            .transpose()?
            .unwrap_or(Lang::Nb);
        let place = self
            .place
            .as_deref()
            .map(|name| place(&engine, name))
            .transpose()?;
        let clock = data.clock(&engine)?;
        let kiosk = kiosk::Kiosk::new(Arc::new(engine), clock, lang, place);
        let address = SocketAddr::new(self.address, self.port);
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
            kiosk.serve(listener, ended()).await?;
            Ok(ExitCode::SUCCESS)
        })
    }
}
