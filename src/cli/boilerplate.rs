//! `timbao stats --boilerplate`: lines that stand in many articles of a source.
//!
//! They are proposed, never learned: a person puts those that are no text into `source.toml`, so the text view is what that file wants.

use std::collections::{HashMap, HashSet};
use std::hash::{DefaultHasher, Hash, Hasher};
use std::ops::ControlFlow;

use serde::Serialize;

use super::exit::Exit;
use super::failure::Failure;
use super::screen::{Line, Style};
use super::session::Session;
use crate::analysis;
use crate::article::Article;
use crate::search::{self, Engine, wording};
use crate::text::one_line;

/// A line of fewer words is as likely a name or a heading.
const LEAST_WORDS: usize = 3;
/// A line is proposed if it stands in more than one of this many articles of its source.
const ONE_IN: u64 = 5;
/// In fewer articles, nothing can be said to be repeated.
const LEAST_ARTICLES: u64 = 3;

pub fn run(engine: &dyn Engine, session: &mut Session) -> Result<Exit, Failure> {
    let proposals = propose(engine)?;
    if session.json {
        session.out.json(&proposals)?;
    } else {
        show(&proposals, session)?;
    }
    Ok(if proposals.sources.is_empty() { Exit::NothingFound } else { Exit::Done })
}

#[derive(Debug, Default, PartialEq, Serialize)]
pub struct Proposals {
    /// Only sources with a repeated line, in the order of their names.
    sources: Vec<Source>,
}

#[derive(Debug, PartialEq, Serialize)]
struct Source {
    source: String,
    articles: u64,
    /// Most frequent first.
    lines: Vec<Repeated>,
}

#[derive(Debug, PartialEq, Serialize)]
struct Repeated {
    text: String,
    articles: u64,
}

/// Reads every article twice: once to count the lines by a hash, which keeps memory small, once to name those that repeat.
fn propose(engine: &dyn Engine) -> Result<Proposals, search::Error> {
    let mut articles: HashMap<String, u64> = HashMap::new();
    let mut counts: HashMap<u64, u64> = HashMap::new();
    engine.articles(&mut |_, article| {
        *articles.entry(article.source.clone()).or_default() += 1;
        let lines: HashSet<u64> = lines(article).map(|(line, _)| line).collect();
        lines.into_iter().for_each(|line| *counts.entry(line).or_default() += 1);
        ControlFlow::Continue(())
    })?;
    let is_repeated = |source: &str, count: u64| count >= LEAST_ARTICLES && count * ONE_IN > articles[source];

    let mut named: HashMap<String, HashMap<u64, String>> = HashMap::new();
    engine.articles(&mut |_, article| {
        for (line, text) in lines(article) {
            // An article that came in between the two readings is passed over.
            let is_known = articles.contains_key(&article.source);
            if is_known && counts.get(&line).is_some_and(|&count| is_repeated(&article.source, count)) {
                named.entry(article.source.clone()).or_default().entry(line).or_insert_with(|| one_line(text));
            }
        }
        ControlFlow::Continue(())
    })?;

    let mut sources: Vec<Source> = named
        .into_iter()
        .map(|(source, lines)| {
            let mut lines: Vec<Repeated> = lines.into_iter().map(|(line, text)| Repeated { text, articles: counts[&line] }).collect();
            lines.sort_by(|a, b| b.articles.cmp(&a.articles).then_with(|| a.text.cmp(&b.text)));
            Source { articles: articles[&source], source, lines }
        })
        .collect();
    sources.sort_by(|a, b| a.source.cmp(&b.source));
    Ok(Proposals { sources })
}

/// The kept lines of an article that are long enough, each with a hash of its source and its folded words.
fn lines(article: &Article) -> impl Iterator<Item = (u64, &str)> {
    article.parts.iter().filter(|part| part.class.is_kept()).filter_map(|part| {
        let text = part.span.of(&article.text);
        let words = analysis::fold_words(text);
        if words.split(' ').count() < LEAST_WORDS {
            return None;
        }
        let mut hasher = DefaultHasher::new();
        (&article.source, words).hash(&mut hasher);
        Some((hasher.finish(), text))
    })
}

fn show(proposals: &Proposals, session: &mut Session) -> Result<(), Failure> {
    if proposals.sources.is_empty() {
        let text = session.say("cli-boilerplate-none", &[]);
        session.aside.text(&text)?;
        return Ok(());
    }
    if !session.quiet {
        let text = session.say("cli-boilerplate-advice", &[]);
        session.aside.text(&text)?;
    }
    for (index, source) in proposals.sources.iter().enumerate() {
        if index > 0 {
            session.out.blank()?;
        }
        let total = wording::number(session.lang, source.articles);
        let heading = session.say("cli-boilerplate-source", &[&source.source, &total]);
        session.out.line(&Line::new().and(Style::Dim, &format!("# {heading}")))?;
        session.out.text("boilerplate = [")?;
        for line in &source.lines {
            let quoted = toml::Value::String(line.text.clone()).to_string();
            let count = format!("  # {}", wording::number(session.lang, line.articles));
            session.out.indented(4, &Line::plain(&format!("{quoted},")).and(Style::Dim, &count))?;
        }
        session.out.text("]")?;
    }
    Ok(())
}
