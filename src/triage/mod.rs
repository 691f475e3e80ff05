//! The guided way proved: every path, in every place, for whoever can talk or only write, in every language, on every channel.
//!
//! The walk taps what a person could tap, from the first screen on, and looks at what is drawn there; it knows nothing of the graph that the
//! answer does not show.

mod graph;
mod languages;
mod rules;
mod seen;
mod walk;

use std::collections::BTreeMap;
use std::fmt;

use chrono::TimeZone as _;
use chrono_tz::Europe::Oslo;

use crate::answer::{Desk, Position, Reach, State};
use crate::model::{Lang, Moment, PlaceId};
use crate::problem::{Cause, Problem};

pub use graph::mermaid;
use languages::languages;
use walk::Walk;

/// How many taps after the start somebody has to be reached.
const TAPS: usize = 3;

/// What the walk found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Report {
    /// Different points, with place and means, in one language.
    pub states: usize,
    /// Different ways from the first screen to an answer, with the place and the means chosen at its end.
    pub paths: usize,
    /// The most taps before somebody can be reached, over all paths.
    pub taps: usize,
    /// The longest token, in bytes.
    pub longest: usize,
    /// What could send somebody the wrong way.
    pub violations: Vec<Problem>,
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            states,
            paths,
            taps,
            longest,
            violations,
        } = self;
        write!(
            f,
            "{states} states, {paths} paths in each of {} languages, somebody to reach after {taps} taps at most, \
             tokens of {longest} bytes at most, {} violations",
            Lang::ALL.len(),
            violations.len()
        )
    }
}

/// Walks every path and names whatever could send somebody the wrong way.
#[must_use]
pub fn verify(desk: &Desk) -> Report {
    verify_in(desk, &Lang::ALL)
}

/// The same, with the texts of some languages alone.
#[must_use]
pub fn verify_in(desk: &Desk, langs: &[Lang]) -> Report {
    let mut walk = Walk::new(desk);
    walk.visit_all();
    walk.begins_with_danger();
    walk.coverage();
    let paths = walk.paths();
    let states: Vec<State> = walk
        .states
        .values()
        .map(|visited| visited.state.clone())
        .collect();
    for wrong in languages(desk, &states, langs) {
        walk.wrong.add(wrong);
    }
    Report {
        states: walk.states.len(),
        paths,
        taps: walk.most_taps,
        longest: walk.states.keys().map(String::len).max().unwrap_or_default(),
        violations: walk.wrong.problems(),
    }
}

/// A Tuesday in office hours, and the middle of the night to a Sunday; and a clock that cannot be trusted.
fn moments() -> [Option<Moment>; 3] {
    let day = Oslo.with_ymd_and_hms(2026, 11, 24, 11, 0, 0).single();
    let night = Oslo.with_ymd_and_hms(2026, 11, 29, 3, 0, 0).single();
    [day, night, None]
}

/// What is wrong, each thing once with where it was seen first and how often.
#[derive(Debug, Default)]
struct Wrong(BTreeMap<(String, String), (String, usize)>);

impl Wrong {
    fn note(&mut self, trail: &str, circumstances: &str, what: String) {
        let entry = self.0.entry((trail.to_owned(), what));
        entry.or_insert_with(|| (circumstances.to_owned(), 0)).1 += 1;
    }

    fn add(&mut self, other: Self) {
        for (place, (circumstances, times)) in other.0 {
            self.0.entry(place).or_insert((circumstances, 0)).1 += times;
        }
    }

    fn problems(&self) -> Vec<Problem> {
        let problem = |((trail, what), (circumstances, times)): (&(String, String), &(String, usize))| {
            let often = if *times > 1 {
                format!(", {times} times")
            } else {
                String::new()
            };
            let cause = Cause::Other(format!("{what} ({circumstances}{often})"));
            Problem::new("triage.toml", trail, cause)
        };
        self.0.iter().map(problem).collect()
    }
}

/// The choices to a point, as words of the file: `guide-me > guide-violence > partner-violence`.
fn trail(position: &Position<'_>) -> String {
    let words = position.taken.iter().map(|choice| choice.word());
    let words: Vec<&str> = words.collect();
    if words.is_empty() {
        "start".to_owned()
    } else {
        words.join(" > ")
    }
}

fn circumstances(state: &State) -> String {
    let place = state.place.place().map_or("any place", PlaceId::as_str);
    let means = match state.means {
        Reach::NotAsked => "means not asked",
        Reach::Talk => "can talk",
        Reach::Write => "can only write",
    };
    format!("{place}, {means}")
}
