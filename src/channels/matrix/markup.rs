//! A sheet as Matrix takes it: plain text, the same as HTML, and what can be chosen by number. Where a number leads stands in the message itself, in a field
//! of our own, which is encrypted with the rest: the bot need not remember what it has offered to whom.

use serde::{Deserialize, Serialize};

use crate::answer::Choice;
use crate::channels::bot::{Mark, Sheet};
use crate::channels::offered::Offered;
use crate::model::{Lang, Span};

/// The content of a message.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Content {
    msgtype: String,
    /// The text.
    pub(super) body: String,
    format: String,
    /// The text as HTML.
    pub(super) formatted_body: String,
    #[serde(rename = "no.lykt.choices", default)]
    choices: Vec<Way>,
    #[serde(rename = "no.lykt.back", default, skip_serializing_if = "Option::is_none")]
    back: Option<Way>,
    #[serde(rename = "m.relates_to", default, skip_serializing_if = "Option::is_none")]
    pub(super) relates_to: Option<serde_json::Value>,
}

/// Where a choice leads, and its words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct Way {
    to: String,
    name: String,
}

impl Content {
    /// A sheet as a notice, which no other bot answers.
    pub(super) fn of(sheet: &Sheet) -> Self {
        let choices: Vec<&Choice> = sheet.choices.iter().chain(&sheet.start).collect();
        let numbers = choices
            .iter()
            .enumerate()
            .map(|(at, choice)| ((at + 1).to_string(), *choice));
        let back = sheet.back.iter().map(|choice| (Offered::BACK.to_owned(), choice));
        let lines: Vec<(String, &str)> = numbers
            .chain(back)
            .map(|(number, choice)| (number, choice.name.text.as_str()))
            .collect();
        let mut body = sheet.text.clone();
        let mut html = html(sheet);
        if !lines.is_empty() {
            let plain = lines.iter().map(|(number, name)| format!("\n{number} · {name}"));
            body.push('\n');
            body.extend(plain);
            let marked =
                |(number, name): &(String, &str)| format!("<strong>{number}</strong> · {}", escaped(name));
            let marked: Vec<String> = lines.iter().map(marked).collect();
            html.extend(["<p>", &marked.join("<br>"), "</p>"]);
        }
        let way = |choice: &Choice| Way {
            to: choice.to.clone(),
            name: choice.name.text.clone(),
        };
        Self {
            msgtype: "m.notice".to_owned(),
            body,
            format: "org.matrix.custom.html".to_owned(),
            formatted_body: html,
            choices: choices.into_iter().map(way).collect(),
            back: sheet.back.as_ref().map(way),
            relates_to: None,
        }
    }

    /// What the message offers.
    pub(super) fn offered(self) -> Offered {
        let choice = |way: Way| Choice {
            to: way.to,
            about: String::new(),
            // The language of the words does not matter for finding them.
            name: Span::new(way.name, Lang::Nb),
        };
        Offered {
            choices: self.choices.into_iter().map(choice).collect(),
            back: self.back.map(choice),
        }
    }
}

/// The text of a sheet: a paragraph for each, breaks between lines, names and numbers strong. Matrix allows no links to telephone numbers.
fn html(sheet: &Sheet) -> String {
    let mut html = String::new();
    let mut at = 0;
    let mut pieces: Vec<(bool, &str)> = Vec::new();
    for (mark, range) in &sheet.marks {
        let (Mark::Bold | Mark::Number) = mark;
        pieces.push((false, sheet.text.get(at..range.start).unwrap_or_default()));
        pieces.push((true, sheet.text.get(range.clone()).unwrap_or_default()));
        at = range.end;
    }
    pieces.push((false, sheet.text.get(at..).unwrap_or_default()));
    for (strong, text) in pieces {
        let text = escaped(text);
        if strong {
            html.extend(["<strong>", &text, "</strong>"]);
        } else {
            html.push_str(&text);
        }
    }
    let paragraphs = html.split("\n\n").filter(|text| !text.trim().is_empty());
    let lines = paragraphs.map(|text| text.trim().replace('\n', "<br>"));
    let lines: Vec<String> = lines.collect();
    format!("<p>{}</p>", lines.join("</p><p>"))
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('"', "&quot;")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn choice(to: &str, name: &str) -> Choice {
        Choice {
            to: to.to_owned(),
            about: String::new(),
            name: Span::new(name, Lang::Nb),
        }
    }

    /// The text and the HTML say the same, nothing of the text becomes markup, and the numbers lead where they say.
    #[test]
    fn text_and_html_say_the_same() {
        let sheet = Sheet {
            text: "112 Politi\n\n<b>Navn</b> & \"co\"\nlinje".to_owned(),
            marks: vec![(Mark::Number, 0..3), (Mark::Bold, 12..23)],
            choices: vec![choice("a", "Ja > nei"), choice("b", "Nei")],
            back: Some(choice("c", "Tilbake")),
            start: Some(choice("d", "Begynn på nytt")),
        };
        let content = Content::of(&sheet);
        assert_eq!(
            content.body,
            "112 Politi\n\n<b>Navn</b> & \"co\"\nlinje\n\n1 · Ja > nei\n2 · Nei\n3 · Begynn på nytt\n0 · Tilbake"
        );
        assert_eq!(
            content.formatted_body,
            "<p><strong>112</strong> Politi</p><p><strong>&lt;b&gt;Navn&lt;/b&gt;</strong> &amp; &quot;co&quot;<br>linje</p>\
             <p><strong>1</strong> · Ja &gt; nei<br><strong>2</strong> · Nei<br><strong>3</strong> · Begynn på nytt<br>\
             <strong>0</strong> · Tilbake</p>"
        );
        let sent = serde_json::to_string(&content).unwrap();
        let offered = serde_json::from_str::<Content>(&sent).unwrap().offered();
        for (typed, to) in [("1", "a"), ("nei", "b"), ("3", "d"), ("0", "c"), ("TILBAKE", "c")] {
            assert_eq!(offered.chosen(typed).unwrap().to, to, "{typed}");
        }
        assert_eq!(offered.chosen("4"), None);
    }

    /// Without anything to choose nothing is offered.
    #[test]
    fn nothing_to_choose() {
        let content = Content::of(&Sheet {
            text: "112".to_owned(),
            ..Sheet::default()
        });
        assert_eq!(
            (content.body.as_str(), content.formatted_body.as_str()),
            ("112", "<p>112</p>")
        );
    }
}
