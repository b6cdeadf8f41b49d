//! Reading many items: what Query and Scan share, from the range of keys to the page that is answered.

pub mod key_range;
pub mod page;
pub mod selection;
pub mod source;
pub mod start_key;
pub mod together;
