//! The ARN by which tags and policies name their table.

use service::Caller;

use crate::Reply;
use crate::refusals::{Invalid, resources};
use crate::table::name::TableName;

/// What an ARN says, if it is one of a table.
pub struct ResourceArn<'a> {
    pub whole: &'a str,
    pub table: TableName<'a>,
}

impl<'a> ResourceArn<'a> {
    /// # Errors
    ///
    /// It is no ARN of a table or of a table's stream.
    pub fn read(arn: &'a str) -> Result<ResourceArn<'a>, Invalid> {
        if !arn.starts_with("arn:") {
            return Err(resources::not_an_arn(arn));
        }
        let parts: Vec<&str> = arn.splitn(6, ':').collect();
        let [_, _, "dynamodb", region, account, resource] = parts[..] else {
            return Err(resources::not_of_dynamodb(arn));
        };
        let resource = resource.strip_prefix("table/").ok_or_else(|| resources::not_of_dynamodb(arn))?;
        if resource.contains("/index/") {
            return Err(resources::neither_table_nor_stream(arn));
        }
        // Streams have neither tags nor policies of their own here.
        if resource.contains('/') {
            return Err(resources::not_of_dynamodb(arn));
        }
        Ok(ResourceArn { whole: arn, table: TableName { account, region, name: resource } })
    }

    /// For tags: what belongs to another account does not show whether it is there.
    pub fn for_tags(arn: &'a str, caller: &Caller) -> Reply<ResourceArn<'a>> {
        let arn = ResourceArn::read(arn)?;
        if arn.table.region != caller.region {
            return Err(resources::of_another_region_tagged(arn.whole).into());
        }
        if arn.table.account != caller.account {
            return Err(resources::access_denied(arn.whole));
        }
        Ok(arn)
    }

    pub fn for_policy(arn: &'a str, caller: &Caller) -> Reply<ResourceArn<'a>> {
        let arn = ResourceArn::read(arn)?;
        if arn.table.region != caller.region {
            return Err(resources::of_another_region(arn.whole).into());
        }
        if arn.table.account != caller.account {
            return Err(resources::of_another_account().into());
        }
        Ok(arn)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_tables_are_named() {
        let arn = ResourceArn::read("arn:aws:dynamodb:us-east-1:1:table/tab").unwrap();
        assert_eq!(arn.table, TableName { account: "1", region: "us-east-1", name: "tab" });
        let refused = |arn: &str| ResourceArn::read(arn).err().unwrap().0;
        for (arn, message) in [
            ("tab", "ARNs must start with 'arn:': tab"),
            ("arn:aws:sqs:us-east-1:1:tab", "Provided Arn is not a DynamoDB resource arn: arn:aws:sqs:us-east-1:1:tab"),
            ("arn:aws:dynamodb", "Provided Arn is not a DynamoDB resource arn: arn:aws:dynamodb"),
            (
                "arn:aws:dynamodb:us-east-1:1:table/tab/index/i",
                "Invalid resource arn provided, only table or stream is accepted. Provided resource arn: \
                 arn:aws:dynamodb:us-east-1:1:table/tab/index/i",
            ),
        ] {
            assert_eq!(refused(arn), format!("One or more parameter values were invalid: {message}"));
        }
    }
}
