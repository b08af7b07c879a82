//! The second stage: makes an article of a record. Pure, so that many threads may do it.

use super::fields::{self, Picked};
use super::records::{Body, Record};
use super::structure::{self, Draft, Structure};
use super::{Folder, Parsed, RecordError, Source, csv, date, html, json};
use crate::analysis::{Token, tokenize_paragraph};
use crate::article::{Article, Class, Part};
use crate::diagnostic::Diagnostic;
use crate::extract::{self, Authority, Days, Facts, Known, Origin, Piece, Place, Published};
use crate::text::encoding::{self, Decoded};
use crate::text::one_line;

/// Understands one record.
pub fn parse(record: Record, folder: Folder<'_>) -> Result<Parsed, RecordError> {
    let Record { path, body } = record;
    let Folder { source, authority, prefix } = folder;
    let parsed = match body {
        Body::Text(bytes) => text(&bytes, source),
        Body::Html(bytes) => page(&bytes, source),
        Body::Json(bytes) => json_record(&bytes, source),
        Body::Row { header, bytes } => csv::object(&header, &bytes).and_then(|values| fielded(&values, source, Vec::new())),
    };
    match parsed {
        Ok(parsed) => {
            let Parsed { mut article, notes, .. } = parsed;
            article.key = article.source_id.clone().unwrap_or_else(|| path.strip_prefix(prefix).unwrap_or(&path).to_owned());
            article.path = path;
            let tokens = tokens(&article);
            article.facts = facts(&article, &tokens, authority);
            Ok(Parsed { article, tokens, notes })
        }
        Err(diagnostic) => Err(RecordError { path, diagnostic }),
    }
}

/// The longest lead, in words.
const SHORT_LEAD: usize = 60;

/// Tells whether facts are read from a part.
fn is_read(part: &Part) -> bool {
    part.class.is_kept() || part.class == Class::DateLine
}

fn tokens(article: &Article) -> Vec<Vec<Token>> {
    article.parts.iter().map(|part| if is_read(part) { tokenize_paragraph(part.span.of(&article.text)) } else { Vec::new() }).collect()
}

/// Reads what an article says. Its metadata must be in place: they close dates that leave the year out.
fn facts(article: &Article, tokens: &[Vec<Token>], authority: Option<&Authority>) -> Facts {
    let mut bodies = article.parts.iter().enumerate().filter(|(_, part)| part.class == Class::Body).map(|(index, _)| index);
    let (first, second) = (bodies.next(), bodies.next());
    // A short first paragraph is a lead that is not marked as one: the report begins with the next.
    let second = second.filter(|_| first.is_some_and(|first| tokens[first].len() <= SHORT_LEAD));
    let is_lead = |index: usize| [first, second].contains(&Some(index));
    let place = |index: usize, class: Class| match class {
        Class::Title => Place::Title,
        Class::DateLine => Place::DateLine,
        Class::Sapo => Place::Lead,
        _ if is_lead(index) => Place::Lead,
        _ => Place::Body,
    };
    let mut pieces = Vec::with_capacity(tokens.len());
    for (index, (part, tokens)) in article.parts.iter().zip(tokens).enumerate().filter(|(_, (part, _))| is_read(part)) {
        let text = part.span.of(&article.text);
        let tokens = told(text, tokens);
        pieces.push(Piece { text, tokens, start: part.span.start, place: place(index, part.class) });
    }
    let published = article.facts.published.map(|published| published.days.first);
    let in_address = article.url.as_deref().and_then(date::in_address).or_else(|| date::in_address(&article.path));
    let id = authority.map(|_| article.id().to_string()).unwrap_or_default();
    let settled = authority.map(|authority| (authority, id.as_str()));
    extract::read(&pieces, &Known { published, in_address, province: article.province.as_deref(), settled })
}

/// Leaves out the tokens of the photographer, who is no official of the article.
fn told<'a>(text: &str, tokens: &'a [Token]) -> &'a [Token] {
    let end = structure::before_credit(text).len();
    &tokens[..tokens.partition_point(|token| token.span.end <= end)]
}

fn text(bytes: &[u8], source: &Source) -> Result<Parsed, Diagnostic> {
    let decoded = encoding::decode(bytes, None);
    let notes = encoding_notes(&decoded);
    let structure = structure::read(Draft::plain(decoded.text), &source.name, &source.boilerplate);
    article(structure, Picked::default(), source, notes)
}

fn page(bytes: &[u8], source: &Source) -> Result<Parsed, Diagnostic> {
    let declared = html::declared_charset(bytes);
    let decoded = encoding::decode(bytes, declared.as_deref());
    let mut notes = encoding_notes(&decoded);
    let page = html::read(&decoded.text);
    if page.is_flat {
        notes.push(Diagnostic::warning("ingest-html-flat"));
    }
    let structure = structure::read(page.draft, &source.name, &source.boilerplate);
    let picked = Picked { date: page.published, url: page.url, author: page.author, ..Picked::default() };
    article(structure, picked, source, notes)
}

