//! The facts of an article as fields of the index.

use std::collections::BTreeSet;

use tantivy::TantivyDocument;
use tantivy::schema::Field;

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

    let officials = facts.officials.iter().map(|official| {
        let names = std::iter::once(&official.name).chain(&official.also);
        (official.key(), names.flat_map(|name| keys::of_official(name, official.province.as_deref())).collect())
    });
    add_named(document, fields.official, fields.official_key, officials);
    let bodies = facts.bodies.iter().map(|body| (body.key(), keys::of_body(&body.name, body.province.as_deref())));
    add_named(document, fields.body_name, fields.body_key, bodies);
    // One document is counted once, in whatever ways the article spells its number.
    let mut seen = BTreeSet::new();
    let documents = facts.documents.iter().filter(|cited| seen.insert(&cited.key));
    let documents = documents.map(|cited| (keys::document_name(&cited.number), keys::of_document(&cited.key)));
    add_named(document, fields.document, fields.document_key, documents);
}

/// Adds what has a name and several terms to be found by; each value once, in order.
fn add_named(document: &mut TantivyDocument, name_field: Field, term_field: Field, values: impl Iterator<Item = (String, Vec<String>)>) {
    let (names, terms): (BTreeSet<String>, Vec<Vec<String>>) = values.unzip();
    names.iter().for_each(|name| document.add_text(name_field, name));
    let terms: BTreeSet<String> = terms.into_iter().flatten().collect();
    terms.iter().for_each(|term| document.add_text(term_field, term));
}

fn number(day: Day) -> i64 {
    i64::from(day.number())
}

/// Returns the days of events, ascending.
fn events(facts: &Facts) -> BTreeSet<i32> {
    let days = facts.events.iter().map(|event| event.days).flat_map(|days| {
        let (first, last) = (days.first.number(), days.last.number());
        let step = if last - first <= LONGEST_EVENT { 1 } else { last - first };
        (first..=last).step_by(step.max(1) as usize)
    });
    days.collect()
}
