//! The promises, for any text in any language.

use lykt::answer::Question;
use lykt::channels::json::Response;
use lykt::channels::terminal::Terminal;
use lykt::model::Lang;
use proptest::prelude::*;

use crate::help::{ask, engine, every_answer, place, shown, tuesday};

/// Marks that turn or isolate text: they would end up in the numbers that people copy.
const HIDDEN: [char; 3] = ['\u{2068}', '\u{2069}', '\u{202e}'];

/// What a person sees first.
fn beginning(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).take(80).collect()
}

fn assert_emergency_first(text: &str) {
    let beginning = beginning(text);
    for number in ["112", "113", "110"] {
        assert!(beginning.contains(number), "{number} is not in {beginning:?}");
    }
}

/// Text as people and accidents make it: any characters, and words that mean something, mixed.
fn any_text() -> impl Strategy<Value = String> {
    let words = [
        "mannen",
        "slår",
        "meg",
        "kniv",
        "hjelp",
        "my",
        "husband",
        "hits",
        "чоловік",
        "б'є",
        "мене",
        "ніж",
        "mu",
        "isit",
        "cábmá",
        "niibi",
        "krisesenter",
        "Narvik",
        "116",
        "006",
        "\u{202e}",
        "* : ( \" ^ ~ [ TO",
        "e\u{301}",
        "👩‍👩‍👧",
        "'",
        "’",
    ];
    let word =
        prop_oneof![3 => proptest::sample::select(words.to_vec()).prop_map(str::to_owned), 1 => "\\PC{0,12}"];
    prop_oneof![
        3 => proptest::collection::vec(word, 0..12).prop_map(|words| words.join(" ")),
        1 => proptest::string::string_regex("(?s).{0,600}").unwrap(),
    ]
}

fn any_lang() -> impl Strategy<Value = Option<Lang>> {
    proptest::option::of(proptest::sample::select(Lang::ALL.to_vec()))
}

fn any_place() -> impl Strategy<Value = Option<&'static str>> {
    proptest::option::of(proptest::sample::select(vec![
        "gjovik",
        "narvik",
        "lavangen",
        "ostre-toten",
    ]))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(192))]

    /// Any text, any language: the first visible characters hold 112, 113, 110, nothing panics, twice the same is the same.
    #[test]
    fn emergency_first_whatever_is_asked(text in any_text(), lang in any_lang(), place_id in any_place()) {
        let question = Question { text, lang, usual: None, place: place_id.map(place) };
        let answer = engine().answer(&question, tuesday());
        let drawn = Terminal::draw(&answer);
        assert_emergency_first(&drawn);
        prop_assert!(lang.is_none_or(|lang| answer.lang() == lang));
        let hidden = drawn.contains(HIDDEN);
        prop_assert!(!hidden);
        let again = engine().answer(&question, tuesday());
        prop_assert_eq!(&drawn, &Terminal::draw(&again));
        let json = serde_json::to_value(Response::of(&answer)).unwrap();
        prop_assert_eq!(json["emergency"].as_array().unwrap().len(), 3);
        #[cfg(feature = "kiosk")]
        {
            let page = crate::kiosk::page_of(&question);
            assert_emergency_first(&crate::kiosk::visible(&page));
        }
    }
}

/// What has to hold of whatever bytes arrive. A fuzzer can be given this as its body.
fn anything_is_answered(bytes: &[u8]) {
    let question = Question {
        text: String::from_utf8_lossy(bytes).into_owned(),
        ..Question::default()
    };
    assert_emergency_first(&Terminal::draw(&engine().answer(&question, tuesday())));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn emergency_first_for_random_bytes(bytes in proptest::collection::vec(any::<u8>(), 0..3000)) {
        anything_is_answered(&bytes);
    }
}

