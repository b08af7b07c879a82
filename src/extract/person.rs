//! Officials: the people a paragraph names, with the titles it gives them.

use std::ops::Range;

use crate::analysis::{Capital, Kind, Token};

use super::paragraph::{Break, Paragraph};
use super::rules::RULES;
use super::{name, place, title};

/// A person named in a paragraph, with the titles that are said of this person there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    pub name: Range<usize>,
    pub titles: Vec<Range<usize>>,
}

impl Found {
    /// Tells whether only the given name stands here: `đồng chí Chung`. A full name has at least two words.
    pub const fn is_reference(&self) -> bool {
        self.name.end - self.name.start == 1
    }
}

/// Finds the people of a paragraph in the order of their mentions. `given` tells whether somebody before was so called by the given name.
pub fn people(paragraph: &Paragraph, given: impl Fn(&Token) -> bool) -> Vec<Found> {
    let titles = title::titles(paragraph);
    let mut names = persons(paragraph, &titles);
    let references = references(paragraph, &names, &titles, given);
    names.extend(references);
    names.sort_by_key(|name| name.start);
    let addresses = names.iter().map(|name| address_start(paragraph, name.start, &titles)).collect();
    let mut attribution = Attribution { paragraph, names, addresses, owners: vec![Vec::new(); titles.len()], titles };
    attribution.run();
    attribution.into_people()
}

/// Tells whether nothing but the name of somebody and words of address stands in a paragraph: posts may stand in the next one.
pub fn stands_alone(paragraph: &Paragraph, people: &[Found]) -> bool {
    let [Found { name, titles }] = people else { return false };
    titles.is_empty() && name.len() > 1 && name.end == paragraph.len() && address_start(paragraph, name.start, &[]) == 0
}

/// Returns the titles of a paragraph that says nothing else: `Bí thư Tỉnh ủy, Chủ tịch HĐND tỉnh`.
pub fn only_titles(paragraph: &Paragraph) -> Option<Vec<Range<usize>>> {
    let titles = title::titles(paragraph);
    let joins = |end: usize, start: usize| {
        let by_word =
            RULES.people.and.at(paragraph, end).map(|(length, ())| length).or(RULES.people.assigns.at(paragraph, end).map(|(length, ())| length));
        end == start || by_word.is_some_and(|length| end + length == start)
    };
    let is_whole = titles.first()?.start == 0 && titles.last()?.end == paragraph.len();
    (is_whole && titles.windows(2).all(|pair| joins(pair[0].end, pair[1].start))).then_some(titles)
}

/// Returns the names that are somebody's. What goes on a list of streets is a street: `đường Huỳnh Tấn Phát, An Dương Vương`.
fn persons(paragraph: &Paragraph, titles: &[Range<usize>]) -> Vec<Range<usize>> {
    let mut persons = Vec::new();
    let mut thing_ends = None;
    for name in &paragraph.names {
        let goes_on_list = thing_ends == Some(name.start) && paragraph.gap(name.start) == Break::Comma;
        match judge(paragraph, name, titles) {
            Judgement::Person => persons.push(name.clone()),
            Judgement::Likely if !goes_on_list => persons.push(name.clone()),
            Judgement::Likely | Judgement::Thing => thing_ends = Some(name.end),
            Judgement::Nobody if goes_on_people(paragraph, &persons, name) => persons.push(name.clone()),
            Judgement::Nobody => {}
        }
    }
    persons
}

/// Tells whether a short name goes on a list of people: `bà Rơ Châm H'Phik, Siu Hương`.
fn goes_on_people(paragraph: &Paragraph, persons: &[Range<usize>], name: &Range<usize>) -> bool {
    let by_comma = persons.last().is_some_and(|last| last.end == name.start) && paragraph.gap(name.start) == Break::Comma;
    let ends = name.end == paragraph.len() || matches!(paragraph.gap(name.end), Break::Comma | Break::Semicolon | Break::Stop);
    by_comma && ends && place::known_end(paragraph, name.start).is_none()
}

