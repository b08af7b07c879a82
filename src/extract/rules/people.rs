//! The words that people and their posts are read by.

use super::{table, words};
use crate::extract::lexicon::{Lexicon, Vocabulary};
use crate::extract::title::{self, TitleHead};

pub struct PersonRules {
    pub posts: Lexicon<TitleHead>,
    pub post_prefixes: Lexicon<()>,
    /// Words that end with what else would begin a post: `chính quyền`.
    pub before_prefixes: Lexicon<()>,
    pub post_modifiers: Lexicon<()>,
    pub organisations: Lexicon<()>,
    pub organisation_words: Lexicon<()>,
    pub honorifics: Lexicon<()>,
    pub plural_address: Lexicon<()>,
    pub and: Lexicon<()>,
    pub since: Lexicon<()>,
    pub not_names: Lexicon<()>,
    pub links: Lexicon<()>,
    pub countries: Lexicon<()>,
    pub assigns: Lexicon<()>,
    pub no_person: Lexicon<()>,
    pub peoples: Lexicon<()>,
    /// What is called after its founder even behind a post: `Trưởng Văn phòng luật sư Vạn Lý`.
    pub founded: Lexicon<()>,
    pub speech: Lexicon<()>,
}

impl PersonRules {
    pub fn new(v: &mut Vocabulary) -> Self {
        Self {
            posts: Lexicon::new(v, title::heads()),
            post_prefixes: words(v, "nguyên | cựu | quyền | Q | tân | đương kim"),
            before_prefixes: words(v, "chính | cầm | thẩm | nhân | đặc | ủy | tác | bản | pháp | phân | hải | lộng"),
            post_modifiers: words(v, "Thường trực | chuyên trách | phụ trách | danh dự | thứ nhất | dự khuyết | lâm thời | TT | phụ trách chung"),
            organisations: table(v, include_str!("../data/organisations.txt")),
            organisation_words: table(v, include_str!("../data/organisation_words.txt")),
            honorifics: table(v, include_str!("../data/address.txt")),
            plural_address: words(
                v,
                "các đồng chí | các đ/c | các ông | các ông, bà | các bà | các anh | các chị | hai đồng chí | ba đồng chí | 2 đồng chí | 3 đồng chí | hai ông | đồng chí",
            ),
            and: words(v, "và | cùng"),
            since: words(v, "từ | từ năm | năm | tháng | ngày | sau đó | đến | trước đó | nay | trong | khi | tại | hiện nay"),
            not_names: words(
                v,
                "Việt | Đảng | Bác Hồ | Nhà | Cách mạng | Quốc | Trung | Đại hội | Nghị | Tết | Liên | Bộ | Sở | Ban | Phòng | Khối | Hội | Đoàn | Mặt trận | Công | Huân | Bằng | Kỷ | Giấy | Cờ | Covid | Già Noel | Theo | Khi | Trong | Sau | Trước | Với | Còn | Tại | Từ | Cùng | Đến | Được | Thủ | Chính | Trường | Tỉnh | Thành phố | Huyện | Xã | Phường | Quận | Thị | Viện | Nhân | Đồng chí | Ông | Bà | Anh hùng | Chị | Em",
            ),
            links: words(v, "là | gồm | đối với | của | cho | do"),
            countries: words(v, COUNTRIES),
            assigns: words(v, title::ASSIGNS),
            no_person: words(v, title::NO_PERSON),
            peoples: table(v, include_str!("../data/peoples.txt")),
            founded: words(v, "văn phòng luật sư | văn phòng luật | văn phòng công chứng | công ty luật | doanh nghiệp tư nhân | DNTN"),
            speech: words(
                v,
                "cho biết | cho hay | nói | cho rằng | tuyên bố | phát biểu | khẳng định | nhận định | chia sẻ | viết | kể | nhấn mạnh | bày tỏ | thừa nhận | đăng | trả lời | thông báo | cảnh báo | phân tích | đánh giá | tiết lộ | xác nhận",
            ),
        }
    }
}

/// Countries, as papers call them.
pub const COUNTRIES: &str = "Mỹ | Hoa Kỳ | Nga | Trung Quốc | Lào | Campuchia | Cam-pu-chia | Nhật Bản | Hàn Quốc | Triều Tiên | Pháp | Đức | Anh | Ấn Độ | Cuba | Cu-ba | Iran | Israel | Indonesia | Malaysia | Philippines | Singapore \
    | Thái Lan | Myanmar | Ukraine | Ba Lan | Italia | Ý | Tây Ban Nha | Canada | Úc | Australia | Brazil | Thổ Nhĩ Kỳ | Syria | Venezuela | Đài Loan | Hồng Kông | EU | Nam Phi | Ai Cập | Pakistan | New Zealand | Hà Lan | Bỉ | Thụy Sĩ | Thụy Điển \
    | Na Uy | Phần Lan | Mông Cổ | Bangladesh | Việt Nam | CHXHCN Việt Nam | nước CHXHCN Việt Nam | Mexico | Argentina | Chile | Peru | Belarus | Kazakhstan | Saudi Arabia | Qatar | Iraq | Afghanistan | Libya | Yemen | Hungary | Séc | Rumani | Bulgaria | Hy Lạp | Bồ Đào Nha | Áo | Đan Mạch | Cam Bốt | Ecuador | Ai-len | Ireland | Scotland | Anh quốc | Liên Xô | Colombia | Bolivia | Ethiopia | Nigeria | Kenya | Zimbabwe | Sudan | Jordan | Lebanon | Li-băng | Kuwait | Oman | UAE | Nepal | Sri Lanka | Bhutan | Maldives | Brunei | Đông Timor | Papua New Guinea | Fiji | Panama | Nicaragua | Guatemala | Honduras | El Salvador | Cộng hòa Dominica | Haiti | Jamaica | Uruguay | Paraguay | Croatia | Serbia | Slovenia | Slovakia | Estonia | Latvia | Litva | Lithuania | Moldova | Gruzia | Georgia | Armenia | Azerbaijan | Uzbekistan | Turkmenistan | Tajikistan | Kyrgyzstan | Síp | Malta | Iceland | Luxembourg | Monaco | Maroc | Algeria | Tunisia | Angola | Mozambique | Tanzania | Ghana | Senegal | Mali | Congo | Rwanda | Uganda | Hồng Công | Ma Cao | Vatican | Palestine | Catalonia | Crimea";
