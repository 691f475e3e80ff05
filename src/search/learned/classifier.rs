//! Multinomial logistic regression over hashed features, learned by stochastic gradient descent and thinned out.
//!
//! A rare feature says more than a common one, so each counts by its inverse document frequency. Most weights are next to nothing:
//! after the first passes only the largest are kept, and the rest of the passes go on with those alone. What is kept is as good as
//! the whole and a tenth of its size.

use super::features::as_f32;

/// How a classifier is learned.
#[derive(Debug, Clone, Copy)]
pub(super) struct Plan {
    /// How many buckets the features are hashed into.
    pub(super) buckets: usize,
    /// How many weights are kept.
    pub(super) keep: usize,
}

/// How often the examples are gone through with all weights, and then with those that are kept.
const WIDE_PASSES: usize = 2;
const PASSES: usize = 7;
/// The size of the first and of the last step.
const FIRST_STEP: f32 = 30.0;
const LAST_STEP: f32 = 3.0;
/// What a weight loses in a pass over the examples, as a share of the step: keeps an example from being learned by heart.
const DECAY: f32 = 0.001;
/// An example that is understood but for so little teaches nothing in this pass.
const LEARNED: f32 = 0.02;
/// An error of a label that is too small to move anything.
const NOTHING: f32 = 0.002;
/// A feature of fewer examples is learned by heart and tells nothing about a new question.
const RARE: usize = 3;
/// How steeply a feature counts less the more common it is.
const RARITY_POWER: f32 = 1.5;

/// A label with the hashed features of one example.
pub(super) type Example<'a> = (&'a str, Vec<u64>);

/// What was learned.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Classifier {
    labels: Vec<String>,
    /// How much a step of a stored weight is worth, a label.
    scales: Vec<f32>,
    bias: Vec<f32>,
    rows: Rows<i8>,
}

/// The weights that were kept: for each bucket a row of labels, each with its weight.
#[derive(Debug, Clone, PartialEq)]
struct Rows<T> {
    /// Where each row starts, and behind the last where it ends.
    starts: Vec<u32>,
    entries: Vec<(u16, T)>,
}

impl<T> Rows<T> {
    fn row(&self, bucket: usize) -> &[(u16, T)] {
        self.range(bucket)
            .and_then(|range| self.entries.get(range))
            .unwrap_or_default()
    }

    fn row_mut(&mut self, bucket: usize) -> &mut [(u16, T)] {
        self.range(bucket)
            .and_then(|range| self.entries.get_mut(range))
            .unwrap_or_default()
    }

    fn range(&self, bucket: usize) -> Option<std::ops::Range<usize>> {
        let start = usize::try_from(*self.starts.get(bucket)?).ok()?;
        let end = usize::try_from(*self.starts.get(bucket + 1)?).ok()?;
        Some(start..end)
    }

    /// Rows from entries in the order of their buckets.
    fn from_sorted(buckets: usize, sorted: impl Iterator<Item = (usize, u16, T)>) -> Self {
        let mut starts = vec![0_u32; buckets + 1];
        let mut entries = Vec::new();
        for (bucket, label, weight) in sorted {
            if let Some(count) = starts.get_mut(bucket + 1) {
                *count += 1;
            }
            entries.push((label, weight));
        }
        let mut sum = 0;
        for start in &mut starts {
            sum += *start;
            *start = sum;
        }
        Self { starts, entries }
    }
}

