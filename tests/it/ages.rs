//! What a question says of who asks decides before what it sounds like: ages, grown children, who looks for somebody.

use crate::help::shown;

/// Services for those under 18 alone, and those of the municipality for them.
const FOR_THE_YOUNG: [&str; 6] = [
    "alarmtelefonen",
    "kors-pa-halsen",
    "skole-voksne",
    "barnehus-hamar",
    "barnevernvakt-gjovik",
    "barnevern-narvik",
];
/// Places where those are who were hurt.
const SHELTERS: [&str; 5] = [
    "krisesenter-gjovik",
    "krisesenter-narvik",
    "nok-gjovik",
    "overgrepsmottak-lillehammer",
    "overgrepsmottak-narvik",
];

fn first_three(question: &str, place: &str) -> Vec<String> {
    let mut shown = shown(question, Some(place));
    shown.truncate(3);
    shown
}

/// "My mother hits me" is what children say. Whoever says that they are grown up is not sent to the lines of children.
#[test]
fn who_says_that_they_are_grown_up_is_no_child() {
    for question in [
        "jeg er 25 år og bor hjemme, mamma slår meg",
        "moren min slår meg. jeg er 40 år",
        "my dad hits me i am 34",
        "i'm 21 and my dad beats me",
        "мені 33, мама б'є мене",
        "мама кричить на мене, мені 28",
        "мне двадцать, отец бьет меня",
        "áhčči cábmá mu, lean 30 jagi",
    ] {
        let three = first_three(question, "gjovik");
        let lines = &FOR_THE_YOUNG[..4];
        assert!(
            !three.iter().any(|id| lines.contains(&id.as_str())),
            "{question}: {three:?}"
        );
        let adults = three
            .iter()
            .any(|id| id == "vo-linjen" || id.starts_with("krisesenter"));
        assert!(adults, "{question}: {three:?}");
    }
}

/// A child says its age in many ways, and a number of weeks or years is no age.
#[test]
fn who_says_that_they_are_young_is_a_child() {
    for (question, child) in [
        ("14 år, kjæresten slår meg", true),
        ("e 14 og kjæresten min truer mæ", true),
        ("jeg (15) blir slått av kjæresten", true),
        ("jeg er fjorten og kjæresten min slår meg", true),
        ("im 15 my boyfriend hits me", true),
        ("мені 15, хлопець б'є мене", true),
        ("lean 15 jagi, irgi cábmá mu", true),
        ("jeg er 14 uker på vei og kjæresten min slår meg", false),
        ("14 år sammen, og han slår meg", false),
        ("gift i 15 år, mannen slår meg", false),
        ("my daughter, 14 years, saw that my husband hits me", false),
    ] {
        let three = first_three(question, "gjovik");
        let lines = ["alarmtelefonen", "du-eier-meg-ikke"];
        let among = three.iter().any(|id| lines.contains(&id.as_str()));
        assert_eq!(among, child, "{question}: {three:?}");
    }
}

/// Who is lonely is mostly grown up; a child who says so is a child.
#[test]
fn a_child_alone_at_home_is_shown_who_is_there_for_children() {
    for question in [
        "jeg er 8 år og alene hjemme",
        "i am 12 and alone at home all night",
        "мені 10, я сам вдома",
        "lean 9 jagi ja lean okto ruovttus",
    ] {
        let first = shown(question, Some("gjovik")).remove(0);
        assert!(
            ["alarmtelefonen", "kors-pa-halsen"].contains(&first.as_str()),
            "{question}: {first}"
        );
    }
}

/// A son of 33 is nobody whom the child welfare service could help.
#[test]
fn a_grown_child_is_not_for_the_child_welfare_service() {
    for question in [
        "sønnen vår, 33, knuser ting og truer",
        "jenta mi på 27 slår meg",
        "datteren min på 24 blir slått av kjæresten",
        "my adult son hits me",
        "my 32 year old son hits me",
        "my father in law hits me",
        "син 30 років б'є мене",
        "mu bárdni lea 40 jagi ja cábmá mu",
    ] {
        let shown = shown(question, Some("gjovik"));
        assert!(
            !shown.iter().any(|id| FOR_THE_YOUNG.contains(&id.as_str())),
            "{question}: {shown:?}"
        );
    }
    let young = shown("sønnen min på 12 slår meg", Some("gjovik"));
    assert!(young.iter().any(|id| id == "barnevernvakt-gjovik"), "{young:?}");
}

/// Whoever looks for somebody who has fled is not told where that may be, whatever they call it.
#[test]
fn who_looks_for_somebody_is_shown_no_shelter() {
    for question in [
        "hvilket krisesenter er kona mi på",
        "hvor er krisesenteret jeg vil hente kona",
        "kona mi har dratt på krisesenteret med ungene, hvordan får jeg tak i dem",
        "kona har skaffet seg besøksforbud mot meg",
        "jeg har fått omvendt voldsalarm",
        "which shelter is my wife in",
        "в каком шелтере моя жена",
        "шукаю дружину вона втекла з дітьми",
        "gos lea mu eamit",
        "kan jeg få vite om kona er på krisesenteret",
        "Can the crisis centre tell me if my girlfriend is staying there",
        "чи може притулок сказати мені чи там моя дівчина",
        "jeg har satt gps på bilen hennes",
        "I put a tracker on her car",
        "на мене наклали обмежувальний припис",
    ] {
        for place in ["gjovik", "narvik"] {
            let shown = shown(question, Some(place));
            assert!(
                !shown.iter().any(|id| SHELTERS.contains(&id.as_str())),
                "{question}: {shown:?}"
            );
        }
    }
    // Those who are hurt say much that is alike.
    for question in [
        "kan jeg komme til krisesenteret med barna",
        "i got a restraining order against my husband and he breaks it",
        "he is trying to find my secret address",
        "jeg vil ha besøksforbud mot eksen",
        "he put a tracker on my car",
        "чи можна мені в притулок з дітьми, чоловік б'є",
        "я втекла від чоловіка з дітьми",
        "moja sestra vtekla vid cholovika, de yij zhyty",
        "søstera mi har rømt fra mannen, hvor kan hun bo",
    ] {
        let shown = shown(question, Some("gjovik"));
        assert!(
            shown.iter().any(|id| id == "krisesenter-gjovik"),
            "{question}: {shown:?}"
        );
    }
}

/// What explains a name, and words of every day that are one, are no name in a question.
#[test]
fn words_of_every_day_are_no_names() {
    for (question, not) in [
        ("допомога", "atv"),
        ("юридична допомога", "atv"),
        ("jeg vet ikke hvem jeg skal ringe", "jeg-vet"),
        ("jeg vet at pappa slår mamma", "jeg-vet"),
        ("hvordan få det tryggere hjemme", "tryggere"),
        ("can you help me", "vern-for-eldre-elaering"),
        ("can you help me my husband hits me", "vern-for-eldre-elaering"),
    ] {
        let three = first_three(question, "gjovik");
        assert!(!three.iter().any(|id| id == not), "{question}: {three:?}");
    }
    assert_eq!(shown("jeg vet", None)[0], "jeg-vet");
    assert_eq!(shown("tryggere", Some("gjovik"))[0], "tryggere");
    // "Nok" is enough, too.
    assert_eq!(shown("nok gjøvik åpningstid", None)[0], "nok-gjovik");
}
