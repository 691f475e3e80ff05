//! What is said to a person in a chat. The same for both bots; pure but for the clock that is handed in.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

use super::{Command, Remembered, Sheet};
use crate::answer::{Answer, Choice, Choices, Desk, Engine, Question, State, Where};
use crate::channels::offered::Offered;
use crate::model::{Lang, Moment, PlaceId};
use crate::text::Message;

/// Which bot speaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Telegram: `/help`, and Telegram can read along.
    Telegram,
    /// Matrix: `!help`, and nobody can read along.
    Matrix,
}

impl Kind {
    /// The sign before a command.
    #[must_use]
    pub const fn sign(self) -> char {
        match self {
            Self::Telegram => '/',
            Self::Matrix => '!',
        }
    }

    /// Its name in logs and counters.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Telegram => "telegram",
            Self::Matrix => "matrix",
        }
    }

    /// Who else can see what is written here.
    const fn watched(self) -> Message<'static> {
        match self {
            Self::Telegram => Message::BotTelegram,
            Self::Matrix => Message::BotMatrix,
        }
    }

    /// What is said when the conversation has been deleted, as far as a bot can.
    const fn deleted(self) -> Message<'static> {
        match self {
            Self::Telegram => Message::BotDeleted,
            Self::Matrix => Message::BotRedacted,
        }
    }
}

/// What a person did in a chat.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Said<'a> {
    /// Wrote a text.
    Text(&'a str),
    /// Tapped a button, by what it carries.
    Tap(&'a str),
    /// Sent a voice message, a picture or anything else that is no text.
    NotText,
    /// Sent where they are. It is not used.
    Position,
    /// Sent something a while ago that comes only now.
    Late,
    /// Sent too much at once.
    TooMuch,
    /// Has let the bot into a room.
    Arrived,
    /// Sent something that cannot be decrypted.
    Unreadable,
    /// Is in a room in which the bot does not stay: others are there too, or it is not encrypted.
    Leaving,
}

/// What is said back, and what is remembered from now on.
#[derive(Debug, Clone, PartialEq)]
pub struct Reply {
    /// What is said.
    pub answer: Answer,
    /// What is remembered; `None` forgets the chat, and what was said in it is to be deleted.
    pub remember: Option<Remembered>,
    /// Whether one service is shown with everything.
    pub whole: bool,
    /// Whether somebody is in danger: then nothing is sent before it.
    pub urgent: bool,
}

/// A bot's side of a conversation.
#[derive(Clone)]
pub struct Talk {
    engine: Arc<Engine>,
    clock: Arc<dyn Fn() -> Option<Moment> + Send + Sync>,
    kind: Kind,
}

impl std::fmt::Debug for Talk {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Talk")
            .field("kind", &self.kind)
            .finish_non_exhaustive()
    }
}

impl Talk {
    /// A conversation of a bot that asks `clock` for the time.
    pub fn new(
        engine: Arc<Engine>,
        clock: impl Fn() -> Option<Moment> + Send + Sync + 'static,
        kind: Kind,
    ) -> Self {
        Self {
            engine,
            clock: Arc::new(clock),
            kind,
        }
    }

    /// What can be said without a search.
    #[must_use]
    pub fn desk(&self) -> &Desk {
        self.engine.desk()
    }

    /// Which bot speaks.
    #[must_use]
    pub fn kind(&self) -> Kind {
        self.kind
    }

    /// A reply as a chat shows it.
    #[must_use]
    pub fn sheet(&self, reply: &Reply) -> Sheet {
        let more = self.desk().say(reply.answer.lang(), Message::NavMore).text;
        Sheet::of(&reply.answer, reply.whole, &more)
    }

    /// The time, where it can be trusted.
    #[must_use]
    pub fn now(&self) -> Option<Moment> {
        (self.clock)()
    }

    /// Answers what a person did. `hint` is the language their program is set to. Whatever goes wrong, the numbers are the answer.
    #[must_use]
    pub fn reply(&self, said: Said<'_>, remembered: &Remembered, hint: Option<Lang>) -> Reply {
        let lang = remembered.lang.or(hint).unwrap_or(Lang::Nb);
        let asked = || self.answer(said, remembered, lang);
        catch_unwind(AssertUnwindSafe(asked)).unwrap_or_else(|_| Reply {
            answer: self.desk().notice(Message::PageError, lang, None),
            remember: Some(remembered.clone()),
            whole: false,
            urgent: true,
        })
    }

    fn answer(&self, said: Said<'_>, remembered: &Remembered, lang: Lang) -> Reply {
        let police = &self.desk().police();
        let start = State::start(lang, remembered.place.clone());
        match said {
            Said::Text(text) => self.text(text, remembered, lang),
            Said::Tap(data) => self.tap(data, remembered, lang),
            Said::NotText => self.says(
                remembered,
                lang,
                &[Message::BotNotText],
                Some(self.desk().first_question(&start)),
            ),
            Said::Position => self.says(
                remembered,
                lang,
                &[Message::BotPosition { police }],
                Some(self.desk().place_question(&start)),
            ),
            Said::Late => self.line(remembered, lang, Message::BotLate { police }),
            Said::TooMuch => self.says(remembered, lang, &[Message::BotSlow], None),
            Said::Arrived => self.command(Command::Start, "", remembered, lang),
            Said::Unreadable => self.line(remembered, lang, Message::BotUnreadable { police }),
            Said::Leaving => self.line(remembered, lang, Message::BotLeaves),
        }
    }

