//! Years in digits.

use crate::extract::paragraph::{Break, Paragraph};
use crate::extract::rules::RULES;

/// Reads a year of four digits; `2.021 đảng viên` and `2021 đảng viên` are numbers.
pub fn at(paragraph: &Paragraph, at: usize) -> Option<i16> {
    let number = paragraph.number(at, 4).filter(|number| (1800..=2100).contains(number))?;
    let is_counted = at + 1 < paragraph.len() && paragraph.follows(at + 1) && RULES.dates.units.has(paragraph, at + 1);
    (!is_counted && paragraph.gap(at + 1) != Break::Sign).then(|| i16::try_from(number).ok()).flatten()
}
