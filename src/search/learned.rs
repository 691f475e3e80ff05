//! What is learned from the sayings of `index/`: which situation a question sounds like, in which language it is, which words there are.
//!
//! It is learned when the program is built, or by `lykt index`, and never at start. Situations and languages are told apart by
//! multinomial logistic regression over runs of characters and words: runs forgive typing errors, missing accents and endings, words and
//! pairs of words tell apart what shares its letters. `build.rs` compiles this file too, so it knows nothing of the rest of the program
//! but [`Word`].

use super::normal::{Word, words};

/// How many buckets the features are hashed into. With ten times as many the vote was no better; so many keep the file below two
/// megabytes.
const BUCKETS: usize = 23_000;
/// The shortest and the longest run of characters.
const RUNS: std::ops::RangeInclusive<usize> = 2..=5;
/// How often the sayings are gone through, and the size of the first and the last step.
const EPOCHS: usize = 12;
const FIRST_STEP: f32 = 2.0;
const LAST_STEP: f32 = 0.2;
/// What a weight loses in a pass over the sayings, as a share of the step: keeps a saying from being learned by heart.
const DECAY: f32 = 0.01;
/// A saying that is understood but for so little is not gone through again in this pass.
const LEARNED: f32 = 0.02;
/// How many bits there are for the words that were said, and how many of them stand for a word: one strange word in a hundred is
/// taken for known.
const WORD_BITS: usize = 1 << 18;
const BITS_A_WORD: usize = 6;
/// How the file begins, with the version of its layout.
const MAGIC: &[u8; 8] = b"lykt-l-2";

/// Labels beside the situations: a person in danger now, a life in danger now, and what lykt cannot know.
pub(crate) const DANGER: &str = "danger";
pub(crate) const MEDICAL: &str = "medical";
pub(crate) const OTHER: &str = "other";
pub(crate) const LABELS: [&str; 3] = [DANGER, MEDICAL, OTHER];

/// Something people say, with its label: the situation they say it in, or one of [`LABELS`].
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Saying {
    pub(crate) label: String,
    pub(crate) text: String,
    /// The tag of the language whose file it stands in.
    pub(crate) lang: String,
}

/// The sayings in the text of a file of `index/`, without looking whether they are right. `marks`, the words that only this language
/// has, are no situation and have an empty label.
pub(crate) fn sayings(lang: &str, file: &str) -> Result<Vec<Saying>, toml::de::Error> {
    let file: toml::Table = file.parse()?;
    let topics = file.get("topics").and_then(toml::Value::as_table);
    let topics = topics
        .into_iter()
        .flatten()
        .map(|(id, topic)| (id.as_str(), topic));
    let special = LABELS
        .into_iter()
        .filter_map(|label| Some((label, file.get(label)?)));
    let says = topics
        .chain(special)
        .map(|(label, topic)| (label, topic.get("says")));
    let marks = ["marks", "marks_ru", "marks_latin"].map(|key| ("", file.get(key)));
    let said = says.chain(marks).flat_map(|(label, texts)| {
        let texts = texts.and_then(toml::Value::as_array).into_iter().flatten();
        texts.filter_map(move |text| {
            Some(Saying {
                label: label.to_owned(),
                text: text.as_str()?.to_owned(),
                lang: lang.to_owned(),
            })
        })
    });
    Ok(said.collect())
}

/// Tells sets of sayings apart, whatever order they stand in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Digest(u64);

impl Digest {
    pub(crate) fn add(&mut self, label: &str, text: &str) {
        let bytes = label.bytes().chain([0]).chain(text.bytes());
        self.0 = self.0.wrapping_add(hash(bytes));
    }

    pub(crate) fn join(&mut self, other: Self) {
        self.0 = self.0.wrapping_add(other.0);
    }
}

/// What was learned.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Learned {
    /// The digest of the sayings it was learned from, without the marks.
    from: Digest,
    words: WordFilter,
    situations: Classifier,
    languages: Classifier,
}

