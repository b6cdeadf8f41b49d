//! The name of a snapshot, which is also a file name and the end of an object's key: it cannot leave its folder.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

const SUFFIX: &str = ".tar.zst";
const INDEX_SUFFIX: &str = ".json";
const LENGTH_MAX: usize = 128;

#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct SnapshotName(String);

#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
#[error(
    "{0:?} cannot be a snapshot's name: 1 to {LENGTH_MAX} letters, digits, dots, hyphens and underscores, not beginning with a dot"
)]
pub struct NotAName(String);

impl SnapshotName {
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// `NAME.tar.zst`
    pub fn file_name(&self) -> String {
        format!("{}{SUFFIX}", self.0)
    }

    /// `NAME.json`, of a snapshot by reference.
    pub fn index_name(&self) -> String {
        format!("{}{INDEX_SUFFIX}", self.0)
    }

    /// Of a file at a remote that may be an index.
    pub fn of_index(file_name: &str) -> Option<SnapshotName> {
        file_name.strip_suffix(INDEX_SUFFIX)?.parse().ok()
    }

    /// Of a file at a remote; none if it is not an archive's.
    pub fn of_file(file_name: &str) -> Option<SnapshotName> {
        file_name.strip_suffix(SUFFIX)?.parse().ok()
    }
}

impl FromStr for SnapshotName {
    type Err = NotAName;

    fn from_str(name: &str) -> Result<SnapshotName, NotAName> {
        let allowed = |byte: u8| byte.is_ascii_alphanumeric() || b"._-".contains(&byte);
        let fits = (1..=LENGTH_MAX).contains(&name.len()) && name.bytes().all(allowed) && !name.starts_with('.');
        if fits { Ok(SnapshotName(name.to_owned())) } else { Err(NotAName(name.to_owned())) }
    }
}

impl TryFrom<String> for SnapshotName {
    type Error = NotAName;

    fn try_from(name: String) -> Result<SnapshotName, NotAName> {
        name.parse()
    }
}

impl From<SnapshotName> for String {
    fn from(name: SnapshotName) -> String {
        name.0
    }
}

impl fmt::Display for SnapshotName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_that_could_leave_their_folder_are_refused() {
        for name in ["", ".", "..", "a/b", "../a", "/a", ".a", "a\\b", "a b", "a\0", "é", &"a".repeat(129)] {
            assert!(name.parse::<SnapshotName>().is_err(), "{name:?}");
        }
        for name in ["issue519", "a", "-a", "0", "_a", "v1.2-rc_3", "a..b", &"a".repeat(128)] {
            assert_eq!(name.parse::<SnapshotName>().unwrap().as_str(), name);
        }
    }

    #[test]
    fn a_file_name_gives_the_name_back() {
        let name: SnapshotName = "a.b".parse().unwrap();
        assert_eq!(SnapshotName::of_file(&name.file_name()), Some(name));
        assert_eq!(SnapshotName::of_file("a.tar"), None);
        assert_eq!(SnapshotName::of_file(".tar.zst"), None);
        assert_eq!(SnapshotName::of_file("..tar.zst"), None);
    }
}
