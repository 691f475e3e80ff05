//! Who asks, as far as the question shows it, and what nobody is sent to.

use std::collections::BTreeSet;

use super::weights::Weights;
use crate::model::{Audience, Kind, Service, Topic};
use crate::search::Signal;

/// Whoever asks, as far as the question shows it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[allow(
    clippy::struct_excessive_bools,
    reason = "a person can be several of these at once"
)]
pub(in crate::answer) struct Asker {
    pub(super) perpetrator: bool,
    /// Perhaps the one who hurts, perhaps the one who is hurt: sent neither where those are who were hurt nor where those are who hurt.
    pub(super) maybe_perpetrator: bool,
    /// About to hurt somebody, or just has, if somebody is in danger.
    pub(super) threatens: bool,
    pub(super) child: bool,
    /// Likely enough a child to be shown what is for children only.
    pub(super) maybe_child: bool,
    /// Surely no child.
    pub(super) grown: bool,
    /// Asks about a son or daughter who is no child any more.
    pub(super) of_grown_child: bool,
    /// Looks for somebody who has left them, or may not come near somebody: not sent where those are who were hurt, by no name.
    pub(super) seeks: bool,
    pub(super) man: bool,
    pub(super) elder: bool,
    pub(super) professional: bool,
}

/// What the one who asks sounds like.
pub(super) struct Voice<'a, 't> {
    /// How likely each situation is; who usually asks in it is who asks.
    pub(super) votes: &'a [(&'t Topic, f32)],
    /// How likely they are about to hurt somebody.
    pub(super) threat: f32,
    /// How likely it is one of the situations at all and not danger, which drowns whatever else is heard.
    pub(super) calm: f32,
}

impl Asker {
    /// Whoever asks a question, from its signs, from who usually sounds so, and from the service that is asked for by name.
    pub(super) fn of(
        signals: &BTreeSet<Signal>,
        &Voice { votes, threat, calm }: &Voice<'_, '_>,
        weights: &Weights,
        asked_for: Option<&Service>,
    ) -> Self {
        let has = |signal| signals.contains(&signal);
        let likely = |audiences: &[Audience]| -> f32 {
            let of_them = votes
                .iter()
                .filter(|(topic, _)| audiences.contains(&topic.audience));
            of_them.map(|(_, vote)| vote).sum()
        };
        let does = likely(&[Audience::Perpetrator]);
        let hurts = does + threat;
        // "She will say that I hit the children" has the sign, yet sounds far more like somebody who is hurt.
        let most = votes.iter().map(|(_, vote)| *vote).fold(0.0, f32::max);
        // "My husbend hit me" says who is hurt, and misspelt it may sound like either. "I hit him back" says both.
        let defends = has(Signal::Defends);
        let signed = has(Signal::Perpetrator) && !defends;
        let hurt = defends || (has(Signal::Hurt) && !signed);
        let unsigned = if defends {
            f32::INFINITY
        } else if hurt {
            NEARLY_CERTAIN
        } else {
            weights.hurts
        };
        let perpetrator = hurts >= unsigned
            || (signed && hurts >= weights.hurts_signed && hurts >= most * BESIDE_LIKELIEST)
            || asked_for.is_some_and(|service| service.kind == Kind::Perpetrator);
        let perhaps = threat.max(does / calm.max(HARDLY));
        // Of what is left beside certain danger nothing can be told: the sign decides.
        let drowned = calm < HARDLY && !has(Signal::Hurt);
        // Whoever fears them may ask where they live, too.
        let seeks = has(Signal::Seeks) && !hurt;
        let maybe_perpetrator = seeks
            || (!hurt && perhaps >= weights.perhaps_hurts)
            || (signed && (drowned || perhaps >= weights.perhaps_hurts_signed));
        let professional =
            has(Signal::Professional) || likely(&[Audience::Professional]) >= MORE_LIKELY_THAN_NOT;
        let young = likely(&[Audience::Child, Audience::Youth]);
        // Who says how old they are is that old, whatever else the question sounds like.
        let of_age = has(Signal::OfAge) && !has(Signal::UnderAge);
        let under_age = has(Signal::UnderAge) && !has(Signal::OfAge);
        let child = has(Signal::Child) || under_age || young >= weights.child;
        let maybe_child = has(Signal::Child) || under_age || young >= weights.perhaps_child;
        let grown =
            of_age || (!under_age && (has(Signal::Elder) || (has(Signal::Adult) && !has(Signal::Child))));
        Self {
            perpetrator,
            maybe_perpetrator: maybe_perpetrator && !perpetrator,
            threatens: perpetrator || (maybe_perpetrator && (signed || threat >= MORE_LIKELY_THAN_NOT)),
            child: child && !professional && !grown,
            maybe_child: maybe_child && !grown,
            grown,
            of_grown_child: has(Signal::GrownChild) && !professional,
            seeks,
            man: has(Signal::Man) || likely(&[Audience::Man]) >= MORE_LIKELY_THAN_NOT,
            elder: has(Signal::Elder) || likely(&[Audience::Elder]) >= MORE_LIKELY_THAN_NOT,
            professional,
        }
    }

