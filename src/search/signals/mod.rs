//! Signs in a question that change the answer: danger now, thoughts of suicide, who is asking.
//!
//! They come from tables, never from a score: what decides whether somebody is told to call 112 can be read line by line.

mod pattern;

use std::collections::BTreeSet;

use super::normal::Word;
use super::vocabulary::Vocabulary;
use pattern::Match;
pub(super) use pattern::{Pattern, Patterns, Shorthands};

/// A sign in a question.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Signal {
    /// Somebody may be hurt or killed now.
    Danger,
    /// Somebody may die of an injury or of something taken.
    Medical,
    /// It burns.
    Fire,
    /// Thoughts of suicide.
    Suicide,
    /// A sexual assault that may be recent.
    Rape,
    /// The person who asks hurts others.
    Perpetrator,
    /// The person who asks is hurt by somebody.
    Hurt,
    /// The person who asks has hit back, or is called violent by whoever hits them.
    Defends,
    /// A child or teenager asks.
    Child,
    /// Somebody asks who is no child or teenager.
    Adult,
    /// Somebody asks who says that they are 18 or older.
    OfAge,
    /// Somebody asks who says that they are younger than 18.
    UnderAge,
    /// The son or daughter it is about is 18 or older.
    GrownChild,
    /// Somebody looks for a person who has left them, or may not come near one.
    Seeks,
    /// A man or boy asks.
    Man,
    /// It is about an old person.
    Elder,
    /// A professional asks.
    Professional,
    /// It was in the past.
    Past,
    /// It is now.
    Now,
    /// What follows is denied.
    Not,
}

impl Signal {
    /// Every sign, in the order of the files.
    pub(super) const ALL: [Self; 20] = [
        Self::Danger,
        Self::Medical,
        Self::Fire,
        Self::Suicide,
        Self::Rape,
        Self::Perpetrator,
        Self::Hurt,
        Self::Defends,
        Self::Child,
        Self::Adult,
        Self::OfAge,
        Self::UnderAge,
        Self::GrownChild,
        Self::Seeks,
        Self::Man,
        Self::Elder,
        Self::Professional,
        Self::Past,
        Self::Now,
        Self::Not,
    ];

    /// The key in the files.
    pub(super) const fn key(self) -> &'static str {
        match self {
            Self::Danger => "danger",
            Self::Medical => "medical",
            Self::Fire => "fire",
            Self::Suicide => "suicide",
            Self::Rape => "rape",
            Self::Perpetrator => "perpetrator",
            Self::Hurt => "hurt",
            Self::Defends => "defends",
            Self::Child => "child",
            Self::Adult => "adult",
            Self::OfAge => "of_age",
            Self::UnderAge => "under_age",
            Self::GrownChild => "grown_child",
            Self::Seeks => "seeks",
            Self::Man => "man",
            Self::Elder => "elder",
            Self::Professional => "professional",
            Self::Past => "past",
            Self::Now => "now",
            Self::Not => "not",
        }
    }

    pub(super) fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|signal| signal.key() == key)
    }

    /// Whether a sign of the past takes it away.
    const fn fades(self) -> bool {
        matches!(self, Self::Danger | Self::Medical | Self::Fire | Self::Rape)
    }
}

/// How far before a sign a denial counts, in words.
const DENIAL_REACH: usize = 2;

/// The signs in a question.
#[derive(Debug, Default)]
pub(super) struct Signs {
    /// Those that count.
    pub(super) seen: BTreeSet<Signal>,
    /// Those that are only denied: "he has no knife".
    pub(super) denied: BTreeSet<Signal>,
}

impl Signs {
    /// Adds those of another reading of the same question.
    pub(super) fn join(&mut self, other: Self) {
        self.seen.extend(other.seen);
        self.denied.extend(other.denied);
        self.denied.retain(|signal| !self.seen.contains(signal));
    }
}

