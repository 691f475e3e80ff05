//! An answer as one JSON object, for programs. The shape is a contract: keys may be added, never changed.

use serde::{Deserialize, Serialize};

use crate::answer::{Answer, Card, Choices, Danger, HeaderView, Outcome, Renderer, RungLine, Shortcuts};
use crate::model::{Lang, Moment, OpenState, PlaceId, ServiceId, Span};

/// One question of a batch.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Request {
    /// What is asked.
    pub query: String,
    /// An id, a name or an alias of a place.
    pub place: Option<String>,
    /// The tag of a language.
    pub lang: Option<String>,
    /// A moment, as for `--at`.
    pub at: Option<String>,
}

/// An answer as a JSON object.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Response {
    lang: Lang,
    urgency: &'static str,
    confident: bool,
    place: Option<PlaceId>,
    emergency: Vec<Emergency>,
    services: Vec<Found>,
    /// Who answers now or later, in the order to try, where the answer says so.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    now: Vec<Rung>,
}

#[derive(Debug, Clone, PartialEq, Serialize)]
struct Rung {
    id: ServiceId,
    name: String,
    means: &'static str,
    /// Digits, an address on the web or an e-mail address, by the means.
    to: String,
    open: &'static str,
    /// Until when it is open, as RFC 3339.
    #[serde(skip_serializing_if = "Option::is_none")]
    until: Option<String>,
    /// When it opens next.
    #[serde(skip_serializing_if = "Option::is_none")]
    opens: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Serialize)]
struct Emergency {
    id: ServiceId,
    phone: String,
    name: String,
}

#[derive(Debug, Clone, PartialEq, Serialize)]
struct Found {
    id: ServiceId,
    name: String,
    open: &'static str,
    phones: Vec<Phone>,
    score: f32,
    /// A day as `2023-12-01`.
    as_of: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Serialize)]
struct Phone {
    number: String,
    sms: bool,
}

impl Response {
    /// An answer as JSON.
    #[must_use]
    pub fn of(answer: &Answer) -> Self {
        let mut response = Self {
            lang: Lang::Nb,
            urgency: "normal",
            confident: false,
            place: None,
            emergency: Vec::new(),
            services: Vec::new(),
            now: Vec::new(),
        };
        answer.render(&mut response);
        response
    }
}

impl Renderer for Response {
    fn header(&mut self, header: HeaderView<'_>) {
        self.lang = header.lang;
    }

    fn outcome(&mut self, outcome: &Outcome) {
        self.lang = outcome.lang;
        self.urgency = outcome.urgency.word();
        self.confident = outcome.confident;
        self.place.clone_from(&outcome.place);
        let numbers = outcome.emergency.iter().map(|(id, number, name)| Emergency {
            id: id.clone(),
            phone: number.digits().to_owned(),
            name: name.text.clone(),
        });
        self.emergency = numbers.collect();
    }

    fn card(&mut self, card: &Card) {
        let phones = card.phones.iter();
        self.services.push(Found {
            id: card.id.clone(),
            name: card.name.text.clone(),
            open: card.state.word(),
            phones: phones
                .map(|phone| Phone {
                    number: phone.number.digits().to_owned(),
                    sms: phone.sms,
                })
                .collect(),
            score: (card.score * 1000.0).round() / 1000.0,
            as_of: card.as_of.as_ref().map(|(date, _)| date.to_string()),
        });
    }

    fn rungs(&mut self, rungs: &[RungLine]) {
        let time = |moment: Option<Moment>| moment.map(|moment| moment.to_rfc3339());
        self.now.extend(rungs.iter().map(|rung| {
            let (until, opens) = match rung.state {
                OpenState::Open { until } => (until, None),
                OpenState::Closed { opens } => (None, opens),
                OpenState::Always | OpenState::Unknown => (None, None),
            };
            Rung {
                id: rung.id.clone(),
                name: rung.name.text.clone(),
                means: rung.means.word(),
                to: match &rung.number {
                    Some(number) => number.digits().to_owned(),
                    None => rung.target.trim_start_matches("mailto:").to_owned(),
                },
                open: rung.state.word(),
                until: time(until),
                opens: time(opens),
            }
        }));
    }

    // A program has no use for the words around the services.
    fn danger(&mut self, _: &Danger) {}
    fn heading(&mut self, _: &Span) {}
    fn line(&mut self, _: &Span) {}
    fn choices(&mut self, _: &Choices) {}
    fn shortcuts(&mut self, _: &Shortcuts) {}
    fn note(&mut self, _: &Span) {}
}
