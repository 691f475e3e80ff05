//! The guided way: from "I don't know what to write" to a person who can help. A channel only draws what is said here.

mod state;
mod token;

use super::body::{Answer, Part};
use super::desk::Desk;
use super::question::Urgency;
use super::rank::Circumstances;
use super::render::{Choice, Choices, Shortcuts};
use super::writer::Writer;
use crate::model::{Ending, Lang, Leads, Moment, PlaceId, Sign, Span, Step, StepChoice, Topic};
use crate::text::Message;

pub(super) use state::Landmarks;
pub use state::{Position, Reach, State, Stop, Where};
pub use token::LONGEST;

impl Desk {
    /// The token of a state, for a button.
    #[must_use]
    pub fn token(&self, state: &State) -> String {
        state.token(&self.directory, self.landmarks.print)
    }

    /// The state that a token stands for; nothing for one that is old, forged or no token at all. Then the start is the answer.
    #[must_use]
    pub fn state(&self, token: &str) -> Option<State> {
        State::of_token(token, &self.directory, self.landmarks.print)
    }

    /// What stands at a point of the guided way: a question with choices, or who can help. From everywhere one gets back, to the start, to
    /// help for those under 18, and to help in writing.
    #[must_use]
    pub fn guide(&self, state: &State, at: impl Into<Option<Moment>>) -> Answer {
        let at = at.into();
        let Some(position) = state.position(&self.directory) else {
            return self.start(state.lang, state.place.place().cloned(), at);
        };
        let page = Page {
            desk: self,
            state,
            position,
            at,
        };
        page.write()
    }

    /// The first screen: what one can ask, and what one can choose.
    #[must_use]
    pub fn start(&self, lang: Lang, place: Option<PlaceId>, at: impl Into<Option<Moment>>) -> Answer {
        self.guide(&State::start(lang, place), at)
    }

    /// The choices of the first step under a question of one's own, for an answer that has nothing better.
    pub(super) fn first_choices(
        &self,
        lang: Lang,
        place: Option<&PlaceId>,
        question: Message<'_>,
    ) -> Choices {
        Choices {
            question: self.say(lang, question),
            ..self.first_question(&State::start(lang, place.cloned()))
        }
    }

    /// The first question, with what has been said so far.
    #[must_use]
    pub fn first_question(&self, state: &State) -> Choices {
        let triage = self.directory.triage();
        let state = state.at(Vec::new());
        match triage.steps.get(&triage.start) {
            Some(step) => self.question(step, &state),
            None => self.language_question(&state),
        }
    }

    /// Which language, asked in all of them at once; each leads to the start in it.
    #[must_use]
    pub fn language_question(&self, state: &State) -> Choices {
        let asked = Lang::ALL.map(|lang| self.say(lang, Message::LanguageChoose).text);
        let list = Lang::ALL.map(|lang| Choice {
            to: self.token(&state.at(Vec::new()).with_lang(lang)),
            about: Message::LanguageChoose.id().to_owned(),
            name: Span::new(
                self.directory
                    .language(lang)
                    .map_or(lang.tag(), |each| &each.name),
                lang,
            ),
        });
        Choices {
            question: Span::new(asked.join(" · "), state.lang),
            line: None,
            list: list.to_vec(),
        }
    }

    /// Where; each place leads to the same point for it.
    #[must_use]
    pub fn place_question(&self, state: &State) -> Choices {
        let to = |place, name| Choice {
            to: self.token(&state.clone().with_place(place)),
            about: Message::GuidePlace.id().to_owned(),
            name,
        };
        let places = self.directory.places();
        let places = places.map(|place| to(Where::At(place.id.clone()), place.name.show(state.lang)));
        let anywhere = to(Where::Anywhere, self.say(state.lang, Message::PlaceAny));
        Choices {
            question: self.say(state.lang, Message::PlaceQuestion),
            line: None,
            list: places.chain([anywhere]).collect(),
        }
    }

    /// Who answers now, for somebody with these circumstances.
    #[must_use]
    pub fn who_answers(&self, state: &State) -> State {
        self.ending(state, Ending::Now)
    }

    /// Whom to call in danger.
    #[must_use]
    pub fn in_danger(&self, state: &State) -> State {
        self.ending(state, Ending::Danger)
    }

