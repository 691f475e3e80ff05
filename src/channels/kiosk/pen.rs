//! Texts as HTML, each part with its language: for a screen reader.

use maud::{Markup, PreEscaped, Render, html};

use crate::answer::Desk;
use crate::model::{Lang, PhoneNumber, Span};
use crate::text::Message;

/// Writes in the language of a page.
#[derive(Clone, Copy)]
pub(super) struct Pen<'a> {
    pub(super) desk: &'a Desk,
    pub(super) lang: Lang,
}

impl<'a> Pen<'a> {
    pub(super) fn say(self, message: Message<'_>) -> String {
        self.desk.say(self.lang, message).text
    }

    /// A message as text, with the language of each part.
    pub(super) fn tell(self, message: Message<'_>) -> Markup {
        self.words(&self.say(message)).render()
    }

    /// A text of the page's own language, with the language of each part.
    pub(super) fn words<'t>(self, text: &'t str) -> Words<'t>
    where
        'a: 't,
    {
        words(self.desk, self.lang, text)
    }

    pub(super) fn span<'t>(self, span: &'t Span) -> Spoken<'t>
    where
        'a: 't,
    {
        let words = words(self.desk, span.lang, &span.text);
        Spoken {
            words,
            other: self.other(span.lang),
        }
    }

    pub(super) fn number(self, number: &PhoneNumber, words: &Span) -> Markup {
        html! { li { a href={ "tel:" (number.tel()) } { b { (number) } " " span { (self.span(words)) } } } }
    }

    /// The language of a text, where it is not the page's own.
    pub(super) fn other(self, lang: Lang) -> Option<&'static str> {
        (lang != self.lang).then_some(lang.tag())
    }

    /// The direction of a text that is not in the page's language.
    pub(super) fn turned(self, lang: Lang) -> Option<&'static str> {
        (lang != self.lang).then(|| self.desk.direction(lang))
    }
}

/// A text with the language of each part that is not in the language of the rest.
pub(super) struct Words<'a> {
    desk: &'a Desk,
    lang: Lang,
    text: &'a str,
}

/// A text with the language of each part that is not in the language of the rest.
pub(super) fn words<'a>(desk: &'a Desk, lang: Lang, text: &'a str) -> Words<'a> {
    Words { desk, lang, text }
}

impl Render for Words<'_> {
    fn render_to(&self, html: &mut String) {
        for (other, part) in self.desk.parts(self.lang, self.text) {
            let part = Escaped(part);
            match other {
                Some(other) => html! { span lang=(other.tag()) dir=(self.desk.direction(other)) { (part) } }
                    .render_to(html),
                None => part.render_to(html),
            }
        }
    }
}

/// A text that says which language it is in where that is not the page's own.
pub(super) struct Spoken<'a> {
    words: Words<'a>,
    other: Option<&'static str>,
}

impl Render for Spoken<'_> {
    fn render_to(&self, html: &mut String) {
        let Self { words, other } = self;
        match other {
            Some(lang) => {
                html! { span lang=(lang) dir=(words.desk.direction(words.lang)) { (words) } }.render_to(html);
            }
            None => words.render_to(html),
        }
    }
}

/// A text as HTML shows it. Nearly none has anything to escape, and to copy it whole takes a tenth of the time.
pub(super) struct Escaped<'a>(pub(super) &'a str);

impl Render for Escaped<'_> {
    fn render_to(&self, html: &mut String) {
        let special = |byte| matches!(byte, b'&' | b'<' | b'>' | b'"');
        // Without a way out in the middle, so that many bytes are looked at together.
        if self.0.bytes().fold(false, |found, byte| found | special(byte)) {
            self.0.render_to(html);
        } else {
            PreEscaped(self.0).render_to(html);
        }
    }
}
