//! Whether a text satisfies a pattern of the model, whole, as Java's `matches` has it.

use std::collections::HashMap;
use std::sync::{LazyLock, RwLock};

use regex_lite::Regex;

/// Patterns that were needed so far; there are no more than the models hold.
static COMPILED: LazyLock<RwLock<HashMap<&'static str, Regex>>> = LazyLock::new(RwLock::default);

pub fn matches(pattern: &'static str, text: &str) -> bool {
    // The pattern of nearly all names, and on every hot path.
    if pattern == "[a-zA-Z0-9_.-]+" {
        return !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"_.-".contains(&byte));
    }
    if let Some(regex) = COMPILED.read().unwrap_or_else(|broken| broken.into_inner()).get(pattern) {
        return regex.is_match(text);
    }
    let regex = Regex::new(&format!("^(?:{pattern})$")).expect("the generator reads every pattern of the models");
    let matches = regex.is_match(text);
    COMPILED.write().unwrap_or_else(|broken| broken.into_inner()).insert(pattern, regex);
    matches
}
