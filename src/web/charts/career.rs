//! The posts of an official along time: a bar from the first article that gives a post to the last, with a point for each.

use jiff::civil::Date;

use crate::catalog::{Citing, Post};
use crate::web::words::Words;

/// The width of a bar's lane in its own units.
pub const WIDTH: f64 = 1000.0;

/// All posts on one scale of time.
pub struct Career {
    pub posts: Vec<PostView>,
    pub first: String,
    pub last: String,
    /// Where years begin, for lines behind the bars.
    pub years: Vec<f64>,
}

pub struct PostView {
    pub title: String,
    /// `2019–2021`, in words.
    pub time: String,
    pub articles: String,
    /// Where the bar begins and how long it is; none if no article is dated.
    pub bar: Option<(f64, f64)>,
    /// Where the citing articles stand.
    pub points: Vec<f64>,
    pub citing: Vec<CitingView>,
}

pub struct CitingView {
    pub href: String,
    pub day: String,
    pub title: String,
    pub source: String,
}

impl CitingView {
    pub fn of(words: Words, citing: &Citing) -> Self {
        let title = if citing.title.trim().is_empty() { words.say("web-untitled") } else { citing.title.clone() };
        let day = citing.date.as_deref().map_or_else(|| words.say("web-undated"), |day| words.known_day(day, citing.is_inferred));
        Self { href: format!("/article/{}", citing.id), day, title, source: citing.source.clone() }
    }
}

impl Career {
    /// Lays the posts out; nothing if there are none.
    pub fn of(words: Words, posts: &[Post]) -> Option<Self> {
        let dates = || posts.iter().flat_map(|post| post.citing.iter()).filter_map(date);
        let span = dates().min().zip(dates().max());
        let place = |day: Date| {
            span.map_or(0.0, |(first, last)| {
                let days = |to: Date| f64::from(days_between(first, to));
                // A career of one day is a point in the middle.
                if first == last { WIDTH / 2.0 } else { (days(day) / days(last) * WIDTH * 10.0).round() / 10.0 }
            })
        };
        let view = |post: &Post| {
            let mut days: Vec<Date> = post.citing.iter().filter_map(date).collect();
            days.sort_unstable();
            let ends = days.first().zip(days.last());
            // One article that states the day is enough.
            let is_inferred = |day: &Date| post.citing.iter().filter(|citing| date(citing) == Some(*day)).all(|citing| citing.is_inferred);
            let said = |day: &Date| words.known_day(&day.to_string(), is_inferred(day));
            PostView {
                title: post.title.clone(),
                time: match ends {
                    Some((first, last)) if first == last => said(first),
                    Some((first, last)) => format!("{}–{}", said(first), said(last)),
                    None => words.say("web-undated"),
                },
                articles: words.articles(post.articles),
                bar: ends.map(|(first, last)| (place(*first), (place(*last) - place(*first)).max(6.0))),
                points: days.iter().map(|day| place(*day)).collect(),
                citing: post.citing.iter().map(|citing| CitingView::of(words, citing)).collect(),
            }
        };
        let (first, last) = span.unzip();
        let year = |day: Option<Date>| day.map(|day| day.year().to_string()).unwrap_or_default();
        let years =
            first.zip(last).map(|(first, last)| (first.year() + 1..=last.year()).filter_map(|year| Date::new(year, 1, 1).ok()).map(place).collect());
        (!posts.is_empty()).then(|| Self {
            posts: posts.iter().map(view).collect(),
            first: year(first),
            last: year(last),
            years: years.unwrap_or_default(),
        })
    }
}

fn date(citing: &Citing) -> Option<Date> {
    citing.date.as_deref()?.parse().ok()
}

fn days_between(first: Date, last: Date) -> i32 {
    first.until(last).map_or(0, |span| span.get_days())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::ArticleId;
    use crate::messages::Lang;

    #[test]
    fn days_that_no_article_states_say_so() {
        let citing = |day: Option<&str>, is_inferred: bool| Citing {
            id: ArticleId::new("Báo Mẫu", "a.txt"),
            date: day.map(str::to_owned),
            is_inferred,
            title: String::new(),
            source: "Báo Mẫu".to_owned(),
        };
        let time = |articles: &[Citing]| {
            let (first, last) = (articles[0].clone(), articles[articles.len() - 1].clone());
            let post = Post { title: "Bí thư".to_owned(), articles: 1, first, last, citing: articles.to_vec() };
            Career::of(Words { lang: Lang::Vi }, &[post]).map(|career| career.posts[0].time.clone()).unwrap_or_default()
        };
        let (stated, inferred) = (citing(Some("2019-05-23"), false), citing(Some("2020-01-17"), true));
        for (articles, said) in [
            (vec![stated.clone(), inferred.clone()], "23/05/2019–17/01/2020 (suy đoán)"),
            (vec![inferred.clone()], "17/01/2020 (suy đoán)"),
            (vec![inferred.clone(), citing(Some("2020-01-17"), false)], "17/01/2020"),
            (vec![citing(None, false)], "không rõ ngày"),
        ] {
            assert_eq!(time(&articles), said);
        }
        assert_eq!(CitingView::of(Words { lang: Lang::Vi }, &inferred).day, "17/01/2020 (suy đoán)");
        assert_eq!(CitingView::of(Words { lang: Lang::Vi }, &stated).day, "23/05/2019");
    }
}
