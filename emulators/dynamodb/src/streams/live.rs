//! Streams as the service remembers them: what is stored about them, ready for use, and who is next in each.
//! Their number in memory is that of the streams; what they hold stays in the store.

use std::collections::BTreeMap;
use std::ops::{Bound, ControlFlow};
use std::sync::Arc;

use clock::Timestamp;
use keyspace::{Batch, Direction, Fault, Reads, Space, Wake};
use parking_lot::{Mutex, RwLock};

use crate::streams::number::{Generation, Number};
use crate::streams::shard::Lane;
use crate::streams::stream::{End, RECORDS, STREAMS, StreamRecord, StreamView, TableStream, label, lanes};
use crate::table::name::TableName;
use crate::table::{Table, TableRecord};

/// What a stream is called.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct StreamName {
    pub account: String,
    pub region: String,
    pub table: String,
    pub label: String,
}

/// One stream, shared by all that use it.
#[derive(Debug)]
pub struct Live {
    pub name: StreamName,
    record: RwLock<StreamRecord>,
    numbers: Mutex<Option<Numbers>>,
}

/// Who is next.
#[derive(Debug)]
struct Numbers {
    /// Greater than every number that was given.
    next: Number,
    /// How many records were given numbers and are not written yet, by generation; never more than two.
    in_flight: Vec<(Generation, u32)>,
}

/// How far a stream has come.
#[derive(Copy, Clone, Debug)]
pub struct Progress {
    /// No record that is written later has a smaller number.
    pub next: Number,
    /// To the shards of this one records go, or went last.
    pub current: Generation,
    /// All records of earlier generations are written. Of this one, too, if the stream has ended.
    pub is_settled: bool,
    pub has_ended: bool,
}

impl StreamName {
    /// `arn:aws:dynamodb:REGION:ACCOUNT:table/TABLE/stream/LABEL`
    pub fn parse(arn: &str) -> Option<StreamName> {
        let mut parts = arn.strip_prefix("arn:aws:dynamodb:")?.splitn(3, ':');
        let (region, account) = (parts.next()?, parts.next()?);
        let (table, label) = parts.next()?.strip_prefix("table/")?.split_once("/stream/")?;
        let [account, region, table, label] = [account, region, table, label].map(str::to_owned);
        Some(StreamName { account, region, table, label })
    }

    pub fn arn(&self) -> String {
        let StreamName { account, region, table, label } = self;
        format!("arn:aws:dynamodb:{region}:{account}:table/{table}/stream/{label}")
    }

    fn key(&self) -> (&str, &str, &str, &str) {
        (&self.account, &self.region, &self.table, &self.label)
    }
}

impl Live {
    fn new(name: StreamName, record: StreamRecord) -> Live {
        Live { name, record: RwLock::new(record), numbers: Mutex::default() }
    }

    pub fn record(&self) -> StreamRecord {
        self.record.read().clone()
    }

    pub fn view(&self) -> StreamView {
        self.record.read().view
    }

    /// Looks up where the numbers stand, the first time. Who appends has asked for it before.
    pub fn recover(&self, space: &Space) -> Result<(), Fault> {
        let mut numbers = self.numbers.lock();
        if numbers.is_some() {
            return Ok(());
        }
        let record = self.record.read();
        let mut next = record.number_at(space.clock().now());
        for lane in 0..record.lanes {
            if let Some(last) = edge(space, record.id, lane, Direction::Backward)? {
                next = next.max(last.next());
            }
        }
        *numbers = Some(Numbers { next, in_flight: Vec::new() });
        Ok(())
    }

    /// How far it has come. What is said here stays true: a clock that is turned back later does not open a shard again.
    pub fn progress(&self, space: &Space, now: Timestamp) -> Result<Progress, Fault> {
        self.recover(space)?;
        let mut numbers = self.numbers.lock();
        let record = self.record.read();
        if let Some(end) = record.end {
            let current = end.number.generation();
            return Ok(Progress { next: end.number, current, is_settled: true, has_ended: true });
        }
        let numbers = numbers.as_mut().expect("it was just recovered");
        numbers.next = numbers.next.max(record.number_at(now));
        let current = numbers.next.generation();
        let is_settled = numbers.in_flight.iter().all(|(generation, count)| *count == 0 || *generation == current);
        Ok(Progress { next: numbers.next, current, is_settled, has_ended: false })
    }

    /// Puts a record at the end of its lane. It gets its number when the batch's place in the log is fixed.
    pub fn append(self: &Arc<Live>, key: &[u8], body: Vec<u8>, now: Timestamp, batch: &mut Batch) {
        let (id, lane) = {
            let record = self.record.read();
            (record.id, record.lane(key))
        };
        batch.expect_bytes(body.len() + 32);
        let live = self.clone();
        batch.on_sequence(move |batch| {
            let number = live.give(now);
            batch.put_raw(RECORDS, &(id, lane, number), &body);
            let in_flight = InFlight { live, generation: number.generation() };
            batch.on_commit(move || drop(in_flight));
        });
    }

    fn give(&self, now: Timestamp) -> Number {
        let mut numbers = self.numbers.lock();
        let numbers = numbers.as_mut().expect("who appends has recovered the numbers before");
        let number = numbers.next.max(self.record.read().number_at(now));
        numbers.next = number.next();
        let generation = number.generation();
        match numbers.in_flight.iter_mut().find(|(known, _)| *known == generation) {
            Some((_, count)) => *count += 1,
            None => {
                numbers.in_flight.retain(|(_, count)| *count > 0);
                numbers.in_flight.push((generation, 1));
            }
        }
        number
    }

