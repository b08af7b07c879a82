//! What tokens say of the world: personal names. Pure functions over tokens; no I/O, no clock, never a failure.

mod name;

pub use name::{Certainty, Name, begins_name, name_key, names};
