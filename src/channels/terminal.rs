//! An answer as plain lines, for a terminal and for anything else that shows text.

use std::fmt::Write as _;

use crate::answer::{
    Answer, Card, Choice, Choices, Danger, HeaderView, Outcome, PhoneLine, Renderer, RungLine, Shortcuts, Way,
};
use crate::channels::offered::Offered;
use crate::model::{EmergencyNumbers, PhoneNumber, Span};

/// Draws answers as plain text, the emergency numbers in the first line.
#[derive(Debug, Default)]
pub struct Terminal {
    text: String,
    cards: usize,
    /// In a conversation: the question that stands last, whatever the answer's order, and where its numbers lead.
    asked: Option<Asked>,
}

#[derive(Debug, Default)]
struct Asked {
    text: String,
    offered: Offered,
}

impl Asked {
    fn offer(&mut self, choice: &Choice) {
        self.offered.choices.push(choice.clone());
        self.line(&self.offered.choices.len().to_string(), choice);
    }

    fn line(&mut self, number: &str, choice: &Choice) {
        // Writing to a string cannot fail.
        let _ = writeln!(self.text, "{number:>4}  {}", choice.name.text);
    }
}

impl Terminal {
    /// An answer as text that ends with a line break.
    #[must_use]
    pub fn draw(answer: &Answer) -> String {
        let mut terminal = Self::default();
        answer.render(&mut terminal);
        terminal.text
    }

    /// The same for a conversation: what can be chosen stands last, with numbers.
    #[must_use]
    pub fn converse(answer: &Answer) -> (String, Offered) {
        let mut terminal = Self {
            asked: Some(Asked::default()),
            ..Self::default()
        };
        answer.render(&mut terminal);
        let asked = terminal.asked.take().unwrap_or_default();
        terminal.space();
        (terminal.text + asked.text.as_str(), asked.offered)
    }

    fn put(&mut self, text: &str) {
        self.text.push_str(text.trim_end());
        self.text.push('\n');
    }

    fn space(&mut self) {
        if !self.text.ends_with("\n\n") {
            self.text.push('\n');
        }
    }

    fn number(&mut self, number: &PhoneNumber, words: &Span) {
        self.put(&format!("{:<12} {}", number.grouped(), words.text));
    }

    fn phone(&mut self, phone: &PhoneLine) {
        let open = phone.open.as_ref().map(|open| open.text.as_str());
        let mut words: Vec<&str> = [phone.label.text.as_str()].into_iter().chain(open).collect();
        words.extend(phone.notes.iter().map(|note| note.text.as_str()));
        words.dedup();
        self.put(&format!(
            "   {:<12} {}",
            phone.number.grouped(),
            words.join(" · ")
        ));
        if let Some(hours) = &phone.hours {
            self.put(&format!("   {:<12} {}", "", hours.text));
        }
    }

    fn way(&mut self, way: &Way) {
        let mut line = format!("   {}: {}", way.label.text, way.text);
        for span in way.open.iter().chain(&way.note) {
            line.push_str(" · ");
            line.push_str(&span.text);
        }
        self.put(&line);
    }
}

impl Renderer for Terminal {
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
        self.put(&format!(
            "{police} {} · {ambulance} {} · {fire} {}",
            words.police.text, words.ambulance.text, words.fire.text
        ));
        if let Some(number) = header.child_welfare {
            self.number(number, &words.child_welfare);
        }
        self.number(doctor, &words.doctor);
        self.number(child_line, &words.child_line);
        self.number(violence_line, &words.violence_line);
        self.put(&words.deaf.text);
    }

    fn outcome(&mut self, _: &Outcome) {}

    fn danger(&mut self, danger: &Danger) {
        self.space();
        self.put(&format!(">>> {}", danger.call.text));
        for step in &danger.steps {
            self.put(&format!("    {}", step.text));
        }
    }

    fn heading(&mut self, text: &Span) {
        self.space();
        self.put(&text.text);
    }

    fn line(&mut self, text: &Span) {
        self.space();
        self.put(&text.text);
    }

    fn card(&mut self, card: &Card) {
        self.space();
        self.cards += 1;
        // In a conversation numbers are what one can choose.
        let mark = match self.asked {
            Some(_) => "*".to_owned(),
            None => format!("{}.", self.cards),
        };
        self.put(&format!("{mark} {}", card.name.text));
        for text in card.only_norwegian.iter().chain([&card.summary, &card.reach]) {
            self.put(&format!("   {}", text.text));
        }
        let phones = |terminal: &mut Self| card.phones.iter().for_each(|phone| terminal.phone(phone));
        if !card.write {
            phones(self);
        }
        for way in &card.ways {
            self.way(way);
        }
        if card.write {
            phones(self);
        }
        let facts: Vec<&str> = card.facts.iter().map(|fact| fact.text.as_str()).collect();
        self.put(&format!("   {}", facts.join(" · ")));
        if let Some((_, as_of)) = &card.as_of {
            self.put(&format!("   {}", as_of.text));
        }
    }

    fn rungs(&mut self, rungs: &[RungLine]) {
        for rung in rungs {
            let mut words = vec![rung.name.text.as_str(), rung.open.text.as_str()];
            words.extend(rung.notes.iter().map(|note| note.text.as_str()));
            let way = match (&rung.number, &rung.text) {
                (Some(number), _) => number.grouped(),
                (None, text) => text.clone().unwrap_or_default(),
            };
            self.put(&format!("   {way:<12} {}", words.join(" · ")));
        }
    }

    fn choices(&mut self, choices: &Choices) {
        let mut question = vec![choices.question.text.as_str()];
        question.extend(choices.line.as_ref().map(|line| line.text.as_str()));
        let Some(asked) = &mut self.asked else {
            self.space();
            self.put(&question.join("\n"));
            self.space();
            for choice in &choices.list {
                self.put(&format!("   - {}", choice.name.text));
            }
            return;
        };
        asked.text.push_str(&question.join("\n"));
        asked.text.push_str("\n\n");
        for choice in &choices.list {
            asked.offer(choice);
        }
        asked.text.push('\n');
    }

    fn shortcuts(&mut self, shortcuts: &Shortcuts) {
        // Only in a conversation is there anybody to choose.
        let Some(asked) = &mut self.asked else { return };
        for shortcut in shortcuts.list.iter().chain(&shortcuts.start) {
            asked.offer(shortcut);
        }
        if let Some(back) = &shortcuts.back {
            asked.line(Offered::BACK, back);
            asked.offered.back = Some(back.clone());
        }
    }

    fn note(&mut self, text: &Span) {
        self.space();
        self.put(&text.text);
    }
}
