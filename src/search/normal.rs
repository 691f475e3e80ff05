//! From what somebody typed to words that can be compared.
//!
//! The same steps run when the index is built and when a question is read: compatibility forms are composed, invisible
//! characters go, capitals go, the many apostrophes become one. A word then has an exact and a folded form.

use std::borrow::Cow;

use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfkc_quick};
use unicode_segmentation::UnicodeSegmentation;

/// The most of a question that is read, in characters as a person sees them. Nobody in need writes more, and it bounds the work.
const LONGEST: usize = 500;
/// The most marks and parts of one character that are read: no script needs more.
const STACKED: usize = 8;

/// A word of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Word {
    /// Lower case, composed, accents kept, apostrophes as `'`.
    pub(crate) exact: String,
    /// Without accents and apostrophes: what is left when somebody types without the right keyboard.
    pub(crate) folded: String,
}

/// The part of a text that is read: so many characters as a person sees them, and of each not more than [`STACKED`] parts.
pub(crate) fn cut(text: &str) -> Cow<'_, str> {
    // Latin and Cyrillic letters stand for themselves; nearly every question has nothing else and is short.
    let alone = |c: char| c < '\u{300}' || matches!(c, 'Ѐ'..='ҁ' | 'Ҋ'..='ԯ');
    if text.len() <= LONGEST && text.chars().all(alone) {
        return Cow::Borrowed(text);
    }
    let clusters = text.graphemes(true).take(LONGEST);
    clusters
        .flat_map(|cluster| cluster.chars().take(STACKED))
        .collect()
}

/// The words of a text, in order.
pub(crate) fn words(text: &str) -> Vec<Word> {
    split(&plain(text)).map(Word::new).collect()
}

/// The word of a text that holds just one.
pub(crate) fn one_word(text: &str) -> Option<Word> {
    if text.chars().all(|c| is_plain(c) && c.is_alphanumeric()) {
        return Some(Word::new(text)).filter(|word| !word.exact.is_empty());
    }
    let [word] = words(text).try_into().ok()?;
    Some(word)
}

/// A text in words, and in clauses: what punctuation or a line break keeps apart.
#[derive(Debug)]
pub(crate) struct Read {
    words: Vec<Word>,
    /// The number of the word behind the last one of each clause.
    ends: Vec<usize>,
}

/// Reads a text that [`cut`] has left.
pub(crate) fn read(text: &str) -> Read {
    let ends = |c: char| {
        matches!(
            c,
            '.' | ',' | ';' | ':' | '!' | '?' | '\n' | '–' | '—' | '…' | '(' | ')'
        )
    };
    let mut read = Read {
        words: Vec::new(),
        ends: Vec::new(),
    };
    let mut apart = true;
    for clause in text.split(ends) {
        let words: Vec<Word> = split(&plain(clause)).map(Word::new).collect();
        // "My son, 33, hits me" and "my daughter, 14 years, is afraid": an age belongs to what is before it, a number alone to what is around it.
        let aside = matches!(words.as_slice(), [number] if is_age(&number.folded));
        let behind = matches!(words.as_slice(), [number, _] if is_age(&number.folded));
        if !words.is_empty() && (aside || behind || !apart) {
            read.ends.pop();
        }
        apart = !aside;
        read.words.extend(words);
        if read.words.len() > read.ends.last().copied().unwrap_or_default() {
            read.ends.push(read.words.len());
        }
    }
    read
}

/// Whether a word is a number that may be somebody's age.
fn is_age(word: &str) -> bool {
    word.len() <= 2 && word.bytes().all(|byte| byte.is_ascii_digit())
}

impl Read {
    pub(crate) fn words(&self) -> &[Word] {
        &self.words
    }

    /// The same with each word in two that `two` parts.
    pub(crate) fn parted(self, two: impl Fn(&Word) -> Option<[Word; 2]>) -> Self {
        let mut words = Vec::with_capacity(self.words.len());
        let mut ends = self.ends;
        for word in self.words {
            let Some(parts) = two(&word) else {
                words.push(word);
                continue;
            };
            let at = words.len();
            for end in ends.iter_mut().filter(|end| **end > at) {
                *end += 1;
            }
            words.extend(parts);
        }
        Self { words, ends }
    }

    /// The clauses in words that stand for those of the text, one for one.
    pub(crate) fn clauses<'w>(&self, words: &'w [Word]) -> impl Iterator<Item = &'w [Word]> {
        let starts = std::iter::once(0).chain(self.ends.iter().copied());
        let clauses = starts.zip(&self.ends);
        clauses.filter_map(|(start, end)| words.get(start..*end))
    }
}

impl Word {
    pub(crate) fn new(exact: &str) -> Self {
        Self {
            exact: exact.to_owned(),
            folded: fold(exact),
        }
    }
}

/// The words of a plain text: letters, digits, and apostrophes inside.
pub(crate) fn split(plain: &str) -> impl Iterator<Item = &str> {
    plain
        .split(|c: char| {
            !c.is_alphanumeric() && c != '\'' && !unicode_normalization::char::is_combining_mark(c)
        })
        .map(|word| word.trim_matches('\''))
        .filter(|word| !word.is_empty())
}