    /// The audience whose ladder is theirs.
    pub(super) fn audience(self) -> Audience {
        if self.perpetrator {
            Audience::Perpetrator
        } else if self.professional {
            Audience::Professional
        } else if self.child {
            Audience::Child
        } else if self.elder {
            Audience::Elder
        } else if self.man {
            Audience::Man
        } else {
            Audience::Adult
        }
    }

    /// Whoever has chosen a situation: who they said they are, else who usually asks in it.
    pub(in crate::answer) fn in_topic(topic: &Topic, said: Option<Audience>) -> Self {
        let who = said.unwrap_or(topic.audience);
        let elder = topic.audience == Audience::Elder;
        Self {
            perpetrator: who == Audience::Perpetrator,
            maybe_perpetrator: false,
            threatens: false,
            child: matches!(who, Audience::Child | Audience::Youth),
            // Whoever has not said so may be of any age, unless the situation is that of an old person.
            maybe_child: !elder && said != Some(Audience::Adult),
            grown: elder || said == Some(Audience::Adult),
            of_grown_child: false,
            seeks: false,
            man: who == Audience::Man,
            elder,
            professional: who == Audience::Professional,
        }
    }

    /// Whether a service may be shown to this person at all. Nobody is sent the wrong way, whatever the scores say.
    /// `topic` is the situation the question sounds like; `named` that the person asks for the service by name.
    pub(super) fn may_see(self, service: &Service, topic: Option<&Topic>, named: bool) -> bool {
        let shelter = matches!(service.kind, Kind::CrisisCentre | Kind::SexualAssault);
        if self.perpetrator {
            // Whoever asks for a service by its name gets it, but never a place where those are who were hurt.
            let confided_in = self.child && service.kind == Kind::Helpline && service.is_for(Audience::Child);
            let offered = service.is_for(Audience::Perpetrator) && service.kind != Kind::ProfessionalTraining;
            return !shelter && (named || offered || confided_in);
        }
        if self.seeks && shelter {
            return false;
        }
        if named {
            return true;
        }
        if self.of_grown_child && (is_for_the_young(service) || service.kind == Kind::ChildWelfare) {
            return false;
        }
        if self.maybe_perpetrator && shelter {
            return false;
        }
        if self.child && !service.is_for(Audience::Child) && !service.is_for(Audience::Youth) {
            return false;
        }
        let for_men = service.is_for(Audience::Man)
            && !service.is_for(Audience::Woman)
            && !service.is_for(Audience::Adult);
        if for_men && !self.man && !self.professional {
            return false;
        }
        if self.man && service.is_for(Audience::Woman) && !service.is_for(Audience::Man) {
            return false;
        }
        // What adults ask, children ask too, and so its list names what is for them; what young people ask is asked by their elders. Whoever
        // asks about a child may be of any age.
        let wanted = || {
            let first = topic.filter(|topic| topic.first.contains(&service.id));
            let of_adults = first.is_some_and(|topic| self.shares_with_children(topic));
            let of_every_age = !of_adults || service.kind == Kind::ChildWelfare;
            first.is_some() && (self.maybe_child || (of_every_age && !self.elder))
        };
        if is_for_the_young(service) && !self.child && !wanted() {
            return false;
        }
        if self.is_too_old_for(service) {
            return false;
        }
        match service.kind {
            Kind::Perpetrator => false,
            Kind::ProfessionalTraining => self.professional,
            Kind::Emergency
            | Kind::Police
            | Kind::ChildWelfare
            | Kind::Helpline
            | Kind::Health
            | Kind::CrisisCentre
            | Kind::Family
            | Kind::SexualAssault
            | Kind::Legal
            | Kind::Municipal
            | Kind::Integration
            | Kind::Economy
            | Kind::Information => true,
        }
    }

