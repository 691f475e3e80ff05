//! How a name sounds, roughly, in Latin letters: what is left of it when somebody writes it by ear.
//!
//! People who have only heard the name of an office write it in their own script and spelling: "легевахта" for *legevakt*,
//! "narvick" for *Narvik*. It is for names alone; other words would lose what tells them apart.

use super::normal::Word;

/// How words sound.
pub(super) fn sounds(words: &[Word]) -> Vec<String> {
    words.iter().map(|word| sound(&word.folded)).collect()
}

/// How a folded word sounds. Digits stay as they are.
pub(super) fn sound(folded: &str) -> String {
    let mut sound = String::with_capacity(folded.len());
    for (place, letter) in folded.chars().enumerate() {
        let heard = match letter {
            'h' | 'ь' | 'ъ' if place > 0 => "",
            'х' if place > 0 => "k",
            'х' => "h",
            'c' | 'q' | 'к' | 'ч' => "k",
            'w' | 'в' => "v",
            'x' => "ks",
            'z' | 'ж' | 'з' | 'с' | 'ш' | 'щ' | 'ц' => "s",
            'j' | 'y' | 'и' | 'і' | 'ї' | 'й' | 'ы' => "i",
            'а' => "a",
            'б' => "b",
            'г' => "g",
            'д' => "d",
            'е' | 'є' | 'э' => "e",
            'л' => "l",
            'м' => "m",
            'н' => "n",
            'о' => "o",
            'п' => "p",
            'р' => "r",
            'т' => "t",
            'у' => "u",
            'ф' => "f",
            'ю' => "iu",
            'я' => "ia",
            other => {
                push(&mut sound, other);
                continue;
            }
        };
        heard.chars().for_each(|letter| push(&mut sound, letter));
    }
    sound
}

/// Nobody hears a double letter; a double digit is another number.
fn push(sound: &mut String, letter: char) {
    if letter.is_numeric() || !sound.ends_with(letter) {
        sound.push(letter);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scripts_and_spellings_meet() {
        assert_eq!(sound("легевакт"), sound("legevakt"));
        assert_eq!(sound("гйовік"), sound("gjovik"));
        assert_eq!(sound("narvick"), sound("narvik"));
        assert_eq!(sound("юрк"), sound("jurk"));
        assert_eq!(sound("nokk"), sound("nok"));
        assert_eq!(sound("116006"), "116006");
    }
}
