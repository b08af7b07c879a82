//! The facts of a text, for people: a heading for each kind, a line for each fact.

use std::collections::BTreeMap;

use super::facts::{DateView, View};
use super::failure::Failure;
use super::screen::{Line, Style};
use super::session::Session;
use crate::extract::{DateKind, Origin};
use crate::messages;
use crate::search::{DateFact, wording};

/// Writes what a text says, each thing once.
pub fn show(facts: &View, session: &mut Session) -> Result<(), Failure> {
    let officials = by_key(facts.officials.iter().map(|official| (&official.key, official.titles.iter().map(|title| title.text.clone()).collect())));
    group("cli-fact-officials", officials, session)?;
    let bodies = by_key(facts.bodies.iter().map(|body| (&body.key, vec![body.name.clone()])));
    group("cli-fact-bodies", bodies, session)?;
    let documents = by_key(facts.documents.iter().map(|document| (&document.number, document.issued.iter().map(|day| wording::day(day)).collect())));
    group("cli-fact-documents", documents, session)?;
    let dates = facts.dates.iter().map(|date| dated(date, session)).collect();
    group("cli-fact-dates", dates, session)?;
    let inferred = facts.inferred.iter().map(|inferred| {
        let fact = DateFact {
            date: Some(inferred.date.clone()),
            to: inferred.to.clone(),
            precision: Some(inferred.precision),
            origin: Some(Origin::Inferred),
            evidence: None,
        };
        (wording::date(session.lang, &fact), inferred.evidence.clone().unwrap_or_default())
    });
    group("cli-fact-inferred", inferred.collect(), session)
}

/// What is told of each, in the order of the first mention, each thing once.
fn by_key<'a>(told: impl Iterator<Item = (&'a String, Vec<String>)>) -> Vec<(String, String)> {
    let mut order: Vec<&String> = Vec::new();
    let mut by_key: BTreeMap<&String, Vec<String>> = BTreeMap::new();
    for (key, told) in told {
        if !by_key.contains_key(key) {
            order.push(key);
        }
        let known = by_key.entry(key).or_default();
        told.into_iter().for_each(|more| {
            if !known.contains(&more) {
                known.push(more);
            }
        });
    }
    order.into_iter().map(|key| (key.clone(), by_key[key].join("; "))).collect()
}

/// A date, and what it is of.
fn dated(date: &DateView, session: &Session) -> (String, String) {
    let code = match date.kind {
        DateKind::Publication => "cli-fact-published",
        DateKind::Event => "cli-fact-event",
        DateKind::Period => "cli-fact-period",
        DateKind::Citation => "cli-fact-citation",
        DateKind::Holiday => "cli-fact-holiday",
    };
    let fact = DateFact { date: date.date.clone(), to: date.to.clone(), precision: date.precision, origin: Some(date.origin), evidence: None };
    (wording::date(session.lang, &fact), messages::render::<&str>(session.lang, code, &[]))
}

fn group(code: &str, facts: Vec<(String, String)>, session: &mut Session) -> Result<(), Failure> {
    if facts.is_empty() {
        return Ok(());
    }
    let heading = session.say(code, &[]);
    session.out.blank()?;
    session.out.line(&Line::new().and(Style::Dim, &heading))?;
    for (fact, told) in facts {
        let told = if told.is_empty() { told } else { format!(" · {told}") };
        session.out.indented(2, &Line::plain(&fact).and(Style::Dim, &told))?;
    }
    Ok(())
}
