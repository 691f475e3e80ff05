//! Which language a question is in.
//!
//! No ready detector knows Northern Sami, Ukrainian in Latin letters and short questions in distress; the sayings of the index
//! are all three, Russian too, which is answered in Ukrainian.

use super::learned::Learned;
use super::normal::{Word, is_cyrillic};
use crate::model::Lang;

/// How likely each language is, in the order of [`Lang::ALL`]; they add up to one.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Likely(pub(super) [f32; 4]);

/// How often a language may be expected before a word is read. Most people at a Norwegian screen write Norwegian.
const PRIOR: [(Lang, f32); 4] = [(Lang::Nb, 1.3), (Lang::En, 1.0), (Lang::Uk, 0.9), (Lang::Se, 0.8)];

impl Likely {
    /// The likeliest language.
    #[must_use]
    pub fn best(self) -> Lang {
        let each = Lang::ALL.into_iter().zip(self.0);
        each.fold(
            (Lang::Nb, 0.0),
            |best, next| if next.1 > best.1 { next } else { best },
        )
        .0
    }

    /// How likely a language is.
    #[must_use]
    pub fn of(self, lang: Lang) -> f32 {
        Lang::ALL
            .into_iter()
            .zip(self.0)
            .find(|(each, _)| *each == lang)
            .map_or(0.0, |(_, share)| share)
    }

    /// The language of a question. Cyrillic letters are Ukrainian, for nobody else is answered in them. Which language the person has
    /// chosen for the answers is no matter here: the same question finds the same services in all of them.
    pub(super) fn detect(learned: &Learned, question: &[Word]) -> Self {
        if is_cyrillic(question.iter()) {
            return Self(Lang::ALL.map(|lang| if lang == Lang::Uk { 1.0 } else { 0.0 }));
        }
        let votes: Vec<(&str, f32)> = learned.languages(question).collect();
        // Numbers are of no language.
        let is_said = question
            .iter()
            .any(|word| word.folded.chars().any(char::is_alphabetic));
        let vote = |lang: Lang| {
            let prior = PRIOR
                .iter()
                .find(|(each, _)| *each == lang)
                .map_or(1.0, |(_, prior)| *prior);
            let vote = votes.iter().find(|(tag, _)| *tag == lang.tag());
            let vote = vote.map_or(0.0, |(_, vote)| *vote);
            if is_said { vote * prior } else { prior }
        };
        let sum: f32 = Lang::ALL.into_iter().map(vote).sum();
        Self(Lang::ALL.map(|lang| vote(lang) / sum.max(f32::MIN_POSITIVE)))
    }
}
