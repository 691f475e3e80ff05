//! The files of the directory exactly as written: every key optional, every word a string.
//!
//! Nothing is judged here. What a key must be is decided when the raw file becomes the model, so that one run can
//! report every mistake of a file and not only its first.

use std::collections::BTreeMap;

use serde::Deserialize;

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct RawText {
    pub(super) nb: Option<String>,
    pub(super) en: Option<String>,
    pub(super) uk: Option<String>,
    pub(super) se: Option<String>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct RawService {
    pub(super) kind: Option<String>,
    pub(super) audiences: Vec<String>,
    pub(super) places: Vec<String>,
    pub(super) topics: Vec<String>,
    pub(super) aliases: Vec<String>,
    pub(super) access: Option<String>,
    pub(super) referrers: Vec<String>,
    pub(super) cost: Option<String>,
    pub(super) anonymous: Option<bool>,
    pub(super) spoken: Vec<String>,
    pub(super) interpreter: Option<bool>,
    pub(super) nearby: Option<bool>,
    pub(super) name: RawText,
    pub(super) summary: RawText,
    pub(super) reach: RawText,
    pub(super) review: BTreeMap<String, String>,
    pub(super) phone: Vec<RawPhone>,
    pub(super) chat: Vec<RawChat>,
    pub(super) email: Vec<RawEmail>,
    pub(super) link: Vec<RawLink>,
    pub(super) address: Option<RawAddress>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct RawSource {
    pub(super) document: String,
    #[serde(rename = "where")]
    pub(super) place: String,
    pub(super) printed: String,
    pub(super) hours: Option<String>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct RawPhone {
    pub(super) number: String,
    pub(super) label: RawText,
    pub(super) means: Vec<String>,
    pub(super) no_sms: bool,
    pub(super) hours: Option<String>,
    pub(super) note: Option<String>,
    pub(super) confidence: Option<String>,
    pub(super) sources: Vec<RawSource>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct RawChat {
    pub(super) url: String,
    pub(super) hours: Option<String>,
    pub(super) confidence: Option<String>,
    pub(super) sources: Vec<RawSource>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct RawEmail {
    pub(super) address: String,
    pub(super) confidence: Option<String>,
    pub(super) sources: Vec<RawSource>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct RawLink {
    pub(super) url: String,
    pub(super) language: Option<String>,
    pub(super) confidence: Option<String>,
    pub(super) sources: Vec<RawSource>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct RawAddress {
    pub(super) visibility: Option<String>,
    pub(super) text: Option<String>,
    pub(super) confidence: Option<String>,
    pub(super) sources: Vec<RawSource>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct RawPlace {
    pub(super) name: RawText,
    pub(super) neighbours: Vec<String>,
    pub(super) aliases: Vec<String>,
    pub(super) child_welfare_line: Option<String>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct RawTopic {
    pub(super) name: RawText,
    pub(super) audience: Option<String>,
    pub(super) comfort: bool,
    pub(super) sign: Option<String>,
    pub(super) first: Vec<String>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct RawDocument {
    pub(super) title: Option<String>,
    pub(super) publisher: Option<String>,
    pub(super) kind: Option<String>,
    pub(super) url: Option<String>,
    pub(super) as_of: Option<toml::value::Datetime>,
    pub(super) note: Option<String>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct RawLanguage {
    pub(super) name: Option<String>,
    pub(super) direction: Option<String>,
    pub(super) review: Option<String>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct RawEmergency {
    pub(super) police: Option<String>,
    pub(super) ambulance: Option<String>,
    pub(super) fire: Option<String>,
    pub(super) doctor: Option<String>,
    pub(super) child_line: Option<String>,
    pub(super) violence_line: Option<String>,
    pub(super) general: Vec<String>,
    pub(super) abroad: Vec<RawAbroad>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct RawAbroad {
    pub(super) number: String,
    pub(super) services: Vec<String>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct RawDecisions {
    pub(super) decision: Vec<RawDecision>,
    pub(super) withheld: Vec<RawWithheld>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct RawDecision {
    pub(super) fact: Option<String>,
    pub(super) service: Option<String>,
    pub(super) field: Option<String>,
    pub(super) chosen: Option<String>,
    pub(super) rejected: Vec<RawSource>,
    pub(super) reason: Option<String>,
    pub(super) evidence: Option<String>,
    pub(super) decided: Option<toml::value::Datetime>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct RawWithheld {
    pub(super) service: Option<String>,
    pub(super) reason: Option<String>,
    pub(super) decided: Option<toml::value::Datetime>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct RawTriage {
    pub(super) start: Option<String>,
    pub(super) under_18: Option<String>,
    pub(super) mediation: Vec<String>,
    pub(super) steps: BTreeMap<String, RawStep>,
    pub(super) search_only: BTreeMap<String, String>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct RawStep {
    pub(super) ask: Option<String>,
    pub(super) line: Option<String>,
    pub(super) audience: Option<String>,
    pub(super) talk: bool,
    pub(super) choices: Vec<RawChoice>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct RawChoice {
    pub(super) say: Option<String>,
    pub(super) to: Option<String>,
    pub(super) topic: Option<String>,
    pub(super) answer: Option<String>,
    pub(super) audience: Option<String>,
    pub(super) calm: bool,
}
