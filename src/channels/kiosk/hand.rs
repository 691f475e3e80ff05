//! What can be handed over: the Norwegian text to show to a clerk, a picture that holds the text of a card, and a card for a purse.

use std::fmt::Write as _;

use maud::{Markup, PreEscaped, html};
use qrcodegen::{QrCode, QrCodeEcc};

use super::Asked;
use super::frame::first;
use super::page::Page;
use super::shell::hidden;
use crate::answer::{
    Answer, Card, Choices, Danger, HeaderView, Outcome, PhoneLine, Renderer, RungLine, Shortcuts, State,
    Where,
};
use crate::model::{Lang, OpenState, Span};
use crate::text::Message;

/// The first card of an answer and the first line of numbers above it.
#[derive(Default)]
pub(super) struct Taken {
    pub(super) card: Option<Card>,
    pub(super) numbers: Vec<(String, String)>,
}

impl Taken {
    pub(super) fn of(answer: &Answer) -> Self {
        let mut taken = Self::default();
        answer.render(&mut taken);
        taken
    }
}

impl Renderer for Taken {
    fn header(&mut self, header: HeaderView<'_>) {
        self.numbers = first(header);
    }

    fn card(&mut self, card: &Card) {
        self.card.get_or_insert_with(|| card.clone());
    }

    fn outcome(&mut self, _: &Outcome) {}
    fn danger(&mut self, _: &Danger) {}
    fn heading(&mut self, _: &Span) {}
    fn line(&mut self, _: &Span) {}
    fn rungs(&mut self, _: &[RungLine]) {}
    fn choices(&mut self, _: &Choices) {}
    fn shortcuts(&mut self, _: &Shortcuts) {}
    fn note(&mut self, _: &Span) {}
}

impl Page<'_> {
    /// The Norwegian text beside a translation, to show to a clerk or to read to an operator.
    pub(super) fn bridge(&self, norwegian: &Card) -> Markup {
        let name = match self.lang {
            Lang::Nb => return html! {},
            Lang::En => Message::LanguageNameEn,
            Lang::Uk => Message::LanguageNameUk,
            Lang::Se => Message::LanguageNameSe,
        };
        let say = |lang| {
            let language = &self.desk.say(lang, name).text;
            self.desk.say(lang, Message::BridgeInterpreter { language }).text
        };
        html! {
            section.bridge {
                h2 { (self.tell(Message::BridgeTitle)) }
                div lang="nb" dir="ltr" {
                    p.line { b.say { (say(Lang::Nb)) } }
                    h3 { (norwegian.name.text) }
                    p { (norwegian.summary.text) }
                    ul { @for phone in &norwegian.phones { li { b { (phone.number) } " " (phone.label.text) } } }
                    p { (norwegian.reach.text) }
                    ul.facts { @for fact in &norwegian.facts { li { (fact.text) } } }
                }
                p.small { (self.words(&say(self.lang))) }
            }
        }
    }

    /// To take the card along: a picture for a telephone, and paper.
    pub(super) fn carry(&self, card: &Card) -> Markup {
        let Asked { q, g, s, v: _, p: _ } = self.asked;
        let sent = [("q", q), ("g", g), ("s", s), ("p", &self.place)];
        html! {
            @if let Some(picture) = picture(&self.text_of(card)) {
                details.carry {
                    summary { (self.tell(Message::CarryTitle)) }
                    div.codes {
                        div.held {
                            figure.qr role="img" aria-label=(self.say(Message::CarryTitle)) { (picture) }
                            p { (self.tell(Message::CarryLine)) }
                        }
                        @if let Some((bot, link, picture)) = self.telegram() {
                            div {
                                figure.qr role="img" aria-label={ "Telegram: " (bot) } { (picture) }
                                p { (self.tell(Message::CarryTelegram)) }
                                // A telephone cannot point its camera at itself: there the link stands alone.
                                p.ways { a href=(link) rel="noreferrer noopener" dir="ltr" { "t.me/" (bot) } }
                            }
                        }
                    }
                }
            }
            @if self.settings.printing {
                div.paper {
                    button.more type="button" data-do="print" hidden { (self.say(Message::NavPrint)) }
                    @if !card.phones.is_empty() {
                        form method="post" action={ "/" (self.lang.tag()) } {
                            (hidden(&sent))
                            button.more name="v" value="k" { (self.say(Message::DiscreetOpen)) }
                        }
                    }
                }
            }
        }
    }

    /// The office's bot, a link that opens it where the reader is now, and a picture of the link: the point of the guided way, or its start, in the
    /// language and for the place of the page. Nothing else goes along.
    fn telegram(&self) -> Option<(&str, String, Markup)> {
        let bot = self.settings.telegram_bot.as_deref()?;
        let state = self.desk.state(&self.asked.g);
        let state = state
            .unwrap_or_else(|| State::start(self.lang, None))
            .with_lang(self.lang);
        let state = match self.desk.directory().place_called(&self.place) {
            Ok(place) => state.with_place(Where::At(place.id.clone())),
            Err(_) => state,
        };
        let token = self.desk.token(&state);
        let link = format!("https://t.me/{bot}?start={token}");
        let picture = picture(&link)?;
        Some((bot, link, picture))
    }

    /// The card as a text: the emergency numbers, the name, the numbers and when they answer.
    fn text_of(&self, card: &Card) -> String {
        // Writing to a string does not fail.
        let mut text = String::new();
        for (number, word) in &self.frame.first {
            let _ = writeln!(text, "{number} {word}");
        }
        let _ = writeln!(text, "\n{}", card.name.text);
        for phone in &card.phones {
            let _ = writeln!(text, "{} {}", phone.number, phone.label.text);
            if let Some(hours) = hours(phone) {
                let _ = writeln!(text, "{hours}");
            }
        }
        text
    }

    /// A card for a purse: numbers and when they answer, and nothing that tells what they are for.
    pub(super) fn discreet(&self, card: &Card) -> Markup {
        html! {
            section.discreet {
                h1 { (self.tell(Message::DiscreetTitle)) }
                ul.first-numbers { @for (number, word) in &self.frame.first { li { b { (number) } " " (self.words(word)) } } }
                ul {
                    @for phone in &card.phones {
                        li {
                            b { (phone.number) }
                            @if let Some(hours) = hours(phone) { " " span { (hours) } }
                        }
                    }
                }
            }
            div.paper { button.more type="button" data-do="print" hidden { (self.say(Message::NavPrint)) } }
        }
    }
}

/// When a number answers, without what is so today alone.
fn hours(phone: &PhoneLine) -> Option<&str> {
    let always = || phone.open.as_ref().filter(|_| phone.state == OpenState::Always);
    phone
        .hours
        .as_ref()
        .or_else(always)
        .map(|span| span.text.as_str())
}

/// A text as a QR code; nothing if it is too long for one.
fn picture(text: &str) -> Option<Markup> {
    let code = QrCode::encode_text(text, QrCodeEcc::Low).ok()?;
    let size = code.size();
    let mut path = String::new();
    for y in 0..size {
        for x in (0..size).filter(|x| code.get_module(*x, y)) {
            let _ = write!(path, "M{x} {y}h1v1h-1z");
        }
    }
    let edge = size + 8;
    Some(PreEscaped(format!(
        "<svg viewBox=\"-4 -4 {edge} {edge}\" aria-hidden=\"true\"><path d=\"M-4-4h{edge}v{edge}h-{edge}z\" class=\"paper-white\"/><path d=\"{path}\" class=\"ink-black\"/></svg>"
    )))
}
