//! The kiosk as a browser sees it, without a socket.

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
    let response = kiosk.router().oneshot(request).await.unwrap();
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
            .router()
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

/// A text that is not in the page's language says so to a screen reader.
#[test]
fn every_text_has_its_language() {
    let page = post("/uk", "s=rvts");
    assert!(page.body.contains("<html lang=\"uk\""));
    assert!(
        page.body.contains("<span lang=\"nb\" dir=\"ltr\">"),
        "{}",
        page.body
    );
}

/// The texts of a page, each with the language that is nearest to it.
fn texts_of(page: &str) -> Vec<(String, String)> {
    const VOID: [&str; 4] = ["!DOCTYPE", "input", "link", "meta"];
    let mut open: Vec<(String, Option<String>)> = Vec::new();
    let mut texts = Vec::new();
    for piece in page.split('<').skip(1) {
        let (tag, text) = piece.split_once('>').unwrap();
        let name = tag.split([' ', '/']).next().unwrap();
        if tag.starts_with('/') {
            open.pop();
        } else if !VOID.contains(&name) && !tag.ends_with('/') {
            let lang = tag
                .split_once(" lang=\"")
                .map(|(_, rest)| rest.split('"').next().unwrap());
            open.push((name.to_owned(), lang.map(str::to_owned)));
        }
        let lang = open.iter().rev().find_map(|(_, lang)| lang.clone());
        // A choice of a list has one language: the town's name is in that of the reader, then in Norwegian.
        let shown = open
            .last()
            .is_some_and(|(name, _)| !["title", "option"].contains(&name.as_str()));
        if let Some(lang) = lang.filter(|_| shown && !text.trim().is_empty()) {
            texts.push((lang, text.trim().replace("&amp;", "&").replace("&quot;", "\"")));
        }
    }
    assert!(open.is_empty(), "{open:?}");
    texts
}

/// What is wrong with a text in a language, by its letters: letters of another one, what is to be said in Norwegian, or a word in Norwegian
/// letters in English.
fn strange(lang: &str, text: &str) -> Option<&'static str> {
    const EVERYWHERE: [&str; 5] = ["SMS", "SIM", "Shift", "Telegram", "YouTube"];
    // Addresses are the same in every language.
    let address =
        |word: &str| word.contains(['@', '/']) || word.split('.').filter(|part| !part.is_empty()).count() > 1;
    let words = text.split_whitespace().filter(|word| !address(word));
    let words: Vec<&str> = words.flat_map(|word| word.split('-')).collect();
    let letters = |word: &&str| word.trim_matches(|c: char| !c.is_alphabetic()).to_owned();
    let cyrillic = |c: char| ('\u{400}'..'\u{530}').contains(&c);
    let latin = |c: char| c.is_alphabetic() && !cyrillic(c);
    if lang != "uk" && text.contains(cyrillic) {
        return Some("Cyrillic letters");
    }
    let own = |word: &String| word.contains(latin) && !EVERYWHERE.contains(&word.as_str());
    if lang == "uk" && words.iter().map(letters).any(|word| own(&word)) {
        return Some("Latin letters");
    }
    if lang != "nb" && (text.contains("Jeg ") || text.contains("(legevakt)")) {
        return Some("Norwegian");
    }
    let small = |word: &String| word.starts_with(char::is_lowercase) && word.contains(['æ', 'ø', 'å']);
    (lang == "en" && words.iter().map(letters).any(|word| small(&word))).then_some("Norwegian letters")
}

