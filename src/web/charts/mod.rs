//! Pictures: articles over time, and the posts of somebody. Only geometry; templates draw it, without any style of its own.

mod career;
mod histogram;

pub use career::{Career, CitingView};
pub use histogram::Chart;
