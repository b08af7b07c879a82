//! What each line of an article is, by examples in the manner of real pages.

use proptest::prelude::*;

use super::*;
use crate::messages::{self, Lang};

/// Each line with the class and rule it must get; `+` before the class: it stands on the same line as the one before.
#[track_caller]
fn check(expected: &[(&str, &str)]) -> Structure {
    let mut text = String::new();
    for (index, (class, line)) in expected.iter().enumerate() {
        if index > 0 && !class.starts_with('+') {
            text.push('\n');
        }
        text.push_str(line);
    }
    let structure = read(Draft::plain(text), "Báo Mẫu", &["Xem thêm tin Mẫu".to_owned()]);
    let found: Vec<(String, &str)> = structure.parts.iter().map(|part| (label(part), part.span.of(&structure.text))).collect();
    let wanted: Vec<(String, &str)> = expected
        .iter()
        .filter(|(_, line)| !line.trim().is_empty())
        .map(|(class, line)| (class.trim_start_matches('+').to_owned(), line.trim()))
        .collect();
    let found: Vec<(String, &str)> = found.into_iter().collect();
    assert_eq!(found, wanted);
    structure
}

fn label(part: &Part) -> String {
    let class = match part.class {
        Class::Title => "title",
        Class::Sapo => "sapo",
        Class::Body => "body",
        Class::Caption => "caption",
        Class::Byline => "byline",
        Class::DateLine => "date",
        Class::Removed => "removed",
    };
    part.rule.as_ref().map_or_else(|| class.to_owned(), |rule| format!("{class} {rule}"))
}

const BODY: &str = "Sáng 5-3, Đảng uỷ Khối các cơ quan tỉnh Mẫu tổ chức hội nghị giao ban quý I với sự có mặt của 120 đại biểu.";
const MORE: &str = "Hội nghị đã nghe báo cáo kết quả công tác quý I và thống nhất phương hướng, nhiệm vụ trọng tâm của quý II năm nay.";

#[test]
fn portal_without_date_and_with_glued_tail() {
    let structure = check(&[
        ("removed navigation", "You are here"),
        ("body", ""),
        ("title", "Đảng uỷ Khối giao ban quý I."),
        ("body", BODY),
        ("body", "Tại hội nghị, 5 tập thể được khen thưởng./."),
        ("byline", "T/h: Hồng Nhạn"),
        ("+removed comments", "Ý KIẾN BẠN ĐỌC"),
        ("removed widget", "Thời tiết"),
        ("removed widget", "LIÊN KẾT WEBSITE"),
    ]);
    assert_eq!(structure.byline.as_deref(), Some("Hồng Nhạn"));
}

#[test]
fn lead_that_stands_twice_and_an_office_as_author() {
    let lead = "Ngày 5/3, Đảng uỷ Khối tỉnh Mẫu tổ chức hội nghị giao ban quý I.";
    let structure = check(&[
        ("date", "Thứ 3 Ngày 05/03/2019"),
        ("title", "Đảng uỷ Khối giao ban quý I."),
        ("sapo", lead),
        ("body", &format!("{lead} Về dự có đồng chí Lò Thị Mẫu, Bí thư Đảng uỷ Khối và các đồng chí trong Ban Thường vụ Đảng uỷ.")),
        ("caption", "Toàn cảnh hội nghị"),
        ("body", MORE),
        ("byline", "Văn phòng Đảng uỷ Khối các cơ quan tỉnh"),
        ("removed related", "Các tin khác"),
        ("removed related", "Đồng chí Lò Thị Mẫu thăm xã biên giới (02/03)"),
    ]);
    assert_eq!(structure.byline.as_deref(), Some("Văn phòng Đảng uỷ Khối các cơ quan tỉnh"));
}

#[test]
fn captions_twice_and_lone_points() {
    check(&[
        ("title", "Giao ban quý I"),
        ("date", "Cập nhật lúc 07:01, Thứ Ba, 05/03/2019 (GMT+7)"),
        ("removed end-mark", "."),
        ("body", BODY),
        ("caption", "Các đại biểu"),
        ("removed repeat", "Các đại biểu"),
        ("caption", "Đồng chí Lò Thị Mẫu phát biểu kết luận hội nghị"),
        ("removed repeat", "Đồng chí Lò Thị Mẫu phát biểu kết luận hội nghị"),
        ("body", MORE),
        ("byline", "Quỳnh Chi"),
        ("removed end-mark", ","),
    ]);
}

