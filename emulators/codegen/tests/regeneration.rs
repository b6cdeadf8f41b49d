//! The generated models are what the generator makes of the pinned service models. Needs PyPI once; fails without it.

use std::path::Path;
use std::process::Command;

#[test]
fn regenerating_the_models_changes_nothing() {
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("regenerate");
    let outcome = Command::new(script)
        .arg("--check")
        .env("CODEGEN", env!("CARGO_BIN_EXE_codegen"))
        .output()
        .expect("a shell runs the script");
    assert!(outcome.status.success(), "{}", String::from_utf8_lossy(&outcome.stderr));
}
