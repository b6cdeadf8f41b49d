//! Halves of surrogate pairs, written as escapes. Java's strings hold them, ours cannot.

/// The same body with U+FFFF, which no text of AWS's has either, in the place of each half that stands alone. None: there is none.
pub(super) fn mended(body: &[u8]) -> Option<Vec<u8>> {
    let (mut mended, mut at) = (None, 0);
    while at < body.len() {
        at += match (unit(body, at), unit(body, at + 6)) {
            (Some(0xD800..=0xDBFF), Some(0xDC00..=0xDFFF)) => 12,
            (Some(0xD800..=0xDFFF), _) => {
                mended.get_or_insert_with(|| body.to_vec())[at + 2..at + 6].copy_from_slice(b"FFFF");
                6
            }
            // Any other escape, of a backslash for one.
            _ if body[at] == b'\\' => 2,
            _ => 1,
        };
    }
    mended
}

/// The unit of UTF-16 that an escape at this place stands for.
fn unit(body: &[u8], at: usize) -> Option<u16> {
    let digits = body.get(at..at + 6)?.strip_prefix(b"\\u")?;
    u16::from_str_radix(std::str::from_utf8(digits).ok()?, 16).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn halves_that_stand_alone_are_replaced_and_nothing_else_is() {
        for (body, expected) in [
            (r#"{"a":"x\uD83Dy"}"#, Some(r#"{"a":"x\uFFFFy"}"#)),
            (r#"{"a":"\uDE00\uD83D"}"#, Some(r#"{"a":"\uFFFF\uFFFF"}"#)),
            (r#"{"a":"\uD83D\uD83D\uDE00"}"#, Some(r#"{"a":"\uFFFF\uD83D\uDE00"}"#)),
            (r#"{"a":"\uD83D\uDE00 \u0041"}"#, None),
            (r#"{"a":"\\uD83D"}"#, None),
            (r#"{"a":"\uD8"#, None),
        ] {
            assert_eq!(mended(body.as_bytes()).as_deref(), expected.map(str::as_bytes), "{body}");
        }
    }
}
