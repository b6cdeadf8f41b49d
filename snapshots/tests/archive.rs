//! Archives: what goes in comes out, others can read them, and nothing damaged or hostile is taken for whole.

mod support;

use std::fs;
use std::process::Command;

use proptest::prelude::*;
use snapshots::archive::unpack::{manifest, unpack, verify};
use snapshots::error::{Error, Result};
use snapshots::flow::{Source, flow};
use snapshots::hash::Sha256;
use snapshots::manifest::{CHUNK_BYTES, FILE_NAME, Manifest};
use snapshots::progress::Progress;
use support::{Tree, archive_of, flow_of, manifest_of, packed, read_all, read_tree, small_tree, write_tree};
use tar::{EntryType, Header};
use tempfile::tempdir;

async fn unpacked(archive: &[u8]) -> Result<(Manifest, Tree)> {
    let into = tempdir().unwrap();
    let manifest = unpack(flow_of(archive, 1000), into.path().to_owned(), &Progress::silent()).await?;
    Ok((manifest, read_tree(into.path())))
}

async fn refusal(archive: &[u8]) -> String {
    let unpacked = unpacked(archive).await.expect_err("the archive should have been refused").to_string();
    let verified = verify(flow_of(archive, 1 << 20), &Progress::silent()).await.unwrap_err().to_string();
    assert_eq!(unpacked, verified);
    unpacked
}

#[tokio::test]
async fn what_is_packed_is_unpacked() {
    let packed = packed(&small_tree());
    let archive = read_all(packed.pack.open()).await.unwrap();
    assert_eq!(unpacked(&archive).await.unwrap(), (packed.manifest.clone(), small_tree()));
    assert_eq!(verify(flow_of(&archive, 7), &Progress::silent()).await.unwrap(), packed.manifest);
    assert_eq!(manifest(flow_of(&archive, 7)).await.unwrap(), packed.manifest);
    assert!(archive.len() as u64 <= packed.pack.size_max());
}

/// Who cancels an import removes its folder while the unpacking may still be going on.
#[tokio::test]
async fn a_folder_that_has_gone_is_not_made_again() {
    let archive = archive_of(&small_tree()).await;
    let into = tempdir().unwrap().path().join("gone");
    assert!(unpack(flow_of(&archive, 1000), into.clone(), &Progress::silent()).await.is_err());
    assert!(!into.exists());
}

/// An archive once written is readable for ever. What stands in the museum is never written again.
#[tokio::test]
async fn an_archive_of_every_format_is_still_read() {
    let (manifest, tree) = unpacked(include_bytes!("museum/format-1.tar.zst")).await.unwrap();
    assert_eq!((manifest.format, manifest.name.as_str(), tree), (1, "test", small_tree()));
}

#[tokio::test]
async fn the_same_files_give_the_same_bytes() {
    assert_eq!(archive_of(&small_tree()).await, archive_of(&small_tree()).await);
}

#[tokio::test]
async fn long_files_are_cut_into_chunks_that_are_frames_of_their_own() {
    let mut state = 1u64;
    let mut noise = |length: usize| -> Vec<u8> {
        std::iter::repeat_with(|| {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
            (state >> 56) as u8
        })
        .take(length)
        .collect()
    };
    let tree: Tree = [
        ("mongodb/a.wt".to_owned(), noise(CHUNK_BYTES + 5)),
        ("mongodb/b.wt".to_owned(), noise(CHUNK_BYTES)),
        ("mongodb/c.wt".to_owned(), vec![0; 2 * CHUNK_BYTES]),
    ]
    .into();
    let packed = packed(&tree);
    let archive = read_all(packed.pack.open()).await.unwrap();
    assert!(archive.len() as u64 <= packed.pack.size_max());
    assert_eq!(unpacked(&archive).await.unwrap().1, tree);

    let mut rest = &archive[..];
    let mut frames = Vec::new();
    while !rest.is_empty() {
        let length = zstd::zstd_safe::find_frame_compressed_size(rest).unwrap();
        frames.push(Sha256::of(&zstd::stream::decode_all(&rest[..length]).unwrap()));
        rest = &rest[length..];
    }
    for (_, file) in packed.manifest.files() {
        for chunk in &file.chunks {
            assert!(frames.contains(&chunk.sha256), "{}: no frame is {}", file.path, chunk.sha256);
        }
    }
}

