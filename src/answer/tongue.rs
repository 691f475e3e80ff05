//! Words of another language inside a text: what to say to an operator in Norwegian, the name on a Norwegian door. A screen reader has to
//! be told where they are, or it reads them as if they were the reader's language.

use std::collections::{BTreeSet, HashMap, HashSet};
use std::ops::Bound;

use crate::directory::Directory;
use crate::model::{Lang, Localized};
use crate::text::Catalogues;

/// Letters and names that are the same in every language.
const EVERYWHERE: [&str; 11] = [
    "chat", "enter", "esc", "lykt", "region", "shift", "sim", "sms", "stress", "telegram", "youtube",
];
/// The shortest beginning of a word by which its other forms are known: *krisesenter* in *krisesenteret*.
const STEM: usize = 7;

/// The words of each language, learned from the texts that exist in several.
#[derive(Debug)]
pub(super) struct Tongues {
    norwegian: BTreeSet<String>,
    english: HashSet<String>,
    /// What is not Norwegian though it stands in Norwegian texts too, by language.
    own: [(Lang, HashSet<String>); 4],
}

/// The words of a language that may stand in Norwegian texts too: what stands in its texts, outside of brackets, quotation marks and names. Texts
/// in English have words that look Norwegian; in the others a word that stands there only once is Norwegian more likely than not.
fn own(lang: Lang, said: &[(bool, String)]) -> HashSet<String> {
    let least = if lang == Lang::En { 1 } else { 2 };
    let mut times: HashMap<String, u32> = HashMap::new();
    for (_, text) in said.iter().filter(|(name, _)| !name) {
        let mut norwegian = false;
        for word in words_of(&outside(text, true)) {
            // What follows *videregående* is *skole*.
            let follows =
                std::mem::replace(&mut norwegian, lang == Lang::En && word.contains(['æ', 'ø', 'å']));
            if !follows {
                *times.entry(word).or_default() += 1;
            }
        }
    }
    // A word that is explained in brackets is not known.
    for (_, text) in said {
        for inside in text.split('(').skip(1).filter_map(|rest| rest.split(')').next()) {
            if let [word] = words_of(inside).as_slice() {
                times.remove(word);
            }
        }
    }
    let words = times.into_iter().filter(|(_, times)| *times >= least);
    words.map(|(word, _)| word).collect()
}

/// A word: its place in the text.
type Place = std::ops::Range<usize>;

impl Tongues {
    pub(super) fn of(directory: &Directory, catalogues: &Catalogues) -> Self {
        let mut texts: Vec<(bool, &Localized)> = Vec::new();
        for service in directory.services() {
            texts.push((true, &service.name));
            texts.extend([(false, &service.summary), (false, &service.reach)]);
            texts.extend(service.phones.iter().map(|phone| (false, &phone.value.label)));
        }
        texts.extend(directory.places().map(|place| (true, &place.name)));
        texts.extend(directory.topics().map(|topic| (false, &topic.name)));
        let said = |lang| -> Vec<(bool, String)> {
            let directory = texts
                .iter()
                .filter_map(|(name, text)| Some((*name, text.exact(lang)?.to_owned())));
            let catalogue = catalogues.texts(lang).into_iter().map(|text| (false, text));
            directory.chain(catalogue).collect()
        };
        let words = |lang| {
            let texts = said(lang).into_iter();
            texts.flat_map(|(_, text)| words_of(&outside(&text, false)))
        };
        Self {
            norwegian: words(Lang::Nb).collect(),
            english: words(Lang::En).collect(),
            own: Lang::ALL.map(|lang| (lang, own(lang, &said(lang)))),
        }
    }

