//! The tests of the whole: one binary, so that it links once.

#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::print_stdout,
    clippy::unwrap_used,
    clippy::wildcard_enum_match_arm,
    reason = "a test says what is wrong by panicking"
)]

mod ages;
#[cfg(feature = "kiosk")]
mod browser;
mod check;
mod cli;
mod directory;
mod explained;
mod golden;
mod help;
#[cfg(feature = "kiosk")]
mod kiosk;
mod ladder;
#[cfg(feature = "matrix")]
mod matrix;
mod numbers;
mod oracle;
#[cfg(all(feature = "kiosk", target_os = "linux"))]
mod process;
mod promises;
#[cfg(feature = "kiosk")]
mod serve;
#[cfg(feature = "kiosk")]
mod setup;
mod snapshots;
#[cfg(feature = "telegram")]
mod telegram;
mod triage;
mod understood;
