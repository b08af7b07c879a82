//! The list of hits: pages without gaps or repeats, filters and counts against brute force, orders by date, and the shape of the answer.

use std::collections::BTreeMap;

use timbao::engine::embedded::Index;
use timbao::messages::Lang;
use timbao::search::{Filter, Filters, Hit, Matched, Request, Response, Sort, Start, wording};

use crate::cli_search::check_shape;
use crate::fixture::{Archive, ask, full};

const SOURCES: [(&str, &str, &str); 3] = [("a", "Báo Sông Mẫu", "Đắk Lắk"), ("b", "Báo Núi Mẫu", "Cao Bằng"), ("c", "Trang tin Núi Mẫu", "Cao Bằng")];
const ARTICLES: usize = 60;

/// What the archive holds about article `number`.
struct Truth {
    source: usize,
    /// Holds `hội nghị`, and so matches in full.
    full: bool,
    published: Option<&'static str>,
}

fn truth(number: usize) -> Truth {
    const DAYS: [Option<&str>; 5] = [Some("2019-05-23"), Some("2004-01-31"), None, Some("2026-12-01"), Some("2019-05-24")];
    Truth { source: number * number % 3, full: number % 4 != 3, published: DAYS[number % 5] }
}

/// Sixty articles of three papers in two provinces.
fn archive() -> Archive {
    let archive = Archive::empty();
    for (index, (folder, name, province)) in SOURCES.iter().enumerate() {
        archive.write(&format!("{folder}/source.toml"), format!("name = \"{name}\"\nprovince = \"{province}\"\n"));
        let numbers = (0..ARTICLES).filter(|number| truth(*number).source == index);
        let records: Vec<String> = numbers.map(record).collect();
        archive.write(&format!("{folder}/records.jsonl"), records.join("\n"));
    }
    archive.update();
    archive
}

fn record(number: usize) -> String {
    let Truth { full, published, .. } = truth(number);
    let body = if full { "Hội nghị cán bộ toàn tỉnh." } else { "Hội thi của cán bộ toàn tỉnh." };
    let filler = "Nhiều ý kiến hay. ".repeat(number % 7);
    serde_json::json!({ "id": number.to_string(), "title": "Tin trong ngày", "body": format!("{body} {filler}"), "date": published }).to_string()
}

fn number(hit: &Hit) -> usize {
    hit.source_id.as_deref().and_then(|id| id.parse().ok()).expect("each record has its number")
}

fn numbers(response: &Response) -> Vec<usize> {
    response.hits.iter().map(number).collect()
}

/// A query with full and with partial hits: all sixty articles.
fn question() -> Request {
    Request { limit: 100, ..Request::new("hội nghị cán bộ") }
}

#[test]
fn pages_go_through_all_hits_without_gaps_or_repeats() {
    let archive = archive();
    let index = archive.open();
    for sort in [Sort::Relevance, Sort::Newest, Sort::Oldest] {
        let whole = ask(&index, &Request { sort, ..question() });
        assert_eq!((whole.total, whole.partial_total), (45, Some(15)), "{sort:?}");
        assert_eq!(whole.next, None, "{sort:?}: one page holds them all");
        let full = whole.hits.iter().take_while(|hit| hit.matched == Matched::Full).count();
        assert_eq!(full, 45, "{sort:?}: full hits come first");
        for limit in [1, 7, 15, 45, 59] {
            let request = Request { sort, limit, ..question() };
            assert_eq!(by_cursor(&index, &request), numbers(&whole), "{sort:?}, {limit} to the page, by cursor");
            assert_eq!(by_page(&index, &request), numbers(&whole), "{sort:?}, {limit} to the page, by number");
        }
    }
}

