//! The guided way: steps with choices that lead from "I don't know what to write" to a situation.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::{Audience, ServiceId, TopicId};

/// The guided way. A directory that was loaded has one whose steps are all there, reachable, and never lead back to themselves.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Triage {
    /// The name of the first step.
    pub start: String,
    /// The name of the step for people under 18, one tap from everywhere.
    pub under_18: String,
    /// Those who mediate or counsel couples: never the first for somebody who may be afraid.
    pub mediation: Vec<ServiceId>,
    /// The steps by their names.
    pub steps: BTreeMap<String, Step>,
    /// Services that no choice leads to, with the reason.
    pub search_only: BTreeMap<ServiceId, String>,
}

/// A question with choices.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    /// The question, a message of the catalogues.
    pub ask: String,
    /// A sentence below it, a message too.
    pub line: Option<String>,
    /// Who asks from here on.
    pub audience: Option<Audience>,
    /// Whether the step shows who answers now.
    pub talk: bool,
    /// What can be chosen, [`Triage::MOST`] at most.
    pub choices: Vec<StepChoice>,
}

/// One choice of a step.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StepChoice {
    /// Its text, a message of the catalogues; without one it has the name of its situation.
    pub say: Option<String>,
    /// Where it leads.
    pub leads: Leads,
    /// Who asks from here on.
    pub audience: Option<Audience>,
    /// Whether the person says by it that they are not afraid of anybody.
    pub calm: bool,
}

/// Where a choice leads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Leads {
    /// To another step, by its name.
    Step(String),
    /// To the services of a situation.
    Topic(TopicId),
    /// To an answer of its own.
    Answer(Ending),
}

/// An answer that is not a situation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Ending {
    /// Call now, and what to say.
    Danger,
    /// Who answers now.
    Now,
}

impl StepChoice {
    /// The word in the file that tells it from its neighbours.
    #[must_use]
    pub fn word(&self) -> &str {
        match (&self.say, &self.leads) {
            (Some(say), _) => say,
            (None, Leads::Topic(topic)) => topic.as_str(),
            (None, Leads::Step(_) | Leads::Answer(_)) => "",
        }
    }
}

impl Triage {
    /// The most choices of a step: one key, or one finger, each.
    pub const MOST: usize = 9;

    /// Every message it needs, with the key in its file.
    pub fn messages(&self) -> impl Iterator<Item = (String, &str)> {
        self.steps.iter().flat_map(|(name, step)| {
            let own = [("ask", Some(&step.ask)), ("line", step.line.as_ref())];
            let own = own
                .into_iter()
                .map(move |(key, id)| (format!("steps.{name}.{key}"), id));
            let choices = step.choices.iter().enumerate();
            let choices = choices
                .map(move |(i, choice)| (format!("steps.{name}.choices[{i}].say"), choice.say.as_ref()));
            own.chain(choices)
                .filter_map(|(key, id)| Some((key, id?.as_str())))
        })
    }

    /// The choice at the end of a path of choices from the start, with the choices before it.
    #[must_use]
    pub fn follow(&self, path: &[u8]) -> Option<Vec<&StepChoice>> {
        let mut step = self.steps.get(&self.start)?;
        let mut taken = Vec::new();
        for (i, number) in path.iter().enumerate() {
            let choice = step.choices.get(usize::from(*number))?;
            taken.push(choice);
            match &choice.leads {
                Leads::Step(next) => step = self.steps.get(next)?,
                Leads::Topic(_) | Leads::Answer(_) if i + 1 == path.len() => {}
                Leads::Topic(_) | Leads::Answer(_) => return None,
            }
        }
        Some(taken)
    }

    /// Every path of choices from the start, each before those that go on from it.
    #[must_use]
    pub fn paths(&self) -> Vec<Vec<u8>> {
        let mut paths = vec![Vec::new()];
        let mut next = 0;
        while let Some(path) = paths.get(next).cloned() {
            next += 1;
            let step = match self.follow(&path).as_deref() {
                Some([]) => self.steps.get(&self.start),
                Some([.., choice]) => match &choice.leads {
                    Leads::Step(name) => self.steps.get(name),
                    Leads::Topic(_) | Leads::Answer(_) => None,
                },
                None => None,
            };
            let choices = step.map_or(0, |step| step.choices.len());
            paths.extend((0..choices).filter_map(|number| {
                let number = u8::try_from(number).ok()?;
                Some(path.iter().copied().chain([number]).collect())
            }));
        }
        paths
    }
}
