//! What the two bots share: what is said to a person in a chat, what is remembered of them and for how long, how fast is answered. A
//! channel holds only its protocol.

mod command;
mod lanes;
mod memory;
mod pace;
mod talk;

pub use command::Command;
pub use lanes::{Entry, Lanes, Ticket};
pub use memory::{Key, Memory, Remembered, Secret};
pub use pace::{Limits, Pace};
pub use talk::{Kind, Reply, Said, Talk};
