//! One document: the articles that cite it, over time.

use schemars::JsonSchema;
use serde::Serialize;

use crate::search::plan::Facet;
use crate::search::{Engine, Result, keys};

use super::dossier::{self, Citing};
use super::listing::Kind;
use super::official::by_year;

/// Everything the archive says of one document number.
///
/// Numbers begin anew with each term, so one number may be of several documents: their days of issue tell.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct DocumentFile {
    pub number: String,
    /// Days of issue that articles give, ascending.
    pub issued: Vec<String>,
    pub years: Vec<(String, u64)>,
    /// Oldest first; the undated last.
    pub articles: Vec<Citing>,
}

/// Gathers the file of the document with this key.
pub fn document(engine: &dyn Engine, key: &str) -> Result<DocumentFile> {
    let number = key.trim_start_matches('=');
    let mut articles = Vec::new();
    let mut issued = std::collections::BTreeSet::new();
    dossier::articles(engine, Kind::Documents, number, &mut |id, article| {
        articles.push(Citing::of(id, article));
        let own = article.facts.documents.iter().filter(|document| keys::document_name(&document.number) == number);
        issued.extend(own.filter_map(|document| document.issued).map(|day| day.to_string()));
    })?;
    let years = by_year(dossier::counts(engine, Facet::Year, dossier::of_entry(Kind::Documents, number))?);
    Ok(DocumentFile { number: number.to_owned(), issued: issued.into_iter().collect(), years, articles })
}
