//! The catalogues are checked from their syntax tree: the same messages with the same variables in every language, each of them
//! one the program shows, nothing said twice, no digits that look like a number.

use std::collections::{BTreeMap, BTreeSet};

use fluent_syntax::ast::{Entry, Expression, InlineExpression, Message as Ast, Pattern, PatternElement};
use fluent_syntax::parser;

use super::Message;
use crate::directory::{characters, numbers};
use crate::folder::Folder;
use crate::model::Lang;
use crate::problem::{Cause, Problem};

/// The file whose messages `directory/triage.toml` names: no message of it is known to the program, none has a variable.
pub(super) const GUIDE: &str = "guide.ftl";

/// The files of a language.
pub(super) fn files(folder: &Folder, lang: Lang) -> impl Iterator<Item = (&str, &str)> {
    folder.iter().filter(move |(path, _)| is_catalogue(path, lang))
}

fn is_catalogue(path: &str, lang: Lang) -> bool {
    let file = path.split_once('/').filter(|(folder, _)| *folder == lang.tag());
    file.is_some_and(|(_, file)| file.ends_with(".ftl"))
}

/// The ids of the messages of the guided way.
pub(super) fn guide(folder: &Folder) -> Vec<String> {
    let path = format!("{}/{GUIDE}", Lang::Nb);
    let messages = folder.get(&path).map(|text| parse(&path, text, &mut Vec::new()));
    let messages = messages.into_iter().flatten();
    messages.map(|message| message.id.name.to_owned()).collect()
}

/// Every problem of the catalogues.
pub(super) fn check(folder: &Folder) -> Vec<Problem> {
    let stray = folder
        .iter()
        .filter(|(path, _)| !Lang::ALL.iter().any(|lang| is_catalogue(path, *lang)))
        .map(|(path, _)| Problem::new(path, "", Cause::StrayFile));
    let mut problems: Vec<Problem> = folder.not_text().into_iter().chain(stray).collect();
    let known: BTreeMap<&str, BTreeSet<&str>> = Message::ALL
        .iter()
        .map(|&(id, variables)| (id, variables.iter().copied().collect()))
        .collect();
    // In which file each message stands in Norwegian: the others are to have it in the same file.
    let mut home: BTreeMap<String, String> = BTreeMap::new();
    for lang in Lang::ALL {
        let mut said: BTreeMap<String, String> = BTreeMap::new();
        for (path, text) in files(folder, lang) {
            for message in parse(path, text, &mut problems) {
                let id = message.id.name;
                let variables = variables(&message);
                let file = path.split_once('/').map_or(path, |(_, file)| file);
                let none = BTreeSet::new();
                let expected = known.get(id).or((file == GUIDE).then_some(&none));
                if expected.is_none() {
                    problems.push(Problem::new(path, id, Cause::UnusedMessage));
                }
                if let Some(expected) = expected.filter(|expected| **expected != variables) {
                    let words = |set: &BTreeSet<&str>| set.iter().map(|&name| name.to_owned()).collect();
                    let cause = Cause::Variables {
                        found: words(&variables),
                        expected: words(expected),
                    };
                    problems.push(Problem::new(path, id, cause));
                }
                if !message.attributes.is_empty() {
                    let cause = Cause::Other("has attributes, which nothing shows".to_owned());
                    problems.push(Problem::new(path, id, cause));
                }
                if variables.is_empty() && texts(&message).iter().all(|text| text.trim().is_empty()) {
                    problems.push(Problem::new(path, id, Cause::Missing));
                }
                for text in texts(&message) {
                    let causes = numbers(text).into_iter().chain(characters(text));
                    problems.extend(causes.map(|cause| Problem::new(path, id, cause)));
                }
                if said.insert(id.to_owned(), file.to_owned()).is_some() {
                    problems.push(Problem::new(path, id, Cause::Duplicate));
                }
            }
        }
        missing(lang, &said, &home, &known, &mut problems);
        if lang == Lang::Nb {
            home = said;
        }
    }
    problems
}

