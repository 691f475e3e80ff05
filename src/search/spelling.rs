//! Whether a word is another one with typing errors, and which words need not be compared at all.

use std::str::Chars;

/// Whether a word becomes another by at most so many typing errors: a letter put in, left out, taken for another or swapped with the next.
pub(super) fn nearly(said: &str, word: &str, edits: usize) -> bool {
    becomes(said.chars(), word.chars(), edits)
}

fn becomes(mut said: Chars<'_>, mut word: Chars<'_>, edits: usize) -> bool {
    loop {
        let before = (said.clone(), word.clone());
        let (a, b) = (said.next(), word.next());
        if a == b {
            if a.is_none() {
                return true;
            }
            // It never takes fewer errors to take equal letters for others.
            continue;
        }
        let Some(edits) = edits.checked_sub(1) else {
            return false;
        };
        let swapped = said.clone().next() == b && word.clone().next() == a;
        return (a.is_some() && becomes(said.clone(), before.1, edits))
            || (b.is_some() && becomes(before.0, word.clone(), edits))
            || (a.is_some() && b.is_some() && becomes(said.clone(), word.clone(), edits))
            || (swapped && a.is_some() && b.is_some() && {
                said.next();
                word.next();
                becomes(said, word, edits)
            });
    }
}

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

    proptest::proptest! {
        #[test]
        fn as_counted_by_somebody_else(said in "[ab\u{e5}]{0,6}", word in "[ab\u{e5}]{0,6}", edits in 0_usize..3) {
            let near = strsim::osa_distance(&said, &word) <= edits;
            proptest::prop_assert_eq!(nearly(&said, &word, edits), near);
            let letters = |word: &str| Letters::of(word.chars());
            proptest::prop_assert!(!near || letters(&said).may_become(letters(&word), edits));
        }
    }

    #[test]
    fn one_error_is_never_too_much() {
        let letters = |word: &str| Letters::of(word.chars());
        for wrong in ["narvk", "narrvik", "narvyk", "navrik", "narvikk", "xarvik"] {
            assert!(letters("narvik").may_become(letters(wrong), 1), "{wrong}");
        }
        assert!(!letters("narvik").may_become(letters("gjovik"), 1));
    }
}
