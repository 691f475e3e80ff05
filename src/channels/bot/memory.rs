//! What a bot remembers of a chat: the language and the place, for a day. Not what was written, and not who wrote it.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use hmac::{Hmac, Mac as _};
use redis::AsyncCommands as _;
use redis::aio::ConnectionManager;
use sha2::Sha256;
use tokio::time::{Instant, timeout};

use crate::model::{Lang, PlaceId};

/// How long a language and a place are remembered.
const DAY: Duration = Duration::from_hours(24);

/// How many messages are known to be answered; older ones have been confirmed long ago.
const ANSWERED: usize = 20_000;

/// How long Redis may take before the answer goes on without it.
const PATIENCE: Duration = Duration::from_millis(250);

/// What is remembered of a chat.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Remembered {
    /// The language that was chosen or written in.
    pub lang: Option<Lang>,
    /// The place that was chosen.
    pub place: Option<PlaceId>,
}

/// A secret of this installation. Without it nobody can tell from a stored key which chat it belongs to.
#[derive(Clone)]
pub struct Secret(Hmac<Sha256>);

/// The key of a chat or a message: not its number, but a code made of it with the installation's secret.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Key([u8; 32]);

impl Secret {
    /// A secret from whatever nobody else knows: the token of a bot, the passphrase of a store.
    #[must_use]
    pub fn new(secret: &[u8]) -> Self {
        let keyed = Hmac::<Sha256>::new_from_slice(secret);
        // A key of any length is taken.
        Self(keyed.unwrap_or_else(|_| unreachable!()))
    }

    /// The key of a chat or a message.
    #[must_use]
    pub fn key(&self, name: &str) -> Key {
        let mut keyed = self.0.clone();
        keyed.update(name.as_bytes());
        Key(keyed.finalize().into_bytes().into())
    }

    /// Whether two texts are the same, in a time that tells nothing of where they differ.
    #[must_use]
    pub fn same(&self, left: &[u8], right: &[u8]) -> bool {
        let keyed = |text: &[u8]| {
            let mut keyed = self.0.clone();
            keyed.update(text);
            keyed
        };
        keyed(left).verify(&keyed(right).finalize().into_bytes()).is_ok()
    }
}

impl std::fmt::Debug for Secret {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Secret")
    }
}

impl std::fmt::Display for Key {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

impl Key {
    /// Its name in the shared memory.
    fn name(&self, what: &str) -> String {
        format!("lykt:{what}:{self}")
    }
}

/// The memory of a bot: its own, or one that several share.
#[derive(Debug, Default)]
pub struct Memory {
    own: Mutex<Own>,
    shared: Option<Shared>,
}

#[derive(Debug, Default)]
struct Own {
    chats: HashMap<Key, (Remembered, Instant)>,
    answered: std::collections::VecDeque<Key>,
}

struct Shared(ConnectionManager);

impl std::fmt::Debug for Shared {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Shared")
    }
}

impl Memory {
    /// A memory that several replicas share, in Redis. Each keeps its own too, for when Redis is gone, or is not there yet: only an address that
    /// means nothing is an error.
    pub fn shared(url: &str) -> Result<Self, redis::RedisError> {
        let client = redis::Client::open(url)?;
        let settings = redis::aio::ConnectionManagerConfig::new()
            .set_connection_timeout(Some(PATIENCE))
            .set_response_timeout(Some(PATIENCE));
        let shared = client.get_connection_manager_lazy(settings)?;
        Ok(Self {
            own: Mutex::default(),
            shared: Some(Shared(shared)),
        })
    }

    /// What is remembered of a chat. Where the shared memory does not answer, what this process remembers.
    pub async fn recall(&self, key: Key) -> Remembered {
        let shared: Option<Option<String>> = self.ask(async |redis| redis.get(key.name("chat")).await).await;
        if let Some(found) = shared {
            return found.map(|text| parse(&text)).unwrap_or_default();
        }
        let mut own = self.own();
        own.chats.retain(|_, (_, until)| *until > Instant::now());
        let found = own.chats.get(&key);
        found
            .map(|(remembered, _)| remembered.clone())
            .unwrap_or_default()
    }

    /// Remembers a language and a place of a chat, for a day from now.
    pub async fn remember(&self, key: Key, remembered: &Remembered) {
        self.own()
            .chats
            .insert(key, (remembered.clone(), Instant::now() + DAY));
        let text = written(remembered);
        let _: Option<()> = self
            .ask(async |redis| redis.set_ex(key.name("chat"), text, DAY.as_secs()).await)
            .await;
    }

    /// Forgets a chat.
    pub async fn forget(&self, key: Key) {
        self.own().chats.remove(&key);
        let _: Option<()> = self.ask(async |redis| redis.del(key.name("chat")).await).await;
    }

    /// Whether a message has been answered already, here or by another replica.
    pub async fn is_answered(&self, message: Key) -> bool {
        if self.own().answered.contains(&message) {
            return true;
        }
        let shared: Option<bool> = self
            .ask(async |redis| redis.exists(message.name("done")).await)
            .await;
        shared.unwrap_or_default()
    }

    /// Notes that a message has been answered.
    pub async fn answered(&self, message: Key) {
        {
            let mut own = self.own();
            own.answered.push_back(message);
            if own.answered.len() > ANSWERED {
                own.answered.pop_front();
            }
        }
        let _: Option<()> = self
            .ask(async |redis| redis.set_ex(message.name("done"), 1, DAY.as_secs()).await)
            .await;
    }

    /// Asks the shared memory; nothing where there is none, or where it does not answer in time: nobody waits for it.
    async fn ask<T>(
        &self,
        question: impl AsyncFnOnce(&mut ConnectionManager) -> Result<T, redis::RedisError>,
    ) -> Option<T> {
        let Shared(redis) = self.shared.as_ref()?;
        let mut redis = redis.clone();
        let answer = timeout(PATIENCE, question(&mut redis)).await;
        let answer = answer.ok().and_then(Result::ok);
        if answer.is_none() {
            tracing::warn!("the shared memory does not answer");
        }
        answer
    }

    fn own(&self) -> std::sync::MutexGuard<'_, Own> {
        // What is remembered is whole after each step.
        self.own.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// `uk narvik`, with `-` for what is not known.
fn written(remembered: &Remembered) -> String {
    let lang = remembered.lang.map_or("-", Lang::tag);
    let place = remembered.place.as_ref().map_or("-", PlaceId::as_str);
    format!("{lang} {place}")
}

fn parse(text: &str) -> Remembered {
    let (lang, place) = text.split_once(' ').unwrap_or((text, "-"));
    Remembered {
        lang: Lang::ALL.into_iter().find(|each| each.tag() == lang),
        place: (place != "-").then(|| PlaceId(place.to_owned())),
    }
}