/// Every text of every page stands in its own language: what to say in Norwegian, the name on a Norwegian door, the title of a leaflet.
#[test]
fn every_word_has_its_language() {
    let mut wrong = std::collections::BTreeSet::new();
    let mut quotes = 0;
    for (name, page) in every_page() {
        for (lang, text) in texts_of(&page) {
            if let Some(what) = strange(&lang, &text) {
                wrong.insert(format!("{name}: {what} in {lang}: {text}"));
            }
            quotes +=
                usize::from(lang == "nb" && text.starts_with("Jeg er i fare") && !name.starts_with("nb"));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
    assert!(quotes > 0);
    let parts = |lang, text: &str| -> Vec<(Option<Lang>, String)> {
        let engine = engine();
        let parts = engine.desk().parts(lang, text).into_iter();
        parts.map(|(lang, text)| (lang, text.to_owned())).collect()
    };
    let part = |lang: Option<Lang>, text: &str| (lang, text.to_owned());
    for (lang, text, other, tongue) in [
        (
            Lang::En,
            "Adults at school (Voksne på skolen)",
            "Voksne på skolen",
            Lang::Nb,
        ),
        (
            Lang::En,
            "Child welfare service in Narvik (barneverntjenesten)",
            "barneverntjenesten",
            Lang::Nb,
        ),
        (
            Lang::Se,
            "Doavttervákta (legevakt), olles Norga",
            "legevakt",
            Lang::Nb,
        ),
        (Lang::Uk, "Центр (Nok. Gjøvik)", "Nok. Gjøvik", Lang::Nb),
        (
            Lang::Uk,
            "Брошура «You have a RIGHT to be safe»",
            "You have a RIGHT to be safe",
            Lang::En,
        ),
        (
            Lang::Nb,
            "Heftet «You have a RIGHT to be safe»",
            "You have a RIGHT to be safe",
            Lang::En,
        ),
    ] {
        assert!(
            parts(lang, text).contains(&part(Some(tongue), other)),
            "{:?}",
            parts(lang, text)
        );
    }
    for (lang, text) in [
        (Lang::En, "I am in danger. I need an interpreter."),
        (Lang::En, "Chat for children and young people, SMS until 22"),
        (Lang::Se, "Riŋge dahje čále. Sis lea chat, SMS ja e-poasta."),
        (Lang::Uk, "Надішліть SMS або продовжте в Telegram."),
        (Lang::Nb, "Si: «Jeg er i fare. Jeg er her: …»"),
    ] {
        assert_eq!(parts(lang, text), [part(None, text)]);
    }
}

/// What the HTTP Observatory of Mozilla would give these headers (the arithmetic of its `src/grader/charts.js`, of autumn 2025): first what is
/// taken away; where 90 or more are left, what is added. Scripts come from the same origin without integrity, which is 0; no cookies, no CORS, 0.
fn observatory(headers: &axum::http::HeaderMap, https: bool) -> i32 {
    let value = |name: &str| headers.get(name).map_or("", |value| value.to_str().unwrap());
    let csp = value("content-security-policy");
    let sources = |name: &str| {
        let directives = csp.split(';').map(str::trim);
        let mut found = directives.filter_map(|each| each.strip_prefix(name));
        found.find(|rest| rest.starts_with(' ')).map(str::trim)
    };
    let unsafe_source = |text: &str| {
        ["'unsafe-", "data:", "http:", "https:", "*"]
            .iter()
            .any(|each| text.contains(each))
    };
    let own_forms = matches!(sources("form-action"), Some("'self'" | "'none'"));
    let csp = match csp {
        "" => -25,
        _ if unsafe_source(csp) || sources("script-src").or(sources("default-src")).is_none() => -20,
        _ if sources("default-src") == Some("'none'") && own_forms => 10,
        _ => 5,
    };
    let age = value("strict-transport-security").split(';').next().unwrap();
    let age: Option<u32> = age.strip_prefix("max-age=").and_then(|age| age.parse().ok());
    let modifiers = [
        csp,
        match age.filter(|_| https) {
            Some(15_768_000..) => 0,
            Some(_) => -10,
            None => -20,
        },
        match value("referrer-policy") {
            "no-referrer" | "same-origin" | "strict-origin" | "strict-origin-when-cross-origin" => 5,
            "" => 0,
            _ => -5,
        },
        if value("x-content-type-options") == "nosniff" {
            0
        } else {
            -5
        },
        match (sources("frame-ancestors"), value("x-frame-options")) {
            (Some(_), _) => 5,
            (None, "DENY" | "SAMEORIGIN") => 0,
            (None, _) => -20,
        },
        match value("cross-origin-resource-policy") {
            "same-origin" | "same-site" => 10,
            "cross-origin" | "" => 0,
            _ => -5,
        },
    ];
    let base = 100 + modifiers.iter().filter(|each| **each < 0).sum::<i32>();
    let extra: i32 = modifiers.iter().filter(|each| **each > 0).sum();
    if base >= 90 { base + extra } else { base.max(0) }
}

/// A+ for the pages on the web: 100 is enough, these have 130. On the loopback there is no HTTPS, and so no way to tell a browser to stay with it:
/// that alone is what is taken away there.
#[test]
fn the_headers_are_graded() {
    let secure = Settings {
        public_url: Some("https://example.org/".to_owned()),
        ..Settings::new(Lang::Nb, None)
    };
    for path in [
        "/",
        "/uk",
        "/nothing/here",
        "/style.css",
        "/kiosk.js",
        "/healthz",
        "/metrics",
    ] {
        let request = || Request::get(path).body(Body::empty()).unwrap();
        let page = other(secure.clone(), request());
        assert_eq!(observatory(&page.headers, true), 130, "{path}");
        let page = get(path);
        assert_eq!(observatory(&page.headers, false), 80, "{path}");
        let mut headers = page.headers;
        headers.insert(
            header::STRICT_TRANSPORT_SECURITY,
            "max-age=31536000".parse().unwrap(),
        );
        assert_eq!(observatory(&headers, true), 130, "{path}");
        headers.remove(header::CONTENT_SECURITY_POLICY);
        assert_eq!(observatory(&headers, true), 75, "without a content policy");
    }
}

/// Where people come over HTTPS, the page that the exit leads to tells the browser to forget, besides `no-store` on every answer. It is told nothing
/// where it would not listen, and nothing by every other page.
#[test]
fn the_exit_makes_the_browser_forget() {
    let forgets = |public: Option<&str>, path: &str| {
        let settings = Settings {
            public_url: public.map(str::to_owned),
            ..Settings::new(Lang::Nb, None)
        };
        let page = other(settings, Request::get(path).body(Body::empty()).unwrap());
        assert_eq!(page.headers[header::CACHE_CONTROL], "no-store");
        let forget = page.headers.get("clear-site-data");
        forget.map(|value| value.to_str().unwrap().to_owned())
    };
    let everything = Some("\"cache\", \"storage\"".to_owned());
    assert_eq!(forgets(Some("https://example.org/"), "/"), everything);
    assert_eq!(forgets(Some("https://example.org/"), "/nb"), None);
    assert_eq!(forgets(Some("http://example.org/"), "/"), None);
    assert_eq!(forgets(None, "/"), None);
}
