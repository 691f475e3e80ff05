//! Who answers now: right to the minute, for everybody, everywhere, by every means.

use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::io::Write;
use std::process::{Command, Stdio};

use chrono::{DateTime, NaiveDateTime, TimeZone};
use chrono_tz::{Europe::Oslo, Tz};
use lykt::answer::{Rung, RungWay, ladder};
use lykt::channels::json::Response;
use lykt::channels::terminal::Terminal;
use lykt::directory::Directory;
use lykt::model::{Audience, Hours, Lang, Means, OpenState, PlaceId};

use crate::help::{engine, guided_to, place, root};
use crate::oracle::{Kind, Plan, quarters};

/// The means that people choose: one of them, all written ones, all.
const MEANS: [&[Means]; 7] = [
    &[Means::Voice],
    &[Means::Sms],
    &[Means::Chat],
    &[Means::Email],
    &Means::WRITTEN,
    &[Means::Voice, Means::Sms, Means::Chat],
    &Means::ALL,
];

/// Every text of opening hours in the directory.
fn all_hours(directory: &Directory) -> BTreeSet<String> {
    let of_phones = directory.services().flat_map(|service| {
        let phones = service.phones.iter().map(|phone| phone.value.hours.as_ref());
        phones.chain(service.chats.iter().map(|chat| chat.value.hours.as_ref()))
    });
    of_phones
        .flatten()
        .map(|hours| hours.as_str().to_owned())
        .collect()
}

fn places(directory: &Directory) -> Vec<Option<PlaceId>> {
    let known = directory.places().map(|place| Some(place.id.clone()));
    known.chain([None]).collect()
}

/// How a rung stands in the order: its class and, if it is closed, when it opens.
fn rank(state: OpenState) -> (u8, Option<DateTime<Tz>>) {
    match state {
        OpenState::Always | OpenState::Open { .. } => (0, None),
        OpenState::Unknown => (1, None),
        OpenState::Closed { opens } => (2, opens),
    }
}

/// The state by the plans read in the test, never by the library.
fn judged(
    plans: &BTreeMap<String, Plan>,
    hours: Option<&Hours>,
    at: DateTime<Tz>,
) -> (u8, Option<DateTime<Tz>>) {
    let Some(plan) = hours.map(|hours| &plans[hours.as_str()]) else {
        return (1, None);
    };
    let local = at.naive_local();
    match plan.kind(local) {
        Kind::Open => (0, None),
        Kind::Unknown => (1, None),
        Kind::Closed => {
            let opens = plan.opens(local);
            (
                2,
                opens.map(|opens| Oslo.from_local_datetime(&opens).earliest().unwrap()),
            )
        }
    }
}

/// What has to hold of a ladder at a moment.
fn assert_ladder(
    directory: &Directory,
    plans: &BTreeMap<String, Plan>,
    place: Option<&PlaceId>,
    audience: Audience,
    means: &[Means],
    at: DateTime<Tz>,
) {
    let rungs = ladder(directory, place, audience, means, Some(at));
    let what = format!("{place:?} {audience:?} {means:?} {at}");
    assert!(!rungs.is_empty(), "{what}: the ladder is empty");
    if means.contains(&Means::Voice) {
        let always = rungs
            .iter()
            .any(|rung| matches!(rung.way, RungWay::Voice(_)) && rung.state == OpenState::Always);
        assert!(always, "{what}: no line is open around the clock");
    } else {
        let calls = rungs.iter().any(|rung| matches!(rung.way, RungWay::Voice(_)));
        assert!(!calls, "{what}: a call for somebody who cannot talk");
    }
    let ranks: Vec<_> = rungs.iter().map(|rung| rank(rung.state)).collect();
    for pair in ranks.windows(2) {
        let better = pair[0].0.cmp(&pair[1].0).then(pair[0].1.cmp(&pair[1].1));
        assert_ne!(better, Ordering::Greater, "{what}: {ranks:?}");
    }
    for rung in &rungs {
        assert_eq!(
            rank(rung.state),
            judged(plans, rung.hours, at),
            "{what}: {}",
            rung.service.id
        );
    }
    // Among equals the order of the directory holds.
    let position = |rung: &Rung<'_>| {
        let list = directory.ladder(audience);
        list.iter().position(|id| *id == rung.service.id).unwrap()
    };
    for pair in rungs.windows(2) {
        if rank(pair[0].state) == rank(pair[1].state) {
            assert!(position(&pair[0]) <= position(&pair[1]), "{what}");
        }
    }
}

