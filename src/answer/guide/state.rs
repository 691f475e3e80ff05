//! Where somebody is in the guided way. Nothing of it is stored: a button carries it as a short token.

use super::token::fingerprint;
use crate::directory::Directory;
use crate::model::{Audience, Ending, Lang, Leads, Means, PlaceId, Step, StepChoice, Topic};

/// Where somebody is in the guided way, and what they have said on the way.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct State {
    /// The language.
    pub lang: Lang,
    /// Where help is wanted.
    pub place: Where,
    /// Whether the person can talk.
    pub means: Reach,
    /// The number of each choice from the start.
    pub(super) path: Vec<u8>,
}

/// Where help is wanted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Where {
    /// Not asked yet.
    NotAsked,
    /// Nowhere in particular.
    Anywhere,
    /// In a place.
    At(PlaceId),
}

/// Whether somebody can talk.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reach {
    /// Not asked yet.
    NotAsked,
    /// They can.
    Talk,
    /// They can only write.
    Write,
}

impl Where {
    /// The place, where there is one.
    #[must_use]
    pub fn place(&self) -> Option<&PlaceId> {
        match self {
            Self::At(place) => Some(place),
            Self::NotAsked | Self::Anywhere => None,
        }
    }
}

impl From<Option<PlaceId>> for Where {
    fn from(place: Option<PlaceId>) -> Self {
        place.map_or(Self::NotAsked, Self::At)
    }
}

impl Reach {
    pub(super) const ALL: [Self; 3] = [Self::NotAsked, Self::Talk, Self::Write];

    /// The means by which somebody can be reached.
    pub(in crate::answer) const fn means(self) -> &'static [Means] {
        match self {
            Self::NotAsked | Self::Talk => &[Means::Voice, Means::Sms, Means::Chat],
            Self::Write => &Means::WRITTEN,
        }
    }
}

/// What a state is: a question, or an answer at the end of the way.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Stop<'a> {
    /// A question with choices.
    Step(&'a Step),
    /// The services of a situation.
    Topic(&'a Topic),
    /// Another answer.
    Ending(Ending),
}

/// A state with what it means in the guided way of a directory.
#[derive(Debug, Clone, PartialEq)]
pub struct Position<'a> {
    /// What stands there.
    pub stop: Stop<'a>,
    /// The choices taken, first to last.
    pub taken: Vec<&'a StepChoice>,
    /// Who asks, where the way has said so.
    pub audience: Option<Audience>,
    /// Whether the way went through the step for people under 18.
    pub young: bool,
}

impl Position<'_> {
    /// Who asks: what the way has said, else whoever is usually in the situation.
    #[must_use]
    pub fn asker(&self) -> Audience {
        self.audience.unwrap_or(match self.stop {
            Stop::Topic(topic) => topic.audience,
            Stop::Step(_) | Stop::Ending(_) => Audience::Adult,
        })
    }
}

impl State {
    /// The start, in a language and perhaps for a place.
    #[must_use]
    pub fn start(lang: Lang, place: Option<PlaceId>) -> Self {
        Self {
            lang,
            place: place.into(),
            means: Reach::NotAsked,
            path: Vec::new(),
        }
    }

    /// Whether it is the first step, and nothing has been said yet but perhaps the place.
    #[must_use]
    pub fn is_start(&self) -> bool {
        self.path.is_empty() && self.means == Reach::NotAsked
    }

    /// The same in a language.
    #[must_use]
    pub fn with_lang(self, lang: Lang) -> Self {
        Self { lang, ..self }
    }

    /// The same for a place.
    #[must_use]
    pub fn with_place(self, place: Where) -> Self {
        Self { place, ..self }
    }

    /// The same for somebody who can talk, or not.
    #[must_use]
    pub fn with_means(self, means: Reach) -> Self {
        Self { means, ..self }
    }

    /// The same circumstances at another point of the way.
    pub(super) fn at(&self, path: Vec<u8>) -> Self {
        Self { path, ..self.clone() }
    }

    /// The state that a choice of this one leads to.
    pub(super) fn choose(&self, number: usize) -> Option<Self> {
        let number = u8::try_from(number).ok()?;
        Some(self.at(self.path.iter().copied().chain([number]).collect()))
    }

    /// What this state is; nothing if the guided way has no such path.
    #[must_use]
    pub fn position<'a>(&self, directory: &'a Directory) -> Option<Position<'a>> {
        let triage = directory.triage();
        let taken = triage.follow(&self.path)?;
        let mut audience = None;
        let mut young = false;
        let mut stop = Stop::Step(triage.steps.get(&triage.start)?);
        for choice in &taken {
            audience = choice.audience.or(audience);
            stop = match &choice.leads {
                Leads::Step(name) => {
                    let next = triage.steps.get(name)?;
                    audience = next.audience.or(audience);
                    young |= *name == triage.under_18;
                    Stop::Step(next)
                }
                Leads::Topic(id) => Stop::Topic(directory.topic(id)?),
                Leads::Answer(ending) => Stop::Ending(*ending),
            };
        }
        Some(Position {
            stop,
            taken,
            audience,
            young,
        })
    }

    /// The question before this one; what was said of the place and the means stays. Nothing at the start.
    pub(super) fn back(&self) -> Option<Self> {
        let (_, before) = self.path.split_last()?;
        Some(self.at(before.to_vec()))
    }
}

/// What is looked for in a guided way once, when it is read.
#[derive(Debug, Clone)]
pub(in crate::answer) struct Landmarks {
    /// A number that changes when the guided way or the places do, so that the tokens of before are not read as something else.
    pub(super) print: u32,
    /// Every path, where it leads, and whether it is in the part for people under 18; shorter paths first.
    paths: Vec<(Vec<u8>, Leads, bool)>,
    under_18: Leads,
}

impl Landmarks {
    pub(in crate::answer) fn of(directory: &Directory) -> Self {
        let triage = directory.triage();
        let under_18 = Leads::Step(triage.under_18.clone());
        let paths = triage.paths().into_iter().filter_map(|path| {
            let taken = triage.follow(&path)?;
            let leads = taken.last()?.leads.clone();
            let young = taken.iter().any(|choice| choice.leads == under_18);
            Some((path, leads, young))
        });
        Self {
            print: fingerprint(directory),
            paths: paths.collect(),
            under_18,
        }
    }

    /// The first path that leads somewhere, in the part for people under 18 or outside it.
    pub(super) fn path_to(&self, wanted: &Leads, young: bool) -> Option<Vec<u8>> {
        let mut paths = self.paths.iter();
        let found = paths.find(|(_, leads, for_young)| leads == wanted && *for_young == young);
        found.map(|(path, ..)| path.clone())
    }

    /// The path to the part for people under 18.
    pub(super) fn young(&self) -> Option<Vec<u8>> {
        self.path_to(&self.under_18, true)
    }

    /// From a point to the same for somebody under 18, or for a grown-up who said they were: the same answer where their part of the way has
    /// it, else the beginning of that part.
    pub(super) fn other_age(&self, position: &Position<'_>) -> Option<Vec<u8>> {
        let last = position.taken.last();
        let alike = last.and_then(|choice| self.path_to(&choice.leads, !position.young));
        let beginning = || {
            if position.young {
                Some(Vec::new())
            } else {
                self.young()
            }
        };
        alike.or_else(beginning)
    }
}
