//! What the address of a page asks: the query, what narrows it, how it is ordered, where the page begins.
//!
//! Names are Vietnamese and have English aliases; addresses that we write ourselves use the Vietnamese ones, in one order, so that one
//! question has one address. A value that breaks its rule is kept apart with what is wrong: a page goes on without it and says so, the API
//! refuses it.

use jiff::civil::Date;

use crate::diagnostic::Diagnostic;
use crate::messages::Lang;
use crate::query;
use crate::search::plan::Facet;
use crate::search::{Dated, Filter, Request, Sort, Start, Undated, keys};

use super::address::{self, Malformed};

/// The parameters with a list of values: the facet, the name, the English alias.
pub const FACETS: [(Facet, &str, &str); 6] = [
    (Facet::Year, "nam", "year"),
    (Facet::Official, "can-bo", "official"),
    (Facet::Body, "cap-uy", "body"),
    (Facet::Document, "van-ban", "document"),
    (Facet::Province, "tinh", "province"),
    (Facet::Source, "nguon", "source"),
];

/// The parameters with one value: the name, the English alias.
const SINGLE: [(&str, &str); 16] = [
    ("q", "q"),
    ("tu", "from"),
    ("den", "to"),
    ("ngay", "date"),
    ("khong-ngay", "undated"),
    ("suy-doan", "inferred"),
    ("sap-xep", "sort"),
    ("moi-trang", "limit"),
    ("trang", "page"),
    ("cursor", "cursor"),
    ("hang", "rank"),
    ("lang", "lang"),
    ("mo-rong", "expand"),
    ("du-kien", "facts"),
    ("loc", "narrow"),
    ("thu-tu", "order"),
];

/// The most values of one filter, and as many that it leaves out.
pub const MOST_VALUES: usize = 24;
/// The longest value of a filter, in characters.
pub const LONGEST_VALUE: usize = 100;
/// The last page of anything.
pub const LAST_PAGE: usize = 100_000;

/// A question, as an address carries it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Asked {
    /// What is asked of the archive.
    pub request: Request,
    /// Which hit of the answer an article was opened from, from 1.
    pub rank: Option<usize>,
    pub lang: Option<Lang>,
    /// Whether the facts of an article are shown in its text.
    pub facts: bool,
    /// What the values of a list are narrowed by.
    pub narrow: String,
    /// Whether a list is ordered by name rather than by number.
    pub by_name: bool,
    /// What is wrong with values that were left out.
    pub problems: Vec<Diagnostic>,
    /// Parameters that mean nothing here.
    pub unknown: Vec<String>,
    /// Parameters that need a value and have none, as forms send them.
    pub left_empty: Vec<&'static str>,
}

impl From<Request> for Asked {
    fn from(request: Request) -> Self {
        Self { request, ..Self::default() }
    }
}

impl Asked {
    /// Reads what stands behind the `?` of an address.
    ///
    /// # Errors
    /// If it is no list of parameters, or gives one twice that has one value.
    pub fn parse(parameters: &str) -> Result<Self, Malformed> {
        let mut asked = Self::default();
        let mut seen = Vec::new();
        let mut values: Vec<(Facet, bool)> = Vec::new();
        for (name, value) in address::parameters(parameters)? {
            let (bare, excluded) = name.strip_prefix('-').map_or((name.as_str(), false), |bare| (bare, true));
            if let Some((facet, ..)) = FACETS.iter().find(|(_, vi, en)| *vi == bare || *en == bare) {
                values.push((*facet, excluded));
                let number = values.iter().filter(|of| **of == (*facet, excluded)).count();
                asked.filter(*facet, &value, excluded, number);
            } else if let Some((canonical, _)) = SINGLE.iter().find(|(vi, en)| *vi == name || *en == name) {
                if seen.contains(canonical) {
                    return Err(Malformed::Twice(name));
                }
                seen.push(*canonical);
                asked.single(canonical, value.trim());
            } else if name.contains('[') {
                return Err(Malformed::Unknown(name));
            } else {
                asked.unknown.push(name);
            }
        }
        if let (Some(from), Some(to)) = (asked.request.filters.from, asked.request.filters.to)
            && from > to
        {
            asked.problems.push(Diagnostic::warning("web-bad-days").arg(from).arg(to));
            (asked.request.filters.from, asked.request.filters.to) = (None, None);
        }
        Ok(asked)
    }

    fn filter(&mut self, facet: Facet, value: &str, excluded: bool, number: usize) {
        // Forms send what was left empty, and `-` before a value leaves it out as on the command line.
        let Ok(Filter { value, excluded: negated }) = value.parse::<Filter>();
        if number > MOST_VALUES || value.chars().count() > LONGEST_VALUE {
            return self.problems.push(Diagnostic::warning("web-too-many-filters").arg(MOST_VALUES).arg(LONGEST_VALUE));
        }
        if value.is_empty() {
            // Any text may be a name, also none; a year is a year.
            self.left_empty.extend((facet == Facet::Year).then_some("nam"));
            return;
        }
        if facet == Facet::Year && query::year(&value).is_none() && value != keys::UNDATED {
            return self.problems.push(Diagnostic::warning("web-bad-year").arg(value));
        }
        let filter = Filter { value, excluded: excluded || negated };
        let values = self.request.filters.of_mut(facet);
        if !values.contains(&filter) {
            values.push(filter);
        }
    }

