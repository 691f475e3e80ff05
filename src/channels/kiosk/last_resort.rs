//! The page that is left when nothing else is: one file with the emergency numbers in every language, which needs no server.

use maud::{DOCTYPE, PreEscaped, html};

use super::hand::Taken;
use super::pen::words;
use crate::answer::Desk;
use crate::model::Lang;
use crate::text::Message;

/// It is all there is, so the style stands in it. Colours as in `style.css`.
const STYLE: &str = "body{margin:0;background:#f7f4ee;color:#12263a;font:min(2.4rem,5.5vw,3.4vh)/1.4 system-ui,'Noto Sans',sans-serif;text-align:center}\
h1{margin:0;display:flex;background:#9b1420;color:#fff;font-size:min(9rem,14vw,14vh)}h1 span{flex:1;padding:1rem 0}\
section{padding:.7em .8em;border-bottom:1px solid #7b8893}p{margin:.25em}p:first-child{font-weight:700}\
@media(prefers-color-scheme:dark){body{background:#0d1720;color:#f4f0e6}h1{background:#8c1420}section{border-color:#7e8f9c}}";

/// The page.
#[must_use]
pub fn last_resort(desk: &Desk) -> String {
    let numbers = |lang| Taken::of(&desk.notice(Message::PageError, lang, None)).numbers;
    let page = html! {
        (DOCTYPE)
        html lang="nb" dir="ltr" {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="color-scheme" content="light dark";
                title { "lykt" }
                style { (PreEscaped(STYLE)) }
            }
            body {
                h1 { @for (number, _) in numbers(Lang::Nb) { span { (number) } " " } }
                @for lang in Lang::ALL {
                    // A number and its word stay in one line.
                    @let said: Vec<String> = numbers(lang).into_iter().map(|(number, word)| format!("{number}\u{a0}{word}")).collect();
                    section lang=(lang.tag()) dir=(desk.direction(lang)) {
                        p { (words(desk, lang, &said.join(" · "))) }
                        p { (words(desk, lang, &desk.say(lang, Message::EmergencyNoPhone { police: &desk.police() }).text)) }
                    }
                }
            }
        }
    };
    page.into_string()
}
