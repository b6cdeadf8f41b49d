//! How a service words what the protocol layer itself answers. What differs between services is data, and it is here.

use crate::model::{ErrorShape, Model, QueryError, Refusal};
use crate::shape::{Kind, Shape};
use crate::value::Value;

/// The words of one service.
#[derive(Debug)]
pub struct Dialect {
    /// The body is no value of its shape.
    pub serialization: Common,
    /// The value violates constraints.
    pub validation: Common,
    /// There is no such operation, or we do not have it.
    pub unknown_operation: Common,
    /// We failed.
    pub internal: Common,
    /// How violated constraints are told.
    pub manner: Manner,
    /// How a value of the wrong type is worded.
    pub type_words: TypeWords,
    /// Members whose absence is worded apart, by structure and name.
    pub required_parameters: &'static [(&'static str, &'static str)],
    /// Lists of an answer that are left out when they are empty.
    pub left_out_when_empty: &'static [&'static str],
    /// Members whose violations come without the value and with names in their own case.
    pub modern: &'static [(&'static str, &'static str)],
}

/// An error that any operation may end with.
#[derive(Debug)]
pub struct Common(ErrorShape);

/// How violated constraints are told.
#[derive(Copy, Clone, Debug)]
pub enum Manner {
    /// AWS's Java framework: all violations at once, in terms of Java.
    Coral {
        /// Of the service's classes.
        package: &'static str,
        /// How values that are no scalars are echoed.
        objects: Objects,
    },
    /// SQS: only that a parameter is missing; all other bounds are the service's own.
    /// What is named in `empty` counts as empty when it is missing, and the service says what is wrong with that.
    Parameters {
        /// The error.
        missing: &'static Common,
        /// The members.
        empty: &'static [&'static str],
    },
}

/// How a value of the wrong type is told.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub enum TypeWords {
    /// `class java.lang.String can not be converted to an Integer`
    Convert,
    /// `STRING_VALUE cannot be converted to Integer`
    Parser {
        /// Of the service's classes.
        package: &'static str,
    },
}

/// How an object is echoed.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub enum Objects {
    /// `com.amazonaws.kinesis.v20131202.PutRecordsRequestEntry@c965e310`
    Hashed,
    /// `KeySchemaElement(attributeName=pk, keyType=HASH)`
    Spelled,
}

impl Common {
    const fn new(code: &'static str, prefix: &'static str, status: u16) -> Common {
        Common(ErrorShape::plain(code, prefix, status))
    }

    /// The framework writes some of its messages with a capital.
    const fn capital(mut self) -> Common {
        self.0.message_name = "Message";
        self
    }

    /// What the Query protocol calls it; JSON clients are told so in a header.
    const fn in_query(mut self, code: &'static str) -> Common {
        self.0.query = Some(QueryError { code, status: self.0.status });
        self
    }

    /// The error with these words.
    pub fn refusal(&'static self, message: impl Into<String>) -> Refusal {
        Refusal { error: &self.0, message: Some(message.into()), value: Value::Null }
    }

    /// The error without a word, as AWS says some of them.
    pub fn silent(&'static self) -> Refusal {
        Refusal { error: &self.0, message: None, value: Value::Null }
    }
}

impl Dialect {
    /// The dialect of a service.
    pub fn of(model: &Model) -> &'static Dialect {
        match model.name {
            "sqs" => &SQS,
            "kinesis" => &KINESIS,
            _ => &DYNAMODB,
        }
    }

    /// Whether the service looks at values of this shape itself, nulls included, and words what is wrong with them.
    pub fn is_opaque(&self, shape: &Shape) -> bool {
        shape.name == "AttributeValue"
    }

    /// The input with empty values for what counts as empty when it is missing.
    pub fn filled(&self, shape: &Shape, mut value: Value) -> Value {
        if let (Manner::Parameters { empty, .. }, Value::Structure(set)) = (self.manner, &mut value) {
            for (index, member) in shape.members().iter().enumerate() {
                let index = index as u16;
                if member.required && empty.contains(&member.name) && set.iter().all(|(at, _)| *at != index) {
                    match member.shape.kind {
                        Kind::String(_) => set.push((index, Value::String(String::new()))),
                        Kind::List(_) => set.push((index, Value::List(Vec::new()))),
                        _ => {}
                    }
                }
            }
        }
        value
    }

    /// The answer without the empty lists that this service leaves out.
    pub fn trimmed(&self, shape: &Shape, mut value: Value) -> Value {
        if !self.left_out_when_empty.is_empty()
            && let Value::Structure(set) = &mut value
        {
            set.retain(|(index, value)| {
                let is_empty = matches!(value, Value::List(elements) if elements.is_empty());
                !is_empty || !self.left_out_when_empty.contains(&shape.members()[usize::from(*index)].name)
            });
        }
        value
    }

    /// Whether bounds of the model are checked here; otherwise the service checks and words them.
    pub fn checks_bounds(&self) -> bool {
        matches!(self.manner, Manner::Coral { .. })
    }

    /// Whether half a surrogate pair is a character like any other, for the service to refuse.
    pub fn reads_lone_surrogates(&self) -> bool {
        matches!(self.manner, Manner::Parameters { .. })
    }

    /// Whether the absence of this member is worded apart.
    pub fn says_parameter_is_required(&self, structure: &str, member: &str) -> bool {
        self.required_parameters.contains(&(structure, member))
    }

    /// Whether violations of this member come without its value.
    pub fn is_modern(&self, structure: &str, member: &str) -> bool {
        self.modern.contains(&(structure, member))
    }
}

