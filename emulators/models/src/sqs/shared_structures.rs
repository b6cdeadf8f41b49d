//! What several operations use. Generated from sqs/2012-11-05: see `emulators/codegen`.

use super::*;

#[derive(Clone, Debug, Default, PartialEq)]
pub struct BatchResultErrorEntry {
    pub id: String,
    pub sender_fault: bool,
    pub code: String,
    pub message: Option<String>,
}

structure! { BatchResultErrorEntry: BATCH_RESULT_ERROR_ENTRY [0 id, 1 sender_fault, 2 code, 3 message] }

#[derive(Clone, Debug, Default, PartialEq)]
pub struct MessageAttributeValue {
    pub string_value: Option<String>,
    pub binary_value: Option<Blob>,
    pub string_list_values: Option<Vec<String>>,
    pub binary_list_values: Option<Vec<Blob>>,
    pub data_type: String,
}

structure! { MessageAttributeValue: MESSAGE_ATTRIBUTE_VALUE [0 string_value, 1 binary_value, 2 string_list_values, 3 binary_list_values, 4 data_type] }

#[derive(Clone, Debug, Default, PartialEq)]
pub struct MessageSystemAttributeValue {
    pub string_value: Option<String>,
    pub binary_value: Option<Blob>,
    pub string_list_values: Option<Vec<String>>,
    pub binary_list_values: Option<Vec<Blob>>,
    pub data_type: String,
}

structure! { MessageSystemAttributeValue: MESSAGE_SYSTEM_ATTRIBUTE_VALUE [0 string_value, 1 binary_value, 2 string_list_values, 3 binary_list_values, 4 data_type] }

pub static BATCH_RESULT_ERROR_ENTRY: Shape = Shape {
    name: "BatchResultErrorEntry",
    kind: Kind::Structure(Members {
        members: &[
            Member::required("Id", &STRING),
            Member::required("SenderFault", &BOOLEAN),
            Member::required("Code", &STRING),
            Member::optional("Message", &STRING),
        ],
        check_order: None,
        flavour: Flavour::Plain,
    }),
};

pub static MESSAGE_ATTRIBUTE_VALUE: Shape = Shape {
    name: "MessageAttributeValue",
    kind: Kind::Structure(Members {
        members: &[
            Member::optional("StringValue", &STRING),
            Member::optional("BinaryValue", &BINARY),
            Member { name: "StringListValues", query_name: "StringListValue", shape: &STRING_LIST, required: false, idempotency_token: false },
            Member { name: "BinaryListValues", query_name: "BinaryListValue", shape: &BINARY_LIST, required: false, idempotency_token: false },
            Member::required("DataType", &STRING),
        ],
        check_order: None,
        flavour: Flavour::Plain,
    }),
};

pub static MESSAGE_SYSTEM_ATTRIBUTE_VALUE: Shape = Shape {
    name: "MessageSystemAttributeValue",
    kind: Kind::Structure(Members {
        members: &[
            Member::optional("StringValue", &STRING),
            Member::optional("BinaryValue", &BINARY),
            Member { name: "StringListValues", query_name: "StringListValue", shape: &STRING_LIST, required: false, idempotency_token: false },
            Member { name: "BinaryListValues", query_name: "BinaryListValue", shape: &BINARY_LIST, required: false, idempotency_token: false },
            Member::required("DataType", &STRING),
        ],
        check_order: None,
        flavour: Flavour::Plain,
    }),
};
