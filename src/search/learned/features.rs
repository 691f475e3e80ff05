//! The features of a text: what the classifiers look at.

use super::super::normal::Word;

/// The shortest and the longest run of characters.
const RUNS: std::ops::RangeInclusive<usize> = 2..=5;

/// A form of a word.
pub(super) type Form = fn(&Word) -> &str;

pub(super) fn exact(word: &Word) -> &str {
    &word.exact
}

pub(super) fn folded(word: &Word) -> &str {
    &word.folded
}

/// The bit that tells a feature of what words mean from one of their letters. They are kept apart, for they count differently.
pub(super) const MEANT: u64 = 1 << 63;

/// The feature of letters with a hash.
pub(super) const fn of_letters(hash: u64) -> u64 {
    hash & !MEANT
}

/// The feature of a meaning with a hash.
pub(super) const fn of_meaning(hash: u64) -> u64 {
    hash | MEANT
}

/// The hashes of the features of a text, each once: those of what [`visit`] names, without writing it out.
pub(super) fn features(words: &[Word], form: Form) -> Vec<u64> {
    let letters = words.iter().map(|word| form(word).chars().count() + 2);
    let most = letters
        .map(|letters| letters * (RUNS.end() - RUNS.start() + 1) + 2)
        .sum();
    let mut features = Vec::with_capacity(most);
    let mut padded: Vec<char> = Vec::new();
    for word in words {
        padded.clear();
        padded.push('_');
        padded.extend(form(word).chars());
        padded.push('_');
        for start in 0..padded.len() {
            let mut run = EMPTY;
            for (before, letter) in padded.iter().skip(start).take(*RUNS.end()).enumerate() {
                run = hash(run, letter.encode_utf8(&mut [0; 4]).as_bytes());
                if before + 1 >= *RUNS.start() {
                    features.push(of_letters(run));
                }
            }
        }
        features.push(of_letters(hash(hash(EMPTY, form(word).as_bytes()), b" ")));
    }
    for pair in words.windows(2) {
        if let [left, right] = pair {
            let left = hash(hash(EMPTY, form(left).as_bytes()), b" ");
            features.push(of_letters(hash(left, form(right).as_bytes())));
        }
    }
    features.sort_unstable();
    features.dedup();
    features
}

/// The features of a text in words: runs of characters of each word with its edges (`_slar`), the words, pairs of words.
pub(super) fn visit(words: &[Word], form: Form, mut feature: impl FnMut(String)) {
    for word in words {
        let padded: Vec<char> = ['_'].into_iter().chain(form(word).chars()).chain(['_']).collect();
        for length in RUNS {
            for run in padded.windows(length) {
                feature(run.iter().collect());
            }
        }
        feature(format!("{} ", form(word)));
    }
    for pair in words.windows(2) {
        if let [left, right] = pair {
            feature(format!("{} {}", form(left), form(right)));
        }
    }
}

/// The share of features that two texts have in common, from 0 to 1.
pub(crate) fn likeness(a: &[Word], b: &[Word]) -> f32 {
    let (a, b) = (features(a, folded), features(b, folded));
    let common = a
        .iter()
        .filter(|feature| b.binary_search(feature).is_ok())
        .count();
    as_f32(common) / (as_f32(a.len().max(1)) * as_f32(b.len().max(1))).sqrt()
}

/// The hash of nothing.
pub(super) const EMPTY: u64 = 0xcbf2_9ce4_8422_2325;

/// FNV-1a: small, the same on every machine, good enough for features and for telling whether sayings have changed. A hash goes on where
/// another ended.
pub(super) fn hash(from: u64, bytes: &[u8]) -> u64 {
    bytes.iter().fold(from, |hash, byte| {
        (hash ^ u64::from(*byte)).wrapping_mul(0x0000_0100_0000_01b3)
    })
}

#[allow(clippy::cast_precision_loss, reason = "counts of a few thousand")]
pub(super) fn as_f32(count: usize) -> f32 {
    count as f32
}

#[cfg(test)]
mod tests {
    use super::super::super::normal::words;
    use super::*;

    #[test]
    fn what_is_hashed_is_what_is_named() {
        let words = words("Mannen min slår, б'є мене á");
        for form in [exact as Form, folded] {
            let mut named = Vec::new();
            visit(&words, form, |feature| {
                named.push(of_letters(hash(EMPTY, feature.as_bytes())));
            });
            named.sort_unstable();
            named.dedup();
            assert_eq!(features(&words, form), named);
        }
    }
}
