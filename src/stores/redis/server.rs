//! One redis-server: its settings, how it is asked, and what its last words mean.

use std::fs::{self, OpenOptions};
use std::io::Write;
use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use futures_util::future::BoxFuture;
use snapshots::hash::Sha256;
use tokio::time::timeout;
use tracing::warn;

use super::users::{self, Access, Users};
use super::version::{self, Version};
use super::{Config, aof, resp};
use crate::config::Durability;
use crate::supervisor::ground::{self, Names};
use crate::supervisor::{Exit, Launch, Probe, Program, orphan};

pub const NAMES: Names = Names {
    store: "redis",
    program: "redis-server",
    program_flag: "--redis-server",
    program_variable: "STATEBOX_REDIS_SERVER",
    port_flag: "--redis-port",
    get_it: "install it (Debian and Ubuntu: apt-get install redis-server)",
};

/// How long one that was ready may take to answer before it is called down.
const CHECK_WITHIN: Duration = Duration::from_secs(5);

/// The label of a server that only tries whether a folder loads.
pub const TRIAL: &str = "redis-trial";

/// The file that a cut has Redis write; it is nobody's data.
pub const CUT: &str = "cut.rdb";

/// Settings that the supervisor and the cut stand on.
const OURS: [&str; 21] = [
    "appenddirname",
    "appendfilename",
    "appendfsync",
    "appendonly",
    "aof-load-truncated",
    "bind",
    "cluster-enabled",
    "daemonize",
    "dbfilename",
    "dir",
    "include",
    "logfile",
    "pidfile",
    "port",
    "rename-command",
    "replicaof",
    "save",
    "slaveof",
    "supervised",
    "tls-port",
    "unixsocket",
];

/// Other ways to name users than the one that is kept and travels.
const USERS: [&str; 2] = ["aclfile", "user"];

#[derive(Debug)]
pub struct Server {
    config: Config,
    /// Of its note, its log and its settings file in the run folder.
    label: &'static str,
    folder: Mutex<PathBuf>,
    tail: Tail,
    /// Of our user, once a start has been prepared.
    secret: Mutex<Option<String>>,
}

/// Redis refuses an increment that breaks off within a command, which is what a crash leaves. It may then cut that off, from files of which we
/// have a copy.
#[derive(Debug, Default)]
struct Tail {
    breaks_off: AtomicBool,
    mended: AtomicBool,
}

impl Server {
    pub fn new(config: Config, label: &'static str, generation: &Path) -> Result<Server, String> {
        for (name, _) in &config.settings {
            let known = name.to_ascii_lowercase();
            if OURS.contains(&known.as_str()) {
                return Err(format!(
                    "the Redis setting {name} belongs to statebox, whose exports and restarts stand on it: leave it out"
                ));
            }
            if USERS.contains(&known.as_str()) {
                return Err(format!(
                    "the Redis setting {name} belongs to statebox, which keeps the users in its data: leave it out and make them with ACL SETUSER, \
                     once; they are there after a restart and after an import"
                ));
            }
        }
        let folder = Mutex::new(generation.join("redis"));
        Ok(Server { config, label, folder, tail: Tail::default(), secret: Mutex::default() })
    }

    /// `redis/` of the generation it runs on.
    pub fn folder(&self) -> PathBuf {
        self.folder.lock().expect("nobody panics here").clone()
    }

    pub fn set_generation(&self, generation: &Path) {
        *self.folder.lock().expect("nobody panics here") = generation.join("redis");
        self.tail.mended.store(false, Ordering::Relaxed);
        self.tail.breaks_off.store(false, Ordering::Relaxed);
    }

    /// Where we reach it ourselves.
    pub fn address(&self) -> SocketAddr {
        let host = match self.config.host {
            host if !host.is_unspecified() => host,
            IpAddr::V4(_) => Ipv4Addr::LOCALHOST.into(),
            IpAddr::V6(_) => std::net::Ipv6Addr::LOCALHOST.into(),
        };
        SocketAddr::new(host, self.config.port)
    }

