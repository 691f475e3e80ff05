//! Every text of a page says which language it is in: a screen reader reads it so.

use axum::http::StatusCode;
use lykt::model::Lang;

use super::{every_page, get, post};
use crate::help::engine;

/// A text that is not in the page's language says so to a screen reader.
#[test]
fn every_text_has_its_language() {
    let page = post("/uk", "s=rvts");
    assert!(page.body.contains("<html lang=\"uk\""));
    assert!(
        page.body.contains("<span lang=\"nb\" dir=\"ltr\">"),
        "{}",
        page.body
    );
}

/// The texts of a page, each with the language that is nearest to it.
fn texts_of(page: &str) -> Vec<(String, String)> {
    const VOID: [&str; 4] = ["!DOCTYPE", "input", "link", "meta"];
    let mut open: Vec<(String, Option<String>)> = Vec::new();
    let mut texts = Vec::new();
    for piece in page.split('<').skip(1) {
        let (tag, text) = piece.split_once('>').unwrap();
        let name = tag.split([' ', '/']).next().unwrap();
        if tag.starts_with('/') {
            open.pop();
        } else if !VOID.contains(&name) && !tag.ends_with('/') {
            let lang = tag
                .split_once(" lang=\"")
                .map(|(_, rest)| rest.split('"').next().unwrap());
            open.push((name.to_owned(), lang.map(str::to_owned)));
        }
        let lang = open.iter().rev().find_map(|(_, lang)| lang.clone());
        // A choice of a list has one language: the town's name is in that of the reader, then in Norwegian.
        let shown = open
            .last()
            .is_some_and(|(name, _)| !["title", "option"].contains(&name.as_str()));
        if let Some(lang) = lang.filter(|_| shown && !text.trim().is_empty()) {
            texts.push((lang, text.trim().replace("&amp;", "&").replace("&quot;", "\"")));
        }
    }
    assert!(open.is_empty(), "{open:?}");
    texts
}

/// What is wrong with a text in a language, by its letters: letters of another one, what is to be said in Norwegian, or a word in Norwegian
/// letters in English.
fn strange(lang: &str, text: &str) -> Option<&'static str> {
    const EVERYWHERE: [&str; 5] = ["SMS", "SIM", "Shift", "Telegram", "YouTube"];
    // Addresses are the same in every language.
    let address =
        |word: &str| word.contains(['@', '/']) || word.split('.').filter(|part| !part.is_empty()).count() > 1;
    let words = text.split_whitespace().filter(|word| !address(word));
    let words: Vec<&str> = words.flat_map(|word| word.split('-')).collect();
    let letters = |word: &&str| word.trim_matches(|c: char| !c.is_alphabetic()).to_owned();
    let cyrillic = |c: char| ('\u{400}'..'\u{530}').contains(&c);
    let latin = |c: char| c.is_alphabetic() && !cyrillic(c);
    if lang != "uk" && text.contains(cyrillic) {
        return Some("Cyrillic letters");
    }
    let own = |word: &String| word.contains(latin) && !EVERYWHERE.contains(&word.as_str());
    if lang == "uk" && words.iter().map(letters).any(|word| own(&word)) {
        return Some("Latin letters");
    }
    if lang != "nb" && (text.contains("Jeg ") || text.contains("(legevakt)")) {
        return Some("Norwegian");
    }
    let small = |word: &String| word.starts_with(char::is_lowercase) && word.contains(['æ', 'ø', 'å']);
    (lang == "en" && words.iter().map(letters).any(|word| small(&word))).then_some("Norwegian letters")
}

/// Every text of every page stands in its own language: what to say in Norwegian, the name on a Norwegian door, the title of a leaflet.
#[test]
fn every_word_has_its_language() {
    let mut wrong = std::collections::BTreeSet::new();
    let mut quotes = 0;
    for (name, page) in every_page() {
        for (lang, text) in texts_of(&page) {
            if let Some(what) = strange(&lang, &text) {
                wrong.insert(format!("{name}: {what} in {lang}: {text}"));
            }
            quotes +=
                usize::from(lang == "nb" && text.starts_with("Jeg er i fare") && !name.starts_with("nb"));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
    assert!(quotes > 0);
    let parts = |lang, text: &str| -> Vec<(Option<Lang>, String)> {
        let engine = engine();
        let parts = engine.desk().parts(lang, text);
        parts.map(|(lang, text)| (lang, text.to_owned())).collect()
    };
    let part = |lang: Option<Lang>, text: &str| (lang, text.to_owned());
    for (lang, text, other, tongue) in [
        (
            Lang::En,
            "Adults at school (Voksne på skolen)",
            "Voksne på skolen",
            Lang::Nb,
        ),
        (
            Lang::En,
            "Child welfare service in Narvik (barneverntjenesten)",
            "barneverntjenesten",
            Lang::Nb,
        ),
        (
            Lang::Se,
            "Doavttervákta (legevakt), olles Norga",
            "legevakt",
            Lang::Nb,
        ),
        (Lang::Uk, "Центр (Nok. Gjøvik)", "Nok. Gjøvik", Lang::Nb),
        (
            Lang::Uk,
            "Брошура «You have a RIGHT to be safe»",
            "You have a RIGHT to be safe",
            Lang::En,
        ),
        (
            Lang::Nb,
            "Heftet «You have a RIGHT to be safe»",
            "You have a RIGHT to be safe",
            Lang::En,
        ),
    ] {
        assert!(
            parts(lang, text).contains(&part(Some(tongue), other)),
            "{:?}",
            parts(lang, text)
        );
    }
    for (lang, text) in [
        (Lang::En, "I am in danger. I need an interpreter."),
        (Lang::En, "Chat for children and young people, SMS until 22"),
        (Lang::Se, "Riŋge dahje čále. Sis lea chat, SMS ja e-poasta."),
        (Lang::Uk, "Надішліть SMS або продовжте в Telegram."),
        (Lang::Nb, "Si: «Jeg er i fare. Jeg er her: …»"),
    ] {
        assert_eq!(parts(lang, text), [part(None, text)]);
    }
}

/// A page that is missing is said to be so in the language that its address begins with.
#[test]
fn an_address_says_its_language() {
    for lang in Lang::ALL {
        let page = get(&format!("/{lang}/nothing/here"));
        assert_eq!(page.status, StatusCode::NOT_FOUND);
        assert!(
            page.body.contains(&format!("<html lang=\"{lang}\"")),
            "{}",
            page.body
        );
    }
}
