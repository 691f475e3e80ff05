//! The situations a question is about.

use super::{Asker, Circumstances};
use crate::answer::question::Urgency;
use crate::model::{Audience, Service, Sign, Topic};
use crate::search::{Signal, Understanding};

/// How many situations a question may be about.
pub(super) const SITUATIONS: usize = 5;
/// How much a situation counts that a sign tells outright, beside the likeliest one at 1.
const TOLD: f32 = 1.5;
/// How likely, for each part of danger from a person, it is the situation of danger, where nothing says who is in it.
const IN_DANGER: f32 = 0.01;

impl<'a> Circumstances<'a> {
    /// The situations a question sounds like, with weights from 0 to 1, and [`TOLD`] where a sign tells one outright.
    pub(super) fn topics(
        &self,
        understood: &Understanding<'a>,
        asker: Asker,
        urgency: Urgency,
        asked_for: Option<&Service>,
    ) -> Vec<(&'a Topic, f32)> {
        let weights = self.weights;
        let has = |signal| understood.signals.contains(&signal);
        let most = understood.topics.first().map_or(1.0, |(_, likely)| *likely);
        let in_danger = if urgency == Urgency::Immediate && !asker.child {
            in_danger(understood)
        } else {
            0.0
        };
        let heard = understood
            .topics
            .iter()
            .filter(|(topic, _)| {
                asker.maybe_perpetrator
                    || (topic.audience == Audience::Perpetrator) == asker.perpetrator
                    || topic.sign == Some(Sign::Suicide)
            })
            .map(|(topic, likely)| {
                let threatens = topic.sign == Some(Sign::Danger);
                let likely = if threatens { likely + in_danger } else { *likely };
                let share = (likely / most).powf(weights.situation_power);
                (*topic, share * louder(topic.audience, &has))
            });
        let mut topics: Vec<(&Topic, f32)> = Vec::with_capacity(understood.topics.len() + 1);
        topics.extend(heard);
        // What a name sounds like says nothing of the person: who else helps them is who does the same as whom they ask for.
        if let Some(service) = asked_for.filter(|_| urgency == Urgency::Normal) {
            topics.retain(|(topic, _)| topic.first.contains(&service.id));
        }
        let louder_first = |(left, a): &(&Topic, f32), (right, b): &(&Topic, f32)| {
            b.total_cmp(a).then_with(|| left.id.cmp(&right.id))
        };
        if topics.len() > SITUATIONS {
            topics.select_nth_unstable_by(SITUATIONS, louder_first);
            topics.truncate(SITUATIONS);
        }
        topics.sort_unstable_by(louder_first);
        let most = topics.first().map_or(1.0, |(_, share)| *share);
        for (_, share) in &mut topics {
            *share /= most;
        }
        for (sign, seen) in [
            (Sign::Rape, urgency == Urgency::Urgent && has(Signal::Rape)),
            (Sign::Suicide, self.is_suicidal(understood)),
            (Sign::Fire, has(Signal::Fire) && urgency == Urgency::Immediate),
        ] {
            if let Some(topic) = self.directory.topic_of(sign).filter(|_| seen) {
                topics.retain(|(other, _)| other.id != topic.id);
                topics.insert(0, (topic, TOLD));
            }
        }
        topics
    }
}

/// How much likelier danger makes the situation of danger: somebody with a knife before them says nothing else, and what else it sounds like is
/// chance. Nothing where it sounds like a child, or more like a life in danger than like a person to be afraid of.
fn in_danger(understood: &Understanding<'_>) -> f32 {
    let heard = |young: bool| -> f32 {
        let topics = understood.topics.iter();
        let of_them = topics.filter(|(topic, _)| is_young(topic.audience) == young);
        of_them.map(|(_, likely)| likely).sum()
    };
    let danger = understood.danger - understood.threat;
    if danger > understood.medical && heard(false) > heard(true) {
        IN_DANGER * danger
    } else {
        0.0
    }
}

fn is_young(audience: Audience) -> bool {
    matches!(audience, Audience::Child | Audience::Youth)
}

/// How much louder a situation sounds when a sign tells who asks.
fn louder(audience: Audience, has: &impl Fn(Signal) -> bool) -> f32 {
    let is = |audiences: &[Audience]| audiences.contains(&audience);
    let young = is_young(audience);
    let of_others = is(&[Audience::Professional, Audience::Relative, Audience::Perpetrator]);
    let of_age = has(Signal::OfAge) && !has(Signal::UnderAge);
    let under_age = has(Signal::UnderAge) && !has(Signal::OfAge);
    if young && of_age {
        // Who is of age is not the child of the situation, however much it sounds like one.
        0.02
    } else if young && (has(Signal::Child) || has(Signal::UnderAge)) {
        1.25
    } else if !young && !of_others && under_age {
        // "I am 8 and alone at home" sounds like grown-ups who are lonely.
        0.25
    } else if young && has(Signal::Adult) {
        0.5
    } else if is(&[Audience::Man]) && has(Signal::Man) {
        1.15
    } else if is(&[Audience::Elder]) && has(Signal::Elder) {
        1.25
    } else if is(&[Audience::Professional]) {
        if has(Signal::Professional) { 1.4 } else { 0.7 }
    } else {
        1.0
    }
}
