//! An answer as a message: plain text with marks beside it (never markup in the text, which Telegram would refuse when it is wrong), and
//! buttons below.

use teloxide_core::types::{InlineKeyboardButton, InlineKeyboardMarkup, MessageEntity, MessageEntityKind};

use crate::answer::{
    Answer, Card, Choice, Choices, Danger, HeaderView, Outcome, PhoneLine, Renderer, RungLine, Shortcuts, Way,
};
use crate::channels::bot::Talk;
use crate::model::{EmergencyNumbers, PhoneNumber, Span};

/// The longest message, in UTF-16 units.
const LONGEST: usize = 4096;

/// How many services of an answer say what they do; those below are reached by their buttons.
const IN_WORDS: usize = 3;

/// One message: its text, the marks in it, and the buttons below.
#[derive(Debug, Clone, PartialEq)]
pub struct Sheet {
    /// The text.
    pub text: String,
    /// What is bold and what is a number to call; offsets in UTF-16 units.
    pub entities: Vec<MessageEntity>,
    /// The buttons, below the last message of an answer alone.
    pub buttons: Option<InlineKeyboardMarkup>,
}

impl Sheet {
    /// An answer as messages: nearly always one. `whole` draws a service with everything; `more` is what its button says.
    #[must_use]
    pub fn of(answer: &Answer, whole: bool, more: &str) -> Vec<Self> {
        let mut drawing = Drawing {
            whole,
            more: more.to_owned(),
            ..Drawing::default()
        };
        answer.render(&mut drawing);
        drawing.sheets()
    }
}

#[derive(Debug, Default)]
struct Drawing {
    text: String,
    units: usize,
    entities: Vec<MessageEntity>,
    rows: Vec<Vec<InlineKeyboardButton>>,
    cards: usize,
    whole: bool,
    more: String,
}

impl Drawing {
    fn put(&mut self, text: &str) {
        self.text.push_str(text);
        self.units += text.encode_utf16().count();
    }

    fn marked(&mut self, kind: MessageEntityKind, text: &str) {
        let offset = self.units;
        self.put(text);
        let length = self.units - offset;
        if length > 0 {
            self.entities.push(MessageEntity::new(kind, offset, length));
        }
    }

    fn line(&mut self, text: &str) {
        self.put(text.trim_end());
        self.put("\n");
    }

    fn bold(&mut self, text: &str) {
        self.marked(MessageEntityKind::Bold, text.trim_end());
        self.put("\n");
    }

    fn number(&mut self, number: &PhoneNumber) {
        self.marked(MessageEntityKind::PhoneNumber, &number.grouped());
    }

    fn space(&mut self) {
        if !self.text.is_empty() && !self.text.ends_with("\n\n") {
            self.put("\n");
        }
    }

    fn beside(&mut self, number: &PhoneNumber, words: &Span) {
        self.number(number);
        self.line(&format!(" {}", words.text));
    }

    fn phone(&mut self, phone: &PhoneLine) {
        self.number(&phone.number);
        let open = phone.open.as_ref().map(|open| open.text.as_str());
        let mut words: Vec<&str> = Vec::new();
        if self.whole {
            words.push(&phone.label.text);
        }
        words.extend(open);
        words.extend(phone.notes.iter().map(|note| note.text.as_str()));
        words.dedup();
        self.line(&format!(" · {}", words.join(" · ")));
        if let Some(hours) = phone.hours.as_ref().filter(|_| self.whole) {
            self.line(&hours.text);
        }
    }

    fn way(&mut self, way: &Way) {
        let notes = way.open.iter().chain(&way.note).map(|span| span.text.as_str());
        let words: Vec<&str> = [way.text.as_str()].into_iter().chain(notes).collect();
        self.line(&format!("{}: {}", way.label.text, words.join(" · ")));
    }

    fn row(&mut self, choices: &[&Choice]) {
        let button = |choice: &&Choice| InlineKeyboardButton::callback(&choice.name.text, &choice.to);
        self.rows.push(choices.iter().map(button).collect());
    }

    /// The text in pieces that Telegram takes, cut at the ends of lines; the buttons stand below the last.
    fn sheets(self) -> Vec<Sheet> {
        let mut sheets: Vec<Sheet> = Vec::new();
        let mut start = 0;
        let mut units = 0;
        let mut piece = String::new();
        let mut pieces: Vec<(usize, String)> = Vec::new();
        for line in self.text.trim_end().split_inclusive('\n') {
            let length = line.encode_utf16().count();
            if units + length > LONGEST && !piece.is_empty() {
                pieces.push((start, std::mem::take(&mut piece)));
                start += units;
                units = 0;
            }
            piece.push_str(line);
            units += length;
        }
        pieces.push((start, piece));
        let last = pieces.len() - 1;
        for (number, (start, text)) in pieces.into_iter().enumerate() {
            let end = start + text.trim_end().encode_utf16().count();
            let inside =
                |entity: &&MessageEntity| entity.offset >= start && entity.offset + entity.length <= end;
            let moved = |entity: &MessageEntity| MessageEntity {
                offset: entity.offset - start,
                ..entity.clone()
            };
            sheets.push(Sheet {
                text: text.trim_end().to_owned(),
                entities: self.entities.iter().filter(inside).map(moved).collect(),
                buttons: (number == last && !self.rows.is_empty())
                    .then(|| InlineKeyboardMarkup::new(self.rows.clone())),
            });
        }
        sheets
    }
}