    /// How many records have a number and are not written yet.
    #[cfg(test)]
    pub fn under_way(&self) -> u32 {
        self.numbers.lock().as_ref().map_or(0, |numbers| numbers.in_flight.iter().map(|(_, count)| count).sum())
    }

    fn landed(&self, generation: Generation) {
        let mut numbers = self.numbers.lock();
        let in_flight = numbers.as_mut().map(|numbers| numbers.in_flight.iter_mut());
        if let Some((_, count)) = in_flight.into_iter().flatten().find(|(known, _)| *known == generation) {
            *count -= 1;
        }
    }

    /// Takes no records any more. Nobody writes to the table meanwhile.
    pub fn end(self: &Arc<Live>, space: &Space, now: Timestamp, batch: &mut Batch) -> Result<(), Fault> {
        let progress = self.progress(space, now)?;
        let mut ended = self.record();
        ended.end = Some(End { at: ended.epoch.relative(now), number: progress.next });
        batch.put(STREAMS, &self.name.key(), &ended);
        let live = self.clone();
        batch.on_commit(move || *live.record.write() = ended);
        Ok(())
    }
}

/// A record that has a number and is not written yet. Written or not, it is under way no longer when this is dropped.
struct InFlight {
    live: Arc<Live>,
    generation: Generation,
}

impl Drop for InFlight {
    fn drop(&mut self) {
        self.live.landed(self.generation);
    }
}

/// The first or the last record of a lane.
pub fn edge(reads: &impl Reads, stream: u64, lane: Lane, direction: Direction) -> Result<Option<Number>, Fault> {
    let mut found = None;
    reads.scan(&RECORDS.under(&(stream, lane)), direction, |(_, _, number), _| {
        found = Some(number);
        ControlFlow::Break(())
    })?;
    Ok(found)
}

/// All streams by name, also those that have ended and can still be read.
#[derive(Debug, Default)]
pub struct Directory {
    streams: RwLock<BTreeMap<StreamName, Arc<Live>>>,
    /// Rung when there is one more, or one has ended.
    pub wake: Wake,
}

impl Directory {
    /// # Errors
    ///
    /// The store cannot be read.
    pub fn open(space: &Space) -> Result<Directory, Fault> {
        let mut streams = BTreeMap::new();
        space.scan(&STREAMS.all(), Direction::Forward, |(account, region, table, label), record| {
            let name = StreamName { account, region, table, label };
            streams.insert(name.clone(), Arc::new(Live::new(name, record)));
            ControlFlow::Continue(())
        })?;
        Ok(Directory { streams: RwLock::new(streams), wake: Wake::new() })
    }

    pub fn find(&self, name: &StreamName) -> Option<Arc<Live>> {
        self.streams.read().get(name).cloned()
    }

    /// The stream that a table writes to.
    pub fn of_table(&self, name: &TableName<'_>, record: &TableRecord) -> Option<Arc<Live>> {
        let stream = record.settings.stream.as_ref().filter(|stream| stream.view.is_some())?;
        self.find(&named(name, stream.label.clone()))
    }

    /// Those of an account in a region after a name, in the order of their names, as long as `visit` wants more.
    pub fn visit(&self, after: &StreamName, mut visit: impl FnMut(&Arc<Live>) -> ControlFlow<()>) {
        let streams = self.streams.read();
        for (name, live) in streams.range((Bound::Excluded(after), Bound::Unbounded)) {
            let is_there = (&name.account, &name.region) == (&after.account, &after.region);
            if !is_there || visit(live).is_break() {
                return;
            }
        }
    }

    pub fn all(&self) -> Vec<Arc<Live>> {
        self.streams.read().values().cloned().collect()
    }

    /// Makes the stream of a table, with the id that it is to have.
    pub fn begin(
        self: &Arc<Directory>,
        name: &TableName<'_>,
        table: &mut TableRecord,
        (id, view): (u64, StreamView),
        now: Timestamp,
        batch: &mut Batch,
    ) -> Arc<Live> {
        // No two streams of a table have the same label.
        let mut made = now;
        let streams = self.streams.read();
        while streams.contains_key(&named(name, label(made))) {
            made = Timestamp::from_millis(made.as_millis() + 1);
        }
        drop(streams);
        let live = Live::new(
            named(name, label(made)),
            StreamRecord {
                id,
                epoch: table.epoch,
                made: table.epoch.relative(now),
                named: made,
                view,
                keys: table.keys.clone(),
                lanes: lanes(table.billing),
                end: None,
            },
        );
        table.settings.stream = Some(TableStream { label: live.name.label.clone(), view: Some(view) });
        batch.put(STREAMS, &live.name.key(), &live.record.read());
        let live = Arc::new(live);
        let (directory, made) = (self.clone(), live.clone());
        batch.on_commit(move || {
            directory.streams.write().insert(made.name.clone(), made);
            directory.wake.ring();
        });
        live
    }

    /// Takes away what nobody can read any more.
    pub fn forget(self: &Arc<Directory>, live: &Arc<Live>, batch: &mut Batch) {
        batch.delete(STREAMS, &live.name.key());
        batch.delete_prefix_later(RECORDS, &(live.record.read().id,));
        let (directory, gone) = (self.clone(), live.clone());
        batch.on_commit(move || drop(directory.streams.write().remove(&gone.name)));
    }
}

fn named(name: &TableName<'_>, label: String) -> StreamName {
    let [account, region, table] = [name.account, name.region, name.name].map(str::to_owned);
    StreamName { account, region, table, label }
}

impl Table {
    /// The latest stream that it had, also if that is off.
    pub fn latest_stream_arn(&self) -> Option<String> {
        let stream = self.record.settings.stream.as_ref()?;
        Some(format!("{}/stream/{}", self.arn(), stream.label))
    }
}
