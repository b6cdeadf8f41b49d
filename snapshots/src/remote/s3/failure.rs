//! What the S3 client's errors mean to the one who configured the remote: one sentence each.

use aws_sdk_s3::error::{DisplayErrorContext, ProvideErrorMetadata, SdkError};
use aws_sdk_s3::operation::RequestId;
use aws_smithy_types::error::metadata::ErrorMetadata;

use super::S3;
use crate::error::Error;
use crate::remote::Remote;

/// Any operation's.
pub(super) type Failed<E> = SdkError<E, aws_sdk_s3::config::http::HttpResponse>;

pub(super) fn status<E>(error: &Failed<E>) -> Option<u16> {
    error.raw_response().map(|response| response.status().as_u16())
}

pub(super) fn code<E: ProvideErrorMetadata>(error: &Failed<E>) -> Option<&str> {
    error.as_service_error().and_then(|error| error.meta().code())
}

impl S3 {
    pub(super) fn failed<E>(&self, doing: &str, error: Failed<E>) -> Error
    where
        E: ProvideErrorMetadata + std::error::Error + Send + Sync + 'static,
    {
        if code(&error) == Some("NoSuchBucket") {
            return self.no_bucket();
        }
        Error::Remote(self.sentence(doing, &error))
    }

    fn sentence<E>(&self, doing: &str, error: &Failed<E>) -> String
    where
        E: ProvideErrorMetadata + std::error::Error + Send + Sync + 'static,
    {
        let (endpoint, address) = (&self.endpoint, self.address());
        let Some(response) = error.raw_response() else {
            return self.never_answered(error);
        };
        let status = response.status().as_u16();
        let meta = error.as_service_error().map(|error| error.meta());
        let code = meta.and_then(ErrorMetadata::code).unwrap_or_default();
        let message = meta.and_then(ErrorMetadata::message).unwrap_or_default();
        let region = response.headers().get("x-amz-bucket-region");
        match (code, status) {
            ("InvalidAccessKeyId", _) => format!("wrong credentials: {endpoint} does not know the access key"),
            ("SignatureDoesNotMatch", _) => format!(
                "wrong credentials: {endpoint} says that the secret access key does not belong to the access key"
            ),
            ("ExpiredToken" | "TokenRefreshRequired", _) => format!("the credentials for {address} have expired"),
            ("InvalidToken", _) => format!("wrong credentials: {endpoint} refuses the session token"),
            ("RequestTimeTooSkewed", _) => {
                format!("the clock of this machine differs too much from that of {endpoint}")
            }
            (
                "PermanentRedirect"
                | "TemporaryRedirect"
                | "AuthorizationHeaderMalformed"
                | "IllegalLocationConstraintException",
                _,
            )
            | (_, 301 | 302 | 307 | 308) => match region {
                Some(region) => format!(
                    "the bucket {} is in the region {region}; set AWS_REGION or STATEBOX_REMOTE_REGION to it",
                    self.bucket
                ),
                None => format!(
                    "{endpoint} redirects requests for the bucket {} elsewhere; set the region or the endpoint that it belongs to",
                    self.bucket
                ),
            },
            (
                "QuotaExceeded"
                | "XMinioStorageFull"
                | "InsufficientStorage"
                | "InsufficientCapacity"
                | "XMinioAdminBucketQuotaExceeded",
                _,
            )
            | (_, 507) => {
                format!("there is no space left at {address}")
            }
            ("EntityTooLarge", _) => format!("{address} does not take an archive of this size"),
            ("SlowDown" | "ServiceUnavailable", _) | (_, 503) => {
                format!("{endpoint} is overloaded or not available at the moment")
            }
            ("AccessDenied" | "AllAccessDisabled", _) | (_, 401 | 403) => {
                format!("the credentials may not {doing} at {address} (HTTP {status}{})", dash(message))
            }
            (code, status) => {
                let id =
                    meta.and_then(|meta| meta.request_id()).map(|id| format!(", request {id}")).unwrap_or_default();
                format!("{address} could not {doing}: HTTP {status} {code}{}{id}", dash(message))
            }
        }
    }

    fn never_answered<E: std::error::Error + 'static>(&self, error: &Failed<E>) -> String {
        let endpoint = &self.endpoint;
        // The client has no type of its own for this.
        let chain = DisplayErrorContext(error).to_string();
        if ["CredentialsNotLoaded", "no providers in chain", "credentials provider", "IMDS"]
            .iter()
            .any(|words| chain.contains(words))
        {
            return format!(
                "there are no credentials for {}: set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, AWS_PROFILE, or STATEBOX_REMOTE_*",
                self.address()
            );
        }
        if matches!(error, SdkError::TimeoutError(_)) {
            return format!("{endpoint} did not answer in time");
        }
        let mut cause: &dyn std::error::Error = error;
        while let Some(deeper) = cause.source() {
            cause = deeper;
        }
        format!("{endpoint} could not be reached: {cause}")
    }
}

fn dash(message: &str) -> String {
    if message.is_empty() { String::new() } else { format!(": {message}") }
}
