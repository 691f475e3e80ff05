//! What stands around every answer in a language and never changes: the head, the numbers, the field, the small print. It is drawn once, when
//! the kiosk starts.

use maud::{Markup, PreEscaped, Render, html};

use super::icons::{AWAY, COLOURS, CROSS, FLAME, KEYS, LARGER, SHIELD, SOUND, icon};
use super::pen::Pen;
use super::settings::Settings;
use crate::answer::{Desk, HeaderView};
use crate::model::{EmergencyNumbers, Lang, PhoneNumber, PlaceId, Span};
use crate::text::Message;

/// What never changes of the pages in a language.
#[derive(Debug)]
pub(super) struct Frame {
    pub(super) head: Markup,
    /// The ways out and to the content, for a keyboard.
    pub(super) skips: Markup,
    /// 112, 113 and 110.
    pub(super) header: Markup,
    /// The same with their words.
    pub(super) first: Vec<(String, String)>,
    /// The other numbers in one row, with a word each: what is in the first screenful.
    pub(super) lines: Markup,
    /// The same with what each is for; in the gap is the place's own.
    more_numbers: Around,
    /// The languages by their own names; in the gap is what their form sends.
    languages: Around,
    /// That something went wrong, shown by the script.
    pub(super) trouble: Markup,
    pub(super) exit_hint: Markup,
    /// The question and the place; in the gap are the places.
    form: Around,
    /// The places to choose from: each as it is, and chosen.
    places: Vec<(PlaceId, Markup, Markup)>,
    /// Promises and limits.
    pub(super) promises: Markup,
    pub(super) tools: Markup,
    pub(super) resting: Markup,
}

/// What stands before and behind a gap.
#[derive(Debug)]
struct Around(String, String);

/// What marks a gap while it is drawn around; it stands in no text.
const GAP: &str = "\0";

impl Around {
    fn of(drawn: Markup) -> Self {
        let drawn = drawn.into_string();
        let (before, behind) = drawn.split_once(GAP).unwrap_or((&drawn, ""));
        Self(before.to_owned(), behind.to_owned())
    }

    fn fill(&self, gap: impl Render) -> Markup {
        html! { (PreEscaped(&self.0)) (gap) (PreEscaped(&self.1)) }
    }
}

impl Frame {
    pub(super) fn of(desk: &Desk, settings: &Settings, lang: Lang) -> Self {
        let pen = Pen { desk, lang };
        let header = desk.header(lang);
        Self {
            head: head(),
            skips: skips(pen, settings),
            header: emergency(pen, header),
            lines: lines(pen, header.numbers),
            more_numbers: more_numbers(pen, header),
            languages: languages(pen, settings),
            trouble: html! { p.trouble #trouble role="alert" hidden { (pen.tell(Message::PageError)) } },
            exit_hint: html! {
                p.note.scripted hidden { (pen.tell(Message::ExitHint)) span.shift { " " (pen.tell(Message::ExitShift)) } }
            },
            form: form(pen),
            places: places(pen),
            promises: promises(pen, settings),
            tools: tools(pen),
            resting: resting(pen, settings, header),
            first: first(header),
        }
    }

    /// The numbers with what each is for, and the child welfare line of the place.
    pub(super) fn more_numbers(&self, pen: Pen<'_>, own: Option<&(PhoneNumber, Span)>) -> Markup {
        let own = own.map(|(number, words)| pen.number(number, words));
        self.more_numbers.fill(own.unwrap_or_default())
    }

    /// The languages, with what their form sends.
    pub(super) fn languages(&self, sent: &Markup) -> Markup {
        self.languages.fill(sent)
    }

    /// The question and the place, with this place chosen.
    pub(super) fn form(&self, chosen: &str) -> Markup {
        self.form.fill(html! {
            @for (id, plain, here) in &self.places {
                @if id.as_str() == chosen { (here) } @else { (plain) }
            }
        })
    }
}

fn head() -> Markup {
    html! {
        head {
            meta charset="utf-8";
            meta name="viewport" content="width=device-width, initial-scale=1";
            meta name="color-scheme" content="light dark";
            // Neutral: the title stays in histories and on the taskbar.
            title { "lykt" }
            link rel="stylesheet" href="/style.css";
            script type="module" src="/kiosk.js" {}
        }
    }
}

fn skips(pen: Pen<'_>, settings: &Settings) -> Markup {
    html! {
        nav aria-label=(pen.say(Message::NavContent)) {
            a.skip.exit href=(settings.exit()) rel="noreferrer" { (pen.say(Message::NavExit)) }
            a.skip href="#content" { (pen.say(Message::NavContent)) }
        }
    }
}

/// 112, 113 and 110 with their words, as text.
pub(super) fn first(header: HeaderView<'_>) -> Vec<(String, String)> {
    let cells = header.first();
    cells
        .map(|(number, word)| (number.grouped(), word.text.clone()))
        .to_vec()
}

/// 112, 113 and 110 side by side.
fn bar(pen: Pen<'_>, header: HeaderView<'_>) -> Markup {
    let pictures = [SHIELD, CROSS, FLAME];
    html! {
        ul.first {
            @for ((number, word), path) in header.first().into_iter().zip(pictures) {
                li {
                    a href={ "tel:" (number.tel()) } { (icon(path)) b { (number) } span { (pen.span(word)) } }
                }
            }
        }
    }
}

fn emergency(pen: Pen<'_>, header: HeaderView<'_>) -> Markup {
    html! {
        header.emergency aria-label=(header.words.title.text) {
            (bar(pen, header))
            p.small { (pen.span(&header.words.no_phone)) }
        }
    }
}

fn lines(pen: Pen<'_>, numbers: &EmergencyNumbers) -> Markup {
    let lines = [
        (&numbers.violence_line, Message::LinesViolence),
        (&numbers.child_line, Message::LinesChild),
        (&numbers.doctor, Message::LinesDoctor),
    ];
    html! {
        section.lines aria-label=(pen.say(Message::MoreNumbers)) {
            ul {
                @for (number, word) in lines {
                    li { a href={ "tel:" (number.tel()) } { b { (number) } " " span { (pen.tell(word)) } } }
                }
            }
        }
    }
}

fn more_numbers(pen: Pen<'_>, header: HeaderView<'_>) -> Around {
    let (numbers, words) = (header.numbers, header.words);
    Around::of(html! {
        aside.more-numbers aria-labelledby="more-numbers" {
            h2 #more-numbers { (pen.say(Message::MoreNumbers)) }
            ul.second {
                (GAP)
                (pen.number(&numbers.doctor, &words.doctor))
                (pen.number(&numbers.child_line, &words.child_line))
                (pen.number(&numbers.violence_line, &words.violence_line))
            }
            p.small { (pen.span(&words.deaf)) }
        }
    })
}

fn languages(pen: Pen<'_>, settings: &Settings) -> Around {
    Around::of(html! {
        form.languages method="post" aria-label=(pen.say(Message::LanguageChoose)) {
            (GAP)
            @for lang in settings.languages.iter().copied() {
                @let name = pen.desk.directory().language(lang).map_or("", |each| each.name.as_str());
                button formaction={ "/" (lang.tag()) } lang=(lang.tag()) dir=(pen.desk.direction(lang))
                    aria-current=[(lang == pen.lang).then_some("true")] { (name) }
            }
        }
    })
}

fn form(pen: Pen<'_>) -> Around {
    Around::of(html! {
        form.ask #ask method="post" action={ "/" (pen.lang.tag()) } autocomplete="off" {
            label for="q" { (pen.tell(Message::StartWrite)) }
            div.field {
                input #q name="q" type="text" autocomplete="off" autocapitalize="none" spellcheck="false"
                    maxlength="500" enterkeyhint="search";
                button.primary { (pen.say(Message::StartSearch)) }
                button.keys type="button" data-do="keys" aria-controls="keys" aria-expanded="false" aria-label=(pen.say(Message::KeysTitle)) hidden {
                    (icon(KEYS))
                }
            }
            // Keys stand from left to right in every language.
            div.keyboard #keys role="group" dir="ltr" aria-label=(pen.say(Message::KeysTitle)) data-space=(pen.say(Message::KeysSpace))
                data-erase=(pen.say(Message::KeysErase)) hidden {}
            label for="p" { (pen.tell(Message::PlaceQuestion)) }
            select #p name="p" autocomplete="off" {
                option value="" { (pen.say(Message::PlaceAny)) }
                (GAP)
            }
        }
    })
}

