//! How long it takes to mark ten stored articles for a page of hits: analysing them again, the title, the best passages.

#[path = "generator/mod.rs"]
mod generator;

use divan::counter::BytesCount;
use divan::{Bencher, black_box};
use generator::{Generator, ambiguous_names};
use timbao::analysis;
use timbao::article::{Article, Class, Part};
use timbao::highlight::{Highlighter, Pattern, Patterns, Shape, Spelling, Taste};
use timbao::text::Span;

const HITS: usize = 10;

fn main() {
    divan::main();
}

/// Marks a name in ten articles that hold it.
#[divan::bench]
fn name(bencher: Bencher) {
    let (groups, articles) = ambiguous_names(1, 40);
    let spellings = groups.iter().flat_map(|group| &group.spellings).filter(|spelling| spelling.articles.len() >= 5).take(2);
    let pairs = spellings.flat_map(|spelling| spelling.articles.iter().map(|id| (phrase(&spelling.name), id)));
    let hits: Vec<(Patterns, Article)> = pairs
        .map(|(pattern, id)| {
            let article = articles.iter().find(|article| article.id == *id).expect("the fixture holds what it names");
            (Patterns::new(vec![pattern]), laid_out(article))
        })
        .collect();
    mark(bencher, &hits, true);
}

/// Marks ten single words, some of them frequent, in ten articles.
#[divan::bench]
fn words(bencher: Bencher) {
    let words = "hội nghị đồng chí nâng cao chi bộ nhân dân";
    let tokens = analysis::tokenize(words);
    let pattern =
        |(unit, token): (usize, &analysis::Token)| Pattern { unit, words: vec![(0, Spelling::Folded(token.fold.clone()))], shape: Shape::Row };
    let patterns: Vec<Pattern> = tokens.iter().enumerate().map(pattern).collect();
    mark(bencher, &hits(&patterns), true);
}

/// Finds nothing to mark: the opening stands for the article.
#[divan::bench]
fn nothing(bencher: Bencher) {
    mark(bencher, &hits(&[phrase("không ai tên thế")]), false);
}

/// Returns generated articles, all to be marked with the same patterns.
fn hits(patterns: &[Pattern]) -> Vec<(Patterns, Article)> {
    Generator::new(1).articles().take(HITS).map(|article| (Patterns::new(patterns.to_vec()), laid_out(&article))).collect()
}

fn mark(bencher: Bencher, hits: &[(Patterns, Article)], is_marked: bool) {
    assert_eq!(hits.len(), HITS);
    let bytes: usize = hits.iter().map(|(_, article)| article.text.len()).sum();
    let taste = Taste::default();
    bencher.counter(BytesCount::new(bytes)).bench_local(|| {
        for (patterns, article) in black_box(hits) {
            let highlighter = Highlighter::new(article);
            let title = highlighter.title_marks(patterns);
            let passages = highlighter.passages(patterns, &taste);
            assert!(!passages.is_empty(), "something of the article is shown");
            assert_eq!(is_marked, !title.is_empty() || passages.iter().any(|passage| !passage.marks.is_empty()));
            black_box((title, passages));
        }
    });
}

/// Returns the pattern of a phrase, in the spelling given.
fn phrase(text: &str) -> Pattern {
    let tokens = analysis::tokenize(text);
    Pattern { unit: 0, words: (0u32..).zip(tokens.into_iter().map(|token| Spelling::Exact(token.exact))).collect(), shape: Shape::Row }
}

/// Names the parts of a generated article: the first line is its title, every other a paragraph.
fn laid_out(article: &generator::Article) -> Article {
    let text = format!("{}\n{}", article.title, article.body);
    let mut parts = Vec::new();
    let mut start = 0;
    for line in text.split('\n') {
        let class = if start == 0 { Class::Title } else { Class::Body };
        parts.push(Part { class, span: Span::new(start, start + line.len()), rule: None });
        start += line.len() + 1;
    }
    Article {
        source_id: Some(article.id.clone()),
        key: article.id.clone(),
        path: format!("articles.jsonl#{}", article.id),
        source: article.source.clone(),
        province: Some(article.province.clone()),
        url: None,
        byline: None,
        facts: timbao::extract::Facts::default(),
        text,
        parts,
    }
}
