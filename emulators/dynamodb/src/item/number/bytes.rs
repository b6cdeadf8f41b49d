//! Numbers as bytes: in keys, and where AWS hashes them.

use super::{MAGNITUDE_MIN, Number};

impl Number {
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
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::item::number::tests::{number, numbers};

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

    proptest! {
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
    }
}