/// Finds the given names behind words of address by which people are called who were named in full before.
fn references(paragraph: &Paragraph, names: &[Range<usize>], titles: &[Range<usize>], given: impl Fn(&Token) -> bool) -> Vec<Range<usize>> {
    let is_taken = |at: usize| names.iter().chain(titles).any(|other| other.contains(&at));
    let goes_on = |at: usize| paragraph.is_capitalised(at + 1) && paragraph.joins(at + 1);
    let is_called = |at: usize| {
        let token = &paragraph.tokens[at];
        let named_here = || names.iter().any(|name| name.end <= at && paragraph.tokens[name.end - 1].exact == token.exact);
        token.capital == Capital::Title && !goes_on(at) && (given(token) || named_here())
    };
    let is_addressed = |at: usize| at > 0 && paragraph.follows(at) && RULES.people.honorifics.before(paragraph, at, 3).is_some();
    // The address first: it is the cheaper question.
    (0..paragraph.len()).filter(|&at| is_addressed(at) && is_called(at) && !is_taken(at)).map(|at| at..at + 1).collect()
}

/// What a name is here.
enum Judgement {
    /// Something says so.
    Person,
    /// It is written like a person's name, and nothing speaks against it.
    Likely,
    /// A street, a school, a place called so.
    Thing,
    /// Too short to tell, or part of something else.
    Nobody,
}

/// Tells whether a name is a person's here, or that of a street, a school or a place.
fn judge(paragraph: &Paragraph, name: &Range<usize>, titles: &[Range<usize>]) -> Judgement {
    let start = name.start;
    if titles.iter().any(|title| title.start < name.end && start < title.end) {
        return Judgement::Nobody;
    }
    let joins = start > 0 && paragraph.joins(start);
    // `2 đồng chí Khơ Mú`
    if RULES.people.peoples.at(paragraph, start).is_some_and(|(length, ())| length == name.len()) {
        return Judgement::Nobody;
    }
    if joins && RULES.people.founded.before(paragraph, start, 4).is_some() {
        return Judgement::Thing;
    }
    let is_addressed = joins && RULES.people.honorifics.before(paragraph, start, 5).is_some();
    let behind_title = titles.iter().any(|title| title.end == start) && paragraph.follows(start);
    let before_title =
        matches!(paragraph.gap(name.end), Break::Comma | Break::Dash | Break::Open) && titles.iter().any(|title| title.start == name.end);
    if is_addressed || behind_title || before_title {
        return Judgement::Person;
    }
    // `hẻm 193 Lê Trọng Tấn`, but `thương binh 1/4 Lê Trọng Tấn`
    let behind_number = joins && paragraph.tokens[start - 1].kind == Kind::Number && paragraph.gap(start - 1) != Break::Slash;
    if behind_number || joins && RULES.people.no_person.before(paragraph, start, 4).is_some() {
        return Judgement::Thing;
    }
    if paragraph.evident_names().contains(name) {
        return Judgement::Person;
    }
    if RULES.bodies.historic.at(paragraph, start).is_some_and(|(length, ())| length == name.len()) {
        return Judgement::Nobody;
    }
    let looks_like_one = name.len() >= 3 || name::is_frequent(&paragraph.tokens[start]) && name::is_given(&paragraph.tokens[name.end - 1]);
    // `U Huấn trưởng thôn`
    let before_post = paragraph.gap(name.end) == Break::Space && titles.binary_search_by_key(&name.end, |title| title.start).is_ok();
    if looks_like_one || before_post { Judgement::Likely } else { Judgement::Nobody }
}

/// Who holds which title.
struct Attribution<'a> {
    paragraph: &'a Paragraph<'a>,
    names: Vec<Range<usize>>,
    /// For each name where the words of address before it begin.
    addresses: Vec<usize>,
    titles: Vec<Range<usize>>,
    /// For each title the people who hold it.
    owners: Vec<Vec<usize>>,
}

