//! `NAME.tar.zst`: an ordinary tarball, in which every chunk of every file is a zstd frame of its own.

mod entry;
pub mod layout;
pub mod pack;
pub mod survey;
pub mod unpack;
