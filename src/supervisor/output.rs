//! What a child says: the last lines in memory, all of it in a log file that does not grow for ever.

use std::collections::VecDeque;
use std::fs::{self, File, OpenOptions};
use std::io::{self, BufRead, BufReader, Read, Write};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};

const LINES_KEPT: usize = 40;
const LINE_BYTES_KEPT: usize = 4096;
/// A log that is longer is put aside as `NAME.log.1`, in the place of the one before.
const LOG_BYTES_MAX: u64 = 16 << 20;

/// The last lines, shared between the reader and whoever wants to tell them.
#[derive(Clone, Default, Debug)]
pub struct LastLines(Arc<Mutex<VecDeque<String>>>);

impl LastLines {
    fn push(&self, line: String) {
        let mut lines = self.0.lock().expect("nobody panics with the lines in hand");
        if lines.len() == LINES_KEPT {
            lines.pop_front();
        }
        lines.push_back(line);
    }

    pub fn all(&self) -> Vec<String> {
        self.0.lock().expect("nobody panics with the lines in hand").iter().cloned().collect()
    }
}

/// Opened before the child is started, so that an unwritable directory is found out in time.
pub struct Log {
    path: PathBuf,
    file: File,
    bytes: u64,
}

impl Log {
    pub fn open(path: &Path) -> io::Result<Log> {
        let file = OpenOptions::new().create(true).append(true).open(path)?;
        let bytes = file.metadata()?.len();
        Ok(Log { path: path.to_owned(), file, bytes })
    }

    // A log that cannot be written (a full disk) must not stop the child: its lines are then only in memory.
    fn write(&mut self, line: &[u8]) {
        if self.bytes > LOG_BYTES_MAX {
            let _ = fs::rename(&self.path, self.path.with_extension("log.1"));
            if let Ok(fresh) = Log::open(&self.path) {
                *self = fresh;
            }
        }
        if self.file.write_all(line).is_ok() {
            self.bytes += line.len() as u64;
        }
    }
}

/// Reads until the last writer has closed its end.
pub fn read(from: impl Read, mut log: Log, lines: &LastLines) {
    let mut from = BufReader::new(from);
    let mut line = Vec::new();
    loop {
        line.clear();
        match (&mut from).take(64 << 10).read_until(b'\n', &mut line) {
            Ok(0) | Err(_) => return,
            Ok(_) => {}
        }
        log.write(&line);
        let text = String::from_utf8_lossy(&line);
        let text = text.trim_end();
        if !text.is_empty() {
            lines.push(text.chars().take(LINE_BYTES_KEPT).collect());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_lines_are_kept_and_all_go_to_the_log() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("x.log");
        let said: String = (0..100).map(|n| format!("line {n}\n")).collect();
        let lines = LastLines::default();
        read(said.as_bytes(), Log::open(&path).unwrap(), &lines);
        assert_eq!(lines.all().len(), LINES_KEPT);
        assert_eq!(lines.all().last().unwrap(), "line 99");
        assert_eq!(fs::read_to_string(&path).unwrap(), said);
    }
}
