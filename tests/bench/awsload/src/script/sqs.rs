//! Requests to SQS, in JSON or in the Query protocol, and the receipt handles of their answers.

use super::{Expected, Outcome, Script};
use crate::request::Service::Sqs;
use crate::text::{json_str, push, push_form, push_number, xml_text};
use std::sync::atomic::Ordering;

impl Script {
    /// Deletes what the last receive brought; receives where it brought nothing.
    pub(super) fn receive_then_delete(&mut self, out: &mut Vec<u8>, max: u32) -> Expected {
        if self.receipt_handles.is_empty() {
            self.receive_message(out, max, false)
        } else {
            self.delete_messages(out, false)
        }
    }

    /// A send, a receive, and the delete of what was received, in turn: of one message, or of ten in batches.
    pub(super) fn cycle(&mut self, out: &mut Vec<u8>, messages: u32, fifo: bool) -> Expected {
        match self.step {
            0 => {
                self.step = 1;
                match messages {
                    1 => self.send_message(out, fifo),
                    _ => self.send_message_batch(out, fifo),
                }
            }
            1 => {
                self.step = 2;
                self.receive_message(out, messages, fifo)
            }
            _ => self.end_cycle(out, fifo),
        }
    }

    /// The delete; where nothing was received, the next operation's request instead.
    fn end_cycle(&mut self, out: &mut Vec<u8>, fifo: bool) -> Expected {
        self.step = 0;
        if self.receipt_handles.is_empty() {
            return self.next(out);
        }
        self.delete_messages(out, fifo)
    }

    pub(super) fn send_message(&mut self, out: &mut Vec<u8>, fifo: bool) -> Expected {
        let unique = self.sequence.fetch_add(1, Ordering::Relaxed);
        let (from, to) = self.stretch();
        let url = self.url(fifo).to_string();
        let group = self.group();
        let b = &mut self.body;
        if self.target.query {
            push(b, "Action=SendMessage&Version=2012-11-05&QueueUrl=");
            push_form(b, url.as_bytes());
            push(b, "&MessageBody=");
            push_form(b, &self.filler[from..to]);
            if fifo {
                push(b, &format!("&MessageGroupId=g{group}&MessageDeduplicationId=d{unique}"));
            }
        } else {
            push(b, "{\"QueueUrl\":\"");
            push(b, &url);
            push(b, "\",\"MessageBody\":\"");
            b.extend_from_slice(&self.filler[from..to]);
            b.push(b'"');
            if fifo {
                push_group(b, group, unique);
            }
            b.push(b'}');
        }
        self.emit(out, Sqs, "SendMessage");
        Expected::Simple(1)
    }

    pub(super) fn send_message_batch(&mut self, out: &mut Vec<u8>, fifo: bool) -> Expected {
        let url = self.url(fifo).to_string();
        let group = self.group();
        let query = self.target.query;
        if query {
            push(&mut self.body, "Action=SendMessageBatch&Version=2012-11-05&QueueUrl=");
            push_form(&mut self.body, url.as_bytes());
        } else {
            push(&mut self.body, "{\"QueueUrl\":\"");
            push(&mut self.body, &url);
            push(&mut self.body, "\",\"Entries\":[");
        }
        for i in 0..10u64 {
            let unique = self.sequence.fetch_add(1, Ordering::Relaxed);
            let (from, to) = self.stretch();
            let b = &mut self.body;
            if query {
                let p = format!("&SendMessageBatchRequestEntry.{}", i + 1);
                push(b, &format!("{p}.Id=m{i}{p}.MessageBody="));
                push_form(b, &self.filler[from..to]);
                if fifo {
                    push(b, &format!("{p}.MessageGroupId=g{group}{p}.MessageDeduplicationId=d{unique}"));
                }
                continue;
            }
            push(b, if i > 0 { ",{\"Id\":\"m" } else { "{\"Id\":\"m" });
            push_number(b, i, 0);
            push(b, "\",\"MessageBody\":\"");
            b.extend_from_slice(&self.filler[from..to]);
            b.push(b'"');
            if fifo {
                push_group(b, group, unique);
            }
            b.push(b'}');
        }
        if !query {
            push(&mut self.body, "]}");
        }
        self.emit(out, Sqs, "SendMessageBatch");
        Expected::Simple(10)
    }

