//! How much of each sample article is kept, and how little of its page: the words of title, lead, body and captions against
//! `examples/archive/truth.jsonl`, whose labels were written before the rules.

use std::collections::HashMap;
use std::fs::{self, File};
use std::io::{BufRead, BufReader};
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use timbao::analysis;
use timbao::article::{Article, Class};
use timbao::ingest::{self, Input, Limits, Source};

/// What counts as kept, as the archive's README says it.
#[derive(serde::Deserialize)]
struct Truth {
    path: String,
    title: String,
    byline: Option<String>,
    kept: Vec<Line>,
}

#[derive(serde::Deserialize)]
struct Line {
    class: String,
    text: String,
}

#[test]
fn kept_text_is_the_articles_and_nothing_else() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/archive");
    let articles = read_archive(&root);
    let truths = BufReader::new(File::open(root.join("truth.jsonl")).expect("the archive has its truth"));
    let mut scores = Vec::new();
    let (mut titles, mut bylines) = (Vec::new(), Vec::new());
    for line in truths.lines() {
        let truth: Truth = serde_json::from_str(&line.expect("readable")).expect("a line of truth is JSON");
        let article = articles.get(&truth.path).unwrap_or_else(|| panic!("{} gave no article", truth.path));
        scores.push((Score::of(article, &truth), truth.path.clone()));
        if analysis::fold_words(article.title()) != analysis::fold_words(&truth.title) {
            titles.push(format!("{}: expected `{}`, found `{}`", truth.path, truth.title, article.title()));
        }
        let byline = |name: Option<&str>| name.map(analysis::fold_words).unwrap_or_default();
        if byline(article.byline.as_deref()) != byline(truth.byline.as_deref()) {
            bylines.push(format!("{}: expected {:?}, found {:?}", truth.path, truth.byline, article.byline));
        }
    }
    let total = scores.iter().fold(Score::default(), |sum, (score, _)| sum.plus(score));
    scores.sort_by(|(a, _), (b, _)| a.f1().total_cmp(&b.f1()));
    println!("kept-text F1 {:.4} (precision {:.4}, recall {:.4})", total.f1(), total.precision(), total.recall());
    for (score, path) in scores.iter().take(5) {
        println!("  {:.4} (precision {:.4}, recall {:.4})  {path}", score.f1(), score.precision(), score.recall());
    }
    println!("{} of {} titles and {} bylines are wrong", titles.len(), scores.len(), bylines.len());
    for wrong in titles.iter().chain(&bylines) {
        println!("  {wrong}");
    }
    assert!(total.f1() >= 0.98, "the rules of src/ingest/structure keep too much or too little: see the articles above");
    assert!(scores[0].0.f1() >= 0.90, "{} is read badly: `timbao show --removed` prints what was removed and why", scores[0].1);
    assert!(titles.is_empty(), "every title of the archive can be found");
    assert!(bylines.len() * 20 <= scores.len(), "at least 95 % of the bylines are right");
}

/// Tokens of one or more articles: how many are in both, how many we kept, how many are true.
#[derive(Clone, Copy, Debug, Default)]
struct Score {
    both: usize,
    kept: usize,
    truth: usize,
}

impl Score {
    fn of(article: &Article, truth: &Truth) -> Self {
        let ours = article.parts.iter().filter(|part| part.class.is_kept()).map(|part| part.span.of(&article.text));
        let theirs =
            truth.kept.iter().filter(|line| matches!(line.class.as_str(), "title" | "sapo" | "body" | "caption")).map(|line| line.text.as_str());
        let (ours, theirs) = (count(ours), count(theirs));
        let both = ours.iter().map(|(word, n)| *n.min(theirs.get(word).unwrap_or(&0))).sum();
        Self { both, kept: ours.values().sum(), truth: theirs.values().sum() }
    }

    fn plus(self, other: &Self) -> Self {
        Self { both: self.both + other.both, kept: self.kept + other.kept, truth: self.truth + other.truth }
    }

    fn precision(&self) -> f64 {
        self.both as f64 / self.kept.max(1) as f64
    }

    fn recall(&self) -> f64 {
        self.both as f64 / self.truth.max(1) as f64
    }

    fn f1(&self) -> f64 {
        2.0 * self.both as f64 / (self.kept + self.truth).max(1) as f64
    }
}

fn count<'t>(lines: impl Iterator<Item = &'t str>) -> HashMap<String, usize> {
    let mut words = HashMap::new();
    for line in lines {
        for word in analysis::fold_words(line).split(' ').filter(|word| !word.is_empty()) {
            *words.entry(word.to_owned()).or_default() += 1;
        }
    }
    words
}

/// Reads every article of a folder, by its path as the truth gives it: records of exports by their id.
fn read_archive(root: &Path) -> HashMap<String, Article> {
    let mut articles = HashMap::new();
    for path in files_below(root) {
        let relative = path.strip_prefix(root).expect("it was found below").to_string_lossy().replace('\\', "/");
        if !ingest::is_candidate(&relative) || ["README.md", "truth.jsonl"].contains(&relative.as_str()) {
            continue;
        }
        let (source, _) = Source::nearest(path.parent().expect("a file lies in a folder"), root).expect("sources are sound");
        let mut content = File::open(&path).expect("readable");
        let input = Input { path: &relative, content: &mut content };
        let summary = ingest::read(input, ingest::Folder::of(&source), &Limits::default(), &mut |parsed| {
            let article = parsed.expect("every record of the archive is sound").article;
            assert_parts_cover(&article);
            let key = match &article.source_id {
                Some(id) => format!("{relative}#{id}"),
                None => article.path.clone(),
            };
            articles.insert(key, article);
            ControlFlow::Continue(())
        });
        summary.expect("every file of the archive is read");
    }
    articles
}

fn files_below(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            files.extend(files_below(&path));
        } else {
            files.push(path);
        }
    }
    files.sort();
    files
}

/// Parts are ordered, lie on character boundaries and leave out nothing but white space.
fn assert_parts_cover(article: &Article) {
    let mut end = 0;
    for part in &article.parts {
        assert!(part.span.start >= end && !part.span.is_empty(), "{}: parts overlap", article.path);
        assert!(article.text[end..part.span.start].trim().is_empty(), "{}: text between parts", article.path);
        assert_eq!(part.class == Class::Removed, part.rule.is_some(), "{}: only removed parts name a rule, and all of them do", article.path);
        end = part.span.end;
    }
    assert!(article.text[end..].trim().is_empty(), "{}: text behind the parts", article.path);
}
