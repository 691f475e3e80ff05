//! Signing in: with the session that was kept, or anew. A store that is lost or broken is reported, set aside and made anew.

use matrix_sdk::authentication::matrix::MatrixSession;
use matrix_sdk::encryption::EncryptionSettings;
use matrix_sdk::ruma::api::error::ErrorKind;
use matrix_sdk::store::StateStoreDataKey;
use matrix_sdk::{Client, ClientBuildError, Error, HttpError, SessionMeta, SessionTokens};

use super::MatrixError;
use super::home::{Home, Saved};

/// What others see as the name of the bot and of its device. It tells nothing.
const NAME: &str = "lykt";

/// The account of a bot.
#[derive(Debug, Clone)]
pub struct Account {
    /// The address of the homeserver, or its name; not needed where somebody has signed in before.
    pub homeserver: Option<String>,
    /// How it signs in when nobody has before, or when the session is lost.
    pub login: Option<Login>,
}

/// How a bot signs in.
#[derive(Clone)]
pub enum Login {
    /// With a password.
    Password {
        /// `@name:server`, or the name alone.
        user: String,
        /// The password.
        password: String,
    },
    /// With an access token that somebody has made for it.
    Token(String),
}

impl std::fmt::Debug for Login {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::Password { .. } => "Password",
            Self::Token(_) => "Token",
        })
    }
}

/// Somebody who is signed in.
#[derive(Debug)]
pub struct SignedIn {
    /// The client.
    pub client: Client,
    /// The recovery key, where the account has just got its identity.
    pub recovery_key: Option<String>,
    /// Whether others see that this device belongs to the account.
    pub verified: bool,
}

/// Signs in. The device stays the same as long as its store does.
pub async fn sign_in(home: &Home, account: &Account) -> Result<SignedIn, MatrixError> {
    let saved = home.session();
    if let Some(saved) = &saved {
        match restore(home, saved).await {
            Ok(client) => return finished(home, client).await,
            Err(MatrixError::Store(why)) => {
                tracing::error!(
                    "the store of the bot's keys cannot be used ({why}); it is set aside and made anew"
                );
            }
            Err(error) => return Err(error),
        }
    }
    let Some(login) = &account.login else {
        return Err(MatrixError::SignedOut);
    };
    if let (Login::Token(token), Some(saved)) = (login, &saved)
        && saved.session.tokens.access_token == *token
    {
        return Err(MatrixError::TokenOfLostStore);
    }
    let server = account.homeserver.as_deref();
    let server = server.or(saved.as_ref().map(|saved| saved.homeserver.as_str()));
    let server = server.ok_or(MatrixError::SignedOut)?;
    home.set_aside()?;
    let client = build(home, server).await?;
    match login {
        Login::Password { user, password } => {
            let login = client.matrix_auth().login_username(user, password);
            let login = login.initial_device_display_name(NAME).send().await;
            login.map_err(|error| refused("password", error))?;
        }
        Login::Token(token) => {
            let session = session_of(&client, token).await?;
            client
                .restore_session(session)
                .await
                .map_err(|error| refused("token", error))?;
        }
    }
    client.encryption().wait_for_e2ee_initialization_tasks().await;
    if let Some(session) = client.matrix_auth().session() {
        let homeserver = client.homeserver().to_string();
        home.set_session(&Saved { homeserver, session })?;
    }
    if client.account().set_display_name(Some(NAME)).await.is_err() {
        tracing::warn!("the homeserver does not take the name of the bot");
    }
    finished(home, client).await
}

async fn build(home: &Home, server: &str) -> Result<Client, MatrixError> {
    let settings = EncryptionSettings {
        auto_enable_cross_signing: true,
        ..EncryptionSettings::default()
    };
    let passphrase = home.passphrase()?;
    let client = Client::builder()
        .server_name_or_homeserver_url(server)
        .sqlite_store(home.store(), Some(&passphrase))
        .with_encryption_settings(settings)
        .build();
    client.await.map_err(|error| {
        if let ClientBuildError::SqliteStore(error) = error {
            return MatrixError::Store(error.to_string());
        }
        unreachable(error)
    })
}

