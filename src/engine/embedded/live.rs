//! An index that is being asked for a long time: opened anew whenever it has been committed to.

use std::path::{Path, PathBuf};
use std::sync::{Arc, PoisonError, RwLock};

use crate::search::Result;

use super::index::{Commit, Index};

/// The index at one home, as it was last committed when somebody looked. Whoever holds a state of it keeps that state.
pub struct Live {
    home: PathBuf,
    now: RwLock<State>,
}

#[derive(Clone)]
struct State {
    /// What was there before `index` was opened, or could not be.
    commit: Commit,
    index: Arc<Index>,
}

impl Live {
    /// Opens the index at `home`.
    ///
    /// # Errors
    /// Those of [`Index::open`].
    pub fn open(home: &Path) -> Result<Self> {
        let commit = Index::commit_at(home);
        let index = Arc::new(Index::open(home)?.keeping_facets()?);
        Ok(Self { home: home.to_owned(), now: RwLock::new(State { commit, index }) })
    }

    /// Returns the index as it was found last.
    pub fn index(&self) -> Arc<Index> {
        self.state().index
    }

    /// Looks whether the index has been committed to, and opens it anew if so.
    ///
    /// # Errors
    /// If it cannot be opened. The old state stays in use, and until the next commit nothing more is said of it.
    pub fn look(&self) -> Result<()> {
        let commit = Index::commit_at(&self.home);
        let known = self.state();
        if commit == known.commit {
            return Ok(());
        }
        let opened = Index::open(&self.home).and_then(Index::keeping_facets);
        let (index, looked) = match opened {
            Ok(index) => (Arc::new(index), Ok(())),
            Err(error) => (known.index, Err(error)),
        };
        *self.now.write().unwrap_or_else(PoisonError::into_inner) = State { commit, index };
        looked
    }

    fn state(&self) -> State {
        self.now.read().unwrap_or_else(PoisonError::into_inner).clone()
    }
}