/// Every quarter of an hour of seven years, every place, everybody, every means. A ladder depends on the moment through the states of
/// the numbers alone, so each combination of states is looked at once; that the states are right is looked at for every quarter.
#[test]
fn the_ladder_holds_at_every_quarter_of_an_hour() {
    let engine = engine();
    let directory = engine.desk().directory();
    let texts: Vec<String> = all_hours(directory).into_iter().collect();
    let plans: BTreeMap<String, Plan> = texts
        .iter()
        .map(|text| (text.clone(), Plan::read(&Hours::complete(text))))
        .collect();
    let parsed: Vec<Hours> = texts.iter().map(|text| Hours::parse(text).unwrap()).collect();
    let mut seen = HashSet::new();
    let mut moments = Vec::new();
    for at in quarters(2024, 2030) {
        let local = at.naive_local();
        let kinds: Vec<Kind> = texts.iter().map(|text| plans[text].kind(local)).collect();
        let mut opens: Vec<_> = (0..texts.len())
            .filter(|&i| kinds[i] == Kind::Closed)
            .map(|i| (plans[&texts[i]].opens(local), i))
            .collect();
        opens.sort();
        let order: Vec<usize> = opens.into_iter().map(|(_, i)| i).collect();
        if seen.insert((kinds.clone(), order)) {
            moments.push(at);
        }
        for (hours, kind) in parsed.iter().zip(kinds) {
            let agrees = match hours.state(at) {
                OpenState::Always | OpenState::Open { .. } => kind == Kind::Open,
                OpenState::Closed { .. } => kind == Kind::Closed,
                OpenState::Unknown => kind == Kind::Unknown,
            };
            assert!(agrees, "{hours:?} at {at}: {kind:?}");
        }
    }
    assert!(moments.len() > 50, "only {} different moments", moments.len());
    for at in moments {
        for place in places(directory) {
            for audience in Audience::ALL {
                for means in MEANS {
                    assert_ladder(directory, &plans, place.as_ref(), audience, means, at);
                }
            }
        }
    }
}

fn at(text: &str) -> DateTime<Tz> {
    let local = NaiveDateTime::parse_from_str(text, "%Y-%m-%d %H:%M").unwrap();
    Oslo.from_local_datetime(&local).earliest().unwrap()
}

/// The words of the first way by some means to reach a service: open, closed, unknown, always; and when that ends.
fn state(service: &str, moment: &str) -> (&'static str, Option<String>) {
    let engine = engine();
    let service = engine.desk().directory().service_called(service).unwrap();
    let hours = service.phones[0].value.hours.as_ref();
    let state = OpenState::at(hours, Some(at(moment)));
    let ends = match state {
        OpenState::Open { until } => until,
        OpenState::Closed { opens } => opens,
        OpenState::Always | OpenState::Unknown => None,
    };
    (
        state.word(),
        ends.map(|ends| ends.format("%Y-%m-%d %H:%M").to_string()),
    )
}

/// Narvik's child welfare office and its duty phone: one of them answers at every minute, also on the days that are no ordinary ones.
#[test]
fn holidays_and_the_minutes_around_closing() {
    // Moment, the office, when that ends, the duty phone.
    let table = [
        ("2026-11-27 15:29", "open", "2026-11-27 15:30", "closed"),
        ("2026-11-27 15:30", "closed", "2026-11-30 08:00", "open"),
        ("2026-11-27 15:31", "closed", "2026-11-30 08:00", "open"),
        ("2026-11-30 07:59", "closed", "2026-11-30 08:00", "open"),
        ("2026-11-30 08:00", "open", "2026-11-30 15:30", "closed"),
        // Friday 1 May, Sunday 17 May 2026, and 17 May on a Monday.
        ("2026-05-01 10:00", "closed", "2026-05-04 08:00", "open"),
        ("2026-05-17 10:00", "closed", "2026-05-18 08:00", "open"),
        ("2027-05-17 10:00", "closed", "2027-05-18 08:00", "open"),
        // Maundy Thursday to Easter Monday.
        ("2026-04-01 10:00", "open", "2026-04-01 15:30", "closed"),
        ("2026-04-02 10:00", "closed", "2026-04-07 08:00", "open"),
        ("2026-04-03 10:00", "closed", "2026-04-07 08:00", "open"),
        ("2026-04-04 10:00", "closed", "2026-04-07 08:00", "open"),
        ("2026-04-05 10:00", "closed", "2026-04-07 08:00", "open"),
        ("2026-04-06 10:00", "closed", "2026-04-07 08:00", "open"),
        ("2026-04-07 08:00", "open", "2026-04-07 15:30", "closed"),
        // Ascension Day and Whit Monday.
        ("2026-05-14 10:00", "closed", "2026-05-15 08:00", "open"),
        ("2026-05-25 10:00", "closed", "2026-05-26 08:00", "open"),
        // Christmas Day and the day after; the next working day is Monday.
        ("2026-12-25 10:00", "closed", "2026-12-28 08:00", "open"),
        ("2026-12-26 10:00", "closed", "2026-12-28 08:00", "open"),
    ];
    for (moment, office, ends, duty) in table {
        let expected = (office, Some(ends.to_owned()));
        assert_eq!(state("barnevern-narvik", moment), expected, "{moment}");
        assert_eq!(state("barnevernvakt-narvik", moment).0, duty, "{moment}");
    }
}

