//! Opening hours and other facts in words, in the reader's language.

use chrono::{Datelike, Weekday};

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

    /// Whether somebody answers now, and until or from when.
    pub(super) fn open(&self, state: OpenState, at: Moment) -> Span {
        match state {
            OpenState::Always => self.say(Message::OpenAlways),
            OpenState::Unknown => self.say(Message::HoursUnknown),
            OpenState::Open { until: Some(until) } if until.date_naive() == at.date_naive() => {
                self.say(Message::OpenUntil { time: &clock(until) })
            }
            OpenState::Open { until: Some(until) } if until - at < chrono::Duration::hours(16) => {
                self.say(Message::OpenUntil { time: &clock(until) })
            }
            OpenState::Open { .. } => self.say(Message::OpenNow),
            OpenState::Closed { opens: None } => self.say(Message::ClosedNow),
            OpenState::Closed { opens: Some(opens) } => {
                let time = clock(opens);
                match (opens.date_naive() - at.date_naive()).num_days() {
                    0 => self.say(Message::ClosedOpensToday { time: &time }),
                    1 => self.say(Message::ClosedOpensTomorrow { time: &time }),
                    2..=6 => {
                        let day = self.day(opens.weekday());
                        self.say(Message::ClosedOpensWeekday {
                            day: &day,
                            time: &time,
                        })
                    }
                    _ => {
                        let date = opens.format("%d.%m.").to_string();
                        self.say(Message::ClosedOpensDate {
                            date: &date,
                            time: &time,
                        })
                    }
                }
            }
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

fn clock(moment: Moment) -> String {
    moment.format("%H:%M").to_string()
}
