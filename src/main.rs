//! The program: arguments, logging, exit code.

use std::io::IsTerminal as _;
use std::process::ExitCode;

use tracing_subscriber::EnvFilter;
use tracing_subscriber::filter::LevelFilter;

// Answers are made on all cores at once, and where the memory of one is freed on another, the system's allocator makes them wait.
#[cfg(feature = "kiosk")]
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// How much is said: off, error, warn, info, debug or trace.
#[allow(
    clippy::disallowed_methods,
    reason = "the program's start is where the environment is read"
)]
fn level() -> LevelFilter {
    let asked = std::env::var("LYKT_LOG").ok();
    asked
        .and_then(|level| level.parse().ok())
        .unwrap_or(LevelFilter::WARN)
}

fn main() -> ExitCode {
    // Our own words alone, however much of them is asked for: the libraries' would name rooms, people and addresses.
    let filter = EnvFilter::new(format!("off,lykt={}", level()));
    tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_ansi(std::io::stderr().is_terminal())
        .with_writer(std::io::stderr)
        .init();
    lykt::cli::run()
}
