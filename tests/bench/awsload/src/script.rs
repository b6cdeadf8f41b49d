//! What one connection sends: a small state machine that picks the next operation,
//! writes its request, and keeps of the answer what later requests need.

mod dynamodb;
mod kinesis;
mod sqs;

use crate::http::find;
use crate::ops::Op;
use crate::request::{Headers, Heads, Service, Target};
use crate::text::{count, push, push_number};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::Arc;

#[derive(Clone)]
pub struct Cfg {
    /// Operations and their weights.
    pub mix: Vec<(Op, u32)>,
    /// Bytes of an item, message or record.
    pub size: usize,
    pub keys: u64,
    /// Keys in sequence, not at random.
    pub seq: bool,
    /// Entries in a batch or page (0: the usual for the operation).
    pub batch: usize,
    /// FIFO groups (0: one a connection).
    pub groups: u64,
    pub shards: u32,
    /// Global indexes of the table.
    pub indexes: u32,
    /// The table has a stream.
    pub streaming: bool,
    pub headers: Headers,
    pub sign: bool,
    pub table: String,
    pub queue: String,
    pub stream: String,
    pub visibility: Option<u32>,
}

impl Default for Cfg {
    fn default() -> Self {
        Cfg {
            mix: vec![],
            size: 100,
            keys: 100_000,
            seq: false,
            batch: 0,
            groups: 0,
            shards: 4,
            indexes: 0,
            streaming: false,
            headers: Headers::Sdk,
            sign: true,
            table: "bench".into(),
            queue: "bench".into(),
            stream: "bench".into(),
            visibility: None,
        }
    }
}

/// The answer that a connection waits for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Expected {
    /// So many units, whatever the answer says.
    Simple(u32),
    Get,
    Query,
    BatchGet,
    Receive,
    Delete(u32),
    Iterator,
    Records,
    /// Of a table's stream.
    Changes,
}

pub struct Outcome {
    pub ok: bool,
    /// items, messages or records that this response stands for
    pub units: u32,
    /// an answer that is right but carries nothing (an empty receive)
    pub empty: bool,
}

impl Outcome {
    fn failed() -> Self {
        Outcome { ok: false, units: 0, empty: false }
    }

    /// The answer stands for so many units by itself.
    fn done(units: u32) -> Self {
        Outcome { ok: true, units, empty: false }
    }

    /// The answer carries so many units.
    fn found(units: u32) -> Self {
        Outcome { ok: true, units, empty: units == 0 }
    }
}

pub struct Script {
    cfg: Arc<Cfg>,
    target: Arc<Target>,
    heads: Heads,
    /// Counts for all connections: keys in sequence, and messages' deduplication ids.
    sequence: Arc<AtomicU64>,
    random: u64,
    connection: u64,
    weights: u32,
    current: Op,
    /// Where in its turn the current operation is; 0: the next request may be of another one.
    step: u8,
    last_key: u64,
    body: Vec<u8>,
    receipt_handles: Vec<Vec<u8>>,
    shard_iterator: Option<Vec<u8>>,
    /// Words that items, messages and records take their text from.
    filler: Vec<u8>,
}

impl Script {
    pub fn new(cfg: Arc<Cfg>, target: Arc<Target>, sequence: Arc<AtomicU64>, connection: u64) -> Self {
        Script {
            heads: Heads::new(target.clone(), cfg.headers, cfg.sign),
            random: 0x2545_F491_4F6C_DD1D ^ connection.wrapping_mul(0x9E37_79B9_7F4A_7C15) ^ 0xABCD,
            weights: cfg.mix.iter().map(|m| m.1).sum(),
            current: Op::Fixed,
            step: 0,
            last_key: 0,
            body: Vec::with_capacity(64 * 1024),
            receipt_handles: Vec::new(),
            shard_iterator: None,
            filler: filler(cfg.size + 4096, connection),
            cfg,
            target,
            sequence,
            connection,
        }
    }

    /// Starts the generator elsewhere, so that two runs do not repeat each other.
    pub fn stir(&mut self, salt: u64) {
        self.random ^= salt.wrapping_mul(0xD6E8_FEB8_6659_FD93);
        self.random |= 1;
    }

