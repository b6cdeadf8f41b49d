//! A DynamoDB number: up to 38 significant digits, a magnitude from 1E-130 to 9.99…E+125.

use std::cmp::Ordering;
use std::fmt;

/// Significant digits that a number may have.
const DIGITS_MAX: u32 = 38;
const MAGNITUDE_MAX: i32 = 125;
const MAGNITUDE_MIN: i32 = -130;

/// `coefficient × 10^exponent`, negative or not. The coefficient never ends in a zero, and zero is `0 × 10^0`,
/// so equal numbers have equal fields.
#[derive(Copy, Clone, PartialEq, Eq, Hash)]
pub struct Number {
    negative: bool,
    coefficient: u128,
    exponent: i16,
}

/// Why a text or a result is not a number that DynamoDB can hold.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub enum NotANumber {
    NotNumeric,
    Overflow,
    Underflow,
    TooManyDigits,
}

impl Number {
    pub const ZERO: Number = Number { negative: false, coefficient: 0, exponent: 0 };

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

    pub fn plus(self, other: Number) -> Result<Number, NotANumber> {
        if self.is_zero() {
            return Ok(other);
        }
        if other.is_zero() {
            return Ok(self);
        }
        let (high, low) = if self.exponent >= other.exponent { (self, other) } else { (other, self) };
        let shift = u32::from((high.exponent - low.exponent) as u16);
        // What leaves 128 bits here has more than 38 digits in any case: the last digit of the lower number is never a zero.
        let raised = 10_u128
            .checked_pow(shift)
            .and_then(|power| high.coefficient.checked_mul(power))
            .ok_or(NotANumber::TooManyDigits)?;
        let (negative, coefficient) = if high.negative == low.negative {
            (high.negative, raised.checked_add(low.coefficient).ok_or(NotANumber::TooManyDigits)?)
        } else if raised >= low.coefficient {
            (high.negative, raised - low.coefficient)
        } else {
            (low.negative, low.coefficient - raised)
        };
        Number::normal(negative, coefficient, i32::from(low.exponent))
    }

    pub fn minus(self, other: Number) -> Result<Number, NotANumber> {
        self.plus(other.negated())
    }

    pub fn is_zero(self) -> bool {
        self.coefficient == 0
    }

    /// What AWS counts for it: a byte for every two digits, aligned at the decimal point, one more, and one for the sign.
    pub fn size(self) -> usize {
        if self.is_zero() {
            return 1;
        }
        let first_is_alone = self.magnitude().rem_euclid(2) == 0;
        let digits = self.digits() as usize + usize::from(first_is_alone);
        1 + digits.div_ceil(2) + usize::from(self.negative)
    }

