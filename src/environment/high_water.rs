//! The latest service time at which a generation was replaced, beside `CURRENT`: no generation that comes later gives a
//! sequence number again that was given before it.

use std::fs;
use std::io::ErrorKind;
use std::path::Path;

use clock::Timestamp;

use crate::exit::{Code, Exit};

const FILE: &str = "HIGH_WATER";

pub fn read(data_dir: &Path) -> Result<Timestamp, Exit> {
    let file = data_dir.join(FILE);
    let text = match fs::read_to_string(&file) {
        Ok(text) => text,
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(Timestamp::MIN),
        Err(error) => return Err(untrusted(&file, &error)),
    };
    let millis: i64 = text.trim().parse().map_err(|error| untrusted(&file, &error))?;
    Ok(Timestamp::from_millis(millis))
}

/// Durable when it returns.
pub fn raise(data_dir: &Path, now: Timestamp) -> Result<Timestamp, Exit> {
    let highest = read(data_dir)?.max(now);
    let file = data_dir.join(FILE);
    let draft = data_dir.join("HIGH_WATER.tmp");
    let write = || {
        fs::write(&draft, format!("{}\n", highest.as_millis()))?;
        fs::File::open(&draft)?.sync_all()?;
        fs::rename(&draft, &file)?;
        fs::File::open(data_dir)?.sync_all()
    };
    write().map_err(|error: std::io::Error| Exit::failed(format!("{} cannot be written: {error}", file.display())))?;
    Ok(highest)
}

fn untrusted(file: &Path, error: &dyn std::fmt::Display) -> Exit {
    Exit::new(
        Code::Untrusted,
        format!(
            "{} cannot be read: {error}. Nothing was changed; restore it, or serve another --data-dir.",
            file.display()
        ),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_only_rises() {
        let place = tempfile::tempdir().unwrap();
        assert_eq!(read(place.path()).unwrap(), Timestamp::MIN);
        raise(place.path(), Timestamp::from_millis(5)).unwrap();
        raise(place.path(), Timestamp::from_millis(3)).unwrap();
        assert_eq!(read(place.path()).unwrap(), Timestamp::from_millis(5));
        fs::write(place.path().join(FILE), "x").unwrap();
        assert_eq!(read(place.path()).unwrap_err().code, Code::Untrusted);
    }
}
