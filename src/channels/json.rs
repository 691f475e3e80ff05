//! An answer as one JSON object, for programs. The shape is a contract: keys may be added, never changed.

use serde::{Deserialize, Serialize};

use crate::answer::{Answer, Card, Choice, Danger, HeaderView, Outcome, Renderer};
use crate::model::{Lang, PlaceId, ServiceId, Span};

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

    // A program has no use for the words around the services.
    fn danger(&mut self, _: &Danger) {}
    fn heading(&mut self, _: &Span) {}
    fn line(&mut self, _: &Span) {}
    fn choices(&mut self, _: &[Choice]) {}
    fn note(&mut self, _: &Span) {}
}
