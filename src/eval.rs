//! How good the answers are: questions with the answers a wise social worker would want, and the figures that come out.
//!
//! Those in `tune/` may be looked at and learned from; those in `holdout/` were written by somebody who had seen neither the sayings nor the
//! answers, and stay unread until the figures are taken. Those in `contrast/` are dangers, and what only sounds like them.

mod relevance;

use serde::Deserialize;

use crate::answer::{
    Answer, Card, Choices, Danger, Engine, HeaderView, Outcome, Question, Renderer, RungLine, Shortcuts,
    Urgency, Weights,
};
use crate::folder::Folder;
use crate::model::{Audience, Kind, Lang, Moment, Service, Span};
use crate::problem::{Cause, Problem};
use crate::search::{SearchError, Understanding};

pub use relevance::learn_relevance;

/// The folders of the kinds of questions.
pub const SETS: [&str; 3] = ["tune", "holdout", "contrast"];

/// A question with the answer that is wanted.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Case {
    /// What somebody types.
    pub question: String,
    /// Where they want help, if they have said so before.
    pub place: Option<String>,
    /// Who asks, or who is hurt.
    pub who: Option<Who>,
    /// Every service that would be a good first answer.
    #[serde(default)]
    pub first: Vec<String>,
    /// Services that are good to see below.
    #[serde(default)]
    pub also: Vec<String>,
    /// Services that would send this person the wrong way.
    #[serde(default)]
    pub never: Vec<String>,
    /// How much it hurries.
    #[serde(default)]
    pub urgency: Hurry,
    /// Whether lykt can know anything about it.
    #[serde(default = "yes")]
    pub confident: bool,
}

const fn yes() -> bool {
    true
}

/// Who asks, or who is hurt.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Who {
    /// An adult who is hurt.
    Adult,
    /// A man who is hurt.
    Man,
    /// A child.
    Child,
    /// A teenager or young adult.
    Youth,
    /// Somebody old.
    Elder,
    /// The one who hurts.
    Perpetrator,
    /// Somebody at work.
    Professional,
    /// A friend, a neighbour, a mother.
    Relative,
}

/// How much a question hurries, as written in the files.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Hurry {
    /// See [`Urgency::Immediate`].
    Immediate,
    /// See [`Urgency::Urgent`].
    Urgent,
    /// See [`Urgency::Normal`].
    #[default]
    Normal,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    case: Vec<Case>,
}

/// The questions of a set in a language.
pub fn cases(folder: &Folder, set: &str, lang: Lang) -> Result<Vec<Case>, Vec<Problem>> {
    let path = format!("{set}/{lang}.toml");
    let Some(text) = folder.get(&path) else {
        return Err(folder
            .missing(&path)
            .into_iter()
            .chain(folder.not_text())
            .collect());
    };
    let file: Result<File, _> = toml::from_str(text);
    file.map(|file| file.case).map_err(|error| {
        let cause = Cause::Syntax(error.to_string());
        vec![Problem::new(path, "", cause)]
    })
}

/// Something counted among all of its kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Share {
    /// How many were so.
    pub hits: usize,
    /// Of how many.
    pub of: usize,
}

impl Share {
    fn count(&mut self, hit: bool) {
        self.of += 1;
        self.hits += usize::from(hit);
    }

    /// As a number from 0 to 1. Of nothing, everything was so.
    #[must_use]
    #[allow(clippy::cast_precision_loss, reason = "a few hundred questions")]
    pub fn value(self) -> f64 {
        if self.of == 0 {
            1.0
        } else {
            self.hits as f64 / self.of as f64
        }
    }
}

