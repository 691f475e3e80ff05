//! A service as it is shown: every text chosen and spoken, so that a channel only has to draw it.

use chrono::{Datelike, NaiveDate};

use super::ladder::{Rung, RungWay};
use super::speak::Speaker;
use crate::directory::Directory;
use crate::model::{
    Access, Address, Area, Audience, Confidence, Cost, Fact, Hours, Kind, Lang, Means, Moment, OpenState,
    PhoneNumber, Referrer, Review, Service, ServiceId, Span,
};
use crate::text::Message;

/// A service as it is shown.
#[derive(Debug, Clone, PartialEq)]
pub struct Card {
    /// The service.
    pub id: ServiceId,
    /// How well it fits, from 0 to 1; 1 for the first of an answer.
    pub score: f32,
    /// Its name.
    pub name: Span,
    /// Its Norwegian name, where that is another: it stands on the door.
    pub norwegian_name: Option<Span>,
    /// What they do.
    pub summary: Span,
    /// How to reach them.
    pub reach: Span,
    /// Numbers, those that answer now first.
    pub phones: Vec<PhoneLine>,
    /// Chats, e-mail addresses, web pages and the address, in this order.
    pub ways: Vec<Way>,
    /// Whether somebody answers at the best of the numbers and chats.
    pub state: OpenState,
    /// Short facts: free, anonymous, where.
    pub facts: Vec<Span>,
    /// Who it is for.
    pub audience: Option<Span>,
    /// How old the facts are.
    pub as_of: Option<(NaiveDate, Span)>,
    /// That the texts exist in Norwegian alone, where they do.
    pub only_norwegian: Option<Span>,
    /// Whether a speaker has not checked the texts yet.
    pub unchecked: bool,
    /// Whether it is for somebody who can only write: the ways to write stand before the numbers.
    pub write: bool,
}

/// A number of a service.
#[derive(Debug, Clone, PartialEq)]
pub struct PhoneLine {
    /// What this number is for.
    pub label: Span,
    /// The number.
    pub number: PhoneNumber,
    /// Whether one can talk there.
    pub voice: bool,
    /// Whether SMS is read there.
    pub sms: bool,
    /// Whether somebody answers now.
    pub state: OpenState,
    /// The same in words; nothing where the clock cannot be trusted.
    pub open: Option<Span>,
    /// All its hours in words, where they are known and not around the clock.
    pub hours: Option<Span>,
    /// What else to know: no SMS, not confirmed.
    pub notes: Vec<Span>,
}

/// Another way to reach a service.
#[derive(Debug, Clone, PartialEq)]
pub struct Way {
    /// What it is: chat, e-mail, web page, address.
    pub label: Span,
    /// The text that is shown.
    pub text: String,
    /// The language of the text, a BCP 47 tag.
    pub language: String,
    /// Where it leads: `https:` or `mailto:`; nothing for an address.
    pub target: Option<String>,
    /// Whether somebody answers there now, for a chat.
    pub open: Option<Span>,
    /// That it is not confirmed, where it is not.
    pub note: Option<Span>,
}

/// Somebody who answers now, or later: one way to reach one service.
#[derive(Debug, Clone, PartialEq)]
pub struct RungLine {
    /// The service.
    pub id: ServiceId,
    /// Its name.
    pub name: Span,
    /// By which means.
    pub means: Means,
    /// The number, for a call or a text message.
    pub number: Option<PhoneNumber>,
    /// The chat or e-mail address as people read it; nothing for a number.
    pub text: Option<String>,
    /// Where it leads: `tel:`, `sms:`, `https:` or `mailto:`.
    pub target: String,
    /// Whether somebody answers.
    pub state: OpenState,
    /// The same in words; for hours that cannot be judged the hours themselves.
    pub open: Span,
    /// What else to know: what the number is for, where its service has more, that it is for text messages, that it is not confirmed.
    pub notes: Vec<Span>,
}

/// What a card is made for.
pub(super) struct Cards<'a> {
    pub(super) directory: &'a Directory,
    pub(super) speaker: Speaker<'a>,
    /// None where the clock cannot be trusted: then the hours are shown and nothing is claimed.
    pub(super) at: Option<Moment>,
    /// Whether addresses are shown.
    pub(super) addresses: bool,
    /// Whether it is for somebody who can only write.
    pub(super) write: bool,
}

