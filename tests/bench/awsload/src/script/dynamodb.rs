//! Requests to DynamoDB: items of a table whose key is pk and sk, 16 items a partition.

use super::{Expected, Script};
use crate::request::Service::{DynamoDb, Streams};
use crate::text::{push, push_number};

impl Script {
    pub(super) fn put_item(&mut self, out: &mut Vec<u8>, key: u64, condition: bool) -> Expected {
        push(&mut self.body, "{\"TableName\":\"");
        push(&mut self.body, &self.cfg.table);
        push(&mut self.body, "\",\"Item\":");
        self.push_item(key);
        if condition {
            push(
                &mut self.body,
                ",\"ConditionExpression\":\"attribute_not_exists(#g) OR #v < :max\",\
                 \"ExpressionAttributeNames\":{\"#g\":\"gone\",\"#v\":\"ver\"},\
                 \"ExpressionAttributeValues\":{\":max\":{\"N\":\"5000\"}}",
            );
        }
        self.body.push(b'}');
        self.emit(out, DynamoDb, "PutItem");
        Expected::Simple(1)
    }

    /// A put and, the next time, the delete of the same key.
    pub(super) fn put_then_delete(&mut self, out: &mut Vec<u8>) -> Expected {
        if self.step == 0 {
            self.step = 1;
            self.last_key = self.key();
            self.put_item(out, self.last_key, false)
        } else {
            self.step = 0;
            self.delete_item(out, self.last_key)
        }
    }

    pub(super) fn get_item(&mut self, out: &mut Vec<u8>) -> Expected {
        let key = self.key();
        let b = &mut self.body;
        push(b, "{\"TableName\":\"");
        push(b, &self.cfg.table);
        push(b, "\",\"Key\":{");
        push_key(b, key);
        push(b, "}}");
        self.emit(out, DynamoDb, "GetItem");
        Expected::Get
    }

    pub(super) fn delete_item(&mut self, out: &mut Vec<u8>, key: u64) -> Expected {
        let b = &mut self.body;
        push(b, "{\"TableName\":\"");
        push(b, &self.cfg.table);
        push(b, "\",\"Key\":{");
        push_key(b, key);
        push(b, "}}");
        self.emit(out, DynamoDb, "DeleteItem");
        Expected::Simple(1)
    }

    pub(super) fn update_item(&mut self, out: &mut Vec<u8>) -> Expected {
        let key = self.key();
        let version = self.random() % 1000;
        let b = &mut self.body;
        push(b, "{\"TableName\":\"");
        push(b, &self.cfg.table);
        push(b, "\",\"Key\":{");
        push_key(b, key);
        push(
            b,
            "},\"UpdateExpression\":\"SET #c = if_not_exists(#c, :z) + :one, #v = :v\",\
             \"ExpressionAttributeNames\":{\"#c\":\"hits\",\"#v\":\"ver\"},\
             \"ExpressionAttributeValues\":{\":z\":{\"N\":\"0\"},\":one\":{\"N\":\"1\"},\":v\":{\"N\":\"",
        );
        push_number(b, version, 0);
        push(b, "\"}}}");
        self.emit(out, DynamoDb, "UpdateItem");
        Expected::Simple(1)
    }

    pub(super) fn query(&mut self, out: &mut Vec<u8>) -> Expected {
        let key = self.key();
        let b = &mut self.body;
        push(b, "{\"TableName\":\"");
        push(b, &self.cfg.table);
        push(
            b,
            "\",\"KeyConditionExpression\":\"pk = :p AND begins_with(sk, :s)\",\
             \"ExpressionAttributeValues\":{\":p\":{\"S\":\"user#",
        );
        push_number(b, key / 16, 9);
        push(b, "\"},\":s\":{\"S\":\"ord#\"}}}");
        self.emit(out, DynamoDb, "Query");
        Expected::Query
    }

    pub(super) fn scan(&mut self, out: &mut Vec<u8>) -> Expected {
        let key = self.key();
        let n = if self.cfg.batch == 0 { 100 } else { self.cfg.batch };
        let b = &mut self.body;
        push(b, "{\"TableName\":\"");
        push(b, &self.cfg.table);
        push(b, "\",\"Limit\":");
        push_number(b, n as u64, 0);
        push(b, ",\"ExclusiveStartKey\":{");
        push_key(b, key);
        push(b, "}}");
        self.emit(out, DynamoDb, "Scan");
        Expected::Query
    }

    pub(super) fn batch_write_item(&mut self, out: &mut Vec<u8>) -> Expected {
        let n = if self.cfg.batch == 0 { 25 } else { self.cfg.batch.min(25) };
        let keys = self.distinct_keys(n);
        push(&mut self.body, "{\"RequestItems\":{\"");
        push(&mut self.body, &self.cfg.table);
        push(&mut self.body, "\":[");
        for (i, key) in keys.into_iter().enumerate() {
            let open = if i > 0 { ",{\"PutRequest\":{\"Item\":" } else { "{\"PutRequest\":{\"Item\":" };
            push(&mut self.body, open);
            self.push_item(key);
            push(&mut self.body, "}}");
        }
        push(&mut self.body, "]}}");
        self.emit(out, DynamoDb, "BatchWriteItem");
        Expected::Simple(n as u32)
    }

