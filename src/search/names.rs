//! Services that are asked for outright: by name, by nickname, by number.

use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap};
use std::ops::Range;

use super::index::Texts;
use super::letters;
use super::normal::{Word, words};
use super::sound::sounds;
use crate::directory::{Abroad, Directory, phone_like};
use crate::model::{Lang, Service};

/// A service that is named outright.
#[derive(Debug, Clone, PartialEq)]
pub struct Named<'a> {
    /// The service.
    pub service: &'a Service,
    /// The share of the question that the name is, from 0 to 1.
    pub share: f32,
    /// Whether the name is its own: more than one word, a nickname, or a number. "Krisesenter" names every crisis centre.
    pub own: bool,
}

/// The share of a question that a name has to be where there is hardly anything else.
const WHOLE: f32 = 0.8;

impl Named<'_> {
    /// Whether the question is no more than the name.
    #[must_use]
    pub fn is_all(&self) -> bool {
        self.share >= WHOLE
    }
}

/// What a person may ask for outright, beside the names in the index.
#[derive(Debug)]
pub(super) struct Names {
    /// The services, by their numbers, that have a telephone number.
    phones: HashMap<String, Vec<usize>>,
    /// Numbers that people know from home.
    abroad: Vec<Abroad>,
}

/// A question as names are looked for in it.
#[derive(Debug)]
pub(super) struct Question<'a> {
    /// The text as it was typed.
    text: &'a str,
    all: Spoken<'a>,
    /// The same without the words that name a place.
    about: Spoken<'a>,
}

/// Words with their sounds.
#[derive(Debug)]
struct Spoken<'a> {
    words: Cow<'a, [Word]>,
    sounds: Cow<'a, [String]>,
    /// Which of them tell something of what is asked for.
    telling: Vec<bool>,
    /// Those that name a place.
    place: Range<usize>,
}

/// In a question of more words, a name has to be spelled right to be one.
const FEW_WORDS: usize = 7;
/// How many letters a name has to have for one typing error, for two and for three; and a word to be counted then: "to" is no "so".
const EDITS: [usize; 3] = [5, 9, 16];
const LONG: usize = 4;
/// How many digits a number has in Norway, and how many a short one has at most that is no helpline.
const DIGITS: usize = 8;
const SHORT: usize = 5;
/// How many parts a number may be written in.
const LONGEST_NUMBER: usize = 3;
/// How many words a name has at most.
const LONGEST_NAME: usize = 16;
/// A name of fewer letters would be found in every second question.
const SHORTEST: usize = 3;

/// The numbers in a text that can be dialled in Norway, in digits: people put blanks, points or dashes into them, and the country before them.
/// A short one with a point is a day: 1.12 is no 112.
fn dialled(text: &str) -> impl Iterator<Item = String> {
    let numbers = phone_like(&text.replace(['.', '-'], " ")).into_iter();
    numbers.filter_map(move |number| {
        let digits: String = number.chars().filter(char::is_ascii_digit).collect();
        let abroad = digits.strip_prefix("00").unwrap_or(&digits).strip_prefix("47");
        match abroad {
            Some(local) if local.len() == DIGITS => Some(local.to_owned()),
            Some(_) | None => (digits.len() > SHORT || text.contains(&number)).then_some(digits),
        }
    })
}

impl Names {
    pub(super) fn of(directory: &Directory) -> Self {
        let mut phones: HashMap<String, Vec<usize>> = HashMap::new();
        for service in directory.services() {
            for phone in &service.phones {
                let digits = phone.value.number.digits().to_owned();
                let known = phones.entry(digits).or_default();
                if !known.contains(&service.number) {
                    known.push(service.number);
                }
            }
        }
        let abroad = directory.emergency_ids().map(|ids| ids.abroad.clone());
        Self {
            phones,
            abroad: abroad.unwrap_or_default(),
        }
    }

    /// The number of another country in a question, and who has that task here. In many words it is a bus or an age.
    pub(super) fn abroad(&self, question: &[Word], sounds: &[String]) -> Option<&Abroad> {
        let digits = |word: &Word| word.folded.contains(|c: char| c.is_ascii_digit());
        if question.len() > FEW_WORDS || !question.iter().any(digits) {
            return None;
        }
        let mut typed = (1..=LONGEST_NUMBER)
            .flat_map(|length| sounds.windows(length))
            .map(<[String]>::concat);
        typed.find_map(|typed| self.abroad.iter().find(|abroad| abroad.number == typed))
    }

