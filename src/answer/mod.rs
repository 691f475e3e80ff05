//! The answer: a question in, emergency numbers and services out. Pure and total: no network, no clock, no environment, and
//! whatever goes wrong is an answer too.

mod body;
mod card;
mod desk;
mod engine;
mod guide;
mod header;
mod ladder;
mod question;
mod rank;
mod render;
mod speak;
mod tongue;
mod writer;

pub use body::Answer;
pub use card::{Card, PhoneLine, RungLine, Way};
pub use desk::Desk;
pub use engine::Engine;
pub use guide::{LONGEST, Position, Reach, State, Stop, Where};
pub use header::{EmergencyHeader, HeaderView, HeaderWords};
pub use ladder::{Rung, RungWay, ladder};
pub use question::{Question, Urgency};
pub use rank::{Candidates, Relevance, Weights};
pub use render::{Choice, Choices, Danger, Outcome, Renderer, Shortcuts};