impl Attribution<'_> {
    fn run(&mut self) {
        for title in 0..self.titles.len() {
            if let Some(person) = self.named_behind(title) {
                self.owners[title] = vec![person];
            }
        }
        for title in 0..self.titles.len() {
            if self.owners[title].is_empty() {
                self.owners[title] = self
                    .listed_behind(title)
                    .or_else(|| self.linked_before(title))
                    .or_else(|| self.assigned(title))
                    .or_else(|| self.former(title))
                    .or_else(|| self.named_right_before(title))
                    .unwrap_or_default();
            }
        }
        self.chain_before_names();
    }

    fn into_people(self) -> Vec<Found> {
        let mut people: Vec<Found> = self.names.into_iter().map(|name| Found { name, titles: Vec::new() }).collect();
        for (title, owners) in self.titles.iter().zip(self.owners) {
            for owner in owners {
                people[owner].titles.push(title.clone());
            }
        }
        people
    }

    /// Returns who is named right behind a title: `Phó Bí thư Tỉnh ủy Phạm Minh Tấn`, `Bí thư Huyện ủy, đồng chí Lò Văn Muôn`.
    fn named_behind(&self, title: usize) -> Option<usize> {
        let end = self.titles[title].end;
        let linked = RULES.people.links.at(self.paragraph, end).map_or(end, |(length, ())| end + length);
        let person = self.addresses.iter().position(|&start| start == end || start == linked)?;
        if self.addresses[person] == linked && linked != end {
            return Some(person);
        }
        let is_addressed = self.names[person].start != end;
        let follows = end == self.addresses[person] && self.paragraph.follows(end);
        // `Làm Bí thư Chi bộ kiêm Trưởng thôn, ông X`: with a comma only where nobody before could hold it.
        let leads = is_addressed && self.paragraph.gap(end) == Break::Comma && self.begins_clause(title);
        (follows || leads).then_some(person)
    }

    /// Tells whether nobody before a title in its sentence could hold it.
    fn begins_clause(&self, title: usize) -> bool {
        let start = self.titles[title].start;
        let sentence = self.paragraph.sentence_start(start);
        !self.names.iter().any(|name| name.start >= sentence && name.end <= start)
    }

    /// Titles in a row before the one that stands with its name: `Ủy viên Ban Thường vụ, Bí thư Huyện ủy Lò Văn Muôn`.
    fn chain_before_names(&mut self) {
        for title in (1..self.titles.len()).rev() {
            let before = title - 1;
            let start = self.titles[title].start;
            let end = self.titles[before].end;
            let by_word = end < start && RULES.people.assigns.at(self.paragraph, end).is_some_and(|(length, ())| end + length == start);
            let chained = (end == start && self.paragraph.gap(start) == Break::Comma) || by_word;
            if chained && self.owners[before].is_empty() && self.names.iter().any(|name| name.start >= self.titles[title].end) {
                self.owners[before] = self.owners[title].clone();
            }
        }
    }

    /// Returns the people of a list that begins behind a title: `các đồng chí Phó Chủ tịch UBND tỉnh: A, B`.
    fn listed_behind(&self, title: usize) -> Option<Vec<usize>> {
        let Range { start, end } = self.titles[title];
        if self.paragraph.gap(end) != Break::Colon || end >= self.paragraph.len() {
            return None;
        }
        let is_plural =
            RULES.people.plural_address.before(self.paragraph, start, 3).is_some() || RULES.bodies.plurals.before(self.paragraph, start, 2).is_some();
        let mut listed = Vec::new();
        let mut at = end;
        for (person, name) in self.names.iter().enumerate().filter(|(_, name)| name.start >= end) {
            let crosses = (at + 1..=name.start).any(|index| matches!(self.paragraph.gap(index), Break::Stop | Break::Semicolon | Break::Colon));
            if crosses {
                break;
            }
            listed.push(person);
            at = name.end;
        }
        (is_plural && !listed.is_empty()).then_some(listed)
    }

    /// Returns who holds what stands right before: `Trần Văn Chung - Phó Bí thư Tỉnh ủy, Chủ tịch HĐND tỉnh`.
    fn linked_before(&self, title: usize) -> Option<Vec<usize>> {
        let start = self.titles[title].start;
        let mut end = self.before_parenthesis(start);
        let sign = self.paragraph.gap(start);
        let joined_by_word = sign == Break::Space || sign == Break::None;
        if joined_by_word {
            end = start.checked_sub(1).filter(|&word| RULES.people.and.has(self.paragraph, word))?;
        }
        let near = joined_by_word || end != start || matches!(sign, Break::Comma | Break::Dash | Break::Open | Break::Colon);
        let holder = self.owner_of_what_ends_at(end, title)?;
        let is_name = self.names.iter().any(|name| name.end == end);
        (near && !(joined_by_word && is_name)).then_some(holder)
    }

    /// Returns who is named before a title without any sign between them: `anh U Huấn trưởng thôn`.
    fn named_right_before(&self, title: usize) -> Option<Vec<usize>> {
        let start = self.titles[title].start;
        let person = self.names.binary_search_by_key(&start, |name| name.end).ok().filter(|_| self.paragraph.gap(start) == Break::Space)?;
        Some(vec![person])
    }

    fn owner_of_what_ends_at(&self, end: usize, before: usize) -> Option<Vec<usize>> {
        if let Some(person) = self.names.iter().position(|name| name.end == end) {
            return Some(vec![person]);
        }
        let previous = before.checked_sub(1)?;
        let own = &self.owners[previous];
        (self.titles[previous].end == end && !own.is_empty()).then(|| own.clone())
    }

    /// Returns whom a title is given to in words: `đồng chí A được bầu giữ chức Bí thư Huyện ủy`.
    ///
    /// It is the last person named before, in the same paragraph; of a list that ends with this person, everybody.
    fn assigned(&self, title: usize) -> Option<Vec<usize>> {
        let start = self.titles[title].start;
        let (length, ()) = RULES.people.assigns.before(self.paragraph, start, 6)?;
        let person = self.names.iter().rposition(|name| name.end <= start)?;
        let sentence = self.paragraph.sentence_start(start);
        let verb = start - length;
        // `là` says something of its own subject only.
        let is_weak = length == 1;
        let is_near =
            self.names[person].end == verb || self.paragraph.gap(self.names[person].end) != Break::Space && self.names[person].start >= sentence;
        let is_told_of = self.names[person].start >= sentence
            || RULES.people.honorifics.has(self.paragraph, sentence)
            || RULES.people.since.has(self.paragraph, sentence);
        if is_weak && !is_near && !is_told_of {
            return None;
        }
        Some(self.list_that_ends_with(person))
    }

    /// Returns where the words end that stand before a remark in brackets: `Chủ nhiệm hợp tác xã (1979 - 1983), Bí thư Huyện đoàn`.
    fn before_parenthesis(&self, start: usize) -> usize {
        let opening = (start.saturating_sub(6)..start).rev().find(|&at| self.paragraph.gap(at) == Break::Open);
        let is_closed = start > 0 && start < self.paragraph.len() && {
            let between = &self.paragraph.text[self.paragraph.tokens[start - 1].span.end..self.paragraph.tokens[start].span.start];
            between.starts_with(')')
        };
        opening.filter(|_| is_closed).unwrap_or(start)
    }

    /// Returns who once held a post, told behind other things: `đồng chí A, sinh ngày …, nguyên Bí thư Huyện ủy`.
    fn former(&self, title: usize) -> Option<Vec<usize>> {
        let start = self.titles[title].start;
        let is_former = RULES.people.post_prefixes.has(self.paragraph, start) && matches!(self.paragraph.gap(start), Break::Comma | Break::Semicolon);
        let sentence = self.paragraph.sentence_start(start);
        let person = self.names.iter().rposition(|name| name.end <= start && name.start >= sentence).filter(|_| is_former)?;
        Some(vec![person])
    }

    /// Returns the people who are named in a row with the last one, none with titles of their own: `các đồng chí A, B và C`.
    fn list_that_ends_with(&self, last: usize) -> Vec<usize> {
        let mut listed = vec![last];
        for person in (0..last).rev() {
            let name = &self.names[person];
            let between = self.addresses[person + 1].saturating_sub(name.end);
            let joined = match between {
                0 => self.paragraph.gap(name.end) == Break::Comma,
                1 => RULES.people.and.has(self.paragraph, name.end),
                _ => false,
            };
            if !joined {
                break;
            }
            listed.insert(0, person);
        }
        let is_list = RULES.people.plural_address.before(self.paragraph, self.names[listed[0]].start, 3).is_some();
        if is_list { listed } else { vec![last] }
    }
}

/// Returns where the words of address before a name begin. A title before them is none of them: `Thủ tướng Phạm Minh Chính`.
fn address_start(paragraph: &Paragraph, name: usize, titles: &[Range<usize>]) -> usize {
    let ends_title = |at: usize| titles.binary_search_by_key(&at, |title| title.end).is_ok();
    let mut start = name;
    while start > 0 && paragraph.joins(start) && !ends_title(start) {
        match RULES.people.honorifics.before(paragraph, start, 5) {
            Some((length, _)) => start -= length,
            None => break,
        }
    }
    start
}
