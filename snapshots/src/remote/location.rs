//! What stands behind `--remote`: `s3://bucket/prefix`, or a directory.

use std::path::PathBuf;

#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Location {
    S3 { bucket: String, prefix: String },
    Directory(PathBuf),
}

#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
#[error("{address:?} is no place for snapshots: {why}")]
pub struct NoPlace {
    address: String,
    why: &'static str,
}

impl std::str::FromStr for Location {
    type Err = NoPlace;

    fn from_str(address: &str) -> Result<Location, NoPlace> {
        let no_place = |why| NoPlace { address: address.to_owned(), why };
        let Some((scheme, rest)) = address.split_once("://") else {
            // What looks like something else is not made into a folder of that name.
            return match address {
                "" => Err(no_place("it is empty")),
                _ if address.starts_with('~') => Err(no_place(
                    "only a shell knows what ~ is; write the whole path, or let the shell see it without quotes",
                )),
                _ if address.split_once(":/").is_some_and(|(scheme, _)| !scheme.contains('/')) => {
                    Err(no_place("write s3://bucket/prefix with two slashes, or the path of a directory"))
                }
                _ => Ok(Location::Directory(address.into())),
            };
        };
        match scheme {
            "s3" => {
                let (bucket, prefix) = rest.split_once('/').unwrap_or((rest, ""));
                // Loose on purpose: S3-compatible servers have buckets that AWS would not allow.
                let named = !bucket.is_empty()
                    && bucket.bytes().all(|byte| byte.is_ascii_alphanumeric() || b".-_".contains(&byte));
                if !named {
                    return Err(no_place("write s3://bucket or s3://bucket/prefix"));
                }
                Ok(Location::S3 { bucket: bucket.to_owned(), prefix: prefix.trim_matches('/').to_owned() })
            }
            "file" if rest.starts_with('/') => Ok(Location::Directory(rest.into())),
            _ => Err(no_place("write s3://bucket/prefix or the path of a directory")),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_a_bucket_or_a_directory() {
        let s3 = |bucket: &str, prefix: &str| Ok(Location::S3 { bucket: bucket.to_owned(), prefix: prefix.to_owned() });
        let directory = |path: &str| Ok(Location::Directory(path.into()));
        assert_eq!("s3://b".parse(), s3("b", ""));
        assert_eq!("s3://b/".parse(), s3("b", ""));
        assert_eq!("s3://b/team/qa/".parse(), s3("b", "team/qa"));
        assert_eq!("/srv/snapshots".parse(), directory("/srv/snapshots"));
        assert_eq!("snapshots".parse(), directory("snapshots"));
        assert_eq!("file:///srv".parse(), directory("/srv"));
        for wrong in [
            "",
            "s3://",
            "s3:///a",
            "s3://a b/c",
            "http://host/b",
            "file://host/a",
            "s3:/b",
            "gs://b",
            "~/states",
            "~ada/states",
        ] {
            assert!(wrong.parse::<Location>().is_err(), "{wrong}");
        }
    }
}
