//! An index open for reading.

use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use tantivy::query::EnableScoring;
use tantivy::{DocAddress, DocSet, Searcher, TERMINATED, Term};

use crate::article::{Article, ArticleId};
use crate::diagnostic::Diagnostic;
use crate::search::plan::{Clause, Facet, FacetFilter, Field, Plan};
use crate::search::{Engine, Error, ErrorKind, Found, Page, Result, Sort, Stats, Typed};

use super::collect::Collector;
use super::compile::Compiler;
use super::document::Stored;
use super::home::{self, Home};
use super::schema::Fields;
use super::statistics::Statistics;
use super::tables::Tables;
use super::{dictionary, writer};

/// One state of an index: what was committed when it was opened.
pub struct Index {
    home: Home,
    fields: Fields,
    statistics: Statistics,
    /// The facets in memory, where that is worth it.
    tables: Option<Tables>,
}

/// Which commit of an index this is; only good to be compared.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Commit(Vec<u8>);

impl Commit {
    /// Tells whether a run that makes the index from nothing has not come to its end.
    pub(super) fn is_in_the_making(&self) -> bool {
        writer::is_in_the_making(&self.0)
    }
}

impl Index {
    /// Opens the index at `home`.
    ///
    /// # Errors
    /// [`ErrorKind::NotFound`] if there is none, [`ErrorKind::Stale`] if another version wrote it, [`ErrorKind::Corrupt`] if it is damaged.
    pub fn open(home: &Path) -> Result<Self> {
        let home = Home::new(home, None);
        let (index, fields) = home.open()?;
        let reader = index.reader_builder().reload_policy(tantivy::ReloadPolicy::Manual).try_into().map_err(|error| home.explain(error))?;
        Ok(Self { fields, statistics: Statistics::new(reader.searcher()), home, tables: None })
    }

    /// Keeps the facets in memory: for an index that will be asked again and again.
    ///
    /// # Errors
    /// If they cannot be read.
    pub fn keeping_facets(self) -> Result<Self> {
        let tables = self.run(|| Tables::read(&self.fields, self.searcher()))?;
        Ok(Self { tables: Some(tables), ..self })
    }

    /// Returns which commit lies at `home`: another one if anything was committed in between. Two that cannot be read are alike.
    pub fn commit_at(home: &Path) -> Commit {
        Commit(Home::new(home, None).commit())
    }

    /// Returns the files that it is read from.
    pub(super) fn files(&self) -> Vec<PathBuf> {
        let listed = self.searcher().index().load_metas().map(|metas| metas.list_segment_files()).unwrap_or_default();
        // The list has every kind that a segment may have.
        listed.into_iter().map(|file| self.home.current().join(file)).filter(|file| file.is_file()).collect()
    }

    const fn searcher(&self) -> &Searcher {
        self.statistics.searcher()
    }

    fn run<T>(&self, work: impl FnOnce() -> tantivy::Result<T>) -> Result<T> {
        work().map_err(|error| self.home.explain(error))
    }

    /// Joins what matches with all filters but that of one facet.
    fn filtered(matching: &Clause, filters: &[FacetFilter], without: Option<Facet>) -> Clause {
        let others = filters.iter().filter(|filter| without.is_none() || filter.facet != without).map(|filter| filter.clause.clone());
        Clause::all([matching.clone()].into_iter().chain(others).collect())
    }

    fn collect(&self, plan: &Plan, matching: &Clause, scored: bool, page: &Page) -> tantivy::Result<Found> {
        let compiler = Compiler { fields: &self.fields, statistics: &self.statistics, scored: false };
        let weight = compiler.compile(matching)?.weight(EnableScoring::disabled_from_searcher(self.searcher()))?;
        let scoring = if scored { plan.scoring.as_slice() } else { &[] };
        Collector { statistics: &self.statistics, fields: &self.fields, sort: plan.sort, scoring, tables: self.tables.as_ref() }
            .collect(weight.as_ref(), page)
    }

