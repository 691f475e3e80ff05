//! When Telegram is in trouble, or a person writes faster than anybody reads.

use std::time::Duration;

use lykt::channels::bot::{Kind, Limits};
use lykt::channels::telegram::TelegramError;

use super::api::{Api, Fault, FaultKind};
use super::{Running, TOKEN, answers, assert_decent, now, wait_answers};

/// Told to wait, the bot waits; cut off, it tries again; nobody is answered twice or not at all.
#[test]
fn trouble_passes() {
    let api = Api::start(TOKEN);
    let _bot = Running::start(&api);
    let faults = [
        FaultKind::TooManyRequests { retry_after: 2 },
        FaultKind::Cut,
        FaultKind::Server(502),
    ];
    for (chat, kind) in (1..).zip(faults) {
        api.fault(Fault {
            method: "sendMessage",
            kind,
        });
        api.says(chat, "mannen min slår meg");
        let answers = wait_answers(&api, chat, 1);
        assert_decent(&answers[0]);
    }
    api.wait_confirmed();
    assert_eq!(answers(&api.sent()).len(), 3);
    assert_eq!(api.violations(), Vec::<String>::new());
}

/// Somebody who has blocked the bot holds up nobody.
#[test]
fn whoever_blocked_the_bot_is_left_alone() {
    let api = Api::start(TOKEN);
    let _bot = Running::start(&api);
    // One blocks the bot while it writes, another did so before.
    api.fault(Fault {
        method: "sendMessage",
        kind: FaultKind::Forbidden,
    });
    api.says(1, "hei");
    api.wait_confirmed();
    api.blocks(3);
    api.says(3, "hei");
    api.wait_confirmed();
    api.says(2, "hei");
    wait_answers(&api, 2, 1);
    assert!(answers(&api.sent()).iter().all(|answer| answer.chat == 2));
}

/// Polling goes on after trouble, and nothing is lost in it.
#[test]
fn polling_survives_trouble() {
    let api = Api::start(TOKEN);
    let _bot = Running::start(&api);
    // The updates of a lost answer are handed out again.
    for kind in [
        FaultKind::Cut,
        FaultKind::Lost,
        FaultKind::TooManyRequests { retry_after: 1 },
    ] {
        api.fault(Fault {
            method: "getUpdates",
            kind,
        });
    }
    api.says(1, "hei");
    wait_answers(&api, 1, 1);
    api.wait_confirmed();
    assert_eq!(answers(&api.sent()).len(), 1);
}

/// A flood: one answer a second, then the numbers once, then quiet. In the order in which it was written.
#[test]
fn a_flood_gets_the_numbers_once() {
    let api = Api::start(TOKEN);
    let limits = Limits {
        waiting: 2,
        ..Limits::default()
    };
    api.with_language(1, "en");
    for _ in 0..20 {
        api.says(1, "my husband hits me");
    }
    let _bot = Running::with(&api, limits, now, Kind::Telegram);
    api.wait_confirmed();
    let sent = answers(&api.sent());
    assert_eq!(sent.len(), 3, "{sent:#?}");
    assert!(
        sent[2].text.contains("Many messages came in a short time"),
        "{}",
        sent[2].text
    );
    for pair in sent.windows(2) {
        assert!(pair[1].at - pair[0].at >= Duration::from_millis(950));
    }
    assert_eq!(api.violations(), Vec::<String>::new());
}

/// A chat's messages are answered in the order in which they were written, each with its own answer.
#[test]
fn the_order_is_kept() {
    let api = Api::start(TOKEN);
    api.with_language(1, "en");
    for _ in 0..10 {
        api.says(1, "/language");
        api.says(1, "/place");
        api.says(1, "/about");
    }
    let _bot = Running::start(&api);
    let sent = wait_answers(&api, 1, 30);
    for three in sent.chunks(3) {
        assert!(three[0].text.contains("Velg språk · Choose language"));
        assert!(three[1].text.contains("Where do you want help?"));
        assert!(three[2].text.contains("lykt makes it easy"));
    }
}

/// With a token that Telegram does not know the bot does not start; with one that another process uses it ends.
#[test]
fn a_wrong_token_and_a_second_process_end_clearly() {
    let api = Api::start("999:another");
    assert!(matches!(
        Running::start(&api).end_by_itself(),
        Err(TelegramError::Token)
    ));
    let api = Api::start(TOKEN);
    let first = Running::start(&api);
    api.says(1, "hei");
    wait_answers(&api, 1, 1);
    let _second = Running::start(&api);
    assert!(matches!(first.end_by_itself(), Err(TelegramError::Conflict)));
}
