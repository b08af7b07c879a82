//! The words that dates and periods are read by.

use std::collections::HashSet;

use super::words;
use crate::extract::date::Opening;
use crate::extract::lexicon::{Lexicon, Vocabulary};

pub struct DateRules {
    pub day_word: Lexicon<()>,
    pub month_word: Lexicon<()>,
    pub year_word: Lexicon<()>,
    pub months: Lexicon<i8>,
    pub until: Lexicon<()>,
    pub date_triggers: Lexicon<()>,
    pub relative_days: Lexicon<i32>,
    /// 1 for Monday to 7 for Sunday.
    pub weekdays: Lexicon<i8>,
    pub just_past: Lexicon<()>,
    pub opening_words: Lexicon<()>,
    pub closing_words: Lexicon<()>,
    pub after: Lexicon<()>,
    pub counts: Lexicon<i32>,
    pub and_a_half: Lexicon<()>,
    pub at_work: Lexicon<()>,
    pub scores: Lexicon<()>,
    pub units: Lexicon<()>,
    pub feasts: HashSet<(i8, i8)>,
    pub feast_words: Lexicon<()>,
    /// `nhân ngày`, which tells of a feast unless it is the end of a word for people: `công nhân`.
    pub on_occasion: Lexicon<()>,
    pub before_people: Lexicon<()>,
    pub anniversary_words: Lexicon<()>,
    pub life_words: Lexicon<()>,
    pub future_words: Lexicon<()>,
    pub future_behind: Lexicon<()>,
    pub publication_words: Lexicon<()>,
    pub since_when: Lexicon<()>,
    pub lunar: Lexicon<()>,
    pub lunar_years: Lexicon<()>,
    pub to: Lexicon<()>,
    pub periods: Lexicon<Opening>,
    pub month_counts: Lexicon<i8>,
    /// True for the beginning of a year.
    pub parts_of_year: Lexicon<bool>,
    pub quarters: Lexicon<i8>,
    pub review_words: Lexicon<()>,
    pub plan_words: Lexicon<()>,
    pub beginnings: Lexicon<()>,
}

impl DateRules {
    pub fn new(v: &mut Vocabulary) -> Self {
        Self {
            day_word: words(v, "ngày | ký ngày | ra ngày | ban hành ngày"),
            month_word: words(v, "tháng"),
            year_word: words(v, "năm"),
            months: Lexicon::new(v, MONTHS),
            until: words(v, "và | đến | tới | đến hết | cho đến"),
            date_triggers: words(v, DATE_TRIGGERS),
            relative_days: Lexicon::new(v, RELATIVE_DAYS),
            weekdays: Lexicon::new(v, WEEKDAYS),
            just_past: words(v, "tuần qua | tuần trước | vừa qua | vừa rồi"),
            opening_words: words(v, "khai mạc"),
            closing_words: words(v, "bế mạc | kết thúc"),
            after: words(v, "sau | qua"),
            counts: Lexicon::new(v, [("một", 1), ("hai", 2), ("ba", 3), ("bốn", 4), ("năm", 5), ("sáu", 6), ("bảy", 7)]),
            and_a_half: words(v, "rưỡi"),
            at_work: words(v, "làm việc | tranh tài | thi đấu | diễn ra | tổ chức | hội thi | thảo luận | tập trung"),
            scores: words(v, "thắng | thua | hòa | tỷ số | kết quả | với tỷ số | tỉ lệ | tỷ lệ"),
            units: words(v, UNITS),
            feasts: FEASTS.into_iter().collect(),
            feast_words: words(v, FEAST_WORDS),
            on_occasion: words(v, "nhân ngày"),
            before_people: words(
                v,
                "bệnh | công | nạn | cá | doanh | quân | thân | tư | phạm | thương | hôn | nguyên | tù | gia | siêu | tác | hạt | chứng | danh | pháp | yếu",
            ),
            anniversary_words: words(
                v,
                "kỷ niệm | truyền thống | ngày sinh | ngày thành lập | ngày giải phóng | chiến thắng | quốc khánh | thương binh",
            ),
            life_words: words(v, "sinh | sinh ngày | sinh năm | kết nạp | vào Đảng | nhập ngũ"),
            future_words: words(v, "sẽ | dự kiến | sắp | chuẩn bị | trước ngày | chậm nhất | hạn cuối | từ nay đến | kể từ ngày"),
            future_behind: words(v, "tới | sắp tới | tới đây"),
            publication_words: words(v, "cập nhật | cập nhật lúc | đăng lúc | gửi lúc | đăng ngày | ngày đăng | xuất bản lúc | ngày xuất bản"),
            since_when: words(v, "từ | từ ngày | kể từ | kể từ ngày | đến | đến ngày | đến hết ngày | trước | trước ngày | sau | sau ngày"),
            lunar: words(v, "tức ngày | nhằm ngày | tức | nhằm"),
            lunar_years: words(v, LUNAR_YEARS),
            to: words(v, "đến | tới"),
            periods: Lexicon::new(v, PERIODS),
            month_counts: Lexicon::new(v, [("ba tháng", 3), ("sáu tháng", 6), ("chín tháng", 9)]),
            parts_of_year: Lexicon::new(v, PARTS_OF_YEAR),
            quarters: Lexicon::new(v, [("I", 1), ("II", 2), ("III", 3), ("IV", 4), ("một", 1), ("hai", 2), ("ba", 3), ("bốn", 4), ("tư", 4)]),
            review_words: words(v, "tổng kết | sơ kết | đánh giá | kết quả | kiểm điểm | hoàn thành | nhìn lại"),
            plan_words: words(v, "triển khai | phương hướng | nhiệm vụ | kế hoạch | chương trình | phương hướng nhiệm vụ"),
            beginnings: words(v, "tổ chức đại hội | đại hội đại biểu | khai mạc đại hội | bầu cử | đi bầu cử | để bầu | bầu đại biểu"),
        }
    }
}

