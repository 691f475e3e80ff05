//! What words mean, in plain English words, so that what is learned in one language helps in the others.
//!
//! "Mannen", "husband", "чоловік" and "isit" are all `husband`. Beside its own letters a word counts as what it means, and as what it means
//! together with the words near it: who has said in Norwegian that her husband takes her money is understood in Ukrainian, too. So is who has
//! said it of her boyfriend, for both are of one kind, `partner`.

use std::collections::{BTreeMap, HashMap};
use std::ops::Range;

use super::super::normal::{Word, one_word};
use super::features::{EMPTY, hash, of_meaning};

/// How many words before one are near it, of those that mean something.
const NEAR: usize = 5;
/// How many letters a word has at least that is read as another with the same beginning, how many letters of its end may differ, and how
/// many it has to share.
const LONG: usize = 6;
const ENDING: usize = 2;
const BEGINNING: usize = 5;

/// What the names of places mean.
const PLACE: &str = "=place";

/// Which words mean what.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Meanings {
    /// The tags of the languages.
    langs: Vec<String>,
    /// The plain English words, sorted.
    plain: Vec<Plain>,
    /// The words that mean them, sorted.
    words: Vec<Means>,
    /// Where those of the same folded letters stand, by the hash of these: each word of each saying is looked up.
    places: HashMap<u64, Range<usize>>,
}

/// A plain English word as a feature, `=husband`, and its kind, `#partner`.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Plain {
    name: String,
    kind: Option<String>,
}

/// A word with what it means.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Means {
    folded: String,
    /// As it is written, where that is not how it is folded.
    exact: Option<Box<str>>,
    /// The number of its language.
    lang: usize,
    /// The number of the plain word.
    plain: u16,
}

impl Means {
    fn is_written(&self, word: &Word) -> bool {
        *self.exact.as_deref().unwrap_or(&self.folded) == *word.exact
    }
}

