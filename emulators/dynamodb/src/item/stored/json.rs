//! The JSON of a stored item, written without building a tree.

use super::view::Reader;
use crate::item::attribute_value::Type;

pub(super) fn append_map(reader: &mut Reader<'_>, out: &mut Vec<u8>) {
    out.push(b'{');
    for at in 0..reader.length() {
        if at > 0 {
            out.push(b',');
        }
        append_string(out, reader.bytes());
        out.push(b':');
        append_value(reader, out);
    }
    out.push(b'}');
}

fn append_value(reader: &mut Reader<'_>, out: &mut Vec<u8>) {
    let kind = reader.kind();
    out.extend_from_slice(match kind {
        Type::S => b"{\"S\":",
        Type::N => b"{\"N\":",
        Type::B => b"{\"B\":",
        Type::Ss => b"{\"SS\":",
        Type::Ns => b"{\"NS\":",
        Type::Bs => b"{\"BS\":",
        Type::M => b"{\"M\":",
        Type::L => b"{\"L\":",
        Type::Null => b"{\"NULL\":true",
        Type::Bool => b"{\"BOOL\":",
    });
    match kind {
        Type::S => append_string(out, reader.bytes()),
        Type::N => append_quoted(out, reader.bytes()),
        Type::B => append_base64(out, reader.bytes()),
        Type::Ss => append_elements(reader, out, |reader, out| append_string(out, reader.bytes())),
        Type::Ns => append_elements(reader, out, |reader, out| append_quoted(out, reader.bytes())),
        Type::Bs => append_elements(reader, out, |reader, out| append_base64(out, reader.bytes())),
        Type::M => {
            reader.length();
            append_map(reader, out);
        }
        Type::L => append_elements(reader, out, append_value),
        Type::Null => {}
        Type::Bool => out.extend_from_slice(if reader.byte() == 0 { b"false" } else { b"true" }),
    }
    out.push(b'}');
}

fn append_elements<'a>(reader: &mut Reader<'a>, out: &mut Vec<u8>, write: impl Fn(&mut Reader<'a>, &mut Vec<u8>)) {
    reader.length();
    out.push(b'[');
    for at in 0..reader.length() {
        if at > 0 {
            out.push(b',');
        }
        write(reader, out);
    }
    out.push(b']');
}

fn append_quoted(out: &mut Vec<u8>, bytes: &[u8]) {
    out.push(b'"');
    out.extend_from_slice(bytes);
    out.push(b'"');
}

fn append_base64(out: &mut Vec<u8>, bytes: &[u8]) {
    append_quoted(out, aws_smithy_types::base64::encode(bytes).as_bytes());
}

/// Escapes what JSON says must be escaped and nothing else, in the short form where there is one.
pub fn append_string(out: &mut Vec<u8>, text: &[u8]) {
    out.push(b'"');
    // Told in stretches, which are compared all at once; nearly every text is copied as it is.
    let plain = |byte: u8| (byte >= 0x20) & (byte != b'"') & (byte != b'\\');
    if text.chunks(32).all(|stretch| stretch.iter().fold(true, |all, byte| all & plain(*byte))) {
        out.extend_from_slice(text);
        out.push(b'"');
        return;
    }
    let mut written = 0;
    for (at, &byte) in text.iter().enumerate() {
        if plain(byte) {
            continue;
        }
        out.extend_from_slice(&text[written..at]);
        written = at + 1;
        match byte {
            b'"' => out.extend_from_slice(b"\\\""),
            b'\\' => out.extend_from_slice(b"\\\\"),
            b'\n' => out.extend_from_slice(b"\\n"),
            b'\r' => out.extend_from_slice(b"\\r"),
            b'\t' => out.extend_from_slice(b"\\t"),
            0x08 => out.extend_from_slice(b"\\b"),
            0x0c => out.extend_from_slice(b"\\f"),
            _ => {
                const HEX: &[u8; 16] = b"0123456789abcdef";
                out.extend_from_slice(b"\\u00");
                out.push(HEX[usize::from(byte >> 4)]);
                out.push(HEX[usize::from(byte & 15)]);
            }
        }
    }
    out.extend_from_slice(&text[written..]);
    out.push(b'"');
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::item::Item;
    use crate::item::attribute_value::AttributeValue;
    use crate::item::number::Number;
    use crate::item::stored::StoredItem;
    use crate::item::tests::items;

    proptest! {
        #[test]
        fn the_json_of_a_stored_item_is_that_of_its_values(item in items()) {
            let mut json = Vec::new();
            StoredItem::from(&item).view().json(&mut json);
            let read: serde_json::Value = serde_json::from_slice(&json).unwrap();
            prop_assert_eq!(read, tree(&item));
        }
    }

    /// The item as DynamoDB JSON, built the long way round.
    fn tree(item: &Item) -> serde_json::Value {
        item.iter().map(|(name, value)| (name.to_owned(), value_tree(value))).collect::<serde_json::Map<_, _>>().into()
    }

    fn value_tree(value: &AttributeValue) -> serde_json::Value {
        use serde_json::json;
        let base64 = |bytes: &Vec<u8>| aws_smithy_types::base64::encode(bytes);
        match value {
            AttributeValue::S(text) => json!({ "S": text }),
            AttributeValue::N(number) => json!({ "N": number.to_string() }),
            AttributeValue::B(bytes) => json!({ "B": base64(bytes) }),
            AttributeValue::Ss(set) => json!({ "SS": set }),
            AttributeValue::Ns(set) => json!({ "NS": set.iter().map(Number::to_string).collect::<Vec<_>>() }),
            AttributeValue::Bs(set) => json!({ "BS": set.iter().map(base64).collect::<Vec<_>>() }),
            AttributeValue::M(map) => json!({ "M": tree(map) }),
            AttributeValue::L(list) => json!({ "L": list.iter().map(value_tree).collect::<Vec<_>>() }),
            AttributeValue::Null => json!({ "NULL": true }),
            AttributeValue::Bool(truth) => json!({ "BOOL": truth }),
        }
    }

    #[test]
    fn strings_are_escaped_as_json_demands() {
        let mut out = Vec::new();
        append_string(&mut out, "a\"b\\c\n\u{1}\u{8}\u{7f}é/".as_bytes());
        assert_eq!(String::from_utf8(out).unwrap(), "\"a\\\"b\\\\c\\n\\u0001\\b\u{7f}é/\"");
    }
}
