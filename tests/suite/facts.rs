//! Facts as people ask for them: filters, counts, files of officials and bodies; and how well they are read, against labels.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::ControlFlow;
use std::path::Path;
use std::sync::LazyLock;
use std::sync::atomic::AtomicBool;

use serde_json::Value;
use timbao::archive::{self, Options};
use timbao::article::Article;
use timbao::catalog::{self, Kind};
use timbao::engine::embedded::Index;
use timbao::extract::{self, DateKind, Day, Facts, Known, Lines, Place};
use timbao::search::{Engine, FacetValue, Filter, Filters, Request, Response, keys};

use crate::fixture::ask;

/// The sample archive, indexed once for all tests of this file.
static SAMPLES: LazyLock<Index> = LazyLock::new(|| {
    let home = std::env::temp_dir().join(format!("timbao-facts-{}", std::process::id()));
    let samples = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/archive");
    let options = Options { memory: 40 << 20, threads: 2, ..Options::new(vec![samples], home.clone()) };
    archive::update(&options, &(), &AtomicBool::new(false)).expect("the samples can be indexed");
    let index = Index::open(&home).expect("they were indexed");
    // The open index keeps what it reads.
    std::fs::remove_dir_all(&home).expect("it was just made");
    index
});

fn articles() -> Vec<Article> {
    let mut all = Vec::new();
    SAMPLES
        .articles(&mut |_, article| {
            all.push(article.clone());
            ControlFlow::Continue(())
        })
        .expect("the articles can be read");
    all
}

fn filtered(filters: Filters) -> Response {
    ask(&SAMPLES, &Request { filters, limit: 100, facet_values: usize::MAX, ..Request::new("") })
}

fn only(value: &str) -> Vec<Filter> {
    vec![Filter { value: value.to_owned(), excluded: false }]
}

/// The values of each facet of one article.
fn values(article: &Article) -> [BTreeSet<String>; 4] {
    let facts = &article.facts;
    [
        keys::years(facts).into_iter().collect(),
        facts.officials.iter().map(|official| official.key()).collect(),
        facts.bodies.iter().map(|body| body.key()).collect(),
        facts.documents.iter().map(|document| document.number.clone()).collect(),
    ]
}

fn counted(values: &[FacetValue]) -> BTreeMap<&str, u64> {
    values.iter().map(|value| (value.key.as_str(), value.count)).collect()
}

/// Counts the values of one facet over the articles that pass.
fn by_hand(articles: &[Article], facet: usize, passes: impl Fn(&[BTreeSet<String>; 4]) -> bool) -> BTreeMap<String, u64> {
    let mut counts = BTreeMap::new();
    for values in articles.iter().map(values).filter(|values| passes(values)) {
        values[facet].iter().for_each(|value| *counts.entry(value.clone()).or_default() += 1);
    }
    counts
}

fn same(counted: &BTreeMap<&str, u64>, by_hand: &BTreeMap<String, u64>) -> bool {
    counted.len() == by_hand.len() && by_hand.iter().all(|(value, count)| counted.get(value.as_str()) == Some(count))
}

#[test]
fn counts_of_facets_are_those_of_counting_by_hand() {
    let articles = articles();
    let all = by_hand(&articles, 0, |_| true);
    for year in all.keys() {
        let response = filtered(Filters { years: only(year), ..Filters::default() });
        let in_year = |values: &[BTreeSet<String>; 4]| values[0].contains(year);
        assert_eq!(Some(&response.total), all.get(year), "{year}");
        let facets = [&response.facets.year, &response.facets.official, &response.facets.body, &response.facets.document];
        for (facet, values) in facets.into_iter().enumerate() {
            // The counts of a facet leave out its own filter.
            let expected = if facet == 0 { all.clone() } else { by_hand(&articles, facet, in_year) };
            assert!(same(&counted(values), &expected), "{year}: facet {facet}");
        }
    }
    let officials = by_hand(&articles, 1, |_| true);
    for official in officials.keys().step_by(7) {
        let response = filtered(Filters { officials: only(official), ..Filters::default() });
        let named = |values: &[BTreeSet<String>; 4]| values[1].contains(official);
        assert_eq!(Some(&response.total), officials.get(official), "{official}");
        assert!(same(&counted(&response.facets.year), &by_hand(&articles, 0, named)), "{official}");
        assert!(same(&counted(&response.facets.official), &officials), "{official}");
    }
    for body in by_hand(&articles, 2, |_| true).keys().step_by(11) {
        let response = filtered(Filters { bodies: only(body), years: only("2020"), ..Filters::default() });
        let both = |values: &[BTreeSet<String>; 4]| values[2].contains(body) && values[0].contains("2020");
        assert_eq!(response.total, articles.iter().filter(|article| both(&values(article))).count() as u64, "{body}");
        assert!(same(&counted(&response.facets.document), &by_hand(&articles, 3, both)), "{body}");
    }
}

