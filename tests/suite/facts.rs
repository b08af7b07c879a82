//! Facts as people ask for them: filters, counts, files of officials and bodies; and how well they are read, against labels.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::ControlFlow;
use std::path::Path;
use std::sync::LazyLock;
use std::sync::atomic::AtomicBool;

use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};
use serde_json::Value;
use timbao::analysis::fold_words;
use timbao::archive::{self, Options};
use timbao::article::Article;
use timbao::catalog::{self, Kind};
use timbao::engine::embedded::Index;
use timbao::extract::{self, DateKind, Day, Facts, Known, Lines, Origin, Place};
use timbao::search::{Engine, FacetValue, Filter, Filters, Request, Response, Undated, keys};

use crate::fixture::ask;

/// The sample archive, indexed once for all tests of this file: as a command opens it, and as a server does, with its facets in memory.
static OPENED: LazyLock<(Index, Index)> = LazyLock::new(|| {
    let home = std::env::temp_dir().join(format!("timbao-facts-{}", std::process::id()));
    let samples = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/archive");
    let options = Options { memory: 40 << 20, threads: 2, ..Options::new(vec![samples], home.clone()) };
    archive::update(&options, &(), &AtomicBool::new(false)).expect("the samples can be indexed");
    let open = || Index::open(&home).expect("they were indexed");
    let opened = (open(), open().keeping_facets().expect("they can be read"));
    // The open index keeps what it reads.
    std::fs::remove_dir_all(&home).expect("it was just made");
    opened
});

static SAMPLES: LazyLock<&Index> = LazyLock::new(|| &OPENED.0);

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
    let request = Request { filters, limit: 100, facet_values: usize::MAX, ..Request::new("") };
    let response = ask(&SAMPLES, &request);
    let kept = ask(&OPENED.1, &request);
    assert_eq!((&kept.facets, kept.total), (&response.facets, response.total), "facets in memory are those on disk");
    response
}

fn only(value: &str) -> Vec<Filter> {
    vec![Filter { value: value.to_owned(), excluded: false }]
}

/// How many facets an answer counts: year, official, body, document, province, source.
const FACETS: usize = 6;

/// What one article shows in each facet, and the terms that it is filtered by.
struct Counted {
    values: [BTreeSet<String>; FACETS],
    terms: [BTreeSet<String>; FACETS],
    day: Option<Day>,
    origin: Option<Origin>,
}

impl Counted {
    fn of(article: &Article) -> Self {
        let facts = &article.facts;
        let years: BTreeSet<String> = keys::years(facts).into_iter().collect();
        let province: BTreeSet<String> = article.province.iter().map(|name| keys::usual_province(name).to_owned()).collect();
        let source = BTreeSet::from([article.source.clone()]);
        let folded = |values: &BTreeSet<String>| values.iter().map(|value| fold_words(value)).collect();
        let terms = [
            years.clone(),
            facts.officials.iter().flat_map(|official| keys::of_official(&official.name, official.province.as_deref())).collect(),
            facts.bodies.iter().flat_map(|body| keys::of_body(&body.name, body.province.as_deref())).collect(),
            facts.documents.iter().flat_map(|document| keys::of_document(&document.key)).collect(),
            province.iter().map(|name| keys::of_province(name)).collect(),
            folded(&source),
        ];
        let values = [
            years,
            facts.officials.iter().map(|official| official.key()).collect(),
            facts.bodies.iter().map(|body| body.key()).collect(),
            facts.documents.iter().map(|document| keys::document_filter(&keys::document_name(&document.number))).collect(),
            province,
            source,
        ];
        Self { values, terms, day: facts.date(), origin: facts.date_origin() }
    }
}

/// Returns what a value of a facet is looked up by.
fn asked(facet: usize, value: &str) -> String {
    match facet {
        0 => value.to_owned(),
        1 => keys::asked_official(value).to_string(),
        2 => keys::asked_body(value).to_string(),
        3 => keys::asked_document(value).to_string(),
        4 => keys::of_province(value),
        _ => fold_words(value),
    }
}

/// A filter as it is drawn: values of each facet, and what is asked of the date.
#[derive(Clone, Debug)]
struct Drawn {
    values: [Vec<Filter>; FACETS],
    days: Option<(Day, Day)>,
    undated: Option<Undated>,
    no_inferred: bool,
}

