//! From the paragraphs of an article to its facts.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use compact_str::{CompactString, format_compact};
use rustc_hash::FxHashMap;

use crate::analysis::{Capital, Token};
use crate::text::{Span, one_line};

use super::authority::Authority;
use super::date::{self, Context, Day, Days, Period, Role, Said};
use super::event::{self, Edge, Told};
use super::facts::{Body, Date, DateKind, Facts, Mention, Official, Origin, Published, Title};
use super::paragraph::{Break, Paragraph};
use super::rules::RULES;
use super::{body, document, identity, name, office, person, province, spread};

/// One paragraph of an article.
pub struct Piece<'a> {
    pub text: &'a str,
    pub tokens: &'a [Token],
    /// Where it begins in the stored text.
    pub start: usize,
    pub place: Place,
}

/// The longest stretch that is read as one paragraph, in tokens: the rules compare names and titles with one another, so the work for a
/// paragraph grows faster than its length.
const LONGEST: usize = 2_000;

impl<'a> Piece<'a> {
    /// Cuts a paragraph that is longer than any paper prints, behind a sentence or at least a comma where there is one.
    fn cut(&self) -> Vec<Self> {
        let mut pieces = Vec::with_capacity(1);
        let (mut rest, mut place) = (self.tokens, self.place);
        while rest.len() > LONGEST {
            let before = |at: usize| Break::between(self.text, rest[at - 1].span.end, rest[at].span.start);
            let last = |is_end: &dyn Fn(Break) -> bool| (LONGEST / 2..LONGEST).rev().find(|&at| is_end(before(at)));
            let end = last(&|sign| sign == Break::Stop).or_else(|| last(&|sign| matches!(sign, Break::Comma | Break::Semicolon)));
            let end = end.unwrap_or(LONGEST);
            pieces.push(Self { text: &self.text[..rest[end].span.start], tokens: &rest[..end], start: self.start, place });
            rest = &rest[end..];
            // Only the beginning says what the article tells of.
            place = if place == Place::DateLine { place } else { Place::Body };
        }
        pieces.push(Self { text: self.text, tokens: rest, start: self.start, place });
        pieces
    }
}

/// What a paragraph is to the rules.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    Title,
    /// The lead, or the first paragraph of the body.
    Lead,
    Body,
    /// The line that says when the article was published.
    DateLine,
}

/// What is known of an article from outside.
#[derive(Clone, Copy, Debug, Default)]
pub struct Known<'a> {
    pub published: Option<Day>,
    /// A day that the address or the path holds; counts if no line says when it was published.
    pub in_address: Option<Day>,
    /// The province of the paper.
    pub province: Option<&'a str>,
    /// What is settled about officials by hand, and the id of the article.
    pub settled: Option<(&'a Authority, &'a str)>,
}

/// Reads the facts of an article from its paragraphs, in their order.
pub fn read(pieces: &[Piece], known: &Known) -> Facts {
    let pieces: Vec<Piece> = pieces.iter().flat_map(Piece::cut).collect();
    let mut read: Vec<Read> = pieces.iter().map(Read::new).collect();
    if let Some((authority, _)) = known.settled {
        read.iter_mut().for_each(|read| authority.mark(&mut read.paragraph));
    }
    spread::spread(&mut read.iter_mut().map(|read| &mut read.paragraph).collect::<Vec<_>>());
    let published = known.published.map(|day| Published { days: Days::day(day), origin: Origin::Metadata, evidence: None });
    let published = published.or_else(|| read.iter().find_map(Read::stated));
    let in_address = known.in_address.map(|day| Published { days: Days::day(day), origin: Origin::Metadata, evidence: None });
    let published = published.or(in_address);
    let inferred = if published.is_some() { None } else { read.iter().filter(|read| read.piece.place != Place::DateLine).find_map(Read::inferred) };
    let mut facts = Facts { published, inferred, ..Facts::default() };
    let context = context(&read, published, inferred);
    let mut told = Vec::new();
    let mut named = Named::default();
    for read in &read {
        read.dates(&context, &mut told);
        if read.piece.place != Place::DateLine {
            read.people(&mut named, &mut facts.officials);
            read.bodies(&mut named, &mut facts.bodies);
            read.documents(&context, &mut facts);
        }
    }
    settle_bodies(&mut facts.bodies, &named.unread);
    place(&mut facts, known.province);
    if let Some((authority, article)) = known.settled {
        authority.settle(&mut facts.officials, article);
    }
    told.sort_by_key(|told| told.date.span);
    told.dedup_by_key(|told| told.date.span);
    facts.events = event::events(&told);
    facts.years = years(&facts, &told);
    facts.dates = told.iter().map(|told| told.date).collect();
    facts
}