    /// The services that a question names, by their numbers, each with the share of the question that the name is and whether the name is its
    /// own. The longest name first; among equals the one whose texts fit better, which `near` lists.
    /// `known` says whether people use a word otherwise.
    pub(super) fn find(
        &self,
        question: &Question<'_>,
        texts: &Texts,
        near: &[(usize, f32)],
        known: impl Fn(&Word) -> bool,
    ) -> tantivy::Result<Vec<(usize, f32, bool)>> {
        let said = question.about.said().max(1);
        let mut found = Found::default();
        for number in dialled(question.text) {
            for service in self.phones.get(&number).into_iter().flatten() {
                found.add(*service, said, number.len(), true);
            }
        }
        question.spelled_right(texts, &mut found)?;
        // "Chat" is a name, too, but beside a misspelt one it says little.
        let named = found.0.values().any(|matched| 2 * matched.said >= said);
        if !named && question.about.words.len() <= FEW_WORDS {
            question.misspelt(texts, known, &mut found)?;
        }
        let fit = |service| {
            near.iter()
                .position(|(near, _)| *near == service)
                .unwrap_or(usize::MAX)
        };
        let mut found: Vec<(usize, Match)> = found.0.into_iter().collect();
        found.sort_by(|(left, a), (right, b)| {
            b.length.cmp(&a.length).then_with(|| fit(*left).cmp(&fit(*right)))
        });
        let named = found.into_iter().map(|(service, matched)| {
            let share = (letters(matched.said) / letters(said)).min(1.0);
            (service, share, matched.own)
        });
        Ok(named.collect())
    }
}

impl<'a> Question<'a> {
    /// A question of these words and sounds; those in `place` name a place. `tells` says whether a word tells something of what is asked for:
    /// "the number of" does not.
    pub(super) fn new(
        text: &'a str,
        words: &'a [Word],
        sounds: &'a [String],
        place: Range<usize>,
        tells: impl Fn(&Word) -> bool,
    ) -> Self {
        let each = words.iter().enumerate();
        let telling: Vec<bool> = each
            .map(|(at, word)| !place.contains(&at) && tells(word))
            .collect();
        Self {
            text,
            about: Spoken {
                words: without(words, place.clone()),
                sounds: without(sounds, place.clone()),
                telling: without(&telling, place.clone()).into_owned(),
                place: 0..0,
            },
            all: Spoken {
                words: Cow::Borrowed(words),
                sounds: Cow::Borrowed(sounds),
                telling,
                place,
            },
        }
    }

    /// The words that name no place.
    pub(super) fn about(&self) -> &[Word] {
        &self.about.words
    }

    /// Every run of words that may be a name: it may hold a place, and a place may stand in the midst of it.
    fn runs(&self) -> impl Iterator<Item = (&Spoken<'a>, Range<usize>)> {
        let apart = (!self.all.place.is_empty()).then_some(&self.about);
        let spoken = [Some(&self.all), apart].into_iter().flatten();
        spoken.flat_map(|spoken| spoken.runs().map(move |run| (spoken, run)))
    }

    /// Finds the names as they are. A place alone names no service, nor do words that tell nothing, unless there are no others or they stand beside
    /// the place: "nok gjøvik" is a centre, "nok" is enough.
    fn spelled_right(&self, texts: &Texts, found: &mut Found) -> tantivy::Result<()> {
        for (spoken, run) in self.runs() {
            let alone = run.len() == spoken.words.len();
            let tells = alone || spoken.has_place(&run) || spoken.tells(run.clone());
            if run == spoken.place || !tells {
                continue;
            }
            let key = spoken.joined(run.clone());
            if key.chars().count() >= SHORTEST {
                for (service, own) in texts.called(&key)? {
                    found.add(service, spoken.letters(run.clone(), |_| true), key.len(), own);
                }
            }
        }
        Ok(())
    }

    /// Finds the names that are nearly spelled so.
    fn misspelt(
        &self,
        texts: &Texts,
        known: impl Fn(&Word) -> bool,
        found: &mut Found,
    ) -> tantivy::Result<()> {
        for (spoken, run) in self.runs() {
            let most = typing_errors(spoken.letters(run.clone(), |word| word.folded.chars().count() >= LONG));
            // A word that people use is what they mean, however near a name it is.
            let meant = |words: &[Word]| words.iter().all(&known);
            if most == 0 || (run.len() == 1 && spoken.words.get(run.clone()).is_some_and(meant)) {
                continue;
            }
            let key = spoken.joined(run.clone());
            let said = spoken.letters(run, |_| true);
            for (service, own, edits) in texts.nearly_called(&key, most)? {
                // A shade less than if it were spelled right.
                found.add(
                    service,
                    said.saturating_sub(edits),
                    key.len().saturating_sub(edits),
                    own,
                );
            }
        }
        Ok(())
    }
}

