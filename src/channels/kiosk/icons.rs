//! Pictograms of our own: a 24 grid, strokes of 2 px, rounded ends, the colour of the text around them. None says what the words beside it
//! do not say; none shows a fist, a crying face or a broken body.

use maud::{Markup, PreEscaped};

/// The police.
pub(super) const SHIELD: &str = "M12 3l7 3v5c0 5-3 8-7 10-4-2-7-5-7-10V6z";
/// The ambulance.
pub(super) const CROSS: &str = "M9 4h6v5h5v6h-5v5H9v-5H4V9h5z";
/// The fire brigade.
pub(super) const FLAME: &str = "M12 3c1 4 6 6 6 11a6 6 0 0 1-12 0c0-3 2-4 3-6 1 1 1 2 2 3 1-2 2-4 1-8z";
/// No pictogram.
const NOTHING: &str = "";
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
/// Money: a note.
const MONEY: &str = "M3 6h18v12H3zM12 15a3 3 0 1 0 0-6 3 3 0 0 0 0 6zM6 9v.1M18 15v.1";
/// Rights.
const SCALES: &str = "M12 4v16M8 20h8M5 7h14M5 7l-2.5 6a3 3 0 0 0 5 0zM19 7l-2.5 6a3 3 0 0 0 5 0z";
/// A heart with a seam.
const HEART: &str = "M12 20.5C6 16.5 3 13 3 9a4.6 4.6 0 0 1 9-1.5A4.6 4.6 0 0 1 21 9c0 4-3 7.5-9 11.5zM12 7.5l-2 2.8 4 2.2-2 3.2";
/// An open hand.
const HAND: &str = "M3 14l3.5-3.5H14a2 2 0 0 1 0 4h-4M15.5 13l3.3-3a1.8 1.8 0 0 1 2.5 2.6L16 18.5H9.5L7 21";
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
/// To call.
pub(super) const CALL: &str =
    "M7 3l3 5-2 2.5c1 2.5 3 4.5 5.5 5.5l2.5-2 5 3c0 2.5-1.8 4-4 4C10 21 3 14 3 7c0-2.2 1.5-4 4-4z";
/// A place.
const PIN: &str = "M12 21c4-4.5 6-8 6-11a6 6 0 0 0-12 0c0 3 2 6.5 6 11zM12 12a2 2 0 1 0 0-4 2 2 0 0 0 0 4z";
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
pub(super) const COLOURS: &str = "M12 20a8 8 0 1 0 0-16 8 8 0 0 0 0 16zM12 4v16M14 5v14M16 6v12M18 8v8";
/// The keyboard on the screen.
pub(super) const KEYS: &str =
    "M2 5h20v14H2zM6 9v.1M10 9v.1M14 9v.1M18 9v.1M8 12v.1M12 12v.1M16 12v.1M8 15.5h8";

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
        "guide-young"
        | "guide-under-18"
        | "guide-child"
        | "guide-touched"
        | "child-hit"
        | "child-witness"
        | "my-child-hurt"
        | "worried-child"
        | "teen-hits-parent"
        | "i-hurt-child"
        | "child-rights"
        | "child-divorce"
        | "child-mental-health"
        | "my-child-unwell"
        | "child-sexual-abuse"
        | "child-sexual-behaviour"
        | "fgm" => CHILD,
        "guide-other" | "worried-adult" | "friend-abused" | "couple-conflict" | "divorce-custody"
        | "youth-place" | "guide-bullied" | "bullying" | "neighbour-conflict" => TWO,
        "guide-hurts"
        | "i-hurt-partner"
        | "youth-hurts"
        | "woman-hurts"
        | "parent-needs-help"
        | "sexual-thoughts-children"
        | "convicted-sexual" => HAND,
        "guide-work"
        | "pro-child"
        | "pro-adult"
        | "pro-elder"
        | "pro-club"
        | "pro-plan"
        | "pro-nav"
        | "pro-clinic"
        | "pro-maternity"
        | "pro-elder-course"
        | "pro-school"
        | "pro-kindergarten"
        | "pro-honour"
        | "professional-courses"
        | "professional-guidance"
        | "risk-assessment"
        | "facts-for-study" => CASE,
        "guide-family"
        | "psychological-control"
        | "youth-relationship"
        | "forced-marriage"
        | "honour-control"
        | "human-trafficking" => KEY,
        "guide-home" | "crisis-centre-questions" | "municipality" | "parent-drinks" | "family-addiction" => {
            HOUSE
        }
        "safe-place" => MOON,
        "guide-sexual" | "guide-feelings" | "guide-sad" | "mental-distress" | "suicidal" | "partner-rape"
        | "rape-recent" | "sexual-abuse-past" | "man-sexual-abuse" | "lonely-grief" => HEART,
        "guide-feelings-or-doctor" | "need-doctor" | "injury-check" | "poisoning" | "teeth" => CROSS,
        "guide-practical" | "victim-rights" | "legal-help" | "duty-to-report" | "residence-permit" => SCALES,
        "economic-abuse" | "money-housing" => MONEY,
        "guide-new" | "run-away" | "immigrant-rights" => DOOR,
        "guide-place" => PIN,
        "guide-daily" | "guide-elder" | "guide-disability" | "elder-abuse" | "disability-abuse" => CANE,
        "digital-abuse" | "shared-pictures" | "guide-talk" | "guide-someone" | "now-question" => PHONE,
        "guide-write" => PEN,
        // No picture says yes, no, or that one does not know.
        "guide-yes" | "guide-no" | "guide-unsure" => NOTHING,
        _ => BUBBLE,
    }
}

/// The pictogram of a path.
pub(super) fn icon(path: &str) -> Markup {
    if path == NOTHING {
        return Markup::default();
    }
    PreEscaped(format!(
        "<svg viewBox=\"0 0 24 24\" width=\"24\" height=\"24\" aria-hidden=\"true\"><path d=\"{path}\"/></svg>"
    ))
}
