//! `lykt ask`: one question, or many.

use std::io::{BufRead, Write};
use std::process::ExitCode;

use anyhow::bail;
use serde_json::json;

use super::{Data, Usage, language, moment, place};
use crate::answer::{Answer, Engine, Question};
use crate::channels::json::{Request, Response};
use crate::channels::terminal::Terminal;
use crate::model::{Lang, Moment};

/// Ask one question and print the answer, emergency numbers first
#[derive(Debug, clap::Args)]
#[command(after_help = super::EXIT_CODES)]
pub(super) struct Ask {
    /// The language of the answer: nb, en, uk or se; without it the language of the question
    #[arg(long, value_name = "LANG")]
    lang: Option<String>,
    /// Where help is wanted: an id, a name or an alias, such as narvik, "Østre Toten" or Нарвік
    #[arg(long, value_name = "PLACE")]
    place: Option<String>,
    /// Print one JSON object instead of text
    #[arg(long)]
    json: bool,
    /// Say after the answer which words, sayings, signs and weights brought it
    #[arg(long, conflicts_with = "json")]
    explain: bool,
    /// Read one JSON object {"query", "place"?, "lang"?, "at"?} a line from standard input and print one answer a line
    #[arg(long, requires = "json", conflicts_with = "question")]
    batch: bool,
    /// What you would ask; words need no quotes
    #[arg(value_name = "QUESTION")]
    question: Vec<String>,
}

impl Ask {
    pub(super) fn run(self, data: &Data) -> anyhow::Result<ExitCode> {
        let engine = data.engine()?;
        let defaults = Request {
            query: self.question.join(" "),
            place: self.place,
            lang: self.lang,
            at: None,
        };
        let clock = data.clock(&engine)?;
        if self.batch {
            return batch(&engine, &defaults, &clock);
        }
        if defaults.query.trim().is_empty() {
            bail!(Usage(
                "what do you want to ask? Write it after `lykt ask`".to_owned()
            ));
        }
        let mut stdout = std::io::stdout().lock();
        let answer = answer(&engine, &defaults, &clock)?;
        if self.json {
            writeln!(stdout, "{}", serde_json::to_string(&Response::of(&answer))?)?;
        } else {
            write!(stdout, "{}", Terminal::draw(&answer))?;
        }
        if self.explain {
            let (question, at) = read(&engine, &defaults, &clock)?;
            let [_, _, index] = data.folders()?;
            write!(stdout, "\n{}", engine.explain(&question, &index, at)?)?;
        }
        // The system takes the memory back at once; to give it back piece by piece takes a tenth of the whole.
        drop(clock);
        std::mem::forget(engine);
        Ok(ExitCode::SUCCESS)
    }
}

type Clock = dyn Fn() -> Option<Moment>;

fn answer(engine: &Engine, request: &Request, clock: &Clock) -> anyhow::Result<Answer> {
    let (question, at) = read(engine, request, clock)?;
    Ok(engine.answer(&question, at))
}

fn read(engine: &Engine, request: &Request, clock: &Clock) -> anyhow::Result<(Question, Option<Moment>)> {
    let lang = request.lang.as_deref().map(language).transpose()?;
    let place = request
        .place
        .as_deref()
        .map(|name| place(engine, name))
        .transpose()?;
    let at = match &request.at {
        Some(at) => Some(moment(at)?),
        None => clock(),
    };
    let question = Question {
        text: request.query.clone(),
        lang,
        usual: None,
        place,
    };
    Ok((question, at))
}

/// Answers line by line. A line that cannot be read is answered too: with its error and the emergency numbers.
fn batch(engine: &Engine, defaults: &Request, clock: &Clock) -> anyhow::Result<ExitCode> {
    let mut stdout = std::io::BufWriter::new(std::io::stdout().lock());
    let mut code = ExitCode::SUCCESS;
    for (number, line) in std::io::stdin().lock().split(b'\n').enumerate() {
        let line = line?;
        if line.iter().all(u8::is_ascii_whitespace) {
            continue;
        }
        let read = serde_json::from_slice::<Request>(&line).map_err(anyhow::Error::from);
        let answered = read.and_then(|request| {
            let request = Request {
                query: request.query,
                place: request.place.or_else(|| defaults.place.clone()),
                lang: request.lang.or_else(|| defaults.lang.clone()),
                at: request.at,
            };
            answer(engine, &request, clock)
        });
        match answered {
            Ok(answer) => writeln!(stdout, "{}", serde_json::to_string(&Response::of(&answer))?)?,
            Err(error) => {
                let start = engine.desk().start(Lang::Nb, None, clock());
                let mut object = serde_json::to_value(Response::of(&start))?;
                if let Some(object) = object.as_object_mut() {
                    object.insert("confident".to_owned(), json!(false));
                    object.insert(
                        "error".to_owned(),
                        json!(format!("line {}: {error:#}", number + 1)),
                    );
                }
                writeln!(stdout, "{object}")?;
                code = ExitCode::from(1);
            }
        }
    }
    stdout.flush()?;
    Ok(code)
}