    fn search_plan(&self, plan: &Plan, page: &Page) -> tantivy::Result<Found> {
        let filtered = |facet: &Facet| plan.filters.iter().any(|filter| filter.facet == Some(*facet));
        let (own, rest): (Vec<Facet>, Vec<Facet>) = page.facets.iter().partition(|facet| filtered(facet));
        let all = Self::filtered(&plan.matching, &plan.filters, None);
        let mut found = self.collect(plan, &all, plan.sort == Sort::Relevance, &Page { facets: rest, ..page.clone() })?;
        for facet in own {
            let others = Self::filtered(&plan.matching, &plan.filters, Some(facet));
            let counted = self.collect(plan, &others, false, &Page { facets: vec![facet], facet_values: page.facet_values, ..Page::COUNT })?;
            found.facets.extend(counted.facets);
        }
        Ok(found)
    }

    fn address(&self, id: ArticleId) -> tantivy::Result<Option<DocAddress>> {
        let term = Term::from_field_u64(self.fields.id, id.order());
        for (ordinal, segment) in self.searcher().segment_readers().iter().enumerate() {
            let index = segment.inverted_index(self.fields.id)?;
            let Some(mut postings) = index.read_postings(&term, tantivy::schema::IndexRecordOption::Basic)? else { continue };
            let mut doc = postings.doc();
            while doc != TERMINATED {
                if segment.alive_bitset().is_none_or(|alive| alive.is_alive(doc)) {
                    return Ok(Some(DocAddress::new(ordinal as u32, doc)));
                }
                doc = postings.advance();
            }
        }
        Ok(None)
    }

    fn damaged(&self) -> Error {
        Error::new(ErrorKind::Corrupt, Diagnostic::error("engine-corrupt").arg(self.home.current().display()).arg("article"))
    }

    /// Counts the distinct terms of the body.
    fn body_terms(&self) -> tantivy::Result<u64> {
        let mut terms = 0;
        for segment in self.searcher().segment_readers() {
            terms += segment.inverted_index(self.fields.body)?.terms().num_terms() as u64;
        }
        Ok(terms)
    }
}

impl Engine for Index {
    fn search(&self, plan: &Plan, page: &Page) -> Result<Found> {
        self.run(|| self.search_plan(plan, page))
    }

    fn count(&self, clause: &Clause) -> Result<u64> {
        let compiler = Compiler { fields: &self.fields, statistics: &self.statistics, scored: false };
        self.run(|| compiler.compile(clause)?.count(self.searcher()).map(|count| count as u64))
    }

    fn frequency(&self, field: Field, term: &str) -> Result<u64> {
        self.run(|| self.statistics.frequency(field.in_index(&self.fields), term))
    }

    fn terms(&self, field: Field, from: &str, to: &str, limit: usize) -> Result<Vec<(String, u64)>> {
        self.run(|| dictionary::terms(self.searcher(), field.in_index(&self.fields), from, to, limit))
    }

    fn near(&self, field: Field, typed: &Typed, limit: usize) -> Result<Vec<(String, u64)>> {
        self.run(|| dictionary::near(self.searcher(), field.in_index(&self.fields), typed, limit))
    }

    fn article(&self, id: ArticleId) -> Result<Option<Article>> {
        let Some(address) = self.run(|| self.address(id))? else { return Ok(None) };
        let Stored(article) = self.run(|| self.searcher().doc(address))?;
        article.map(Some).ok_or_else(|| self.damaged())
    }

    fn articles(&self, each: &mut dyn FnMut(ArticleId, &Article) -> ControlFlow<()>) -> Result<()> {
        for segment in self.searcher().segment_readers() {
            let store = self.run(|| Ok(segment.get_store_reader(1)?))?;
            for stored in store.iter(segment.alive_bitset()) {
                let Stored(article) = self.run(|| stored)?;
                let article = article.ok_or_else(|| self.damaged())?;
                if each(article.id(), &article).is_break() {
                    return Ok(());
                }
            }
        }
        Ok(())
    }

    fn size(&self) -> u64 {
        self.searcher().num_docs()
    }

    fn stats(&self) -> Result<Stats> {
        let articles_by = |facet: Facet| self.values(facet, Clause::EVERYTHING, usize::MAX);
        Ok(Stats {
            articles: self.size(),
            sources: articles_by(Facet::Source)?,
            provinces: articles_by(Facet::Province)?,
            segments: self.searcher().segment_readers().len() as u64,
            bytes_on_disk: self.home.bytes_on_disk(),
            terms: self.run(|| self.body_terms())?,
            format: home::version(),
            roots: self.run(|| writer::read_ledger(self.searcher().index()))?.roots,
        })
    }
}
