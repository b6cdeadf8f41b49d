//! The tokens of a statement.

use std::borrow::Cow;

use crate::refusals::Invalid;
use crate::refusals::partiql as refusals;

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Token<'s> {
    /// A name without quotes, a keyword or a function.
    Word(&'s str),
    /// A name in double quotes.
    Quoted(Cow<'s, str>),
    /// A text in single quotes.
    Text(Cow<'s, str>),
    /// Without a sign.
    Number(&'s str),
    Sign(Sign),
    End,
}

#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub enum Sign {
    Open,
    Close,
    OpenBracket,
    CloseBracket,
    OpenBrace,
    CloseBrace,
    OpenSet,
    CloseSet,
    Comma,
    Dot,
    Colon,
    Semicolon,
    Parameter,
    Star,
    Plus,
    Minus,
    Equal,
    NotEqual,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
}

/// Longer ones before those that they begin with.
const SIGNS: [(&str, Sign); 23] = [
    ("<<", Sign::OpenSet),
    (">>", Sign::CloseSet),
    ("<>", Sign::NotEqual),
    ("!=", Sign::NotEqual),
    ("<=", Sign::LessOrEqual),
    (">=", Sign::GreaterOrEqual),
    ("<", Sign::Less),
    (">", Sign::Greater),
    ("=", Sign::Equal),
    ("(", Sign::Open),
    (")", Sign::Close),
    ("[", Sign::OpenBracket),
    ("]", Sign::CloseBracket),
    ("{", Sign::OpenBrace),
    ("}", Sign::CloseBrace),
    (",", Sign::Comma),
    (".", Sign::Dot),
    (":", Sign::Colon),
    (";", Sign::Semicolon),
    ("?", Sign::Parameter),
    ("*", Sign::Star),
    ("+", Sign::Plus),
    ("-", Sign::Minus),
];

#[derive(Clone, Debug)]
pub struct Spanned<'s> {
    pub token: Token<'s>,
    pub start: usize,
    pub end: usize,
}

/// Cuts a text into tokens, an `End` at the end.
pub fn tokens(source: &str) -> Result<Vec<Spanned<'_>>, Invalid> {
    let mut tokens = Vec::with_capacity(source.len() / 4 + 2);
    let mut at = 0;
    loop {
        at += blank(&source[at..])?;
        let rest = &source[at..];
        let Some(first) = rest.chars().next() else {
            tokens.push(Spanned { token: Token::End, start: at, end: at });
            return Ok(tokens);
        };
        let (token, length) = match first {
            '"' => {
                let (name, length) = quoted(rest, '"')?;
                (Token::Quoted(name), length)
            }
            '\'' => {
                let (text, length) = quoted(rest, '\'')?;
                (Token::Text(text), length)
            }
            'a'..='z' | 'A'..='Z' | '_' | '$' => {
                let length = run(rest, |byte| byte.is_ascii_alphanumeric() || byte == b'_' || byte == b'$');
                (Token::Word(&rest[..length]), length)
            }
            '0'..='9' => {
                let length = number(rest);
                (Token::Number(&rest[..length]), length)
            }
            _ => {
                let sign = SIGNS.iter().find(|(text, _)| rest.starts_with(text));
                let (text, sign) = sign.ok_or_else(refusals::not_well_formed)?;
                (Token::Sign(*sign), text.len())
            }
        };
        tokens.push(Spanned { token, start: at, end: at + length });
        at += length;
    }
}

/// How long the white space and the comments are that a text begins with.
fn blank(text: &str) -> Result<usize, Invalid> {
    let mut rest = text;
    loop {
        let trimmed = rest.trim_start();
        rest = if trimmed.starts_with("--") {
            trimmed.find('\n').map_or("", |end| &trimmed[end..])
        } else if trimmed.starts_with("/*") {
            let end = trimmed.find("*/").ok_or_else(refusals::not_well_formed)?;
            &trimmed[end + 2..]
        } else {
            return Ok(text.len() - trimmed.len());
        };
    }
}

/// What stands between quotes, two of which stand for one, and how long it is with them.
fn quoted(text: &str, quote: char) -> Result<(Cow<'_, str>, usize), Invalid> {
    let mut at = 1;
    let mut doubled = false;
    loop {
        at += text[at..].find(quote).ok_or_else(refusals::not_well_formed)? + 1;
        if !text[at..].starts_with(quote) {
            break;
        }
        doubled = true;
        at += 1;
    }
    let inner = &text[1..at - 1];
    let two: String = [quote, quote].iter().collect();
    let inner = if doubled { Cow::Owned(inner.replace(&two, quote.encode_utf8(&mut [0; 4]))) } else { inner.into() };
    Ok((inner, at))
}

/// Digits, maybe a point and more digits, maybe an exponent.
fn number(text: &str) -> usize {
    let digits = |from: usize| run(&text[from..], |byte| byte.is_ascii_digit());
    let mut length = digits(0);
    if text[length..].starts_with('.') {
        length += 1;
        length += digits(length);
    }
    if text[length..].starts_with(['e', 'E']) {
        let signed = length + 1 + usize::from(text[length + 1..].starts_with(['+', '-']));
        let exponent = digits(signed);
        if exponent > 0 {
            length = signed + exponent;
        }
    }
    length
}

fn run(text: &str, wanted: impl Fn(u8) -> bool) -> usize {
    text.bytes().take_while(|byte| wanted(*byte)).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut(source: &str) -> Vec<Token<'_>> {
        tokens(source).unwrap().into_iter().map(|spanned| spanned.token).collect()
    }

    #[test]
    fn quotes_within_quotes_are_doubled() {
        assert_eq!(
            cut(r#"'it''s' "a""b" ''"#),
            [Token::Text("it's".into()), Token::Quoted("a\"b".into()), Token::Text("".into()), Token::End]
        );
    }

    #[test]
    fn signs_need_no_spaces_around_them() {
        use Sign::*;
        let signs: Vec<_> = cut("<<1>>a<>b!=c<=?>=[*]-.5e-3{:};");
        let signs: Vec<_> =
            signs.iter().filter_map(|token| if let Token::Sign(sign) = token { Some(*sign) } else { None }).collect();
        assert_eq!(
            signs,
            [
                OpenSet,
                CloseSet,
                NotEqual,
                NotEqual,
                LessOrEqual,
                Parameter,
                GreaterOrEqual,
                OpenBracket,
                Star,
                CloseBracket,
                Minus,
                Dot,
                OpenBrace,
                Colon,
                CloseBrace,
                Semicolon
            ]
        );
        assert_eq!(
            cut("1.5E+3 2e x1"),
            [Token::Number("1.5E+3"), Token::Number("2"), Token::Word("e"), Token::Word("x1"), Token::End]
        );
    }

    #[test]
    fn comments_are_white_space() {
        assert_eq!(cut("a -- b\n /* c\n */ d--"), [Token::Word("a"), Token::Word("d"), Token::End]);
    }

    #[test]
    fn what_is_begun_must_end() {
        for source in ["'a", "\"a", "'a''", "/* a", "a # b", "é"] {
            assert_eq!(tokens(source).unwrap_err().0, "Statement wasn't well formed, can't be processed: ", "{source}");
        }
    }
}
