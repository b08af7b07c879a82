//! Dates in running text: days, ranges of days and periods, as they are written, and what they mean.
//!
//! [`scan`] reads what is written; a year that is left out stays open. [`resolve`] closes it with what is known of the article.
//! The order is always day, month, year.

mod calendar;
mod period;
mod resolve;
mod scan;
mod year;

pub use calendar::{Day, Days, Precision};
pub use period::{Opening, Period};
pub use resolve::{Context, infer, resolve};
pub use scan::{Found, Role, Said, Written, day_month, full, scan};
