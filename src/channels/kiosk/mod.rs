//! The kiosk: pages for a touch screen in a public office and for any browser. They work without JavaScript.
//!
//! What a person asks travels in the body of a POST, never in an address: an address stays in histories and logs. Nothing is
//! stored, no cookie is set, nothing is logged.

mod frame;
mod hand;
mod icons;
mod last_resort;
mod metrics;
mod page;
mod pen;
mod serve;
mod settings;
mod shell;
mod visit;

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use tokio::time::Instant;

use axum::Router;
use axum::extract::rejection::FormRejection;
use axum::extract::{Form, Path, State};
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode, Uri, header};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use serde::Deserialize;

use crate::answer::{Answer, Desk, Engine, Question};
use crate::model::{EachLang, Lang, Moment, PlaceId};
use crate::text::Message;

use frame::Frame;
pub use last_resort::last_resort;
use metrics::{Kind, Metrics};
use page::Page;
pub use settings::Settings;
use visit::Visit;

/// What every response says, also the errors. `no-store` keeps answers out of the browser's cache; the content policy lets
/// nothing in but our own style sheet and script.
const HEADERS: [(HeaderName, &str); 8] = [
    (
        header::CONTENT_SECURITY_POLICY,
        "default-src 'none'; style-src 'self'; form-action 'self'; script-src 'self'; connect-src 'self'; base-uri 'none'; \
         frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types lykt",
    ),
    (header::CACHE_CONTROL, "no-store"),
    (header::REFERRER_POLICY, "no-referrer"),
    (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    (header::X_FRAME_OPTIONS, "DENY"),
    (
        HeaderName::from_static("cross-origin-opener-policy"),
        "same-origin",
    ),
    (
        HeaderName::from_static("cross-origin-resource-policy"),
        "same-origin",
    ),
    (
        HeaderName::from_static("permissions-policy"),
        "camera=(), geolocation=(), microphone=(), browsing-topics=()",
    ),
];

/// The kiosk with all it needs.
#[derive(Clone)]
pub struct Kiosk {
    engine: Arc<Engine>,
    clock: Arc<dyn Fn() -> Option<Moment> + Send + Sync>,
    settings: Arc<Settings>,
    frames: Arc<EachLang<Frame>>,
    metrics: Arc<Metrics>,
    visit: Arc<Visit>,
    /// What the metrics say besides.
    beside: Arc<dyn Fn() -> String + Send + Sync>,
}

/// What a form sends: a question, or a point of the guided way, or a service; and the place.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
struct Asked {
    /// A question in one's own words.
    q: String,
    /// The token of a point of the guided way.
    g: String,
    /// A service, looked at from the answer to `q` or `g`.
    s: String,
    /// Another view of that service: the card for a purse.
    v: String,
    /// Where help is wanted. A guided way that sends none has its own.
    p: Option<String>,
}

impl Asked {
    /// What the answer is, for the counters.
    fn kind(&self) -> Kind {
        match (self.s.is_empty(), self.g.is_empty(), self.q.trim().is_empty()) {
            (false, ..) => Kind::Service,
            (true, false, _) => Kind::Guide,
            (true, true, false) => Kind::Search,
            (true, true, true) => Kind::Start,
        }
    }

    /// The id of the place, as it stands in a form.
    fn place(&self) -> &str {
        self.p.as_deref().unwrap_or_default()
    }
}

/// The page of an answer, as HTML.
#[must_use]
pub fn draw(desk: &Desk, answer: &Answer) -> String {
    let lang = answer.lang();
    let settings = Settings::new(lang, None);
    let frame = Frame::of(desk, &settings, lang);
    Page::draw(desk, &settings, &frame, lang, &Asked::default(), answer, None).into_string()
}

impl Kiosk {
    /// A kiosk as an office wants it. It asks `clock` for the time.
    pub fn new(
        engine: Arc<Engine>,
        clock: impl Fn() -> Option<Moment> + Send + Sync + 'static,
        settings: Settings,
    ) -> Self {
        let places = engine.desk().directory().places();
        let metrics = Metrics::new(places.map(|place| place.id.clone()));
        let frames = EachLang::new(|lang| Frame::of(engine.desk(), &settings, lang));
        Self {
            frames: Arc::new(frames),
            metrics: Arc::new(metrics),
            visit: Arc::default(),
            engine,
            clock: Arc::new(clock),
            settings: Arc::new(settings),
            beside: Arc::new(String::new),
        }
    }

    /// The same with more metrics: those of the channels that run beside it.
    #[must_use]
    pub fn beside(mut self, metrics: impl Fn() -> String + Send + Sync + 'static) -> Self {
        self.beside = Arc::new(metrics);
        self
    }

    /// The pages, without limits.
    fn pages(&self) -> Router {
        Router::new()
            .route("/", get(home))
            .route("/style.css", get(style))
            .route("/kiosk.js", get(script))
            .route("/healthz", get(health).post(leave))
            .route("/metrics", get(metrics))
            .route("/{lang}", get(start).post(ask))
            .fallback(not_found)
            .method_not_allowed_fallback(wrong_method)
            .with_state(Arc::new(self.clone()))
    }

    /// More than can be answered at once, or something that took too long.
    fn busy(&self) -> Response {
        self.notice_page(
            StatusCode::SERVICE_UNAVAILABLE,
            Message::PageError,
            self.settings.lang,
        )
    }

    /// A page. A panic while it is made is a page too: the emergency numbers and that something went wrong.
    fn page(
        &self,
        status: StatusCode,
        lang: Lang,
        asked: &Asked,
        answer: impl FnOnce(&Self) -> Answer,
    ) -> Response {
        let desk = self.engine.desk();
        let (settings, frame) = (&self.settings, self.frames.of(lang));
        let began = Instant::now();
        let made = catch_unwind(AssertUnwindSafe(|| {
            let norwegian = self.norwegian(lang, asked);
            Page::draw(
                desk,
                settings,
                frame,
                lang,
                asked,
                &answer(self),
                norwegian.as_ref(),
            )
        }));
        if let Ok(page) = made {
            let kind = if status == StatusCode::OK {
                asked.kind()
            } else {
                Kind::Notice
            };
            self.metrics.count(lang, kind, asked.place(), began.elapsed());
            return (status, page).into_response();
        }
        let trouble = || desk.notice(Message::PageError, lang, (self.clock)());
        let page = Page::draw(desk, settings, frame, lang, &Asked::default(), &trouble(), None);
        (StatusCode::INTERNAL_SERVER_ERROR, page).into_response()
    }

    fn start_page(&self, lang: Lang) -> Response {
        let place = self.settings.place.clone();
        let asked = Asked {
            p: place.as_ref().map(PlaceId::to_string),
            ..Asked::default()
        };
        self.page(StatusCode::OK, lang, &asked, |kiosk| {
            kiosk.engine.desk().start(lang, place, (kiosk.clock)())
        })
    }

    fn notice_page(&self, status: StatusCode, message: Message<'static>, lang: Lang) -> Response {
        let asked = Asked {
            p: self.settings.place.as_ref().map(PlaceId::to_string),
            ..Asked::default()
        };
        self.page(status, lang, &asked, |kiosk| {
            kiosk.engine.desk().notice(message, lang, (kiosk.clock)())
        })
    }

    /// What was asked, without a token that is old or forged; one of the first step is the first screen.
    fn known(&self, asked: Asked) -> Asked {
        match self.engine.desk().state(&asked.g) {
            Some(state) if !state.is_start() => asked,
            Some(state) => Asked {
                g: String::new(),
                p: asked.p.or_else(|| state.place.place().map(PlaceId::to_string)),
                ..asked
            },
            None => Asked {
                g: String::new(),
                ..asked
            },
        }
    }

    /// A service in Norwegian, to stand beside its translation.
    fn norwegian(&self, lang: Lang, asked: &Asked) -> Option<Answer> {
        let desk = self.engine.desk();
        let service = desk.directory().service_called(&asked.s)?;
        (lang != Lang::Nb).then(|| desk.service(&service.id, Lang::Nb, None, (self.clock)()))
    }

    fn answer(&self, lang: Lang, asked: &Asked) -> Answer {
        let at = (self.clock)();
        let desk = self.engine.desk();
        // A place that a page of ours would not send is no place.
        let place = desk.directory().place_called(asked.place()).ok();
        let place = place.map(|place| place.id.clone());
        if let Some(service) = desk.directory().service_called(&asked.s) {
            return desk.service(&service.id, lang, place, at);
        }
        if let Some(state) = desk.state(&asked.g) {
            let state = state.with_lang(lang);
            let state = match asked.p {
                Some(_) => state.with_place(place.into()),
                None => state,
            };
            return desk.guide(&state, at);
        }
        if asked.q.trim().is_empty() {
            return desk.start(lang, place, at);
        }
        self.engine.answer(
            &Question {
                text: asked.q.clone(),
                lang: Some(lang),
                usual: None,
                place,
            },
            at,
        )
    }
}

impl std::fmt::Debug for Kiosk {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Kiosk")
            .field("settings", &self.settings)
            .finish_non_exhaustive()
    }
}

