//! Numbers as texts say them.

use super::{DIGITS_MAX, MAGNITUDE_MAX, MAGNITUDE_MIN, NotANumber, Number};

impl Number {
    /// Reads what Java's BigDecimal reads, without spaces: `-1`, `+.5`, `1.`, `1e-3`.
    pub fn parse(text: &str) -> Result<Number, NotANumber> {
        let bytes = text.as_bytes();
        let (negative, unsigned) = match bytes.first() {
            Some(b'-') => (true, &bytes[1..]),
            Some(b'+') => (false, &bytes[1..]),
            _ => (false, bytes),
        };
        // Most numbers are short and whole.
        if (1..=18).contains(&unsigned.len()) && unsigned.iter().all(u8::is_ascii_digit) {
            let whole = unsigned.iter().fold(0_u64, |whole, digit| whole * 10 + u64::from(digit - b'0'));
            return Ok(Number::whole(negative, whole));
        }
        let mut coefficient: u128 = 0;
        // Of the digits taken into the coefficient; zeros at the end are held back, as they may not be significant.
        let mut digits: u32 = 0;
        let mut zeros: i64 = 0;
        let mut exponent: i64 = 0;
        let mut any = false;
        let mut point = false;
        let mut crowded = false;
        let mut at = 0;
        while at < unsigned.len() {
            match unsigned[at] {
                digit @ b'0'..=b'9' => {
                    any = true;
                    if point {
                        exponent -= 1;
                    }
                    if digit == b'0' {
                        if coefficient != 0 {
                            zeros += 1;
                        }
                    } else if crowded || i64::from(digits) + zeros + 1 > i64::from(DIGITS_MAX) && coefficient != 0 {
                        crowded = true;
                        zeros += 1;
                    } else {
                        coefficient = coefficient * 10_u128.pow(zeros as u32 + 1) + u128::from(digit - b'0');
                        digits += zeros as u32 + 1;
                        zeros = 0;
                    }
                }
                b'.' if !point => point = true,
                b'e' | b'E' if any => {
                    exponent += parse_exponent(&unsigned[at + 1..])?;
                    break;
                }
                _ => return Err(NotANumber::NotNumeric),
            }
            at += 1;
        }
        if !any {
            return Err(NotANumber::NotNumeric);
        }
        if coefficient == 0 {
            return Ok(Number::ZERO);
        }
        exponent += zeros;
        // Magnitude comes before precision: dynalite's checks, which were run against AWS, are in this order.
        let magnitude = exponent + i64::from(digits) - 1;
        if magnitude > i64::from(MAGNITUDE_MAX) {
            return Err(NotANumber::Overflow);
        }
        if magnitude < i64::from(MAGNITUDE_MIN) {
            return Err(NotANumber::Underflow);
        }
        if crowded {
            return Err(NotANumber::TooManyDigits);
        }
        Ok(Number { negative, coefficient, exponent: exponent as i16 })
    }

    fn whole(negative: bool, mut coefficient: u64) -> Number {
        let mut exponent = 0;
        if coefficient == 0 {
            return Number::ZERO;
        }
        while coefficient.is_multiple_of(10) {
            coefficient /= 10;
            exponent += 1;
        }
        Number { negative, coefficient: coefficient.into(), exponent }
    }
}

/// The digits after an `e`: at least one, maybe signed. Beyond any range they only have to stay beyond it.
fn parse_exponent(bytes: &[u8]) -> Result<i64, NotANumber> {
    let (negative, digits) = match bytes.first() {
        Some(b'-') => (true, &bytes[1..]),
        Some(b'+') => (false, &bytes[1..]),
        _ => (false, bytes),
    };
    if digits.is_empty() {
        return Err(NotANumber::NotNumeric);
    }
    let mut exponent: i64 = 0;
    for digit in digits {
        if !digit.is_ascii_digit() {
            return Err(NotANumber::NotNumeric);
        }
        exponent = (exponent * 10 + i64::from(digit - b'0')).min(1_000_000_000);
    }
    Ok(if negative { -exponent } else { exponent })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::item::number::tests::{number, numbers};

    #[test]
    fn texts_come_back_plain_and_trimmed() {
        for (text, plain) in [
            ("0", "0"),
            ("-0", "0"),
            ("0.000", "0"),
            ("00042", "42"),
            ("1.0", "1"),
            ("3.1400", "3.14"),
            ("1.5E2", "150"),
            ("1e-003", "0.001"),
            ("+1.23", "1.23"),
            (".5", "0.5"),
            ("5.", "5"),
            ("-100", "-100"),
            ("12345678901234567890123456789012345678", "12345678901234567890123456789012345678"),
            ("1234567890123456789012345678901234567800", "1234567890123456789012345678901234567800"),
            ("0.00000000000000000000000000000000000001", "0.00000000000000000000000000000000000001"),
            ("0000000000000000000000000000000000000000000.42", "0.42"),
        ] {
            assert_eq!(number(text).to_string(), plain, "{text}");
        }
    }

    #[test]
    fn what_is_no_number_is_told_apart() {
        for text in [
            "", "-", "+", ".", "e5", "1e", "1e+", " 1", "1 ", "1.2.3", "0x10", "NaN", "Infinity", "1_000", "\"1\"", "١",
        ] {
            assert_eq!(Number::parse(text), Err(NotANumber::NotNumeric), "{text}");
        }
        assert_eq!(Number::parse("1E126"), Err(NotANumber::Overflow));
        assert_eq!(Number::parse("-1E+126"), Err(NotANumber::Overflow));
        assert_eq!(Number::parse("1e99999999999999999999"), Err(NotANumber::Overflow));
        assert_eq!(Number::parse("1E-131"), Err(NotANumber::Underflow));
        assert_eq!(Number::parse("123456789012345678901234567890123456789"), Err(NotANumber::TooManyDigits));
        assert_eq!(Number::parse("1.00000000000000000000000000000000000001"), Err(NotANumber::TooManyDigits));
        assert!(Number::parse("9.9999999999999999999999999999999999999E+125").is_ok());
        assert!(Number::parse("1E-130").is_ok());
        assert!(Number::parse("0e99999").is_ok());
    }

    proptest! {
        #[test]
        fn text_and_back(number in numbers()) {
            prop_assert_eq!(Number::parse(&number.to_string()), Ok(number));
        }

        #[test]
        fn any_text_is_read_without_a_panic(text in "\\PC{0,60}|[-+0-9.eE]{0,80}") {
            let _ = Number::parse(&text);
        }
    }
}
