//! How fast text becomes tokens and terms, in megabytes a second of text as it comes.
//!
//! Every article of the sample is analysed once an iteration; each bench asserts that tokens came out.

#[path = "generator/mod.rs"]
mod generator;

use divan::counter::BytesCount;
use divan::{Bencher, black_box};
use generator::{Generator, without_marks};
use timbao::analysis;
use unicode_normalization::UnicodeNormalization;

const ARTICLES: usize = 300;

fn main() {
    divan::main();
}

/// Returns the articles of the sample, title first.
fn texts() -> Vec<String> {
    Generator::new(1).articles().take(ARTICLES).map(|article| article.title + "\n" + &article.body).collect()
}

/// Measures the tokenizer on the text that papers publish.
#[divan::bench]
fn tokenize(bencher: Bencher) {
    tokenize_all(bencher, &texts());
}

/// The same text with every mark behind its letter: twice the characters for the same words.
#[divan::bench]
fn tokenize_decomposed(bencher: Bencher) {
    let texts: Vec<String> = texts().iter().map(|text| text.nfd().collect()).collect();
    tokenize_all(bencher, &texts);
}

/// The same text as it is typed in a hurry: plain ASCII.
#[divan::bench]
fn tokenize_unmarked(bencher: Bencher) {
    let texts: Vec<String> = texts().iter().map(|text| without_marks(text)).collect();
    tokenize_all(bencher, &texts);
}

/// Measures the bigrams alone: the tokens are given.
#[divan::bench]
fn bigrams(bencher: Bencher) {
    let texts = texts();
    let tokens: Vec<_> = texts.iter().map(|text| analysis::tokenize(text)).collect();
    bencher.counter(bytes(&texts)).bench_local(|| {
        let bigrams: usize = tokens.iter().map(|tokens| analysis::bigrams(black_box(tokens)).map(black_box).count()).sum();
        assert!(bigrams > ARTICLES * 100, "an article has hundreds of bigrams");
    });
}

/// Measures the key by which lines are compared.
#[divan::bench]
fn fold_words(bencher: Bencher) {
    let texts = texts();
    bencher.counter(bytes(&texts)).bench_local(|| {
        let length: usize = texts.iter().map(|text| analysis::fold_words(black_box(text)).len()).sum();
        assert!(length > ARTICLES * 500, "a folded article is still an article");
    });
}

fn tokenize_all(bencher: Bencher, texts: &[String]) {
    bencher.counter(bytes(texts)).bench_local(|| {
        let tokens: usize = texts.iter().map(|text| black_box(analysis::tokenize(black_box(text))).len()).sum();
        assert!(tokens > ARTICLES * 100, "an article has hundreds of tokens");
    });
}

fn bytes(texts: &[String]) -> BytesCount {
    BytesCount::new(texts.iter().map(String::len).sum::<usize>())
}
