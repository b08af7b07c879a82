//! How much one file may ask of us.

/// Bounds on what is read; whatever is larger is refused with a reason.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Bytes of one article, or of one record of a JSON export.
    pub article: u64,
    /// Bytes of one record of a CSV export: an open quote must not swallow the rest of the file.
    pub csv_record: u64,
    /// Bytes that one compressed file may unpack to.
    pub unpacked: u64,
    /// How many bytes may come out of one compressed byte, once a megabyte has come out.
    pub ratio: u64,
}

impl Default for Limits {
    fn default() -> Self {
        Self { article: 32 << 20, csv_record: 1 << 20, unpacked: 16 << 30, ratio: 200 }
    }
}
