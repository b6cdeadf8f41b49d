//! Whether a text satisfies a pattern of the model, whole, as Java's `matches` has it.

use std::collections::HashMap;
use std::sync::{LazyLock, RwLock};

use regex::bytes::{Regex, RegexBuilder};

/// Patterns that were needed so far; there are no more than the models hold.
static COMPILED: LazyLock<RwLock<HashMap<&'static str, Regex>>> = LazyLock::new(RwLock::default);

pub(super) fn matches(pattern: &'static str, text: &str) -> bool {
    // The pattern of nearly all names, and on every hot path.
    if pattern == "[a-zA-Z0-9_.-]+" {
        return !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"_.-".contains(&byte));
    }
    if let Some(regex) = COMPILED.read().unwrap_or_else(|broken| broken.into_inner()).get(pattern) {
        return regex.is_match(text.as_bytes());
    }
    let regex = compiled(pattern).expect("a test reads every pattern of the models");
    let matches = regex.is_match(text.as_bytes());
    COMPILED.write().unwrap_or_else(|broken| broken.into_inner()).insert(pattern, regex);
    matches
}

/// Bytes and not characters: the patterns of the models know only ASCII, and so do Java's `\d` and `\S`.
fn compiled(pattern: &str) -> Result<Regex, regex::Error> {
    RegexBuilder::new(&format!("^(?:{pattern})$")).unicode(false).build()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pattern_is_satisfied_by_the_whole_text_only() {
        for (pattern, good, bad) in [
            ("[a-zA-Z0-9_.-]+", "a-Z_0.9", "a b"),
            ("0|([1-9]\\d{0,38})", "17", "017"),
            (
                "arn:aws.*:kinesis:.*:\\d{12}:stream/\\S+",
                "arn:aws:kinesis:x:000000000000:stream/ä",
                "arn:aws:kinesis:x:0:stream/a",
            ),
        ] {
            assert!(matches(pattern, good), "{good}");
            assert!(matches(pattern, good), "{good}, remembered");
            assert!(!matches(pattern, bad), "{bad}");
            assert!(!matches(pattern, &format!("{good}\n")), "{good} and a line feed");
            assert!(!matches(pattern, ""));
        }
    }
}
