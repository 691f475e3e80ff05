//! A state as a short token, for a button or a link.

use base64::Engine as _;
use base64::prelude::BASE64_URL_SAFE_NO_PAD as BASE64;
use crc32fast::Hasher;

use super::state::{Reach, State, Where};
use crate::directory::Directory;
use crate::model::{Ending, Lang, Leads};

/// The version of the token's shape; a token of another version is not read.
const VERSION: u8 = 1;

/// The longest token, in bytes: what fits a Telegram button, or the payload of a link to a bot.
pub const LONGEST: usize = 64;

impl State {
    /// The state as a token: letters, digits, `-` and `_`. `print` is the [`fingerprint`] of the guided way it is a state of.
    ///
    /// One byte with the version, the language and the means, two with the number of the place, one for each choice, and a check of four
    /// bytes over all of these and the guided way: a token that was changed, or is older than the guided way, is no token.
    pub(super) fn token(&self, directory: &Directory, print: u32) -> String {
        let number = |found: Option<usize>| {
            found
                .and_then(|number| u8::try_from(number).ok())
                .unwrap_or_default()
        };
        let lang = number(Lang::ALL.iter().position(|lang| *lang == self.lang));
        let means = number(Reach::ALL.iter().position(|means| *means == self.means));
        let place = match &self.place {
            Where::NotAsked => 0,
            Where::Anywhere => 1,
            Where::At(id) => {
                let position = directory.places().position(|place| place.id == *id);
                position
                    .and_then(|position| u16::try_from(position + 2).ok())
                    .unwrap_or(1)
            }
        };
        let mut bytes = vec![VERSION << 4 | lang << 2 | means];
        bytes.extend(place.to_be_bytes());
        bytes.extend(&self.path);
        bytes.extend(check(&bytes, print));
        BASE64.encode(bytes)
    }

    /// The state of a token; nothing for one that is old, forged or no token at all.
    pub(super) fn of_token(token: &str, directory: &Directory, print: u32) -> Option<Self> {
        if token.len() > LONGEST {
            return None;
        }
        let bytes = BASE64.decode(token).ok()?;
        let (said, sum) = bytes.split_at_checked(bytes.len().checked_sub(4)?)?;
        if check(said, print) != *sum {
            return None;
        }
        let [first, high, low, path @ ..] = said else {
            return None;
        };
        if first >> 4 != VERSION {
            return None;
        }
        let place = match usize::from(u16::from_be_bytes([*high, *low])) {
            0 => Where::NotAsked,
            1 => Where::Anywhere,
            number => Where::At(directory.places().nth(number - 2)?.id.clone()),
        };
        let state = Self {
            lang: *Lang::ALL.get(usize::from(first >> 2 & 3))?,
            place,
            means: *Reach::ALL.get(usize::from(first & 3))?,
            path: path.to_vec(),
        };
        state.position(directory).is_some().then_some(state)
    }
}

fn check(said: &[u8], print: u32) -> [u8; 4] {
    let mut hasher = Hasher::new_with_initial(print);
    hasher.update(said);
    hasher.finalize().to_be_bytes()
}

/// A number that changes when the guided way or the places do, so that the tokens of before are not read as something else.
pub(super) fn fingerprint(directory: &Directory) -> u32 {
    let mut hasher = Hasher::new();
    let mut add = |text: &str| {
        hasher.update(text.as_bytes());
        hasher.update(&[0]);
    };
    let triage = directory.triage();
    add(&triage.start);
    for (name, step) in &triage.steps {
        add(name);
        for choice in &step.choices {
            match &choice.leads {
                Leads::Step(name) => add(name),
                Leads::Topic(id) => add(id.as_str()),
                Leads::Answer(Ending::Danger) => add("danger"),
                Leads::Answer(Ending::Now) => add("now"),
            }
        }
    }
    for place in directory.places() {
        add(place.id.as_str());
    }
    hasher.finalize()
}