#[test]
fn the_most_frequent_values_are_counted_first() {
    let filters = Filters { undated: Some(timbao::search::Undated::No), ..Filters::default() };
    let whole = filtered(filters.clone());
    for most in [0, 1, 3, 10, 100] {
        let few = ask(&SAMPLES, &Request { filters: filters.clone(), facet_values: most, ..Request::new("") });
        for (few, whole) in
            [(few.facets.official, &whole.facets.official), (few.facets.body, &whole.facets.body), (few.facets.year, &whole.facets.year)]
        {
            assert_eq!(few, whole[..most.min(whole.len())], "the first {most}");
        }
    }
}

#[test]
fn filters_take_and_leave_out() {
    let excluded = |value: &str| Filter { value: value.to_owned(), excluded: true };
    let total = filtered(Filters::default()).total;
    assert_eq!(total, 0, "nothing is asked");
    let all = articles().len() as u64;
    let count = |filters: Filters| filtered(filters).total;
    let in_2020 = count(Filters { years: only("2020"), ..Filters::default() });
    assert_eq!(count(Filters { years: vec![excluded("2020")], ..Filters::default() }), all - in_2020);
    let either = Filters { years: [only("2020"), only("2021")].concat(), ..Filters::default() };
    assert_eq!(count(either), articles().iter().filter(|article| article.facts.years.iter().any(|year| [2020, 2021].contains(year))).count() as u64);
    let undated = count(Filters { undated: Some(timbao::search::Undated::Only), ..Filters::default() });
    assert_eq!(count(Filters { undated: Some(timbao::search::Undated::No), ..Filters::default() }), all - undated);
    assert_eq!(undated, articles().iter().filter(|article| article.facts.date().is_none()).count() as u64);
}

#[test]
fn people_whose_names_differ_in_marks_stay_apart() {
    let response = filtered(Filters { officials: only("Trần Văn Hùng"), ..Filters::default() });
    let others = filtered(Filters { officials: only("Trần Văn Hưng"), ..Filters::default() });
    let both = filtered(Filters { officials: only("tran van hung"), ..Filters::default() });
    assert!(response.total > 0 && others.total > 0);
    assert_eq!(both.total, response.total + others.total);
    let named = |response: &Response, name: &str| response.hits.iter().all(|hit| hit.officials.iter().any(|official| official.name == name));
    assert!(named(&response, "Trần Văn Hùng") && named(&others, "Trần Văn Hưng"));
}

#[test]
fn an_official_has_a_file() {
    let file = catalog::official(&*SAMPLES, "Trần Văn Hùng@Tuyên Quang").expect("the archive can be read");
    assert_eq!(file.articles, filtered(Filters { officials: only("Trần Văn Hùng@Tuyên Quang"), ..Filters::default() }).total);
    let post = |words: &str| file.posts.iter().find(|post| post.title.contains(words)).unwrap_or_else(|| panic!("{words} is a post of his"));
    let block = post("Bí thư Đảng ủy Khối các cơ quan tỉnh");
    assert!(block.first.date < block.last.date && block.articles == 2, "{block:?}");
    assert!(file.colleagues.iter().all(|other| other.key != file.key) && !file.bodies.is_empty());
    let years: Vec<&str> = file.years.iter().map(|(year, _)| year.as_str()).collect();
    assert!(years.is_sorted() && years.contains(&"2020"), "{years:?}");

    let listed = catalog::entries(&*SAMPLES, Kind::Officials, "tran van h").expect("the archive can be read");
    let names: BTreeSet<&str> = listed.iter().map(|entry| entry.name.as_str()).collect();
    assert_eq!(names, BTreeSet::from(["Trần Văn Hùng", "Trần Văn Hưng"]));
}

#[test]
fn a_committee_has_a_file_with_those_before_and_behind_it() {
    let file = catalog::body(&*SAMPLES, "Đảng ủy Khối các cơ quan tỉnh@Tuyên Quang").expect("the archive can be read");
    let holders: Vec<&str> = file.officials.iter().flat_map(|year| &year.officials).map(|holder| holder.name.as_str()).collect();
    assert!(holders.contains(&"Trần Văn Hùng") && holders.contains(&"Hà Thị Xuyến"), "{holders:?}");
    assert!(file.successors.iter().any(|relation| relation.key == "Đảng ủy Khối các cơ quan và doanh nghiệp tỉnh@Tuyên Quang"));
    let document = catalog::document(&*SAMPLES, "35-CT/TW").expect("the archive can be read");
    assert!(document.articles.len() > 3 && document.articles.iter().filter_map(|citing| citing.date.as_ref()).is_sorted());
}