impl Learned {
    /// Learns from sayings, always in the same order: the same sayings give the same bytes.
    pub(crate) fn from(mut sayings: Vec<Saying>) -> Self {
        sayings.sort();
        let mut from = Digest::default();
        let mut known = WordFilter::default();
        let mut situations = Vec::new();
        let mut languages = Vec::new();
        for saying in &sayings {
            let said = words(&saying.text);
            if !saying.label.is_empty() {
                from.add(&saying.label, &saying.text);
                for word in &said {
                    known.add(&word.folded);
                }
                situations.push((saying.label.as_str(), buckets(&said, folded)));
            }
            // People leave the accents out, and then those are no help.
            languages.push((saying.lang.as_str(), buckets(&said, exact)));
            if said.iter().any(|word| word.exact != word.folded) {
                languages.push((saying.lang.as_str(), buckets(&said, folded)));
            }
        }
        Self {
            from,
            words: known,
            situations: Classifier::learn(&situations),
            languages: Classifier::learn(&languages),
        }
    }

    /// The digest of the sayings it was learned from.
    pub(crate) fn digest(&self) -> Digest {
        self.from
    }

    /// Whether somebody has said a word, or one with the same folded letters.
    pub(crate) fn knows(&self, word: &Word) -> bool {
        self.words.has(&word.folded)
    }

    /// How likely each situation is; the likelihoods add up to one.
    pub(crate) fn situations(&self, question: &[Word]) -> Vec<(&str, f32)> {
        self.situations.votes(&buckets(question, folded))
    }

    /// How likely each language is, by its tag; the likelihoods add up to one.
    pub(crate) fn languages(&self, question: &[Word]) -> Vec<(&str, f32)> {
        self.languages.votes(&buckets(question, exact))
    }

    /// What in a question spoke for a situation, loudest first: a run of characters (`_slar`) or words, and what it added to the
    /// score.
    pub(crate) fn evidence(&self, question: &[Word], situation: &str) -> Vec<(String, f32)> {
        self.situations.evidence(question, situation)
    }

    /// As a file: the magic, the digest, the words, then for both classifiers the labels, for each label its scale and bias, the
    /// weights. Numbers are little-endian.
    pub(crate) fn to_bytes(&self) -> Vec<u8> {
        let mut bytes = MAGIC.to_vec();
        bytes.extend(self.from.0.to_le_bytes());
        bytes.extend(&self.words.0);
        self.situations.write(&mut bytes);
        self.languages.write(&mut bytes);
        bytes
    }

    /// Reads what [`Self::to_bytes`] wrote; `None` if it is something else, or of another version.
    pub(crate) fn from_bytes(bytes: &[u8]) -> Option<Self> {
        let mut rest = bytes.strip_prefix(MAGIC)?;
        let from = Digest(number(&mut rest)?);
        let (known, mut rest) = rest.split_at_checked(WORD_BITS / 8)?;
        let read = Self {
            from,
            words: WordFilter(known.to_vec()),
            situations: Classifier::read(&mut rest)?,
            languages: Classifier::read(&mut rest)?,
        };
        rest.is_empty().then_some(read)
    }
}

/// A set of words that may take a strange word for a known one, but never the other way round (a Bloom filter).
#[derive(Debug, Clone, PartialEq)]
struct WordFilter(Vec<u8>);

impl Default for WordFilter {
    fn default() -> Self {
        Self(vec![0; WORD_BITS / 8])
    }
}

impl WordFilter {
    fn bits(word: &str) -> impl Iterator<Item = usize> {
        let hash = hash(word.bytes());
        let (start, step) = (hash >> 32, (hash & 0xffff_ffff) | 1);
        (0..BITS_A_WORD as u64)
            .map(move |n| usize::try_from((start + n * step) % WORD_BITS as u64).unwrap_or_default())
    }

    fn add(&mut self, word: &str) {
        for bit in Self::bits(word) {
            if let Some(byte) = self.0.get_mut(bit / 8) {
                *byte |= 1 << (bit % 8);
            }
        }
    }

    fn has(&self, word: &str) -> bool {
        Self::bits(word).all(|bit| {
            self.0
                .get(bit / 8)
                .is_some_and(|byte| byte & (1 << (bit % 8)) != 0)
        })
    }
}

