//! People and their posts, where the words around a name mislead.

use super::{Official, read_text};

/// Prints the officials of a text with their titles.
fn titles(text: &str) -> String {
    let print = |official: &Official| {
        let titles: Vec<&str> = official.titles().map(|title| title.text.as_str()).collect();
        format!("{}: {}", official.name, titles.join(", "))
    };
    read_text(text, None).officials.iter().map(print).collect::<Vec<_>>().join("; ")
}

fn keys(text: &str) -> Vec<String> {
    read_text(text, None).officials.iter().map(Official::key).collect()
}

#[test]
fn a_dash_without_spaces_ends_a_name() {
    for (text, expected) in [
        (
            "Đồng chí Trần Thị Đào-Bí thư Tỉnh đoàn, đồng chí Ngô Văn Lê, Chủ tịch LĐLĐ tỉnh",
            "Trần Thị Đào: Bí thư Tỉnh đoàn; Ngô Văn Lê: Chủ tịch LĐLĐ tỉnh",
        ),
        ("Nguyễn Văn Sơn-Giám đốc Sở Y tế và bà Lê Thị Thu-Phó Giám đốc", "Nguyễn Văn Sơn: Giám đốc Sở Y tế; Lê Thị Thu: Phó Giám đốc"),
        ("ông Nguyễn Văn Sơn-người dân xã này", "Nguyễn Văn Sơn: "),
        ("ông Nguyễn Văn Sơn-bí thư chi bộ", "Nguyễn Văn Sơn: bí thư chi bộ"),
        ("ông Kpuih Thăk-Trưởng thôn", "Kpuih Thăk: Trưởng thôn"),
        ("bà Khăm-phẻng Xay-nhạ-vông và ông Kim Min-jae", "Khăm-phẻng Xay-nhạ-vông: ; Kim Min-jae: "),
    ] {
        assert_eq!(titles(text), expected, "{text}");
    }
}

#[test]
fn posts_that_end_with_a_word_of_address() {
    for (text, expected) in [
        ("Thủ tướng Phạm Minh Chính dự.", "Phạm Minh Chính: Thủ tướng"),
        ("Thủ tướng Chính phủ Phạm Minh Chính, Phó Thủ tướng Lê Minh Khái dự.", "Phạm Minh Chính: Thủ tướng Chính phủ; Lê Minh Khái: Phó Thủ tướng"),
        ("Thủ tướng Đức Angela Merkel; cựu tổng thống George Bush", "Angela Merkel: Thủ tướng Đức; George Bush: cựu tổng thống"),
        ("Thượng nghị sĩ John McCain", "John Mccain: Thượng nghị sĩ"),
        ("chính quyền Thủ tướng Hun Sen", "Hun Sen: Thủ tướng"),
        ("Bí thư thứ nhất Trung ương Đoàn Bùi Quang Huy", "Bùi Quang Huy: Bí thư thứ nhất Trung ương Đoàn"),
        ("luật sư Lê Văn An (Trưởng Văn phòng luật sư Vạn Lý)", "Lê Văn An: Trưởng Văn phòng luật sư"),
    ] {
        assert_eq!(titles(text), expected, "{text}");
    }
}

#[test]
fn a_post_ends_with_its_body_in_small_letters() {
    for (text, expected) in [
        ("Bí thư chi bộ Lê Văn Na phát biểu.", "Lê Văn Na: Bí thư chi bộ"),
        ("Trưởng thôn Nguyễn Văn An, Bí thư chi bộ Lê Văn Na", "Nguyễn Văn An: Trưởng thôn; Lê Văn Na: Bí thư chi bộ"),
        ("chủ tịch hội phụ nữ Lê Thị Na", "Lê Thị Na: chủ tịch hội phụ nữ"),
        ("chủ tịch hội cựu chiến binh Lê Văn Na", "Lê Văn Na: chủ tịch hội cựu chiến binh"),
        ("bí thư tỉnh ủy Lê Văn Na", "Lê Văn Na: bí thư tỉnh ủy"),
        ("chi bộ Lê Hồng Phong họp", ""),
    ] {
        assert_eq!(titles(text), expected, "{text}");
    }
}

