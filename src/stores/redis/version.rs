//! Which servers will do, and which of them reads which RDB.
//!
//! Before 7.0 the append-only file is one file, which a rewrite replaces: nothing tells a whole one from one that lost its end, and an import
//! starts empty, since `appendonlydir/` is not looked at. All Valkey servers came later.
//!
//! Redis up to 6.2 writes RDB version 9, 7.0 writes 10, 7.2 writes 11, 7.4 and later 12 or more; Valkey 7.2 and 8 write 11, Valkey 9 writes 80.
//! A newer version does not load in an older server, and from 12 on neither of the two reads the other's.

use std::fmt;
use std::path::Path;

use crate::supervisor::ground::Names;
use crate::supervisor::launch;

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Version {
    /// `redis-server` or `valkey-server`.
    pub engine: String,
    /// `7.0.15`.
    pub number: String,
}

impl Version {
    /// Asks the program.
    pub fn of(program: &Path) -> Result<Version, String> {
        let shown = program.display();
        let output = launch::answer(program, &["--version"]);
        let output = output.map_err(|error| format!("{shown} --version could not be run: {error}"))?;
        let text = String::from_utf8_lossy(&output.stdout);
        Version::parse(&text).ok_or_else(|| format!("{shown} --version said {:?}, which is not a version", text.trim()))
    }

    /// `Redis server v=7.0.15 sha=00000000:0 malloc=jemalloc-5.3.0 bits=64 build=…`
    fn parse(text: &str) -> Option<Version> {
        let number = text.split_whitespace().find_map(|word| word.strip_prefix("v="))?;
        let engine = if text.to_ascii_lowercase().starts_with("valkey") { "valkey-server" } else { "redis-server" };
        Some(Version { engine: engine.to_owned(), number: number.to_owned() })
    }

    fn release(&self) -> (u32, u32) {
        let mut parts = self.number.split('.').map(|part| part.parse().unwrap_or(0));
        (parts.next().unwrap_or(0), parts.next().unwrap_or(0))
    }

    fn reads(&self, rdb: u32) -> bool {
        match (self.engine.as_str(), self.release()) {
            ("valkey-server", (..9, _)) => rdb <= 11,
            ("valkey-server", _) => rdb <= 11 || rdb >= 80,
            (_, (..7, _)) => rdb <= 9,
            (_, (7, 0..2)) => rdb <= 10,
            (_, (7, 2..4)) => rdb <= 11,
            // What newer servers write beyond 12 is left to the trial start.
            _ => rdb < 80,
        }
    }
}

impl fmt::Display for Version {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.engine, self.number)
    }
}

/// Refuses a server that would not find its data where we keep it.
pub fn will_do(installed: &Version, names: &Names) -> Result<(), String> {
    if installed.engine == "valkey-server" || installed.release() >= (7, 0) {
        return Ok(());
    }
    Err(format!(
        "{installed} is too old: statebox keeps Redis' data in the append-only files that 7.0 brought. Install {} 7.0 or newer, or any Valkey, \
         and name it with {} PATH or {}, or {}",
        names.program,
        names.program_flag,
        names.program_variable,
        names.without()
    ))
}

/// Refuses an RDB that begins with `magic` (`REDIS0010`) and was written by `writer`.
pub fn check(installed: &Version, writer: &Version, magic: &str) -> Result<(), String> {
    let rdb = magic.trim_start_matches(|letter: char| !letter.is_ascii_digit()).parse::<u32>();
    let rdb = rdb.map_err(|_| format!("the archive's Redis part begins with {magic:?}, which is not an RDB file"))?;
    if installed.reads(rdb) {
        return Ok(());
    }
    Err(format!(
        "the archive's Redis part was written by {writer} as RDB version {rdb}, which the installed {installed} cannot read: \
         name a server that can ({}) with --redis-server PATH, or leave redis out",
        match rdb {
            80.. => "valkey-server 9 or newer",
            12.. => "redis-server 7.4 or newer",
            11 => "redis-server or valkey-server 7.2 or newer",
            10 => "redis-server 7.0 or newer, or any valkey-server",
            _ => "redis-server 5 or newer",
        }
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn version(engine: &str, number: &str) -> Version {
        Version { engine: engine.to_owned(), number: number.to_owned() }
    }

    #[test]
    fn versions_are_read_from_what_the_program_says() {
        let debian = "Redis server v=7.0.15 sha=00000000:0 malloc=jemalloc-5.3.0 bits=64 build=ae4d7c971a948f0\n";
        assert_eq!(Version::parse(debian), Some(version("redis-server", "7.0.15")));
        assert_eq!(Version::parse("Valkey server v=8.1.0 sha=0"), Some(version("valkey-server", "8.1.0")));
        assert_eq!(Version::parse("command not found"), None);
    }

    #[test]
    fn a_server_that_would_not_find_its_data_is_refused() {
        let refused = |engine, number| will_do(&version(engine, number), &super::super::server::NAMES).err();
        let refusal = refused("redis-server", "6.2.14").unwrap();
        assert!(refusal.starts_with("redis-server 6.2.14 is too old"), "{refusal}");
        assert!(refusal.contains("--redis-server PATH") && refusal.contains("leave redis out"), "{refusal}");
        for (engine, number) in [("redis-server", "7.0.0"), ("redis-server", "10.1.0"), ("valkey-server", "7.2.5")] {
            assert_eq!(refused(engine, number), None);
        }
    }

    #[test]
    fn only_what_is_readable_is_accepted() {
        #[rustfmt::skip]
        let table = [
            ("redis-server", "6.2.0",  9, true),  ("redis-server", "6.2.0", 10, false),
            ("redis-server", "7.0.15", 10, true), ("redis-server", "7.0.15", 11, false),
            ("redis-server", "7.2.4",  11, true), ("redis-server", "7.2.4", 12, false),
            ("redis-server", "8.0.0",  12, true), ("redis-server", "8.0.0", 80, false),
            ("valkey-server", "8.0.1", 11, true), ("valkey-server", "8.0.1", 12, false),
            ("valkey-server", "9.0.0", 80, true), ("valkey-server", "9.0.0", 12, false),
        ];
        for (engine, number, rdb, readable) in table {
            assert_eq!(version(engine, number).reads(rdb), readable, "{engine} {number} on RDB {rdb}");
        }
    }

    #[test]
    fn a_refusal_names_the_versions() {
        let refusal =
            check(&version("redis-server", "7.0.15"), &version("redis-server", "7.4.1"), "REDIS0012").unwrap_err();
        assert!(refusal.contains("redis-server 7.4.1 as RDB version 12"), "{refusal}");
        assert!(refusal.contains("the installed redis-server 7.0.15"), "{refusal}");
        assert!(check(&version("redis-server", "7.0.15"), &version("redis-server", "7.0.15"), "garbage!!").is_err());
    }
}