/// Who and what was named so far in the article.
#[derive(Default)]
struct Named<'a> {
    /// Who was last named in full with a given name, by its exact key: the place of the person among the officials.
    given: FxHashMap<CompactString, usize>,
    /// Who was named in a paragraph of its own just before.
    alone: Option<usize>,
    /// The people by their names as they are written.
    people: FxHashMap<&'a str, usize>,
    /// The people by their names as they are usually written.
    usual: FxHashMap<String, usize>,
    /// The bodies by their names as they are written.
    bodies: FxHashMap<&'a str, identity::Canonical>,
    /// Where a body is named before a capitalised word that no rule knows.
    unread: BTreeSet<Span>,
}

impl Named<'_> {
    /// Returns who was last named in full with this given name.
    fn last(&self, given: &Token) -> Option<usize> {
        self.given.get(&given.exact).copied()
    }

    /// Returns who was last named in full and is called by this given name with its marker: `H'Djuin` is `H'Djuin Niê Kđăm`.
    fn last_marked(&self, name: &[Token]) -> Option<usize> {
        let [marker, given] = name else { return None };
        if name::is_marker(marker) { self.given.get(&marked(&marker.fold, &given.exact)).copied() } else { None }
    }

    /// Remembers by which given names somebody may be called from now on.
    fn call(&mut self, name: &[Token], text: &str, person: usize) {
        self.given.extend(name.last().map(|last| (last.exact.clone(), person)));
        let markers = name.windows(2).filter(|pair| name.len() > 2 && name::is_marker(&pair[0]));
        self.given.extend(markers.map(|pair| (marked(&pair[0].fold, &pair[1].exact), person)));
        // `HLim Niê` is called `H'Lim`.
        let glued = name.first().filter(|first| name::glued_marker(first, text).is_some());
        self.given.extend(glued.and_then(|first| Some((marked(first.fold.get(..1)?, first.exact.get(1..)?), person))));
    }
}

/// Joins a marker with the given name behind it.
fn marked(marker: &str, given: &str) -> CompactString {
    format_compact!("{marker}'{given}")
}

/// Words before the date that a sentence begins with: `Trong hai ngày`.
const LONGEST_OPENING: usize = 3;

/// Words of a sentence that are quoted before a date as evidence.
const LONGEST_EVIDENCE: usize = 30;

/// A paragraph with what was found in it.
struct Read<'a> {
    piece: &'a Piece<'a>,
    paragraph: Paragraph<'a>,
    documents: Vec<document::Found>,
    dates: Vec<date::Found>,
}

impl<'a> Read<'a> {
    fn new(piece: &'a Piece<'a>) -> Self {
        let paragraph = Paragraph::new(piece.text, piece.tokens);
        let documents = document::documents(&paragraph);
        let dates = date::scan(&paragraph, &taken(&documents));
        Self { piece, paragraph, documents, dates }
    }

