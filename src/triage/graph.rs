//! The guided way as a picture.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use crate::answer::Desk;
use crate::model::{Ending, Lang, Leads, Step, Triage};

/// The guided way as a Mermaid flow chart: a box for each step, with the situations it leads to in a box of their own.
#[must_use]
pub fn mermaid(desk: &Desk, lang: Lang) -> String {
    let triage = desk.directory().triage();
    let mut text = String::from("flowchart LR\n");
    let mut drawn = BTreeSet::new();
    for (name, step) in reading_order(triage) {
        if !drawn.insert(name) {
            continue;
        }
        let question = desk.guide_text(lang, &step.ask);
        // Writing to a string cannot fail.
        let _ = writeln!(text, "    {name}[\"{}\"]", quoted(&question));
        let mut situations = Vec::new();
        for choice in &step.choices {
            let words = quoted(&desk.choice_text(choice, lang).text);
            match &choice.leads {
                Leads::Step(next) => {
                    let _ = writeln!(text, "    {name} -->|\"{words}\"| {next}");
                }
                Leads::Topic(_) => situations.push(words),
                Leads::Answer(Ending::Danger) => {
                    let _ = writeln!(
                        text,
                        "    {name} -->|\"{words}\"| danger{{{{\"{}\"}}}}",
                        desk.police()
                    );
                }
                Leads::Answer(Ending::Now) => {
                    let _ = writeln!(text, "    {name} -->|\"{words}\"| now");
                }
            }
        }
        if !situations.is_empty() {
            let _ = writeln!(
                text,
                "    {name} --> {name}-services(\"{}\")",
                situations.join("<br>")
            );
        }
    }
    let now = quoted(&desk.say(lang, crate::text::Message::NowTitle).text);
    let _ = writeln!(text, "    now([\"{now}\"])");
    text
}

/// The steps as a person comes to them, some more than once.
fn reading_order(triage: &Triage) -> Vec<(&String, &Step)> {
    let paths = triage.paths();
    let last = |path: &Vec<u8>| match triage.follow(path)?.last() {
        None => triage.steps.get_key_value(&triage.start),
        Some(choice) => match &choice.leads {
            Leads::Step(name) => triage.steps.get_key_value(name),
            Leads::Topic(_) | Leads::Answer(_) => None,
        },
    };
    paths.iter().filter_map(last).collect()
}

/// A text as Mermaid takes it inside quotation marks.
fn quoted(text: &str) -> String {
    text.replace('"', "#quot;")
}