/// An example as the passes see it: the number of its label, its buckets with how much each counts.
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
        for (weight, error) in row.zip(errors) {
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

impl Classifier {
    /// Learns from labelled features, always in the same order.
    pub(super) fn learn(examples: &[Example<'_>], plan: Plan) -> Self {
        let mut labels: Vec<String> = examples.iter().map(|(label, _)| (*label).to_owned()).collect();
        labels.sort();
        labels.dedup();
        let rarities = rarities(examples, plan.buckets);
        let known = known(examples, &labels, &rarities);
        let mut bias = vec![0.0_f32; labels.len()];
        let mut passes = Passes::new(known.len());
        let mut wide = Wide {
            weights: vec![0.0; plan.buckets * labels.len()],
            labels: labels.len(),
        };
        for _ in 0..WIDE_PASSES {
            passes.run(&known, &mut wide, &mut bias);
        }
        let mut rows = thin(&wide, &rarities, plan.keep);
        drop(wide);
        for _ in WIDE_PASSES..PASSES {
            passes.run(&known, &mut rows, &mut bias);
        }
        // From here on a weight holds how much its feature counts.
        for (bucket, rarity) in rarities.iter().enumerate() {
            for (_, weight) in rows.row_mut(bucket) {
                *weight *= rarity;
            }
        }
        Self::quantized(labels, &rows, bias)
    }
}

impl Classifier {
    /// How likely each label is for a text with these features; the likelihoods add up to one.
    pub(super) fn votes(&self, features: &[u64]) -> Vec<(&str, f32)> {
        let value = 1.0 / as_f32(features.len().max(1)).sqrt();
        let mut sums = vec![0_i32; self.labels.len()];
        for feature in features {
            for &(label, weight) in self.rows.row(self.bucket(*feature)) {
                if let Some(sum) = sums.get_mut(usize::from(label)) {
                    *sum += i32::from(weight);
                }
            }
        }
        #[allow(clippy::cast_precision_loss, reason = "a few thousand steps of a weight")]
        let mut scores: Vec<f32> = sums
            .iter()
            .zip(self.scales.iter().zip(&self.bias))
            .map(|(sum, (scale, bias))| *sum as f32 * scale * value + bias)
            .collect();
        softmax(&mut scores);
        self.labels.iter().map(String::as_str).zip(scores).collect()
    }

    /// How much a feature adds to the score of a label in a text with so many features.
    pub(super) fn weight(&self, feature: u64, label: &str, features: usize) -> f32 {
        let Some(column) = self.labels.iter().position(|each| each == label) else {
            return 0.0;
        };
        let row = self.rows.row(self.bucket(feature)).iter();
        let stored = row
            .filter(|(label, _)| usize::from(*label) == column)
            .map(|(_, weight)| f32::from(*weight));
        let scale = self.scales.get(column).copied().unwrap_or_default();
        stored.sum::<f32>() * scale / as_f32(features.max(1)).sqrt()
    }

    fn bucket(&self, feature: u64) -> usize {
        bucket(feature, self.rows.starts.len() - 1)
    }

    /// The weights in a byte each, scaled so that the largest of a label just fits.
    fn quantized(labels: Vec<String>, rows: &Rows<f32>, bias: Vec<f32>) -> Self {
        let mut most = vec![f32::MIN_POSITIVE; labels.len()];
        for (label, weight) in &rows.entries {
            if let Some(most) = most.get_mut(usize::from(*label)) {
                *most = most.max(weight.abs());
            }
        }
        let scales: Vec<f32> = most.iter().map(|most| most / 127.0).collect();
        let small = |(label, weight): &(u16, f32)| {
            let scale = scales.get(usize::from(*label)).copied().unwrap_or(1.0);
            #[allow(clippy::cast_possible_truncation, reason = "scaled to -127 to 127")]
            let small = (weight / scale).round() as i8;
            (*label, small)
        };
        let entries = rows.entries.iter().map(small).collect();
        let starts = rows.starts.clone();
        Self {
            labels,
            scales,
            bias,
            rows: Rows { starts, entries },
        }
    }

    /// As a part of a file: the labels, for each label its scale and bias, the number of buckets; then label by label how many
    /// weights there are, and for each how many buckets lie between it and the one before, and its byte. Numbers are little-endian.
    pub(super) fn write(&self, bytes: &mut Vec<u8>) {
        let labels = self.labels.join("\n");
        bytes.extend((labels.len() as u64).to_le_bytes());
        bytes.extend(labels.as_bytes());
        for number in self.scales.iter().chain(&self.bias) {
            bytes.extend(number.to_le_bytes());
        }
        let buckets = self.rows.starts.len() - 1;
        bytes.extend((buckets as u64).to_le_bytes());
        let mut columns: Vec<Vec<(usize, i8)>> = vec![Vec::new(); self.labels.len()];
        for bucket in 0..buckets {
            for &(label, weight) in self.rows.row(bucket).iter().filter(|(_, weight)| *weight != 0) {
                if let Some(column) = columns.get_mut(usize::from(label)) {
                    column.push((bucket, weight));
                }
            }
        }
        for column in columns {
            bytes.extend((column.len() as u64).to_le_bytes());
            let mut next = 0;
            for (bucket, weight) in column {
                let mut gap = bucket - next;
                next = bucket;
                while gap >= usize::from(u8::MAX) {
                    bytes.push(u8::MAX);
                    gap -= usize::from(u8::MAX);
                }
                bytes.extend(u8::try_from(gap));
                bytes.extend(weight.to_le_bytes());
            }
        }
    }

    /// Reads what [`Self::write`] wrote.
    pub(super) fn read(rest: &mut &[u8]) -> Option<Self> {
        let length = size(rest)?;
        let labels = std::str::from_utf8(take(rest, length)?).ok()?;
        let labels: Vec<String> = labels.split('\n').map(str::to_owned).collect();
        let mut floats = || -> Option<Vec<f32>> {
            let bytes = take(rest, 4 * labels.len())?;
            let four = bytes.as_chunks().0.iter();
            Some(four.map(|four| f32::from_le_bytes(*four)).collect())
        };
        let (scales, bias) = (floats()?, floats()?);
        let buckets = size(rest)?;
        let mut entries = Vec::new();
        for label in 0..labels.len() {
            let label = u16::try_from(label).ok()?;
            let mut bucket = 0_usize;
            for _ in 0..size(rest)? {
                loop {
                    let gap = *take(rest, 1)?.first()?;
                    bucket += usize::from(gap);
                    if gap < u8::MAX {
                        break;
                    }
                }
                let weight = take(rest, 1)?.first()?.cast_signed();
                entries.push((u32::try_from(bucket).ok()?, label, weight));
            }
        }
        Some(Self {
            labels,
            scales,
            bias,
            rows: transposed(&entries, buckets)?,
        })
    }
}

/// The rows of entries that stand label by label: a counting sort.
fn transposed(entries: &[(u32, u16, i8)], buckets: usize) -> Option<Rows<i8>> {
    let mut starts = vec![0_u32; buckets.checked_add(1)?];
    for (bucket, _, _) in entries {
        *starts.get_mut(usize::try_from(*bucket).ok()? + 1)? += 1;
    }
    let mut sum = 0;
    for start in &mut starts {
        sum += *start;
        *start = sum;
    }
    let mut next = starts.clone();
    let mut sorted = vec![(0_u16, 0_i8); entries.len()];
    for &(bucket, label, weight) in entries {
        let place = next.get_mut(usize::try_from(bucket).ok()?)?;
        *sorted.get_mut(usize::try_from(*place).ok()?)? = (label, weight);
        *place += 1;
    }
    Some(Rows {
        starts,
        entries: sorted,
    })
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

fn known(examples: &[Example<'_>], labels: &[String], rarities: &[f32]) -> Vec<Known> {
    let numbered = |(label, features): &Example<'_>| {
        let label = labels.binary_search_by(|each| each.as_str().cmp(label)).ok()?;
        let share = 1.0 / as_f32(features.len().max(1)).sqrt();
        let buckets = features.iter().map(|feature| bucket(*feature, rarities.len()));
        let counting = |bucket: usize| Some((bucket, share * rarities.get(bucket)?));
        let values: Vec<(usize, f32)> = buckets
            .filter_map(counting)
            .filter(|(_, value)| *value > 0.0)
            .collect();
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
    random: u64,
    pass: usize,
}

impl Passes {
    fn new(examples: usize) -> Self {
        Self {
            order: (0..examples).collect(),
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
        for example in self.order.iter().filter_map(|&number| known.get(number)) {
            scores.clone_from(bias);
            for &(bucket, value) in &example.values {
                weights.score(bucket, value, &mut scores);
            }
            if !errors(&mut scores, example.label) {
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

fn softmax(scores: &mut [f32]) {
    let top = scores.iter().copied().fold(f32::NEG_INFINITY, f32::max);
    let mut sum = 0.0;
    for score in scores.iter_mut() {
        *score = (*score - top).exp();
        sum += *score;
    }
    for score in scores {
        *score /= sum;
    }
}

fn bucket(feature: u64, buckets: usize) -> usize {
    usize::try_from((feature ^ (feature >> 32)) % buckets.max(1) as u64).unwrap_or_default()
}

pub(super) fn take<'a>(rest: &mut &'a [u8], length: usize) -> Option<&'a [u8]> {
    let (head, tail) = rest.split_at_checked(length)?;
    *rest = tail;
    Some(head)
}

pub(super) fn number(rest: &mut &[u8]) -> Option<u64> {
    let (head, tail) = rest.split_first_chunk()?;
    *rest = tail;
    Some(u64::from_le_bytes(*head))
}

fn size(rest: &mut &[u8]) -> Option<usize> {
    usize::try_from(number(rest)?).ok()
}
