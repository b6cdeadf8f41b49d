//! What must be true before a server can be started on the ground: its program, its port, its folder. Each complaint says how to mend it.

use std::env;
use std::fs::{self, File};
use std::io;
use std::net::{IpAddr, Ipv4Addr, SocketAddr, TcpListener};
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::time::Duration;

use tokio::time::{Instant, sleep};

/// A server of a statebox that was just killed, on another data directory, may need a moment to go.
const PORT_PATIENCE: Duration = Duration::from_secs(3);
const LOOK_EVERY: Duration = Duration::from_millis(20);

/// How one kind of server is named and configured.
#[derive(Clone, Copy, Debug)]
pub struct Names {
    /// As in `--services`.
    pub store: &'static str,
    pub program: &'static str,
    pub program_flag: &'static str,
    pub program_variable: &'static str,
    pub port_flag: &'static str,
    /// How to get the program.
    pub get_it: &'static str,
}

impl Names {
    /// What helps when this kind of server is not wanted anyway.
    pub fn without(&self) -> String {
        format!("leave {} out of --services", self.store)
    }
}

/// The program as named, or found on `PATH`.
pub fn program(named: Option<&Path>, names: &Names) -> Result<PathBuf, String> {
    let found = match named {
        Some(path) if path.components().count() > 1 => is_program(path).then(|| path.to_owned()),
        named => {
            let name = named.unwrap_or(Path::new(names.program));
            on_path(name).or_else(|| named.is_none().then(|| kept(name)).flatten())
        }
    };
    found.ok_or_else(|| {
        let missing = match named {
            Some(path) => format!("{} is not a program that can be run", path.display()),
            None => format!("{} is not on PATH", names.program),
        };
        let Names { get_it, program_flag, program_variable, .. } = names;
        format!("{missing}: {get_it}, name it with {program_flag} PATH or {program_variable}, or {}", names.without())
    })
}

/// A program by its name alone, where `serve` looks for it.
pub fn found(name: &str) -> Option<PathBuf> {
    on_path(Path::new(name)).or_else(|| kept(Path::new(name)))
}

fn is_program(path: &Path) -> bool {
    path.metadata().is_ok_and(|it| it.is_file() && it.permissions().mode() & 0o111 != 0)
}

fn on_path(name: &Path) -> Option<PathBuf> {
    let path = env::var_os("PATH").unwrap_or_default();
    env::split_paths(&path).map(|folder| folder.join(name)).find(|path| is_program(path))
}

/// What `./run` fetched (packaging/setup.sh): `~/.cache/statebox/mongod/6.0.5/mongod`, the newest of several.
fn kept(name: &Path) -> Option<PathBuf> {
    let set = |variable| env::var_os(variable).filter(|value| !value.is_empty()).map(PathBuf::from);
    let cache = set("STATEBOX_CACHE").or_else(|| {
        let folder = set("XDG_CACHE_HOME").or_else(|| Some(set("HOME")?.join(".cache")))?;
        Some(folder.join("statebox"))
    })?;
    let versions = fs::read_dir(cache.join(name)).ok()?.flatten();
    let mut programs: Vec<_> =
        versions.map(|version| version.path().join(name)).filter(|path| is_program(path)).collect();
    programs.sort();
    programs.pop()
}

/// Waits a moment for the port to become free.
pub async fn port(host: IpAddr, port: u16, names: &Names) -> Result<(), String> {
    let end = Instant::now() + PORT_PATIENCE;
    loop {
        let Err(error) = TcpListener::bind(SocketAddr::new(host, port)) else { return Ok(()) };
        let Names { store, port_flag, .. } = names;
        let without = names.without();
        match error.kind() {
            io::ErrorKind::AddrInUse if Instant::now() < end => sleep(LOOK_EVERY).await,
            io::ErrorKind::AddrInUse => {
                return Err(format!(
                    "port {port} of {host} is taken, which {store} was to listen on: stop whoever listens there, choose another with \
                     {port_flag} PORT, or {without}"
                ));
            }
            _ => {
                return Err(format!(
                    "{store} cannot listen on port {port} of {host} ({error}): choose another with {port_flag} PORT or --host ADDRESS, or \
                     {without}"
                ));
            }
        }
    }
}

/// Makes the folder if it is missing and sees that files can be made in it.
pub fn folder(path: &Path, names: &Names) -> Result<(), String> {
    fs::create_dir_all(path).map_err(|error| cannot_write(path, names, &error))?;
    writable(path, names)
}

/// Sees that files can be made in a folder, which must be there: a store's own is never made by its server's start.
pub fn writable(path: &Path, names: &Names) -> Result<(), String> {
    // A name of its own: another store may try the same folder at this moment.
    let probe = path.join(format!(".{}-can-write-here", names.store));
    let tried = File::create(&probe).and_then(|_| fs::remove_file(&probe));
    tried.map_err(|error| cannot_write(path, names, &error))
}

fn cannot_write(path: &Path, names: &Names, error: &io::Error) -> String {
    format!(
        "{} cannot write into {} ({error}): give this user the right to, choose another folder with --data-dir, or {}",
        names.store,
        path.display(),
        names.without()
    )
}

/// A port that nobody has, for a server that nobody else is to reach.
pub fn private_port() -> io::Result<u16> {
    Ok(TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?.local_addr()?.port())
}
