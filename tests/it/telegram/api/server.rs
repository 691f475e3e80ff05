//! Telegram on the network: what comes in over HTTP, and what is posted to the webhook.

use std::future::pending;
use std::sync::Arc;
use std::time::Duration;

use axum::body::{Body, to_bytes};
use axum::extract::Request;
use axum::http::request::Parts;
use axum::http::{StatusCode, header};
use axum::response::Response;
use serde_json::{Map, Value, json};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::time::{Instant, sleep, timeout, timeout_at};

use super::rules::{Args, Refusal, bad};
use super::state::{Outcome, Parcel, State, now};
use super::{FaultKind, Shared};

/// Answers a request, wherever it goes.
pub(super) async fn serve(shared: Arc<Shared>, request: Request) -> Response {
    let (parts, body) = request.into_parts();
    let Ok(body) = to_bytes(body, 1 << 22).await else {
        return respond(Err(Refusal::new(413, "Request Entity Too Large")));
    };
    let path = decoded(parts.uri.path(), false);
    let Some((token, method)) = path.strip_prefix("/bot").and_then(|rest| rest.split_once('/')) else {
        return respond(Err(Refusal::new(404, "Not Found")));
    };
    if !shared.look(|state| state.is_of(token)) {
        let refusal = Refusal::new(401, "Unauthorized");
        shared.change(|state| state.refuse(method, &refusal));
        return respond(Err(refusal));
    }
    let Some(method) = State::method(method) else {
        let refusal = Refusal::new(404, "Not Found: method not found");
        shared.change(|state| state.refuse(method, &refusal));
        return respond(Err(refusal));
    };
    let args = match arguments(&parts, &body) {
        Ok(args) => args,
        Err(refusal) => {
            shared.change(|state| state.refuse(method, &refusal));
            return respond(Err(refusal));
        }
    };
    let fault = shared.change(|state| state.fault(method, &args));
    match fault {
        Some(FaultKind::TooManyRequests { retry_after }) => return respond(Err(Refusal::wait(retry_after))),
        Some(FaultKind::Server(code)) => {
            let status = StatusCode::from_u16(code).unwrap();
            let description = status.canonical_reason().unwrap_or("Internal Server Error");
            return respond(Err(Refusal::new(code, description)));
        }
        Some(FaultKind::Forbidden) => return respond(Err(Refusal::blocked())),
        Some(FaultKind::Cut) => cut(),
        Some(FaultKind::Stall(time)) => sleep(time).await,
        Some(FaultKind::Lost | FaultKind::Silent) | None => {}
    }
    let outcome = if method == "getUpdates" {
        poll(&shared, &args).await
    } else {
        shared.change(|state| state.call(method, &args))
    };
    match fault {
        Some(FaultKind::Lost) => cut(),
        Some(FaultKind::Silent) => pending().await,
        _ => respond(outcome),
    }
}

/// Ends the connection without an answer: the server drops it when its task unwinds, and this way nothing is printed.
fn cut() -> ! {
    std::panic::resume_unwind(Box::new("the connection is cut"))
}

fn respond(outcome: Outcome) -> Response {
    let (status, body) = match outcome {
        Ok(result) => (200, json!({"ok": true, "result": result})),
        Err(refusal) => {
            let mut body =
                json!({"ok": false, "error_code": refusal.code, "description": refusal.description});
            if let Some(seconds) = refusal.retry_after {
                body["parameters"] = json!({"retry_after": seconds});
            }
            (refusal.code, body)
        }
    };
    Response::builder()
        .status(status)
        .header(header::CONTENT_TYPE, "application/json")
        .body(Body::from(body.to_string()))
        .unwrap()
}

/// Long polling: answers when something comes, when another one comes, and at the latest when the time is over.
async fn poll(shared: &Shared, args: &Args) -> Outcome {
    let seconds = args.number("timeout").unwrap_or_default().clamp(0, 50);
    let until = Instant::from(now()) + Duration::from_secs(seconds.unsigned_abs());
    let refused = |refusal: &Refusal| shared.change(|state| state.refuse("getUpdates", refusal));
    let number = shared
        .change(|state| state.begin_poll(args))
        .inspect_err(refused)?;
    loop {
        let woken = shared.woken.notified();
        if let Some(outcome) = shared.look(|state| state.polled(number, args)) {
            return outcome.inspect_err(refused);
        }
        if timeout_at(until, woken).await.is_err() {
            return Ok(json!([]));
        }
    }
}