/// How good the answers to a set of questions are.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Figures {
    /// A good service stands first (success@1).
    pub first: Share,
    /// A good service is among the first three (success@3).
    pub first_three: Share,
    /// The sum of nDCG@5 over the questions counted in `first`, with 2 for a good first service and 1 for one that is good to see.
    pub gain: f64,
    /// The language of questions of three words or more, if they are more than a name or a number.
    pub language: Share,
    /// Danger is recognised.
    pub danger: Share,
    /// There is no danger, and none is seen.
    pub calm: Share,
    /// Thoughts of suicide and recent assaults are recognised.
    pub urgent: Share,
    /// It is not ours, and lykt says so.
    pub foreign: Share,
    /// It is ours, some service is wanted first, and lykt does not say that it knows nothing. Where it does, it shows helplines for anything, which may be good ones by chance.
    pub ours: Share,
    /// Who asks or what is never for them is known, and nothing among the first three sends them the wrong way.
    pub right_way: Share,
}

impl Figures {
    /// The mean of nDCG@5.
    #[must_use]
    #[allow(clippy::cast_precision_loss, reason = "a few hundred questions")]
    pub fn ndcg(&self) -> f64 {
        self.gain / self.first.of.max(1) as f64
    }
}

/// A question that was not answered as wanted, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Miss {
    /// The question.
    pub question: String,
    /// What is wrong with the answer.
    pub why: Vec<String>,
}

/// A case whose question has been understood: that does not depend on the weights.
#[derive(Debug)]
pub struct Understood<'a> {
    case: &'a Case,
    question: Question,
    meaning: Understanding<'a>,
}

/// Understands the question of every case.
pub fn understand<'a>(engine: &'a Engine, cases: &'a [Case]) -> Result<Vec<Understood<'a>>, SearchError> {
    let understand = |case: &'a Case| {
        Ok(Understood {
            case,
            question: case.asked(engine),
            meaning: engine.understand(&case.question)?,
        })
    };
    cases.iter().map(understand).collect()
}

