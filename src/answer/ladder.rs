//! The ladder: who answers now, in the order to try, then who may, then who opens next.

use std::cmp::Ordering;

use crate::directory::Directory;
use crate::model::{Audience, Confidence, Hours, Means, Moment, OpenState, PhoneNumber, PlaceId, Service};

/// A way to reach a service, with whether somebody answers there.
#[derive(Debug, Clone, PartialEq)]
pub struct Rung<'a> {
    /// The service.
    pub service: &'a Service,
    /// How to reach it.
    pub way: RungWay<'a>,
    /// Whether somebody answers; the hours belong to this way and not to the service.
    pub state: OpenState,
    /// The hours of this way, where the sources print them.
    pub hours: Option<&'a Hours>,
    /// How sure the way is.
    pub confidence: Confidence,
}

/// How to reach a service: one means only.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RungWay<'a> {
    /// A number to call.
    Voice(&'a PhoneNumber),
    /// A number that reads text messages.
    Sms(&'a PhoneNumber),
    /// A chat, by its address.
    Chat(&'a str),
    /// An e-mail address.
    Email(&'a str),
}

impl RungWay<'_> {
    /// The means.
    #[must_use]
    pub const fn means(&self) -> Means {
        match self {
            Self::Voice(_) => Means::Voice,
            Self::Sms(_) => Means::Sms,
            Self::Chat(_) => Means::Chat,
            Self::Email(_) => Means::Email,
        }
    }
}

/// Who can be reached by somebody at a place (anywhere in the country without one), by one of some means, at a moment; who answers now comes first. Without a moment (the clock
/// cannot be trusted) only what is around the clock counts as open.
///
/// Where nobody can be reached by these means, the other means of writing are taken: a chat where nobody reads text messages. Never a
/// call for somebody who has not asked for one.
#[must_use]
pub fn ladder<'a>(
    directory: &'a Directory,
    place: Option<&PlaceId>,
    audience: Audience,
    means: &[Means],
    at: Option<Moment>,
) -> Vec<Rung<'a>> {
    let here = |service: &&Service| match place {
        Some(place) => service.area.covers(place),
        None => !service.area.is_local(),
    };
    let services = || {
        let ids = directory.ladder(audience).iter();
        ids.filter_map(|id| directory.service(id)).filter(here)
    };
    let by = |means: &[Means]| -> Vec<Rung<'a>> {
        services()
            .flat_map(|service| ways(service, at))
            .filter(|rung| means.contains(&rung.way.means()))
            .collect()
    };
    let mut rungs = by(means);
    if rungs.is_empty() {
        rungs = by(&Means::WRITTEN);
    }
    // Stable: among those that answer, the order of the list holds.
    rungs.sort_by(|a, b| sooner(a.state, b.state));
    rungs
}

/// Every way to reach a service.
fn ways(service: &Service, at: Option<Moment>) -> impl Iterator<Item = Rung<'_>> {
    let make = move |way, hours, confidence| Rung {
        service,
        way,
        state: OpenState::at(hours, at),
        hours,
        confidence,
    };
    let phones = service.phones.iter().flat_map(move |fact| {
        let phone = &fact.value;
        let voice = phone.voice.then_some(RungWay::Voice(&phone.number));
        let sms = phone.sms.then_some(RungWay::Sms(&phone.number));
        let ways = voice.into_iter().chain(sms);
        ways.map(move |way| make(way, phone.hours.as_ref(), fact.confidence))
    });
    let chats = service.chats.iter().map(move |fact| {
        let chat = &fact.value;
        make(RungWay::Chat(&chat.url), chat.hours.as_ref(), fact.confidence)
    });
    let emails = service
        .emails
        .iter()
        .map(move |fact| make(RungWay::Email(&fact.value), None, fact.confidence));
    phones.chain(chats).chain(emails)
}

/// Who answers sooner: those who do now, those who may, then by when they open.
fn sooner(a: OpenState, b: OpenState) -> Ordering {
    let class = |state: OpenState| match state {
        OpenState::Always | OpenState::Open { .. } => 0,
        OpenState::Unknown => 1,
        OpenState::Closed { opens: Some(_) } => 2,
        OpenState::Closed { opens: None } => 3,
    };
    let opens = |state: OpenState| match state {
        OpenState::Closed { opens } => opens,
        OpenState::Always | OpenState::Open { .. } | OpenState::Unknown => None,
    };
    class(a).cmp(&class(b)).then_with(|| opens(a).cmp(&opens(b)))
}
