//! Answers of a bounded size: an assistant reads all of what it is given, and pays for it.
//!
//! Lists are cut to the same length all over an answer, long texts likewise, shorter and shorter until it fits; `cut` says what was left out.
//! Never cut: the hits of a page (its cursor stands behind the last of them), the text of an article (whoever asks says how much),
//! and names by which something is asked for again.

use schemars::JsonSchema;
use serde::Serialize;
use serde_json::{Value, json};

/// Bytes of an answer, as JSON, without the text of an article.
const BUDGET: usize = 48_000;

/// How many values of a list and how many characters of a text are kept, tried in this order. Pairs are lists of two.
const LEVELS: [(usize, usize); 6] = [(50, 1_000), (20, 500), (10, 300), (5, 200), (3, 120), (2, 60)];

/// How many lists are named that were cut.
const MOST_NAMED: usize = 20;

/// A list of this answer that holds only its first values.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Cut {
    /// Where it stands in the answer, as a JSON pointer: `/file/posts`.
    list: String,
    shown: usize,
    total: usize,
}

/// Returns an answer no larger than it may be, and says in its `cut` what was left out.
pub fn fit(answer: Value) -> Value {
    let whole = answer.get("text").and_then(Value::as_str).map_or(0, str::len);
    let mut fitted = answer.clone();
    for (items, chars) in LEVELS {
        let mut cuts = Vec::new();
        fitted = shorten(&answer, "", "", items, chars, &mut cuts);
        if answer.get("cut").is_some() {
            cuts.truncate(MOST_NAMED);
            fitted["cut"] = json!(cuts);
        }
        if fitted.to_string().len() <= BUDGET + whole {
            break;
        }
    }
    fitted
}

fn shorten(value: &Value, name: &str, path: &str, items: usize, chars: usize, cuts: &mut Vec<Cut>) -> Value {
    match value {
        Value::Array(list) => {
            let shown = if path == "/hits" { list.len() } else { list.len().min(items) };
            if shown < list.len() {
                cuts.push(Cut { list: path.to_owned(), shown, total: list.len() });
            }
            list[..shown].iter().enumerate().map(|(at, value)| shorten(value, name, &format!("{path}/{at}"), items, chars, cuts)).collect()
        }
        Value::Object(object) => {
            object.iter().map(|(key, value)| (key.clone(), shorten(value, key, &format!("{path}/{key}"), items, chars, cuts))).collect()
        }
        Value::String(text) if !matches!(name, "id" | "key" | "next") && path != "/text" => Value::String(first(text, chars)),
        other => other.clone(),
    }
}

/// Returns a text of at most so many characters; an ellipsis says that there was more.
fn first(text: &str, chars: usize) -> String {
    match text.char_indices().nth(chars) {
        Some((end, _)) => format!("{}…", text[..end].trim_end()),
        None => text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn small_answers_stay_as_they_are() {
        let answer = json!({ "hits": [{ "id": "a", "names": ["b", "c"] }], "text": "d", "cut": [] });
        assert_eq!(fit(answer.clone()), answer);
    }

    #[test]
    fn large_ones_are_cut_and_say_so() {
        let names = vec!["Trần Văn Hùng".repeat(20); 500];
        let hit = json!({ "id": "x".repeat(90), "names": names, "pair": ["2019", 3] });
        let text = "a".repeat(100_000);
        let fitted = fit(json!({ "hits": vec![hit; 20], "text": text, "next": "n".repeat(90), "cut": [] }));
        assert!(fitted.to_string().len() < BUDGET + text.len());
        assert_eq!(fitted["hits"].as_array().map(Vec::len), Some(20));
        assert_eq!(fitted["text"], text);
        assert_eq!(fitted["next"], "n".repeat(90));
        let first = &fitted["hits"][0];
        assert_eq!((&first["id"], &first["pair"]), (&json!("x".repeat(90)), &json!(["2019", 3])));
        assert_eq!(fitted["cut"][0]["list"], "/hits/0/names");
        assert_eq!(fitted["cut"][0]["total"], 500);
        assert_eq!(fitted["cut"].as_array().map(Vec::len), Some(MOST_NAMED));
    }
}
