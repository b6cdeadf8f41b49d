//! Why an export, an import or a remote could not do what was asked: each one clear sentence, sorted by what the caller can do about it.

use std::io;
use std::path::Path;
use std::time::Duration;

use crate::name::SnapshotName;
use crate::store::Failure;

pub type Result<T> = std::result::Result<T, Error>;

#[derive(Debug, thiserror::Error)]
pub enum Error {
    #[error("a snapshot named {name} is already at {remote}; choose another name, or --force to replace it")]
    Taken { name: SnapshotName, remote: String },

    #[error("there is no snapshot named {name} at {remote}")]
    Unknown { name: SnapshotName, remote: String },

    /// The archive is not what an export wrote.
    #[error("{0}")]
    Damaged(String),

    #[error(
        "the archive has format {format} and this statebox reads formats up to {}; upgrade statebox (version {written_by} wrote it) and import it again",
        crate::manifest::FORMAT
    )]
    Newer { format: u64, written_by: String },

    /// The remote could not be used: credentials, bucket, network, space.
    #[error("{0}")]
    Remote(String),

    #[error("{store} could not {doing}: {failure}")]
    Store { store: String, doing: &'static str, failure: Failure },

    #[error(
        "late: {store}, whose {doing} was not done when the lease ran out after {held:?}; nothing was exported, and all stores go on"
    )]
    Late { store: String, doing: &'static str, held: Duration },

    #[error(
        "{store} lost its freeze before the last export was fixed ({failure}); nothing was exported, and all stores go on"
    )]
    Lost { store: String, failure: Failure },

    #[error("{store}: its files moved while they were copied, twice, although the second copy was made under the lock")]
    Moved { store: String },

    /// This environment cannot take the archive; nothing was stopped.
    #[error("{0}")]
    Refused(Failure),

    /// The disk was full while the archive was made ready or tried out; nothing was stopped.
    #[error("{0}. Nothing was changed; make some space there and import it again")]
    NoSpace(Failure),

    #[error("the import did not work, and the environment is again what it was before: {failure}")]
    WentBack { failure: Failure },

    #[error(
        "the import did not work ({failure}), and neither did going back to the generation before: {back}. Nobody is let in until statebox is restarted; it starts on the generation that CURRENT in the data directory names"
    )]
    Stuck { failure: Failure, back: Failure },

    /// Nothing was changed.
    #[error("{path} cannot be used: {why}")]
    Unreadable { path: String, why: String },

    #[error("{path} has no room for {bytes} bytes: {free} are free")]
    NoRoom { path: String, bytes: u64, free: u64 },

    #[error("cannot {doing} {path}: {source}")]
    Io { doing: &'static str, path: String, source: io::Error },
}

impl Error {
    /// To be mapped over an error of the operating system.
    pub fn io(doing: &'static str, path: &Path) -> impl FnOnce(io::Error) -> Error {
        let path = path.display().to_string();
        move |source| Error::Io { doing, path, source }
    }

    /// Of an archive that the environment did not take before anything was stopped.
    pub(crate) fn not_taken(failure: Failure) -> Error {
        if failure.is_for_want_of_space() { Error::NoSpace(failure) } else { Error::Refused(failure) }
    }

    pub(crate) fn damaged(sentence: impl Into<String>) -> Error {
        Error::Damaged(sentence.into())
    }
}
