//! What the gateway reads of a Query request before it knows its service.

/// The value of one field, decoded; the first if there are several.
pub fn field(form: &str, name: &str) -> Option<String> {
    form.split('&').find_map(|pair| {
        let (key, value) = pair.split_once('=').unwrap_or((pair, ""));
        (key == name).then(|| decoded(value))
    })
}

/// Without `+` and percent signs.
fn decoded(text: &str) -> String {
    let mut out = Vec::with_capacity(text.len());
    let mut bytes = text.as_bytes().iter();
    while let Some(&byte) = bytes.next() {
        match byte {
            b'+' => out.push(b' '),
            b'%' => {
                let rest = bytes.as_slice();
                match rest
                    .get(..2)
                    .and_then(|hex| std::str::from_utf8(hex).ok())
                    .and_then(|hex| u8::from_str_radix(hex, 16).ok())
                {
                    Some(value) => {
                        out.push(value);
                        bytes.nth(1);
                    }
                    None => out.push(b'%'),
                }
            }
            byte => out.push(byte),
        }
    }
    String::from_utf8_lossy(&out).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_field_is_found_and_decoded() {
        let form = "Action=SendMessage&MessageBody=a+b%2Fc%&Empty=&Flag";
        assert_eq!(field(form, "Action").as_deref(), Some("SendMessage"));
        assert_eq!(field(form, "MessageBody").as_deref(), Some("a b/c%"));
        assert_eq!(field(form, "Empty").as_deref(), Some(""));
        assert_eq!(field(form, "Flag").as_deref(), Some(""));
        assert_eq!(field(form, "action"), None);
    }
}
