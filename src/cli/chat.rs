//! `lykt chat`: a conversation in the terminal. Nothing of it is kept.

use std::io::{BufRead, Write};
use std::process::ExitCode;

use super::{Data, language, place};
use crate::answer::{Answer, Engine, Question, State};
use crate::channels::offered::Offered;
use crate::channels::terminal::Terminal;
use crate::model::{Audience, Lang, Means, Moment, PlaceId};
use crate::text::Message;

/// Talk with lykt in the terminal
#[derive(Debug, clap::Args)]
#[command(after_help = super::EXIT_CODES)]
pub(super) struct Chat {
    /// The language of the conversation: nb, en, uk or se; without it the language of each question
    #[arg(long, value_name = "LANG")]
    lang: Option<String>,
    /// Where help is wanted: an id, a name or an alias
    #[arg(long, value_name = "PLACE")]
    place: Option<String>,
}

/// The words that are not questions. They are the same in every language, as in the bots.
const QUIT: &str = "/quit";
const LANGUAGE: &str = "/language";
const PLACE: &str = "/place";
const NOW: &str = "/now";
/// What stands behind `/now` for somebody under 18, and for somebody who can only write.
const CHILD: &str = "child";
const WRITE: &str = "write";

/// What a conversation remembers while it lasts.
struct Conversation<'a> {
    engine: &'a Engine,
    clock: &'a dyn Fn() -> Option<Moment>,
    chosen: Option<Lang>,
    spoken: Lang,
    place: Option<PlaceId>,
    /// What can be chosen by number now.
    offered: Offered,
}

impl Chat {
    pub(super) fn run(self, data: &Data) -> anyhow::Result<ExitCode> {
        let engine = data.engine()?;
        let chosen = self.lang.as_deref().map(language).transpose()?;
        let place = self
            .place
            .as_deref()
            .map(|name| place(&engine, name))
            .transpose()?;
        let clock = data.clock(&engine)?;
        let mut talk = Conversation {
            engine: &engine,
            clock: &clock,
            chosen,
            spoken: chosen.unwrap_or(Lang::Nb),
            place,
            offered: Offered::default(),
        };
        let mut stdout = std::io::stdout().lock();
        write!(stdout, "{}", talk.hello())?;
        let mut lines = std::io::stdin().lock().lines();
        loop {
            write!(stdout, "\n> ")?;
            stdout.flush()?;
            let Some(line) = lines.next().transpose()? else {
                break;
            };
            let line = line.trim();
            if line == QUIT {
                break;
            }
            if !line.is_empty() {
                writeln!(stdout, "\n{}", talk.reply(line).trim_end())?;
            }
        }
        writeln!(stdout, "{}", talk.say(Message::ChatBye))?;
        Ok(ExitCode::SUCCESS)
    }
}

impl Conversation<'_> {
    fn say(&self, message: Message<'_>) -> String {
        self.engine.desk().say(self.spoken, message).text
    }

    /// The emergency numbers, and how the conversation works, in every language or in the chosen one.
    fn hello(&mut self) -> String {
        let start = self
            .engine
            .desk()
            .start(self.spoken, self.place.clone(), (self.clock)());
        let mut hello = self.draw(&start);
        let langs: &[Lang] = match &self.chosen {
            Some(chosen) => std::slice::from_ref(chosen),
            None => &Lang::ALL,
        };
        let police = self.engine.desk().police();
        for lang in langs {
            let messages = [
                Message::ChatHello { police: &police },
                Message::ChatHow { quit: QUIT },
                Message::ChatNumber { back: Offered::BACK },
                Message::ChatCommands {
                    language: LANGUAGE,
                    place: PLACE,
                },
                Message::ChatNow {
                    now: NOW,
                    child: CHILD,
                    write: WRITE,
                },
            ];
            hello.push('\n');
            for message in messages {
                hello.push_str(&self.engine.desk().say(*lang, message).text);
                hello.push('\n');
            }
        }
        hello
    }

    fn reply(&mut self, line: &str) -> String {
        match line.split_once(' ').map(|(word, rest)| (word, rest.trim())) {
            Some((LANGUAGE, tag)) => self.choose_language(tag),
            Some((PLACE, name)) => self.choose_place(name),
            Some((NOW, who)) => self.now(who),
            None if line == NOW => self.now(""),
            _ => match self
                .offered
                .chosen(line)
                .and_then(|choice| self.engine.desk().state(&choice.to))
            {
                Some(state) => self.guide(&state),
                None => self.answer(line),
            },
        }
    }

    /// An answer, with what can be chosen below it.
    fn draw(&mut self, answer: &Answer) -> String {
        let (text, offered) = Terminal::converse(answer);
        self.offered = offered;
        text
    }

    /// A point of the guided way. A place that was chosen there stays.
    fn guide(&mut self, state: &State) -> String {
        if let Some(place) = state.place.place() {
            self.place = Some(place.clone());
        }
        self.draw(&self.engine.desk().guide(state, (self.clock)()))
    }

    fn answer(&mut self, text: &str) -> String {
        let question = Question {
            text: text.to_owned(),
            lang: self.chosen,
            usual: Some(self.spoken),
            place: self.place.clone(),
        };
        let answer = self.engine.answer(&question, (self.clock)());
        self.spoken = answer.lang();
        self.draw(&answer)
    }

    /// Who answers now; `who` may hold [`CHILD`] and [`WRITE`].
    fn now(&mut self, who: &str) -> String {
        let said = |word: &str| who.split_whitespace().any(|each| each == word);
        let audience = if said(CHILD) {
            Audience::Child
        } else {
            Audience::Adult
        };
        let means: &[Means] = if said(WRITE) { &Means::WRITTEN } else { &Means::ALL };
        let place = self.place.clone();
        let answer = self
            .engine
            .desk()
            .now(self.spoken, place, audience, means, (self.clock)());
        self.draw(&answer)
    }

    fn choose_language(&mut self, tag: &str) -> String {
        match Lang::from_tag(tag) {
            Some(lang) => {
                self.chosen = Some(lang);
                self.spoken = lang;
                self.hello()
            }
            None => self.say(Message::ChatLanguageUnknown {
                languages: &Lang::ALL.map(Lang::tag).join(", "),
            }),
        }
    }

    fn choose_place(&mut self, name: &str) -> String {
        let directory = self.engine.desk().directory();
        let Ok(place) = directory.place_called(name) else {
            let known: Vec<&str> = directory.places().map(|place| place.id.as_str()).collect();
            return self.say(Message::ChatPlaceUnknown {
                places: &known.join(", "),
            });
        };
        self.place = Some(place.id.clone());
        let name = place.name.show(self.spoken).text;
        self.say(Message::ChatPlaceSet { place: &name })
    }
}
