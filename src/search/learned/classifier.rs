//! Multinomial logistic regression over hashed features: what was learned, how it votes, and how it is kept in a file.

use super::bits::{Reader, Writer};
use super::descent::{self, Example, Plan};
use super::features::{as_f32, of_letters};
use super::rows::Rows;

/// The sizes a stored weight may have: each two thirds of the one before. That is coarse, but twice as many weights fit.
const SIZES: [i8; 8] = [127, 83, 54, 35, 23, 15, 10, 6];
/// How many bits tell the size of a weight.
const SIZE_BITS: u32 = 3;

/// What was learned.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Classifier {
    labels: Vec<String>,
    /// How much a step of a stored weight is worth, a label.
    scales: Vec<f32>,
    bias: Vec<f32>,
    rows: Rows<i8>,
}

impl Classifier {
    /// Learns from labelled features, always in the same order.
    pub(super) fn learn(examples: &[Example<'_>], plan: Plan) -> Self {
        let (labels, rows, bias) = descent::learn(examples, plan);
        Self::quantized(labels, &rows, bias)
    }

    pub(super) fn labels(&self) -> &[String] {
        &self.labels
    }

    /// How likely each label is for a text with these features; the likelihoods add up to one.
    pub(super) fn votes(&self, features: &[u64]) -> Vec<f32> {
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
        scores
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

    /// The weights with the nearest of [`SIZES`], scaled so that the largest of a label just fits.
    fn quantized(labels: Vec<String>, rows: &Rows<f32>, bias: Vec<f32>) -> Self {
        let mut most = vec![f32::MIN_POSITIVE; labels.len()];
        for (label, weight) in &rows.entries {
            if let Some(most) = most.get_mut(usize::from(*label)) {
                *most = most.max(weight.abs());
            }
        }
        let scales: Vec<f32> = most.iter().map(|most| most / f32::from(SIZES[0])).collect();
        let small = |(label, weight): &(u16, f32)| {
            let scale = scales.get(usize::from(*label)).copied().unwrap_or(1.0);
            (*label, nearest(weight / scale))
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
    /// weights there are and in how many bytes, and for each how many buckets lie between it and the one before, its sign and its
    /// size. Numbers are little-endian.
    pub(super) fn write(&self, bytes: &mut Vec<u8>) {
        write_text(&self.labels.join("\n"), bytes);
        for number in self.scales.iter().chain(&self.bias) {
            bytes.extend(number.to_le_bytes());
        }
        let buckets = self.rows.starts.len() - 1;
        bytes.extend((buckets as u64).to_le_bytes());
        let mut columns: Vec<Vec<(usize, i8)>> = vec![Vec::new(); self.labels.len()];
        for bucket in 0..buckets {
            for &(label, weight) in self.rows.row(bucket) {
                if let Some(column) = columns.get_mut(usize::from(label)) {
                    column.push((bucket, weight));
                }
            }
        }
        for column in columns {
            let gap_bits = gap_bits(buckets, column.len());
            let mut weights = Writer::default();
            let mut next = 0;
            for &(bucket, weight) in &column {
                weights.about(bucket - next, gap_bits);
                next = bucket + 1;
                weights.number(usize::from(weight < 0), 1);
                let size = SIZES.iter().position(|size| *size == weight.saturating_abs());
                weights.number(size.unwrap_or_default(), SIZE_BITS);
            }
            let weights = weights.into_bytes();
            bytes.extend((column.len() as u64).to_le_bytes());
            bytes.extend((weights.len() as u64).to_le_bytes());
            bytes.extend(weights);
        }
    }

    /// Reads what [`Self::write`] wrote.
    pub(super) fn read(rest: &mut &[u8]) -> Option<Self> {
        let labels: Vec<String> = read_text(rest)?.split('\n').map(str::to_owned).collect();
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
            let count = size(rest)?;
            let length = size(rest)?;
            let mut weights = Reader::new(take(rest, length)?);
            let gap_bits = gap_bits(buckets, count);
            let mut next = 0;
            for _ in 0..count {
                let bucket = next + weights.about(gap_bits)?;
                next = bucket + 1;
                let negative = weights.number(1)? == 1;
                let size = *SIZES.get(weights.number(SIZE_BITS)?)?;
                let weight = if negative { -size } else { size };
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

/// The one of [`SIZES`] that is nearest to a weight, measured by how many times as large it is, with its sign.
fn nearest(weight: f32) -> i8 {
    let smaller = SIZES.iter().skip(1);
    let fits = |(size, smaller): &(&i8, &i8)| weight * weight >= f32::from(**size) * f32::from(**smaller);
    let found = SIZES.iter().zip(smaller).find(fits);
    let size = found.map(|(size, _)| *size).or(SIZES.last().copied());
    let size = size.unwrap_or_default();
    if weight < 0.0 { -size } else { size }
}

/// How many bits most of the gaps between so many weights in so many buckets take.
fn gap_bits(buckets: usize, weights: usize) -> u32 {
    (buckets / weights.max(1)).max(1).ilog2()
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

pub(super) fn softmax(scores: &mut [f32]) {
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

/// The bucket of a feature. What words mean has the last ones to itself.
pub(super) fn bucket(feature: u64, buckets: usize) -> usize {
    let first = first_meaning(buckets);
    let hash = of_letters(feature);
    let among =
        |count: usize| usize::try_from((hash ^ (hash >> 32)) % count.max(1) as u64).unwrap_or_default();
    if feature == hash {
        among(first)
    } else {
        first + among(buckets - first)
    }
}

/// The first of the buckets of what words mean.
pub(super) fn first_meaning(buckets: usize) -> usize {
    buckets - buckets / 4
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

/// A text behind how many bytes it is.
pub(super) fn write_text(text: &str, bytes: &mut Vec<u8>) {
    bytes.extend((text.len() as u64).to_le_bytes());
    bytes.extend(text.as_bytes());
}

pub(super) fn read_text<'a>(rest: &mut &'a [u8]) -> Option<&'a str> {
    let length = size(rest)?;
    std::str::from_utf8(take(rest, length)?).ok()
}

fn size(rest: &mut &[u8]) -> Option<usize> {
    usize::try_from(number(rest)?).ok()
}
