//! The words that committees, councils and agencies are read by, and the places they belong to.

use std::collections::HashSet;

use super::{COUNTRIES, table, words};
use crate::extract::body::{self, BodyHead, Level};
use crate::extract::lexicon::{Lexicon, Vocabulary};
use crate::extract::province;

pub struct BodyRules {
    pub heads: Lexicon<BodyHead>,
    /// Short forms that are words of the language too: they mean a body only in capitals.
    pub in_capitals: Lexicon<()>,
    pub fields: Lexicon<()>,
    pub levels: Lexicon<Level>,
    pub blocks: Lexicon<()>,
    pub plurals: Lexicon<()>,
    pub each: Lexicon<()>,
    pub of_all: Lexicon<()>,
    pub member: Lexicon<()>,
    pub before_small_heads: Lexicon<()>,
    pub not_places: Lexicon<()>,
    pub historic: Lexicon<()>,
    pub provinces: Lexicon<&'static str>,
    /// What stands before `Hồ Chí Minh` where it is the city.
    pub before_city: Lexicon<()>,
    /// What stands before a former province that much else is called after.
    pub before_former: Lexicon<()>,
    pub usual_bodies: Lexicon<&'static str>,
    pub usual_levels: Lexicon<&'static str>,
    pub central: HashSet<&'static str>,
    pub short_bodies: HashSet<&'static str>,
    pub common_bodies: HashSet<&'static str>,
    pub of: Lexicon<()>,
    pub small_levels: Lexicon<()>,
    pub central_posts: Lexicon<()>,
    /// Words of what is of one place; false for words that only look so.
    pub local: Lexicon<bool>,
    /// Posts that are held beside others: in a committee, in parliament.
    pub members: Lexicon<()>,
    pub other_countries: Lexicon<()>,
}

impl BodyRules {
    pub fn new(v: &mut Vocabulary) -> Self {
        Self {
            heads: Lexicon::new(v, body::heads()),
            in_capitals: words(v, "CA | ĐU | ĐUK"),
            fields: {
                let fields: Vec<String> = body::fields().collect();
                Lexicon::new(v, fields.iter().map(|field| (field.as_str(), ())))
            },
            levels: Lexicon::new(v, body::LEVELS),
            blocks: words(v, body::BLOCKS),
            plurals: words(v, "các | những | mỗi | từng | một số | nhiều | mọi | tất cả | hai | ba | bốn | năm | cấp | từ các"),
            each: words(v, "các | những | mỗi | từng | nhiều"),
            of_all: words(v, "các cấp | cấp | các tỉnh | các huyện | các xã | các phường | hai cấp | 2 cấp | 3 cấp | ba cấp | các địa phương"),
            member: words(v, "viên"),
            before_small_heads: words(
                v,
                "cán | trụ | dịch | nội | đảng | toàn | cơ | nghĩa | nhiệm | sự | vụ | chức | nghiệp | đồng | công | đặc | thường | chuyên | cục | tiến | đi | phục",
            ),
            not_places: words(
                v,
                "khóa | nhiệm kỳ | lần thứ | đại hội | hội nghị | kính | năm | số | đồng chí | ông | bà | tổ chức | chúc | và | ngày | lễ",
            ),
            historic: table(v, include_str!("../data/historic.txt")),
            provinces: province::lexicon(v),
            before_city: words(v, "thành phố | TP | Thành ủy | HĐND | UBND | Đảng bộ | tại | ở"),
            before_former: words(v, "tỉnh | Tỉnh ủy | UBND | HĐND | Tỉnh đoàn | Đảng bộ | UBND tỉnh | HĐND tỉnh"),
            usual_bodies: {
                let usual: Vec<(String, &'static str)> = body::usual().collect();
                Lexicon::new(v, usual.iter().map(|(written, usual)| (written.as_str(), *usual)))
            },
            usual_levels: Lexicon::new(v, body::USUAL_LEVELS),
            central: body::central().collect(),
            short_bodies: body::short().collect(),
            common_bodies: body::common().collect(),
            of: words(v, "của"),
            small_levels: words(v, "xã | phường | huyện | quận | thị xã | thị trấn | thôn | bản | đặc khu"),
            central_posts: words(
                v,
                "Tổng Bí thư | Chủ tịch nước | Phó Chủ tịch nước | Thủ tướng | Phó Thủ tướng | Chủ tịch Quốc hội | Phó Chủ tịch Quốc hội | Bộ trưởng | Thứ trưởng | Ủy viên Bộ Chính trị | Bí thư Trung ương Đảng | Thường trực Ban Bí thư | UVBCT | Tổng Thanh tra | Ủy viên Ban Bí thư | Ủy viên Ủy ban Kiểm tra Trung ương",
            ),
            local: Lexicon::new(v, LOCAL.split('|').map(|word| (word.trim(), true)).chain([("xã hội", false)])),
            members: words(v, "Ủy viên | Đại biểu | Đại biểu Quốc hội | ĐBQH"),
            other_countries: Lexicon::new(
                v,
                COUNTRIES.split('|').map(|country| (country.trim(), ())).filter(|(country, ())| !country.ends_with("Việt Nam")),
            ),
        }
    }
}

const LOCAL: &str = "tỉnh | thành phố | TP | huyện | quận | thị xã | xã | phường | Tỉnh ủy | Thành ủy | Huyện ủy | Quận ủy | Thị ủy | Tỉnh đoàn | Thành đoàn | chi nhánh | khu vực";
