//! Search: what is asked, what it means, how it is matched and weighed, and what is answered. Knows no engine but by its trait.
//!
//! `query` has parsed the words; `understand` finds names, abbreviations and phrases in them and builds a [`Plan`](plan::Plan);
//! the engine carries it out; [`run()`] conducts all of it and marks the passages of the hits.

mod article_view;
mod beside;
mod cursor;
mod engine;
pub mod facts;
mod filters;
pub mod json;
pub mod keys;
mod meaning;
mod nature;
mod partial;
mod phrase;
pub mod plan;
mod reading;
mod request;
mod response;
mod run;
mod suggest;
mod tier;
mod units;
mod unknown;
mod walk;
mod weights;
pub mod wording;

pub use article_view::{ArticleView, PartView};
pub use beside::{Bar, Histogram, TimeUnit, histogram, marks};
pub use engine::{Engine, Error, ErrorKind, Found, FoundHit, From, Page, Part, Place, Result, Stats, Typed};
pub use filters::term as facets_term;
pub use request::{Dated, Filter, Filters, Request, Sort, Start, Undated};
pub use response::*;
pub use run::run;
pub use walk::{Walk, walk};