#[test]
fn the_years_add_up() {
    let coverage = catalog::coverage(&*SAMPLES).expect("the archive can be read");
    let dated: u64 = coverage.years.iter().map(|year| year.articles).sum();
    assert_eq!(dated + coverage.undated, SAMPLES.size());
    assert!(coverage.years.windows(2).all(|pair| pair[0].year + 1 == pair[1].year), "no year is left out");
    for year in &coverage.years {
        assert_eq!(year.articles, year.months.iter().map(|month| month.articles).sum::<u64>());
        assert!(year.months.iter().all(|month| !month.gap || month.articles == 0));
    }
}

/// A share of labels, and how many were found.
#[derive(Default)]
struct Score {
    hits: usize,
    found: usize,
    wanted: usize,
}

impl Score {
    fn add<T: Ord>(&mut self, wanted: &BTreeSet<T>, found: &BTreeSet<T>) {
        self.hits += wanted.intersection(found).count();
        self.found += found.len();
        self.wanted += wanted.len();
    }

    fn f1(&self) -> f64 {
        2.0 * self.hits as f64 / (self.found + self.wanted) as f64
    }
}

/// Labels as the program answers: spans in characters become spans in bytes.
fn span(text: &str, value: &Value) -> (usize, usize) {
    let byte = |index: usize| {
        let chars = value["span"][index].as_u64().expect("a span") as usize;
        text.char_indices().nth(chars).map_or(text.len(), |(at, _)| at)
    };
    (byte(0), byte(1))
}

/// What must not get worse; `benches/quality/facts.py --misses` lists every miss.
#[test]
fn labelled_paragraphs_are_read_as_their_labels_say() {
    let labels = include_str!("../facts/paragraphs.jsonl");
    let [mut officials, mut titles, mut bodies, mut events, mut documents] = std::array::from_fn(|_| Score::default());
    for line in labels.lines() {
        let label: Value = serde_json::from_str(line).expect("the labels are JSON");
        let text = label["text"].as_str().expect("a text");
        let published = label["published"].as_str().map(|day| Day::of(day.parse().expect("an ISO date")));
        let facts = read(text, &Known { published, ..Known::default() });
        let list = |name: &str| label[name].as_array().expect("a list").clone();
        officials.add(
            &list("officials").iter().map(|official| span(text, official)).collect(),
            &facts.officials.iter().map(|official| (official.mentions[0].span.start, official.mentions[0].span.end)).collect(),
        );
        titles.add(
            &list("officials")
                .iter()
                .flat_map(|official| official["titles"].as_array().expect("a list").clone())
                .map(|title| span(text, &title))
                .collect(),
            &facts.officials.iter().flat_map(|official| official.titles()).map(|title| (title.span.start, title.span.end)).collect(),
        );
        bodies.add(
            &list("bodies").iter().map(|body| span(text, body)).collect(),
            &facts.bodies.iter().map(|body| (body.span.start, body.span.end)).collect(),
        );
        events.add(
            &list("dates").iter().filter(|date| date["kind"] == "event").map(|date| date["date"].as_str().unwrap_or("").to_owned()).collect(),
            &facts.dates.iter().filter(|date| date.kind == DateKind::Event).filter_map(|date| date.days).map(|days| days.first.to_string()).collect(),
        );
        documents.add(
            &list("documents").iter().map(|document| span(text, document)).collect(),
            &facts.documents.iter().map(|document| (document.span.start, document.span.end)).collect(),
        );
    }
    for (what, score, least) in [
        ("officials", officials, 0.95),
        ("titles", titles, 0.92),
        ("bodies", bodies, 0.92),
        ("event dates", events, 0.95),
        ("documents", documents, 0.99),
    ] {
        let f1 = score.f1();
        assert!(f1 >= least, "{what}: F1 {f1:.3}, and must be at least {least}: `python3 benches/quality/facts.py --misses` lists every miss");
    }
}

fn read(text: &str, known: &Known) -> Facts {
    let mut is_first = true;
    let lines = Lines::of(text);
    let pieces = lines.pieces(|_| if std::mem::take(&mut is_first) { Place::Lead } else { Place::Body });
    extract::read(&pieces, known)
}
