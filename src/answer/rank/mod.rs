//! Who is shown, and in which order.
//!
//! A question sounds like one or more situations; each situation names the services to try first, and [`Relevance`] says how well each answers
//! it. From these come the candidates; who asks, where and when decide which of them are shown and which stands on top.

mod asker;
mod candidates;
mod relevance;
mod situations;
mod urgency;
mod weights;

use crate::directory::Directory;
use crate::model::{Audience, Kind, Moment, OpenState, PlaceId, Service, Topic};
use crate::search::{Named, Understanding};

use super::question::Urgency;
use asker::{Asker, Voice};
pub use candidates::Candidates;
pub use relevance::Relevance;
use situations::SITUATIONS;
pub use weights::Weights;

/// The most services an answer shows.
pub(super) const MOST: usize = 6;
/// A service that fits a chosen situation less than this beside the best one is not shown.
const LEAST: f32 = 0.15;
/// How many words a number may be written in, with a word beside it.
const ALONE: usize = 3;
/// How many services that only list a situation are looked at, here and in other places: in a country's directory thousands do.
const LISTED_NEAR: usize = 40;
const LISTED_FAR: usize = 10;

/// How many services a question is usually weighed for.
const LOOKED_AT: usize = 64;

/// Services with how well each fits.
type Weighed<'a> = Vec<(&'a Service, f32)>;

/// Who asks, where and when.
pub(super) struct Circumstances<'a> {
    pub(super) directory: &'a Directory,
    pub(super) weights: &'a Weights,
    pub(super) relevance: &'a Relevance,
    pub(super) place: Option<PlaceId>,
    /// None where the clock cannot be trusted.
    pub(super) at: Option<Moment>,
}

/// The services that fit, best first, with scores from 0 to 1.
#[derive(Debug)]
#[allow(clippy::struct_excessive_bools, reason = "each says something of its own")]
pub(super) struct Ranked<'a> {
    pub(super) services: Weighed<'a>,
    /// Where the person is, if that is known, and what they are.
    pub(super) place: Option<PlaceId>,
    /// See [`Self::place`].
    pub(super) audience: Audience,
    /// The situation understood.
    pub(super) topic: Option<&'a Topic>,
    /// The number of another country that was typed.
    pub(super) abroad: Option<String>,
    /// Whether all of them are in another place than the person's.
    pub(super) elsewhere: bool,
    /// What brought each service its score.
    pub(super) scores: Scores<'a>,
    /// Whether something in the directory fits.
    pub(super) confident: bool,
    /// Whether the person who asks is the one who hurts others.
    pub(super) perpetrator: bool,
    /// Whether they are about to hurt somebody, or just have, where somebody is in danger.
    pub(super) threatens: bool,
    /// Whether it is urgent because somebody thinks of suicide.
    pub(super) suicidal: bool,
}

