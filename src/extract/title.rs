//! Titles: posts and offices, with the body they are held in: `nguyên Phó Bí thư Thường trực Tỉnh ủy`.

use std::ops::Range;

use super::body;
use super::paragraph::Paragraph;
use super::place;
use super::rules::RULES;

/// What a post needs to be whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TitleHead {
    /// Whole by itself, with a body or without: `Bí thư`, `Chủ tịch`.
    Alone,
    /// Only with a body or an organisation behind it: `Trưởng` (`Ban Tổ chức`), `Chánh` (`Văn phòng`).
    Of,
    /// Whole as it stands, nothing of it follows: `Tỉnh ủy viên`.
    Whole,
    /// With a field or a place behind it: `Bộ trưởng Y tế`, `Trưởng thôn Lùng Chư`.
    OfField,
}

/// Returns the heads.
pub fn heads() -> impl Iterator<Item = (&'static str, TitleHead)> {
    let kinds = [(TitleHead::Alone, ALONE), (TitleHead::Of, OF), (TitleHead::Whole, WHOLE), (TitleHead::OfField, OF_FIELD)];
    kinds.into_iter().flat_map(|(kind, heads)| heads.split('|').map(move |head| (head.trim(), kind)))
}

const ALONE: &str = "Tổng Bí thư | Bí thư | Phó Bí thư | Bí thư thứ nhất | Chủ tịch | Phó Chủ tịch | Phó CT | Chủ nhiệm | Phó Chủ nhiệm | Trưởng ban | Phó Trưởng ban | Phó ban | Giám đốc | Phó Giám đốc \
    | Tổng Giám đốc | Phó Tổng Giám đốc | Tổng Biên tập | Phó Tổng Biên tập | Hiệu trưởng | Phó Hiệu trưởng | Hiệu phó | Viện trưởng | Phó Viện trưởng | Chánh án | Phó Chánh án | Chánh Văn phòng | Phó Chánh Văn phòng \
    | Chánh Thanh tra | Phó Chánh Thanh tra | Trưởng phòng | Phó Trưởng phòng | Phó phòng | Tổng Thư ký | Phó Tổng Thư ký | Chỉ huy trưởng | Phó Chỉ huy trưởng | Chính ủy | Phó Chính ủy \
    | Chính trị viên | Chính trị viên phó | Phó Chính trị viên | Tham mưu trưởng | Phó Tham mưu trưởng | Tư lệnh | Phó Tư lệnh | Đồn trưởng | Phó Đồn trưởng | Đội trưởng | Phó Đội trưởng | Đội phó | Tổ trưởng | Phó Tổ trưởng | Tổ phó \
    | Cục trưởng | Phó Cục trưởng | Cục phó | Vụ trưởng | Phó Vụ trưởng | Tổng cục trưởng | Phó Tổng cục trưởng | Chi cục trưởng | Phó Chi cục trưởng | Hạt trưởng | Viện phó | Trưởng khoa | Phó Trưởng khoa | Trạm trưởng \
    | Ủy viên | Ủy viên Thường trực | Ủy viên Thường vụ | Thư ký | Trợ lý | Tổng thống | Phó Tổng thống | Kế toán trưởng | Tổng Thanh tra | Phó Tổng Thanh tra | Tổng Kiểm toán | Thống đốc | Phó Thống đốc | Chủ tịch Hội đồng quản trị | Chủ tịch HĐQT \
    | Thuyền trưởng | Đại biểu Quốc hội | ĐBQH | Đại biểu | Đại sứ | Thủ trưởng | Trưởng Công an | Phó Trưởng Công an | Trưởng thôn | Trưởng bản | Trưởng buôn | Trưởng ấp | Trưởng khu phố | Trưởng khu \
    | Trưởng tiểu ban | Phó Trưởng tiểu ban | Chi hội trưởng | Chi hội phó | Phó chủ tịch Hội | Phát ngôn viên | Người phát ngôn | Sư đoàn trưởng | Trung đoàn trưởng | Lữ đoàn trưởng \
    | Trưởng Ban Tổ chức | Trưởng Ban Chỉ đạo | Phó Trưởng Ban Chỉ đạo | Nghị sĩ | Thượng nghị sĩ | Hạ nghị sĩ | Xã đội trưởng | Phó Xã đội trưởng | Tỉnh trưởng | Phó Tỉnh trưởng | Ủy viên dự khuyết | Chủ nhiệm Chính trị | Phó Chủ nhiệm Chính trị | Trưởng Ty | Trưởng Công đoàn | Thường trực";
