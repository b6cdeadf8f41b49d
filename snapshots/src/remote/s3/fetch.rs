//! A download, which goes on where it was when the connection is cut.

use aws_sdk_s3::operation::get_object::GetObjectOutput;
use tracing::debug;

use super::{S3, failure};
use crate::error::{Error, Result};
use crate::flow::{Flow, Sink, flow};
use crate::name::SnapshotName;
use crate::remote::unknown;

/// Cuts in a row without a byte in between.
const CUTS_MAX: usize = 3;

pub(super) async fn open(s3: &S3, name: &SnapshotName, first: Option<u64>) -> Result<Flow> {
    let request = s3.client.get_object().bucket(&s3.bucket).key(s3.key(name));
    let range = first.map(|first| format!("bytes=0-{}", first.saturating_sub(1)));
    let (sink, flow) = flow();
    match request.clone().set_range(range).send().await {
        Ok(answer) => {
            let again =
                Again { request, end: first, etag: answer.e_tag().map(str::to_owned), address: s3.endpoint.clone() };
            tokio::spawn(pump(answer, again, sink));
        }
        // Of an empty object there is no first byte.
        Err(error) if failure::status(&error) == Some(416) => sink.end(Ok(())).await,
        Err(error) if failure::code(&error) == Some("NoSuchKey") => return Err(unknown(s3, name)),
        Err(error) => return Err(s3.failed("read a snapshot", error)),
    }
    Ok(flow)
}

struct Again {
    request: aws_sdk_s3::operation::get_object::builders::GetObjectFluentBuilder,
    end: Option<u64>,
    etag: Option<String>,
    address: String,
}

async fn pump(mut answer: GetObjectOutput, again: Again, sink: Sink) {
    let (mut at, mut cuts) = (0u64, 0);
    loop {
        match answer.body.next().await {
            Some(Ok(bytes)) => {
                at += bytes.len() as u64;
                cuts = 0;
                if sink.send(bytes).await.is_err() {
                    return;
                }
            }
            None => return sink.end(Ok(())).await,
            Some(Err(cut)) => {
                cuts += 1;
                debug!(at, cuts, %cut, "a download was cut");
                match again.from(at).await {
                    Some(rest) if cuts <= CUTS_MAX => answer = rest,
                    _ => {
                        let sentence = format!(
                            "the connection to {} was cut after {at} bytes, and could not be taken up again",
                            again.address
                        );
                        return sink.end(Err(Error::Remote(sentence))).await;
                    }
                }
            }
        }
    }
}

impl Again {
    /// The same object or nothing.
    async fn from(&self, at: u64) -> Option<GetObjectOutput> {
        let end = self.end.map(|end| end.saturating_sub(1).to_string()).unwrap_or_default();
        let request = self.request.clone().range(format!("bytes={at}-{end}")).if_match(self.etag.clone()?);
        request.send().await.ok()
    }
}
