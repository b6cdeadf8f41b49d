//! ListTagsOfResource: what no other operation uses. Generated from dynamodb/2012-08-10: see `emulators/codegen`.

use super::*;

#[derive(Clone, Debug, Default, PartialEq)]
pub struct ListTagsOfResourceInput {
    pub resource_arn: String,
    pub next_token: Option<String>,
}

structure! { ListTagsOfResourceInput: LIST_TAGS_OF_RESOURCE_INPUT [0 resource_arn, 1 next_token] }

#[derive(Clone, Debug, Default, PartialEq)]
pub struct ListTagsOfResourceOutput {
    pub tags: Option<Vec<Tag>>,
    pub next_token: Option<String>,
}

structure! { ListTagsOfResourceOutput: LIST_TAGS_OF_RESOURCE_OUTPUT [0 tags, 1 next_token] }

pub static LIST_TAGS_OF_RESOURCE_INPUT: Shape = Shape {
    name: "ListTagsOfResourceInput",
    kind: Kind::Structure(Members {
        members: &[
            Member::required("ResourceArn", &RESOURCE_ARN_STRING),
            Member::optional("NextToken", &NEXT_TOKEN_STRING),
        ],
        check_order: None,
        flavour: Flavour::Plain,
    }),
};

pub static LIST_TAGS_OF_RESOURCE_OUTPUT: Shape = Shape {
    name: "ListTagsOfResourceOutput",
    kind: Kind::Structure(Members {
        members: &[
            Member::optional("Tags", &TAG_LIST),
            Member::optional("NextToken", &NEXT_TOKEN_STRING),
        ],
        check_order: None,
        flavour: Flavour::Plain,
    }),
};