    fn receive_message(&mut self, out: &mut Vec<u8>, max: u32, fifo: bool) -> Expected {
        let url = self.url(fifo).to_string();
        let b = &mut self.body;
        if self.target.query {
            push(b, "Action=ReceiveMessage&Version=2012-11-05&QueueUrl=");
            push_form(b, url.as_bytes());
            push(b, &format!("&MaxNumberOfMessages={max}"));
            if let Some(visibility) = self.cfg.visibility {
                push(b, &format!("&VisibilityTimeout={visibility}"));
            }
        } else {
            push(b, "{\"QueueUrl\":\"");
            push(b, &url);
            push(b, "\",\"MaxNumberOfMessages\":");
            push_number(b, max as u64, 0);
            if let Some(visibility) = self.cfg.visibility {
                push(b, ",\"VisibilityTimeout\":");
                push_number(b, visibility as u64, 0);
            }
            b.push(b'}');
        }
        self.emit(out, Sqs, "ReceiveMessage");
        Expected::Receive
    }

    /// Keeps the receipt handles as they stand in the answer, for the delete.
    pub(super) fn received(&mut self, body: &[u8]) -> Outcome {
        let mut at = 0;
        self.receipt_handles.clear();
        if body.first() == Some(&b'<') {
            while let Some((end, handle)) = xml_text(body, "ReceiptHandle", at) {
                self.receipt_handles.push(handle.to_vec());
                at = end;
            }
        } else {
            while let Some((end, handle)) = json_str(body, "ReceiptHandle", at) {
                self.receipt_handles.push(handle.to_vec());
                at = end;
            }
        }
        Outcome::found(self.receipt_handles.len() as u32)
    }

    /// Deletes what was received last: one message by DeleteMessage, several by DeleteMessageBatch.
    fn delete_messages(&mut self, out: &mut Vec<u8>, fifo: bool) -> Expected {
        let url = self.url(fifo).to_string();
        let handles = std::mem::take(&mut self.receipt_handles);
        let one = handles.len() == 1;
        let operation = if one { "DeleteMessage" } else { "DeleteMessageBatch" };
        let b = &mut self.body;
        if self.target.query {
            push(b, "Action=");
            push(b, operation);
            push(b, "&Version=2012-11-05&QueueUrl=");
            push_form(b, url.as_bytes());
            for (i, handle) in handles.iter().enumerate() {
                if one {
                    push(b, "&ReceiptHandle=");
                } else {
                    let p = format!("&DeleteMessageBatchRequestEntry.{}", i + 1);
                    push(b, &format!("{p}.Id=m{i}{p}.ReceiptHandle="));
                }
                push_form(b, handle);
            }
        } else {
            push(b, "{\"QueueUrl\":\"");
            push(b, &url);
            if one {
                push(b, "\",\"ReceiptHandle\":\"");
                b.extend_from_slice(&handles[0]);
                push(b, "\"}");
            } else {
                push(b, "\",\"Entries\":[");
                for (i, handle) in handles.iter().enumerate() {
                    push(b, if i > 0 { ",{\"Id\":\"m" } else { "{\"Id\":\"m" });
                    push_number(b, i as u64, 0);
                    push(b, "\",\"ReceiptHandle\":\"");
                    b.extend_from_slice(handle);
                    push(b, "\"}");
                }
                push(b, "]}");
            }
        }
        self.emit(out, Sqs, operation);
        Expected::Delete(handles.len() as u32)
    }

    fn url(&self, fifo: bool) -> &str {
        if fifo {
            &self.target.fifo_url
        } else {
            &self.target.queue_url
        }
    }

    /// The FIFO group of the next message, or of the next batch.
    fn group(&mut self) -> u64 {
        if self.cfg.groups == 0 {
            self.connection
        } else {
            self.random() % self.cfg.groups
        }
    }
}

fn push_group(b: &mut Vec<u8>, group: u64, unique: u64) {
    push(b, ",\"MessageGroupId\":\"g");
    push_number(b, group, 0);
    push(b, "\",\"MessageDeduplicationId\":\"d");
    push_number(b, unique, 0);
    b.push(b'"');
}
