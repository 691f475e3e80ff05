//! Patterns of words, as the files have them, and where they match in a question.

use std::collections::{BTreeMap, HashMap, HashSet};

use super::Signal;
use crate::search::normal::{one_word, words};

/// Words in an order: side by side, or with up to four others where `..` stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::search) struct Pattern {
    /// Whether it matches only where a clause begins.
    at_start: bool,
    parts: Vec<Part>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Part {
    One(Piece),
    /// One of these.
    Either(Vec<Piece>),
    /// The next word is none of these; takes no word.
    Unless(Vec<Piece>),
    /// Up to [`GAP`] words.
    Gap,
}

/// What a single word is.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Piece {
    /// Exactly this folded word.
    Word(String),
    /// A folded word that begins so.
    Beginning(String),
    /// A number that is not less than the first and not more than the second: an age.
    Number(u16, u16),
}

/// How many words may stand where `..` stands.
const GAP: usize = 4;
/// By how many letters of their first word patterns are looked for.
const LETTERS: usize = 3;

impl std::fmt::Display for Pattern {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let joined = |pieces: &[Piece]| pieces.iter().map(Piece::to_string).collect::<Vec<_>>().join("|");
        let start = self.at_start.then(|| "^".to_owned());
        let parts = self.parts.iter().map(|part| match part {
            Part::One(piece) => piece.to_string(),
            Part::Either(pieces) => joined(pieces),
            Part::Unless(pieces) => format!("!{}", joined(pieces)),
            Part::Gap => "..".to_owned(),
        });
        f.write_str(&start.into_iter().chain(parts).collect::<Vec<_>>().join(" "))
    }
}

impl std::fmt::Display for Piece {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Word(word) => f.write_str(word),
            Self::Beginning(beginning) => write!(f, "{beginning}*"),
            Self::Number(least, most) => write!(f, "#{least}-{most}"),
        }
    }
}

impl Piece {
    /// What a text without spaces stands for: one of them, or more where it is written as one and read as several (`eks-mannen`).
    fn parse(text: &str) -> Option<Vec<Self>> {
        if let Some(numbers) = text.strip_prefix('#') {
            return Some(vec![Self::number(numbers)?]);
        }
        if let Some(beginning) = text.strip_suffix('*') {
            let word = one_word(beginning)?;
            return Some(vec![Self::Beginning(word.folded)]);
        }
        let words = words(text);
        let only = !text.contains('*') && !words.is_empty();
        only.then(|| words.into_iter().map(|word| Self::Word(word.folded)).collect())
    }

    /// A number between two: `18-99`.
    fn number(numbers: &str) -> Option<Self> {
        let (least, most) = numbers.split_once('-')?;
        Some(Self::Number(least.parse().ok()?, most.parse().ok()?))
    }

    fn fits(&self, word: &str) -> bool {
        match self {
            Self::Word(this) => this == word,
            Self::Beginning(beginning) => word.starts_with(beginning.as_str()),
            Self::Number(least, most) => word
                .parse()
                .is_ok_and(|number: u16| (*least..=*most).contains(&number)),
        }
    }
}

/// What patterns of a language have in common: how people say an age, and words that stand for each other.
#[derive(Debug, Default)]
pub(in crate::search) struct Shorthands {
    /// Words that are a number.
    numbers: Vec<(Piece, u16)>,
    /// Words behind a number that is no age: weeks, kilometres.
    counted: Vec<Piece>,
    /// Words that stand for each other, by the name of the group.
    groups: HashMap<String, Vec<Piece>>,
}

impl Shorthands {
    /// Reads words for numbers, words for what is counted, and groups; what is no single word as an error, with the table it stands in.
    pub(in crate::search) fn parse(
        numbers: &BTreeMap<String, u16>,
        counted: &[String],
        groups: &BTreeMap<String, Vec<String>>,
    ) -> Result<Self, (&'static str, String)> {
        let piece = |table, text: &String| {
            let pieces = Piece::parse(text).unwrap_or_default();
            let one: Result<[Piece; 1], _> = pieces.try_into();
            one.map(|[piece]| piece).map_err(|_| (table, text.clone()))
        };
        let mut read = Self::default();
        for (word, number) in numbers {
            read.numbers.push((piece("ages", word)?, *number));
        }
        for word in counted {
            read.counted.push(piece("ages", word)?);
        }
        for (name, words) in groups {
            let words: Result<_, _> = words.iter().map(|word| piece("groups", word)).collect();
            read.groups.insert(name.clone(), words?);
        }
        Ok(read)
    }

