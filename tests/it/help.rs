//! What several tests need: the engine with the data built in, a fixed moment, answers of every kind.

use std::path::{Path, PathBuf};
use std::sync::{Arc, LazyLock};

use chrono::TimeZone;
use chrono_tz::Europe::Oslo;
use lykt::answer::{Answer, Engine, Question};
use lykt::model::{Lang, Moment, PlaceId};
use lykt::text::Message;

static ENGINE: LazyLock<Arc<Engine>> = LazyLock::new(|| match Engine::embedded() {
    Ok(engine) => Arc::new(engine),
    Err(problems) => panic!("{problems:#?}"),
});

/// The engine with the data built in.
pub(crate) fn engine() -> Arc<Engine> {
    Arc::clone(&ENGINE)
}

/// A Tuesday in office hours.
pub(crate) fn tuesday() -> Moment {
    Oslo.with_ymd_and_hms(2026, 11, 24, 11, 0, 0).unwrap()
}

/// The folder of the project.
pub(crate) fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).to_path_buf()
}

/// A place by its id.
pub(crate) fn place(id: &str) -> PlaceId {
    engine().desk().directory().place_called(id).unwrap().id.clone()
}

/// The answer to a question.
pub(crate) fn ask(text: &str, lang: Option<Lang>, place_id: Option<&str>) -> Answer {
    let question = Question {
        text: text.to_owned(),
        lang,
        place: place_id.map(place),
    };
    engine().answer(&question, tuesday())
}

/// One answer of every kind, in a language: found, in danger, urgent, nothing found, by place, start, notice; and each service
/// and each topic there is.
pub(crate) fn every_answer(lang: Lang) -> Vec<(String, Answer)> {
    let engine = engine();
    let mut answers = Vec::new();
    let questions = [
        ("found", "mannen min slår meg"),
        ("danger", "he has a knife"),
        ("fire", "det brenner i huset"),
        ("medical", "hun puster ikke"),
        ("assault", "jeg ble voldtatt i går"),
        ("suicide", "jeg vil ta livet mitt"),
        ("hurts", "jeg slår kona mi og vil slutte"),
        ("nothing", "qwertyuiop asdf"),
        ("number", "116 123"),
    ];
    for (name, text) in questions {
        for place in [None, Some("gjovik"), Some("narvik"), Some("lavangen")] {
            answers.push((format!("{name} {place:?}"), ask(text, Some(lang), place)));
        }
    }
    for place in [None, Some(place("gjovik")), Some(place("evenes"))] {
        answers.push((
            format!("start {place:?}"),
            engine.desk().start(lang, place.clone(), tuesday()),
        ));
        for topic in engine.desk().directory().topics() {
            let answer = engine.desk().topic(&topic.id, lang, place.clone(), tuesday());
            answers.push((format!("topic {} {place:?}", topic.id), answer));
        }
    }
    for service in engine.desk().directory().services() {
        let answer = engine.desk().service(&service.id, lang, None, tuesday());
        answers.push((format!("service {}", service.id), answer));
    }
    for message in [Message::PageNotFound, Message::PageError] {
        answers.push((
            message.id().to_owned(),
            engine.desk().notice(message, lang, tuesday()),
        ));
    }
    answers
}