impl Renderer for Drawing {
    fn header(&mut self, header: HeaderView<'_>) {
        let EmergencyNumbers {
            police,
            ambulance,
            fire,
            doctor,
            child_line,
            violence_line,
        } = header.numbers;
        let words = header.words;
        let first = [
            (police, &words.police),
            (ambulance, &words.ambulance),
            (fire, &words.fire),
        ];
        for (i, (number, word)) in first.into_iter().enumerate() {
            if i > 0 {
                self.put(" · ");
            }
            self.number(number);
            self.put(&format!(" {}", word.text));
        }
        self.put("\n");
        if let Some(number) = header.child_welfare {
            self.beside(number, &words.child_welfare);
        }
        self.beside(doctor, &words.doctor);
        self.beside(child_line, &words.child_line);
        self.beside(violence_line, &words.violence_line);
    }

    fn outcome(&mut self, _: &Outcome) {}

    fn danger(&mut self, danger: &Danger) {
        self.space();
        self.bold(&danger.call.text);
        for step in &danger.steps {
            self.line(&step.text);
        }
    }

    fn heading(&mut self, text: &Span) {
        self.space();
        self.bold(&text.text);
    }

    fn line(&mut self, text: &Span) {
        self.space();
        Drawing::line(self, &text.text);
    }

    fn card(&mut self, card: &Card) {
        self.space();
        self.bold(&card.name.text);
        if let Some(text) = &card.only_norwegian {
            Drawing::line(self, &text.text);
        }
        if self.whole {
            Drawing::line(self, &card.summary.text);
            Drawing::line(self, &card.reach.text);
        }
        let ways = |drawing: &mut Self| {
            for way in &card.ways {
                // On a short card a web page is left to the button below.
                if drawing.whole || card.phones.is_empty() || way.open.is_some() {
                    drawing.way(way);
                }
            }
        };
        if card.write {
            ways(self);
        }
        for phone in &card.phones {
            self.phone(phone);
        }
        if !card.write {
            ways(self);
        }
        if self.whole {
            let facts: Vec<&str> = card.facts.iter().map(|fact| fact.text.as_str()).collect();
            Drawing::line(self, &facts.join(" · "));
            if let Some((_, text)) = &card.as_of {
                Drawing::line(self, &text.text);
            }
        } else {
            self.cards += 1;
            if self.cards <= IN_WORDS {
                Drawing::line(self, &card.summary.text);
            }
            let to = format!("{}{}", Talk::SERVICE, card.id);
            let name = Span::new(format!("{}: {}", self.more, card.name.text), card.name.lang);
            self.row(&[&Choice {
                to,
                about: String::new(),
                name,
            }]);
        }
    }

    fn rungs(&mut self, rungs: &[RungLine]) {
        for rung in rungs {
            match (&rung.number, &rung.text) {
                (Some(number), _) => self.number(number),
                (None, text) => self.put(text.as_deref().unwrap_or_default()),
            }
            let mut words = vec![rung.name.text.as_str(), rung.open.text.as_str()];
            words.extend(rung.notes.iter().map(|note| note.text.as_str()));
            Drawing::line(self, &format!(" · {}", words.join(" · ")));
        }
    }

    fn choices(&mut self, choices: &Choices) {
        self.space();
        self.bold(&choices.question.text);
        if let Some(line) = &choices.line {
            Drawing::line(self, &line.text);
        }
        for choice in &choices.list {
            self.row(&[choice]);
        }
    }

    fn shortcuts(&mut self, shortcuts: &Shortcuts) {
        for shortcut in &shortcuts.list {
            self.row(&[shortcut]);
        }
        let out: Vec<&Choice> = shortcuts.back.iter().chain(&shortcuts.start).collect();
        if !out.is_empty() {
            self.row(&out);
        }
    }

    fn note(&mut self, text: &Span) {
        self.space();
        Drawing::line(self, &text.text);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Long texts of any script are cut at the ends of lines, each mark stays on its words, and nothing is lost.
    #[test]
    fn a_long_text_is_cut_at_the_ends_of_lines() {
        for word in ["noen å snakke med", "поговорити з кимось", "👩‍👩‍👧 Áhkánjárga", "x"]
        {
            let mut drawing = Drawing::default();
            let number = PhoneNumber::parse("112").unwrap();
            let mut whole = String::new();
            for line in 0..900 {
                drawing.number(&number);
                drawing.line(&format!(" {word} {line}"));
                whole.extend(["112 ", word, " ", &line.to_string(), "\n"]);
            }
            drawing.row(&[&Choice {
                to: "token".to_owned(),
                about: String::new(),
                name: Span::new("name", crate::model::Lang::Nb),
            }]);
            let sheets = drawing.sheets();
            assert!(sheets.len() > 1);
            let mut read = String::new();
            for sheet in &sheets {
                let units: Vec<u16> = sheet.text.encode_utf16().collect();
                assert!(units.len() <= LONGEST);
                for entity in &sheet.entities {
                    let marked = String::from_utf16(&units[entity.offset..entity.offset + entity.length]);
                    assert_eq!(marked.unwrap(), "112");
                }
                assert_eq!(sheet.entities.len(), sheet.text.lines().count());
                read.push_str(&sheet.text);
                read.push('\n');
            }
            assert_eq!(read, whole);
            let below: Vec<bool> = sheets.iter().map(|sheet| sheet.buttons.is_some()).collect();
            assert!(below.ends_with(&[false, true]));
        }
    }
}
