//! The order of the hits where names differ only in marks: the right person first, always, and every hit in the same order on every run.

#[path = "../../benches/generator/mod.rs"]
mod generator;

use std::collections::BTreeSet;

use timbao::archive::Options;
use timbao::engine::embedded::Index;
use timbao::search::{Hit, Matched, Request, Response, Tier};

use crate::fixture::{Archive, ask, found, full, page, search};
use generator::{Article, Namesakes, ambiguous_names, write_jsonl};

const SEED: u64 = 5;
const GROUPS: usize = 24;

/// All namesakes with their articles, as one export.
fn fixture() -> (Vec<Namesakes>, Archive) {
    let (groups, articles) = ambiguous_names(SEED, GROUPS);
    let archive = Archive::empty();
    archive.write("articles.jsonl", jsonl(articles));
    archive.update();
    (groups, archive)
}

fn jsonl(articles: impl IntoIterator<Item = Article>) -> Vec<u8> {
    let mut lines = Vec::new();
    write_jsonl(articles, &mut lines).expect("a vector takes all");
    lines
}

fn ids(response: &Response, matched: Matched) -> Vec<&str> {
    let hits = response.hits.iter().filter(|hit| hit.matched == matched);
    hits.map(|hit| hit.source_id.as_deref().expect("each record has its id")).collect()
}

#[test]
fn a_marked_name_finds_its_bearer_and_no_namesake_above_him() {
    let (groups, archive) = fixture();
    let index = archive.open();
    for spelling in groups.iter().flat_map(|group| &group.spellings) {
        let name = &spelling.name;
        for typed in [name.clone(), name.to_uppercase(), format!("\"{name}\""), generator::new_tone_placement(name)] {
            let response = search(&index, &typed);
            let first = &ids(&response, Matched::Full);
            let first: BTreeSet<&str> = first.iter().copied().collect();
            let right: BTreeSet<&str> = spelling.articles.iter().map(String::as_str).collect();
            assert_eq!(first, right, "{typed}: full hits are his articles, all of them and no others");
            assert!(response.hits[..right.len()].iter().all(|hit| hit.matched == Matched::Full), "{typed}: full hits come first");
        }
    }
}

#[test]
fn an_unmarked_name_finds_all_who_bear_it() {
    let (groups, archive) = fixture();
    let index = archive.open();
    for group in &groups {
        for typed in [group.unmarked.clone(), group.unmarked.to_uppercase(), format!("\"{}\"", group.unmarked)] {
            let response = search(&index, &typed);
            let all: BTreeSet<&str> = group.spellings.iter().flat_map(|spelling| &spelling.articles).map(String::as_str).collect();
            assert_eq!(ids(&response, Matched::Full).into_iter().collect::<BTreeSet<_>>(), all, "{typed}");
        }
    }
}

/// vietnamese.md §2.2: what a typed syllable says about the marks of the one that is meant.
#[test]
fn marks_that_are_typed_are_meant() {
    let names = ["Trần Văn Chung", "Trần Văn Chúng", "Trân Văn Chung", "Trần Vân Chung", "Trân Văn Chúng"];
    let archive = Archive::of_texts(&names.map(|name| format!("Đồng chí {name} dự họp.")).each_ref().map(String::as_str));
    let index = archive.open();
    let check = |query: &str, expected: &str| assert_eq!(found(&search(&index, query)), expected, "{query}");
    // Without any mark, marks are ignored.
    check("tran van chung", "0 1 2 3 4");
    // Marked, and such a phrase exists: its bare syllables are level.
    check("Trần Văn Chung", "0");
    check("\"Trần Văn Chung\"", "0");
    check("Trần Văn Chúng", "1");
    // Marked, and no such phrase exists: bare syllables may be anything.
    check("Trần Van Chung", "0 1 3");
    check("Tran Văn Chung", "0 1 2 4");
    // The namesakes of a marked name are told apart from him by their tier.
    let response = search(&index, "Trần Văn Chung");
    let of = |number: &str| response.hits.iter().find(|hit| hit.path.starts_with(number)).map(|hit| (hit.matched, hit.tier));
    assert_eq!(of("0"), Some((Matched::Full, Tier::Exact)));
    assert_eq!(of("1"), Some((Matched::Partial, Tier::Spelling)), "a bare syllable may have lost its mark");
    assert_eq!(of("2"), Some((Matched::Partial, Tier::Unmarked)), "a mark that is missing in the article contradicts");
    let place = |number: &str| response.hits.iter().position(|hit| hit.path.starts_with(number));
    assert!(place("1") < place("2"), "the nearer spelling comes first");
}

