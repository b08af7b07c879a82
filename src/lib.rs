//! timbao finds articles in archives of Vietnamese Party news: by an official's name, by year, by committee.
//!
//! The modules are floors of a house: each uses only those declared before it. `docs/architecture.md` walks through it, and a test holds it.
#![forbid(unsafe_code)]

pub mod text;

pub mod diagnostic;
pub mod messages;

pub mod analysis;

pub mod extract;

pub mod article;
pub mod query;

pub mod highlight;
pub mod ingest;

pub mod search;

pub mod catalog;
pub mod engine;
pub mod export;

pub mod archive;

pub mod mcp;
pub mod web;

pub mod config;

pub mod cli;
