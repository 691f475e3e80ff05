//! The kiosk as a browser sees it, without a socket.

mod headers;
mod languages;

use std::time::Duration;

use axum::body::Body;
use axum::http::{Request, StatusCode, header};
use http_body_util::BodyExt;
use lykt::answer::Question;
use lykt::channels::kiosk::{Kiosk, Settings};
use lykt::model::Lang;
use lykt::text::Message;
use tower::ServiceExt;

use crate::help::{engine, guided, place, tuesday};

struct Page {
    status: StatusCode,
    headers: axum::http::HeaderMap,
    body: String,
}

async fn fetch(request: Request<Body>) -> Page {
    let kiosk = Kiosk::new(engine(), || Some(tuesday()), Settings::new(Lang::Nb, None));
    fetch_from(kiosk, request).await
}

async fn fetch_from(kiosk: Kiosk, request: Request<Body>) -> Page {
    let response = kiosk.service().oneshot(request).await.unwrap();
    let (parts, body) = response.into_parts();
    let body = String::from_utf8(body.collect().await.unwrap().to_bytes().to_vec()).unwrap();
    Page {
        status: parts.status,
        headers: parts.headers,
        body,
    }
}

fn block<T>(future: impl Future<Output = T>) -> T {
    tokio::runtime::Builder::new_current_thread()
        .enable_time()
        .build()
        .unwrap()
        .block_on(future)
}

fn get(path: &str) -> Page {
    block(fetch(Request::get(path).body(Body::empty()).unwrap()))
}

fn post(path: &str, form: &str) -> Page {
    let request = Request::post(path).header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
    block(fetch(request.body(Body::from(form.to_owned())).unwrap()))
}

/// The page that a form sent to a path opens.
pub(crate) fn answered(path: &str, form: &str) -> String {
    let page = post(path, form);
    assert_eq!(page.status, StatusCode::OK);
    page.body
}

/// Percent-encoding of a form value.
fn encoded(text: &str) -> String {
    text.bytes().fold(String::new(), |encoded, byte| {
        encoded + format!("%{byte:02X}").as_str()
    })
}

/// The page that answers a question, in its language or in Norwegian.
pub(crate) fn page_of(question: &Question) -> String {
    let place = question.place.as_ref().map_or("", |place| place.as_str());
    let form = format!("q={}&p={place}", encoded(&question.text));
    let page = post(&format!("/{}", question.lang.unwrap_or(Lang::Nb)), &form);
    assert_eq!(page.status, StatusCode::OK);
    page.body
}

