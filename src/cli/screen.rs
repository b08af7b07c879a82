//! Where text goes: standard output for results, standard error for everything else.
//!
//! The one way to print on this floor. Outside text cannot reach the terminal unsafe, for it only enters as a [`Line`], and a line is made visible
//! when it is written; the only escape sequences are those of [`Style`].

use std::io::{self, BufWriter, IsTerminal, Write};

use serde::Serialize;
use unicode_width::UnicodeWidthChar;

use crate::config::Environment;
use crate::search::json;
use crate::text::visible::{Shown, visible};

/// How a stretch of a line stands out, on terminals that allow it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Style {
    Plain,
    /// Words that were asked for.
    Mark,
    /// What can be read over.
    Dim,
    /// What should be read first.
    Loud,
}

impl Style {
    const fn escape(self) -> &'static str {
        match self {
            Self::Plain => "",
            Self::Mark => "\x1b[1m",
            Self::Dim => "\x1b[2m",
            Self::Loud => "\x1b[1;33m",
        }
    }
}

/// One paragraph in the making: characters that are safe to print, each with its style.
#[derive(Clone, Debug, Default)]
pub struct Line {
    cells: Vec<(char, Style)>,
    after_break: bool,
}

impl Line {
    pub fn new() -> Self {
        Self::default()
    }

    /// Makes a line of plain `text`.
    pub fn plain(text: &str) -> Self {
        Self::new().and(Style::Plain, text)
    }

    /// Adds `text` behind what is there.
    #[must_use]
    pub fn and(mut self, style: Style, text: &str) -> Self {
        text.chars().for_each(|c| self.push(c, style));
        self
    }

    /// Adds `text` with its `marks`, which count characters.
    #[must_use]
    pub fn and_marked(mut self, text: &str, marks: &[[usize; 2]]) -> Self {
        let mut marks = marks.iter().peekable();
        for (index, c) in text.chars().enumerate() {
            while marks.next_if(|mark| mark[1] <= index).is_some() {}
            let inside = marks.peek().is_some_and(|mark| mark[0] <= index);
            self.push(c, if inside { Style::Mark } else { Style::Plain });
        }
        self
    }

    fn push(&mut self, c: char, style: Style) {
        match visible(c) {
            Shown::Space => {
                if !self.after_break && self.cells.last().is_none_or(|last| last.0 != ' ') {
                    self.cells.push((' ', style));
                }
                self.after_break = true;
            }
            Shown::As(' ') if self.after_break => {}
            Shown::As(c) => {
                self.cells.push((c, style));
                self.after_break = false;
            }
            Shown::Nothing => {}
        }
    }

    /// Returns the width in columns.
    pub fn width(&self) -> usize {
        columns(&self.cells)
    }

    /// Returns the styled characters broken into lines of at most `width` columns: between words if possible, else inside one.
    fn broken(&self, width: usize) -> Vec<&[(char, Style)]> {
        let mut lines = Vec::new();
        let mut rest = trim_start(&self.cells);
        while columns(rest) > width {
            let fits = fitting(rest, width);
            let cut = match rest[..=fits.min(rest.len() - 1)].iter().rposition(|cell| cell.0 == ' ') {
                Some(space) if space > 0 => space,
                _ => fits,
            };
            lines.push(&rest[..cut]);
            rest = trim_start(&rest[cut..]);
        }
        if !rest.is_empty() || lines.is_empty() {
            lines.push(rest);
        }
        lines
    }
}

fn trim_start(cells: &[(char, Style)]) -> &[(char, Style)] {
    let start = cells.iter().position(|cell| cell.0 != ' ').unwrap_or(cells.len());
    &cells[start..]
}

fn columns(cells: &[(char, Style)]) -> usize {
    cells.iter().map(|cell| cell.0.width().unwrap_or(0)).sum()
}

/// Returns how many cells fit into `width` columns, at least one, never parting a letter from the marks that follow it.
fn fitting(cells: &[(char, Style)], width: usize) -> usize {
    let mut used = 0;
    let fits = cells.iter().position(|cell| {
        used += cell.0.width().unwrap_or(0);
        used > width
    });
    let mut fits = fits.unwrap_or(cells.len()).max(1);
    while cells.get(fits).is_some_and(|cell| cell.0.width() == Some(0)) {
        fits += 1;
    }
    fits
}

