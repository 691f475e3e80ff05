//! What lykt knows, as types: languages, numbers, hours, places, services, and where each fact comes from.
//!
//! Nothing here reads a file, a clock or the environment, and nothing here knows how a thing is shown.

mod emergency;
mod hours;
mod lang;
mod localized;
mod phone;
mod place;
mod provenance;
mod service;
mod topic;
mod triage;

pub use emergency::EmergencyNumbers;
pub use hours::{Hours, HoursError, Moment, OpenState};
pub use lang::{Direction, EachLang, Lang};
pub use localized::{Localized, Review, Span};
pub use phone::{PhoneError, PhoneNumber};
pub use place::{Area, Place, PlaceId};
pub use provenance::{Citation, Confidence, Document, Fact};
pub use service::{
    Access, Address, Audience, Chat, Cost, Kind, Link, Means, Phone, Referrer, Service, ServiceId,
};
pub use topic::{Sign, Topic, TopicId};
pub use triage::{Ending, Leads, Step, StepChoice, Triage};
