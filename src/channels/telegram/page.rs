//! A sheet as Telegram takes it: plain text with marks beside it (never markup in the text, which Telegram would refuse when it is wrong), and
//! buttons below.

use teloxide_core::types::{InlineKeyboardButton, InlineKeyboardMarkup, MessageEntity, MessageEntityKind};

use crate::answer::Choice;
use crate::channels::bot::{Mark, Sheet};

/// The longest message, in UTF-16 units.
const LONGEST: usize = 4096;

/// One message: its text, the marks in it, and the buttons below.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Page {
    /// The text.
    pub(super) text: String,
    /// What is bold and what is a number to call; offsets in UTF-16 units.
    pub(super) entities: Vec<MessageEntity>,
    /// The buttons, below the last message of an answer alone.
    pub(super) buttons: Option<InlineKeyboardMarkup>,
}

impl Page {
    /// A sheet as messages, nearly always one: cut at the ends of lines where Telegram would not take it whole.
    pub(super) fn of(sheet: &Sheet) -> Vec<Self> {
        let mut pages = Vec::new();
        let mut start = 0;
        let mut end = 0;
        let mut length = 0;
        for line in sheet.text.split_inclusive('\n') {
            let more = units(line);
            if length + more > LONGEST && end > start {
                pages.push(Self::cut(sheet, start, end));
                start = end;
                length = 0;
            }
            end += line.len();
            length += more;
        }
        let mut last = Self::cut(sheet, start, end);
        last.buttons = buttons(sheet);
        pages.push(last);
        pages
    }

    /// The part of a sheet between two ends of lines.
    fn cut(sheet: &Sheet, start: usize, end: usize) -> Self {
        let text = sheet.text.get(start..end).unwrap_or_default().trim_end();
        let inside = sheet
            .marks
            .iter()
            .filter(|(_, at)| at.start >= start && at.end <= start + text.len());
        let entity = |(mark, at): &(Mark, std::ops::Range<usize>)| {
            let before = text.get(..at.start - start).unwrap_or_default();
            let marked = sheet.text.get(at.clone()).unwrap_or_default();
            let kind = match mark {
                Mark::Bold => MessageEntityKind::Bold,
                Mark::Number => MessageEntityKind::PhoneNumber,
            };
            MessageEntity::new(kind, units(before), units(marked))
        };
        Self {
            entities: inside.map(entity).collect(),
            text: text.to_owned(),
            buttons: None,
        }
    }
}

fn units(text: &str) -> usize {
    text.encode_utf16().count()
}

/// A button a row; back and to the start share one.
fn buttons(sheet: &Sheet) -> Option<InlineKeyboardMarkup> {
    let button = |choice: &Choice| InlineKeyboardButton::callback(&choice.name.text, &choice.to);
    let mut rows: Vec<Vec<InlineKeyboardButton>> =
        sheet.choices.iter().map(|choice| vec![button(choice)]).collect();
    let out: Vec<InlineKeyboardButton> = sheet.back.iter().chain(&sheet.start).map(button).collect();
    rows.extend((!out.is_empty()).then_some(out));
    (!rows.is_empty()).then(|| InlineKeyboardMarkup::new(rows))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Lang, Span};

    /// Long texts of any script are cut at the ends of lines, each mark stays on its words, and nothing is lost.
    #[test]
    fn a_long_text_is_cut_at_the_ends_of_lines() {
        for word in [
            "noen å snakke med",
            "поговорити з кимось",
            "👩\u{200d}👩\u{200d}👧 Áhkánjárga",
            "x",
        ] {
            let mut sheet = Sheet::default();
            for line in 0..900 {
                let start = sheet.text.len();
                sheet.text.extend(["112 ", word, " ", &line.to_string(), "\n"]);
                sheet.marks.push((Mark::Number, start..start + 3));
            }
            sheet.choices.push(Choice {
                to: "token".to_owned(),
                about: String::new(),
                name: Span::new("name", Lang::Nb),
            });
            let pages = Page::of(&sheet);
            assert!(pages.len() > 1);
            let mut read = String::new();
            for page in &pages {
                let units: Vec<u16> = page.text.encode_utf16().collect();
                assert!(units.len() <= LONGEST);
                for entity in &page.entities {
                    let marked = String::from_utf16(&units[entity.offset..entity.offset + entity.length]);
                    assert_eq!(marked.unwrap(), "112");
                }
                assert_eq!(page.entities.len(), page.text.lines().count());
                read.push_str(&page.text);
                read.push('\n');
            }
            assert_eq!(read, sheet.text);
            let below: Vec<bool> = pages.iter().map(|page| page.buttons.is_some()).collect();
            assert!(below.ends_with(&[false, true]));
        }
    }
}
