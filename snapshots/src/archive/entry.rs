//! The tar header of a file: the same bytes for the same path and size, whoever exports and whenever.

use tar::{EntryType, Header};

pub const BLOCK: usize = 512;

/// Two empty blocks.
pub const END: [u8; 2 * BLOCK] = [0; 2 * BLOCK];

/// All that stands before the file's bytes.
pub fn head(path: &str, size: u64) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(BLOCK);
    let mut header = blank(size);
    if header.set_path(path).is_err() {
        // GNU's way for long paths: an entry before the entry, with the whole path and a zero; then the path again, cut off.
        let mut long = blank(path.len() as u64 + 1);
        long.set_entry_type(EntryType::GNULongName);
        long.set_path("././@LongLink").expect("it is short");
        long.set_cksum();
        bytes.extend_from_slice(long.as_bytes());
        bytes.extend_from_slice(path.as_bytes());
        bytes.push(0);
        bytes.resize(bytes.len() + padding(path.len() as u64 + 1), 0);
        let field = &mut header.as_old_mut().name;
        let cut = field.len().min(path.len());
        field[..cut].copy_from_slice(&path.as_bytes()[..cut]);
    }
    header.set_cksum();
    bytes.extend_from_slice(header.as_bytes());
    bytes
}

/// How many zeros follow a file of this size.
pub fn padding(size: u64) -> usize {
    let over = (size % BLOCK as u64) as usize;
    (BLOCK - over) % BLOCK
}

fn blank(size: u64) -> Header {
    let mut header = Header::new_gnu();
    header.set_entry_type(EntryType::Regular);
    header.set_mode(0o644);
    header.set_uid(0);
    header.set_gid(0);
    header.set_mtime(0);
    header.set_size(size);
    header
}