fn places(pen: Pen<'_>) -> Vec<(PlaceId, Markup, Markup)> {
    let places = pen.desk.directory().places();
    let each = places.map(|place| {
        let name = place.name.show(pen.lang);
        let option = |chosen: bool| {
            html! {
                option value=(place.id) lang=[pen.other(name.lang)] dir=[pen.turned(name.lang)] selected[chosen] { (name.text) }
            }
        };
        (place.id.clone(), option(false), option(true))
    });
    each.collect()
}

/// What is promised, and what stays visible to others whatever we do: silence about it would be a promise.
fn promises(pen: Pen<'_>, settings: &Settings) -> Markup {
    let limits = [
        Message::LimitsScreen,
        Message::LimitsHistory,
        Message::LimitsNetwork,
        Message::LimitsWatched,
        Message::LimitsErase,
    ];
    html! {
        p.note.on-screen { (pen.tell(Message::PrivacyNote)) }
        details.limits {
            summary { (pen.tell(Message::LimitsTitle)) }
            @for limit in limits { p { (pen.tell(limit)) } }
        }
        @if let Some(url) = &settings.public_url { p.on-paper { (url) } }
    }
}

/// What needs the page's script: it is shown by the script, where it can be used.
fn tools(pen: Pen<'_>) -> Markup {
    let tools = [
        ("size", LARGER, Message::NavSize),
        ("colours", COLOURS, Message::NavColours),
        ("aloud", SOUND, Message::NavAloud),
    ];
    html! {
        div.tools {
            @for (name, path, message) in tools {
                button type="button" data-do=(name) aria-pressed=[(name == "aloud").then_some("false")] hidden {
                    (icon(path)) span { (pen.say(message)) }
                }
            }
        }
    }
}

/// What asks whether somebody is there.
fn resting(pen: Pen<'_>, settings: &Settings, header: HeaderView<'_>) -> Markup {
    html! {
        dialog.idle #idle role="alertdialog" aria-labelledby="idle-title" aria-describedby="idle-line" {
            // It covers the page, also the numbers and the exit there.
            (bar(pen, header))
            h2 #idle-title { (pen.tell(Message::IdleTitle)) }
            p #idle-line { (pen.tell(Message::IdleLine)) }
            p aria-hidden="true" { b {} }
            button.primary type="button" data-do="stay" autofocus hidden { (pen.say(Message::IdleStay)) }
            a.exit href=(settings.exit()) rel="noreferrer" { (icon(AWAY)) span { (pen.say(Message::NavExit)) } }
        }
    }
}