    /// Refuses files that are not what Redis left. Changes nothing.
    pub fn look(&self) -> Result<(), String> {
        let folder = self.folder();
        aof::check(&folder)?;
        users::check(&folder)
    }

    pub fn program(&self) -> Result<PathBuf, String> {
        ground::program(self.config.program.as_deref(), &NAMES)
    }

    pub async fn connect(&self) -> Result<resp::Connection, resp::Error> {
        let mut connection = resp::Connection::open(self.address()).await?;
        let secret = self.secret.lock().expect("nobody panics here").clone();
        if let Some(secret) = secret {
            match connection.say(&["AUTH", users::OURS, &secret]).await {
                // Somebody has removed our user. The default one may do, and the next start brings ours back.
                Err(resp::Error::Refused(_)) => {}
                known => return known.map(|_| connection),
            }
        }
        if let Some(password) = self.requirepass() {
            connection.say(&["AUTH", &password]).await?;
        }
        Ok(connection)
    }

    fn requirepass(&self) -> Option<String> {
        // Redis takes the last of several.
        let mut settings = self.config.settings.iter().rev();
        let (_, value) = settings.find(|(name, _)| name.eq_ignore_ascii_case("requirepass"))?;
        Some(unquoted(value)).filter(|password| !password.is_empty())
    }

    /// The hash of the password of the `requirepass` setting, as it stands among the users.
    pub fn requirepass_hash(&self) -> Option<String> {
        self.requirepass().map(|password| Sha256::of(password.as_bytes()).to_string())
    }

    /// Has Redis write its users to their file.
    pub async fn save_users(&self) -> Result<(), resp::Error> {
        self.connect().await?.say(&["ACL", "SAVE"]).await.map(|_| ())
    }

    pub fn in_run_folder(&self, ending: &str) -> PathBuf {
        self.config.run_folder.join(format!("{}.{ending}", self.label))
    }

    /// `no` means that each command is written before it is answered, and forced to the disk when the system likes; `everysec` would postpone
    /// the write itself while a sync is under way. Ephemeral environments write as well: Redis comes back with its data when it dies alone.
    fn fsync(&self) -> &'static str {
        if self.config.durability == Durability::Power { "always" } else { "no" }
    }

    /// Settings that no client may change for long, as `CONFIG GET` tells them. The address and the folder cannot be changed so.
    pub fn guarded(&self) -> [(&'static str, &'static str); 4] {
        [("appendonly", "yes"), ("appendfsync", self.fsync()), ("save", ""), ("stop-writes-on-bgsave-error", "no")]
    }

    fn settings(&self, folder: &Path) -> String {
        let Config { host, port, settings, .. } = &self.config;
        let fsync = self.fsync();
        let truncated = if self.tail.mended.load(Ordering::Relaxed) { "yes" } else { "no" };
        let mut text = format!(
            "bind {host}\nport {port}\nprotected-mode no\ndaemonize no\nlogfile \"\"\ndir {}\ndbfilename {CUT}\nsave \"\"\n\
             stop-writes-on-bgsave-error no\nappendonly yes\nappendfsync {fsync}\naof-load-truncated {truncated}\naclfile {}\n",
            quoted(&folder.display().to_string()),
            quoted(&folder.join(users::FILE).display().to_string()),
        );
        for (name, value) in settings {
            text.push_str(&format!("{name} {value}\n"));
        }
        text
    }

    fn write_settings(&self, folder: &Path) -> Result<PathBuf, String> {
        let path = self.in_run_folder("conf");
        // It may hold a password.
        let file = OpenOptions::new().create(true).write(true).truncate(true).mode(0o600).open(&path);
        file.and_then(|mut file| file.write_all(self.settings(folder).as_bytes()))
            .map_err(|error| format!("{} cannot be written: {error}", path.display()))?;
        Ok(path)
    }

    fn write_users(&self, folder: &Path) -> Result<(), String> {
        let note = self.in_run_folder("access");
        let before = Access::read(&note);
        let access = Access { requirepass: self.requirepass_hash(), ..before.clone() };
        let written = access
            .write(&note)
            .and_then(|()| Users::read(folder)?.for_server(before.requirepass.as_deref(), &access).write(folder));
        *self.secret.lock().expect("nobody panics here") = Some(access.secret);
        written.map_err(|error| format!("{} cannot be written: {error}", folder.join(users::FILE).display()))
    }

    fn mend_tail(&self, folder: &Path) -> Result<(), String> {
        if !self.tail.breaks_off.swap(false, Ordering::Relaxed) {
            return Ok(());
        }
        let aside = aof::copy_aside(folder).map_err(|error| {
            format!("the end of a file in {} is damaged, and it could not be copied aside: {error}", folder.display())
        })?;
        warn!(copy = %aside.display(), "redis' last file breaks off within a command; that one is cut off, and the file as it was is kept");
        self.tail.mended.store(true, Ordering::Relaxed);
        // The file becomes shorter than it was.
        crate::stores::seal::break_open(folder);
        Ok(())
    }
}

