//! Looking through tables: blocks are read, and RocksDB compares their checksums.

use std::path::Path;

use keyspace::Family;
use rocksdb::{DB, Error, LiveFile, Options};

use crate::options::for_reading;

/// Opens the store for reading only, which changes no file, and reads what lies in these tables, in this order, until so many bytes of
/// keys and values were seen.
///
/// RocksDB reads by keys, so what lies in other tables at the same keys is read along, and counts.
pub(crate) fn look_through(dir: &Path, names: &[&str], bytes_max: u64, options: &Options) -> Result<(), Error> {
    let db = DB::open_cf_for_read_only(options, dir, Family::ALL.map(Family::name), false)?;
    let live = db.live_files()?;
    let mut left = bytes_max;
    let mut done: Vec<&LiveFile> = Vec::new();
    for name in names {
        let Some(table) = live.iter().find(|file| file.name.trim_start_matches('/') == *name) else { continue };
        if done.iter().any(|done| covers(done, table)) {
            continue;
        }
        read_through(&db, table, &mut left)?;
        if left == 0 {
            break;
        }
        done.push(table);
    }
    Ok(())
}

fn covers(wide: &LiveFile, narrow: &LiveFile) -> bool {
    wide.column_family_name == narrow.column_family_name
        && wide.start_key <= narrow.start_key
        && wide.end_key >= narrow.end_key
}

fn read_through(db: &DB, table: &LiveFile, left: &mut u64) -> Result<(), Error> {
    let (Some(handle), Some(from), Some(to)) =
        (db.cf_handle(&table.column_family_name), &table.start_key, &table.end_key)
    else {
        return Ok(());
    };
    let mut options = for_reading();
    options.fill_cache(false);
    options.set_readahead_size(1 << 20);
    options.set_iterate_lower_bound(&from[..]);
    options.set_iterate_upper_bound([&to[..], &[0]].concat());
    let mut iterator = db.raw_iterator_cf_opt(handle, options);
    iterator.seek_to_first();
    while let Some((key, value)) = iterator.item()
        && *left > 0
    {
        *left = left.saturating_sub((key.len() + value.len()) as u64);
        iterator.next();
    }
    iterator.status()
}

#[cfg(test)]
mod tests {
    use std::fs;

    use keyspace::{Engine, Pace, Writes};

    use super::*;
    use crate::{Durability, Rocks, Settings, Shared};

    /// A folder with two tables of about 100 KB each, and their names, the older first.
    fn two_tables() -> (tempfile::TempDir, [String; 2]) {
        let temp = tempfile::TempDir::new().unwrap();
        let settings = Settings { durability: Durability::None, ..Settings::default() };
        let rocks = Rocks::create(&temp.path().join("emulators"), &settings).unwrap();
        for table in [b'a', b'b'] {
            let mut writes = Writes::new();
            for number in 0..1_000u16 {
                let key = [&[table], &number.to_be_bytes()[..]].concat();
                writes.put(Family::DynamoDb, |out| out.extend(&key), |out| out.extend([key[2]; 100]));
            }
            rocks.write(&writes, Pace::Patient).unwrap();
            rocks.settle(Family::DynamoDb).unwrap();
        }
        drop(rocks);
        let names = fs::read_dir(temp.path().join("emulators")).unwrap();
        let mut names: Vec<_> = names.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
        names.retain(|name| name.ends_with(".sst"));
        names.sort();
        (temp, names.try_into().unwrap())
    }

    #[test]
    fn the_first_tables_are_read_and_no_more_than_was_asked_for() {
        let (temp, [older, younger]) = two_tables();
        let dir = temp.path().join("emulators");
        let settings = Settings::default();
        let options = settings.for_database(&Shared::new(&settings), 100);
        let looked = |bytes_max| look_through(&dir, &[&younger, &older], bytes_max, &options);
        let damaged = |name: &str| {
            let whole = fs::read(dir.join(name)).unwrap();
            let mut bytes = whole.clone();
            bytes[100] ^= 1;
            fs::write(dir.join(name), bytes).unwrap();
            whole
        };
        looked(1 << 20).unwrap();

        let whole = damaged(&older);
        looked(50_000).unwrap();
        assert!(looked(1 << 20).is_err());
        fs::write(dir.join(&older), whole).unwrap();

        damaged(&younger);
        assert!(looked(50_000).is_err());
    }
}
