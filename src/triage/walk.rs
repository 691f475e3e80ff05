//! The walk: taps whatever a person could tap, and looks at what is drawn there.

use std::collections::{BTreeMap, BTreeSet};

use super::rules::{Point, RULES};
use super::seen::Seen;
use super::{TAPS, Wrong, circumstances, moments, trail};
use crate::answer::{Desk, LONGEST, Position, Reach, State, Stop};
use crate::model::{Ending, Lang, ServiceId};

/// A walk through the guided way, in Norwegian: what is shown does not depend on the language.
pub(super) struct Walk<'a> {
    desk: &'a Desk,
    /// Every state reached, by its token, with what can be chosen there and whether somebody can be reached.
    pub(super) states: BTreeMap<String, Visited>,
    shown: BTreeSet<ServiceId>,
    pub(super) wrong: Wrong,
    /// The most taps before somebody could be reached.
    pub(super) most_taps: usize,
}

/// A state that was reached.
pub(super) struct Visited {
    pub(super) state: State,
    chosen: Vec<String>,
    reaches_somebody: bool,
}

impl<'a> Walk<'a> {
    pub(super) fn new(desk: &'a Desk) -> Self {
        Self {
            desk,
            states: BTreeMap::new(),
            shown: BTreeSet::new(),
            wrong: Wrong::default(),
            most_taps: 0,
        }
    }

    /// Taps everything that can be tapped, from the first screen on.
    pub(super) fn visit_all(&mut self) {
        let mut open = vec![State::start(Lang::Nb, None)];
        while let Some(state) = open.pop() {
            let token = self.desk.token(&state);
            if self.states.contains_key(&token) {
                continue;
            }
            let Some(position) = state.position(self.desk.directory()) else {
                self.wrong
                    .note("", &circumstances(&state), "leads nowhere".to_owned());
                continue;
            };
            let visited = self.visit(&token, &state, &position, &mut open);
            self.states.insert(token, visited);
        }
    }

    fn visit(
        &mut self,
        token: &str,
        state: &State,
        position: &Position<'_>,
        open: &mut Vec<State>,
    ) -> Visited {
        let trail = trail(position);
        let directory = self.desk.directory();
        let written = state.means == Reach::Write;
        let mut visited = Visited {
            state: state.clone(),
            chosen: Vec::new(),
            reaches_somebody: true,
        };
        for (number, at) in moments().into_iter().enumerate() {
            let seen = Seen::of(&self.desk.guide(state, at));
            let point = Point {
                directory,
                state,
                position,
                seen: &seen,
                night: number == 1,
            };
            for rule in RULES {
                if let Some(what) = rule(&point) {
                    self.wrong.note(&trail, &circumstances(state), what);
                }
            }
            visited.reaches_somebody &= seen.reaches_somebody(directory, written);
            self.shown.extend(seen.services().cloned());
            if number == 0 {
                visited.chosen = seen.chosen().map(|choice| choice.to.clone()).collect();
                self.taps(token, state, position, &seen, open);
            }
        }
        visited
    }

    /// Every button leads somewhere, and what has to be one tap away is.
    fn taps(
        &mut self,
        token: &str,
        state: &State,
        position: &Position<'_>,
        seen: &Seen,
        open: &mut Vec<State>,
    ) {
        let trail = trail(position);
        let mut note = |what: &str| self.wrong.note(&trail, &circumstances(state), what.to_owned());
        let fits = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '_';
        if token.len() > LONGEST || !token.chars().all(fits) || self.desk.state(token).as_ref() != Some(state)
        {
            note("its token does not lead back to it");
        }
        let mut written = state.means == Reach::Write;
        let mut young = position.young;
        for tap in seen.taps() {
            match self.desk.state(&tap.to) {
                Some(next) => {
                    written |= next.means == Reach::Write;
                    let there = next.position(self.desk.directory());
                    young |= there.is_some_and(|there| there.young);
                    open.push(next);
                }
                None => note("has a button that leads nowhere"),
            }
        }
        if !written {
            note("help in writing is not one tap away");
        }
        if !young {
            note("help for those under 18 is not one tap away");
        }
        let (back, start) = (&seen.shortcuts.back, &seen.shortcuts.start);
        let depth = position.taken.len();
        if (depth > 0 && back.is_none()) || (depth > 1 && start.is_none()) {
            note("has no way back");
        }
    }

    /// Before all else somebody can say that they are in danger.
    pub(super) fn begins_with_danger(&mut self) {
        let start = State::start(Lang::Nb, None);
        let token = self.desk.token(&start);
        let first = self.states.get(&token).and_then(|visited| visited.chosen.first());
        let state = first.and_then(|token| Some(&self.states.get(token)?.state));
        let position = state.and_then(|state| state.position(self.desk.directory()));
        if position.is_none_or(|position| position.stop != Stop::Ending(Ending::Danger)) {
            let what = "the first choice is not that somebody is in danger now";
            self.wrong.note("start", &circumstances(&start), what.to_owned());
        }
    }

    /// Every service is reached, or stands in the list of those that are not, with a reason.
    pub(super) fn coverage(&mut self) {
        let directory = self.desk.directory();
        let search_only = &directory.triage().search_only;
        for service in directory.services() {
            let id = &service.id;
            let what = match (self.shown.contains(id), search_only.contains_key(id)) {
                (false, false) => "no path leads to this service; list it under [search_only] with a reason",
                (true, true) => "a path leads to this service; take it out of [search_only]",
                (true, false) | (false, true) => continue,
            };
            self.wrong.note(
                &format!("search_only.{id}"),
                "every place and language",
                what.to_owned(),
            );
        }
    }

    /// Follows every way from the first screen by its choices alone, and counts the taps until somebody can be reached.
    pub(super) fn paths(&mut self) -> usize {
        let start = self.desk.token(&State::start(Lang::Nb, None));
        let mut open = vec![(start, 0, None)];
        let mut paths = 0;
        while let Some((token, taps, reached)) = open.pop() {
            let Some(visited) = self.states.get(&token) else {
                continue;
            };
            let reached = reached.or(visited.reaches_somebody.then_some(taps));
            if reached.is_none() && taps >= TAPS {
                let position = visited.state.position(self.desk.directory());
                let trail = position.as_ref().map(trail).unwrap_or_default();
                let what = format!("nobody can be reached after {TAPS} taps");
                self.wrong.note(&trail, &circumstances(&visited.state), what);
                continue;
            }
            self.most_taps = self.most_taps.max(reached.unwrap_or_default());
            if visited.chosen.is_empty() {
                paths += 1;
            }
            open.extend(
                visited
                    .chosen
                    .iter()
                    .map(|next| (next.clone(), taps + 1, reached)),
            );
        }
        paths
    }
}
