//! `timbao show ID`: one article with its parts, or what was removed from it.

use serde::Serialize;

use super::args;
use super::exit::Exit;
use super::failure::Failure;
use super::screen::{Line, Style};
use super::session::Session;
use crate::article::{Article, ArticleId, Class, Part};
use crate::search::{BodyFact, DateFact, Engine, OfficialFact, facts, wording};

pub fn run(arguments: &args::Show, session: &mut Session) -> Result<Exit, Failure> {
    let index = session.open()?;
    let article = index.article(arguments.id)?;
    if session.json {
        session.out.json(&article.as_ref().map(|article| View::of(arguments.id, article, arguments.removed)))?;
    }
    let Some(article) = article else {
        if !session.json {
            let text = session.say("cli-show-nothing", &[&arguments.id]);
            session.aside.text(&text)?;
        }
        return Ok(Exit::NothingFound);
    };
    if !session.json {
        match arguments.removed {
            true => show_removed(&article, session)?,
            false => show_article(arguments.id, &article, session)?,
        }
    }
    Ok(Exit::Done)
}

/// An article as JSON. Spans count characters of `text`, like every span of a response.
#[derive(Serialize)]
struct View<'a> {
    id: ArticleId,
    source_id: Option<&'a str>,
    path: &'a str,
    title: &'a str,
    url: Option<&'a str>,
    source: &'a str,
    province: Option<&'a str>,
    byline: Option<&'a str>,
    published: DateFact,
    events: Vec<DateFact>,
    officials: Vec<OfficialFact>,
    bodies: Vec<BodyFact>,
    documents: Vec<String>,
    years: &'a [i16],
    text: &'a str,
    parts: Vec<PartView<'a>>,
}

#[derive(Serialize)]
struct PartView<'a> {
    class: Class,
    span: [usize; 2],
    rule: Option<&'a str>,
    text: &'a str,
}

impl<'a> View<'a> {
    fn of(id: ArticleId, article: &'a Article, only_removed: bool) -> Self {
        let mut parts = Vec::new();
        // Counted onwards from part to part: an article of many megabytes has many parts.
        let (mut byte, mut character) = (0, 0);
        for part in &article.parts {
            character += article.text[byte..part.span.start].chars().count();
            let text = part.span.of(&article.text);
            let span = [character, character + text.chars().count()];
            (byte, character) = (part.span.end, span[1]);
            if !only_removed || part.class == Class::Removed {
                parts.push(PartView { class: part.class, span, rule: part.rule.as_deref(), text });
            }
        }
        Self {
            id,
            source_id: article.source_id.as_deref(),
            path: &article.path,
            title: article.title(),
            url: article.url.as_deref(),
            source: &article.source,
            province: article.province.as_deref(),
            byline: article.byline.as_deref(),
            published: facts::published(article),
            events: facts::events(article),
            officials: facts::officials(article),
            bodies: facts::bodies(article),
            documents: facts::documents(article),
            years: &article.facts.years,
            text: &article.text,
            parts,
        }
    }
}

fn show_article(id: ArticleId, article: &Article, session: &mut Session) -> Result<(), Failure> {
    let date = wording::sorted_date(session.lang, &facts::published(article), facts::sorted_by_event(article).as_ref());
    let untitled = session.say("cli-untitled", &[]);
    let title = Some(article.title()).filter(|title| !title.is_empty()).unwrap_or(&untitled);
    session.out.line(&Line::new().and(Style::Mark, title))?;
    let id = id.to_string();
    let facts = [Some(date.as_str()), Some(article.source.as_str()), article.province.as_deref(), article.byline.as_deref(), Some(&id)];
    let facts: Vec<&str> = facts.into_iter().flatten().filter(|fact| !fact.is_empty()).collect();
    session.out.line(&Line::new().and(Style::Dim, &facts.join(" · ")))?;
    for place in [article.url.as_deref(), Some(article.path.as_str())].into_iter().flatten() {
        session.out.line(&Line::new().and(Style::Dim, place))?;
    }
    for part in article.parts.iter().filter(|part| !matches!(part.class, Class::Title | Class::Removed)) {
        session.out.blank()?;
        session.out.line(&labelled(part, article, session))?;
    }
    let removed = article.parts_of(Class::Removed).count();
    if removed > 0 && !session.quiet {
        let text = session.say("cli-show-removed", &[&wording::number(session.lang, removed as u64), &id]);
        session.out.blank()?;
        session.out.line(&Line::new().and(Style::Dim, &text))?;
    }
    Ok(())
}

/// The text of a part, behind its name unless it is plain body.
fn labelled(part: &Part, article: &Article, session: &Session) -> Line {
    let text = part.span.of(&article.text);
    let code = match part.class {
        Class::Body | Class::Title | Class::Removed => return Line::plain(text),
        Class::Sapo => "cli-part-sapo",
        Class::Caption => "cli-part-caption",
        Class::Byline => "cli-part-byline",
        Class::DateLine => "cli-part-date-line",
    };
    Line::new().and(Style::Dim, &format!("[{}] ", session.say(code, &[]))).and(Style::Plain, text)
}

fn show_removed(article: &Article, session: &mut Session) -> Result<(), Failure> {
    for part in article.parts_of(Class::Removed) {
        let rule = part.rule.as_deref().map_or_else(|| "?".to_owned(), |rule| wording::rule(session.lang, rule));
        let line = Line::new().and(Style::Dim, &format!("[{rule}] ")).and(Style::Plain, part.span.of(&article.text));
        session.out.line(&line)?;
    }
    Ok(())
}