/// Nobody prints when an office closes on Christmas Eve and on the last day of the year: nothing is claimed.
#[test]
fn the_eves_are_unknown() {
    for moment in ["2026-12-24 10:00", "2026-12-31 10:00", "2027-12-24 10:00"] {
        assert_eq!(state("barnevern-narvik", moment), ("unknown", None), "{moment}");
    }
    assert_eq!(state("vo-linjen", "2026-12-24 23:00").0, "always");
}

/// The night in which 02:30 does not exist, and the night in which it comes twice.
#[test]
fn the_nights_when_the_clock_is_changed() {
    let directory = engine();
    let duty = directory
        .desk()
        .directory()
        .service_called("barnevernvakt-narvik")
        .unwrap();
    let hours = duty.phones[0].value.hours.as_ref().unwrap();
    for night in ["2026-03-29 00:00", "2026-10-25 00:00"] {
        let start = at(night);
        for quarter in 0..(7 * 4) {
            let moment = start + chrono::Duration::minutes(15 * quarter);
            assert!(hours.state(moment).answers(), "{moment}");
        }
    }
}

/// Jentevakta has one number on Mondays and Wednesdays and another on Tuesdays and Thursdays: the one that answers comes first.
#[test]
fn hours_belong_to_the_number() {
    let engine = engine();
    let first = |moment: &str| {
        let rungs = ladder(
            engine.desk().directory(),
            None,
            Audience::Youth,
            &[Means::Voice],
            Some(at(moment)),
        );
        let rung = rungs
            .into_iter()
            .find(|rung| rung.service.id.as_str() == "jentevakta")
            .unwrap();
        match rung.way {
            RungWay::Voice(number) => (number.digits().to_owned(), rung.state.word()),
            other => panic!("{other:?}"),
        }
    };
    assert_eq!(first("2026-11-23 19:30"), ("95263610".to_owned(), "open"));
    assert_eq!(first("2026-11-24 19:30"), ("47707165".to_owned(), "open"));
    // Alarmtelefonen's telephone is open around the clock, its text messages and its chat are not.
    let rungs = ladder(
        engine.desk().directory(),
        None,
        Audience::Child,
        &Means::ALL,
        Some(at("2026-11-24 11:00")),
    );
    let alarm: Vec<(Means, &str)> = rungs
        .iter()
        .filter(|rung| rung.service.id.as_str() == "alarmtelefonen")
        .map(|rung| (rung.way.means(), rung.state.word()))
        .collect();
    let expected = [
        (Means::Voice, "always"),
        (Means::Email, "unknown"),
        (Means::Sms, "closed"),
        (Means::Chat, "closed"),
    ];
    assert_eq!(alarm, expected);
}

/// The first line below a heading of what `now` says, in a language.
fn spoken(lang: Lang, place_id: &str, audience: Audience, means: &[Means], moment: &str) -> String {
    let answer = engine()
        .desk()
        .now(lang, Some(place(place_id)), audience, means, at(moment));
    Terminal::draw(&answer)
}

/// That nobody answers is said when nobody does, and then who opens next.
#[test]
fn nobody_is_said_of_nobody() {
    let nobody = "Akkurat nå svarer ingen her.";
    let by_day = spoken(
        Lang::Nb,
        "narvik",
        Audience::Adult,
        &Means::ALL,
        "2026-11-24 11:00",
    );
    assert!(!by_day.contains(nobody), "{by_day}");
    let at_night = spoken(
        Lang::Nb,
        "narvik",
        Audience::Adult,
        &[Means::Sms, Means::Chat],
        "2026-11-24 05:00",
    );
    let [now, later] = [nobody, "Åpner senere"].map(|words| at_night.find(words).unwrap());
    assert!(now < later, "{at_night}");
    assert!(at_night.contains("Åpner kl. 09:00"), "{at_night}");
}

