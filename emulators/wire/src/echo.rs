//! What a refusal repeats of a request, within bounds: a refusal must not be larger than what it refuses.

use std::fmt::{self, Display, Write};

/// Bytes of one value that are repeated.
///
/// Guess: no source says where AWS ends. A recorded answer repeats a list of 501 records whole, some 40,000 bytes
/// (kinesalite, test/putRecords.js).
pub const VALUE_MAX: usize = 64 * 1024;

/// Bytes of a whole message. Guess, as above.
pub const MESSAGE_MAX: usize = 256 * 1024;

/// A value as text, cut where it becomes too long.
pub fn value(value: impl Display) -> String {
    struct Bounded(String);
    impl Write for Bounded {
        fn write_str(&mut self, text: &str) -> fmt::Result {
            let room = VALUE_MAX - self.0.len();
            if text.len() <= room {
                self.0.push_str(text);
                return Ok(());
            }
            self.0.push_str(&text[..text.floor_char_boundary(room)]);
            self.0.push('…');
            // Ends the writing, however much is still to come.
            Err(fmt::Error)
        }
    }
    let mut bounded = Bounded(String::new());
    let _ = write!(bounded, "{value}");
    bounded.0
}

/// A message that is not longer than a message may be.
pub fn message(mut text: String) -> String {
    if text.len() > MESSAGE_MAX {
        text.truncate(text.floor_char_boundary(MESSAGE_MAX));
        text.push('…');
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_value_is_cut_between_two_characters() {
        assert_eq!(value("short"), "short");
        assert_eq!(value("a".repeat(VALUE_MAX)).len(), VALUE_MAX);
        let cut = value(format!("a{}", "ü".repeat(VALUE_MAX)));
        assert!(cut.ends_with("ü…") && cut.len() <= VALUE_MAX + "…".len(), "{}", cut.len());
        assert_eq!(message("m".repeat(MESSAGE_MAX + 1)).len(), MESSAGE_MAX + "…".len());
    }
}
