//! Which letters a word has, to tell quickly that it cannot be another one with typing errors.

/// The letters of a word: one bit for the first of a kind and one for all further ones; other characters share these kinds. A typing error
/// changes at most two bits: it takes a letter away and puts one there.
#[derive(Debug, Clone, Copy)]
pub(super) struct Letters(u64);

impl Letters {
    pub(super) fn of(word: impl Iterator<Item = char>) -> Self {
        let bits = word.fold(0_u64, |bits, letter| {
            let first = 1 << (u32::from(letter) % 32);
            if bits & first == 0 {
                bits | first
            } else {
                bits | first << 32
            }
        });
        Self(bits)
    }

    /// Whether so many typing errors may lead from these letters to others.
    pub(super) fn may_become(self, other: Self, edits: usize) -> bool {
        usize::try_from((self.0 ^ other.0).count_ones()).is_ok_and(|bits| bits <= 2 * edits)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_error_is_never_too_much() {
        let letters = |word: &str| Letters::of(word.chars());
        for wrong in ["narvk", "narrvik", "narvyk", "navrik", "narvikk", "xarvik"] {
            assert!(letters("narvik").may_become(letters(wrong), 1), "{wrong}");
        }
        assert!(!letters("narvik").may_become(letters("gjovik"), 1));
    }
}
