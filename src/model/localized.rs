//! Texts in several languages, and what is shown where one is missing.

use super::Lang;

/// A run of text with the language it is really in, which is what a screen reader has to be told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Span {
    /// The text.
    pub text: String,
    /// The language of the text, not the one the reader asked for.
    pub lang: Lang,
}

impl Span {
    /// A text in a language.
    #[must_use]
    pub fn new(text: impl Into<String>, lang: Lang) -> Self {
        Self {
            text: text.into(),
            lang,
        }
    }
}

/// A text of the directory. Norwegian and English always exist; the others may be missing for texts that only
/// professionals read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Localized {
    /// Norwegian Bokmål, the text that holds if two differ.
    pub nb: String,
    /// English.
    pub en: String,
    /// Ukrainian.
    pub uk: Option<String>,
    /// Northern Sami.
    pub se: Option<String>,
}

impl Localized {
    /// The text in exactly this language, if there is one.
    #[must_use]
    pub fn exact(&self, lang: Lang) -> Option<&str> {
        match lang {
            Lang::Nb => Some(&self.nb),
            Lang::En => Some(&self.en),
            Lang::Uk => self.uk.as_deref(),
            Lang::Se => self.se.as_deref(),
        }
    }

    /// The text in this language, else in Norwegian; the span says which it became.
    #[must_use]
    pub fn show(&self, lang: Lang) -> Span {
        match self.exact(lang) {
            Some(text) => Span::new(text, lang),
            None => Span::new(&self.nb, Lang::Nb),
        }
    }
}

/// Who has checked the texts of a language.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Review {
    /// Written by somebody who uses the language daily.
    Author,
    /// No speaker has checked them yet; the reader is told.
    Machine,
    /// A speaker has read them.
    Speaker,
}
