//! Opening hours and other facts in words, in the reader's language.

use chrono::{Datelike, Duration, Timelike, Weekday};

use crate::model::{Hours, Lang, Moment, OpenState, Span};
use crate::text::{Catalogues, Message};

/// The catalogues in one language.
#[derive(Debug, Clone, Copy)]
pub(super) struct Speaker<'a> {
    pub(super) catalogues: &'a Catalogues,
    pub(super) lang: Lang,
}

impl Speaker<'_> {
    pub(super) fn say(&self, message: Message<'_>) -> Span {
        self.catalogues.say(self.lang, message)
    }

    /// Whether somebody answers now, and until or from when. Without a moment no time is named.
    pub(super) fn open(&self, state: OpenState, at: Option<Moment>) -> Span {
        match (state, at) {
            (OpenState::Always, _) => self.say(Message::OpenAlways),
            (OpenState::Unknown, _) => self.say(Message::HoursUnknown),
            (OpenState::Open { until: Some(until) }, Some(at)) => self.until(until, at),
            (OpenState::Open { .. }, _) => self.say(Message::OpenNow),
            (OpenState::Closed { opens: Some(opens) }, Some(at)) => self.from(opens, at),
            (OpenState::Closed { .. }, _) => self.say(Message::ClosedNow),
        }
    }

    fn until(&self, until: Moment, at: Moment) -> Span {
        let left = until - at;
        // Rounded up: with forty seconds left there is one minute.
        let minutes = (left.num_seconds() + 59) / 60;
        if minutes <= CLOSES_SOON {
            let minutes = minutes.to_string();
            self.say(Message::OpenMinutes { minutes: &minutes })
        } else if until.date_naive() == at.date_naive() || left < TODAY {
            self.say(Message::OpenUntil { time: &clock(until) })
        } else {
            self.say(Message::OpenNow)
        }
    }

    fn from(&self, opens: Moment, at: Moment) -> Span {
        let time = clock(opens);
        match (opens.date_naive() - at.date_naive()).num_days() {
            0 => self.say(Message::ClosedOpensToday { time: &time }),
            1 => self.say(Message::ClosedOpensTomorrow { time: &time }),
            2..=6 => self.say(Message::ClosedOpensWeekday {
                day: &self.day(opens.weekday()),
                time: &time,
            }),
            _ => self.say(Message::ClosedOpensDate {
                day: &opens.day().to_string(),
                month: &self.month(opens),
                time: &time,
            }),
        }
    }

    /// All hours in words: `mandag-fredag 08:00-15:30`. Nothing for hours around the clock, which their state says already.
    pub(super) fn hours(&self, hours: &Hours) -> Option<Span> {
        if hours.always() {
            return None;
        }
        let mut words = String::new();
        let mut name = String::new();
        for c in hours.as_str().chars().chain(['\0']) {
            if c.is_ascii_alphabetic() {
                name.push(c);
                continue;
            }
            words.push_str(&self.hours_word(&name));
            name.clear();
            match c {
                '\0' => {}
                ',' => words.push_str(", "),
                '-' => words.push('–'),
                _ => words.push(c),
            }
        }
        Some(self.say(Message::HoursList { hours: &words }))
    }

    fn hours_word(&self, name: &str) -> String {
        match name {
            "Mo" => self.day(Weekday::Mon),
            "Tu" => self.day(Weekday::Tue),
            "We" => self.day(Weekday::Wed),
            "Th" => self.day(Weekday::Thu),
            "Fr" => self.day(Weekday::Fri),
            "Sa" => self.day(Weekday::Sat),
            "Su" => self.day(Weekday::Sun),
            "PH" => self.say(Message::HoursHolidays).text,
            "off" => self.say(Message::HoursClosed).text,
            other => other.to_owned(),
        }
    }

    /// The month as it stands in a date.
    fn month(&self, moment: Moment) -> String {
        let message = match moment.month() {
            1 => Message::MonthJanuary,
            2 => Message::MonthFebruary,
            3 => Message::MonthMarch,
            4 => Message::MonthApril,
            5 => Message::MonthMay,
            6 => Message::MonthJune,
            7 => Message::MonthJuly,
            8 => Message::MonthAugust,
            9 => Message::MonthSeptember,
            10 => Message::MonthOctober,
            11 => Message::MonthNovember,
            _ => Message::MonthDecember,
        };
        self.say(message).text
    }

    fn day(&self, day: Weekday) -> String {
        let message = match day {
            Weekday::Mon => Message::DayMonday,
            Weekday::Tue => Message::DayTuesday,
            Weekday::Wed => Message::DayWednesday,
            Weekday::Thu => Message::DayThursday,
            Weekday::Fri => Message::DayFriday,
            Weekday::Sat => Message::DaySaturday,
            Weekday::Sun => Message::DaySunday,
        };
        self.say(message).text
    }
}

/// From how many minutes before they close it is said how many are left.
const CLOSES_SOON: i64 = 30;
/// What ends so soon ends today, though it may be past midnight.
const TODAY: Duration = Duration::hours(16);

fn clock(moment: Moment) -> String {
    format!("{:02}:{:02}", moment.hour(), moment.minute())
}

#[cfg(test)]
mod tests {
    use chrono::TimeZone;
    use chrono_tz::Europe::Oslo;

    use super::*;
    use crate::folder::Folder;

    /// What opens in a week or later is told by its date: the weekday would mislead.
    #[test]
    fn a_far_opening_has_a_date() {
        let catalogues = Catalogues::load(&Folder::locales()).unwrap();
        let moment = |month, day, hour| Oslo.with_ymd_and_hms(2026, month, day, hour, 0, 0).unwrap();
        let opens = OpenState::Closed {
            opens: Some(moment(12, 1, 12)),
        };
        for (lang, words) in [
            (Lang::Nb, "Åpner 1. desember kl. 12:00"),
            (Lang::En, "Opens on 1 December at 12:00"),
            (Lang::Uk, "Працюватиме 1 грудня з 12:00"),
            (Lang::Se, "Rahpá juovlamánu 1. beaivvi dii. 12:00"),
        ] {
            let speaker = Speaker {
                catalogues: &catalogues,
                lang,
            };
            let said = speaker.open(opens, Some(moment(11, 24, 20)));
            assert!(said.text.ends_with(words), "{}", said.text);
        }
    }
}