#[test]
fn a_sentence_gets_one_list_by_score() {
    let archive = archive();
    let index = archive.open();
    let sentence = Request { limit: 100, ..Request::new("hội nghị cán bộ toàn tỉnh trong ngày") };
    let whole = ask(&index, &sentence);
    assert_eq!((whole.total, whole.partial_total), (45, Some(15)));
    assert_eq!(whole.next, None);
    assert_eq!(whole.query.warnings[0].code, "search-sentence");
    assert!(whole.hits.is_sorted_by(|a, b| a.score >= b.score), "by score alone");
    assert!(whole.hits.iter().all(|hit| (hit.matched == Matched::Full) == truth(number(hit)).full), "each says how it matched");
    for limit in [1, 7, 45, 59] {
        let request = Request { limit, ..sentence.clone() };
        assert_eq!(by_cursor(&index, &request), numbers(&whole), "{limit} to the page, by cursor");
        assert_eq!(by_page(&index, &request), numbers(&whole), "{limit} to the page, by number");
    }
    // By date, and with an operator, the full matches stay apart.
    for (query, sort) in [("hội nghị cán bộ toàn tỉnh trong ngày", Sort::Newest), ("hội nghị cán bộ toàn tỉnh trong ngày -xyz", Sort::Relevance)]
    {
        let response = ask(&index, &Request { limit: 100, sort, ..Request::new(query) });
        assert_eq!(response.hits.iter().take_while(|hit| hit.matched == Matched::Full).count(), 45, "{query}");
        let mut found = numbers(&response);
        found.sort_unstable();
        assert_eq!((found, response.partial_total), ((0..ARTICLES).collect(), Some(15)), "{query}: each article once");
    }
}

fn by_cursor(index: &Index, request: &Request) -> Vec<usize> {
    let mut request = request.clone();
    let mut all = Vec::new();
    loop {
        let page = ask(index, &request);
        all.extend(numbers(&page));
        assert_eq!(page.total, 45, "the number of full hits does not change from page to page");
        assert!(all.len() <= ARTICLES, "the cursor goes in a circle");
        match page.next {
            Some(next) => request.start = Start::Cursor(next),
            None => return all,
        }
    }
}

fn by_page(index: &Index, request: &Request) -> Vec<usize> {
    let pages = ARTICLES.div_ceil(request.limit) + 1;
    (1..=pages).flat_map(|page| numbers(&ask(index, &Request { start: Start::Page(page), ..request.clone() }))).collect()
}

#[test]
fn orders_by_date_put_the_undated_last() {
    let archive = archive();
    let index = archive.open();
    for sort in [Sort::Newest, Sort::Oldest] {
        let response = ask(&index, &Request { sort, ..question() });
        let dates: Vec<Option<String>> = full(&response).map(|hit| hit.published.date.clone()).collect();
        let mut expected = dates.clone();
        expected.sort_by_key(|date| (date.is_none(), date.clone()));
        let dated = expected.iter().filter(|date| date.is_some()).count();
        if sort == Sort::Newest {
            expected[..dated].reverse();
        }
        assert!(dated > 0 && dated < expected.len());
        assert_eq!(dates, expected, "{sort:?}");
    }
}

#[test]
fn filters_and_counts_agree_with_brute_force() {
    let archive = archive();
    let index = archive.open();
    for (sources, provinces) in [
        (&[][..], &[][..]),
        (&["Báo Núi Mẫu"][..], &[][..]),
        (&["bao nui mau", "Báo Sông Mẫu"], &[]),
        (&["-Báo Núi Mẫu"], &[]),
        (&["-Báo Núi Mẫu", "-Báo Sông Mẫu"], &[]),
        (&[], &["Cao Bằng"]),
        (&["Báo Núi Mẫu"], &["cao bang"]),
        (&["Báo Núi Mẫu"], &["Đắk Lắk"]),
        (&["-Báo Núi Mẫu"], &["Cao Bằng"]),
        (&["Báo Không Có"], &[]),
    ] {
        let response = ask(&index, &Request { filters: filters(sources, provinces), ..question() });
        let label = format!("{sources:?} {provinces:?}");
        let fits_source = |source: usize| fits(sources, SOURCES[source].1);
        let fits_province = |source: usize| fits(provinces, SOURCES[source].2);
        let mut expected: Vec<usize> =
            (0..ARTICLES).filter(|n| truth(*n).full && fits_source(truth(*n).source) && fits_province(truth(*n).source)).collect();
        let mut hits: Vec<usize> = full(&response).map(number).collect();
        hits.sort_unstable();
        expected.sort_unstable();
        assert_eq!(hits, expected, "{label}");
        assert!(response.hits.iter().all(|hit| fits(sources, &hit.source)), "{label}: partial hits are filtered too");
        // The counts of a facet leave out its own filter.
        assert_eq!(counts(&response.facets.source), counted(|source| SOURCES[source].1, fits_province), "{label}");
        assert_eq!(counts(&response.facets.province), counted(|source| SOURCES[source].2, fits_source), "{label}");
    }
}

