//! The places that a question names: in any language and script, with case endings, nearly spelled right.

use super::normal::{Word, words};
use super::sound::sounds;
use super::spelling::{Letters, nearly};
use crate::directory::Directory;
use crate::model::PlaceId;

/// How many letters a spelling has to have for a word to be that place with an ending or with a typing error. Shorter ones are
/// other words: "land", "biri".
const LONG: usize = 6;
/// The longest ending of a case: "Narviikkas", "Gjøvikissa", "Нарвіком".
const ENDING: usize = 4;

/// What the places are called.
#[derive(Debug)]
pub(super) struct Places(Vec<Spelling>);

/// One way to write a place.
#[derive(Debug)]
struct Spelling {
    words: Vec<Name>,
    place: PlaceId,
}

/// A word of a place, or of a question.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Name {
    sound: String,
    folded: String,
}

impl Name {
    fn all(words: &[Word], sounds: &[String]) -> Vec<Self> {
        let named = |(word, sound): (&Word, &String)| Self {
            sound: sound.clone(),
            folded: word.folded.clone(),
        };
        words.iter().zip(sounds).map(named).collect()
    }
}

/// A place that a question names.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Place<'a> {
    pub(super) id: &'a PlaceId,
    /// The words of the question that name it, by their number.
    pub(super) words: std::ops::Range<usize>,
}

impl Places {
    pub(super) fn of(directory: &Directory) -> Self {
        let mut spellings: Vec<Spelling> = directory
            .places()
            .flat_map(|place| {
                place.aliases.iter().map(|alias| {
                    let words = words(alias);
                    Spelling {
                        words: Name::all(&words, &sounds(&words)),
                        place: place.id.clone(),
                    }
                })
            })
            .filter(|spelling| !spelling.words.is_empty())
            .collect();
        // The longest spelling wins: "Nordre Land" before a place that is called "Land".
        spellings.sort_by(|a, b| (b.words.len().cmp(&a.words.len())).then_with(|| a.words.cmp(&b.words)));
        spellings.dedup_by(|a, b| a.words == b.words && a.place == b.place);
        Self(spellings)
    }

    /// The place that a question of these words and sounds names, spelled right before nearly right. A word that `means` something else, by its
    /// number, is a place only as that is written: "дочка" (a daughter) sounds like Dokka, "skreik" (screamed) is nearly Skreia.
    pub(super) fn find(
        &self,
        asked: &[Word],
        sounds: &[String],
        means: impl Fn(usize) -> bool,
    ) -> Option<Place<'_>> {
        // Hardly anybody gets the first letter wrong, and nearly every spelling begins otherwise than the words of a question.
        let begins = |spelling: &Spelling| {
            let first = spelling.words.first().and_then(|word| word.sound.chars().next());
            sounds.iter().any(|said| said.chars().next() == first)
        };
        let near: Vec<&Spelling> = self.0.iter().filter(|spelling| begins(spelling)).collect();
        if near.is_empty() {
            return None;
        }
        let said: Vec<(Name, bool)> = Name::all(asked, sounds)
            .into_iter()
            .enumerate()
            .map(|(number, name)| (name, means(number)))
            .collect();
        let first = |same: fn(&str, &str) -> bool| first(&near, &said, same);
        first(|spelling, said| spelling == said)
            .or_else(|| first(ends_otherwise))
            .or_else(|| first(is_misspelt))
    }
}

/// The first spelling that stands among the words of a question, each with whether it means something else.
fn first<'a>(
    spellings: &[&'a Spelling],
    said: &[(Name, bool)],
    same: fn(&str, &str) -> bool,
) -> Option<Place<'a>> {
    let is = |spelling: &Name, (said, means): &(Name, bool)| {
        spelling.folded == said.folded || (!means && same(&spelling.sound, &said.sound))
    };
    spellings.iter().find_map(|spelling| {
        let length = spelling.words.len();
        let start = said
            .windows(length)
            .position(|said| spelling.words.iter().zip(said).all(|(name, said)| is(name, said)))?;
        Some(Place {
            id: &spelling.place,
            words: start..start + length,
        })
    })
}

/// Whether a word is a spelling with the ending of a case.
fn ends_otherwise(spelling: &str, said: &str) -> bool {
    let ending = said.strip_prefix(spelling);
    ending.is_some_and(|ending| ending.chars().count() <= ENDING) && spelling.chars().count() >= LONG
}

/// Whether a word is a spelling with one typing error, and perhaps an ending.
fn is_misspelt(spelling: &str, said: &str) -> bool {
    if spelling.chars().next() != said.chars().next() {
        return false;
    }
    let length = spelling.chars().count();
    if length < LONG || said.chars().count() > length + ENDING {
        return false;
    }
    let end = said.char_indices().nth(length).map_or(said.len(), |(end, _)| end);
    let beginning = said.get(..end).unwrap_or(said);
    let letters = Letters::of(spelling.chars());
    let near = |said: &str| letters.may_become(Letters::of(said.chars()), 1) && nearly(said, spelling, 1);
    near(said) || near(beginning)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::folder::Folder;

    #[test]
    fn scripts_endings_and_errors() {
        let places = Places::of(&Directory::load(&Folder::directory()).unwrap());
        let named = |question: &str| {
            let asked = words(question);
            let means = |number: usize| ["дочка", "skreik", "land"].contains(&asked[number].folded.as_str());
            let place = places.find(&asked, &sounds(&asked), means);
            place.map(|place| place.id.as_str().to_owned())
        };
        for (question, place) in [
            ("krisesenter i Narvik", "narvik"),
            ("heahteguovddáš narviikkas", "narvik"),
            ("cries center narvick", "narvik"),
            ("легевахта гйовік", "gjovik"),
            ("у Нарвіком", "narvik"),
            ("gjovikissa", "gjovik"),
            ("jeg bor i nordre land", "nordre-land"),
        ] {
            assert_eq!(named(question).as_deref(), Some(place), "{question}");
        }
        assert_eq!(named("jeg bor i et land langt borte"), None);
        assert_eq!(named("nervøs hele natta"), None);
        // What means something else is no place by its sound or with an error.
        assert_eq!(named("дочка боїться"), None);
        assert_eq!(named("mannen skreik"), None);
        assert_eq!(named("krisesenter skreja").as_deref(), Some("ostre-toten"));
    }
}
