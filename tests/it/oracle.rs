//! Opening hours a second time, as plainly as can be: only the part of the syntax that the directory uses, no library. The ladder is
//! judged by it.

use std::collections::BTreeSet;

use chrono::{DateTime, Datelike, Days, NaiveDate, NaiveDateTime, NaiveTime, TimeZone, Timelike, Utc};
use chrono_tz::Europe::Oslo;

/// What somebody who calls meets.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) enum Kind {
    Open,
    Unknown,
    Closed,
}

/// A rule: on which days it holds, and in which minutes of them somebody answers.
#[derive(Debug)]
struct Rule {
    weekdays: BTreeSet<u32>,
    holidays: bool,
    /// Month and day, if it holds on some days of the year only.
    dates: Vec<(u32, u32)>,
    minutes: Vec<(u32, u32)>,
    unknown: bool,
}

/// Opening hours.
#[derive(Debug)]
pub(crate) struct Plan(Vec<Rule>);

const WEEKDAYS: [&str; 7] = ["Mo", "Tu", "We", "Th", "Fr", "Sa", "Su"];

impl Plan {
    pub(crate) fn read(text: &str) -> Self {
        Self(text.split(';').map(|rule| Rule::read(rule.trim())).collect())
    }

    /// What the minutes of a day are, as the last rule has it that holds on that day.
    fn day(&self, day: NaiveDate) -> Option<&Rule> {
        self.0.iter().rev().find(|rule| rule.holds(day))
    }

    pub(crate) fn kind(&self, local: NaiveDateTime) -> Kind {
        let Some(rule) = self.day(local.date()) else {
            return Kind::Closed;
        };
        let minute = local.hour() * 60 + local.minute();
        if rule.unknown {
            Kind::Unknown
        } else if rule
            .minutes
            .iter()
            .any(|(from, to)| (*from..*to).contains(&minute))
        {
            Kind::Open
        } else {
            Kind::Closed
        }
    }

    /// When somebody answers next, from the first minute after a moment on.
    pub(crate) fn opens(&self, local: NaiveDateTime) -> Option<NaiveDateTime> {
        (0..400).find_map(|ahead| {
            let day = local.date() + Days::new(ahead);
            let rule = self.day(day).filter(|rule| !rule.unknown)?;
            let mut starts: Vec<u32> = rule.minutes.iter().map(|(from, _)| *from).collect();
            starts.sort_unstable();
            let time = |minute: u32| NaiveTime::from_hms_opt(minute / 60, minute % 60, 0).unwrap();
            let starts = starts.into_iter().map(|minute| day.and_time(time(minute)));
            starts.into_iter().find(|start| *start > local)
        })
    }
}

impl Rule {
    fn read(text: &str) -> Self {
        let mut rule = Self {
            weekdays: BTreeSet::new(),
            holidays: false,
            dates: Vec::new(),
            minutes: Vec::new(),
            unknown: false,
        };
        if text == "24/7" {
            rule.weekdays = (0..7).collect();
            rule.minutes.push((0, 24 * 60));
            return rule;
        }
        let mut month = false;
        for part in text.split([' ', ',']) {
            if month {
                rule.dates.push((12, part.parse().unwrap()));
                month = false;
            } else if part == "Dec" {
                month = true;
            } else if part == "PH" {
                rule.holidays = true;
            } else if part == "unknown" {
                rule.unknown = true;
            } else if part == "off" {
                rule.minutes.clear();
            } else if part.contains(':') {
                let (from, to) = part.split_once('-').unwrap();
                rule.minutes.push((minute(from), minute(to)));
            } else {
                let (from, to) = part.split_once('-').unwrap_or((part, part));
                rule.weekdays.extend(weekday(from)..=weekday(to));
            }
        }
        rule
    }

    fn holds(&self, day: NaiveDate) -> bool {
        if !self.dates.is_empty() && !self.dates.contains(&(day.month(), day.day())) {
            return false;
        }
        self.weekdays.contains(&day.weekday().num_days_from_monday()) || (self.holidays && is_holiday(day))
    }
}

fn minute(text: &str) -> u32 {
    let (hour, minute) = text.split_once(':').unwrap();
    hour.parse::<u32>().unwrap() * 60 + minute.parse::<u32>().unwrap()
}

fn weekday(name: &str) -> u32 {
    let place = WEEKDAYS.iter().position(|each| *each == name);
    u32::try_from(place.unwrap_or_else(|| panic!("{name} is no weekday"))).unwrap()
}

/// The public holidays of Norway: the law of 1947 and the church's calendar.
pub(crate) fn is_holiday(day: NaiveDate) -> bool {
    let fixed = [(1, 1), (5, 1), (5, 17), (12, 25), (12, 26)];
    // Days after Easter Sunday: Maundy Thursday, Good Friday, the day itself, Monday, Ascension, Whit Sunday and Monday.
    let moving = [-3, -2, 0, 1, 39, 49, 50];
    let after = (day - easter(day.year())).num_days();
    fixed.contains(&(day.month(), day.day())) || moving.contains(&after)
}

/// Easter Sunday, by the calculation of Meeus, Jones and Butcher, with their letters.
#[allow(
    clippy::many_single_char_names,
    reason = "the letters of the published calculation"
)]
fn easter(year: i32) -> NaiveDate {
    let a = year % 19;
    let (b, c) = (year / 100, year % 100);
    let (d, e) = (b / 4, b % 4);
    let f = (b + 8) / 25;
    let g = (b - f + 1) / 3;
    let h = (19 * a + b - d - g + 15) % 30;
    let (i, k) = (c / 4, c % 4);
    let l = (32 + 2 * e + 2 * i - h - k) % 7;
    let m = (a + 11 * h + 22 * l) / 451;
    let sum = h + l - 7 * m + 114;
    let (month, day) = (sum / 31, sum % 31 + 1);
    NaiveDate::from_ymd_opt(year, u32::try_from(month).unwrap(), u32::try_from(day).unwrap()).unwrap()
}

/// Every quarter of an hour from the first day of a year to the last of another.
pub(crate) fn quarters(first: i32, last: i32) -> impl Iterator<Item = DateTime<chrono_tz::Tz>> {
    let start = Oslo.with_ymd_and_hms(first, 1, 1, 0, 0, 0).unwrap().timestamp();
    let end = Oslo
        .with_ymd_and_hms(last + 1, 1, 1, 0, 0, 0)
        .unwrap()
        .timestamp();
    (start..end)
        .step_by(15 * 60)
        .map(|second| Utc.timestamp_opt(second, 0).unwrap().with_timezone(&Oslo))
}