    /// An age between two numbers: in digits or in a word, and nothing that is counted.
    fn age(&self, between: &str) -> Option<[Part; 2]> {
        let digits = Piece::number(between)?;
        let words = self
            .numbers
            .iter()
            .filter(|(_, age)| digits.fits(&age.to_string()));
        let words = words.map(|(word, _)| word.clone()).collect();
        let either = Part::Either([vec![digits], words].concat());
        Some([either, Part::Unless(self.counted.clone())])
    }

    /// One of several, each a single word or a group: `<woman>|henne`.
    fn each(&self, text: &str) -> Option<Vec<Piece>> {
        let each = text.split('|').map(|text| {
            if let Some(name) = text.strip_prefix('<').and_then(|text| text.strip_suffix('>')) {
                return self.groups.get(name).cloned();
            }
            let pieces = Piece::parse(text)?;
            (pieces.len() == 1).then_some(pieces)
        });
        each.collect::<Option<Vec<_>>>().map(|each| each.concat())
    }
}

impl Pattern {
    /// Reads a pattern; `None` if it is none, or holds no word.
    pub(in crate::search) fn parse(text: &str, shorthands: &Shorthands) -> Option<Self> {
        let (at_start, text) = match text.strip_prefix("^ ") {
            Some(rest) => (true, rest),
            None => (false, text),
        };
        let mut parts = Vec::new();
        for text in text.split_whitespace() {
            if text == ".." {
                parts.push(Part::Gap);
            } else if let Some(between) = text.strip_prefix('@') {
                parts.extend(shorthands.age(between)?);
            } else if text == "!*" {
                parts.push(Part::Unless(vec![Piece::Beginning(String::new())]));
            } else if let Some(unless) = text.strip_prefix('!') {
                parts.push(Part::Unless(shorthands.each(unless)?));
            } else if text.contains(['|', '<']) {
                parts.push(Part::Either(shorthands.each(text)?));
            } else {
                parts.extend(Piece::parse(text)?.into_iter().map(Part::One));
            }
        }
        let takes_one = parts
            .iter()
            .any(|part| matches!(part, Part::One(_) | Part::Either(_)));
        takes_one.then_some(Self { at_start, parts })
    }

    /// How many words the pattern takes where `words` begins, as few as can be; `None` if it does not match there.
    fn matches(parts: &[Part], words: &[&str]) -> Option<usize> {
        let Some((part, rest)) = parts.split_first() else {
            return Some(0);
        };
        let fits = |pieces: &[Piece], word: &str| pieces.iter().any(|piece| piece.fits(word));
        let fits = match part {
            Part::Gap => {
                return (0..=GAP.min(words.len()))
                    .find_map(|skip| Some(skip + Self::matches(rest, words.get(skip..)?)?));
            }
            Part::Unless(pieces) => {
                let next = words.first().is_some_and(|word| fits(pieces, word));
                return (!next).then(|| Self::matches(rest, words))?;
            }
            Part::One(piece) => words.first().is_some_and(|word| piece.fits(word)),
            Part::Either(pieces) => words.first().is_some_and(|word| fits(pieces, word)),
        };
        fits.then(|| Self::matches(rest, words.get(1..)?))?
            .map(|length| length + 1)
    }

    /// Every piece that a word of a match may be.
    fn pieces(&self) -> impl Iterator<Item = &Piece> {
        self.parts.iter().flat_map(|part| match part {
            Part::One(piece) => std::slice::from_ref(piece),
            Part::Either(pieces) => pieces,
            Part::Unless(_) | Part::Gap => &[],
        })
    }

    /// Whether a word is one of those the pattern names.
    fn names(&self, word: &str) -> bool {
        self.pieces()
            .any(|piece| matches!(piece, Piece::Word(named) if named == word))
    }

