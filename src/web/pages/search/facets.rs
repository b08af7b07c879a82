//! Facets: what the matches have in common, each value a way to narrow.

use crate::search::plan::Facet;
use crate::search::{FacetValue, Facets};
use crate::web::ask::Ask;
use crate::web::asked::FACETS;
use crate::web::words::Words;

/// Values of each facet that the search page shows.
pub const SHOWN: usize = 8;

/// One facet with its most frequent values.
pub struct Group {
    pub name: String,
    pub choices: Vec<Choice>,
    /// The page with all values, if there are more.
    pub more: Option<String>,
    pub is_open: bool,
}

/// A value that can be chosen, left out, or let go.
pub struct Choice {
    pub text: String,
    pub count: String,
    pub href: String,
    pub is_chosen: bool,
    pub is_excluded: bool,
    /// The address that leaves it out.
    pub exclude: Option<String>,
}

/// Returns how a facet is called.
pub fn named(words: Words, facet: Facet) -> String {
    words.say(match facet {
        Facet::Year | Facet::Month => "web-facet-year",
        Facet::Official => "web-facet-official",
        Facet::Body => "web-facet-body",
        Facet::Document => "web-facet-document",
        Facet::Province => "web-facet-province",
        Facet::Source => "web-facet-source",
    })
}

pub fn groups(ask: &Ask, facets: &Facets) -> Vec<Group> {
    let group = |(facet, name, _): (Facet, &str, &str)| {
        let values = facets.of(facet);
        let shown = &values[..values.len().min(SHOWN)];
        let choices = choices(ask, facet, shown);
        let more = (values.len() > SHOWN).then(|| format!("/facet/{name}{}", ask.asked.changed(|_| ()).parameters()));
        let is_open = matches!(facet, Facet::Year | Facet::Official | Facet::Body) || !ask.asked.request.filters.of(facet).is_empty();
        Group { name: named(ask.words, facet), choices, more, is_open }
    };
    FACETS.map(group).into_iter().filter(|group| !group.choices.is_empty()).collect()
}

/// Makes choices of values; what is filtered by comes first, whether or not it is among them.
pub fn choices(ask: &Ask, facet: Facet, values: &[FacetValue]) -> Vec<Choice> {
    let count = |value: &str| values.iter().find(|counted| counted.key == value).map(|counted| counted.count);
    let chosen = ask.asked.request.filters.of(facet).iter().map(|filter| Choice {
        text: shown(ask.words, facet, &filter.value),
        count: count(&filter.value).map(|count| ask.words.number(count)).unwrap_or_default(),
        href: format!("/search{}", ask.asked.without(facet, &filter.value).parameters()),
        is_chosen: !filter.excluded,
        is_excluded: filter.excluded,
        exclude: None,
    });
    let is_filtered = |value: &FacetValue| ask.asked.request.filters.of(facet).iter().any(|filter| filter.value == value.key);
    let others = values.iter().filter(|value| !is_filtered(value)).map(|value| Choice {
        text: shown(ask.words, facet, &value.key),
        count: ask.words.number(value.count),
        href: format!("/search{}", ask.asked.with(facet, &value.key, false).parameters()),
        is_chosen: false,
        is_excluded: false,
        exclude: Some(format!("/search{}", ask.asked.with(facet, &value.key, true).parameters())),
    });
    chosen.chain(others).collect()
}

/// Writes a value for people: `Trần Văn Chung · Tuyên Quang`.
pub fn shown(words: Words, facet: Facet, value: &str) -> String {
    match (facet, value.rsplit_once('@')) {
        (Facet::Year, _) => words.year(value),
        (Facet::Official | Facet::Body, Some((name, "?"))) => name.to_owned(),
        (Facet::Official | Facet::Body, Some((name, province))) => format!("{name} · {province}"),
        // `=` before a number finds what is cited so and nothing else.
        (Facet::Document, _) => value.trim_start_matches('=').to_owned(),
        _ => value.to_owned(),
    }
}