/// Times, days, dates and counts in the forms of each language.
#[test]
fn hours_are_spoken_in_four_languages() {
    let table = [
        (Lang::Nb, "2026-11-27 12:00", "Åpent nå, til kl. 15:30"),
        (Lang::Nb, "2026-11-27 15:29", "Stenger om ett minutt"),
        (Lang::Nb, "2026-11-27 15:28", "Stenger om 2 minutter"),
        (Lang::Nb, "2026-11-26 16:00", "Åpner i morgen kl. 08:00"),
        (Lang::Nb, "2026-11-27 16:00", "Åpner mandag kl. 08:00"),
        (Lang::Nb, "2025-12-24 00:30", "Åpningstiden er ikke kjent"),
        (Lang::En, "2026-11-27 15:09", "Closes in 21 minutes"),
        (Lang::En, "2026-11-27 15:29", "Closes in one minute"),
        (Lang::En, "2026-11-30 07:00", "Opens at 08:00"),
        (Lang::Uk, "2026-11-27 15:29", "Закриється через 1 хвилину"),
        (Lang::Uk, "2026-11-27 15:27", "Закриється через 3 хвилини"),
        (Lang::Uk, "2026-11-27 15:18", "Закриється через 12 хвилин"),
        (Lang::Uk, "2026-11-27 15:09", "Закриється через 21 хвилину"),
        (Lang::Se, "2026-11-27 15:10", "Giddana 20 minuhta geažes"),
        (Lang::Se, "2026-11-26 16:00", "Rahpá ihttin dii. 08:00"),
    ];
    for (lang, moment, words) in table {
        let text = spoken(lang, "narvik", Audience::Child, &[Means::Voice], moment);
        let office = text.lines().find(|line| line.contains("76 91 34 16")).unwrap();
        assert!(office.contains(words), "{lang} {moment}: {office}");
    }
}

/// Of a wrong clock nothing is claimed: the hours stand as text, and only what is around the clock is open.
#[test]
fn a_clock_that_is_wrong_claims_nothing() {
    let engine = engine();
    for lang in Lang::ALL {
        let answer = engine
            .desk()
            .now(lang, Some(place("narvik")), Audience::Child, &Means::ALL, None);
        let text = Terminal::draw(&answer);
        assert!(text.contains("08:00–15:30"), "{text}");
        let json = serde_json::to_value(Response::of(&answer)).unwrap();
        for rung in json["now"].as_array().unwrap() {
            assert!(
                ["always", "unknown"].contains(&rung["open"].as_str().unwrap()),
                "{rung}"
            );
        }
        for service in engine.desk().directory().services() {
            let card = Terminal::draw(&engine.desk().service(&service.id, lang, None, None));
            let [until, opens] = match lang {
                Lang::Nb => ["Åpent nå", "Stengt nå"],
                Lang::En => ["Open now", "Closed now"],
                Lang::Uk => ["Зараз працює", "Зараз не працює"],
                Lang::Se => ["Dál lea rabas", "Dál lea gitta"],
            };
            assert!(!card.contains(until) && !card.contains(opens), "{card}");
        }
    }
}

/// Whoever asks at a time when the first service does not answer is told who does, before all else.
#[test]
fn an_answer_says_who_answers_now() {
    let engine = engine();
    let answer = |place_id: &str| {
        let state = guided_to("crisis-centre-questions", Lang::Nb, Some(place(place_id)));
        Terminal::draw(&engine.desk().guide(&state, at("2026-11-28 03:00")))
    };
    // Narvik's crisis centre does not print its hours, that of Gjøvik is open around the clock.
    let narvik = answer("narvik");
    let now = narvik.find("Svarer nå").unwrap();
    assert!(now < narvik.find("Disse kan hjelpe").unwrap(), "{narvik}");
    assert!(narvik.contains("116 006      VO-linjen"), "{narvik}");
    assert!(!answer("gjovik").contains("Svarer nå"));
}

/// Every change of state in seven years, of every opening hours of the directory, is where the reference implementation of the
/// OpenStreetMap syntax has it.
#[test]
#[ignore = "needs Node and the package of tests/hours; .ci/run installs it and runs this"]
fn the_reference_implementation_agrees() {
    let (from, to) = (2024, 2030);
    let engine = engine();
    let mut hours = serde_json::Map::new();
    for text in all_hours(engine.desk().directory()) {
        let parsed = Hours::parse(&text).unwrap();
        let mut changes: Vec<(String, &str)> = Vec::new();
        for at in quarters(from, to) {
            let state = match parsed.state(at) {
                OpenState::Always | OpenState::Open { .. } => "open",
                OpenState::Closed { .. } => "closed",
                OpenState::Unknown => "unknown",
            };
            if changes.last().is_none_or(|(_, last)| *last != state) {
                changes.push((at.format("%Y-%m-%d %H:%M").to_string(), state));
            }
        }
        hours.insert(Hours::complete(&text), serde_json::json!(changes));
    }
    let asked = serde_json::json!({ "from": from, "to": to, "hours": hours });
    let mut node = Command::new("node")
        .arg("hours.mjs")
        .current_dir(root().join("tests/hours"))
        .env("TZ", "Europe/Oslo")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    node.stdin
        .take()
        .unwrap()
        .write_all(asked.to_string().as_bytes())
        .unwrap();
    let said = node.wait_with_output().unwrap();
    let text = [said.stderr, said.stdout].concat();
    assert!(said.status.success(), "{}", String::from_utf8_lossy(&text));
}
