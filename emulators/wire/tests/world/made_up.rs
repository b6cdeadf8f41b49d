//! Values made up from shapes: of the right types, whatever the constraints say (`wire::testing` keeps to lengths and enumerations,
//! and makes empty lists, which no form can say).

use aws_smithy_types::{Blob, DateTime};
use wire::{Kind, Shape, Value};

/// A small generator of numbers: the same seed gives the same value.
pub struct Chance(pub u64);

impl Chance {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    fn below(&mut self, bound: u64) -> u64 {
        self.next() % bound
    }

    /// A value of a shape, nested at most as deep. Lists, maps and structures have something in them: a form cannot say that they
    /// are there and empty.
    pub fn value(&mut self, shape: &'static Shape, depth: usize) -> Option<Value> {
        Some(match &shape.kind {
            Kind::Boolean => Value::Bool(self.below(2) == 0),
            Kind::Integer(_) => Value::Integer(i64::from(self.next() as i32) >> self.below(32)),
            Kind::Long(_) => Value::Integer(self.next() as i64 >> self.below(64)),
            Kind::Float | Kind::Double => Value::Double((self.next() as i32) as f64 / 128.0),
            Kind::Timestamp => Value::Time(DateTime::from_millis(self.below(4_102_444_800_000) as i64)),
            Kind::Blob(_) => Value::Blob(Blob::new((0..self.below(20)).map(|_| self.next() as u8).collect::<Vec<_>>())),
            Kind::String(_) => Value::String(self.text()),
            _ if depth == 0 => return None,
            Kind::List(list) => {
                let elements: Vec<_> =
                    (0..=self.below(3)).filter_map(|_| self.value(list.element, depth - 1)).collect();
                (!elements.is_empty()).then_some(Value::List(elements))?
            }
            Kind::Map(map) => {
                let entries: Vec<_> = (0..=self.below(3))
                    .filter_map(|n| Some((format!("{n}{}", self.text()), self.value(map.value, depth - 1)?)))
                    .collect();
                (!entries.is_empty()).then_some(Value::Map(entries))?
            }
            Kind::Structure(structure) => {
                let mut members = Vec::new();
                for (index, member) in structure.members.iter().enumerate() {
                    if self.below(3) > 0 {
                        members.extend(self.value(member.shape, depth - 1).map(|value| (index as u16, value)));
                    }
                }
                (!members.is_empty()).then_some(Value::Structure(members))?
            }
        })
    }

    fn text(&mut self) -> String {
        const ODD: [char; 16] =
            ['a', 'Z', '0', ' ', '"', '\\', '&', '<', '>', '\n', '\r', '\t', '+', '%', 'ß', '\u{1F600}'];
        (0..self.below(12)).map(|_| ODD[self.below(16) as usize]).collect()
    }
}
