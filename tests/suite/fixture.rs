//! Archives in temporary folders, indexed and searched through the library, in the way the program does it.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::atomic::AtomicBool;

use tempfile::TempDir;
use timbao::archive::{self, Error, Options, Report};
use timbao::engine::embedded::Index;
use timbao::search::{self, Hit, Matched, Request, Response};

/// A folder `kho` of articles with its index beside it. Both are gone when it is dropped.
pub struct Archive(TempDir);

impl Archive {
    /// An archive without articles and without an index.
    pub fn empty() -> Self {
        let archive = Self(tempfile::tempdir().expect("a temporary folder"));
        fs::create_dir(archive.root()).expect("a folder in it");
        archive
    }

    /// An archive of these articles, each a path and a text, indexed.
    pub fn of(articles: &[(&str, &str)]) -> Self {
        let archive = Self::empty();
        articles.iter().for_each(|(path, text)| archive.write(path, text));
        archive.update();
        archive
    }

    /// An archive of articles that are named by their numbers and have no title of their own, indexed.
    pub fn of_texts(texts: &[&str]) -> Self {
        let archive = Self::empty();
        texts.iter().enumerate().for_each(|(number, text)| archive.write(&format!("{number}.txt"), page(text)));
        archive.update();
        archive
    }

    pub fn root(&self) -> PathBuf {
        self.0.path().join("kho")
    }

    /// The folder above the archive, for what must lie outside of it.
    pub fn outside(&self) -> &Path {
        self.0.path()
    }

    /// Writes a file of the archive, and the folders it lies in.
    pub fn write(&self, path: &str, content: impl AsRef<[u8]>) {
        let path = self.root().join(path);
        fs::create_dir_all(path.parent().expect("it lies in the archive")).expect("folders can be made");
        fs::write(path, content).expect("a file can be written");
    }

    pub fn remove(&self, path: &str) {
        fs::remove_file(self.root().join(path)).expect("the file was there");
    }

    /// What a run over the whole archive is asked to do.
    pub fn options(&self) -> Options {
        // While another test starts a program, the program holds a copy of our lock for a moment.
        let wait = std::time::Duration::from_secs(10);
        Options { memory: 40 << 20, threads: 2, wait, ..Options::new(vec![self.root()], self.0.path().join("index")) }
    }

    /// Makes the index equal to the archive.
    pub fn update(&self) -> Report {
        self.try_update(&self.options()).expect("the archive can be indexed")
    }

    pub fn try_update(&self, options: &Options) -> Result<Report, Error> {
        archive::update(options, &(), &AtomicBool::new(false))
    }

    pub fn open(&self) -> Index {
        Index::open(&self.options().index).expect("the archive was indexed")
    }

    /// Asks one question with the usual settings.
    pub fn search(&self, query: &str) -> Response {
        search(&self.open(), query)
    }
}

/// A plain article: a title that no query asks for, and the text as its body.
pub fn page(text: &str) -> String {
    format!("Bản tin thường lệ\n\n{text}\n")
}

/// Asks one question with the usual settings, a hundred hits to the page.
pub fn search(index: &Index, query: &str) -> Response {
    ask(index, &Request { limit: Request::MAX_LIMIT, ..Request::new(query) })
}

pub fn ask(index: &Index, request: &Request) -> Response {
    search::run(index, request).unwrap_or_else(|error| panic!("{:?} cannot be answered: {error}", request.query))
}

/// The hits that hold all that was asked, in their order.
pub fn full(response: &Response) -> impl Iterator<Item = &Hit> {
    response.hits.iter().filter(|hit| hit.matched == Matched::Full)
}

/// The paths of the full hits without their endings, sorted: `a b c`.
pub fn found(response: &Response) -> String {
    let mut names: Vec<&str> = full(response).map(|hit| hit.path.split('.').next().unwrap_or_default()).collect();
    names.sort_unstable();
    names.join(" ")
}
