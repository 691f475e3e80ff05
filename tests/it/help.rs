//! What several tests need: the engine with the data built in, a fixed moment, answers of every kind.

use std::path::{Path, PathBuf};
#[cfg(feature = "bot")]
use std::sync::atomic::{AtomicU16, Ordering};
use std::sync::{Arc, LazyLock};

use chrono::TimeZone;
use chrono_tz::Europe::Oslo;
use lykt::answer::{
    Answer, Card, Choice, Choices, Danger, Engine, HeaderView, Outcome, Question, Renderer, RungLine,
    Shortcuts, State, Stop,
};
use lykt::channels::json::Response;
use lykt::model::{Lang, Moment, PlaceId, Span};
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

/// The night after it.
pub(crate) fn night() -> Moment {
    Oslo.with_ymd_and_hms(2026, 11, 25, 3, 0, 0).unwrap()
}

/// The folder of the project.
pub(crate) fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).to_path_buf()
}

/// A port that nobody listens on. Each is given once, and from below those that the system gives to whoever asks for any: what is to listen here
/// takes a while to start.
#[cfg(feature = "bot")]
pub(crate) fn free_port() -> u16 {
    static NEXT: AtomicU16 = AtomicU16::new(21_000);
    loop {
        let port = NEXT.fetch_add(1, Ordering::Relaxed);
        if std::net::TcpListener::bind(("127.0.0.1", port)).is_ok() {
            return port;
        }
    }
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
        usual: None,
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
        for (trail, state) in guided(lang, place.clone()) {
            let answer = engine.desk().guide(&state, tuesday());
            answers.push((format!("{trail} {place:?}"), answer));
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

/// What can be chosen below an answer, and the shortcuts.
#[derive(Default)]
pub(crate) struct Buttons {
    pub(crate) choices: Vec<Choice>,
    pub(crate) shortcuts: Shortcuts,
}

impl Buttons {
    pub(crate) fn of(answer: &Answer) -> Self {
        let mut buttons = Self::default();
        answer.render(&mut buttons);
        buttons
    }
}

impl Renderer for Buttons {
    fn header(&mut self, _: HeaderView<'_>) {}
    fn outcome(&mut self, _: &Outcome) {}
    fn danger(&mut self, _: &Danger) {}
    fn heading(&mut self, _: &Span) {}
    fn line(&mut self, _: &Span) {}
    fn card(&mut self, _: &Card) {}
    fn rungs(&mut self, _: &[RungLine]) {}
    fn note(&mut self, _: &Span) {}

    fn choices(&mut self, choices: &Choices) {
        self.choices.extend_from_slice(&choices.list);
    }

    fn shortcuts(&mut self, shortcuts: &Shortcuts) {
        self.shortcuts = shortcuts.clone();
    }
}

/// Every point of the guided way in a language and for a place, before anything is asked at its end.
pub(crate) fn guided(lang: Lang, place: Option<PlaceId>) -> Vec<(String, State)> {
    let engine = engine();
    let desk = engine.desk();
    let mut found = vec![("start".to_owned(), State::start(lang, place))];
    let mut next = 0;
    while let Some((trail, state)) = found.get(next).cloned() {
        next += 1;
        let position = state.position(desk.directory()).unwrap();
        if !matches!(position.stop, Stop::Step(_)) {
            continue;
        }
        let buttons = Buttons::of(&desk.guide(&state, tuesday()));
        let choices = buttons.choices.iter();
        found.extend(choices.map(|choice| {
            let state = desk.state(&choice.to).unwrap();
            (format!("{trail} > {}", choice.name.text), state)
        }));
    }
    found
}

/// A point of the guided way that shows a situation.
pub(crate) fn guided_to(topic: &str, lang: Lang, place: Option<PlaceId>) -> State {
    let engine = engine();
    let shows = |state: &State| {
        let position = state.position(engine.desk().directory()).unwrap();
        matches!(position.stop, Stop::Topic(found) if found.id.as_str() == topic)
    };
    let mut states = guided(lang, place).into_iter().map(|(_, state)| state);
    states.find(shows).unwrap()
}

/// The ids of the services that are shown for a question, in their order.
pub(crate) fn shown(question: &str, place: Option<&str>) -> Vec<String> {
    ids(&ask(question, None, place))
}

/// The ids of the services of an answer, in their order.
pub(crate) fn ids(answer: &Answer) -> Vec<String> {
    let json = serde_json::to_value(Response::of(answer)).unwrap();
    let services = json["services"].as_array().unwrap().iter();
    services
        .map(|service| service["id"].as_str().unwrap().to_owned())
        .collect()
}
