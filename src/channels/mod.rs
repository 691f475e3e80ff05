//! Where people meet lykt. A channel draws an [`Answer`](crate::answer::Answer) and knows nothing of how it came about.

pub mod json;
#[cfg(feature = "kiosk")]
pub mod kiosk;
pub mod terminal;