impl<'a> Circumstances<'a> {
    /// The services for a question.
    pub(super) fn rank(&self, understood: &Understanding<'a>, urgency: Urgency) -> Ranked<'a> {
        let weights = self.weights;
        let asked_for = self.asked_for(understood);
        let asker = self.asker(understood, asked_for);
        let topics = self.topics(understood, asker, urgency, asked_for);
        let best = topics.first().map(|(topic, _)| *topic);
        let named = asked_for.is_some();
        let urgent = urgency != Urgency::Normal;
        let sounds = self.sounds(understood);
        // A number alone is a call for help, whatever numbers sound like otherwise.
        let asks = understood.words <= ALONE || !self.is_foreign(understood);
        let abroad = understood.abroad.filter(|_| !urgent && asks);
        let confident = named || urgent || sounds || abroad.is_some();

        // A bare number or name that sounds like no situation says nothing of one.
        let situations = if named && !sounds && !urgent {
            &[][..]
        } else {
            &topics[..]
        };
        let mut scores = Scores::new(self.directory);
        for (topic, share) in situations {
            for (service, weight) in self.answering(topic, asker) {
                scores.add(service, topic.id.as_str(), share * weight);
            }
        }
        if let Some((_, most)) = understood.texts.first().filter(|_| !named || sounds) {
            for (service, score) in &understood.texts {
                let text = weights.text * (score / most).powf(weights.text_power);
                scores.add(service, "its text", text);
            }
        }
        for named in &understood.named {
            scores.add(named.service, "its name", weights.named * named.share);
        }
        let name = |service: &Service| {
            let mut all = understood.named.iter();
            all.find(|named| named.service.number == service.number)
        };
        let outright = |service: &Service| name(service).is_some_and(|named| self.is_outright(named));
        let own_name = |service: &Service| outright(service) && name(service).is_some_and(|named| named.own);
        // 112, 113 and 110 stand above every answer; as a card they are for those in danger.
        let calm = urgency == Urgency::Normal;
        let shown = scores.services().filter(|service| {
            let named = outright(service);
            // "Familievernkontor" is what several are called, and not all of them are for this person.
            let called = named && (own_name(service) || !asker.is_too_old_for(service));
            asker.may_see(service, best, called) && (named || !calm || service.kind != Kind::Emergency)
        });
        let shown: Vec<&Service> = shown.collect();
        for service in shown.iter().filter(|service| !outright(service)) {
            if asker.is_hardly_asked_for(service, best) {
                scores.weigh(service, "a line for children", weights.childs_line);
            }
            if self.distance(service).is_none() {
                scores.weigh(service, "of another place", weights.listed);
            }
        }
        // Whoever asks for a service by name wants that one, also where a course of the same name can be had now. Of several crisis centres
        // they want the one that answers.
        let of_a_kind = |kind| {
            let named = understood.named.iter().filter(|named| self.is_outright(named));
            named.filter(|named| named.service.kind == kind).count()
        };
        let wanted = asked_for.filter(|service| of_a_kind(service.kind) == 1);
        let (near, far) = self.near_and_far(&mut scores, &shown, wanted);
        // What is far away is shown only where somebody asks for it by name, or nothing near fits.
        let asked_for_far = understood.place.is_none()
            && far.iter().any(|(service, _)| own_name(service))
            && !near.iter().any(|(service, _)| outright(service));
        let elsewhere = near.is_empty() || asked_for_far;
        let services = if elsewhere { far } else { near };
        let mut services = sorted(services);
        services.retain(|(_, score)| *score >= weights.least);
        services.truncate(MOST);
        if let Some(abroad) = abroad {
            services.retain(|(service, _)| sounds && !abroad.services.contains(&service.id));
            let here = abroad.services.iter().filter_map(|id| self.directory.service(id));
            services.splice(0..0, here.map(|service| (service, 1.0)));
            services.truncate(MOST);
        }
        Ranked {
            elsewhere: elsewhere && !services.is_empty(),
            services,
            place: self.place.clone(),
            audience: asker.audience(),
            topic: best,
            abroad: abroad.map(|abroad| abroad.number.clone()),
            scores,
            confident,
            perpetrator: asker.perpetrator,
            threatens: asker.threatens,
            suicidal: self.is_suicidal(understood),
        }
    }

    /// The service that a question is about.
    fn asked_for(&self, understood: &Understanding<'a>) -> Option<&'a Service> {
        let asked_for = understood.named.iter().find(|named| self.is_outright(named));
        asked_for.map(|named| named.service)
    }

    fn asker(&self, understood: &Understanding<'_>, asked_for: Option<&Service>) -> Asker {
        // A bare number sounds like whoever says such numbers, and tells nothing of who types it.
        let (votes, threat) = if self.heard(understood) {
            (&understood.topics[..], understood.threat)
        } else {
            (&[][..], 0.0)
        };
        let voice = Voice {
            votes,
            threat,
            calm: 1.0 - understood.danger - understood.medical,
        };
        Asker::of(&understood.signals, &voice, self.weights, asked_for)
    }

    /// Whether a question is about the service it names.
    fn is_outright(&self, named: &Named<'_>) -> bool {
        let least = if named.own {
            self.weights.outright_own
        } else {
            self.weights.outright
        };
        named.share >= least
    }

    /// Whether a question sounds like something lykt can answer.
    fn sounds(&self, understood: &Understanding<'_>) -> bool {
        self.heard(understood) && !self.is_foreign(understood)
    }

    /// Whether enough of a question has been said by somebody to tell what it sounds like.
    fn heard(&self, understood: &Understanding<'_>) -> bool {
        understood.known >= self.weights.heard
    }

    /// The services for a situation that was chosen rather than written, by somebody who may have said who they are. Those that the
    /// situation names first are all shown; the others fill up.
    pub(super) fn rank_topic(&self, topic: &'a Topic, said: Option<Audience>) -> Ranked<'a> {
        let asker = Asker::in_topic(topic, said);
        let mut scores = Scores::new(self.directory);
        for (service, score) in self.of_topic(topic, asker) {
            scores.add(service, topic.id.as_str(), score);
        }
        let seen = |service: &&Service| asker.may_see(service, Some(topic), false);
        let shown: Vec<&Service> = scores.services().filter(seen).collect();
        let (near, far) = self.near_and_far(&mut scores, &shown, None);
        let elsewhere = near.is_empty();
        let services = sorted(if elsewhere { far } else { near });
        let fits = |(place, (service, score)): (usize, &(&Service, f32))| {
            topic.first.contains(&service.id) || (place < MOST && *score >= LEAST)
        };
        let kept = services
            .iter()
            .enumerate()
            .filter(|(place, weighed)| fits((*place, weighed)));
        Ranked {
            services: kept.map(|(_, weighed)| *weighed).collect(),
            place: self.place.clone(),
            audience: said.unwrap_or(topic.audience),
            topic: Some(topic),
            abroad: None,
            scores,
            elsewhere,
            confident: true,
            perpetrator: asker.perpetrator,
            threatens: false,
            suicidal: false,
        }
    }

    /// The services that answer a question about a situation with weights from 0 to 1: as well as they answer it by [`Relevance`], or as the
    /// situation lists them.
    fn answering(&self, topic: &Topic, asker: Asker) -> Weighed<'a> {
        let mut services = self.of_topic(topic, asker);
        services.retain(|(service, _)| self.relevance.get(&topic.id, service.id.as_str()).is_none());
        let known = self.relevance.of(&topic.id);
        let known = known.filter_map(|(id, fits)| Some((self.directory.service_called(id)?, fits)));
        services.extend(known.filter(|(service, _)| asker.may_see(service, Some(topic), false)));
        services
    }

    /// The services of a situation with weights from 0 to 1: those to try first that the asker may use here, then the others.
    fn of_topic(&self, topic: &Topic, asker: Asker) -> Weighed<'a> {
        let seen = |service: &&Service| asker.may_see(service, Some(topic), false);
        let (last, first): (Vec<&Service>, Vec<&Service>) = self
            .directory
            .first(&topic.id)
            .filter(seen)
            .partition(|service| asker.leaves_to_children(service, topic));
        let mut weight = 1.0;
        let mut services = Vec::with_capacity(topic.first.len() + LISTED_NEAR + LISTED_FAR);
        for service in first.into_iter().chain(last) {
            services.push((service, weight));
            // Two services of different places share a rung: the person sees one of them.
            if self
                .distance(service)
                .is_some_and(|_| self.place.is_some() || !service.area.is_local())
            {
                weight *= self.weights.next;
            }
        }
        let weigh = |(service, position): (&'a Service, usize)| {
            let position = i32::try_from(position).unwrap_or(i32::MAX);
            (service, self.weights.listed * self.weights.next.powi(position))
        };
        let rest = || self.directory.others(&topic.id);
        let near = rest().filter(|(service, _)| self.distance(service).is_some());
        // Without a place none is far; in a country's directory it takes long to find that out.
        let far = self.place.iter().flat_map(|_| rest());
        let far = far.filter(|(service, _)| self.distance(service).is_none());
        services.extend(near.take(LISTED_NEAR).map(weigh));
        services.extend(far.take(LISTED_FAR).map(weigh));
        services
    }

    /// The services that are for people here, weighed by how near they are and whether somebody answers now, and those of other places.
    /// One that is wanted counts as if it were open.
    fn near_and_far(
        &self,
        scores: &mut Scores<'a>,
        shown: &[&'a Service],
        wanted: Option<&Service>,
    ) -> (Weighed<'a>, Weighed<'a>) {
        let (mut near, mut far) = (Vec::with_capacity(LOOKED_AT), Vec::with_capacity(LOOKED_AT));
        for &service in shown {
            let weighed = if let Some(distance) = self.distance(service) {
                scores.weigh(service, "distance", distance);
                if wanted.is_none_or(|wanted| wanted.id != service.id) {
                    scores.weigh(service, "openness", self.openness(service));
                }
                &mut near
            } else {
                &mut far
            };
            weighed.extend(scores.of(service).map(|score| (service, score)));
        }
        (near, far)
    }

    /// How much the place of a service weighs; `None` if it is a local service of another place.
    fn distance(&self, service: &Service) -> Option<f32> {
        match &self.place {
            Some(place) if !service.area.covers(place) => None,
            Some(_) if service.area.is_local() => Some(self.weights.local),
            None if service.area.is_local() => Some(self.weights.placeless),
            Some(_) | None => Some(1.0),
        }
    }

    /// How much it weighs whether somebody answers now.
    fn openness(&self, service: &Service) -> f32 {
        match service.state(self.at) {
            OpenState::Closed { .. } => self.weights.closed,
            OpenState::Always | OpenState::Open { .. } | OpenState::Unknown => 1.0,
        }
    }
}

/// What speaks for each service and makes it count more or less, and how much.
#[derive(Debug)]
pub(super) struct Scores<'a> {
    directory: &'a Directory,
    /// How well each service fits, by its number; nothing where nothing speaks for it.
    fits: Vec<Option<f32>>,
    /// What speaks for which service, and how much: a situation, its text, its name.
    reasons: Vec<(usize, &'a str, f32)>,
    /// What makes which service count more or less than that, and how many times: its distance, whether it is open.
    factors: Vec<(usize, &'static str, f32)>,
}

impl<'a> Scores<'a> {
    fn new(directory: &'a Directory) -> Self {
        Self {
            directory,
            fits: vec![None; directory.services().len()],
            reasons: Vec::with_capacity(SITUATIONS * (MOST + LISTED_NEAR + LISTED_FAR)),
            factors: Vec::with_capacity(LOOKED_AT),
        }
    }

    fn add(&mut self, service: &Service, why: &'a str, score: f32) {
        if let Some(sum) = self.fits.get_mut(service.number) {
            *sum = Some(sum.unwrap_or_default() + score);
        }
        self.reasons.push((service.number, why, score));
    }

    /// Counts a service so many times; once all that speaks for it has been added.
    fn weigh(&mut self, service: &Service, why: &'static str, factor: f32) {
        if let Some(Some(score)) = self.fits.get_mut(service.number) {
            *score *= factor;
        }
        self.factors.push((service.number, why, factor));
    }

    /// The services for which something speaks.
    fn services(&self) -> impl Iterator<Item = &'a Service> {
        let all = self.directory.services().zip(&self.fits);
        all.filter(|(_, fits)| fits.is_some()).map(|(service, _)| service)
    }

    /// How well a service fits, if anything speaks for it.
    fn of(&self, service: &Service) -> Option<f32> {
        self.fits.get(service.number).copied().flatten()
    }

    /// What speaks for a service.
    pub(super) fn reasons(&self, service: &Service) -> impl Iterator<Item = (&'a str, f32)> {
        of_service(&self.reasons, service)
    }

    /// What makes it count more or less than that.
    pub(super) fn factors(&self, service: &Service) -> impl Iterator<Item = (&'static str, f32)> {
        of_service(&self.factors, service)
    }
}

/// What was noted of a service.
fn of_service<'a>(
    noted: &[(usize, &'a str, f32)],
    service: &Service,
) -> impl Iterator<Item = (&'a str, f32)> {
    let number = service.number;
    let of_it = noted.iter().filter(move |(of, ..)| *of == number);
    of_it.map(|(_, why, much)| (*why, *much))
}

/// Best first with the best at 1; ties by id.
fn sorted(mut services: Weighed<'_>) -> Weighed<'_> {
    services.sort_by(|(left, a), (right, b)| b.total_cmp(a).then_with(|| left.number.cmp(&right.number)));
    let most = services.first().map_or(1.0, |(_, score)| *score);
    for (_, score) in &mut services {
        *score /= most;
    }
    services
}
