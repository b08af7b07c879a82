//! The command line as types: every command, every flag, every limit.
//!
//! Comments of fields are for us; what readers see of each argument is in the message area `help`, under `help-<command>-<argument>`.

use std::net::SocketAddr;
use std::path::PathBuf;
use std::time::Duration;

use clap::builder::{PossibleValuesParser, TypedValueParser, ValueParser};
use clap::{Args, Parser, Subcommand, ValueEnum};

use super::values;
use crate::article::ArticleId;
use jiff::civil::Date;

use crate::export::Format;
use crate::messages::Lang;
use crate::search::{self, Filter, Filters, Request, Start};

/// The whole command line.
#[derive(Debug, Parser)]
#[command(name = "timbao", version, disable_help_flag = true, disable_version_flag = true, disable_help_subcommand = true)]
pub struct Arguments {
    #[command(flatten)]
    pub common: Common,
    #[command(subcommand)]
    pub command: Command,
}

/// The flags of every command.
#[derive(Debug, Args)]
pub struct Common {
    #[arg(long, global = true, value_name = "DIR", value_parser = ValueParser::path_buf())]
    pub index: Option<PathBuf>,
    /// Build or refresh the index from these folders first.
    #[arg(long, global = true, value_name = "DIR", value_parser = ValueParser::path_buf())]
    pub archive: Vec<PathBuf>,
    #[arg(long, global = true)]
    pub json: bool,
    #[arg(long, global = true, value_name = "LANG", value_parser = lang())]
    pub lang: Option<Lang>,
    #[arg(long, short, global = true)]
    pub quiet: bool,
}

fn lang() -> impl TypedValueParser<Value = Lang> {
    PossibleValuesParser::new(["vi", "en"]).map(|name| name.parse().expect("the parser lets only these names through"))
}

#[derive(Debug, Subcommand)]
pub enum Command {
    Index(Index),
    Watch(Watch),
    Search(Search),
    Export(Export),
    Batch(Batch),
    Show(Show),
    Officials(Listed),
    Bodies(Listed),
    Documents(Listed),
    Years(Years),
    Serve(Serve),
    Mcp(Mcp),
    Check(Check),
    Compact(Compact),
    Backup(Backup),
    Restore(Restore),
    Stats(Stats),
    Analyze(Analyze),
    Completions(Completions),
    Man(Man),
}

#[derive(Debug, Args)]
pub struct Index {
    /// Folders and files; those of `timbao.toml` if none is given.
    #[arg(value_name = "PATH", value_parser = ValueParser::path_buf())]
    pub paths: Vec<PathBuf>,
    #[arg(long)]
    pub rebuild: bool,
    /// End with 2 if a file failed.
    #[arg(long)]
    pub strict: bool,
    #[command(flatten)]
    pub bounds: Bounds,
    #[command(flatten)]
    pub waiting: Waiting,
}

/// How long to wait for another writer: the flag of every command that writes once.
#[derive(Debug, Args)]
pub struct Waiting {
    /// Seconds to wait for another writer to finish.
    #[arg(long, value_name = "SECONDS", value_parser = clap::value_parser!(u32))]
    wait: Option<u32>,
}

impl Waiting {
    pub fn time(&self) -> Duration {
        Duration::from_secs(self.wait.unwrap_or(0).into())
    }
}

/// How the folders are read: the flags that `index` and `watch` share.
#[derive(Debug, Args)]
pub struct Bounds {
    /// Read failed files again though they have not changed.
    #[arg(long)]
    pub retry_failed: bool,
    /// Delete articles even if most of the archive seems gone.
    #[arg(long)]
    pub allow_mass_delete: bool,
    #[arg(long, value_name = "N")]
    pub threads: Option<usize>,
    /// Bytes for the writer.
    #[arg(long, value_name = "SIZE", value_parser = values::size)]
    pub memory: Option<u64>,
    #[arg(long, value_name = "SIZE", value_parser = values::size)]
    pub max_file: Option<u64>,
    #[arg(long, value_name = "SIZE", value_parser = values::size)]
    pub max_unpacked: Option<u64>,
}

/// Follows the folders.
#[derive(Debug, Args)]
pub struct Watch {
    /// Folders and files; those of `timbao.toml` if none is given.
    #[arg(value_name = "PATH", value_parser = ValueParser::path_buf())]
    pub paths: Vec<PathBuf>,
    #[command(flatten)]
    pub bounds: Bounds,
    /// Seconds between looks at the folders, instead of waiting for news from the system.
    #[arg(long, value_name = "SECONDS", value_parser = clap::value_parser!(u32).range(1..))]
    pub poll: Option<u32>,
}

