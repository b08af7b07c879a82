//! What the whole archive says of somebody or something: officials with their posts, bodies with their officials, documents with the articles
//! that cite them, and the years that the archive covers.
//!
//! Asks the engine like any question does, and reads the articles that it finds. Nothing is kept: the index is the only memory.

mod beginning;
mod body;
mod coverage;
mod document;
mod dossier;
mod lineage;
mod listing;
mod official;

pub use beginning::{Begun, beginning};
pub use body::{BodyFile, Holder, OfficialsOfYear, body};
pub use coverage::{Coverage, Month, SourceCoverage, YearOf, coverage, coverage_by_source};
pub use document::{DocumentFile, document};
pub use dossier::Citing;
pub use lineage::{Relation, relations};
pub use listing::{Entry, Kind, WholeName, entries, most_named};
pub use official::{OfficialFile, Post, official};
