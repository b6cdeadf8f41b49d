//! Storing an archive: an object appears when it is complete, under a name that nobody had, or not at all.

use tracing::warn;

use super::upload::{Completed, Upload};
use super::{S3, failure};
use crate::error::{Error, Result};
use crate::flow::Source;
use crate::name::SnapshotName;
use crate::remote::{Remote, Stored, taken};

/// The user metadata in which an object carries its archive's mark.
pub(super) const MARK: &str = "statebox-archive";

/// How often a conflict with somebody else's request is answered by beginning anew.
const ATTEMPTS: usize = 3;

pub(super) async fn put(s3: &S3, name: &SnapshotName, source: &dyn Source, force: bool) -> Result<Stored> {
    for _ in 0..ATTEMPTS {
        let mut upload = Upload::begin(s3, name, &source.mark()).await?;
        let outcome = match upload.send(source.open(), source.size_max()).await {
            Ok(size) => complete(s3, &mut upload, name, source, force).await.map(|ended| (ended, size)),
            Err(error) => Err(error),
        };
        let begin_anew = matches!(outcome, Ok((Ended::Conflict, _)));
        if let Ok((Ended::Complete { warning }, size)) = outcome {
            upload.done()?;
            return Ok(Stored { size, warning });
        }
        if let Err(error) = upload.abort().await {
            warn!(%error, "an upload that failed remains until the next export");
        }
        outcome?;
        debug_assert!(begin_anew);
    }
    Err(Error::Remote(format!("others went on writing {name} at {} meanwhile; export it again", s3.address())))
}

enum Ended {
    Complete { warning: Option<String> },
    Conflict,
}

async fn complete(
    s3: &S3,
    upload: &mut Upload,
    name: &SnapshotName,
    source: &dyn Source,
    force: bool,
) -> Result<Ended> {
    // Not every server that ignores the condition says so.
    if !force && s3.head(name).await?.is_some() {
        return Err(taken(s3, name));
    }
    let mut warning = None;
    let mut completed = upload.complete(!force).await;
    if let Completed::NoConditions = completed {
        warning = Some(format!(
            "{} has no conditional writes: an export of {name} by somebody else at the same instant would go unnoticed",
            s3.endpoint
        ));
        completed = upload.complete(false).await;
    }
    match completed {
        Completed::Yes => Ok(Ended::Complete { warning }),
        Completed::Conflict => Ok(Ended::Conflict),
        Completed::Taken if ours(s3, name, source).await => Ok(Ended::Complete { warning }),
        Completed::Taken => Err(taken(s3, name)),
        // The answer to a request that worked can be lost, and its repetition fails.
        Completed::No(_) if ours(s3, name, source).await => Ok(Ended::Complete { warning }),
        Completed::No(error) => Err(error),
        Completed::NoConditions => Err(Error::Remote(format!("{} cannot complete an upload", s3.endpoint))),
    }
}

async fn ours(s3: &S3, name: &SnapshotName, source: &dyn Source) -> bool {
    let head = s3.client.head_object().bucket(&s3.bucket).key(s3.key(name)).send().await;
    match head {
        Ok(head) => head.metadata().and_then(|metadata| metadata.get(MARK)) == Some(&source.mark()),
        Err(error) => {
            let status = failure::status(&error);
            warn!(?status, "it cannot be seen whether the upload was completed");
            false
        }
    }
}
