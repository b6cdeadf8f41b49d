//! Redis' users, in the file that Redis itself reads and saves them in: one a line, as `ACL LIST` prints it.
//!
//! What travels in an archive: names, rules, and password hashes as Redis stores them (SHA-256, without salt), because without them nobody could
//! log in after an import; MongoDB's users travel with theirs in the same way. What does not: the password of the `requirepass` setting, which
//! belongs to this server and not to its data, and the user by whom we come in ourselves.

use std::fs;
use std::io::{self, Write};
use std::os::unix::fs::OpenOptionsExt;
use std::path::Path;

use clock::Entropy;
use snapshots::hash::Sha256;

/// Below `redis/`, in a generation and in an archive.
pub const FILE: &str = "users.acl";

/// By whom we come in, whatever is done to the other users.
pub const OURS: &str = "statebox-supervisor";

const DEFAULT: &str = "default";
const PREFIX: &[u8] = b"user ";

/// Lines without their ends. Names and patterns may be any bytes but white space.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Users(Vec<Vec<u8>>);

impl Users {
    pub fn new(lines: impl IntoIterator<Item = Vec<u8>>) -> Users {
        Users(lines.into_iter().collect())
    }

    pub fn read(redis: &Path) -> io::Result<Users> {
        match fs::read(redis.join(FILE)) {
            Ok(text) => Ok(Users::new(
                text.split(|byte| *byte == b'\n')
                    .map(|line| line.trim_ascii().to_vec())
                    .filter(|line| !line.is_empty()),
            )),
            // Of a generation that was made before users were kept.
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(Users::default()),
            Err(error) => Err(error),
        }
    }

    /// On disk when this returns. What is there already is not written again.
    pub fn write(&self, redis: &Path) -> io::Result<()> {
        if redis.join(FILE).exists() && Users::read(redis)? == *self {
            return Ok(());
        }
        let draft = redis.join(format!("{FILE}.tmp-statebox"));
        let mut file = fs::OpenOptions::new().create(true).write(true).truncate(true).mode(0o600).open(&draft)?;
        for line in &self.0 {
            file.write_all(line)?;
            file.write_all(b"\n")?;
        }
        file.sync_all()?;
        fs::rename(&draft, redis.join(FILE))?;
        fs::File::open(redis)?.sync_all()
    }

    /// For a server of ours: with our user, and with the password of the setting, if there is one, as the default user's only one.
    pub fn for_server(self, before: Option<&str>, access: &Access) -> Users {
        let secret = Sha256::of(access.secret.as_bytes());
        let wanted = format!("user {OURS} on #{secret} ~* &* +@all").into_bytes();
        // As Redis wrote it, when that says the same: a start that is refused leaves the file as it was.
        let ours = self.0.iter().find(|line| says_the_same(line, &wanted)).cloned().unwrap_or(wanted);
        let mut users = self.for_archive(before);
        if let Some(hash) = &access.requirepass {
            match users.0.iter_mut().find(|line| is_of(line, DEFAULT)) {
                Some(line) => *line = with_password(line, hash),
                None => users.0.push(format!("user {DEFAULT} on #{hash} ~* &* +@all").into_bytes()),
            }
        }
        users.0.push(ours);
        // As Redis orders them, so that what it has saved is what we would write.
        users.0.sort();
        users
    }

    /// Without our user, and without the password of the setting.
    pub fn for_archive(mut self, requirepass: Option<&str>) -> Users {
        self.0.retain(|line| !is_of(line, OURS));
        if let (Some(hash), Some(line)) = (requirepass, self.0.iter_mut().find(|line| is_of(line, DEFAULT))) {
            *line = without_password(line, hash);
        }
        self
    }
}

/// How we come in: noted in the run folder, so that the file of the users need not change with every start.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Access {
    pub secret: String,
    /// The hash of the setting's password, which the default user was given at the last start.
    pub requirepass: Option<String>,
}

impl Access {
    /// What was noted; a secret of its own the first time.
    pub fn read(note: &Path) -> Access {
        let text = fs::read_to_string(note).unwrap_or_default();
        let mut lines = text.lines().map(str::to_owned);
        let secret = lines.next().filter(|secret| secret.len() == 64);
        let secret = secret.unwrap_or_else(|| {
            let mut bytes = [0; 32];
            Entropy::system().fill(&mut bytes);
            bytes.iter().map(|byte| format!("{byte:02x}")).collect()
        });
        Access { secret, requirepass: lines.next() }
    }

    pub fn write(&self, note: &Path) -> io::Result<()> {
        let mut file = fs::OpenOptions::new().create(true).write(true).truncate(true).mode(0o600).open(note)?;
        writeln!(file, "{}", self.secret)?;
        self.requirepass.iter().try_for_each(|hash| writeln!(file, "{hash}"))
    }
}

/// Refuses what is not a file of users; the sentence names it. Rules are Redis' own business.
pub fn check(redis: &Path) -> Result<(), String> {
    let refuse = |what: String| {
        Err(format!(
            "{} {what}; Redis is not started without the users that it had, and nothing was changed: bring the file back, or import a snapshot",
            redis.join(FILE).display()
        ))
    };
    match Users::read(redis) {
        Ok(Users(lines)) if lines.iter().all(|line| line.starts_with(PREFIX)) => Ok(()),
        Ok(_) => refuse("is not a file of Redis' users".to_owned()),
        Err(error) => refuse(format!("cannot be read ({error})")),
    }
}

fn is_of(line: &[u8], name: &str) -> bool {
    words(line).nth(1) == Some(name.as_bytes())
}

fn words(line: &[u8]) -> impl Iterator<Item = &[u8]> {
    line.split(|byte| *byte == b' ').filter(|word| !word.is_empty())
}

