//! What tokens say of the world: names, officials and their titles, bodies, dates, documents. Pure functions over tokens; no I/O, no clock,
//! never a failure.
//!
//! [`read`] turns the paragraphs of an article into [`Facts`]. Documents are found first, then dates, then people and bodies, and none
//! takes a token that belongs to an earlier one.

mod address;
pub mod authority;
mod body;
mod date;
mod document;
mod event;
mod facts;
mod foreign;
mod identity;
mod lexicon;
mod lines;
mod name;
mod office;
mod paragraph;
mod person;
mod place;
mod province;
mod read;
mod rules;
mod spread;
mod title;

pub use authority::{Authority, Merge, Split};
pub use body::begins_body;
pub use date::{Day, Days, Precision};
pub use document::{Document, key_of as document_key};
pub use facts::{Body, Date, DateKind, Event, Facts, Mention, Official, Origin, Published, Title};
pub use identity::{UNKNOWN as UNKNOWN_PROVINCE, key as identity_key, split as split_identity, usual_body};
pub use lines::Lines;
pub use name::{Certainty, Name, begins_name, name_key, names};
pub use province::{canonical as province, united_with};
pub use read::{Known, Piece, Place, read};

#[cfg(test)]
mod tests;