    /// The longest word that every match has at the same place, with how many words of the match stand before it.
    fn anchor(&self) -> Option<(usize, &str)> {
        let fixed = self.parts.iter().take_while(|part| **part != Part::Gap);
        let taking = fixed.filter(|part| !matches!(part, Part::Unless(_)));
        let words = taking.enumerate().filter_map(|(before, part)| match part {
            Part::One(Piece::Word(word)) => Some((before, word.as_str())),
            Part::One(_) | Part::Either(_) | Part::Unless(_) | Part::Gap => None,
        });
        words.max_by_key(|(_, word)| word.len())
    }

    /// The letters that a match begins with, not more than [`LETTERS`]; none if it may be any.
    fn letters(&self) -> &str {
        match self.parts.first() {
            Some(Part::One(Piece::Word(text) | Piece::Beginning(text))) => {
                beginnings(text).last().unwrap_or_default()
            }
            Some(Part::One(Piece::Number(..)) | Part::Either(_) | Part::Unless(_) | Part::Gap) | None => "",
        }
    }
}

/// The patterns of a language. There are thousands, and a question has a few words: each is looked at only where its longest word stands.
#[derive(Debug, Clone, Default)]
pub(in crate::search) struct Patterns {
    /// In the order of the file, with the sign of each.
    all: Vec<(Signal, Pattern)>,
    /// Their numbers by [`Pattern::anchor`].
    by_word: HashMap<String, Vec<(usize, usize)>>,
    /// The numbers of those without an anchor by [`Pattern::letters`].
    by_letters: HashMap<String, Vec<usize>>,
    /// The words that patterns name, and the beginnings.
    words: HashSet<String>,
    beginnings: HashSet<String>,
}

/// The beginnings of a word, from none of its letters to [`LETTERS`] or all of them.
fn beginnings(word: &str) -> impl Iterator<Item = &str> {
    let ends = word.char_indices().map(|(end, _)| end).chain([word.len()]);
    ends.take(LETTERS + 1).filter_map(|end| word.get(..end))
}

/// Where a pattern matches.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Match {
    pub(super) signal: Signal,
    /// The number of its first word.
    pub(super) start: usize,
    /// The number of the word after its last.
    pub(super) end: usize,
    /// The number of the pattern.
    pattern: usize,
}

impl Match {
    pub(super) fn holds(&self, place: usize) -> bool {
        (self.start..self.end).contains(&place)
    }
}

impl Patterns {
    pub(in crate::search) fn add(&mut self, signal: Signal, pattern: Pattern) {
        let number = self.all.len();
        if let Some((before, word)) = pattern.anchor() {
            let there = self.by_word.entry(word.to_owned()).or_default();
            there.push((before, number));
        } else {
            let there = self.by_letters.entry(pattern.letters().to_owned()).or_default();
            there.push(number);
        }
        for piece in pattern.pieces() {
            match piece {
                Piece::Word(word) => drop(self.words.insert(word.clone())),
                Piece::Beginning(beginning) => drop(self.beginnings.insert(beginning.clone())),
                Piece::Number(..) => {}
            }
        }
        self.all.push((signal, pattern));
    }

    /// The sign and the pattern of a match.
    pub(super) fn of(&self, found: &Match) -> Option<&(Signal, Pattern)> {
        self.all.get(found.pattern)
    }

    /// Whether a pattern names a folded word, or the beginning of it.
    pub(in crate::search) fn name(&self, word: &str) -> bool {
        let mut beginnings = word.char_indices().filter_map(|(end, _)| word.get(..end));
        self.words.contains(word)
            || self.beginnings.contains(word)
            || beginnings.any(|beginning| self.beginnings.contains(beginning))
    }

    /// Whether a denial stands in a gap of a match: "he does not hit and has no knife".
    pub(super) fn denies_inside(&self, found: &Match, denial: &Match, words: &[&str]) -> bool {
        let named = |pattern: &(Signal, Pattern)| {
            let word = words.get(denial.start);
            word.is_some_and(|word| pattern.1.names(word))
        };
        denial.start > found.start
            && found.holds(denial.start)
            && !self.all.get(found.pattern).is_some_and(named)
    }