    /// Returns the day of publication, if this is the line that says it. A day of the week that does not fit leaves it in doubt.
    fn stated(&self) -> Option<Published> {
        if self.piece.place != Place::DateLine {
            let found = self.dates.iter().find(|date| date.role == Role::Publication)?;
            let Said::Day(written) = found.said else { return None };
            let day = written.in_year(written.year?)?;
            return Some(Published { days: Days::day(day), origin: origin(written.disagrees(day)), evidence: Some(self.span(found.tokens.clone())) });
        }
        let mut days = (0..self.paragraph.len()).filter_map(|at| Some((at, date::full(&self.paragraph, at)?)));
        let (at, (day, end)) = days.next()?;
        let weekday = (0..self.paragraph.len()).find_map(|at| Some((at, RULES.dates.weekdays.at(&self.paragraph, at)?)));
        let disagreeing = weekday.filter(|(_, (_, weekday))| **weekday != day.weekday()).map(|(at, (length, _))| at..at + length);
        let evidence = disagreeing.as_ref().map_or(at..end, |word| at.min(word.start)..end.max(word.end));
        Some(Published { days: Days::day(day), origin: origin(disagreeing.is_some()), evidence: Some(self.span(evidence)) })
    }

    fn inferred(&self) -> Option<Published> {
        let inferred = date::infer(&self.paragraph, &self.dates)?;
        let tokens = self.dates[inferred.evidence.0].tokens.start..self.dates[inferred.evidence.1].tokens.end;
        let from = self.paragraph.sentence_start(tokens.start).max(tokens.start.saturating_sub(LONGEST_EVIDENCE));
        Some(Published { days: inferred.days, origin: Origin::Inferred, evidence: Some(self.span(from..tokens.end)) })
    }

    fn dates(&self, context: &Context, told: &mut Vec<Told>) {
        let is_line = self.piece.place == Place::DateLine;
        let mut local = *context;
        for found in &self.dates {
            if let Said::Period(period) = found.said {
                local.year = period.written_year().or(local.year);
            }
            let resolved = date::resolve(found.said, found.role, &local);
            let kind = match (found.said, found.role) {
                _ if is_line => DateKind::Publication,
                (_, Role::Publication) => DateKind::Publication,
                (Said::Period(_), _) => DateKind::Period,
                (_, Role::Citation) => DateKind::Citation,
                (_, Role::Holiday) => DateKind::Holiday,
                _ => DateKind::Event,
            };
            if resolved.is_none() && kind != DateKind::Holiday {
                continue;
            }
            let (days, inferred) = resolved.map_or((None, false), |(days, inferred)| (Some(days), inferred));
            let date = Date { kind, days, origin: origin(inferred), span: self.span(found.tokens.clone()) };
            let is_early = matches!(self.piece.place, Place::Title | Place::Lead) && self.is_early(found.tokens.start);
            let in_lead = is_early && !matches!(found.role, Role::Life | Role::Since);
            let opens_sentence = found.tokens.start - self.paragraph.sentence_start(found.tokens.start) <= LONGEST_OPENING;
            let edge = if kind == DateKind::Event { event::edge(&self.paragraph, &found.tokens) } else { Edge::None };
            let has_year = matches!(found.said, Said::Period(period) if period.days(None).is_some());
            told.push(Told { date, in_lead, has_year, opens_sentence, edge });
        }
        for (issued, tokens) in self.documents.iter().filter_map(|found| found.issued.clone()) {
            if let Some((days, inferred)) = date::resolve(Said::Day(issued), Role::Past, context) {
                let date = Date { kind: DateKind::Citation, days: Some(days), origin: origin(inferred), span: self.span(tokens) };
                told.push(Told { date, in_lead: false, has_year: false, opens_sentence: false, edge: Edge::None });
            }
        }
    }

    fn documents(&self, context: &Context, facts: &mut Facts) {
        for found in &self.documents {
            let issued = found.issued.as_ref().and_then(|(written, _)| date::resolve(Said::Day(*written), Role::Past, context));
            let span = found.document.span.shift(self.piece.start);
            facts.documents.push(document::Document { span, issued: issued.map(|(days, _)| days.first), ..found.document.clone() });
        }
    }

    /// Tells whether a token stands in the first two sentences.
    fn is_early(&self, at: usize) -> bool {
        self.piece.place == Place::Title || (1..=at).filter(|&index| self.paragraph.gap(index) == Break::Stop).count() < 2
    }

