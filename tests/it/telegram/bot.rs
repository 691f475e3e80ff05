//! What both bots share: how long is remembered, and who is answered first.

use std::sync::Arc;
use std::time::Duration;

use lykt::channels::bot::{Memory, Pace, Remembered, Secret};
use lykt::model::Lang;
use tokio::time::{Instant, advance};

use crate::help::place;

fn paused<T>(test: impl Future<Output = T>) -> T {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .start_paused(true)
        .build();
    runtime.unwrap().block_on(test)
}

/// A language and a place are remembered for a day, and not longer; deleting forgets them at once.
#[test]
fn a_day_is_remembered() {
    paused(async {
        let memory = Memory::default();
        let key = Secret::new(b"secret").key("telegram 1");
        let chosen = Remembered {
            lang: Some(Lang::Se),
            place: Some(place("narvik")),
        };
        memory.remember(key, &chosen).await;
        advance(Duration::from_hours(23)).await;
        assert_eq!(memory.recall(key).await, chosen);
        advance(Duration::from_hours(2)).await;
        assert_eq!(memory.recall(key).await, Remembered::default());
        memory.remember(key, &chosen).await;
        memory.forget(key).await;
        assert_eq!(memory.recall(key).await, Remembered::default());
    });
}

/// Where the shared memory cannot be reached, this process remembers by itself; an address that means nothing is an error.
#[test]
fn without_the_shared_memory() {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .unwrap();
    runtime.block_on(async {
        assert!(Memory::shared("not an address").is_err());
        // Nothing listens at the port 1.
        let memory = Memory::shared("redis://127.0.0.1:1").unwrap();
        let key = Secret::new(b"secret").key("telegram 1");
        let chosen = Remembered {
            lang: Some(Lang::Se),
            place: None,
        };
        memory.remember(key, &chosen).await;
        assert_eq!(memory.recall(key).await, chosen);
        let message = Secret::new(b"secret").key("telegram message 7");
        assert!(!memory.is_answered(message).await);
        memory.answered(message).await;
        assert!(memory.is_answered(message).await);
    });
}

/// The key of a chat needs the secret of the installation, and two secrets are compared whole.
#[test]
fn a_key_tells_nothing() {
    let (ours, theirs) = (Secret::new(b"ours"), Secret::new(b"theirs"));
    assert_eq!(ours.key("telegram 1"), ours.key("telegram 1"));
    assert_ne!(ours.key("telegram 1"), theirs.key("telegram 1"));
    assert_ne!(ours.key("telegram 1"), ours.key("telegram 2"));
    assert!(ours.same(b"secret", b"secret") && !ours.same(b"secret", b"secre") && !ours.same(b"secret", b""));
}

/// Whoever is in danger does not wait behind those who are not, and nobody is answered while Telegram has said to wait.
#[test]
fn danger_comes_first() {
    paused(async {
        let pace = Arc::new(Pace::new(Duration::from_secs(1)));
        let begun = Instant::now();
        pace.pause(Duration::from_secs(10));
        let order = Arc::new(std::sync::Mutex::new(Vec::new()));
        let wait = |name: &'static str, urgent: bool| {
            let (pace, order) = (Arc::clone(&pace), Arc::clone(&order));
            tokio::spawn(async move {
                pace.turn(urgent).await;
                order.lock().unwrap().push((name, begun.elapsed().as_secs()));
            })
        };
        let mut tasks = vec![wait("first", false)];
        tokio::task::yield_now().await;
        tasks.extend([wait("second", false), wait("third", false)]);
        tokio::task::yield_now().await;
        tasks.push(wait("danger", true));
        for task in tasks {
            task.await.unwrap();
        }
        let order = order.lock().unwrap().clone();
        assert_eq!(
            order,
            [("danger", 10), ("first", 11), ("second", 12), ("third", 13)]
        );
    });
}
