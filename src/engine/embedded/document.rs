//! An article as the index takes it: analysed, its terms by field, and the article itself to be stored.

use tantivy::TantivyDocument;
use tantivy::schema::document::{DeserializeError, DocumentDeserialize, DocumentDeserializer, ValueDeserialize, ValueDeserializer};

use crate::analysis::{self, Token};
use crate::article::{Article, ArticleId, Class};
use crate::extract::{self, Certainty};
use crate::search::keys;
use crate::search::plan::POSSIBLE_NAME;

use super::facts;
use super::schema::Fields;
use super::terms::TermList;

/// Where an article came from, for the comparison with the folders.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Origin {
    /// A hash of the path of the root that was given to be indexed.
    pub root: u64,
    /// A hash of root and path of the file.
    pub file: u64,
    /// A hash of the file's content and of the settings that shaped it.
    pub content_hash: u64,
}

/// An analysed article, ready to be written. Making one is the larger part of the work and needs no writer.
pub struct Document {
    pub id: ArticleId,
    pub(super) inner: TantivyDocument,
}

impl Document {
    /// Makes the terms of an article from the tokens of its parts.
    pub(super) fn new(fields: &Fields, article: Article, tokens: &[Vec<Token>], origin: Origin) -> Self {
        let id = article.id();
        let mut inner = TantivyDocument::default();
        inner.add_u64(fields.id, id.order());
        inner.add_u64(fields.root, origin.root);
        inner.add_u64(fields.file, origin.file);
        inner.add_u64(fields.content_hash, origin.content_hash);
        Analysed::of(&article, tokens).add_to(&mut inner, fields);
        inner.add_text(fields.source, &article.source);
        inner.add_text(fields.source_key, analysis::fold_words(&article.source));
        if let Some(province) = &article.province {
            inner.add_text(fields.province, keys::usual_province(province));
            inner.add_text(fields.province_key, keys::of_province(province));
        }
        facts::add(&mut inner, fields, &article.facts);
        store(article, &mut inner, fields);
        Self { id, inner }
    }
}

/// The terms of an article by field.
#[derive(Default)]
struct Analysed {
    title: TermList,
    body: TermList,
    caption: TermList,
    title_bigrams: TermList,
    body_bigrams: TermList,
    names: Vec<String>,
}

impl Analysed {
    fn of(article: &Article, tokens: &[Vec<Token>]) -> Self {
        let mut analysed = Self::default();
        for (part, tokens) in article.parts.iter().zip(tokens).filter(|(part, _)| part.class.is_kept()) {
            let text = part.span.of(&article.text);
            let (terms, bigrams) = match part.class {
                Class::Title => (&mut analysed.title, &mut analysed.title_bigrams),
                Class::Caption => (&mut analysed.caption, &mut analysed.body_bigrams),
                _ => (&mut analysed.body, &mut analysed.body_bigrams),
            };
            terms.push_paragraph(tokens);
            analysis::pairs(tokens).for_each(|(first, second)| bigrams.push_loose(&[first, " ", second]));
            analysed.names.extend(extract::names(text, tokens).iter().map(|name| name_term(tokens, name)));
        }
        analysed.names.sort_unstable();
        analysed.names.dedup();
        analysed
    }

    fn add_to(self, document: &mut TantivyDocument, fields: &Fields) {
        let mut names = TermList::default();
        self.names.iter().for_each(|name| names.push_loose(&[name]));
        let lists = [
            (fields.title, self.title),
            (fields.body, self.body),
            (fields.caption, self.caption),
            (fields.title_bigrams, self.title_bigrams),
            (fields.body_bigrams, self.body_bigrams),
            (fields.name_run, names),
        ];
        for (field, list) in lists.into_iter().filter(|(_, list)| !list.is_empty()) {
            document.add_text(field, list.into_value());
        }
    }
}

/// Returns the term of a name; a possible one is kept apart, because words of a query are no name for its sake.
fn name_term(tokens: &[Token], name: &extract::Name) -> String {
    let key = extract::name_key(&tokens[name.tokens.clone()]);
    match name.certainty {
        Certainty::Certain => key,
        Certainty::Possible => format!("{POSSIBLE_NAME}{key}"),
    }
}

/// Puts an article into what is stored: its text as text, which tantivy reads a block at a time, and the rest as bytes, which it reads one by
/// one.
fn store(mut article: Article, document: &mut TantivyDocument, fields: &Fields) {
    document.add_text(fields.text, std::mem::take(&mut article.text));
    document.add_bytes(fields.article, &postcard::to_stdvec(&article).expect("an article is plain data"));
}

/// An article as it lies in the store, read without the detour over a document of tantivy, which would copy it once more. Nothing if it is
/// damaged.
pub(super) struct Stored(pub Option<Article>);

impl DocumentDeserialize for Stored {
    fn deserialize<'de, D: DocumentDeserializer<'de>>(mut document: D) -> Result<Self, DeserializeError> {
        // In the order in which they were put in.
        let text = document.next_field::<String>()?;
        let rest = document.next_field::<Bytes>()?;
        Ok(Self(text.zip(rest).and_then(|((_, text), (_, Bytes(rest)))| decode(text, &rest))))
    }
}

struct Bytes(Vec<u8>);

impl ValueDeserialize for Bytes {
    fn deserialize<'de, D: ValueDeserializer<'de>>(value: D) -> Result<Self, DeserializeError> {
        value.deserialize_bytes().map(Self)
    }
}

/// Joins an article and its text again; nothing if they are damaged.
fn decode(text: String, rest: &[u8]) -> Option<Article> {
    let article = Article { text, ..postcard::from_bytes(rest).ok()? };
    let text = &article.text;
    let sound = article
        .parts
        .iter()
        .all(|part| part.span.start <= part.span.end && text.is_char_boundary(part.span.start) && text.is_char_boundary(part.span.end));
    sound.then_some(article)
}