const MONTHS: [(&str, i8); 13] = [
    ("một", 1),
    ("hai", 2),
    ("ba", 3),
    ("tư", 4),
    ("bốn", 4),
    ("năm", 5),
    ("sáu", 6),
    ("bảy", 7),
    ("tám", 8),
    ("chín", 9),
    ("mười", 10),
    ("mười một", 11),
    ("mười hai", 12),
];

const DATE_TRIGGERS: &str = "ngày | sáng | trưa | chiều | tối | đêm | khuya | rạng sáng | sáng sớm | hôm nay | sáng nay | chiều nay | tối nay | trưa nay | hôm qua \
    | sáng qua | chiều qua | tối qua | đêm qua | hôm | vào | từ | đến | tới | trước | sau | hết ngày | thứ hai | thứ ba | thứ tư | thứ năm | thứ sáu | thứ bảy \
    | chủ nhật | thứ 2 | thứ 3 | thứ 4 | thứ 5 | thứ 6 | thứ 7 | ngày mai | sáng mai | trưa mai | chiều mai | tối mai | đêm mai | trong ngày | trong các ngày | trong hai ngày | trong 2 ngày | trong ba ngày \
    | trong 3 ngày | hai ngày | các ngày | từ ngày | đến ngày | hồi | mùng | mồng | trung tuần | cuối tuần | tuần qua | đúng dịp | dịp | tính đến";

const WEEKDAYS: [(&str, i8); 15] = [
    ("thứ hai", 1),
    ("thứ 2", 1),
    ("thứ ba", 2),
    ("thứ 3", 2),
    ("thứ tư", 3),
    ("thứ 4", 3),
    ("thứ năm", 4),
    ("thứ 5", 4),
    ("thứ sáu", 5),
    ("thứ 6", 5),
    ("thứ bảy", 6),
    ("thứ bẩy", 6),
    ("thứ 7", 6),
    ("chủ nhật", 7),
    ("CN", 7),
];

const RELATIVE_DAYS: [(&str, i32); 22] = [
    ("hôm nay", 0),
    ("sáng nay", 0),
    ("trưa nay", 0),
    ("chiều nay", 0),
    ("tối nay", 0),
    ("đêm nay", 0),
    ("sáng sớm nay", 0),
    ("rạng sáng nay", 0),
    ("hôm qua", -1),
    ("sáng qua", -1),
    ("trưa qua", -1),
    ("chiều qua", -1),
    ("tối qua", -1),
    ("đêm qua", -1),
    ("hôm kia", -2),
    ("ngày mai", 1),
    ("sáng mai", 1),
    ("trưa mai", 1),
    ("chiều mai", 1),
    ("tối mai", 1),
    ("đêm mai", 1),
    ("ngày kia", 2),
];

