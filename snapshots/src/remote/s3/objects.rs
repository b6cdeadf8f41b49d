//! Small objects in a bucket, each by one request.

use aws_sdk_s3::primitives::ByteStream;
use bytes::Bytes;
use futures_util::FutureExt;
use futures_util::future::BoxFuture;

use super::{S3, failure, time};
use crate::error::{Error, Result};
use crate::name::SnapshotName;
use crate::remote::Remote;
use crate::remote::objects::{Object, Objects, Written};

/// Downloads that broke off in a row, and conflicts with others' requests.
const ATTEMPTS: usize = 3;

impl Objects for S3 {
    fn objects<'a>(&'a self, folder: &'a str) -> BoxFuture<'a, Result<Vec<Object>>> {
        self.list_objects(format!("{}{folder}/", self.folder()), None).boxed()
    }

    fn jsons(&self) -> BoxFuture<'_, Result<Vec<Object>>> {
        async {
            let mut found = self.list_objects(self.folder(), Some("/")).await?;
            found.retain(|object| SnapshotName::of_index(&object.key).is_some());
            Ok(found)
        }
        .boxed()
    }

    fn read<'a>(&'a self, key: &'a str, first: Option<u64>) -> BoxFuture<'a, Result<Option<Bytes>>> {
        self.read_object(key, first).boxed()
    }

    fn write<'a>(&'a self, key: &'a str, bytes: Bytes, replace: bool) -> BoxFuture<'a, Result<Written>> {
        self.write_object(key, bytes, replace).boxed()
    }

    fn remove<'a>(&'a self, key: &'a str) -> BoxFuture<'a, Result<()>> {
        async move {
            let key = format!("{}{key}", self.folder());
            match self.client.delete_object().bucket(&self.bucket).key(key).send().await {
                Err(error) if failure::status(&error) == Some(404) => Ok(()),
                deleted => deleted.map(drop).map_err(|error| self.failed("delete an object", error)),
            }
        }
        .boxed()
    }
}

impl S3 {
    async fn list_objects(&self, prefix: String, delimiter: Option<&str>) -> Result<Vec<Object>> {
        let request = self.client.list_objects_v2().bucket(&self.bucket).prefix(prefix);
        let mut pages = request.set_delimiter(delimiter.map(str::to_owned)).into_paginator().send();
        let mut found = Vec::new();
        while let Some(page) = pages.next().await {
            let page = page.map_err(|error| self.failed("list objects", error))?;
            for object in page.contents() {
                let Some(key) = object.key().and_then(|key| key.strip_prefix(&self.folder())) else { continue };
                let size = object.size().and_then(|size| size.try_into().ok()).unwrap_or(0);
                found.push(Object { key: key.to_owned(), size, modified: object.last_modified().and_then(time) });
            }
        }
        Ok(found)
    }

    async fn read_object(&self, key: &str, first: Option<u64>) -> Result<Option<Bytes>> {
        let range = first.map(|first| format!("bytes=0-{}", first.saturating_sub(1)));
        let request = self.client.get_object().bucket(&self.bucket).key(format!("{}{key}", self.folder()));
        for attempt in 1.. {
            let answer = match request.clone().set_range(range.clone()).send().await {
                Ok(answer) => answer,
                // Of an empty object there is no first byte.
                Err(error) if failure::status(&error) == Some(416) => return Ok(Some(Bytes::new())),
                Err(error) if failure::code(&error) == Some("NoSuchKey") => return Ok(None),
                Err(error) => return Err(self.failed("read an object", error)),
            };
            match answer.body.collect().await {
                Ok(bytes) => return Ok(Some(bytes.into_bytes())),
                Err(_) if attempt < ATTEMPTS => {}
                Err(error) => {
                    let sentence = format!("the connection to {} was cut while {key} was read: {error}", self.endpoint);
                    return Err(Error::Remote(sentence));
                }
            }
        }
        unreachable!("the last attempt returns")
    }

    async fn write_object(&self, key: &str, bytes: Bytes, replace: bool) -> Result<Written> {
        let mut condition = (!replace).then(|| "*".to_owned());
        for _ in 0..ATTEMPTS {
            let request = self.client.put_object().bucket(&self.bucket).key(format!("{}{key}", self.folder()));
            let body = ByteStream::from(bytes.clone());
            let put = request.set_if_none_match(condition.clone()).body(body).send().await;
            let Err(error) = put else { return Ok(Written::Yes) };
            match (failure::code(&error), failure::status(&error)) {
                (Some("PreconditionFailed"), _) | (_, Some(412)) => return Ok(Written::Taken),
                (Some("ConditionalRequestConflict"), _) | (_, Some(409)) => {}
                // The server knows no conditions; then a look before has to do.
                (Some("NotImplemented"), _) | (_, Some(501)) if condition.is_some() => {
                    if self.read_object(key, Some(1)).await?.is_some() {
                        return Ok(Written::Taken);
                    }
                    condition = None;
                }
                _ => return Err(self.failed("store an object", error)),
            }
        }
        Err(Error::Remote(format!("others went on writing {key} at {} meanwhile; try again", self.address())))
    }
}
