//! What the gateway reads of a Query request before it knows its service.

/// The value of one field, decoded; the first if there are several. All others stay as they are: a message may be long.
pub(crate) fn field(form: &str, name: &str) -> Option<String> {
    let pair = form.split('&').find(|pair| pair.split('=').next() == Some(name))?;
    form_urlencoded::parse(pair.as_bytes()).next().map(|(_, value)| value.into_owned())
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
        assert_eq!(field("a=%+1%zz%f", "a").as_deref(), Some("% 1%zz%f"));
    }
}
