//! An answer as a page.

use maud::{Markup, html};

use super::Asked;
use super::frame::Frame;
use super::hand::Taken;
use super::icons::{CALL, icon};
use super::pen::{Pen, Spoken, Words};
use super::settings::Settings;
use super::shell::hidden;
use crate::answer::{
    Answer, Card, Choices, Danger, Desk, HeaderView, Outcome, PhoneLine, Renderer, RungLine, Shortcuts, Way,
};
use crate::model::{Lang, OpenState, PhoneNumber, Span};
use crate::text::Message;

/// A page being drawn.
#[allow(clippy::struct_excessive_bools, reason = "each says what the page has so far")]
pub(super) struct Page<'a> {
    pub(super) desk: &'a Desk,
    pub(super) settings: &'a Settings,
    pub(super) lang: Lang,
    pub(super) asked: &'a Asked,
    /// The place of the answer, for the next question.
    pub(super) place: String,
    pub(super) frame: &'a Frame,
    /// The child welfare line of the place.
    pub(super) own_line: Option<(PhoneNumber, Span)>,
    pub(super) main: Vec<Markup>,
    pub(super) shortcuts: Shortcuts,
    pub(super) danger: bool,
    pub(super) one_service: bool,
    pub(super) asks: bool,
    heading: bool,
    /// The same service in Norwegian.
    norwegian: Option<Card>,
}

impl<'a> Page<'a> {
    /// The page of an answer, in a language. `asked` is what the page answers, so that another language can answer it too; `norwegian` is the
    /// same answer in Norwegian, where it stands beside this one.
    pub(super) fn draw(
        desk: &'a Desk,
        settings: &'a Settings,
        frame: &'a Frame,
        lang: Lang,
        asked: &'a Asked,
        answer: &Answer,
        norwegian: Option<&Answer>,
    ) -> Markup {
        let mut page = Page {
            desk,
            settings,
            lang,
            asked,
            place: asked.place().to_owned(),
            frame,
            own_line: None,
            main: Vec::with_capacity(16),
            shortcuts: Shortcuts::default(),
            heading: false,
            danger: false,
            one_service: !asked.s.is_empty(),
            asks: false,
            norwegian: norwegian.and_then(|answer| Taken::of(answer).card),
        };
        answer.render(&mut page);
        page.whole()
    }

    pub(super) fn pen(&self) -> Pen<'a> {
        Pen {
            desk: self.desk,
            lang: self.lang,
        }
    }

    pub(super) fn say(&self, message: Message<'_>) -> String {
        self.pen().say(message)
    }

    pub(super) fn tell(&self, message: Message<'_>) -> Markup {
        self.pen().tell(message)
    }

    pub(super) fn words<'t>(&'t self, text: &'t str) -> Words<'t> {
        self.pen().words(text)
    }

    pub(super) fn span<'t>(&'t self, span: &'t Span) -> Spoken<'t> {
        self.pen().span(span)
    }

    fn phone(&self, phone: &PhoneLine) -> Markup {
        let state = class_of(phone.state);
        let target = if phone.voice { "tel:" } else { "sms:" };
        html! {
            li {
                a.number href={ (target) (phone.number.tel()) } {
                    b { (phone.number) } " "
                    // A label that says the same as the opening hours is said once.
                    @if phone.open.as_ref().is_none_or(|open| open.text != phone.label.text) {
                        span { (self.span(&phone.label)) }
                    }
                }
                @if let Some(open) = &phone.open { p class=(state) { (self.span(open)) } }
                @if let Some(hours) = &phone.hours { p.small { (self.span(&whole(hours))) } }
                @for text in &phone.notes { p.small { (self.span(text)) } }
            }
        }
    }

    /// Other ways to reach a service. What several of them are is said once.
    fn ways(&self, ways: &[Way]) -> Markup {
        html! {
            ul.ways {
                @for alike in ways.chunk_by(|a, b| a.label == b.label) {
                    li {
                        @for way in alike.iter().take(1) { p.what { span { (self.span(&way.label)) ":" } } }
                        div { @for way in alike { (self.way(way)) } }
                    }
                }
            }
        }
    }

    fn way(&self, way: &Way) -> Markup {
        html! {
            p {
                @match &way.target {
                    // A page of somebody else opens without telling it where we are.
                    Some(target) => a href=(target) rel="noreferrer noopener" lang=(way.language) dir="ltr" { (way.text) },
                    None => span lang=(way.language) dir="ltr" { (way.text) },
                }
            }
            @for text in way.open.iter().chain(&way.note) { p.small { (self.span(&whole(text))) } }
        }
    }
}

/// A text of which no line ends within a span of time, or between a day and its time: between two digits the dash has a word joiner on either
/// side, and what stands before a digit stays with it.
fn whole(span: &Span) -> Span {
    let mut text = String::new();
    let mut before = ' ';
    let mut rest = span.text.chars().peekable();
    while let Some(c) = rest.next() {
        let digit = rest.peek().is_some_and(char::is_ascii_digit);
        match c {
            '–' if digit && before.is_ascii_digit() => text.push_str("\u{2060}–\u{2060}"),
            ' ' if digit => text.push('\u{a0}'),
            _ => text.push(c),
        }
        before = c;
    }
    Span::new(text, span.lang)
}

