//! The ranking fixture: groups of people whose names differ only in marks, each in several articles.
//!
//! `Nguyễn Văn Hùng`, `Nguyễn Văn Hưng` and `Nguyễn Văn Hứng` fold to the same name. Asked with marks, only the right man may be found;
//! asked without, all of them. Between them stand articles that hold every syllable of the name, but of other people.

use super::lists;
use super::people::{Official, without_marks};
use super::random::Random;
use super::story::Filler;
use super::{Article, Generator};

/// People whose names are the same without marks.
#[derive(Clone, Debug)]
pub struct Namesakes {
    /// The name without marks: `nguyen van hung`.
    pub unmarked: String,
    /// At least two.
    pub spellings: Vec<Spelling>,
}

/// One of them, with the articles that name him.
#[derive(Clone, Debug)]
pub struct Spelling {
    pub name: String,
    /// The ids of the articles in which this very name stands; it stands in no other.
    pub articles: Vec<String>,
}

/// Given names that differ only in marks, all of them in use.
const GIVEN: [&str; 24] = [
    "Hùng Hưng Hứng",
    "Thành Thanh Thạnh",
    "Dũng Dung Dụng",
    "Tuấn Tuân Tuần",
    "Hải Hai Hài",
    "Hà Hạ Há",
    "Tú Tư Tự",
    "Lân Lan Lắn",
    "Cường Cương",
    "Phương Phượng",
    "Quý Quy Quỳ",
    "Tiến Tiên Tiền",
    "Hiền Hiển Hiến",
    "Thủy Thúy Thụy",
    "Vinh Vĩnh",
    "Bình Bính",
    "Thắng Thăng",
    "Khánh Khanh",
    "Chung Chúng Chưng",
    "Hiếu Hiểu Hiệu",
    "Toàn Toán Toan",
    "Kiên Kiến",
    "Lương Lượng Lường",
    "Thuận Thuần",
];
/// The beginnings, of which some differ in marks as well.
const BEGINNINGS: [&str; 10] =
    ["Nguyễn Văn", "Trần Văn", "Lê Thị", "Phạm Minh", "Hoàng Đình", "Võ Thanh", "Đặng Ngọc", "Bùi Quang", "Đỗ Xuân", "Nguyễn Thế"];
/// Middle names by which a fourth namesake differs: `Vân` for `Văn`.
const OTHER_MIDDLES: [(&str, &str); 3] = [(" Văn", " Vân"), (" Thế", " Thể"), (" Đình", " Định")];

/// Makes up `groups` groups of namesakes (at most 240) and the articles they stand in, in no telling order.
pub fn ambiguous_names(seed: u64, groups: usize) -> (Vec<Namesakes>, Vec<Article>) {
    assert!(groups <= GIVEN.len() * BEGINNINGS.len(), "there are only {} groups", GIVEN.len() * BEGINNINGS.len());
    let names: Vec<Vec<String>> = (0..groups).map(names_of_group).collect();
    let unmarked: Vec<String> = names.iter().map(|names| without_marks(&names[0])).collect();
    let generator = Generator::avoiding(seed, unmarked.clone());
    let mut articles = Vec::new();
    let mut found = Vec::new();
    for (group, (names, unmarked)) in names.iter().zip(unmarked).enumerate() {
        let random = &mut Random::new(seed, 1 << 40 | group as u64);
        let spellings = names.iter().map(|name| articles_of(name, &generator, random, &mut articles)).collect();
        for (index, decoys) in decoys(&names[0], &generator, random).into_iter().enumerate() {
            articles.push(Article { id: format!("{}-khac-{index}", slug(&unmarked)), ..decoys });
        }
        found.push(Namesakes { unmarked, spellings });
    }
    shuffle(&mut articles, &mut Random::new(seed, 1 << 41));
    (found, articles)
}

fn names_of_group(group: usize) -> Vec<String> {
    // Both lists are walked at once, so that the first groups differ in everything.
    let beginning = BEGINNINGS[(group + group / GIVEN.len()) % BEGINNINGS.len()];
    let mut names: Vec<String> = GIVEN[group % GIVEN.len()].split(' ').map(|given| format!("{beginning} {given}")).collect();
    for (middle, other) in OTHER_MIDDLES {
        if beginning.ends_with(middle) {
            names.push(names[0].replace(middle, other));
        }
    }
    names
}

/// Writes two to five articles about somebody of this name.
fn articles_of(name: &str, generator: &Generator, random: &mut Random, articles: &mut Vec<Article>) -> Spelling {
    let mut ids = Vec::new();
    for _ in 0..random.between(2, 5) {
        let id = format!("dong-ten-{:05}", articles.len());
        let post = Filler { random, province: &generator.provinces[0] }.fill("{post}");
        let official = Official { name: name.to_owned(), post };
        articles.push(generator.article_about(&id, random, &official));
        ids.push(id);
    }
    Spelling { name: name.to_owned(), articles: ids }
}

/// Writes articles that hold every syllable of a name, but as parts of other people's names.
fn decoys(name: &str, generator: &Generator, random: &mut Random) -> Vec<Article> {
    let (beginning, given) = name.rsplit_once(' ').expect("a full name has several syllables");
    let surname = lists::draw("surname", random);
    let others = [format!("{surname} Gia {given}"), format!("{beginning} Khởi"), format!("{surname} {}", beginning.replacen(' ', " Nhật ", 1))];
    let article = |other: &String| {
        let official = Official { name: other.clone(), post: "Trưởng Ban Tổ chức Huyện ủy".to_owned() };
        let mut article = generator.article_about("", random, &official);
        for other in &others {
            article.body.push_str(&format!("\nĐồng chí {other} cũng có mặt."));
        }
        article
    };
    others.iter().map(article).collect()
}

fn slug(unmarked: &str) -> String {
    unmarked.replace(' ', "-")
}

fn shuffle(articles: &mut [Article], random: &mut Random) {
    for last in (1..articles.len()).rev() {
        articles.swap(last, random.below(last as u64 + 1) as usize);
    }
}
