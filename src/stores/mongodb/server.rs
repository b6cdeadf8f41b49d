//! One mongod: its options, how it is asked, and what its last words mean.

use std::ffi::OsString;
use std::fs;
use std::io::Write;
use std::net::{IpAddr, Ipv4Addr};
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use clock::Entropy;
use futures_util::future::BoxFuture;
use serde_json::Value;
use tokio::time::timeout;
use tracing::{info, warn};

use super::admin::{self, Admin};
use super::kept::{self, Kept};
use super::replica_set::{self, Founding};
use super::{Config, journal};
use super::{files, hello};
use crate::supervisor::ground::{self, Names};
use crate::supervisor::{Child, Exit, Launch, Policy, Probe, Program, orphan};

pub const NAMES: Names = Names {
    store: "mongodb",
    program: "mongod",
    program_flag: "--mongod",
    program_variable: "STATEBOX_MONGOD",
    port_flag: "--mongodb-port",
    get_it: "install a mongod (6.0 or newer, from mongodb.com)",
};

/// The ending of the folder in which the files are kept that a start may change.
pub const COPIES: &str = "kept";

/// How mongod ends when it does not understand its options (`EXIT_BADOPTIONS`): before it opens a file.
const BAD_OPTIONS: &str = "status 2";

const PROBE_WITHIN: Duration = Duration::from_secs(5);

/// Options that the supervisor and the cut stand on.
#[rustfmt::skip]
const OURS: [&str; 17] = [
    "bind_ip", "bind_ip_all", "config", "configsvr", "dbpath", "fork", "logpath", "nojournal", "pidfilepath", "port", "repair", "replSet", "shardsvr",
    "shutdown", "storageEngine", "unixSocketPrefix", "wiredTigerEngineConfigString",
];

/// Other ways to have accounts than `--auth`: with these mongod would not let us in.
const ACCOUNTS: [&str; 3] = ["clusterAuthMode", "keyFile", "transitionToAuth"];

/// What a mongod is started for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// To serve.
    Public,
    /// Privately, to make a new folder and its replica set, before anybody else can reach it: drivers remember a server that was not a
    /// replica set when they first saw it.
    Founding,
    /// Privately, to see whether a folder loads. Nothing expires meanwhile.
    Trial,
}

#[derive(Debug)]
pub struct Server {
    pub config: Config,
    role: Role,
    folder: Mutex<PathBuf>,
    kept: Mutex<Option<Kept>>,
    /// There while something is asked: its driver looks after the server in the background.
    admin: Mutex<Option<Admin>>,
}

impl Server {
    pub fn new(config: Config, role: Role, generation: &Path) -> Result<Server, String> {
        for option in &config.options {
            if OURS.contains(&name(option)) {
                return Err(format!(
                    "the mongod option {option} belongs to statebox, whose exports and restarts stand on it: leave it out"
                ));
            }
            if ACCOUNTS.contains(&name(option)) {
                return Err(format!(
                    "the mongod option {option} belongs to statebox, which makes a key file of its own: leave it out and give --auth, with which only \
                     users with a password come in"
                ));
            }
        }
        let folder = Mutex::new(generation.join("mongodb"));
        Ok(Server { config, role, folder, kept: Mutex::default(), admin: Mutex::default() })
    }

    /// `mongodb/` of the generation it runs on.
    pub fn folder(&self) -> PathBuf {
        self.folder.lock().expect("nobody panics here").clone()
    }

    pub fn set_generation(&self, generation: &Path) {
        *self.folder.lock().expect("nobody panics here") = generation.join("mongodb");
    }

    pub fn program(&self) -> Result<PathBuf, String> {
        ground::program(self.config.program.as_deref(), &NAMES)
    }

    pub fn admin(&self) -> Result<Admin, mongodb::error::Error> {
        let mut admin = self.admin.lock().expect("nobody panics here");
        if admin.is_none() {
            *admin = Some(self.connect()?);
        }
        Ok(admin.clone().expect("it was just made"))
    }

    pub fn connect(&self) -> Result<Admin, mongodb::error::Error> {
        let key = self.has_accounts().then(|| fs::read_to_string(self.key_file()).unwrap_or_default());
        Admin::to(&own_host(self.config.host).to_string(), self.config.port, key.as_deref())
    }