#[test]
fn pages_furniture() {
    check(&[
        ("removed breadcrumb", "Trang chủ » Tin tức » Xây dựng Đảng"),
        ("removed masthead", "BÁO MẪU"),
        ("title", "Đảng uỷ Khối giao ban quý I"),
        ("date", "Lượt xem: 7370 | Gửi lúc: 05/03/2019 15:42:27"),
        ("removed share-bar", "Cỡ chữ mặc định Giảm cỡ chữ"),
        ("removed share-bar", "In trang | Gửi cho bạn bè | Facebook"),
        ("body", BODY),
        ("removed source", "Xem thêm tin mẫu"),
        ("removed repeat", "Đảng uỷ Khối giao ban quý I"),
        ("body", MORE),
        ("byline", "Bài, ảnh: Lang Mẫu"),
        ("removed share-bar", "Lượt xem: 1.092"),
        ("removed related", "[Trở về]"),
        ("removed related", "Ghi rõ nguồn khi đăng lại"),
    ]);
}

#[test]
fn footer_without_a_marker_before_it() {
    check(&[
        ("title", "Đảng uỷ Khối giao ban quý I"),
        ("date", "THỨ BA, 05/03/2019 13:02:54"),
        ("body", BODY),
        ("byline", "PV"),
        ("removed footer", "Giấy phép số 12/GP-TTĐT do Sở Thông tin và Truyền thông tỉnh Mẫu cấp ngày 1/2/2015."),
        ("removed footer", "Địa chỉ: 1 đường Mẫu, phường Mẫu"),
    ]);
}

#[test]
fn lines_of_articles_that_look_like_furniture() {
    check(&[
        ("title", "Thông báo về công tác cán bộ"),
        ("body", BODY),
        // The same letters as `Cỡ chữ`.
        ("body", "- Có chứ."),
        ("body", "Lần 2"),
        ("body", "Phóng viên: Thưa đồng chí, kết quả ra sao?"),
        ("body", "Ngày 3 tháng 2 năm 2019"),
        ("body", "Địa chỉ đỏ của tuổi trẻ"),
        ("body", MORE),
        ("body", "PV: Xin cảm ơn đồng chí!"),
        ("byline", "Hồng Nhạn (thực hiện)"),
    ]);
}

#[test]
fn related_box_between_paragraphs_loses_only_its_marker() {
    check(&[("title", "Đảng uỷ Khối giao ban quý I"), ("body", BODY), ("removed related", "Tin liên quan"), ("body", MORE)]);
}

#[test]
fn bylines() {
    for (line, name) in [
        ("T/h: Đồng Mẫu", "Đồng Mẫu"),
        ("Tin, ảnh: Thu Trà", "Thu Trà"),
        ("Tin và ảnh: Thu Trà", "Thu Trà"),
        ("Bài và ảnh: Thu Trà.", "Thu Trà"),
        ("Thực hiện: Thu Trà", "Thu Trà"),
        ("Nguồn: Văn phòng Tỉnh ủy", "Văn phòng Tỉnh ủy"),
        ("(Theo TTXVN)", "TTXVN"),
        ("Theo Báo Mẫu", "Báo Mẫu"),
        ("PV", "PV"),
        ("P.V", "P.V"),
        ("PV (tổng hợp)", "PV"),
        ("BBT", "BBT"),
        ("(TTXVN)", "TTXVN"),
        ("Trang Mẫu", "Trang Mẫu"),
        ("HỒNG VÂN", "HỒNG VÂN"),
        ("Thu Trà - Quốc Mẫu", "Thu Trà - Quốc Mẫu"),
        ("Ban Tổ chức Tỉnh ủy", "Ban Tổ chức Tỉnh ủy"),
    ] {
        let structure = read(Draft::plain(format!("Giao ban quý I\n{BODY}\n{line}")), "Báo Mẫu", &[]);
        assert_eq!(structure.byline.as_deref(), Some(name), "{line}");
    }
    for line in
        ["Hội nghị thành công tốt đẹp.", "Đồng chí Trần Văn Mẫu", "Theo kế hoạch", "Ghi chú: xem bảng", "Xin cảm ơn đồng chí!", "Tin: vì sao?"]
    {
        let structure = read(Draft::plain(format!("Giao ban quý I\n{BODY}\n{line}")), "Báo Mẫu", &[]);
        assert_eq!(structure.byline, None, "{line}");
    }
    let below = read(Draft::plain(format!("Giao ban quý I\nTác giả: Thu Trà\n{BODY}")), "Báo Mẫu", &[]);
    assert_eq!(below.byline.as_deref(), Some("Thu Trà"));
}

