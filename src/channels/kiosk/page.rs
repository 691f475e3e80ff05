//! An answer as a page.

use maud::{DOCTYPE, Markup, html};

use super::Asked;
use super::icons::{CROSS, FLAME, SHIELD, icon};
use crate::answer::{
    Answer, Card, Choice, Choices, Danger, Desk, HeaderView, Outcome, PhoneLine, Renderer, RungLine,
    Shortcuts, Way,
};
use crate::model::{EmergencyNumbers, Lang, OpenState, PhoneNumber, Span};
use crate::text::Message;

/// A page being drawn.
#[allow(clippy::struct_excessive_bools, reason = "each says what the page has so far")]
pub(super) struct Page<'a> {
    desk: &'a Desk,
    lang: Lang,
    asked: &'a Asked,
    /// The place of the answer, for the next question.
    place: String,
    header: Markup,
    main: Vec<Markup>,
    shortcuts: Shortcuts,
    heading: bool,
    danger: bool,
    one_service: bool,
    asks: bool,
}

impl<'a> Page<'a> {
    /// The page of an answer, in a language. `asked` is what the page answers, so that another language can answer it too.
    pub(super) fn draw(desk: &'a Desk, lang: Lang, asked: &'a Asked, answer: &Answer) -> Markup {
        let mut page = Page {
            desk,
            lang,
            asked,
            place: asked.place().to_owned(),
            header: html! {},
            main: Vec::new(),
            shortcuts: Shortcuts::default(),
            heading: false,
            danger: false,
            one_service: !asked.s.is_empty(),
            asks: false,
        };
        answer.render(&mut page);
        page.whole()
    }

    fn say(&self, message: Message<'_>) -> String {
        self.desk.say(self.lang, message).text
    }