async fn restore(home: &Home, saved: &Saved) -> Result<Client, MatrixError> {
    if !home.store().exists() {
        return Err(MatrixError::Store("it is gone".to_owned()));
    }
    let client = build(home, &saved.homeserver).await?;
    // The client leaves out a sync that it has taken before; but whether that has been answered only the bot knows, and asks for it again.
    let forgotten = client.state_store().remove_kv_data(StateStoreDataKey::SyncToken);
    forgotten
        .await
        .map_err(|error| MatrixError::Store(error.to_string()))?;
    match client.restore_session(saved.session.clone()).await {
        Ok(()) => Ok(client),
        Err(error @ Error::Http(_)) => Err(unreachable(error)),
        Err(error) => Err(MatrixError::Store(error.to_string())),
    }
}

/// Whose token it is.
async fn session_of(client: &Client, token: &str) -> Result<MatrixSession, MatrixError> {
    let request = client
        .http_client()
        .get(format!("{}_matrix/client/v3/account/whoami", client.homeserver()));
    let answer = request.bearer_auth(token).send().await;
    let answer = answer.map_err(|error| MatrixError::Unreachable(error.without_url().to_string()))?;
    if !answer.status().is_success() {
        return Err(MatrixError::Refused("token"));
    }
    let answer = answer.text().await.unwrap_or_default();
    let who: serde_json::Value = serde_json::from_str(&answer).unwrap_or_default();
    let said = |key: &str| who.get(key).and_then(|value| value.as_str()).unwrap_or_default();
    let (Ok(user_id), false) = (said("user_id").try_into(), said("device_id").is_empty()) else {
        return Err(MatrixError::Refused("token"));
    };
    Ok(MatrixSession {
        meta: SessionMeta {
            user_id,
            device_id: said("device_id").into(),
        },
        tokens: SessionTokens {
            access_token: token.to_owned(),
            refresh_token: None,
        },
    })
}

/// Makes the device one that others can trust: signed by the account's own identity, which is made with the account's first device. Its secrets lie on the
/// homeserver, locked with the recovery key.
async fn finished(home: &Home, client: Client) -> Result<SignedIn, MatrixError> {
    let encryption = client.encryption();
    encryption.wait_for_e2ee_initialization_tasks().await;
    let ours = |status: matrix_sdk::encryption::CrossSigningStatus| status.is_complete();
    let mut complete = encryption.cross_signing_status().await.is_some_and(ours);
    let mut made = None;
    let storage = encryption.secret_storage();
    match (complete, home.recovery_key()) {
        (true, None) => {
            if let Ok(store) = storage.create_secret_store().await {
                let key = store.secret_storage_key();
                home.set_recovery_key(&key)?;
                made = Some(key);
            } else {
                tracing::warn!("the homeserver does not keep the secrets of the bot's identity");
            }
        }
        (false, Some(key)) => {
            complete = home.recover(&client, &key).await?;
            if !complete {
                tracing::warn!("the recovery key does not open the secrets of the bot's identity");
            }
        }
        _ => {}
    }
    let device = encryption.get_own_device().await.ok().flatten();
    let verified = complete || device.is_some_and(|device| device.is_cross_signed_by_owner());
    if !verified {
        tracing::warn!(
            "others cannot see that this device belongs to the bot; run `lykt matrix --login` once"
        );
    }
    Ok(SignedIn {
        client,
        recovery_key: made,
        verified,
    })
}

impl Home {
    /// Makes a device a trusted one with the account's recovery key; says whether it is. A key that fits is kept for the next device.
    pub async fn recover(&self, client: &Client, key: &str) -> Result<bool, MatrixError> {
        let Ok(store) = client.encryption().secret_storage().open_secret_store(key).await else {
            return Ok(false);
        };
        let trusted = store.import_secrets().await.is_ok();
        if trusted {
            self.set_recovery_key(key)?;
        }
        Ok(trusted)
    }
}

fn refused(what: &'static str, error: Error) -> MatrixError {
    match error.client_api_error_kind() {
        Some(ErrorKind::Forbidden | ErrorKind::UnknownToken(_) | ErrorKind::UserDeactivated) => {
            MatrixError::Refused(what)
        }
        _ => unreachable(error),
    }
}

/// The words of an error, without the address: it may hold more than the address of the homeserver.
fn unreachable(error: impl Into<anyhow::Error>) -> MatrixError {
    let error = error.into();
    let network = error.chain().find_map(|cause| cause.downcast_ref::<HttpError>());
    MatrixError::Unreachable(match network {
        Some(HttpError::Reqwest(network)) if network.is_timeout() => "it does not answer".to_owned(),
        Some(HttpError::Reqwest(_)) => "there is no connection".to_owned(),
        _ => error.to_string(),
    })
}