const OF: &str = "Trưởng | Phó Trưởng | Phó | Chánh | Phó Chánh | Cán bộ";
const WHOLE: &str = "Tỉnh ủy viên | Thành ủy viên | Huyện ủy viên | Quận ủy viên | Thị ủy viên | Đảng ủy viên | TUV | UVT.Ư Đảng | UVTW Đảng | UVTW | UVT.Ư | UVBCT | Chủ tịch nước | Phó Chủ tịch nước | Chủ tịch Quốc hội | Phó Chủ tịch Quốc hội \
    | Thủ tướng | Thủ tướng Chính phủ | Phó Thủ tướng | Phó Thủ tướng Chính phủ | Thường trực Ban Bí thư | UVBTVTU | Phó Thủ tướng Thường trực | Phó Thủ tướng Thường trực Chính phủ | Thường trực Ban Bí thư Trung ương Đảng | Chi ủy viên";
const OF_FIELD: &str = "Chuyên viên | Chuyên viên cao cấp | Chuyên viên chính | Công chức | Bộ trưởng | Thứ trưởng | UVBTV | UV BTV | UVBCH | UV BCH | UVTV | UV | Ngoại trưởng | Phó trưởng Công an";

/// Words between a name and a post that it is given.
pub const ASSIGNS: &str = "là | giữ chức | giữ chức vụ | giữ cương vị | được bầu làm | được bầu giữ chức | được bầu giữ chức vụ | kiêm | kiêm giữ chức | đồng thời là | hiện là | nguyên là | làm | với cương vị | được bổ nhiệm giữ chức \
    | được bổ nhiệm làm | được bổ nhiệm giữ chức vụ | tái đắc cử | đắc cử | trúng cử | được giao giữ chức | được giao phụ trách | trên cương vị | nay là | thôi giữ chức | thôi giữ chức vụ | vừa là | được cử làm | được cử giữ chức | được cử giữ chức vụ | bầu làm | bầu giữ chức | bổ nhiệm làm | cử làm | lần lượt là | lần lượt giữ chức | lần lượt giữ các chức vụ | qua các chức vụ | giữ các chức vụ | trải qua các chức vụ | rồi | rồi làm | sau đó là | từng là | từng giữ chức | vốn là | được phân công giữ chức | được phân công làm | được chỉ định giữ chức | được chỉ định làm | chỉ định giữ chức | được chuẩn y giữ chức | được chuẩn y giữ chức vụ | được tín nhiệm bầu làm | được tín nhiệm bầu giữ chức | được tín nhiệm bầu giữ chức vụ | được bầu bổ sung giữ chức | được bầu bổ sung làm | tiếp tục giữ chức | tiếp tục làm | được bổ nhiệm chức vụ | đảm nhiệm chức vụ | đảm nhiệm | giữ chức danh | bổ nhiệm lại giữ chức vụ";

/// Words before a capitalised name that say it is a place, a thing or an idea.
pub const NO_PERSON: &str = "đường | phố | quảng trường | trường | THPT | THCS | tiểu học | trường THPT | trường THCS | trường tiểu học | trường mầm non | mầm non | giải thưởng | giải | công viên | tư tưởng | đạo đức | phong cách | tấm gương | học viện \
    | thành phố | TP | tỉnh | huyện | quận | thị xã | xã | phường | thị trấn | thôn | bản | buôn | làng | ấp | đèo | núi | sông | hồ | cầu | chợ | đền | chùa | đình | ga | cảng | sân bay | bệnh viện | khu đô thị | khu công nghiệp | công ty | tập đoàn | huân chương \
    | chiến dịch | nhà máy | thủy điện | nhà hát | rạp | sân vận động | tượng đài | lăng | bảo tàng | đảo | quỹ | học bổng | tên lửa | cung | nhà thi đấu | trường đại học | đại học | lớp | đội | nhà thờ | khu | tư tưởng, đạo đức, phong cách | tư tưởng, tấm gương đạo đức | Đoàn TNCS | Cộng sản | Thiếu niên Tiền phong | chi bộ | khu phố | dòng họ | họ | hẻm | ngõ | ngã tư | bến | suối | đập | hồ chứa | công trình | đại lộ | tuyến đường | tuyến | khu di tích | nghĩa trang | trung đoàn | sư đoàn | bãi biển | vịnh | mũi | cao tốc | nút giao | bản làng | dự án | hội chợ | khu dân cư | siêu thị | khách sạn | chung cư | tòa nhà | bãi | bãi tắm | rừng | hang | động | thác | cồn | kênh | rạch | đồi | dốc | CLB | câu lạc bộ | tờ báo";