#[derive(Debug, Args)]
pub struct Search {
    #[arg(value_name = "QUERY")]
    pub query: Vec<String>,
    #[command(flatten)]
    pub asked: Asked,
}

#[derive(Debug, Args)]
pub struct Export {
    #[arg(value_name = "QUERY")]
    pub query: Vec<String>,
    #[arg(long, short, value_name = "FORMAT", value_parser = format(), ignore_case = true)]
    pub format: Format,
    /// `-` is standard output.
    #[arg(long, short, value_name = "FILE", value_parser = ValueParser::path_buf())]
    pub output: Option<PathBuf>,
    #[command(flatten)]
    pub sought: Sought,
}

fn format() -> impl TypedValueParser<Value = Format> {
    PossibleValuesParser::new(Format::ALL.map(Format::extension)).map(|name| name.parse().expect("the parser lets only these names through"))
}

impl Export {
    /// Makes the request for all that is asked.
    pub fn request(&self) -> Request {
        Request { snippets: self.format.shows_snippets(), ..self.sought.request(self.query.join(" ")) }
    }
}

#[derive(Debug, Args)]
pub struct Batch {
    /// One query a line; `-` is standard input.
    #[arg(value_name = "FILE", value_parser = ValueParser::path_buf())]
    pub file: PathBuf,
    #[command(flatten)]
    pub asked: Asked,
}

/// What is asked besides the query: the flags that `search` and `batch` share.
#[derive(Clone, Debug, Args)]
pub struct Asked {
    #[arg(long, short = 'n', value_name = "N", default_value = "10", value_parser = values::limit)]
    pub limit: usize,
    #[arg(long, value_name = "N", default_value = "1", value_parser = values::page)]
    pub page: usize,
    #[arg(long, value_name = "CURSOR", conflicts_with = "page")]
    pub cursor: Option<String>,
    #[command(flatten)]
    pub sought: Sought,
    #[arg(long)]
    pub no_facets: bool,
    #[arg(long)]
    pub no_snippets: bool,
}

/// What is found for a query, and in which order: the flags that `search`, `batch` and `export` share.
///
/// Names, numbers and years may be given several times, and `-VALUE` leaves out.
#[derive(Clone, Debug, Default, Args)]
pub struct Sought {
    #[arg(long, value_name = "SORT", value_enum, default_value = "relevance", ignore_case = true)]
    pub sort: Sort,
    #[arg(long, value_name = "YEAR", allow_hyphen_values = true, value_parser = values::year)]
    pub year: Vec<Filter>,
    #[arg(long, value_name = "DAY", value_parser = values::first_day)]
    pub from: Option<Date>,
    #[arg(long, value_name = "DAY", value_parser = values::last_day)]
    pub to: Option<Date>,
    #[arg(long, value_name = "DATED", value_enum)]
    pub date: Option<Dated>,
    #[arg(long, value_name = "NAME", allow_hyphen_values = true, value_parser = values::filter)]
    pub official: Vec<Filter>,
    #[arg(long, value_name = "NAME", allow_hyphen_values = true, value_parser = values::filter)]
    pub body: Vec<Filter>,
    #[arg(long, value_name = "NUMBER", allow_hyphen_values = true, value_parser = values::filter)]
    pub document: Vec<Filter>,
    #[arg(long, value_name = "NAME", allow_hyphen_values = true, value_parser = values::filter)]
    pub province: Vec<Filter>,
    #[arg(long, value_name = "NAME", allow_hyphen_values = true, value_parser = values::filter)]
    pub source: Vec<Filter>,
    #[arg(long, value_name = "UNDATED", value_enum)]
    pub undated: Option<Undated>,
    #[arg(long, value_name = "INFERRED", value_enum)]
    pub inferred: Option<Inferred>,
    #[arg(long)]
    pub no_expand: bool,
}

impl Sought {
    /// Makes the request for the first page of what is found.
    fn request(&self, query: String) -> Request {
        Request { filters: self.filters(), sort: self.sort.into(), expand: !self.no_expand, ..Request::new(query) }
    }

    fn filters(&self) -> Filters {
        let dated = self.date.map_or(search::Dated::Best, |date| match date {
            Dated::Published => search::Dated::Published,
            Dated::Event => search::Dated::Event,
        });
        let undated = self.undated.map(|undated| match undated {
            Undated::Only => search::Undated::Only,
            Undated::No => search::Undated::No,
        });
        Filters {
            years: self.year.clone(),
            officials: self.official.clone(),
            bodies: self.body.clone(),
            documents: self.document.clone(),
            provinces: self.province.clone(),
            sources: self.source.clone(),
            from: self.from,
            to: self.to,
            dated,
            undated,
            no_inferred: self.inferred == Some(Inferred::No),
        }
    }
}

