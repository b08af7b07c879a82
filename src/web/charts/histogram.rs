//! Bars of articles over time, each a link to its articles.

use jiff::civil::Date;

use crate::catalog::Coverage;
use crate::search::plan::Facet;
use crate::search::{Histogram, TimeUnit, Undated, keys};
use crate::web::asked::Asked;
use crate::web::words::Words;

/// The size of the picture in its own units; it is stretched to the width of the page.
pub const WIDTH: u32 = 1000;
pub const HEIGHT: u32 = 100;

/// The most bars that stay wide enough to be hit; of more years, the last are shown.
const MOST_BARS: usize = 60;

/// A picture of bars, with the same in words.
pub struct Chart {
    pub title: String,
    pub bars: Vec<BarView>,
    pub first: String,
    pub last: String,
    pub most: String,
    pub undated: Option<UndatedView>,
    /// The address of the longer stretch that this one is part of.
    pub up: Option<(String, String)>,
}

/// A bar: where it stands in the picture, what it says, where it leads.
pub struct BarView {
    pub x: f64,
    pub width: f64,
    pub y: f64,
    pub height: f64,
    /// The stretch of time.
    pub name: String,
    pub count: String,
    pub label: String,
    pub href: String,
    pub is_empty: bool,
}

pub struct UndatedView {
    pub label: String,
    pub href: String,
}

/// A stretch of time with its articles, before it is placed.
struct Stretch {
    name: String,
    count: u64,
    href: String,
}

impl Chart {
    /// Draws how the matches of a question are spread; a bar leads to the same question for its days.
    pub fn over_time(words: Words, asked: &Asked, histogram: &Histogram) -> Option<Self> {
        let search = |asked: Asked| format!("/search{}", asked.parameters());
        let stretches = histogram.bars.iter().map(|bar| Stretch {
            name: named(bar.first, histogram.unit),
            count: bar.count,
            href: search(asked.between(Some(bar.first), Some(bar.last))),
        });
        let title = words.say(match histogram.unit {
            TimeUnit::Year => "web-chart-years",
            TimeUnit::Month => "web-chart-months",
            TimeUnit::Day => "web-chart-days",
        });
        let undated = UndatedView {
            label: words.fill("web-chart-undated", &[&words.articles(histogram.undated)]),
            href: search(asked.changed(|asked| {
                asked.request.filters.undated = Some(Undated::Only);
                (asked.request.filters.from, asked.request.filters.to) = (None, None);
            })),
        };
        let year_of = |day: Date| (search(asked.between(Some(day.first_of_year()), Some(day.last_of_year()))), day.year().to_string());
        let mut chart = Self::placed(words, title, stretches.collect(), (histogram.undated > 0).then_some(undated))?;
        chart.up = match histogram.unit {
            TimeUnit::Day => asked.request.filters.from.map(year_of),
            TimeUnit::Month => Some((search(asked.between(None, None)), words.say("web-chart-all-years"))),
            TimeUnit::Year => None,
        };
        Some(chart)
    }

    /// Draws the articles of an official, a body or a document by year.
    pub fn by_year(words: Words, years: &[(String, u64)], facet: Facet, key: &str) -> Option<Self> {
        let href = |year: &str| format!("/search{}", Asked::default().with(facet, key, false).with(Facet::Year, year, false).parameters());
        let known: Vec<(i16, u64)> = years.iter().filter_map(|(year, count)| Some((year.parse().ok()?, *count))).collect();
        let undated = years
            .iter()
            .find(|(year, _)| year == keys::UNDATED)
            .map(|(year, count)| UndatedView { label: words.fill("web-chart-undated", &[&words.articles(*count)]), href: href(year) });
        let (first, last) = (known.first()?.0, known.last()?.0);
        let count = |year: i16| known.iter().find(|(known, _)| *known == year).map_or(0, |(_, count)| *count);
        let stretch = |year: i16| Stretch { name: year.to_string(), count: count(year), href: href(&year.to_string()) };
        Self::placed(words, words.say("web-chart-years"), (first..=last).map(stretch).collect(), undated)
    }

    /// Draws the whole archive by year.
    pub fn of_coverage(words: Words, coverage: &Coverage) -> Option<Self> {
        let days = |year: i16| Some((Date::new(year, 1, 1).ok()?, Date::new(year, 12, 31).ok()?));
        let stretch = |year: &crate::catalog::YearOf| {
            let (first, last) = days(year.year)?;
            let href = format!("/search{}", Asked::default().between(Some(first), Some(last)).parameters());
            Some(Stretch { name: year.year.to_string(), count: year.articles, href })
        };
        let only = Asked::default().changed(|asked| asked.request.filters.undated = Some(Undated::Only));
        let undated = UndatedView {
            label: words.fill("web-chart-undated", &[&words.articles(coverage.undated)]),
            href: format!("/search{}", only.parameters()),
        };
        let stretches = coverage.years.iter().filter_map(stretch).collect();
        Self::placed(words, words.say("web-chart-years"), stretches, (coverage.undated > 0).then_some(undated))
    }

    fn placed(words: Words, title: String, mut stretches: Vec<Stretch>, undated: Option<UndatedView>) -> Option<Self> {
        // Of a long time, the last years: the list of years has them all.
        if stretches.len() > MOST_BARS {
            stretches.drain(..stretches.len() - MOST_BARS);
        }
        if stretches.is_empty() && undated.is_none() {
            return None;
        }
        let most = stretches.iter().map(|stretch| stretch.count).max().unwrap_or(0);
        let step = f64::from(WIDTH) / stretches.len().max(1) as f64;
        let bar = |(index, stretch): (usize, &Stretch)| {
            // A single article still shows.
            let share = if most == 0 { 0.0 } else { stretch.count as f64 / most as f64 };
            let height = if stretch.count == 0 { 1.0 } else { (share * f64::from(HEIGHT)).max(3.0) };
            BarView {
                x: rounded(index as f64 * step),
                width: rounded(step * 0.86),
                y: rounded(f64::from(HEIGHT) - height),
                height: rounded(height),
                name: stretch.name.clone(),
                count: words.number(stretch.count),
                label: words.fill("web-chart-bar", &[&stretch.name, &words.articles(stretch.count)]),
                href: stretch.href.clone(),
                is_empty: stretch.count == 0,
            }
        };
        Some(Self {
            title,
            first: stretches.first().map(|stretch| stretch.name.clone()).unwrap_or_default(),
            last: stretches.last().map(|stretch| stretch.name.clone()).unwrap_or_default(),
            most: words.articles(most),
            bars: stretches.iter().enumerate().map(bar).collect(),
            undated,
            up: None,
        })
    }
}

fn rounded(value: f64) -> f64 {
    (value * 10.0).round() / 10.0
}

fn named(first: Date, unit: TimeUnit) -> String {
    match unit {
        TimeUnit::Year => first.year().to_string(),
        TimeUnit::Month => format!("{:02}/{}", first.month(), first.year()),
        TimeUnit::Day => format!("{:02}/{:02}/{}", first.day(), first.month(), first.year()),
    }
}