/// The start in the office's language, to which the exit leads where it leads to nobody else.
async fn home(State(kiosk): State<Arc<Kiosk>>) -> Response {
    let mut response = kiosk.start_page(kiosk.settings.lang);
    if kiosk.settings.secure() && kiosk.settings.exit.is_none() {
        // Besides `no-store`, for what a browser keeps all the same. It listens to this over HTTPS alone.
        let forget = HeaderValue::from_static(r#""cache", "storage""#);
        let name = HeaderName::from_static("clear-site-data");
        response.headers_mut().insert(name, forget);
    }
    response
}

async fn start(State(kiosk): State<Arc<Kiosk>>, Path(tag): Path<String>) -> Response {
    kiosk.visit.ask();
    match kiosk.settings.exact(&tag) {
        Some(lang) => kiosk.start_page(lang),
        None => kiosk.notice_page(StatusCode::NOT_FOUND, Message::PageNotFound, kiosk.settings.lang),
    }
}

async fn ask(
    State(kiosk): State<Arc<Kiosk>>,
    Path(tag): Path<String>,
    form: Result<Form<Asked>, FormRejection>,
) -> Response {
    kiosk.visit.ask();
    let Some(lang) = kiosk.settings.exact(&tag) else {
        return kiosk.notice_page(StatusCode::NOT_FOUND, Message::PageNotFound, kiosk.settings.lang);
    };
    match form {
        Ok(Form(asked)) => {
            let asked = kiosk.known(asked);
            kiosk.page(StatusCode::OK, lang, &asked, |kiosk| kiosk.answer(lang, &asked))
        }
        Err(error) => kiosk.notice_page(error.status(), Message::PageError, lang),
    }
}

async fn style() -> impl IntoResponse {
    (
        [(header::CONTENT_TYPE, "text/css; charset=utf-8")],
        include_str!("style.css"),
    )
}

async fn script() -> impl IntoResponse {
    (
        [(header::CONTENT_TYPE, "text/javascript; charset=utf-8")],
        include_str!("kiosk.js"),
    )
}

/// That the server answers, and whether the screen of a hall can have a new browser now.
async fn health(State(kiosk): State<Arc<Kiosk>>) -> &'static str {
    if kiosk.visit.is_over() { "over" } else { "ok" }
}