    /// A text in its parts, each with the language that it is in if that is not the text's own.
    pub(super) fn parts<'t>(
        &self,
        lang: Lang,
        text: &'t str,
    ) -> impl Iterator<Item = (Option<Lang>, &'t str)> {
        let foreign = self.foreign(lang, text);
        let end = foreign.last().map_or(0, |(place, _)| place.end);
        let mut done = 0;
        let parts = foreign.into_iter().flat_map(move |(place, tongue)| {
            let own = text.get(done..place.start).map(|own| (None, own));
            done = place.end;
            [own, text.get(place).map(|other| (Some(tongue), other))]
        });
        let rest = text.get(end..).map(|own| (None, own));
        parts.chain([rest]).flatten().filter(|(_, part)| !part.is_empty())
    }

    fn foreign(&self, lang: Lang, text: &str) -> Vec<(Place, Lang)> {
        // Most texts of a language with letters of its own have no other.
        let strange = |c: char| c.is_ascii_alphabetic() || matches!(c, 'æ' | 'ø' | 'å' | 'Æ' | 'Ø' | 'Å');
        if (lang == Lang::Uk && !text.contains(strange)) || (lang == Lang::Nb && !text.contains('«')) {
            return Vec::new();
        }
        let mut found = self.quoted(lang, text);
        if lang == Lang::Nb {
            return found;
        }
        let mut run: Vec<Place> = Vec::new();
        for word in places_of(text) {
            let between = run.last().and_then(|last| text.get(last.end..word.start));
            if between.is_some_and(|between| between.contains(|c| !" –-./,!".contains(c))) {
                found.extend(self.trimmed(lang, text, &mut run));
            }
            let quoted = found.iter().any(|(place, _)| place.contains(&word.start));
            if !quoted && self.may_be_norwegian(lang, at(text, &word)) {
                run.push(word);
            } else {
                found.extend(self.trimmed(lang, text, &mut run));
            }
        }
        found.extend(self.trimmed(lang, text, &mut run));
        found.sort_by_key(|(place, _)| place.start);
        found
    }

    /// English inside quotation marks: the title of a leaflet.
    fn quoted(&self, lang: Lang, text: &str) -> Vec<(Place, Lang)> {
        let mut found = Vec::new();
        if lang == Lang::En {
            return found;
        }
        for (start, _) in text.match_indices('«') {
            let start = start + '«'.len_utf8();
            let Some(inside) = text.get(start..).and_then(|rest| rest.split('»').next()) else {
                continue;
            };
            let words = words_of(inside);
            let english = words.iter().all(|word| self.english.contains(word));
            let norwegian = words.iter().all(|word| self.is_norwegian(word));
            let own = self.own(lang);
            if english && !norwegian && !words.iter().all(|word| own.is_some_and(|own| own.contains(word))) {
                found.push((start..start + inside.len(), Lang::En));
            }
        }
        found
    }

    /// What is Norwegian of words that may be: not the words at its edges that are the reader's own too.
    fn trimmed(&self, lang: Lang, text: &str, run: &mut Vec<Place>) -> Option<(Place, Lang)> {
        let certain = |place: &Place| self.is_certain(lang, at(text, place));
        let edge = |place: &Place| certain(place) || at(text, place).starts_with(char::is_uppercase);
        let run = std::mem::take(run);
        if !run.iter().any(certain) {
            return None;
        }
        let start = run.iter().find(|place| edge(place))?.start;
        let end = run.iter().rfind(|place| edge(place))?.end;
        Some((start..end, Lang::Nb))
    }

    fn own(&self, lang: Lang) -> Option<&HashSet<String>> {
        self.own
            .iter()
            .find(|(each, _)| *each == lang)
            .map(|(_, words)| words)
    }

    fn may_be_norwegian(&self, lang: Lang, word: &str) -> bool {
        if lang == Lang::Uk {
            return word.chars().filter(|c| c.is_alphabetic()).all(is_latin);
        }
        self.is_norwegian(&word.to_lowercase())
    }

    fn is_certain(&self, lang: Lang, word: &str) -> bool {
        let word = word.to_lowercase();
        if EVERYWHERE.contains(&word.as_str()) {
            return false;
        }
        lang == Lang::Uk
            || (!self.own(lang).is_some_and(|own| own.contains(&word)) && self.is_norwegian(&word))
    }

    /// A word of a Norwegian text, or the beginning of one.
    fn is_norwegian(&self, word: &str) -> bool {
        let from = (Bound::Included(word), Bound::Unbounded);
        let next = self.norwegian.range::<str, _>(from).next();
        next.is_some_and(|next| next == word || (word.chars().count() >= STEM && next.starts_with(word)))
    }
}

fn is_latin(c: char) -> bool {
    c.is_alphabetic() && c < '\u{250}'
}

fn at<'t>(text: &'t str, place: &Place) -> &'t str {
    text.get(place.clone()).unwrap_or_default()
}

fn words_of(text: &str) -> Vec<String> {
    let places = places_of(text).into_iter();
    places.map(|place| at(text, &place).to_lowercase()).collect()
}

/// The words of a text: letters, and a mark between two letters.
fn places_of(text: &str) -> Vec<Place> {
    let mut places: Vec<Place> = Vec::new();
    let mut inside = false;
    let mut letters = text.char_indices().peekable();
    while let Some((start, c)) = letters.next() {
        let end = start + c.len_utf8();
        let joins = inside
            && matches!(c, '-' | '’' | '\'' | '.')
            && letters.peek().is_some_and(|(_, next)| next.is_alphabetic());
        match places.last_mut() {
            Some(last) if inside && (c.is_alphabetic() || joins) => last.end = end,
            _ if c.is_alphabetic() => places.push(start..end),
            _ => {}
        }
        inside = c.is_alphabetic() || joins;
    }
    places
}

/// A text without what stands in quotation marks, and without what stands in brackets.
fn outside(text: &str, brackets: bool) -> String {
    let mut depth = 0_usize;
    let mut straight = false;
    let kept = text.chars().map(|c| {
        match c {
            '«' | '“' => depth += 1,
            '(' if brackets => depth += 1,
            '»' | '”' => depth = depth.saturating_sub(1),
            ')' if brackets => depth = depth.saturating_sub(1),
            '"' => straight = !straight,
            _ => {}
        }
        if depth > 0 || straight { '\n' } else { c }
    });
    kept.collect()
}
