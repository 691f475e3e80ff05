//! How long a start and an answer take. Run with `cargo bench`.

use chrono::TimeZone;
use chrono_tz::Europe::Oslo;
use criterion::{Criterion, criterion_group, criterion_main};
use lykt::answer::{Engine, Question, ladder};
use lykt::channels::terminal::Terminal;
use lykt::model::{Audience, Means};

fn answers(criterion: &mut Criterion) {
    let Some(at) = Oslo.with_ymd_and_hms(2026, 11, 24, 11, 0, 0).single() else {
        return;
    };
    let question = |text: &str| Question {
        text: text.to_owned(),
        ..Question::default()
    };
    criterion.bench_function("start to first answer", |bench| {
        bench.iter(|| {
            let engine = Engine::embedded().map_err(|problems| problems.len());
            engine.map(|engine| Terminal::draw(&engine.answer(&question("mannen min slår meg"), at)))
        });
    });
    let Ok(engine) = Engine::embedded() else { return };
    let directory = engine.desk().directory();
    let place = directory.place_called("narvik").map(|place| &place.id).ok();
    criterion.bench_function("ladder", |bench| {
        bench.iter(|| ladder(directory, place, Audience::Youth, &Means::ALL, Some(at)));
    });
    let (long, marks) = (
        "mannen min slår meg ".repeat(50_000),
        format!("a{}", "\u{301}".repeat(10_000)),
    );
    for (name, text) in [
        ("nb", "mannen min slår meg"),
        ("uk", "мене б'є чоловік"),
        ("typing errors", "mannen min slaer mge"),
        ("a megabyte", long.as_str()),
        ("ten thousand combining marks", marks.as_str()),
    ] {
        let question = question(text);
        criterion.bench_function(name, |bench| {
            bench.iter(|| Terminal::draw(&engine.answer(&question, at)));
        });
    }
}

criterion_group!(benches, answers);
criterion_main!(benches);
