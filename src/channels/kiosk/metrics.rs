//! How often the pages are used: counters alone. No text, no address, no time of a visit.
//!
//! Counters are shown in steps of five, so that no single visit can be seen in them, and a place only from five on.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use crate::model::{Lang, PlaceId};

/// Fewer than this are not shown, and what is shown is a multiple of it.
const STEP: u64 = 5;
/// The upper ends of the latency buckets, in milliseconds.
const BUCKETS: [u64; 6] = [1, 5, 10, 50, 250, 1000];

/// What a page is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Start,
    Search,
    Guide,
    Service,
    Notice,
}

impl Kind {
    const ALL: [(Self, &'static str); 5] = [
        (Self::Start, "start"),
        (Self::Search, "search"),
        (Self::Guide, "guide"),
        (Self::Service, "service"),
        (Self::Notice, "notice"),
    ];
}

/// The counters.
#[derive(Debug)]
pub(super) struct Metrics {
    pages: Vec<(Lang, Kind, &'static str, AtomicU64)>,
    places: BTreeMap<PlaceId, AtomicU64>,
    latency: [AtomicU64; BUCKETS.len()],
    all: AtomicU64,
}

impl Metrics {
    pub(super) fn new(places: impl Iterator<Item = PlaceId>) -> Self {
        let pages = Lang::ALL.into_iter().flat_map(|lang| {
            Kind::ALL
                .into_iter()
                .map(move |(kind, word)| (lang, kind, word, AtomicU64::new(0)))
        });
        Self {
            pages: pages.collect(),
            places: places.map(|place| (place, AtomicU64::new(0))).collect(),
            latency: Default::default(),
            all: AtomicU64::new(0),
        }
    }

    /// Counts a page.
    pub(super) fn count(&self, lang: Lang, kind: Kind, place: &str, took: Duration) {
        let page = self.pages.iter().find(|page| page.0 == lang && page.1 == kind);
        let place = self.places.iter().find(|(id, _)| id.as_str() == place);
        let counters = page.map(|page| &page.3).into_iter();
        for counter in counters
            .chain(place.map(|(_, counter)| counter))
            .chain([&self.all])
        {
            counter.fetch_add(1, Ordering::Relaxed);
        }
        for (end, counter) in BUCKETS.iter().zip(&self.latency) {
            if took <= Duration::from_millis(*end) {
                counter.fetch_add(1, Ordering::Relaxed);
            }
        }
    }

    /// The counters as Prometheus reads them.
    pub(super) fn text(&self) -> String {
        let mut text = String::from("# Counters are rounded down to a multiple of five.\n");
        // Writing to a string does not fail.
        text.push_str("# TYPE lykt_pages_total counter\n");
        for (lang, _, kind, counter) in &self.pages {
            let _ = writeln!(
                text,
                "lykt_pages_total{{lang=\"{lang}\",kind=\"{kind}\"}} {}",
                seen(counter)
            );
        }
        text.push_str("# TYPE lykt_places_total counter\n");
        for (place, counter) in self.places.iter().filter(|(_, counter)| seen(counter) > 0) {
            let _ = writeln!(text, "lykt_places_total{{place=\"{place}\"}} {}", seen(counter));
        }
        text.push_str("# TYPE lykt_page_milliseconds histogram\n");
        for (end, counter) in BUCKETS.iter().zip(&self.latency) {
            let _ = writeln!(
                text,
                "lykt_page_milliseconds_bucket{{le=\"{end}\"}} {}",
                seen(counter)
            );
        }
        let all = seen(&self.all);
        let _ = writeln!(
            text,
            "lykt_page_milliseconds_bucket{{le=\"+Inf\"}} {all}\nlykt_page_milliseconds_count {all}"
        );
        text
    }
}

fn seen(counter: &AtomicU64) -> u64 {
    counter.load(Ordering::Relaxed) / STEP * STEP
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Four visits are nothing, five are five, and a place that hardly anybody chose is not named.
    #[test]
    fn few_are_not_seen() {
        let place = PlaceId("narvik".to_owned());
        let metrics = Metrics::new([place].into_iter());
        let visit = || metrics.count(Lang::Se, Kind::Search, "narvik", Duration::from_millis(3));
        (0..4).for_each(|_| visit());
        assert!(!metrics.text().contains("narvik"));
        assert!(metrics.text().contains("{lang=\"se\",kind=\"search\"} 0\n"));
        visit();
        let text = metrics.text();
        assert!(text.contains("{place=\"narvik\"} 5\n"), "{text}");
        assert!(text.contains("{lang=\"se\",kind=\"search\"} 5\n"), "{text}");
        assert!(
            text.contains("{le=\"1\"} 0\n") && text.contains("{le=\"5\"} 5\n"),
            "{text}"
        );
        metrics.count(Lang::Nb, Kind::Start, "not a place", Duration::from_secs(9));
        assert!(!metrics.text().contains("not a place"));
    }
}
