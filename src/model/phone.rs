//! Norwegian telephone numbers.

use std::fmt;

/// A number of the Norwegian numbering plan, dialled from Norway: three digits (emergency), 116xxx, five digits that
/// begin with 0, or eight digits that begin with 2-9.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct PhoneNumber(String);

/// Why a text is not a telephone number.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, thiserror::Error)]
pub enum PhoneError {
    /// Something else than the digits 0-9.
    #[error("write digits only, without spaces and without +47")]
    NotDigits,
    /// A length or first digit that the numbering plan does not have.
    #[error(
        "is not in the Norwegian numbering plan: emergency numbers 110, 112, 113, helplines 116xxx (116006, 116111, \
         116117, 116123), five digits that begin with 0, or eight digits that begin with 2-9"
    )]
    NotInPlan,
}

/// The emergency numbers, and the 116 numbers that are in use in Norway (Nkom). No metadata library knows all of them.
const SHORT: [&str; 7] = ["110", "112", "113", "116006", "116111", "116117", "116123"];

impl PhoneNumber {
    /// Reads a number written as digits only.
    pub fn parse(digits: &str) -> Result<Self, PhoneError> {
        if digits.is_empty() || !digits.bytes().all(|b| b.is_ascii_digit()) {
            return Err(PhoneError::NotDigits);
        }
        let in_plan = match digits.len() {
            3 | 6 => SHORT.contains(&digits),
            5 => digits.starts_with('0'),
            8 => !digits.starts_with(['0', '1']),
            _ => false,
        };
        if in_plan {
            Ok(Self(digits.to_owned()))
        } else {
            Err(PhoneError::NotInPlan)
        }
    }

    /// The digits, as dialled.
    #[must_use]
    pub fn digits(&self) -> &str {
        &self.0
    }

    /// The digits in the groups people say them in: `112`, `116 117`, `02800`, `61 17 55 60`, `478 09 050`.
    ///
    /// Mobile and 8xx numbers are grouped 3-2-3, other eight-digit numbers in pairs.
    #[must_use]
    pub fn grouped(&self) -> String {
        self.to_string()
    }

    /// The target of a `tel:` link. Short numbers work only as they are; the others get the country code, so that a
    /// foreign telephone reaches them too.
    #[must_use]
    pub fn tel(&self) -> String {
        if self.0.len() == 8 {
            format!("+47{}", self.0)
        } else {
            self.0.clone()
        }
    }
}

impl fmt::Display for PhoneNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let groups: &[usize] = match (self.0.len(), self.0.as_bytes().first()) {
            (6, _) => &[3],
            (8, Some(b'4' | b'8' | b'9')) => &[3, 2],
            (8, _) => &[2, 2, 2],
            _ => &[],
        };
        let mut rest = self.0.as_str();
        for length in groups {
            let Some((group, behind)) = rest.split_at_checked(*length) else {
                break;
            };
            f.write_str(group)?;
            f.write_str(" ")?;
            rest = behind;
        }
        f.write_str(rest)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_numbering_plan() {
        for good in [
            "110", "112", "113", "116117", "116006", "02800", "61175560", "80040008", "47809050",
        ] {
            assert!(PhoneNumber::parse(good).is_ok(), "{good}");
        }
        for bad in [
            "111006",
            "117116",
            "809050",
            "111",
            "12345678",
            "0280",
            "",
            "61 17 55 60",
            "+4761175560",
        ] {
            assert!(PhoneNumber::parse(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn grouped_as_people_say_them() {
        let say = |digits| PhoneNumber::parse(digits).unwrap().grouped();
        assert_eq!(say("112"), "112");
        assert_eq!(say("116117"), "116 117");
        assert_eq!(say("02800"), "02800");
        assert_eq!(say("61175560"), "61 17 55 60");
        assert_eq!(say("47809050"), "478 09 050");
        assert_eq!(say("80040008"), "800 40 008");
    }

    #[test]
    fn a_tel_link_keeps_short_numbers_short() {
        assert_eq!(PhoneNumber::parse("112").unwrap().tel(), "112");
        assert_eq!(PhoneNumber::parse("02800").unwrap().tel(), "02800");
        assert_eq!(PhoneNumber::parse("61175560").unwrap().tel(), "+4761175560");
    }
}