    fn text(&self, text: &str, remembered: &Remembered, lang: Lang) -> Reply {
        if let Some((command, argument)) = Command::of(text, self.kind.sign()) {
            return self.command(command, argument, remembered, lang);
        }
        if let Some((command, of_the_word)) = Command::plain(text) {
            // One word does not change a language that was chosen.
            return self.command(command, "", remembered, remembered.lang.unwrap_or(of_the_word));
        }
        let question = Question {
            text: text.to_owned(),
            lang: None,
            usual: Some(lang),
            place: remembered.place.clone(),
        };
        let answer = self.engine.answer(&question, self.now());
        // What their program is set to is not what they have chosen.
        let changed = answer.lang() != lang;
        let remember = Remembered {
            lang: if changed {
                Some(answer.lang())
            } else {
                remembered.lang
            },
            place: remembered.place.clone(),
        };
        Reply {
            urgent: answer.is_urgent(),
            answer,
            remember: Some(remember),
            whole: false,
        }
    }

    fn tap(&self, data: &str, remembered: &Remembered, lang: Lang) -> Reply {
        if let Some(command) = data.strip_prefix(Self::COMMAND).and_then(Command::called) {
            return self.command(command, "", remembered, lang);
        }
        if let Some(id) = data.strip_prefix(Self::SERVICE)
            && let Some(service) = self.desk().directory().service_called(id)
        {
            let place = remembered.place.clone();
            return Reply {
                answer: self.desk().service(&service.id, lang, place, self.now()),
                remember: Some(remembered.clone()),
                whole: true,
                urgent: false,
            };
        }
        let state = self.desk().state(data);
        self.guide(
            &state.unwrap_or_else(|| State::start(lang, remembered.place.clone())),
            remembered,
        )
    }

    /// What stands before the id of a service in a button, and before the word of a command. No token of the guided way begins so.
    pub const SERVICE: &str = "s.";
    const COMMAND: &str = "c.";

    fn guide(&self, state: &State, remembered: &Remembered) -> Reply {
        let place = match &state.place {
            Where::At(place) => Some(place.clone()),
            Where::Anywhere => None,
            Where::NotAsked => remembered.place.clone(),
        };
        let answer = self.desk().guide(state, self.now());
        Reply {
            urgent: answer.is_urgent(),
            answer,
            remember: Some(Remembered {
                lang: Some(state.lang),
                place,
            }),
            whole: false,
        }
    }

    fn command(&self, command: Command, argument: &str, remembered: &Remembered, lang: Lang) -> Reply {
        let desk = self.desk();
        let police = &desk.police();
        let start = State::start(lang, remembered.place.clone());
        let erase = &format!("{}{}", self.kind.sign(), Command::Delete.word());
        match command {
            Command::Start => {
                if let Some(state) = desk.state(argument) {
                    return self.guide(&state, remembered);
                }
                let mut lines = vec![Message::BotMachine { police }];
                lines.extend(self.how());
                lines.extend([
                    self.kind.watched(),
                    Message::BotKeeps,
                    Message::BotSeen,
                    Message::BotErase { delete: erase },
                ]);
                let mut question = desk.language_question(&start);
                question.list.push(Choice {
                    to: format!("{}{}", Self::COMMAND, Command::Place.word()),
                    about: String::new(),
                    name: desk.say(lang, Command::Place.description()),
                });
                self.says(remembered, lang, &lines, Some(question))
            }
            Command::Emergency => self.guide(&desk.in_danger(&start), remembered),
            Command::Now => self.guide(&desk.who_answers(&start), remembered),
            Command::Help => self.says(remembered, lang, &self.how(), Some(desk.first_question(&start))),
            Command::Language => self.says(remembered, lang, &[], Some(desk.language_question(&start))),
            Command::Place => self.says(remembered, lang, &[], Some(desk.place_question(&start))),
            Command::Privacy => {
                let erase = Message::BotErase { delete: erase };
                let lines = [Message::BotKeeps, self.kind.watched(), Message::BotSeen, erase];
                self.says(remembered, lang, &lines, None)
            }
            Command::About => self.says(
                remembered,
                lang,
                &[Message::BotMachine { police }, Message::BotAbout],
                None,
            ),
            Command::Delete => Reply {
                answer: desk.says(lang, None, &[self.kind.deleted()], None, self.now()),
                remember: None,
                whole: false,
                urgent: false,
            },
        }
    }

    fn line(&self, remembered: &Remembered, lang: Lang, message: Message<'_>) -> Reply {
        Reply {
            answer: self.desk().line(lang, message, self.now()),
            remember: Some(remembered.clone()),
            whole: false,
            urgent: false,
        }
    }

    /// How to use it.
    fn how(&self) -> Vec<Message<'static>> {
        let mut how = vec![Message::BotHow];
        if self.kind == Kind::Matrix {
            // There are no buttons.
            how.push(Message::ChatNumber { back: Offered::BACK });
        }
        how
    }

    fn says(
        &self,
        remembered: &Remembered,
        lang: Lang,
        lines: &[Message<'_>],
        question: Option<Choices>,
    ) -> Reply {
        let place: Option<PlaceId> = remembered.place.clone();
        Reply {
            answer: self.desk().says(lang, place, lines, question, self.now()),
            remember: Some(remembered.clone()),
            whole: false,
            urgent: false,
        }
    }
}
