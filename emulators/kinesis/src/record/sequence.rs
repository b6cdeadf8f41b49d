//! Sequence numbers: 186 bits in decimal, of which each part means something.
//!
//! Version 2, which AWS has given since about 2014, in hexadecimal digits from the left: `2`, nine of the second in which the shard
//! was made, one of the shard's index, sixteen of a counter, two that are always zero, nine of the second of the
//! record's arrival, eight of the shard's index again, `2`. So within a shard the counter alone decides the order.
//! Seen: kinesalite, whose authors took numbers of production apart; versions 0 and 1 are older and only recognised.

use std::fmt;

/// What makes a number of ours: the shard it belongs to, the counter and the second.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub struct SequenceNumber {
    pub shard_made_s: u64,
    pub shard: u32,
    /// 63 bits; a shard's last number, given when it closes, has them all set.
    pub index: u64,
    pub arrived_s: u64,
}

/// What a caller sent, taken apart. Only version 2 can be ours.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub struct Parsed {
    pub version: u8,
    pub shard_made_s: u64,
    /// Negative numbers come from callers only; AWS prints them so.
    pub shard: i64,
    pub index: u64,
    /// Absent in version 0.
    pub arrived_s: Option<u64>,
}

pub const LAST_INDEX: u64 = 0x7fff_ffff_ffff_ffff;

/// Of the year 2477: later seconds are refused by AWS.
const SECONDS_END: u64 = 16_025_175_000;

impl SequenceNumber {
    fn wide(&self) -> Wide {
        let seconds = |s: u64| u128::from(s & 0xf_ffff_ffff);
        // Bits 64..192 and 0..64, split where no part but the counter and the seconds straddle.
        let shard = u128::from(self.shard);
        let low = (seconds(self.arrived_s) << 36) | (shard << 4) | 2;
        let high = (2u128 << 120)
            | (seconds(self.shard_made_s) << 84)
            | ((shard & 0xf) << 80)
            | (u128::from(self.index) << 16);
        // `high` counts from bit 64, `low` from bit 0 and is 72 bits wide: its top 8 bits fall into the zeros of `high`.
        Wide { high: high | (low >> 64), low: low as u64 }
    }

    /// The numbers of a run that start with this one: each has the next counter and all else alike.
    pub fn run(&self) -> Run {
        Run { limbs: self.wide().limbs() }
    }

    /// Decimal digits into a buffer; 56 of them for every date since 1970.
    pub fn write(&self, out: &mut Vec<u8>) {
        write_limbs(&self.wide().limbs(), out);
    }
}

impl fmt::Display for SequenceNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut digits = Vec::with_capacity(57);
        self.write(&mut digits);
        f.write_str(std::str::from_utf8(&digits).expect("digits are ASCII"))
    }
}

/// A run's numbers without dividing 192 bits for each: adding one to the counter adds 2^80.
pub struct Run {
    limbs: [u64; 3],
}

/// 10^19, the largest power of ten in 64 bits.
const LIMB: u64 = 10_000_000_000_000_000_000;

impl Run {
    pub fn skip(&mut self, count: u64) {
        // count × 2^80, and 2^80 = 120_892 × 10^19 + 5_819_614_629_174_706_176.
        let low = u128::from(count) * 5_819_614_629_174_706_176 + u128::from(self.limbs[2]);
        self.limbs[2] = (low % u128::from(LIMB)) as u64;
        let middle = u128::from(count) * 120_892 + low / u128::from(LIMB) + u128::from(self.limbs[1]);
        self.limbs[1] = (middle % u128::from(LIMB)) as u64;
        self.limbs[0] += (middle / u128::from(LIMB)) as u64;
    }

    pub fn step(&mut self) {
        let (low, carried) = plus(self.limbs[2], 5_819_614_629_174_706_176);
        let (middle, carried) = plus(self.limbs[1], 120_892 + carried);
        self.limbs = [self.limbs[0] + carried, middle, low];
    }

    pub fn write(&self, out: &mut Vec<u8>) {
        write_limbs(&self.limbs, out);
    }

    pub fn text(&self) -> String {
        let mut digits = Vec::with_capacity(57);
        self.write(&mut digits);
        String::from_utf8(digits).expect("digits are ASCII")
    }
}

/// The sum's limb and what it carries; both are below 10^19, so the sum has at most 65 bits.
fn plus(limb: u64, more: u64) -> (u64, u64) {
    match limb.checked_add(more) {
        Some(sum) if sum < LIMB => (sum, 0),
        Some(sum) => (sum - LIMB, 1),
        None => (limb.wrapping_add(more).wrapping_sub(LIMB), 1),
    }
}

