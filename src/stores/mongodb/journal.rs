//! The journal: what was acknowledged since the last checkpoint. mongod starts without it as if nothing had been.
//!
//! What a kill at any instant leaves, read from WiredTiger's sources (`log.c`, `conn_log.c`, `meta_turtle.c` of mongodb-6.0.5): a file gets its
//! name when it has its header and its whole length; a start makes the next file before it cuts the ones before behind their last record; files
//! that lie before the last checkpoint are removed in no order.

use std::fs;
use std::path::{Path, PathBuf};

use super::files::{Damage, has_magic};

pub const FOLDER: &str = "journal";

/// `file_max` of the journal. mongod allocates this much at once, so that the newest file is never shorter.
pub const FILE_BYTES: u64 = 8 << 20;

/// WiredTiger's `WT_LOG_MAGIC`, as it lies in a file behind the header of the first record.
const MAGIC: [u8; 4] = 0x0010_1064_u32.to_le_bytes();
const MAGIC_AT: usize = 16;

/// `turtle` is the text of `WiredTiger.turtle`, if it counts.
pub fn check(mongodb: &Path, files: &[String], turtle: Option<&[u8]>) -> Result<(), Damage> {
    let number = |file: &String| file.strip_prefix("journal/WiredTigerLog.")?.parse::<u64>().ok();
    let numbers: Vec<u64> = files.iter().filter_map(number).collect();
    let Some(&newest) = numbers.last() else {
        return Err((mongodb.join(FOLDER), "holds no WiredTigerLog file".to_owned()));
    };
    let path = |number: u64| -> PathBuf { mongodb.join(FOLDER).join(format!("WiredTigerLog.{number:010}")) };
    // Without a word about a checkpoint only the newest is known to be needed.
    let oldest_needed = turtle.map_or(newest, |text| first_after_checkpoint(text).unwrap_or(0));
    let needed: Vec<u64> = numbers.into_iter().filter(|number| *number >= oldest_needed).collect();
    if let Some(gap) = needed.windows(2).find(|pair| pair[0] + 1 != pair[1]) {
        return Err((path(gap[0] + 1), "is missing".to_owned()));
    }
    match needed.first() {
        Some(&first) if first > oldest_needed && oldest_needed > 0 => {
            return Err((path(oldest_needed), "is missing".to_owned()));
        }
        None => return Err((path(oldest_needed), "is missing".to_owned())),
        _ => {}
    }
    for number in needed {
        has_magic(&path(number), MAGIC_AT, MAGIC)?;
    }
    let size = fs::metadata(path(newest)).map(|metadata| metadata.len()).unwrap_or(0);
    match size < FILE_BYTES {
        true => Err((path(newest), format!("has {size} bytes, and mongod makes them {FILE_BYTES} long"))),
        false => Ok(()),
    }
}

/// Of `…,checkpoint_lsn=(2,15744)…` it is 2: recovery reads that file and those that follow.
fn first_after_checkpoint(turtle: &[u8]) -> Option<u64> {
    let text = String::from_utf8_lossy(turtle);
    let (_, numbers) = text.rsplit_once("checkpoint_lsn=(")?;
    // Of a table without a log it is the largest number that there is.
    numbers.split(',').next()?.parse().ok().filter(|number| *number < u64::from(u32::MAX))
}

#[cfg(test)]
pub mod tests {
    use super::*;

    const CHECKPOINT_IN_5: &[u8] = b"checkpoint_backup_info=,checkpoint_lsn=(5,15744)\n";

    struct Folder(tempfile::TempDir);

    /// A file with a header, as far as it reaches.
    pub fn write(mongodb: &Path, number: u64, size: u64) {
        let path = mongodb.join(FOLDER).join(format!("WiredTigerLog.{number:010}"));
        let header: Vec<u8> = [[0; MAGIC_AT].as_slice(), &MAGIC].concat();
        fs::write(&path, &header[..header.len().min(size as usize)]).unwrap();
        fs::File::options().write(true).open(&path).unwrap().set_len(size).unwrap();
    }

