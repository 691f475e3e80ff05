//! Telling systemd that the server answers, and that it still does: without that a server that hangs is never healed.

/// Says that the server answers, and goes on saying so as often as systemd asks for, for as long as it does answer at this address.
#[cfg(target_os = "linux")]
pub(super) fn alive(bound: std::net::SocketAddr) {
    use std::net::{Ipv4Addr, Ipv6Addr};
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
    let mut own = bound;
    if own.ip().is_unspecified() {
        own.set_ip(if own.is_ipv4() {
            Ipv4Addr::LOCALHOST.into()
        } else {
            Ipv6Addr::LOCALHOST.into()
        });
    }
    let pause = Duration::from_micros(limit) / 4;
    tokio::spawn(watch(pause, move || answers(own), move || say(b"WATCHDOG=1")));
}

/// Nobody to tell.
#[cfg(not(target_os = "linux"))]
pub(super) fn alive(_: std::net::SocketAddr) {}

/// Says that all is well after each pause in which a question was answered, and nothing otherwise.
#[cfg(any(target_os = "linux", test))]
async fn watch<Answered: Future<Output = bool>>(
    pause: std::time::Duration,
    answers: impl Fn() -> Answered,
    well: impl Fn(),
) {
    loop {
        if matches!(tokio::time::timeout(pause, answers()).await, Ok(true)) {
            well();
        }
        tokio::time::sleep(pause).await;
    }
}

/// Whether the server answers a question of its own, in the way of everybody else's: through the socket, the limits and the pages.
#[cfg(target_os = "linux")]
async fn answers(address: std::net::SocketAddr) -> bool {
    let Ok(stream) = tokio::net::TcpStream::connect(address).await else {
        return false;
    };
    let question = b"GET /healthz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
    // Also that it is busy is an answer.
    let mut answer = [0; 9];
    let mut read = 0;
    if stream.writable().await.is_err()
        || !matches!(stream.try_write(question), Ok(sent) if sent == question.len())
    {
        return false;
    }
    while read < answer.len() {
        let Some(rest) = answer.get_mut(read..) else { break };
        match (stream.readable().await, stream.try_read(rest)) {
            (Ok(()), Ok(0)) | (Err(_), _) => return false,
            (Ok(()), Ok(more)) => read += more,
            (Ok(()), Err(error)) if error.kind() == std::io::ErrorKind::WouldBlock => {}
            (Ok(()), Err(_)) => return false,
        }
    }
    answer == *b"HTTP/1.1 "
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};
    use std::time::Duration;

    use super::*;

    /// A server whose runtime runs but which answers nothing is not well: whoever watches it starts it anew.
    #[tokio::test(start_paused = true)]
    async fn a_server_that_hangs_is_not_well() {
        let hangs = AtomicBool::new(false);
        let said = AtomicU32::new(0);
        let answers = || async {
            if hangs.load(Ordering::Relaxed) {
                std::future::pending::<()>().await;
            }
            true
        };
        let watched = watch(Duration::from_secs(1), answers, || {
            said.fetch_add(1, Ordering::Relaxed);
        });
        let later = async {
            tokio::time::sleep(Duration::from_millis(9_500)).await;
            assert_eq!(said.load(Ordering::Relaxed), 10);
            hangs.store(true, Ordering::Relaxed);
            tokio::time::sleep(Duration::from_mins(1)).await;
            assert_eq!(said.load(Ordering::Relaxed), 10);
            hangs.store(false, Ordering::Relaxed);
            tokio::time::sleep(Duration::from_secs(4)).await;
            assert!(said.load(Ordering::Relaxed) > 11);
        };
        tokio::select! {
            () = watched => {}
            () = later => {}
        }
    }
}