    fn people(&self, named: &mut Named<'a>, officials: &mut Vec<Official>) {
        let found = person::people(&self.paragraph, |token| named.last(token).is_some());
        if let Some(person) = named.alone
            && found.is_empty()
            && let Some(titles) = person::only_titles(&self.paragraph)
        {
            let official = &mut officials[person];
            official.province = official.province.take().or_else(|| office::of_titles(&self.paragraph, &titles).map(str::to_owned));
            official.mentions.last_mut().into_iter().for_each(|mention| mention.titles.extend(self.titles(&titles)));
            return;
        }
        for found in &found {
            let titles = self.titles(&found.titles);
            let province = office::province_of(&self.paragraph, found).map(str::to_owned);
            let span = self.span(found.name.clone());
            let name = &self.paragraph.tokens[found.name.clone()];
            let meant = if found.is_reference() { named.last(&name[0]) } else { named.last_marked(name) };
            let index = if let Some(index) = meant {
                officials[index].refer(span, titles);
                index
            } else if found.is_reference() {
                continue;
            } else {
                let surface = self.paragraph.span(found.name.clone()).of(self.paragraph.text);
                let index = *named.people.entry(surface).or_insert_with(|| {
                    let name = identity::name(&self.paragraph, found.name.clone());
                    *named.usual.entry(name.clone()).or_insert_with(|| {
                        officials.push(Official::named(name));
                        officials.len() - 1
                    })
                });
                officials[index].mentions.push(Mention { span, titles });
                named.call(name, self.paragraph.text, index);
                index
            };
            let official = &mut officials[index];
            official.province = official.province.take().or(province);
            named.alone = Some(index);
        }
        named.alone = named.alone.filter(|_| person::stands_alone(&self.paragraph, &found));
    }

    fn titles(&self, titles: &[Range<usize>]) -> Vec<Title> {
        titles.iter().map(|title| Title { text: written(&self.paragraph, title.clone()), span: self.span(title.clone()) }).collect()
    }

    fn bodies(&self, named: &mut Named<'a>, bodies: &mut Vec<Body>) {
        for tokens in body::bodies(&self.paragraph, &taken(&self.documents)) {
            let surface = self.paragraph.span(tokens.clone()).of(self.paragraph.text);
            let canonical = named.bodies.entry(surface).or_insert_with(|| identity::body(&self.paragraph, tokens.clone()));
            let identity::Canonical { name, province } = canonical.clone();
            let span = self.span(tokens.clone());
            if self.goes_on(tokens.end) {
                named.unread.insert(span);
            }
            bodies.push(Body { name, province: province.map(str::to_owned), span });
        }
    }

    /// Tells whether a capitalised word behind a body is neither a name nor a post, but part of something that no rule knows.
    fn goes_on(&self, at: usize) -> bool {
        let paragraph = &self.paragraph;
        let is_title_case = paragraph.tokens.get(at).is_some_and(|token| token.capital == Capital::Title);
        let is_somebody = || paragraph.name_at(at).is_some() || RULES.people.posts.has(paragraph, at) || RULES.people.honorifics.has(paragraph, at);
        is_title_case && paragraph.follows(at) && !is_somebody() && !RULES.bodies.levels.has(paragraph, at)
    }

    fn span(&self, tokens: Range<usize>) -> Span {
        self.paragraph.span(tokens).shift(self.piece.start)
    }
}

/// Returns how a date is known.
const fn origin(is_inferred: bool) -> Origin {
    if is_inferred { Origin::Inferred } else { Origin::Stated }
}

fn taken(documents: &[document::Found]) -> Vec<Range<usize>> {
    documents.iter().map(|found| found.tokens.clone()).collect()
}

/// Returns what stands there, white space put in order.
fn written(paragraph: &Paragraph, tokens: Range<usize>) -> String {
    one_line(paragraph.span(tokens).of(paragraph.text))
}

