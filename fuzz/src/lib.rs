//! What the fuzz targets run: the floors of the program from text to articles, and the laws that several targets share.
//!
//! The floors are taken by path instead of depending on the crate. They know no engine, so leaving the engine out is free, and a build with
//! a sanitizer takes a minute instead of a quarter of an hour. It also proves again that these floors need nothing above them.
//! Only the target `http` takes the whole program, and is built only if that is asked for.
#![forbid(unsafe_code)]

#[path = "../../src/text/mod.rs"]
pub mod text;

#[path = "../../src/diagnostic.rs"]
pub mod diagnostic;

#[path = "../../src/analysis/mod.rs"]
pub mod analysis;

#[path = "../../src/extract/mod.rs"]
pub mod extract;

#[path = "../../src/article.rs"]
pub mod article;
#[path = "../../src/query/mod.rs"]
pub mod query;

#[path = "../../src/highlight/mod.rs"]
pub mod highlight;
#[path = "../../src/ingest/mod.rs"]
pub mod ingest;

pub mod laws;
