//! Why a question is answered as it is.

use lykt::answer::Question;
use lykt::folder::Folder;
use lykt::model::Moment;

use crate::help::{engine, night, tuesday};

fn explain(question: &str, place: Option<&str>, at: Moment) -> String {
    let engine = engine();
    let directory = engine.desk().directory();
    let place = place.map(|name| directory.place_called(name).unwrap().id.clone());
    let question = Question {
        text: question.to_owned(),
        place,
        ..Question::default()
    };
    engine.explain(&question, &Folder::index(), at).unwrap()
}

/// What speaks for each service, times what makes it count more or less, is what it stands there for: by day and at night, here and elsewhere.
#[test]
fn the_reasons_of_a_score_add_up_to_it() {
    let mut factors = String::new();
    for (question, place, at) in [
        (
            "kjæresten min sjekker mobilen hele tida",
            Some("gjovik"),
            tuesday(),
        ),
        ("mannen slår meg", Some("gjovik"), night()),
        ("i am 12 and dad hits me", None, tuesday()),
        ("Krisesenteret i Narvik", Some("gjovik"), tuesday()),
    ] {
        let text = explain(question, place, at);
        let mut scores = Vec::new();
        for line in text.lines().filter_map(|line| line.strip_prefix("service: ")) {
            let (shown, because) = line.split_once(" = ").unwrap();
            let shown: f32 = shown.split(' ').next().unwrap().parse().unwrap();
            let mut parts = because.split("; ");
            let last = |text: &str| text.rsplit(' ').next().unwrap().parse::<f32>().unwrap();
            let sum: f32 = parts.next().unwrap().split(" + ").map(last).sum();
            scores.push((shown, parts.map(last).fold(sum, |score, times| score * times)));
            factors.push_str(because);
        }
        let (_, best) = scores[0];
        for (shown, score) in scores {
            assert!((score / best - shown).abs() < 0.03, "{question}: {text}");
        }
    }
    for factor in ["openness x 0.6", "distance x 1.1", "distance x 0.9"] {
        assert!(factors.contains(factor), "{factor}: {factors}");
    }
}

/// The words as they are read, the signs, the sayings that are like it, and what spoke for a situation.
#[test]
fn what_a_question_was_understood_by_is_named() {
    let text = explain("mannenn slår meg og har kniv", None, tuesday());
    for piece in [
        "mannenn as mannen",
        "har kniv*\"",
        "words as nb: mannenn",
        "saying: ",
        "vote: ",
        "urgency: immediate",
    ] {
        assert!(text.contains(piece), "{piece}: {text}");
    }
}
