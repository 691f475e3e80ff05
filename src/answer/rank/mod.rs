//! Who is shown, and in which order.
//!
//! A question sounds like one or more situations; each situation names the services to try first. From these come the
//! candidates; who asks, where and when decide which of them are shown and which stands on top.

use std::collections::BTreeMap;

use crate::directory::Directory;
use crate::model::{Audience, Kind, Moment, OpenState, PlaceId, Service, ServiceId, Topic, TopicId};
use crate::search::{Signal, Understanding};

/// The most services an answer shows.
pub(super) const MOST: usize = 6;
/// A service that fits less than this beside the best one is not shown.
const LEAST: f32 = 0.2;
/// How steeply a situation that sounds less like the question loses weight: its score beside the best to this power.
const STEEP: i32 = 4;
/// How much each next service of a situation's list weighs beside the one before.
const NEXT: f32 = 0.85;
/// How much a service weighs that lists the situation but is not among those to try first.
const LISTED: f32 = 0.3;
/// How much the text of the best fitting service weighs.
const TEXT: f32 = 0.25;
/// How much a service that is named outright weighs, at most.
const NAMED: f32 = 3.0;
/// The share of a question that a name has to be for the question to be about it.
const OUTRIGHT: f32 = 0.3;
/// A service of the person's own place, one of another place when no place is known, and one that is closed now.
const LOCAL: f32 = 1.1;
const PLACELESS: f32 = 0.6;
const CLOSED: f32 = 0.8;
/// The score from which the best situation counts as understood, and the share of the question that must be known words.
const UNDERSTOOD: f32 = 9.0;
const HEARD: f32 = 0.3;

/// Who asks, where and when.
pub(super) struct Circumstances<'a> {
    pub(super) directory: &'a Directory,
    pub(super) place: Option<PlaceId>,
    pub(super) at: Moment,
}

/// The services that fit, best first, with scores from 0 to 1.
#[derive(Debug, Default)]
pub(super) struct Ranked<'a> {
    pub(super) services: Vec<(&'a Service, f32)>,
    /// The situation understood.
    pub(super) topic: Option<&'a Topic>,
    /// Whether all of them are in another place than the person's.
    pub(super) elsewhere: bool,
    /// Whether something in the directory fits.
    pub(super) confident: bool,
    /// Whether the person who asks is the one who hurts others.
    pub(super) perpetrator: bool,
}

/// Whoever asks, as far as the question shows it.
#[derive(Debug, Clone, Copy)]
#[allow(
    clippy::struct_excessive_bools,
    reason = "a person can be several of these at once"
)]
struct Asker {
    perpetrator: bool,
    child: bool,
    man: bool,
    elder: bool,
    professional: bool,
}

impl<'a> Circumstances<'a> {
    /// The services for a question.
    pub(super) fn rank(&self, understood: &Understanding) -> Ranked<'a> {
        let topics = self.topics(understood);
        let best = topics.first().map(|(topic, _)| *topic);
        let asker = Asker::of(understood, best);
        let strongest = understood.topics.first().map_or(0.0, |(_, score)| *score);
        let named = understood.named.iter().any(|named| named.share >= OUTRIGHT);
        let urgent = [Signal::Suicide, Signal::Rape]
            .iter()
            .any(|signal| understood.signals.contains(signal));
        let sounds = strongest >= UNDERSTOOD && strongest > understood.other && understood.known >= HEARD;
        let confident = named || urgent || sounds;