#[tokio::test]
async fn tar_lists_and_extracts_it() {
    let folder = tempdir().unwrap();
    let archive = folder.path().join("a.tar.zst");
    fs::write(&archive, archive_of(&small_tree()).await).unwrap();
    let listed = Command::new("tar").arg("--zstd").arg("-tf").arg(&archive).output().unwrap();
    assert!(listed.status.success(), "{listed:?}");
    let listed = String::from_utf8(listed.stdout).unwrap();
    assert_eq!(listed.lines().next(), Some(FILE_NAME));
    let mut names: Vec<_> = listed.lines().skip(1).map(str::to_owned).collect();
    names.sort();
    assert_eq!(names, small_tree().into_keys().collect::<Vec<_>>());

    let into = folder.path().join("into");
    fs::create_dir(&into).unwrap();
    assert!(
        Command::new("tar").arg("--zstd").arg("-xf").arg(&archive).arg("-C").arg(&into).status().unwrap().success()
    );
    fs::remove_file(into.join(FILE_NAME)).unwrap();
    assert_eq!(read_tree(&into), small_tree());
}

#[tokio::test]
async fn what_tar_packed_again_is_read() {
    let folder = tempdir().unwrap();
    write_tree(folder.path(), &small_tree());
    let manifest = manifest_of(folder.path());
    fs::write(folder.path().join(FILE_NAME), manifest.to_json()).unwrap();
    for format in ["gnu", "posix", "oldgnu"] {
        let archive = tempdir().unwrap();
        let archive = archive.path().join("a.tar.zst");
        let tar = Command::new("tar")
            .args(["--zstd", "--format", format, "-cf"])
            .arg(&archive)
            .arg("-C")
            .arg(folder.path())
            .args([&format!("./{FILE_NAME}"), "./redis", "./mongodb", "./emulators"])
            .output()
            .unwrap();
        assert!(tar.status.success(), "{tar:?}");
        let (read, tree) =
            unpacked(&fs::read(&archive).unwrap()).await.unwrap_or_else(|error| panic!("{format}: {error}"));
        assert_eq!((read, tree), (manifest.clone(), small_tree()), "{format}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn no_flipped_bit_is_overlooked() {
    let packed = packed(&small_tree());
    let archive = read_all(packed.pack.open()).await.unwrap();
    for at in 0..archive.len() {
        let mut flipped = archive.clone();
        flipped[at] ^= 1 << (at % 8);
        match verify(flow_of(&flipped, 1 << 20), &Progress::silent()).await {
            Err(Error::Damaged(_)) => {}
            // zstd's frame header has a bit that means nothing.
            verified => assert_eq!(verified.unwrap(), packed.manifest, "byte {at}"),
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_archive_that_was_cut_off_anywhere_is_refused() {
    let archive = archive_of(&small_tree()).await;
    for length in 0..archive.len() {
        let verified = verify(flow_of(&archive[..length], 1 << 20), &Progress::silent()).await;
        let Err(Error::Damaged(sentence)) = verified else { panic!("{length}: {verified:?}") };
        assert!(sentence.contains("cut off"), "{length}: {sentence}");
    }
}

#[tokio::test]
async fn what_follows_after_the_end_is_refused() {
    let archive = archive_of(&small_tree()).await;
    for garbage in [&b"x"[..], &[0], &zstd::bulk::compress(b"more", 1).unwrap(), &archive] {
        let refusal = refusal(&[&archive, garbage].concat()).await;
        assert!(refusal.contains("something follows after its end") || refusal.contains("cut off"), "{refusal}");
    }
    let bomb = zstd::bulk::compress(&vec![0; 2 << 20], 1).unwrap();
    assert!(refusal(&[archive, bomb].concat()).await.contains("something follows"));
}

/// A hand-made archive.
struct Forged(Vec<u8>);

impl Forged {
    fn new(manifest: &Manifest) -> Forged {
        Forged(Vec::new()).file(FILE_NAME, &manifest.to_json())
    }

    fn file(self, path: &str, bytes: &[u8]) -> Forged {
        self.entry(EntryType::Regular, path.as_bytes(), bytes.len() as u64, bytes)
    }

    fn entry(mut self, kind: EntryType, path: &[u8], size: u64, bytes: &[u8]) -> Forged {
        let mut header = Header::new_gnu();
        header.set_entry_type(kind);
        header.as_old_mut().name[..path.len()].copy_from_slice(path);
        header.set_size(size);
        header.set_mode(0o644);
        header.set_cksum();
        self.0.extend_from_slice(header.as_bytes());
        self.0.extend_from_slice(bytes);
        self.0.resize(self.0.len().next_multiple_of(512), 0);
        self
    }

    fn end(mut self) -> Vec<u8> {
        self.0.resize(self.0.len() + 1024, 0);
        zstd::bulk::compress(&self.0, 1).unwrap()
    }
}

#[tokio::test]
async fn hostile_entries_are_refused_by_name() {
    let folder = tempdir().unwrap();
    write_tree(folder.path(), &[("redis/a".to_owned(), b"abc".to_vec())].into());
    let manifest = manifest_of(folder.path());
    let forged = || Forged::new(&manifest);
    assert!(unpacked(&forged().file("redis/a", b"abc").end()).await.is_ok());

    for (path, archive) in [
        ("../escape", forged().file("../escape", b"abc")),
        ("/etc/escape", forged().file("/etc/escape", b"abc")),
        ("redis/../../escape", forged().file("redis/../../escape", b"abc")),
        ("redis//a", forged().file("redis//a", b"abc")),
        ("redis/./a", forged().file("redis/./a", b"abc")),
        ("redis\\a", forged().file("redis\\a", b"abc")),
        ("redis/b", forged().file("redis/b", b"abc")),
        (FILE_NAME, forged().file(FILE_NAME, b"abc")),
        ("redis/a", forged().entry(EntryType::Symlink, b"redis/a", 0, b"")),
        ("redis/a", forged().entry(EntryType::Link, b"redis/a", 0, b"")),
        ("redis/a", forged().entry(EntryType::Char, b"redis/a", 0, b"")),
        ("redis/a", forged().entry(EntryType::Fifo, b"redis/a", 0, b"")),
        ("redis/a", forged().entry(EntryType::GNUSparse, b"redis/a", 0, b"")),
        ("../x", forged().entry(EntryType::Directory, b"../x/", 0, b"")),
        ("redis/a", forged().file("redis/a", b"abc").file("redis/a", b"abc")),
        ("redis/a", forged().file("redis/a", b"abd")),
        ("redis/a", forged().file("redis/a", b"abcd")),
        ("redis/a", forged().entry(EntryType::Regular, b"redis/a", 1 << 40, b"abc")),
        ("redis/a", forged()),
    ] {
        let refusal = refusal(&archive.end()).await;
        assert!(refusal.contains(path), "{path}: {refusal}");
    }
    for kind in [EntryType::GNULongName, EntryType::XHeader] {
        let refusal = refusal(&forged().entry(kind, b"long", 1 << 30, b"abc").end()).await;
        assert!(refusal.contains("a header of 1073741824 bytes"), "{refusal}");
    }
    assert!(
        refusal(&Forged(Vec::new()).file("redis/a", b"abc").end())
            .await
            .contains("its first entry is not manifest.json")
    );
    assert!(refusal(b"PK\x03\x04 this is a zip file, is it not").await.contains("damaged"));
    assert!(refusal(b"").await.contains("cut off"));
}

#[tokio::test]
async fn a_manifest_that_does_not_hold_together_is_refused() {
    let folder = tempdir().unwrap();
    write_tree(folder.path(), &[("redis/a".to_owned(), b"abc".to_vec()), ("redis/b".to_owned(), b"".to_vec())].into());
    let manifest = String::from_utf8(manifest_of(folder.path()).to_json()).unwrap();
    for (from, to, words) in [
        ("\"format\": 1", "\"format\": 2", "upgrade statebox (version 0.0.1 wrote it)"),
        ("\"format\": 1", "\"format\": \"1\"", "no integer \"format\""),
        ("\"format\": 1,", "", "no integer \"format\""),
        ("\"path\": \"a\"", "\"path\": \"../a\"", "does not stay inside its folder"),
        ("\"path\": \"a\"", "\"path\": \"/a\"", "does not stay inside its folder"),
        ("\"path\": \"b\"", "\"path\": \"a\"", "lists redis/a twice"),
        ("\"path\": \"b\"", "\"path\": \"a/b\"", "inside of another file"),
        ("\"redis\"", "\"..\"", "does not stay inside its folder"),
        ("\"redis\"", "\"a/b\"", "cannot be a folder's name"),
        ("\"redis\"", "\"manifest.json\"", "cannot be a folder's name"),
        ("\"size\": 3", "\"size\": 4", "do not add up"),
        ("\"pause_ms\"", "\"pause_s\"", "not a manifest of format 1"),
        ("\"name\": \"test\"", "\"name\": \"../test\"", "cannot be a snapshot's name"),
        ("}", "", "is not JSON"),
    ] {
        assert!(manifest.contains(from), "{from}");
        let forged = Forged(Vec::new()).file(FILE_NAME, manifest.replacen(from, to, 1).as_bytes()).end();
        let refusal = refusal(&forged).await;
        assert!(refusal.contains(words), "{to}: {refusal}");
    }
}

#[tokio::test]
async fn a_transfer_that_breaks_off_is_no_end() {
    let archive = archive_of(&small_tree()).await;
    for told in [true, false] {
        let (sink, flow) = flow();
        sink.send(archive.clone().into()).await.unwrap();
        if told {
            sink.end(Err(Error::Remote("the cable was pulled".to_owned()))).await;
        } else {
            drop(sink);
        }
        let verified = verify(flow, &Progress::silent()).await.unwrap_err().to_string();
        assert_eq!(verified, if told { "the cable was pulled" } else { "the transfer broke off" });
    }
}

#[tokio::test]
async fn a_file_that_changes_while_it_is_packed_breaks_the_archive() {
    let packed = packed(&small_tree());
    fs::write(packed.folder.path().join("redis/dump.rdb"), b"REDIS0011").unwrap();
    let error = read_all(packed.pack.open()).await.unwrap_err().to_string();
    assert_eq!(error, "redis/dump.rdb changed while it was exported");
    fs::write(packed.folder.path().join("redis/dump.rdb"), b"").unwrap();
    assert!(read_all(packed.pack.open()).await.unwrap_err().to_string().contains("redis/dump.rdb"));
}

fn trees() -> impl Strategy<Value = Tree> {
    let part = "[a-zA-Z0-9 ._é-]{1,60}".prop_filter("stays inside", |part| part != "." && part != "..");
    let path = proptest::collection::vec(part, 1..5).prop_map(|parts| parts.join("/"));
    let bytes = prop_oneof![
        proptest::collection::vec(any::<u8>(), 0..2000),
        (0usize..20_000).prop_map(|length| vec![0; length])
    ];
    proptest::collection::btree_map(
        ("(emulators|redis|mongodb)", path).prop_map(|(store, path)| format!("{store}/{path}")),
        bytes,
        0..12,
    )
    .prop_filter("no file is a folder", |tree| {
        !tree.keys().any(|path| tree.keys().any(|other| other.starts_with(&format!("{path}/"))))
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn any_tree_comes_back(tree in trees()) {
        let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
        runtime.block_on(async {
            let packed = packed(&tree);
            let archive = read_all(packed.pack.open()).await.unwrap();
            assert!(archive.len() as u64 <= packed.pack.size_max());
            assert_eq!(unpacked(&archive).await.unwrap(), (packed.manifest.clone(), tree.clone()));
        });
    }
}
