//! Rust sources as the tidy test reads them: the code of the program, without comments, texts and tests.
//!
//! Not a parser: it knows where comments, texts and braces begin and end, which is all that is asked. Lines stay where they are.

use std::fs;
use std::path::{Path, PathBuf};

/// One file of the repository.
pub struct Source {
    /// From the root of the repository, with `/` between folders.
    pub path: String,
    /// As it lies there.
    pub text: String,
    /// With blanks in place of comments, texts and tests.
    pub code: String,
}

impl Source {
    pub fn new(path: &str, text: String) -> Self {
        let is_test = path.ends_with("/tests.rs") || path.contains("/tests/");
        let code = if is_test { String::new() } else { without_tests(without_comments_and_texts(&text)) };
        Self { path: path.to_owned(), text, code }
    }

    /// Returns the modules from the root of the crate down to this file: `query`, `parser` for `src/query/parser.rs`.
    pub fn modules(&self) -> Vec<&str> {
        let path = self.path.trim_start_matches("src/").trim_end_matches(".rs");
        path.split('/').filter(|module| !matches!(*module, "mod" | "lib" | "main")).collect()
    }

    /// Returns the room it lies in; none for the roots of library and program.
    pub fn room(&self) -> Option<&str> {
        self.modules().first().copied()
    }

    /// Returns the lines of code that hold `word`, not as a part of a longer word; numbered from 1.
    pub fn lines_with<'a>(&'a self, word: &'a str) -> impl Iterator<Item = usize> + 'a {
        places(&self.code, word).map(|at| line_of(&self.code, at))
    }

    /// Returns what follows `root::` in paths, with its line: `text` for `crate::text::Span`, `a` and `b` for `use crate::{a, b::c}`.
    pub fn used_from(&self, root: &str) -> Vec<(usize, String)> {
        let start = format!("{root}::");
        let mut used = Vec::new();
        for at in places(&self.code, &start).filter(|&at| begins_path(&self.code[..at])) {
            let line = line_of(&self.code, at);
            used.extend(first_names(&self.code[at + start.len()..]).into_iter().map(|name| (line, name)));
        }
        used
    }
}

/// Reads every file below `folder` whose name one of `endings` closes, sorted by path; folders in `skipped` are passed over.
pub fn read_all(root: &Path, folder: &str, endings: &[&str], skipped: &[&str]) -> Vec<Source> {
    let mut files = Vec::new();
    collect(&root.join(folder), &mut files, &|path| !skipped.contains(&relative(root, path).as_str()));
    files.sort();
    let paths = files.iter().map(|file| (file, relative(root, file))).filter(|(_, path)| endings.iter().any(|ending| path.ends_with(ending)));
    paths.map(|(file, path)| Source::new(&path, fs::read_to_string(file).unwrap_or_else(|error| panic!("{path}: {error}")))).collect()
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>, is_wanted: &dyn Fn(&Path) -> bool) {
    for entry in fs::read_dir(folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display())) {
        let path = entry.expect("a folder can be listed").path();
        match path.is_dir() {
            true if is_wanted(&path) => collect(&path, files, is_wanted),
            true => {}
            false => files.push(path),
        }
    }
}

fn relative(root: &Path, path: &Path) -> String {
    let below = path.strip_prefix(root).expect("it was found below the root");
    below.components().map(|part| part.as_os_str().to_string_lossy()).collect::<Vec<_>>().join("/")
}

fn line_of(text: &str, at: usize) -> usize {
    1 + text[..at].matches('\n').count()
}