/// How a [`Screen`] shows lines.
#[derive(Clone, Copy, Debug)]
pub struct Look {
    /// Whether styles are shown.
    pub colour: bool,
    /// Columns of a line; `None` never breaks a line, as programs that read it expect.
    pub width: Option<usize>,
}

impl Look {
    /// A file or a pipe: the text and nothing else.
    pub const PLAIN: Self = Self { colour: false, width: None };

    /// Lines longer than this are hard to read, however wide the window.
    const WIDEST: usize = 110;
    /// In a narrower window, breaking lines makes it worse.
    const NARROWEST: usize = 24;
    /// What a terminal that does not tell its width is taken to have.
    const USUAL: usize = 80;

    fn of(is_terminal: bool, columns: Option<(terminal_size::Width, terminal_size::Height)>) -> Self {
        match is_terminal {
            true => Self::of_terminal(columns.map(|size| usize::from(size.0.0)), &|name| std::env::var_os(name)),
            false => Self::PLAIN,
        }
    }

    fn of_terminal(columns: Option<usize>, environment: Environment) -> Self {
        let says_no = environment("NO_COLOR").is_some_and(|value| !value.is_empty());
        let is_dumb = environment("TERM").is_some_and(|value| value == "dumb");
        let columns = columns.filter(|&columns| columns > 0).unwrap_or(Self::USUAL);
        Self { colour: !says_no && !is_dumb, width: (columns >= Self::NARROWEST).then(|| columns.min(Self::WIDEST)) }
    }
}

/// A stream with its look.
pub struct Screen {
    sink: Box<dyn Write>,
    look: Look,
}

impl Screen {
    /// Standard output, buffered: [`Screen::flush`] tells whether everything was written.
    pub fn stdout() -> Self {
        let stream = io::stdout();
        let look = Look::of(stream.is_terminal(), terminal_size::terminal_size_of(&stream));
        Self { look, sink: Box::new(BufWriter::with_capacity(1 << 16, stream)) }
    }

    pub fn stderr() -> Self {
        let stream = io::stderr();
        let look = Look::of(stream.is_terminal(), terminal_size::terminal_size_of(&stream));
        Self { look, sink: Box::new(stream) }
    }

    #[cfg(test)]
    pub fn to(sink: impl Write + 'static, look: Look) -> Self {
        Self { sink: Box::new(sink), look }
    }

    /// Returns the columns of a line, a common width if lines are not broken.
    pub fn width(&self) -> usize {
        self.look.width.unwrap_or(80)
    }

    /// Writes `line`, broken to the width.
    pub fn line(&mut self, line: &Line) -> io::Result<()> {
        self.indented(0, line)
    }

    /// Writes `line` with every line of it `indent` columns to the right.
    pub fn indented(&mut self, indent: usize, line: &Line) -> io::Result<()> {
        self.hanging(&Line::plain(&" ".repeat(indent)), line)
    }

    /// Writes `line` behind `head`, the following lines as far to the right as the first.
    pub fn hanging(&mut self, head: &Line, line: &Line) -> io::Result<()> {
        let width = self.look.width.map_or(usize::MAX, |width| width.saturating_sub(head.width()).max(1));
        let mut begin = self.painted(&head.cells);
        for cells in line.broken(width) {
            let text = self.painted(cells);
            // An indent before nothing would be white space at the end of a line.
            writeln!(self.sink, "{}", format_args!("{begin}{text}").to_string().trim_end_matches(' '))?;
            begin = " ".repeat(head.width());
        }
        Ok(())
    }

    /// Writes `text` as a line of its own.
    pub fn text(&mut self, text: &str) -> io::Result<()> {
        self.line(&Line::plain(text))
    }

    pub fn blank(&mut self) -> io::Result<()> {
        writeln!(self.sink)
    }

    /// Writes `value` as JSON on one line.
    pub fn json<T: Serialize + ?Sized>(&mut self, value: &T) -> io::Result<()> {
        json::write(&mut self.sink, value)?;
        writeln!(self.sink)
    }

    /// Writes bytes that we made ourselves, as they are: help, completions, manual pages.
    pub fn raw(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.sink.write_all(bytes)
    }