#[test]
fn officials_of_the_centre() {
    for (text, expected) in [
        ("Thủ tướng Phạm Minh Chính", "Phạm Minh Chính@Trung ương"),
        ("nguyên Thủ tướng Lê Văn An", "Lê Văn An@Trung ương"),
        ("Chánh Văn phòng Trung ương Đảng Phạm Gia Túc", "Phạm Gia Túc@Trung ương"),
        ("Trưởng Ban Nội chính Trung ương Phan Đình Trạc", "Phan Đình Trạc@Trung ương"),
        ("Chủ nhiệm Ủy ban Kiểm tra Trung ương Trần Cẩm Tú", "Trần Cẩm Tú@Trung ương"),
        ("Phó Trưởng Ban Tổ chức Trung ương Lê Văn An", "Lê Văn An@Trung ương"),
        ("Bộ trưởng Bộ Lao động - Thương binh và Xã hội Lê Văn An", "Lê Văn An@Trung ương"),
        ("ông Lê Văn An, nguyên Bí thư Tỉnh ủy Nghệ An, Phó Trưởng Ban Tổ chức Trung ương", "Lê Văn An@Trung ương"),
        // Members of central committees hold office anywhere.
        ("Ủy viên Trung ương Đảng, Bí thư Tỉnh ủy Lê Văn An", "Lê Văn An@?"),
        ("Ủy viên Bộ Chính trị, Bí thư Thành ủy Hà Nội Lê Văn An", "Lê Văn An@Hà Nội"),
        ("Ủy viên Bộ Chính trị, Bí thư Thành ủy Lê Văn An", "Lê Văn An@?"),
        ("Trưởng đoàn đại biểu Quốc hội tỉnh Lê Văn An", "Lê Văn An@?"),
        // Other countries have a centre of their own.
        ("Thủ tướng Đức Angela Merkel", "Angela Merkel@?"),
        ("Thủ tướng Angela Merkel", "Angela Merkel@?"),
        ("Chủ tịch nước Lào Lê Văn An", "Lê Văn An@?"),
    ] {
        assert_eq!(keys(text), [expected], "{text}");
    }
}

#[test]
fn names_are_spelt_as_their_people_spell_them() {
    for (text, expected) in [
        ("bà Chamaléa Thị Thủy", "Chamaléa Thị Thủy"),
        ("Mẹ VNAH Nguyễn Thị Thứ", "Nguyễn Thị Thứ"),
        ("Anh hùng LLVTND Lê Văn An", "Lê Văn An"),
        ("ông Kim Jong-un", "Kim Jong-un"),
        ("Tổng thống Syria Bashar al - Assad", "Bashar al-Assad"),
        ("ông Lê Hoà, bà Lê Hòa", "Lê Hòa"),
    ] {
        let names: Vec<String> = read_text(text, None).officials.into_iter().map(|official| official.name).collect();
        assert_eq!(names, [expected], "{text}");
    }
}

#[test]
fn posts_in_the_line_below_a_name() {
    for (text, expected) in [
        ("ĐỒNG CHÍ TRẦN VĂN CHUNG\nBí thư Tỉnh ủy, Chủ tịch HĐND tỉnh", "Trần Văn Chung: Bí thư Tỉnh ủy, Chủ tịch HĐND tỉnh"),
        ("Trần Văn Chung\nBí thư Tỉnh ủy\nChủ tịch HĐND tỉnh", "Trần Văn Chung: Bí thư Tỉnh ủy, Chủ tịch HĐND tỉnh"),
        ("Trần Văn Chung đến.\nBí thư Tỉnh ủy", "Trần Văn Chung: "),
        ("Trần Văn Chung\nBí thư Tỉnh ủy phát biểu.", "Trần Văn Chung: "),
        ("Trần Văn Chung\nNgày 8/3, huyện họp.\nBí thư Tỉnh ủy", "Trần Văn Chung: "),
    ] {
        assert_eq!(titles(text), expected, "{text}");
    }
}

