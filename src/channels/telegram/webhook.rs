//! The webhook: Telegram sends updates here, for several replicas behind a balancer. Whoever cannot say the secret is not listened to.

use std::sync::Arc;

use axum::Router;
use axum::body::Bytes;
use axum::extract::{DefaultBodyLimit, State};
use axum::http::{HeaderMap, StatusCode};
use axum::routing::{get, post};
use teloxide_core::payloads::setters::*;
use teloxide_core::requests::Requester as _;
use teloxide_core::types::{AllowedUpdate, Update};
use tokio::net::TcpListener;

use super::{Telegram, TelegramError};

/// The header in which Telegram says the secret.
const SECRET: &str = "x-telegram-bot-api-secret-token";
/// The largest update, in bytes.
const LARGEST: usize = 256 * 1024;

/// Where Telegram sends updates.
#[derive(Debug, Clone)]
pub struct Webhook {
    /// The public address, `https:`.
    pub url: url::Url,
    /// What Telegram says so that we know it is Telegram: 1-256 of `A-Za-z0-9_-`.
    pub secret: String,
}

struct Door {
    bot: Arc<Telegram>,
    secret: String,
}

/// Runs the bot until `shutdown` ends, and then answers what has come in.
pub async fn webhook(
    bot: Arc<Telegram>,
    webhook: Webhook,
    listener: TcpListener,
    shutdown: impl Future<Output = ()> + Send + 'static,
) -> Result<(), TelegramError> {
    bot.introduce().await?;
    let set = bot
        .outbox
        .bot()
        .set_webhook(webhook.url)
        .secret_token(webhook.secret.clone())
        .allowed_updates([
            AllowedUpdate::Message,
            AllowedUpdate::CallbackQuery,
            AllowedUpdate::ChannelPost,
            AllowedUpdate::MyChatMember,
        ]);
    if set.await.is_err() {
        return Err(TelegramError::Unreachable(
            "it does not take the webhook".to_owned(),
        ));
    }
    let door = Arc::new(Door {
        bot,
        secret: webhook.secret,
    });
    let router = Router::new()
        .route("/telegram", post(update))
        .route("/healthz", get(|| async { "ok" }))
        .layer(DefaultBodyLimit::max(LARGEST))
        .with_state(door);
    axum::serve(listener, router)
        .with_graceful_shutdown(shutdown)
        .await?;
    Ok(())
}

/// An update is confirmed when it has been answered; else Telegram sends it again.
async fn update(State(door): State<Arc<Door>>, headers: HeaderMap, body: Bytes) -> StatusCode {
    let said = headers.get_all(SECRET).iter().collect::<Vec<_>>();
    let [said] = said.as_slice() else {
        return StatusCode::UNAUTHORIZED;
    };
    if !door
        .bot
        .host
        .secret()
        .same(said.as_bytes(), door.secret.as_bytes())
    {
        return StatusCode::UNAUTHORIZED;
    }
    let Ok(update) = serde_json::from_slice::<Update>(&body) else {
        // Telegram would send again what we shall never read.
        return StatusCode::OK;
    };
    door.bot.take(update).await;
    StatusCode::OK
}
