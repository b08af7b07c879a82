//! How long it takes to build an index of generated articles, and to find out that nothing has changed.
//!
//! Everything is in it: reading JSONL, cleaning, analysing, writing, committing and merging.

#[path = "generator/mod.rs"]
mod generator;
#[path = "scene/mod.rs"]
mod scene;

use divan::Bencher;
use divan::counter::BytesCount;
use scene::Scene;

fn main() {
    divan::main();
}

/// Builds an index from nothing, in megabytes of JSONL a second.
#[divan::bench(args = [1_000, 10_000], sample_count = 5, sample_size = 1)]
fn build(bencher: Bencher, articles: usize) {
    let scene = Scene::new(articles);
    bencher.counter(BytesCount::new(scene.bytes)).bench_local(|| {
        let report = scene.update(true);
        assert_eq!(report.articles.total, articles as u64, "every article is in the index");
        assert_eq!(report.articles.failed, 0);
    });
}

/// Runs over an archive that has not changed.
#[divan::bench(args = [10_000], sample_count = 10, sample_size = 1)]
fn unchanged(bencher: Bencher, articles: usize) {
    let scene = Scene::new(articles);
    scene.update(true);
    bencher.bench_local(|| {
        let report = scene.update(false);
        assert_eq!((report.articles.added, report.articles.changed), (0, 0), "nothing has changed");
        assert_eq!(report.articles.total, articles as u64);
    });
}
