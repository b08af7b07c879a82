//! Bodies in the spellings of all papers, and words that are none.

use super::{Body, Official, read_text};

fn keys(text: &str) -> Vec<String> {
    read_text(text, None).bodies.iter().map(Body::key).collect()
}

#[test]
fn departments_have_one_name_in_all_their_spellings() {
    for (usual, spellings) in [
        (
            "Sở Văn hóa, Thể thao và Du lịch@?",
            vec!["Sở VHTT&DL", "Sở VH-TT&DL", "Sở VH,TT&DL", "Sở VHTTDL", "Sở Văn hóa, Thể thao và Du lịch", "Sở Văn hoá, Thể thao & Du lịch"],
        ),
        (
            "Sở Lao động - Thương binh và Xã hội@?",
            vec!["Sở LĐTBXH", "Sở LĐ-TB&XH", "Sở LĐTB&XH", "Sở Lao động, Thương binh và Xã hội", "Sở Lao động - Thương binh và Xã hội"],
        ),
        ("Sở Giáo dục và Đào tạo@?", vec!["Sở GD&ĐT", "Sở GD-ĐT", "Sở GDĐT", "Sở Giáo dục & Đào tạo"]),
        ("Ủy ban MTTQ Việt Nam tỉnh@?", vec!["UB MTTQ VN tỉnh", "UBMTTQ Việt Nam tỉnh", "UBMTTQVN tỉnh", "MTTQ tỉnh"]),
        ("Hội Liên hiệp Phụ nữ tỉnh@?", vec!["Hội LHPN VN tỉnh", "Hội Phụ nữ tỉnh"]),
        ("Đảng ủy Khối doanh nghiệp tỉnh@?", vec!["ĐUK DN tỉnh", "Đảng bộ Khối Doanh nghiệp tỉnh"]),
        ("Thành ủy@Hồ Chí Minh", vec!["Thành ủy TP.HCM", "Thành ủy TP. Hồ Chí Minh", "Thành ủy Hồ Chí Minh"]),
        ("Huyện ủy Na Hang@?", vec!["Huyện ủy huyện Na Hang", "Huyện ủy Na Hang"]),
    ] {
        for spelling in spellings {
            assert_eq!(keys(spelling), [usual], "{spelling}");
        }
    }
}

#[test]
fn names_of_places_stay_whole() {
    for (text, expected) in [
        ("Thành ủy Buôn Ma Thuột", "Thành ủy Buôn Ma Thuột@?"),
        ("UBND xã Bản Máy", "UBND xã Bản Máy@?"),
        ("Chi bộ Bản Cá Nọi", "Chi bộ bản Cá Nọi@?"),
        ("Huyện ủy Cư M'gar", "Huyện ủy Cư M'gar@?"),
        ("Huyện ủy Ea H'Leo", "Huyện ủy Ea H'leo@?"),
        ("Huyện ủy Ea H’leo", "Huyện ủy Ea H'leo@?"),
        ("Ban Chỉ đạo 35 Tỉnh ủy", "Ban Chỉ đạo 35 Tỉnh ủy@?"),
        ("Ban Chỉ đạo 35 Trung ương", "Ban Chỉ đạo 35 Trung ương@Trung ương"),
        ("Ban Dân vận Tỉnh ủy H'Djuin Niê Kđăm", "Ban Dân vận Tỉnh ủy@?"),
        ("UBND Q 1", "UBND Q 1@?"),
    ] {
        assert_eq!(keys(text), [expected], "{text}");
    }
}

#[test]
fn short_forms_that_are_words_mean_bodies_in_capitals_only() {
    for (text, expected) in [
        ("người Ơ Đu ở xã Ca Đu, Bản Đu Lau và xã Ca Tu", vec![]),
        ("giọng ca Tình yêu", vec![]),
        ("UBND thị trấn Đu", vec!["UBND thị trấn Đu@?"]),
        ("CA tỉnh, ĐU Khối", vec!["Công an tỉnh@?", "Đảng ủy Khối@?"]),
    ] {
        assert_eq!(keys(text), expected, "{text}");
    }
}

#[test]
fn provinces_of_former_times() {
    for (text, expected) in [
        ("Tỉnh ủy Hà Nam Ninh, Tỉnh ủy Sông Bé", vec!["Tỉnh ủy@Hà Nam Ninh", "Tỉnh ủy@Sông Bé"]),
        ("UBND tỉnh Minh Hải", vec!["UBND tỉnh@Minh Hải"]),
        ("Tỉnh ủy Quảng Nam - Đà Nẵng", vec!["Tỉnh ủy@Quảng Nam - Đà Nẵng"]),
        ("Trung tâm Bồi dưỡng chính trị Đồng bằng sông Cửu Long", vec!["Trung tâm Bồi dưỡng chính trị Đồng@?"]),
    ] {
        assert_eq!(keys(text), expected, "{text}");
        assert_eq!(read_text(text, None).officials, Vec::<Official>::new(), "{text}");
    }
}

#[test]
fn a_short_name_is_settled_only_where_nothing_speaks_against_it() {
    for (text, expected) in [
        ("Đảng ủy Khối họp. Đảng ủy Khối các cơ quan tỉnh họp.", vec!["Đảng ủy Khối các cơ quan tỉnh@?"; 2]),
        ("Chi bộ thôn 3 họp. Chi bộ đã kết nạp.", vec!["Chi bộ thôn 3@?"; 2]),
        // There are many cells: the one behind is another.
        ("Chi bộ họp. Chi bộ thôn 3 họp.", vec!["Chi bộ@?", "Chi bộ thôn 3@?"]),
        ("Huyện ủy Na Hang họp. Bí thư Huyện ủy Lê Văn An dự.", vec!["Huyện ủy Na Hang@?"; 2]),
    ] {
        assert_eq!(keys(text), expected, "{text}");
    }
}
