//! Which mongod reads which files. A mongod works with the feature compatibility version of its own release and of the major release before,
//! and refuses newer ones.

use std::path::Path;

use crate::supervisor::launch;

/// `6.0.5`, asked of the program.
pub fn of(program: &Path) -> Result<String, String> {
    let shown = program.display();
    let output = launch::answer(program, &["--version"]);
    let output = output.map_err(|error| format!("{shown} --version could not be run: {error}"))?;
    let text = String::from_utf8_lossy(&output.stdout);
    let version = text.lines().find_map(|line| line.strip_prefix("db version v"));
    version.map(|version| version.trim().to_owned()).ok_or_else(|| {
        let complaint = String::from_utf8_lossy(&output.stderr);
        format!("{shown} --version did not name a version: {}", complaint.trim())
    })
}

/// Refuses files of `writer` with the feature compatibility version `features`.
pub fn check(installed: &str, writer: &str, features: &str) -> Result<(), String> {
    let unreadable =
        || format!("the archive's MongoDB part has no readable feature compatibility version ({features:?})");
    let (major, minor) = release(features).ok_or_else(unreadable)?;
    let (own_major, own_minor) = release(installed).unwrap_or((0, 0));
    let readable = (major, minor) <= (own_major, own_minor) && major + 1 >= own_major;
    if readable {
        return Ok(());
    }
    Err(format!(
        "the archive's MongoDB part was written by mongod {writer} with featureCompatibilityVersion {features}, which the installed mongod \
         {installed} cannot read: name a mongod {major}.{minor} (or the major release after it) with --mongod PATH, or leave mongodb out"
    ))
}

fn release(version: &str) -> Option<(u32, u32)> {
    let mut parts = version.split('.').map(|part| part.parse::<u32>());
    Some((parts.next()?.ok()?, parts.next()?.ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mongod_reads_its_own_release_and_the_one_before() {
        #[rustfmt::skip]
        let table = [
            ("6.0.5", "6.0", true), ("6.0.5", "5.0", true), ("6.0.5", "5.3", true),
            ("6.0.5", "7.0", false), ("6.0.5", "6.1", false), ("6.0.5", "4.4", false),
            ("7.0.2", "6.0", true), ("8.0.0", "6.0", false), ("6.0.5", "", false),
        ];
        for (installed, features, readable) in table {
            assert_eq!(check(installed, "x", features).is_ok(), readable, "{features} in {installed}");
        }
        let refusal = check("6.0.5", "7.0.1", "7.0").unwrap_err();
        assert!(refusal.contains("mongod 7.0.1 with featureCompatibilityVersion 7.0"), "{refusal}");
        assert!(refusal.contains("the installed mongod 6.0.5"), "{refusal}");
    }
}
