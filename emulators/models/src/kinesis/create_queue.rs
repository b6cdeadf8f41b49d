//! CreateQueue: what no other operation uses. Generated from kinesis/2013-12-02: see `emulators/codegen`.

use super::*;

#[derive(Clone, Debug, Default, PartialEq)]
pub struct CreateQueueInput {
    pub queue_name: String,
    pub stream_configuration_list: Vec<QueueStreamConfiguration>,
    pub queue_attributes: Option<QueueAttributes>,
    pub tags: Option<BTreeMap<String, String>>,
}

structure! { CreateQueueInput: CREATE_QUEUE_INPUT [0 queue_name, 1 stream_configuration_list, 2 queue_attributes, 3 tags] }

#[derive(Clone, Debug, Default, PartialEq)]
pub struct CreateQueueOutput {
    pub queue_description: QueueDescription,
}

structure! { CreateQueueOutput: CREATE_QUEUE_OUTPUT [0 queue_description] }

pub static CREATE_QUEUE_INPUT: Shape = Shape {
    name: "CreateQueueInput",
    kind: Kind::Structure(Members {
        members: &[
            Member::required("QueueName", &QUEUE_NAME),
            Member::required("StreamConfigurationList", &QUEUE_STREAM_CONFIGURATION_LIST),
            Member::optional("QueueAttributes", &QUEUE_ATTRIBUTES),
            Member::optional("Tags", &TAG_MAP),
        ],
        check_order: None,
        flavour: Flavour::Plain,
    }),
};

pub static CREATE_QUEUE_OUTPUT: Shape = Shape {
    name: "CreateQueueOutput",
    kind: Kind::Structure(Members {
        members: &[
            Member::required("QueueDescription", &QUEUE_DESCRIPTION),
        ],
        check_order: None,
        flavour: Flavour::Plain,
    }),
};
