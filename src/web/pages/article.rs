//! An article: its stored text with every hit marked, its facts, its dates with their evidence, and how to cite it.

mod text;

use askama::Template;

use super::frame::{Frame, articles_of, thing};
use super::search::Link;
use crate::article::{Article, ArticleId, Class};
use crate::engine::embedded::Index;
use crate::export::Format;
use crate::extract::Origin;
use crate::search::plan::Facet;
use crate::search::{self, Hit, Request, Start, facts, wording};
use crate::text::Span;
use crate::web::answer::{Answer, Answered, Trouble};
use crate::web::ask::{Ask, Form};
use crate::web::asked::Asked;
use crate::web::{export, files};

use text::Paragraph;

#[derive(Template)]
#[template(path = "article.html")]
struct ArticlePage {
    frame: Frame,
    id: String,
    title: Vec<text::Run>,
    paragraphs: Vec<Paragraph>,
    removed: Vec<(String, String)>,
    removed_said: String,
    /// How many places are marked.
    marks: usize,
    marks_said: String,
    /// How many of them have a link of their own.
    numbered: usize,
    date: String,
    evidence: Vec<(String, String)>,
    source: Link,
    province: Option<Link>,
    byline: Option<String>,
    url: Option<String>,
    path: String,
    officials: Vec<Link>,
    bodies: Vec<Link>,
    documents: Vec<Link>,
    /// The addresses of this page with and without its facts shown.
    facts: String,
    shows_facts: bool,
    back: Option<String>,
    previous: Option<String>,
    next: Option<String>,
    permalink: String,
    citation: String,
    meta: Vec<(&'static str, String)>,
}

/// Marked places that have a link of their own; a script steps through all of them.
const NUMBERED: usize = 30;

/// Answers `/article/{id}`.
pub fn article(index: &Index, ask: &Ask) -> Answered {
    let (id, article) = files::article(index, ask.rest("/article/"), "/")?;
    match ask.form {
        Form::Json => Answer::json(&crate::web::api::ArticleView::of(id, &article)),
        Form::Page => Answer::page(&page(index, ask, id, &article)?),
        Form::Export(Format::Csv | Format::Atom | Format::Jsonl) => Err(Trouble::not_found()),
        Form::Export(format) => export::article(ask, format, Hit::of(&article)),
    }
}

fn page(index: &Index, ask: &Ask, id: ArticleId, article: &Article) -> Result<ArticlePage, Trouble> {
    let words = ask.words;
    let request = &ask.asked.request;
    let marks: Vec<Span> = if request.query.trim().is_empty() { Vec::new() } else { search::marks(index, request, article)? };
    let published = facts::published(article);
    let title = Some(article.title().trim()).filter(|title| !title.is_empty()).map_or_else(|| words.say("web-untitled"), str::to_owned);
    let shown = text::Shown { article, marks: &marks, facts: if ask.asked.facts { text::facts(article) } else { Vec::new() } };
    let (head, paragraphs) = shown.parts(words);
    let has_question = !ask.asked.is_empty();
    let (previous, next) = neighbours(index, ask, request)?;
    let href = |asked: &Asked| format!("/article/{id}{}", asked.parameters());
    let toggled = Asked { facts: !ask.asked.facts, ..ask.asked.clone() };
    let link = |facet, key: &str, text: &str, note: String| Link { href: thing(facet, key), text: text.to_owned(), note };
    let officials =
        facts::officials(article).into_iter().map(|official| link(Facet::Official, &official.key, &official.name, official.titles.join("; ")));
    let bodies = facts::bodies(article).into_iter().map(|body| link(Facet::Body, &body.key, &body.name, words.province(body.province.as_deref())));
    let documents = facts::documents(article).into_iter().map(|number| link(Facet::Document, &number, &number, String::new()));
    let removed = article
        .parts_of(Class::Removed)
        .map(|part| (part.span.of(&article.text).to_owned(), part.rule.as_deref().map(|rule| wording::rule(words.lang, rule)).unwrap_or_default()));
    let source = Link { href: articles_of(Facet::Source, &article.source), text: article.source.clone(), note: String::new() };
    let province =
        article.province.as_ref().map(|province| Link { href: articles_of(Facet::Province, province), text: province.clone(), note: String::new() });
    let number = |count: usize| words.number(count as u64);
    let permalink = format!("{}/article/{id}", ask.base);
    Ok(ArticlePage {
        frame: Frame::new(ask, &title),
        id: id.to_string(),
        title: if head.is_empty() { vec![text::Run::plain(&title)] } else { head },
        paragraphs,
        removed: removed.collect(),
        removed_said: words.fill("web-removed", &[&number(article.parts_of(Class::Removed).count())]),
        marks: marks.len(),
        marks_said: words.fill("web-marks-count", &[&number(marks.len())]),
        numbered: marks.len().min(NUMBERED),
        date: words.sorted_date(&published, facts::sorted_by_event(article).as_ref()),
        evidence: evidence(ask, article),
        source,
        province,
        byline: article.byline.clone(),
        url: article.url.clone(),
        path: article.path.clone(),
        officials: officials.collect(),
        bodies: bodies.collect(),
        documents: documents.collect(),
        facts: href(&toggled),
        shows_facts: ask.asked.facts,
        back: has_question.then(|| back(ask)),
        previous,
        next,
        citation: crate::export::citation(&export::style(ask, Format::Bib, ""), &Hit::of(article)),
        meta: meta(article, &title, &permalink),
        permalink,
    })
}

/// Returns the address of the page of the answer that this article stands on.
fn back(ask: &Ask) -> String {
    let page = ask.asked.rank.map_or(1, |rank| (rank - 1) / ask.asked.request.limit + 1);
    format!("/search{}", ask.asked.changed(|asked| (asked.request.start, asked.facts) = (Start::Page(page), false)).parameters())
}

/// Finds the articles before and behind this one in the answer it was opened from.
fn neighbours(index: &Index, ask: &Ask, request: &Request) -> Result<(Option<String>, Option<String>), Trouble> {
    let Some(rank) = ask.asked.rank.filter(|rank| *rank < Request::MAX_OFFSET) else { return Ok((None, None)) };
    let at = |rank: usize| -> Result<Option<String>, Trouble> {
        let one = Request { limit: 1, start: Start::Page(rank), facets: false, snippets: false, ..request.clone() };
        let found = search::run(index, &one)?.hits.first().map(|hit| hit.id);
        let parameters = Asked { rank: Some(rank), ..ask.asked.clone() }.parameters();
        Ok(found.map(|id| format!("/article/{id}{parameters}")))
    };
    let previous = if rank > 1 { at(rank - 1)? } else { None };
    Ok((previous, at(rank + 1)?))
}

/// Says of each date how it is known, with the words that say it.
fn evidence(ask: &Ask, article: &Article) -> Vec<(String, String)> {
    let words = ask.words;
    let say = |code: &str, date: &search::DateFact| {
        let how = words.say(match date.origin {
            Some(Origin::Stated) => "web-origin-stated",
            Some(Origin::Metadata) => "web-origin-metadata",
            Some(Origin::Inferred) => "web-origin-inferred",
            None => "web-origin-none",
        });
        let quoted = date.evidence.as_ref().map(|evidence| words.fill("web-quoted", &[evidence])).unwrap_or_default();
        (words.fill(code, &[&words.date(date)]), format!("{how} {quoted}").trim_end().to_owned())
    };
    let published = facts::published(article);
    let published = published.date.is_some().then(|| say("web-date-published", &published));
    let events = facts::events(article);
    published.into_iter().chain(events.iter().map(|event| say("web-date-event", event))).collect()
}

/// Describes the article for programs that collect references.
fn meta(article: &Article, title: &str, permalink: &str) -> Vec<(&'static str, String)> {
    let published = facts::published(article);
    let day = published.date.filter(|_| published.origin != Some(Origin::Inferred));
    let mut meta = vec![
        ("citation_title", title.to_owned()),
        ("citation_journal_title", article.source.clone()),
        ("citation_language", "vi".to_owned()),
        ("citation_public_url", article.url.clone().unwrap_or_else(|| permalink.to_owned())),
        ("DC.type", "newspaperArticle".to_owned()),
    ];
    meta.extend(day.map(|day| ("citation_publication_date", day.replace('-', "/"))));
    meta.extend(article.byline.clone().map(|byline| ("citation_author", byline)));
    meta
}
