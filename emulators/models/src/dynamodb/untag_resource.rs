//! UntagResource: what no other operation uses. Generated from dynamodb/2012-08-10: see `emulators/codegen`.

use super::*;

#[derive(Clone, Debug, Default, PartialEq)]
pub struct UntagResourceInput {
    pub resource_arn: String,
    pub tag_keys: Vec<String>,
}

structure! { UntagResourceInput: UNTAG_RESOURCE_INPUT [0 resource_arn, 1 tag_keys] }

pub static TAG_KEY_LIST: Shape = Shape { name: "TagKeyList", kind: Kind::List(List { element: &TAG_KEY_STRING, length: Range::ANY, element_name: "member", flattened: false }) };

pub static UNTAG_RESOURCE_INPUT: Shape = Shape {
    name: "UntagResourceInput",
    kind: Kind::Structure(Members {
        members: &[
            Member::required("ResourceArn", &RESOURCE_ARN_STRING),
            Member::required("TagKeys", &TAG_KEY_LIST),
        ],
        check_order: None,
        flavour: Flavour::Plain,
    }),
};