/// What a person reads on a page: without tags, style and the head.
pub(crate) fn visible(page: &str) -> String {
    let body = page.split_once("<header").map_or(page, |(_, rest)| rest);
    let mut text = String::new();
    let mut tag = true;
    for (at, c) in body.char_indices() {
        match c {
            '<' => {
                tag = true;
                // A word of another language is not parted from its neighbours.
                let rest = body.get(at..).unwrap_or_default();
                if !rest.starts_with("<span") && !rest.starts_with("</span") {
                    text.push(' ');
                }
            }
            '>' => tag = false,
            _ if !tag => text.push(c),
            _ => {}
        }
    }
    let text = text
        .replace("&amp;", "&")
        .replace("&quot;", "\"")
        .replace("&lt;", "<")
        .replace("&gt;", ">");
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Every page there is: start, each topic and each service in every language, and the errors.
pub(crate) fn every_page() -> Vec<(String, String)> {
    let engine = engine();
    let mut pages = Vec::new();
    for lang in Lang::ALL {
        pages.push((format!("{lang} start"), get(&format!("/{lang}")).body));
        for (trail, state) in guided(lang, Some(place("gjovik"))) {
            let page = post(&format!("/{lang}"), &format!("g={}", engine.desk().token(&state)));
            pages.push((format!("{lang} {trail}"), page.body));
        }
        for service in engine.desk().directory().services() {
            let page = post(&format!("/{lang}"), &format!("s={}", service.id));
            pages.push((format!("{lang} {}", service.id), page.body));
        }
        for question in ["mannen min slår meg", "he has a knife", "qwertyuiop asdf"] {
            let page = post(&format!("/{lang}"), &format!("q={}", encoded(question)));
            pages.push((format!("{lang} {question}"), page.body));
        }
    }
    pages.push(("404".to_owned(), get("/nothing/here").body));
    pages
}

/// Every response, also the errors, has the emergency numbers and the headers.
#[test]
fn numbers_and_headers_on_every_response() {
    let long = "x".repeat(40_000);
    let pages = [
        (get("/"), StatusCode::OK),
        (get("/uk"), StatusCode::OK),
        (get("/de"), StatusCode::NOT_FOUND),
        (get("/nb/more"), StatusCode::NOT_FOUND),
        (post("/xx", "q=hjelp"), StatusCode::NOT_FOUND),
        (post("/nb", &format!("q={long}")), StatusCode::PAYLOAD_TOO_LARGE),
        (post("/nb", "q=hjelp&q=to"), StatusCode::UNPROCESSABLE_ENTITY),
        (
            block(fetch(Request::delete("/nb").body(Body::empty()).unwrap())),
            StatusCode::METHOD_NOT_ALLOWED,
        ),
        (
            block(fetch(Request::post("/nb").body(Body::from("q=x")).unwrap())),
            StatusCode::UNSUPPORTED_MEDIA_TYPE,
        ),
    ];
    for (page, status) in &pages {
        assert_eq!(page.status, *status, "{}", page.body);
        let text = visible(&page.body);
        for number in ["112", "113", "110", "116 117", "116 111", "116 006"] {
            assert!(text.contains(number), "{number} on {status}: {text}");
        }
        let policy = page.headers[header::CONTENT_SECURITY_POLICY].to_str().unwrap();
        assert!(
            policy.starts_with("default-src 'none'; style-src 'self'; form-action 'self'"),
            "{policy}"
        );
        assert_eq!(page.headers[header::CACHE_CONTROL], "no-store");
        assert_eq!(page.headers[header::REFERRER_POLICY], "no-referrer");
        assert_eq!(page.headers[header::X_CONTENT_TYPE_OPTIONS], "nosniff");
        assert!(!page.headers.contains_key(header::SET_COOKIE));
    }
}

/// A kiosk with other settings than the usual ones.
fn other(settings: Settings, request: Request<Body>) -> Page {
    let kiosk = Kiosk::new(engine(), || Some(tuesday()), settings);
    block(fetch_from(kiosk, request))
}

/// What an office decides: the languages and their order, printing, where the exit leads, how long the screen waits.
#[test]
fn an_office_decides() {
    let settings = Settings {
        languages: vec![Lang::Se, Lang::Nb],
        printing: false,
        idle: 90,
        exit: Some("https://example.org/".to_owned()),
        public_url: Some("https://example.com/".to_owned()),
        ..Settings::new(Lang::Se, Some(place("narvik")))
    };
    let page = |request| other(settings.clone(), request);
    let start = page(Request::get("/").body(Body::empty()).unwrap());
    assert!(start.body.contains("<html lang=\"se\""));
    assert!(
        start.body.contains("data-idle=\"90\"")
            && start
                .body
                .contains("class=\"exit\" href=\"https://example.org/\"")
    );
    assert!(start.body.find("formaction=\"/se\"") < start.body.find("formaction=\"/nb\""));
    assert!(!start.body.contains("formaction=\"/uk\""));
    assert!(
        start.headers[header::STRICT_TRANSPORT_SECURITY]
            .to_str()
            .unwrap()
            .starts_with("max-age=31536000")
    );
    let absent = page(Request::get("/uk").body(Body::empty()).unwrap());
    assert_eq!(absent.status, StatusCode::NOT_FOUND);
    let form = Request::post("/nb").header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
    let service = page(form.body(Body::from("s=krisesenter-narvik")).unwrap());
    assert!(service.body.contains("class=\"carry\"") && !service.body.contains("data-do=\"print\""));
    assert!(!service.body.contains("Telegram"));
}

/// The lines for violence, for children and for a doctor stand above the answer; in danger there is one number.
#[test]
fn the_other_lines_stand_above_the_answer() {
    for page in [
        get("/nb"),
        post("/uk", "s=krisesenter-gjovik&p=gjovik"),
        post("/se", "q=x"),
        get("/xx"),
    ] {
        let above = page.body.split("<main").next().unwrap();
        let numbers = ["112", "113", "110", "116 006", "116 111", "116 117"];
        let places = numbers.map(|number| above.find(&format!("<b>{number}</b>")).unwrap());
        assert!(places.is_sorted(), "{above}");
    }
    let danger = post("/nb", "q=han+har+kniv").body;
    assert!(!danger.split("<main").next().unwrap().contains("116 006"));
    assert!(danger.contains("116 006"));
}

/// Whoever reads a page can read what stays visible to others: no page promises more than it holds.
#[test]
fn every_page_says_what_it_cannot_hide() {
    let limits = [
        Message::PrivacyNote,
        Message::LimitsScreen,
        Message::LimitsHistory,
        Message::LimitsNetwork,
        Message::LimitsWatched,
        Message::LimitsErase,
    ];
    for lang in Lang::ALL {
        for form in ["", "q=hjelp", "s=krisesenter-gjovik"] {
            let text = visible(&post(&format!("/{lang}"), form).body);
            for limit in limits {
                let said = engine().desk().say(lang, limit).text;
                assert!(text.contains(&said), "{lang} {form}: {said}");
            }
        }
    }
}

/// An error on the first screen keeps the office's place and asks once what to choose.
#[test]
fn an_error_is_the_first_screen_with_another_heading() {
    let page = other(
        Settings::new(Lang::Nb, Some(place("narvik"))),
        Request::get("/nothing/here").body(Body::empty()).unwrap(),
    );
    let text = visible(&page.body);
    assert_eq!(
        text.matches("Eller velg det som passer best").count(),
        1,
        "{text}"
    );
    assert!(page.body.contains("<option value=\"narvik\" selected>"), "{text}");
}

/// That the server answers, and its counters, with the headers of every response.
#[test]
fn health_and_counters() {
    for path in ["/healthz", "/metrics", "/kiosk.js", "/style.css"] {
        let page = get(path);
        assert_eq!(page.status, StatusCode::OK);
        assert_eq!(page.headers[header::CACHE_CONTROL], "no-store", "{path}");
        assert!(
            page.headers.contains_key(header::CONTENT_SECURITY_POLICY),
            "{path}"
        );
        assert!(
            !page.headers.contains_key(header::STRICT_TRANSPORT_SECURITY),
            "{path}"
        );
    }
    assert_eq!(get("/healthz").body, "ok");
}

/// Whoever has left and does not come again within five seconds has left the screen to the next visitor.
#[tokio::test(start_paused = true)]
async fn a_visit_is_over_once_nobody_comes_again() {
    let kiosk = Kiosk::new(engine(), || Some(tuesday()), Settings::new(Lang::Nb, None));
    let says = async |request: axum::http::request::Builder, form: &'static str| {
        let request = request.header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
        fetch_from(kiosk.clone(), request.body(Body::from(form)).unwrap())
            .await
            .body
    };
    let health = async || says(Request::get("/healthz"), "").await;
    let leave = async || says(Request::post("/healthz"), "").await;
    let rest = async |seconds| tokio::time::advance(Duration::from_secs(seconds)).await;
    leave().await;
    // The page to which whoever leaves is led.
    says(Request::get("/"), "").await;
    rest(4).await;
    assert_eq!(health().await, "ok");
    rest(1).await;
    assert_eq!(health().await, "over");
    rest(1000).await;
    assert_eq!(health().await, "over");
    says(Request::get("/uk"), "").await;
    assert_eq!(health().await, "ok");
    leave().await;
    rest(1).await;
    says(Request::post("/nb"), "q=han+slo").await;
    rest(5).await;
    assert_eq!(health().await, "ok");
}

