//! Ukrainian and Russian in Latin letters, read as if they had been written in Cyrillic ones.
//!
//! There is no one way to write them in Latin letters: "б'є" is *bie*, *bje*, *bye* or *be*, "хочу" is *khochu*, *hochu* or *xochu*. Whoever has
//! no other keyboard writes by ear. So a word is taken for the commonest Cyrillic one that sounds so, and where none is known it is spelled
//! letter by letter.

use std::collections::HashMap;

use super::super::normal::Word;
use super::features::{EMPTY, hash};
use super::on_two_cores;

/// Cyrillic words by how they sound, the commonest of those that sound alike.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct CyrillicWords {
    words: Vec<String>,
    /// Where *i* and *y* are told apart as Ukrainians or Russians do, *bil* is "бил" and *byl* "был": the hash of a sound to the number of the
    /// word.
    closely: HashMap<u64, usize>,
    /// Where they are not.
    roughly: HashMap<u64, usize>,
}

impl CyrillicWords {
    /// From folded words in the order of how common they are; what is not Cyrillic is left out.
    pub(super) fn of<'a>(words: impl Iterator<Item = &'a str>) -> Self {
        let words: Vec<&str> = words.filter(|word| word.chars().all(is_cyrillic)).collect();
        let ears = [Ear::Ukrainian, Ear::Russian, Ear::Rough];
        let sounds = on_two_cores(&words, |word| ears.map(|ear| hashed(word, ear)));
        let mut known = Self::default();
        for (word, [ukrainian, russian, roughly]) in words.into_iter().zip(sounds) {
            let number = known.words.len();
            let mut is_new = *known.roughly.entry(roughly).or_insert(number) == number;
            for sound in [ukrainian, russian] {
                is_new |= *known.closely.entry(sound).or_insert(number) == number;
            }
            if is_new {
                known.words.push(word.to_owned());
            }
        }
        known
    }

    /// A word in Cyrillic letters; the same word where it has letters that no Ukrainian writes, or says a number.
    pub(super) fn read(&self, word: &Word) -> Word {
        let says = word.exact.chars().any(char::is_alphabetic);
        let latin = word.exact.replace('\'', "");
        if !says || !latin.chars().all(|c| alone(c).is_some()) {
            return word.clone();
        }
        let spelled = spelled(&latin);
        let closely = self.closely.get(&hashed(&spelled, Ear::Ukrainian));
        let number = closely.or_else(|| self.roughly.get(&hashed(&spelled, Ear::Rough)));
        let known = number.and_then(|number| self.words.get(*number));
        Word::new(known.unwrap_or(&spelled))
    }
}

fn hashed(word: &str, ear: Ear) -> u64 {
    hash(EMPTY, sound(word, ear).as_bytes())
}

fn is_cyrillic(c: char) -> bool {
    matches!(c, 'Ѐ'..='ԯ')
}

/// Groups of Latin letters that are one Cyrillic letter, longer ones before those they hold.
const GROUPS: [(&str, char); 25] = [
    ("shch", 'щ'),
    ("sch", 'щ'),
    ("shh", 'щ'),
    ("zh", 'ж'),
    ("kh", 'х'),
    ("ch", 'ч'),
    ("sh", 'ш'),
    ("ts", 'ц'),
    ("tz", 'ц'),
    ("ck", 'к'),
    ("ya", 'я'),
    ("ia", 'я'),
    ("ja", 'я'),
    ("yu", 'ю'),
    ("iu", 'ю'),
    ("ju", 'ю'),
    ("ye", 'є'),
    ("ie", 'є'),
    ("je", 'є'),
    ("yi", 'ї'),
    ("ji", 'ї'),
    ("yj", 'й'),
    ("iy", 'й'),
    ("ij", 'й'),
    ("yy", 'й'),
];

/// A word spelled in Cyrillic letters.
fn spelled(latin: &str) -> String {
    let mut spelled = String::with_capacity(2 * latin.len());
    let mut rest = latin;
    while let Some(letter) = rest.chars().next() {
        let group = GROUPS.iter().find(|(group, _)| rest.starts_with(group));
        let length = group.map_or(letter.len_utf8(), |(group, _)| group.len());
        rest = rest.get(length..).unwrap_or_default();
        let glides =
            letter == 'y' && spelled.ends_with(is_vowel) && !rest.starts_with(['a', 'e', 'i', 'o', 'u']);
        spelled.push(match group {
            Some((_, cyrillic)) => *cyrillic,
            None if glides => 'й',
            None => alone(letter).unwrap_or(letter),
        });
    }
    spelled
}

fn is_vowel(cyrillic: char) -> bool {
    matches!(cyrillic, 'а' | 'е' | 'є' | 'и' | 'і' | 'о' | 'у' | 'ю' | 'я')
}

