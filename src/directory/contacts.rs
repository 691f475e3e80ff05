//! The ways to reach a service, each with where it is printed; and the check that its sources agree.

use std::collections::BTreeMap;

use super::Decisions;
use super::lists::newest;
use super::raw::{RawAddress, RawChat, RawEmail, RawLink, RawPhone, RawSource};
use super::reader::{NAME_LIMIT, Reader};
use super::text_rules::phone_like;
use crate::model::{
    Address, Chat, Citation, Confidence, Document, Fact, Hours, Kind, Link, Phone, PhoneNumber,
};
use crate::problem::Cause;

/// What the contacts of one service are read with.
pub(super) struct ContactReader<'a> {
    pub(super) id: &'a str,
    pub(super) every: bool,
    pub(super) documents: &'a BTreeMap<String, Document>,
    pub(super) decisions: &'a Decisions,
}

/// Whether what a source prints holds a value.
type Prints = fn(printed: &str, value: &str) -> bool;

impl ContactReader<'_> {
    pub(super) fn phones(&self, reader: &mut Reader<'_>, raw: Vec<RawPhone>) -> Vec<Fact<Phone>> {
        let each = raw.into_iter().enumerate().filter_map(|(i, raw)| {
            let key = |name: &str| format!("phone[{i}].{name}");
            let number = match PhoneNumber::parse(&raw.number) {
                Err(_) if raw.number.is_empty() => {
                    reader.note(key("number"), Cause::Missing);
                    None
                }
                Ok(number) => Some(number),
                Err(error) => {
                    reader.note(key("number"), Cause::Phone(raw.number.clone(), error));
                    None
                }
            };
            let label = reader.text(&key("label"), raw.label, self.every, NAME_LIMIT, true);
            let means: Vec<Means> = reader.words(&key("means"), &raw.means);
            if raw.means.is_empty() {
                reader.note(key("means"), Cause::Missing);
            }
            if raw.no_sms && means.contains(&Means::Sms) {
                reader.note(
                    key("no_sms"),
                    Cause::Other("goes against means = [\"sms\"]".to_owned()),
                );
            }
            let hours = reader.hours(&key("hours"), raw.hours.as_deref());
            // A number that is written wrongly has its own line; its sources have nothing to agree with.
            if let Some(number) = &number {
                self.agree(
                    reader,
                    &key("sources"),
                    "phone",
                    number.digits(),
                    &raw.sources,
                    prints_number,
                );
            }
            self.agree_on_hours(reader, &key("sources"), raw.hours.as_deref(), &raw.sources);
            let phone = Phone {
                number: number?,
                label,
                voice: means.contains(&Means::Voice),
                sms: means.contains(&Means::Sms),
                no_sms: raw.no_sms,
                hours,
                note: raw.note.filter(|note| !note.trim().is_empty()),
            };
            self.fact(reader, &format!("phone[{i}]"), phone, raw.confidence, raw.sources)
        });
        each.collect()
    }

    pub(super) fn chats(&self, reader: &mut Reader<'_>, raw: Vec<RawChat>) -> Vec<Fact<Chat>> {
        let each = raw.into_iter().enumerate().filter_map(|(i, raw)| {
            let key = |name: &str| format!("chat[{i}].{name}");
            let hours = reader.hours(&key("hours"), raw.hours.as_deref());
            self.agree_on_hours(reader, &key("sources"), raw.hours.as_deref(), &raw.sources);
            let url = web_address(reader, &key("url"), raw.url)?;
            self.fact(
                reader,
                &format!("chat[{i}]"),
                Chat { url, hours },
                raw.confidence,
                raw.sources,
            )
        });
        each.collect()
    }

    pub(super) fn emails(&self, reader: &mut Reader<'_>, raw: Vec<RawEmail>) -> Vec<Fact<String>> {
        let each = raw.into_iter().enumerate().filter_map(|(i, raw)| {
            let key = format!("email[{i}]");
            if !is_email(&raw.address) {
                reader.note(format!("{key}.address"), Cause::Email(raw.address.clone()));
            }
            self.agree(
                reader,
                &format!("{key}.sources"),
                "email",
                &raw.address,
                &raw.sources,
                prints_text,
            );
            self.fact(reader, &key, raw.address, raw.confidence, raw.sources)
        });
        each.collect()
    }

    pub(super) fn links(&self, reader: &mut Reader<'_>, raw: Vec<RawLink>) -> Vec<Fact<Link>> {
        let each = raw.into_iter().enumerate().filter_map(|(i, raw)| {
            let key = format!("link[{i}]");
            let url = web_address(reader, &format!("{key}.url"), raw.url)?;
            self.agree(
                reader,
                &format!("{key}.sources"),
                "link",
                host(&url),
                &raw.sources,
                prints_text,
            );
            let language = raw.language.unwrap_or_else(|| "nb".to_owned());
            self.fact(reader, &key, Link { url, language }, raw.confidence, raw.sources)
        });
        each.collect()
    }

    pub(super) fn address(
        &self,
        reader: &mut Reader<'_>,
        raw: Option<RawAddress>,
        kind: Option<Kind>,
    ) -> Option<Address> {
        let Some(raw) = raw else {
            if kind == Some(Kind::CrisisCentre) {
                reader.note("address", Cause::AddressShown);
            }
            return None;
        };
        let visibility = reader.required("address.visibility", raw.visibility)?;
        match reader.word("address.visibility", &visibility)? {
            Visibility::Withheld => {
                if raw.text.is_some() || raw.confidence.is_some() || !raw.sources.is_empty() {
                    let only = "a withheld address has no other key than `visibility`";
                    reader.note("address", Cause::Other(only.to_owned()));
                }
                Some(Address::Withheld)
            }
            Visibility::Public => {
                if kind == Some(Kind::CrisisCentre) {
                    reader.note("address", Cause::AddressShown);
                    return Some(Address::Withheld);
                }
                let text = reader.line("address.text", raw.text)?;
                self.fact(reader, "address", text, raw.confidence, raw.sources)
                    .map(Address::Public)
            }
        }
    }

    /// A value with its confidence and its sources, both of which have to be there.
    fn fact<T>(
        &self,
        reader: &mut Reader<'_>,
        key: &str,
        value: T,
        confidence: Option<String>,
        sources: Vec<RawSource>,
    ) -> Option<Fact<T>> {
        let confidence: Option<Confidence> = reader
            .required(&format!("{key}.confidence"), confidence)
            .and_then(|word| reader.word(&format!("{key}.confidence"), &word));
        let sources_key = format!("{key}.sources");
        if sources.is_empty() {
            reader.note(&sources_key, Cause::Missing);
        }
        for source in &sources {
            reader.known(&sources_key, "document", &source.document, self.documents.keys());
            if source.place.is_empty() || source.printed.is_empty() {
                reader.note(
                    &sources_key,
                    Cause::Other("needs `where` and `printed`".to_owned()),
                );
            }
        }
        let as_of = newest(
            self.documents,
            sources.iter().map(|source| source.document.as_str()),
        )?;
        let citations = sources
            .into_iter()
            .map(|raw| Citation {
                document: raw.document,
                place: raw.place,
                printed: raw.printed,
            })
            .collect();
        Some(Fact {
            value,
            confidence: confidence?,
            as_of,
            citations,
        })
    }

    /// Notes every source that prints another value than the one shown, unless a decision settles it.
    fn agree(
        &self,
        reader: &mut Reader<'_>,
        key: &str,
        field: &str,
        shown: &str,
        sources: &[RawSource],
        prints: Prints,
    ) {
        for source in sources
            .iter()
            .filter(|source| !shown.is_empty() && !source.printed.is_empty())
        {
            let for_hours_only = source.hours.is_some() && phone_like(&source.printed).is_empty();
            if !prints(&source.printed, shown) && !for_hours_only && !self.settled(field, source) {
                reader.note(key, contradiction(source, &source.printed));
            }
        }
    }

    /// Notes every source that prints other hours than the ones shown, unless a decision settles it. `PH off` is ours to add.
    fn agree_on_hours(&self, reader: &mut Reader<'_>, key: &str, shown: Option<&str>, sources: &[RawSource]) {
        let plain = |hours: &str| {
            squeeze(hours)
                .trim_end_matches("phoff")
                .trim_end_matches(';')
                .to_owned()
        };
        for source in sources {
            let Some(printed) = &source.hours else { continue };
            let agrees = shown.is_some_and(|shown| plain(shown) == plain(printed));
            if Hours::parse(printed).is_err() {
                reader.note(key, Cause::Hours(printed.clone()));
            } else if !agrees && !self.settled("hours", source) {
                reader.note(key, contradiction(source, printed));
            }
        }
    }

    fn settled(&self, field: &str, source: &RawSource) -> bool {
        self.decisions.settled.iter().any(|decision| {
            decision.service.as_deref() == Some(self.id)
                && decision.field == field
                && decision
                    .rejected
                    .iter()
                    .any(|(document, printed)| *document == source.document && *printed == source.printed)
        })
    }
}

