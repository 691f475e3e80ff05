//! Learning by stochastic gradient descent.
//!
//! A rare feature says more than a common one, so each counts by its inverse document frequency. Most weights are next to nothing:
//! after the first pass only the largest are kept, and the rest of the passes go on with those alone. What is kept is as good as
//! the whole and a tenth of its size.

use super::classifier::{bucket, softmax};
use super::features::as_f32;
use super::rows::Rows;

/// How a classifier is learned.
#[derive(Debug, Clone, Copy)]
pub(super) struct Plan {
    /// How many buckets the features are hashed into.
    pub(super) buckets: usize,
    /// How many weights are kept.
    pub(super) keep: usize,
}

/// How often the examples are gone through with all weights, and then with those that are kept.
const WIDE_PASSES: usize = 1;
const PASSES: usize = 4;
/// The size of the first and of the last step.
const FIRST_STEP: f32 = 30.0;
const LAST_STEP: f32 = 5.0;
/// What a weight loses in a pass over the examples, as a share of the step: keeps an example from being learned by heart.
const DECAY: f32 = 0.001;
/// An example that is understood but for so little teaches nothing in this pass, and rests in the next.
const LEARNED: f32 = 0.02;
/// An error of a label that is too small to move anything.
const NOTHING: f32 = 0.002;
/// A feature of fewer examples is learned by heart and tells nothing about a new question.
const RARE: usize = 3;
/// How steeply a feature counts less the more common it is.
const RARITY_POWER: f32 = 1.25;

/// A label with the hashed features of one example.
pub(super) type Example<'a> = (&'a str, Vec<u64>);

/// An example as the passes see it: the number of its label, the places of its buckets with how much each counts.
struct Known {
    label: usize,
    values: Vec<(usize, f32)>,
}

/// Weights that are being learned: all of them, or those that are kept.
trait Weights {
    /// Adds what a bucket says to the score of each label.
    fn score(&self, bucket: usize, value: f32, scores: &mut [f32]);
    /// Takes from the weights of a bucket what each label was wrong by.
    fn correct(&mut self, bucket: usize, step: f32, errors: &[f32]);
    /// Makes every weight a little smaller.
    fn decay(&mut self, factor: f32);
}

/// All weights: a row of one for each label, bucket by bucket.
struct Wide {
    weights: Vec<f32>,
    labels: usize,
}

impl Wide {
    fn row(&self, bucket: usize) -> &[f32] {
        let range = bucket * self.labels..(bucket + 1) * self.labels;
        self.weights.get(range).unwrap_or_default()
    }
}

impl Weights for Wide {
    fn score(&self, bucket: usize, value: f32, scores: &mut [f32]) {
        for (score, weight) in scores.iter_mut().zip(self.row(bucket)) {
            *score += value * weight;
        }
    }

    fn correct(&mut self, bucket: usize, step: f32, errors: &[f32]) {
        let range = bucket * self.labels..(bucket + 1) * self.labels;
        let row = self.weights.get_mut(range).into_iter().flatten();
        // Most labels are as wrong as nothing.
        for (weight, error) in row.zip(errors).filter(|(_, error)| **error != 0.0) {
            *weight -= step * error;
        }
    }

    fn decay(&mut self, factor: f32) {
        for weight in &mut self.weights {
            *weight *= factor;
        }
    }
}

impl Weights for Rows<f32> {
    fn score(&self, bucket: usize, value: f32, scores: &mut [f32]) {
        for &(label, weight) in self.row(bucket) {
            if let Some(score) = scores.get_mut(usize::from(label)) {
                *score += value * weight;
            }
        }
    }

    fn correct(&mut self, bucket: usize, step: f32, errors: &[f32]) {
        for (label, weight) in self.row_mut(bucket) {
            let error = errors.get(usize::from(*label)).copied().unwrap_or_default();
            *weight -= step * error;
        }
    }

    fn decay(&mut self, factor: f32) {
        for (_, weight) in &mut self.entries {
            *weight *= factor;
        }
    }
}

