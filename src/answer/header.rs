//! The emergency numbers at the top of every answer.

use std::collections::BTreeMap;

use crate::directory::Directory;
use crate::model::{EachLang, EmergencyNumbers, Lang, PhoneNumber, PlaceId, ServiceId, Span};
use crate::text::{Catalogues, Message};

/// The emergency numbers with their words in every language. Made by [`Desk::load`](super::Desk::load) alone, at start, so
/// whoever holds an answer holds its numbers.
///
/// ```compile_fail
/// // Nobody else can make one, not even from another: only that the fields are private stops this.
/// use lykt::answer::EmergencyHeader;
/// fn forge(header: EmergencyHeader) -> EmergencyHeader {
///     EmergencyHeader { ..header }
/// }
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EmergencyHeader {
    numbers: EmergencyNumbers,
    ids: [ServiceId; 3],
    words: EachLang<HeaderWords>,
    child_welfare: BTreeMap<PlaceId, PhoneNumber>,
}

/// What stands beside the numbers, in one language.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HeaderWords {
    /// The heading.
    pub title: Span,
    /// Beside 112.
    pub police: Span,
    /// Beside 113.
    pub ambulance: Span,
    /// Beside 110.
    pub fire: Span,
    /// Beside the place's own child welfare line.
    pub child_welfare: Span,
    /// Beside the doctor's number.
    pub doctor: Span,
    /// Beside the line for children and young people.
    pub child_line: Span,
    /// Beside the line about violence.
    pub violence_line: Span,
    /// That 112 works without a SIM card.
    pub no_sim: Span,
    /// How people who cannot use their voice reach help.
    pub deaf: Span,
    /// What to do in a public office without a telephone.
    pub no_phone: Span,
}

/// The header as a renderer draws it.
#[derive(Debug, Clone, Copy)]
pub struct HeaderView<'a> {
    /// The language of the words.
    pub lang: Lang,
    /// The national numbers. Take them apart without `..`.
    pub numbers: &'a EmergencyNumbers,
    /// The child welfare line of the place, where it has one.
    pub child_welfare: Option<&'a PhoneNumber>,
    /// The words beside the numbers.
    pub words: &'a HeaderWords,
    /// The services behind 112, 113 and 110.
    pub ids: &'a [ServiceId; 3],
}

impl<'a> HeaderView<'a> {
    /// 112, 113 and 110 with the words beside them, in their order.
    #[must_use]
    pub fn first(self) -> [(&'a PhoneNumber, &'a Span); 3] {
        let Self { numbers, words, .. } = self;
        [
            (&numbers.police, &words.police),
            (&numbers.ambulance, &words.ambulance),
            (&numbers.fire, &words.fire),
        ]
    }
}

impl EmergencyHeader {
    /// `None` if the directory has no emergency numbers, which a loaded directory always has.
    pub(super) fn new(directory: &Directory, catalogues: &Catalogues) -> Option<Self> {
        let numbers = directory.emergency_numbers()?;
        let ids = directory.emergency_ids()?;
        let police = numbers.police.grouped();
        let words = |lang: Lang| {
            let say = |message| catalogues.say(lang, message);
            HeaderWords {
                title: say(Message::EmergencyTitle),
                police: say(Message::EmergencyPolice),
                ambulance: say(Message::EmergencyAmbulance),
                fire: say(Message::EmergencyFire),
                child_welfare: say(Message::EmergencyChildWelfare),
                doctor: say(Message::EmergencyDoctor),
                child_line: say(Message::EmergencyChildLine),
                violence_line: say(Message::EmergencyViolenceLine),
                no_sim: say(Message::EmergencyNoSim { police: &police }),
                deaf: say(Message::EmergencyDeaf { police: &police }),
                no_phone: say(Message::EmergencyNoPhone { police: &police }),
            }
        };
        let line = |place: &crate::model::Place| {
            let service = directory.service(place.child_welfare_line.as_ref()?)?;
            Some((place.id.clone(), service.voice()?.clone()))
        };
        Some(Self {
            ids: [ids.police.clone(), ids.ambulance.clone(), ids.fire.clone()],
            words: EachLang::new(words),
            child_welfare: directory.places().filter_map(line).collect(),
            numbers,
        })
    }

    /// The national numbers.
    pub(super) fn numbers(&self) -> &EmergencyNumbers {
        &self.numbers
    }

    /// The header in a language and for a place.
    pub(super) fn view(&self, lang: Lang, place: Option<&PlaceId>) -> HeaderView<'_> {
        HeaderView {
            lang,
            numbers: &self.numbers,
            child_welfare: place.and_then(|place| self.child_welfare.get(place)),
            words: self.words.of(lang),
            ids: &self.ids,
        }
    }
}
