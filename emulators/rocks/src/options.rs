//! What RocksDB is told: durability, memory, files, threads.

use keyspace::Family;
use rocksdb::{
    BlockBasedOptions, DBCompressionType, DBRecoveryMode, InfoLogger, LogLevel, Options, ReadOptions, WriteOptions,
};

use crate::Shared;

/// What an acknowledged write survives.
#[derive(Copy, Clone, Debug, Default, PartialEq, Eq)]
pub enum Durability {
    /// The end of the process, by kill -9 too: the log is written, not synced.
    #[default]
    Process,
    /// A loss of power: the log is synced, for all batches of a commit group at once.
    Power,
    /// Nothing: there is no log. For a directory that is removed at exit.
    None,
}

/// The budgets among them (`cache_bytes`, `memtables_bytes`, `open_files_max`) are those of a [`Shared`]: a store that is opened with one
/// has no others. The defaults are for a service; tests make everything tiny, so that flushes and compactions happen all the time.
#[derive(Copy, Clone, Debug)]
pub struct Settings {
    /// What an acknowledged write survives.
    pub durability: Durability,
    /// Budget for blocks of tables, their indexes and filters, of all families.
    pub cache_bytes: usize,
    /// Of one family. Small, because old versions of a key are passed over by every scan until they are flushed away.
    pub memtable_bytes: usize,
    /// Budget of all families together; past it they are flushed. Where the disk does not keep up it may be more: writers wait only when
    /// four of one family are full.
    pub memtables_bytes: usize,
    /// A table is about as large as this.
    pub table_bytes: u64,
    /// Budget of tables that are kept open. The first store gets half of it.
    pub open_files_max: i32,
    /// Flushes and compactions at the same time.
    pub background_jobs: i32,
}

impl Default for Settings {
    fn default() -> Settings {
        Settings {
            durability: Durability::Process,
            cache_bytes: 64 << 20,
            memtable_bytes: 8 << 20,
            memtables_bytes: 32 << 20,
            table_bytes: 16 << 20,
            open_files_max: 768,
            background_jobs: 2,
        }
    }
}

impl Settings {
    /// Flushes and compacts all the time.
    pub fn tiny() -> Settings {
        Settings {
            memtable_bytes: 64 << 10,
            memtables_bytes: 256 << 10,
            table_bytes: 32 << 10,
            cache_bytes: 1 << 20,
            ..Settings::default()
        }
    }

    pub(crate) fn for_database(&self, shared: &Shared, open_files: i32) -> Options {
        let mut options = self.for_family(&table_options(shared));
        // Incomplete records at the end are what a crash leaves; anything else wrong with the log must not be passed over.
        options.set_wal_recovery_mode(DBRecoveryMode::TolerateCorruptedTailRecords);
        options.set_paranoid_checks(true);
        options.set_write_buffer_manager(&shared.write_buffers);
        options.set_max_total_wal_size(4 * self.memtable_bytes as u64);
        options.set_max_open_files(open_files);
        options.set_table_cache_num_shard_bits(table_cache_shard_bits(open_files));
        // By default sixteen threads are made and ended at every open, also for nothing.
        options.set_max_file_opening_threads(2);
        options.set_max_background_jobs(self.background_jobs);
        options.set_bytes_per_sync(1 << 20);
        options.set_avoid_unnecessary_blocking_io(true);
        options.set_max_manifest_file_size(4 << 20);
        // There is one writer at a time: the commit queue's leader.
        options.set_allow_concurrent_memtable_write(false);
        options.set_enable_write_thread_adaptive_yield(false);
        options.set_stats_dump_period_sec(0);
        options.set_stats_persist_period_sec(0);
        options.set_skip_stats_update_on_db_open(true);
        options.set_atomic_flush(self.durability == Durability::None);
        // Into our own log and no files: an open that is refused leaves no trace.
        options.set_info_logger(InfoLogger::new_callback_logger(LogLevel::Warn, |level, message| match level {
            LogLevel::Error | LogLevel::Fatal => tracing::error!(target: "rocksdb", "{}", message.trim()),
            _ => tracing::warn!(target: "rocksdb", "{}", message.trim()),
        }));
        options
    }

