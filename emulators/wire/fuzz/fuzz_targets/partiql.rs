//! Any text as a statement of PartiQL: the first byte tells how many parameters it has.
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let [parameters, text @ ..] = bytes else { return };
    if let Ok(text) = std::str::from_utf8(text) {
        let _ = dynamodb::is_statement(text, usize::from(*parameters % 8));
    }
});
