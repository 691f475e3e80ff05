//! Which language a question is in: naive Bayes over characters, learned from what people say in each language.
//!
//! No ready detector knows Northern Sami, Ukrainian in Latin letters and short questions in distress; the sayings of the index
//! are all three. Russian and Latin-letter Ukrainian are classes of their own that are answered in Ukrainian.

use std::collections::{HashMap, HashSet};
use std::hash::{BuildHasherDefault, Hasher};

use super::normal::{Word, is_cyrillic};
use super::vocabulary::Vocabulary;
use crate::model::Lang;

/// What is told apart. Several are answered in the same language.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Class {
    Norwegian,
    English,
    Ukrainian,
    Russian,
    LatinUkrainian,
    NorthernSami,
}

const CLASSES: [Class; 6] = [
    Class::Norwegian,
    Class::English,
    Class::Ukrainian,
    Class::Russian,
    Class::LatinUkrainian,
    Class::NorthernSami,
];

/// How often a class may be expected before a word is read. Most people at a Norwegian screen write Norwegian; somebody who
/// writes Ukrainian in Latin letters is rare.
const PRIOR: [f32; CLASSES.len()] = [0.36, 0.24, 0.20, 0.06, 0.04, 0.10];

/// The longest run of characters that is counted.
const LONGEST: usize = 4;
/// How many times a word that marks a language counts as if it had been said.
const MARK_WEIGHT: u32 = 4;

/// Fewer words than this tell little of Ukrainian in Latin letters, which then counts so much less (a logarithm).
const FEW: usize = 3;
const SHORT_LATIN: f32 = -6.0;

impl Class {
    const fn lang(self) -> Lang {
        match self {
            Self::Norwegian => Lang::Nb,
            Self::English => Lang::En,
            Self::Ukrainian | Self::Russian | Self::LatinUkrainian => Lang::Uk,
            Self::NorthernSami => Lang::Se,
        }
    }

    const fn is_cyrillic(self) -> bool {
        matches!(self, Self::Ukrainian | Self::Russian)
    }
}

/// How likely each language is, in the order of [`Lang::ALL`]; they add up to one.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Likely(pub(super) [f32; 4]);

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
}

/// How often each run of characters was said in each class, by the hash of the run; learned once at start.
#[derive(Debug)]
pub(super) struct Detector {
    counts: HashMap<u64, Counts, BuildHasherDefault<Hashed>>,
    totals: [f32; CLASSES.len()],
}

type Counts = [u32; CLASSES.len()];

impl Detector {
    pub(super) fn learn(vocabularies: &[Vocabulary]) -> Self {
        // Each word once, however often it was said: most words are said often.
        let mut said: HashMap<&str, Counts> = HashMap::new();
        for vocabulary in vocabularies {
            let russian: HashSet<&str> = vocabulary
                .marks_ru
                .iter()
                .map(|word| word.exact.as_str())
                .collect();
            let lexicon = vocabulary.says.lexicon.words();
            let mut times = vec![Counts::default(); lexicon.len()];
            for (_, line) in &vocabulary.says.lines {
                let class = class(
                    vocabulary.lang,
                    line.iter().filter_map(|&word| lexicon.get(word)),
                    &russian,
                );
                for &word in line {
                    if let Some(times) = times.get_mut(word) {
                        count(times, class, 1);
                    }
                }
            }
            for (word, times) in lexicon.iter().zip(&times) {
                add(said.entry(&word.exact).or_default(), times);
            }
            let own = class(vocabulary.lang, vocabulary.marks.iter(), &HashSet::new());
            let marks = [
                (own, &vocabulary.marks),
                (Class::Russian, &vocabulary.marks_ru),
                (Class::LatinUkrainian, &vocabulary.marks_latin),
            ];
            for (class, marks) in marks {
                for word in marks {
                    count(said.entry(&word.exact).or_default(), class, MARK_WEIGHT);
                }
            }
        }
        let mut detector = Self {
            counts: HashMap::default(),
            totals: [0.0; CLASSES.len()],
        };
        for (word, times) in said {
            grams(word, |gram| {
                add(detector.counts.entry(gram).or_default(), &times);
            });
        }
        for counts in detector.counts.values() {
            for (total, count) in detector.totals.iter_mut().zip(counts) {
                *total += as_f32(*count);
            }
        }
        detector
    }