/// Beside a translation stands the Norwegian text, and that an interpreter is needed.
#[test]
fn a_bridge_to_a_clerk() {
    let page = post("/uk", "s=krisesenter-narvik");
    assert!(visible(&page.body).contains("Jeg snakker ukrainsk. Jeg trenger tolk."));
    assert!(page.body.contains("<div lang=\"nb\" dir=\"ltr\">"));
    let norwegian = post("/nb", "s=krisesenter-narvik");
    assert!(!norwegian.body.contains("class=\"bridge\""));
}

/// A panic in the making of a page is answered with the numbers.
#[test]
fn a_panic_is_a_page_with_the_numbers() {
    let kiosk = Kiosk::new(engine(), panicking_clock(), Settings::new(Lang::En, None));
    let response = block(
        kiosk
            .service()
            .oneshot(Request::get("/en").body(Body::empty()).unwrap()),
    )
    .unwrap();
    assert_eq!(response.status(), StatusCode::INTERNAL_SERVER_ERROR);
    let body = block(response.into_body().collect()).unwrap().to_bytes();
    let text = visible(std::str::from_utf8(&body).unwrap());
    assert!(
        text.contains("112") && text.contains("Something went wrong"),
        "{text}"
    );
}

/// A clock that fails when it is first asked.
fn panicking_clock() -> impl Fn() -> Option<lykt::model::Moment> + Send + Sync {
    let asked = std::sync::atomic::AtomicBool::new(false);
    move || {
        assert!(
            asked.swap(true, std::sync::atomic::Ordering::SeqCst),
            "the first look at the clock fails"
        );
        Some(tuesday())
    }
}

