//! The environment that an archive is imported into: what the import asks of whoever owns gates, children and generations.

use std::path::Path;

use futures_util::future::BoxFuture;

use crate::manifest::Manifest;
use crate::store::Failure;

/// The import calls, in this order: `check`, `adapt`, `try_out`, `hold`, `switch`, `probe`, `release`. `CURRENT` is replaced between `hold` and
/// `switch`; that rename is the import. If `switch` or `probe` fails, `CURRENT` is pointed back and `switch` is called with the old generation.
/// If that fails as well, `shut` is called instead of `release`.
///
/// Every future here may be dropped half-way, but for `switch`, `probe` and `release`, which are driven to their end.
pub trait Target: Send + Sync + 'static {
    /// Refuses what this environment's engines cannot read. Nothing has been stopped or written.
    fn check<'a>(&'a self, manifest: &'a Manifest) -> BoxFuture<'a, Result<(), Failure>>;

    /// Makes the unpacked files in `generation` (still `gen/<id>.tmp`, every hash verified) into what the stores start from:
    /// Redis' `appendonlydir`, for one. The import syncs every file afterwards.
    fn adapt<'a>(&'a self, generation: &'a Path, manifest: &'a Manifest) -> BoxFuture<'a, Result<(), Failure>>;

    /// Starts what can be started privately on the finished generation `gen/<id>`, sees that it loads, stops it again; opens what can be opened
    /// before the flip. Clients have not noticed anything. Without a manifest it is the generation before, which was in use.
    fn try_out<'a>(
        &'a self,
        generation: &'a Path,
        manifest: Option<&'a Manifest>,
    ) -> BoxFuture<'a, Result<(), Failure>>;

    /// Clients wait from the answer on, readers too.
    fn hold(&self) -> BoxFuture<'_, Result<(), Failure>>;

    /// Every store runs on `generation` after the answer. Called with the old one to go back, in whatever state a failed switch left things.
    fn switch<'a>(&'a self, generation: &'a Path) -> BoxFuture<'a, Result<(), Failure>>;

    /// Asks every store with real requests.
    fn probe(&self) -> BoxFuture<'_, Result<(), Failure>>;

    /// Lets clients go on. Called once after every `hold`, also after one that failed.
    fn release(&self) -> BoxFuture<'_, ()>;

    /// Keeps clients out until a restart, and tells them why: what runs may be another generation than the one that `CURRENT` names, and
    /// what they were told now would be gone then.
    fn shut<'a>(&'a self, why: &'a str) -> BoxFuture<'a, ()>;

    /// The import failed or was cancelled before the flip, or went back. Nothing works in the new generation's folder any more after the answer,
    /// also if `try_out` was dropped half-way; the folder is removed then.
    fn forget(&self) -> BoxFuture<'_, ()>;
}
