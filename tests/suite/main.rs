//! All integration tests, in one program: it links once, and the tests share their fixtures.

mod analysis;
mod archive_runs;
mod cli_batch;
mod cli_catalog;
mod cli_contract;
mod cli_export;
mod cli_help;
mod cli_program;
mod cli_search;
mod cli_signals;
mod export;
mod facts;
mod fixture;
mod golden;
mod kept_text;
mod matching;
mod mcp;
mod paging;
mod query;
mod ranking;
mod snippets;
mod suggestions;
mod tidy;
mod web_pages;
mod web_room;
mod web_security;