impl Cards<'_> {
    /// A rung in words.
    pub(super) fn rung(&self, rung: &Rung<'_>) -> RungLine {
        let (number, text, target) = match rung.way {
            RungWay::Voice(number) => (Some(number.clone()), None, format!("tel:{}", number.tel())),
            RungWay::Sms(number) => (Some(number.clone()), None, format!("sms:{}", number.tel())),
            RungWay::Chat(url) => (None, Some(readable(url).to_owned()), url.to_owned()),
            RungWay::Email(address) => (None, Some(address.to_owned()), format!("mailto:{address}")),
        };
        let means = rung.way.means();
        let mut notes = Vec::new();
        // Two numbers of one service have one name: what each is for tells them apart.
        let phones = &rung.service.phones;
        let own = phones
            .iter()
            .find(|fact| Some(&fact.value.number) == number.as_ref());
        notes.extend(
            own.filter(|_| phones.len() > 1)
                .map(|fact| fact.value.label.show(self.speaker.lang)),
        );
        match means {
            Means::Voice | Means::Email => {}
            Means::Sms => notes.push(self.speaker.say(Message::FactSms)),
            Means::Chat => notes.push(self.speaker.say(Message::FactChat)),
        }
        notes.extend(match means {
            Means::Voice | Means::Sms => self.warning(rung.confidence, Message::FactNotConfirmed),
            Means::Chat | Means::Email => self.warning(rung.confidence, Message::FactNotConfirmedAddress),
        });
        let open = match (self.open(rung.state, rung.hours), means) {
            (_, Means::Email) => self.speaker.say(Message::EmailAnytime),
            (Some(_), Means::Chat) if rung.state == OpenState::Unknown => {
                self.speaker.say(Message::HoursUnknownWrite)
            }
            (Some(open), _) => open,
            // The clock cannot be trusted: the hours themselves.
            (None, _) => (rung.hours.and_then(|hours| self.speaker.hours(hours)))
                .unwrap_or_else(|| self.speaker.say(Message::HoursUnknown)),
        };
        RungLine {
            id: rung.service.id.clone(),
            name: rung.service.name.show(self.speaker.lang),
            means,
            number,
            text,
            target,
            state: rung.state,
            open,
            notes,
        }
    }

    /// A state in words; nothing where there are hours that cannot be judged, because the clock cannot be trusted.
    fn open(&self, state: OpenState, hours: Option<&Hours>) -> Option<Span> {
        match (self.at, hours) {
            (None, Some(hours)) if !hours.always() => None,
            (at, _) => Some(self.speaker.open(state, at)),
        }
    }

    pub(super) fn card(&self, service: &Service, score: f32) -> Card {
        let lang = self.speaker.lang;
        let name = service.name.show(lang);
        let phones = self.phones(service);
        let fallback = service.summary.exact(lang).is_none();
        Card {
            id: service.id.clone(),
            score,
            norwegian_name: (service.name.nb != name.text).then(|| Span::new(&service.name.nb, Lang::Nb)),
            name,
            summary: service.summary.show(lang),
            reach: service.reach.show(lang),
            ways: self.ways(service),
            state: service.state(self.at),
            phones,
            facts: self.facts(service),
            audience: self.audience(service),
            as_of: service.as_of().map(|date| {
                let text = format!("{:02}.{:02}.{:04}", date.day(), date.month(), date.year());
                (date, self.speaker.say(Message::FactAsOf { date: &text }))
            }),
            only_norwegian: fallback.then(|| self.speaker.say(Message::LanguageOnlyNorwegian)),
            unchecked: !fallback && service.review(lang) == Review::Machine,
            write: self.write,
        }
    }

    fn phones(&self, service: &Service) -> Vec<PhoneLine> {
        let line = |fact: &Fact<crate::model::Phone>| {
            let phone = &fact.value;
            let state = OpenState::at(phone.hours.as_ref(), self.at);
            let mut notes = Vec::new();
            if phone.no_sms {
                notes.push(self.speaker.say(Message::FactNoSms));
            }
            if phone.sms {
                notes.push(self.speaker.say(Message::FactSms));
            }
            notes.extend(self.warning(fact.confidence, Message::FactNotConfirmed));
            PhoneLine {
                label: phone.label.show(self.speaker.lang),
                number: phone.number.clone(),
                voice: phone.voice,
                sms: phone.sms,
                state,
                open: self.open(state, phone.hours.as_ref()),
                hours: phone.hours.as_ref().and_then(|hours| self.speaker.hours(hours)),
                notes,
            }
        };
        let mut lines: Vec<PhoneLine> = service.phones.iter().map(line).collect();
        // A number that is closed now stands below one that may answer; else the directory's order holds.
        lines.sort_by_key(|line| matches!(line.state, OpenState::Closed { .. }));
        lines
    }

    fn ways(&self, service: &Service) -> Vec<Way> {
        let addresses = service.chats.len() + service.emails.len() + service.links.len() + 1;
        let mut ways = Vec::with_capacity(addresses);
        let way = |label: Message<'_>, text: &str, language: &str, target: Option<String>, confidence| Way {
            label: self.speaker.say(label),
            text: text.to_owned(),
            language: language.to_owned(),
            target,
            open: None,
            note: self.warning(confidence, Message::FactNotConfirmedAddress),
        };
        for fact in &service.chats {
            let url = &fact.value.url;
            let state = OpenState::at(fact.value.hours.as_ref(), self.at);
            let hours = fact.value.hours.as_ref();
            let open = match state {
                // A chat has no number to try; where the clock is wrong its hours are shown.
                OpenState::Unknown => hours.and_then(|hours| self.speaker.hours(hours)),
                OpenState::Always | OpenState::Open { .. } | OpenState::Closed { .. } => {
                    self.open(state, hours)
                }
            };
            let chat = way(
                Message::FactChat,
                readable(url),
                "nb",
                Some(url.clone()),
                fact.confidence,
            );
            ways.push(Way { open, ..chat });
        }
        for fact in &service.emails {
            let target = Some(format!("mailto:{}", fact.value));
            ways.push(way(
                Message::FactEmail,
                &fact.value,
                "nb",
                target,
                fact.confidence,
            ));
        }
        for fact in &service.links {
            let url = &fact.value.url;
            let target = Some(url.clone());
            let language = &fact.value.language;
            ways.push(way(
                Message::FactWebsite,
                readable(url),
                language,
                target,
                fact.confidence,
            ));
        }
        if let Some(Address::Public(fact)) = service.address.as_ref().filter(|_| self.addresses) {
            ways.push(way(
                Message::FactAddress,
                &fact.value,
                "nb",
                None,
                fact.confidence,
            ));
        }
        ways
    }

    fn facts(&self, service: &Service) -> Vec<Span> {
        let mut facts = Vec::with_capacity(8);
        let lang = self.speaker.lang;
        match service.cost {
            Some(Cost::Free) => facts.push(self.speaker.say(Message::FactFree)),
            Some(Cost::Standard) => facts.push(self.speaker.say(Message::FactCostStandard)),
            Some(Cost::Extra) => facts.push(self.speaker.say(Message::FactCostExtra)),
            None => {}
        }
        match service.anonymous {
            Some(true) => facts.push(self.speaker.say(Message::FactAnonymous)),
            Some(false) => facts.push(self.speaker.say(Message::FactNotAnonymous)),
            None => {}
        }
        match service.access {
            Access::Open if service.person && service.kind != Kind::Emergency => {
                facts.push(self.speaker.say(Message::FactNoReferral));
            }
            Access::Open => {}
            Access::Appointment => facts.push(self.speaker.say(Message::FactAppointment)),
            Access::PoliceReport => facts.push(self.speaker.say(Message::FactPoliceReport)),
            Access::Referral => {
                let who: Vec<String> = service.referrers.iter().map(|who| self.referrer(*who)).collect();
                facts.push(self.speaker.say(Message::FactReferral { who: &who.join(", ") }));
            }
        }
        let spoken: Vec<String> = service
            .spoken
            .iter()
            .filter_map(|tag| self.language_name(Lang::from_tag(tag)?))
            .collect();
        if !spoken.is_empty() {
            facts.push(self.speaker.say(Message::FactSpoken {
                languages: &spoken.join(", "),
            }));
        }
        if service.interpreter == Some(true) {
            facts.push(self.speaker.say(Message::FactInterpreter));
        }
        facts.push(match &service.area {
            Area::National => self.speaker.say(Message::FactNational),
            Area::Local(places) => {
                let names: Vec<String> = places
                    .iter()
                    .filter_map(|place| Some(self.directory.place(place)?.name.show(lang).text))
                    .collect();
                self.speaker.say(Message::FactLocal {
                    places: &names.join(", "),
                })
            }
        });
        if service.address == Some(Address::Withheld) {
            facts.push(self.speaker.say(Message::FactAddressWithheld));
        }
        facts
    }

    /// Who it is for; nothing where it is for everybody.
    fn audience(&self, service: &Service) -> Option<Span> {
        let word = |audience: &Audience| {
            let message = match audience {
                Audience::Child => Message::AudienceChild,
                Audience::Youth => Message::AudienceYouth,
                Audience::Adult => Message::AudienceAdult,
                Audience::Woman => Message::AudienceWoman,
                Audience::Man => Message::AudienceMan,
                Audience::Elder => Message::AudienceElder,
                Audience::Disability => Message::AudienceDisability,
                Audience::Lgbtiq => Message::AudienceLgbtiq,
                Audience::Refugee => Message::AudienceRefugee,
                Audience::Sami => Message::AudienceSami,
                Audience::Relative => Message::AudienceRelative,
                Audience::Perpetrator => Message::AudiencePerpetrator,
                Audience::Professional => Message::AudienceProfessional,
            };
            self.speaker.say(message).text
        };
        let all = [Audience::Child, Audience::Youth, Audience::Adult];
        if service.audiences.is_empty() || all.iter().all(|each| service.audiences.contains(each)) {
            return None;
        }
        // Who is for all adults is for each of them.
        let all_adults = service.audiences.contains(&Audience::Adult);
        let some_adults = [
            Audience::Woman,
            Audience::Man,
            Audience::Elder,
            Audience::Disability,
            Audience::Lgbtiq,
            Audience::Refugee,
            Audience::Sami,
        ];
        let named = service.audiences.iter();
        let named = named.filter(|audience| !(all_adults && some_adults.contains(audience)));
        let who: Vec<String> = named.map(word).collect();
        Some(self.speaker.say(Message::FactFor { who: &who.join(", ") }))
    }

    fn warning(&self, confidence: Confidence, message: Message<'_>) -> Option<Span> {
        confidence.needs_warning().then(|| self.speaker.say(message))
    }

    fn referrer(&self, who: Referrer) -> String {
        let message = match who {
            Referrer::Gp => Message::ReferrerGp,
            Referrer::Doctor => Message::ReferrerDoctor,
            Referrer::EmergencyClinic => Message::ReferrerEmergencyClinic,
            Referrer::Psychologist => Message::ReferrerPsychologist,
            Referrer::ChildWelfare => Message::ReferrerChildWelfare,
            Referrer::Police => Message::ReferrerPolice,
            Referrer::Municipality => Message::ReferrerMunicipality,
        };
        self.speaker.say(message).text
    }

    #[allow(
        clippy::unnecessary_wraps,
        reason = "used in a filter_map that also drops unknown tags"
    )]
    fn language_name(&self, lang: Lang) -> Option<String> {
        let message = match lang {
            Lang::Nb => Message::LanguageNameNb,
            Lang::En => Message::LanguageNameEn,
            Lang::Uk => Message::LanguageNameUk,
            Lang::Se => Message::LanguageNameSe,
        };
        Some(self.speaker.say(message).text)
    }
}

/// A web address as people read it: without the scheme and the last slash.
fn readable(url: &str) -> &str {
    let url = url.strip_prefix("https://").unwrap_or(url);
    url.strip_suffix('/').unwrap_or(url)
}
