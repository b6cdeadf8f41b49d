//! STS GetCallerIdentity, which Terraform, the CDK and start-up checks call. Nothing more of STS is here.
//!
//! Source: the API reference of STS, version 2011-06-15.

/// The answer for an account, in the form that the caller asked for.
pub(crate) fn caller_identity(account: &str, request_id: &str, wants_json: bool) -> (&'static str, String) {
    let arn = format!("arn:aws:iam::{account}:root");
    if wants_json {
        let body = format!(
            r#"{{"GetCallerIdentityResponse":{{"GetCallerIdentityResult":{{"Account":"{account}","Arn":"{arn}","UserId":"{account}"}},"ResponseMetadata":{{"RequestId":"{request_id}"}}}}}}"#
        );
        return ("application/json", body);
    }
    let body = format!(
        "<GetCallerIdentityResponse xmlns=\"https://sts.amazonaws.com/doc/2011-06-15/\">\n  <GetCallerIdentityResult>\n    <Arn>{arn}</Arn>\n    <UserId>{account}</UserId>\n    <Account>{account}</Account>\n  </GetCallerIdentityResult>\n  <ResponseMetadata>\n    <RequestId>{request_id}</RequestId>\n  </ResponseMetadata>\n</GetCallerIdentityResponse>\n"
    );
    ("text/xml", body)
}