fn json_record(bytes: &[u8], source: &Source) -> Result<Parsed, Diagnostic> {
    // Only the border is decoded here; legacy letters are repaired field by field.
    let decoded;
    let (text, notes) = match std::str::from_utf8(bytes) {
        Ok(text) => (text, Vec::new()),
        Err(_) => {
            decoded = encoding::decode(bytes, None);
            (decoded.text.as_str(), encoding_notes(&decoded))
        }
    };
    let values: Vec<(String, String)> =
        json::object(text)?.into_iter().filter_map(|(name, value)| fields::text_of(value).map(|value| (name, value))).collect();
    fielded(&values, source, notes)
}

fn fielded(values: &[(String, String)], source: &Source, mut notes: Vec<Diagnostic>) -> Result<Parsed, Diagnostic> {
    let mut picked = fields::pick(values, &source.fields);
    if picked.title.is_none() && picked.body.is_none() && picked.summary.is_none() {
        let names: Vec<&str> = values.iter().map(|(name, _)| name.as_str()).take(12).collect();
        return Err(Diagnostic::error("ingest-record-empty").arg(names.join(", ")));
    }
    let mut draft = Draft { is_untitled: picked.title.is_none(), ..Draft::default() };
    let mut repaired = None;
    let mut repair = |text: String| match encoding::repair(&text) {
        Some((text, encoding)) => {
            repaired = Some(encoding);
            text
        }
        None => text,
    };
    for (text, class) in [(picked.title.take(), Class::Title), (picked.summary.take(), Class::Sapo)] {
        if let Some(text) = text {
            draft.push_paragraph(&html::plain(&repair(text)), class);
        }
    }
    if let Some(body) = picked.body.take() {
        let body = repair(body);
        if html::has_markup(&body) {
            draft.push_draft(&html::fragment(&body));
        } else {
            draft.push_plain(&html::decode_entities(&body));
        }
    }
    picked.author = picked.author.take().map(|author| html::plain(&repair(author)));
    picked.source = picked.source.take().map(&mut repair);
    if let Some(encoding) = repaired {
        notes.push(Diagnostic::note("ingest-legacy-encoding").arg(encoding.name()));
    }
    let structure = structure::read(draft, &source.name, &source.boilerplate);
    article(structure, picked, source, notes)
}

/// Puts an article together from its text and what the format said beside it.
fn article(structure: Structure, picked: Picked, source: &Source, mut notes: Vec<Diagnostic>) -> Result<Parsed, Diagnostic> {
    if structure.parts.is_empty() {
        return Err(Diagnostic::note("ingest-empty"));
    }
    if !structure.parts.iter().any(|part| part.class.is_kept()) {
        return Err(Diagnostic::note("ingest-no-article"));
    }
    let published = picked.date.as_deref().and_then(|text| {
        let published = date::published(text);
        if published.is_none() {
            notes.push(Diagnostic::note("ingest-bad-date").arg(shorten(text)));
        }
        published
    });
    let url = picked.url.as_deref().and_then(|text| {
        let url = source.address(text);
        if url.is_none() {
            notes.push(Diagnostic::note("ingest-bad-url").arg(shorten(text)));
        }
        url
    });
    let byline = picked.author.map(|author| one_line(&author)).filter(|author| !author.is_empty());
    let article = Article {
        source_id: picked.id,
        key: String::new(),
        path: String::new(),
        source: picked.source.unwrap_or_else(|| source.name.clone()),
        province: source.province.clone(),
        url,
        byline: byline.or(structure.byline),
        text: structure.text,
        parts: structure.parts,
        facts: Facts {
            published: published.map(|day| Published { days: Days::day(day), origin: Origin::Metadata, evidence: None }),
            ..Facts::default()
        },
    };
    Ok(Parsed { article, tokens: Vec::new(), notes })
}

fn encoding_notes(decoded: &Decoded) -> Vec<Diagnostic> {
    let mut notes = Vec::new();
    if !decoded.encoding.is_unicode() {
        notes.push(Diagnostic::note("ingest-legacy-encoding").arg(decoded.encoding.name()));
    }
    if decoded.had_errors {
        let bad = decoded.text.matches('\u{FFFD}').count();
        notes.push(Diagnostic::warning("ingest-bad-bytes").arg(decoded.encoding.name()).arg(bad));
    }
    notes
}

/// Cuts what a message quotes.
fn shorten(text: &str) -> String {
    text.chars().take(60).collect()
}
