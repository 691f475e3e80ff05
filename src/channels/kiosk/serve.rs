//! Connections: how many at once, and how long each may take. Whatever is refused is answered with the emergency numbers.

use std::convert::Infallible;
use std::io;
use std::pin::pin;
use std::sync::Arc;
use std::time::Duration;

use axum::BoxError;
use axum::body::Body;
use axum::error_handling::HandleErrorLayer;
use axum::extract::{DefaultBodyLimit, Request};
use axum::response::Response;
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::server::graceful::GracefulShutdown;
use hyper_util::service::TowerToHyperService;
use tokio::net::TcpListener;
use tokio::sync::Semaphore;
use tower::limit::GlobalConcurrencyLimitLayer;
use tower::load_shed::LoadShedLayer;
use tower::timeout::TimeoutLayer;
use tower::{Service, ServiceBuilder, ServiceExt as _};

use super::{Kiosk, with_headers};

/// The most that a form may hold, in bytes: ten times the longest question that is read.
const LARGEST_FORM: usize = 16 * 1024;
/// The most connections at once: a hall has one screen, a municipality's web page has few readers a second.
const CONNECTIONS: usize = 1024;
/// The most answers that are made at once. More are refused, so that those under way are not slowed down.
const ANSWERS: usize = 64;
/// How long the head of a request may take to arrive.
const HEAD: Duration = Duration::from_secs(10);
/// How long an answer may take, the form included.
const ANSWER: Duration = Duration::from_secs(10);
/// How long those under way have once the server is asked to end.
const FAREWELL: Duration = Duration::from_secs(4);

impl Kiosk {
    /// The pages with their limits, and with the headers on whatever comes of them. They lie around all pages together: around each
    /// page they would be put into boxes anew for every answer.
    #[must_use]
    pub fn service(
        self,
    ) -> impl Service<Request, Response = Response, Error = Infallible, Future: Send> + Clone + Send {
        let pages = self.pages();
        let secure = self.settings.secure();
        let refused = move |_: BoxError| {
            let kiosk = self.clone();
            async move { kiosk.busy() }
        };
        ServiceBuilder::new()
            .map_response(move |response| with_headers(response, secure))
            .layer(HandleErrorLayer::new(refused))
            .layer(LoadShedLayer::new())
            .layer(GlobalConcurrencyLimitLayer::new(ANSWERS))
            .layer(TimeoutLayer::new(ANSWER))
            .layer(DefaultBodyLimit::max(LARGEST_FORM))
            .service(pages)
    }

    /// Answers requests until `shutdown` ends, and then those that are under way.
    pub async fn serve(
        self,
        listener: TcpListener,
        shutdown: impl Future<Output = ()> + Send + 'static,
    ) -> io::Result<()> {
        let pages = self
            .service()
            .map_request(|request: hyper::Request<Incoming>| request.map(Body::new));
        let seats = Arc::new(Semaphore::new(CONNECTIONS));
        let farewell = GracefulShutdown::new();
        let mut shutdown = pin!(shutdown);
        loop {
            let seat = Arc::clone(&seats).acquire_owned();
            let accepted = async { (seat.await, listener.accept().await) };
            let (seat, accepted) = tokio::select! {
                taken = accepted => taken,
                () = &mut shutdown => break,
            };
            let Ok((stream, _)) = accepted else {
                // One connection that breaks while it comes in, or too many open files: the next may do.
                tokio::time::sleep(Duration::from_millis(10)).await;
                continue;
            };
            let connection = http1::Builder::new()
                .timer(TokioTimer::new())
                .header_read_timeout(HEAD)
                .serve_connection(TokioIo::new(stream), TowerToHyperService::new(pages.clone()));
            let connection = farewell.watch(connection);
            tokio::spawn(async move {
                // A connection that ends early is the reader's own affair.
                drop(connection.await);
                drop(seat);
            });
        }
        tokio::select! {
            () = farewell.shutdown() => {}
            () = tokio::time::sleep(FAREWELL) => {}
        }
        Ok(())
    }
}
