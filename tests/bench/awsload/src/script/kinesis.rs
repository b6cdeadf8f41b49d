//! Requests to Kinesis, and the shard iterators of their answers.

use super::{Expected, Outcome, Script};
use crate::request::Service::Kinesis;
use crate::text::{count, json_str, push, push_b64, push_number};

impl Script {
    pub(super) fn put_record(&mut self, out: &mut Vec<u8>) -> Expected {
        let key = self.random() % 1_000_000;
        let (from, to) = self.stretch();
        let b = &mut self.body;
        push(b, "{\"StreamName\":\"");
        push(b, &self.cfg.stream);
        push(b, "\",\"PartitionKey\":\"p");
        push_number(b, key, 0);
        push(b, "\",\"Data\":\"");
        push_b64(b, &self.filler[from..to]);
        push(b, "\"}");
        self.emit(out, Kinesis, "PutRecord");
        Expected::Simple(1)
    }

    pub(super) fn put_records(&mut self, out: &mut Vec<u8>) -> Expected {
        let n = if self.cfg.batch == 0 { 100 } else { self.cfg.batch.min(500) };
        push(&mut self.body, "{\"StreamName\":\"");
        push(&mut self.body, &self.cfg.stream);
        push(&mut self.body, "\",\"Records\":[");
        for i in 0..n {
            let key = self.random() % 1_000_000;
            let (from, to) = self.stretch();
            let b = &mut self.body;
            push(b, if i > 0 { ",{\"PartitionKey\":\"p" } else { "{\"PartitionKey\":\"p" });
            push_number(b, key, 0);
            push(b, "\",\"Data\":\"");
            push_b64(b, &self.filler[from..to]);
            push(b, "\"}");
        }
        push(&mut self.body, "]}");
        self.emit(out, Kinesis, "PutRecords");
        Expected::Simple(n as u32)
    }

    /// The next records of a shard; without an iterator, an iterator first.
    pub(super) fn read_shard(&mut self, out: &mut Vec<u8>) -> Expected {
        match self.shard_iterator.take() {
            Some(iterator) => self.get_records(out, &iterator),
            None => self.get_shard_iterator(out),
        }
    }

    /// From TRIM_HORIZON on; each connection reads the shard that its number falls on.
    fn get_shard_iterator(&mut self, out: &mut Vec<u8>) -> Expected {
        let shard = self.connection % self.cfg.shards.max(1) as u64;
        let b = &mut self.body;
        push(b, "{\"StreamName\":\"");
        push(b, &self.cfg.stream);
        push(b, "\",\"ShardId\":\"shardId-");
        push_number(b, shard, 12);
        push(b, "\",\"ShardIteratorType\":\"TRIM_HORIZON\"}");
        self.emit(out, Kinesis, "GetShardIterator");
        Expected::Iterator
    }

    pub(super) fn iterator_given(&mut self, body: &[u8]) -> Outcome {
        match json_str(body, "ShardIterator", 0) {
            Some((_, iterator)) => {
                self.shard_iterator = Some(iterator.to_vec());
                Outcome::found(0)
            }
            None => Outcome::failed(),
        }
    }

    fn get_records(&mut self, out: &mut Vec<u8>, iterator: &[u8]) -> Expected {
        let n = if self.cfg.batch == 0 { 100 } else { self.cfg.batch };
        let b = &mut self.body;
        push(b, "{\"ShardIterator\":\"");
        b.extend_from_slice(iterator);
        push(b, "\",\"Limit\":");
        push_number(b, n as u64, 0);
        push(b, "}");
        self.emit(out, Kinesis, "GetRecords");
        Expected::Records
    }

    /// Goes on behind these records; where there are none, from the beginning again.
    pub(super) fn records_read(&mut self, body: &[u8], mark: &[u8]) -> Outcome {
        let n = count(body, mark);
        self.shard_iterator = if n > 0 { json_str(body, "NextShardIterator", 0).map(|x| x.1.to_vec()) } else { None };
        Outcome::found(n)
    }
}
