//! The promises, for any text in any language.

use lykt::answer::{Answer, Question};
use lykt::channels::json::Response;
use lykt::channels::terminal::Terminal;
use lykt::model::Lang;
use proptest::prelude::*;

use crate::help::{ask, engine, every_answer, guided_to, place, tuesday};

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

/// The ids of the services that are shown for a question, in their order.
fn shown(question: &str, place: Option<&str>) -> Vec<String> {
    ids(&ask(question, None, place))
}

fn ids(answer: &Answer) -> Vec<String> {
    let json = serde_json::to_value(Response::of(answer)).unwrap();
    let services = json["services"].as_array().unwrap().iter();
    services
        .map(|service| service["id"].as_str().unwrap().to_owned())
        .collect()
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

/// A parent whose child is unwell is shown a doctor, not the lines that children call; a child is shown those.
#[test]
fn a_parent_is_not_taken_for_the_child() {
    let doctors = ["fastlege", "bup-gjovik"];
    let lines = ["alarmtelefonen", "kors-pa-halsen"];
    for (question, wanted) in [
        ("datteren min på 14 kutter seg", doctors),
        ("my daughter is 13 and cuts herself", doctors),
        ("донька 14 років ріже собі руки", doctors),
        ("mu nieida 14 čuohppá iežas", doctors),
        ("jeg er 13 og kutter meg", lines),
        ("i am 13 and i cut myself", lines),
        ("мені 13, я ріжу собі руки", lines),
    ] {
        let shown = shown(question, Some("gjovik"));
        assert!(wanted.contains(&shown[0].as_str()), "{question}: {shown:?}");
    }
}

/// In a situation of adults, which children have too, the children's lines come first for a child and last for whoever may be one.
#[test]
fn the_lines_of_children_stand_where_children_ask() {
    assert_eq!(shown("jeg er 13 og vil ikke leve mer", None)[0], "alarmtelefonen");
    let grown = shown("kona mi er død og jeg vil ikke leve mer", None);
    assert_eq!(grown[0], "mental-helse");
    assert!(!grown.contains(&"alarmtelefonen".to_owned()), "{grown:?}");
    // Adults ask most of what the young ask; whoever sounds like a child is shown the children's lines among the first.
    for (text, child) in [
        (
            "i was cut when i was small in Eritrea. it hurts a lot, who can help me",
            false,
        ),
        ("jeg er 13 og han har lagt ut en video av meg", true),
    ] {
        let ids = shown(text, Some("narvik"));
        let among = ids.iter().take(3).any(|id| id == "alarmtelefonen");
        assert_eq!(among, child, "{text}: {ids:?}");
    }
    // Whoever chooses the situation and has not said how old they are.
    let chosen = engine()
        .desk()
        .guide(&guided_to("suicidal", Lang::Nb, None), tuesday());
    let chosen = ids(&chosen);
    assert_eq!(chosen[0], "mental-helse", "{chosen:?}");
    assert!(chosen.contains(&"alarmtelefonen".to_owned()), "{chosen:?}");
}

/// Nobody who hurts others is shown a crisis centre; nobody under 18 is shown the line for adults first.
#[test]
fn nobody_is_sent_the_wrong_way() {
    let shown = |text: &str, place: &str| shown(text, Some(place));
    for place in ["gjovik", "narvik"] {
        for text in ["jeg slår kona mi og vil slutte", "I hit my wife and want to stop"] {
            let ids = shown(text, place);
            assert!(!ids.is_empty());
            assert!(
                ids.iter().all(|id| !id.starts_with("krisesenter")),
                "{text}: {ids:?}"
            );
        }
        let ids = shown("jeg er 12 år og pappa slår meg", place);
        assert!(ids.iter().take(3).any(|id| id == "alarmtelefonen"), "{ids:?}");
        assert!(!ids.contains(&"vo-linjen".to_owned()), "{ids:?}");
        // The same situation, at an age for the children's line and at one that is not.
        let ids = shown("jeg er 15 og foreldrene mine vil gifte meg bort", place);
        assert!(ids.contains(&"alarmtelefonen".to_owned()), "{ids:?}");
        for grown in [
            "my parents have chosen a husband for me, i am 22",
            "батьки хочуть видати мене заміж, мені 24",
        ] {
            let ids = shown(grown, place);
            assert!(!ids.contains(&"alarmtelefonen".to_owned()), "{grown}: {ids:?}");
        }
        // Fear of somebody is no anger of one's own, to which no crisis centre is shown.
        for afraid in [
            "eg er redd kjærasten min, han vert så sint og øydelegg tinga mine",
            "i nede help my dauhgter scard of her fathr",
        ] {
            let ids = shown(afraid, place);
            assert!(
                ids.iter().any(|id| id.starts_with("krisesenter")),
                "{afraid}: {ids:?}"
            );
        }
    }
}

/// A local service of another place is not shown where something nearer fits, and says so where nothing does.
#[test]
fn places_are_kept_apart() {
    let near = Terminal::draw(&ask("jeg trenger et trygt sted å sove", None, Some("narvik")));
    assert!(
        near.contains("Narvik og omegn krisesenter") && !near.contains("Gjøvik krisesenter"),
        "{near}"
    );
    let named = Terminal::draw(&ask("krisesenter i Нарвік", None, Some("gjovik")));
    assert!(named.contains("Narvik og omegn krisesenter"), "{named}");
    let far = Terminal::draw(&ask("Nok. Gjøvik", None, Some("narvik")));
    assert!(far.contains("Nok. Gjøvik"), "{far}");
}

/// A name that is misspelt, beside a place that is misspelt too, in any script: the service there comes first. A place alone is the
/// name of no service.
#[test]
fn names_and_places_by_ear() {
    for (typed, service) in [
        ("krisesnter narvick", "krisesenter-narvik"),
        ("crisis center gjovik", "krisesenter-gjovik"),
        ("крісесентер нарвік", "krisesenter-narvik"),
        ("heahteguovddas narviikkas", "krisesenter-narvik"),
    ] {
        let json = serde_json::to_value(Response::of(&ask(typed, None, None))).unwrap();
        assert_eq!(json["services"][0]["id"], service, "{typed}: {json}");
    }
    let json = serde_json::to_value(Response::of(&ask("narvik", None, None))).unwrap();
    assert_eq!(json["confident"], false, "{json}");
}

/// Nothing certain: the general helplines and what one can ask, never a random hit.
#[test]
fn no_match_is_an_answer_too() {
    let answer = ask("qwertyuiop asdfgh", Some(Lang::En), None);
    let json = serde_json::to_value(Response::of(&answer)).unwrap();
    assert_eq!(json["confident"], false);
    assert_eq!(json["services"][0]["id"], "vo-linjen");
    assert!(Terminal::draw(&answer).contains("I want to talk to someone"));
}

/// A text that exists in Norwegian alone is marked, and the reader of unchecked texts is told once.
#[test]
fn whose_language_it_is() {
    let engine = engine();
    let id = &engine.desk().directory().service_called("rvts").unwrap().id;
    let card = Terminal::draw(&engine.desk().service(id, Lang::Uk, None, tuesday()));
    assert!(card.contains("Цей текст є лише норвезькою."), "{card}");
    for lang in [Lang::Uk, Lang::Se] {
        let text = engine
            .desk()
            .say(lang, lykt::text::Message::LanguageUnchecked)
            .text;
        for (name, answer) in every_answer(lang) {
            assert_eq!(Terminal::draw(&answer).matches(&text).count(), 1, "{lang} {name}");
        }
    }
}

/// A name, a number, a word or two tell no language: whoever has used one so far is answered in it.
#[test]
fn a_name_changes_no_language() {
    let answered = |text: &str| {
        let question = Question {
            text: text.to_owned(),
            usual: Some(Lang::Uk),
            ..Question::default()
        };
        engine().answer(&question, tuesday()).lang()
    };
    for told in ["kors på halsen chat", "Vern for eldre", "76 95 73 39", "redd"] {
        assert_eq!(answered(told), Lang::Uk, "{told}");
    }
    assert_eq!(answered("mannen min tar alle pengene mine"), Lang::Nb);
    assert_eq!(answered("my husband takes all my money"), Lang::En);
}

/// Whoever asks for a service by name is shown it first, also when it is closed and a course of the same name never is.
#[test]
fn a_closed_service_is_still_the_one_that_was_asked_for() {
    let question = Question {
        text: "Vern for eldre".to_owned(),
        ..Question::default()
    };
    let night = crate::help::night();
    assert_eq!(ids(&engine().answer(&question, night))[0], "vern-for-eldre");
}

/// Whoever only says that they are afraid is shown somebody to talk to about it who knows violence, not a doctor.
#[test]
fn fear_alone_is_understood() {
    for text in [
        "redd",
        "jeg er redd",
        "i am scared",
        "боюсь",
        "мені страшно",
        "meni strashno",
        "mun balan",
    ] {
        let ids = shown(text, None);
        assert!(
            ids[0] == "vo-linjen" || ids[0].starts_with("krisesenter"),
            "{text}: {ids:?}"
        );
    }
}

/// Ukrainian and Russian in Latin letters, by ear, mean what they mean in Cyrillic ones.
#[test]
fn latin_letters_are_read_in_cyrillic_ones() {
    for (latin, cyrillic) in [
        ("cholovik zabyraye moyi hroshi", "чоловік забирає мої гроші"),
        ("4olovik zabyraje moji groshi", "чоловік забирає мої гроші"),
        (
            "otchym obzyvaie mene i zabrav telefon",
            "отчим обзиває мене і забрав телефон",
        ),
        (
            "ya revnuyu i proveryayu ee telefon",
            "я ревную и проверяю ее телефон",
        ),
        (
            "tato b'ie mamu nohamy vona ne vstaie",
            "тато б'є маму ногами вона не встає",
        ),
    ] {
        assert_eq!(shown(latin, None)[0], shown(cyrillic, None)[0], "{latin}");
    }
}

/// Whoever says that they are hit is not shown those who help people who hit, however it is spelt; whoever says that they hit is, also if
/// they were hit themselves.
#[test]
fn who_is_hit_is_not_taken_for_who_hits() {
    let shown = |question: &str| shown(question, None).iter().any(|id| id == "tryggere");
    for question in [
        "my husbend hit me im scard",
        "mannn min slår meg jeg er redd",
        "чоловік бє мене я боюсь",
        "isit cabma mu mun balan",
    ] {
        assert!(!shown(question), "{question}");
    }
    for question in [
        "i hit my wife and she hits me",
        "redd for å slå igjen, faren min slo meg",
    ] {
        assert!(shown(question), "{question}");
    }
}

/// Who says only that somebody has a knife is shown where those are helped who are hurt, whatever the words sound like besides; a child is shown
/// who is there for children.
#[test]
fn who_is_in_danger_is_shown_who_helps_after_the_police() {
    for question in [
        "he has a knife",
        "han har kniv",
        "у нього ніж",
        "sus lea niibi, mun lean basadanlanjas",
    ] {
        let shown = shown(question, None);
        assert_eq!(shown[0], "politi-nod", "{question}");
        assert_eq!(shown[1], "vo-linjen", "{question}: {shown:?}");
        assert!(
            !shown.contains(&"alarmtelefonen".to_owned()),
            "{question}: {shown:?}"
        );
    }
    let shown = shown("pappa har en kniv og skriker", None);
    assert_eq!(shown[1], "alarmtelefonen", "{shown:?}");
}

/// The name of a service, nearly spelled right, is no call for help, whatever it sounds like.
#[test]
fn a_name_alone_is_no_danger() {
    for question in ["slet meg", "slett meg no", "slettmeg.no"] {
        let json = serde_json::to_value(Response::of(&ask(question, None, None))).unwrap();
        assert_eq!(json["urgency"], "normal", "{question}");
        assert_eq!(json["services"][0]["id"], "slettmeg", "{question}");
    }
}

/// Who mistypes is answered in their own language.
#[test]
fn typing_errors_change_no_language() {
    for (question, lang) in [
        ("sinnemestrng kurs gjøvk", "nb"),
        ("krisesentr gjøvk", "nb"),
        ("domestc violance helplin", "en"),
    ] {
        let json = serde_json::to_value(Response::of(&ask(question, None, None))).unwrap();
        assert_eq!(json["lang"], lang, "{question}");
    }
}
