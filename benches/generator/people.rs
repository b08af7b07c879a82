//! Invented people: names as common as real ones, and officials who keep name, post and province from article to article.

use super::lists;
use super::random::Random;
use super::story::Filler;

/// Somebody who holds a post.
#[derive(Clone)]
pub struct Official {
    pub name: String,
    pub post: String,
}

/// The officials and districts of one province.
pub struct Province {
    pub name: &'static str,
    pub districts: Vec<String>,
    /// The earlier, the more often in the news.
    pub officials: Vec<Official>,
}

/// Names that nobody may bear, written without marks; neither as the whole name nor inside it.
pub type Avoided = Vec<String>;

/// Settles all provinces.
pub fn provinces(seed: u64, avoided: &Avoided) -> Vec<Province> {
    const OFFICIALS: usize = 60;
    let settle = |(index, &name): (usize, &&'static str)| {
        let random = &mut Random::new(seed, u64::MAX - index as u64);
        let place = |random: &mut Random| format!("{} {}", lists::draw("place_head", random), lists::draw("place_tail", random));
        let districts = (0..9).map(|_| place(random)).collect();
        let mut province = Province { name, districts, officials: Vec::new() };
        for _ in 0..OFFICIALS {
            let name = name_of(random, avoided);
            let post = Filler { random, province: &province }.fill("{post}");
            province.officials.push(Official { name, post });
        }
        province
    };
    lists::list("province").entries().iter().enumerate().map(settle).collect()
}

/// Makes up a full name: mostly three syllables, some four, a few of the highlands.
pub fn name_of(random: &mut Random, avoided: &Avoided) -> String {
    loop {
        let name = match random.below(100) {
            0..3 => highland_name(random),
            3..65 => lowland_name(random, "male"),
            _ => lowland_name(random, "female"),
        };
        let unmarked = without_marks(&name);
        if !avoided.iter().any(|avoided| unmarked.contains(avoided.as_str())) {
            return name;
        }
    }
}

/// Makes up the name of a woman of the lowlands.
pub fn woman(random: &mut Random, avoided: &Avoided) -> String {
    loop {
        let name = lowland_name(random, "female");
        if !avoided.contains(&without_marks(&name)) {
            return name;
        }
    }
}

fn lowland_name(random: &mut Random, sex: &str) -> String {
    let (middles, givens) = (format!("{sex}_middle"), format!("{sex}_given"));
    let surname = lists::draw("surname", random);
    let middle = lists::draw(&middles, random);
    let given = lists::draw(&givens, random);
    if random.chance(17) {
        return format!("{surname} {middle} {} {given}", lists::draw(&givens, random));
    }
    format!("{surname} {middle} {given}")
}

fn highland_name(random: &mut Random) -> String {
    let pattern = lists::draw("highland_name", random);
    let name = pattern.replace("{highland_given}", lists::draw("highland_given", random));
    name.replace("{clan}", lists::draw("clan", random))
}

/// Takes all marks away: `Đặng Thị Hòa` ⇒ `dang thi hoa`.
pub fn without_marks(name: &str) -> String {
    use unicode_normalization::UnicodeNormalization;
    let bare = name.nfd().filter(|c| !unicode_normalization::char::is_combining_mark(*c));
    bare.flat_map(char::to_lowercase).map(|c| if c == 'đ' { 'd' } else { c }).collect()
}
