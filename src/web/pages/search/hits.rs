//! One hit as the page shows it.

use crate::extract::Origin;
use crate::search::plan::Facet;
use crate::search::{Hit, Matched, Request, Response, Snippet};
use crate::web::ask::Ask;
use crate::web::asked::Asked;
use crate::web::pages::frame::thing;
use crate::web::pages::marked::{Piece, pieces};

use super::Link;

/// People, bodies and documents of a hit that are shown.
const MOST: usize = 6;

pub struct HitView {
    pub href: String,
    pub title: Vec<Piece>,
    pub date: String,
    /// The day for programs.
    pub iso: String,
    /// Why the date is what it is, for one that nobody wrote down.
    pub evidence: Option<String>,
    pub source: String,
    pub province: Option<String>,
    pub snippets: Vec<SnippetView>,
    pub why: String,
    pub is_partial: bool,
    pub things: Vec<Link>,
    /// What Zotero and its like read, as a context object in a title (COinS).
    pub context: String,
}

pub struct SnippetView {
    pub before: &'static str,
    pub pieces: Vec<Piece>,
    pub behind: &'static str,
}

/// Shows the hits; each leads to its article with the question and its place in the answer.
pub fn views(ask: &Ask, request: &Request, response: &Response) -> Vec<HitView> {
    let before = request.hits_before();
    response.hits.iter().enumerate().map(|(index, hit)| view(ask, hit, before.map(|before| before + index + 1))).collect()
}

fn view(ask: &Ask, hit: &Hit, rank: Option<usize>) -> HitView {
    let words = ask.words;
    let question = Asked { rank, ..ask.asked.changed(|_| ()) };
    let untitled = || vec![Piece { text: words.say("web-untitled"), is_marked: false }];
    let sorted = hit.sorted_by_event.as_ref().unwrap_or(&hit.published);
    let is_inferred = hit.published.origin == Some(Origin::Inferred);
    HitView {
        href: format!("/article/{}{}", hit.id, question.parameters()),
        title: if hit.title.trim().is_empty() { untitled() } else { pieces(&hit.title, &hit.title_marks) },
        date: words.sorted_date(&hit.published, hit.sorted_by_event.as_ref()),
        iso: sorted.date.clone().unwrap_or_default(),
        evidence: hit.published.evidence.clone().filter(|_| is_inferred),
        source: hit.source.clone(),
        province: hit.province.clone(),
        snippets: hit.snippets.iter().map(snippet).collect(),
        why: hit.why.clone(),
        is_partial: hit.matched == Matched::Partial,
        things: things(hit),
        context: context(hit),
    }
}

fn snippet(snippet: &Snippet) -> SnippetView {
    SnippetView {
        before: if snippet.breaks_in() { "… " } else { "" },
        pieces: pieces(&snippet.text, &snippet.marks),
        behind: if snippet.breaks_off() { " …" } else { "" },
    }
}

fn things(hit: &Hit) -> Vec<Link> {
    let link = |facet, key: &str, text: &str, note: &str| Link { href: thing(facet, key), text: text.to_owned(), note: note.to_owned() };
    let officials = hit.officials.iter().take(MOST).map(|official| {
        let title = official.titles.first().map_or("", String::as_str);
        link(Facet::Official, &official.key, &official.name, title)
    });
    let bodies = hit.bodies.iter().take(MOST).map(|body| link(Facet::Body, &body.key, &body.name, body.province.as_deref().unwrap_or_default()));
    let documents = hit.documents.iter().take(MOST).map(|number| link(Facet::Document, number, number, ""));
    officials.chain(bodies).chain(documents).collect()
}

/// Writes a hit as an OpenURL context object.
fn context(hit: &Hit) -> String {
    let mut pairs: Vec<(&str, &str)> = vec![
        ("ctx_ver", "Z39.88-2004"),
        ("rft_val_fmt", "info:ofi/fmt:kev:mtx:dc"),
        ("rft.type", "newspaperArticle"),
        ("rft.title", &hit.title),
        ("rft.source", &hit.source),
        ("rft.language", "vi"),
    ];
    let date = hit.published.date.as_deref().filter(|_| hit.published.origin != Some(Origin::Inferred));
    pairs.extend(date.map(|date| ("rft.date", date)));
    pairs.extend(hit.byline.as_deref().map(|byline| ("rft.creator", byline)));
    pairs.extend(hit.url.as_deref().map(|url| ("rft.identifier", url)));
    pairs.iter().map(|(name, value)| format!("{name}={}", crate::web::address::part(value))).collect::<Vec<_>>().join("&")
}
