//! The embedded engine: a tantivy index in a folder. The only code that knows tantivy.
//!
//! [`Index`] reads and implements [`search::Engine`](crate::search::Engine); [`Writer`] writes. Both sides meet in `schema` and `terms`.

mod bounds;
mod collect;
mod compile;
mod dictionary;
mod document;
mod facets;
mod facts;
mod first;
mod home;
mod index;
mod live;
mod schema;
mod tables;
mod terms;
mod writer;

pub use document::{Document, Origin};
pub use home::version;
pub use index::{Commit, Index};
pub use live::Live;
pub use writer::{Analyser, Known, KnownFile, Ledger, Writer, WriterOptions};
