//! What operands must be like, and which fault of a condition is told.

use crate::expression::condition::Operand;
use crate::expression::parser::{Parser, note};
use crate::item::attribute_value::Type;
use crate::refusals::expressions;

impl<'r> Parser<'r, '_> {
    pub(super) fn check_distinct(&mut self, operator: &str, first: &Operand<'r>, second: &Operand<'r>) {
        if let (Operand::Path(one), Operand::Path(two)) = (first, second)
            && one == two
            && !self.is_incomplete()
        {
            note(&mut self.faults.distinct, || expressions::operands_not_distinct(operator, one));
        }
    }

    /// Only strings, numbers and bytes have an order.
    pub(super) fn check_ordered(&mut self, operator: &str, operands: &[&Operand<'r>]) {
        for operand in operands {
            if let Operand::Value(value) = operand
                && !matches!(value.kind(), Type::S | Type::N | Type::B)
            {
                note(&mut self.faults.function, || expressions::operand_type(operator, value.kind().name()));
            }
        }
    }

    /// The first condition with a fault has the word.
    pub(super) fn condition_ends(&mut self) {
        let faults = &mut self.faults;
        if faults.condition.is_none() {
            let first = [&faults.name, &faults.value, &faults.operand, &faults.distinct, &faults.function];
            faults.condition = first.into_iter().flatten().next().cloned();
        }
    }
}
