//! Every point in every language, on every channel: all texts are there, and every service with its numbers.

use std::collections::BTreeSet;
use std::panic::resume_unwind;

use super::seen::Seen;
use super::{Wrong, circumstances, moments, trail};
use crate::answer::{Answer, Desk, State};
use crate::channels::json::Response;
use crate::channels::terminal::Terminal;
use crate::model::{Lang, PhoneNumber};

/// What is wrong with the texts of some languages, or with what a channel draws of them.
pub(super) fn languages(desk: &Desk, states: &[State], langs: &[Lang]) -> Vec<Wrong> {
    std::thread::scope(|scope| {
        let each = langs
            .iter()
            .map(|lang| scope.spawn(move || in_language(desk, states, *lang)));
        let each: Vec<_> = each.collect();
        each.into_iter()
            .map(|thread| thread.join().unwrap_or_else(|panic| resume_unwind(panic)))
            .collect()
    })
}

fn in_language(desk: &Desk, states: &[State], lang: Lang) -> Wrong {
    let mut wrong = Wrong::default();
    let [day, ..] = moments();
    for state in states {
        let state = state.clone().with_lang(lang);
        let Some(position) = state.position(desk.directory()) else {
            continue;
        };
        let trail = trail(&position);
        let mut note = |what: String| wrong.note(&trail, &circumstances(&state), what);
        let answer = desk.guide(&state, day);
        let seen = Seen::of(&answer);
        for choices in &seen.choices {
            let mut said = BTreeSet::new();
            let names = choices.list.iter().map(|choice| &choice.name);
            let lines = [&choices.question].into_iter().chain(&choices.line);
            for text in names.chain(lines) {
                if text.text.trim().is_empty() || text.lang != lang {
                    note(format!("has no text in {lang} for {:?}", text.text));
                }
                if !said.insert(&text.text) {
                    note(format!("says the same twice in {lang}: {:?}", text.text));
                }
            }
        }
        for (channel, what) in channels(desk, &answer, &seen) {
            note(format!("{channel} does not show {what}"));
        }
    }
    wrong
}

/// What a channel leaves out of an answer.
fn channels(desk: &Desk, answer: &Answer, seen: &Seen) -> Vec<(&'static str, String)> {
    let drawn = [
        ("the terminal", Terminal::draw(answer)),
        #[cfg(feature = "kiosk")]
        ("the kiosk", plain(&crate::channels::kiosk::draw(desk, answer))),
        #[cfg(feature = "bot")]
        ("the bots", message(answer)),
    ];
    let json = serde_json::to_value(Response::of(answer)).unwrap_or_default();
    let numbers = desk.directory().emergency_numbers();
    let numbers = numbers.map(|numbers| [numbers.police, numbers.ambulance, numbers.fire]);
    let mut missing = Vec::new();
    for (channel, text) in &drawn {
        let mut wanted: Vec<String> = Vec::new();
        wanted.extend(numbers.iter().flatten().map(PhoneNumber::grouped));
        for card in &seen.cards {
            wanted.push(card.name.text.clone());
            wanted.extend(card.phones.iter().map(|phone| phone.number.grouped()));
        }
        for rung in &seen.rungs {
            wanted.push(rung.name.text.clone());
            wanted.extend(rung.number.iter().map(PhoneNumber::grouped));
            wanted.extend(rung.text.clone());
        }
        wanted.retain(|each| !text.contains(each));
        missing.extend(wanted.into_iter().map(|each| (*channel, each)));
    }
    let ids = |key: &str| -> Vec<String> {
        let list = json
            .get(key)
            .and_then(|list| list.as_array())
            .into_iter()
            .flatten();
        let ids = list.filter_map(|each| each.get("id")?.as_str());
        ids.map(str::to_owned).collect()
    };
    let listed: BTreeSet<String> = ids("services").into_iter().chain(ids("now")).collect();
    let unlisted = seen.services().filter(|id| !listed.contains(id.as_str()));
    missing.extend(unlisted.map(|id| ("JSON", id.to_string())));
    missing
}

/// The text of the message that an answer becomes.
#[cfg(feature = "bot")]
fn message(answer: &Answer) -> String {
    crate::channels::bot::Sheet::of(answer, false, "").text
}

/// The text of a page: what says in which language a word is does not part it from its neighbours.
#[cfg(feature = "kiosk")]
fn plain(page: &str) -> String {
    let marks = [
        ("</span>", ""),
        ("&amp;", "&"),
        ("&quot;", "\""),
        ("&lt;", "<"),
        ("&gt;", ">"),
    ];
    let mut whole = String::with_capacity(page.len());
    for (number, piece) in page.split("<span").enumerate() {
        let text = piece.split_once('>').filter(|_| number > 0);
        whole.push_str(text.map_or(piece, |(_, text)| text));
    }
    marks
        .iter()
        .fold(whole, |page, (mark, text)| page.replace(mark, text))
}
