//! All values of one facet of an answer, with a box that narrows them.

use askama::Template;

use super::frame::Frame;
use super::search::{Choice, choices, named};
use crate::analysis::fold_words;
use crate::engine::embedded::Index;
use crate::search::plan::Facet;
use crate::search::{FacetValue, Request};
use crate::web::answer::{Answer, Answered, Trouble};
use crate::web::ask::Ask;
use crate::web::asked::FACETS;
use crate::{search, text::collation};

/// Values on one page.
const MOST: usize = 200;

#[derive(Template)]
#[template(path = "facet.html")]
struct FacetPage {
    frame: Frame,
    name: String,
    /// The path of this page.
    here: String,
    /// What the box passes on.
    kept: Vec<(String, String)>,
    typed: String,
    back: String,
    shown: String,
    choices: Vec<Choice>,
    by_count: Option<String>,
    by_name: Option<String>,
}

pub fn facet(index: &Index, ask: &Ask) -> Answered {
    let words = ask.words;
    let asked_name = ask.rest("/facet/");
    let found = FACETS.into_iter().find(|(_, vi, en)| *vi == asked_name || *en == asked_name);
    let Some((facet, name, _)) = found else { return Err(Trouble::not_found()) };
    let request = Request { limit: 1, snippets: false, facet_values: usize::MAX, ..ask.asked.request.clone() };
    let response = search::run(index, &request)?;
    let mut values = response.facets.of(facet).to_vec();
    let typed = ask.asked.narrow.clone();
    narrow(&mut values, &typed);
    let total = values.len();
    if ask.asked.by_name {
        order(&mut values, facet);
    }
    values.truncate(MOST);
    let here = format!("/facet/{name}");
    let page = |by_name: bool| {
        let mut asked = ask.asked.changed(|_| ());
        asked.by_name = by_name;
        format!("{here}{}", asked.parameters())
    };
    let mut kept = ask.asked.changed(|_| ());
    kept.narrow.clear();
    let title = named(words, facet);
    Answer::page(&FacetPage {
        frame: Frame::new(ask, &title),
        name: title,
        kept: crate::web::address::parameters(kept.parameters().trim_start_matches('?')).unwrap_or_default(),
        typed,
        back: format!("/search{}", ask.asked.without_list().parameters()),
        shown: words.fill("web-list-shown", &[&words.number(values.len() as u64), &words.number(total as u64)]),
        choices: choices(&Ask { asked: ask.asked.without_list(), ..ask.clone() }, facet, &values),
        by_count: ask.asked.by_name.then(|| page(false)),
        by_name: (!ask.asked.by_name).then(|| page(true)),
        here,
    })
}

/// Keeps the values that hold what was typed, with marks or without.
fn narrow(values: &mut Vec<FacetValue>, typed: &str) {
    let typed = fold_words(typed);
    if !typed.is_empty() {
        values.retain(|value| format!(" {}", fold_words(&value.key)).contains(&format!(" {typed}")));
    }
}

/// Orders values by name: people by given name, years backwards.
fn order(values: &mut [FacetValue], facet: Facet) {
    match facet {
        Facet::Official => values.sort_by_cached_key(|value| collation::given_name_first(&value.value)),
        Facet::Year => values.sort_by(|a, b| b.key.cmp(&a.key)),
        _ => values.sort_by_cached_key(|value| collation::key(&value.value)),
    }
}
