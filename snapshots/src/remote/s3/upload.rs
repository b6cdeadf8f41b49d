//! A multipart upload, noted before its first part and aborted unless it is completed.

use aws_sdk_s3::Client;
use aws_sdk_s3::primitives::ByteStream;
use aws_sdk_s3::types::{ChecksumAlgorithm, CompletedMultipartUpload, CompletedPart};
use bytes::{Bytes, BytesMut};
use futures_util::StreamExt;
use futures_util::future::BoxFuture;
use futures_util::stream::FuturesUnordered;
use tokio::runtime::Handle;
use tracing::warn;

use super::store::MARK;
use super::{S3, failure};
use crate::error::{Error, Result};
use crate::flow::Flow;
use crate::name::SnapshotName;
use crate::remote::notes::{Note, Noted};

/// S3 takes parts of 5 MiB to 5 GiB, at most 10 000 of them; some servers want all but the last to be of one size.
const PART_BYTES_MIN: u64 = 8 << 20;
const PARTS_MAX: u64 = 10_000;
const PARTS_AT_ONCE: usize = 3;

pub(super) struct Upload {
    s3: S3,
    key: String,
    id: String,
    /// While it stands, there is something to abort.
    noted: Option<Noted>,
    parts: Vec<CompletedPart>,
}

pub(super) enum Completed {
    Yes,
    /// 412: there is an object of this name.
    Taken,
    /// 409: the upload is to begin anew.
    Conflict,
    /// The server does not know `If-None-Match` here.
    NoConditions,
    No(Error),
}

impl Upload {
    /// Its own task: whoever is cancelled before the server has answered does not know what there is to abort, and this one aborts it then.
    pub async fn begin(s3: &S3, name: &SnapshotName, mark: &str) -> Result<Upload> {
        let begun = tokio::spawn(Upload::begin_noted(s3.clone(), s3.key(name), mark.to_owned()));
        begun.await.expect("beginning does not panic")
    }

    async fn begin_noted(s3: S3, key: String, mark: String) -> Result<Upload> {
        let begun = s3
            .client
            .create_multipart_upload()
            .bucket(&s3.bucket)
            .key(&key)
            .content_type("application/zstd")
            .checksum_algorithm(ChecksumAlgorithm::Crc32)
            .metadata(MARK, mark)
            .send()
            .await
            .map_err(|error| s3.failed("begin an upload", error))?;
        let id = begun.upload_id().unwrap_or_default().to_owned();
        let note = Note::Upload {
            endpoint: s3.endpoint.clone(),
            bucket: s3.bucket.clone(),
            key: key.clone(),
            upload_id: id.clone(),
        };
        match s3.notes.write(note) {
            Ok(noted) => Ok(Upload { s3, key, id, noted: Some(noted), parts: Vec::new() }),
            Err(error) => {
                // What cannot be noted must not be begun.
                let _ = abort(&s3, &key, &id).await;
                Err(error)
            }
        }
    }

    /// In parts, a few at the same time; memory is that of the parts under way.
    pub async fn send(&mut self, mut flow: Flow, size_max: u64) -> Result<u64> {
        let part_bytes = part_bytes(size_max);
        let mut sending: FuturesUnordered<BoxFuture<'_, Result<CompletedPart>>> = FuturesUnordered::new();
        let (mut size, mut number, mut buffer, mut parts) = (0, 0, BytesMut::new(), Vec::new());
        let mut ended = false;
        while !ended || !sending.is_empty() {
            tokio::select! {
                piece = flow.next(), if !ended && sending.len() < PARTS_AT_ONCE => {
                    match piece? {
                        Some(piece) => {
                            size += piece.len() as u64;
                            buffer.extend_from_slice(&piece);
                        }
                        None => ended = true,
                    }
                    while buffer.len() >= part_bytes || (ended && (number == 0 || !buffer.is_empty())) {
                        let part = buffer.split_to(part_bytes.min(buffer.len())).freeze();
                        number += 1;
                        sending.push(Box::pin(send_part(&self.s3, &self.key, &self.id, number, part)));
                    }
                }
                Some(sent) = sending.next(), if !sending.is_empty() => parts.push(sent?),
            }
        }
        parts.sort_by_key(CompletedPart::part_number);
        drop(sending);
        self.parts = parts;
        Ok(size)
    }