fn filters(sources: &[&str], provinces: &[&str]) -> Filters {
    let read = |values: &[&str]| values.iter().map(|value| value.parse::<Filter>().expect("every text is a filter")).collect();
    Filters { sources: read(sources), provinces: read(provinces), ..Filters::default() }
}

fn fits(filters: &[&str], value: &str) -> bool {
    let same = |filter: &str| timbao::analysis::fold_words(filter) == timbao::analysis::fold_words(value);
    let (excluded, wanted): (Vec<&str>, Vec<&str>) = filters.iter().partition(|filter| filter.starts_with('-'));
    !excluded.iter().any(|filter| same(&filter[1..])) && (wanted.is_empty() || wanted.iter().any(|filter| same(filter)))
}

fn counts(values: &[timbao::search::FacetValue]) -> BTreeMap<&str, u64> {
    assert!(values.is_sorted_by(|a, b| (b.count, &a.value) <= (a.count, &b.value)), "most frequent first: {values:?}");
    values.iter().map(|value| (value.value.as_str(), value.count)).collect()
}

fn counted(value: fn(usize) -> &'static str, fits: impl Fn(usize) -> bool) -> BTreeMap<&'static str, u64> {
    let mut counts = BTreeMap::new();
    for source in (0..ARTICLES).map(truth).filter(|truth| truth.full && fits(truth.source)).map(|truth| truth.source) {
        *counts.entry(value(source)).or_default() += 1;
    }
    counts
}

#[test]
fn filters_alone_are_a_question() {
    let archive = archive();
    let index = archive.open();
    let of = |filters: Filters| ask(&index, &Request { filters, ..Request::new("") }).total;
    assert_eq!(of(Filters::default()), 0, "nothing was asked");
    let expected = (0..ARTICLES).filter(|number| truth(*number).source == 0).count() as u64;
    assert_eq!(of(filters(&["Báo Sông Mẫu"], &[])), expected);
    assert_eq!(of(filters(&[], &["-Đắk Lắk"])), ARTICLES as u64 - expected);
}

#[test]
fn every_key_stands_in_every_answer() {
    let archive = archive();
    let index = archive.open();
    for query in ["hội nghị cán bộ", "xyz", "", "\"", "tran van chung 2019 -cán", "nam:20x9 (((", "🙂"] {
        for lang in [Lang::Vi, Lang::En] {
            let mut response = ask(&index, &Request::new(query));
            wording::localise(&mut response, lang);
            check_shape(&serde_json::to_value(&response).expect("a response is JSON"));
        }
    }
}

#[test]
fn q06_q07_pages_that_are_not_served_are_refused() {
    let archive = archive();
    let index = archive.open();
    let code = |request: Request| timbao::search::run(&index, &request).err().map(|error| error.diagnostic().code.clone());
    assert_eq!(code(Request { limit: 0, ..question() }).as_deref(), Some("search-limit"));
    assert_eq!(code(Request { limit: 101, ..question() }).as_deref(), Some("search-limit"));
    assert_eq!(code(Request { start: Start::Page(0), ..question() }).as_deref(), Some("search-page"));
    assert_eq!(code(Request { start: Start::Page(101), ..question() }).as_deref(), Some("search-page"));
    assert_eq!(code(Request { start: Start::Cursor("x".into()), ..question() }).as_deref(), Some("search-cursor"));
    assert_eq!(code(Request { start: Start::Page(100), ..question() }), None);
}