/// Finds the titles of a paragraph, from left to right.
pub fn titles(paragraph: &Paragraph) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < paragraph.len() {
        // `Ngoại trưởng Mike Pompeo`: what may be a place belongs to the person who is known to be one.
        let holder = |end: usize| paragraph.evident_names().iter().map(|name| name.start).filter(|start| (at + 1..end).contains(start)).min();
        match read(paragraph, at).map(|end| holder(end).unwrap_or(end)) {
            Some(end) => {
                found.push(at..end);
                at = end;
            }
            None => at += 1,
        }
    }
    found
}

/// Returns where the title ends that begins at `at`.
fn read(paragraph: &Paragraph, at: usize) -> Option<usize> {
    // `chính quyền Thủ tướng Hun Sen`
    let in_word = at > 0 && paragraph.follows(at) && RULES.people.before_prefixes.has(paragraph, at - 1);
    let former = RULES.people.post_prefixes.at(paragraph, at).filter(|_| !in_word).map_or(0, |(length, ())| length);
    let start = at + former;
    if start >= paragraph.len() || (former > 0 && !paragraph.joins(start)) {
        return None;
    }
    let (length, head) = RULES.people.posts.at(paragraph, start)?;
    let mut end = start + length;
    if *head == TitleHead::Whole {
        // `Thủ tướng Đức Angela Merkel`
        let country = RULES.people.countries.at(paragraph, end).filter(|_| end < paragraph.len() && paragraph.follows(end));
        return Some(end + country.map_or(0, |(length, ())| length));
    }
    while let Some((length, ())) = RULES.people.post_modifiers.at(paragraph, end).filter(|_| end < paragraph.len() && paragraph.follows(end)) {
        end += length;
    }
    // `Trưởng Ban Tổ chức`: the body begins with a word of the head.
    let overlapping = (start + 1..end).find_map(|inside| body::at_token(paragraph, inside).filter(|body_end| *body_end > end));
    // `Trưởng bản Cá Nọi`: the head ends with a level, and a place may follow.
    if RULES.bodies.levels.before(paragraph, end, 2).is_some()
        && let Some(place) = place::after_level(paragraph, end)
    {
        return Some(place);
    }
    let with_body = overlapping.max(organisation(paragraph, end)).or_else(|| (*head == TitleHead::OfField).then(|| field(paragraph, end)).flatten());
    match head {
        TitleHead::Of => with_body.filter(|_| paragraph.is_capitalised(start + length) || paragraph.is_capitalised(start)),
        _ => with_body.or(Some(end)),
    }
}

/// Reads the body or the organisation that a post is held in.
fn organisation(paragraph: &Paragraph, at: usize) -> Option<usize> {
    if at >= paragraph.len() || !paragraph.follows(at) {
        return None;
    }
    let of = if RULES.bodies.of.has(paragraph, at) && at + 1 < paragraph.len() { at + 1 } else { at };
    if let Some(end) = body::at_token(paragraph, of) {
        return Some(end);
    }
    // `hội phụ nữ` is more than `hội`.
    let organisation = body::organisation(paragraph, of).max(body::small_head(paragraph, of));
    if let Some(end) = organisation.or_else(|| body::bare_agency(paragraph, of)) {
        return Some(end);
    }
    if let Some((length, ())) = RULES.people.countries.at(paragraph, of) {
        return Some(of + length);
    }
    let (length, level) = RULES.bodies.levels.at(paragraph, of)?;
    let end = of + length;
    let placed = place::after_level(paragraph, end);
    match level {
        body::Level::Centre => Some(end),
        _ => placed.or(Some(end)),
    }
}

fn field(paragraph: &Paragraph, at: usize) -> Option<usize> {
    if at >= paragraph.len() || !paragraph.follows(at) {
        return None;
    }
    let field = RULES.bodies.fields.at(paragraph, at).map(|(length, ())| at + length).or_else(|| body::named(paragraph, at));
    let levelled = field.map(|end| body::tail(paragraph, end).filter(|_| RULES.bodies.levels.has(paragraph, end)).unwrap_or(end));
    body::at_token(paragraph, at).or(levelled)
}
