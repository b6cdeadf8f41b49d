//! About expressions: their syntax, their names and values, their operands.

use std::fmt::Display;

use super::Invalid;
use crate::item::attribute_value::{AttributeValue, Type};

fn plain(sentence: &str) -> Invalid {
    Invalid(sentence.to_owned())
}

/// What is wrong with one expression, under the name of its parameter.
pub fn in_expression(parameter: &str, invalid: Invalid) -> Invalid {
    Invalid(format!("Invalid {parameter}: {}", invalid.0))
}

pub fn empty() -> Invalid {
    plain("The expression can not be empty;")
}

pub fn too_long(size: usize) -> Invalid {
    Invalid(format!("Expression size has exceeded the maximum allowed size; expression size: {size}"))
}

/// Seen: aws-sdk-js issue 3721. The count stops there.
pub fn too_many_operators() -> Invalid {
    plain("The expression contains too many operators; operator count: 301")
}

/// `near` reaches from the token before to the token after.
pub fn syntax(token: &str, near: &str) -> Invalid {
    Invalid(format!("Syntax error; token: \"{token}\", near: \"{near}\""))
}

pub fn redundant_parentheses() -> Invalid {
    plain("The expression has redundant parentheses;")
}

pub fn reserved(word: &str) -> Invalid {
    Invalid(format!("Attribute name is a reserved keyword; reserved keyword: {word}"))
}

pub fn unknown_function(name: &str) -> Invalid {
    Invalid(format!("Invalid function name; function: {name}"))
}

/// This one and the next are among the words of AWS's own client for DAX, and quoted by others.
pub fn update_function_in_condition(name: &str) -> Invalid {
    Invalid(format!("The function is not allowed in a condition expression; function: {name}"))
}

pub fn condition_function_in_update(name: &str) -> Invalid {
    Invalid(format!("The function is not allowed in an update expression; function: {name}"))
}

pub fn index_out_of_range(index: &str) -> Invalid {
    Invalid(format!("List index is not within the allowable range; index: [{index}]"))
}

pub fn misused_function(name: &str) -> Invalid {
    Invalid(format!("The function is not allowed to be used this way in an expression; function: {name}"))
}

pub fn undefined_name(placeholder: &str) -> Invalid {
    Invalid(format!(
        "An expression attribute name used in the document path is not defined; attribute name: {placeholder}"
    ))
}

/// Seen: the words in DynamoDB Local; that the levels are told so is a guess.
pub fn path_too_deep(levels: usize) -> Invalid {
    Invalid(format!("The document path has too many nesting levels; nesting levels: {levels}"))
}

pub fn undefined_value(placeholder: &str) -> Invalid {
    Invalid(format!("An expression attribute value used in expression is not defined; attribute value: {placeholder}"))
}

pub fn operand_count(operator: &str, count: usize) -> Invalid {
    Invalid(format!(
        "Incorrect number of operands for operator or function; operator or function: {operator}, number of operands: {count}"
    ))
}

/// Seen: issue 8255 of reapit/foundations, in an answer of AWS's.
pub fn list_too_long(count: usize) -> Invalid {
    Invalid(format!("The IN operator is provided with too many operands; number of operands: {count}"))
}

pub fn operand_type(operator: &str, kind: impl Display) -> Invalid {
    Invalid(format!(
        "Incorrect operand type for operator or function; operator or function: {operator}, operand type: {kind}"
    ))
}

/// Of ADD and DELETE, which call the types by longer names.
pub fn section_operand_type(section: &str, kind: Type) -> Invalid {
    let kind = match kind {
        Type::S => "STRING",
        Type::N => "NUMBER",
        Type::B => "BINARY",
        Type::Null => "NULL",
        Type::Bool => "BOOLEAN",
        Type::L => "LIST",
        Type::M => "MAP",
        Type::Ss | Type::Ns | Type::Bs => kind.name(),
    };
    Invalid(format!("Incorrect operand type for operator or function; operator: {section}, operand type: {kind}"))
}

pub fn path_required(operator: &str) -> Invalid {
    Invalid(format!("Operator or function requires a document path; operator or function: {operator}"))
}

pub fn operands_not_distinct(operator: &str, operand: impl Display) -> Invalid {
    Invalid(format!(
        "The first operand must be distinct from the remaining operands for this operator or function; operator: {operator}, \
         first operand: {operand}"
    ))
}

pub fn unknown_type(name: &str) -> Invalid {
    Invalid(format!("Invalid attribute type name found; type: {name}, valid types: {{B,NULL,SS,BOOL,L,BS,N,NS,S,M}}"))
}

pub fn bounds_of_two_types(lower: &AttributeValue, upper: &AttributeValue) -> Invalid {
    Invalid(format!(
        "The BETWEEN operator requires same data type for lower and upper bounds; lower bound operand: AttributeValue: {{{}}}, \
         upper bound operand: AttributeValue: {{{}}}",
        shown(lower),
        shown(upper)
    ))
}

pub fn bounds_reversed(lower: &AttributeValue, upper: &AttributeValue) -> Invalid {
    Invalid(format!(
        "The BETWEEN operator requires upper bound to be greater than or equal to lower bound; lower bound operand: \
         AttributeValue: {{{}}}, upper bound operand: AttributeValue: {{{}}}",
        shown(lower),
        shown(upper)
    ))
}

