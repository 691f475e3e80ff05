//! What each channel shows in each language, for eyes that review a change.

use lykt::channels::json::Response;
use lykt::channels::terminal::Terminal;
use lykt::model::Lang;

use crate::help::ask;

const QUESTIONS: [(&str, &str, &str); 3] = [
    ("found", "mannen min slår meg", "gjovik"),
    ("danger", "han har kniv", "narvik"),
    ("nothing", "qwertyuiop asdf", "narvik"),
];

#[test]
fn terminal() {
    for lang in Lang::ALL {
        for (name, question, place) in QUESTIONS {
            let drawn = Terminal::draw(&ask(question, Some(lang), Some(place)));
            insta::assert_snapshot!(format!("terminal-{lang}-{name}"), drawn);
        }
    }
}

#[test]
fn json() {
    for lang in Lang::ALL {
        let answer = ask(QUESTIONS[0].1, Some(lang), Some(QUESTIONS[0].2));
        let drawn = serde_json::to_string_pretty(&Response::of(&answer)).unwrap();
        insta::assert_snapshot!(format!("json-{lang}"), drawn);
    }
}

#[cfg(feature = "kiosk")]
#[test]
fn kiosk() {
    for lang in Lang::ALL {
        for (name, question, place) in QUESTIONS {
            let page = crate::kiosk::page_of(&lykt::answer::Question {
                text: question.to_owned(),
                lang: Some(lang),
                usual: None,
                place: Some(crate::help::place(place)),
            });
            insta::assert_snapshot!(format!("kiosk-{lang}-{name}"), page.replace("><", ">\n<"));
        }
    }
}
