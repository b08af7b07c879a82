//! The fields of the index. `docs/architecture.md` says what each is for.

use tantivy::schema::{FAST, Field, INDEXED, IndexRecordOption, NumericOptions, STORED, STRING, Schema, TextFieldIndexing, TextOptions};

use super::terms;

/// Changes when an index written before can no longer be read: fields, or what is written into them.
pub const FORMAT: u32 = 7;

/// Changes when the analysis gives other terms for the same text.
pub const ANALYSIS: u32 = 1;

/// The handles of all fields.
#[derive(Clone, Copy, Debug)]
pub struct Fields {
    /// The article id as a number: its name, and the order among equals.
    pub id: Field,
    /// The folder or file that was given to be indexed, as a hash of its path.
    pub root: Field,
    /// The file it came from, as a hash of root and path.
    pub file: Field,
    /// A hash of the file's content and of the settings that shaped it.
    pub content_hash: Field,
    /// The text of the stored article.
    pub text: Field,
    /// The stored article without its text.
    pub article: Field,
    pub title: Field,
    pub body: Field,
    pub caption: Field,
    pub title_bigrams: Field,
    pub body_bigrams: Field,
    pub name_run: Field,
    pub source: Field,
    pub source_key: Field,
    pub province: Field,
    pub province_key: Field,
    /// The day of publication.
    pub published: Field,
    /// Each day of an event.
    pub event: Field,
    /// The day that articles are sorted by: of publication, else of the first event, else the first on which it may have been written.
    pub date: Field,
    /// How that day is known.
    pub date_origin: Field,
    /// The years, as four digits.
    pub year: Field,
    /// Year and month of that day, as `2019-05`.
    pub month: Field,
    /// `Trần Văn Chung@Tuyên Quang`.
    pub official: Field,
    /// What an official is found by; see `facts`.
    pub official_key: Field,
    pub body_name: Field,
    pub body_key: Field,
    /// The number under which it is listed.
    pub document: Field,
    pub document_key: Field,
}

/// Builds the schema.
pub fn build() -> (Schema, Fields) {
    let mut builder = Schema::builder();
    let exact_number = NumericOptions::default().set_fast().set_indexed();
    let keyword = || STRING.set_fast("raw");
    let text = |option| text_options(option, true);
    let fields = Fields {
        id: builder.add_u64_field("id", exact_number.clone()),
        root: builder.add_u64_field("root", FAST),
        file: builder.add_u64_field("file", exact_number),
        content_hash: builder.add_u64_field("content_hash", FAST),
        text: builder.add_text_field("text", STORED),
        article: builder.add_bytes_field("article", STORED),
        title: builder.add_text_field("title", text(IndexRecordOption::WithFreqsAndPositions)),
        body: builder.add_text_field("body", text(IndexRecordOption::WithFreqsAndPositions)),
        caption: builder.add_text_field("caption", text(IndexRecordOption::WithFreqsAndPositions)),
        title_bigrams: builder.add_text_field("title_bi", text(IndexRecordOption::WithFreqs)),
        body_bigrams: builder.add_text_field("body_bi", text(IndexRecordOption::WithFreqs)),
        name_run: builder.add_text_field("name_run", text_options(IndexRecordOption::Basic, false)),
        source: builder.add_text_field("source", keyword()),
        source_key: builder.add_text_field("source_key", STRING),
        province: builder.add_text_field("province", keyword()),
        province_key: builder.add_text_field("province_key", STRING),
        published: builder.add_i64_field("published", FAST | INDEXED),
        event: builder.add_i64_field("event", FAST | INDEXED),
        date: builder.add_i64_field("date", FAST | INDEXED),
        date_origin: builder.add_text_field("date_origin", keyword()),
        year: builder.add_text_field("year", keyword()),
        month: builder.add_text_field("month", keyword()),
        official: builder.add_text_field("official", keyword()),
        official_key: builder.add_text_field("official_key", STRING),
        body_name: builder.add_text_field("body_name", keyword()),
        body_key: builder.add_text_field("body_key", STRING),
        document: builder.add_text_field("document", keyword()),
        document_key: builder.add_text_field("document_key", STRING),
    };
    (builder.build(), fields)
}

fn text_options(option: IndexRecordOption, fieldnorms: bool) -> TextOptions {
    TextOptions::default()
        .set_indexing_options(TextFieldIndexing::default().set_tokenizer(terms::TOKENIZER).set_index_option(option).set_fieldnorms(fieldnorms))
}
