//! Conversations: what is asked, chosen, deleted, and what is no question.

use lykt::channels::bot::{Command, Limits};
use lykt::model::Lang;
use lykt::text::Message;
use serde_json::json;

use super::server::{Heard, Person};
use super::{QUICK, World, now};
use crate::golden::golden;
use crate::help::engine;

/// The number of a choice in an answer, by its words.
#[track_caller]
fn number(heard: &Heard, words: &str) -> String {
    let line = heard
        .body
        .lines()
        .find(|line| line.ends_with(&format!(" · {words}")));
    let line = line.unwrap_or_else(|| panic!("{words} is not offered in {}", heard.body));
    line.split(' ').next().unwrap().to_owned()
}

fn say(lang: Lang, message: Message<'_>) -> String {
    engine().desk().say(lang, message).text
}

/// Golden questions in all languages, each answered once, encrypted, the numbers first; a word that is written in a room does not get the
/// answer of another. Every thirtieth, for a homeserver takes a third of a second for each: what is answered to all of them is the same in every
/// channel, and looked at without one.
#[test]
#[ignore = "needs Synapse"]
fn golden_questions_are_answered() {
    let world = World::new();
    let _bot = world.start();
    let mut person = world.person("person");
    let questions = Lang::ALL.map(|lang| {
        let cases = lykt::eval::SETS.into_iter().flat_map(|set| golden(set, lang));
        cases.step_by(30).map(|case| case.question).collect::<Vec<_>>()
    });
    let rooms: Vec<(String, Vec<String>)> = questions
        .into_iter()
        .map(|questions| {
            let room = person.meets(&world.bot);
            person.hears_one(&room).is_decent();
            (room, questions)
        })
        .collect();
    let mut chunks: Vec<_> = rooms
        .iter()
        .map(|(room, questions)| {
            assert!(questions.len() > 50, "{}", questions.len());
            // A few at a time: nobody writes five hundred.
            (room, questions.chunks(20))
        })
        .collect();
    while chunks.iter().any(|(_, chunks)| chunks.len() > 0) {
        let some: Vec<_> = chunks
            .iter_mut()
            .map(|(room, chunks)| (*room, chunks.next().unwrap_or_default()))
            .collect();
        for (room, question) in some
            .iter()
            .flat_map(|(room, some)| some.iter().map(move |one| (room, one)))
        {
            person.says(room, question);
        }
        for (room, some) in &some {
            for heard in person.hears(room, some.len()) {
                heard.is_decent();
            }
        }
    }
    // Nothing else was said there.
    for (room, _) in &rooms {
        let heard = person.asks(room, "!privacy");
        assert!(heard.body.contains("!delete"), "{}", heard.body);
    }
}

/// From the greeting by numbers, by the words of a choice and by reactions to somebody to reach; back, and in another language. What an old
/// answer offers still leads there.
#[test]
#[ignore = "needs Synapse"]
fn the_guided_way_by_numbers_words_and_reactions() {
    let world = World::new();
    let _bot = world.start();
    let mut person = world.person("person");
    let room = person.meets(&world.bot);
    let hello = person.hears_one(&room);
    hello.is_decent();
    assert!(
        hello.body.contains(&say(Lang::Nb, Message::BotMatrix)),
        "{}",
        hello.body
    );
    // A language by its own name, in its own script.
    let first = person.asks(&room, &number(&hello, "Українська"));
    assert!(
        first.body.contains("Поліція") || first.body.contains("112"),
        "{}",
        first.body
    );
    let lang = engine().desk().says(Lang::Uk, None, &[], None, None).lang();
    assert_eq!(lang, Lang::Uk);
    let start = person.asks(&room, "!help");
    start.is_decent();
    assert!(
        start.body.contains(&say(Lang::Uk, Message::BotHow)),
        "{}",
        start.body
    );
    // Numbers all the way: the first choice that is not "danger now".
    let whom = person.asks(&room, "2");
    whom.is_decent();
    let back = person.asks(&room, "0");
    let words = |heard: &Heard| heard.body.lines().last().map(str::to_owned);
    assert_ne!(words(&whom), None);
    // The words of a choice do the same as its number, a reaction too, also to an older message.
    let by_words = back
        .body
        .lines()
        .find_map(|line| line.strip_prefix("2 · "))
        .unwrap()
        .to_owned();
    assert_eq!(person.asks(&room, &by_words).body, whom.body);
    let react = |person: &mut Person, on: &Heard, key: &str| {
        let about = json!({ "rel_type": "m.annotation", "event_id": on.event, "key": key });
        person.sends(&room, "m.reaction", &json!({ "m.relates_to": about }));
    };
    react(&mut person, &start, "👍");
    react(&mut person, &back, "2\u{fe0f}\u{20e3}");
    assert_eq!(person.hears_one(&room).body, whom.body);
    // Danger now is the first choice, and the answer is to call.
    react(&mut person, &back, "1\u{fe0f}\u{20e3}");
    let danger = person.hears_one(&room);
    assert_eq!(danger.body, person.asks(&room, "!112").body);
    // A number that is not offered is a question of its own; it is answered.
    person.asks(&room, "4711").is_decent();
}

