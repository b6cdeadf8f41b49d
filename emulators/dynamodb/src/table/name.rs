//! The name of a table, alone or within its ARN.

use service::Caller;

use crate::refusals::{Invalid, tables};
use crate::table::Table;

const LENGTH_MIN: usize = 3;
const LENGTH_MAX: usize = 255;

/// Where a table is looked for.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub struct TableName<'a> {
    pub account: &'a str,
    pub region: &'a str,
    pub name: &'a str,
}

impl<'a> TableName<'a> {
    /// Of an existing table. A name that is too short to be one is simply not found.
    pub fn read(said: &'a str, caller: &'a Caller) -> Result<TableName<'a>, Invalid> {
        if let Some(named) = of_arn(said) {
            return Ok(named);
        }
        check(said, 1)?;
        Ok(TableName { account: &caller.account, region: &caller.region, name: said })
    }

    pub fn of(table: &'a Table) -> TableName<'a> {
        TableName { account: &table.account, region: &table.region, name: &table.name }
    }

    pub fn is_of(&self, table: &Table) -> bool {
        (self.name, self.region, self.account) == (&*table.name, &*table.region, &*table.account)
    }

    /// Of a table that is to be made.
    pub fn fresh(said: &'a str, caller: &'a Caller) -> Result<TableName<'a>, Invalid> {
        check(said, LENGTH_MIN)?;
        Ok(TableName { account: &caller.account, region: &caller.region, name: said })
    }
}

/// `arn:aws:dynamodb:REGION:ACCOUNT:table/NAME`
fn of_arn(said: &str) -> Option<TableName<'_>> {
    let mut parts = said.strip_prefix("arn:aws:dynamodb:")?.splitn(3, ':');
    let (region, account) = (parts.next()?, parts.next()?);
    let name = parts.next()?.strip_prefix("table/")?;
    check(name, LENGTH_MIN).ok().map(|()| TableName { account, region, name })
}

fn check(name: &str, shortest: usize) -> Result<(), Invalid> {
    let allowed = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'.' | b'-');
    let mut violations = Vec::new();
    if name.len() < shortest {
        violations.push(tables::name_too_short(name, shortest));
    }
    if name.len() > LENGTH_MAX {
        violations.push(tables::name_too_long(name));
    }
    if !name.bytes().all(allowed) {
        violations.push(tables::name_not_allowed(name));
    }
    if violations.is_empty() { Ok(()) } else { Err(tables::violations(&violations)) }
}

#[cfg(test)]
mod tests {
    use clock::Timestamp;

    use super::*;

    fn caller() -> Caller {
        Caller {
            account: "000000000000".to_owned(),
            region: "us-east-1".to_owned(),
            base_url: String::new(),
            trace: None,
            arrived: Timestamp::from_millis(0),
        }
    }

    #[test]
    fn an_arn_names_account_and_region_too() {
        let caller = caller();
        assert_eq!(
            TableName::read("arn:aws:dynamodb:eu-west-1:123456789012:table/music", &caller),
            Ok(TableName { account: "123456789012", region: "eu-west-1", name: "music" })
        );
        assert_eq!(TableName::read("music", &caller).unwrap().region, "us-east-1");
    }

    #[test]
    fn all_that_is_wrong_with_a_name_is_told() {
        assert_eq!(
            TableName::fresh("x!", &caller()).unwrap_err().0,
            "2 validation errors detected: Value 'x!' at 'tableName' failed to satisfy constraint: Member must have length \
             greater than or equal to 3; Value 'x!' at 'tableName' failed to satisfy constraint: Member must satisfy regular \
             expression pattern: [a-zA-Z0-9_.-]+"
        );
        assert!(TableName::read("x", &caller()).is_ok());
    }
}
