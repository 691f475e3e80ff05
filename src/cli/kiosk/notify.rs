//! Telling systemd that the server answers, and that it still does: without that a server that hangs is never healed.

/// Says that the server answers, and goes on saying so as often as systemd asks for.
#[cfg(target_os = "linux")]
pub(super) fn alive() {
    use std::os::linux::net::SocketAddrExt as _;
    use std::os::unix::net::{SocketAddr, UnixDatagram};
    use std::time::Duration;

    #[allow(clippy::disallowed_methods, reason = "the command line reads the environment")]
    let variable = |name| std::env::var(name).ok();
    let Some(path) = variable("NOTIFY_SOCKET") else {
        return;
    };
    let address = match path.strip_prefix('@') {
        Some(name) => SocketAddr::from_abstract_name(name),
        None => SocketAddr::from_pathname(&path),
    };
    let (Ok(address), Ok(socket)) = (address, UnixDatagram::unbound()) else {
        return;
    };
    // systemd notices by itself when it is not told.
    let say = move |what: &[u8]| drop(socket.send_to_addr(what, &address));
    say(b"READY=1");
    let Some(limit) = variable("WATCHDOG_USEC").and_then(|text| text.parse().ok()) else {
        return;
    };
    // A task of the same runtime as the answers: if that stands still, so does this.
    tokio::spawn(async move {
        loop {
            say(b"WATCHDOG=1");
            tokio::time::sleep(Duration::from_micros(limit) / 3).await;
        }
    });
}

/// Nobody to tell.
#[cfg(not(target_os = "linux"))]
pub(super) fn alive() {}
