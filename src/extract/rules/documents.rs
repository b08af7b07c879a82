//! The words that document numbers are read by.

use super::words;
use crate::extract::lexicon::{Lexicon, Vocabulary};

/// A kind of document in words: `chỉ thị`.
pub struct DocumentKind {
    pub code: &'static str,
    /// `Kế hoạch 5` may be anything; `Kế hoạch số 5` is a document.
    pub needs_number_word: bool,
}

pub struct DocumentRules {
    pub number_word: Lexicon<()>,
    pub document_codes: Lexicon<&'static str>,
    pub document_kinds: Lexicon<DocumentKind>,
    /// Any word for a document, with a number or without.
    pub document_words: Lexicon<()>,
    pub after_reference: Lexicon<()>,
}

impl DocumentRules {
    pub fn new(v: &mut Vocabulary) -> Self {
        Self {
            number_word: words(v, "số"),
            document_codes: Lexicon::new(v, CODES.split_whitespace().map(|code| (code, code))),
            document_kinds: Lexicon::new(v, KINDS.map(|(words, code, needs_number_word)| (words, DocumentKind { code, needs_number_word }))),
            document_words: words(v, DOCUMENT_WORDS),
            after_reference: words(
                v,
                "của | về | ngày | và | do | đã | được | trong | là | đến | tại | cho | có | gắn | ban hành | quy định | đối với | không | năm",
            ),
        }
    }
}

/// The codes of kinds of documents. Source: Hướng dẫn 36-HD/VPTW, Nghị định 30/2020/NĐ-CP.
pub const CODES: &str =
    "NQ QĐ QĐi QyĐ CT KL QC TT HD TB TC TBKL BC KH QH CTr CTHĐ ĐA PA DA TTr CV BB GM GGT L PL LCT NĐ TTLT NQLT TBT TK LKG HDLN CTPH TTg VBHN CĐ";

pub const KINDS: [(&str, &str, bool); 20] = [
    ("chỉ thị", "CT", false),
    ("kết luận", "KL", false),
    ("nghị quyết", "NQ", false),
    ("nghị định", "NĐ", false),
    ("thông tư", "TT", false),
    ("thông tri", "TT", false),
    ("quy định", "QĐ", false),
    ("quyết định", "QĐ", false),
    ("hướng dẫn", "HD", true),
    ("kế hoạch", "KH", true),
    ("công văn", "CV", false),
    ("thông báo", "TB", true),
    ("chương trình", "CTr", true),
    ("chương trình hành động", "CTr", true),
    ("đề án", "ĐA", true),
    ("tờ trình", "TTr", true),
    ("báo cáo", "BC", true),
    ("NQ", "NQ", false),
    ("CT", "CT", false),
    ("QĐ", "QĐ", false),
];

const DOCUMENT_WORDS: &str = "nghị quyết | quyết định | quy định | chỉ thị | kết luận | thông tri | thông tư | nghị định | hướng dẫn | kế hoạch | công văn \
    | thông báo | tờ trình | pháp lệnh | luật | điện | công điện | quy chế | sắc lệnh | giấy phép | bản án | văn bản";