impl Spoken<'_> {
    /// Where the runs of words stand.
    fn runs(&self) -> impl Iterator<Item = Range<usize>> + use<> {
        let all = self.words.len();
        let starts =
            move |length| (0..(all + 1).saturating_sub(length)).map(move |start| start..start + length);
        (1..=LONGEST_NAME).flat_map(starts)
    }

    /// A run, written as one word.
    fn joined(&self, run: Range<usize>) -> String {
        self.sounds.get(run).unwrap_or_default().concat()
    }

    /// Whether a run holds the words that name a place.
    fn has_place(&self, run: &Range<usize>) -> bool {
        !self.place.is_empty() && run.start <= self.place.start && self.place.end <= run.end
    }

    /// Whether a word of a run tells something of what is asked for.
    fn tells(&self, run: Range<usize>) -> bool {
        self.telling.get(run).is_some_and(|run| run.contains(&true))
    }

    /// How many letters the words have that tell something of what is asked for.
    fn said(&self) -> usize {
        let telling = self.sounds.iter().zip(&self.telling).filter(|(_, tells)| **tells);
        telling.map(|(sound, _)| sound.len()).sum()
    }

    /// How many letters those words of a run have that name no place and that count.
    fn letters(&self, run: Range<usize>, counts: impl Fn(&Word) -> bool) -> usize {
        let words = self.words.iter().zip(&*self.sounds).enumerate();
        let of_run = words.skip(run.start).take(run.len());
        let counted = of_run.filter(|(at, (word, _))| !self.place.contains(at) && counts(word));
        counted.map(|(_, (_, sound))| sound.len()).sum()
    }
}

/// Everything but what stands in a range; mostly that is nothing, and nothing is copied.
pub(super) fn without<T: Clone>(all: &[T], range: Range<usize>) -> Cow<'_, [T]> {
    if range.is_empty() {
        return Cow::Borrowed(all);
    }
    let (before, after) = (all.get(..range.start), all.get(range.end..));
    Cow::Owned([before.unwrap_or_default(), after.unwrap_or_default()].concat())
}

/// The services found, each with the longest of its names that match.
#[derive(Debug, Default)]
struct Found(BTreeMap<usize, Match>);

/// A name in a question.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Match {
    /// The letters of its words that name no place.
    said: usize,
    /// All its letters.
    length: usize,
    /// See [`Named::own`].
    own: bool,
}

impl Found {
    fn add(&mut self, service: usize, said: usize, length: usize, own: bool) {
        let matched = Match { said, length, own };
        let best = self.0.entry(service).or_insert(matched);
        *best = (*best).max(matched);
    }
}

/// How many typing errors a name of so many letters may have.
fn typing_errors(letters: usize) -> usize {
    EDITS.iter().filter(|least| letters >= **least).count()
}

/// Everything a service is called, as one word each, with whether it is its own name: its name, the names in brackets, the name before the brackets, a dash
/// or a colon, what people call it.
pub(super) fn spoken(service: &Service) -> Vec<(String, bool)> {
    let mut names: Vec<&str> = service.aliases.iter().map(String::as_str).collect();
    let aliases = names.len();
    for name in Lang::ALL.iter().filter_map(|lang| service.name.exact(*lang)) {
        // What stands behind a dash or a colon explains the name and is none: "ATV — help to stop hitting".
        let called = name.split(['—', '–', ':']).next().unwrap_or(name);
        let explained = name.get(called.len()..).unwrap_or_default();
        let aside = explained.split(['(', ')']).skip(1).step_by(2);
        for part in called.split(['(', ')']).chain(aside).chain([name]) {
            // Behind a comma stands where it is, or what it is: "Gjøvik", "chat".
            for part in [part, part.split(',').next().unwrap_or(part)] {
                if !names.contains(&part.trim()) {
                    names.push(part.trim());
                }
            }
        }
    }
    let numbered = names.into_iter().enumerate();
    let spoken = numbered.map(|(number, name)| {
        let words = words(name);
        let letters = words.iter().flat_map(|word| word.folded.chars());
        let long = letters.filter(|c| c.is_alphanumeric()).count() >= SHORTEST;
        long.then(|| (joined(&words), number < aliases || words.len() > 1))
    });
    spoken.flatten().collect()
}

/// Words written as one, by their sound.
fn joined(words: &[Word]) -> String {
    sounds(words).concat()
}