/// Messages that a language lacks, or has in another file than the Norwegian.
fn missing(
    lang: Lang,
    said: &BTreeMap<String, String>,
    home: &BTreeMap<String, String>,
    known: &BTreeMap<&str, BTreeSet<&str>>,
    problems: &mut Vec<Problem>,
) {
    let in_guide = home.iter().filter(|(_, file)| *file == GUIDE);
    let in_guide = in_guide.map(|(id, _)| id.as_str());
    let ids: BTreeSet<&str> = known.keys().copied().chain(in_guide).collect();
    let more = said
        .iter()
        .filter(|(id, file)| *file == GUIDE && !home.contains_key(*id) && lang != Lang::Nb);
    for (id, file) in more {
        let file = format!("{}/{file}", Lang::Nb);
        problems.push(Problem::new(file, id, Cause::MissingMessage(lang.tag())));
    }
    for id in ids {
        match (said.get(id), home.get(id)) {
            (None, at) => {
                let file = at.map_or_else(|| format!("{lang}/"), |file| format!("{lang}/{file}"));
                let other = if lang == Lang::Nb { "the program" } else { "nb" };
                problems.push(Problem::new(file, id, Cause::MissingMessage(other)));
            }
            (Some(file), Some(nb)) if file != nb => {
                let cause = Cause::Other(format!("stands in {file}, in nb in {nb}"));
                problems.push(Problem::new(format!("{lang}/{file}"), id, cause));
            }
            _ => {}
        }
    }
}

fn parse<'a>(path: &str, text: &'a str, problems: &mut Vec<Problem>) -> Vec<Ast<&'a str>> {
    let (resource, errors) = match parser::parse(text) {
        Ok(resource) => (resource, Vec::new()),
        Err((resource, errors)) => (resource, errors),
    };
    for error in errors {
        let line = text.get(..error.pos.start).unwrap_or(text).matches('\n').count() + 1;
        let cause = Cause::Syntax(format!("line {line}: {}", error.kind));
        problems.push(Problem::new(path, "", cause));
    }
    let messages = resource.body.into_iter().filter_map(|entry| match entry {
        Entry::Message(message) => Some(message),
        Entry::Term(term) => {
            let cause = Cause::Other("terms are not used; write the words in the message".to_owned());
            problems.push(Problem::new(path, format!("-{}", term.id.name), cause));
            None
        }
        Entry::Comment(_) | Entry::GroupComment(_) | Entry::ResourceComment(_) | Entry::Junk { .. } => None,
    });
    messages.collect()
}

fn patterns<'a, 'b>(pattern: &'b Pattern<&'a str>, visit: &mut impl FnMut(&'b PatternElement<&'a str>)) {
    for element in &pattern.elements {
        visit(element);
        if let PatternElement::Placeable {
            expression: Expression::Select { variants, .. },
        } = element
        {
            for variant in variants {
                patterns(&variant.value, visit);
            }
        }
    }
}

fn texts<'a>(message: &Ast<&'a str>) -> Vec<&'a str> {
    let mut texts = Vec::new();
    if let Some(value) = &message.value {
        patterns(value, &mut |element| {
            // A literal in braces is text too.
            match element {
                PatternElement::TextElement { value }
                | PatternElement::Placeable {
                    expression:
                        Expression::Inline(
                            InlineExpression::StringLiteral { value }
                            | InlineExpression::NumberLiteral { value },
                        ),
                } => texts.push(*value),
                PatternElement::Placeable { .. } => {}
            }
        });
    }
    texts
}

fn variables<'a>(message: &Ast<&'a str>) -> BTreeSet<&'a str> {
    let mut variables = BTreeSet::new();
    let mut add = |expression: &InlineExpression<&'a str>| {
        if let InlineExpression::VariableReference { id } = expression {
            variables.insert(id.name);
        }
    };
    if let Some(value) = &message.value {
        patterns(value, &mut |element| match element {
            PatternElement::Placeable {
                expression: Expression::Inline(inline),
            } => add(inline),
            PatternElement::Placeable {
                expression: Expression::Select { selector, .. },
            } => add(selector),
            PatternElement::TextElement { .. } => {}
        });
    }
    variables
}
