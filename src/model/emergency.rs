//! The numbers that lead every answer.

use super::PhoneNumber;

/// The national numbers of the header. Every field is there, always; a renderer takes them apart without `..`, so that a
/// new number does not compile until every channel shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EmergencyNumbers {
    /// The police: 112.
    pub police: PhoneNumber,
    /// The ambulance: 113.
    pub ambulance: PhoneNumber,
    /// The fire brigade: 110.
    pub fire: PhoneNumber,
    /// A doctor when one's own cannot be reached.
    pub doctor: PhoneNumber,
    /// The line for children and young people.
    pub child_line: PhoneNumber,
    /// The line for people who live with violence.
    pub violence_line: PhoneNumber,
}