    fn single(&mut self, name: &'static str, value: &str) {
        if value.is_empty() {
            self.left_empty.extend(Some(name).filter(|name| !matches!(*name, "q" | "loc")));
            return;
        }
        let request = &mut self.request;
        let mut bad = |code: &str| self.problems.push(Diagnostic::warning(code).arg(value));
        match name {
            "q" => request.query = value.to_owned(),
            "tu" | "den" => match query::days(value) {
                Some((first, _)) if name == "tu" => request.filters.from = Some(first),
                Some((_, last)) => request.filters.to = Some(last),
                None => bad("web-bad-day"),
            },
            "ngay" => match value {
                "published" | "dang" => request.filters.dated = Dated::Published,
                "event" | "su-kien" => request.filters.dated = Dated::Event,
                _ => bad("web-bad-dated"),
            },
            "khong-ngay" => match value {
                "only" | "chi" => request.filters.undated = Some(Undated::Only),
                "no" | "khong" => request.filters.undated = Some(Undated::No),
                _ => bad("web-bad-undated"),
            },
            "suy-doan" => match value {
                "no" | "khong" => request.filters.no_inferred = true,
                _ => bad("web-bad-inferred"),
            },
            "sap-xep" => match sort_named(value) {
                Some(sort) => request.sort = sort,
                None => bad("web-bad-sort"),
            },
            "moi-trang" => match value.parse() {
                Ok(limit) if (1..=Request::MAX_LIMIT).contains(&limit) => request.limit = limit,
                _ => bad("web-bad-limit"),
            },
            "trang" => match value.parse() {
                Ok(page) if (1..=LAST_PAGE).contains(&page) => request.start = Start::Page(page),
                _ => bad("web-bad-page"),
            },
            "cursor" => request.start = Start::Cursor(value.to_owned()),
            "hang" => match value.parse() {
                Ok(rank) if rank >= 1 => self.rank = Some(rank),
                _ => bad("web-bad-page"),
            },
            "lang" => match value.parse() {
                Ok(lang) => self.lang = Some(lang),
                Err(_) => bad("web-bad-lang"),
            },
            "mo-rong" => match value {
                "no" | "khong" => request.expand = false,
                _ => bad("web-bad-inferred"),
            },
            "du-kien" => self.facts = matches!(value, "co" | "yes"),
            "loc" => self.narrow = value.to_owned(),
            "thu-tu" => self.by_name = matches!(value, "ten" | "name"),
            _ => {}
        }
    }

    /// Tells whether anything is asked at all.
    pub fn is_empty(&self) -> bool {
        self.request.query.trim().is_empty() && self.request.filters.is_empty()
    }

    /// Writes the parameters, `?` first; nothing if there are none. The language stays out: it is the reader's, not the question's.
    pub fn parameters(&self) -> String {
        let Request { query, filters, sort, limit, start, expand, .. } = &self.request;
        let mut pairs: Vec<(String, String)> = Vec::new();
        let mut push = |name: &str, value: String| pairs.push((name.to_owned(), value));
        if !query.is_empty() {
            push("q", query.clone());
        }
        for (facet, name, _) in FACETS {
            for filter in filters.of(facet) {
                push(&format!("{}{name}", if filter.excluded { "-" } else { "" }), filter.value.clone());
            }
        }
        for (name, day) in [("tu", filters.from), ("den", filters.to)] {
            if let Some(day) = day {
                push(name, day.to_string());
            }
        }
        match filters.dated {
            Dated::Best => {}
            Dated::Published => push("ngay", "published".to_owned()),
            Dated::Event => push("ngay", "event".to_owned()),
        }
        match filters.undated {
            None => {}
            Some(Undated::Only) => push("khong-ngay", "only".to_owned()),
            Some(Undated::No) => push("khong-ngay", "no".to_owned()),
        }
        if filters.no_inferred {
            push("suy-doan", "no".to_owned());
        }
        if !expand {
            push("mo-rong", "no".to_owned());
        }
        if *sort != Sort::Relevance {
            push("sap-xep", sort_name(*sort).to_owned());
        }
        if *limit != Request::LIMIT {
            push("moi-trang", limit.to_string());
        }
        match start {
            Start::Page(1) => {}
            Start::Page(page) => push("trang", page.to_string()),
            Start::Cursor(cursor) => push("cursor", cursor.clone()),
        }
        if let Some(rank) = self.rank {
            push("hang", rank.to_string());
        }
        if self.facts {
            push("du-kien", "co".to_owned());
        }
        if !self.narrow.is_empty() {
            push("loc", self.narrow.clone());
        }
        if self.by_name {
            push("thu-tu", "ten".to_owned());
        }
        address::joined(&pairs)
    }