    /// `--auth`, or `auth = true` in the settings file.
    fn has_accounts(&self) -> bool {
        let auth = self.config.options.iter().rfind(|option| name(option) == "auth");
        auth.is_some_and(|option| !matches!(option.split_once('='), Some((_, "no" | "false"))))
    }

    /// mongod takes whoever knows what is in it for a member of its replica set.
    fn key_file(&self) -> PathBuf {
        self.config.run_folder.join("mongodb.key")
    }

    fn write_key(&self) -> Result<(), String> {
        let path = self.key_file();
        if !self.has_accounts() || fs::metadata(&path).is_ok_and(|file| file.len() > 0) {
            return Ok(());
        }
        let mut bytes = [0; 32];
        Entropy::system().fill(&mut bytes);
        let key: String = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
        let file = fs::OpenOptions::new().create(true).write(true).truncate(true).mode(0o600).open(&path);
        file.and_then(|mut file| file.write_all(key.as_bytes()))
            .map_err(|error| format!("{} cannot be written: {error}", path.display()))
    }

    /// Nothing more is asked for a while.
    pub fn let_admin_go(&self) {
        *self.admin.lock().expect("nobody panics here") = None;
    }

    /// The address by which the replica set, and so every driver, knows it.
    pub fn advertised(&self) -> String {
        let Config { host, port, advertise, .. } = &self.config;
        match advertise {
            Some(address) if has_port(address) => address.clone(),
            Some(host) => format!("{host}:{port}"),
            None => match own_host(*host) {
                IpAddr::V6(host) => format!("[{host}]:{port}"),
                host => format!("{host}:{port}"),
            },
        }
    }

    fn label(&self) -> &'static str {
        match self.role {
            Role::Public => "mongodb",
            Role::Founding => "mongodb-founding",
            Role::Trial => "mongodb-trial",
        }
    }

    pub fn in_run_folder(&self, ending: &str) -> PathBuf {
        self.config.run_folder.join(format!("{}.{ending}", self.label()))
    }

    fn arguments(&self, folder: &Path) -> Vec<OsString> {
        let Config { host, port, options, .. } = &self.config;
        let own = own_host(*host);
        let bind = match host {
            // mongod's IPv6 sockets take no IPv4.
            IpAddr::V6(host) if host.is_unspecified() => format!("{host},{}", Ipv4Addr::UNSPECIFIED),
            host if host.is_unspecified() || *host == own => host.to_string(),
            host => format!("{host},{own}"),
        };
        let mut arguments: Vec<OsString> = vec!["--dbpath".into(), folder.into()];
        let mut add = |text: String| arguments.push(text.into());
        add(format!("--replSet={}", replica_set::NAME));
        add(format!("--port={port}"));
        add(format!("--bind_ip={bind}"));
        if host.is_ipv6() {
            add("--ipv6".to_owned());
        }
        add("--nounixsocket".to_owned());
        // With the default of three files of 100 MB, copying the journal would be nearly all of a cut's pause.
        let journal_mb = journal::FILE_BYTES >> 20;
        add(format!(
            "--wiredTigerEngineConfigString=log=(enabled=true,remove=true,path=journal,compressor=snappy,file_max={journal_mb}MB)"
        ));
        // The first would take half of the memory, the second 5 % of the disk; the third writes to the disk every second.
        for (name, value) in [("wiredTigerCacheSizeGB", "0.25"), ("oplogSize", "512")] {
            if !options.iter().any(|option| option.trim_start_matches('-').starts_with(name)) {
                add(format!("--{name}={value}"));
            }
        }
        add("--setParameter=diagnosticDataCollectionEnabled=false".to_owned());
        if self.role == Role::Trial {
            add("--setParameter=ttlMonitorEnabled=false".to_owned());
        }
        if self.has_accounts() {
            add("--auth".to_owned());
            add(format!("--keyFile={}", self.key_file().display()));
        }
        options.iter().filter(|option| name(option) != "auth").cloned().for_each(add);
        arguments
    }

    /// Has mongod make a new folder, on a port that nobody knows.
    async fn found(&self, folder: &Path) -> Result<(), String> {
        let failed = |error: std::io::Error| format!("{} cannot be made: {error}", folder.display());
        files::start_over(folder).map_err(failed)?;
        let generation = folder.parent().expect("it lies in a generation");
        let founder = Server::new(self.config.private()?, Role::Founding, generation)?;
        let child = Child::new(Arc::new(founder), Policy { crashes_max: 1, ..Policy::default() });
        child.start().await;
        let made = child.ready().await;
        child.stop(false).await;
        made.map_err(|failure| failure.to_string())?;
        files::finished(folder).map_err(failed)?;
        info!(folder = %folder.display(), "mongodb has a new folder and a replica set in it");
        Ok(())
    }

    async fn look_at_files(&self, folder: &Path) -> Result<(), String> {
        let (folder, copies) = (folder.to_owned(), self.in_run_folder(COPIES));
        let look = move || {
            put_back_the_rest(&folder, &copies)?;
            files::check(&folder)?;
            Kept::of(&folder, copies.clone())
                .map_err(|error| format!("{} cannot be copied to {}: {error}", folder.display(), copies.display()))
        };
        let kept = tokio::task::spawn_blocking(look).await.map_err(|error| error.to_string())??;
        *self.kept.lock().expect("nobody panics here") = Some(kept);
        Ok(())
    }

    fn started(&self) {
        // What mongod writes from now on is for good.
        if let Some(kept) = self.kept.lock().expect("nobody panics here").take() {
            let _ = kept.forget();
        }
    }
}

