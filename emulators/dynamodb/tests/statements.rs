//! Statements that a fuzzer or a person found worth keeping, replayed as the fuzz target reads them.

use std::fs;
use std::path::Path;

/// Statements that are read. All others are refused.
const GOOD: [&str; 8] =
    ["select", "select-conditions", "insert", "update", "delete", "exists", "comments", "long-chain"];

/// `tests/corpus/partiql/NAME`: the number of parameters, then the text.
#[test]
fn every_kept_statement_is_read_or_refused() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/corpus/partiql");
    let mut kept = 0;
    for entry in fs::read_dir(&folder).expect("a folder of statements") {
        let path = entry.expect("readable").path();
        let bytes = fs::read(&path).expect("readable");
        let [parameters, text @ ..] = bytes.as_slice() else { panic!("{} is empty", path.display()) };
        let text = std::str::from_utf8(text).expect("kept statements are text");
        let name = path.file_name().and_then(|name| name.to_str()).expect("a plain name");
        let is_one = dynamodb::is_statement(text, usize::from(*parameters % 8));
        assert_eq!(is_one, GOOD.contains(&name), "{name}");
        kept += 1;
    }
    assert!(kept >= 17, "only {kept} statements were found");
}