/// Answers every question and compares.
#[must_use]
pub fn evaluate(
    engine: &Engine,
    lang: Lang,
    cases: &[Understood<'_>],
    weights: &Weights,
    at: Moment,
) -> (Figures, Vec<Miss>) {
    let mut figures = Figures::default();
    let mut misses = Vec::new();
    for Understood {
        case,
        question,
        meaning,
    } in cases
    {
        let shown = Shown::of(&engine.answer_understood(question, meaning, weights, at));
        let why = figures.add(engine, lang, case, meaning.tells_language, &shown);
        if !why.is_empty() {
            misses.push(Miss {
                question: case.question.clone(),
                why,
            });
        }
    }
    (figures, misses)
}

impl Figures {
    /// Counts what is shown for one question; what is wrong with it.
    fn add(
        &mut self,
        engine: &Engine,
        lang: Lang,
        case: &Case,
        tells_language: bool,
        shown: &Shown,
    ) -> Vec<String> {
        let mut why = Vec::new();
        if tells_language && case.question.split_whitespace().count() >= 3 {
            self.language.count(shown.lang == Some(lang));
            if shown.lang != Some(lang) {
                why.push(format!("answered in {:?}", shown.lang));
            }
        }
        let immediate = shown.urgency == Some(Urgency::Immediate);
        match case.urgency {
            Hurry::Immediate => self.danger.count(immediate),
            Hurry::Urgent => {
                self.calm.count(!immediate);
                self.urgent.count(shown.urgency == Some(Urgency::Urgent));
            }
            Hurry::Normal => self.calm.count(!immediate),
        }
        if shown.urgency != Some(case.urgency.into()) {
            why.push(format!("{:?} instead of {:?}", shown.urgency, case.urgency));
        }
        if !case.confident {
            self.foreign.count(!shown.confident);
            if shown.confident {
                why.push(format!("is not ours, yet shows {:?}", shown.services.first()));
            }
            return why;
        }
        let top = shown.services.get(..3).unwrap_or(&shown.services);
        // Where neither who asks nor what is never for them is written down, nothing can be wrong.
        if case.who.is_some() || !case.never.is_empty() {
            let wrong: Vec<&String> = top
                .iter()
                .filter(|id| case.never.contains(id) || case.is_wrong(engine, id))
                .collect();
            self.right_way.count(wrong.is_empty());
            if !wrong.is_empty() {
                why.push(format!("shows {wrong:?}"));
            }
        }
        if !case.first.is_empty() {
            self.ours.count(shown.confident);
            if !shown.confident {
                why.push("is ours, yet is not known".to_owned());
            }
            let good = |id: &String| case.first.contains(id);
            let first = top.first().is_some_and(good);
            self.first.count(first);
            self.first_three.count(top.iter().any(good));
            self.gain += case.ndcg(&shown.services);
            if !first {
                why.push(format!("shows {top:?}, wanted {:?}", case.first));
            }
        }
        why
    }
}

impl Case {
    fn asked(&self, engine: &Engine) -> Question {
        let place = self.place.as_deref();
        Question {
            text: self.question.clone(),
            lang: None,
            usual: None,
            place: place.and_then(|name| Some(engine.desk().directory().place_called(name).ok()?.id.clone())),
        }
    }

    /// nDCG@5 of the services shown.
    fn ndcg(&self, shown: &[String]) -> f64 {
        let gain = |id: &String| {
            if self.first.contains(id) {
                2.0
            } else if self.also.contains(id) {
                1.0
            } else {
                0.0
            }
        };
        let sum = |gains: &mut dyn Iterator<Item = f64>| -> f64 {
            let places = (2_u32..).map(|place| f64::from(place).log2());
            gains.take(5).zip(places).map(|(gain, place)| gain / place).sum()
        };
        let also = self.also.iter().filter(|id| !self.first.contains(id));
        let best = sum(&mut self.first.iter().chain(also).map(gain));
        sum(&mut shown.iter().map(gain)) / best
    }

    /// Whether a service is never for this person, whatever the case says.
    fn is_wrong(&self, engine: &Engine, id: &str) -> bool {
        let (Some(service), Some(who)) = (engine.desk().directory().service_called(id), self.who) else {
            return false;
        };
        let hurts = matches!(service.kind, Kind::Perpetrator);
        let asked_for = self.first.iter().chain(&self.also).any(|wanted| wanted == id);
        let wrong = match who {
            Who::Perpetrator => matches!(service.kind, Kind::CrisisCentre | Kind::SexualAssault),
            Who::Elder | Who::Man | Who::Adult => hurts || is_for_children_only(service),
            Who::Child | Who::Youth | Who::Relative => hurts,
            Who::Professional => false,
        };
        wrong && !asked_for
    }
}

fn is_for_children_only(service: &Service) -> bool {
    let young = [Audience::Child, Audience::Youth];
    service.audiences.iter().all(|audience| young.contains(audience))
}

impl From<Hurry> for Urgency {
    fn from(hurry: Hurry) -> Self {
        match hurry {
            Hurry::Immediate => Self::Immediate,
            Hurry::Urgent => Self::Urgent,
            Hurry::Normal => Self::Normal,
        }
    }
}

/// What an answer shows, as far as it is compared.
#[derive(Debug, Default)]
struct Shown {
    lang: Option<Lang>,
    urgency: Option<Urgency>,
    confident: bool,
    services: Vec<String>,
}

impl Shown {
    fn of(answer: &Answer) -> Self {
        let mut shown = Self::default();
        answer.render(&mut shown);
        shown
    }
}

impl Renderer for Shown {
    fn outcome(&mut self, outcome: &Outcome) {
        self.lang = Some(outcome.lang);
        self.urgency = Some(outcome.urgency);
        self.confident = outcome.confident;
    }

    fn card(&mut self, card: &Card) {
        self.services.push(card.id.to_string());
    }

    fn header(&mut self, _: HeaderView<'_>) {}
    fn danger(&mut self, _: &Danger) {}
    fn heading(&mut self, _: &Span) {}
    fn line(&mut self, _: &Span) {}
    fn rungs(&mut self, _: &[RungLine]) {}
    fn choices(&mut self, _: &Choices) {}
    fn shortcuts(&mut self, _: &Shortcuts) {}
    fn note(&mut self, _: &Span) {}
}
