//! lykt: a help directory that answers.
//!
//! The modules in reading order; an arrow never points back.

// The futures of the Matrix client are nested more deeply than the compiler looks by itself.
#![recursion_limit = "256"]

pub mod model;

pub mod problem;

pub mod folder;

pub mod directory;

pub mod text;

pub mod search;

pub mod answer;

pub mod channels;

pub mod triage;

pub mod check;

pub mod eval;

pub mod cli;