/// Seen: kinesalite, test/connection.js and test/helpers.js.
static KINESIS: Dialect = Dialect {
    serialization: Common::new("SerializationException", "", 400).capital(),
    validation: Common::new("ValidationException", "", 400),
    unknown_operation: Common::new("UnknownOperationException", "", 400),
    internal: Common::new("InternalFailure", "", 500),
    manner: Manner::Coral { package: "com.amazonaws.kinesis.v20131202", objects: Objects::Hashed },
    type_words: TypeWords::Convert,
    required_parameters: &[],
    left_out_when_empty: &[],
    modern: &[],
};

/// Streams is DynamoDB here. Seen: dynamodb-conformance, tier 3; `Message` of SerializationException: dynalite.
static DYNAMODB: Dialect = Dialect {
    serialization: Common::new("SerializationException", "com.amazon.coral.service#", 400).capital(),
    validation: Common::new("ValidationException", "com.amazon.coral.validate#", 400),
    unknown_operation: Common::new("UnknownOperationException", "com.amazon.coral.service#", 400),
    internal: Common::new("InternalServerError", "com.amazonaws.dynamodb.v20120810#", 500),
    manner: Manner::Coral { package: "com.amazonaws.dynamodb.v20120810", objects: Objects::Spelled },
    type_words: TypeWords::Parser { package: "com.amazonaws.dynamodb.v20120810" },
    required_parameters: &[("CreateTableInput", "TableName")],
    left_out_when_empty: &[],
    modern: &[
        ("QueryInput", "Limit"),
        ("KeysAndAttributes", "Keys"),
        // These were captured in October 2026: dynoxide 3.2.0, actions/scan.rs and validation.rs.
        ("ScanInput", "TableName"),
        ("QueryInput", "TableName"),
        ("GetItemInput", "TableName"),
        ("PutItemInput", "TableName"),
        ("UpdateItemInput", "TableName"),
        ("DeleteItemInput", "TableName"),
        ("ScanInput", "Limit"),
        ("ScanInput", "Segment"),
        ("ScanInput", "TotalSegments"),
    ],
};

/// Codes: recordings of AWS described in `docs/sqs.md` of the project pail, and LocalStack's serializer. That the words for wrong
/// types are those of DynamoDB is a guess: both services speak JSON 1.0 through the same framework.
static SQS: Dialect = Dialect {
    serialization: Common::new("SerializationException", CORAL, 400).capital().in_query("MalformedInput"),
    validation: Common::new("InvalidParameterValueException", CORAL, 400).in_query("InvalidParameterValue"),
    unknown_operation: Common::new("UnknownOperationException", CORAL, 400).in_query("InvalidAction"),
    internal: Common::new("InternalFailure", CORAL, 500),
    manner: Manner::Parameters { missing: &SQS_MISSING, empty: &["QueueUrl", "QueueName", "Entries"] },
    type_words: TypeWords::Parser { package: "com.amazonaws.sqs" },
    required_parameters: &[],
    // Seen: recorded from SQS, the batch operations in JSON; the model calls both required.
    left_out_when_empty: &["Successful", "Failed"],
    modern: &[],
};

static SQS_MISSING: Common = Common::new("MissingRequiredParameterException", CORAL, 400).in_query("MissingParameter");

const CORAL: &str = "com.amazon.coral.service#";