/// Every command has an answer, in every language; the plain words too.
#[test]
#[ignore = "needs Synapse"]
fn every_command_has_an_answer() {
    let world = World::new();
    let _bot = world.start();
    let mut person = world.person("person");
    let room = person.meets(&world.bot);
    let mut hello = person.hears_one(&room);
    for (lang, name) in [
        (Lang::Nb, "Norsk"),
        (Lang::En, "English"),
        (Lang::Uk, "Українська"),
        (Lang::Se, "Davvisámegiella"),
    ] {
        let line = hello.body.lines().find(|line| line.contains(name));
        let chosen = line
            .unwrap_or_else(|| panic!("{}", hello.body))
            .split(' ')
            .next()
            .unwrap()
            .to_owned();
        person.asks(&room, &chosen);
        for command in Command::ALL
            .into_iter()
            .filter(|command| *command != Command::Delete)
        {
            let heard = person.asks(&room, &format!("!{}", command.word()));
            heard.is_decent();
            assert!(
                heard.body.contains(&say(lang, Message::EmergencyPolice)),
                "{}",
                heard.body
            );
        }
        hello = person.asks(&room, "!language");
    }
    for word in ["hjelp", "Help!", "допомога", "veahkki"] {
        let heard = person.asks(&room, word);
        assert!(
            heard.body.contains(&say(Lang::Se, Message::BotHow)),
            "{word}: {}",
            heard.body
        );
    }
}

/// `!delete` leaves nothing of what the bot has said on the homeserver but the last line, and forgets the language.
#[test]
#[ignore = "needs Synapse"]
fn delete_redacts_everything() {
    let world = World::new();
    let _bot = world.start();
    let mut person = world.person("person");
    let room = person.meets(&world.bot);
    person.hears_one(&room);
    // More than the homeserver shows at a time.
    for _ in 0..6 {
        for _ in 0..10 {
            person.says(&room, "my partner hits me");
            person.says(&room, "where can I sleep tonight");
        }
        person.hears(&room, 20);
    }
    let last = person.asks(&room, "!delete");
    last.is_decent();
    assert!(
        last.body.contains(&say(Lang::En, Message::BotRedacted)),
        "{}",
        last.body
    );
    let history = person.history(&room);
    let ours =
        |(sender, kind, _): &&(String, String, bool)| *sender == world.bot && kind == "m.room.encrypted";
    let left = history.iter().filter(ours).filter(|(_, _, whole)| *whole).count();
    assert_eq!(history.iter().filter(ours).count(), 122);
    assert_eq!(left, 1);
    // What the person has written is theirs.
    let theirs = history
        .iter()
        .filter(|(sender, kind, whole)| *sender == person.user && kind == "m.room.encrypted" && *whole);
    assert_eq!(theirs.count(), 121);
    let heard = person.asks(&room, "!about");
    assert!(
        heard.body.contains(&say(Lang::Nb, Message::BotAbout)),
        "{}",
        heard.body
    );
}

/// Pictures, voices, files, stickers and positions get a kind line; notices of other bots and corrections none; a reply is read without what it quotes, and an answer to
/// a thread goes into the thread.
#[test]
#[ignore = "needs Synapse"]
fn whatever_is_no_text() {
    let world = World::new();
    let _bot = world.start();
    let mut person = world.person("person");
    let room = person.meets(&world.bot);
    person.hears_one(&room);
    for kind in ["m.image", "m.audio", "m.video", "m.file"] {
        let content = json!({ "msgtype": kind, "body": "x", "url": "mxc://localhost/x", "info": {} });
        person.sends(&room, "m.room.message", &content);
        let heard = person.hears_one(&room);
        heard.is_decent();
        assert!(
            heard.body.contains(&say(Lang::Nb, Message::BotNotText)),
            "{kind}: {}",
            heard.body
        );
    }
    let sticker = json!({ "body": "x", "url": "mxc://localhost/x", "info": {} });
    person.sends(&room, "m.sticker", &sticker);
    assert!(
        person
            .hears_one(&room)
            .body
            .contains(&say(Lang::Nb, Message::BotNotText))
    );
    let position = json!({ "msgtype": "m.location", "body": "here", "geo_uri": "geo:60.8,10.7" });
    person.sends(&room, "m.room.message", &position);
    let police = &engine().desk().police();
    let heard = person.hears_one(&room);
    assert!(
        heard
            .body
            .contains(&say(Lang::Nb, Message::BotPosition { police })),
        "{}",
        heard.body
    );
    // No answer to these, or the next would not be the next.
    let (said, _) = person.says(&room, "mannen min slår meg");
    let answer = person.hears_one(&room);
    let edit = json!({
        "msgtype": "m.text", "body": "* kona mi slår meg",
        "m.new_content": { "msgtype": "m.text", "body": "kona mi slår meg" },
        "m.relates_to": { "rel_type": "m.replace", "event_id": said },
    });
    person.sends(&room, "m.room.message", &edit);
    person.sends(
        &room,
        "m.room.message",
        &json!({ "msgtype": "m.notice", "body": "mannen min slår meg" }),
    );
    // A reply to an older answer chooses from that.
    let help = person.asks(&room, "!help");
    let third = help
        .body
        .lines()
        .find_map(|line| line.strip_prefix("3 · "))
        .unwrap()
        .to_owned();
    person.asks(&room, "!privacy");
    let reply = json!({
        "msgtype": "m.text", "body": format!("> <{}> 112 Politi\n> 113\n\n3", world.bot),
        "m.relates_to": { "m.in_reply_to": { "event_id": help.event } },
    });
    person.sends(&room, "m.room.message", &reply);
    let chosen = person.hears_one(&room);
    person.asks(&room, "!help");
    assert_eq!(chosen.body, person.asks(&room, &third).body);
    let thread = json!({
        "msgtype": "m.text", "body": "hvem kan hjelpe barnet mitt",
        "m.relates_to": { "rel_type": "m.thread", "event_id": answer.event },
    });
    let asked = person.sends(&room, "m.room.message", &thread);
    let heard = person.hears_one(&room);
    heard.is_decent();
    assert_eq!(
        heard.content["m.relates_to"],
        json!({
            "rel_type": "m.thread", "event_id": answer.event, "is_falling_back": true,
            "m.in_reply_to": { "event_id": asked },
        })
    );
}

