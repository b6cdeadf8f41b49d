//! Query strings and path segments of the control API.

/// The value of one name, decoded.
pub fn value(query: &str, name: &str) -> Option<String> {
    query.split('&').find_map(|pair| {
        let (key, value) = pair.split_once('=').unwrap_or((pair, ""));
        (key == name).then(|| decoded(value))
    })
}

/// Without percent signs. What is not valid stays as it is.
pub fn decoded(text: &str) -> String {
    percent_encoding::percent_decode_str(text).decode_utf8_lossy().into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_found_and_decoded() {
        assert_eq!(value("a=1&remote=s3%3A%2F%2Fb", "remote").as_deref(), Some("s3://b"));
        assert_eq!(value("a=1", "remote"), None);
        assert_eq!(decoded("100%"), "100%");
        assert_eq!(decoded("%zz%41"), "%zzA");
        assert_eq!(decoded("%+1"), "%+1");
    }
}
