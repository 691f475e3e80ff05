//! The engine: everything lykt knows, ready to answer. Its answers are total: trouble is an answer too.

use std::fmt::Write as _;
use std::panic::resume_unwind;
use std::path::Path;
use std::sync::Arc;

use super::body::Answer;
use super::desk::Desk;
use super::question::{Question, Urgency};
use super::rank::{Candidates, Circumstances, Weights};
use super::writer::Writer;
use crate::folder::Folder;
use crate::model::{Moment, PhoneNumber, PlaceId, Sign};
use crate::problem::Problem;
use crate::search::{Search, SearchError, Signal, Understanding, Vocabulary};

/// From this likelihood a second emergency service is needed in danger.
const NEEDED_TOO: f32 = 0.05;

/// Everything lykt knows, ready to answer.
#[derive(Debug)]
pub struct Engine {
    desk: Desk,
    search: Search,
}

impl Engine {
    /// Reads the directory, the catalogues and the vocabularies, and builds the index. All problems of all three are
    /// reported at once.
    pub fn new(directory: &Folder, locales: &Folder, index: &Folder) -> Result<Self, Vec<Problem>> {
        Self::cached(directory, locales, index, None)
    }

    /// The same, with the index of names and texts kept in a folder and opened from there the next time.
    pub fn cached(
        directory: &Folder,
        locales: &Folder,
        index: &Folder,
        cache: Option<&Path>,
    ) -> Result<Self, Vec<Problem>> {
        // The directory and the vocabularies are large and read side by side.
        let (desk, vocabularies) = std::thread::scope(|scope| {
            let load = || Desk::load(directory, locales, index);
            let read = scope.spawn(load);
            let vocabularies = Vocabulary::load(index);
            (
                read.join().unwrap_or_else(|panic| resume_unwind(panic)),
                vocabularies,
            )
        });
        let (desk, vocabularies) = match (desk, vocabularies) {
            (Ok(desk), Ok(vocabularies)) => (desk, vocabularies),
            (desk, vocabularies) => {
                let problems = [desk.err(), vocabularies.err()];
                return Err(problems.into_iter().flatten().flatten().collect());
            }
        };
        let search = Search::new(Arc::clone(&desk.directory), index, vocabularies, cache);
        let search = search.map_err(|problem| vec![problem])?;
        Ok(Self { desk, search })
    }

    /// The engine with the data that is built into the program.
    pub fn embedded() -> Result<Self, Vec<Problem>> {
        Self::new(&Folder::directory(), &Folder::locales(), &Folder::index())
    }

    /// How much each piece of evidence counts.
    #[must_use]
    pub fn weights(&self) -> &Weights {
        &self.desk.weights
    }

    /// What can be said without a search.
    #[must_use]
    pub fn desk(&self) -> &Desk {
        &self.desk
    }

    /// Answers a question at a moment; without one, when the clock cannot be trusted, opening hours are shown and nothing is claimed of
    /// them. The same holds for all other answers.
    #[must_use]
    pub fn answer(&self, question: &Question, at: impl Into<Option<Moment>>) -> Answer {
        match self.understand(&question.text) {
            Ok(understood) => self.answer_understood(question, &understood, self.weights(), at),
            Err(_) => self.desk.trouble(question),
        }
    }

