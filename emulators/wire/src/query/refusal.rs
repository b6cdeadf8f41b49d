//! A refusal as XML.

use super::encode::Xml;
use crate::model::{Model, Refusal};

/// `<ErrorResponse><Error><Type>Sender</Type><Code>…</Code><Message>…</Message><Detail/></Error><RequestId>…`, and the status.
pub fn refusal(model: &Model, refusal: &Refusal, request_id: &str) -> (u16, Vec<u8>) {
    let error = refusal.error;
    let (code, status) = error.query.map_or((error.code, error.status), |query| (query.code, query.status));
    let mut xml = Xml::new();
    xml.within_namespace("ErrorResponse", model.xml_namespace, |xml| {
        xml.within("Error", |xml| {
            xml.text("Type", error.blame.as_str());
            xml.text("Code", code);
            if let Some(message) = &refusal.message {
                xml.text("Message", message);
            }
            xml.empty("Detail");
        });
        xml.text("RequestId", request_id);
    });
    (status, xml.into_bytes())
}
