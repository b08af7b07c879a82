//! White space in order.

/// Writes words with one space between them, and none around.
pub fn one_line(text: &str) -> String {
    let mut line = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !line.is_empty() {
            line.push(' ');
        }
        line.push_str(word);
    }
    line
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_space_between_words() {
        for (text, expected) in [("  a \n b\u{a0}c ", "a b c"), ("", ""), ("\t", ""), ("a", "a")] {
            assert_eq!(one_line(text), expected, "{text:?}");
        }
    }
}
