//! Texts of old sites, broken at a fixed width: their lines are joined to paragraphs before anything is judged.
//!
//! Joined in the sense that one part spans them; the text keeps its line breaks, which count as spaces.

use super::draft::Line;
use super::unit::Unit;
use super::{byline, date_line, rules};
use crate::text::Span;

/// Old editors broke at 60 to 80 columns; a text with longer lines was not broken by a machine.
const WIDEST: usize = 100;
const NARROWEST: usize = 40;

/// Makes a unit of every paragraph.
pub fn join<'t>(text: &'t str, lines: &[Line]) -> Vec<Unit<'t>> {
    let width = |line: &Line| line.span.of(text).chars().count();
    let wrap_at = find_width(text, lines);
    let mut units: Vec<Unit> = Vec::with_capacity(lines.len());
    let mut previous: Option<Line> = None;
    for &line in lines {
        let goes_on = previous.is_some_and(|before| {
            wrap_at.is_some_and(|wrap_at| is_broken(text, before, line, width(&before), wrap_at)) && !is_label(text, before) && !is_label(text, line)
        });
        match units.last_mut() {
            Some(unit) if goes_on => *unit = Unit::new(text, Span::new(unit.span.start, line.span.end), unit.hint),
            _ => units.push(Unit::new(text, line.span, line.hint)),
        }
        previous = Some(line);
    }
    units
}

/// Returns the width that the text was broken at, if it was: the one that explains most breaks.
///
/// A caption or title may be wider, for it was not broken.
fn find_width(text: &str, lines: &[Line]) -> Option<usize> {
    let widths: Vec<usize> = lines.iter().map(|line| line.span.of(text).chars().count()).collect();
    let mut candidates: Vec<usize> = widths.iter().copied().filter(|width| (NARROWEST..=WIDEST).contains(width)).collect();
    candidates.sort_unstable();
    candidates.dedup();
    let explained = |wrap_at: usize| {
        let (mut broken, mut whole) = (0, 0);
        for (pair, width) in lines.windows(2).zip(&widths) {
            // Short lines say nothing: a menu is no broken paragraph.
            // A line that ends a sentence may end its paragraph.
            if *width > wrap_at {
                whole += 1;
            } else if pair[1].gap == 1 && *width * 2 > wrap_at {
                if is_broken(text, pair[0], pair[1], *width, wrap_at) {
                    broken += 1;
                } else if !pair[0].span.of(text).ends_with(['.', '!', '?', ':', ';']) {
                    whole += 1;
                }
            }
        }
        (broken >= 3 && broken >= 2 * whole).then_some(broken)
    };
    candidates.into_iter().filter_map(|width| explained(width).map(|broken| (broken, width))).max().map(|(_, width)| width)
}

/// Tells whether the break between two lines was made because the next word did not fit.
fn is_broken(text: &str, line: Line, next: Line, width: usize, wrap_at: usize) -> bool {
    let first_word = next.span.of(text).split_whitespace().next().map_or(0, |word| word.chars().count());
    next.gap == 1 && line.hint == next.hint && width <= wrap_at && width + 1 + first_word > wrap_at
}

/// Tells whether a line stands for itself even among broken ones.
fn is_label(text: &str, line: Line) -> bool {
    let unit = Unit::new(text, line.span, line.hint);
    unit.text.len() < 60
        && (rules::drop_anywhere(&unit).is_some()
            || rules::cut_tail(&unit).is_some()
            || date_line::is_date_line(&unit)
            || byline::prefixed(&unit).is_some())
}
