//! An index that is being asked for a long time: opened anew whenever it has been committed to.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::{Arc, PoisonError, RwLock};

use crate::diagnostic::Diagnostic;
use crate::search::Result;

use super::home::Home;
use super::index::{Commit, Index};

/// The index at one home, as it was last committed when somebody looked. Whoever holds a state of it keeps that state.
///
/// What is in use stays in use when it is damaged, removed or replaced by something that cannot be opened: the system keeps the files of
/// whoever has them open. It also stays while the index is made anew from nothing: until that is done, half of the archive would seem lost.
pub struct Live {
    home: PathBuf,
    now: RwLock<State>,
}

#[derive(Clone)]
struct State {
    /// What was there before `index` was opened, or could not be.
    commit: Commit,
    index: Arc<Index>,
    /// Whether `index` is no more in the making.
    is_whole: bool,
    /// What `index` is read from.
    files: Arc<[PathBuf]>,
    /// Why what lies at the home now is not in use.
    trouble: Option<Diagnostic>,
}

impl State {
    fn open(home: &Path, commit: Commit) -> Result<Self> {
        let index = Index::open(home)?.keeping_facets()?;
        Ok(Self { is_whole: !commit.is_in_the_making(), commit, files: index.files().into(), index: Arc::new(index), trouble: None })
    }

    /// Tells whether that commit, and nothing else, lies at the home.
    fn is_there(&self, commit: &Commit) -> bool {
        self.trouble.is_none() && self.commit == *commit && self.files.iter().all(|file| file.is_file())
    }
}

impl Live {
    /// Opens the index at `home`.
    ///
    /// # Errors
    /// Those of [`Index::open`].
    pub fn open(home: &Path) -> Result<Self> {
        Ok(Self { home: home.to_owned(), now: RwLock::new(State::open(home, Index::commit_at(home))?) })
    }

    /// Returns the index as it was found last.
    pub fn index(&self) -> Arc<Index> {
        self.state().index
    }

    /// Tells whether what lay at the home at the last look could not be opened, so that an older state is in use.
    pub fn is_stale(&self) -> bool {
        self.state().trouble.is_some()
    }

    /// Looks whether the index has been committed to, and opens it anew if so.
    ///
    /// # Errors
    /// If it cannot be opened, or another one is in the making. The old state stays in use; each look tries again, and says only what was not
    /// said by the one before.
    pub fn look(&self) -> Result<()> {
        let commit = Index::commit_at(&self.home);
        let known = self.state();
        if known.is_there(&commit) {
            return Ok(());
        }
        let opened = if known.is_whole && commit.is_in_the_making() {
            Err(Home::new(&self.home, None).in_the_making())
        } else {
            // Damaged files can make the engine panic.
            let opened = catch_unwind(AssertUnwindSafe(|| State::open(&self.home, commit.clone())));
            opened.unwrap_or_else(|_| Err(Home::new(&self.home, None).corrupt("panic")))
        };
        if Index::commit_at(&self.home) != commit {
            // Nobody knows which commit was opened; the next look will be at one.
            return Ok(());
        }
        let (state, looked) = match opened {
            Ok(state) => (state, Ok(())),
            Err(error) => {
                let is_new = known.trouble.as_ref() != Some(error.diagnostic());
                let trouble = Some(error.diagnostic().clone());
                (State { commit, trouble, ..known }, if is_new { Err(error) } else { Ok(()) })
            }
        };
        *self.now.write().unwrap_or_else(PoisonError::into_inner) = state;
        looked
    }

    fn state(&self) -> State {
        self.now.read().unwrap_or_else(PoisonError::into_inner).clone()
    }
}