/// Titles and paths say nothing of what the page is about, and what was asked stands in no address.
#[test]
fn nothing_tells_in_title_path_or_address() {
    for (name, page) in every_page() {
        assert!(page.contains("<title>lykt</title>"), "{name}");
        let own = page
            .split("action=\"")
            .skip(1)
            .map(|rest| rest.split('"').next().unwrap());
        for action in own {
            assert!(
                Lang::ALL.iter().any(|lang| action == format!("/{lang}")),
                "{name}: {action}"
            );
        }
        for form in page.split("<form").skip(1) {
            let open = form.split('>').next().unwrap();
            assert!(open.contains("method=\"post\""), "{name}: {open}");
        }
        assert!(
            page.matches("<script").count() == 1
                && page.contains("<script type=\"module\" src=\"/kiosk.js\"></script>"),
            "{name}: our own script alone"
        );
        assert!(!page.contains(" style=") && !page.contains(" onclick"), "{name}");
    }
}

/// What is typed is never shown again as text, and cannot become markup.
#[test]
fn what_is_typed_stays_harmless() {
    let page = post(
        "/nb",
        &format!("q={}", encoded("<script>alert(1)</script> \"><b>canary")),
    );
    assert_eq!(page.status, StatusCode::OK);
    assert!(!page.body.contains("<script>") && !page.body.contains("<b>canary"));
    assert!(!visible(&page.body).contains("canary"));
}

/// The same question is answered in another language at one touch, and the field remembers nothing.
#[test]
fn another_language_answers_the_same() {
    let page = post("/nb", "q=mannen+min+sl%C3%A5r+meg&p=gjovik");
    assert!(page.body.contains("name=\"q\" value=\"mannen min slår meg\""));
    assert!(page.body.contains("formaction=\"/uk\""));
    assert!(page.body.contains("autocomplete=\"off\""));
    let other = post("/uk", "q=mannen+min+sl%C3%A5r+meg&p=gjovik");
    assert!(visible(&other.body).contains("61 17 55 60"));
}

/// What one can do besides, on a page that says what went wrong, promises nothing about it.
#[test]
fn an_error_has_no_line_of_the_start() {
    for lang in Lang::ALL {
        let line = engine().desk().guide_text(lang, "guide-start-line");
        assert!(visible(&get(&format!("/{lang}")).body).contains(&line), "{line}");
        assert!(
            !visible(&get(&format!("/{lang}/x")).body).contains(&line),
            "{line}"
        );
    }
}

/// No line ends within opening hours, and what several addresses are is said once.
#[test]
fn hours_and_addresses_of_a_service() {
    let page = post("/nb", "s=krisesenter-gjovik").body;
    assert_eq!(page.matches("Nettside:").count(), 1, "{page}");
    // 08:00–15:30
    let broken = |page: &str| {
        let mut parts = page.split('–').map(str::as_bytes);
        let mut before = parts.next().unwrap_or_default();
        parts.any(|after| {
            let time = matches!(before, [.., b':', b'0'..=b'9', b'0'..=b'9'])
                && after.first().is_some_and(u8::is_ascii_digit);
            before = after;
            time
        })
    };
    let hours = every_page().into_iter().filter(|(_, page)| broken(page));
    assert_eq!(
        hours.map(|(name, _)| name).collect::<Vec<_>>(),
        Vec::<String>::new()
    );
}
