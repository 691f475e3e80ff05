//! What has to hold at every point of the guided way. Each rule says what is wrong in a sentence, or nothing.

use super::seen::Seen;
use crate::answer::{Position, Reach, State, Stop, Where};
use crate::directory::Directory;
use crate::model::{Access, Audience, Ending, Kind, Means, Service};

/// A point of the guided way with what a person sees there.
pub(super) struct Point<'a> {
    pub(super) directory: &'a Directory,
    pub(super) state: &'a State,
    pub(super) position: &'a Position<'a>,
    pub(super) seen: &'a Seen,
    /// Whether it is in the middle of the night.
    pub(super) night: bool,
}

/// A rule.
type Rule = fn(&Point<'_>) -> Option<String>;

/// Every rule that looks at one point alone.
pub(super) const RULES: [Rule; 11] = [
    numbers_first,
    leads_to_somebody,
    danger_first,
    mediation_later,
    young_are_heard,
    young_have_a_direct_way,
    whoever_hurts_finds_nobody,
    everybody_is_who_they_said,
    near,
    written_is_written,
    somebody_is_awake,
];

impl<'a> Point<'a> {
    fn cards(&self) -> impl Iterator<Item = &'a Service> {
        let cards = self.seen.cards.iter();
        cards.filter_map(|card| self.directory.service(&card.id))
    }

    fn services(&self) -> impl Iterator<Item = &'a Service> {
        self.seen.services().filter_map(|id| self.directory.service(id))
    }

    fn is_end(&self) -> bool {
        matches!(self.position.stop, Stop::Topic(_) | Stop::Ending(_))
    }
}

fn numbers_first(point: &Point<'_>) -> Option<String> {
    (!point.seen.numbers_first).then(|| "the emergency numbers do not come first".to_owned())
}

/// The end of a way shows somebody or something; a question has answers.
fn leads_to_somebody(point: &Point<'_>) -> Option<String> {
    let seen = point.seen;
    let nobody = point.is_end() && seen.danger.is_none() && seen.cards.is_empty() && seen.rungs.is_empty();
    let nothing = !point.is_end() && seen.chosen().next().is_none();
    (nobody || nothing).then(|| "is a dead end".to_owned())
}

/// Whoever is in danger is told to call the police, and is sent to nobody who mediates.
fn danger_first(point: &Point<'_>) -> Option<String> {
    if point.position.stop != Stop::Ending(Ending::Danger) {
        return None;
    }
    let Some(danger) = &point.seen.danger else {
        return Some("does not say whom to call in danger".to_owned());
    };
    let police = point.directory.emergency_numbers().map(|numbers| numbers.police);
    if police.is_none_or(|police| police != danger.number) {
        return Some(format!("sends somebody in danger to {}", danger.number));
    }
    let mediation = &point.directory.triage().mediation;
    let wrong = point.seen.services().find(|id| mediation.contains(id));
    wrong.map(|id| format!("sends somebody in danger to mediation: {id}"))
}

/// Mediation and couples' counselling come first only for whoever has said that they are not afraid.
fn mediation_later(point: &Point<'_>) -> Option<String> {
    let calm = point.position.taken.iter().any(|choice| choice.calm);
    let hurts = point.position.asker() == Audience::Perpetrator;
    let first = point.seen.services().next()?;
    let mediates = point.directory.triage().mediation.contains(first);
    (mediates && !calm && !hurts)
        .then(|| format!("leads to mediation first, without asking whether one is afraid: {first}"))
}

/// Who is under 18 is treated so, and shown only what is for them.
fn young_are_heard(point: &Point<'_>) -> Option<String> {
    if !point.position.young {
        return None;
    }
    let young = |audience| matches!(audience, Audience::Child | Audience::Youth);
    if !young(point.position.asker()) {
        return Some("forgets that the person is under 18".to_owned());
    }
    let for_them = |service: &&Service| service.is_for(Audience::Child) || service.is_for(Audience::Youth);
    let wrong = point.services().find(|service| !for_them(service));
    wrong.map(|service| format!("shows a child what is for others: {}", service.id))
}

/// No child is sent to what needs a referral or a report without somebody above it who needs neither.
fn young_have_a_direct_way(point: &Point<'_>) -> Option<String> {
    if !point.position.young {
        return None;
    }
    let mut direct = false;
    for service in point.services() {
        match service.access {
            Access::Referral | Access::PoliceReport if !direct => {
                let needs =
                    "sends a child to what needs a referral or a report, without a direct way above it";
                return Some(format!("{needs}: {}", service.id));
            }
            Access::Open => direct |= service.person && service.is_for(Audience::Child),
            Access::Appointment | Access::Referral | Access::PoliceReport => {}
        }
    }
    None
}

/// Whoever hurts others is shown no shelter, and no address.
fn whoever_hurts_finds_nobody(point: &Point<'_>) -> Option<String> {
    if point.position.asker() != Audience::Perpetrator {
        return None;
    }
    let shelter = |service: &&Service| matches!(service.kind, Kind::CrisisCentre | Kind::SexualAssault);
    if let Some(service) = point.services().find(shelter) {
        return Some(format!(
            "shows a shelter to somebody who hurts others: {}",
            service.id
        ));
    }
    let mut cards = point.seen.cards.iter();
    let card = cards.find(|card| card.ways.iter().any(|way| way.target.is_none()));
    card.map(|card| format!("shows an address to somebody who hurts others: {}", card.id))
}

/// A situation of those who hurt, or of people at work, is reached as one of them, and by nobody else.
fn everybody_is_who_they_said(point: &Point<'_>) -> Option<String> {
    let Stop::Topic(topic) = point.position.stop else {
        return None;
    };
    let asker = point.position.asker();
    let differs = |audience| (topic.audience == audience) != (asker == audience);
    let wrong = differs(Audience::Perpetrator)
        || (topic.audience == Audience::Professional && asker != Audience::Professional);
    wrong.then(|| {
        format!(
            "is for another kind of person than {}: {}",
            asker.word(),
            topic.id
        )
    })
}

/// A local service of another place is shown only where nothing nearer is.
fn near(point: &Point<'_>) -> Option<String> {
    let Where::At(place) = &point.state.place else {
        return None;
    };
    let far = |service: &Service| !service.area.covers(place);
    let nothing_near = point.cards().all(far);
    let wrong = point.services().find(|service| far(service) && !nothing_near);
    wrong.map(|service| format!("shows what is in another place: {}", service.id))
}

/// Whoever cannot talk is told of nobody to call before they are told of somebody to write to.
fn written_is_written(point: &Point<'_>) -> Option<String> {
    let calls = point.seen.rungs.iter().any(|rung| rung.means == Means::Voice);
    (point.state.means == Reach::Write && calls).then(|| "tells somebody to call who cannot talk".to_owned())
}

/// In the middle of the night somebody answers, wherever the answer is somebody to talk to.
fn somebody_is_awake(point: &Point<'_>) -> Option<String> {
    let asks = point.is_end() && point.night && point.state.means != Reach::Write;
    let at_work = point.position.asker() == Audience::Professional;
    let listens = point.services().any(Service::listens);
    (asks && !at_work && listens && !point.seen.answers()).then(|| "nobody answers at night".to_owned())
}
