//! What a terminal is shown of a text that came from outside.
//!
//! Titles, file names and queries may hold anything, also what moves the cursor, changes the clipboard or turns the line around.
//! [`visible`] decides for each character; every text that is printed or exported and every JSON string asks it.

/// How a character of an article, a file name or a query is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shown {
    /// As it is, or as a picture of itself: `␛` for ESC.
    As(char),
    /// As a space: it would begin a new line or jump to a column.
    Space,
    /// Not at all: it has no shape of its own and changes how others look.
    Nothing,
}

/// Decides how `c` is shown.
pub const fn visible(c: char) -> Shown {
    match c {
        '\t'..='\r' | '\u{85}' | '\u{2028}' | '\u{2029}' => Shown::Space,
        // The pictures of the control characters stand in the same order as they do.
        '\0'..='\x1f' => match char::from_u32(0x2400 + c as u32) {
            Some(picture) => Shown::As(picture),
            None => Shown::Nothing,
        },
        '\x7f' => Shown::As('␡'),
        '\u{80}'..='\u{9f}' => Shown::As(char::REPLACEMENT_CHARACTER),
        // Soft hyphen, zero-width characters and joiners, marks and overrides of direction, invisible operators, byte order mark.
        '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}' => {
            Shown::Nothing
        }
        // Interlinear annotations and tag characters: invisible text inside the text.
        '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}' => Shown::Nothing,
        _ => Shown::As(c),
    }
}

/// Returns `text` as one line that is safe to print; a run of line breaks becomes one space.
///
/// `ESC[2J` ⇒ `␛[2J`, `a\r\nb` ⇒ `a b`.
pub fn one_line(text: &str) -> String {
    let mut line = String::with_capacity(text.len());
    let mut after_break = false;
    for c in text.chars() {
        match visible(c) {
            Shown::Space => {
                if !after_break && !line.ends_with(' ') {
                    line.push(' ');
                }
                after_break = true;
            }
            Shown::As(' ') if after_break => {}
            Shown::As(c) => {
                line.push(c);
                after_break = false;
            }
            Shown::Nothing => {}
        }
    }
    line
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_reaches_the_terminal_but_text() {
        for (text, shown) in [
            ("Trần Văn Chung", "Trần Văn Chung"),
            ("\x1b[2Jxóa màn hình", "␛[2Jxóa màn hình"),
            ("\x1b]0;tên cửa sổ\x07", "␛]0;tên cửa sổ␇"),
            ("\u{9b}2J", "\u{fffd}2J"),
            ("a\x08\0\x7fb", "a␈␀␡b"),
            ("a\r\n\r\n  b\tc", "a b c"),
            ("cao\u{202e}gnàb", "caognàb"),
            ("Đ\u{200b}ảng\u{feff}", "Đảng"),
            ("a\u{2028}b\u{85}c", "a b c"),
            // Marks that stand alone are text: an article in NFD is shown as it was written.
            ("Tra\u{302}\u{300}n", "Tra\u{302}\u{300}n"),
        ] {
            assert_eq!(one_line(text), shown, "{text:?}");
        }
        assert_eq!(one_line(&format!("đầu{}cuối", "\n".repeat(10_000))), "đầu cuối");
    }

    #[test]
    fn no_control_character_is_left() {
        let everything: String = ('\0'..='\u{10ffff}').collect();
        assert_eq!(one_line(&everything).chars().find(|c| c.is_control()), None);
    }
}
