//! What is said: questions, commands, taps, and everything that is no text.

use lykt::channels::bot::{Command, Kind};
use lykt::model::Lang;

use super::api::{Api, kinds};
use super::{Running, TOKEN, answers, assert_decent, tells, wait_answers};
use crate::golden::golden;
use crate::help::engine;

/// Every golden question of every language, each in a chat of its own: answered, once, with the services that the engine finds.
#[test]
fn all_golden_questions_are_answered() {
    let api = Api::start(TOKEN);
    let bot = Running::start(&api);
    let mut asked = Vec::new();
    for lang in Lang::ALL {
        for set in lykt::eval::SETS {
            for case in golden(set, lang) {
                asked.push((i64::try_from(asked.len()).unwrap() + 1, lang, case));
            }
        }
    }
    assert!(asked.len() > 1500);
    for (chat, lang, case) in &asked {
        api.with_language(*chat, lang.tag());
        api.says(*chat, &case.question);
    }
    // A question that is a command or nothing but spaces has an answer too.
    let sent = answers(&api.wait_for(|sent| sent.len() >= asked.len()));
    assert_eq!(sent.len(), asked.len());
    for answer in &sent {
        assert_decent(answer);
    }
    for (chat, _, case) in &asked {
        assert_eq!(
            sent.iter().filter(|answer| answer.chat == *chat).count(),
            1,
            "{}",
            case.question
        );
    }
    api.wait_confirmed();
    assert_eq!(api.refused(), Vec::<String>::new());
    bot.end().unwrap();
}

/// Every command, in every language; and the plain words for help.
#[test]
fn every_command_has_an_answer() {
    let api = Api::start(TOKEN);
    let _bot = Running::start(&api);
    let engine = engine();
    for (chat, lang) in (1..).zip(Lang::ALL) {
        api.with_language(chat, lang.tag());
        for (count, command) in (1..).zip(Command::ALL) {
            api.says(chat, &format!("/{}", command.word()));
            let answer = wait_answers(&api, chat, count).pop().unwrap();
            assert_decent(&answer);
            assert!(!answer.keyboard.is_empty(), "{lang} {command:?}");
        }
    }
    // The first words: what it is, who can read along, how to delete; every language by its own name.
    api.with_language(50, "en");
    api.says(50, "/start");
    let start = wait_answers(&api, 50, 1).pop().unwrap();
    for words in ["not a person", "Telegram can see", "/delete"] {
        assert!(start.text.contains(words), "{}", start.text);
    }
    let buttons: Vec<&str> = start
        .keyboard
        .iter()
        .flatten()
        .map(|(name, _)| name.as_str())
        .collect();
    assert_eq!(
        buttons[..4],
        ["Norsk", "English", "Українська", "Davvisámegiella"]
    );
    assert_eq!(buttons[4], "Choose place");
    api.taps(50, start.message_id.unwrap(), &start.keyboard[4][0].1);
    let places = wait_answers(&api, 50, 2).pop().unwrap();
    let (_, narvik) = places
        .keyboard
        .iter()
        .flatten()
        .find(|(name, _)| name == "Narvik")
        .unwrap();
    api.taps(50, places.message_id.unwrap(), narvik);
    wait_answers(&api, 50, 3);
    // One word does not change a language that was chosen, and the place is remembered.
    api.says(50, "допомога");
    let answer = wait_answers(&api, 50, 4).pop().unwrap();
    assert!(
        answer.text.starts_with("112 police") && answer.text.contains("909 84 500"),
        "{}",
        answer.text
    );
    for (chat, word, lang) in [
        (60, "help", Lang::En),
        (61, "допомога", Lang::Uk),
        (62, "Veahkki!", Lang::Se),
        (63, "nød", Lang::Nb),
    ] {
        api.says(chat, word);
        let answer = wait_answers(&api, chat, 1).pop().unwrap();
        let police = engine.desk().say(lang, lykt::text::Message::EmergencyPolice).text;
        assert!(
            answer.text.starts_with(&format!("112 {police}")),
            "{}",
            answer.text
        );
    }
    assert_eq!(api.refused(), Vec::<String>::new());
}

/// The menus and the profile are there in every language and tell nothing to somebody who looks over a shoulder.
#[test]
fn the_profile_tells_nothing() {
    let api = Api::start(TOKEN);
    let _bot = Running::start(&api);
    api.says(1, "/start");
    wait_answers(&api, 1, 1);
    let mut seen = Vec::new();
    for language in ["", "no", "en", "uk", "se", "de"] {
        let commands = api.commands(language);
        assert_eq!(commands.len(), Command::ALL.len(), "{language}");
        seen.extend(
            commands
                .into_iter()
                .map(|(name, description)| format!("{name} {description}")),
        );
    }
    let profile = api.profile();
    assert_eq!(profile.name.get("").map(String::as_str), Some("lykt"));
    for language in ["", "no", "en", "uk", "se"] {
        seen.push(profile.description[language].clone());
        seen.push(profile.short_description[language].clone());
    }
    for text in seen {
        assert!(!text.is_empty() && !tells(&text), "{text}");
    }
}