/// What Redis says of a line of its settings: a heading, the line's number, the line, and what is wrong with it.
fn bad_setting(lines: &[String]) -> Option<String> {
    let heading = lines.iter().position(|line| line.contains("FATAL CONFIG FILE ERROR"))?;
    let words = lines[heading + 1..]
        .iter()
        .map(|line| line.trim())
        .filter(|line| !line.starts_with("Reading the configuration"));
    let words: Vec<&str> = words.map(|line| line.trim_start_matches(">>> ")).take(2).collect();
    Some(words.join(": "))
}

impl Program for Server {
    fn name(&self) -> &str {
        self.label
    }

    fn prepare(&self) -> BoxFuture<'_, Result<Launch, String>> {
        Box::pin(async {
            let program = self.program()?;
            let asked = program.clone();
            let installed = tokio::task::spawn_blocking(move || Version::of(&asked)).await;
            // One that names no version is left to its start.
            if let Ok(Ok(installed)) = installed {
                version::will_do(&installed, &NAMES)?;
            }
            ground::folder(&self.config.run_folder, &NAMES)?;
            let note = self.in_run_folder("pid");
            orphan::gone(&note).await;
            let folder = self.folder();
            self.look()?;
            ground::writable(&folder, &NAMES)?;
            ground::port(self.config.host, self.config.port, &NAMES).await?;
            self.mend_tail(&folder)?;
            aof::clear_leftovers(&folder, CUT);
            self.write_users(&folder)?;
            let settings = self.write_settings(&folder)?;
            let log = self.in_run_folder("log");
            Ok(Launch { program, arguments: vec![settings.into()], directory: folder, log, note })
        })
    }

    fn probe(&self) -> BoxFuture<'_, Probe> {
        Box::pin(async {
            let mut connection = match self.connect().await {
                Ok(connection) => connection,
                Err(resp::Error::Refused(text)) => {
                    return Probe::Never(format!("redis-server does not let us in: {text}"));
                }
                Err(_) => return Probe::NotYet("it does not listen yet".to_owned()),
            };
            match connection.ask(&["PING"]).await {
                Ok(_) => {
                    let folder = self.folder();
                    if let Err(error) = aof::seal(&folder) {
                        warn!(folder = %folder.display(), %error, "the sizes of redis' files could not be noted");
                    }
                    Probe::Ready
                }
                Err(resp::Error::Refused(text)) if text.starts_with("LOADING") => {
                    let loaded = connection.info("persistence").await.ok();
                    let loaded = loaded.as_ref().and_then(|info| info.get("loading_loaded_perc")).unwrap_or("0");
                    Probe::NotYet(format!("it is loading its data ({loaded} %)"))
                }
                Err(resp::Error::Refused(text)) => Probe::Never(format!("redis-server refuses us: {text}")),
                Err(error) => Probe::NotYet(error.to_string()),
            }
        })
    }

    fn check(&self) -> BoxFuture<'_, Result<(), String>> {
        Box::pin(async {
            let asked = async { self.connect().await?.ask(&["PING"]).await };
            match timeout(CHECK_WITHIN, asked).await {
                Err(_) => Err(format!("it has not answered for {} s", CHECK_WITHIN.as_secs())),
                // A script or a function that runs for long: it serves, one client at a time.
                Ok(Err(resp::Error::Refused(text))) if text.starts_with("BUSY") => Ok(()),
                Ok(answer) => answer.map(|_| ()).map_err(|error| error.to_string()),
            }
        })
    }

    fn verdict(&self, exit: &Exit) -> Option<String> {
        let said = exit.lines.join("\n");
        if said.contains("Unexpected end of file reading the append only file")
            && !self.tail.mended.load(Ordering::Relaxed)
        {
            self.tail.breaks_off.store(true, Ordering::Relaxed);
            return None;
        }
        if let Some(why) = bad_setting(&exit.lines) {
            return Some(format!(
                "redis-server refuses a setting: {why}. Change it where it was set (--redis-arg, or [redis] in the configuration file); its data are untouched"
            ));
        }
        // It ends with 1 when it has said what is wrong: a file, a setting. Everything else is an accident.
        (exit.how == "status 1").then(|| {
            let warning = exit.lines.iter().rev().find_map(|line| line.split_once(" # ").map(|(_, text)| text));
            let why = warning.or(exit.lines.last().map(String::as_str)).unwrap_or("it did not say why");
            if self.label == TRIAL {
                return format!("redis-server refuses it: {why}");
            }
            format!(
                "redis-server cannot start from {}: {why}. Nothing was changed there; bring the file back as it was, or import a snapshot",
                self.folder().display()
            )
        })
    }
}

