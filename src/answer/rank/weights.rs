//! How much each piece of evidence counts: `index/weights.toml`, learned from the *tune* questions by `lykt eval --learn weights`.

use serde::{Deserialize, Serialize};

use crate::directory::reader::parse;
use crate::folder::Folder;
use crate::problem::{Cause, Problem};

/// The weights. Shares are from 0 to 1; a power says how steeply something loses weight beside the best of its kind.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Weights {
    /// The powers of the situations' likelihoods and of the services' texts.
    pub situation_power: f32,
    /// See [`Self::situation_power`].
    pub text_power: f32,
    /// How much each next service of a situation's list counts beside the one before.
    pub next: f32,
    /// How well a service has to fit beside the best one to be shown.
    pub least: f32,
    /// How much a service counts that lists the situation but is not among those to try first.
    pub listed: f32,
    /// How much the text of the best fitting service counts.
    pub text: f32,
    /// How much a service that is named outright counts, at most.
    pub named: f32,
    /// The share of a question that a name has to be for the question to be about it.
    pub outright: f32,
    /// The same for a name that no other service has.
    pub outright_own: f32,
    /// How much a service of the person's own place counts, one of any place when none is known, one that is closed now.
    pub local: f32,
    /// See [`Self::local`].
    pub placeless: f32,
    /// See [`Self::local`].
    pub closed: f32,
    /// Which share of the question has to be known words for an answer.
    pub heard: f32,
    /// From which likelihood a question is one that lykt cannot know.
    pub foreign: f32,
    /// From which likelihood the person who asks hurts others: without a sign, and with one. From which they are a child.
    pub hurts: f32,
    /// See [`Self::hurts`].
    pub hurts_signed: f32,
    /// See [`Self::hurts`].
    pub child: f32,
    /// From which likelihood they may hurt others, too much to be sent where those are who were hurt: without a sign, and with one.
    pub perhaps_hurts: f32,
    /// See [`Self::perhaps_hurts`].
    pub perhaps_hurts_signed: f32,
    /// From which likelihood they may be a child, enough to be shown what is for children only.
    pub perhaps_child: f32,
    /// How much a line for children counts for somebody who is hardly one, where adults are in the situation, too.
    pub childs_line: f32,
    /// From which likelihood somebody is in danger now: without a sign, and with one.
    pub danger: f32,
    /// See [`Self::danger`].
    pub danger_signed: f32,
    /// The same without a sign, where something is said to be over.
    pub danger_over: f32,
    /// From which likelihood somebody thinks of suicide: without a sign, and with one.
    pub suicide: f32,
    /// See [`Self::suicide`].
    pub suicide_signed: f32,
    /// From which likelihood an assault is recent: without a sign, and with one.
    pub rape: f32,
    /// See [`Self::rape`].
    pub rape_signed: f32,
}

impl Weights {
    /// The file they stand in.
    pub const FILE: &str = "weights.toml";

    /// The weights from a table of numbers.
    pub fn from_table(table: toml::Table) -> Result<Self, toml::de::Error> {
        table.try_into()
    }

    /// The weights as a table of numbers.
    pub fn to_table(&self) -> Result<toml::Table, toml::ser::Error> {
        toml::Table::try_from(self)
    }

    /// Reads the weights of an index.
    pub fn load(index: &Folder) -> Result<Self, Vec<Problem>> {
        let Some(text) = index.get(Self::FILE) else {
            return Err(index.missing(Self::FILE).into_iter().collect());
        };
        let mut problems = Vec::new();
        let mut table: toml::Table = parse(Self::FILE, text, &mut problems);
        if !problems.is_empty() {
            return Err(problems);
        }
        let known = Self::default().to_table().unwrap_or_default();
        for key in table.keys().filter(|key| !known.contains_key(*key)) {
            problems.push(Problem::new(Self::FILE, key, Cause::UnknownKey));
        }
        for key in known.keys() {
            // `1` is as good as `1.0`.
            let number = |value: &toml::Value| {
                let whole = value.as_integer().and_then(|whole| i32::try_from(whole).ok());
                value.as_float().or(whole.map(f64::from))
            };
            match table.get(key).map(number) {
                None => problems.push(Problem::new(Self::FILE, key, Cause::Missing)),
                Some(Some(value)) if value >= 0.0 && value.is_finite() => {
                    table.insert(key.clone(), toml::Value::Float(value));
                }
                Some(_) => {
                    let cause = Cause::Other("must be a number, 0 or more".to_owned());
                    problems.push(Problem::new(Self::FILE, key, cause));
                }
            }
        }
        if !problems.is_empty() {
            return Err(problems);
        }
        Self::from_table(table).map_err(|error| {
            let cause = Cause::Syntax(error.message().to_owned());
            vec![Problem::new(Self::FILE, "", cause)]
        })
    }
}