    /// Writes the next request to `out` and says what to expect back.
    pub fn next(&mut self, out: &mut Vec<u8>) -> Expected {
        let op = self.choose();
        self.current = op;
        self.body.clear();
        match op {
            Op::DdbPut | Op::DdbPutCond | Op::Fixed => {
                let key = self.key();
                self.put_item(out, key, op == Op::DdbPutCond)
            }
            Op::DdbPutDelete => self.put_then_delete(out),
            Op::DdbGet => self.get_item(out),
            Op::DdbUpdate => self.update_item(out),
            Op::DdbDelete => {
                let key = self.key();
                self.delete_item(out, key)
            }
            Op::DdbQuery => self.query(out),
            Op::DdbScan => self.scan(out),
            Op::DdbBatchWrite => self.batch_write_item(out),
            Op::DdbBatchGet => self.batch_get_item(out),
            Op::DdbTransact => self.transact_write_items(out),
            Op::DdbTransactGet => self.transact_get_items(out),
            Op::DdbRecords => self.read_stream(out),
            Op::SqsSend | Op::SqsSendFifo => self.send_message(out, op == Op::SqsSendFifo),
            Op::SqsSendBatch | Op::SqsSendBatchFifo => self.send_message_batch(out, op == Op::SqsSendBatchFifo),
            Op::SqsRecvDel => self.receive_then_delete(out, 1),
            Op::SqsRecvDelBatch => self.receive_then_delete(out, 10),
            Op::SqsCycle | Op::SqsCycleFifo => self.cycle(out, 1, op == Op::SqsCycleFifo),
            Op::SqsCycleBatch => self.cycle(out, 10, false),
            Op::KinPut => self.put_record(out),
            Op::KinPutBatch => self.put_records(out),
            Op::KinGet => self.read_shard(out),
        }
    }

    /// Takes in one response.
    pub fn done(&mut self, expected: Expected, status: u16, body: &[u8]) -> Outcome {
        if status != 200 {
            self.receipt_handles.clear();
            self.shard_iterator = None;
            return Outcome::failed();
        }
        if self.target.bare {
            // go on as if it had answered what was asked for
            match expected {
                Expected::Receive => self.receipt_handles = vec![b"bare".to_vec()],
                Expected::Iterator => self.shard_iterator = Some(b"bare".to_vec()),
                _ => {}
            }
            return Outcome::done(1);
        }
        match expected {
            Expected::Simple(units) | Expected::Delete(units) => Outcome::done(units),
            Expected::Get => Outcome::found(u32::from(find(body, b"\"Item\"").is_some())),
            Expected::Query | Expected::BatchGet => Outcome::found(count(body, b"\"pk\"")),
            Expected::Receive => self.received(body),
            Expected::Iterator => self.iterator_given(body),
            Expected::Records => self.records_read(body, b"\"PartitionKey\""),
            Expected::Changes => self.records_read(body, b"\"eventID\""),
        }
    }

    /// The connection was lost: forget what hung on it.
    pub fn reset(&mut self) {
        self.step = 0;
        self.receipt_handles.clear();
        self.shard_iterator = None;
    }

    /// The operation whose turn it is, or one of the mix, by weight.
    fn choose(&mut self) -> Op {
        if self.step > 0 {
            return self.current;
        }
        if self.cfg.mix.len() > 1 {
            let mut r = (self.random() >> 33) as u32 % self.weights;
            for (op, weight) in &self.cfg.mix {
                if r < *weight {
                    return *op;
                }
                r -= weight;
            }
        }
        self.cfg.mix[0].0
    }

    fn random(&mut self) -> u64 {
        self.random ^= self.random << 13;
        self.random ^= self.random >> 7;
        self.random ^= self.random << 17;
        self.random.wrapping_mul(0x2545_F491_4F6C_DD1D)
    }

    fn key(&mut self) -> u64 {
        if self.cfg.seq {
            self.sequence.fetch_add(1, Ordering::Relaxed)
        } else {
            self.random() % self.cfg.keys
        }
    }