const UNITS: &str = "tỷ | tỉ | triệu | nghìn | ngàn | trăm | đồng | km | m | m2 | m3 | ha | kg | tấn | tạ | người | đảng viên | đoàn viên | hội viên | điểm | tuổi \
    | lượt | hộ | học sinh | đại biểu | cử tri | phiếu | USD | số đại biểu | tổng số | dân số | suất | cây | phút | giờ | mét | độ";

/// Feasts that are written like dates.
const FEASTS: [(i8, i8); 27] = [
    (1, 1),
    (9, 1),
    (3, 2),
    (3, 3),
    (27, 2),
    (8, 3),
    (26, 3),
    (18, 4),
    (30, 4),
    (1, 5),
    (7, 5),
    (15, 5),
    (19, 5),
    (1, 6),
    (5, 6),
    (21, 6),
    (28, 6),
    (27, 7),
    (28, 7),
    (19, 8),
    (2, 9),
    (10, 10),
    (13, 10),
    (14, 10),
    (20, 10),
    (20, 11),
    (22, 12),
];

const FEAST_WORDS: &str = "đường | phố | quảng trường | kỷ niệm | ngày lễ | nghỉ lễ | dịp | mừng | chào mừng | quốc khánh | quốc tế | phong trào | giải phóng | chiến thắng \
    | truyền thống | thành lập | nhà giáo | thương binh | liệt sĩ | thầy thuốc | phụ nữ | cách mạng tháng tám | ngày sinh | quốc tế lao động | công viên";

const PERIODS: [(&str, Opening); 26] = [
    ("năm", Opening::Year),
    ("các năm", Opening::Year),
    ("những năm", Opening::Year),
    ("năm nay", Opening::RelativeYear(0)),
    ("năm ngoái", Opening::RelativeYear(-1)),
    ("năm trước", Opening::RelativeYear(-1)),
    ("năm sau", Opening::RelativeYear(1)),
    ("năm tới", Opening::RelativeYear(1)),
    ("tháng", Opening::Month),
    ("quý", Opening::Quarter),
    ("nhiệm kỳ", Opening::Term),
    ("nhiệm kì", Opening::Term),
    ("NK", Opening::Term),
    ("khóa", Opening::Term),
    ("niên khóa", Opening::Stage),
    ("giai đoạn", Opening::Stage),
    ("thời kỳ", Opening::Stage),
    ("thập niên", Opening::Decade),
    ("thập kỷ", Opening::Decade),
    ("năm học", Opening::Stage),
    ("5 năm", Opening::Stage),
    ("giữa nhiệm kỳ", Opening::MidTerm),
    ("nửa nhiệm kỳ", Opening::MidTerm),
    ("trong các năm", Opening::Year),
    ("SN", Opening::Year),
    ("sinh năm", Opening::Year),
];

const PARTS_OF_YEAR: [(&str, bool); 6] =
    [("đầu năm", true), ("cuối năm", false), ("đầu", true), ("năm", true), ("của năm", true), ("đầu của năm", true)];

/// The sixty years of the lunar calendar.
const LUNAR_YEARS: &str = "âm lịch | Giáp Tý | Ất Sửu | Bính Dần | Đinh Mão | Mậu Thìn | Kỷ Tỵ | Canh Ngọ | Tân Mùi | Nhâm Thân | Quý Dậu | Giáp Tuất | Ất Hợi | Bính Tý | Đinh Sửu | Mậu Dần | Kỷ Mão | Canh Thìn | Tân Tỵ | Nhâm Ngọ | Quý Mùi | Giáp Thân | Ất Dậu | Bính Tuất | Đinh Hợi | Mậu Tý | Kỷ Sửu | Canh Dần | Tân Mão | Nhâm Thìn | Quý Tỵ | Giáp Ngọ | Ất Mùi | Bính Thân | Đinh Dậu | Mậu Tuất | Kỷ Hợi | Canh Tý | Tân Sửu | Nhâm Dần | Quý Mão | Giáp Thìn | Ất Tỵ | Bính Ngọ | Đinh Mùi | Mậu Thân | Kỷ Dậu | Canh Tuất | Tân Hợi | Nhâm Tý | Quý Sửu | Giáp Dần | Ất Mão | Bính Thìn | Đinh Tỵ | Mậu Ngọ | Kỷ Mùi | Canh Thân | Tân Dậu | Nhâm Tuất | Quý Hợi";