impl Program for Server {
    fn name(&self) -> &str {
        self.label()
    }

    fn prepare(&self) -> BoxFuture<'_, Result<Launch, String>> {
        Box::pin(async {
            let program = self.program()?;
            ground::folder(&self.config.run_folder, &NAMES)?;
            let note = self.in_run_folder("pid");
            orphan::gone(&note).await;
            let folder = self.folder();
            if !folder.is_dir() {
                return Err(format!(
                    "{} is missing; this environment holds data there, so nothing is started in its place: bring it back, or import a snapshot",
                    folder.display()
                ));
            }
            ground::writable(&folder, &NAMES)?;
            ground::port(self.config.host, self.config.port, &NAMES).await?;
            match (self.role, files::is_unfinished(&folder)) {
                (Role::Founding, _) => {}
                (_, true) => self.found(&folder).await?,
                (_, false) => self.look_at_files(&folder).await?,
            }
            self.write_key()?;
            let log = self.in_run_folder("log");
            Ok(Launch { program, arguments: self.arguments(&folder), directory: folder, log, note })
        })
    }

    fn probe(&self) -> BoxFuture<'_, Probe> {
        Box::pin(async {
            let founding = if self.role == Role::Founding { Founding::Allowed } else { Founding::Over };
            // The driver waits longer between its own tries than mongod takes to come.
            let address = (own_host(self.config.host), self.config.port);
            let is_known = self.admin.lock().expect("nobody panics here").is_some();
            if !is_known && tokio::net::TcpStream::connect(address).await.is_err() {
                return Probe::NotYet("it does not listen yet".to_owned());
            }
            let settled = async {
                let admin = self.admin().map_err(|error| Probe::Never(admin::said(&error)))?;
                match replica_set::settle(&admin, &self.advertised(), founding).await {
                    Probe::Ready => admin.unlock_all().await.map_err(|error| Probe::NotYet(admin::said(&error))),
                    not_ready => Err(not_ready),
                }
            };
            match timeout(PROBE_WITHIN, settled).await {
                Err(_) => Probe::NotYet("it listens and does not answer yet".to_owned()),
                Ok(Err(not_ready)) => not_ready,
                Ok(Ok(())) => {
                    self.let_admin_go();
                    self.started();
                    Probe::Ready
                }
            }
        })
    }

    fn check(&self) -> BoxFuture<'_, Result<(), String>> {
        Box::pin(hello::answers(own_host(self.config.host), self.config.port))
    }

    fn verdict(&self, exit: &Exit) -> Option<String> {
        self.let_admin_go();
        // Its own decision: an exit code, or an abort after a failed assertion. Any other signal is an accident.
        let decided = exit.how.starts_with("status") || exit.how == "signal 6";
        let kept = self.kept.lock().expect("nobody panics here").take();
        // mongod comes back by itself from whatever it was killed in.
        if let Some(Err(error)) = kept.map(if decided { Kept::put_back } else { Kept::forget }) {
            warn!(%error, "mongodb's files could not be put back to what they were before the start");
        }
        decided.then(|| {
            let folder = self.folder();
            let complaints = complaints(&exit.lines).join("; ");
            if exit.how == BAD_OPTIONS {
                let why = exit.lines.iter().find(|line| !line.trim().is_empty()).map_or(complaints.as_str(), |line| line.trim());
                return format!(
                    "mongod refuses a setting: {why}. Change it where it was set (--mongod-arg, or [mongodb] in the configuration file); its data are untouched"
                );
            }
            if self.role == Role::Trial {
                return format!("mongod refuses it ({}): {complaints}", exit.how);
            }
            format!(
                "mongod cannot start from {} ({}): {complaints}. Bring its files back as they were, or import a snapshot",
                folder.display(),
                exit.how
            )
        })
    }
}

