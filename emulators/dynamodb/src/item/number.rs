//! A DynamoDB number: up to 38 significant digits, a magnitude from 1E-130 to 9.99…E+125.

mod bytes;
mod parse;

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

    pub fn plus(self, other: Number) -> Result<Number, NotANumber> {
        if self.is_zero() {
            return Ok(other);
        }
        if other.is_zero() {
            return Ok(self);
        }
        let (high, low) = if self.exponent >= other.exponent { (self, other) } else { (other, self) };
        let shift = u32::from((high.exponent - low.exponent) as u16);
        // What leaves 128 bits here has more than 38 digits in any case: the last digit of the lower number is never a zero. AWS calls
        // that an overflow, too: recorded of 1E50 + 1.
        let raised = 10_u128
            .checked_pow(shift)
            .and_then(|power| high.coefficient.checked_mul(power))
            .ok_or(NotANumber::Overflow)?;
        let (negative, coefficient) = if high.negative == low.negative {
            (high.negative, raised.checked_add(low.coefficient).ok_or(NotANumber::Overflow)?)
        } else if raised >= low.coefficient {
            (high.negative, raised - low.coefficient)
        } else {
            (low.negative, low.coefficient - raised)
        };
        Number::normal(negative, coefficient, i32::from(low.exponent)).map_err(|error| match error {
            NotANumber::TooManyDigits => NotANumber::Overflow,
            other => other,
        })
    }

    pub fn minus(self, other: Number) -> Result<Number, NotANumber> {
        self.plus(other.negated())
    }

    /// What stands before the decimal point, if it is no more than an i64 holds.
    pub fn truncated(self) -> Option<i64> {
        let power = 10_u128.checked_pow(u32::from(self.exponent.unsigned_abs()));
        let whole = match (self.exponent >= 0, power) {
            (true, Some(power)) => self.coefficient.checked_mul(power)?,
            (true, None) if self.coefficient > 0 => return None,
            (false, Some(power)) => self.coefficient / power,
            (_, None) => 0,
        };
        let whole = i64::try_from(whole).ok()?;
        Some(if self.negative { -whole } else { whole })
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

    pub fn number(text: &str) -> Number {
        Number::parse(text).unwrap()
    }

    #[test]
    fn sums_are_exact_or_refused() {
        assert_eq!(number("0.1").plus(number("0.2")), Ok(number("0.3")));
        assert_eq!(number("10").minus(number("10.5")), Ok(number("-0.5")));
        assert_eq!(number("5").minus(number("5")), Ok(Number::ZERO));
        assert_eq!(number("1e37").plus(number("1")), Ok(number("10000000000000000000000000000000000001")));
        assert_eq!(number("1e38").minus(number("1")), Ok(number("99999999999999999999999999999999999999")));
        assert_eq!(number("1e38").plus(number("1")), Err(NotANumber::Overflow));
        assert_eq!(number("1e125").plus(number("1e-130")), Err(NotANumber::Overflow));
        assert_eq!(number("9e125").plus(number("1e125")), Err(NotANumber::Overflow));
        assert_eq!(number("99999999999999999999999999999999999999").plus(number("1")), Ok(number("1e38")));
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

    }
}
