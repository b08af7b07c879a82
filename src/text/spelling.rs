//! Where the tone mark is written: for names and suggestions that the program prints itself.
//!
//! The press writes both styles, often in one article, so search keys leave the place out and only display asks for it.

use unicode_normalization::UnicodeNormalization;

use super::letter::Tone;

/// The two ways to place the tone of an open `oa`, `oe` or `uy`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Style {
    /// `hòa khỏe thúy ủy`: most papers.
    Old,
    /// `hoà khoẻ thuý uỷ`: schoolbooks since 2018.
    New,
}

/// Writes a tone onto a toneless syllable (`nguyên`, `hoa`), both in NFC.
///
/// A word without a vowel comes back as it is.
pub fn place_tone(syllable: &str, tone: Tone, style: Style) -> String {
    let letters: Vec<char> = syllable.chars().collect();
    let (Some(mark), Some(place)) = (tone.mark(), tone_place(&letters, style)) else {
        return syllable.to_owned();
    };
    let mut spelled = String::with_capacity(syllable.len() + 2);
    spelled.extend(&letters[..place]);
    // Not `compose`: in `ậ` the mark below comes before the one above.
    spelled.extend([letters[place], mark].into_iter().nfc());
    spelled.extend(&letters[place + 1..]);
    spelled
}

/// Writes a text without tones and shapes, as it is typed where there is no Vietnamese keyboard: `Đảng ủy` gives `Dang uy`.
pub fn without_marks(text: &str) -> String {
    let base = text.nfd().filter(|&c| !unicode_normalization::char::is_combining_mark(c));
    base.map(|c| match c {
        'đ' => 'd',
        'Đ' => 'D',
        other => other,
    })
    .collect()
}

/// Returns which letter carries the tone.
fn tone_place(letters: &[char], style: Style) -> Option<usize> {
    let lower: Vec<char> = letters.iter().flat_map(|c| c.to_lowercase()).collect();
    let start = nucleus_start(&lower)?;
    let vowels = lower[start..].iter().take_while(|c| is_vowel_letter(**c)).count();
    let nucleus = &lower[start..start + vowels];
    let open = start + vowels == lower.len();
    let offset = if let Some(shaped) = nucleus.iter().rposition(|c| "ăâêôơ".contains(*c)) {
        shaped
    } else if let Some(horned) = nucleus.iter().position(|&c| c == 'ư') {
        horned
    } else {
        match (vowels, open) {
            (1, _) => 0,
            (3.., _) => 1,
            (_, false) => 1,
            (_, true) if matches!(nucleus, ['o', 'a' | 'e'] | ['u', 'y']) => match style {
                Style::Old => 0,
                Style::New => 1,
            },
            _ => 0,
        }
    };
    Some(start + offset)
}

/// Finds the first vowel that is not part of the onset: `qu` swallows its u, `gi` its i before another vowel.
fn nucleus_start(lower: &[char]) -> Option<usize> {
    let vowel_at = |index: usize| lower.get(index).is_some_and(|&c| is_vowel_letter(c));
    let onset = match lower {
        ['q', 'u', ..] if vowel_at(2) => 2,
        ['g', 'i', ..] if vowel_at(2) => 2,
        _ => 0,
    };
    (onset..lower.len()).find(|&index| vowel_at(index))
}

fn is_vowel_letter(c: char) -> bool {
    "aăâeêioôơuưy".contains(c)
}

#[cfg(test)]
mod tests {
    use super::*;
    use Tone::*;

    #[test]
    fn the_nucleus_table() {
        let both = |syllable, tone, expected| {
            assert_eq!(place_tone(syllable, tone, Style::Old), expected, "old style");
            assert_eq!(place_tone(syllable, tone, Style::New), expected, "new style");
        };
        for (syllable, tone, expected) in [
            ("đang", Hoi, "đảng"),
            ("ky", Sac, "ký"),
            ("quy", Sac, "quý"),
            ("gia", Huyen, "già"),
            ("qua", Hoi, "quả"),
            ("gi", Huyen, "gì"),
            ("đai", Nang, "đại"),
            ("bao", Hoi, "bảo"),
            ("câu", Huyen, "cầu"),
            ("tây", Sac, "tấy"),
            ("keu", Sac, "kéu"),
            ("kêu", Sac, "kếu"),
            ("hôi", Nang, "hội"),
            ("mơi", Sac, "mới"),
            ("nui", Sac, "núi"),
            ("gưi", Hoi, "gửi"),
            ("cưu", Sac, "cứu"),
            ("bia", Huyen, "bìa"),
            ("mia", Sac, "mía"),
            ("lua", Nang, "lụa"),
            ("cua", Hoi, "của"),
            ("lưa", Hoi, "lửa"),
            ("giưa", Nga, "giữa"),
            ("biên", Hoi, "biển"),
            ("yêu", Sac, "yếu"),
            ("nguôn", Huyen, "nguồn"),
            ("đương", Huyen, "đường"),
            ("kiêu", Hoi, "kiểu"),
            ("ngươi", Huyen, "người"),
            ("rươu", Nang, "rượu"),
            ("hoan", Huyen, "hoàn"),
            ("khoet", Sac, "khoét"),
            ("toan", Sac, "toán"),
            ("oanh", Sac, "oánh"),
            ("mooc", Sac, "moóc"),
            ("hoăc", Nang, "hoặc"),
            ("xoăn", Sac, "xoắn"),
            ("tuân", Huyen, "tuần"),
            ("tuê", Nang, "tuệ"),
            ("huê", Sac, "huế"),
            ("thuơ", Hoi, "thuở"),
            ("quơ", Huyen, "quờ"),
            ("huynh", Huyen, "huỳnh"),
            ("suyt", Sac, "suýt"),
            ("quynh", Huyen, "quỳnh"),
            ("khuya", Hoi, "khuỷa"),
            ("khuyu", Hoi, "khuỷu"),
            ("nguyên", Nga, "nguyễn"),
            ("tuyêt", Sac, "tuyết"),
            ("quyên", Huyen, "quyền"),
            ("ngoai", Huyen, "ngoài"),
            ("xoay", Sac, "xoáy"),
            ("ngoao", Sac, "ngoáo"),
            ("khoeo", Huyen, "khoèo"),
            ("khuây", Sac, "khuấy"),
            ("muôi", Sac, "muối"),
            ("hươu", Sac, "hướu"),
            ("giêng", Sac, "giếng"),
            ("gin", Huyen, "gìn"),
            ("gi", Hoi, "gỉ"),
            ("hđ", Sac, "hđ"),
            ("Nguyên", Nga, "Nguyễn"),
            ("ba", Level, "ba"),
        ] {
            both(syllable, tone, expected);
        }
    }

    #[test]
    fn texts_without_marks() {
        assert_eq!(without_marks("Đảng ủy Khối, đường Nguyễn Huệ"), "Dang uy Khoi, duong Nguyen Hue");
    }

    #[test]
    fn styles_differ_only_in_three_open_nuclei() {
        for (syllable, tone, old, new) in [
            ("hoa", Huyen, "hòa", "hoà"),
            ("khoe", Hoi, "khỏe", "khoẻ"),
            ("thuy", Sac, "thúy", "thuý"),
            ("uy", Hoi, "ủy", "uỷ"),
            ("tuy", Huyen, "tùy", "tuỳ"),
        ] {
            assert_eq!(place_tone(syllable, tone, Style::Old), old);
            assert_eq!(place_tone(syllable, tone, Style::New), new);
        }
    }
}