fn write_limbs(limbs: &[u64; 3], out: &mut Vec<u8>) {
    let mut digits = [b'0'; 57];
    for (at, limb) in limbs.iter().enumerate() {
        write_limb(*limb, &mut digits[at * 19..(at + 1) * 19]);
    }
    let start = digits.iter().position(|digit| *digit != b'0').unwrap_or(56);
    out.extend_from_slice(&digits[start..]);
}

fn write_limb(mut limb: u64, digits: &mut [u8]) {
    const PAIRS: [u8; 200] = {
        let mut pairs = [0; 200];
        let mut n = 0;
        while n < 100 {
            pairs[n * 2] = b'0' + (n / 10) as u8;
            pairs[n * 2 + 1] = b'0' + (n % 10) as u8;
            n += 1;
        }
        pairs
    };
    for pair in digits[1..].rchunks_exact_mut(2) {
        let n = (limb % 100) as usize * 2;
        pair.copy_from_slice(&PAIRS[n..n + 2]);
        limb /= 100;
    }
    digits[0] = b'0' + limb as u8;
}

impl Parsed {
    /// Takes a caller's number apart; `None` is what AWS calls invalid.
    pub fn parse(decimal: &str) -> Option<Parsed> {
        let number = Wide::parse(decimal)?;
        if number.high == 0 || number < Wide::power(124) {
            return Parsed::oldest(number.plus(Wide::power(124)));
        }
        if number < Wide::power(129) {
            return Parsed::oldest(number);
        }
        let is_sized = Wide::power(185) < number && number < Wide::power(185).plus(Wide::power(184));
        match number.low & 0xf {
            1 if is_sized => Some(Parsed {
                version: 1,
                shard_made_s: number.bits(148, 36),
                shard: number.bits(4, 32) as i64,
                index: number.bits(36, 8),
                arrived_s: Some(number.bits(100, 36)),
            }),
            2 if is_sized => {
                let index = number.bits(80, 64);
                let shard_made_s = number.bits(148, 36);
                let is_sane = index <= LAST_INDEX && shard_made_s < SECONDS_END;
                is_sane.then_some(Parsed {
                    version: 2,
                    shard_made_s,
                    shard: i64::from(number.bits(4, 32) as u32 as i32),
                    index,
                    arrived_s: Some(number.bits(36, 36)),
                })
            }
            _ => None,
        }
    }

    /// Version 0: 32 or 33 hexadecimal digits, whose places count from the left.
    fn oldest(number: Wide) -> Option<Parsed> {
        let digits = if number < Wide::power(128) { 32 } else { 33 };
        let shard_made_s = number.bits((digits - 10) * 4, 36);
        let shard = number.bits((digits - 32) * 4, 16) as i64;
        (shard_made_s < SECONDS_END).then_some(Parsed { version: 0, shard_made_s, shard, index: 0, arrived_s: None })
    }
}

/// An unsigned number of 192 bits.
#[derive(Copy, Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Wide {
    high: u128,
    low: u64,
}

impl Wide {
    fn power(bit: u32) -> Wide {
        if bit < 64 { Wide { high: 0, low: 1 << bit } } else { Wide { high: 1 << (bit - 64), low: 0 } }
    }

    fn plus(self, other: Wide) -> Wide {
        let (low, carried) = self.low.overflowing_add(other.low);
        Wide { high: self.high + other.high + u128::from(carried), low }
    }

    /// So many bits, at most 64, from a place counted from the right.
    fn bits(&self, from: u32, count: u32) -> u64 {
        let above = if from >= 64 {
            (self.high >> (from - 64)) as u64
        } else if from == 0 {
            self.low
        } else {
            (self.low >> from) | (self.high << (64 - from)) as u64
        };
        if count == 64 { above } else { above & ((1 << count) - 1) }
    }

    fn parse(decimal: &str) -> Option<Wide> {
        let mut number = Wide { high: 0, low: 0 };
        for digit in decimal.bytes() {
            let low = u128::from(number.low) * 10 + u128::from(digit.checked_sub(b'0').filter(|digit| *digit < 10)?);
            let high = number.high.checked_mul(10)?.checked_add(low >> 64)?;
            number = Wide { high, low: low as u64 };
        }
        Some(number)
    }