    pub(super) fn batch_get_item(&mut self, out: &mut Vec<u8>) -> Expected {
        let n = if self.cfg.batch == 0 { 25 } else { self.cfg.batch.min(100) };
        let keys = self.distinct_keys(n);
        let b = &mut self.body;
        push(b, "{\"RequestItems\":{\"");
        push(b, &self.cfg.table);
        push(b, "\":{\"Keys\":[");
        for (i, key) in keys.into_iter().enumerate() {
            push(b, if i > 0 { ",{" } else { "{" });
            push_key(b, key);
            b.push(b'}');
        }
        push(b, "]}}}");
        self.emit(out, DynamoDb, "BatchGetItem");
        Expected::BatchGet
    }

    pub(super) fn transact_write_items(&mut self, out: &mut Vec<u8>) -> Expected {
        let n = if self.cfg.batch == 0 { 4 } else { self.cfg.batch.min(100) };
        let keys = self.distinct_keys(n);
        push(&mut self.body, "{\"TransactItems\":[");
        for (i, key) in keys.into_iter().enumerate() {
            let open = if i > 0 { ",{\"Put\":{\"TableName\":\"" } else { "{\"Put\":{\"TableName\":\"" };
            push(&mut self.body, open);
            push(&mut self.body, &self.cfg.table);
            push(&mut self.body, "\",\"Item\":");
            self.push_item(key);
            push(&mut self.body, "}}");
        }
        push(&mut self.body, "]}");
        self.emit(out, DynamoDb, "TransactWriteItems");
        Expected::Simple(n as u32)
    }

    pub(super) fn transact_get_items(&mut self, out: &mut Vec<u8>) -> Expected {
        let n = if self.cfg.batch == 0 { 4 } else { self.cfg.batch.min(100) };
        let keys = self.distinct_keys(n);
        push(&mut self.body, "{\"TransactItems\":[");
        for (i, key) in keys.into_iter().enumerate() {
            let open = if i > 0 { ",{\"Get\":{\"TableName\":\"" } else { "{\"Get\":{\"TableName\":\"" };
            push(&mut self.body, open);
            push(&mut self.body, &self.cfg.table);
            push(&mut self.body, "\",\"Key\":{");
            push_key(&mut self.body, key);
            push(&mut self.body, "}}}");
        }
        push(&mut self.body, "]}");
        self.emit(out, DynamoDb, "TransactGetItems");
        Expected::BatchGet
    }

    /// The next records of the table's stream; without an iterator, an iterator first. Each connection reads the shard that its number
    /// falls on.
    pub(super) fn read_stream(&mut self, out: &mut Vec<u8>) -> Expected {
        if let Some(iterator) = self.shard_iterator.take() {
            let n = if self.cfg.batch == 0 { 100 } else { self.cfg.batch };
            let b = &mut self.body;
            push(b, "{\"ShardIterator\":\"");
            b.extend_from_slice(&iterator);
            push(b, "\",\"Limit\":");
            push_number(b, n as u64, 0);
            push(b, "}");
            self.emit(out, Streams, "GetRecords");
            return Expected::Changes;
        }
        let shards = &self.target.table_shards;
        let shard = shards.get(self.connection as usize % shards.len().max(1)).map_or("", String::as_str);
        let b = &mut self.body;
        push(b, "{\"StreamArn\":\"");
        push(b, &self.target.table_stream);
        push(b, "\",\"ShardId\":\"");
        push(b, shard);
        push(b, "\",\"ShardIteratorType\":\"TRIM_HORIZON\"}");
        self.emit(out, Streams, "GetShardIterator");
        Expected::Iterator
    }

    fn distinct_keys(&mut self, n: usize) -> Vec<u64> {
        let mut keys: Vec<u64> = Vec::with_capacity(n);
        while keys.len() < n {
            let key = self.key();
            if !keys.contains(&key) {
                keys.push(key);
            }
        }
        keys
    }

    /// An item of about cfg.size bytes as DynamoDB counts them: keys, a few
    /// typed attributes, and text in attributes of at most 120 bytes.
    fn push_item(&mut self, key: u64) {
        let r = self.random();
        let size = self.cfg.size;
        let b = &mut self.body;
        b.push(b'{');
        push_key(b, key);
        push(b, ",\"ver\":{\"N\":\"");
        push_number(b, r % 1000, 0);
        push(b, "\"},\"ok\":{\"BOOL\":true}");
        let mut left = size.saturating_sub(2 + 14 + 2 + 8 + 3 + 3 + 2 + 1);
        if size >= 512 {
            push(b, ",\"meta\":{\"M\":{\"cnt\":{\"N\":\"");
            push_number(b, r % 100_000, 0);
            push(b, "\"},\"tag\":{\"S\":\"north-17\"}}}");
            push(b, ",\"tags\":{\"L\":[{\"S\":\"red\"},{\"S\":\"blue\"},{\"N\":\"42\"}]}");
            left = left.saturating_sub(48);
        }
        let mut n = 0u64;
        let mut at = (r >> 32) as usize % 2048;
        while left > 6 {
            let take = (left - 2).min(120);
            push(b, ",\"a");
            push_number(b, n, 0);
            push(b, "\":{\"S\":\"");
            let (from, to) = (at % 2048, at % 2048 + take);
            b.extend_from_slice(&self.filler[from..to.min(self.filler.len())]);
            push(b, "\"}");
            at += take;
            n += 1;
            left -= take + 2;
        }
        b.push(b'}');
    }
}

fn push_key(b: &mut Vec<u8>, key: u64) {
    push(b, "\"pk\":{\"S\":\"user#");
    push_number(b, key / 16, 9);
    push(b, "\"},\"sk\":{\"S\":\"ord#");
    push_number(b, key % 16, 4);
    push(b, "\"}");
}