/// A short name means the one longer body of the article that begins so: `Đảng ủy Khối` is `Đảng ủy Khối các cơ quan tỉnh`.
///
/// `unread` are the places of names before an unknown word: `Tỉnh ủy Sông Lớn` is none of the others.
fn settle_bodies(bodies: &mut [Body], unread: &BTreeSet<Span>) {
    // With the place of the first mention.
    let mut known: BTreeMap<(String, Option<String>), Span> = BTreeMap::new();
    for body in bodies.iter() {
        known.entry((body.name.clone(), body.province.clone())).or_insert(body.span);
    }
    let is_short = |body: &Body| body.province.is_none() && RULES.bodies.short_bodies.contains(body.name.as_str()) && !unread.contains(&body.span);
    for body in bodies.iter_mut().filter(|body| is_short(body)) {
        let begun = format!("{} ", body.name);
        let mut longer = known.range((begun.clone(), None)..).take_while(|((name, _), _)| name.starts_with(&begun));
        if let (Some(((name, province), first)), None) = (longer.next(), longer.next())
            && (*first < body.span || !RULES.bodies.common_bodies.contains(body.name.as_str()))
        {
            (body.name, body.province) = (name.clone(), province.clone());
        }
    }
}

/// Puts whatever names no province of its own into that of the paper.
fn place(facts: &mut Facts, of_paper: Option<&str>) {
    let of_paper = of_paper.map(|name| province::canonical(name).unwrap_or(name));
    let officials = facts.officials.iter_mut().map(|official| &mut official.province);
    let bodies = facts.bodies.iter_mut().map(|body| &mut body.province);
    for province in officials.chain(bodies).filter(|province| province.is_none()) {
        *province = of_paper.map(str::to_owned);
    }
}

/// Gathers what closes dates without a year.
fn context(read: &[Read], published: Option<Published>, inferred: Option<Published>) -> Context {
    let context = gathered(read, published, inferred);
    let happened = |found: &date::Found| matches!(found.said, Said::Day(_) | Said::Range(..)) && matches!(found.role, Role::Past | Role::Future);
    let days = read.iter().filter(|read| read.piece.place != Place::DateLine).flat_map(|read| &read.dates).filter(|found| happened(found));
    let event = days.filter_map(|found| date::resolve(found.said, found.role, &context)).map(|(days, _)| days.first).next();
    Context { event, ..context }
}

fn gathered(read: &[Read], published: Option<Published>, inferred: Option<Published>) -> Context {
    let written = |read: &Read| -> Vec<(Role, Said)> { read.dates.iter().map(|date| (date.role, date.said)).collect() };
    let all: Vec<(Role, Said)> = read.iter().filter(|read| read.piece.place != Place::DateLine).flat_map(written).collect();
    let full = all.iter().filter(|(role, _)| !matches!(role, Role::Holiday | Role::Life));
    let full = full.filter_map(|(_, said)| match said {
        Said::Day(written) => written.in_year(written.year?),
        _ => None,
    });
    let issued = read.iter().flat_map(|read| read.documents.iter().filter_map(|found| found.issued.as_ref()));
    let issued = issued.filter_map(|(written, _)| written.in_year(written.year?));
    let years = || {
        all.iter().filter_map(|(role, said)| match said {
            // `19/5/1890 - 19/5/2018`: an anniversary is kept in the year of the article.
            Said::Day(written) if *role == Role::Holiday => written.year,
            Said::Period(period @ (Period::Year(_) | Period::Month { .. } | Period::Quarter { .. } | Period::Months { .. })) => period.written_year(),
            _ => None,
        })
    };
    Context {
        published: published.map(|published| published.days.first),
        window: inferred.map(|inferred| inferred.days),
        event: None,
        latest: full.chain(issued).max(),
        year: years().max(),
    }
}

/// Returns the years of an article.
fn years(facts: &Facts, told: &[Told]) -> Vec<i16> {
    let mut years: BTreeSet<i16> =
        facts.published.iter().chain(&facts.inferred).flat_map(|published| [published.days.first.year(), published.days.last.year()]).collect();
    years.extend(facts.events.iter().flat_map(|event| [event.days.first.year(), event.days.last.year()]));
    let periods = told.iter().filter(|told| told.date.kind == DateKind::Period && told.in_lead && told.has_year).filter_map(|told| told.date.days);
    years.extend(periods.map(|days| (days.first.year(), days.last.year())).filter(|(first, last)| first == last).map(|(year, _)| year));
    years.into_iter().collect()
}