    /// What a question seems to mean, whatever the weights are.
    pub fn understand(&self, question: &str) -> Result<Understanding<'_>, SearchError> {
        self.search.understand(question)
    }

    /// Answers a question that has been understood, with weights of one's own: to learn how much the evidence should count.
    #[must_use]
    pub fn answer_understood(
        &self,
        question: &Question,
        understood: &Understanding<'_>,
        weights: &Weights,
        at: impl Into<Option<Moment>>,
    ) -> Answer {
        let at = at.into();
        let usual = question.usual.filter(|_| !understood.tells_language);
        let lang = question
            .lang
            .or(usual)
            .unwrap_or_else(|| understood.likely.best());
        let circumstances = self.circumstances(understood, question, weights, at);
        let urgency = circumstances.urgency(understood);
        let ranked = circumstances.rank(understood, urgency);
        let mut writer = Writer::new(&self.desk, lang, at);
        if urgency == Urgency::Immediate {
            writer.danger(&self.to_call(understood), ranked.threatens);
        }
        let found = !ranked.services.is_empty() && ranked.confident;
        if found || urgency == Urgency::Immediate {
            writer.found(&ranked, urgency);
        } else {
            writer.nothing(circumstances.place.as_ref());
        }
        writer.shortcuts(circumstances.place.as_ref());
        writer.finish(
            urgency,
            found || urgency == Urgency::Immediate,
            circumstances.place,
        )
    }

    /// What a question that has been understood may be about and who may answer it: to learn how well each service answers. `None` where
    /// a name, danger or something that is not ours decides.
    #[must_use]
    pub fn candidates<'a>(
        &'a self,
        question: &Question,
        understood: &Understanding<'a>,
        at: impl Into<Option<Moment>>,
    ) -> Option<Candidates<'a>> {
        let circumstances = self.circumstances(understood, question, self.weights(), at.into());
        circumstances.candidates(understood, circumstances.urgency(understood))
    }

    /// Why a question is answered as it is: which words, forms, sayings, signs and weights brought each service. Plain text for
    /// whoever looks after the search, in English. `index` is the folder with the sayings.
    pub fn explain(
        &self,
        question: &Question,
        index: &Folder,
        at: impl Into<Option<Moment>>,
    ) -> Result<String, SearchError> {
        let at = at.into();
        let explained = self.search.explain(index, &question.text);
        let (understood, reasons) = explained?;
        let circumstances = self.circumstances(&understood, question, self.weights(), at);
        let urgency = circumstances.urgency(&understood);
        let ranked = circumstances.rank(&understood, urgency);
        let mut text = reasons.to_string();
        let place = circumstances.place.as_ref().map_or("none", PlaceId::as_str);
        let _ = writeln!(
            text,
            "urgency: {}; confident: {}; place: {place}",
            urgency.word(),
            ranked.confident
        );
        for (service, score) in &ranked.services {
            let reasons = ranked.scores.reasons(service);
            let reasons: Vec<String> = reasons.map(|(why, score)| format!("{why} {score:.2}")).collect();
            let factors = ranked.scores.factors(service);
            let factors: Vec<String> = factors
                .map(|(why, times)| format!("; {why} x {times:.2}"))
                .collect();
            let _ = writeln!(
                text,
                "service: {score:.2} {} = {}{}",
                service.id,
                reasons.join(" + "),
                factors.concat()
            );
        }
        Ok(text)
    }

    fn circumstances<'a>(
        &'a self,
        understood: &Understanding<'_>,
        question: &Question,
        weights: &'a Weights,
        at: Option<Moment>,
    ) -> Circumstances<'a> {
        Circumstances {
            directory: &self.desk.directory,
            weights,
            relevance: &self.desk.relevance,
            // A place named in the question is where the person wants help, whatever was chosen before.
            place: understood.place.or(question.place.as_ref()).cloned(),
            at,
        }
    }

    /// Whom to call in danger, first the one whose task it sounds most like, then whoever is needed beside them: whoever was stabbed needs both
    /// the police and an ambulance.
    fn to_call(&self, understood: &Understanding<'_>) -> Vec<&PhoneNumber> {
        let numbers = self.desk.header.numbers();
        let signed = |signal| f32::from(u8::from(understood.signals.contains(&signal)));
        let fire = understood
            .topics
            .iter()
            .find(|(topic, _)| topic.sign == Some(Sign::Fire));
        let mut tasks = [
            (&numbers.police, understood.danger + signed(Signal::Danger)),
            (&numbers.ambulance, understood.medical + signed(Signal::Medical)),
            (
                &numbers.fire,
                fire.map_or(0.0, |(_, vote)| *vote) + signed(Signal::Fire),
            ),
        ];
        tasks.sort_by(|(_, a), (_, b)| b.total_cmp(a));
        let mut numbers = tasks.into_iter();
        let first = numbers.next().into_iter();
        let others = numbers.filter(|(_, likely)| *likely >= NEEDED_TOO);
        first.chain(others).map(|(number, _)| number).collect()
    }
}