/// What mongod said at severity error or fatal, without the dumps: files are named in the storage engine's own messages.
fn complaints(lines: &[String]) -> Vec<String> {
    let mut complaints: Vec<String> = vec![];
    for line in lines {
        let Ok(line) = serde_json::from_str::<Value>(line) else { continue };
        if !matches!(line["s"].as_str(), Some("E" | "F")) {
            continue;
        }
        let said = [
            &line["attr"]["message"]["msg"],
            &line["attr"]["error"]["errmsg"],
            &line["attr"]["error"],
            &line["attr"]["reason"],
            &line["msg"],
        ]
        .into_iter()
        .find_map(Value::as_str)
        .unwrap_or_default();
        let is_noise =
            said.contains("__wt_bm_corrupt_dump") || said.contains("***aborting") || said.contains("Got signal");
        let said: String = said.trim().chars().take(300).collect();
        if !is_noise && !said.is_empty() && !complaints.contains(&said) {
            complaints.push(said);
        }
    }
    if complaints.is_empty() {
        complaints.extend(lines.last().cloned());
    }
    complaints.truncate(4);
    complaints
}

pub fn put_back_the_rest(folder: &Path, copies: &Path) -> Result<(), String> {
    kept::put_back_the_rest(folder, copies)
        .map_err(|error| format!("{} cannot be put back from {}: {error}", folder.display(), copies.display()))
}

/// Of `--name=value`.
fn name(option: &str) -> &str {
    option.trim_start_matches('-').split(['=', ' ']).next().unwrap_or_default()
}

/// Where we reach it ourselves.
pub fn own_host(host: IpAddr) -> IpAddr {
    match host {
        IpAddr::V6(host) if host.is_loopback() => host.into(),
        _ => Ipv4Addr::LOCALHOST.into(),
    }
}

fn has_port(address: &str) -> bool {
    let (_, port) = address.rsplit_once(':').unwrap_or_default();
    !port.is_empty() && port.bytes().all(|byte| byte.is_ascii_digit())
}

/// After an orderly end the files have exactly these sizes.
pub async fn seal_after_stop(folder: PathBuf) {
    // A mongod that ended by itself has emptied this one.
    if fs::metadata(folder.join("mongod.lock")).is_ok_and(|lock| lock.len() == 0) {
        let _ = tokio::task::spawn_blocking(move || files::seal(&folder)).await;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn complaints_name_the_file_and_leave_out_the_dump() {
        let line =
            |severity: &str, attr: Value| serde_json::json!({ "s": severity, "msg": "x", "attr": attr }).to_string();
        let wired = |msg: &str| serde_json::json!({ "error": -31802, "message": { "msg": msg } });
        let lines = [
            line("I", wired("nothing")),
            line("E", wired("collection-14.wt: read checksum error")),
            line("E", wired("__wt_bm_corrupt_dump:77: 00 00")),
            line("F", serde_json::json!({ "error": { "errmsg": "InvalidBSON" } })),
            "not JSON".to_owned(),
        ];
        assert_eq!(complaints(&lines), ["collection-14.wt: read checksum error", "InvalidBSON"]);
        assert_eq!(
            complaints(&["error while loading shared libraries".to_owned()]),
            ["error while loading shared libraries"]
        );
    }

    #[test]
    fn an_address_may_bring_its_own_port() {
        assert!(has_port("db.example:27017"));
        assert!(!has_port("db.example"));
        assert!(!has_port("db:"));
    }
}
