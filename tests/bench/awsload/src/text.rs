//! Writing and reading the few forms of text that requests and answers are made of.

use crate::http::find;

pub fn push(v: &mut Vec<u8>, s: &str) {
    v.extend_from_slice(s.as_bytes());
}

/// In decimal, with zeros in front up to `width` digits (0: none).
pub fn push_number(v: &mut Vec<u8>, mut n: u64, width: usize) {
    let mut b = [b'0'; 20];
    let mut i = 20;
    loop {
        i -= 1;
        b[i] = b'0' + (n % 10) as u8;
        n /= 10;
        if n == 0 {
            break;
        }
    }
    let start = if width > 0 { i.min(20 - width.min(20)) } else { i };
    v.extend_from_slice(&b[start..]);
}

pub fn push_b64(v: &mut Vec<u8>, d: &[u8]) {
    const A: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    for c in d.chunks(3) {
        let n = (c[0] as u32) << 16 | (*c.get(1).unwrap_or(&0) as u32) << 8 | *c.get(2).unwrap_or(&0) as u32;
        v.push(A[(n >> 18) as usize & 63]);
        v.push(A[(n >> 12) as usize & 63]);
        v.push(if c.len() > 1 { A[(n >> 6) as usize & 63] } else { b'=' });
        v.push(if c.len() > 2 { A[n as usize & 63] } else { b'=' });
    }
}

/// As a value in a form: percent-encoded.
pub fn push_form(v: &mut Vec<u8>, d: &[u8]) {
    for c in d {
        match c {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'_' | b'.' | b'~' => v.push(*c),
            _ => {
                const H: &[u8; 16] = b"0123456789ABCDEF";
                v.push(b'%');
                v.push(H[(c >> 4) as usize]);
                v.push(H[(c & 15) as usize]);
            }
        }
    }
}

/// The raw text of the JSON string that follows `"key"`, escapes untouched, and where it ends.
pub fn json_str<'a>(body: &'a [u8], key: &str, from: usize) -> Option<(usize, &'a [u8])> {
    let pat = format!("\"{key}\"");
    let mut i = from + find(&body[from..], pat.as_bytes())? + pat.len();
    while i < body.len() && matches!(body[i], b' ' | b':' | b'\n' | b'\r' | b'\t') {
        i += 1;
    }
    if body.get(i) != Some(&b'"') {
        return None;
    }
    let s = i + 1;
    let mut e = s;
    while e < body.len() {
        match body[e] {
            b'\\' => e += 2,
            b'"' => return Some((e + 1, &body[s..e])),
            _ => e += 1,
        }
    }
    None
}

/// The raw text between the next `<tag>` and its end, and where it ends.
pub fn xml_text<'a>(body: &'a [u8], tag: &str, from: usize) -> Option<(usize, &'a [u8])> {
    let open = format!("<{tag}>");
    let close = format!("</{tag}>");
    let s = from + find(&body[from..], open.as_bytes())? + open.len();
    let e = s + find(&body[s..], close.as_bytes())?;
    Some((e, &body[s..e]))
}

/// How often `pat` stands in an answer.
pub fn count(body: &[u8], pat: &[u8]) -> u32 {
    let mut n = 0;
    let mut at = 0;
    while let Some(p) = find(&body[at..], pat) {
        n += 1;
        at += p + pat.len();
    }
    n
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers() {
        let mut v = vec![];
        push_number(&mut v, 0, 0);
        v.push(b' ');
        push_number(&mut v, 42, 6);
        v.push(b' ');
        push_number(&mut v, 1234567, 3);
        assert_eq!(v, b"0 000042 1234567");
    }

    #[test]
    fn base64() {
        let mut v = vec![];
        push_b64(&mut v, b"any carnal pleas");
        assert_eq!(v, b"YW55IGNhcm5hbCBwbGVhcw==");
    }
}