#[derive(serde::Deserialize, PartialEq)]
#[serde(rename_all = "kebab-case")]
enum Means {
    Voice,
    Sms,
}

#[derive(serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
enum Visibility {
    Public,
    Withheld,
}

fn contradiction(source: &RawSource, printed: &str) -> Cause {
    Cause::Contradiction {
        document: source.document.clone(),
        printed: printed.to_owned(),
    }
}

fn web_address(reader: &mut Reader<'_>, key: &str, url: String) -> Option<String> {
    if is_web_address(&url) {
        return Some(url);
    }
    reader.note(key, Cause::Url(url));
    None
}

/// Whether this is a web address we link to: https, a host with a dot, nothing that could end an attribute.
pub(super) fn is_web_address(url: &str) -> bool {
    let host = url
        .strip_prefix("https://")
        .and_then(|rest| rest.split(['/', '?', '#']).next());
    host.is_some_and(is_host)
        && url.is_ascii()
        && !url.contains(|c: char| c.is_whitespace() || c.is_control() || matches!(c, '"' | '<' | '>' | '\\'))
}

fn is_email(address: &str) -> bool {
    let user_like = |b: u8| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'-' | b'_' | b'+');
    let parts = address.split_once('@');
    parts.is_some_and(|(user, host)| !user.is_empty() && user.bytes().all(user_like) && is_host(host))
}