/// The Cyrillic letter for a Latin one that stands alone, or for a digit that is typed because it looks like it: "4to" for "что". None for
/// letters that no Ukrainian writes.
fn alone(latin: char) -> Option<char> {
    Some(match latin {
        'a' => 'а',
        'b' => 'б',
        'c' => 'ц',
        'd' => 'д',
        'e' => 'е',
        'f' => 'ф',
        'g' | 'h' => 'г',
        'i' => 'і',
        'j' => 'й',
        'k' | 'q' => 'к',
        'l' => 'л',
        'm' => 'м',
        'n' => 'н',
        'o' => 'о',
        'p' => 'п',
        'r' => 'р',
        's' => 'с',
        't' => 'т',
        'u' => 'у',
        'v' | 'w' => 'в',
        'x' => 'х',
        'y' => 'и',
        'z' => 'з',
        'č' | '4' => 'ч',
        'š' | '6' => 'ш',
        'ž' => 'ж',
        _ => return None,
    })
}

/// How closely it is listened to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Ear {
    /// "и" is *y* and "і" is *i*.
    Ukrainian,
    /// "ы" is *y* and "и" is *i*.
    Russian,
    /// All of them are the same, and "й" too.
    Rough,
}

/// How a Cyrillic word sounds: what all ways of writing it in Latin letters have in common.
fn sound(word: &str, ear: Ear) -> String {
    let mut sound = String::with_capacity(word.len());
    for letter in word.chars() {
        let heard = match letter {
            'ь' | 'ъ' => "",
            'и' if ear == Ear::Ukrainian => "ы",
            'ы' | 'й' if ear == Ear::Rough => "и",
            'і' | 'ї' => "и",
            'є' | 'э' => "е",
            'я' => "иа",
            'ю' => "иу",
            'х' => "г",
            'щ' => "ш",
            'ц' => "тс",
            other => {
                push(&mut sound, other);
                continue;
            }
        };
        heard.chars().for_each(|letter| push(&mut sound, letter));
    }
    if ear == Ear::Rough {
        // "Його" is written *yoho* and *joho*, "его" *yego* and *ego*, "насилие" *nasilie* and *nasilye*.
        sound = replaced(replaced(sound, "ие", "е"), "ио", "е");
    }
    // "Щось" is written *schos*, too, and "шевелится" *shevelitsa*.
    replaced(replaced(sound, "сч", "ш"), "тсиа", "тса")
}

fn replaced(sound: String, from: &str, to: &str) -> String {
    // Most have none of it.
    if sound.contains(from) {
        sound.replace(from, to)
    } else {
        sound
    }
}

/// Nobody hears a double letter, but for vowels: "ее" is two syllables.
fn push(sound: &mut String, letter: char) {
    if (is_vowel(letter) && letter != 'и') || !sound.ends_with(letter) {
        sound.push(letter);
    }
}

#[cfg(test)]
mod tests {
    use super::super::super::normal::words;
    use super::*;

    #[test]
    fn every_way_of_writing_it_is_the_same_word() {
        let known = [
            "бє",
            "хочу",
            "його",
            "чоловік",
            "боюсь",
            "щось",
            "жінка",
            "бється",
            "насилие",
            "был",
            "бил",
            "мой",
            "поезд",
            "ее",
            "шевелится",
        ];
        let known = CyrillicWords::of(known.into_iter());
        for (latin, cyrillic) in [
            ("b'ie bje bye be", "бє"),
            ("khochu hochu xochu ho4u", "хочу"),
            ("yoho joho", "його"),
            ("cholovik 4olovik choloviik", "чоловік"),
            ("boius boyus bojus", "боюсь"),
            ("shchos schos shos", "щось"),
            ("zhinka", "жінка"),
            ("b'ietsia bietsya bjetsja bjecja", "бється"),
            ("nasilie nasiliye", "насилие"),
            ("bil", "бил"),
            ("byl", "был"),
            ("moy moj", "мой"),
            ("poezd", "поезд"),
            ("ee yeyo", "ее"),
            ("shevelitsa shevelitsya", "шевелится"),
        ] {
            for word in words(latin) {
                assert_eq!(known.read(&word).folded, cyrillic, "{}", word.exact);
            }
        }
    }

    #[test]
    fn what_nobody_has_said_is_spelled() {
        let none = CyrillicWords::default();
        let read =
            |latin: &str| -> Vec<String> { words(latin).iter().map(|word| none.read(word).folded).collect() };
        assert_eq!(read("babusia zhyve v shafi"), ["бабуся", "живе", "в", "шафі"]);
        assert_eq!(read("116006 kjøre ніж"), ["116006", "kjore", "ніж"]);
    }
}