    /// A random stretch of the filler, as long as a message or record is to be: from and to.
    fn stretch(&mut self) -> (usize, usize) {
        let from = (self.random() % 2048) as usize;
        (from, (from + self.cfg.size).min(self.filler.len()))
    }

    /// Writes the request of this operation; its body is made.
    fn emit(&mut self, out: &mut Vec<u8>, service: Service, operation: &'static str) {
        out.extend_from_slice(self.heads.of(service, operation));
        push_number(out, self.body.len() as u64, 0);
        push(out, "\r\n\r\n");
        out.extend_from_slice(&self.body);
    }
}

/// Words, at least so many bytes; other words for each connection.
fn filler(len: usize, connection: u64) -> Vec<u8> {
    let words = ["order", "shipped", "pending", "user", "alpha", "region", "north", "invoice", "item", "status"];
    let mut filler = Vec::new();
    let mut r = 0x9e3779b97f4a7c15u64 ^ (connection + 1);
    while filler.len() < len {
        r ^= r << 13;
        r ^= r >> 7;
        r ^= r << 17;
        push(&mut filler, words[(r % 10) as usize]);
        push_number(&mut filler, r % 10_000, 0);
        filler.push(b' ');
    }
    filler
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ops::ALL;
    use crate::text::json_str;

    fn cfg(op: Op, size: usize) -> Arc<Cfg> {
        Arc::new(Cfg { mix: vec![(op, 1)], size, keys: 1000, ..Cfg::default() })
    }

    #[test]
    fn content_length_is_right() {
        for (name, op, _) in ALL {
            let t = Arc::new(Target {
                host: "h".into(),
                port: 1,
                queue_url: "http://h:1/1/q".into(),
                ..Default::default()
            });
            let mut s = Script::new(cfg(*op, 1024), t, Arc::new(AtomicU64::new(0)), 3);
            let mut out = vec![];
            s.next(&mut out);
            let p = find(&out, b"\r\n\r\n").unwrap();
            let h = String::from_utf8(out[..p].to_vec()).unwrap();
            let n: usize = h.rsplit("content-length: ").next().unwrap().parse().unwrap();
            assert_eq!(n, out.len() - p - 4, "{name}");
        }
    }

    #[test]
    fn a_bare_server_is_taken_at_its_word() {
        let t = Arc::new(Target { bare: true, ..Default::default() });
        for (name, op, _) in ALL {
            let mut s = Script::new(cfg(*op, 10), t.clone(), Arc::new(AtomicU64::new(0)), 0);
            for _ in 0..7 {
                let mut out = vec![];
                let expected = s.next(&mut out);
                let o = s.done(expected, 200, b"{}");
                assert!(o.ok && !o.empty, "{name}");
            }
        }
    }

    #[test]
    fn a_put_and_its_delete_name_the_same_key() {
        let mut s = Script::new(cfg(Op::DdbPutDelete, 10), Arc::default(), Arc::new(AtomicU64::new(0)), 0);
        let sk = |out: &[u8]| {
            let p = find(out, b"\r\n\r\n").unwrap();
            let (_, pk) = json_str(&out[p..], "S", 0).unwrap();
            String::from_utf8(pk.to_vec()).unwrap()
        };
        let (mut put, mut del) = (vec![], vec![]);
        s.next(&mut put);
        s.done(Expected::Simple(1), 200, b"{}");
        s.next(&mut del);
        assert!(find(&put, b"PutItem").is_some() && find(&del, b"DeleteItem").is_some());
        assert_eq!(sk(&put), sk(&del));
    }

    #[test]
    fn receipt_handles_stay_escaped() {
        let t = Arc::new(Target::default());
        let mut s = Script::new(cfg(Op::SqsRecvDel, 10), t, Arc::new(AtomicU64::new(0)), 0);
        let o = s.done(Expected::Receive, 200, br#"{"Messages": [{"ReceiptHandle": "a\/b\"c","Body":"x"}]}"#);
        assert_eq!(o.units, 1);
        assert_eq!(s.receipt_handles[0], br#"a\/b\"c"#);
    }
}