/// What accidents and attacks send: nothing, far too much, marks without letters, the syntax of queries.
#[test]
fn emergency_first_for_bad_input() {
    let inputs = [
        String::new(),
        " \n\t".to_owned(),
        "a".repeat(1_000_000),
        "mannen min slår meg ".repeat(50_000),
        "😀🆘👩‍👩‍👧".repeat(300),
        format!("a{}", "\u{301}".repeat(10_000)),
        "\u{301}".repeat(10_000),
        "* : ( \" ^ ~ [ TO ] { } \\ / + - && || !".to_owned(),
        "\u{202e}\u{2066}\u{feff}\0\u{7}".repeat(200),
        "ﷺ".repeat(5_000),
    ];
    for input in inputs {
        anything_is_answered(input.as_bytes());
    }
}

#[test]
fn emergency_first_in_every_kind_of_answer() {
    for lang in Lang::ALL {
        for (name, answer) in every_answer(lang) {
            let drawn = Terminal::draw(&answer);
            assert_emergency_first(&drawn);
            assert_eq!(answer.lang(), lang, "{name}");
        }
    }
}

/// Danger now: call first, what to say, and nothing before it.
#[test]
fn danger_comes_before_everything_else() {
    for (text, lang) in [
        ("han har kniv", Lang::Nb),
        ("he has a knife", Lang::En),
        ("він зараз мене вб'є", Lang::Uk),
        ("sus lea niibi", Lang::Se),
        ("mannen min truer med å drepe meg", Lang::Nb),
        ("my husband threatens to kill me", Lang::En),
        ("чоловік погрожує вбити мене", Lang::Uk),
        ("муж угрожает убить меня", Lang::Uk),
        ("mu isit áitá goddit mu", Lang::Se),
        ("husband put me outside in snow no shoes and lock door", Lang::En),
        ("eksen hamrer på vinduet", Lang::Nb),
        ("han skrev at jeg aldri får se ungene i live igjen", Lang::Nb),
        ("my ex wrote that i will never see my son alive", Lang::En),
        ("він написав що я більше не побачу сина живим", Lang::Uk),
    ] {
        let answer = ask(text, None, Some("narvik"));
        assert_eq!(answer.lang(), lang, "{text}");
        let json = serde_json::to_value(Response::of(&answer)).unwrap();
        assert_eq!(json["urgency"], "immediate", "{text}");
        assert_eq!(json["services"][0]["id"], "politi-nod", "{text}");
        let drawn = Terminal::draw(&answer);
        let call = drawn.find(">>>").unwrap();
        assert!(call < drawn.find("1. ").unwrap());
        assert!(drawn.get(call..).unwrap().contains("Jeg er i fare"), "{drawn}");
    }
}

/// Whoever is hurt and still threatened needs both the police and an ambulance; a fire needs the fire brigade, whoever has lit it.
#[test]
fn who_needs_two_emergency_services_is_shown_both() {
    for (question, needed) in [
        (
            "he strangled her and now she is not breathing",
            ["ambulanse", "politi-nod"],
        ),
        (
            "han stakk meg med kniv og det blør mye",
            ["ambulanse", "politi-nod"],
        ),
        (
            "він ударив її ножем, кров не зупиняється",
            ["ambulanse", "politi-nod"],
        ),
        (
            "son čuohpai mu niibbiin, varra golgá sakka",
            ["ambulanse", "politi-nod"],
        ),
        (
            "he set the house on fire, it is burning",
            ["brann-nod", "politi-nod"],
        ),
    ] {
        let mut first_two = shown(question, Some("narvik"));
        first_two.truncate(2);
        first_two.sort();
        assert_eq!(first_two, needed, "{question}");
    }
    // What cannot wait comes first.
    for (question, first) in [
        ("he strangled her and now she is not breathing", "ambulanse"),
        ("mamma våkner ikke etter at pappa slo henne", "ambulanse"),
        ("he set the house on fire, it is burning", "brann-nod"),
    ] {
        assert_eq!(shown(question, Some("narvik"))[0], first, "{question}");
    }
    // Whoever threatens may still be there, whoever is called first.
    let drawn = Terminal::draw(&ask("he strangled her and now she is not breathing", None, None));
    assert!(
        drawn.contains("Call 113 now.") && drawn.contains("Go to a safe place"),
        "{drawn}"
    );
    // One is enough where nothing speaks for another.
    let shown = shown("han har kniv", Some("narvik"));
    assert!(!shown.contains(&"ambulanse".to_owned()), "{shown:?}");
}
