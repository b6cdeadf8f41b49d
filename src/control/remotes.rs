//! Which remotes a request may name. The transfer is the server's: whoever names a folder has the server read and write there, whoever
//! names a bucket has it use its credentials.

use std::path::{Component, Path, PathBuf};

use snapshots::remote::location::Location;

use crate::exit::{Code, Exit};

/// Whom a request comes from, as far as remotes are concerned.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Asker {
    /// Somebody on this machine or in this container, or somebody with the token: may name any.
    Trusted,
    /// Anybody who reaches the port.
    Anybody,
}

/// Refuses a remote that is neither `own`, the server's, nor in one of the `allowed` ones.
pub fn admit(asker: Asker, named: &Location, own: &Location, allowed: &[Location]) -> Result<(), Exit> {
    let is_admitted =
        asker == Asker::Trusted || named == own || allowed.iter().any(|allowed| is_within(named, allowed));
    if is_admitted {
        return Ok(());
    }
    let sentence = format!(
        "the remote {} is refused: from other machines only the server's own may be used. Start serve with --allow-remote {} to allow it, or with STATEBOX_TOKEN to let those with the token use any",
        shown(named),
        shown(named)
    );
    Err(Exit::new(Code::Usage, sentence))
}

fn shown(location: &Location) -> String {
    match location {
        Location::Directory(folder) => folder.display().to_string(),
        Location::S3 { bucket, prefix } if prefix.is_empty() => format!("s3://{bucket}"),
        Location::S3 { bucket, prefix } => format!("s3://{bucket}/{prefix}"),
    }
}

fn is_within(named: &Location, allowed: &Location) -> bool {
    match (named, allowed) {
        (Location::Directory(named), Location::Directory(allowed)) => match (resolved(named), resolved(allowed)) {
            (Some(named), Some(allowed)) => named.starts_with(allowed),
            _ => false,
        },
        (Location::S3 { bucket, prefix }, Location::S3 { bucket: allowed_bucket, prefix: allowed }) => {
            let rest = prefix.strip_prefix(allowed.as_str());
            let is_below = rest.is_some_and(|rest| allowed.is_empty() || rest.is_empty() || rest.starts_with('/'));
            bucket == allowed_bucket && is_below && !prefix.split('/').any(|part| part == "..")
        }
        _ => false,
    }
}

/// Where a folder really is, also if it is not made yet. None if that cannot be told.
fn resolved(folder: &Path) -> Option<PathBuf> {
    let folder = std::path::absolute(folder).ok()?;
    if folder.components().any(|part| part == Component::ParentDir) {
        return None;
    }
    for existing in folder.ancestors() {
        match existing.canonicalize() {
            Ok(real) => return Some(real.join(folder.strip_prefix(existing).ok()?)),
            // A link to nowhere is there, and what it will lead to cannot be told.
            Err(_) if existing.symlink_metadata().is_ok() => return None,
            Err(_) => {}
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(address: &str) -> Location {
        address.parse().unwrap()
    }

    fn is_admitted(named: &str, allowed: &[&str]) -> bool {
        let allowed: Vec<Location> = allowed.iter().map(|allowed| at(allowed)).collect();
        admit(Asker::Anybody, &at(named), &at("s3://own/team"), &allowed).is_ok()
    }

    #[test]
    fn anybody_may_use_the_servers_own_and_what_is_allowed() {
        assert!(is_admitted("s3://own/team", &[]));
        assert!(!is_admitted("s3://own", &[]) && !is_admitted("s3://own/other", &[]) && !is_admitted("/srv", &[]));
        assert!(
            is_admitted("s3://states/qa/1", &["s3://states/qa"]) && is_admitted("s3://states/qa", &["s3://states/qa"])
        );
        assert!(is_admitted("s3://states/any", &["s3://states"]));
        assert!(
            !is_admitted("s3://states/qa2", &["s3://states/qa"]) && !is_admitted("s3://states2/qa", &["s3://states"])
        );
        assert!(!is_admitted("s3://states/qa/../prod", &["s3://states/qa"]));
        assert_eq!(admit(Asker::Trusted, &at("/anywhere"), &at("s3://own"), &[]), Ok(()));
    }

    #[test]
    fn folders_are_compared_by_where_they_really_are() {
        let place = tempfile::tempdir().unwrap();
        let path = |inner: &str| place.path().join(inner).display().to_string();
        std::fs::create_dir_all(path("allowed/real")).unwrap();
        std::fs::create_dir_all(path("secret")).unwrap();
        std::os::unix::fs::symlink(path("secret"), path("allowed/link")).unwrap();
        std::os::unix::fs::symlink(path("nowhere"), path("allowed/dangling")).unwrap();
        std::os::unix::fs::symlink(path("allowed"), path("other-name")).unwrap();
        let allowed = [path("allowed")];
        let allowed: Vec<&str> = allowed.iter().map(String::as_str).collect();
        for inside in ["allowed", "allowed/real", "allowed/new/er", "other-name/real"] {
            assert!(is_admitted(&path(inside), &allowed), "{inside}");
        }
        for outside in
            ["secret", "allowed2", "allowed/link", "allowed/link/deeper", "allowed/dangling", "allowed/../secret", ""]
        {
            assert!(!is_admitted(&path(outside), &allowed), "{outside}");
        }
    }
}