#[test]
fn lazily_marked_words_find_what_carries_their_marks() {
    let archive = Archive::of_texts(&["Đồng chí Nguyễn Văn Hùng dự họp.", "Đồng chí Nguyễn Văn Hưng dự họp.", "Đảng ủy Khối dự họp."]);
    let index = archive.open();
    for (query, nearest) in [("Nguyên Văn Hung", "0 1"), ("Nguyễn Van Hùng", "0"), ("Đang uy Khoi", "2"), ("Nguyễn Văn Hưng", "1")] {
        let response = search(&index, query);
        let best = |hit: &&Hit| (hit.matched, hit.tier) == (response.hits[0].matched, response.hits[0].tier);
        let mut names: Vec<&str> = response.hits.iter().filter(best).map(|hit| hit.path.trim_end_matches(".txt")).collect();
        names.sort_unstable();
        assert_eq!(names.join(" "), nearest, "{query}: what comes first");
    }
    let conflict = search(&index, "Nguyễn Văn Hùng");
    let places = ["0", "1"].map(|number| conflict.hits.iter().position(|hit| hit.path.starts_with(number)));
    assert_eq!(places, [Some(0), Some(1)], "Hưng never stands above Hùng");
}

/// Principle 4 of the design: the same articles give the same hits in the same order.
#[test]
fn the_order_of_the_hits_depends_on_the_articles_alone() {
    let (groups, mut articles) = ambiguous_names(SEED, 6);
    let archives: Vec<Archive> = (1..=3)
        .map(|threads| {
            let archive = Archive::empty();
            articles.rotate_left(17 * threads);
            archive.write("articles.jsonl", jsonl(articles.clone()));
            let options = Options { threads, memory: threads * (20 << 20), ..archive.options() };
            archive.try_update(&options).expect("the archive can be indexed");
            archive
        })
        .collect();
    let queries = groups.iter().flat_map(|group| [group.unmarked.clone(), group.spellings[0].name.clone(), format!("{} hội nghị", group.unmarked)]);
    for query in queries.chain(["hội nghị tổng kết", "đảng ủy OR tỉnh", ""].map(String::from)) {
        let request = Request { limit: Request::MAX_LIMIT, ..Request::new(query.as_str()) };
        let order = |index: &Index| ask(index, &request).hits.iter().map(|hit| (hit.id, hit.score.to_bits(), hit.matched)).collect::<Vec<_>>();
        let orders: Vec<_> = archives.iter().map(|archive| order(&archive.open())).collect();
        assert_eq!(orders[0], orders[1], "{query}");
        assert_eq!(orders[0], orders[2], "{query}");
        assert_eq!(orders[0], order(&archives[0].open()), "{query}: the second time");
    }
}

#[test]
fn equal_hits_stand_in_the_order_of_their_ids() {
    let archive = Archive::empty();
    (0..30).for_each(|number| archive.write(&format!("{number}.txt"), page("Tỉnh ủy họp phiên thường kỳ.")));
    archive.update();
    let response = archive.search("phiên thường kỳ");
    let ids: Vec<_> = full(&response).map(|hit| hit.id).collect();
    assert_eq!(ids.len(), 30);
    assert!(ids.is_sorted(), "{ids:?}");
}

#[test]
fn a_sentence_prefers_the_article_that_begins_with_it() {
    let sentence = "Tỉnh uỷ bàn giải pháp giữ rừng đầu nguồn mùa khô";
    let filler = "Mưa rơi trên phố và gió thổi qua sân. ".repeat(20);
    let late = format!("Tin ngắn\n{filler}\n{sentence}.");
    let early = format!("Tin ngắn\n{sentence}.\n{filler}");
    let archive = Archive::of_texts(&[&late, &early]);
    let response = search(&archive.open(), sentence);
    let found: Vec<&str> = response.hits.iter().map(|hit| hit.path.as_str()).collect();
    assert_eq!((found, response.total), (vec!["1.txt", "0.txt"], 2));
    assert!(response.hits[0].score > response.hits[1].score);
}