#[test]
fn a_headline_names_whom_the_text_names() {
    for (text, count) in [
        ("ĐỒNG CHÍ TRẦN VĂN CHUNG DỰ ĐẠI HỘI\nĐồng chí Trần Văn Chung, Bí thư Tỉnh ủy, đến dự.", 2),
        ("ÔNG TRẦN VĂN CHUNG DỰ\nÔng Trần Văn Chung đến dự.", 2),
        ("TỈNH ỦY LÀM VIỆC VỚI ĐẢNG ỦY KHỐI\nÔng Trần Văn Chung đến dự.", 1),
    ] {
        let facts = read_text(text, None);
        assert_eq!(facts.officials.len(), 1, "{text}");
        assert_eq!(facts.officials[0].mentions.len(), count, "{text}");
    }
}

#[test]
fn short_names_beside_people_and_posts() {
    for (text, expected) in [
        ("ông Lê An và bà Rơ Châm H'Phik, Siu Hương.", "Lê An: ; Rơ Châm H'Phik: ; Siu Hương: "),
        ("bà Thị Rét ở ấp này", "Thị Rét: "),
        ("bà con Thị xã, anh Thị trường", ""),
        ("YLong Niê, HLim Niê", "Y Long Niê: ; H'Lim Niê: "),
        ("Bà HLim Niê đến. Chị H'Lim nói.", "H'Lim Niê: "),
        ("Bà HÁnh Niê đến.", "H'Ánh Niê: "),
        ("Bà HA\u{301}nh Niê đến.", "H'Ánh Niê: "),
        ("U Huấn trưởng thôn", "U Huấn: trưởng thôn"),
        ("ông Lê Văn An, Vũ Quang", "Lê Văn An: "),
    ] {
        assert_eq!(titles(text), expected, "{text}");
    }
}

#[test]
fn peoples_clubs_and_papers_are_nobody() {
    for text in [
        "dân tộc Thái, 2 đồng chí Khơ Mú và 1 đồng chí Mông",
        "học sinh Đan Lai, người Ơ Đu",
        "Câu lạc bộ Hoàng Anh Gia Lai thắng, theo Hà Nội Mới.",
        "thi đấu với CLB Phù Đổng Thiên Vương",
    ] {
        assert_eq!(keys(text), Vec::<String>::new(), "{text}");
    }
    assert_eq!(keys("chị Cao Lan Anh, ông Ba Na Văn An").len(), 2);
}

#[test]
fn a_given_name_with_its_marker_refers_to_who_was_named_in_full() {
    for (text, expected) in [
        ("Đồng chí H'Djuin Niê Kđăm đến. Chị H’Djuin nói.", vec!["H'Djuin Niê Kđăm: H’Djuin"]),
        ("Bà Kpă H'Miên đến.\nTheo đồng chí H'Miên, xã tốt.", vec!["Kpă H'Miên: H'Miên"]),
        ("Ông Y Biêr Niê đến. Ông Y Biêr nói.", vec!["Y Biêr Niê: Y Biêr"]),
        ("Ông Sùng A Páo đến. Ông A Páo nói.", vec!["Sùng A Páo: A Páo"]),
        ("Chị H'Djuin đến.", vec!["H'Djuin: "]),
    ] {
        let facts = read_text(text, None);
        let print = |official: &Official| {
            let references: Vec<&str> = official.references.iter().map(|span| span.of(text)).collect();
            format!("{}: {}", official.name, references.join(", "))
        };
        assert_eq!(facts.officials.iter().map(print).collect::<Vec<_>>(), expected, "{text}");
    }
}