/// A text cut to what is read, composed, in lower case, without invisible characters, with one kind of apostrophe.
pub(crate) fn plain(text: &str) -> String {
    if text.len() <= LONGEST && text.chars().all(is_plain) {
        return text.to_owned();
    }
    let lower = |c: char| c.to_lowercase();
    let apostrophe = |c: char| if is_apostrophe(c) { '\'' } else { c };
    // Nearly every text is short and composed already.
    if text.len() <= LONGEST && is_nfkc_quick(text.chars()) == IsNormalized::Yes {
        let seen = text.chars().filter(|c| !is_invisible(*c));
        let mut plain = String::with_capacity(text.len());
        plain.extend(seen.flat_map(lower).map(apostrophe));
        return plain;
    }
    let composed: String = cut(text)
        .nfkc()
        .filter(|c| !is_invisible(*c))
        .flat_map(lower)
        .collect();
    composed.nfc().map(apostrophe).collect()
}

/// Whether a character of ours stands for itself: nearly all do.
fn is_plain(c: char) -> bool {
    matches!(c, 'a'..='z' | '0'..='9' | ' ' | '\'' | 'à'..='ö' | 'ø'..='ý' | 'č' | 'đ' | 'ŋ' | 'š' | 'ŧ' | 'ž' | 'а'..='џ')
}

/// A word without accents and apostrophes. Norwegian `å` and `ø` also meet their spellings `aa` and `oe`; Cyrillic keeps
/// its own letters but for `ё` and `ґ`, which people replace by `е` and `г`.
pub(crate) fn fold(exact: &str) -> String {
    if exact.is_ascii() && !exact.contains('\'') && !exact.contains("aa") && !exact.contains("oe") {
        return exact.to_owned();
    }
    let mut folded = String::with_capacity(exact.len());
    for c in exact.chars() {
        match c {
            '\'' => {}
            'å' | 'á' => folded.push('a'),
            'ø' | 'ö' => folded.push('o'),
            'æ' | 'ä' => folded.push_str("ae"),
            'đ' | 'ð' => folded.push('d'),
            'ŋ' => folded.push('n'),
            'ŧ' | 'þ' => folded.push('t'),
            'ł' => folded.push('l'),
            'ß' => folded.push_str("ss"),
            'ё' => folded.push('е'),
            'ґ' => folded.push('г'),
            'a'..='z' | '0'..='9' | 'Ѐ'..='ԯ' => folded.push(c),
            _ => folded.extend(
                std::iter::once(c)
                    .nfd()
                    .filter(|c| !unicode_normalization::char::is_combining_mark(*c)),
            ),
        }
    }
    if folded.is_ascii() {
        folded.replace("aa", "a").replace("oe", "o")
    } else {
        folded
    }
}

/// Whether a text is written in Cyrillic for the most part.
#[allow(
    clippy::needless_pass_by_value,
    reason = "an iterator is passed to be used up"
)]
pub(crate) fn is_cyrillic<'a>(words: impl Iterator<Item = &'a Word> + Clone) -> bool {
    let letters = || {
        words
            .clone()
            .flat_map(|word| word.exact.chars())
            .filter(|c| c.is_alphabetic())
    };
    let cyrillic = letters().filter(|c| matches!(c, 'Ѐ'..='ԯ')).count();
    cyrillic * 2 > letters().count()
}

fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’' | 'ʼ' | '‘' | '`' | '´' | 'ʹ' | '′' | '＇')
}

fn is_invisible(c: char) -> bool {
    let code = u32::from(c);
    (c.is_control() && !c.is_whitespace())
        || matches!(code, 0xAD | 0x200B..=0x200F | 0x202A..=0x202E | 0x2060..=0x2069 | 0xFEFF)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folded(text: &str) -> Vec<String> {
        words(text).into_iter().map(|word| word.folded).collect()
    }

    #[test]
    fn every_apostrophe_and_none_meet() {
        for spelling in ["б'є", "б’є", "бʼє", "бє", "Б`Є"] {
            assert_eq!(folded(spelling), ["бє"], "{spelling}");
        }
    }

    #[test]
    fn missing_letters_meet() {
        assert_eq!(folded("slår"), folded("slaar"));
        assert_eq!(folded("søster"), folded("soester"));
        assert_eq!(folded("čábmit"), folded("cabmit"));
        assert_eq!(folded("bealjeheapme"), folded("bealjeheapme"));
    }

    #[test]
    fn decomposed_text_is_whole() {
        assert_eq!(words("c\u{30c}a\u{301}bmit").len(), 1);
        assert_eq!(folded("и\u{306}"), folded("й"));
    }

    #[test]
    fn an_age_stands_in_the_clause_around_it() {
        let clauses = |text: &str| -> Vec<usize> {
            let read = read(text);
            read.clauses(read.words()).map(<[Word]>::len).collect()
        };
        assert_eq!(clauses("sønnen min (33) slår, ring"), [4, 1]);
        assert_eq!(clauses("min sønn, 33, slår"), [4]);
        assert_eq!(clauses("han slår. 15. hjelp"), [4]);
        assert_eq!(clauses("34, mamma slår"), [3]);
        assert_eq!(clauses("dattera mi, 14 år, er redd"), [4, 2]);
        assert_eq!(clauses("14 år, kjæresten slår"), [2, 2]);
        assert_eq!(clauses("jeg er her, 112"), [3, 1]);
    }

    #[test]
    fn invisible_characters_go() {
        assert_eq!(folded("kri\u{200b}se\u{202e}senter"), ["krisesenter"]);
    }
}
