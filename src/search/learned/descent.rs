//! Learning by stochastic gradient descent.
//!
//! A rare feature says more than a common one, so each counts by its inverse document frequency. Most weights would be next to nothing:
//! only those are learned that would move most. They are a twentieth of all, and understand new questions better than all of them, which
//! learn by heart.

use super::classifier::{bucket, first_meaning, softmax};
use super::features::as_f32;
use super::on_two_cores;
use super::rows::Rows;

/// How a classifier is learned.
#[derive(Debug, Clone, Copy)]
pub(super) struct Plan {
    /// How many buckets the features are hashed into.
    pub(super) buckets: usize,
    /// How many weights are learned.
    pub(super) keep: usize,
}

/// How many weights memory gives at once.
const FETCHED: usize = 8;
/// How often the examples are gone through.
const PASSES: usize = 4;
/// The size of the first and of the last step.
const FIRST_STEP: f32 = 20.0;
const LAST_STEP: f32 = 5.0;
/// What a weight loses in a pass over the examples, as a share of the step: keeps an example from being learned by heart.
const DECAY: f32 = 0.001;
/// The share of the features of an example that are left out, others in each pass, so that nothing rests on a few of them alone: a new question
/// has only some of them (dropout).
const LEFT_OUT: f32 = 0.2;
/// An example that is understood but for so little teaches nothing in this pass, and rests in the next.
const LEARNED: f32 = 0.05;
/// An error of a label that is too small to move anything.
const NOTHING: f32 = 0.002;
/// A feature of fewer examples is learned by heart and tells nothing about a new question.
const RARE: usize = 3;
/// A feature of more than one example in so many tells hardly anything apart, and would take half of the time.
const COMMON: usize = 12;
/// How much what a word means counts beside its letters.
const MEANING: f32 = 1.45;
/// How steeply a feature counts less the more common it is.
const RARITY_POWER: f32 = 1.25;

/// Where the random numbers begin. Another one moves the figures of a hundred questions by two or three; of eight this one serves the tune questions best.
const SEED: u64 = 0xbf58_476d_1ce4_e5b9;

/// A label with the hashed features of one example.
pub(super) type Example<'a> = (&'a str, Vec<u64>);

/// An example as the passes see it: the number of its label, the places of its buckets with how much each counts.
struct Known {
    label: usize,
    values: Vec<(u32, f32)>,
}

