//! The folder in which a bot keeps who it is: the session, the keys of its device, and how far it has answered. Everything in it is for the bot alone.

use std::fs::{self, OpenOptions};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use base64::Engine as _;
use matrix_sdk::authentication::matrix::MatrixSession;
use serde::{Deserialize, Serialize};

/// The folder.
#[derive(Debug, Clone)]
pub struct Home {
    dir: PathBuf,
    passphrase: Option<PathBuf>,
}

/// Who is signed in.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) struct Saved {
    /// The homeserver's address.
    pub(super) homeserver: String,
    #[serde(flatten)]
    pub(super) session: MatrixSession,
}

impl Home {
    /// A folder; it is made where there is none. The store in it is locked with the passphrase in a file; without one, a passphrase is made and lies in
    /// the folder too.
    pub fn new(dir: &Path, passphrase: Option<&Path>) -> io::Result<Self> {
        let mut builder = fs::DirBuilder::new();
        builder.recursive(true);
        #[cfg(unix)]
        std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
        builder.create(dir).map_err(|error| named(dir, &error))?;
        Ok(Self {
            dir: dir.to_owned(),
            passphrase: passphrase.map(ToOwned::to_owned),
        })
    }

    /// What the store is locked with.
    pub(super) fn passphrase(&self) -> io::Result<String> {
        let own = self.dir.join("passphrase");
        let path = self.passphrase.as_deref().unwrap_or(&own);
        match fs::read_to_string(path) {
            Ok(text) if !text.trim().is_empty() => return Ok(text.trim().to_owned()),
            Err(error) if self.passphrase.is_some() => return Err(named(path, &error)),
            Ok(_) if self.passphrase.is_some() => {
                return Err(named(path, &io::Error::other("is empty")));
            }
            Ok(_) | Err(_) => {}
        }
        let mut bytes = [0; 32];
        getrandom::fill(&mut bytes).map_err(io::Error::other)?;
        let made = base64::engine::general_purpose::STANDARD_NO_PAD.encode(bytes);
        write(&own, &made)?;
        Ok(made)
    }

    /// Where the store is.
    pub(super) fn store(&self) -> PathBuf {
        self.dir.join("store")
    }

    /// Who is signed in, where anybody is.
    pub(super) fn session(&self) -> Option<Saved> {
        let text = fs::read_to_string(self.dir.join("session.json")).ok()?;
        serde_json::from_str(&text).ok()
    }

    pub(super) fn set_session(&self, session: &Saved) -> io::Result<()> {
        write(&self.dir.join("session.json"), &serde_json::to_string(session)?)
    }

    /// The key with which a new device becomes a trusted one.
    pub(super) fn recovery_key(&self) -> Option<String> {
        let text = fs::read_to_string(self.dir.join("recovery-key")).ok()?;
        Some(text.trim().to_owned())
    }

    pub(super) fn set_recovery_key(&self, key: &str) -> io::Result<()> {
        write(&self.dir.join("recovery-key"), key)
    }

    /// The place up to which everything has been answered.
    pub(super) fn synced(&self) -> Option<String> {
        let text = fs::read_to_string(self.dir.join("synced")).ok()?;
        Some(text.trim().to_owned()).filter(|place| !place.is_empty())
    }

    pub(super) fn set_synced(&self, place: &str) -> io::Result<()> {
        write(&self.dir.join("synced"), place)
    }

    /// Sets a store that cannot be used aside, with all that belongs to it. One that was set aside before is deleted.
    pub(super) fn set_aside(&self) -> io::Result<()> {
        let aside = self.dir.join("store.broken");
        if aside.exists() {
            fs::remove_dir_all(&aside)?;
        }
        if self.store().exists() {
            fs::rename(self.store(), &aside)?;
        }
        for name in ["session.json", "synced"] {
            match fs::remove_file(self.dir.join(name)) {
                Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
                Ok(()) | Err(_) => {}
            }
        }
        Ok(())
    }
}

/// Writes a file that nobody else can read, whole or not at all.
fn write(path: &Path, text: &str) -> io::Result<()> {
    let new = path.with_extension("new");
    let mut options = OpenOptions::new();
    options.write(true).create(true).truncate(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let write = || {
        let mut file = options.open(&new)?;
        file.write_all(text.as_bytes())?;
        file.sync_all()?;
        fs::rename(&new, path)
    };
    write().map_err(|error| named(path, &error))
}

fn named(path: &Path, error: &io::Error) -> io::Error {
    io::Error::new(error.kind(), format!("{}: {error}", path.display()))
}
