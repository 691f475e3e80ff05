//! What may stand in a text that people read, and what may not.

use unicode_normalization::is_nfc;

use crate::problem::Cause;

/// Characters that hide something, turn the direction of the text or take it apart: control characters, bidirectional
/// controls, zero-width characters, and anything that is not in composed form.
pub(crate) fn characters(text: &str) -> Vec<Cause> {
    let mut causes: Vec<Cause> = text
        .chars()
        .filter(|c| is_unusual(*c))
        .map(|c| Cause::Character(u32::from(c)))
        .collect();
    if !is_nfc(text) {
        let apart = |c: &char| {
            unicode_normalization::char::is_combining_mark(*c) || !is_nfc(c.encode_utf8(&mut [0; 4]))
        };
        causes.push(Cause::Character(text.chars().find(apart).map_or(0, u32::from)));
    }
    causes
}

/// Control, bidirectional, zero-width, filler, tag and private characters, the replacement character, and digits that are not
/// 0-9.
fn is_unusual(c: char) -> bool {
    c.is_control()
        || (c.is_numeric() && !c.is_ascii_digit())
        || matches!(u32::from(c),
            0xAD | 0x61C | 0x180E | 0x200B..=0x200F | 0x2028..=0x202E | 0x2060..=0x206F | 0x3164 | 0xE000..=0xF8FF
            | 0xFEFF | 0xFFF9..=0xFFFD | 0xE_0000..=0x10_FFFF)
}

/// Digits that look like a telephone number, also with dots or dashes in them: no text of the data holds a date.
pub(crate) fn numbers(text: &str) -> Vec<Cause> {
    let apart = |c: char| {
        if matches!(c, '.' | '-' | '\u{2010}'..='\u{2015}' | '\u{202f}' | '/') {
            ' '
        } else {
            c
        }
    };
    let spaced: String = text.chars().map(apart).collect();
    let spaced = spaced.split_whitespace().collect::<Vec<_>>().join(" ");
    let digits = |run: &str| run.chars().filter(char::is_ascii_digit).count();
    // "0-18 years" is no number, "76-95-73-39" is.
    let hidden = phone_like(&spaced).into_iter().filter(|run| digits(run) >= 6);
    let mut found = phone_like(text);
    found.extend(hidden.filter(|run| !text.contains(run.as_str())));
    found.into_iter().map(Cause::DigitsInText).collect()
}

/// Digits that look like a telephone number, and links and e-mail addresses.
pub(super) fn prose(text: &str) -> Vec<Cause> {
    let link = |word: &&str| {
        let bare = word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
        word.contains("://") || word.contains('@') || bare.starts_with("www.")
    };
    let links = text
        .split_whitespace()
        .filter(link)
        .map(|word| Cause::LinkInText(word.to_owned()));
    numbers(text).into_iter().chain(links).collect()
}

/// Runs of digits, with spaces inside, that could be dialled: three digits and more. A year (19xx, 20xx), a postal code at
/// the end of an address and an age are not.
#[must_use]
pub fn phone_like(text: &str) -> Vec<String> {
    let mut runs: Vec<String> = Vec::new();
    let mut run = String::new();
    let mut gap = false;
    for c in text.chars().chain(['\n']) {
        if c.is_ascii_digit() {
            if gap {
                run.push(' ');
            }
            gap = false;
            run.push(c);
        } else if matches!(c, ' ' | '\u{a0}') && !run.is_empty() && !gap {
            gap = true;
        } else if !run.is_empty() {
            runs.push(std::mem::take(&mut run));
            gap = false;
        }
    }
    runs.retain(|run| {
        let digits: String = run.chars().filter(char::is_ascii_digit).collect();
        let year = digits.len() == 4 && (digits.starts_with("19") || digits.starts_with("20"));
        digits.len() >= 3 && !year
    });
    runs
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_in_prose_are_seen() {
        assert_eq!(phone_like("Ring 61 17 55 60 nå"), ["61 17 55 60"]);
        assert_eq!(phone_like("112, 113"), ["112", "113"]);
        assert_eq!(phone_like("under 18 år, siden 2023"), Vec::<String>::new());
    }

    #[test]
    fn hidden_characters_are_seen() {
        assert_eq!(characters("a\u{202e}b"), [Cause::Character(0x202e)]);
        assert_eq!(characters("c\u{30c}"), [Cause::Character(0x30c)]);
        assert!(characters("Áhkánjárga ’").is_empty());
    }
}
