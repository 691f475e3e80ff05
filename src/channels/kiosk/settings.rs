//! What an office decides about its kiosk.

use crate::model::{Lang, PlaceId};

/// What an office decides about its kiosk.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Settings {
    /// The language of the start.
    pub lang: Lang,
    /// The languages on offer, in this order.
    pub languages: Vec<Lang>,
    /// The place that is chosen at first.
    pub place: Option<PlaceId>,
    /// Whether the buttons that print are there.
    pub printing: bool,
    /// After how many seconds without a touch the page warns that it will be wiped; never if 0.
    pub idle: u32,
    /// Where the exit leads: the start, or a page of somebody else that tells nothing.
    pub exit: Option<String>,
    /// The address at which people find lykt, for sheets on paper.
    pub public_url: Option<String>,
    /// The user name of the office's own bot on Telegram, where people may go on with what they have found.
    pub telegram_bot: Option<String>,
}

impl Settings {
    /// For how many seconds the warning stands: the least that WCAG 2.2.1 asks for.
    pub(super) const WARNING: u32 = 20;
    /// The address of the start in the office's language.
    pub(super) const HOME: &str = "/";

    /// Every language, in the order in which they are offered usually, with printing and the usual time to rest.
    #[must_use]
    pub fn new(lang: Lang, place: Option<PlaceId>) -> Self {
        Self {
            lang,
            languages: Lang::ALL.to_vec(),
            place,
            printing: true,
            idle: 60,
            exit: None,
            public_url: None,
            telegram_bot: None,
        }
    }

    /// Where the exit leads.
    pub(super) fn exit(&self) -> &str {
        self.exit.as_deref().unwrap_or(Self::HOME)
    }

    /// Whether people reach lykt over HTTPS.
    pub(super) fn secure(&self) -> bool {
        let public = self.public_url.as_deref();
        public.is_some_and(|url| url.starts_with("https://"))
    }

    /// The language of a path: exactly a tag, so that each page has one address, and one of those on offer.
    pub(super) fn exact(&self, tag: &str) -> Option<Lang> {
        self.languages.iter().copied().find(|lang| lang.tag() == tag)
    }
}