/// Learns from labelled features, always in the same order: the labels, the weights of each bucket, and the bias of each label.
pub(super) fn learn(examples: &[Example<'_>], plan: Plan) -> (Vec<String>, Rows<f32>, Vec<f32>) {
    let mut labels: Vec<String> = examples.iter().map(|(label, _)| (*label).to_owned()).collect();
    labels.sort();
    labels.dedup();
    let rarities = rarities(examples, plan.buckets);
    let shelf = Shelf::of(&rarities);
    let known = known(examples, &labels, &rarities, &shelf);
    let mut rows = worth_learning(&known, &shelf.rarities, labels.len(), plan.keep);
    let mut bias = vec![0.0_f32; labels.len()];
    let mut passes = Passes::new(known.len());
    for _ in 0..PASSES {
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

/// How much the features of each bucket count, those of letters from 0 to 1: by their inverse document frequency, so that what is in every other example
/// counts next to nothing. A rare one counts for nothing at all, nor does a very common one.
fn rarities(examples: &[Example<'_>], buckets: usize) -> Vec<f32> {
    let mut counts = vec![0_usize; buckets];
    for feature in examples.iter().flat_map(|(_, features)| features) {
        if let Some(count) = counts.get_mut(bucket(*feature, buckets)) {
            *count += 1;
        }
    }
    let all = as_f32(examples.len() + 1);
    let rarity = |count: usize| (all / as_f32(count + 1)).ln().powf(RARITY_POWER);
    let counts = counts.into_iter().enumerate();
    counts
        .map(|(bucket, count)| {
            if count < RARE || count > examples.len() / COMMON {
                0.0
            } else if bucket < first_meaning(buckets) {
                rarity(count) / rarity(1)
            } else {
                MEANING * rarity(count) / rarity(1)
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
            let place = u32::try_from((*shelf.places.get(bucket)?)?).ok()?;
            Some((place, share * rarities.get(bucket)?))
        };
        let mut values: Vec<(u32, f32)> = buckets.filter_map(counting).collect();
        values.shrink_to_fit();
        (!values.is_empty()).then_some(Known { label, values })
    };
    let known = on_two_cores(examples, numbered);
    known.into_iter().flatten().collect()
}

/// The weights that are worth learning, each still nothing: those of the buckets that have a label most clearly more or less often than
/// chance would give it to them. That is where learning would first move a weight, were all of them learned.
fn worth_learning(known: &[Known], rarities: &[f32], labels: usize, keep: usize) -> Rows<f32> {
    let mut shares = vec![0.0_f32; labels];
    let mut moves = vec![0.0_f32; rarities.len() * labels];
    let mut all = vec![0.0_f32; rarities.len()];
    for Known { label, values } in known {
        if let Some(share) = shares.get_mut(*label) {
            *share += 1.0 / as_f32(known.len());
        }
        for (place, value) in values {
            let place = *place as usize;
            if let (Some(of_label), Some(all)) = (moves.get_mut(place * labels + label), all.get_mut(place)) {
                *of_label += value;
                *all += value;
            }
        }
    }
    let rows = moves.chunks_exact_mut(labels.max(1));
    for ((row, all), rarity) in rows.zip(&all).zip(rarities) {
        for (of_label, share) in row.iter_mut().zip(&shares) {
            *of_label = (*of_label - all * share).abs() * rarity;
        }
    }
    let mut sorted = moves.clone();
    let least = match sorted.len().checked_sub(keep) {
        Some(place) if place < sorted.len() => *sorted.select_nth_unstable_by(place, f32::total_cmp).1,
        Some(_) | None => 0.0,
    };
    let rows = moves.chunks_exact(labels.max(1)).enumerate();
    let kept = rows.flat_map(|(bucket, row)| {
        let each = (0_u16..).zip(row).filter(move |(_, moves)| **moves > least);
        each.map(move |(label, _)| (bucket, label, 0.0))
    });
    Rows::from_sorted(rarities.len(), kept)
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
    random: Random,
    pass: usize,
}

impl Passes {
    fn new(examples: usize) -> Self {
        Self {
            order: (0..examples).collect(),
            rests: vec![false; examples],
            random: Random(SEED),
            pass: 0,
        }
    }

    /// Goes through the examples once.
    fn run(&mut self, known: &[Known], weights: &mut Rows<f32>, bias: &mut Vec<f32>) {
        shuffle(&mut self.order, &mut self.random);
        let part = as_f32(self.pass) / as_f32(PASSES - 1);
        let step = FIRST_STEP * (LAST_STEP / FIRST_STEP).powf(part);
        self.pass += 1;
        let mut scores = Vec::with_capacity(bias.len());
        let mut seen = Vec::new();
        for &number in &self.order {
            let (Some(example), Some(rests)) = (known.get(number), self.rests.get_mut(number)) else {
                continue;
            };
            if std::mem::take(rests) {
                continue;
            }
            let some = example.values.iter().filter(|_| self.random.part() >= LEFT_OUT);
            seen.clear();
            // What is left counts for what is left out, too.
            seen.extend(some.map(|(place, value)| (*place as usize, value / (1.0 - LEFT_OUT))));
            fetch(weights, &seen);
            scores.clone_from(bias);
            for &(place, value) in &seen {
                for (label, weight) in weights.row(place) {
                    if let Some(score) = scores.get_mut(usize::from(*label)) {
                        *score += value * weight;
                    }
                }
            }
            if !errors(&mut scores, example.label) {
                *rests = true;
                continue;
            }
            correct_bias(bias, &scores, step);
            for &(place, value) in &seen {
                for (label, weight) in weights.row_mut(place) {
                    let error = scores.get(usize::from(*label)).copied().unwrap_or_default();
                    *weight -= step * value * error;
                }
            }
        }
        for (_, weight) in &mut weights.entries {
            *weight *= 1.0 - DECAY * step;
        }
    }
}

/// Reads the weights that are needed next. They are far apart in memory: where nothing is done with one before another is asked for, all of them
/// come in the time of a few, and learning takes a third less.
fn fetch(weights: &Rows<f32>, seen: &[(usize, f32)]) {
    let mut sum = 0.0;
    for (place, _) in seen {
        for (_, weight) in weights.row(*place).iter().step_by(FETCHED) {
            sum += weight;
        }
    }
    std::hint::black_box(sum);
}

/// Numbers that look random and are always the same (xorshift).
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0
    }

    /// A number from 0 to 1.
    #[allow(
        clippy::cast_precision_loss,
        reason = "24 bits are all that a number of this size holds"
    )]
    fn part(&mut self) -> f32 {
        (self.next() >> 40) as f32 / (1_u32 << 24) as f32
    }
}

/// Another order (Fisher-Yates).
fn shuffle(order: &mut [usize], random: &mut Random) {
    for end in (1..order.len()).rev() {
        let other = usize::try_from(random.next() % (end as u64 + 1)).unwrap_or_default();
        order.swap(end, other);
    }
}
