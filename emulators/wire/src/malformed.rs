//! A body that is no value of its shape, in AWS's words.

use std::fmt::{self, Display, Formatter};

use crate::dialect::{Dialect, TypeWords};
use crate::echo;
use crate::model::Refusal;
use crate::shape::{Kind, Shape};

/// Why a body could not be read. Without words, AWS says nothing but the code.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Malformed {
    /// The service's words, if it has any.
    pub message: Option<String>,
}

/// What stood where a shape was wanted.
#[derive(Copy, Clone, Debug, PartialEq)]
pub enum Found<'a> {
    /// `true`
    True,
    /// `false`
    False,
    /// A number without a fraction.
    Whole,
    /// A number with a fraction.
    Decimal,
    /// A text.
    Text(&'a str),
    /// Only CBOR can say so.
    Bytes,
    /// A list.
    List,
    /// An object, or a map.
    Object,
}

/// Where it stood: AWS words some mismatches by it.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub enum Position {
    /// A member of a structure.
    Member,
    /// An element of a list or the value of a map.
    Element,
}

impl Malformed {
    /// The body is not even well-formed. AWS answers the bare code.
    pub const UNREADABLE: Malformed = Malformed { message: None };

    /// Whether it is not even well-formed.
    pub fn is_unreadable(&self) -> bool {
        self.message.is_none()
    }

    /// With these words.
    pub fn new(message: impl Into<String>) -> Malformed {
        Malformed { message: Some(message.into()) }
    }

    /// As the service refuses it.
    pub fn refusal(self, dialect: &'static Dialect) -> Refusal {
        match self.message {
            Some(message) => dialect.serialization.refusal(message),
            None => dialect.serialization.silent(),
        }
    }

    /// Something of another type stood where a shape was wanted.
    pub fn mismatch(dialect: &Dialect, shape: &Shape, position: Position, found: Found<'_>) -> Malformed {
        Malformed::new(match dialect.type_words {
            TypeWords::Convert => convert(shape, found),
            TypeWords::Parser { package } => parser(shape, position, found, package),
        })
    }

    /// A text that is no base64.
    pub fn base64(dialect: &Dialect, text: &str) -> Malformed {
        let excess = text.len() % 4;
        let stray = text.bytes().zip(text.bytes().skip(1).map(Some).chain([None])).find(|(byte, next)| {
            !(byte.is_ascii_alphanumeric() || b"+/=".contains(byte))
                || (*byte == b'=' && next.is_some_and(|n| n != b'='))
        });
        // Seen: kinesalite and dynalite, validations/index.js; the spelling is AWS's.
        let why = match (excess, stray, dialect.type_words) {
            (1.., _, _) => {
                format!("Base64 encoded length is expected a multiple of 4 bytes but found: {}", text.len())
            }
            (0, Some((byte, _)), TypeWords::Convert) => {
                format!("Invalid Base64 character: '{}'", char::from(byte))
            }
            _ => "Invalid last non-pad Base64 character dectected".to_owned(),
        };
        Malformed::new(match dialect.type_words {
            TypeWords::Convert => format!("'{}' can not be converted to a Blob: {why}", echo::value(text)),
            TypeWords::Parser { .. } => why,
        })
    }
}