/// Multinomial logistic regression over hashed features, with weights of one byte.
#[derive(Debug, Clone, PartialEq)]
struct Classifier {
    labels: Vec<String>,
    /// How much a step of a stored weight is worth, a label.
    scales: Vec<f32>,
    bias: Vec<f32>,
    /// A row of one weight for each label, bucket by bucket.
    weights: Vec<i8>,
}

impl Classifier {
    /// Learns from labelled features by stochastic gradient descent.
    fn learn(examples: &[(&str, Vec<usize>)]) -> Self {
        let mut labels: Vec<String> = examples.iter().map(|(label, _)| (*label).to_owned()).collect();
        labels.sort();
        labels.dedup();
        let numbered = |(label, buckets): &'_ (&str, Vec<usize>)| {
            let label = labels.binary_search_by(|each| each.as_str().cmp(label)).ok()?;
            (!buckets.is_empty()).then(|| (label, buckets.clone()))
        };
        let known: Vec<(usize, Vec<usize>)> = examples.iter().filter_map(numbered).collect();
        let width = labels.len();
        let mut weights = vec![0.0_f32; BUCKETS * width];
        let mut bias = vec![0.0_f32; width];
        let mut order: Vec<usize> = (0..known.len()).collect();
        let mut random = 0x2545_f491_4f6c_dd1d_u64;
        for epoch in 0..EPOCHS {
            shuffle(&mut order, &mut random);
            let step = FIRST_STEP * (LAST_STEP / FIRST_STEP).powf(as_f32(epoch) / as_f32(EPOCHS - 1));
            for (label, buckets) in order.iter().filter_map(|&number| known.get(number)) {
                let value = 1.0 / as_f32(buckets.len()).sqrt();
                let mut scores = bias.clone();
                for row in rows(&weights, buckets, width) {
                    for (score, weight) in scores.iter_mut().zip(row) {
                        *score += value * weight;
                    }
                }
                softmax(&mut scores);
                // The gradient of the loss: what was expected less what was said.
                if let Some(right) = scores.get_mut(*label) {
                    *right -= 1.0;
                    if *right > -LEARNED {
                        continue;
                    }
                }
                for (bias, error) in bias.iter_mut().zip(&scores) {
                    *bias -= 0.01 * step * error;
                }
                for &bucket in buckets {
                    let row = weights.get_mut(bucket * width..(bucket + 1) * width);
                    for (weight, error) in row.into_iter().flatten().zip(&scores) {
                        *weight -= step * value * error;
                    }
                }
            }
            for weight in &mut weights {
                *weight *= 1.0 - DECAY * step;
            }
        }
        Self::quantized(labels, &weights, bias)
    }

    fn quantized(labels: Vec<String>, weights: &[f32], bias: Vec<f32>) -> Self {
        let width = labels.len().max(1);
        let mut most = vec![f32::MIN_POSITIVE; width];
        for row in weights.chunks_exact(width) {
            for (most, weight) in most.iter_mut().zip(row) {
                *most = most.max(weight.abs());
            }
        }
        let scales: Vec<f32> = most.iter().map(|most| most / 127.0).collect();
        #[allow(clippy::cast_possible_truncation, reason = "scaled to -127 to 127")]
        let small = |(weight, scale): (&f32, &f32)| (weight / scale).round() as i8;
        let rows = weights.chunks_exact(width);
        let weights = rows.flat_map(|row| row.iter().zip(&scales).map(small)).collect();
        Self {
            labels,
            scales,
            bias,
            weights,
        }
    }

    /// How likely each label is.
    fn votes(&self, buckets: &[usize]) -> Vec<(&str, f32)> {
        let width = self.labels.len();
        let value = 1.0 / as_f32(buckets.len().max(1)).sqrt();
        let mut sums = vec![0_i32; width];
        for row in rows(&self.weights, buckets, width) {
            for (sum, weight) in sums.iter_mut().zip(row) {
                *sum += i32::from(*weight);
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

    fn evidence(&self, question: &[Word], label: &str) -> Vec<(String, f32)> {
        let Some(column) = self.labels.iter().position(|each| each == label) else {
            return Vec::new();
        };
        let mut features = Vec::new();
        visit(question, folded, |feature| {
            features.push((bucket(&feature), feature));
        });
        features.sort();
        features.dedup_by_key(|(bucket, _)| *bucket);
        let value = 1.0 / as_f32(features.len().max(1)).sqrt();
        let scale = self.scales.get(column).copied().unwrap_or_default();
        let width = self.labels.len();
        let weight = |bucket: usize| {
            self.weights
                .get(bucket * width + column)
                .copied()
                .unwrap_or_default()
        };
        let mut evidence: Vec<(String, f32)> = features
            .into_iter()
            .map(|(bucket, feature)| (feature, f32::from(weight(bucket)) * scale * value))
            .collect();
        evidence.sort_by(|a, b| b.1.total_cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
        evidence
    }

    fn write(&self, bytes: &mut Vec<u8>) {
        let labels = self.labels.join("\n");
        bytes.extend((labels.len() as u64).to_le_bytes());
        bytes.extend(labels.as_bytes());
        for number in self.scales.iter().chain(&self.bias) {
            bytes.extend(number.to_le_bytes());
        }
        bytes.extend(self.weights.iter().flat_map(|weight| weight.to_le_bytes()));
    }

    fn read(rest: &mut &[u8]) -> Option<Self> {
        let length = usize::try_from(number(rest)?).ok()?;
        let labels = std::str::from_utf8(take(rest, length)?).ok()?;
        let labels: Vec<String> = labels.split('\n').map(str::to_owned).collect();
        let mut floats = || -> Option<Vec<f32>> {
            let bytes = take(rest, 4 * labels.len())?;
            Some(
                bytes
                    .as_chunks()
                    .0
                    .iter()
                    .map(|four| f32::from_le_bytes(*four))
                    .collect(),
            )
        };
        let (scales, bias) = (floats()?, floats()?);
        let weights = take(rest, BUCKETS * labels.len())?;
        Some(Self {
            weights: weights.iter().map(|byte| byte.cast_signed()).collect(),
            labels,
            scales,
            bias,
        })
    }
}

fn take<'a>(rest: &mut &'a [u8], length: usize) -> Option<&'a [u8]> {
    let (head, tail) = rest.split_at_checked(length)?;
    *rest = tail;
    Some(head)
}

fn number(rest: &mut &[u8]) -> Option<u64> {
    let (head, tail) = rest.split_first_chunk()?;
    *rest = tail;
    Some(u64::from_le_bytes(*head))
}

/// A form of a word.
type Form = fn(&Word) -> &str;

fn exact(word: &Word) -> &str {
    &word.exact
}

fn folded(word: &Word) -> &str {
    &word.folded
}

/// The buckets of the features of a text, each once.
fn buckets(words: &[Word], form: Form) -> Vec<usize> {
    let mut buckets = Vec::new();
    visit(words, form, |feature| buckets.push(bucket(&feature)));
    buckets.sort_unstable();
    buckets.dedup();
    buckets
}

/// The share of features that two texts have in common, from 0 to 1.
pub(crate) fn likeness(a: &[Word], b: &[Word]) -> f32 {
    let (a, b) = (buckets(a, folded), buckets(b, folded));
    let common = a.iter().filter(|bucket| b.binary_search(bucket).is_ok()).count();
    as_f32(common) / (as_f32(a.len().max(1)) * as_f32(b.len().max(1))).sqrt()
}

/// The features of a text: runs of characters of each word with its edges (`_slar`), the words, pairs of words.
fn visit(words: &[Word], form: Form, mut feature: impl FnMut(String)) {
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

fn bucket(feature: &str) -> usize {
    let hash = hash(feature.bytes());
    usize::try_from((hash ^ (hash >> 32)) % BUCKETS as u64).unwrap_or_default()
}

/// FNV-1a: small, the same on every machine, good enough for features and for telling whether sayings have changed.
fn hash(bytes: impl Iterator<Item = u8>) -> u64 {
    bytes.fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3)
    })
}

fn rows<'a, T>(weights: &'a [T], buckets: &'a [usize], width: usize) -> impl Iterator<Item = &'a [T]> {
    buckets
        .iter()
        .filter_map(move |bucket| weights.get(bucket * width..(bucket + 1) * width))
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

#[allow(clippy::cast_precision_loss, reason = "counts of a few thousand")]
fn as_f32(count: usize) -> f32 {
    count as f32
}
