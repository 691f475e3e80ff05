#![doc = "lykt: a help directory that answers."]
//!
//! Modules in reading order; an arrow never points back.

pub mod folder;
pub mod model;
pub mod problem;
pub mod directory;
