//! Which rooms the bot enters, and which it leaves.

use std::time::Instant;

use lykt::model::Lang;
use lykt::text::Message;
use serde_json::json;

use super::World;
use crate::help::engine;

fn leaves() -> String {
    engine().desk().say(Lang::Nb, Message::BotLeaves).text
}

/// An invitation into a group is declined with the reason; a room without encryption is left after one line with the numbers; and so is one that a
/// third person joins.
#[test]
#[ignore = "needs Synapse"]
fn it_stays_only_where_two_are_alone_and_nobody_reads_along() {
    let world = World::new();
    let _bot = world.start();
    let mut person = world.person("person");
    let mut third = world.person("third");
    let group = person.invites(&world.bot, false, true);
    assert_eq!(person.sees(&group, &world.bot, "leave"), leaves());

    let open = person.invites(&world.bot, true, false);
    let heard = person.hears_one(&open);
    assert!(
        heard.body.starts_with("112 ") && heard.body.ends_with(&leaves()),
        "{}",
        heard.body
    );
    person.sees(&open, &world.bot, "leave");

    let room = person.meets(&world.bot);
    person.hears_one(&room).is_decent();
    person.asks(&room, "mannen min slår meg").is_decent();
    person.does(&json!({ "do": "invite", "room": room, "user": third.user }));
    let heard = person.hears_one(&room);
    heard.is_decent();
    assert!(heard.body.ends_with(&leaves()), "{}", heard.body);
    person.sees(&room, &world.bot, "leave");
    third.does(&json!({ "do": "join", "room": room }));

    // Where nobody is left there is nobody to talk to.
    let room = person.meets(&world.bot);
    person.hears_one(&room);
    person.does(&json!({ "do": "leave", "room": room }));
    let mut other = world.person("other");
    let room = other.meets(&world.bot);
    other.hears_one(&room).is_decent();
}

/// Two hundred invitations at once: ten are taken in each minute, the person who has sent one is not kept waiting by the one who has sent the others, and those who talk already
/// are answered meanwhile.
#[test]
#[ignore = "needs Synapse"]
#[expect(
    clippy::disallowed_methods,
    reason = "how many may be taken depends on how long it takes"
)]
fn a_flood_of_invitations_is_taken_slowly() {
    let world = World::new();
    let _bot = world.start();
    let mut person = world.person("person");
    let mut flood = world.person("flood");
    let mut other = world.person("other");
    let room = person.meets(&world.bot);
    person.hears_one(&room);
    let began = Instant::now();
    let rooms: Vec<String> = (0..200).map(|_| flood.invites(&world.bot, true, true)).collect();
    let one = other.invites(&world.bot, true, true);
    person.asks(&room, "hvem svarer nå").is_decent();
    other.sees(&one, &world.bot, "join");
    other.hears_one(&one).is_decent();
    // Nothing is lost: all that were not taken are still open.
    let of_bot = |room: &String, flood: &mut super::Person| {
        let members = flood.does(&json!({ "do": "members", "room": room }));
        members["members"]
            .as_array()
            .unwrap()
            .iter()
            .any(|member| *member == world.bot.as_str())
    };
    let taken = rooms.iter().filter(|room| of_bot(room, &mut flood)).count();
    // However long it takes to invite and to look.
    let minutes = began.elapsed().as_secs() / 60;
    let most = 10 * (usize::try_from(minutes).unwrap() + 1);
    assert!((1..=most).contains(&taken), "{taken} of {most} were taken");
}