    /// Returns the question without what only a list of values is asked.
    pub fn without_list(&self) -> Self {
        self.changed(|asked| {
            asked.narrow.clear();
            asked.by_name = false;
        })
    }

    /// Returns the same question from its first page on, changed by `change`.
    pub fn changed(&self, change: impl FnOnce(&mut Self)) -> Self {
        let mut asked = Self { rank: None, problems: Vec::new(), unknown: Vec::new(), left_empty: Vec::new(), ..self.clone() };
        asked.request.start = Start::Page(1);
        change(&mut asked);
        asked
    }

    /// Returns the question with one more value of a facet; any other use of the value is taken out.
    pub fn with(&self, facet: Facet, value: &str, excluded: bool) -> Self {
        let mut asked = self.without(facet, value);
        asked.request.filters.of_mut(facet).push(Filter { value: value.to_owned(), excluded });
        asked
    }

    /// Returns the question without a value of a facet.
    pub fn without(&self, facet: Facet, value: &str) -> Self {
        self.changed(|asked| asked.request.filters.of_mut(facet).retain(|filter| filter.value != value))
    }

    /// Returns the question for the articles of some days.
    pub fn between(&self, first: Option<Date>, last: Option<Date>) -> Self {
        self.changed(|asked| (asked.request.filters.from, asked.request.filters.to) = (first, last))
    }
}

/// Returns how an order is called in addresses.
pub const fn sort_name(sort: Sort) -> &'static str {
    match sort {
        Sort::Relevance => "lien-quan",
        Sort::Newest => "moi-nhat",
        Sort::Oldest => "cu-nhat",
    }
}

fn sort_named(name: &str) -> Option<Sort> {
    Some(match name {
        "lien-quan" | "relevance" => Sort::Relevance,
        "moi-nhat" | "newest" => Sort::Newest,
        "cu-nhat" | "oldest" => Sort::Oldest,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn round(parameters: &str) -> String {
        Asked::parse(parameters).expect(parameters).parameters()
    }

    #[test]
    fn one_question_has_one_address() {
        for (given, canonical) in [
            ("", ""),
            ("q=tran+van+chung", "?q=tran%20van%20chung"),
            ("year=2019&q=a", "?q=a&nam=2019"),
            ("official=Tr%E1%BA%A7n&-body=T%E1%BB%89nh+%E1%BB%A7y", "?can-bo=Tr%E1%BA%A7n&-cap-uy=T%E1%BB%89nh%20%E1%BB%A7y"),
            ("nam=-2019&nam=2020&nam=2020", "?-nam=2019&nam=2020"),
            ("from=2018&to=02/2019", "?tu=2018-01-01&den=2019-02-28"),
            ("sort=newest&limit=20&page=3", "?sap-xep=moi-nhat&moi-trang=20&trang=3"),
            ("q=&nam=&tu=", ""),
            ("lang=en&fbclid=x", ""),
        ] {
            assert_eq!(round(given), canonical, "{given}");
            assert_eq!(round(canonical.trim_start_matches('?')), canonical, "{canonical} is read back");
        }
    }

    #[test]
    fn values_that_are_too_many_are_said_and_left_out() {
        // Empty ones are values as well, as the description of the API counts them.
        let values = |count: usize| "document=5-CT/TW&document=&".repeat(count / 2) + &"-document=x&".repeat(count);
        assert_eq!(Asked::parse(values(MOST_VALUES).trim_end_matches('&')).expect("it can be read").problems, []);
        assert_eq!(Asked::parse(values(MOST_VALUES + 2).trim_end_matches('&')).expect("it can be read").problems.len(), 4);
    }

    #[test]
    fn a_year_that_is_left_empty_is_known() {
        assert_eq!(Asked::parse("nam=&can-bo=&-cap-uy=").expect("it can be read").left_empty, ["nam"]);
    }

    #[test]
    fn values_that_break_their_rule_are_said_and_left_out() {
        for bad in ["nam=abc", "tu=31/2/2019", "from=2020&to=2018", "sort=x", "limit=0", "limit=101", "page=0", "lang=fr", "undated=yes"] {
            let asked = Asked::parse(bad).expect(bad);
            assert_eq!((asked.problems.len(), asked.parameters().as_str()), (1, ""), "{bad}");
        }
    }

    #[test]
    fn what_is_no_list_of_parameters_is_refused() {
        for bad in ["q=%zz", "q=%ff", "q=a&q=b", "q[]=a", "q=%e1%ba"] {
            assert!(Asked::parse(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn links_change_one_thing() {
        let asked = Asked::parse("q=a&nam=2019&trang=4").expect("it is well formed");
        assert_eq!(asked.with(Facet::Year, "2020", false).parameters(), "?q=a&nam=2019&nam=2020");
        assert_eq!(asked.with(Facet::Year, "2019", true).parameters(), "?q=a&-nam=2019");
        assert_eq!(asked.without(Facet::Year, "2019").parameters(), "?q=a");
    }
}
