//! The program: arguments, logging, exit code.

use std::process::ExitCode;

use tracing_subscriber::EnvFilter;

fn main() -> ExitCode {
    // Errors of the program itself; nothing a person writes is ever logged.
    let filter = EnvFilter::try_from_env("LYKT_LOG").unwrap_or_else(|_| EnvFilter::new("warn"));
    tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_writer(std::io::stderr)
        .init();
    lykt::cli::run()
}
