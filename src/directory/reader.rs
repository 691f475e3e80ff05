//! One file being read: words become values, and every mistake is noted with its key.

use chrono::NaiveDate;
use serde::Deserialize;
use serde::de::value::{Error as WordError, StrDeserializer};
use serde::de::{DeserializeOwned, IntoDeserializer};

use super::raw::RawText;
use super::text_rules;
use crate::model::{Hours, Lang, Localized};
use crate::problem::{Cause, Problem};

/// The most characters a summary or a "how to reach it" may have: what fits on a card without scrolling.
pub(super) const SUMMARY_LIMIT: usize = 200;
/// The most characters a name, a label or a tile may have.
pub(super) const NAME_LIMIT: usize = 200;

/// Reads TOML into a raw type. Unknown keys are noted one by one and do not stop the reading.
pub(crate) fn parse<T: DeserializeOwned + Default>(file: &str, text: &str, problems: &mut Vec<Problem>) -> T {
    let syntax = |error: toml::de::Error| {
        let line = error
            .span()
            .map(|span| text.get(..span.start).unwrap_or(text).matches('\n').count() + 1);
        let at = line.map_or_else(String::new, |line| format!("line {line}: "));
        Problem::new(file, "", Cause::Syntax(format!("{at}{}", error.message())))
    };
    let mut unknown = Vec::new();
    let read = toml::Deserializer::parse(text).and_then(|toml| {
        serde_ignored::deserialize(toml, |path| unknown.push(as_written(&path.to_string())))
    });
    problems.extend(
        unknown
            .into_iter()
            .map(|key| Problem::new(file, key, Cause::UnknownKey)),
    );
    read.unwrap_or_else(|error| {
        problems.push(syntax(error));
        T::default()
    })
}

/// A path of serde as the messages write it: `phone.0.x` becomes `phone[0].x`.
fn as_written(path: &str) -> String {
    let mut key = String::new();
    for part in path.split('.').filter(|part| *part != "?") {
        if part.bytes().all(|b| b.is_ascii_digit()) {
            key.extend(["[", part, "]"]);
        } else {
            if !key.is_empty() {
                key.push('.');
            }
            key.push_str(part);
        }
    }
    key
}

/// A file on its way from raw to real.
pub(super) struct Reader<'a> {
    file: &'a str,
    problems: &'a mut Vec<Problem>,
}

impl<'a> Reader<'a> {
    pub(super) fn new(file: &'a str, problems: &'a mut Vec<Problem>) -> Self {
        Self { file, problems }
    }

    pub(super) fn note(&mut self, key: impl Into<String>, cause: Cause) {
        self.problems.push(Problem::new(self.file, key, cause));
    }

    /// A value that has to be there.
    pub(super) fn required<T>(&mut self, key: &str, value: Option<T>) -> Option<T> {
        if value.is_none() {
            self.note(key, Cause::Missing);
        }
        value
    }

    /// A text that has to be there and must not be empty.
    pub(super) fn line(&mut self, key: &str, value: Option<String>) -> Option<String> {
        let text = self.required(key, value.filter(|text| !text.trim().is_empty()))?;
        for cause in text_rules::characters(&text) {
            self.note(key, cause);
        }
        Some(text)
    }

    /// One word of a closed list.
    pub(super) fn word<T: for<'de> Deserialize<'de>>(&mut self, key: &str, word: &str) -> Option<T> {
        let from: StrDeserializer<'_, WordError> = word.into_deserializer();
        match T::deserialize(from) {
            Ok(value) => Some(value),
            Err(error) => {
                self.note(key, Cause::UnknownWord(error.to_string()));
                None
            }
        }
    }

    /// Words of a closed list.
    pub(super) fn words<T: for<'de> Deserialize<'de>>(&mut self, key: &str, words: &[String]) -> Vec<T> {
        words.iter().filter_map(|word| self.word(key, word)).collect()
    }

    /// Notes what stands twice in a list.
    pub(super) fn once(&mut self, key: &str, list: &[String]) {
        for (i, word) in list.iter().enumerate() {
            if list.get(..i).is_some_and(|before| before.contains(word)) {
                self.note(key, Cause::Other(format!("{word:?} stands twice")));
            }
        }
    }

    /// Opening hours, if there are any.
    pub(super) fn hours(&mut self, key: &str, text: Option<&str>) -> Option<Hours> {
        let hours = Hours::parse(text?).ok();
        if hours.is_none() {
            self.note(key, Cause::Hours(text.unwrap_or_default().to_owned()));
        }
        hours
    }

    /// A calendar day.
    pub(super) fn day(&mut self, key: &str, value: Option<toml::value::Datetime>) -> Option<NaiveDate> {
        let value = self.required(key, value)?;
        let date = value.date.and_then(|date| {
            NaiveDate::from_ymd_opt(i32::from(date.year), u32::from(date.month), u32::from(date.day))
        });
        if date.is_none() {
            self.note(
                key,
                Cause::UnknownWord(format!("{value} is not a day, write it as 2026-11-22")),
            );
        }
        date
    }

    /// A text in every language that it has to be in. `limit` is in characters; `prose` may hold no numbers or links.
    pub(super) fn text(
        &mut self,
        key: &str,
        raw: RawText,
        every: bool,
        limit: usize,
        prose: bool,
    ) -> Localized {
        let mut take = |lang: Lang, value: Option<String>, needed: bool| -> Option<String> {
            let key = format!("{key}.{lang}");
            let Some(text) = value.filter(|text| !text.trim().is_empty()) else {
                if needed {
                    self.note(key, Cause::MissingLanguage(lang.tag()));
                }
                return None;
            };
            let length = text.chars().count();
            if length > limit {
                self.note(&key, Cause::TooLong { length, limit });
            }
            for cause in text_rules::characters(&text) {
                self.note(&key, cause);
            }
            for cause in if prose {
                text_rules::prose(&text)
            } else {
                text_rules::numbers(&text)
            } {
                self.note(&key, cause);
            }
            Some(text)
        };
        Localized {
            nb: take(Lang::Nb, raw.nb, true).unwrap_or_default(),
            en: take(Lang::En, raw.en, true).unwrap_or_default(),
            uk: take(Lang::Uk, raw.uk, every),
            se: take(Lang::Se, raw.se, every),
        }
    }

    /// Notes an id that does not exist.
    pub(super) fn known<'k>(
        &mut self,
        key: &str,
        what: &'static str,
        id: &str,
        known: impl Iterator<Item = &'k String> + Clone,
    ) -> bool {
        if id.is_empty() {
            self.note(key, Cause::Missing);
            return false;
        }
        let found = known.clone().any(|known| known == id);
        if !found {
            let hint = crate::problem::hint(id, known.map(String::as_str));
            self.note(
                key,
                Cause::UnknownId {
                    what,
                    id: id.to_owned(),
                    hint,
                },
            );
        }
        found
    }
}