    /// Where patterns match in `words`.
    pub(super) fn found<'a>(&'a self, words: &'a [&'a str]) -> impl Iterator<Item = Match> + 'a {
        let anchored = words.iter().enumerate().flat_map(|(place, word)| {
            let there = self.by_word.get(*word).into_iter().flatten();
            there.filter_map(move |(before, number)| Some((place.checked_sub(*before)?, *number)))
        });
        let others = words.iter().enumerate().flat_map(|(place, word)| {
            let there = beginnings(word).filter_map(|letters| self.by_letters.get(letters));
            there.flatten().map(move |number| (place, *number))
        });
        anchored.chain(others).filter_map(|(start, number)| {
            let (signal, pattern) = self.all.get(number)?;
            if pattern.at_start && start > 0 {
                return None;
            }
            let length = Pattern::matches(&pattern.parts, words.get(start..)?)?;
            Some(Match {
                signal: *signal,
                start,
                end: start + length,
                pattern: number,
            })
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn matches(pattern: &str, text: &str) -> bool {
        let text = words(text);
        let folded: Vec<&str> = text.iter().map(|word| word.folded.as_str()).collect();
        let mut patterns = Patterns::default();
        let numbers = [("fjorten".to_owned(), 14), ("tjue*".to_owned(), 20)].into();
        let group = vec!["kona".to_owned(), "dama".to_owned()];
        let groups = [("woman".to_owned(), group)].into();
        let shorthands = Shorthands::parse(&numbers, &["uke*".to_owned()], &groups).unwrap();
        patterns.add(Signal::Danger, Pattern::parse(pattern, &shorthands).unwrap());
        patterns.found(&folded).next().is_some()
    }

    #[test]
    fn words_beginnings_and_gaps() {
        assert!(matches("har kniv", "Han har kniv!"));
        assert!(!matches("har kniv", "han har en kniv"));
        assert!(matches("har .. kniv*", "han har en stor kniven"));
        assert!(!matches("har .. kniv", "har a b c d e kniv"));
        assert!(matches("вб'є", "він мене вбʼє"));
        assert!(matches("er #23-99", "jeg er 31"));
        assert!(!matches("er #23-99", "jeg er 22"));
        assert!(!matches("er #23-99", "jeg er 100"));
        assert!(matches("jeg|eg er|e #8-17", "nei eg e 14"));
        assert!(!matches("jeg|eg er|e #8-17", "han er 14"));
        assert!(matches("finne <woman>|henne", "jeg vil finne dama"));
        assert!(matches("finne <woman>|henne", "jeg vil finne henne"));
        assert!(!matches("finne <woman>|henne", "jeg vil finne hjelp"));
    }

    #[test]
    fn where_a_clause_begins_and_what_must_not_follow() {
        assert!(matches("^ #8-17 år !*", "14 år"));
        assert!(!matches("^ #8-17 år !*", "14 år sammen"));
        assert!(!matches("^ #8-17 år", "gift i 14 år"));
        assert!(matches("jeg er #8-17 !uke*", "jeg er 12"));
        assert!(!matches("jeg er #8-17 !uke*", "jeg er 12 uker på vei"));
        assert!(matches("jeg er #8-17 !uke* og", "jeg er 12 og redd"));
    }

    #[test]
    fn an_age_is_a_number_of_years() {
        assert!(matches("jeg er @8-17", "jeg er 12"));
        assert!(matches("jeg er @8-17", "jeg er fjorten og redd"));
        assert!(!matches("jeg er @8-17", "jeg er tjueen"));
        assert!(matches("jeg er @18-99", "jeg er tjueen"));
        assert!(!matches("jeg er @8-17", "jeg er 12 uker på vei"));
    }

    #[test]
    fn what_is_no_pattern_is_told() {
        for text in [
            "",
            "..",
            "!a",
            "a|b c|",
            "a*b",
            "#5",
            "@5",
            "^",
            "<nobody>",
            "a|<nobody>",
        ] {
            assert_eq!(Pattern::parse(text, &Shorthands::default()), None, "{text}");
        }
    }
}
