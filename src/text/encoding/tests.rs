//! The legacy tables against frozen facts of glibc's iconv, and the sentences that must come out right.

use super::*;

/// `for b in 80..FF: printf "\x$b" | iconv -f TCVN -t UTF-8` (glibc 2.39), as code points.
const ICONV_TCVN: &str = "00C0 1EA2 00C3 00C1 1EA0 1EB6 1EAC 00C8 1EBA 1EBC 00C9 1EB8 1EC6 00CC 1EC8 0128 00CD 1ECA 00D2 1ECE 00D5 00D3 1ECC 1ED8 1EDC \
    1EDE 1EE0 1EDA 1EE2 00D9 1EE6 0168 00A0 0102 00C2 00CA 00D4 01A0 01AF 0110 0103 00E2 00EA 00F4 01A1 01B0 0111 1EB0 0300 0309 0303 0301 0323 00E0 \
    1EA3 00E3 00E1 1EA1 1EB2 1EB1 1EB3 1EB5 1EAF 1EB4 1EAE 1EA6 1EA8 1EAA 1EA4 1EC0 1EB7 1EA7 1EA9 1EAB 1EA5 1EAD 00E8 1EC2 1EBB 1EBD 00E9 1EB9 1EC1 \
    1EC3 1EC5 1EBF 1EC7 00EC 1EC9 1EC4 1EBE 1ED2 0129 00ED 1ECB 00F2 1ED4 1ECF 00F5 00F3 1ECD 1ED3 1ED5 1ED7 1ED1 1ED9 1EDD 1EDF 1EE1 1EDB 1EE3 00F9 \
    1ED6 1EE7 0169 00FA 1EE5 1EEB 1EED 1EEF 1EE9 1EF1 1EF3 1EF7 1EF9 00FD 1EF5 1ED0";

/// The same for VISCII.
const ICONV_VISCII: &str = "1EA0 1EAE 1EB0 1EB6 1EA4 1EA6 1EA8 1EAC 1EBC 1EB8 1EBE 1EC0 1EC2 1EC4 1EC6 1ED0 1ED2 1ED4 1ED6 1ED8 1EE2 1EDA 1EDC 1EDE 1ECA \
    1ECE 1ECC 1EC8 1EE6 0168 1EE4 1EF2 00D5 1EAF 1EB1 1EB7 1EA5 1EA7 1EA9 1EAD 1EBD 1EB9 1EBF 1EC1 1EC3 1EC5 1EC7 1ED1 1ED3 1ED5 1ED7 1EE0 01A0 1ED9 \
    1EDD 1EDF 1ECB 1EF0 1EE8 1EEA 1EEC 01A1 1EDB 01AF 00C0 00C1 00C2 00C3 1EA2 0102 1EB3 1EB5 00C8 00C9 00CA 1EBA 00CC 00CD 0128 1EF3 0110 1EE9 00D2 \
    00D3 00D4 1EA1 1EF7 1EEB 1EED 00D9 00DA 1EF9 1EF5 00DD 1EE1 01B0 00E0 00E1 00E2 00E3 1EA3 0103 1EEF 1EAB 00E8 00E9 00EA 1EBB 00EC 00ED 0129 1EC9 \
    0111 1EF1 00F2 00F3 00F4 00F5 1ECF 1ECD 1EE5 00F9 00FA 0169 1EE7 00FD 1EE3 1EEE";

#[test]
fn tables_are_those_of_iconv() {
    let facts = |table: &str| -> Vec<char> {
        let code = |hex| char::from_u32(u32::from_str_radix(hex, 16).expect("hex")).expect("a character");
        table.split_whitespace().map(code).collect()
    };
    let mut tcvn = tcvn3::FROM_80.to_vec();
    tcvn.push('\u{A0}');
    tcvn.extend(tcvn3::FROM_A1);
    assert_eq!(tcvn, facts(ICONV_TCVN));
    assert_eq!(viscii::FROM_80.to_vec(), facts(ICONV_VISCII));
}

#[test]
fn viscii_and_tcvn3_have_every_letter_once() {
    let letters = |c: &char| c.is_alphabetic();
    for mut table in [
        viscii::FROM_80.into_iter().chain(viscii::CONTROLS.map(|(_, letter)| letter)).collect::<Vec<_>>(),
        tcvn3::FROM_80.into_iter().chain(tcvn3::FROM_A1).filter(letters).chain(tcvn3::CONTROLS.map(|(_, letter)| letter)).collect(),
    ] {
        table.sort_unstable();
        table.dedup();
        assert_eq!(table.len(), 134, "67 marked letters in two cases");
    }
}