#[test]
fn date_lines() {
    for line in [
        "Thứ 5 Ngày 21/06/2018",
        "Cập nhật lúc 07:01, Thứ Bảy, 18/01/2020 (GMT+7)",
        "THỨ NĂM, 06/01/2022 13:02:54",
        "04:35 15/03/2016",
        "Thứ sáu, 26/04/2019 - 11:21'",
        "08:21, ngày 16-04-2021",
        "Gửi lúc: 05/12/2013 15:42:27",
        "Đăng ngày: 11/01/2018",
        "13/08/2025 | 329",
        "(15/03/2006 08:30)",
        "Ngày 15 tháng 3 năm 2006",
    ] {
        assert!(is_date_line(line), "{line}");
    }
    for line in [
        "Sáng 17-1",
        "quý I/2020",
        "nhiệm kỳ 2015-2020",
        "Số 35-CT/TW ngày 30/5/2019 của Bộ Chính trị",
        "21/06",
        "ngày 31/13/2018",
        "2.397 2.400 2.500",
    ] {
        assert!(!is_date_line(line), "{line}");
    }
}

#[test]
fn captions() {
    for line in [
        "Các đại biểu dự hội nghị. Ảnh: Việt Mẫu",
        "Lễ công bố quyết định (ảnh: Việt Mẫu)",
        "A\u{309}nh: Việt Mẫu",
        "Nông dân xã Mẫu gặt lúa. Ảnh minh hoạ.",
        "Đồng chí Lò Thị Mẫu (bên trái ảnh) trao giấy khen cho các tập thể hoàn thành xuất sắc nhiệm vụ năm 2021",
        "Quang cảnh buổi làm việc",
        "Đồng chí Lò Thị Mẫu phát biểu tại hội nghị",
        "Lãnh đạo tỉnh trao quà cho các hộ nghèo",
    ] {
        assert!(caption::is_caption(&Unit::new(line, Span::new(0, line.len()), None), None), "{line}");
    }
    for line in [
        "Đồng chí Lò Thị Mẫu phát biểu tại hội nghị và đề nghị các đơn vị làm tốt công tác quản lý đảng viên.",
        "Lời của anh: Tôi đã làm",
        "Nhà văn hoá đứng giữa cánh đồng",
        "Tin, ảnh: Thu Trà",
        "Về công tác tổ chức",
    ] {
        assert!(!caption::is_caption(&Unit::new(line, Span::new(0, line.len()), None), None), "{line}");
    }
}

#[test]
fn texts_broken_at_a_fixed_width() {
    let text = "Cỡ chữ\nHUYỆN UỶ MẪU HỌP BÀN VỀ CÔNG TÁC\nCÁN BỘ\n(15/03/2006 08:30)\n\nNgày 15 tháng 3 năm 2006, Huyện uỷ Mẫu họp\n\
        bàn về công tác cán bộ và công tác phát triển\nđảng viên ở vùng sâu, vùng xa.\nTới dự có đồng chí Lò Thị Mẫu, Tỉnh uỷ viên,\nBí thư Huyện uỷ.\nHữu Mẫu";
    let structure = read(Draft::plain(text.to_owned()), "Báo Mẫu", &[]);
    let found: Vec<(String, String)> = structure.parts.iter().map(|part| (label(part), part.span.of(&structure.text).replace('\n', " "))).collect();
    let wanted = [
        ("removed share-bar", "Cỡ chữ"),
        ("title", "HUYỆN UỶ MẪU HỌP BÀN VỀ CÔNG TÁC"),
        ("body", "CÁN BỘ"),
        ("date", "(15/03/2006 08:30)"),
        ("body", "Ngày 15 tháng 3 năm 2006, Huyện uỷ Mẫu họp bàn về công tác cán bộ và công tác phát triển đảng viên ở vùng sâu, vùng xa."),
        ("body", "Tới dự có đồng chí Lò Thị Mẫu, Tỉnh uỷ viên, Bí thư Huyện uỷ."),
        ("byline", "Hữu Mẫu"),
    ];
    assert_eq!(found, wanted.map(|(class, text)| (class.to_owned(), text.to_owned())));
}

