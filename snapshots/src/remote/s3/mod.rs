//! S3, or any server that speaks like it.

mod access;
mod failure;
mod fetch;
mod objects;
mod store;
mod upload;

use aws_sdk_s3::Client;
use aws_sdk_s3::operation::head_object::HeadObjectOutput;
use futures_util::FutureExt;
use futures_util::future::BoxFuture;

use crate::error::{Error, Result};
use crate::flow::{Flow, Source};
use crate::moment::Time;
use crate::name::SnapshotName;
use crate::remote::notes::{Note, Notes};
use crate::remote::{Form, Listed, Remote, Stored, unknown};

pub use access::{Access, Own};

#[derive(Clone)]
pub struct S3 {
    client: Client,
    /// Where the server is, for messages and notes.
    endpoint: String,
    bucket: String,
    prefix: String,
    notes: Notes,
}

impl S3 {
    /// Looks for endpoint, region and credentials, and asks the server nothing yet.
    pub async fn connect(bucket: String, prefix: String, access: &Access, own: &Own, notes: Notes) -> Result<S3> {
        let (client, endpoint) = access.client(own).await?;
        Ok(S3 { client, endpoint, bucket, prefix, notes })
    }

    fn key(&self, name: &SnapshotName) -> String {
        format!("{}{}", self.folder(), name.file_name())
    }

    fn folder(&self) -> String {
        if self.prefix.is_empty() { String::new() } else { format!("{}/", self.prefix) }
    }

    async fn head(&self, name: &SnapshotName) -> Result<Option<HeadObjectOutput>> {
        let head = self.client.head_object().bucket(&self.bucket).key(self.key(name)).send().await;
        match head {
            Ok(head) => Ok(Some(head)),
            Err(error) if failure::status(&error) == Some(404) => self.bucket_is_there().await.map(|()| None),
            Err(error) => Err(self.failed("look for a snapshot", error)),
        }
    }

    /// A missing object and a missing bucket look the same to a HEAD, which has no body.
    async fn bucket_is_there(&self) -> Result<()> {
        match self.client.head_bucket().bucket(&self.bucket).send().await {
            Err(error) if failure::status(&error) == Some(404) => Err(self.no_bucket()),
            // Who may not ask about the bucket may still use what is in it.
            _ => Ok(()),
        }
    }

    async fn list(&self) -> Result<Vec<Listed>> {
        let folder = self.folder();
        let request = self.client.list_objects_v2().bucket(&self.bucket).prefix(&folder).delimiter("/");
        let mut pages = request.into_paginator().send();
        let mut listed = Vec::new();
        while let Some(page) = pages.next().await {
            let page = page.map_err(|error| self.failed("list snapshots", error))?;
            for object in page.contents() {
                let name = object.key().and_then(|key| key.strip_prefix(&folder)).and_then(SnapshotName::of_file);
                let Some(name) = name else { continue };
                let size = object.size().and_then(|size| size.try_into().ok()).unwrap_or(0);
                listed.push(Listed { name, form: Form::Plain, size, modified: object.last_modified().and_then(time) });
            }
        }
        listed.sort_by(|a, b| a.name.cmp(&b.name));
        Ok(listed)
    }

    async fn delete(&self, name: &SnapshotName) -> Result<()> {
        self.head(name).await?.ok_or_else(|| unknown(self, name))?;
        let deleted = self.client.delete_object().bucket(&self.bucket).key(self.key(name)).send().await;
        deleted.map(drop).map_err(|error| self.failed("delete a snapshot", error))
    }

    /// All that can be swept is swept; the first failure is told.
    async fn sweep(&self) -> Result<()> {
        let mut outcome = Ok(());
        for noted in self.notes.stale()? {
            let Note::Upload { endpoint, bucket, key, upload_id } = &noted.note else { continue };
            if *endpoint != self.endpoint || *bucket != self.bucket {
                continue;
            }
            let swept = upload::abort(self, key, upload_id).await.and_then(|()| noted.done());
            outcome = outcome.and(swept);
        }
        outcome
    }
}

impl Remote for S3 {
    fn address(&self) -> String {
        let slash = if self.prefix.is_empty() { "" } else { "/" };
        format!("s3://{}{slash}{}", self.bucket, self.prefix)
    }

    fn list(&self) -> BoxFuture<'_, Result<Vec<Listed>>> {
        self.list().boxed()
    }

    fn find<'a>(&'a self, name: &'a SnapshotName) -> BoxFuture<'a, Result<Option<Listed>>> {
        async move {
            let head = self.head(name).await?;
            Ok(head.map(|head| {
                let size = head.content_length().and_then(|size| size.try_into().ok()).unwrap_or(0);
                Listed { name: name.clone(), form: Form::Plain, size, modified: head.last_modified().and_then(time) }
            }))
        }
        .boxed()
    }

    fn open<'a>(&'a self, name: &'a SnapshotName, first: Option<u64>) -> BoxFuture<'a, Result<Flow>> {
        fetch::open(self, name, first).boxed()
    }

    fn put<'a>(&'a self, name: &'a SnapshotName, source: &'a dyn Source, force: bool) -> BoxFuture<'a, Result<Stored>> {
        store::put(self, name, source, force).boxed()
    }

    fn delete<'a>(&'a self, name: &'a SnapshotName) -> BoxFuture<'a, Result<()>> {
        self.delete(name).boxed()
    }

    fn sweep(&self) -> BoxFuture<'_, Result<()>> {
        self.sweep().boxed()
    }
}

fn time(time: &aws_smithy_types::DateTime) -> Option<Time> {
    time.to_millis().ok().map(Time)
}

impl S3 {
    fn no_bucket(&self) -> Error {
        Error::Remote(format!("there is no bucket {} at {}", self.bucket, self.endpoint))
    }
}
