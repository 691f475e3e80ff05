//! Pictograms of our own: a 24 grid, strokes of 2 px, rounded ends, the colour of the text around them.

use maud::{Markup, PreEscaped};

/// A shield: the police.
pub(super) const SHIELD: &str = "M12 3l7 3v5c0 5-3 8-7 10-4-2-7-5-7-10V6z";
/// A cross: the ambulance.
pub(super) const CROSS: &str = "M9 4h6v5h5v6h-5v5H9v-5H4V9h5z";
/// A flame: the fire brigade.
pub(super) const FLAME: &str = "M12 3c1 4 6 6 6 11a6 6 0 0 1-12 0c0-3 2-4 3-6 1 1 1 2 2 3 1-2 2-4 1-8z";

/// The pictogram of a path. It says nothing that the words beside it do not say.
pub(super) fn icon(path: &str) -> Markup {
    PreEscaped(format!(
        "<svg viewBox=\"0 0 24 24\" width=\"24\" height=\"24\" fill=\"none\" stroke=\"currentColor\" stroke-width=\"2\" \
         stroke-linecap=\"round\" stroke-linejoin=\"round\" aria-hidden=\"true\"><path d=\"{path}\"/></svg>"
    ))
}