#[test]
fn glued_label_in_brackets() {
    check(&[("title", "Giao ban quý I"), ("body", BODY), ("byline", "Bảy Mẫu"), ("+removed related", "[Trở về]")]);
    check(&[("title", "Giao ban quý I"), ("body", BODY), ("byline", "Bài, ảnh: Hải Mẫu"), ("+removed share-bar", "Lượt xem: 512")]);
    // Glued sentences are the article's.
    check(&[
        ("title", "Giao ban quý I"),
        ("body", "Hội nghị đã nghe báo cáo.Công tác phát triển đảng viên được quan tâm, đạt chỉ tiêu đề ra.Ý kiến khác không có."),
    ]);
}

#[test]
fn every_removed_line_names_a_known_rule() {
    // What a person reads in `show --removed`; a new rule is added here on purpose.
    let known = [
        "breadcrumb",
        "navigation",
        "masthead",
        "section",
        "share-bar",
        "end-mark",
        "comments",
        "related",
        "widget",
        "footer",
        "source",
        "repeat",
        "behind-byline",
    ];
    assert!(rules::names().all(|name| known.contains(&name)));
    for (name, lang) in known.iter().flat_map(|name| [(name, Lang::Vi), (name, Lang::En)]) {
        let code = format!("rule-{name}");
        assert_ne!(messages::render::<&str>(lang, &code, &[]), code, "say in `src/messages/{}/ingest.txt` what such a line is", lang.tag());
    }
}

/// Every line against every line before it would take minutes.
#[test]
fn lines_that_seem_alike_are_not_all_compared() {
    let vowels = |line: usize| (0..8).map(|place| b"aeiou"[line / 5usize.pow(place) % 5] as char).collect::<String>();
    for (name, text) in
        [("the same two lines", "hai\nba\n".repeat(40_000)), ("other words of one imprint", (0..40_000).map(|line| vowels(line) + "\n").collect())]
    {
        let start = std::time::Instant::now();
        assert_covers(&read(Draft::plain(text), "Báo Mẫu", &[]));
        // Generous for an unoptimised build on a busy machine.
        assert!(start.elapsed().as_secs() < 20, "{name} took {:?}", start.elapsed());
    }
}

/// Parts are ordered, on character boundaries, and leave out nothing but white space.
fn assert_covers(structure: &Structure) {
    let mut end = 0;
    for part in &structure.parts {
        assert!(part.span.start >= end && part.span.end > part.span.start, "{structure:?}");
        assert!(
            structure.text[end..part.span.start].chars().all(|c| c.is_whitespace() || "\u{200B}\u{200C}\u{200D}\u{2060}\u{FEFF}".contains(c)),
            "{structure:?}"
        );
        assert!(!part.span.of(&structure.text).trim().is_empty());
        end = part.span.end;
    }
    assert!(structure.text[end..].chars().all(|c| c.is_whitespace() || "\u{200B}\u{200C}\u{200D}\u{2060}\u{FEFF}".contains(c)), "{structure:?}");
}

proptest! {
    #[test]
    fn parts_cover_any_text(text in "\\PC{0,200}") {
        assert_covers(&read(Draft::plain(text), "Báo Mẫu", &[]));
    }

    #[test]
    fn parts_cover_texts_made_of_furniture(lines in prop::collection::vec(prop::sample::select(vec![
        "You are here", "Trang chủ › Tin tức", "Đảng uỷ Khối giao ban quý I", BODY, MORE, "Toàn cảnh hội nghị", "T/h: Đồng MẫuÝ KIẾN BẠN ĐỌC", "PV", ".", "",
        "Các tin khác", "Thứ 5 Ngày 21/06/2018", "Hội nghị bàn về công tác cán bộ của huyện", "Tin, ảnh: Thu Trà[Trở về]", "\u{a0} \u{feff}", "Ảnh: X", "12/2019", "\r",
    ]), 0..14)) {
        let text = lines.join("\n");
        let structure = read(Draft::plain(text.clone()), "Báo Mẫu", &[]);
        assert_covers(&structure);
        assert_eq!(structure.text, text);
    }
}
