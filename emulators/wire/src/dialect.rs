//! How a service words what the protocol layer itself answers. What differs between services is data, and it is here.

use crate::model::{ErrorShape, Model, Refusal};
use crate::value::Value;

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
    pub manner: Manner,
    /// Members whose absence is worded apart, by structure and name.
    pub required_parameters: &'static [(&'static str, &'static str)],
    /// Members whose violations come without the value and with names in their own case.
    pub modern: &'static [(&'static str, &'static str)],
}

/// An error that any operation may end with.
#[derive(Debug)]
pub struct Common(ErrorShape);

#[derive(Copy, Clone, Debug)]
pub enum Manner {
    /// AWS's Java framework: all violations at once, in terms of Java.
    Coral { package: &'static str, objects: Objects },
    /// SQS: only that a parameter is missing; all other bounds are the service's own.
    Parameters { missing: &'static Common },
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

    pub fn refusal(&'static self, message: impl Into<String>) -> Refusal {
        Refusal { error: &self.0, message: Some(message.into()), value: Value::Null }
    }

    pub fn silent(&'static self) -> Refusal {
        Refusal { error: &self.0, message: None, value: Value::Null }
    }
}

impl Dialect {
    pub fn of(model: &Model) -> &'static Dialect {
        match model.name {
            "sqs" => &SQS,
            "kinesis" => &KINESIS,
            _ => &DYNAMODB,
        }
    }

    pub fn checks_bounds(&self) -> bool {
        matches!(self.manner, Manner::Coral { .. })
    }

    pub fn says_parameter_is_required(&self, structure: &str, member: &str) -> bool {
        self.required_parameters.contains(&(structure, member))
    }

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
    required_parameters: &[],
    modern: &[],
};

/// Streams is DynamoDB here. Seen: dynamodb-conformance, tier 3; `Message` of SerializationException: dynalite.
static DYNAMODB: Dialect = Dialect {
    serialization: Common::new("SerializationException", "com.amazon.coral.service#", 400).capital(),
    validation: Common::new("ValidationException", "com.amazon.coral.validate#", 400),
    unknown_operation: Common::new("UnknownOperationException", "com.amazon.coral.service#", 400),
    internal: Common::new("InternalServerError", "com.amazonaws.dynamodb.v20120810#", 500),
    manner: Manner::Coral { package: "com.amazonaws.dynamodb.v20120810", objects: Objects::Spelled },
    required_parameters: &[("CreateTableInput", "TableName")],
    modern: &[("QueryInput", "Limit"), ("KeysAndAttributes", "Keys")],
};

static SQS: Dialect = Dialect {
    serialization: Common::new("SerializationException", "com.amazon.coral.service#", 400).capital(),
    validation: Common::new("InvalidParameterValue", "com.amazon.coral.service#", 400),
    unknown_operation: Common::new("UnknownOperationException", "com.amazon.coral.service#", 400),
    internal: Common::new("InternalFailure", "com.amazon.coral.service#", 500),
    manner: Manner::Parameters { missing: &SQS_MISSING },
    required_parameters: &[],
    modern: &[],
};

static SQS_MISSING: Common = Common::new("MissingParameter", "com.amazonaws.sqs#", 400);
