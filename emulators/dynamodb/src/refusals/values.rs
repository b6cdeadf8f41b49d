//! About attribute values, keys and items.

use super::Invalid;
use crate::item::attribute_value::Type;
use crate::item::number::NotANumber;

fn plain(sentence: &str) -> Invalid {
    Invalid(sentence.to_owned())
}

fn parameter(sentence: impl std::fmt::Display) -> Invalid {
    Invalid(format!("One or more parameter values were invalid: {sentence}"))
}

pub fn empty_value() -> Invalid {
    plain("Supplied AttributeValue is empty, must contain exactly one of the supported datatypes")
}

pub fn several_types() -> Invalid {
    plain(
        "Supplied AttributeValue has more than one datatypes set, must contain exactly one of the supported datatypes",
    )
}

pub fn null_not_true() -> Invalid {
    parameter("Null attribute value types must have the value of true")
}

/// The two spaces are AWS's.
pub fn empty_set(kind: Type) -> Invalid {
    match kind {
        Type::Ns => parameter("An number set  may not be empty"),
        Type::Bs => parameter("Binary sets should not be empty"),
        _ => parameter("An string set  may not be empty"),
    }
}

/// The elements as AWS lists them: in order up to the first that is there again, then that one, then the rest as they came.
pub fn duplicate_strings(elements: &[String]) -> Invalid {
    parameter(format_args!("Input collection [{}] contains duplicates.", elements.join(", ")))
}

pub fn duplicate_numbers() -> Invalid {
    parameter("Input collection contains duplicates.")
}

/// BatchWriteItem and transactions.
pub fn duplicate_numbers_in_batch() -> Invalid {
    plain("Input collection contains duplicates")
}

/// The missing space is AWS's.
pub fn duplicate_blobs(elements: &[String], separator: &str) -> Invalid {
    parameter(format_args!("Input collection [{}]of type BS contains duplicates.", elements.join(separator)))
}

pub fn not_a_number(why: NotANumber, text: &str) -> Invalid {
    match why {
        NotANumber::NotNumeric => Invalid(format!("The parameter cannot be converted to a numeric value: {text}")),
        why => number_out_of_range(why),
    }
}

/// BatchWriteItem and transactions, of an empty text.
pub fn empty_number_in_batch() -> Invalid {
    plain("The parameter cannot be converted to a numeric value")
}

pub fn number_out_of_range(why: NotANumber) -> Invalid {
    plain(match why {
        NotANumber::Underflow => {
            "Number underflow. Attempting to store a number with magnitude smaller than supported range"
        }
        NotANumber::TooManyDigits => "Attempting to store more than 38 significant digits in a Number",
        NotANumber::Overflow | NotANumber::NotNumeric => {
            "Number overflow. Attempting to store a number with magnitude larger than supported range"
        }
    })
}

pub fn nested_too_deep() -> Invalid {
    plain(
        "Nesting Levels have exceeded supported limits: Attributes in the item have nested levels beyond supported limit",
    )
}

/// Of the item that an update would leave.
pub fn update_nests_too_deep() -> Invalid {
    plain("Nesting Levels have exceeded supported limits")
}

pub fn empty_attribute_name() -> Invalid {
    plain("Empty attribute name")
}

/// Seen: DynamoDB Local.
pub fn attribute_name_too_large() -> Invalid {
    plain("Attribute name is too large, must be less than 65536 bytes")
}

pub fn item_too_large() -> Invalid {
    plain("Item size has exceeded the maximum allowed size")
}

pub fn updated_item_too_large() -> Invalid {
    plain("Item size to update has exceeded the maximum allowed size")
}

/// Of a key that is given by itself.
pub fn key_does_not_match() -> Invalid {
    plain("The provided key element does not match the schema")
}

pub fn key_missing(name: &str) -> Invalid {
    parameter(format_args!("Missing the key {name} in the item"))
}

pub fn key_type_differs(name: &str, expected: Type, actual: Type) -> Invalid {
    parameter(format_args!("Type mismatch for key {name} expected: {} actual: {}", expected.name(), actual.name()))
}

pub fn index_key_type_differs(name: &str, expected: Type, actual: Type, index: &str) -> Invalid {
    parameter(format_args!(
        "Type mismatch for Index Key {name} Expected: {} Actual: {} IndexName: {index}",
        expected.name(),
        actual.name()
    ))
}

pub fn key_empty(name: &str, kind: Type) -> Invalid {
    Invalid(format!(
        "One or more parameter values are not valid. The AttributeValue for a key attribute cannot contain an empty {} value. \
         Key: {name}",
        if kind == Type::B { "binary" } else { "string" }
    ))
}

pub fn index_key_empty(name: &str, kind: Type, index: &str) -> Invalid {
    Invalid(format!(
        "One or more parameter values are not valid. A value specified for a secondary index key is not supported. \
         The AttributeValue for a key attribute cannot contain an empty {} value. IndexName: {index}, IndexKey: {name}",
        if kind == Type::B { "binary" } else { "string" }
    ))
}

/// The missing space is AWS's.
pub fn hash_key_too_large() -> Invalid {
    parameter("Size of hashkey has exceeded the maximum size limit of2048 bytes")
}

pub fn range_key_too_large() -> Invalid {
    parameter("Aggregated size of all range keys has exceeded the size limit of 1024 bytes")
}

pub fn duplicate_keys() -> Invalid {
    plain("Provided list of item keys contains duplicates")
}
