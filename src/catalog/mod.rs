//! What the whole archive says of somebody or something: officials with their posts, bodies with their officials, documents with the articles
//! that cite them, and the years that the archive covers.
//!
//! Asks the engine like any question does, and reads the articles that it finds. Nothing is kept: the index is the only memory.

mod body;
mod coverage;
mod document;
mod dossier;
mod lineage;
mod listing;
mod official;

pub use body::{BodyFile, OfficialsOfYear, body};
pub use coverage::{Coverage, Month, YearOf, coverage};
pub use document::{DocumentFile, document};
pub use dossier::Citing;
pub use lineage::{Relation, relations};
pub use listing::{Entry, Kind, WholeName, entries};
pub use official::{OfficialFile, Post, official};