    /// The options of each family, by its name.
    pub(crate) fn for_families(&self, shared: &Shared) -> impl Fn(&str) -> Options {
        let options = self.for_family(&table_options(shared));
        move |name| {
            let mut options = options.clone();
            if name == Family::Kinesis.name() {
                for_appended_data(&mut options);
            }
            if name == Family::Sqs.name() {
                for_queues(&mut options);
            }
            options
        }
    }

    fn for_family(&self, tables: &BlockBasedOptions) -> Options {
        let mut options = Options::default();
        options.set_block_based_table_factory(tables);
        options.set_write_buffer_size(self.memtable_bytes);
        options.set_max_write_buffer_number(4);
        options.set_target_file_size_base(self.table_bytes);
        options.set_max_bytes_for_level_base(4 * self.table_bytes);
        // Each file at level 0 is one more place where a scan has to seek: with two instead of four, a scan of 16 costs half
        // (`examples/cost.rs`), and puts no more that could be measured.
        options.set_level_zero_file_num_compaction_trigger(2);
        options.set_compression_type(DBCompressionType::Lz4);
        options
    }

    pub(crate) fn for_writing(&self, no_slowdown: bool) -> WriteOptions {
        let mut options = WriteOptions::default();
        options.set_no_slowdown(no_slowdown);
        match self.durability {
            Durability::Process => {}
            Durability::Power => options.set_sync(true),
            Durability::None => options.disable_wal(true),
        }
        options
    }
}

fn table_options(shared: &Shared) -> BlockBasedOptions {
    let mut tables = BlockBasedOptions::default();
    tables.set_block_cache(&shared.cache);
    tables.set_bloom_filter(10.0, false);
    tables.set_cache_index_and_filter_blocks(true);
    tables.set_cache_index_and_filter_blocks_with_high_priority(true);
    tables.set_pin_l0_filter_and_index_blocks_in_cache(true);
    tables
}

/// Records are written once, in order, and read in long runs: a scan that seeks in a few more files costs nothing beside the
/// records, but each rewrite of a file costs every put. Measured with records of 1 KiB at 64 connections: 15 % of a put's CPU.
fn for_appended_data(options: &mut Options) {
    options.set_level_zero_file_num_compaction_trigger(8);
    // What is young is rewritten soon, and what is sent is often packed already.
    let (young, old) = (DBCompressionType::None, DBCompressionType::Lz4);
    options.set_compression_per_level(&[young, young, old, old, old, old, old]);
}

/// Of so many keys in a row in a table half are deleted: the table is compacted soon, though nothing else calls for it. More than one flush brings
/// along: each of them is little but deletes, and a compaction for each would rewrite the whole next level every time.
const DELETED_WINDOW: usize = 128 << 10;

/// Messages come and go in order, so what is deleted lies in front of what is alive, and whoever walks from the front walks over it
/// until it is compacted: some hundred thousand deletes, which few do, and once.
///
/// A flush spans all tables of the family, so a compaction of level 0 rewrites all of level 1. With ten million messages in the store a cycle cost
/// twice what it cost in an empty one when that was done for every second flush. What is young is rewritten soon, so it is not packed.
fn for_queues(options: &mut Options) {
    options.set_level_zero_file_num_compaction_trigger(8);
    let (young, old) = (DBCompressionType::None, DBCompressionType::Lz4);
    options.set_compression_per_level(&[young, young, old, old, old, old, old]);
    options.add_compact_on_deletion_collector_factory(DELETED_WINDOW, DELETED_WINDOW / 2, 0.0);
}

pub(crate) fn for_reading() -> ReadOptions {
    ReadOptions::default()
}

/// RocksDB divides its cache of open tables by hash and rounds each part up: by default 64 parts, hence 128 tables where 70 are allowed. Parts
/// of at least 16 tables exceed the budget by less than a tenth, and there is still room for threads that open tables at the same time.
fn table_cache_shard_bits(open_files: i32) -> i32 {
    (open_files.max(16) / 16).ilog2().min(4) as i32
}
