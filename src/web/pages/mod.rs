//! The pages: each a template with the function that fills it.

mod article;
mod body;
mod coverage;
mod document;
mod error;
mod facet;
mod frame;
mod list;
mod marked;
mod official;
mod opensearch;
mod search;

pub use article::article;
pub use body::body;
pub use coverage::{coverage, years};
pub use document::document;
pub use error::error_page;
pub use facet::facet;
pub use frame::Frame;
pub use list::{bodies, documents, officials};
pub use official::official;
pub use opensearch::opensearch;
pub use search::search;
