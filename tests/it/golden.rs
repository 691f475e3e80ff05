//! The golden questions, on the engine and through every channel.
//!
//! What may hurt somebody is exact: urgency, language, who must never be shown. Which service comes first is judged as a whole,
//! with floors per language: the questions were written by somebody who had not seen the sayings of the index.

use std::fs;

use lykt::channels::json::Response;
use lykt::channels::terminal::Terminal;
use lykt::model::Lang;
use serde::Deserialize;

use crate::help::{ask, root};

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Golden {
    case: Vec<Case>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    question: String,
    place: Option<String>,
    #[serde(default)]
    first: Vec<String>,
    #[serde(default)]
    among: Vec<String>,
    #[serde(default)]
    never: Vec<String>,
    #[serde(default = "normal")]
    urgency: String,
    #[serde(default = "yes")]
    confident: bool,
}

fn normal() -> String {
    "normal".to_owned()
}

const fn yes() -> bool {
    true
}

/// What a language has to reach.
const FIRST: f64 = 0.80;
const FIRST_THREE: f64 = 0.95;
const LANGUAGE: f64 = 0.97;
const FALSE_ALARMS: f64 = 0.02;
const OUT_OF_DOMAIN: f64 = 0.90;

fn cases(lang: Lang) -> Vec<Case> {
    let text = fs::read_to_string(root().join(format!("tests/golden/{lang}.toml"))).unwrap();
    toml::from_str::<Golden>(&text).unwrap().case
}

#[allow(clippy::cast_precision_loss, reason = "a hundred questions")]
fn share(good: usize, of: usize) -> f64 {
    good as f64 / of.max(1) as f64
}

#[test]
fn golden_questions_reach_the_floors() {
    let mut report = Vec::new();
    let mut below = Vec::new();
    for lang in Lang::ALL {
        let cases = cases(lang);
        assert!(cases.len() >= 40, "{lang}: {} questions", cases.len());
        let (mut ranked, mut first, mut third, mut spoken, mut understood) = (0, 0, 0, 0, 0);
        let (mut calm, mut alarms, mut foreign, mut unsure) = (0, 0, 0, 0);
        for case in &cases {
            let answer = ask(&case.question, None, case.place.as_deref());
            let json = serde_json::to_value(Response::of(&answer)).unwrap();
            let ids: Vec<&str> = json["services"]
                .as_array()
                .unwrap()
                .iter()
                .map(|s| s["id"].as_str().unwrap())
                .collect();
            let top: Vec<&str> = ids.iter().take(3).copied().collect();
            let question = &case.question;
            if case.urgency == "immediate" {
                assert_eq!(json["urgency"], "immediate", "danger not seen: {question}");
            } else {
                calm += 1;
                alarms += usize::from(json["urgency"] == "immediate");
            }
            if question.split_whitespace().count() >= 3 {
                spoken += 1;
                understood += usize::from(json["lang"] == lang.tag());
            }
            if !case.confident {
                foreign += 1;
                unsure += usize::from(json["confident"] == false);
                continue;
            }
            let shown: Vec<_> = case
                .never
                .iter()
                .filter(|id| top.contains(&id.as_str()))
                .collect();
            assert!(
                shown.is_empty(),
                "{shown:?} must not be shown for {question:?}: {top:?}"
            );
            if !case.first.is_empty() {
                let good = |id: &&&str| case.first.iter().any(|wanted| wanted == **id);
                ranked += 1;
                first += usize::from(ids.first().is_some_and(|id| good(&id)));
                third += usize::from(top.iter().any(|id| good(&id)));
            }
            let _ = &case.among;
        }
        let figures = [
            ("first", share(first, ranked), FIRST),
            ("first three", share(third, ranked), FIRST_THREE),
            ("language", share(understood, spoken), LANGUAGE),
            ("no false alarm", 1.0 - share(alarms, calm), 1.0 - FALSE_ALARMS),
            (
                "unsure of what is not ours",
                share(unsure, foreign),
                OUT_OF_DOMAIN,
            ),
        ];
        for (name, reached, floor) in figures {
            report.push(format!("{lang} {name}: {reached:.3}"));
            if reached < floor {
                below.push(format!("{lang} {name}: {reached:.3}, the floor is {floor}"));
            }
        }
    }
    println!("{}", report.join("\n"));
    assert!(below.is_empty(), "{below:#?}");
}

/// Every channel says the same: the same numbers and the same first service.
#[test]
fn every_channel_gives_the_same_answer() {
    for lang in Lang::ALL {
        for case in cases(lang) {
            let answer = ask(&case.question, Some(lang), case.place.as_deref());
            let json = serde_json::to_value(Response::of(&answer)).unwrap();
            let terminal = Terminal::draw(&answer);
            let names: Vec<&str> = json["services"]
                .as_array()
                .unwrap()
                .iter()
                .map(|s| s["name"].as_str().unwrap())
                .collect();
            let mut at = 0;
            for (i, name) in names.iter().enumerate() {
                let line = format!("\n{}. {name}\n", i + 1);
                let found = terminal.get(at..).unwrap().find(&line);
                at += found.unwrap_or_else(|| panic!("{name} is not in its place: {terminal}"));
            }
            #[cfg(feature = "kiosk")]
            {
                let page = crate::kiosk::page_of(&lykt::answer::Question {
                    text: case.question.clone(),
                    lang: Some(lang),
                    place: case.place.as_deref().map(crate::help::place),
                });
                let text = crate::kiosk::visible(&page);
                assert!(names.iter().all(|name| text.contains(name)), "{names:?}: {text}");
            }
        }
    }
}
