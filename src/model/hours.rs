//! Opening hours: what is open at a moment, in Norway.

use std::fmt;
use std::sync::{Arc, LazyLock, Mutex, PoisonError};

use chrono::{DateTime, NaiveDateTime};
use chrono_tz::{Europe::Oslo, Tz};
use opening_hours::localization::{Country, TzLocation};
use opening_hours::{Context, DATE_END, OpeningHours, RuleKind};

/// A moment in Norway. The clock is passed in, everywhere.
pub type Moment = DateTime<Tz>;

/// Opening hours in the OpenStreetMap syntax, evaluated with Norwegian public holidays and Norwegian time.
///
/// Whoever closes on public holidays may also close early on the last days before Christmas and New Year, which no source prints:
/// on those two days such hours are unknown.
#[derive(Clone)]
pub struct Hours {
    text: String,
    rules: OpeningHours<TzLocation<Tz>>,
    /// The last state that was found, and from when to when it holds. Reading the rules takes a thousand times as long as looking here, and
    /// every answer asks for the state of dozens of numbers.
    found: Arc<Mutex<Option<Stretch>>>,
}

/// A time on Norwegian clocks during which a state holds; its end is no part of it.
type Stretch = (std::ops::Range<NaiveDateTime>, OpenState);

/// What is added to the hours of whoever closes on public holidays.
const EVES: &str = "; Dec 24,Dec 31 Mo-Fr unknown";
const CLOSED_ON_HOLIDAYS: &str = "PH off";

/// Whether somebody answers at a moment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OpenState {
    /// Day and night, all year.
    Always,
    /// Open now, until then.
    Open {
        /// When it closes; `None` if that lies too far ahead to matter.
        until: Option<Moment>,
    },
    /// Closed now.
    Closed {
        /// When it opens; `None` if that lies too far ahead to matter.
        opens: Option<Moment>,
    },
    /// The sources do not say. Never shown as open or closed.
    Unknown,
}

/// Hours that do not parse.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, thiserror::Error)]
#[error("are not opening hours: {0}")]
pub struct HoursError(String);

static NORWAY: LazyLock<Context<TzLocation<Tz>>> = LazyLock::new(|| {
    Context::default()
        .with_holidays(Country::NO.holidays())
        .with_locale(TzLocation::new(Oslo))
});

impl Hours {
    /// Reads hours in the OpenStreetMap syntax, for instance `Mo-Fr 08:00-15:30; PH off`.
    pub fn parse(text: &str) -> Result<Self, HoursError> {
        let rules = Self::complete(text)
            .parse::<OpeningHours>()
            .map_err(|error| HoursError(one_line(&error.to_string())))?;
        Ok(Self {
            text: text.to_owned(),
            rules: rules.with_context(NORWAY.clone()),
            found: Arc::default(),
        })
    }

    /// The hours as written in the directory.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// Everything that is evaluated: the hours as written and what is added to them. Any evaluator of the OpenStreetMap syntax that knows
    /// the Norwegian public holidays comes to the same.
    #[must_use]
    pub fn complete(text: &str) -> String {
        let eves = if text.contains(CLOSED_ON_HOLIDAYS) {
            EVES
        } else {
            ""
        };
        format!("{text}{eves}")
    }

    /// Whether these hours are around the clock.
    #[must_use]
    pub fn always(&self) -> bool {
        self.text == "24/7"
    }

    /// The state at a moment.
    #[must_use]
    pub fn state(&self, at: Moment) -> OpenState {
        if self.always() {
            return OpenState::Always;
        }
        // By the clock on the wall, which the rules go by: in the night when it is set back an hour comes twice.
        let wall = if at.timezone() == Oslo {
            at.naive_local()
        } else {
            at.with_timezone(&Oslo).naive_local()
        };
        let mut found = self.found.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((_, state)) = found.as_ref().filter(|(stretch, _)| stretch.contains(&wall)) {
            return *state;
        }
        let (state, end) = self.read(at);
        *found = Some((wall..end, state));
        state
    }

    /// The state at a moment by the rules, and until when it holds.
    fn read(&self, at: Moment) -> (OpenState, NaiveDateTime) {
        let Some(now) = self.rules.iter_from(at).next() else {
            return (OpenState::Closed { opens: None }, DATE_END);
        };
        let end = now.range.end.naive_local();
        let change = (end < DATE_END).then_some(now.range.end);
        let state = match now.kind {
            RuleKind::Open => OpenState::Open { until: change },
            RuleKind::Closed => OpenState::Closed {
                opens: change.and_then(|change| self.opens(change)),
            },
            RuleKind::Unknown => OpenState::Unknown,
        };
        (state, end)
    }

    /// When it is next certain that somebody answers, from a change on.
    fn opens(&self, mut change: Moment) -> Option<Moment> {
        for _ in 0..MOST_CHANGES {
            if self.rules.state(change).0 == RuleKind::Open {
                return Some(change);
            }
            change = self.rules.next_change(change)?;
        }
        None
    }
}

/// More changes than a year of two a day; beyond that nobody waits.
const MOST_CHANGES: usize = 800;