/// A string of Redis' settings file, as `sdssplitargs` reads it.
fn unquoted(text: &str) -> String {
    let inside = |quote: char| text.strip_prefix(quote).and_then(|text| text.strip_suffix(quote));
    if let Some(inside) = inside('\'') {
        return inside.replace("\\'", "'");
    }
    let Some(inside) = inside('"') else { return text.to_owned() };
    let (mut plain, mut letters) = (String::new(), inside.chars());
    while let Some(letter) = letters.next() {
        let escaped = if letter == '\\' { letters.next() } else { None };
        plain.push(match escaped {
            None => letter,
            Some('n') => '\n',
            Some('r') => '\r',
            Some('t') => '\t',
            Some('b') => '\u{8}',
            Some('a') => '\u{7}',
            Some(other) => other,
        });
    }
    plain
}

/// As Redis' settings file wants a string.
fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
}

/// After an orderly end the files have their last size.
pub fn seal_after_stop(folder: &Path) {
    if fs::metadata(folder).is_ok() {
        let _ = aof::seal(folder);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_string_of_the_settings_file_is_read_as_redis_reads_it() {
        for (written, read) in [
            ("plain", "plain"),
            ("\"two words\"", "two words"),
            (r#""a \"quoted\" one\n""#, "a \"quoted\" one\n"),
            (r"'it\'s \n'", r"it's \n"),
            ("\"\"", ""),
        ] {
            assert_eq!(unquoted(written), read);
        }
        let odd = "/a \"b\\c";
        assert_eq!(unquoted(&quoted(odd)), odd);
    }

    #[test]
    fn a_bad_setting_is_told_apart_from_other_ends() {
        let lines = |text: &str| text.lines().map(str::to_owned).collect::<Vec<_>>();
        let said = lines(
            "\n*** FATAL CONFIG FILE ERROR (Redis 7.0.15) ***\nReading the configuration file, at line 12\n>>> 'maxmemory lots'\n\
             argument must be a memory value",
        );
        assert_eq!(bad_setting(&said).unwrap(), "'maxmemory lots': argument must be a memory value");
        assert_eq!(bad_setting(&lines("1:M 1 Jan # Bad file format reading the append only file")), None);
    }
}