    /// Tells whether styles are shown.
    pub const fn has_colour(&self) -> bool {
        self.look.colour
    }

    pub fn flush(&mut self) -> io::Result<()> {
        self.sink.flush()
    }

    fn painted(&self, cells: &[(char, Style)]) -> String {
        let mut text = String::with_capacity(cells.len() * 2);
        let mut now = Style::Plain;
        for &(c, style) in cells {
            if self.look.colour && style != now {
                if now != Style::Plain {
                    text.push_str("\x1b[0m");
                }
                text.push_str(style.escape());
                now = style;
            }
            text.push(c);
        }
        if now != Style::Plain {
            text.push_str("\x1b[0m");
        }
        text
    }
}

#[cfg(test)]
pub mod tests {
    use std::cell::RefCell;
    use std::rc::Rc;

    use super::*;

    /// A sink that can be read afterwards.
    #[derive(Clone, Default)]
    pub struct Paper(Rc<RefCell<Vec<u8>>>);

    impl Paper {
        pub fn read(&self) -> String {
            String::from_utf8(self.0.borrow().clone()).expect("only text is printed")
        }
    }

    impl Write for Paper {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            self.0.borrow_mut().extend_from_slice(bytes);
            Ok(bytes.len())
        }
        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    fn printed(look: Look, indent: usize, line: &Line) -> String {
        let paper = Paper::default();
        Screen::to(paper.clone(), look).indented(indent, line).expect("paper is patient");
        paper.read()
    }

    #[test]
    fn styles_are_shown_unless_the_reader_says_no() {
        for (set, colour) in [
            (&[][..], true),
            (&[("NO_COLOR", "1")], false),
            (&[("NO_COLOR", "")], true),
            (&[("TERM", "dumb")], false),
            (&[("TERM", "xterm-256color")], true),
        ] {
            let environment = |name: &str| set.iter().find(|(set, _)| *set == name).map(|(_, value)| value.into());
            assert_eq!(Look::of_terminal(Some(80), &environment).colour, colour, "{set:?}");
        }
        for (columns, width) in [(Some(60), Some(60)), (Some(300), Some(110)), (Some(10), None), (Some(0), Some(80)), (None, Some(80))] {
            assert_eq!(Look::of_terminal(columns, &|_| None).width, width, "{columns:?}");
        }
    }

    #[test]
    fn lines_break_between_words_and_inside_long_ones() {
        let at = |width| Look { colour: false, width: Some(width) };
        let line = Line::plain("Hội nghị tổng kết công tác Đảng");
        assert_eq!(printed(at(12), 2, &line), "  Hội nghị\n  tổng kết\n  công tác\n  Đảng\n");
        assert_eq!(printed(at(5), 0, &Line::plain("abcdefgh ij")), "abcde\nfgh\nij\n");
        assert_eq!(printed(Look::PLAIN, 4, &line), "    Hội nghị tổng kết công tác Đảng\n");
        assert_eq!(printed(at(8), 0, &Line::plain("")), "\n");
        // Decomposed marks take no column and stay with their letter.
        assert_eq!(printed(at(4), 0, &Line::plain("Tra\u{302}\u{300}n Va\u{306}n")), "Tra\u{302}\u{300}n\nVa\u{306}n\n");
    }

    #[test]
    fn c01_only_our_own_escapes_are_printed() {
        let colour = Look { colour: true, width: None };
        let line = Line::new().and_marked("\x1b[31mTrần Văn Chung\x1b]52;c;eA==\x07", &[[5, 19]]);
        assert_eq!(printed(colour, 0, &line), "␛[31m\x1b[1mTrần Văn Chung\x1b[0m␛]52;c;eA==␇\n");
        assert_eq!(printed(Look::PLAIN, 0, &line), "␛[31mTrần Văn Chung␛]52;c;eA==␇\n");
    }

    #[test]
    fn marks_keep_their_place_when_lines_break() {
        let colour = Look { colour: true, width: Some(8) };
        let line = Line::new().and_marked("a\n\n\nbc Văn Chung d", &[[7, 16]]);
        assert_eq!(printed(colour, 0, &line), "a bc \x1b[1mVăn\x1b[0m\n\x1b[1mChung\x1b[0m d\n");
    }
}