impl Meanings {
    /// From tags of languages, each with a plain English word and a word that means it there, and from kinds, each with a plain word that is
    /// of it; what is not one word is left out.
    pub(crate) fn of<'a>(
        entries: impl Iterator<Item = (&'a str, &'a str, &'a str)>,
        kinds: impl Iterator<Item = (&'a str, &'a str)>,
    ) -> Self {
        let kinds: BTreeMap<&str, &str> = kinds.map(|(kind, plain)| (plain, kind)).collect();
        let entries: Vec<_> = entries.collect();
        let sorted = |of: fn(&(&'a str, &'a str, &'a str)) -> &'a str| {
            let mut all: Vec<&str> = entries.iter().map(of).collect();
            // They mostly come together.
            all.dedup();
            all.sort_unstable();
            all.dedup();
            all
        };
        let (langs, plain) = (sorted(|(lang, ..)| lang), sorted(|(_, plain, _)| plain));
        let means = |(lang, meaning, word): &(&str, &str, &str)| {
            let Word { exact, folded } = one_word(word)?;
            Some(Means {
                exact: (exact != folded).then(|| exact.into_boxed_str()),
                folded,
                lang: langs.binary_search(lang).ok()?,
                plain: u16::try_from(plain.binary_search(meaning).ok()?).ok()?,
            })
        };
        let mut words: Vec<Means> = entries.iter().filter_map(means).collect();
        words.sort_unstable();
        words.dedup();
        let named = |plain: &str| Plain {
            name: format!("={plain}"),
            kind: kinds.get(plain).map(|kind| format!("#{kind}")),
        };
        let mut places = HashMap::new();
        let mut start = 0;
        for alike in words.chunk_by(|one, next| one.folded == next.folded) {
            let end = start + alike.len();
            if let Some(first) = alike.first() {
                places.insert(hash(EMPTY, first.folded.as_bytes()), start..end);
            }
            start = end;
        }
        Self {
            langs: langs.into_iter().map(str::to_owned).collect(),
            plain: plain.into_iter().map(named).collect(),
            words,
            places,
        }
    }

    /// Whether it is known what a word means.
    pub(crate) fn know(&self, word: &Word) -> bool {
        !self.spelled(&word.folded).is_empty()
    }

    /// Whether a word may be the name of a place.
    pub(super) fn name_a_place(&self, word: &Word) -> bool {
        let mut meant = self.spelled(&word.folded).iter();
        meant.any(|means| {
            let plain = self.plain.get(usize::from(means.plain));
            plain.is_some_and(|plain| plain.name == PLACE)
        })
    }

    /// The folded words whose meaning is known, sorted.
    pub(super) fn words(&self) -> impl Iterator<Item = &str> {
        self.words.iter().map(|means| means.folded.as_str())
    }

    /// The hashes of what [`Self::visit`] names.
    pub(super) fn features(&self, words: &[Word], lang: &str, features: &mut Vec<u64>) {
        self.visit(words, lang, |one, other| {
            let one = hash(EMPTY, one.as_bytes());
            let hash = other.map_or(one, |other| hash(hash(one, b" "), other.as_bytes()));
            features.push(of_meaning(hash));
        });
    }

    /// The same in words: `=husband`, or `=husband =money`.
    pub(super) fn name(&self, words: &[Word], lang: &str, mut feature: impl FnMut(String)) {
        self.visit(words, lang, |one, other| {
            feature(other.map_or_else(|| one.to_owned(), |other| format!("{one} {other}")));
        });
    }

    /// What each word of a text means, of which kind that is, and what it means together with each word near it, in the order of the
    /// alphabet. `lang` is the language of the text.
    fn visit(&self, words: &[Word], lang: &str, mut feature: impl FnMut(&str, Option<&str>)) {
        let lang = self.langs.iter().position(|tag| tag == lang);
        let mut before: Vec<Vec<&Plain>> = Vec::with_capacity(words.len());
        for word in words {
            let meanings = self.meanings(word, lang);
            if meanings.is_empty() {
                continue;
            }
            for one in &meanings {
                feature(&one.name, None);
                if let Some(kind) = &one.kind {
                    feature(kind, None);
                }
                for other in before.iter().rev().take(NEAR).flatten() {
                    if one.name != other.name {
                        feature((&one.name).min(&other.name), Some((&one.name).max(&other.name)));
                    }
                }
            }
            before.push(meanings);
        }
    }

    /// What a word means in a language, or else in another: "far" is no *father* in English. What it means as it is written comes before
    /// what it may mean with accents that were left out, and what it means itself before what the shortest word with its beginning means.
    fn meanings(&self, word: &Word, lang: Option<usize>) -> Vec<&Plain> {
        let mut spelled = self.spelled(&word.folded);
        if spelled.is_empty() {
            let alike = self.alike(&word.folded).iter();
            let shortest = alike.min_by_key(|means| (Some(means.lang) != lang, means.folded.len()));
            spelled = shortest.map_or(&[], |means| self.spelled(&means.folded));
        }
        let fits = |means: &Means| (Some(means.lang) == lang, means.is_written(word));
        let best = spelled.iter().map(fits).max();
        let meant = spelled.iter().filter(|means| Some(fits(means)) == best);
        meant
            .filter_map(|means| self.plain.get(usize::from(means.plain)))
            .collect()
    }

    /// The words with the beginning of a long one.
    fn alike(&self, word: &str) -> &[Means] {
        let length = word.chars().count();
        let Some(shared) = length.checked_sub(ENDING).filter(|_| length >= LONG) else {
            return &[];
        };
        let end = word.char_indices().nth(shared.max(BEGINNING));
        let beginning = word.get(..end.map_or(word.len(), |(end, _)| end)).unwrap_or(word);
        let from = self
            .words
            .partition_point(|means| means.folded.as_str() < beginning);
        let rest = self.words.get(from..).unwrap_or_default();
        let length = rest.partition_point(|means| means.folded.starts_with(beginning));
        rest.get(..length).unwrap_or_default()
    }

    /// Those of a folded word.
    fn spelled(&self, word: &str) -> &[Means] {
        let place = self.places.get(&hash(EMPTY, word.as_bytes()));
        let alike = place.and_then(|place| self.words.get(place.clone()));
        // Another word may have the same hash.
        alike
            .filter(|alike| alike.iter().all(|means| means.folded == word))
            .unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::super::super::normal::words;
    use super::*;

    fn meanings() -> Meanings {
        let entries = [
            ("nb", "husband", "mannen"),
            ("uk", "husband", "чоловік"),
            ("nb", "boyfriend", "kjæresten"),
            ("nb", "take", "tar"),
            ("uk", "take", "бере"),
            ("nb", "money", "pengene"),
            ("uk", "money", "гроші"),
            ("nb", "child", "barnevern"),
            ("nb", "welfare", "barnevern"),
            ("nb", "father", "far"),
            ("nb", "get", "får"),
            ("en", "distant", "far"),
        ];
        let kinds = [
            ("partner", "husband"),
            ("partner", "boyfriend"),
            ("wealth", "money"),
        ];
        Meanings::of(entries.into_iter(), kinds.into_iter())
    }

    fn named(text: &str, lang: &str) -> Vec<String> {
        let mut named = Vec::new();
        meanings().name(&words(text), lang, |feature| named.push(feature));
        named.sort_unstable();
        named
    }

    #[test]
    fn what_means_the_same_counts_as_the_same_in_every_language() {
        let wanted = [
            "#partner",
            "#wealth",
            "=husband",
            "=husband =money",
            "=husband =take",
            "=money",
            "=money =take",
            "=take",
        ];
        assert_eq!(named("Mannen min tar alle pengene", "nb"), wanted);
        assert_eq!(named("чоловік бере мої гроші", "uk"), wanted);
        // A Norwegian word among others.
        assert_eq!(named("чоловік бере мої pengene", "uk"), wanted);
    }

    #[test]
    fn words_of_a_kind_are_alike() {
        let alike = |text| {
            named(text, "nb")
                .into_iter()
                .filter(|feature| feature.starts_with('#'))
        };
        assert!(alike("kjæresten tar pengene").eq(alike("mannen tar pengene")));
    }

    #[test]
    fn a_word_means_what_it_means_in_the_language_of_the_text() {
        assert_eq!(named("far", "nb"), ["=father"]);
        assert_eq!(named("får", "nb"), ["=get"]);
        assert_eq!(named("fár", "nb"), ["=father", "=get"]);
        assert_eq!(named("far", "en"), ["=distant"]);
        assert_eq!(named("får", "en"), ["=distant"]);
        assert_eq!(named("far", "se"), ["=distant", "=father"]);
    }

    #[test]
    fn a_long_word_means_what_the_shortest_with_its_beginning_means() {
        // Two letters of the end may differ, and five must not.
        assert_eq!(named("barnevernet", "nb"), ["=child", "=welfare"]);
        assert_eq!(named("penger", "nb"), ["#wealth", "=money"]);
        for other in ["barnevernsvakt", "barnebarn", "tarmen", "peng", ""] {
            assert_eq!(named(other, "nb"), [""; 0], "{other}");
        }
    }

    #[test]
    fn what_is_hashed_is_what_is_named() {
        let text = words("mannen tar pengene fra barnevernet");
        let (mut hashed, mut named) = (Vec::new(), Vec::new());
        meanings().features(&text, "nb", &mut hashed);
        meanings().name(&text, "nb", |feature| {
            named.push(of_meaning(hash(EMPTY, feature.as_bytes())));
        });
        assert_eq!(hashed, named);
    }
}
