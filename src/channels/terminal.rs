//! An answer as plain lines, for a terminal and for anything else that shows text.

use crate::answer::{Answer, Card, Choice, Danger, HeaderView, Outcome, PhoneLine, Renderer, RungLine, Way};
use crate::model::{EmergencyNumbers, PhoneNumber, Span};

/// Draws answers as plain text, the emergency numbers in the first line.
#[derive(Debug, Default)]
pub struct Terminal {
    text: String,
    cards: usize,
}

impl Terminal {
    /// An answer as text that ends with a line break.
    #[must_use]
    pub fn draw(answer: &Answer) -> String {
        let mut terminal = Self::default();
        answer.render(&mut terminal);
        terminal.text
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
        self.put(&format!("{}. {}", self.cards, card.name.text));
        for text in card.only_norwegian.iter().chain([&card.summary, &card.reach]) {
            self.put(&format!("   {}", text.text));
        }
        for phone in &card.phones {
            self.phone(phone);
        }
        for way in &card.ways {
            self.way(way);
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

    fn choices(&mut self, choices: &[Choice]) {
        self.space();
        for choice in choices {
            self.put(&format!("   - {}", choice.name.text));
        }
    }

    fn note(&mut self, text: &Span) {
        self.space();
        self.put(&text.text);
    }
}
