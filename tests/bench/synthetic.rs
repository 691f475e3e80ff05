//! A directory of any size, always the same: the real one, and services made of what people say in each language.

use std::fmt::Write as _;

use lykt::folder::Folder;
use lykt::model::Lang;

/// A directory with so many services made up beside the real ones.
pub(crate) fn directory(made_up: usize) -> Folder {
    let mut folder = Folder::directory();
    let said = Lang::ALL.map(|lang| (lang, sentences(lang)));
    let topics = table(&folder, "topics.toml").keys().cloned().collect::<Vec<_>>();
    let places = table(&folder, "places.toml").keys().cloned().collect::<Vec<_>>();
    let mut random = Random(0x9e37_79b9_7f4a_7c15);
    for number in 0..made_up {
        let place = if random.below(4) == 0 {
            "national"
        } else {
            random.one_of(&places)
        };
        let (first, second) = (random.one_of(&topics), random.one_of(&topics));
        let mut topics = vec![first];
        topics.extend((second != first).then_some(second));
        let mut text = format!(
            "kind = \"helpline\"\naudiences = [\"adult\", \"youth\"]\nplaces = [{place:?}]\ntopics = {topics:?}\naccess = \"open\"\n"
        );
        for key in ["name", "summary", "reach"] {
            let _ = writeln!(text, "\n[{key}]");
            for (lang, sentences) in &said {
                let line = if key == "name" {
                    let words: Vec<&str> = random.one_of(sentences).split(' ').take(3).collect();
                    format!("{} {}", words.join(" "), letters(number))
                } else {
                    format!("{}. {}", random.one_of(sentences), random.one_of(sentences))
                };
                let _ = writeln!(text, "{lang} = {line:?}");
            }
        }
        // Numbers that nobody has: they begin with 20.
        let phone = 20_000_000 + number;
        let _ = write!(
            text,
            "\n[[phone]]\nnumber = \"{phone}\"\nmeans = [\"voice\"]\nhours = \"24/7\"\nconfidence = \"A\"\n\
             label = {{ nb = \"Telefon\", en = \"Phone\", uk = \"Телефон\", se = \"Telefovdna\" }}\n\
             sources = [{{ document = \"directory-2026\", where = \"row\", printed = \"{phone}\", hours = \"24/7\" }}]\n"
        );
        folder.insert(format!("services/made-up-{number:06}.toml"), text);
    }
    folder
}

/// What people say in a language, as far as it fits a text of the directory.
fn sentences(lang: Lang) -> Vec<String> {
    let vocabulary = table(&Folder::index(), &format!("{lang}.toml"));
    let topics = vocabulary.get("topics").and_then(toml::Value::as_table);
    let says = topics
        .into_iter()
        .flat_map(|topics| topics.values())
        .filter_map(|topic| topic.get("says")?.as_array());
    let fits = |text: &&str| {
        (10..95).contains(&text.chars().count())
            && text
                .chars()
                .all(|c| c.is_alphabetic() || matches!(c, ' ' | ',' | '’'))
    };
    says.flatten()
        .filter_map(toml::Value::as_str)
        .filter(fits)
        .map(str::to_owned)
        .collect()
}

fn table(folder: &Folder, file: &str) -> toml::Table {
    folder
        .get(file)
        .and_then(|text| text.parse().ok())
        .unwrap_or_default()
}

/// A number as letters, so that every name is another one.
fn letters(mut number: usize) -> String {
    let mut letters = String::from("Q");
    loop {
        letters.extend(char::from_u32(
            'a' as u32 + u32::try_from(number % 26).unwrap_or_default(),
        ));
        number /= 26;
        if number == 0 {
            return letters;
        }
    }
}

/// Numbers that look random and are always the same (xorshift).
struct Random(u64);

impl Random {
    fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % end.max(1) as u64).unwrap_or_default()
    }

    fn one_of<'a>(&mut self, list: &'a [String]) -> &'a str {
        list.get(self.below(list.len())).map_or("", String::as_str)
    }
}
