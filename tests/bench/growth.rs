//! How the cost of an answer, of the index and of opening it grows with the directory. Run with
//! `cargo bench --bench growth -- --svg .readme/growth.svg`; the questions are the golden ones, on one thread.

#![allow(
    clippy::print_stdout,
    clippy::disallowed_methods,
    reason = "a measurement reads the clock and prints what it measured"
)]

mod synthetic;

use std::path::Path;
use std::sync::Arc;
use std::time::Instant;
use std::{env, fs};

use anyhow::Context as _;
use chrono::TimeZone as _;
use chrono_tz::Europe::Oslo;
use lykt::answer::Question;
use lykt::channels::terminal::Terminal;
use lykt::directory::Directory;
use lykt::eval::{Case, SETS, cases};
use lykt::folder::Folder;
use lykt::model::Lang;
use lykt::search::{Search, Vocabulary};
use plotters::prelude::*;

/// How many services are made up beside the real ones.
const SIZES: [usize; 4] = [0, 1_000, 10_000, 100_000];

struct Row {
    services: usize,
    built: f64,
    opened: f64,
    megabytes: f64,
    p50: f64,
    p99: f64,
}

fn main() -> anyhow::Result<()> {
    // `cargo test --benches` runs this too: there it only has to compile.
    let arguments: Vec<String> = env::args().collect();
    if !arguments.iter().any(|argument| argument == "--bench") {
        return Ok(());
    }
    let svg = arguments
        .iter()
        .skip_while(|argument| *argument != "--svg")
        .nth(1);
    let questions = questions()?;
    let cache = env::temp_dir().join(format!("lykt-growth-{}", std::process::id()));
    println!("| services | index built, s | opened again, s | index, MB | answer p50, ms | answer p99, ms |");
    println!("|---|---|---|---|---|---|");
    let mut rows = Vec::new();
    for size in SIZES {
        let row = measure(size, &questions, &cache)?;
        println!(
            "| {} | {:.2} | {:.3} | {:.1} | {:.2} | {:.2} |",
            row.services, row.built, row.opened, row.megabytes, row.p50, row.p99
        );
        rows.push(row);
        fs::remove_dir_all(&cache)?;
    }
    if let Some(path) = svg {
        draw(Path::new(path), &rows)?;
    }
    Ok(())
}

fn questions() -> anyhow::Result<Vec<Case>> {
    let golden = Folder::read(Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/golden")))?;
    let mut all = Vec::new();
    for set in SETS {
        for lang in Lang::ALL {
            let read = cases(&golden, set, lang);
            all.extend(read.map_err(|problems| anyhow::anyhow!("{problems:?}"))?);
        }
    }
    Ok(all)
}

fn measure(size: usize, questions: &[Case], cache: &Path) -> anyhow::Result<Row> {
    let folder = synthetic::directory(size);
    let (locales, index) = (Folder::locales(), Folder::index());
    let wrong = |problems: Vec<lykt::problem::Problem>| anyhow::anyhow!("{:?}", problems.first());
    let directory = Arc::new(Directory::load(&folder).map_err(wrong)?);
    let vocabularies = Vocabulary::load(&index).map_err(wrong)?;
    let search = |what: &str| -> anyhow::Result<f64> {
        let vocabularies = vocabularies.clone();
        let start = Instant::now();
        Search::new(Arc::clone(&directory), &index, vocabularies, Some(cache)).context(what.to_owned())?;
        Ok(start.elapsed().as_secs_f64())
    };
    let built = search("built")?;
    let opened = search("opened")?;
    let engine = lykt::answer::Engine::cached(&folder, &locales, &index, Some(cache)).map_err(wrong)?;
    let at = Oslo
        .with_ymd_and_hms(2026, 11, 24, 11, 0, 0)
        .single()
        .context("a moment")?;
    let mut times = Vec::new();
    for case in questions {
        let question = Question {
            text: case.question.clone(),
            lang: None,
            usual: None,
            place: case
                .place
                .as_deref()
                .and_then(|name| Some(engine.desk().directory().place_called(name).ok()?.id.clone())),
        };
        let start = Instant::now();
        let drawn = Terminal::draw(&engine.answer(&question, at));
        times.push(start.elapsed().as_secs_f64() * 1000.0);
        assert!(drawn.starts_with("112"), "the emergency numbers come first");
    }
    times.sort_by(f64::total_cmp);
    let quantile = |share: usize| times.get(times.len() * share / 100).copied().unwrap_or_default();
    Ok(Row {
        services: engine.desk().directory().services().count(),
        built,
        opened,
        megabytes: megabytes(cache)?,
        p50: quantile(50),
        p99: quantile(99),
    })
}

#[allow(clippy::cast_precision_loss, reason = "a few hundred megabytes")]
fn megabytes(folder: &Path) -> anyhow::Result<f64> {
    let mut bytes = 0.0;
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        bytes += if entry.file_type()?.is_dir() {
            megabytes(&entry.path())? * 1e6
        } else {
            entry.metadata()?.len() as f64
        };
    }
    Ok(bytes / 1e6)
}

/// What a line is called, its colour, and its height.
type Line = (&'static str, RGBColor, fn(&Row) -> f64);

/// Draws how the time of an answer grows, both axes by powers of ten.
#[allow(clippy::cast_precision_loss, reason = "numbers of services")]
fn draw(path: &Path, rows: &[Row]) -> anyhow::Result<()> {
    let root = SVGBackend::new(path, (720, 420)).into_drawing_area();
    root.fill(&WHITE)?;
    let mut chart = ChartBuilder::on(&root)
        .caption("Time of an answer", ("sans-serif", 20))
        .margin(12)
        .x_label_area_size(40)
        .y_label_area_size(60)
        .build_cartesian_2d((100.0..150_000.0_f64).log_scale(), (0.1..100.0_f64).log_scale())?;
    chart
        .configure_mesh()
        .x_desc("services in the directory")
        .y_desc("milliseconds")
        .draw()?;
    let lines: [Line; 2] = [
        ("half of the questions", RGBColor(0, 82, 147), |row| row.p50),
        ("99 of 100 questions", RGBColor(178, 60, 23), |row| row.p99),
    ];
    for (name, color, time) in lines {
        let points: Vec<(f64, f64)> = rows.iter().map(|row| (row.services as f64, time(row))).collect();
        chart
            .draw_series(LineSeries::new(points.clone(), color.stroke_width(2)))?
            .label(name)
            .legend(move |(x, y)| PathElement::new([(x, y), (x + 20, y)], color.stroke_width(2)));
        chart.draw_series(
            points
                .into_iter()
                .map(|point| Circle::new(point, 4, color.filled())),
        )?;
    }
    chart
        .configure_series_labels()
        .position(SeriesLabelPosition::UpperLeft)
        .border_style(BLACK)
        .draw()?;
    root.present()?;
    Ok(())
}