fn shown(value: &AttributeValue) -> String {
    match value {
        AttributeValue::S(text) => format!("S:{text}"),
        AttributeValue::N(number) => format!("N:{number}"),
        AttributeValue::B(bytes) => format!("B:{}", aws_smithy_types::base64::encode(bytes)),
        other => other.kind().name().to_owned(),
    }
}

pub fn section_twice(section: &str) -> Invalid {
    Invalid(format!("The \"{section}\" section can only be used once in an update expression;"))
}

pub fn paths_overlap(one: impl Display, two: impl Display) -> Invalid {
    Invalid(format!(
        "Two document paths overlap with each other; must remove or rewrite one of these paths; path one: {one}, path two: {two}"
    ))
}

pub fn paths_conflict(one: impl Display, two: impl Display) -> Invalid {
    Invalid(format!(
        "Two document paths conflict with each other; must remove or rewrite one of these paths; path one: {one}, path two: {two}"
    ))
}

pub fn key_operator(operator: &str) -> Invalid {
    Invalid(format!("Invalid operator used in KeyConditionExpression: {operator}"))
}

pub fn key_nested_operations() -> Invalid {
    plain("KeyConditionExpressions cannot contain nested operations")
}

pub fn key_nested_attributes() -> Invalid {
    plain("KeyConditionExpressions cannot have conditions on nested attributes")
}

pub fn key_first_operand(operator: &str) -> Invalid {
    Invalid(format!(
        "Invalid condition in KeyConditionExpression: {operator} operator must have the key attribute as its first operand"
    ))
}

pub fn key_several_names() -> Invalid {
    plain("Invalid condition in KeyConditionExpression: Multiple attribute names used in one condition")
}

pub fn key_no_name() -> Invalid {
    plain("Invalid condition in KeyConditionExpression: No key attribute specified")
}

pub fn key_conditions_twice() -> Invalid {
    plain("KeyConditionExpressions must only contain one condition per key")
}

pub fn names_without_expression() -> Invalid {
    plain("ExpressionAttributeNames can only be specified when using expressions")
}

/// Reads name the expressions that are missing, writes do not.
pub fn values_without_expression(missing: &[&str]) -> Invalid {
    let missing: Vec<String> = missing.iter().map(|name| format!("{name} is null")).collect();
    let colon = if missing.is_empty() { "" } else { ": " };
    Invalid(format!(
        "ExpressionAttributeValues can only be specified when using expressions{colon}{}",
        missing.join(" and ")
    ))
}

pub fn placeholders_empty(parameter: &str) -> Invalid {
    Invalid(format!("{parameter} must not be empty"))
}

pub fn placeholder_invalid(parameter: &str, key: &str) -> Invalid {
    Invalid(format!("{parameter} contains invalid key: Syntax error; key: \"{key}\""))
}

/// Seen: the words in DynamoDB Local; that the size is told so is a guess, after what is told of other keys.
pub fn placeholder_too_long(parameter: &str, size: usize) -> Invalid {
    Invalid(format!(
        "{parameter} contains invalid key: The expression attribute map contains a key that is too long; size of key: {size}"
    ))
}

pub fn placeholder_bad_name(key: &str, why: Invalid) -> Invalid {
    Invalid(format!("ExpressionAttributeNames contains invalid value: {} for key {key}", why.0))
}

/// Seen: DynamoDB Local, as the next one.
pub fn substitutions_too_large(parameter: &str) -> Invalid {
    Invalid(format!("{parameter} exceeds max size"))
}

pub fn all_substitutions_too_large() -> Invalid {
    plain("Combined size of ExpressionAttributeNames and ExpressionAttributeValues exceeds max size")
}

pub fn placeholders_unused(parameter: &str, keys: &[&str]) -> Invalid {
    Invalid(format!("Value provided in {parameter} unused in expressions: keys: {{{}}}", keys.join(", ")))
}

pub fn expressions_mixed(legacy: &[&str], expressions: &[&str]) -> Invalid {
    Invalid(format!(
        "Can not use both expression and non-expression parameters in the same request: Non-expression parameters: {{{}}} \
         Expression parameters: {{{}}}",
        legacy.join(", "),
        expressions.join(", ")
    ))
}

pub fn update_path_invalid() -> Invalid {
    plain("The document path provided in the update expression is invalid for update")
}

pub fn update_operand_type() -> Invalid {
    plain("An operand in the update expression has an incorrect data type")
}

pub fn update_attribute_missing() -> Invalid {
    plain("The provided expression refers to an attribute that does not exist in the item")
}

pub fn update_index_key_type() -> Invalid {
    plain("The update expression attempted to update the secondary index key to unsupported type")
}

pub fn update_index_key_empty(kind: Type) -> Invalid {
    Invalid(format!(
        "One or more parameter values are not valid. The update expression attempted to update a secondary index key to a value \
         that is not supported. The AttributeValue for a key attribute cannot contain an empty {} value.",
        if kind == Type::B { "binary" } else { "string" }
    ))
}