    pub async fn complete(&mut self, only_if_new: bool) -> Completed {
        let parts = CompletedMultipartUpload::builder().set_parts(Some(self.parts.clone())).build();
        let completed = self
            .s3
            .client
            .complete_multipart_upload()
            .bucket(&self.s3.bucket)
            .key(&self.key)
            .upload_id(&self.id)
            .multipart_upload(parts)
            .set_if_none_match(only_if_new.then(|| "*".to_owned()))
            .send()
            .await;
        let Err(error) = completed else { return Completed::Yes };
        match (failure::code(&error), failure::status(&error)) {
            (Some("PreconditionFailed"), _) | (_, Some(412)) => Completed::Taken,
            (Some("ConditionalRequestConflict"), _) | (_, Some(409)) => Completed::Conflict,
            (Some("NotImplemented"), _) | (_, Some(501)) if only_if_new => Completed::NoConditions,
            _ => Completed::No(self.s3.failed("complete an upload", error)),
        }
    }

    /// It is an object now.
    pub fn done(mut self) -> Result<()> {
        self.noted.take().map_or(Ok(()), Noted::done)
    }

    pub async fn abort(mut self) -> Result<()> {
        let Some(noted) = self.noted.take() else { return Ok(()) };
        abort(&self.s3, &self.key, &self.id).await?;
        noted.done()
    }
}

impl Drop for Upload {
    fn drop(&mut self) {
        // Without a runtime the process is ending; the note stands, and the next export aborts.
        let (Some(noted), Ok(runtime)) = (self.noted.take(), Handle::try_current()) else { return };
        let (client, bucket) = (self.s3.client.clone(), self.s3.bucket.clone());
        let (key, id) = (std::mem::take(&mut self.key), std::mem::take(&mut self.id));
        runtime.spawn(async move {
            match ask_to_abort(&client, &bucket, &key, &id).await {
                Ok(()) => drop(noted.done()),
                Err(_) => warn!(key, "an upload that was cancelled remains until the next export"),
            }
        });
    }
}

async fn send_part(s3: &S3, key: &str, id: &str, number: i32, part: Bytes) -> Result<CompletedPart> {
    let sent = s3
        .client
        .upload_part()
        .bucket(&s3.bucket)
        .key(key)
        .upload_id(id)
        .part_number(number)
        .checksum_algorithm(ChecksumAlgorithm::Crc32)
        .body(ByteStream::from(part))
        .send()
        .await
        .map_err(|error| s3.failed("take a part of an upload", error))?;
    Ok(CompletedPart::builder()
        .part_number(number)
        .set_e_tag(sent.e_tag)
        .set_checksum_crc32(sent.checksum_crc32)
        .build())
}

/// Without an error also when there is no such upload any more.
pub(super) async fn abort(s3: &S3, key: &str, id: &str) -> Result<()> {
    let aborted = ask_to_abort(&s3.client, &s3.bucket, key, id).await;
    aborted.map_err(|error| s3.failed("abort an upload", *error))
}

type AbortError = failure::Failed<aws_sdk_s3::operation::abort_multipart_upload::AbortMultipartUploadError>;

async fn ask_to_abort(client: &Client, bucket: &str, key: &str, id: &str) -> std::result::Result<(), Box<AbortError>> {
    match client.abort_multipart_upload().bucket(bucket).key(key).upload_id(id).send().await {
        Err(error) if failure::code(&error) == Some("NoSuchUpload") || failure::status(&error) == Some(404) => Ok(()),
        aborted => aborted.map(drop).map_err(Box::new),
    }
}

fn part_bytes(size_max: u64) -> usize {
    // A tenth to spare.
    let needed = size_max.div_ceil(PARTS_MAX - PARTS_MAX / 10);
    usize::try_from(needed.max(PART_BYTES_MIN).next_multiple_of(1 << 20)).unwrap_or(usize::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_archive_of_any_size_has_few_enough_parts() {
        assert_eq!(part_bytes(0), 8 << 20);
        for size in [1u64, 1 << 30, 80 << 30, 1 << 40, 5 << 40] {
            let part = part_bytes(size) as u64;
            assert!(size.div_ceil(part) <= PARTS_MAX && (PART_BYTES_MIN..=5 << 30).contains(&part), "{size}: {part}");
        }
    }
}
