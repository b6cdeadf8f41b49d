//! What every remote promises.
#![allow(dead_code)]

use std::sync::atomic::{AtomicUsize, Ordering};

use bytes::Bytes;
use snapshots::error::{Error, Result};
use snapshots::flow::{Flow, Source, flow};
use snapshots::progress::Progress;
use snapshots::remote::{Remote, inspect, verify};

use super::{name, packed, read_all, small_tree};

/// Any bytes, in pieces, with an end of one's choice.
pub struct Bytewise {
    pub pieces: Vec<Bytes>,
    pub breaks_off: bool,
    pub opened: AtomicUsize,
}

impl Bytewise {
    pub fn of(pieces: Vec<Bytes>) -> Bytewise {
        Bytewise { pieces, breaks_off: false, opened: AtomicUsize::new(0) }
    }
}

impl Source for Bytewise {
    fn open(&self) -> Flow {
        self.opened.fetch_add(1, Ordering::SeqCst);
        let (sink, flow) = flow();
        let (pieces, breaks_off) = (self.pieces.clone(), self.breaks_off);
        tokio::spawn(async move {
            for piece in pieces {
                if sink.send(piece).await.is_err() {
                    return;
                }
            }
            if !breaks_off {
                sink.end(Ok(())).await;
            }
        });
        flow
    }

    fn size_max(&self) -> u64 {
        self.pieces.iter().map(|piece| piece.len() as u64).sum()
    }

    fn mark(&self) -> String {
        let address = format!("{:p}", self.pieces.as_ptr());
        snapshots::hash::Sha256::of(address.as_bytes()).to_string()
    }
}

pub fn word(word: &'static str) -> Bytewise {
    Bytewise::of(vec![Bytes::from_static(word.as_bytes())])
}

pub async fn content(remote: &dyn Remote, wanted: &str) -> String {
    let bytes = read_all(remote.open(&name(wanted), None).await.unwrap()).await.unwrap();
    String::from_utf8(bytes).unwrap()
}

pub async fn names(remote: &dyn Remote) -> Vec<String> {
    remote.list().await.unwrap().into_iter().map(|listed| listed.name.to_string()).collect()
}

pub fn taken<T: std::fmt::Debug>(outcome: Result<T>) {
    assert!(matches!(outcome, Err(Error::Taken { .. })), "{outcome:?}");
}

pub fn unknown<T>(outcome: Result<T>) {
    assert!(matches!(outcome, Err(Error::Unknown { .. })));
}

/// What holds for all of them. The remote is empty.
pub async fn keeps_its_promises(remote: &dyn Remote) {
    assert!(names(remote).await.is_empty());
    unknown(remote.open(&name("a"), None).await);
    unknown(remote.delete(&name("a")).await);
    unknown(inspect(remote, &name("a")).await);
    assert_eq!(remote.find(&name("a")).await.unwrap(), None);

    assert_eq!(remote.put(&name("b"), &word("first"), false).await.unwrap().size, 5);
    remote.put(&name("a"), &word("other"), false).await.unwrap();
    assert_eq!(names(remote).await, ["a", "b"]);
    let found = remote.find(&name("b")).await.unwrap().unwrap();
    assert_eq!((found.size, found.modified.is_some()), (5, true));
    assert_eq!(content(remote, "b").await, "first");
    assert_eq!(read_all(remote.open(&name("b"), Some(2)).await.unwrap()).await.unwrap(), b"fi");
    assert_eq!(read_all(remote.open(&name("b"), Some(200)).await.unwrap()).await.unwrap(), b"first");

    taken(remote.put(&name("b"), &word("second"), false).await);
    assert_eq!(content(remote, "b").await, "first");
    remote.put(&name("b"), &word("second"), true).await.unwrap();
    assert_eq!(content(remote, "b").await, "second");

    let broken = Bytewise { breaks_off: true, ..word("half") };
    assert_eq!(remote.put(&name("c"), &broken, false).await.unwrap_err().to_string(), "the transfer broke off");
    assert_eq!(remote.put(&name("b"), &broken, true).await.unwrap_err().to_string(), "the transfer broke off");
    assert_eq!(content(remote, "b").await, "second");
    assert_eq!(names(remote).await, ["a", "b"]);

    remote.delete(&name("a")).await.unwrap();
    assert_eq!(names(remote).await, ["b"]);

    let packed = packed(&small_tree());
    remote.put(&name("real"), &packed.pack, false).await.unwrap();
    assert_eq!(inspect(remote, &name("real")).await.unwrap(), packed.manifest);
    assert_eq!(verify(remote, &name("real"), &Progress::silent()).await.unwrap(), packed.manifest);
    assert!(matches!(inspect(remote, &name("b")).await, Err(Error::Damaged(_))));
}

/// Of two exports under the same name, one wins and the other is told.
pub async fn two_at_once(remote: &dyn Remote) {
    let (first, second) = (word("one"), word("two"));
    let raced = name("raced");
    let outcomes = tokio::join!(remote.put(&raced, &first, false), remote.put(&raced, &second, false));
    let (won, lost) = match outcomes {
        (Ok(_), lost) => ("one", lost),
        (lost, Ok(_)) => ("two", lost),
        both => panic!("{both:?}"),
    };
    taken(lost);
    assert_eq!(content(remote, "raced").await, won);
}
