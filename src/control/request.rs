//! What the long actions are asked for, as JSON. A member that is unknown or of another type is refused, never ignored:
//! it may be what a newer command relies on.

use std::collections::BTreeMap;

use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

use crate::exit::{Code, Exit};

/// An export, or a snapshot that stays here: that one has no remote.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Cut {
    pub name: String,
    pub remote: Option<String>,
    #[serde(default)]
    pub force: bool,
    pub description: Option<String>,
    #[serde(default)]
    pub labels: BTreeMap<String, String>,
    pub max_pause_seconds: Option<u64>,
    /// By reference or as a plain archive; the server's setting if it is not said.
    pub incremental: Option<bool>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Collect {
    pub remote: Option<String>,
    /// A day if it is not said.
    pub grace_seconds: Option<u64>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Import {
    pub name: String,
    pub remote: Option<String>,
    #[serde(default)]
    pub dry_run: bool,
    /// Also if stores become empty that hold something.
    #[serde(default)]
    pub force: bool,
}

/// A name, or `undo`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Apply {
    pub name: Option<String>,
    #[serde(default)]
    pub undo: bool,
    #[serde(default)]
    pub force: bool,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Reset {
    /// All that run by default.
    pub only: Option<Vec<String>>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Verify {
    pub remote: Option<String>,
}

pub fn parse<T: DeserializeOwned>(input: Value) -> Result<T, Exit> {
    serde_json::from_value(input)
        .map_err(|error| Exit::new(Code::Usage, format!("the request cannot be used: {error}")))
}