        // A bare number or name that sounds like no situation says nothing of one.
        let situations = if named && !sounds && !urgent {
            &[][..]
        } else {
            &topics[..]
        };
        let mut scores: BTreeMap<&ServiceId, f32> = BTreeMap::new();
        for (topic, share) in situations {
            for (service, weight) in self.of_topic(topic, asker) {
                *scores.entry(&service.id).or_default() += share * weight;
            }
        }
        if let Some((_, most)) = understood.texts.first().filter(|_| !named || sounds) {
            for (id, score) in &understood.texts {
                if let Some(service) = self.directory.service(id) {
                    *scores.entry(&service.id).or_default() += TEXT * (score / most).powi(STEEP);
                }
            }
        }
        for named in &understood.named {
            if let Some(service) = self.directory.service(&named.service) {
                *scores.entry(&service.id).or_default() += NAMED * named.share;
            }
        }
        let name = |service: &Service| understood.named.iter().find(|named| named.service == service.id);
        let outright = |service: &Service| name(service).is_some_and(|named| named.share >= OUTRIGHT);
        let own_name = |service: &Service| outright(service) && name(service).is_some_and(|named| named.own);
        let mut near = Vec::new();
        let mut far = Vec::new();
        for (id, score) in scores {
            let Some(service) = self.directory.service(id) else {
                continue;
            };
            if !asker.may_see(service, outright(service)) {
                continue;
            }
            match self.distance(service) {
                Some(weight) => near.push((service, score * weight * self.openness(service))),
                None => far.push((service, if outright(service) { score } else { score * LISTED })),
            }
        }
        // What is far away is shown only where somebody asks for it by name, or nothing near fits.
        let asked_for_far = far.iter().any(|(service, _)| own_name(service))
            && !near.iter().any(|(service, _)| outright(service));
        let elsewhere = near.is_empty() || asked_for_far;
        let services = if elsewhere { far } else { near };
        Ranked {
            elsewhere: elsewhere && !services.is_empty(),
            services: scaled(services),
            topic: best,
            confident,
            perpetrator: asker.perpetrator,
        }
    }

    /// The services for a situation that was chosen rather than written.
    pub(super) fn rank_topic(&self, topic: &'a Topic) -> Ranked<'a> {
        let asker = Asker::in_topic(topic);
        let of_topic = self
            .of_topic(topic, asker)
            .into_iter()
            .filter(|(service, _)| asker.may_see(service, false));
        let mut near = Vec::new();
        let mut far = Vec::new();
        for (service, weight) in of_topic {
            match self.distance(service) {
                Some(distance) => near.push((service, weight * distance * self.openness(service))),
                None => far.push((service, weight)),
            }
        }
        let elsewhere = near.is_empty();
        Ranked {
            services: scaled(if elsewhere { far } else { near }),
            topic: Some(topic),
            elsewhere,
            confident: true,
            perpetrator: asker.perpetrator,
        }
    }

    /// The situations a question sounds like, with weights from 0 to 1. A sign decides over the sound of it.
    fn topics(&self, understood: &Understanding) -> Vec<(&'a Topic, f32)> {
        let scored = understood
            .topics
            .iter()
            .filter_map(|(id, score)| Some((self.directory.topic(id)?, *score)));
        let has = |signal| understood.signals.contains(&signal);
        let mut topics: Vec<(&Topic, f32)> = scored.collect();
        let hurts = has(Signal::Perpetrator) || sounds_like_hurting_others(&topics);
        topics.retain(|(topic, _)| {
            (topic.audience == Audience::Perpetrator) == hurts || topic.id.is("suicidal")
        });
        for (topic, score) in &mut topics {
            *score *= louder(topic.audience, &has);
        }
        topics.sort_by(|(left, a), (right, b)| b.total_cmp(a).then_with(|| left.id.cmp(&right.id)));
        let most = topics.first().map_or(1.0, |(_, score)| *score);
        let mut topics: Vec<(&Topic, f32)> = topics
            .into_iter()
            .map(|(topic, score)| (topic, (score / most).powi(STEEP)))
            .take(5)
            .collect();
        for (signal, id) in [
            (Signal::Rape, "rape-recent"),
            (Signal::Suicide, "suicidal"),
            (Signal::Fire, "fire"),
        ] {
            if let Some(topic) = self.directory.topic_called(id).filter(|_| has(signal)) {
                topics.retain(|(other, _)| other.id != topic.id);
                topics.insert(0, (topic, 1.5));
            }
        }
        topics
    }

    /// The services of a situation with weights from 0 to 1: those to try first that the asker may use here, then the others.
    fn of_topic(&self, topic: &Topic, asker: Asker) -> Vec<(&'a Service, f32)> {
        let first: Vec<&Service> = topic
            .first
            .iter()
            .filter_map(|id| self.directory.service(id))
            .filter(|service| asker.may_see(service, false))
            .collect();
        let mut weight = 1.0;
        let mut services = Vec::new();
        for service in &first {
            services.push((*service, weight));
            // Two services of different places share a rung: the person sees one of them.
            if self
                .distance(service)
                .is_some_and(|_| self.place.is_some() || !service.area.is_local())
            {
                weight *= NEXT;
            }
        }
        let rest = self
            .directory
            .services()
            .filter(|service| !topic.first.contains(&service.id));
        for service in rest {
            if let Some(position) = service.topics.iter().position(|id| *id == topic.id) {
                services.push((
                    service,
                    LISTED * NEXT.powi(i32::try_from(position).unwrap_or(i32::MAX)),
                ));
            }
        }
        services
    }

    /// How much the place of a service weighs; `None` if it is a local service of another place.
    fn distance(&self, service: &Service) -> Option<f32> {
        match &self.place {
            Some(place) if !service.area.covers(place) => None,
            Some(_) if service.area.is_local() => Some(LOCAL),
            None if service.area.is_local() => Some(PLACELESS),
            Some(_) | None => Some(1.0),
        }
    }

    fn openness(&self, service: &Service) -> f32 {
        let phones = service
            .phones
            .iter()
            .map(|phone| OpenState::at(phone.value.hours.as_ref(), self.at));
        let chats = service
            .chats
            .iter()
            .map(|chat| OpenState::at(chat.value.hours.as_ref(), self.at));
        match phones.chain(chats).reduce(OpenState::best) {
            Some(OpenState::Closed { .. }) => CLOSED,
            Some(OpenState::Always | OpenState::Open { .. } | OpenState::Unknown) | None => 1.0,
        }
    }
}

