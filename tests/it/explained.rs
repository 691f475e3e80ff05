//! Why a question is answered as it is.

use lykt::answer::Question;
use lykt::folder::Folder;

use crate::help::{engine, tuesday};

/// The words as they are read, the signs, the sayings that are like it; and what speaks for each service, times what makes it count more or
/// less, is what it stands there for.
#[test]
fn the_reasons_of_an_answer_are_named_and_add_up_to_its_scores() {
    let question = Question {
        text: "i am 12 and my fahter hits me".to_owned(),
        ..Question::default()
    };
    let text = engine().explain(&question, &Folder::index(), tuesday()).unwrap();
    for piece in [
        "words as en: i [en:i], am []",
        "read as others: fahter as father",
        "under_age \"",
        "saying: ",
        "vote: ",
        "urgency: normal",
        // A local service where the place is not known, and one that is closed.
        "distance x 0.9",
        "openness x 0.6",
    ] {
        assert!(text.contains(piece), "{piece}: {text}");
    }
    let last = |text: &str| text.rsplit(' ').next().unwrap().parse::<f32>().unwrap();
    let mut scores = Vec::new();
    for line in text.lines().filter_map(|line| line.strip_prefix("service: ")) {
        let (shown, because) = line.split_once(" = ").unwrap();
        let shown: f32 = shown.split(' ').next().unwrap().parse().unwrap();
        let mut parts = because.split("; ");
        let sum: f32 = parts.next().unwrap().split(" + ").map(last).sum();
        scores.push((shown, parts.map(last).fold(sum, |score, times| score * times)));
    }
    assert!(scores.len() > 2, "{text}");
    let (_, best) = scores[0];
    for (shown, score) in scores {
        assert!((score / best - shown).abs() < 0.03, "{text}");
    }
}