/// What comes more than ten minutes late is answered with the numbers alone: the answer may be read by somebody else.
#[test]
#[ignore = "needs Synapse"]
fn a_late_message_gets_the_numbers_alone() {
    let world = World::new();
    let later = || now().map(|now| now + chrono::TimeDelta::minutes(11));
    let _bot = world.with(QUICK, world.account(), later);
    let mut person = world.person("person");
    let room = person.meets(&world.bot);
    person.hears_one(&room);
    let heard = person.asks(&room, "mannen min slår meg");
    heard.is_decent();
    let police = &engine().desk().police();
    assert!(
        heard.body.ends_with(&say(Lang::Nb, Message::BotLate { police })),
        "{}",
        heard.body
    );
}

/// A message that cannot be decrypted: one line with the numbers, once; and the answers when the keys come after all.
#[test]
#[ignore = "needs Synapse"]
fn what_cannot_be_decrypted_is_answered_when_the_keys_come() {
    let world = World::new();
    let bot = world.start();
    let mut person = world.person("person");
    let room = person.meets(&world.bot);
    person.hears_one(&room);
    // The last known language is that of the last message.
    person.asks(&room, "my husband hits me when he drinks");
    let question = "where can my children and I sleep tonight";
    let answer = person.asks(&room, question);
    let police = &engine().desk().police();
    let unreadable = say(Lang::En, Message::BotUnreadable { police });
    let says_without_keys = |person: &mut Person| {
        let devices = person.does(&json!({ "do": "hold_keys", "room": room, "user": world.bot }));
        assert_eq!(devices["devices"].as_array().unwrap().len(), 1, "{devices}");
        person.says(&room, question);
        let heard = person.hears_one(&room);
        heard.is_decent();
        assert!(heard.body.ends_with(&unreadable), "{}", heard.body);
    };
    // The keys come while the bot is down: it has not forgotten what waits for them.
    says_without_keys(&mut person);
    drop(bot);
    person.does(&json!({ "do": "give_keys", "user": world.bot }));
    let _bot = world.start();
    assert_eq!(person.hears_one(&room).body, answer.body);
    // They come while it runs; what cannot be read meanwhile is not told once more.
    says_without_keys(&mut person);
    person.says(&room, "!privacy");
    person.does(&json!({ "do": "give_keys", "user": world.bot }));
    let mut bodies: Vec<String> = person
        .hears(&room, 2)
        .into_iter()
        .map(|heard| heard.body)
        .collect();
    bodies.sort_by_key(|body| body.contains("!delete"));
    assert_eq!(bodies[0], answer.body);
    assert!(bodies[1].contains("!delete"), "{}", bodies[1]);
}

/// How long the answer to a first question takes, from a person's program and back to it; nothing but the figure is wanted.
#[test]
#[ignore = "needs Synapse"]
fn how_long_an_answer_takes() {
    let world = World::new();
    let _bot = world.with(Limits::default(), world.account(), now);
    let mut person = world.person("person");
    let mut took: Vec<f64> = (0..8)
        .map(|_| {
            let room = person.meets(&world.bot);
            person.hears_one(&room);
            let (_, said) = person.says(&room, "mannen min slår meg");
            let heard = person.hears_one(&room);
            heard.is_decent();
            heard.at - said
        })
        .collect();
    took.sort_by(f64::total_cmp);
    println!(
        "an answer after {:.2} s (median of {}), {:.2} s at most",
        took[took.len() / 2],
        took.len(),
        took[took.len() - 1]
    );
}
