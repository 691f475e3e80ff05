//! What stands around every answer: the head, the languages, the field, the ways out and the tools.

use maud::{DOCTYPE, Markup, html};

use super::Asked;
use super::icons::{AWAY, BACK, COLOURS, KEYS, LARGER, SOUND, START, icon, of};
use super::page::{Page, words};
use super::settings::Settings;
use crate::answer::{Choice, Shortcuts};
use crate::model::Lang;
use crate::text::Message;

impl Page<'_> {
    /// The page with everything on it.
    pub(super) fn whole(self) -> Markup {
        let settings = self.settings;
        html! {
            (DOCTYPE)
            html lang=(self.lang.tag()) dir=(self.desk.direction(self.lang)) {
                head {
                    meta charset="utf-8";
                    meta name="viewport" content="width=device-width, initial-scale=1";
                    meta name="color-scheme" content="light dark";
                    // Neutral: the title stays in histories and on the taskbar.
                    title { "lykt" }
                    link rel="stylesheet" href="/style.css";
                    script type="module" src="/kiosk.js" {}
                }
                body class=[self.class()] data-home=(Settings::HOME) data-exit=(settings.exit()) data-idle=(settings.idle)
                    data-warning=(Settings::WARNING) {
                    nav aria-label=(self.say(Message::NavContent)) {
                        a.skip.exit href=(settings.exit()) rel="noreferrer" { (self.say(Message::NavExit)) }
                        a.skip href="#content" { (self.say(Message::NavContent)) }
                    }
                    // Outside of what scrolls: it is always in sight and covers nothing.
                    (self.header)
                    // Seen wherever the page has been scrolled to.
                    p.trouble #trouble role="alert" hidden { (self.tell(Message::PageError)) }
                    div.page tabindex="-1" {
                        // In danger there is one number.
                        @if !self.danger { (self.lines) }
                        (self.languages())
                        main #content tabindex="-1" {
                            @if self.is_start() {
                                p.note.scripted hidden {
                                    (self.tell(Message::ExitHint)) span.shift { " " (self.tell(Message::ExitShift)) }
                                }
                            }
                            @for part in &self.main { (part) }
                            @if !self.asks { (self.form()) }
                            @if !self.shortcuts.list.is_empty() {
                                ul.shortcuts {
                                    @for choice in &self.shortcuts.list { li { (self.button(choice)) } }
                                }
                            }
                            p.note.on-screen { (self.tell(Message::PrivacyNote)) }
                            (self.limits())
                            @if let Some(url) = &settings.public_url { p.on-paper { (url) } }
                        }
                        (self.more_numbers)
                    }
                    footer { (self.ways_out()) (self.tools()) }
                    (self.resting())
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

    /// What needs the page's script: it is shown by the script, where it can be used.
    fn tools(&self) -> Markup {
        let tools = [
            ("size", LARGER, Message::NavSize),
            ("colours", COLOURS, Message::NavColours),
            ("aloud", SOUND, Message::NavAloud),
        ];
        html! {
            div.tools {
                @for (name, path, message) in tools {
                    button type="button" data-do=(name) aria-pressed=[(name == "aloud").then_some("false")] hidden {
                        (icon(path)) span { (self.say(message)) }
                    }
                }
            }
        }
    }

    /// What asks whether somebody is there.
    fn resting(&self) -> Markup {
        html! {
            dialog.idle #idle role="alertdialog" aria-labelledby="idle-title" aria-describedby="idle-line" {
                // It covers the page, also the numbers and the exit there.
                (self.bar)
                h2 #idle-title { (self.tell(Message::IdleTitle)) }
                p #idle-line { (self.tell(Message::IdleLine)) }
                p aria-hidden="true" { b {} }
                button.primary type="button" data-do="stay" autofocus hidden { (self.say(Message::IdleStay)) }
                a.exit href=(self.settings.exit()) rel="noreferrer" { (icon(AWAY)) span { (self.say(Message::NavExit)) } }
            }
        }
    }

    /// What stays visible to others whatever we do: silence about it would be a promise.
    fn limits(&self) -> Markup {
        let limits = [
            Message::LimitsScreen,
            Message::LimitsHistory,
            Message::LimitsNetwork,
            Message::LimitsWatched,
            Message::LimitsErase,
        ];
        html! {
            details.limits {
                summary { (self.tell(Message::LimitsTitle)) }
                @for limit in limits { p { (self.tell(limit)) } }
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
        html! {
            form.languages method="post" aria-label=(self.say(Message::LanguageChoose)) {
                (hidden(&sent))
                @for lang in self.settings.languages.iter().copied() {
                    @let name = self.desk.directory().language(lang).map_or("", |each| each.name.as_str());
                    button formaction={ "/" (lang.tag()) } lang=(lang.tag()) dir=(self.desk.direction(lang))
                        aria-current=[(lang == self.lang).then_some("true")] { (name) }
                }
            }
        }
    }

    /// The question and the place.
    pub(super) fn form(&self) -> Markup {
        html! {
            form.ask #ask method="post" action={ "/" (self.lang.tag()) } autocomplete="off" {
                label for="q" { (self.tell(Message::StartWrite)) }
                div.field {
                    input #q name="q" type="text" autocomplete="off" autocapitalize="none" spellcheck="false"
                        maxlength="500" enterkeyhint="search";
                    button.primary { (self.say(Message::StartSearch)) }
                    button.keys type="button" data-do="keys" aria-controls="keys" aria-expanded="false" aria-label=(self.say(Message::KeysTitle)) hidden {
                        (icon(KEYS))
                    }
                }
                // Keys stand from left to right in every language.
                div.keyboard #keys role="group" dir="ltr" aria-label=(self.say(Message::KeysTitle)) data-space=(self.say(Message::KeysSpace))
                    data-erase=(self.say(Message::KeysErase)) hidden {}
                label for="p" { (self.tell(Message::PlaceQuestion)) }
                select #p name="p" autocomplete="off" {
                    option value="" { (self.say(Message::PlaceAny)) }
                    @for place in self.desk.directory().places() {
                        @let name = place.name.show(self.lang);
                        option value=(place.id) lang=[self.other(name.lang)] dir=[self.turned(name.lang)]
                            selected[place.id.as_str() == self.place] { (name.text) }
                    }
                }
            }
        }
    }

    /// A point of the guided way. On the first screen it belongs to the form, so that a place chosen there goes along; after that the way
    /// has its own.
    pub(super) fn button(&self, choice: &Choice) -> Markup {
        if !self.is_start() {
            return self.step(choice, of(&choice.about));
        }
        html! {
            button form="ask" name="g" value=(choice.to) lang=[self.other(choice.name.lang)] dir=[self.turned(choice.name.lang)] {
                (icon(of(&choice.about))) span { (words(self.desk, choice.name.lang, &choice.name.text)) }
            }
        }
    }

    fn step(&self, choice: &Choice, path: &str) -> Markup {
        html! {
            form method="post" action={ "/" (self.lang.tag()) } {
                button name="g" value=(choice.to) lang=[self.other(choice.name.lang)] dir=[self.turned(choice.name.lang)] {
                    (icon(path)) span { (words(self.desk, choice.name.lang, &choice.name.text)) }
                }
            }
        }
    }

    /// The language of a text, where it is not the page's own.
    pub(super) fn other(&self, lang: Lang) -> Option<&'static str> {
        (lang != self.lang).then_some(lang.tag())
    }

    /// The direction of a text that is not in the page's language.
    fn turned(&self, lang: Lang) -> Option<&'static str> {
        (lang != self.lang).then(|| self.desk.direction(lang))
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