#[track_caller]
fn check_text(legacy: &str, expected: &str, encoding: Encoding) {
    assert_eq!(repair(legacy), Some((expected.to_owned(), encoding)), "{legacy}");
    // The same as bytes of windows-1252, which is how such files lie on disks.
    let bytes: Option<Vec<u8>> = legacy.chars().map(latin::byte_of).collect();
    let is_font = matches!(encoding, Encoding::Tcvn3 | Encoding::Vni | Encoding::Viscii);
    if let Some(bytes) = bytes.filter(|_| is_font) {
        for declared in [None, Some("windows-1252"), Some("iso-8859-1"), Some("utf-8"), Some("x-user-defined"), Some("no such thing")] {
            let decoded = decode(&bytes, declared);
            assert_eq!((decoded.text.as_str(), decoded.encoding), (expected, encoding), "{legacy} declared {declared:?}");
        }
    }
}

#[test]
fn text_in_the_letters_of_another_encoding() {
    use Encoding::{DoubleUtf8, Swapped1258, Tcvn3, Viscii, Vni};
    for (legacy, expected, encoding) in [
        ("§¶ng ñy Khèi c¸c c¬ quan tØnh", "Đảng ủy Khối các cơ quan tỉnh", Tcvn3),
        ("Uû ban nh©n d©n", "Uỷ ban nhân dân", Tcvn3),
        ("§ång chÝ “TrÇn V¨n Chung” – Phã BÝ th\u{AD} Th\u{AD}êng trùc TØnh ñy", "Đồng chí “Trần Văn Chung” – Phó Bí thư Thường trực Tỉnh ủy", Tcvn3),
        ("Ñaûng uûy Khoái caùc cô quan tænh", "Đảng ủy Khối các cơ quan tỉnh", Vni),
        ("Buøi Döông Ñoã", "Bùi Dương Đỗ", Vni),
        ("ÑAÛNG BOÄ TÆNH ÑAÉK LAÉK NHIEÄM KYØ", "ĐẢNG BỘ TỈNH ĐẮK LẮK NHIỆM KỲ", Vni),
        ("Ðäng üy Kh¯i các c½ quan tïnh", "Đảng ủy Khối các cơ quan tỉnh", Viscii),
        ("Ä\u{90}áº£ng á»§y Khá»‘i cÃ¡c cÆ¡ quan tá»‰nh lÃ  cá»§a dÃ¢n", "Đảng ủy Khối các cơ quan tỉnh là của dân", DoubleUtf8),
        ("xă hội có ư nghĩa th\u{301} phải làm", "xã hội có ý nghĩa thì phải làm", Swapped1258),
    ] {
        check_text(legacy, expected, encoding);
    }
}

#[test]
fn i03_bytes_made_by_iconv() {
    let expected = "Đảng ủy Khối các cơ quan tỉnh ghi nhận những kết quả đạt được, ỦY BAN NHÂN DÂN TỈNH";
    let tcvn = b"\xA7\xB6ng \xF1y Kh\xE8i c\xB8c c\xAC quan t\xD8nh ghi nh\xCBn nh\xF7ng k\xD5t qu\xB6 \xAE\xB9t \xAE\xAD\xEEc, \x9EY BAN NH\xA2N D\xA2N T\x8ENH";
    let viscii = b"\xD0\xE4ng \xFCy Kh\xAFi c\xE1c c\xBD quan t\xEFnh ghi nh\xA7n nh\xE6ng k\xAAt qu\xE4 \xF0\xD5t \xF0\xDF\xFEc, \x9CY BAN NH\xC2N D\xC2N T\x9BNH";
    for (bytes, encoding) in [(&tcvn[..], Encoding::Tcvn3), (&viscii[..], Encoding::Viscii)] {
        let decoded = decode(bytes, None);
        assert_eq!((decoded.text.as_str(), decoded.encoding), (expected, encoding));
    }
    let windows =
        b"\xD0a\xD2ng u\xD2y Kh\xF4\xECi ca\xECc c\xF5 quan ti\xD2nh ghi nh\xE2\xF2n nh\xFD\xDEng k\xEA\xECt qua\xD2 \xF0a\xF2t \xF0\xFD\xF5\xF2c";
    for declared in [None, Some("windows-1258"), Some("windows-1252"), Some("utf-8"), Some("iso-8859-1")] {
        let decoded = decode(windows, declared);
        assert_eq!(decoded.text, "Đảng ủy Khối các cơ quan tỉnh ghi nhận những kết quả đạt được", "{declared:?}");
        assert_eq!(decoded.encoding, Encoding::Web(encoding_rs::WINDOWS_1258));
    }
}