    /// Appends bytes whose order is the order of the numbers, and which end by themselves.
    ///
    /// A byte for the sign (0 negative, 1 zero, 2 positive), one for the magnitude, then the digits in pairs from the first on, each
    /// plus one, then 0. All but the sign are inverted for negative numbers.
    pub fn append_key(self, out: &mut Vec<u8>) {
        if self.is_zero() {
            out.push(1);
            return;
        }
        out.push(if self.negative { 0 } else { 2 });
        let start = out.len();
        out.push((self.magnitude() - MAGNITUDE_MIN) as u8);
        let digits = self.digits();
        let mut rest = self.coefficient;
        if digits % 2 == 1 {
            rest *= 10;
        }
        let mut power = 10_u128.pow(digits.next_multiple_of(2) - 2);
        while rest != 0 {
            out.push((rest / power) as u8 + 1);
            rest %= power;
            power = if power == 1 { 1 } else { power / 100 };
        }
        out.push(0);
        if self.negative {
            out[start..].iter_mut().for_each(|byte| *byte = !*byte);
        }
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

    /// Appends the bytes that AWS hashes for a number. Seen: dynalite 4.0.0, db/index.js, which found them out.
    ///
    /// Half the magnitude, then the digits in pairs aligned at the decimal point, each plus one; inverted for negative numbers.
    pub fn append_hashed(self, out: &mut Vec<u8>) {
        if self.is_zero() {
            out.push(0x80);
            return;
        }
        let exponent = self.magnitude() + 1;
        let is_odd = exponent.rem_euclid(2) == 1;
        let half = (exponent + i32::from(is_odd)).div_euclid(2) - 64;
        out.push(if self.negative { !(half as u8) } else { half as u8 });
        let mut rest = self.coefficient;
        let mut digits = self.digits() + u32::from(is_odd);
        if digits % 2 == 1 {
            rest *= 10;
            digits += 1;
        }
        let start = out.len();
        let mut power = 10_u128.pow(digits - 2);
        while out.len() - start < digits as usize / 2 {
            let pair = (rest / power) as u8;
            out.push(if self.negative { 101 - pair } else { pair + 1 });
            rest %= power;
            power = if power == 1 { 1 } else { power / 100 };
        }
        if self.negative && out.len() - start < 20 {
            out.push(102);
        }
    }

    fn normal(negative: bool, mut coefficient: u128, mut exponent: i32) -> Result<Number, NotANumber> {
        if coefficient == 0 {
            return Ok(Number::ZERO);
        }
        while coefficient.is_multiple_of(10) {
            coefficient /= 10;
            exponent += 1;
        }
        let digits = coefficient.ilog10() + 1;
        let magnitude = exponent + digits as i32 - 1;
        if magnitude > MAGNITUDE_MAX {
            return Err(NotANumber::Overflow);
        }
        if magnitude < MAGNITUDE_MIN {
            return Err(NotANumber::Underflow);
        }
        if digits > DIGITS_MAX {
            return Err(NotANumber::TooManyDigits);
        }
        Ok(Number { negative, coefficient, exponent: exponent as i16 })
    }

    fn negated(self) -> Number {
        Number { negative: !self.negative && !self.is_zero(), ..self }
    }

    /// How many digits the coefficient has.
    fn digits(self) -> u32 {
        if self.is_zero() { 1 } else { self.coefficient.ilog10() + 1 }
    }

    /// The power of ten of the first digit.
    fn magnitude(self) -> i32 {
        i32::from(self.exponent) + self.digits() as i32 - 1
    }

    fn compare_absolute(self, other: Number) -> Ordering {
        self.magnitude().cmp(&other.magnitude()).then_with(|| {
            // Same magnitude: the one with more digits has the lower exponent by exactly that much.
            let (mine, theirs) = (self.digits(), other.digits());
            let most = mine.max(theirs);
            (self.coefficient * 10_u128.pow(most - mine)).cmp(&(other.coefficient * 10_u128.pow(most - theirs)))
        })
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

impl Ord for Number {
    fn cmp(&self, other: &Number) -> Ordering {
        let sign = |number: &Number| match (number.is_zero(), number.negative) {
            (true, _) => 0,
            (false, true) => -1,
            (false, false) => 1,
        };
        sign(self).cmp(&sign(other)).then_with(|| match sign(self) {
            0 => Ordering::Equal,
            1 => self.compare_absolute(*other),
            _ => other.compare_absolute(*self),
        })
    }
}

impl PartialOrd for Number {
    fn partial_cmp(&self, other: &Number) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl From<u32> for Number {
    fn from(whole: u32) -> Number {
        Number::normal(false, whole.into(), 0).expect("32 bits are within the range")
    }
}

/// As AWS writes it: plain digits, never an exponent.
impl fmt::Display for Number {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.negative {
            out.write_str("-")?;
        }
        if self.exponent >= 0 {
            match u64::try_from(self.coefficient) {
                Ok(short) => write!(out, "{short}")?,
                Err(_) => write!(out, "{}", self.coefficient)?,
            }
            return (0..self.exponent).try_for_each(|_| out.write_str("0"));
        }
        let digits = self.digits() as i32;
        let after = -i32::from(self.exponent);
        if after >= digits {
            out.write_str("0.")?;
            (0..after - digits).try_for_each(|_| out.write_str("0"))?;
            return write!(out, "{}", self.coefficient);
        }
        let power = 10_u128.pow(after as u32);
        write!(out, "{}.{:0width$}", self.coefficient / power, self.coefficient % power, width = after as usize)
    }
}

impl fmt::Debug for Number {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, out)
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Numbers over the whole range, short and long.
    pub fn numbers() -> impl Strategy<Value = Number> {
        (any::<bool>(), prop_oneof![0..1000_u128, 0..10_u128.pow(DIGITS_MAX)], -130..=125_i32, any::<bool>()).prop_map(
            |(negative, coefficient, magnitude, near)| {
                let digits = if coefficient == 0 { 1 } else { coefficient.ilog10() as i32 + 1 };
                let magnitude = if near { magnitude % 5 } else { magnitude };
                Number::normal(negative, coefficient, magnitude - digits + 1).expect("within the range")
            },
        )
    }

    /// Reads what `append_key` wrote, and how many bytes that were.
    fn from_key(bytes: &[u8]) -> Option<(Number, usize)> {
        let negative = match bytes.first()? {
            1 => return Some((Number::ZERO, 1)),
            0 => true,
            2 => false,
            _ => return None,
        };
        let plain = |byte: u8| if negative { !byte } else { byte };
        let magnitude = i32::from(plain(*bytes.get(1)?)) + MAGNITUDE_MIN;
        let mut coefficient: u128 = 0;
        let mut digits = 0;
        let mut at = 2;
        loop {
            let pair = plain(*bytes.get(at)?);
            at += 1;
            if pair == 0 {
                break;
            }
            coefficient = coefficient.checked_mul(100)?.checked_add(u128::from(pair) - 1)?;
            digits += 2;
        }
        // The first pair may have been one digit short of two only at the end, which normalisation takes off again.
        let number = Number::normal(negative, coefficient, magnitude + 1 - digits).ok()?;
        Some((number, at))
    }

    fn number(text: &str) -> Number {
        Number::parse(text).unwrap()
    }

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

    #[test]
    fn sums_are_exact_or_refused() {
        assert_eq!(number("0.1").plus(number("0.2")), Ok(number("0.3")));
        assert_eq!(number("10").minus(number("10.5")), Ok(number("-0.5")));
        assert_eq!(number("5").minus(number("5")), Ok(Number::ZERO));
        assert_eq!(number("1e37").plus(number("1")), Ok(number("10000000000000000000000000000000000001")));
        assert_eq!(number("1e38").minus(number("1")), Ok(number("99999999999999999999999999999999999999")));
        assert_eq!(number("1e38").plus(number("1")), Err(NotANumber::TooManyDigits));
        assert_eq!(number("1e125").plus(number("1e-130")), Err(NotANumber::TooManyDigits));
        assert_eq!(number("9e125").plus(number("1e125")), Err(NotANumber::Overflow));
        assert_eq!(number("99999999999999999999999999999999999999").plus(number("1")), Ok(number("1e38")));
    }

    #[test]
    fn numbers_are_hashed_as_aws_has_them() {
        for (text, bytes) in [
            ("0", vec![0x80]),
            ("1", vec![193, 2]),
            ("10", vec![193, 11]),
            ("100", vec![194, 2]),
            ("12.5", vec![193, 13, 51]),
            ("-1", vec![62, 100, 102]),
            ("0.5", vec![192, 51]),
            ("0.05", vec![192, 6]),
        ] {
            let mut out = Vec::new();
            number(text).append_hashed(&mut out);
            assert_eq!(out, bytes, "{text}");
        }
    }

    #[test]
    fn sizes_are_pairs_of_digits_and_one() {
        for (text, size) in
            [("0", 1), ("5", 2), ("15", 2), ("1.5", 3), ("123", 3), ("-123", 4), ("100", 2), ("1234", 3)]
        {
            assert_eq!(number(text).size(), size, "{text}");
        }
    }

    proptest! {
        #[test]
        fn text_and_back(number in numbers()) {
            prop_assert_eq!(Number::parse(&number.to_string()), Ok(number));
        }

        #[test]
        fn key_and_back(number in numbers()) {
            let mut key = Vec::new();
            number.append_key(&mut key);
            let length = key.len();
            key.extend_from_slice(&[0, 255, 7]);
            prop_assert_eq!(from_key(&key), Some((number, length)));
        }

        #[test]
        fn keys_are_in_the_order_of_the_numbers(a in numbers(), b in numbers()) {
            let (mut key_a, mut key_b) = (Vec::new(), Vec::new());
            a.append_key(&mut key_a);
            b.append_key(&mut key_b);
            prop_assert_eq!(a.cmp(&b), key_a.cmp(&key_b));
        }

        #[test]
        fn order_agrees_with_floats(a in -1e9..1e9_f64, b in -1e9..1e9_f64) {
            let [x, y] = [a, b].map(|float| number(&format!("{float:.6}")));
            let [a, b] = [a, b].map(|float| format!("{float:.6}").parse::<f64>().unwrap());
            prop_assert_eq!(x.partial_cmp(&y), a.partial_cmp(&b));
        }

        #[test]
        fn taking_away_what_was_added_changes_nothing(a in numbers(), b in numbers()) {
            if let Ok(sum) = a.plus(b) {
                prop_assert_eq!(sum.minus(b), Ok(a));
            }
        }

        #[test]
        fn any_text_is_read_without_a_panic(text in "\\PC{0,60}|[-+0-9.eE]{0,80}") {
            let _ = Number::parse(&text);
        }
    }
}
