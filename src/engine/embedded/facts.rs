//! The facts of an article as fields of the index.

use std::collections::BTreeSet;

use tantivy::TantivyDocument;

use crate::extract::{Day, Facts};
use crate::search::keys;

use super::schema::Fields;

/// Days of one event that are indexed one by one; of a longer one only the first and the last.
const LONGEST_EVENT: i32 = 62;

/// Adds the facts; each value once.
pub fn add(document: &mut TantivyDocument, fields: &Fields, facts: &Facts) {
    if let Some(published) = facts.published {
        document.add_i64(fields.published, number(published.days.first));
    }
    for day in events(facts) {
        document.add_i64(fields.event, i64::from(day));
    }
    if let Some(day) = facts.date() {
        document.add_i64(fields.date, number(day));
        document.add_text(fields.month, day.to_string().get(..7).unwrap_or_default());
    }
    document.add_text(fields.date_origin, keys::date_origin(facts));
    keys::years(facts).iter().for_each(|year| document.add_text(fields.year, year));

    let mut names = BTreeSet::new();
    let mut terms = BTreeSet::new();
    for official in &facts.officials {
        names.insert(official.key());
        terms.extend(keys::of_official(&official.name, official.province.as_deref()));
    }
    names.iter().for_each(|name| document.add_text(fields.official, name));
    terms.iter().for_each(|term| document.add_text(fields.official_key, term));

    let mut names = BTreeSet::new();
    let mut terms = BTreeSet::new();
    for body in &facts.bodies {
        names.insert(body.key());
        terms.extend(keys::of_body(&body.name, body.province.as_deref()));
    }
    names.iter().for_each(|name| document.add_text(fields.body_name, name));
    terms.iter().for_each(|term| document.add_text(fields.body_key, term));

    let mut names = BTreeSet::new();
    let mut terms = BTreeSet::new();
    for cited in &facts.documents {
        names.insert(cited.number.as_str());
        terms.extend(keys::of_document(&cited.key));
    }
    names.iter().for_each(|name| document.add_text(fields.document, name));
    terms.iter().for_each(|term| document.add_text(fields.document_key, term));
}

fn number(day: Day) -> i64 {
    i64::from(day.number())
}

/// Returns the days of events, ascending.
fn events(facts: &Facts) -> BTreeSet<i32> {
    let days = facts.events().filter_map(|date| date.days).flat_map(|days| {
        let (first, last) = (days.first.number(), days.last.number());
        let step = if last - first <= LONGEST_EVENT { 1 } else { last - first };
        (first..=last).step_by(step.max(1) as usize)
    });
    days.collect()
}
