//! An instant as a manifest records it: by the wall and by the environment's own clock.

use aws_smithy_types::DateTime;
use aws_smithy_types::date_time::Format;
use serde::{Deserialize, Serialize};

/// Milliseconds since 1970, RFC 3339 in JSON.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Time(pub i64);

/// The same instant on two clocks: service time is what `statebox clock advance` turns.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Moment {
    pub wall: Time,
    pub service: Time,
}

impl From<Time> for String {
    fn from(time: Time) -> String {
        // Beyond the year 9999 there is no RFC 3339; such a time reads back as the last one there is.
        let time = DateTime::from_millis(time.0.clamp(-62_135_596_800_000, 253_402_300_799_999));
        time.fmt(Format::DateTimeWithOffset).unwrap_or_default()
    }
}

impl TryFrom<String> for Time {
    type Error = String;

    fn try_from(text: String) -> Result<Time, String> {
        let not_a_time = || format!("{text:?} is not a time as RFC 3339 writes it");
        let time = DateTime::from_str(&text, Format::DateTimeWithOffset).map_err(|_| not_a_time())?;
        time.to_millis().map(Time).map_err(|_| not_a_time())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_read_back_to_the_millisecond() {
        for millis in [0, 1, 1_763_870_400_123, -1, 253_402_300_799_999] {
            let text = String::from(Time(millis));
            assert_eq!(Time::try_from(text.clone()), Ok(Time(millis)), "{text}");
        }
        assert_eq!(String::from(Time(1_500)), "1970-01-01T00:00:01.5Z");
        assert!(Time::try_from("yesterday".to_owned()).is_err());
    }
}
