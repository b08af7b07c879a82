//! How much of a query is read. Whatever goes over is left out with a warning, so no query can cost more than a bounded amount of work.

/// Bytes of the query in NFC.
pub const BYTES: usize = 1024;
/// Brackets inside brackets.
pub const DEPTH: usize = 16;
/// Words of the whole query, phrases and values of fields included, as the analysis counts them: `35-CT/TW` is three.
pub const WORDS: usize = 64;
/// Words of one phrase, of one value, or of what is typed without a space.
pub const PHRASE: usize = 32;
/// Words with `*` behind them.
pub const PREFIXES: usize = 8;
/// Letters or digits before a `*`, at least.
pub const PREFIX_LETTERS: usize = 2;
/// The number behind `~`. It is capped with a note: the answer is the one that was asked for, or near it.
pub const SLOP: u32 = 50;

/// The codes of the warnings that say that a query went over a limit and a part of it was left out.
pub const CODES: [&str; 5] = ["query-too-long", "query-too-deep", "query-too-many-words", "query-phrase-too-long", "query-too-many-prefixes"];
