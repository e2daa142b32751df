//! Finding the repository that a handbook lies in, and whether it may be trusted.

use super::commits::said;
use super::{Error, Repository};
use crate::base::{Bytes, Moment};
use gix::bstr::BString;
use gix::discover::upwards;
use gix::open::permissions::Environment;
use gix::sec::{Permission, Trust, trust};
use gix::{ObjectId, ThreadSafeRepository};
use std::collections::HashMap;
use std::path::{Component, Path, PathBuf};
use std::sync::{Mutex, OnceLock};

/// What is known of a repository once it is open.
pub(super) struct Opened {
    pub(super) store: ThreadSafeRepository,
    /// The folders that lead from the top of the repository to the handbook.
    pub(super) folder: Vec<BString>,
    /// The bytes of files by their id; none for those that are too large.
    pub(super) blobs: Mutex<HashMap<ObjectId, Option<Bytes>>>,
    /// The first parents of `HEAD`, newest first, with when they came into the history.
    pub(super) line: OnceLock<Vec<(ObjectId, Moment)>>,
}

impl std::fmt::Debug for Opened {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.debug_struct("Opened").field("folder", &self.folder).finish_non_exhaustive()
    }
}

impl Repository {
    /// Opens the repository that the handbook in `handbook` lies in: in it or in a folder above, as a worktree, a
    /// submodule, or a bare repository itself. None outside git.
    ///
    /// Only the folder decides: `GIT_DIR` and the like, which hooks set, are passed over.
    ///
    /// # Errors
    ///
    /// When the folder cannot be opened, the repository is damaged, or it belongs to another user and is not listed in
    /// `safe.directory`.
    pub fn open(handbook: &Path) -> Result<Option<Self>, Error> {
        let home = handbook.canonicalize().map_err(|error| Error::Folder { folder: handbook.to_owned(), error })?;
        let seek = upwards::Options { match_ceiling_dir_or_error: false, ..Default::default() }.apply_environment();
        let both = trust::Mapping { full: options(), reduced: options() };
        let store = match ThreadSafeRepository::discover_opts(&home, seek, both) {
            Ok(store) => store,
            Err(error) if is_outside(&error) => return Ok(None),
            Err(error) => return Err(Error::Unreadable { folder: handbook.to_owned(), reason: said(&error) }),
        };
        let repo = store.to_thread_local();
        if repo.git_dir_trust() != Trust::Full {
            return Err(Error::Untrusted(repo.workdir().unwrap_or(repo.git_dir()).to_owned()));
        }
        let top = repo.workdir().unwrap_or(repo.git_dir());
        let top = top.canonicalize().map_err(|error| Error::Folder { folder: top.to_owned(), error })?;
        let Some(folder) = below(&top, &home) else { return Ok(None) };
        if repo.workdir().is_none() && !folder.is_empty() {
            return Ok(None); // in the entrails of a bare repository
        }
        Ok(Some(Self { opened: Opened { store, folder, blobs: Mutex::default(), line: OnceLock::new() } }))
    }

    /// The folder in which git keeps what belongs to this working tree, such as `HEAD`, and the one that all working
    /// trees share, with the names of commits.
    pub fn folders(&self) -> (PathBuf, PathBuf) {
        let repo = self.opened.local();
        let real = |path: &Path| path.canonicalize().unwrap_or_else(|_| path.to_owned());
        (real(repo.git_dir()), real(repo.common_dir()))
    }
}

impl Opened {
    /// A handle for this thread.
    pub(super) fn local(&self) -> gix::Repository {
        self.store.to_thread_local()
    }
}

/// Configuration is read for `safe.directory` alone; the environment only says where it lies.
fn options() -> gix::open::Options {
    let mut permissions = gix::open::Permissions::all();
    let (allow, deny) = (Permission::Allow, Permission::Deny);
    permissions.env = Environment {
        home: allow,
        xdg_config_home: allow,
        git_prefix: deny,
        objects: deny,
        identity: deny,
        http_transport: deny,
        ssh_prefix: deny,
        other: deny,
    };
    gix::open::Options::default().permissions(permissions)
}

fn is_outside(error: &gix::Error) -> bool {
    use upwards::Error::{NoGitRepository, NoGitRepositoryWithinCeiling, NoGitRepositoryWithinFs};
    matches!(
        error.downcast_any_ref::<upwards::Error>(),
        Some(NoGitRepository { .. } | NoGitRepositoryWithinCeiling { .. } | NoGitRepositoryWithinFs { .. })
    )
}

/// The folders that lead from `top` to `home`.
fn below(top: &Path, home: &Path) -> Option<Vec<BString>> {
    let rest = home.strip_prefix(top).ok()?;
    let name = |part: Component<'_>| match part {
        Component::Normal(name) => gix::path::os_str_into_bstr(name).ok().map(ToOwned::to_owned),
        _ => None,
    };
    rest.components().map(name).collect()
}