/// Posts what comes to the webhook, one after another, as long as there is one.
pub(super) async fn deliver(shared: Arc<Shared>) {
    loop {
        let woken = shared.woken.notified();
        let Some(parcel) = shared.look(State::parcel) else {
            woken.await;
            continue;
        };
        let outcome = match timeout(Duration::from_secs(10), post(&parcel)).await {
            Ok(Ok(200..=299)) => Ok(()),
            Ok(Ok(status)) => Err(format!("Wrong response from the webhook: {status}")),
            Ok(Err(error)) => Err(error.to_string()),
            Err(_) => Err("Read timeout expired".to_owned()),
        };
        shared.change(|state| state.delivered(parcel.id, outcome));
    }
}

/// Posts an update and returns the status of the answer. Nothing is encrypted: whoever tests stands where the proxy would.
async fn post(parcel: &Parcel) -> std::io::Result<u16> {
    let address = parcel.url.split_once("://").map_or("", |(_, rest)| rest);
    let (host, path) = address.split_once('/').unwrap_or((address, ""));
    let mut stream = match parcel.proxy {
        Some(proxy) => TcpStream::connect(proxy).await?,
        None => TcpStream::connect(host).await?,
    };
    let body = parcel.update.to_string();
    let secret = match parcel.secret.as_str() {
        "" => String::new(),
        secret => format!("X-Telegram-Bot-Api-Secret-Token: {secret}\r\n"),
    };
    let request = format!(
        "POST /{path} HTTP/1.1\r\nHost: {host}\r\nContent-Type: application/json\r\nContent-Length: {}\r\n{secret}\
         Connection: close\r\n\r\n{body}",
        body.len()
    );
    stream.write_all(request.as_bytes()).await?;
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer).await?;
    let answer = String::from_utf8_lossy(&answer);
    let status = answer
        .split_whitespace()
        .nth(1)
        .and_then(|status| status.parse().ok());
    status.ok_or_else(|| std::io::Error::other("no answer"))
}

/// The arguments of a call: of the query, then of the body.
fn arguments(parts: &Parts, body: &[u8]) -> Result<Args, Refusal> {
    let mut args = Map::new();
    pairs(parts.uri.query().unwrap_or_default(), &mut args);
    let kind = parts.headers.get(header::CONTENT_TYPE);
    let kind = kind.and_then(|kind| kind.to_str().ok()).unwrap_or_default();
    if kind.starts_with("application/json") {
        match serde_json::from_slice(body) {
            Ok(Value::Object(object)) => args.extend(object),
            _ => return bad("can't parse request as a JSON object"),
        }
    } else if let Some((_, boundary)) = kind.split_once("boundary=") {
        multipart(
            &String::from_utf8_lossy(body),
            boundary.trim_matches('"'),
            &mut args,
        );
    } else {
        pairs(&String::from_utf8_lossy(body), &mut args);
    }
    Ok(Args(args))
}

/// `a=b&c=d`.
fn pairs(text: &str, args: &mut Map<String, Value>) {
    for pair in text.split('&').filter(|pair| !pair.is_empty()) {
        let (key, value) = pair.split_once('=').unwrap_or((pair, ""));
        args.insert(decoded(key, true), Value::String(decoded(value, true)));
    }
}

/// The fields of a form in parts, which teloxide sends for what may hold a file.
fn multipart(body: &str, boundary: &str, args: &mut Map<String, Value>) {
    for part in body.split(&format!("--{boundary}")) {
        let Some((head, value)) = part.split_once("\r\n\r\n") else {
            continue;
        };
        let name = head
            .split_once(" name=\"")
            .and_then(|(_, rest)| rest.split_once('"'));
        if let Some((name, _)) = name {
            let value = value.strip_suffix("\r\n").unwrap_or(value);
            args.insert(name.to_owned(), Value::String(value.to_owned()));
        }
    }
}

fn decoded(text: &str, form: bool) -> String {
    let mut bytes = text.bytes();
    let mut out = Vec::new();
    while let Some(byte) = bytes.next() {
        out.push(match byte {
            b'+' if form => b' ',
            b'%' => {
                let digits: Vec<u8> = bytes.by_ref().take(2).collect();
                let digits = String::from_utf8_lossy(&digits).into_owned();
                u8::from_str_radix(&digits, 16).unwrap_or(b'%')
            }
            byte => byte,
        });
    }
    String::from_utf8_lossy(&out).into_owned()
}