    impl Folder {
        fn with(sizes: &[(u64, u64)]) -> Folder {
            let folder = Folder(tempfile::tempdir().unwrap());
            fs::create_dir(folder.0.path().join(FOLDER)).unwrap();
            sizes.iter().for_each(|(number, size)| write(folder.0.path(), *number, *size));
            folder
        }

        fn check(&self, turtle: Option<&[u8]>) -> Result<(), String> {
            let files = super::super::files::list(self.0.path()).unwrap();
            check(self.0.path(), &files, turtle)
                .map_err(|(path, what)| format!("{} {what}", path.file_name().unwrap().to_str().unwrap()))
        }
    }

    #[test]
    fn what_a_kill_at_any_instant_leaves_is_no_damage() {
        for sizes in [
            // In full swing, with files that are kept for a while.
            vec![(4, FILE_BYTES), (5, FILE_BYTES), (6, FILE_BYTES)],
            // Old ones were being removed.
            vec![(1, FILE_BYTES), (3, FILE_BYTES), (5, FILE_BYTES)],
            // A start had cut those before behind their records, down to the header of the log.
            vec![(5, 15_872), (6, 256), (7, FILE_BYTES)],
            // The log had ended with the header of an old one.
            vec![(3, 0), (5, FILE_BYTES)],
        ] {
            assert_eq!(Folder::with(&sizes).check(Some(CHECKPOINT_IN_5)), Ok(()), "{sizes:?}");
        }
        let drafts = Folder::with(&[(5, FILE_BYTES)]);
        for draft in ["WiredTigerTmplog.0000000003", "WiredTigerPreplog.0000000001"] {
            fs::write(drafts.0.path().join(FOLDER).join(draft), "").unwrap();
        }
        assert_eq!(drafts.check(Some(CHECKPOINT_IN_5)), Ok(()));
    }

    #[test]
    fn what_would_lose_acknowledged_writes_is_refused_by_name() {
        for (sizes, refusal) in [
            (vec![], "journal holds no WiredTigerLog file".to_owned()),
            (vec![(4, FILE_BYTES)], "WiredTigerLog.0000000005 is missing".to_owned()),
            (vec![(4, FILE_BYTES), (6, FILE_BYTES)], "WiredTigerLog.0000000005 is missing".to_owned()),
            (vec![(5, FILE_BYTES), (7, FILE_BYTES)], "WiredTigerLog.0000000006 is missing".to_owned()),
            (vec![(5, 0), (6, FILE_BYTES)], "WiredTigerLog.0000000005 does not begin as such a file does".to_owned()),
            (
                vec![(5, FILE_BYTES), (6, 512)],
                "WiredTigerLog.0000000006 has 512 bytes, and mongod makes them 8388608 long".to_owned(),
            ),
        ] {
            assert_eq!(Folder::with(&sizes).check(Some(CHECKPOINT_IN_5)), Err(refusal));
        }
    }

    #[test]
    fn without_a_word_about_a_checkpoint_only_the_newest_is_looked_at() {
        let gap = Folder::with(&[(1, 0), (3, FILE_BYTES)]);
        assert_eq!(gap.check(None), Ok(()));
        let short = Folder::with(&[(1, FILE_BYTES), (2, 512)]);
        assert!(short.check(None).unwrap_err().starts_with("WiredTigerLog.0000000002 has 512 bytes"));
    }

    #[test]
    fn the_checkpoint_is_where_the_turtle_says() {
        assert_eq!(first_after_checkpoint(CHECKPOINT_IN_5), Some(5));
        assert_eq!(first_after_checkpoint(b"checkpoint_lsn=(4294967295,2147483647)"), None);
        assert_eq!(first_after_checkpoint(b""), None);
    }
}
