//! A refusal as XML.

use super::encode::Xml;
use crate::model::{Model, Refusal};

/// `<ErrorResponse><Error><Type>Sender</Type><Code>…</Code><Message>…</Message><Detail/></Error><RequestId>…`, and the status.
pub fn refusal(model: &Model, refusal: &Refusal, request_id: &str) -> (u16, Vec<u8>) {
    let error = refusal.error;
    let (code, status) = code(refusal);
    let mut xml = Xml::new();
    xml.within_namespace("ErrorResponse", model.xml_namespace, |xml| {
        xml.within("Error", |xml| {
            xml.text("Type", error.blame.as_str());
            xml.text("Code", code);
            if let Some(message) = &refusal.message {
                xml.text("Message", words(code, message));
            }
            xml.empty("Detail");
        });
        xml.text("RequestId", request_id);
    });
    (status, xml.into_bytes())
}

/// What the protocol calls an error, and its status there.
pub(super) fn code(refusal: &Refusal) -> (&'static str, u16) {
    let error = refusal.error;
    error.query.map_or((error.code, error.status), |query| (query.code, query.status))
}

/// The one sentence that is longer in the protocol of old. Seen: recorded from SQS in both protocols.
pub(super) fn words<'a>(code: &str, message: &'a str) -> &'a str {
    match (code, message) {
        ("AWS.SimpleQueueService.NonExistentQueue", "The specified queue does not exist.") => {
            "The specified queue does not exist for this wsdl version."
        }
        (_, message) => message,
    }
}
