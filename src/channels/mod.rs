//! Where people meet lykt. A channel draws an [`Answer`](crate::answer::Answer) and knows nothing of how it came about.

#[cfg(feature = "bot")]
pub mod bot;
pub mod json;
#[cfg(feature = "kiosk")]
pub mod kiosk;
#[cfg(feature = "matrix")]
pub mod matrix;
pub mod offered;
#[cfg(feature = "telegram")]
pub mod telegram;
pub mod terminal;