fn is_word(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

/// Finds `word` where no letter of it is part of a longer word.
pub fn places<'a>(text: &'a str, word: &'a str) -> impl Iterator<Item = usize> + 'a {
    let open = !word.starts_with(is_word);
    let close = !word.ends_with(is_word);
    text.match_indices(word).map(|(at, _)| at).filter(move |&at| {
        let (before, after) = (&text[..at], &text[at + word.len()..]);
        (open || !before.ends_with(is_word)) && (close || !after.starts_with(is_word))
    })
}

/// Tells whether what follows is the first name of a path: nothing before it, or a `::` that itself follows nothing.
fn begins_path(before: &str) -> bool {
    before.strip_suffix("::").is_none_or(|outside| !outside.ends_with(is_word) && !outside.ends_with('>'))
}

/// Reads the name that `rest` begins with, or the names of the group `{…}`.
fn first_names(rest: &str) -> Vec<String> {
    let name_at = |text: &str| text.trim_start().chars().take_while(|&c| is_word(c) || c == '*').collect::<String>();
    let Some(group) = rest.trim_start().strip_prefix('{') else { return vec![name_at(rest)] };
    let mut names = vec![name_at(group)];
    let mut depth = 0;
    for (at, c) in group.char_indices() {
        match c {
            '{' => depth += 1,
            '}' if depth == 0 => break,
            '}' => depth -= 1,
            ',' if depth == 0 => names.push(name_at(&group[at + 1..])),
            _ => {}
        }
    }
    names.retain(|name| !name.is_empty());
    names
}

fn without_comments_and_texts(text: &str) -> String {
    let mut code = String::with_capacity(text.len());
    let mut rest = text;
    while !rest.is_empty() {
        let hidden = hidden_length(rest, code.ends_with(is_word));
        let (piece, behind) = rest.split_at(hidden.unwrap_or_else(|| rest.chars().next().map_or(0, char::len_utf8)));
        match hidden {
            Some(_) => push_blank(&mut code, piece),
            None => code.push_str(piece),
        }
        rest = behind;
    }
    code
}

fn push_blank(code: &mut String, piece: &str) {
    code.extend(piece.chars().map(|c| if c == '\n' { '\n' } else { ' ' }));
}

/// Returns the length of the comment, text or character literal that `rest` begins with.
fn hidden_length(rest: &str, in_word: bool) -> Option<usize> {
    let until = |end: Option<usize>| end.unwrap_or(rest.len());
    if rest.starts_with("//") {
        return Some(until(rest.find('\n')));
    }
    if rest.starts_with("/*") {
        return Some(until(end_of_comment(rest)));
    }
    if let (false, Some(hashes)) = (in_word, raw_text_hashes(rest)) {
        let open = rest.find('"').expect("a raw text has a quote") + 1;
        let close = format!("\"{}", "#".repeat(hashes));
        return Some(until(rest[open..].find(&close).map(|at| open + at + close.len())));
    }
    if rest.starts_with('"') {
        return Some(until(end_of_text(rest, '"')));
    }
    let mut quoted = rest.strip_prefix('\'')?.chars();
    match (quoted.next()?, quoted.next()?) {
        ('\\', _) => Some(until(end_of_text(rest, '\''))),
        (c, '\'') => Some(2 + c.len_utf8()),
        _ => None,
    }
}

fn end_of_text(rest: &str, quote: char) -> Option<usize> {
    let mut escaped = false;
    rest.char_indices().skip(1).find_map(|(at, c)| {
        let ends = c == quote && !escaped;
        escaped = c == '\\' && !escaped;
        ends.then_some(at + 1)
    })
}

/// Returns how many `#` open the raw text that `rest` begins with.
fn raw_text_hashes(rest: &str) -> Option<usize> {
    let raw = rest.strip_prefix(['b', 'c']).unwrap_or(rest).strip_prefix('r')?;
    let quote = raw.trim_start_matches('#');
    quote.starts_with('"').then_some(raw.len() - quote.len())
}

/// Comments nest.
fn end_of_comment(rest: &str) -> Option<usize> {
    let mut depth = 0;
    let marks = rest.match_indices("/*").map(|(at, _)| (at, 1)).chain(rest.match_indices("*/").map(|(at, _)| (at, -1)));
    let mut marks: Vec<(usize, i32)> = marks.collect();
    marks.sort_unstable();
    marks.into_iter().find_map(|(at, step)| {
        depth += step;
        (depth == 0).then_some(at + 2)
    })
}

/// Blanks every item behind `#[cfg(test)]`.
fn without_tests(code: String) -> String {
    const MARK: &str = "#[cfg(test)]";
    let mut kept = String::with_capacity(code.len());
    let mut rest = code.as_str();
    while let Some(at) = rest.find(MARK) {
        kept.push_str(&rest[..at]);
        let end = at + end_of_item(&rest[at..]);
        push_blank(&mut kept, &rest[at..end]);
        rest = &rest[end..];
    }
    kept + rest
}

/// Returns where an item ends: with its first `;` outside braces, or with the brace that closes its first one.
fn end_of_item(item: &str) -> usize {
    let mut depth = 0;
    let end = item.char_indices().find(|&(_, c)| {
        match c {
            '{' => depth += 1,
            '}' => depth -= 1,
            _ => {}
        }
        depth == 0 && matches!(c, ';' | '}')
    });
    end.map_or(item.len(), |(at, _)| at + 1)
}

#[test]
fn only_code_is_read() {
    let code = |text: &str| Source::new("src/a/b.rs", text.to_owned()).code.split_whitespace().collect::<Vec<_>>().join(" ");
    for (text, expected) in [
        ("a(); // b\nc();", "a(); c();"),
        ("/// [`b`](crate::b)\nfn a() {}", "fn a() {}"),
        ("a /* b /* c */ d */ e", "a e"),
        ("a(\"b \\\" c\", d)", "a( , d)"),
        ("a(r#\"b \" c\"#, d)", "a( , d)"),
        ("a('\"', b, '\\'', c)", "a( , b, , c)"),
        ("fn a<'b>(c: &'b str) {}", "fn a<'b>(c: &'b str) {}"),
        ("fn a() {}\n#[cfg(test)]\nmod tests { fn b() { c(); } }\nfn d() {}", "fn a() {} fn d() {}"),
        ("#[cfg(test)]\nmod tests;\nfn d() {}", "fn d() {}"),
    ] {
        assert_eq!(code(text), expected, "{text}");
    }
}

#[test]
fn used_paths_are_found() {
    let used = |text: &str| Source::new("src/a/b.rs", text.to_owned()).used_from("crate").into_iter().map(|(_, name)| name).collect::<Vec<_>>();
    for (text, expected) in [
        ("use crate::text::Span;", &["text"][..]),
        ("use crate::{archive, query::{ast, lexer}, text};", &["archive", "query", "text"]),
        ("use crate::{\n    archive,\n    query::parse,\n};", &["archive", "query"]),
        ("fn a(b: crate::text::Span) -> crate::Error {}", &["text", "Error"]),
        ("use crate::*;", &["*"]),
        ("my_crate::text(); a::crate::b();", &[]),
    ] {
        assert_eq!(used(text), expected, "{text}");
    }
}
