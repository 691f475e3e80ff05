//! The languages lykt answers in.

use serde::{Deserialize, Serialize};

/// A language that lykt answers in. A closed list, so that whatever must exist in every language does not compile
/// until it does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Lang {
    /// Norwegian Bokmål, which Nynorsk readers get too.
    Nb,
    /// English.
    En,
    /// Ukrainian, which questions in Russian are answered in too.
    Uk,
    /// Northern Sami.
    Se,
}

impl Lang {
    /// Every language, in the order in which they are offered.
    pub const ALL: [Self; 4] = [Self::Nb, Self::En, Self::Uk, Self::Se];

    /// The BCP 47 tag: the name of the folder in `locales/`, of the files in `index/` and of the key in `directory/`.
    #[must_use]
    pub const fn tag(self) -> &'static str {
        match self {
            Self::Nb => "nb",
            Self::En => "en",
            Self::Uk => "uk",
            Self::Se => "se",
        }
    }

    /// The language of a BCP 47 tag. Norwegian and Nynorsk tags mean Bokmål, `sme` means Northern Sami, a region is
    /// ignored. `None` for any other language.
    #[must_use]
    pub fn from_tag(tag: &str) -> Option<Self> {
        match tag.split(['-', '_']).next()?.to_ascii_lowercase().as_str() {
            "nb" | "no" | "nn" => Some(Self::Nb),
            "en" => Some(Self::En),
            "uk" => Some(Self::Uk),
            "se" | "sme" => Some(Self::Se),
            _ => None,
        }
    }
}

/// The direction in which a language is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
pub enum Direction {
    /// As Norwegian is.
    #[serde(rename = "ltr")]
    LeftToRight,
    /// As Arabic is.
    #[serde(rename = "rtl")]
    RightToLeft,
}

impl Direction {
    /// As HTML names it.
    #[must_use]
    pub const fn html(self) -> &'static str {
        match self {
            Self::LeftToRight => "ltr",
            Self::RightToLeft => "rtl",
        }
    }
}

impl std::fmt::Display for Lang {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.tag())
    }
}

/// Something that there is once for each language.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EachLang<T> {
    nb: T,
    en: T,
    uk: T,
    se: T,
}

impl<T> EachLang<T> {
    /// Makes it for each language.
    pub fn new(mut make: impl FnMut(Lang) -> T) -> Self {
        Self {
            nb: make(Lang::Nb),
            en: make(Lang::En),
            uk: make(Lang::Uk),
            se: make(Lang::Se),
        }
    }

    /// That of a language.
    pub const fn of(&self, lang: Lang) -> &T {
        match lang {
            Lang::Nb => &self.nb,
            Lang::En => &self.en,
            Lang::Uk => &self.uk,
            Lang::Se => &self.se,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_go_there_and_back() {
        for lang in Lang::ALL {
            assert_eq!(Lang::from_tag(lang.tag()), Some(lang));
        }
        assert_eq!(Lang::from_tag("nn-NO"), Some(Lang::Nb));
        assert_eq!(Lang::from_tag("uk_UA"), Some(Lang::Uk));
        assert_eq!(Lang::from_tag("de"), None);
    }
}
