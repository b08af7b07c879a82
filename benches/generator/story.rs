//! From lists to prose: templates are filled, first with what every province has, then with what one article is about.

use super::calendar::Day;
use super::lists;
use super::people::{Avoided, Official, Province, name_of, woman};
use super::random::Random;

/// Fills templates that need no article around them.
pub struct Filler<'a> {
    pub random: &'a mut Random,
    pub province: &'a Province,
}

impl Filler<'_> {
    /// Replaces every `{slot}` of a template, and every slot of what comes in.
    pub fn fill(&mut self, template: &str) -> String {
        fill(template, &mut |slot| self.slot(slot))
    }

    /// Returns what stands in a slot of this name; it may hold slots again.
    fn slot(&mut self, slot: &str) -> String {
        let random = &mut *self.random;
        match slot {
            "n" => random.between(1, 399).to_string(),
            "count" => random.between(2, 45).to_string(),
            "number" => thousands(random),
            "percent" => format!("{},{}%", random.between(51, 99), random.below(10)),
            "money" if random.chance(50) => format!("{},{} tỷ", random.between(1, 900), random.below(10)),
            "money" => format!("{} triệu", random.between(2, 190) * 5),
            "district" => random.one_of(&self.province.districts).clone(),
            "province" => self.province.name.to_owned(),
            "invented" => invented(random),
            list => lists::draw(list, random).to_owned(),
        }
    }
}

/// One article while it is being written.
pub struct Story<'a> {
    pub filler: Filler<'a>,
    pub avoided: &'a Avoided,
    pub day: Day,
    /// Whom it is about, the most important one first; not empty.
    pub cast: Vec<Official>,
    pub body: String,
    pub place: String,
    last_named: usize,
    named: usize,
}

impl<'a> Story<'a> {
    pub fn new(mut filler: Filler<'a>, avoided: &'a Avoided, day: Day, cast: Vec<Official>) -> Self {
        let body = filler.fill("{body}");
        let place = if filler.random.chance(50) { "huyện {district}" } else { "{commune}" };
        let place = filler.fill(place);
        Self { filler, avoided, day, cast, body, place, last_named: 0, named: 0 }
    }

    /// Writes the title.
    pub fn title(&mut self) -> String {
        self.sentence("{title}")
    }

    /// Writes lead, body and closing, one paragraph a line.
    pub fn text(&mut self) -> String {
        let mut paragraphs = vec![self.sentence("{lead}")];
        for _ in 0..self.filler.random.between(3, 9) {
            let sentences = self.filler.random.between(1, 5);
            // News reports, and now and then it tells.
            let kind = if self.filler.random.chance(35) { "{sentence_of_life}" } else { "{sentence}" };
            let paragraph: Vec<String> = (0..sentences).map(|_| self.sentence(kind)).collect();
            paragraphs.push(paragraph.join(" "));
        }
        paragraphs.push(self.sentence("{closing}"));
        paragraphs.join("\n")
    }

    fn sentence(&mut self, template: &str) -> String {
        let sentence = fill(template, &mut |slot| self.slot(slot));
        let mut chars = sentence.chars();
        chars.next().map_or(String::new(), |first| first.to_uppercase().chain(chars).collect())
    }

    fn slot(&mut self, slot: &str) -> String {
        let random = &mut *self.filler.random;
        match slot {
            "PERSON" => {
                let official = self.name_someone();
                format!("đồng chí {}, {}", official.name, official.post)
            }
            "PERSONNAME" => self.name_someone().name.clone(),
            "GIVEN" => given(&self.cast[self.last_named].name).to_owned(),
            "LEAD" => self.cast[0].name.clone(),
            "CITIZEN" => name_of(random, self.avoided),
            "CITIZENWOMAN" => woman(random, self.avoided),
            "BODY" => self.body.clone(),
            "PLACE" => self.place.clone(),
            "PROVINCE" => self.filler.province.name.to_owned(),
            "DAY" => self.day.in_words(random),
            "MONTH" => format!("tháng {}", self.day.month),
            "YEAR" => self.day.year.to_string(),
            "NEXTYEAR" => (self.day.year + 1).to_string(),
            "TERM" => {
                let first = self.day.year / 5 * 5;
                format!("{first}-{}", first + 5)
            }
            other => self.filler.slot(other),
        }
    }

    /// Chooses who is named next: everyone once, then whoever comes.
    fn name_someone(&mut self) -> &Official {
        let next = self.named;
        self.named += 1;
        self.last_named = if next < self.cast.len() { next } else { self.filler.random.ranked(self.cast.len()) };
        &self.cast[self.last_named]
    }
}

fn fill(template: &str, slot: &mut dyn FnMut(&str) -> String) -> String {
    let mut filled = String::with_capacity(template.len() * 2);
    let mut rest = template;
    while let Some((before, behind)) = rest.split_once('{') {
        let (name, behind) = behind.split_once('}').expect("a slot is closed");
        filled.push_str(before);
        let entry = slot(name);
        if entry.contains('{') {
            filled.push_str(&fill(&entry, slot))
        } else {
            filled.push_str(&entry)
        }
        rest = behind;
    }
    filled + rest
}

/// Returns the last syllable of a name, by which people are called: `Trần Văn Chung` ⇒ `Chung`.
fn given(name: &str) -> &str {
    name.rsplit(' ').next().unwrap_or(name)
}

/// Writes a number as papers do: `224`, `2.397`.
fn thousands(random: &mut Random) -> String {
    let digits = random.between(1, 3);
    let number = random.between(2, 10u64.pow(digits as u32 + 1));
    if number < 1000 { number.to_string() } else { format!("{}.{:03}", number / 1000, number % 1000) }
}

/// Makes up a company's name; hardly any comes twice, like the rare words of any paper.
fn invented(random: &mut Random) -> String {
    const HEADS: [&str; 12] = ["Vina", "Lava", "Tropi", "Meko", "Agri", "Sao", "Delta", "Nova", "Thang", "Pho", "Eco", "Rong"];
    const MIDDLES: [&str; 16] = ["ba", "che", "dro", "fi", "gla", "ko", "lu", "me", "nor", "pri", "ra", "sti", "ta", "ve", "xi", "zo"];
    const TAILS: [&str; 12] = ["tex", "food", "co", "dex", "line", "mex", "tech", "bay", "lux", "farm", "port", "max"];
    format!("{}{}{}{}", random.one_of(&HEADS), random.one_of(&MIDDLES), random.one_of(&MIDDLES), random.one_of(&TAILS))
}
