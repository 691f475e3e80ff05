//! An answer as a page.

use maud::{DOCTYPE, Markup, html};

use super::icons::{CROSS, FLAME, SHIELD, icon};
use super::{Asked, Caller};
use crate::answer::{
    Answer, Card, Choice, Danger, Engine, HeaderView, Outcome, PhoneLine, Renderer, RungLine, Way,
};
use crate::model::{EmergencyNumbers, Lang, OpenState, PhoneNumber, Span};
use crate::text::Message;

/// A page being drawn.
#[allow(clippy::struct_excessive_bools, reason = "each says what the page has so far")]
pub(super) struct Page<'a> {
    engine: &'a Engine,
    lang: Lang,
    asked: &'a Asked,
    header: Markup,
    main: Vec<Markup>,
    heading: bool,
    danger: bool,
    one_service: bool,
    asks: bool,
}

impl<'a> Page<'a> {
    /// The page of an answer, in a language. `asked` is what the page answers, so that another language can answer it too.
    pub(super) fn draw(engine: &'a Engine, lang: Lang, asked: &'a Asked, answer: &Answer) -> Markup {
        let mut page = Page {
            engine,
            lang,
            asked,
            header: html! {},
            main: Vec::new(),
            heading: false,
            danger: false,
            one_service: !asked.s.is_empty(),
            asks: false,
        };
        answer.render(&mut page);
        page.whole()
    }

    fn say(&self, message: Message<'_>) -> String {
        self.engine.desk().say(self.lang, message).text
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
                    (self.header)
                    (self.languages())
                    main #content {
                        @for (number, part) in self.main.iter().enumerate() {
                            (part)
                            // Whoever cannot talk has to find it before the numbers to call.
                            @if number == 0 && self.answers_now() { (self.who_answers()) }
                        }
                        @if !self.asks { (self.form()) }
                        @if !self.answers_now() { (self.who_answers()) }
                    }
                    footer {
                        @if !self.is_start() {
                            a.start href={ "/" (self.lang.tag()) } { (self.say(Message::NavStart)) }
                        }
                        p { (self.say(Message::PrivacyNote)) }
                    }
                }
            }
        }
    }

    fn is_start(&self) -> bool {
        let Asked { q, t, s, n, p: _ } = self.asked;
        [q, t, s, n].iter().all(|sent| sent.is_empty())
    }

    /// The languages by their own names. The same question is answered in the one that is touched.
    fn languages(&self) -> Markup {
        let Asked { q, t, s, n, p } = self.asked;
        let hidden = [("q", q), ("t", t), ("s", s), ("n", n), ("p", p)];
        html! {
            form.languages method="post" aria-label=(self.say(Message::LanguageChoose)) {
                @for (name, value) in hidden.iter().filter(|(_, value)| !value.is_empty()) {
                    input type="hidden" name=(name) value=(value);
                }
                @for lang in Lang::ALL {
                    @let name = self.engine.desk().directory().language(lang).map_or("", |each| each.name.as_str());
                    button formaction={ "/" (lang.tag()) } lang=(lang.tag())
                        aria-current=[(lang == self.lang).then_some("true")] { (name) }
                }
            }
        }
    }

    /// The question, the place, and on the first screen the situations: one form, so that a touched situation knows the place.
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
                    @for place in self.engine.desk().directory().places() {
                        @let name = place.name.show(self.lang);
                        option value=(place.id) lang=[self.other(name.lang)]
                            selected[place.id.as_str() == self.asked.p] { (name.text) }
                    }
                }
            }
        }
    }

    fn answers_now(&self) -> bool {
        Caller::from_word(&self.asked.n).is_some()
    }

    /// The way to who answers now; on that page, to who does for somebody else. In the form above, so that the chosen place goes along.
    fn who_answers(&self) -> Markup {
        let choices = match Caller::from_word(&self.asked.n) {
            None => vec![(
                Caller {
                    child: false,
                    writes: false,
                },
                Message::NowQuestion,
            )],
            Some(Caller { child, writes }) => vec![
                (
                    Caller {
                        child,
                        writes: !writes,
                    },
                    if writes {
                        Message::NowTalk
                    } else {
                        Message::NowWrite
                    },
                ),
                (
                    Caller {
                        child: !child,
                        writes,
                    },
                    if child {
                        Message::NowAdult
                    } else {
                        Message::NowChild
                    },
                ),
            ],
        };
        html! {
            ul.choices {
                @for (caller, message) in choices {
                    li { button form="ask" name="n" value=(caller.word()) { (self.say(message)) } }
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

    fn outcome(&mut self, _: &Outcome) {}

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
        let place = &self.asked.p;
        self.main.push(html! {
            article.card {
                @if self.one_service { h1 { (name) } } @else { h2 { (name) } }
                @if let Some(norwegian) = card.norwegian_name.as_ref().filter(|_| self.one_service) {
                    p.small lang="nb" { (norwegian.text) }
                }
                @if let Some(text) = &card.only_norwegian { p.small { (self.span(text)) } }
                p { (self.span(&card.summary)) }
                ul.phones { @for phone in &card.phones { (self.phone(phone)) } }
                @if self.one_service || card.phones.is_empty() { p { (self.span(&card.reach)) } }
                @if self.one_service || card.phones.is_empty() {
                    ul.ways { @for way in &card.ways { (self.way(way)) } }
                }
                ul.facts { @for fact in &card.facts { li { (self.span(fact)) } } }
                @if let Some((_, text)) = &card.as_of { p.small { (self.span(text)) } }
                @if !self.one_service {
                    form method="post" action={ "/" (self.lang.tag()) } {
                        input type="hidden" name="p" value=(place);
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

    fn choices(&mut self, choices: &[Choice]) {
        // The form comes first: Enter in its field presses the first button of the form, which has to be the search.
        self.asks = true;
        self.main.push(html! {
            (self.form())
            h2 { (self.say(Message::StartChoose)) }
            ul.choices {
                @for choice in choices {
                    // In the form above, so that the chosen place goes along.
                    li {
                        button form="ask" name="t" value=(choice.topic) { (self.span(&choice.name)) }
                    }
                }
            }
        });
    }

    fn note(&mut self, text: &Span) {
        self.main.push(html! { p.note { (self.span(text)) } });
    }
}
