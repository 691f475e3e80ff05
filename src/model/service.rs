//! A service, and the ways to reach it.

use chrono::NaiveDate;
use serde::Deserialize;

use super::{Area, Fact, Hours, Lang, Localized, Moment, OpenState, PhoneNumber, Review, TopicId};

/// The id of a service: the name of its file in `directory/services/`.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize)]
pub struct ServiceId(pub(crate) String);

impl ServiceId {
    /// The id as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl std::fmt::Display for ServiceId {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

/// What a service is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    /// 112, 113, 110.
    Emergency,
    /// The police when it is not urgent.
    Police,
    /// Child welfare.
    ChildWelfare,
    /// Somebody who answers the telephone or a chat.
    Helpline,
    /// Doctors and other health services.
    Health,
    /// A crisis centre: its address is never shown.
    CrisisCentre,
    /// Family counselling.
    Family,
    /// Help after sexual assault.
    SexualAssault,
    /// Rights and law.
    Legal,
    /// A municipality's own service.
    Municipal,
    /// Integration.
    Integration,
    /// Money and housing.
    Economy,
    /// Help to stop hurting others.
    Perpetrator,
    /// Something to read or watch.
    Information,
    /// For people who meet violence at work.
    ProfessionalTraining,
}

/// Who a service is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Audience {
    /// Children.
    Child,
    /// Young people.
    Youth,
    /// Adults.
    Adult,
    /// Women.
    Woman,
    /// Men.
    Man,
    /// Old people.
    Elder,
    /// People with disabilities.
    Disability,
    /// Queer people.
    Lgbtiq,
    /// Refugees and immigrants.
    Refugee,
    /// Sami people.
    Sami,
    /// Relatives, friends and neighbours.
    Relative,
    /// People who hurt or frighten others.
    Perpetrator,
    /// People who meet it at work.
    Professional,
}

impl Audience {
    /// Everyone a service can be for.
    pub const ALL: [Self; 13] = [
        Self::Child,
        Self::Youth,
        Self::Adult,
        Self::Woman,
        Self::Man,
        Self::Elder,
        Self::Disability,
        Self::Lgbtiq,
        Self::Refugee,
        Self::Sami,
        Self::Relative,
        Self::Perpetrator,
        Self::Professional,
    ];

    /// The word of the files and the command line.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Child => "child",
            Self::Youth => "youth",
            Self::Adult => "adult",
            Self::Woman => "woman",
            Self::Man => "man",
            Self::Elder => "elder",
            Self::Disability => "disability",
            Self::Lgbtiq => "lgbtiq",
            Self::Refugee => "refugee",
            Self::Sami => "sami",
            Self::Relative => "relative",
            Self::Perpetrator => "perpetrator",
            Self::Professional => "professional",
        }
    }
}

/// A means to reach somebody.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Means {
    /// Talking on the telephone.
    Voice,
    /// A text message.
    Sms,
    /// A chat.
    Chat,
    /// An e-mail.
    Email,
}

impl Means {
    /// Every means.
    pub const ALL: [Self; 4] = [Self::Voice, Self::Sms, Self::Chat, Self::Email];

    /// The means of somebody who cannot talk where they are.
    pub const WRITTEN: [Self; 3] = [Self::Sms, Self::Chat, Self::Email];

    /// The word of the command line and of JSON.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Voice => "voice",
            Self::Sms => "sms",
            Self::Chat => "chat",
            Self::Email => "email",
        }
    }
}

/// How one gets in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Access {
    /// Just make contact.
    Open,
    /// Book a time.
    Appointment,
    /// Somebody must refer.
    Referral,
    /// The case must be reported to the police.
    PoliceReport,
}

/// Who can refer to a service.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Referrer {
    /// The person's own doctor.
    Gp,
    /// Any doctor.
    Doctor,
    /// The emergency clinic.
    EmergencyClinic,
    /// A psychologist.
    Psychologist,
    /// Child welfare.
    ChildWelfare,
    /// The police.
    Police,
    /// The municipality.
    Municipality,
}

/// What it costs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Cost {
    /// Nothing.
    Free,
    /// An ordinary call, or the usual patient fee.
    Standard,
    /// Dearer than an ordinary call.
    Extra,
}

/// A telephone number of a service.
#[derive(Debug, Clone, PartialEq)]
pub struct Phone {
    /// The number.
    pub number: PhoneNumber,
    /// What this number is for.
    pub label: Localized,
    /// Whether one can talk there.
    pub voice: bool,
    /// Whether SMS is read there.
    pub sms: bool,
    /// Whether the source says that SMS is not read.
    pub no_sms: bool,
    /// When somebody answers; `None` where the sources do not say.
    pub hours: Option<Hours>,
    /// Why the same number also stands at another service.
    pub note: Option<String>,
}

