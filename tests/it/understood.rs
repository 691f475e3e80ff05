//! How people are understood: who asks, in which language, by which name, and whom they are shown.

use lykt::answer::Question;
use lykt::channels::json::Response;
use lykt::channels::terminal::Terminal;
use lykt::model::Lang;
use lykt::text::Message;

use crate::help::{ask, engine, every_answer, guided_to, ids, night, shown, tuesday};

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
        let text = engine.desk().say(lang, Message::LanguageUnchecked).text;
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
    let night = night();
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

/// Whoever is about to hurt somebody, or has, is not shown where those are who were hurt, however loud the danger is.
#[test]
fn who_hurts_in_danger_is_shown_no_crisis_centre() {
    for (question, crisis) in [
        (
            "jeg har slått kona mi og hun blør fra hodet og svarer ikke",
            false,
        ),
        (
            "jeg står med kniven og klarer ikke la være, hun er på badet",
            false,
        ),
        (
            "i stabbed her, there is so much blood, she does not answer",
            false,
        ),
        ("я її порізав ножем, вона вся в крові", false),
        ("hvis hun kommer hjem nå så dreper jeg henne", false),
        ("hvis jeg går så dreper han meg", true),
        ("i have the axe and wait outside her work", false),
        ("he waits outside my work with the axe", true),
        ("я чекаю біля її роботи з сокирою", false),
        ("він чекає біля моєї роботи з сокирою", true),
        ("vuorddán su viesu olggobealde niibbiin", false),
        ("son vuordá mu viesu olggobealde niibbiin", true),
    ] {
        let shown = shown(question, Some("narvik"));
        assert!(
            shown[0] == "politi-nod" || shown[0] == "ambulanse",
            "{question}: {shown:?}"
        );
        let among = shown.iter().any(|id| id.starts_with("krisesenter"));
        assert_eq!(among, crisis, "{question}: {shown:?}");
    }
}

/// Whoever is in danger is told to go somewhere safe, whoever is about to hurt somebody to go away from them, whoever has hurt somebody badly, or is with
/// somebody who may die, only to say so.
#[test]
fn whoever_is_about_to_hurt_somebody_is_told_to_go_away() {
    use Message::{DangerGoAway, DangerGoSafe, DangerSayLife};
    for (question, lang, told) in [
        (
            "jeg står med kniven og klarer ikke la være, hun er på badet",
            Lang::Nb,
            DangerGoAway,
        ),
        ("i have the axe and wait outside her work", Lang::En, DangerGoAway),
        ("я чекаю біля її роботи з сокирою", Lang::Uk, DangerGoAway),
        ("he waits outside my work with the axe", Lang::En, DangerGoSafe),
        (
            "i stabbed her, there is so much blood, she does not answer",
            Lang::En,
            DangerSayLife,
        ),
        ("min datter har spist alle tablettene", Lang::Nb, DangerSayLife),
    ] {
        let text = Terminal::draw(&ask(question, None, None));
        for message in [DangerGoAway, DangerGoSafe, DangerSayLife] {
            let said = text.contains(&engine().desk().say(lang, message).text);
            assert_eq!(said, told == message, "{question}: {text}");
        }
    }
}

/// A blank that is missing changes nothing of who is shown, nor of danger.
#[test]
fn words_that_run_together_are_read_apart() {
    for (typed, meant) in [
        ("hanslår meg", "han slår meg"),
        ("mannen minslår meg", "mannen min slår meg"),
        ("skalhan drepe meg", "skal han drepe meg"),
        ("he hasa knife", "he has a knife"),
        ("he isgoing to kill me", "he is going to kill me"),
        ("онбьет меня", "он бьет меня"),
        ("вінмає ніж", "він має ніж"),
        ("isitčabmá mu", "isit čabmá mu"),
    ] {
        let of = |question| ask(question, None, None);
        let services = |question| ids(&of(question));
        assert_eq!(services(typed), services(meant), "{typed}");
    }
}

/// Whoever hit back, is called violent by the one who hits, or says what a partner checks or takes, is the one who is hurt.
#[test]
fn whoever_hits_back_is_shown_the_crisis_centre() {
    for question in [
        "jeg slo han i selvforsvar",
        "han slo meg først og så slo jeg han",
        "han sier at det er jeg som er voldelig men det er han som slår",
        "he pushed me and I pushed him back",
        "I hit him back when he beat me, can I get in trouble",
        "he says I am the abuser but he is the one hitting me",
        "він мене вдарив і я вдарила його у відповідь",
        "чоловік каже що я його б'ю але б'є він",
        "son časkkii mu ja mun časken ruovttoluotta",
        "jeg kastet en kopp, nå sier alle at det er jeg som slår",
        "am i the abuser now? he was holding me down and then i bit him",
        "копнула його ногою, тепер він каже суду що я агресивна",
        "mun časken su, muhto mun dušše suodjalin iežan",
        "kjæresten sjekker mobilen min hele tida",
        "my boyfriend checks my phone all the time",
        "чоловік перевіряє мій телефон",
        "irgi dárkkista mu telefovnna",
    ] {
        let shown = shown(question, Some("narvik"));
        let hits = ["atv", "tryggere", "sinnemestring-stolav"];
        let wrong = shown.iter().take(3).any(|id| hits.contains(&id.as_str()));
        let crisis = shown.iter().any(|id| id == "krisesenter-narvik");
        assert!(crisis && !wrong, "{question}: {shown:?}");
    }
}

/// A daughter is no place, though "дочка" sounds like Dokka, nor is a scream, though "skreik" is nearly Skreia: who asks stays where they are.
#[test]
fn words_that_sound_like_a_place_are_none() {
    for question in [
        "дочка 6 років сказала що дідусь торкав її там",
        "дочці 5 років і вона боїться",
        "доча каже що тато б'є",
        "dochka kazhe shcho tato bye yiyi",
        "eksen skreik utenfor døra i går",
    ] {
        let shown = shown(question, Some("narvik"));
        let elsewhere = shown.iter().any(|id| id.ends_with("-gjovik"));
        assert!(!elsewhere, "{question}: {shown:?}");
    }
    assert_eq!(
        shown("krisesenter dokka", Some("narvik"))[0],
        "krisesenter-gjovik"
    );
    assert_eq!(shown("heahteguovddas narviikkas", None)[0], "krisesenter-narvik");
}

/// Who says only that their husband hits, or asks how he can stop, is the one who is hurt.
#[test]
fn whose_partner_hits_is_shown_the_crisis_centre() {
    for question in [
        "jeg er gravid og mannen slår",
        "jeg er syk og kona slår",
        "kan mannen min få hjelp til å slutte å slå meg",
        "i am pregnant and husband hits",
        "mo oaččun su heaitit cábmimis",
    ] {
        let shown = shown(question, Some("narvik"));
        let crisis = shown.iter().take(3).any(|id| id == "krisesenter-narvik");
        let hits = shown.iter().any(|id| id == "tryggere");
        assert!(crisis && !hits, "{question}: {shown:?}");
    }
}

/// Whoever will take their life today, or has the pills ready, is shown the ambulance first.
#[test]
fn whoever_will_die_today_is_shown_the_ambulance() {
    for question in [
        "jeg tar livet mitt i kveld",
        "i decided to end my life today",
        "сьогодні ввечері я це зроблю, таблетки готові",
    ] {
        assert_eq!(shown(question, Some("narvik"))[0], "ambulanse", "{question}");
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
