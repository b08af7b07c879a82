//! How an article is cited, in the manner of Vietnamese papers, and what references say of its date.

use super::{Style, plain};
use crate::extract::{Origin, Precision};
use crate::search::{DateFact, Hit, wording};

/// Cites an article: who wrote it, its title, the paper, the day, the address, its id in this archive.
///
/// Where nobody is named, the paper stands in the author's place. A day that is inferred says so, and so does one that is not known.
pub fn citation(style: &Style, hit: &Hit) -> String {
    let (author, source) = (author(hit), plain::line(&hit.source));
    // Quotes within quotes are single ones.
    let title = format!("“{}”", style.title_of(hit).replace('“', "‘").replace('”', "’"));
    let mut parts = match author {
        Some(author) => vec![author, title, source],
        None => vec![source, title],
    };
    parts.push(day(style, &hit.published));
    if let Some(address) = style.address_of(hit) {
        parts.push(address);
        parts.extend(style.accessed.map(|day| style.say("export-cite-accessed", &[&day.strftime("%d/%m/%Y").to_string()])));
    }
    parts.push(style.say("export-cite-id", &[&hit.id.to_string()]));
    parts.retain(|part| !part.is_empty());
    format!("{}.", parts.join(", "))
}

/// Returns who wrote an article, if it says so.
pub fn author(hit: &Hit) -> Option<String> {
    hit.byline.as_deref().map(plain::line).filter(|author| !author.is_empty())
}

/// Returns what a reference adds to a date that the article does not state: that it is inferred, how far, and from which words.
pub fn date_note(style: &Style, date: &DateFact) -> Option<String> {
    if date.origin != Some(Origin::Inferred) {
        return None;
    }
    let shown = wording::date(style.lang, date);
    let evidence = date.evidence.as_deref().map(plain::line).filter(|evidence| !evidence.is_empty());
    Some(match evidence {
        Some(evidence) => style.say("export-date-because", &[&shown, &evidence]),
        None => style.say("export-date", &[&shown]),
    })
}

fn day(style: &Style, date: &DateFact) -> String {
    let shown = wording::date(style.lang, date);
    match date.precision {
        Some(Precision::Day) if date.date.is_some() => style.say("export-cite-day", &[&shown]),
        _ => shown,
    }
}
