//! Why a question was understood as it was, for whoever looks after the search.

use std::fmt;

use super::normal::{Word, cut, read, words};
use super::{Search, SearchError, Understanding, learned, sayings, signals};
use crate::folder::Folder;
use crate::model::{Lang, TopicId};

/// How many situations are explained, and how many pieces of evidence for each.
const SITUATIONS: usize = 3;
const PIECES: usize = 8;
/// How many of the nearest sayings are shown.
const NEAREST: usize = 5;

/// Runs of characters and words with what each added to a score.
type Evidence = Vec<(String, f32)>;

/// Why a question was understood as it was.
#[derive(Debug)]
pub struct Reasons {
    /// The words that were read as others: with fewer typing errors, or in Cyrillic letters.
    meant: Vec<String>,
    /// How the words were read, a language at a time.
    words: Vec<(Lang, Vec<String>)>,
    /// The patterns of `index/` that matched.
    signs: Vec<String>,
    /// The sayings that came nearest.
    sayings: Vec<(f32, learned::Saying)>,
    /// What spoke for the likeliest situations.
    votes: Vec<(TopicId, f32, Evidence)>,
    /// How likely each language, danger, a life in danger and something foreign is.
    likely: Vec<(&'static str, f32)>,
    named: Vec<String>,
    known: f32,
}

impl Search {
    /// What a question seems to mean, and why. `index` is the folder with the sayings.
    pub fn explain(
        &self,
        index: &Folder,
        question: &str,
    ) -> Result<(Understanding<'_>, Reasons), SearchError> {
        let understood = self.understand(question)?;
        let typed = read(&cut(question));
        let together = typed.words().iter().filter_map(|word| {
            let [first, second] = self.two(word)?;
            Some(format!("{} as {} {}", word.folded, first.folded, second.folded))
        });
        let together: Vec<String> = together.collect();
        let question = self.parted(typed);
        let asked = question.words();
        let reading = self.reading(asked);
        let scripts = self.scripts(&reading);
        let signs = scripts.iter().flat_map(|(words, vocabularies)| {
            let clauses: Vec<&[Word]> = question.clauses(words).collect();
            signals::matches(&clauses, vocabularies.iter().copied())
        });
        // Where it may be read in either script, the likelier one is explained.
        let best = understood.likely.best();
        let cyrillic = reading.cyrillic.as_deref();
        let read = cyrillic.filter(|_| best == Lang::Uk).unwrap_or(&reading.meant);
        let mut read_as = Vec::new();
        // The words as they stand are read in all plausible languages.
        for vocabulary in scripts.first().into_iter().flat_map(|(_, plausible)| plausible) {
            let words: Result<Vec<String>, _> = asked
                .iter()
                .map(|word| self.texts.read_as(word, vocabulary))
                .collect();
            read_as.push((vocabulary.lang(), words?));
        }
        let votes = understood.topics.iter().take(SITUATIONS).map(|(topic, vote)| {
            let mut evidence = self.learned.evidence(read, best.tag(), topic.id.as_str());
            evidence.truncate(PIECES);
            (topic.id.clone(), *vote, evidence)
        });
        let languages = Lang::ALL.map(|lang| (lang.tag(), understood.likely.of(lang)));
        let special = [
            ("danger", understood.danger),
            ("of it a threat", understood.threat),
            ("medical", understood.medical),
            ("other", understood.foreign),
        ];
        let pairs = asked.iter().zip(read);
        let meant = pairs.filter(|(word, meant)| word.folded != meant.folded);
        let meant = meant.map(|(word, meant)| format!("{} as {}", word.folded, meant.folded));
        let reasons = Reasons {
            meant: together.into_iter().chain(meant).collect(),
            words: read_as,
            signs: signs.collect(),
            sayings: nearest(index, read),
            votes: votes.collect(),
            likely: languages.into_iter().chain(special).collect(),
            named: understood
                .named
                .iter()
                .map(|named| format!("{} ({:.2} of the question)", named.service.id, named.share))
                .collect(),
            known: understood.known,
        };
        Ok((understood, reasons))
    }
}

/// The sayings that share most with a question.
fn nearest(index: &Folder, question: &[Word]) -> Vec<(f32, learned::Saying)> {
    let mut lessons = learned::Lessons::default();
    for lang in Lang::ALL {
        // A file that cannot be read was refused at the start.
        let _ = lessons.add_sayings(lang.tag(), index.get(&sayings::file(lang)).unwrap_or_default());
    }
    let all = lessons.sayings.into_iter();
    let sayings = all.filter(|saying| !saying.label.is_empty());
    let mut nearest: Vec<(f32, learned::Saying)> = sayings
        .map(|saying| (learned::likeness(question, &words(&saying.text)), saying))
        .collect();
    nearest.sort_by(|(a, left), (b, right)| b.total_cmp(a).then_with(|| left.cmp(right)));
    nearest.truncate(NEAREST);
    nearest
}

impl fmt::Display for Reasons {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let likely = self
            .likely
            .iter()
            .map(|(name, share)| format!("{name} {share:.3}"));
        writeln!(f, "likelihoods: {}", likely.collect::<Vec<_>>().join(", "))?;
        for (lang, words) in &self.words {
            writeln!(f, "words as {lang}: {}", words.join(", "))?;
        }
        writeln!(f, "read as others: {}", list(&self.meant))?;
        writeln!(f, "known: {:.2} of the letters", self.known)?;
        writeln!(f, "signs: {}", list(&self.signs))?;
        writeln!(f, "named: {}", list(&self.named))?;
        for (share, saying) in &self.sayings {
            writeln!(f, "saying: {share:.2} {}: {}", saying.label, saying.text)?;
        }
        for (topic, vote, evidence) in &self.votes {
            let pieces = evidence
                .iter()
                .map(|(piece, weight)| format!("{piece:?} {weight:+.2}"));
            writeln!(
                f,
                "vote: {vote:.3} {topic}: {}",
                pieces.collect::<Vec<_>>().join(", ")
            )?;
        }
        Ok(())
    }
}

fn list(items: &[String]) -> String {
    if items.is_empty() {
        "none".to_owned()
    } else {
        items.join(", ")
    }
}
