//! What stands around every answer: the head, the languages, the field, the ways out and the tools.

use maud::{DOCTYPE, Markup, html};

use super::Asked;
use super::icons::{AWAY, BACK, START, icon, of};
use super::page::Page;
use super::pen::words;
use super::settings::Settings;
use crate::answer::{Choice, Shortcuts};
use crate::text::Message;

impl Page<'_> {
    /// The page with everything on it.
    pub(super) fn whole(self) -> Markup {
        let Page { settings, frame, .. } = self;
        html! {
            (DOCTYPE)
            html lang=(self.lang.tag()) dir=(self.desk.direction(self.lang)) {
                (frame.head)
                body class=[self.class()] data-home=(Settings::HOME) data-exit=(settings.exit()) data-idle=(settings.idle)
                    data-warning=(Settings::WARNING) {
                    (frame.skips)
                    // Outside of what scrolls: it is always in sight and covers nothing.
                    (frame.header)
                    // Seen wherever the page has been scrolled to.
                    (frame.trouble)
                    div.page tabindex="-1" {
                        // In danger there is one number.
                        @if !self.danger { (frame.lines) }
                        (self.languages())
                        main #content tabindex="-1" {
                            @if self.is_start() { (frame.exit_hint) }
                            @for part in &self.main { (part) }
                            @if !self.asks { (self.form()) }
                            @if !self.shortcuts.list.is_empty() {
                                ul.shortcuts {
                                    @for choice in &self.shortcuts.list { li { (self.button(choice)) } }
                                }
                            }
                            (frame.promises)
                        }
                        (frame.more_numbers(self.pen(), self.own_line.as_ref()))
                    }
                    footer { (self.ways_out()) (frame.tools) }
                    (frame.resting)
                }
            }
        }
    }

    fn class(&self) -> Option<&'static str> {
        if self.danger {
            Some("in-danger")
        } else {
            self.is_start().then_some("start")
        }
    }

    pub(super) fn is_start(&self) -> bool {
        let Asked { q, g, s, v: _, p: _ } = self.asked;
        [q, g, s].iter().all(|sent| sent.is_empty())
    }

    /// Always in sight: away from here, back, and to the start.
    fn ways_out(&self) -> Markup {
        let Shortcuts { back, start, list: _ } = &self.shortcuts;
        let Asked { q, g, s, v, p: _ } = self.asked;
        let before = match (v.is_empty(), q.is_empty(), g.is_empty()) {
            (false, ..) => Some(vec![("q", q), ("g", g), ("s", s)]),
            _ if !self.one_service => None,
            (true, false, _) => Some(vec![("q", q)]),
            (true, true, false) => Some(vec![("g", g)]),
            (true, true, true) => None,
        };
        html! {
            nav.out {
                a.exit href=(self.settings.exit()) rel="noreferrer" { (icon(AWAY)) span { (self.say(Message::NavExit)) } }
                @if let Some(before) = &before {
                    form method="post" action={ "/" (self.lang.tag()) } {
                        (hidden(before))
                        @if g.is_empty() || !v.is_empty() { input type="hidden" name="p" value=(self.place); }
                        button { (icon(BACK)) span { (self.say(Message::GuideBack)) } }
                    }
                } @else if let Some(choice) = back {
                    (self.step(choice, BACK))
                }
                @if let Some(choice) = start {
                    (self.step(choice, START))
                } @else if !self.is_start() {
                    a href={ "/" (self.lang.tag()) } { (icon(START)) span { (self.say(Message::NavStart)) } }
                }
            }
        }
    }

    /// The languages by their own names. The same question is answered in the one that is touched.
    fn languages(&self) -> Markup {
        let Asked { q, g, s, v, p } = self.asked;
        // A point of the guided way has its own place.
        let place = p.as_ref().filter(|_| g.is_empty() || !s.is_empty());
        let mut sent = vec![("q", q), ("g", g), ("s", s), ("v", v)];
        sent.extend(place.map(|place| ("p", place)));
        self.frame.languages(&hidden(&sent))
    }

    /// The question and the place.
    pub(super) fn form(&self) -> Markup {
        self.frame.form(&self.place)
    }

    /// A point of the guided way. On the first screen it belongs to the form, so that a place chosen there goes along; after that the way
    /// has its own.
    pub(super) fn button(&self, choice: &Choice) -> Markup {
        if !self.is_start() {
            return self.step(choice, of(&choice.about));
        }
        html! {
            button form="ask" name="g" value=(choice.to) lang=[self.pen().other(choice.name.lang)] dir=[self.pen().turned(choice.name.lang)] {
                (icon(of(&choice.about))) span { (words(self.desk, choice.name.lang, &choice.name.text)) }
            }
        }
    }

    fn step(&self, choice: &Choice, path: &str) -> Markup {
        html! {
            form method="post" action={ "/" (self.lang.tag()) } {
                button name="g" value=(choice.to) lang=[self.pen().other(choice.name.lang)] dir=[self.pen().turned(choice.name.lang)] {
                    (icon(path)) span { (words(self.desk, choice.name.lang, &choice.name.text)) }
                }
            }
        }
    }
}

/// What a form sends along.
pub(super) fn hidden(sent: &[(&str, &String)]) -> Markup {
    html! {
        @for (name, value) in sent.iter().filter(|(name, value)| !value.is_empty() || *name == "p") {
            input type="hidden" name=(name) value=(value);
        }
    }
}
