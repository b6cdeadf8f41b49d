//! Looking through tables: every block is read, and RocksDB compares its checksum.

use std::collections::BTreeSet;
use std::path::Path;

use keyspace::Family;
use rocksdb::{DB, Error};

use crate::Settings;
use crate::options::for_reading;

/// Opens the store for reading only, which changes no file, and reads all that lies in these tables.
pub(crate) fn look_through(dir: &Path, names: &BTreeSet<String>, settings: &Settings) -> Result<(), Error> {
    let options = settings.for_database();
    let db = DB::open_cf_for_read_only(&options, dir, Family::ALL.map(Family::name), false)?;
    for family in Family::ALL {
        let mut stretches: Vec<(Vec<u8>, Vec<u8>)> = db
            .live_files()?
            .into_iter()
            .filter(|file| {
                file.column_family_name == family.name() && names.contains(file.name.trim_start_matches('/'))
            })
            .filter_map(|file| Some((file.start_key?, file.end_key?)))
            .collect();
        stretches.sort();
        read_through(&db, family, joined(stretches))?;
    }
    Ok(())
}

fn read_through(db: &DB, family: Family, stretches: Vec<(Vec<u8>, Vec<u8>)>) -> Result<(), Error> {
    let handle = db.cf_handle(family.name()).expect("every family was opened");
    for (from, to) in stretches {
        let mut options = for_reading();
        options.fill_cache(false);
        options.set_readahead_size(1 << 20);
        options.set_iterate_lower_bound(from);
        options.set_iterate_upper_bound([&to[..], &[0]].concat());
        let mut iterator = db.raw_iterator_cf_opt(handle, options);
        iterator.seek_to_first();
        while iterator.valid() {
            iterator.next();
        }
        iterator.status()?;
    }
    Ok(())
}

/// Sorted stretches, those that overlap as one.
fn joined(stretches: Vec<(Vec<u8>, Vec<u8>)>) -> Vec<(Vec<u8>, Vec<u8>)> {
    let mut joined: Vec<(Vec<u8>, Vec<u8>)> = Vec::new();
    for (from, to) in stretches {
        match joined.last_mut() {
            Some(last) if from <= last.1 => last.1 = to.max(std::mem::take(&mut last.1)),
            _ => joined.push((from, to)),
        }
    }
    joined
}