impl OpenState {
    /// The state of a way to reach a service at a moment: unknown where the hours are. Without a moment, when the clock cannot be
    /// trusted, only what is around the clock is certain.
    #[must_use]
    pub fn at(hours: Option<&Hours>, at: Option<Moment>) -> Self {
        match (hours, at) {
            (Some(hours), Some(at)) => hours.state(at),
            (Some(hours), None) if hours.always() => Self::Always,
            (Some(_) | None, _) => Self::Unknown,
        }
    }

    /// Whether somebody certainly answers now.
    #[must_use]
    pub const fn answers(self) -> bool {
        matches!(self, Self::Always | Self::Open { .. })
    }

    /// The word of the JSON contract.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Always => "always",
            Self::Open { .. } => "open",
            Self::Closed { .. } => "closed",
            Self::Unknown => "unknown",
        }
    }

    /// The better of two states for somebody who needs an answer now.
    #[must_use]
    pub fn best(self, other: Self) -> Self {
        if other.rank() < self.rank() { other } else { self }
    }

    fn rank(self) -> u8 {
        match self {
            Self::Always => 0,
            Self::Open { .. } => 1,
            Self::Unknown => 2,
            Self::Closed { .. } => 3,
        }
    }
}

impl fmt::Debug for Hours {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Hours").field(&self.text).finish()
    }
}

impl PartialEq for Hours {
    fn eq(&self, other: &Self) -> bool {
        self.text == other.text
    }
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use chrono::TimeZone;

    use super::*;

    fn at(year: i32, month: u32, day: u32, hour: u32, minute: u32) -> Moment {
        Oslo.with_ymd_and_hms(year, month, day, hour, minute, 0).unwrap()
    }

    #[test]
    fn right_to_the_minute() {
        let hours = Hours::parse("Mo-Fr 08:00-15:30; PH off").unwrap();
        let friday = at(2026, 11, 20, 15, 29);
        assert_eq!(
            hours.state(friday),
            OpenState::Open {
                until: Some(at(2026, 11, 20, 15, 30))
            }
        );
        let monday = Some(at(2026, 11, 23, 8, 0));
        assert_eq!(
            hours.state(at(2026, 11, 20, 15, 30)),
            OpenState::Closed { opens: monday }
        );
    }

    #[test]
    fn norwegian_holidays() {
        let office = Hours::parse("Mo-Fr 08:00-15:30; PH off").unwrap();
        let duty = Hours::parse("Mo-Fr 15:30-24:00,00:00-08:00; Sa,Su,PH 00:00-24:00").unwrap();
        // 17 May 2027 is a Monday.
        assert!(matches!(
            office.state(at(2027, 5, 17, 12, 0)),
            OpenState::Closed { .. }
        ));
        assert!(matches!(
            duty.state(at(2027, 5, 17, 12, 0)),
            OpenState::Open { .. }
        ));
        // From the Wednesday before Easter 2026 the office opens next on the Tuesday after.
        let opens = Some(at(2026, 4, 7, 8, 0));
        assert_eq!(office.state(at(2026, 4, 1, 16, 0)), OpenState::Closed { opens });
    }

    /// Nobody prints when they go home on Christmas Eve.
    #[test]
    fn the_last_days_before_christmas_and_new_year_are_unknown() {
        let office = Hours::parse("Mo-Fr 08:00-15:30; PH off").unwrap();
        assert_eq!(office.state(at(2026, 12, 24, 10, 0)), OpenState::Unknown);
        assert_eq!(office.state(at(2026, 12, 31, 10, 0)), OpenState::Unknown);
        // 24 December 2028 is a Sunday, 31 December too.
        assert!(matches!(
            office.state(at(2028, 12, 24, 10, 0)),
            OpenState::Closed { .. }
        ));
        let opens = Some(at(2026, 12, 28, 8, 0));
        assert_eq!(office.state(at(2026, 12, 23, 16, 0)), OpenState::Closed { opens });
    }

    /// What was found for one moment is not said of another.
    #[test]
    fn a_remembered_state_is_that_of_the_rules() {
        for text in [
            "Mo-Fr 08:00-15:30; PH off",
            "Mo-Su 22:00-02:30",
            "Sa,Su 00:00-24:00; Mo 08:00-09:00 unknown",
        ] {
            let hours = Hours::parse(text).unwrap();
            // Every ten minutes of the three days around the night when clocks are set back, then the same backwards.
            let start = at(2026, 10, 24, 0, 0);
            let moments = (0..432).map(|step| start + chrono::Duration::minutes(10 * step));
            let moments: Vec<Moment> = moments.collect();
            for moment in moments.iter().chain(moments.iter().rev()) {
                assert_eq!(hours.state(*moment), hours.read(*moment).0, "{text} {moment}");
            }
        }
    }

    #[test]
    fn around_the_clock_is_its_own_state() {
        assert_eq!(
            Hours::parse("24/7").unwrap().state(at(2026, 12, 24, 23, 0)),
            OpenState::Always
        );
        assert_eq!(
            OpenState::at(None, Some(at(2026, 12, 24, 23, 0))),
            OpenState::Unknown
        );
    }

    #[test]
    fn nonsense_is_refused() {
        assert!(Hours::parse("8-15.30").is_err());
        assert!(Hours::parse("when we like").is_err());
    }
}