impl Drawn {
    fn filters(&self) -> Filters {
        let [years, officials, bodies, documents, provinces, sources] = self.values.clone();
        let (from, to) = self.days.map_or((None, None), |(first, last)| (Some(first.date()), Some(last.date())));
        let (undated, no_inferred) = (self.undated, self.no_inferred);
        Filters { years, officials, bodies, documents, provinces, sources, from, to, undated, no_inferred, ..Filters::default() }
    }

    /// Tells whether an article passes, the filter of one facet left out.
    fn passes(&self, article: &Counted, without: Option<usize>) -> bool {
        let facet = |facet: usize| {
            let has = |filter: &&Filter| article.terms[facet].contains(&asked(facet, &filter.value));
            let (excluded, wanted): (Vec<&Filter>, Vec<&Filter>) = self.values[facet].iter().partition(|filter| filter.excluded);
            !excluded.iter().any(has) && (wanted.is_empty() || wanted.iter().any(has))
        };
        let in_days = self.days.is_none_or(|(first, last)| article.day.is_some_and(|day| first <= day && day <= last));
        let dated = match self.undated {
            Some(Undated::Only) => article.origin.is_none(),
            Some(Undated::No) => article.origin.is_some(),
            None => true,
        };
        let stated = !(self.no_inferred && article.origin == Some(Origin::Inferred));
        in_days && dated && stated && (0..FACETS).filter(|index| Some(*index) != without).all(facet)
    }
}

/// Draws values that stand in the archive, wanted or excluded, and sometimes days.
fn drawn(articles: &[Counted]) -> impl Strategy<Value = Drawn> + use<> {
    let of_facet = |facet: usize| {
        let values: BTreeSet<String> = articles.iter().flat_map(|article| article.values[facet].clone()).collect();
        let value = proptest::sample::select(values.into_iter().collect::<Vec<_>>());
        let filter = (value, any::<bool>()).prop_map(|(value, excluded)| Filter { value, excluded });
        prop_oneof![4 => Just(Vec::new()), 2 => proptest::collection::vec(filter.clone(), 1), 1 => proptest::collection::vec(filter, 2..4)]
    };
    let values = [of_facet(0), of_facet(1), of_facet(2), of_facet(3), of_facet(4), of_facet(5)];
    let day = || (12_500..20_700).prop_map(Day::from_number);
    let days = prop_oneof![3 => Just(None), 1 => (day(), day()).prop_map(|(a, b)| Some((a.min(b), a.max(b))))];
    let undated = prop_oneof![4 => Just(None), 1 => Just(Some(Undated::Only)), 1 => Just(Some(Undated::No))];
    (values, days, undated, any::<bool>()).prop_map(|(values, days, undated, no_inferred)| Drawn { values, days, undated, no_inferred })
}

fn counted(values: &[FacetValue]) -> BTreeMap<&str, u64> {
    values.iter().map(|value| (value.key.as_str(), value.count)).collect()
}

/// Counts the values of one facet over the articles that pass.
fn by_hand(articles: &[Counted], facet: usize, passes: impl Fn(&Counted) -> bool) -> BTreeMap<&str, u64> {
    let mut counts = BTreeMap::new();
    for article in articles.iter().filter(|article| passes(article)) {
        article.values[facet].iter().for_each(|value| *counts.entry(value.as_str()).or_default() += 1);
    }
    counts
}

#[test]
fn counts_of_facets_are_those_of_counting_by_hand() {
    let articles: Vec<Counted> = articles().iter().map(Counted::of).collect();
    let mut runner = TestRunner::new(Config { cases: 400, failure_persistence: None, ..Config::default() });
    let law = |drawn: Drawn| {
        let filters = drawn.filters();
        if filters.is_empty() {
            return Ok(());
        }
        let response = filtered(filters);
        let expected = articles.iter().filter(|article| drawn.passes(article, None)).count() as u64;
        prop_assert_eq!(response.total, expected);
        let found = response.facets;
        let facets = [found.year, found.official, found.body, found.document, found.province, found.source];
        for (facet, values) in facets.iter().enumerate() {
            // The counts of a facet leave out its own filter.
            let expected = by_hand(&articles, facet, |article| drawn.passes(article, Some(facet)));
            prop_assert_eq!(counted(values), expected, "facet {}", facet);
        }
        Ok(())
    };
    runner.run(&drawn(&articles), law).unwrap_or_else(|failure| panic!("{failure}"));
}