impl Asker {
    fn of(understood: &Understanding, topic: Option<&Topic>) -> Self {
        let has = |signal| understood.signals.contains(&signal);
        let in_topic = topic.map(Self::in_topic);
        Self {
            perpetrator: in_topic.is_some_and(|asker| asker.perpetrator),
            child: (has(Signal::Child) || in_topic.is_some_and(|asker| asker.child))
                && !has(Signal::Professional),
            man: has(Signal::Man) || in_topic.is_some_and(|asker| asker.man),
            elder: has(Signal::Elder) || in_topic.is_some_and(|asker| asker.elder),
            professional: has(Signal::Professional) || in_topic.is_some_and(|asker| asker.professional),
        }
    }

    /// Whoever usually asks in a situation.
    fn in_topic(topic: &Topic) -> Self {
        let is = |audience| topic.audience == audience;
        Self {
            perpetrator: is(Audience::Perpetrator),
            child: is(Audience::Child) || is(Audience::Youth),
            man: is(Audience::Man),
            elder: is(Audience::Elder),
            professional: is(Audience::Professional),
        }
    }

    /// Whether a service may be shown to this person at all. Nobody is sent the wrong way, whatever the scores say.
    fn may_see(self, service: &Service, named: bool) -> bool {
        let children_only = service.audiences.iter().all(|audience| {
            matches!(
                audience,
                Audience::Child | Audience::Youth | Audience::Relative | Audience::Professional
            )
        }) && (service.is_for(Audience::Child) || service.is_for(Audience::Youth));
        if self.perpetrator {
            return service.is_for(Audience::Perpetrator)
                && !matches!(
                    service.kind,
                    Kind::CrisisCentre | Kind::SexualAssault | Kind::ProfessionalTraining
                );
        }
        if named {
            return true;
        }
        if self.child && !service.is_for(Audience::Child) && !service.is_for(Audience::Youth) {
            return false;
        }
        if self.man && service.is_for(Audience::Woman) && !service.is_for(Audience::Man) {
            return false;
        }
        if self.elder && children_only {
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
}

impl TopicId {
    fn is(&self, id: &str) -> bool {
        self.as_str() == id
    }
}

/// How much louder a situation sounds when a sign tells who asks.
fn louder(audience: Audience, has: &impl Fn(Signal) -> bool) -> f32 {
    let is = |audiences: &[Audience]| audiences.contains(&audience);
    if is(&[Audience::Child, Audience::Youth]) && has(Signal::Child) {
        1.25
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

/// Without a sign, only a clear lead makes somebody the one who hurts: "he hits me" and "I hit him" share their words.
fn sounds_like_hurting_others(topics: &[(&Topic, f32)]) -> bool {
    let best = |hurting: bool| {
        let of_kind = topics
            .iter()
            .filter(|(topic, _)| (topic.audience == Audience::Perpetrator) == hurting);
        of_kind.map(|(_, score)| *score).fold(0.0, f32::max)
    };
    best(true) > best(false) * 1.15
}

/// Best first with the best at 1, without what fits far less; ties by id.
fn scaled(mut services: Vec<(&Service, f32)>) -> Vec<(&Service, f32)> {
    services.sort_by(|(left, a), (right, b)| b.total_cmp(a).then_with(|| left.id.cmp(&right.id)));
    let most = services.first().map_or(1.0, |(_, score)| *score);
    let fitting = services
        .into_iter()
        .map(|(service, score)| (service, score / most));
    fitting
        .take_while(|(_, score)| *score >= LEAST)
        .take(MOST)
        .collect()
}
