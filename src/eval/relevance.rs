//! How well each service answers each situation, learned from questions with the answers that are wanted.
//!
//! It is the mean over the questions of how good the service is for them, each counted for as much as it is about the situation. (Least
//! squares over all situations of a question at once were tried: no better than chance can tell.)

use std::collections::BTreeMap;

use super::{Case, Understood};
use crate::answer::{Candidates, Engine, Relevance};
use crate::model::Moment;

/// How steeply a situation counts less the less likely it is: a question of which nobody knows what it is about tells little of any.
const LIKELY_POWER: f32 = 2.0;
/// Of how many questions the list of the situation is worth: where few have asked, it decides (better than 5 or 40 where half of the questions
/// are learned from and the others asked).
const LISTED: f32 = 20.0;
/// How good a service is that is good to see below the first.
const ALSO: f32 = 0.35;
/// A service that answers worse than this is not noted, unless the situation lists it.
const LEAST: f32 = 0.02;

/// What questions say of one service in one situation, each for as much as it is about that situation.
#[derive(Debug, Default)]
struct Said {
    questions: f32,
    gain: f32,
    /// How much it counts by the list of the situation.
    listed: f32,
}

/// Learns from the questions of all languages.
#[must_use]
pub fn learn_relevance(engine: &Engine, cases: &[Understood<'_>], at: Moment) -> Relevance {
    let mut said: BTreeMap<(&str, &str), Said> = BTreeMap::new();
    let power = LIKELY_POWER / engine.weights().situation_power;
    for understood in cases
        .iter()
        .filter(|understood| !understood.case.first.is_empty())
    {
        let candidates = engine.candidates(&understood.question, &understood.meaning, at);
        let Some(Candidates { situations, services }) = candidates else {
            continue;
        };
        let all: f32 = situations.iter().map(|each| each.share.powf(power)).sum();
        for situation in &situations {
            let about = situation.share.powf(power) / all;
            for service in &services {
                let key = (situation.topic.id.as_str(), service.id.as_str());
                let said = said.entry(key).or_default();
                let listed = situation
                    .listed
                    .iter()
                    .find(|(each, _)| each.number == service.number);
                said.questions += about;
                said.gain += about * understood.case.gain(engine, service.id.as_str());
                said.listed += about * listed.map_or(0.0, |(_, weight)| *weight);
            }
        }
    }
    let mut relevance = Relevance::default();
    for ((topic, service), said) in said {
        let listed = said.listed / said.questions.max(f32::MIN_POSITIVE);
        let fits = (said.gain + LISTED * listed) / (said.questions + LISTED);
        let fits = (fits.clamp(0.0, 1.0) * 100.0).round() / 100.0;
        if fits >= LEAST || listed > 0.0 {
            relevance.insert(topic, service, fits);
        }
    }
    relevance
}

impl Case {
    /// How good a service is for this question: 1 as the first answer, less below it, and worse than nothing where it is the wrong way.
    fn gain(&self, engine: &Engine, id: &str) -> f32 {
        let among = |ids: &[String]| ids.iter().any(|each| each == id);
        if among(&self.first) {
            1.0
        } else if among(&self.also) {
            ALSO
        } else if among(&self.never) || self.is_wrong(engine, id) {
            -0.5
        } else {
            0.0
        }
    }
}
