//! TagResource: what no other operation uses. Generated from dynamodb/2012-08-10: see `emulators/codegen`.

use super::*;

#[derive(Clone, Debug, Default, PartialEq)]
pub struct TagResourceInput {
    pub resource_arn: String,
    pub tags: Vec<Tag>,
}

structure! { TagResourceInput: TAG_RESOURCE_INPUT [0 resource_arn, 1 tags] }

pub static TAG_RESOURCE_INPUT: Shape = Shape {
    name: "TagResourceInput",
    kind: Kind::Structure(Members {
        members: &[
            Member::required("ResourceArn", &RESOURCE_ARN_STRING),
            Member::required("Tags", &TAG_LIST),
        ],
        check_order: None,
        flavour: Flavour::Plain,
    }),
};
