//! Where people meet lykt. A channel draws an [`Answer`](crate::answer::Answer) and knows nothing of how it came about.

#[cfg(feature = "telegram")]
pub mod bot;
pub mod json;
#[cfg(feature = "kiosk")]
pub mod kiosk;
#[cfg(feature = "telegram")]
pub mod telegram;
pub mod terminal;
