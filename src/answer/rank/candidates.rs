//! What relevance is learned from.

use super::Circumstances;
use crate::answer::question::Urgency;
use crate::model::{Kind, Service, Topic};
use crate::search::Understanding;

/// What a question may be about and who may answer it, before anything is ranked: what [`super::Relevance`] is learned from.
#[derive(Debug)]
pub struct Candidates<'a> {
    /// The likeliest first.
    pub situations: Vec<Situation<'a>>,
    /// The services that may be shown to whoever asks, here.
    pub services: Vec<&'a Service>,
}

/// A situation that a question may be about.
#[derive(Debug)]
pub struct Situation<'a> {
    /// The situation.
    pub topic: &'a Topic,
    /// How much the question is about it: the likeliest has 1, and more if a sign tells it outright.
    pub share: f32,
    /// The services that it lists, with weights from 0 to 1.
    pub listed: Vec<(&'a Service, f32)>,
}

impl<'a> Circumstances<'a> {
    /// What a question may be about and who may answer it. `None` where a name, danger or something that is not ours decides.
    pub(in crate::answer) fn candidates(
        &self,
        understood: &Understanding<'a>,
        urgency: Urgency,
    ) -> Option<Candidates<'a>> {
        let decided = self.asked_for(understood).is_some() || urgency == Urgency::Immediate;
        if decided || !self.sounds(understood) {
            return None;
        }
        let asker = self.asker(understood, None);
        let topics = self.topics(understood, asker, urgency, None);
        let best = topics.first().map(|(topic, _)| *topic);
        let services = self.directory.services().filter(|service| {
            let emergency = service.kind == Kind::Emergency;
            !emergency && self.distance(service).is_some() && asker.may_see(service, best, false)
        });
        let situation = |(topic, share)| Situation {
            topic,
            share,
            listed: self.of_topic(topic, asker),
        };
        Some(Candidates {
            services: services.collect(),
            situations: topics.into_iter().map(situation).collect(),
        })
    }
}