    fn whole(self) -> Markup {
        html! {
            (DOCTYPE)
            html lang=(self.lang.tag()) dir="ltr" {
                head {
                    meta charset="utf-8";
                    meta name="viewport" content="width=device-width, initial-scale=1";
                    meta name="color-scheme" content="light dark";
                    // Neutral: the title stays in histories and on the taskbar.
                    title { "lykt" }
                    link rel="stylesheet" href="/style.css";
                }
                body class=[self.danger.then_some("in-danger")] {
                    a.skip href="#content" { (self.say(Message::NavContent)) }
                    div.page {
                        (self.header)
                        (self.languages())
                        main #content {
                            @for part in &self.main { (part) }
                            @if !self.asks { (self.form()) }
                            @if !self.shortcuts.list.is_empty() {
                                ul.shortcuts {
                                    @for choice in &self.shortcuts.list { li { (self.button(choice)) } }
                                }
                            }
                            p.note { (self.say(Message::PrivacyNote)) }
                        }
                    }
                    footer { (self.ways_out()) }
                }
            }
        }
    }

    fn is_start(&self) -> bool {
        let Asked { q, g, s, p: _ } = self.asked;
        [q, g, s].iter().all(|sent| sent.is_empty())
    }

    /// Always in sight: away from here, back, and to the start.
    fn ways_out(&self) -> Markup {
        let Shortcuts { back, start, list: _ } = &self.shortcuts;
        html! {
            nav.out {
                a.exit href="/" { (self.say(Message::NavExit)) }
                @if self.one_service && !self.asked.q.is_empty() {
                    form method="post" action={ "/" (self.lang.tag()) } {
                        input type="hidden" name="p" value=(self.place);
                        button name="q" value=(self.asked.q) { (self.say(Message::GuideBack)) }
                    }
                } @else if self.one_service && !self.asked.g.is_empty() {
                    form method="post" action={ "/" (self.lang.tag()) } {
                        button name="g" value=(self.asked.g) { (self.say(Message::GuideBack)) }
                    }
                }
                @for choice in back.iter().chain(start) { (self.button(choice)) }
                @if start.is_none() && !self.is_start() {
                    a href={ "/" (self.lang.tag()) } { (self.say(Message::NavStart)) }
                }
            }
        }
    }

    /// The languages by their own names. The same question is answered in the one that is touched.
    fn languages(&self) -> Markup {
        let Asked { q, g, s, p } = self.asked;
        // A point of the guided way has its own place.
        let place = p.as_ref().filter(|_| g.is_empty() || !s.is_empty());
        let mut hidden = vec![("q", q), ("g", g), ("s", s)];
        hidden.retain(|(_, value)| !value.is_empty());
        hidden.extend(place.map(|place| ("p", place)));
        html! {
            form.languages method="post" aria-label=(self.say(Message::LanguageChoose)) {
                @for (name, value) in hidden { input type="hidden" name=(name) value=(value); }
                @for lang in Lang::ALL {
                    @let name = self.desk.directory().language(lang).map_or("", |each| each.name.as_str());
                    button formaction={ "/" (lang.tag()) } lang=(lang.tag())
                        aria-current=[(lang == self.lang).then_some("true")] { (name) }
                }
            }
        }
    }

    /// The question and the place.
    fn form(&self) -> Markup {
        html! {
            form.ask #ask method="post" action={ "/" (self.lang.tag()) } autocomplete="off" {
                label for="q" { (self.say(Message::StartWrite)) }
                div.field {
                    input #q name="q" type="text" autocomplete="off" autocapitalize="none" spellcheck="false"
                        maxlength="500" enterkeyhint="search";
                    button.primary { (self.say(Message::StartSearch)) }
                }
                label for="p" { (self.say(Message::PlaceQuestion)) }
                select #p name="p" autocomplete="off" {
                    option value="" { (self.say(Message::PlaceAny)) }
                    @for place in self.desk.directory().places() {
                        @let name = place.name.show(self.lang);
                        option value=(place.id) lang=[self.other(name.lang)]
                            selected[place.id.as_str() == self.place] { (name.text) }
                    }
                }
            }
        }
    }

    /// A point of the guided way. On the first screen it belongs to the form, so that a place chosen there goes along; after that the way
    /// has its own.
    fn button(&self, choice: &Choice) -> Markup {
        html! {
            @if self.is_start() {
                button form="ask" name="g" value=(choice.to) lang=[self.other(choice.name.lang)] { (choice.name.text) }
            } @else {
                form method="post" action={ "/" (self.lang.tag()) } {
                    button name="g" value=(choice.to) lang=[self.other(choice.name.lang)] { (choice.name.text) }
                }
            }
        }
    }

    /// The language of a text, where it is not the page's own.
    fn other(&self, lang: Lang) -> Option<&'static str> {
        (lang != self.lang).then_some(lang.tag())
    }

    fn span(&self, span: &Span) -> Markup {
        html! {
            @if let Some(lang) = self.other(span.lang) { span lang=(lang) { (span.text) } } @else { (span.text) }
        }
    }

    fn number(&self, number: &PhoneNumber, words: &Span) -> Markup {
        html! { li { a href={ "tel:" (number.tel()) } { b { (number) } " " (self.span(words)) } } }
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
                @for text in phone.hours.iter().chain(&phone.notes) { p.small { (self.span(text)) } }
            }
        }
    }

    fn way(&self, way: &Way) -> Markup {
        html! {
            li {
                (self.span(&way.label)) ": "
                @match &way.target {
                    // A page of somebody else opens without telling it where we are.
                    Some(target) => a href=(target) rel="noreferrer noopener" lang=(way.language) { (way.text) },
                    None => span lang=(way.language) { (way.text) },
                }
                @for text in way.open.iter().chain(&way.note) { " · " (self.span(text)) }
            }
        }
    }
}

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
        let EmergencyNumbers {
            police,
            ambulance,
            fire,
            doctor,
            child_line,
            violence_line,
        } = header.numbers;
        let words = header.words;
        let cells = [
            (police, &words.police, SHIELD),
            (ambulance, &words.ambulance, CROSS),
            (fire, &words.fire, FLAME),
        ];
        self.header = html! {
            header.emergency aria-label=(words.title.text) {
                ul.first {
                    @for (number, word, path) in cells {
                        li {
                            a href={ "tel:" (number.tel()) } { (icon(path)) b { (number) } span { (self.span(word)) } }
                        }
                    }
                }
                ul.second {
                    @if let Some(number) = header.child_welfare {
                        (self.number(number, &words.child_welfare))
                    }
                    (self.number(doctor, &words.doctor))
                    (self.number(child_line, &words.child_line))
                    (self.number(violence_line, &words.violence_line))
                }
                p.small { (self.span(&words.deaf)) " " (self.span(&words.no_phone)) }
            }
        };
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
                h1 { a href={ "tel:" (danger.number.tel()) } { (self.span(&danger.call)) } }
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
        let name = html! { (self.span(&card.name)) };
        let Asked { q, g, s: _, p: _ } = self.asked;
        let hidden = [("q", q), ("g", g), ("p", &self.place)];
        let ways = html! { ul.ways { @for way in &card.ways { (self.way(way)) } } };
        let whole = self.one_service || card.phones.is_empty();
        self.main.push(html! {
            article.card {
                @if self.one_service { h1 { (name) } } @else { h2 { (name) } }
                @if let Some(norwegian) = card.norwegian_name.as_ref().filter(|_| self.one_service) {
                    p.small lang="nb" { (norwegian.text) }
                }
                @if let Some(text) = &card.only_norwegian { p.small { (self.span(text)) } }
                p { (self.span(&card.summary)) }
                @if card.write { (ways) }
                ul.phones { @for phone in &card.phones { (self.phone(phone)) } }
                @if whole { p { (self.span(&card.reach)) } }
                @if whole && !card.write { (ways) }
                ul.facts { @for fact in &card.facts { li { (self.span(fact)) } } }
                @if let Some((_, text)) = &card.as_of { p.small { (self.span(text)) } }
                @if !self.one_service {
                    form method="post" action={ "/" (self.lang.tag()) } {
                        @for (name, value) in hidden.iter().filter(|(_, value)| !value.is_empty()) {
                            input type="hidden" name=(name) value=(value);
                        }
                        button.more name="s" value=(card.id) aria-label={
                            (self.say(Message::NavMore)) ": " (card.name.text)
                        } { (self.say(Message::NavMore)) }
                    }
                }
            }
        });
    }

    fn rungs(&mut self, rungs: &[RungLine]) {
        self.main.push(html! {
            ul.rungs {
                @for rung in rungs {
                    li {
                        a.number href=(rung.target) rel="noreferrer noopener" {
                            @if let Some(number) = &rung.number { b { (number) } }
                            @if let Some(text) = &rung.text { b lang="nb" { (text) } }
                            " " span { (self.span(&rung.name)) }
                        }
                        p class=(class_of(rung.state)) { (self.span(&rung.open)) }
                        @for note in &rung.notes { p.small { (self.span(note)) } }
                    }
                }
            }
        });
    }

    fn choices(&mut self, choices: &Choices) {
        self.heading(&choices.question);
        if let Some(line) = &choices.line {
            self.line(line);
        }
        // The form comes first: Enter in its field presses the first button of the form, which has to be the search.
        let first = self.is_start();
        self.asks |= first;
        self.main.push(html! {
            @if first {
                (self.form())
                h2 { (self.say(Message::StartChoose)) }
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