/// As Kinesis says it. Seen: kinesalite, test/helpers.js.
fn convert(shape: &Shape, found: Found<'_>) -> String {
    let to = match &shape.kind {
        Kind::Boolean => "an Boolean",
        Kind::Integer(_) => "an Integer",
        Kind::Long(_) => "an Long",
        Kind::Float => "an Float",
        Kind::Double => "an Double",
        Kind::String(_) => "an String",
        Kind::Blob(_) => "a Blob",
        Kind::Timestamp => "milliseconds since epoch",
        Kind::List(_) | Kind::Map(_) | Kind::Structure(_) => "",
    };
    let class = match (&shape.kind, found) {
        (Kind::List(_), Found::Object) => return "Start of structure or map found where not expected.".to_owned(),
        (Kind::List(_), _) => return "Expected list or null".to_owned(),
        (_, Found::List) => return "Start of list found where not expected".to_owned(),
        (Kind::Map(_), _) => return "Expected map or null".to_owned(),
        (Kind::Structure(_), _) => return "Expected null".to_owned(),
        (_, Found::Object) => return "Start of structure or map found where not expected.".to_owned(),
        (Kind::Boolean, Found::Text(text)) => {
            return format!("'{}' can not be converted to an Boolean", echo::value(text).to_uppercase());
        }
        (_, Found::True | Found::False) => "java.lang.Boolean",
        (_, Found::Whole | Found::Decimal) => "com.amazon.coral.value.json.numbers.TruncatingBigNumber",
        (_, Found::Text(_)) => "java.lang.String",
        // Guess: what Java would call it.
        (_, Found::Bytes) => "java.nio.HeapByteBuffer",
    };
    format!("class {class} can not be converted to {to}")
}

/// As DynamoDB says it. Seen: dynalite 4.0.0, validations/index.js.
fn parser(shape: &Shape, position: Position, found: Found<'_>, package: &'static str) -> String {
    const NOT_EXPECTED: &str = "Start of structure or map found where not expected";
    let token = match found {
        Found::True => "TRUE_VALUE",
        Found::False => "FALSE_VALUE",
        Found::Whole => "NUMBER_VALUE",
        Found::Decimal => "DECIMAL_VALUE",
        Found::Text(_) => "STRING_VALUE",
        Found::Bytes => "EMBEDDED_OBJECT",
        Found::List => {
            let class = if matches!(shape.kind, Kind::Map(_)) { "" } else { "class " };
            return format!("Unrecognized collection type {class}{}", JavaType { shape, package });
        }
        Found::Object => return NOT_EXPECTED.to_owned(),
    };
    match &shape.kind {
        Kind::Boolean if matches!(found, Found::Text(_)) => "Unexpected token received from parser".to_owned(),
        Kind::Blob(_) => "only base-64-encoded strings are convertible to bytes".to_owned(),
        Kind::List(_) | Kind::Map(_) if position == Position::Member => "Unexpected field type".to_owned(),
        Kind::List(_) | Kind::Map(_) => "class sun.reflect.generics.reflectiveObjects.ParameterizedTypeImpl cannot be \
            cast to class java.lang.Class (sun.reflect.generics.reflectiveObjects.ParameterizedTypeImpl and \
            java.lang.Class are in module java.base of loader 'bootstrap')"
            .to_owned(),
        Kind::Structure(_) if position == Position::Member => "Unexpected field type".to_owned(),
        Kind::Structure(_) => "Unexpected value type in payload".to_owned(),
        _ => {
            let class = JavaType { shape, package }.to_string();
            format!("{token} cannot be converted to {}", class.rsplit('.').next().unwrap_or(&class))
        }
    }
}

/// `java.util.Map<java.lang.String, com.amazonaws.dynamodb.v20120810.AttributeValue>`
struct JavaType<'a> {
    shape: &'a Shape,
    package: &'static str,
}

impl Display for JavaType<'_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let of = |shape| JavaType { shape, package: self.package };
        match &self.shape.kind {
            Kind::Boolean => f.write_str("java.lang.Boolean"),
            Kind::Integer(_) => f.write_str("java.lang.Integer"),
            Kind::Long(_) => f.write_str("java.lang.Long"),
            Kind::Float => f.write_str("java.lang.Float"),
            Kind::Double => f.write_str("java.lang.Double"),
            Kind::Timestamp => f.write_str("java.util.Date"),
            Kind::Blob(_) => f.write_str("java.nio.ByteBuffer"),
            Kind::String(_) => f.write_str("java.lang.String"),
            Kind::List(list) => write!(f, "java.util.List<{}>", of(list.element)),
            Kind::Map(map) => write!(f, "java.util.Map<{}, {}>", of(map.key), of(map.value)),
            Kind::Structure(_) => write!(f, "{}.{}", self.package, self.shape.name),
        }
    }
}