/// Which day `--from` and `--to` speak of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Dated {
    Published,
    Event,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Undated {
    Only,
    No,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Inferred {
    No,
}

impl Asked {
    /// Makes the request for `query`.
    pub fn request(&self, query: String) -> Result<Request, values::BadValue> {
        let start = match &self.cursor {
            Some(cursor) => Start::Cursor(cursor.clone()),
            None => Start::Page(values::within_reach(self.page, self.limit)?),
        };
        Ok(Request { limit: self.limit, start, facets: !self.no_facets, snippets: !self.no_snippets, ..self.sought.request(query) })
    }
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Sort {
    #[default]
    #[value(alias = "lien-quan")]
    #[serde(alias = "lien-quan")]
    Relevance,
    #[value(alias = "moi-nhat")]
    #[serde(alias = "moi-nhat")]
    Newest,
    #[value(alias = "cu-nhat")]
    #[serde(alias = "cu-nhat")]
    Oldest,
}

impl From<Sort> for search::Sort {
    fn from(sort: Sort) -> Self {
        match sort {
            Sort::Relevance => Self::Relevance,
            Sort::Newest => Self::Newest,
            Sort::Oldest => Self::Oldest,
        }
    }
}

#[derive(Debug, Args)]
pub struct Show {
    #[arg(value_name = "ID", value_parser = values::article_id)]
    pub id: ArticleId,
    /// Only what was removed, with the rule that removed it.
    #[arg(long)]
    pub removed: bool,
}

/// Officials, bodies or documents: all, or those whose name begins so.
#[derive(Debug, Args)]
pub struct Listed {
    #[arg(value_name = "NAME")]
    pub name: Vec<String>,
    /// How many entries are shown.
    #[arg(long, short = 'n', value_name = "N", default_value = "50", value_parser = values::count)]
    pub limit: usize,
}

#[derive(Debug, Args)]
pub struct Years {}

/// Opens the reading room.
#[derive(Debug, Args)]
pub struct Serve {
    /// Refresh the index from these folders first.
    #[arg(value_name = "DIR", value_parser = ValueParser::path_buf())]
    pub folders: Vec<PathBuf>,
    /// This machine only, if not given.
    #[arg(long, value_name = "ADDRESS", value_parser = clap::value_parser!(SocketAddr))]
    pub listen: Option<SocketAddr>,
    /// Names by which others reach the server, through a proxy.
    #[arg(long, value_name = "HOST")]
    pub host: Vec<String>,
    /// Holds what everybody who enters must know. Never on the command line itself, which everybody on this machine can list.
    #[arg(long, value_name = "FILE", value_parser = ValueParser::path_buf())]
    pub token_file: Option<PathBuf>,
}

/// Lets an assistant ask.
#[derive(Debug, Args)]
pub struct Mcp {}

#[derive(Debug, Args)]
pub struct Check {
    /// Read every posting and every article as well.
    #[arg(long)]
    pub deep: bool,
    /// Put a damaged index aside and build it anew.
    #[arg(long)]
    pub repair: bool,
}

#[derive(Debug, Args)]
pub struct Compact {
    #[command(flatten)]
    pub waiting: Waiting,
}

#[derive(Debug, Args)]
pub struct Backup {
    /// `-` is standard output.
    #[arg(value_name = "FILE", value_parser = ValueParser::path_buf())]
    pub file: PathBuf,
}

#[derive(Debug, Args)]
pub struct Restore {
    /// `-` is standard input.
    #[arg(value_name = "FILE", value_parser = ValueParser::path_buf())]
    pub file: PathBuf,
    /// Take the place of an index that is there.
    #[arg(long)]
    pub replace: bool,
    #[command(flatten)]
    pub waiting: Waiting,
}

#[derive(Debug, Args)]
pub struct Stats {
    /// Propose repeated lines.
    #[arg(long)]
    pub boilerplate: bool,
}

#[derive(Debug, Args)]
pub struct Analyze {
    #[arg(value_name = "TEXT", required_unless_present = "jsonl", allow_hyphen_values = true)]
    pub text: Vec<String>,
    /// Read records `{"id", "text"}` and print the facts of each on a line.
    #[arg(long, value_name = "FILE", value_parser = ValueParser::path_buf(), conflicts_with = "text")]
    pub jsonl: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub struct Completions {
    #[arg(value_name = "SHELL", value_enum)]
    pub shell: clap_complete::Shell,
}

#[derive(Debug, Args)]
pub struct Man {
    /// Write one file a page there, instead of all pages to standard output.
    #[arg(long, value_name = "DIR", value_parser = ValueParser::path_buf())]
    pub dir: Option<PathBuf>,
}
