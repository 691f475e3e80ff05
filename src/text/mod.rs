//! What lykt says: Fluent catalogues behind a closed list of messages.
//!
//! Knows nothing of services, of a question or of a channel.

mod catalogue;
mod check;
mod message;

pub use catalogue::Catalogues;
pub use message::Message;
