//! How much a question hurries, and whether it is one of lykt's at all.

use super::Circumstances;
use crate::answer::question::Urgency;
use crate::model::{Kind, Sign};
use crate::search::{Named, Signal, Understanding};

/// How many times likelier than danger it has to be that a question is none of lykt's, for there to be no danger.
const SURELY: f32 = 2.0;

impl Circumstances<'_> {
    /// Whether a question sounds like something lykt cannot know, and less like any situation.
    pub(super) fn is_foreign(&self, understood: &Understanding<'_>) -> bool {
        let most = understood.topics.first().map_or(0.0, |(_, vote)| *vote);
        understood.foreign >= self.weights.foreign && understood.foreign > most
    }

    /// Whether somebody thinks of suicide: of a sign of it, a question has to sound like it a little, for it may be about a course.
    pub(super) fn is_suicidal(&self, understood: &Understanding<'_>) -> bool {
        let vote = vote(understood, Sign::Suicide);
        let signed = understood.signals.contains(&Signal::Suicide);
        let denied = understood.denied.contains(&Signal::Suicide);
        let heard = !denied && !understood.named.iter().any(is_no_call) && vote >= self.weights.suicide;
        heard || (signed && vote >= self.weights.suicide_signed)
    }

    /// How much it hurries: from the signs, and from what the question sounds like. In doubt it does.
    pub(in crate::answer) fn urgency(&self, understood: &Understanding<'_>) -> Urgency {
        let has = |signal| understood.signals.contains(&signal);
        let weights = self.weights;
        let now = understood.danger + understood.medical + vote(understood, Sign::Fire);
        // "I am dying to see the film" sounds far more like what lykt cannot know than like danger.
        let foreign = self.is_foreign(understood) && understood.foreign > SURELY * now;
        // Whoever has swallowed something may sound calm: a sign that a life is in danger needs nothing beside it.
        let dying = has(Signal::Medical) && !has(Signal::Past);
        let signed = has(Signal::Danger) || has(Signal::Medical) || has(Signal::Fire);
        // What is said to be over or not to be so has to sound like danger all the more.
        let over = (has(Signal::Past) && !has(Signal::Now)) || understood.denied.contains(&Signal::Danger);
        let unsigned = if understood.named.iter().any(is_no_call) {
            f32::INFINITY
        } else if over {
            weights.danger_over
        } else {
            weights.danger
        };
        let rape = vote(understood, Sign::Rape);
        if !foreign && (dying || now >= unsigned || (signed && now >= weights.danger_signed)) {
            Urgency::Immediate
        } else if self.is_suicidal(understood)
            || rape >= weights.rape
            || (has(Signal::Rape) && rape >= weights.rape_signed)
        {
            Urgency::Urgent
        } else {
            Urgency::Normal
        }
    }
}

/// Whether a question is no more than the name or the number of a service: "slett meg" is one, whatever two words may sound like.
fn is_no_call(named: &Named<'_>) -> bool {
    named.own && named.is_all() && named.service.kind != Kind::Emergency
}

/// How much a question sounds like the situation that a sign leads to.
fn vote(understood: &Understanding<'_>, sign: Sign) -> f32 {
    let mut votes = understood.topics.iter();
    let of_it = votes.find(|(topic, _)| topic.sign == Some(sign));
    of_it.map_or(0.0, |(_, vote)| *vote)
}