/// The signs in a question, read with the tables of the languages it may be in, a clause at a time.
///
/// "He strangled me last year, we live apart now" is two clauses: what was in the past stays there.
#[allow(
    clippy::needless_pass_by_value,
    reason = "an iterator is passed to be used up"
)]
pub(super) fn read<'a, 'w>(
    clauses: impl Iterator<Item = &'w [Word]>,
    vocabularies: impl Iterator<Item = &'a Vocabulary> + Clone,
) -> Signs {
    let mut signs = Signs::default();
    for clause in clauses {
        let mut found = clause_signs(clause, vocabularies.clone());
        if is_past(&found.seen) {
            found.seen.retain(|signal| !signal.fades());
            // "He had a knife, but that was years ago" takes back what was said before it; "we parted a year ago, now he
            // is at the door" takes back nothing that comes after.
            if !signs.seen.contains(&Signal::Now) {
                signs.seen.retain(|signal: &Signal| !signal.fades());
            }
        }
        signs.seen.extend(found.seen);
        signs.denied.extend(found.denied);
    }
    signs.denied.retain(|signal| !signs.seen.contains(signal));
    signs
}

/// The patterns that match in a question, as the files have them, whether or not they count in the end.
pub(super) fn matches<'a>(
    clauses: &[&[Word]],
    vocabularies: impl Iterator<Item = &'a Vocabulary>,
) -> Vec<String> {
    let mut matches = Vec::new();
    for vocabulary in vocabularies {
        let patterns = &vocabulary.signals;
        let mut found: Vec<(Signal, usize, Match)> = Vec::new();
        for (number, clause) in clauses.iter().enumerate() {
            let folded: Vec<&str> = clause.iter().map(|word| word.folded.as_str()).collect();
            let here = patterns.found(&folded);
            found.extend(here.map(|found| (found.signal, number, found)));
        }
        found.sort_unstable();
        let patterns = found.iter().filter_map(|(_, _, found)| patterns.of(found));
        matches
            .extend(patterns.map(|(signal, pattern)| format!("{} {:?}", signal.key(), pattern.to_string())));
    }
    matches
}

fn is_past(signals: &BTreeSet<Signal>) -> bool {
    signals.contains(&Signal::Past) && !signals.contains(&Signal::Now)
}

fn clause_signs<'a>(clause: &[Word], vocabularies: impl Iterator<Item = &'a Vocabulary>) -> Signs {
    let folded: Vec<&str> = clause.iter().map(|word| word.folded.as_str()).collect();
    let mut signs = Signs::default();
    for vocabulary in vocabularies {
        let patterns = &vocabulary.signals;
        let found: Vec<Match> = patterns.found(&folded).collect();
        let of = |signal| found.iter().filter(move |found| found.signal == signal);
        let follows_denial = |found: &Match| {
            of(Signal::Not).any(|denial| {
                denial.start < found.start && found.start < denial.end + DENIAL_REACH
                    || patterns.denies_inside(found, denial, &folded)
            })
        };
        // "Never threatened to kill me" denies that he kills, too.
        let denied = |found: &Match| {
            let mut around = of(found.signal).filter(|other| other.holds(found.start));
            around.any(follows_denial)
        };
        // "He is dead now" is over: the "now" in it is none.
        let over = |place: usize| of(Signal::Past).any(|past| past.holds(place));
        for match_ in &found {
            let signs = match match_.signal {
                Signal::Now if over(match_.start) => continue,
                Signal::Past | Signal::Not | Signal::Now => &mut signs.seen,
                Signal::Danger
                | Signal::Medical
                | Signal::Fire
                | Signal::Suicide
                | Signal::Rape
                | Signal::Perpetrator
                | Signal::Hurt
                | Signal::Defends
                | Signal::Child
                | Signal::Adult
                | Signal::OfAge
                | Signal::UnderAge
                | Signal::GrownChild
                | Signal::Seeks
                | Signal::Man
                | Signal::Elder
                | Signal::Professional => {
                    if denied(match_) {
                        &mut signs.denied
                    } else {
                        &mut signs.seen
                    }
                }
            };
            signs.insert(match_.signal);
        }
    }
    signs
}