#[test]
fn paragraphs_are_judged_one_by_one() {
    let page = "Đảng bộ tỉnh họp\n§¶ng ñy Khèi c¸c c¬ quan tØnh tæ chøc héi nghÞ\nTØnh ñy\nHết bài";
    let meant = "Đảng bộ tỉnh họp\nĐảng ủy Khối các cơ quan tỉnh tổ chức hội nghị\nTỉnh ủy\nHết bài";
    assert_eq!(repair(page), Some((meant.to_owned(), Encoding::Tcvn3)));
}

/// One line was TCVN3 and the other stayed what windows-1258 made of it, marks apart.
#[test]
fn every_paragraph_of_converted_bytes_is_composed() {
    let decoded = decode(b"hai\r\n\xE2a\nna\xD2", None);
    assert_eq!(decoded.text, decoded.text.nfc().collect::<String>(), "{decoded:?}");
}

#[test]
fn good_text_is_left_alone() {
    for text in [
        "",
        "Đảng ủy Khối các cơ quan tỉnh",
        "Đa\u{309}ng u\u{309}y Khô\u{301}i",
        "Hà Nam, Trà Vinh, Hòa Bình",
        "Lâm Ðồng và TCTK/PPCÐ",
        "Café Zoë naïve",
        "Y Thă ở buôn Kră cùng bà con dự lễ kỷ niệm ngày thành lập Đảng bộ tỉnh tổ chức tại nhà văn hoá của xã hôm qua",
        "§ 5, khoản 2 ± 10 µm ©",
        "plain ASCII only",
    ] {
        assert_eq!(repair(text), None, "{text}");
        let decoded = decode(text.as_bytes(), None);
        assert_eq!((decoded.text.as_str(), decoded.encoding, decoded.had_errors), (text, Encoding::Utf8, false));
    }
}

#[test]
fn i03_utf_16_with_and_without_its_mark() {
    let text = "Đảng ủy Khối các cơ quan tỉnh\r\nhọp ngày 17-1.";
    let little: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let big: Vec<u8> = text.encode_utf16().flat_map(u16::to_be_bytes).collect();
    for (mark, bytes, encoding) in [
        (&b"\xFF\xFE"[..], &little, Encoding::Utf16Le),
        (b"", &little, Encoding::Utf16Le),
        (b"\xFE\xFF", &big, Encoding::Utf16Be),
        (b"", &big, Encoding::Utf16Be),
    ] {
        let bytes = [mark, bytes].concat();
        assert!(!is_binary(&bytes));
        let decoded = decode(&bytes, Some("utf-8"));
        assert_eq!((decoded.text.as_str(), decoded.encoding, decoded.had_errors), (text, encoding, false));
    }
}

#[test]
fn i02_damaged_utf_8_stays_utf_8() {
    let text = "Đảng ủy Khối các cơ quan tỉnh";
    let cut = &text.as_bytes()[..text.find("ỉ").expect("it is there") + 1];
    let decoded = decode(cut, None);
    assert_eq!((decoded.text.as_str(), decoded.had_errors), ("Đảng ủy Khối các cơ quan t\u{FFFD}", true));
    assert_eq!(decode(b"\xEF\xBB\xBFabc", None).text, "abc");
}

#[test]
fn i04_bytes_that_are_no_text() {
    for bytes in [&b"\x89PNG\r\n\x1A\n\0\0\0\rIHDR"[..], b"abc\0def", b"\0", b"\x01\x02\x03\x04"] {
        assert!(is_binary(bytes), "{bytes:?}");
    }
    for bytes in [&b""[..], b"x", b"\xEF\xBB\xBF", b"Th\xE0nh \x1E vi\xAAn \xF0oa`n th\xAC` thanh ni\xEAn"] {
        assert!(!is_binary(bytes), "{bytes:?}");
    }
}
