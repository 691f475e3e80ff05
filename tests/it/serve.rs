//! The kiosk's server under pressure. Time stands still in these tests and jumps to what is waited for.

use std::pin::Pin;
use std::task::{Context, Poll};

use axum::body::{Body, Bytes, HttpBody};
use axum::http::{Request, StatusCode, header};
use http_body_util::BodyExt;
use lykt::channels::kiosk::{Kiosk, Settings};
use lykt::model::Lang;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tower::ServiceExt;

use crate::help::{engine, tuesday};

/// A form of which nothing ever arrives.
struct Never;

impl HttpBody for Never {
    type Data = Bytes;
    type Error = std::convert::Infallible;

    fn poll_frame(
        self: Pin<&mut Self>,
        _: &mut Context<'_>,
    ) -> Poll<Option<Result<hyper::body::Frame<Bytes>, Self::Error>>> {
        Poll::Pending
    }
}

fn kiosk() -> Kiosk {
    Kiosk::new(engine(), || Some(tuesday()), Settings::new(Lang::Nb, None))
}

fn paused<T>(test: impl Future<Output = T>) -> T {
    tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .start_paused(true)
        .build()
        .unwrap()
        .block_on(test)
}

fn slow() -> Request<Body> {
    let request = Request::post("/nb").header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
    request.body(Body::new(Never)).unwrap()
}

async fn numbers(response: axum::response::Response) {
    assert_eq!(response.status(), StatusCode::SERVICE_UNAVAILABLE);
    assert!(response.headers().contains_key(header::CONTENT_SECURITY_POLICY));
    let body = response.into_body().collect().await.unwrap().to_bytes();
    let page = std::str::from_utf8(&body).unwrap();
    for number in ["112", "113", "110"] {
        assert!(page.contains(number), "{page}");
    }
}

/// A form that does not arrive is given up, with the numbers.
#[test]
fn what_takes_too_long_is_answered() {
    paused(async {
        let response = kiosk().service().oneshot(slow()).await.unwrap();
        numbers(response).await;
    });
}

/// While as many answers are made as can be, more are refused at once, with the numbers.
#[test]
fn too_many_at_once_are_answered() {
    paused(async {
        let router = kiosk().service();
        for _ in 0..64 {
            tokio::spawn(router.clone().oneshot(slow()));
        }
        // Until each of them waits for its form.
        for _ in 0..64 {
            tokio::task::yield_now().await;
        }
        let asked = Request::get("/nb").body(Body::empty()).unwrap();
        numbers(router.oneshot(asked).await.unwrap()).await;
    });
}

/// Whoever sends the head of a request too slowly is disconnected.
#[test]
fn a_head_that_does_not_arrive_is_given_up() {
    paused(async {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        tokio::spawn(kiosk().serve(listener, std::future::pending()));
        let mut stream = TcpStream::connect(address).await.unwrap();
        stream.write_all(b"GET / HTTP/1.1\r\nHost: ly").await.unwrap();
        let mut said = Vec::new();
        stream.read_to_end(&mut said).await.unwrap();
        assert!(!said.starts_with(b"HTTP/1.1 200"), "{said:?}");
    });
}

/// Asked to end, the server finishes what is under way and takes nothing more.
#[test]
fn it_ends_when_asked() {
    paused(async {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let (end, ended) = tokio::sync::oneshot::channel::<()>();
        let server = tokio::spawn(kiosk().serve(listener, async { drop(ended.await) }));
        let mut stream = TcpStream::connect(address).await.unwrap();
        stream
            .write_all(b"GET /healthz HTTP/1.1\r\nHost: lykt\r\n\r\n")
            .await
            .unwrap();
        let mut said = [0; 15];
        stream.read_exact(&mut said).await.unwrap();
        assert_eq!(&said, b"HTTP/1.1 200 OK");
        end.send(()).unwrap();
        server.await.unwrap().unwrap();
        assert!(TcpStream::connect(address).await.is_err());
    });
}