/// Learns from labelled features, always in the same order: the labels, the weights of each bucket, and the bias of each label.
pub(super) fn learn(examples: &[Example<'_>], plan: Plan) -> (Vec<String>, Rows<f32>, Vec<f32>) {
    let mut labels: Vec<String> = examples.iter().map(|(label, _)| (*label).to_owned()).collect();
    labels.sort();
    labels.dedup();
    let rarities = rarities(examples, plan.buckets);
    let shelf = Shelf::of(&rarities);
    let known = known(examples, &labels, &rarities, &shelf);
    let mut bias = vec![0.0_f32; labels.len()];
    let mut passes = Passes::new(known.len());
    let mut wide = Wide {
        weights: vec![0.0; shelf.rarities.len() * labels.len()],
        labels: labels.len(),
    };
    for _ in 0..WIDE_PASSES {
        passes.run(&known, &mut wide, &mut bias);
    }
    let mut rows = thin(&wide, &shelf.rarities, plan.keep);
    drop(wide);
    for _ in WIDE_PASSES..PASSES {
        passes.run(&known, &mut rows, &mut bias);
    }
    // From here on a weight holds how much its feature counts, and stands where its bucket does.
    let weighed = rarities.iter().zip(&shelf.places).enumerate();
    let weighed = weighed.flat_map(|(bucket, (rarity, place))| {
        let row = place.map_or(&[][..], |place| rows.row(place)).iter();
        row.map(move |(label, weight)| (bucket, *label, weight * rarity))
    });
    let rows = Rows::from_sorted(rarities.len(), weighed);
    (labels, rows, bias)
}

/// Where each bucket stands while it is learned from. The common ones are looked at all the time and stand side by side, which takes half
/// as long; those that count for nothing stand nowhere.
struct Shelf {
    /// The place of each bucket.
    places: Vec<Option<usize>>,
    /// How much the bucket of each place counts.
    rarities: Vec<f32>,
}

impl Shelf {
    fn of(rarities: &[f32]) -> Self {
        let counting = rarities.iter().copied().enumerate();
        let mut order: Vec<(usize, f32)> = counting.filter(|(_, rarity)| *rarity > 0.0).collect();
        order.sort_by(|(_, a), (_, b)| a.total_cmp(b));
        let mut places = vec![None; rarities.len()];
        for (place, (bucket, _)) in order.iter().enumerate() {
            if let Some(of_bucket) = places.get_mut(*bucket) {
                *of_bucket = Some(place);
            }
        }
        Self {
            places,
            rarities: order.into_iter().map(|(_, rarity)| rarity).collect(),
        }
    }
}

/// How much the features of each bucket count, from 0 to 1: by their inverse document frequency, so that what is in every other example
/// counts next to nothing. A rare one counts for nothing at all.
fn rarities(examples: &[Example<'_>], buckets: usize) -> Vec<f32> {
    let mut counts = vec![0_usize; buckets];
    for feature in examples.iter().flat_map(|(_, features)| features) {
        if let Some(count) = counts.get_mut(bucket(*feature, buckets)) {
            *count += 1;
        }
    }
    let all = as_f32(examples.len() + 1);
    let rarity = |count: usize| (all / as_f32(count + 1)).ln().powf(RARITY_POWER);
    let counts = counts.into_iter();
    counts
        .map(|count| {
            if count < RARE {
                0.0
            } else {
                rarity(count) / rarity(1)
            }
        })
        .collect()
}

fn known(examples: &[Example<'_>], labels: &[String], rarities: &[f32], shelf: &Shelf) -> Vec<Known> {
    let numbered = |(label, features): &Example<'_>| {
        let label = labels.binary_search_by(|each| each.as_str().cmp(label)).ok()?;
        let share = 1.0 / as_f32(features.len().max(1)).sqrt();
        let buckets = features.iter().map(|feature| bucket(*feature, rarities.len()));
        let counting = |bucket: usize| {
            let place = (*shelf.places.get(bucket)?)?;
            Some((place, share * rarities.get(bucket)?))
        };
        let values: Vec<(usize, f32)> = buckets.filter_map(counting).collect();
        (!values.is_empty()).then_some(Known { label, values })
    };
    examples.iter().filter_map(numbered).collect()
}

/// The weights that move the most.
fn thin(wide: &Wide, rarities: &[f32], keep: usize) -> Rows<f32> {
    let moves = |weight: f32, rarity: f32| (weight * rarity).abs();
    let each = || {
        let buckets = rarities.iter().enumerate();
        buckets.flat_map(|(bucket, rarity)| {
            let labels = (0_u16..).zip(wide.row(bucket));
            labels.map(move |(label, weight)| (bucket, label, *weight, moves(*weight, *rarity)))
        })
    };
    let mut all: Vec<f32> = each()
        .map(|(.., moves)| moves)
        .filter(|moves| *moves > 0.0)
        .collect();
    let least = match all.len().checked_sub(keep) {
        Some(place) if place < all.len() => *all.select_nth_unstable_by(place, f32::total_cmp).1,
        Some(_) | None => 0.0,
    };
    let kept = each().filter(|(.., moves)| *moves > least);
    Rows::from_sorted(
        rarities.len(),
        kept.map(|(bucket, label, weight, _)| (bucket, label, weight)),
    )
}

/// Turns scores into errors: what was expected of each label less what was said. Whether there is something to learn from them.
fn errors(scores: &mut [f32], label: usize) -> bool {
    softmax(scores);
    for score in scores.iter_mut().filter(|score| **score < NOTHING) {
        *score = 0.0;
    }
    let Some(right) = scores.get_mut(label) else {
        return false;
    };
    *right -= 1.0;
    *right < -LEARNED
}

fn correct_bias(bias: &mut [f32], errors: &[f32], step: f32) {
    for (bias, error) in bias.iter_mut().zip(errors) {
        *bias -= 0.01 * step * error;
    }
}

/// The passes over the examples: each in another order, each with a smaller step.
struct Passes {
    order: Vec<usize>,
    /// Which examples were understood when they were last looked at: they are left out once.
    rests: Vec<bool>,
    random: u64,
    pass: usize,
}

impl Passes {
    fn new(examples: usize) -> Self {
        Self {
            order: (0..examples).collect(),
            rests: vec![false; examples],
            random: 0x2545_f491_4f6c_dd1d,
            pass: 0,
        }
    }

    /// Goes through the examples once.
    fn run(&mut self, known: &[Known], weights: &mut impl Weights, bias: &mut Vec<f32>) {
        shuffle(&mut self.order, &mut self.random);
        let part = as_f32(self.pass) / as_f32(PASSES - 1);
        let step = FIRST_STEP * (LAST_STEP / FIRST_STEP).powf(part);
        self.pass += 1;
        let mut scores = Vec::with_capacity(bias.len());
        for &number in &self.order {
            let (Some(example), Some(rests)) = (known.get(number), self.rests.get_mut(number)) else {
                continue;
            };
            if std::mem::take(rests) {
                continue;
            }
            scores.clone_from(bias);
            for &(bucket, value) in &example.values {
                weights.score(bucket, value, &mut scores);
            }
            if !errors(&mut scores, example.label) {
                *rests = true;
                continue;
            }
            correct_bias(bias, &scores, step);
            for &(bucket, value) in &example.values {
                weights.correct(bucket, step * value, &scores);
            }
        }
        weights.decay(1.0 - DECAY * step);
    }
}

/// An order that looks random and is always the same (xorshift, Fisher-Yates).
fn shuffle(order: &mut [usize], random: &mut u64) {
    for end in (1..order.len()).rev() {
        *random ^= *random << 13;
        *random ^= *random >> 7;
        *random ^= *random << 17;
        let other = usize::try_from(*random % (end as u64 + 1)).unwrap_or_default();
        order.swap(end, other);
    }
}
