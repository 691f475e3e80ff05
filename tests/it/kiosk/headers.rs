//! What the headers promise, graded as others grade them.

use axum::body::Body;
use axum::http::{Request, header};
use lykt::channels::kiosk::Settings;
use lykt::model::Lang;

use super::{get, other};

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
