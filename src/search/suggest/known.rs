//! The archive's own officials and committees that come near what was typed.

use std::collections::BTreeMap;
use std::ops::Range;

use crate::extract::{begins_body, begins_name};

use super::super::engine::{Engine, Part, Result, Typed};
use super::super::plan::{Facet, Field};
use super::namesakes::spellings;
use super::stretch::{Stretch, marks_cost};
use super::{Asking, EDIT, Mend, WORSE, sound};

/// The longest name, in syllables.
const LONGEST_NAME: usize = 5;
/// The shortest body looked for inside a stretch, and the longest.
const SHORTEST_BODY: usize = 3;
const LONGEST_BODY: usize = 10;
/// So many parts of a stretch are compared with the archive at most.
const MOST_WALKS: usize = 5;
/// So many keys come back from a walk at most.
const MOST_KEYS: usize = 200;
/// So many keys of a part are looked at, each in so many spellings.
const MOST_MEANT: usize = 3;
const MOST_SPELLINGS: usize = 2;

/// Returns officials and bodies that may be meant by a part of the stretch, and whether one of them explains every suspect word at once,
/// by no more than one slip: then nothing else need be looked for.
pub fn mends(asking: &Asking, stretch: &Stretch) -> Result<(Vec<Mend>, bool)> {
    let suspects = stretch.suspects();
    let mut mends = Vec::new();
    let mut are_enough = false;
    let mut take = |range: &Range<usize>, meant: Vec<Mend>| {
        let explains = !suspects.is_empty() && suspects.iter().all(|at| range.contains(at));
        are_enough |= explains && meant.iter().any(|mend| mend.cost <= EDIT);
        mends.extend(meant);
    };
    for range in name_ranges(stretch, &suspects).into_iter().take(MOST_WALKS) {
        let mut meant = near(asking.engine, Field::Official, stretch, &range)?;
        for (key, cost) in alike(asking.engine, stretch, &range)? {
            keep_nearer(&mut meant, key, cost);
        }
        take(&range, written(asking, Facet::Official, stretch, &range, meant)?);
    }
    for range in body_ranges(stretch).into_iter().take(MOST_WALKS) {
        let meant = near(asking.engine, Field::Committee, stretch, &range)?;
        take(&range, written(asking, Facet::Body, stretch, &range, meant)?);
    }
    Ok((mends, are_enough))
}

/// Returns where a name may stand: the whole stretch, or what holds a suspect and begins like a name or with the suspect.
fn name_ranges(stretch: &Stretch, suspects: &[usize]) -> Vec<Range<usize>> {
    let count = stretch.tokens.len();
    let mut ranges = Vec::new();
    if count <= LONGEST_NAME {
        ranges.push(0..count);
    }
    let is_glued = |at: &&usize| !sound::is_syllable(&stretch.tokens[**at].fold);
    ranges.extend(suspects.iter().filter(is_glued).map(|&at| at..at + 1).filter(|range| range.len() < count));
    for length in [3, 4, 2, 5] {
        for start in 0..count.saturating_sub(length - 1) {
            let range = start..start + length;
            let begins = begins_name(&stretch.tokens[start]) || suspects.contains(&start);
            if begins && suspects.iter().any(|at| range.contains(at)) && !ranges.contains(&range) {
                ranges.push(range);
            }
        }
    }
    ranges
}

/// Returns where a body may stand: from a word that begins one, or from the first, nearly to the end; what stands behind it may be its place.
fn body_ranges(stretch: &Stretch) -> Vec<Range<usize>> {
    let count = stretch.tokens.len();
    let starts = (0..count).filter(|&at| at == 0 || begins_body(&stretch.tokens[at]));
    let ranges = starts.flat_map(|start| (0..=2).map(move |behind| start..count.saturating_sub(behind)));
    ranges.filter(|range| (SHORTEST_BODY..=LONGEST_BODY).contains(&range.len()) || *range == (0..count)).collect()
}

/// Keys with what each costs.
type Meant = BTreeMap<String, f32>;

fn keep_nearer(meant: &mut Meant, key: String, cost: f32) {
    let known = meant.entry(key).or_insert(cost);
    *known = known.min(cost);
}

/// Finds keys by a letter or two.
fn near(engine: &dyn Engine, field: Field, stretch: &Stretch, range: &Range<usize>) -> Result<Meant> {
    let Some((letters, edits)) = stretch.key(range.clone()) else { return Ok(Meant::new()) };
    let near = engine.near(field, &Typed { letters: &letters, edits, part: Part::All }, MOST_KEYS)?;
    let cost = |key: &str| EDIT * strsim::osa_distance(&letters, &key.replace(' ', "")) as f32;
    Ok(near.into_iter().map(|(key, _)| (key.clone(), cost(&key))).collect())
}

/// Finds officials whose names sound like what was typed, syllable by syllable: only beginnings that the archive has are followed.
fn alike(engine: &dyn Engine, stretch: &Stretch, range: &Range<usize>) -> Result<Vec<(String, f32)>> {
    /// Two syllables may sound alike, or one that does so in one part of the country only.
    const MOST: f32 = 2.0;
    if range.len() < 2 {
        return Ok(Vec::new());
    }
    let mut begun = vec![(String::new(), 0.0)];
    for at in range.clone() {
        let typed = stretch.tokens[at].fold.as_str();
        let mut choices = vec![(typed, 0.0)];
        choices.extend(sound::alike(typed));
        let mut longer = Vec::new();
        for (beginning, cost) in &begun {
            for (syllable, more) in choices.iter().filter(|(_, more)| cost + more <= MOST) {
                let key = if at == range.start { (*syllable).to_owned() } else { format!("{beginning} {syllable}") };
                let goes_on = if at + 1 == range.end {
                    engine.frequency(Field::Official, &key)? > 0
                } else {
                    !engine.terms(Field::Official, &format!("{key} "), &format!("{key}!"), 1)?.is_empty()
                };
                if goes_on {
                    longer.push((key, cost + more));
                }
            }
        }
        begun = longer;
    }
    Ok(begun)
}

/// Writes the most promising keys as the archive writes them.
fn written(asking: &Asking, facet: Facet, stretch: &Stretch, range: &Range<usize>, meant: Meant) -> Result<Vec<Mend>> {
    let Some(span) = stretch.span(range.clone()) else { return Ok(Vec::new()) };
    let mut ranked = Vec::with_capacity(meant.len());
    for (key, cost) in meant {
        let frequency = asking.engine.frequency(facet.field(), &key)?;
        ranked.push(((frequency.max(1) as f32).ln() - cost, key, cost));
    }
    ranked.sort_by(|a, b| b.0.total_cmp(&a.0).then_with(|| a.1.cmp(&b.1)));
    // Marks may yet tell against the first.
    let slack = if stretch.is_marked { WORSE + EDIT } else { WORSE };
    let least = ranked.first().map_or(0.0, |(best, ..)| best - slack).max(super::LEAST);
    let mut mends = Vec::new();
    for (_, key, cost) in ranked.into_iter().take_while(|(promise, ..)| *promise >= least).take(MOST_MEANT) {
        let spellings = spellings(asking, facet, &key, None)?.into_iter().take(MOST_SPELLINGS);
        mends.extend(spellings.map(|(text, frequency)| Mend {
            span,
            cost: cost + marks_cost(&stretch.tokens[range.clone()], &text),
            text,
            frequency,
        }));
    }
    Ok(mends)
}