/// Whether this is the name of a machine on the network: two labels or more, none of them empty.
fn is_host(host: &str) -> bool {
    let label =
        |label: &str| !label.is_empty() && label.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-');
    host.contains('.') && host.split('.').all(label)
}

/// The machine of a web address, without `www`.
fn host(url: &str) -> &str {
    let rest = url.strip_prefix("https://").unwrap_or(url);
    let host = rest.split(['/', '?', '#']).next().unwrap_or(rest);
    host.strip_prefix("www.").unwrap_or(host)
}

/// Whether one of the printed numbers is the one shown. Only a marked 47 is a country code: a number may begin with 47.
fn prints_number(printed: &str, shown: &str) -> bool {
    let printed = printed
        .replace("(+47)", " ; ")
        .replace("+47", " ; ")
        .replace('/', " ; ");
    phone_like(&printed)
        .iter()
        .any(|run| run.chars().filter(char::is_ascii_digit).eq(shown.chars()))
}

/// Whether the printed text holds the one shown, whatever the spaces and capitals.
fn prints_text(printed: &str, shown: &str) -> bool {
    squeeze(printed).contains(&squeeze(shown))
}

fn squeeze(printed: &str) -> String {
    printed
        .chars()
        .filter(|c| !c.is_whitespace())
        .collect::<String>()
        .to_lowercase()
}