    fn ending(&self, state: &State, ending: Ending) -> State {
        let path = self.landmarks.path_to(&Leads::Answer(ending), false);
        state.at(path.unwrap_or_default())
    }

    /// What is one tap away from everywhere: who answers now, in writing too, and help for those under 18.
    pub(super) fn first_shortcuts(&self, lang: Lang, place: Option<&PlaceId>) -> Shortcuts {
        let start = State::start(lang, place.cloned());
        let now = self.who_answers(&start);
        let mut list = vec![
            self.shortcut(&now, Message::NowQuestion),
            self.shortcut(&now.with_means(Reach::Write), Message::GuideWrite),
        ];
        if let Some(young) = self.landmarks.young() {
            list.push(self.shortcut(&start.at(young), Message::GuideUnder18));
        }
        Shortcuts {
            list,
            ..Shortcuts::default()
        }
    }

    fn shortcut(&self, state: &State, message: Message<'_>) -> Choice {
        Choice {
            to: self.token(state),
            about: message.id().to_owned(),
            name: self.say(state.lang, message),
        }
    }

    fn question(&self, step: &Step, state: &State) -> Choices {
        let said = |id: &String| self.catalogues.guide(state.lang, id);
        Choices {
            question: said(&step.ask).unwrap_or_else(|| Span::new("", state.lang)),
            line: step.line.as_ref().and_then(said),
            list: self.choices(step, state),
        }
    }

    fn choices(&self, step: &Step, state: &State) -> Vec<Choice> {
        let choices = step.choices.iter().enumerate();
        let choices = choices.filter_map(|(number, choice)| {
            let to = self.token(&state.choose(number)?);
            Some(Choice {
                to,
                about: about(choice),
                name: self.choice_text(choice, state.lang),
            })
        });
        choices.collect()
    }

    /// A message of the guided way, by the id that its file gives it.
    #[must_use]
    pub fn guide_text(&self, lang: Lang, id: &str) -> String {
        let said = self.catalogues.guide(lang, id);
        said.map(|span| span.text).unwrap_or_default()
    }

    /// The text of a choice: its own, or the name of its situation.
    #[must_use]
    pub fn choice_text(&self, choice: &StepChoice, lang: Lang) -> Span {
        let said = choice.say.as_ref().and_then(|id| self.catalogues.guide(lang, id));
        let topic = match &choice.leads {
            Leads::Topic(id) => self.directory.topic(id),
            Leads::Step(_) | Leads::Answer(_) => None,
        };
        said.or_else(|| Some(topic?.name.show(lang)))
            .unwrap_or_else(|| Span::new("", lang))
    }
}

/// What a choice is about: the id of its message, or of its situation.
fn about(choice: &StepChoice) -> String {
    match (&choice.say, &choice.leads) {
        (Some(id), _) => id.clone(),
        (None, Leads::Topic(id)) => id.to_string(),
        (None, Leads::Step(_) | Leads::Answer(_)) => String::new(),
    }
}

/// A point of the guided way being written.
struct Page<'a> {
    desk: &'a Desk,
    state: &'a State,
    position: Position<'a>,
    at: Option<Moment>,
}

impl<'a> Page<'a> {
    fn write(&self) -> Answer {
        let lang = self.state.lang;
        let mut writer = Writer::new(self.desk, lang, self.at);
        let urgency = match self.position.stop {
            Stop::Step(step) => self.step(&mut writer, step),
            Stop::Topic(topic) => self.topic(&mut writer, topic),
            Stop::Ending(Ending::Danger) => self.danger(&mut writer),
            Stop::Ending(Ending::Now) => self.now(&mut writer),
        };
        let offered = writer.parts.iter().flat_map(|part| match part {
            Part::Choices(choices) => choices.list.as_slice(),
            Part::Danger(_)
            | Part::Heading(_)
            | Part::Line(_)
            | Part::Card(_)
            | Part::Rungs(_)
            | Part::Shortcuts(_)
            | Part::Note(_) => &[],
        });
        let offered: Vec<String> = offered.map(|choice| choice.to.clone()).collect();
        let mut shortcuts = self.shortcuts();
        // What can be chosen above is not offered twice.
        shortcuts.list.retain(|shortcut| !offered.contains(&shortcut.to));
        writer.parts.push(Part::Shortcuts(shortcuts));
        writer.finish(urgency, true, self.state.place.place().cloned())
    }