/// A chat of a service.
#[derive(Debug, Clone, PartialEq)]
pub struct Chat {
    /// Where it is.
    pub url: String,
    /// When somebody answers; `None` where the sources do not say.
    pub hours: Option<Hours>,
}

/// A web page of a service.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link {
    /// Where it is; always https.
    pub url: String,
    /// The language of the page, a BCP 47 tag.
    pub language: String,
}

/// A visiting address. A withheld address has no text at all, so no output can contain it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Address {
    /// May be shown.
    Public(Fact<String>),
    /// Kept secret so that everyone is safe.
    Withheld,
}

/// A service that can help.
#[derive(Debug, Clone, PartialEq)]
pub struct Service {
    /// Its id.
    pub id: ServiceId,
    /// Its place among the services of its directory, which stand by their ids: what numbers are compared by is soon compared.
    pub(crate) number: usize,
    /// What it is.
    pub kind: Kind,
    /// The name on the door.
    pub name: Localized,
    /// What people call it, in any language and script; never shown.
    pub aliases: Vec<String>,
    /// What they do, at most 200 characters.
    pub summary: Localized,
    /// How to reach them, at most 200 characters.
    pub reach: Localized,
    /// Who has checked the texts, by language.
    pub review: Vec<(Lang, Review)>,
    /// Who it is for.
    pub audiences: Vec<Audience>,
    /// Where it works.
    pub area: Area,
    /// What one comes here with, most important first.
    pub topics: Vec<TopicId>,
    /// How one gets in.
    pub access: Access,
    /// Who can refer; empty unless `access` is a referral.
    pub referrers: Vec<Referrer>,
    /// What it costs, where a source says so.
    pub cost: Option<Cost>,
    /// Whether one can be anonymous, where a source says so.
    pub anonymous: Option<bool>,
    /// What the staff speak (BCP 47 tags), where a source says so.
    pub spoken: Vec<String>,
    /// Whether they arrange an interpreter, where a source says so.
    pub interpreter: Option<bool>,
    /// Whether there is a person at the other end, rather than something to read.
    pub person: bool,
    /// Telephone numbers, the first to try first.
    pub phones: Vec<Fact<Phone>>,
    /// Chats.
    pub chats: Vec<Fact<Chat>>,
    /// E-mail addresses.
    pub emails: Vec<Fact<String>>,
    /// Web pages.
    pub links: Vec<Fact<Link>>,
    /// The visiting address, if a source prints one or it is withheld.
    pub address: Option<Address>,
}

impl Service {
    /// The first number that one can talk to.
    #[must_use]
    pub fn voice(&self) -> Option<&PhoneNumber> {
        self.phones
            .iter()
            .find(|phone| phone.value.voice)
            .map(|phone| &phone.value.number)
    }

    /// Whether somebody answers at the best of its numbers and chats.
    #[must_use]
    pub fn state(&self, at: Option<Moment>) -> OpenState {
        let phones = self.phones.iter().map(|phone| phone.value.hours.as_ref());
        let chats = self.chats.iter().map(|chat| chat.value.hours.as_ref());
        let states = phones.chain(chats).map(|hours| OpenState::at(hours, at));
        states.reduce(OpenState::best).unwrap_or(OpenState::Unknown)
    }

    /// The newest day one of its facts was confirmed, the number's before all others.
    #[must_use]
    pub fn as_of(&self) -> Option<NaiveDate> {
        let phones = self.phones.iter().map(|fact| fact.as_of).max();
        let rest = || {
            let chats = self.chats.iter().map(|fact| fact.as_of);
            let emails = self.emails.iter().map(|fact| fact.as_of);
            let links = self.links.iter().map(|fact| fact.as_of);
            chats.chain(emails).chain(links).max()
        };
        phones.or_else(rest)
    }

    /// Who has checked the texts in a language.
    #[must_use]
    pub fn review(&self, lang: Lang) -> Review {
        self.review
            .iter()
            .find(|(of, _)| *of == lang)
            .map_or(Review::Author, |(_, review)| *review)
    }

    /// Whether somebody there listens to people who have been hurt.
    #[must_use]
    pub fn listens(&self) -> bool {
        let listens = matches!(
            self.kind,
            Kind::CrisisCentre | Kind::Helpline | Kind::ChildWelfare | Kind::SexualAssault | Kind::Police
        );
        self.person && listens
    }

    /// Whether it is for one of these people.
    #[must_use]
    pub fn is_for(&self, audience: Audience) -> bool {
        self.audiences.contains(&audience)
    }
}
