//! `lykt matrix --login`: signs in, asking for what is needed, and makes the device one that others can trust.

use std::io::{BufRead as _, IsTerminal as _, Write as _};
use std::time::Duration;

use anyhow::{Context as _, bail};
use futures_util::StreamExt as _;
use matrix_sdk::Client;
use matrix_sdk::config::SyncSettings;
use matrix_sdk::encryption::verification::{
    SasState, SasVerification, VerificationRequest, VerificationRequestState,
};

use super::{Config, usage};
use crate::channels::matrix::{Account, Home, Login, MatrixError, sign_in};
use crate::cli::part::runtime;

/// How long the homeserver holds a question for news open while two devices are compared.
const HOLD: Duration = Duration::from_secs(2);

/// Signs in.
pub(super) fn run(flags: &Config) -> anyhow::Result<()> {
    let home = flags.home()?;
    runtime()?.block_on(sign_in_and_verify(flags, &home))
}

async fn sign_in_and_verify(flags: &Config, home: &Home) -> anyhow::Result<()> {
    let account = flags.account()?;
    let signed_in = match sign_in(home, &account).await {
        // Nobody has signed in before, and there is no file with a password.
        Err(MatrixError::SignedOut) => sign_in(home, &asked(flags, account)?).await,
        other => other,
    };
    let signed_in = signed_in.map_err(usage)?;
    if let Some(key) = signed_in.recovery_key {
        say("The account has got its identity. This is its recovery key; keep a copy in a safe place:")?;
        say(&format!("\n  {key}\n"))?;
    }
    let verified = signed_in.verified || verify(home, &signed_in.client).await?;
    if !verified {
        bail!("the device is signed in, but others cannot see that it belongs to the account");
    }
    say("Signed in. Others can see that this device belongs to the account.")
}

/// Asks for what the flags do not say.
fn asked(flags: &Config, account: Account) -> anyhow::Result<Account> {
    let homeserver = match account.homeserver {
        Some(server) => server,
        None => ask("Homeserver, its name or https://…: ")?,
    };
    let user = match flags.user.clone() {
        Some(user) => user,
        None => ask("Account, @name:server: ")?,
    };
    let password = ask_secret(&format!("Password of {user}: "))?;
    Ok(Account {
        homeserver: Some(homeserver),
        login: Some(Login::Password { user, password }),
    })
}

/// Makes the device a trusted one: with the recovery key, or by comparing pictures with a device that is trusted already.
async fn verify(home: &Home, client: &Client) -> anyhow::Result<bool> {
    say("The account has an identity already. Others do not trust this device yet.")?;
    let key = ask_secret("Recovery key, or nothing to compare with another device: ")?;
    if !key.is_empty() {
        return Ok(home.recover(client, &key).await?);
    }
    client
        .sync_once(SyncSettings::new().timeout(Duration::ZERO))
        .await?;
    let own = client.user_id().context("nobody is signed in")?;
    let identity = client.encryption().request_user_identity(own).await?;
    let identity = identity.context("the homeserver does not know the account's identity")?;
    let request = identity.request_verification().await?;
    say("Open the account in another program, and accept the request there.")?;
    tokio::select! {
        compared = compare(request) => compared,
        error = sync(client) => bail!(error),
    }
}

/// Hears what the other device says; ends with the first error.
async fn sync(client: &Client) -> matrix_sdk::Error {
    loop {
        if let Err(error) = client.sync_once(SyncSettings::new().timeout(HOLD)).await {
            return error;
        }
    }
}

async fn compare(request: VerificationRequest) -> anyhow::Result<bool> {
    let mut changes = request.changes();
    let mut state = request.state();
    let sas = loop {
        match state {
            VerificationRequestState::Ready { .. } => {
                if let Some(sas) = request.start_sas().await? {
                    break sas;
                }
            }
            VerificationRequestState::Transitioned { verification } => match verification.sas() {
                Some(sas) => break sas,
                None => bail!("the other device does not compare pictures"),
            },
            VerificationRequestState::Cancelled(_) => return Ok(false),
            VerificationRequestState::Done => return Ok(true),
            VerificationRequestState::Created { .. } | VerificationRequestState::Requested { .. } => {}
        }
        state = changes.next().await.context("the other device does not answer")?;
    };
    pictures(sas).await
}

async fn pictures(sas: SasVerification) -> anyhow::Result<bool> {
    let mut changes = sas.changes();
    let mut state = sas.state();
    loop {
        match state {
            SasState::Started { .. } if !sas.we_started() => sas.accept().await?,
            SasState::KeysExchanged { emojis, .. } => {
                let emojis = emojis.context("the other device does not compare pictures")?;
                for emoji in &emojis.emojis {
                    say(&format!("  {}  {}", emoji.symbol, emoji.description))?;
                }
                let same = ask("Does the other device show the same, in this order? yes/no: ")?;
                if same.eq_ignore_ascii_case("yes") || same.eq_ignore_ascii_case("y") {
                    sas.confirm().await?;
                } else {
                    sas.mismatch().await?;
                }
            }
            SasState::Done { .. } => return Ok(true),
            SasState::Cancelled(_) => return Ok(false),
            SasState::Created { .. }
            | SasState::Started { .. }
            | SasState::Accepted { .. }
            | SasState::Confirmed => {}
        }
        state = changes.next().await.context("the other device does not answer")?;
    }
}

fn say(line: &str) -> anyhow::Result<()> {
    Ok(writeln!(std::io::stdout().lock(), "{line}")?)
}

fn ask(question: &str) -> anyhow::Result<String> {
    let mut stdout = std::io::stdout().lock();
    write!(stdout, "{question}")?;
    stdout.flush()?;
    let mut line = String::new();
    if std::io::stdin().lock().read_line(&mut line)? == 0 {
        bail!("nobody answers");
    }
    Ok(line.trim().to_owned())
}

/// Asks without showing what is typed.
fn ask_secret(question: &str) -> anyhow::Result<String> {
    if std::io::stdin().is_terminal() {
        return Ok(rpassword::prompt_password(question)?.trim().to_owned());
    }
    ask(question)
}
