//! Engines: what carries out a plan. One for now, embedded in the binary; a distributed one will carry out the same plans.

pub mod embedded;

pub use crate::search::{Error, ErrorKind, Result};