/// The guided way by taps, in place: three to somebody who can help; the same message all the way.
#[test]
fn three_taps_to_somebody() {
    let api = Api::start(TOKEN);
    let _bot = Running::start(&api);
    api.with_language(7, "uk");
    api.says(7, "/help");
    let mut answer = wait_answers(&api, 7, 1).pop().unwrap();
    let message = answer.message_id.unwrap();
    for (count, number) in [(2, 1), (3, 0), (4, 0)] {
        let (_, data) = &answer.keyboard[number][0];
        api.taps(7, message, data);
        answer = wait_answers(&api, 7, count).pop().unwrap();
        assert_eq!(
            (answer.method, answer.message_id),
            ("editMessageText", Some(message))
        );
        assert_decent(&answer);
    }
    assert!(
        answer.text.contains("Лінія допомоги при насильстві (VO-linjen)"),
        "{}",
        answer.text
    );
    // More about a service, in its place too, with everything.
    let (_, more) = answer
        .keyboard
        .iter()
        .flatten()
        .find(|(_, data)| data.starts_with("s."))
        .unwrap()
        .clone();
    api.taps(7, message, &more);
    let whole = wait_answers(&api, 7, 5).pop().unwrap();
    assert!(whole.text.contains("volinjen.no"), "{}", whole.text);
    // A button from a way that has changed since leads to the start; the same answer twice is no error.
    api.taps(7, message, "AAAAAAAAAAAA");
    let start = wait_answers(&api, 7, 6).pop().unwrap();
    assert!(
        start.text.contains("З чим вам потрібна допомога?"),
        "{}",
        start.text
    );
    api.taps(7, message, "s.nobody");
    api.wait_refused(1);
    // A message that is gone is not lost: the answer comes anew.
    api.taps(7, 999_999, "AAAAAAAAAAAA");
    let anew = wait_answers(&api, 7, 7).pop().unwrap();
    assert_eq!(anew.method, "sendMessage");
    assert_eq!(api.unanswered(), Vec::<String>::new());
    assert_eq!(api.violations(), Vec::<String>::new());
}

/// The kiosk's code opens the same point in the bot.
#[test]
fn a_link_opens_a_point_of_the_guided_way() {
    let api = Api::start(TOKEN);
    let _bot = Running::start(&api);
    let engine = engine();
    let state = crate::help::guided_to("safe-place", Lang::Se, Some(crate::help::place("narvik")));
    api.says(3, &format!("/start {}", engine.desk().token(&state)));
    let answer = wait_answers(&api, 3, 1).pop().unwrap();
    assert!(
        answer.text.contains("76 95 73 39") && answer.text.contains("Dárbbašan oadjebas saji"),
        "{}",
        answer.text
    );
    // What was chosen there is remembered: language and place.
    api.says(3, "krisesenter");
    let answer = wait_answers(&api, 3, 2).pop().unwrap();
    assert!(answer.text.contains("politiija"), "{}", answer.text);
    assert!(answer.text.contains("76 95 73 39"), "{}", answer.text);
}

/// Language: of the message, else the chosen one, else that of the person's Telegram.
#[test]
fn the_language_is_that_of_the_message() {
    let api = Api::start(TOKEN);
    let _bot = Running::start(&api);
    api.with_language(1, "de");
    let said = [
        ("krisesenter", "politi ·"),
        ("my husband hits me every day", "police ·"),
        ("police", "police ·"),
        ("мене б'є чоловік", "поліція"),
    ];
    for (count, (text, begins)) in (1..).zip(said) {
        api.says(1, text);
        let answer = wait_answers(&api, 1, count).pop().unwrap();
        assert!(
            answer.text.starts_with(&format!("112 {begins}")),
            "{text}: {}",
            answer.text
        );
    }
}

