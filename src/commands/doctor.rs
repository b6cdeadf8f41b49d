//! statebox doctor: what serve would miss on this machine. Needs no running server.

use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::{Value, json};

use super::output;
use crate::cli;
use crate::config::default_data_dir;
use crate::exit::Exit;
use crate::stores::redis;
use crate::supervisor::ground;

/// One thing looked at.
struct Finding {
    what: &'static str,
    is_good: bool,
    says: String,
}

pub fn run(arguments: cli::Doctor, as_json: bool) -> Result<(), Exit> {
    let data_dir = match arguments.data_dir {
        Some(folder) => folder,
        None => default_data_dir()?,
    };
    let findings = [
        binary("redis-server", arguments.binaries.redis_server, "--redis-server", "redis", redis::will_do),
        binary("mongod", arguments.binaries.mongod, "--mongod", "mongodb", |_| Ok(())),
        data_directory(&data_dir),
        open_files(),
    ];
    if as_json {
        let list: Vec<Value> = findings
            .iter()
            .map(|finding| json!({ "what": finding.what, "good": finding.is_good, "says": finding.says }))
            .collect();
        output::json(&Value::from(list));
    } else {
        let rows: Vec<Vec<String>> = findings
            .iter()
            .map(|finding| {
                let mark = if finding.is_good { "ok" } else { "FAILED" };
                vec![mark.to_owned(), finding.what.to_owned(), finding.says.clone()]
            })
            .collect();
        output::print(format_args!("{}", output::table(&rows)));
    }
    match findings.iter().filter(|finding| !finding.is_good).count() {
        0 => Ok(()),
        count => Err(Exit::failed(format!("{count} of {} checks failed", findings.len()))),
    }
}

fn binary(
    name: &'static str,
    given: Option<PathBuf>,
    option: &str,
    store: &str,
    will_do: impl Fn(&Path) -> Result<(), String>,
) -> Finding {
    let path = given.unwrap_or_else(|| ground::found(name).unwrap_or_else(|| PathBuf::from(name)));
    match Command::new(&path).arg("--version").output() {
        Ok(printed) if printed.status.success() => match will_do(&path) {
            Ok(()) => {
                let text = String::from_utf8_lossy(&printed.stdout);
                Finding { what: name, is_good: true, says: text.lines().next().unwrap_or("").to_owned() }
            }
            Err(says) => Finding { what: name, is_good: false, says },
        },
        Ok(printed) => Finding {
            what: name,
            is_good: false,
            says: format!("{} does not run: {}", path.display(), String::from_utf8_lossy(&printed.stderr).trim()),
        },
        Err(error) => Finding {
            what: name,
            is_good: false,
            says: format!(
                "{} cannot be started: {error}. Install it, name it with {option} PATH, or leave {store} out of --services.",
                path.display()
            ),
        },
    }
}

fn data_directory(folder: &Path) -> Finding {
    let what = "data directory";
    let existing = folder.ancestors().find(|ancestor| ancestor.exists()).unwrap_or(Path::new("/"));
    match rustix::fs::access(existing, rustix::fs::Access::WRITE_OK | rustix::fs::Access::EXEC_OK) {
        Ok(()) => {
            let free = rustix::fs::statvfs(existing).map(|fs| output::size(fs.f_bavail * fs.f_frsize));
            Finding {
                what,
                is_good: true,
                says: format!("{}, {} free", folder.display(), free.unwrap_or_else(|_| "unknown space".into())),
            }
        }
        Err(error) => Finding {
            what,
            is_good: false,
            says: format!("{} is not writable: {error}. Choose another with --data-dir.", existing.display()),
        },
    }
}

fn open_files() -> Finding {
    let limit = rustix::process::getrlimit(rustix::process::Resource::Nofile);
    let hard = limit.maximum.unwrap_or(u64::MAX);
    Finding {
        what: "open files",
        is_good: hard >= 1024,
        says: match limit.maximum {
            Some(maximum) => format!("up to {maximum}; each connection takes one"),
            None => "no limit".to_owned(),
        },
    }
}
