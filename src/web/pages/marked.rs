//! Texts with places marked in them, cut into pieces that a template writes.

/// A piece of a text.
pub struct Piece {
    pub text: String,
    pub is_marked: bool,
}

/// Cuts a text at its marks, which count characters, are in order and do not overlap.
pub fn pieces(text: &str, marks: &[[usize; 2]]) -> Vec<Piece> {
    let starts: Vec<usize> = text.char_indices().map(|(at, _)| at).collect();
    let byte_of = |chars: usize| starts.get(chars).copied().unwrap_or(text.len());
    let mut pieces = Vec::with_capacity(2 * marks.len() + 1);
    let mut end = 0;
    let mut push = |from: usize, to: usize, is_marked: bool| {
        if from < to {
            pieces.push(Piece { text: text[from..to].to_owned(), is_marked });
        }
    };
    for [from, to] in marks.iter().filter(|[from, to]| from < to) {
        let (from, to) = (byte_of(*from), byte_of(*to));
        push(end, from, false);
        push(from, to, true);
        end = to;
    }
    push(end, text.len(), false);
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str, marks: &[[usize; 2]]) -> String {
        pieces(text, marks).iter().map(|piece| if piece.is_marked { format!("[{}]", piece.text) } else { piece.text.clone() }).collect()
    }

    #[test]
    fn marks_count_characters() {
        for (text, marks, expected) in [
            ("đồng chí Chung nói", &[[9, 14]][..], "đồng chí [Chung] nói"),
            ("Trần Văn", &[[0, 4], [5, 8]], "[Trần] [Văn]"),
            ("TrầnVăn", &[[0, 4], [4, 7]], "[Trần][Văn]"),
            ("ủy", &[[0, 2]], "[ủy]"),
            ("ủy", &[], "ủy"),
            ("", &[], ""),
            ("ủy", &[[1, 9]], "ủ[y]"),
        ] {
            assert_eq!(shown(text, marks), expected);
        }
    }
}
