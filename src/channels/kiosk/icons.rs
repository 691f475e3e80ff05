//! Pictograms of our own: a 24 grid, strokes of 2 px, rounded ends, the colour of the text around them. None says what the words beside it
//! do not say; none shows a fist, a crying face or a broken body.

use maud::{Markup, PreEscaped};

/// The police.
pub(super) const SHIELD: &str = "M12 3l7 3v5c0 5-3 8-7 10-4-2-7-5-7-10V6z";
/// The ambulance.
pub(super) const CROSS: &str = "M9 4h6v5h5v6h-5v5H9v-5H4V9h5z";
/// The fire brigade.
pub(super) const FLAME: &str = "M12 3c1 4 6 6 6 11a6 6 0 0 1-12 0c0-3 2-4 3-6 1 1 1 2 2 3 1-2 2-4 1-8z";
/// Home.
const HOUSE: &str = "M4 11l8-7 8 7M6 10v10h12V10M10 20v-6h4v6";
/// A safe place to sleep.
const MOON: &str = "M19 14A8 8 0 0 1 10 4a8 8 0 1 0 9 10z";
/// A child.
const CHILD: &str = "M12 8a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5zM12 8v7M7 11l5 1 5-1M9 21l3-6 3 6";
/// Somebody.
const PERSON: &str = "M12 11a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7zM5 20c0-4 3-6 7-6s7 2 7 6";
/// Two people who talk.
const TWO: &str = "M8 11a3 3 0 1 0 0-6 3 3 0 0 0 0 6zM16 11a3 3 0 1 0 0-6 3 3 0 0 0 0 6zM3 19c0-3 2-5 5-5 2 0 3 .6 4 2 1-1.4 2-2 4-2 3 0 5 2 5 5";
/// Something said.
const BUBBLE: &str = "M5 5h14a2 2 0 0 1 2 2v7a2 2 0 0 1-2 2h-7l-5 4v-4H5a2 2 0 0 1-2-2V7a2 2 0 0 1 2-2z";
/// Money.
const COIN: &str = "M12 20a8 8 0 1 0 0-16 8 8 0 0 0 0 16zM14.5 9.5a3.5 3.5 0 1 0 0 5";
/// Rights.
const SCALES: &str = "M12 4v16M8 20h8M5 7h14M5 7l-2.5 6a3 3 0 0 0 5 0zM19 7l-2.5 6a3 3 0 0 0 5 0z";
/// A heart with a seam.
const HEART: &str =
    "M12 20S4 15 4 9.5A4 4 0 0 1 12 8a4 4 0 0 1 8 1.5C20 15 12 20 12 20zM12 11v4M10.5 12h3M10.5 14h3";
/// An open hand.
const HAND: &str = "M3 14l4-1 4 1h4a1.5 1.5 0 0 1 0 3h-4M15 15l4-3a1.5 1.5 0 0 1 2 2l-5 5H8l-5-1";
/// A key: somebody else decides.
const KEY: &str = "M8 16a4 4 0 1 0 0-8 4 4 0 0 0 0 8zM12 12h9M17 12v3M21 12v4";
/// A door.
const DOOR: &str = "M6 21V4h12v17M4 21h16M14.5 12.5v.1";
/// Old age, or help in daily life.
const CANE: &str = "M10 21V8a3.5 3.5 0 0 1 7 0M7 21h6";
/// At work.
const CASE: &str = "M4 8h16v11H4zM9 8V5h6v3M4 13h16";
/// A telephone.
const PHONE: &str = "M8 3h8a1 1 0 0 1 1 1v16a1 1 0 0 1-1 1H8a1 1 0 0 1-1-1V4a1 1 0 0 1 1-1zM11 18h2";
/// Something written.
const PEN: &str = "M4 20l1-5L16 4l4 4L9 19zM13.5 6.5l4 4";
/// Away from here.
pub(super) const AWAY: &str = "M10 4H4v16h6M14 8l4 4-4 4M18 12H9";
/// Back.
pub(super) const BACK: &str = "M14 6l-6 6 6 6";
/// To the start.
pub(super) const START: &str = HOUSE;
/// Read aloud.
pub(super) const SOUND: &str = "M4 10v4h3l5 4V6l-5 4zM15.5 9a4 4 0 0 1 0 6M18 6.5a8 8 0 0 1 0 11";
/// Larger text.
pub(super) const LARGER: &str = "M3 18l5-12 5 12M5 14h6M16 12h6M19 9v6";
/// Light or dark.
pub(super) const COLOURS: &str = "M12 20a8 8 0 1 0 0-16 8 8 0 0 0 0 16zM12 4v16M12 8h3M12 12h4M12 16h3";
/// The keyboard on the screen.
pub(super) const KEYS: &str = "M3 6h18v12H3zM7 10v.1M11 10v.1M15 10v.1M8 14h8";

/// The pictogram of what one can choose, by the id of its message or of its situation. One without a pictogram of its own has the bubble.
pub(super) fn of(about: &str) -> &'static str {
    match about {
        "guide-danger"
        | "partner-violence"
        | "man-partner-violence"
        | "guide-violence"
        | "stalking-ex"
        | "police-report"
        | "protective-order" => SHIELD,
        "guide-me" | "guide-adult" | "lgbtiq-violence" => PERSON,
        "guide-young" | "guide-under-18" | "guide-child" | "guide-touched" | "child-hit"
        | "child-witness" | "my-child-hurt" | "worried-child" | "teen-hits-parent" | "i-hurt-child"
        | "child-rights" => CHILD,
        "guide-other" | "worried-adult" | "friend-abused" | "couple-conflict" | "divorce-custody"
        | "youth-place" => TWO,
        "guide-hurts" | "i-hurt-partner" | "youth-hurts" | "woman-hurts" | "parent-needs-help" => HAND,
        "guide-work"
        | "pro-child"
        | "pro-adult"
        | "pro-elder"
        | "professional-courses"
        | "professional-guidance" => CASE,
        "guide-family" | "psychological-control" | "forced-marriage" | "honour-control" => KEY,
        "guide-home" | "crisis-centre-questions" | "municipality" => HOUSE,
        "safe-place" => MOON,
        "guide-sexual" | "guide-feelings" | "guide-sad" | "mental-distress" | "suicidal" | "partner-rape" => {
            HEART
        }
        "guide-feelings-or-doctor" | "need-doctor" | "injury-check" | "poisoning" | "teeth" => CROSS,
        "guide-practical" | "victim-rights" | "legal-help" | "duty-to-report" | "residence-permit" => SCALES,
        "economic-abuse" | "money-housing" => COIN,
        "guide-new" | "guide-place" | "run-away" | "immigrant-rights" => DOOR,
        "guide-daily" | "guide-elder" | "guide-disability" | "elder-abuse" | "disability-abuse" => CANE,
        "digital-abuse" | "shared-pictures" | "guide-talk" | "guide-someone" | "now-question" => PHONE,
        "guide-write" => PEN,
        _ => BUBBLE,
    }
}

/// The pictogram of a path.
pub(super) fn icon(path: &str) -> Markup {
    PreEscaped(format!(
        "<svg viewBox=\"0 0 24 24\" width=\"24\" height=\"24\" aria-hidden=\"true\"><path d=\"{path}\"/></svg>"
    ))
}
