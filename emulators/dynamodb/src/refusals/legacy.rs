//! About the parameters that were there before expressions.

use std::fmt::Display;

use super::Invalid;
use crate::item::attribute_value::Type;

fn parameter(sentence: impl Display) -> Invalid {
    Invalid(format!("One or more parameter values were invalid: {sentence}"))
}

fn plain(sentence: &str) -> Invalid {
    Invalid(sentence.to_owned())
}

pub fn value_and_list(name: &str) -> Invalid {
    parameter(format_args!("Value and AttributeValueList cannot be used together for Attribute: {name}"))
}

pub fn exists_and_operator(name: &str) -> Invalid {
    parameter(format_args!("Exists and ComparisonOperator cannot be used together for Attribute: {name}"))
}

pub fn operator_without_value(operator: &str, name: &str) -> Invalid {
    parameter(format_args!(
        "Value or AttributeValueList must be used with ComparisonOperator: {operator} for Attribute: {name}"
    ))
}

pub fn list_without_operator(name: &str) -> Invalid {
    parameter(format_args!("AttributeValueList can only be used with a ComparisonOperator for Attribute: {name}"))
}

pub fn value_missing(exists: Option<bool>, name: &str) -> Invalid {
    let exists = exists.map_or("null".to_owned(), |exists| exists.to_string());
    parameter(format_args!("Value must be provided when Exists is {exists} for Attribute: {name}"))
}

pub fn value_of_nothing(name: &str) -> Invalid {
    parameter(format_args!("Value cannot be used when Exists is false for Attribute: {name}"))
}

pub fn argument_count(operator: &str) -> Invalid {
    parameter(format_args!("Invalid number of argument(s) for the {operator} ComparisonOperator"))
}

pub fn arguments_of_two_types() -> Invalid {
    parameter("AttributeValues inside AttributeValueList must be of same type")
}

pub fn argument_type(operator: &str, kind: Type) -> Invalid {
    parameter(format_args!("ComparisonOperator {operator} is not valid for {} AttributeValue type", kind.name()))
}

pub fn bounds_reversed() -> Invalid {
    plain("The BETWEEN condition was provided a range where the lower bound is greater than the upper bound")
}

pub fn operator_without_filter() -> Invalid {
    plain("ConditionalOperator cannot be used without Filter or Expected")
}

pub fn operator_with_one() -> Invalid {
    plain("ConditionalOperator can only be used when Filter or Expected has two or more elements")
}

pub fn only_delete_without_value() -> Invalid {
    parameter("Only DELETE action is allowed when no attribute value is specified")
}

pub fn delete_of_type(kind: Type) -> Invalid {
    parameter(format_args!("DELETE action with value is not supported for the type {}", kind.name()))
}

pub fn add_of_type(kind: Type) -> Invalid {
    parameter(format_args!("ADD action is not supported for the type {}", kind.name()))
}

pub fn update_type_mismatch() -> Invalid {
    plain("Type mismatch for attribute to update")
}

pub fn attribute_twice(name: &str) -> Invalid {
    parameter(format_args!("Duplicate value in attribute name: {name}"))
}
