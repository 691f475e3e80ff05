//! Choices by number, where there are no buttons: in a terminal and on Matrix.

use crate::answer::Choice;

/// What can be chosen below an answer, by number or by its text.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Offered {
    /// What can be chosen; the first is number 1.
    pub choices: Vec<Choice>,
    /// What [`Self::BACK`] chooses.
    pub back: Option<Choice>,
}

impl Offered {
    /// The number that goes back.
    pub const BACK: &str = "0";

    /// Where a typed number, or a typed text that is that of a choice, leads.
    #[must_use]
    pub fn chosen(&self, typed: &str) -> Option<&Choice> {
        let typed = typed.trim();
        if typed == Self::BACK {
            return self.back.as_ref();
        }
        let by_number = || self.choices.get(typed.parse::<usize>().ok()?.checked_sub(1)?);
        let lower = typed.to_lowercase();
        let by_text = || {
            let mut all = self.choices.iter().chain(&self.back);
            all.find(|choice| choice.name.text.to_lowercase() == lower)
        };
        by_number().or_else(by_text)
    }
}
