//! A refusal as JSON.

use super::encode::{encode, string};
use crate::model::Refusal;
use crate::value::Value;

/// `{"__type":"…","message":"…"}` and the error's further members.
pub fn refusal(refusal: &Refusal, out: &mut Vec<u8>) {
    let error = refusal.error;
    out.extend_from_slice(b"{\"__type\":");
    string(&format!("{}{}", error.prefix, error.code), out);
    if let Some(message) = &refusal.message {
        out.push(b',');
        string(error.message_name, out);
        out.push(b':');
        string(message, out);
    }
    if let Value::Structure(members) = &refusal.value {
        for (index, value) in members {
            let member = &error.shape.members()[usize::from(*index)];
            out.push(b',');
            string(member.name, out);
            out.push(b':');
            encode(member.shape, value, out);
        }
    }
    out.push(b'}');
}