/// Redis 8 writes down a default that 7.0 leaves out.
fn says_the_same(line: &[u8], other: &[u8]) -> bool {
    let telling = |line| words(line).filter(|word| *word != b"sanitize-payload");
    telling(line).eq(telling(other))
}

/// With this password only, which stands where one stood before.
fn with_password(line: &[u8], hash: &str) -> Vec<u8> {
    let password = format!("#{hash}");
    // After `user`, the name, and `on` or `off`.
    let place = words(line).position(is_password).unwrap_or(3);
    let mut kept: Vec<_> = words(line).filter(|word| !is_password(word)).collect();
    kept.insert(kept.len().min(place), password.as_bytes());
    kept.join(&b' ')
}

fn without_password(line: &[u8], hash: &str) -> Vec<u8> {
    let password = format!("#{hash}");
    let mut kept: Vec<_> = words(line).collect();
    let Some(place) = kept.iter().position(|word| *word == password.as_bytes()) else { return line.to_vec() };
    kept.remove(place);
    if !kept.iter().any(|word| is_password(word)) {
        kept.insert(place, b"nopass");
    }
    kept.join(&b' ')
}

fn is_password(word: &[u8]) -> bool {
    word.starts_with(b"#") || word == b"nopass"
}

#[cfg(test)]
mod tests {
    use super::*;

    fn users(lines: &[&str]) -> Users {
        Users::new(lines.iter().map(|line| line.as_bytes().to_vec()))
    }

    fn access(requirepass: Option<&str>) -> Access {
        Access { secret: "s".to_owned(), requirepass: requirepass.map(str::to_owned) }
    }

    fn texts(users: &Users) -> Vec<String> {
        users.0.iter().map(|line| String::from_utf8(line.clone()).unwrap()).collect()
    }

    #[test]
    fn a_server_gets_our_user_once_and_an_archive_none() {
        let bob = "user bob on #b0b ~b* resetchannels -@all +get";
        let served = users(&[bob]).for_server(None, &access(None));
        assert_eq!(texts(&served).len(), 2);
        assert_eq!(served.clone().for_server(None, &access(None)), served);
        assert_eq!(texts(&served.for_archive(None)), [bob]);
    }

    #[test]
    fn the_password_of_the_setting_is_the_default_users_only_one_and_does_not_travel() {
        let default = "user default on #01d sanitize-payload ~* &* -@all +@read";
        let served = users(&[default]).for_server(None, &access(Some("5e7")));
        assert_eq!(texts(&served)[0], "user default on #5e7 sanitize-payload ~* &* -@all +@read");
        let travelling = served.clone().for_archive(Some("5e7"));
        assert_eq!(texts(&travelling), ["user default on nopass sanitize-payload ~* &* -@all +@read"]);
        assert_eq!(texts(&users(&[]).for_server(None, &access(Some("5e7"))))[0], "user default on #5e7 ~* &* +@all");

        let setting_gone = served.for_server(Some("5e7"), &access(None));
        assert_eq!(texts(&setting_gone)[0], "user default on nopass sanitize-payload ~* &* -@all +@read");
        assert_eq!(texts(&users(&[default]).for_server(Some("5e7"), &access(None)))[0], default);
    }

    #[test]
    fn what_redis_wrote_stays_when_it_says_the_same() {
        let secret = Sha256::of(b"s");
        let saved = users(&[
            "user default on sanitize-payload #5e7 ~* &* +@all",
            &format!("user {OURS} on sanitize-payload #{secret} ~* &* +@all"),
        ]);
        assert_eq!(saved.clone().for_server(Some("5e7"), &access(Some("5e7"))), saved);
        let weaker = users(&[&format!("user {OURS} on sanitize-payload #{secret} ~* &* +@all -acl")]);
        assert_eq!(texts(&weaker.for_server(None, &access(None))), [format!("user {OURS} on #{secret} ~* &* +@all")]);
    }

    #[test]
    fn a_default_user_without_the_settings_password_stays_as_it_is() {
        for default in ["user default on resetpass ~* &* +@all", "user default off sanitize-payload ~* &* +@all"] {
            assert_eq!(texts(&users(&[default]).for_archive(Some("5e7"))), [default]);
        }
    }

    #[test]
    fn what_is_written_reads_back_and_is_not_written_twice() {
        let dir = tempfile::tempdir().unwrap();
        assert_eq!(Users::read(dir.path()).unwrap(), Users::default());
        let odd = Users::new([b"user \xff on nopass".to_vec(), b"user b off".to_vec()]);
        odd.write(dir.path()).unwrap();
        assert_eq!(Users::read(dir.path()).unwrap(), odd);
        fs::write(dir.path().join(FILE), b"\n user \xff on nopass\r\nuser b off").unwrap();
        odd.write(dir.path()).unwrap();
        assert!(fs::read(dir.path().join(FILE)).unwrap().starts_with(b"\n"));
    }

    #[test]
    fn the_way_in_is_made_once() {
        let dir = tempfile::tempdir().unwrap();
        let note = dir.path().join("redis.access");
        let first = Access { requirepass: Some("5e7".to_owned()), ..Access::read(&note) };
        assert_ne!(first.secret, Access::read(&note).secret);
        first.write(&note).unwrap();
        assert_eq!(Access::read(&note), first);
    }

    #[test]
    fn what_is_not_a_file_of_users_is_refused_by_name() {
        let dir = tempfile::tempdir().unwrap();
        assert_eq!(check(dir.path()), Ok(()));
        fs::write(dir.path().join(FILE), "user bob on nopass\ngarbage\n").unwrap();
        assert!(check(dir.path()).unwrap_err().contains("users.acl is not a file of Redis' users"));
    }
}
