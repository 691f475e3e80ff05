//! What the two bots share: what is said to a person in a chat, what is remembered of them and for how long, how fast is answered. A
//! channel holds only its protocol.

mod command;
mod counters;
mod host;
mod lanes;
mod memory;
mod open;
mod pace;
mod sheet;
mod talk;

pub use command::Command;
pub use counters::Counters;
pub use host::Host;
pub use lanes::{Entry, Lanes, Ticket};
pub use memory::{Key, Memory, Remembered, Secret};
pub use open::Open;
pub use pace::{Limits, Pace};
pub use sheet::{Mark, Sheet};
pub use talk::{Kind, Reply, Said, Talk};