#[test]
fn the_most_frequent_values_are_counted_first() {
    let filters = Filters { undated: Some(timbao::search::Undated::No), ..Filters::default() };
    let whole = filtered(filters.clone());
    for most in [0, 1, 3, 10, 100] {
        let request = Request { filters: filters.clone(), facet_values: most, ..Request::new("") };
        let few = ask(&SAMPLES, &request);
        assert_eq!(few.facets, ask(&OPENED.1, &request).facets, "facets in memory are those on disk");
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
    let file = catalog::official(*SAMPLES, "Trần Văn Hùng@Tuyên Quang").expect("the archive can be read");
    assert_eq!(file.articles, filtered(Filters { officials: only("Trần Văn Hùng@Tuyên Quang"), ..Filters::default() }).total);
    let post = |words: &str| file.posts.iter().find(|post| post.title.contains(words)).unwrap_or_else(|| panic!("{words} is a post of his"));
    let block = post("Bí thư Đảng ủy Khối các cơ quan tỉnh");
    assert!(block.first.date < block.last.date && block.articles == 2, "{block:?}");
    assert!(file.colleagues.iter().all(|other| other.key != file.key) && !file.bodies.is_empty());
    let years: Vec<&str> = file.years.iter().map(|(year, _)| year.as_str()).collect();
    assert!(years.is_sorted() && years.contains(&"2020"), "{years:?}");

    let listed = catalog::entries(*SAMPLES, Kind::Officials, "tran van h").expect("the archive can be read");
    let names: BTreeSet<&str> = listed.iter().map(|entry| entry.name.as_str()).collect();
    assert_eq!(names, BTreeSet::from(["Trần Văn Hùng", "Trần Văn Hưng"]));
}

#[test]
fn a_committee_has_a_file_with_those_before_and_behind_it() {
    let file = catalog::body(*SAMPLES, "Đảng ủy Khối các cơ quan tỉnh@Tuyên Quang").expect("the archive can be read");
    let holders: Vec<&str> = file.officials.iter().flat_map(|year| &year.officials).map(|holder| holder.name.as_str()).collect();
    assert!(holders.contains(&"Trần Văn Hùng") && holders.contains(&"Hà Thị Xuyến"), "{holders:?}");
    assert!(file.successors.iter().any(|relation| relation.key == "Đảng ủy Khối các cơ quan và doanh nghiệp tỉnh@Tuyên Quang"));
    let document = catalog::document(*SAMPLES, "35-CT/TW").expect("the archive can be read");
    assert!(document.articles.len() > 3 && document.articles.iter().filter_map(|citing| citing.date.as_ref()).is_sorted());
}

#[test]
fn the_years_add_up() {
    let coverage = catalog::coverage(*SAMPLES).expect("the archive can be read");
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
    let [mut officials, mut mentions, mut titles, mut bodies, mut events, mut documents] = std::array::from_fn(|_| Score::default());
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
        // Only the first mention is labelled; every other one is written the same.
        let again = |official: &Value| -> Vec<(usize, usize)> {
            let name = official["name"].as_str().expect("a name");
            text.match_indices(name).map(|(at, name)| (at, at + name.len())).collect()
        };
        mentions.add(
            &list("officials").iter().flat_map(again).collect(),
            &facts.officials.iter().flat_map(|official| &official.mentions).map(|mention| (mention.span.start, mention.span.end)).collect(),
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
        let day = |value: &Value| value.as_str().map(str::to_owned);
        events.add(
            &list("dates").iter().filter(|date| date["kind"] == "event").map(|date| (day(&date["date"]), day(&date["to"]))).collect(),
            &facts
                .dates
                .iter()
                .filter(|date| date.kind == DateKind::Event)
                .filter_map(|date| date.days)
                .map(|days| (Some(days.first.to_string()), days.to().map(|last| last.to_string())))
                .collect(),
        );
        documents.add(
            &list("documents").iter().map(|document| span(text, document)).collect(),
            &facts.documents.iter().map(|document| (document.span.start, document.span.end)).collect(),
        );
    }
    for (what, score, least) in [
        ("officials", officials, 0.95),
        ("every mention of them", mentions, 0.95),
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
