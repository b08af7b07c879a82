//! How long one question takes, by kind: parsing, planning, matching, counting, and the snippets of ten hits; facets are left out.
//!
//! The index holds 20,000 generated articles. Every kind asks a hundred questions in turn and asserts that they were answered.

#[path = "generator/mod.rs"]
mod generator;
#[path = "scene/mod.rs"]
mod scene;

use std::sync::LazyLock;

use divan::{Bencher, black_box};
use generator::{Generator, Random, without_marks};
use scene::{SEED, Scene};
use timbao::engine::embedded;
use timbao::search::{self, Request, Response};

const ARTICLES: usize = 20_000;
const QUESTIONS: usize = 100;

static SCENE: LazyLock<(Scene, embedded::Index)> = LazyLock::new(|| {
    let scene = Scene::new(ARTICLES);
    let report = scene.update(true);
    assert_eq!(report.articles.total, ARTICLES as u64);
    let index = scene.open();
    (scene, index)
});

fn main() {
    divan::main();
}

/// A full name as officials have them: `Trần Văn Chung`.
#[divan::bench]
fn name(bencher: Bencher) {
    ask(bencher, names(), found);
}

/// The same names as they are typed in a hurry: `tran van chung`.
#[divan::bench]
fn name_unmarked(bencher: Bencher) {
    ask(bencher, names().iter().map(|name| without_marks(name)).collect(), found);
}

/// A name and a year.
#[divan::bench]
fn name_and_year(bencher: Bencher) {
    ask(bencher, names().iter().map(|name| format!("{} 2019", without_marks(name))).collect(), answered);
}

/// One word, mostly a frequent one.
#[divan::bench]
fn word(bencher: Bencher) {
    ask(bencher, stretches(1), found);
}

/// Two words that stand side by side in a title.
#[divan::bench]
fn two_words(bencher: Bencher) {
    ask(bencher, stretches(2), found);
}

/// Four words in quotes.
#[divan::bench]
fn phrase(bencher: Bencher) {
    ask(bencher, stretches(4).iter().map(|words| format!("\"{words}\"")).collect(), found);
}

/// A whole title without marks.
#[divan::bench]
fn sentence(bencher: Bencher) {
    ask(bencher, titles().iter().map(|title| without_marks(title)).collect(), found);
}

/// The first three letters of a word.
#[divan::bench]
fn prefix(bencher: Bencher) {
    let words = stretches(1).into_iter().map(|word| without_marks(&word));
    ask(bencher, words.map(|word| word.chars().take(3).collect::<String>() + "*").collect(), found);
}

/// A title with a word that stands nowhere: nothing matches in full, the best partial hits are shown.
#[divan::bench]
fn partial(bencher: Bencher) {
    let is_partial = |response: &Response| response.total == 0 && !response.hits.is_empty();
    ask(bencher, titles().iter().map(|title| format!("{title} qxzvk")).collect(), is_partial);
}

/// Asks the questions in turn, one an iteration.
fn ask(bencher: Bencher, questions: Vec<String>, is_expected: impl Fn(&Response) -> bool) {
    let (_, index) = &*SCENE;
    let requests: Vec<Request> = questions.into_iter().map(|question| Request { facets: false, ..Request::new(question) }).collect();
    let mut next = requests.iter().cycle();
    bencher.with_inputs(move || next.next().expect("a cycle has no end")).bench_local_values(|request| {
        let response = search::run(index, black_box(request)).expect("the index can be read");
        assert!(is_expected(&response), "`{}` got {} full hits and shows {}", request.query, response.total, response.hits.len());
        response
    });
}

fn found(response: &Response) -> bool {
    response.total > 0 && !response.hits.is_empty()
}

fn answered(response: &Response) -> bool {
    !response.query.units.is_empty()
}

/// Returns officials of every province, the often and the seldom named.
fn names() -> Vec<String> {
    let generator = Generator::new(SEED);
    let officials: Vec<&str> = generator.officials().map(|official| official.name.as_str()).collect();
    let text: Vec<String> = generator.articles().take(ARTICLES / 10).map(|article| article.body).collect();
    // Whoever is drawn must be in the news, and in the spelling that the question uses.
    let in_the_news = |name: &&&str| text.iter().any(|body| body.contains(**name));
    let random = &mut Random::new(SEED, 1 << 50);
    let drawn = std::iter::repeat_with(|| random.one_of(&officials));
    drawn.filter(in_the_news).take(QUESTIONS).map(|name| name.to_string()).collect()
}

fn titles() -> Vec<String> {
    Generator::new(SEED).articles().take(QUESTIONS).map(|article| article.title).collect()
}

/// Returns `words` words in a row from each of a hundred titles.
fn stretches(words: usize) -> Vec<String> {
    let random = &mut Random::new(SEED, 1 << 51);
    let titles: Vec<String> = Generator::new(SEED).articles().take(10 * QUESTIONS).map(|article| article.title).collect();
    let mut stretches = Vec::new();
    for title in titles {
        let all: Vec<&str> = title.split(' ').filter(|word| word.chars().all(char::is_alphabetic)).collect();
        let is_plain = all.len() == title.split(' ').count() && all.len() > words;
        if is_plain && stretches.len() < QUESTIONS {
            let start = random.below((all.len() - words) as u64) as usize;
            stretches.push(all[start..start + words].join(" "));
        }
    }
    stretches
}
