//! JSON, one hit a line, exactly as it stands in a search response.

use super::Style;
use crate::search::{Hit, json, wording};

/// Returns the line of a hit.
pub fn line(style: &Style, hit: &Hit) -> String {
    let hit = Hit { why: wording::why(style.lang, hit), ..hit.clone() };
    let mut line = Vec::new();
    json::write(&mut line, &hit).expect("memory takes a line");
    line.push(b'\n');
    String::from_utf8(line).expect("JSON is text")
}