    fn step(&self, writer: &mut Writer<'_>, step: &Step) -> Urgency {
        writer
            .parts
            .push(Part::Choices(self.desk.question(step, self.state)));
        let place = self.state.place.place();
        match self.state.means {
            Reach::Write => writer.written(self.position.asker(), place),
            Reach::NotAsked | Reach::Talk if step.talk => writer.answering(self.position.asker(), place),
            Reach::NotAsked | Reach::Talk => {}
        }
        Urgency::Normal
    }

    fn topic(&self, writer: &mut Writer<'a>, topic: &'a Topic) -> Urgency {
        let circumstances = Circumstances {
            directory: &self.desk.directory,
            weights: &self.desk.weights,
            relevance: &self.desk.relevance,
            place: self.state.place.place().cloned(),
            at: self.at,
        };
        let ranked = circumstances.rank_topic(topic, self.position.audience);
        if let Some(choice) = self.position.taken.last() {
            writer
                .parts
                .push(Part::Heading(self.desk.choice_text(choice, self.state.lang)));
        }
        writer.found_in_topic(&ranked, self.state.means, self.open_question());
        match topic.sign {
            Some(Sign::Suicide | Sign::Rape) => Urgency::Urgent,
            Some(Sign::Fire) => Urgency::Immediate,
            // Who chooses a situation calmly is asked about danger on the way.
            Some(Sign::Danger) | None => Urgency::Normal,
        }
    }

    fn danger(&self, writer: &mut Writer<'_>) -> Urgency {
        writer.danger(&[&self.desk.header.numbers().police], false);
        if self.state.means == Reach::Write {
            writer.written(self.position.asker(), self.state.place.place());
        }
        Urgency::Immediate
    }

    fn now(&self, writer: &mut Writer<'_>) -> Urgency {
        writer.ladder(
            self.position.asker(),
            self.state.place.place(),
            self.state.means.means(),
        );
        writer.parts.extend(self.open_question());
        Urgency::Normal
    }

    /// What has not been asked yet at the end of the way: where, then whether one can talk.
    fn open_question(&self) -> Option<Part> {
        let (desk, state) = (self.desk, self.state);
        match (&state.place, state.means) {
            (Where::NotAsked, _) => Some(Part::Choices(desk.place_question(state))),
            (_, Reach::NotAsked) => {
                let means = [
                    (Reach::Talk, Message::GuideTalk),
                    (Reach::Write, Message::GuideWrite),
                ];
                let list =
                    means.map(|(means, message)| desk.shortcut(&state.clone().with_means(means), message));
                Some(Part::Choices(Choices {
                    question: desk.say(state.lang, Message::GuideMeans),
                    line: None,
                    list: list.to_vec(),
                }))
            }
            (_, Reach::Talk | Reach::Write) => None,
        }
    }

    fn shortcuts(&self) -> Shortcuts {
        let (desk, state) = (self.desk, self.state);
        let means = |means| state.clone().with_means(means);
        let mut list = vec![match state.means {
            Reach::NotAsked | Reach::Talk => desk.shortcut(&means(Reach::Write), Message::GuideWrite),
            Reach::Write => desk.shortcut(&means(Reach::Talk), Message::GuideTalk),
        }];
        if let Some(other) = desk.landmarks.other_age(&self.position) {
            let other = state.at(other);
            let message = if self.position.young {
                Message::GuideAdult
            } else {
                Message::GuideUnder18
            };
            list.push(desk.shortcut(&other, message));
        }
        let ends = matches!(self.position.stop, Stop::Topic(_) | Stop::Ending(_));
        if ends && state.place != Where::NotAsked {
            let anew = state.clone().with_place(Where::NotAsked);
            list.push(desk.shortcut(&anew, Message::GuidePlace));
        }
        // After one choice, back is the start.
        let further = self.position.taken.len() > 1;
        Shortcuts {
            back: state.back().map(|back| desk.shortcut(&back, Message::GuideBack)),
            start: further.then(|| desk.shortcut(&state.at(Vec::new()), Message::NavStart)),
            list,
        }
    }
}