    /// Whether a service stands in the list of a situation for the children among those who ask: first for them, last for whoever may be one.
    pub(super) fn leaves_to_children(self, service: &Service, topic: &Topic) -> bool {
        !self.child && is_a_line_for_children(service) && self.shares_with_children(topic)
    }

    /// Whether a service is a line for children, in a situation in which adults are, too, and no child asks as far as the question shows.
    pub(super) fn is_hardly_asked_for(self, service: &Service, topic: Option<&Topic>) -> bool {
        let of_adults = topic.is_some_and(|topic| {
            !matches!(
                topic.audience,
                Audience::Child | Audience::Relative | Audience::Professional
            )
        });
        of_adults && !self.child && is_a_line_for_children(service)
    }

    /// Whether a situation is one of adults, or may be for this person, so that what it names for children is for the children among them.
    fn shares_with_children(self, topic: &Topic) -> bool {
        match topic.audience {
            Audience::Child | Audience::Relative | Audience::Professional => false,
            Audience::Youth => self.grown,
            Audience::Adult
            | Audience::Woman
            | Audience::Man
            | Audience::Elder
            | Audience::Disability
            | Audience::Lgbtiq
            | Audience::Refugee
            | Audience::Sami
            | Audience::Perpetrator => true,
        }
    }

    /// Whether a service is for the young only, and the asker is none of them as far as the question shows.
    pub(super) fn is_too_old_for(self, service: &Service) -> bool {
        let young = [Audience::Child, Audience::Youth, Audience::Refugee];
        let for_the_young = service.is_for(Audience::Child) || service.is_for(Audience::Youth);
        for_the_young && only_for(service, &young) && !self.maybe_child
    }
}

/// How likely, beside the likeliest situation, it has to be that somebody hurts others where only a sign says so.
const BESIDE_LIKELIEST: f32 = 0.15;
/// How much of a question at least is about a situation and not danger, for it to tell who asks.
const HARDLY: f32 = 0.1;
/// From this likelihood something is taken to be so where nothing is lost if it is not.
const MORE_LIKELY_THAN_NOT: f32 = 0.5;
/// From this likelihood somebody hurts others who says that they are hurt themselves.
const NEARLY_CERTAIN: f32 = 0.97;

/// Whether a service is for the young, and for those who ask about them.
fn is_for_the_young(service: &Service) -> bool {
    let young = [
        Audience::Child,
        Audience::Youth,
        Audience::Relative,
        Audience::Professional,
    ];
    (service.is_for(Audience::Child) || service.is_for(Audience::Youth)) && only_for(service, &young)
}

/// Whether a service is for the young, and not the child welfare service, whom adults call for them.
fn is_a_line_for_children(service: &Service) -> bool {
    is_for_the_young(service) && service.kind != Kind::ChildWelfare
}

fn only_for(service: &Service, audiences: &[Audience]) -> bool {
    service
        .audiences
        .iter()
        .all(|audience| audiences.contains(audience))
}
