//! The catalogues, checked when they are read, so that saying a message cannot fail.

use std::collections::BTreeMap;
use std::fmt;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use fluent_syntax::ast::{Expression, InlineExpression, Pattern, PatternElement};
use unic_langid::LanguageIdentifier;

use super::{Message, check};
use crate::folder::Folder;
use crate::model::{EachLang, Lang, Span};
use crate::problem::{Cause, Problem};

/// The variable that is a number. All others are text: a telephone number is not counted.
const COUNT: &str = "minutes";

/// What lykt says, in every language.
pub struct Catalogues {
    bundles: EachLang<FluentBundle<FluentResource>>,
    /// The messages in their pieces, in the order of [`Message::ALL`], but for those that choose a plural form: a page says a hundred of
    /// them, and Fluent would take longer to put them together than all the rest of the page.
    pieces: EachLang<Vec<Option<Vec<Piece>>>>,
    /// The messages of the guided way, by their ids.
    guide: EachLang<BTreeMap<String, String>>,
}

/// A piece of a message.
enum Piece {
    /// What always comes out the same.
    Text(String),
    /// The value of a variable, by its place among those of the message.
    Value(usize),
}

impl Catalogues {
    /// Reads the catalogues. Every message has to be there in every language, with exactly the variables that the program
    /// gives, and has to come out whole: with any problem there are no catalogues.
    pub fn load(folder: &Folder) -> Result<Self, Vec<Problem>> {
        let mut problems = check::check(folder);
        let mut catalogues = Self {
            bundles: EachLang::new(|lang| bundle(folder, lang)),
            pieces: EachLang::new(|_| Vec::new()),
            guide: EachLang::new(|_| BTreeMap::new()),
        };
        let guide = check::guide(folder);
        if problems.is_empty() {
            problems.extend(catalogues.unsayable(&guide));
        }
        catalogues.pieces = EachLang::new(|lang| {
            let all = Message::ALL.iter();
            all.map(|(id, variables)| catalogues.pieces(lang, id, variables))
                .collect()
        });
        catalogues.guide = EachLang::new(|lang| {
            let said = guide
                .iter()
                .filter_map(|id| Some((id.clone(), catalogues.format(lang, id, &[]).ok()?)));
            said.collect()
        });
        if problems.is_empty() {
            Ok(catalogues)
        } else {
            Err(problems)
        }
    }

    /// A message in its pieces; nothing if it has any that only Fluent can say.
    fn pieces(&self, lang: Lang, id: &str, variables: &[&str]) -> Option<Vec<Piece>> {
        let Pattern { elements } = self.bundles.of(lang).get_message(id)?.value()?;
        let piece = |element: &PatternElement<&str>| match element {
            PatternElement::TextElement { value } => Some(Piece::Text((*value).to_owned())),
            PatternElement::Placeable {
                expression: Expression::Inline(InlineExpression::VariableReference { id }),
            } if id.name != COUNT => {
                let place = variables.iter().position(|name| *name == id.name)?;
                Some(Piece::Value(place))
            }
            PatternElement::Placeable { .. } => None,
        };
        elements.iter().map(piece).collect()
    }

    /// A message in a language.
    #[must_use]
    pub fn say(&self, lang: Lang, message: Message<'_>) -> Span {
        if let Some(Some(pieces)) = self.pieces.of(lang).get(message.number()) {
            let values = message.arguments();
            let text = match pieces.as_slice() {
                [Piece::Text(text)] => text.clone(),
                pieces => {
                    let said = pieces.iter().map(|piece| match piece {
                        Piece::Text(text) => text.as_str(),
                        Piece::Value(place) => values.get(*place).map_or("", |(_, value)| value),
                    });
                    said.collect::<Vec<_>>().concat()
                }
            };
            return Span::new(text, lang);
        }
        // Both fallbacks are unreachable after `load`; they keep a numbers-only answer possible whatever happens.
        for lang in [lang, Lang::Nb] {
            if let Ok(text) = self.format(lang, message.id(), &message.arguments()) {
                return Span::new(text, lang);
            }
        }
        Span::new("", lang)
    }

    /// A message of the guided way, by the id that `directory/triage.toml` gives it; nothing if the catalogues have none.
    #[must_use]
    pub fn guide(&self, lang: Lang, id: &str) -> Option<Span> {
        let said = |lang| Some(Span::new(self.guide.of(lang).get(id)?, lang));
        said(lang).or_else(|| said(Lang::Nb))
    }

    /// The ids of the messages of the guided way.
    pub fn guide_ids(&self) -> impl Iterator<Item = &str> {
        self.guide.of(Lang::Nb).keys().map(String::as_str)
    }

    /// Everything that is said in a language, with a dot wherever the program has something to say itself.
    pub(crate) fn texts(&self, lang: Lang) -> Vec<String> {
        let own = self.guide_ids().map(|id| (id, &[][..]));
        let all = Message::ALL.iter().copied().chain(own);
        let said = all.filter_map(|(id, variables)| {
            let arguments: Vec<_> = variables.iter().map(|&name| (name, "…")).collect();
            self.format(lang, id, &arguments).ok()
        });
        said.collect()
    }

    /// The text of a message alone.
    #[must_use]
    pub fn text(&self, lang: Lang, message: Message<'_>) -> String {
        self.say(lang, message).text
    }

    fn format(&self, lang: Lang, id: &str, arguments: &[(&'static str, &str)]) -> Result<String, String> {
        let bundle = self.bundles.of(lang);
        let pattern = bundle
            .get_message(id)
            .and_then(|message| message.value())
            .ok_or("no message")?;
        let value = |name: &str, value| match name {
            // A count chooses the plural form of the language.
            COUNT => FluentValue::try_number(value),
            _ => FluentValue::from(value),
        };
        let arguments: FluentArgs<'_> = arguments
            .iter()
            .map(|&(name, text)| (name, value(name, text)))
            .collect();
        let mut errors = Vec::new();
        let text = bundle
            .format_pattern(pattern, Some(&arguments), &mut errors)
            .into_owned();
        match errors.first() {
            None => Ok(text),
            Some(error) => Err(error.to_string()),
        }
    }

    /// Messages that do not come out whole.
    fn unsayable(&self, guide: &[String]) -> Vec<Problem> {
        let mut problems = Vec::new();
        for lang in Lang::ALL {
            let guide = guide.iter().map(|id| (id.as_str(), &[][..]));
            for (id, variables) in Message::ALL.iter().copied().chain(guide) {
                let arguments: Vec<_> = variables.iter().map(|&name| (name, "…")).collect();
                if let Err(error) = self.format(lang, id, &arguments) {
                    problems.push(Problem::new(lang.tag(), id, Cause::Syntax(error)));
                }
            }
        }
        problems
    }
}

impl fmt::Debug for Catalogues {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Catalogues").finish_non_exhaustive()
    }
}

fn bundle(folder: &Folder, lang: Lang) -> FluentBundle<FluentResource> {
    let locale: LanguageIdentifier = lang.tag().parse().unwrap_or_default();
    let mut bundle = FluentBundle::new_concurrent(vec![locale]);
    // The invisible isolation marks would end up in the numbers that people copy; all our languages run left to right.
    bundle.set_use_isolating(false);
    for (_, text) in check::files(folder, lang) {
        let (Ok(resource) | Err((resource, _))) = FluentResource::try_new(text.to_owned());
        bundle.add_resource_overriding(resource);
    }
    bundle
}