/// A page was emptied.
async fn leave(State(kiosk): State<Arc<Kiosk>>) -> &'static str {
    kiosk.visit.leave();
    "ok"
}

async fn metrics(State(kiosk): State<Arc<Kiosk>>) -> String {
    kiosk.metrics.text() + (kiosk.beside)().as_str()
}

/// No page: said in the language that the address begins with, if it does.
async fn not_found(State(kiosk): State<Arc<Kiosk>>, uri: Uri) -> Response {
    let tag = uri.path().split('/').nth(1).unwrap_or_default();
    let lang = kiosk.settings.exact(tag).unwrap_or(kiosk.settings.lang);
    kiosk.notice_page(StatusCode::NOT_FOUND, Message::PageNotFound, lang)
}

async fn wrong_method(State(kiosk): State<Arc<Kiosk>>) -> Response {
    kiosk.notice_page(
        StatusCode::METHOD_NOT_ALLOWED,
        Message::PageError,
        kiosk.settings.lang,
    )
}

fn with_headers(mut response: Response, secure: bool) -> Response {
    // Room for all of them at once, those of the page and its length too: to grow means to sort them anew.
    let room = HeaderMap::with_capacity(HEADERS.len() + 4);
    let own = std::mem::replace(response.headers_mut(), room);
    response.headers_mut().extend(own);
    // Only where people reach lykt by HTTPS: a browser that was told so cannot reach it in another way any more.
    let strict = (
        header::STRICT_TRANSPORT_SECURITY,
        "max-age=31536000; includeSubDomains",
    );
    let more = secure.then_some(strict);
    for (name, value) in HEADERS.into_iter().chain(more) {
        response
            .headers_mut()
            .insert(name, HeaderValue::from_static(value));
    }
    response
}
