//! How well each service answers each situation: `index/relevance.toml`, learned from the *tune* questions by `lykt eval --learn relevance`.
//!
//! A situation of the directory lists whom to try first, best first. It does not say by how much one is better than the next, nor what is good
//! to see below them. Thousands of questions with the answers that are wanted do.

use std::collections::BTreeMap;
use std::fmt;

use crate::directory::reader::parse;
use crate::folder::Folder;
use crate::model::TopicId;
use crate::problem::{Cause, Problem, hint};

/// For each situation how well services answer it, from 0 to 1, by their ids. A service that is not named is as good as the situation lists it.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Relevance(BTreeMap<String, BTreeMap<String, f32>>);

impl Relevance {
    /// The file it stands in.
    pub const FILE: &str = "relevance.toml";

    /// Reads the relevance of an index. `topics` are the ids that the directory has; none if it cannot be read. The index serves directories
    /// that have other services, so one that the directory does not have is no mistake.
    pub fn load(index: &Folder, topics: &[&str]) -> Result<Self, Vec<Problem>> {
        let Some(text) = index.get(Self::FILE) else {
            return Err(index.missing(Self::FILE).into_iter().collect());
        };
        let mut problems = Vec::new();
        let read: BTreeMap<String, BTreeMap<String, f32>> = parse(Self::FILE, text, &mut problems);
        for (topic, services) in &read {
            if !topics.is_empty() && !topics.contains(&topic.as_str()) {
                let cause = Cause::UnknownId {
                    what: "topic",
                    id: topic.clone(),
                    hint: hint(topic, topics.iter().copied()),
                };
                problems.push(Problem::new(Self::FILE, topic, cause));
            }
            for (service, _) in services.iter().filter(|(_, fits)| !(0.0..=1.0).contains(*fits)) {
                let cause = Cause::Other("must be a number from 0 to 1".to_owned());
                problems.push(Problem::new(Self::FILE, format!("{topic}.{service}"), cause));
            }
        }
        if problems.is_empty() {
            Ok(Self(read))
        } else {
            Err(problems)
        }
    }

    /// Notes how well a service answers a situation.
    pub fn insert(&mut self, topic: &str, service: &str, fits: f32) {
        let services = self.0.entry(topic.to_owned()).or_default();
        services.insert(service.to_owned(), fits);
    }

    /// How well a service answers a situation, if that is known.
    pub(super) fn get(&self, topic: &TopicId, service: &str) -> Option<f32> {
        self.0.get(topic.as_str())?.get(service).copied()
    }

    /// The services that are known to answer a situation, and how well.
    pub(super) fn of(&self, topic: &TopicId) -> impl Iterator<Item = (&str, f32)> {
        let services = self.0.get(topic.as_str()).into_iter().flatten();
        services.map(|(service, fits)| (service.as_str(), *fits))
    }
}

/// As the file has it.
impl fmt::Display for Relevance {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (topic, services) in &self.0 {
            writeln!(f, "\n[{topic}]")?;
            for (service, fits) in services {
                writeln!(f, "{service} = {fits:?}")?;
            }
        }
        Ok(())
    }
}
