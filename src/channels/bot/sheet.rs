//! An answer as a chat shows it: plain text, what is marked in it, and what can be chosen below. A channel turns the marks into whatever its
//! protocol has for them, and the choices into buttons or numbers.

use std::ops::Range;

use crate::answer::{
    Answer, Card, Choice, Choices, Danger, HeaderView, Outcome, PhoneLine, Renderer, RungLine, Shortcuts, Way,
};
use crate::channels::bot::Talk;
use crate::model::{EmergencyNumbers, PhoneNumber, Span};

/// How many services of an answer say what they do; those below are reached by their choices.
const IN_WORDS: usize = 3;

/// An answer for a chat.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Sheet {
    /// The text; it begins with the emergency numbers.
    pub text: String,
    /// What is marked in it, in the order of the text.
    pub marks: Vec<(Mark, Range<usize>)>,
    /// What can be chosen, from the top.
    pub choices: Vec<Choice>,
    /// The choice that goes one step back.
    pub back: Option<Choice>,
    /// The choice that goes to the start.
    pub start: Option<Choice>,
}

/// What a part of the text is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mark {
    /// A heading or a name.
    Bold,
    /// A number to call.
    Number,
}

impl Sheet {
    /// Draws an answer. `whole` draws a service with everything; `more` is what the choice of a service says before its name.
    #[must_use]
    pub fn of(answer: &Answer, whole: bool, more: &str) -> Self {
        let mut drawing = Drawing {
            sheet: Self::default(),
            cards: 0,
            whole,
            more: more.to_owned(),
        };
        answer.render(&mut drawing);
        let mut sheet = drawing.sheet;
        sheet.text.truncate(sheet.text.trim_end().len());
        sheet
    }
}

#[derive(Debug)]
struct Drawing {
    sheet: Sheet,
    cards: usize,
    whole: bool,
    more: String,
}

impl Drawing {
    fn put(&mut self, text: &str) {
        self.sheet.text.push_str(text);
    }

    fn marked(&mut self, mark: Mark, text: &str) {
        let start = self.sheet.text.len();
        self.put(text);
        if !text.is_empty() {
            self.sheet.marks.push((mark, start..self.sheet.text.len()));
        }
    }

    fn line(&mut self, text: &str) {
        self.put(text.trim_end());
        self.put("\n");
    }

    fn bold(&mut self, text: &str) {
        self.marked(Mark::Bold, text.trim_end());
        self.put("\n");
    }

    fn number(&mut self, number: &PhoneNumber) {
        self.marked(Mark::Number, &number.grouped());
    }

    fn space(&mut self) {
        if !self.sheet.text.is_empty() && !self.sheet.text.ends_with("\n\n") {
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
}

impl Renderer for Drawing {
    fn header(&mut self, header: HeaderView<'_>) {
        let EmergencyNumbers {
            police: _,
            ambulance: _,
            fire: _,
            doctor,
            child_line,
            violence_line,
        } = header.numbers;
        let words = header.words;
        for (i, (number, word)) in header.first().into_iter().enumerate() {
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
            self.sheet.choices.push(Choice {
                to,
                about: String::new(),
                name,
            });
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
        self.sheet.choices.extend_from_slice(&choices.list);
    }

    fn shortcuts(&mut self, shortcuts: &Shortcuts) {
        self.sheet.choices.extend_from_slice(&shortcuts.list);
        self.sheet.back.clone_from(&shortcuts.back);
        self.sheet.start.clone_from(&shortcuts.start);
    }

    fn note(&mut self, text: &Span) {
        self.space();
        Drawing::line(self, &text.text);
    }
}