    /// To the base of 10^19, most significant first.
    fn limbs(&self) -> [u64; 3] {
        let divide = |[a, b, c]: [u64; 3]| {
            let base = u128::from(LIMB);
            let (quotient_a, rest) = (a / LIMB, u128::from(a % LIMB));
            let middle = (rest << 64) | u128::from(b);
            let low = ((middle % base) << 64) | u128::from(c);
            ([quotient_a, (middle / base) as u64, (low / base) as u64], (low % base) as u64)
        };
        let (number, last) = divide([(self.high >> 64) as u64, self.high as u64, self.low]);
        let (number, middle) = divide(number);
        [number[2], middle, last]
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn hex(digits: &str) -> String {
        // Decimal of a hexadecimal number, digit by digit: slow, plain, and nothing like the code above.
        let mut decimal = vec![0u8];
        for digit in digits.chars() {
            let mut carry = digit.to_digit(16).unwrap();
            for place in decimal.iter_mut().rev() {
                carry += u32::from(*place) * 16;
                *place = (carry % 10) as u8;
                carry /= 10;
            }
            while carry > 0 {
                decimal.insert(0, (carry % 10) as u8);
                carry /= 10;
            }
        }
        decimal.iter().map(|digit| (b'0' + digit) as char).collect()
    }

    #[test]
    fn a_number_is_its_parts_in_hexadecimal() {
        let number =
            SequenceNumber { shard_made_s: 0x5_4d7d_1e01, shard: 0x123, index: 0x77, arrived_s: 0x6_54d7_d1e3 };
        assert_eq!(
            number.to_string(),
            hex("254d7d1e0130000000000000077006_54d7d1e3000001232".replace('_', "").as_str())
        );
    }

    #[test]
    fn neighbouring_shards_start_as_far_apart_as_on_aws() {
        // Seen: kinesalite's test of CreateStream, verified against production.
        let start = |shard| {
            let number = SequenceNumber { shard_made_s: 1_400_000_000, shard, index: 0, arrived_s: 1_400_000_000 };
            number.wide()
        };
        let apart = Wide::parse("22300745198530623141535718272648361505980432").unwrap();
        assert_eq!(start(0).plus(apart), start(1));
        assert_eq!(start(1).plus(apart), start(2));
    }

    #[test]
    fn callers_numbers_are_taken_apart_as_aws_does() {
        let parse = |digits: &str| Parsed::parse(&hex(digits));
        assert_eq!(Parsed::parse("0").map(|n| (n.version, n.shard)), Some((0, 0)));
        assert_eq!(Parsed::parse("5").map(|n| (n.version, n.shard)), Some((0, 5)));
        assert_eq!(parse("13bb2cc3d80000000000000000000000"), None, "later than AWS's last second");
        assert_eq!(parse("20000000000800000000000000000000000000000000002"), None, "a counter of 64 bits");
        assert_eq!(parse("20000000000000000000000000000000000000800000002").map(|n| n.shard), Some(-2147483648));
        assert_eq!(parse("20000000000000000000000000000000000000000000002").map(|n| n.version), Some(2));
        assert_eq!(parse("20000000000000000000000000000000000000000000001").map(|n| n.version), Some(1));
        for version in ["0", "3", "4"] {
            assert_eq!(parse(&format!("2000000000000000000000000000000000000000000000{version}")), None);
        }
        assert_eq!(parse("30000000000000000000000000000000000000000000001"), None);
        assert_eq!(parse("1ffffffffff7fffffffffffffff000000000007fffffff2"), None);
        assert_eq!(parse("2ffffffffff7fffffffffffffff000000000007fffffff2"), None);
        assert_eq!(Parsed::parse(&"9".repeat(129)), None);
    }

    proptest! {
        #[test]
        fn what_is_written_is_read(made in 0..SECONDS_END, shard in 0..=i32::MAX as u32, index in 0..=LAST_INDEX, arrived in 0..SECONDS_END) {
            let number = SequenceNumber { shard_made_s: made, shard, index, arrived_s: arrived };
            let parsed = Parsed::parse(&number.to_string());
            let expected = Parsed { version: 2, shard_made_s: made, shard: i64::from(shard), index, arrived_s: Some(arrived) };
            // The very first number of all, made in second 0, is the bound itself and above nothing.
            prop_assert_eq!(parsed, Some(expected));
        }

        #[test]
        fn a_run_counts_up(made in 0..SECONDS_END, shard in 0u32..100, index in 0..LAST_INDEX / 2, arrived in 0..SECONDS_END, by in 0u64..1 << 40) {
            let number = SequenceNumber { shard_made_s: made, shard, index, arrived_s: arrived };
            let mut run = number.run();
            run.step();
            prop_assert_eq!(run.text(), SequenceNumber { index: index + 1, ..number }.to_string());
            run.skip(by);
            prop_assert_eq!(run.text(), SequenceNumber { index: index + 1 + by, ..number }.to_string());
        }

        #[test]
        fn digits_are_those_of_the_hexadecimal_form(made in 0..SECONDS_END, shard in 0..=i32::MAX as u32, index in 0..=LAST_INDEX, arrived in 0..SECONDS_END) {
            let number = SequenceNumber { shard_made_s: made, shard, index, arrived_s: arrived };
            let digits = format!("2{made:09x}{:x}{index:016x}00{arrived:09x}{shard:08x}2", shard & 0xf);
            prop_assert_eq!(number.to_string(), hex(&digits));
        }
    }
}