/// Whatever is no text has a kind answer, or none where an answer could harm.
#[test]
fn whatever_is_no_text() {
    let api = Api::start(TOKEN);
    let bot = Running::start(&api);
    for (chat, update) in [
        (1, kinds::voice(1)),
        (2, kinds::photo(2, "se her")),
        (3, kinds::sticker(3)),
        (4, kinds::contact(4)),
    ] {
        api.with_language(chat, "en");
        api.pushes(update);
        let answer = wait_answers(&api, chat, 1).pop().unwrap();
        assert_decent(&answer);
        assert!(answer.text.contains("We can only read text."), "{}", answer.text);
    }
    api.with_language(5, "en");
    api.pushes(kinds::location(5));
    let answer = wait_answers(&api, 5, 1).pop().unwrap();
    assert!(
        answer.text.contains("We do not use your location"),
        "{}",
        answer.text
    );
    assert!(answer.keyboard.iter().flatten().any(|(name, _)| name == "Narvik"));
    api.pushes(kinds::forwarded(6, "mannen min slår meg"));
    assert_decent(&wait_answers(&api, 6, 1).pop().unwrap());
    // A group and a channel are left without a word; an edited message has been answered.
    api.pushes(kinds::group(9, "hei"));
    api.pushes(kinds::channel_post("hei"));
    api.pushes(kinds::edited_message(7, 1, "hei igjen"));
    api.says(8, "hei");
    wait_answers(&api, 8, 1);
    let sent = api.wait_for(|sent| sent.iter().filter(|sent| sent.method == "leaveChat").count() >= 2);
    let spoken = answers(&sent);
    assert!(
        spoken.iter().all(|answer| answer.chat > 0 && answer.chat != 7),
        "{spoken:?}"
    );
    api.wait_confirmed();
    bot.end().unwrap();
}

/// What was written long ago and comes only now: the numbers, and nothing of what was asked.
#[test]
fn a_late_message_gets_the_numbers_alone() {
    let api = Api::start(TOKEN);
    let long_ago = chrono::Utc::now().timestamp() - 3600;
    api.with_language(1, "en");
    api.says_at(1, "my husband hits me", long_ago);
    let _bot = Running::start(&api);
    let answer = wait_answers(&api, 1, 1).pop().unwrap();
    assert_decent(&answer);
    assert!(
        answer.text.contains("It took a long time") && !answer.text.contains("VO-linjen"),
        "{}",
        answer.text
    );
}

/// Deleting: everything of the last two days, in calls of a hundred; what Telegram does not delete is said.
#[test]
fn delete_erases_what_can_be_erased() {
    for all_or_nothing in [false, true] {
        let api = Api::start(TOKEN);
        if all_or_nothing {
            api.deletes_all_or_nothing();
        }
        let bot = Running::start(&api);
        api.with_language(1, "en");
        for count in 1..=130 {
            api.says(1, "/about");
            wait_answers(&api, 1, count);
        }
        let old: Vec<i64> = api
            .messages(1)
            .iter()
            .take(60)
            .map(|message| message.id)
            .collect();
        for message in &old {
            api.ages(1, *message, 49);
        }
        api.says(1, "/place");
        let place = wait_answers(&api, 1, 131).pop().unwrap();
        let (_, narvik) = place
            .keyboard
            .iter()
            .flatten()
            .find(|(name, _)| name == "Narvik")
            .unwrap();
        api.taps(1, place.message_id.unwrap(), narvik);
        wait_answers(&api, 1, 132);
        api.says(1, "/delete");
        let last = wait_answers(&api, 1, 133).pop().unwrap();
        assert!(last.text.contains("older than two days"), "{}", last.text);
        let left: Vec<i64> = api.messages(1).iter().map(|message| message.id).collect();
        let mut expected = old.clone();
        expected.push(last.message_id.unwrap());
        assert_eq!(left, expected, "all or nothing: {all_or_nothing}");
        let calls = api
            .sent()
            .iter()
            .filter(|sent| sent.method == "deleteMessages")
            .count();
        let newest = usize::try_from(last.message_id.unwrap()).unwrap();
        assert!(all_or_nothing || calls <= newest.div_ceil(100), "{calls} calls");
        // Language and place are forgotten with it.
        api.says(1, "krisesenter");
        let answer = wait_answers(&api, 1, 134).pop().unwrap();
        assert!(answer.text.contains("61 17 55 60"), "{}", answer.text);
        bot.end().unwrap();
    }
}

/// A panic in the middle of an answer: the numbers, and the next answer is whole again.
#[test]
fn a_panic_is_answered_with_the_numbers() {
    let api = Api::start(TOKEN);
    let asked = std::sync::atomic::AtomicUsize::new(0);
    let clock = move || {
        // The first look at the clock is for the age of the message, the second is in the answer.
        assert!(
            asked.fetch_add(1, std::sync::atomic::Ordering::SeqCst) != 1,
            "the second look at the clock fails"
        );
        super::now()
    };
    let _bot = Running::with(&api, super::quick(), clock, Kind::Telegram);
    api.with_language(1, "en");
    api.says(1, "my husband hits me");
    let answer = wait_answers(&api, 1, 1).pop().unwrap();
    assert_decent(&answer);
    assert!(answer.text.contains("Something went wrong"), "{}", answer.text);
    api.says(1, "my husband hits me");
    let answer = wait_answers(&api, 1, 2).pop().unwrap();
    assert!(answer.text.contains("VO-linjen"), "{}", answer.text);
    api.wait_confirmed();
}
