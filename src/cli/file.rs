//! Files with flags: TOML, with the flags' names as keys.

use serde::de::DeserializeOwned;

use crate::problem::{Cause, Problem};

/// The flags in a file of `lykt COMMAND`, and what is wrong with it: each key that is not known is named.
pub(super) fn parse<Flags: DeserializeOwned + Default>(
    file: &str,
    text: &str,
    command: &str,
) -> (Flags, Vec<Problem>) {
    let mut problems = Vec::new();
    let mut unknown = Vec::new();
    let read = toml::Deserializer::parse(text)
        .and_then(|toml| serde_ignored::deserialize(toml, |path| unknown.push(path.to_string())));
    let flags = read.unwrap_or_else(|error: toml::de::Error| {
        problems.push(Problem::new(file, "", Cause::Syntax(error.to_string())));
        Flags::default()
    });
    let known = format!("is not a key that lykt knows; `lykt {command} --help` names them");
    problems.extend(
        unknown
            .into_iter()
            // A table that may be missing is written as `kiosk.?`.
            .map(|key| Problem::new(file, key.replace(".?", ""), Cause::Other(known.clone()))),
    );
    (flags, problems)
}
