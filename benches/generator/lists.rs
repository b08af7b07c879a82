//! The word lists of the generator, read once from the texts beside this file.
//!
//! A mistake in them is ours, so it panics and says where.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::random::Random;

static LISTS: LazyLock<HashMap<&'static str, List>> = LazyLock::new(|| {
    let texts = [include_str!("names.txt"), include_str!("places.txt"), include_str!("bodies.txt"), include_str!("sentences.txt")];
    texts.into_iter().flat_map(parse).collect()
});

/// The entries of one heading, with how much of all draws falls on each and those before it.
pub struct List {
    entries: Vec<&'static str>,
    shares: Vec<u64>,
}

impl List {
    /// Draws an entry.
    pub fn draw(&self, random: &mut Random) -> &'static str {
        let all = *self.shares.last().expect("no list is empty");
        let drawn = random.below(all);
        self.entries[self.shares.partition_point(|&share| share <= drawn)]
    }

    /// Returns all entries in the order of the text.
    pub fn entries(&self) -> &[&'static str] {
        &self.entries
    }
}

/// Returns the list under the heading `name`.
pub fn list(name: &str) -> &'static List {
    LISTS.get(name).unwrap_or_else(|| panic!("no list `[{name}]` in the texts of the generator"))
}

/// Draws from the list under the heading `name`.
pub fn draw(name: &str, random: &mut Random) -> &'static str {
    list(name).draw(random)
}

fn parse(text: &'static str) -> Vec<(&'static str, List)> {
    let mut lists: Vec<(&str, List)> = Vec::new();
    let mut even = false;
    for line in text.lines().filter(|line| !line.is_empty() && !line.starts_with('#')) {
        if let Some(heading) = line.strip_prefix('[').and_then(|line| line.strip_suffix(']')) {
            let name = heading.strip_suffix(" even");
            even = name.is_some();
            lists.push((name.unwrap_or(heading), List { entries: Vec::new(), shares: Vec::new() }));
            continue;
        }
        let (_, list) = lists.last_mut().expect("a heading comes first");
        for entry in line.split(" | ") {
            let rank = list.entries.len() as u64 + 1;
            let (entry, weight) = match entry.rsplit_once('*') {
                Some((entry, weight)) => (entry, weight.parse().expect("a weight is a number")),
                None if even => (entry, 1),
                // Zipf's law as Mandelbrot corrected it: without the shift, the first entry would stand in every sentence.
                None => (entry, (1 << 32) / (rank + 5)),
            };
            list.entries.push(entry);
            list.shares.push(list.shares.last().unwrap_or(&0) + weight);
        }
    }
    lists
}
