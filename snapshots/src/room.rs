//! Is there room on the disk for what comes?

use std::path::Path;

use crate::error::{Error, Result};

/// Says so before gigabytes are moved in vain.
pub fn check(folder: &Path, bytes: u64) -> Result<()> {
    let disk =
        rustix::fs::statvfs(folder).map_err(|errno| Error::io("ask for the free space of", folder)(errno.into()))?;
    let free = disk.f_bavail.saturating_mul(disk.f_frsize);
    if free < bytes {
        return Err(Error::NoRoom { path: folder.display().to_string(), bytes, free });
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_does_not_fit_is_refused_with_both_numbers() {
        assert!(check(Path::new("/"), 0).is_ok());
        let error = check(Path::new("/"), u64::MAX).unwrap_err().to_string();
        assert!(error.contains("18446744073709551615 bytes"), "{error}");
    }
}
