//! The tests of the whole: one binary, so that it links once.

#![allow(
    clippy::wildcard_enum_match_arm,
    reason = "tests say what they mean by panicking"
)]

#[cfg(feature = "kiosk")]
mod browser;
mod check;
mod cli;
mod directory;
mod golden;
mod help;
#[cfg(feature = "kiosk")]
mod kiosk;
mod numbers;
mod promises;
mod snapshots;
