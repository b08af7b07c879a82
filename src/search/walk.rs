//! All full matches, one after another, however many there are.
//!
//! A page is for readers, who stop at some place; an export wants everything. The query is understood once, places are fetched a thousand at
//! a time, each behind the last of those before, and an article is read when its turn comes: memory stays flat.
//! Partial matches are no part of it, also where a page of a sentence mixes them in.

use crate::query;

use super::engine::{Engine, FoundHit, From, Page, Result};
use super::filters;
use super::meaning::Meaning;
use super::plan::Clause;
use super::request::{Request, Start};
use super::response::{Hit, Matched, Reading};
use super::run::{Search, View, reading};

/// How many places are fetched at once. The engine goes through all matches each time, so few would be slow.
const PLACES: usize = 1_000;

/// The full matches of a request, in its order.
pub struct Walk<'a> {
    /// How many there are.
    pub total: u64,
    /// How the query was read.
    pub reading: Reading,
    search: Search<'a>,
    view: View,
    meaning: Meaning,
    /// What matches; nothing if nothing was asked.
    matching: Option<Clause>,
    /// Found and not yet handed out.
    places: std::vec::IntoIter<FoundHit>,
    /// Where the next places begin; nothing behind the last.
    from: Option<From>,
}

/// Begins to walk over all full matches of a request. Of the request's page, only `snippets` counts.
///
/// # Errors
/// If the engine fails. It may also fail later; the walk ends there.
pub fn walk<'a>(engine: &'a dyn Engine, request: &'a Request) -> Result<Walk<'a>> {
    let query = query::parse(&request.query);
    let counted = Request { limit: 1, start: Start::Page(1), facets: false, ..request.clone() };
    let filters = filters::build(&request.filters);
    let (mut meaning, full) = Search { engine, request: &counted, filters: filters.clone(), cursor: None }.understood(&query)?;
    let search = Search { engine, request, filters, cursor: None };
    let diagnostics = search.diagnostics(query, &mut meaning);
    Ok(Walk {
        total: full.total,
        reading: reading(request, meaning.clone(), diagnostics, Vec::new()),
        matching: search.matching(&meaning),
        search,
        view: View::of_full(&meaning),
        meaning,
        places: Vec::new().into_iter(),
        from: Some(From::Offset(0)),
    })
}

impl Walk<'_> {
    fn next_hit(&mut self) -> Result<Option<Hit>> {
        loop {
            for place in self.places.by_ref() {
                if let Some(hit) = self.search.hit(&place, Matched::Full, &self.view)? {
                    return Ok(Some(hit));
                }
            }
            let (Some(from), Some(matching)) = (self.from, &self.matching) else { return Ok(None) };
            let page = Page { from, limit: PLACES, ..Page::COUNT };
            let found = self.search.engine.search(&self.search.plan(matching.clone(), &self.meaning), &page)?.hits;
            self.from = found.last().filter(|_| found.len() >= PLACES).map(|last| From::After(last.place));
            self.places = found.into_iter();
        }
    }
}

impl Iterator for Walk<'_> {
    type Item = Result<Hit>;

    fn next(&mut self) -> Option<Self::Item> {
        let next = self.next_hit();
        if next.is_err() {
            // Whoever goes on after a failure gets nothing more, instead of a list with a hole.
            (self.places, self.from) = (Vec::new().into_iter(), None);
        }
        next.transpose()
    }
}
