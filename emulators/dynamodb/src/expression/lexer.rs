//! The tokens of an expression.

use crate::refusals::{Invalid, expressions};

#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub enum Token {
    /// A name, a keyword or a function.
    Word,
    /// `#name`
    Name,
    /// `:value`
    Value,
    /// Digits
    Number,
    Open,
    Close,
    OpenBracket,
    CloseBracket,
    Comma,
    Dot,
    Plus,
    Minus,
    Equal,
    NotEqual,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
    End,
}

#[derive(Copy, Clone, Debug)]
pub struct Spanned {
    pub token: Token,
    pub start: usize,
    pub end: usize,
}

/// Cuts a text into tokens, an `End` at the end.
pub fn tokens(source: &str) -> Result<Vec<Spanned>, Invalid> {
    let mut tokens = Vec::with_capacity(source.len() / 4 + 2);
    let bytes = source.as_bytes();
    let mut at = 0;
    loop {
        while at < bytes.len() && bytes[at].is_ascii_whitespace() {
            at += 1;
        }
        let start = at;
        let Some(&first) = bytes.get(at) else {
            tokens.push(Spanned { token: Token::End, start, end: start });
            return Ok(tokens);
        };
        let token = match (token_at(&bytes[at..]), first) {
            (Some((token, length)), _) => {
                at += length;
                token
            }
            (None, b'#' | b':' | b'a'..=b'z' | b'A'..=b'Z') => {
                at += 1;
                while bytes.get(at).is_some_and(|&byte| byte.is_ascii_alphanumeric() || byte == b'_') {
                    at += 1;
                }
                match first {
                    b'#' | b':' if at == start + 1 => return Err(stray(source, &tokens, start)),
                    b'#' => Token::Name,
                    b':' => Token::Value,
                    _ => Token::Word,
                }
            }
            (None, b'0'..=b'9') => {
                while bytes.get(at).is_some_and(u8::is_ascii_digit) {
                    at += 1;
                }
                Token::Number
            }
            (None, _) => return Err(stray(source, &tokens, start)),
        };
        tokens.push(Spanned { token, start, end: at });
    }
}

/// The sign at the start of the bytes, and its length.
fn token_at(bytes: &[u8]) -> Option<(Token, usize)> {
    Some(match bytes {
        [b'<', b'>', ..] => (Token::NotEqual, 2),
        [b'<', b'=', ..] => (Token::LessOrEqual, 2),
        [b'>', b'=', ..] => (Token::GreaterOrEqual, 2),
        [b'<', ..] => (Token::Less, 1),
        [b'>', ..] => (Token::Greater, 1),
        [b'=', ..] => (Token::Equal, 1),
        [b'(', ..] => (Token::Open, 1),
        [b')', ..] => (Token::Close, 1),
        [b'[', ..] => (Token::OpenBracket, 1),
        [b']', ..] => (Token::CloseBracket, 1),
        [b',', ..] => (Token::Comma, 1),
        [b'.', ..] => (Token::Dot, 1),
        [b'+', ..] => (Token::Plus, 1),
        [b'-', ..] => (Token::Minus, 1),
        _ => return None,
    })
}

/// A character that begins no token counts as one by itself.
fn stray(source: &str, before: &[Spanned], start: usize) -> Invalid {
    let character = source[start..].chars().next().map_or(0, char::len_utf8);
    let end = start + character;
    let near_start = before.last().map_or(start, |token| token.start);
    let rest = &source[end..];
    let blank = rest.len() - rest.trim_ascii_start().len();
    let next = match tokens_prefix(&rest[blank..]) {
        0 => end,
        length => end + blank + length,
    };
    expressions::syntax(&source[start..end], &source[near_start..next])
}

/// How long the first token of a text is, a stray character too.
fn tokens_prefix(text: &str) -> usize {
    let bytes = text.as_bytes();
    if let Some((_, length)) = token_at(bytes) {
        return length;
    }
    let Some(first) = text.chars().next() else { return 0 };
    let word =
        bytes[first.len_utf8()..].iter().take_while(|byte| byte.is_ascii_alphanumeric() || **byte == b'_').count();
    if first.is_ascii_alphanumeric() || ((first == '#' || first == ':') && word > 0) {
        first.len_utf8() + word
    } else {
        first.len_utf8()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kinds(source: &str) -> Vec<Token> {
        tokens(source).unwrap().into_iter().map(|spanned| spanned.token).collect()
    }

    #[test]
    fn tokens_need_no_spaces_between_them() {
        use Token::*;
        assert_eq!(
            kinds("a[10].#b<>:c AND(d<=size(e_f))"),
            [
                Word,
                OpenBracket,
                Number,
                CloseBracket,
                Dot,
                Name,
                NotEqual,
                Value,
                Word,
                Open,
                Word,
                LessOrEqual,
                Word,
                Open,
                Word,
                Close,
                Close,
                End
            ]
        );
        assert_eq!(kinds(" \t\n"), [End]);
    }

    #[test]
    fn a_stray_character_is_shown_between_its_neighbours() {
        for (source, message) in [
            ("!!! INVALID !!!", "Syntax error; token: \"!\", near: \"!!\""),
            ("a ! b", "Syntax error; token: \"!\", near: \"a ! b\""),
            ("a = :v !", "Syntax error; token: \"!\", near: \":v !\""),
            ("a é", "Syntax error; token: \"é\", near: \"a é\""),
            ("_a = :v", "Syntax error; token: \"_\", near: \"_a\""),
        ] {
            assert_eq!(tokens(source).unwrap_err().0, message, "{source}");
        }
    }
}