/// The view of a service that is a card for a purse.
const DISCREET: &str = "k";

/// The class of a state; the style sheet gives each its shape.
const fn class_of(state: OpenState) -> &'static str {
    match state {
        OpenState::Always | OpenState::Open { .. } => "open",
        OpenState::Closed { .. } => "closed",
        OpenState::Unknown => "unknown",
    }
}

impl Renderer for Page<'_> {
    fn header(&mut self, header: HeaderView<'_>) {
        // All others are the same in every answer, and stand in the frame.
        let line = header.child_welfare.cloned();
        self.own_line = line.map(|number| (number, header.words.child_welfare.clone()));
    }

    fn outcome(&mut self, outcome: &Outcome) {
        // The place of a guided way, or one named in the question, is that of the next question too.
        if let Some(place) = &outcome.place {
            self.place = place.to_string();
        }
    }

    fn danger(&mut self, danger: &Danger) {
        self.danger = true;
        self.main.push(html! {
            section.danger role="alert" {
                h1 { a href={ "tel:" (danger.number.tel()) } { (icon(CALL)) b { (danger.number) } span { (self.span(&danger.call)) } } }
                @for step in &danger.steps { p { (self.span(step)) } }
            }
        });
        self.heading = true;
    }

    fn heading(&mut self, text: &Span) {
        self.main.push(if self.heading {
            html! { h2 { (self.span(text)) } }
        } else {
            html! { h1 { (self.span(text)) } }
        });
        self.heading = true;
    }

    fn line(&mut self, text: &Span) {
        self.main.push(html! { p.line { (self.span(text)) } });
    }

    fn card(&mut self, card: &Card) {
        if self.asked.v == DISCREET {
            self.main.push(self.discreet(card));
            self.heading = true;
            return;
        }
        let name = || self.span(&card.name);
        let Asked { q, g, .. } = self.asked;
        let sent = [("q", q), ("g", g), ("p", &self.place)];
        let ways = || self.ways(&card.ways);
        let whole = self.one_service || card.phones.is_empty();
        let article = html! {
            article.card {
                @if self.one_service { h1 { (name()) } } @else { h2 { (name()) } }
                @if let Some(norwegian) = card.norwegian_name.as_ref().filter(|_| self.one_service) {
                    p.small lang="nb" dir="ltr" { (norwegian.text) }
                }
                @if let Some(text) = &card.only_norwegian { p.small { (self.span(text)) } }
                p { (self.span(&card.summary)) }
                @if card.write { (ways()) }
                ul.phones { @for phone in &card.phones { (self.phone(phone)) } }
                @if whole { p { (self.span(&card.reach)) } }
                @if whole && !card.write { (ways()) }
                ul.facts {
                    @for fact in card.audience.iter().chain(&card.facts) { li { span { (self.span(fact)) } } }
                }
                @if card.unchecked { p.small.unchecked { (self.tell(Message::CardUnchecked)) } }
                @if let Some((_, text)) = &card.as_of { p.small { (self.span(text)) } }
                @if !self.one_service {
                    form method="post" action={ "/" (self.lang.tag()) } {
                        (hidden(&sent))
                        button.more name="s" value=(card.id) aria-label={
                            (self.say(Message::NavMore)) ": " (card.name.text)
                        } { (self.say(Message::NavMore)) }
                    }
                }
            }
        };
        self.main.push(article);
        if self.one_service {
            self.main.push(html! {
                @if let Some(norwegian) = &self.norwegian { (self.bridge(norwegian)) }
                (self.carry(card))
            });
        }
    }

    fn rungs(&mut self, rungs: &[RungLine]) {
        self.main.push(html! {
            ul.rungs {
                @for rung in rungs {
                    li {
                        a.number href=(rung.target) rel="noreferrer noopener" {
                            @if let Some(number) = &rung.number { b { (number) } }
                            @if let Some(text) = &rung.text { b lang="nb" dir="ltr" { (text) } }
                            " " span { (self.span(&rung.name)) }
                        }
                        p class=(class_of(rung.state)) { (self.span(&whole(&rung.open))) }
                        @for note in &rung.notes { p.small { (self.span(note)) } }
                    }
                }
            }
        });
    }

    fn choices(&mut self, choices: &Choices) {
        // The form comes first: Enter in its field presses the first button of the form, which has to be the search.
        let first = self.is_start();
        // Where something else is the heading of the first screen, the question stands below the form alone.
        if !(first && self.heading) {
            self.heading(&choices.question);
            if let Some(line) = &choices.line {
                self.line(line);
            }
        }
        self.asks |= first;
        self.main.push(html! {
            @if first {
                (self.form())
                h2 { (self.tell(Message::StartChoose)) }
            }
            ul.choices { @for choice in &choices.list { li { (self.button(choice)) } } }
        });
    }

    fn shortcuts(&mut self, shortcuts: &Shortcuts) {
        self.shortcuts = shortcuts.clone();
    }

    fn note(&mut self, text: &Span) {
        self.main.push(html! { p.note { (self.span(text)) } });
    }
}