    /// How likely each language is for a question.
    pub(super) fn detect(&self, question: &[Word]) -> Likely {
        let cyrillic = is_cyrillic(question.iter());
        let kinds = as_f32(u32::try_from(self.counts.len()).unwrap_or(u32::MAX)).max(1.0);
        let mut scores = PRIOR.map(f32::ln);
        for word in question {
            grams(&word.exact, |gram| {
                // A run nobody has said yet speaks for no language.
                let Some(counts) = self.counts.get(&gram) else {
                    return;
                };
                for ((score, count), total) in scores.iter_mut().zip(counts).zip(&self.totals) {
                    *score += ((as_f32(*count) + 0.3) / (total + 0.3 * kinds)).ln();
                }
            });
        }
        for (score, class) in scores.iter_mut().zip(CLASSES) {
            if class.is_cyrillic() != cyrillic {
                *score = f32::NEG_INFINITY;
            } else if class == Class::LatinUkrainian && question.len() < FEW {
                // Ukrainians borrow Norwegian words: "politi" alone is Norwegian.
                *score += SHORT_LATIN;
            }
        }
        let top = scores.iter().copied().fold(f32::NEG_INFINITY, f32::max);
        // The runs overlap, so their evidence is not independent: an honest share wants a flatter curve.
        let weights = scores.map(|score| ((score - top) / 3.0).exp());
        let sum: f32 = weights.iter().sum();
        let share = |lang: Lang| {
            let of_lang = CLASSES
                .iter()
                .zip(weights)
                .filter(|(class, _)| class.lang() == lang);
            of_lang.map(|(_, weight)| weight).sum::<f32>() / sum
        };
        Likely(Lang::ALL.map(share))
    }
}

fn add(counts: &mut Counts, more: &Counts) {
    for (count, more) in counts.iter_mut().zip(more) {
        *count += more;
    }
}

fn count(counts: &mut Counts, class: Class, times: u32) {
    for (count, each) in counts.iter_mut().zip(CLASSES) {
        if each == class {
            *count += times;
        }
    }
}

/// What a saying of the index counts as.
#[allow(
    clippy::needless_pass_by_value,
    reason = "an iterator is passed to be used up"
)]
fn class<'a>(lang: Lang, said: impl Iterator<Item = &'a Word> + Clone, russian: &HashSet<&str>) -> Class {
    match lang {
        Lang::Nb => Class::Norwegian,
        Lang::En => Class::English,
        Lang::Se => Class::NorthernSami,
        Lang::Uk if !is_cyrillic(said.clone()) => Class::LatinUkrainian,
        Lang::Uk => {
            let has = |letters: &[char]| said.clone().any(|word| word.exact.contains(letters));
            let marked = said.clone().any(|word| russian.contains(word.exact.as_str()));
            let russian = has(&['ы', 'э', 'ъ', 'ё']) || marked;
            if russian && !has(&['і', 'ї', 'є', 'ґ']) {
                Class::Russian
            } else {
                Class::Ukrainian
            }
        }
    }
}

/// Visits the hashes of the runs of one to four characters of a padded word, and of the word itself.
fn grams(word: &str, mut visit: impl FnMut(u64)) {
    const SEED: u64 = 0xcbf2_9ce4_8422_2325;
    const PRIME: u64 = 0x0000_0100_0000_01b3;
    let step = |hash: u64, c: char| {
        (hash ^ u64::from(u32::from(c)))
            .wrapping_mul(PRIME)
            .rotate_left(23)
    };
    let padded: Vec<char> = ['_'].into_iter().chain(word.chars()).chain(['_']).collect();
    for n in 1..=LONGEST {
        for run in padded.windows(n).filter(|run| *run != ['_']) {
            visit(run.iter().fold(SEED, |hash, c| step(hash, *c)));
        }
    }
    visit(word.chars().fold(!SEED, step));
}

/// The runs are hashed already.
#[derive(Debug, Default)]
struct Hashed(u64);

impl Hasher for Hashed {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.0 = self.0.rotate_left(8) ^ u64::from(*byte);
        }
    }

    fn write_u64(&mut self, hash: u64) {
        self.0 = hash.wrapping_mul(0x9e37_79b9_7f4a_7c15);
    }
}

#[allow(
    clippy::cast_precision_loss,
    reason = "counts of a few hundred thousand at most"
)]
fn as_f32(count: u32) -> f32 {
    count as f32
}
