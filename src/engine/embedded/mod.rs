//! The embedded engine: a tantivy index in a folder. The only code that knows tantivy.
//!
//! [`Index`] reads and implements [`search::Engine`](crate::search::Engine); [`Writer`] writes. Both sides meet in `schema` and `terms`.

mod backup;
mod beside;
mod bounds;
mod check;
mod collect;
mod compile;
mod dictionary;
mod directory;
mod disk;
mod document;
mod either;
mod facets;
mod facts;
mod first;
mod home;
mod index;
mod live;
mod lock;
mod schema;
mod seal;
mod statistics;
mod tables;
mod tally;
mod terms;
mod writer;

pub use backup::{Backup, RestoreOptions, backup, restore};
pub use check::{Depth, Health, check};
pub use disk::{Step, Witness};
pub use document::{Document, Origin};
pub use home::{bytes_on_disk, quarantine, version};
pub use index::{Commit, Index};
pub use live::Live;
pub use writer::{Analyser, Known, KnownFile, Ledger, Writer, WriterOptions};
