//! The walk over all full matches: what pages of a search show, no more and no less, however many there are.

use timbao::engine::embedded::Index;
use timbao::export::{self, Format, Style};
use timbao::messages::Lang;
use timbao::search::{self, Engine, Filter, Filters, Hit, Matched, Request, Sort, Start};

use crate::fixture::{Archive, ask};
use crate::golden::index_of_the_samples;

/// All full matches, page by page.
fn by_pages(index: &Index, request: &Request) -> (u64, Vec<Hit>) {
    let mut request = Request { limit: 37, facets: false, ..request.clone() };
    let (mut total, mut hits) = (0, Vec::new());
    loop {
        let page = ask(index, &request);
        total = page.total.max(total);
        hits.extend(page.hits.into_iter().filter(|hit| hit.matched == Matched::Full));
        match page.next {
            Some(next) if (hits.len() as u64) < total => request.start = Start::Cursor(next),
            _ => return (total, hits),
        }
    }
}

fn walked(index: &Index, request: &Request) -> Vec<Hit> {
    let walk = search::walk(index, request).expect("the index is whole");
    let total = walk.total;
    let hits: Vec<Hit> = walk.collect::<Result<_, _>>().expect("the index is whole");
    assert_eq!(hits.len() as u64, total, "{:?}", request.query);
    hits
}

fn json(hits: &[Hit]) -> Vec<String> {
    hits.iter().map(|hit| serde_json::to_string(hit).expect("a hit is JSON")).collect()
}

fn filter(value: &str) -> Vec<Filter> {
    vec![value.parse().expect("every text is a filter")]
}

#[test]
fn an_export_holds_what_the_pages_of_a_search_show() {
    let (index, _folder) = index_of_the_samples();
    let none = Filters::default();
    let year = Filters { years: filter("2024"), ..none.clone() };
    let province = Filters { provinces: filter("-Hải Dương"), ..none.clone() };
    let official = Filters { officials: filter("Trần Văn Hùng"), undated: Some(search::Undated::No), ..none.clone() };
    let mut exported = 0;
    for (query, filters) in [
        ("tran van hung", &none),
        ("Trần Văn Hưng", &none),
        ("tranf vawn hungf", &none),
        ("hội nghị", &none),
        ("hội nghị", &year),
        ("đảng ủy HOẶC tỉnh ủy", &province),
        ("hội nghị tổng kết công tác xây dựng đảng của tỉnh năm qua", &none),
        ("nam:2024 -hội", &none),
        ("", &official),
        ("", &province),
        ("", &none),
        ("khôngcógìđâu", &none),
        ("-hội", &none),
    ] {
        for sort in [Sort::Relevance, Sort::Newest, Sort::Oldest] {
            for snippets in [false, true] {
                let request = Request { filters: filters.clone(), sort, snippets, ..Request::new(query) };
                let (total, hits) = by_pages(&index, &request);
                let walked = walked(&index, &request);
                assert_eq!(walked.len() as u64, total, "{query:?}, {sort:?}");
                assert_eq!(json(&walked), json(&hits), "{query:?}, {sort:?}");
                exported += walked.len();
            }
        }
    }
    assert!(exported > 1_000, "only {exported} articles were compared");
}

#[test]
fn every_format_counts_what_it_writes() {
    let (index, _folder) = index_of_the_samples();
    let request = Request { snippets: true, ..Request::new("hội nghị") };
    let total = ask(&index, &request).total;
    for format in Format::ALL {
        let style = Style::new(Lang::En, "hội nghị", "2026-01-01T00:00:00Z".parse().expect("a time"));
        let mut out = Vec::new();
        let walk = search::walk(&index, &request).expect("the index is whole");
        assert_eq!(export::write(format, &style, walk, &mut out).expect("memory takes it"), total, "{format:?}");
        let text = String::from_utf8(out).expect("every format is text");
        let entries = match format {
            Format::Csv => csv::Reader::from_reader(text.as_bytes()).records().filter(Result::is_ok).count(),
            Format::Jsonl => text.lines().count(),
            Format::Bib => text.matches("\n}\n").count(),
            Format::Ris => text.matches("ER  - \r\n").count(),
            Format::Atom => {
                let feed = roxmltree::Document::parse(&text).expect("it is XML");
                feed.descendants().filter(|node| node.has_tag_name("entry")).count()
            }
        };
        assert_eq!(entries as u64, total, "{format:?}");
    }
}

/// More than the walk fetches at once, all of one score and one day: only their ids tell them apart.
#[test]
fn a_long_walk_has_no_gaps_and_no_repeats() {
    const ARTICLES: usize = 2_300;
    let archive = Archive::empty();
    let record = |number| serde_json::json!({ "id": number, "title": "Tin trong ngày", "body": "Hội nghị.", "date": "2019-05-23" }).to_string();
    archive.write("records.jsonl", (0..ARTICLES).map(|number| record(number.to_string())).collect::<Vec<_>>().join("\n"));
    archive.update();
    let index = archive.open();
    for sort in [Sort::Relevance, Sort::Newest] {
        let hits = walked(&index, &Request { sort, snippets: false, ..Request::new("hội nghị") });
        let mut ids: Vec<_> = hits.iter().map(|hit| hit.id).collect();
        assert!(ids.is_sorted(), "{sort:?}: equals stand in the order of their ids");
        ids.dedup();
        assert_eq!(ids.len(), ARTICLES, "{sort:?}");
    }
}

#[test]
fn an_article_alone_is_exported_too() {
    let archive = Archive::of(&[("a.txt", "Hội nghị tổng kết\n\nTỉnh ủy mở hội nghị tổng kết công tác năm 2019.\n")]);
    let index = archive.open();
    let found = ask(&index, &Request::new("hội nghị")).hits.remove(0);
    let article = index.article(found.id).expect("the index is whole").expect("it was found");
    let hit = Hit::of(&article);
    assert_eq!((hit.id, &hit.title, &hit.bodies, &hit.published), (found.id, &found.title, &found.bodies, &found.published));
    let style = Style::new(Lang::Vi, "một bài", "2026-01-01T00:00:00Z".parse().expect("a time"));
    let mut out = Vec::new();
    assert_eq!(export::write(Format::Bib, &style, [Ok(hit)], &mut out).expect("memory takes it"), 1);
    assert!(String::from_utf8_lossy(&out).starts_with(&format!("@article{{timbao-{},\n  title = {{{{Hội nghị tổng kết}}}},\n", found.id)));
}
