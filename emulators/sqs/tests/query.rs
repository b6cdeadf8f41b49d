//! All 23 operations in the Query protocol: forms in, XML out, and legacy codes in its errors.

use clock::{Clock, Entropy, Timestamp};
use keyspace::testing::memory_space;
use service::testing::{REQUEST_ID, caller, raw};
use service::wire::Protocol;
use sqs::{Settings, Sqs};

struct World {
    sqs: Sqs,
    clock: Clock,
}

const Q: &str = "QueueUrl=http%3A%2F%2Flocalhost%3A4566%2F000000000000%2Fq";
const DEAD: &str = "arn%3Aaws%3Asqs%3Aus-east-1%3A000000000000%3Adead";

impl World {
    fn new() -> World {
        let clock = Clock::simulated(Timestamp::from_secs(1_700_000_000));
        let sqs = Sqs::open(memory_space(clock.clone(), Entropy::seeded(1)), Settings::default()).unwrap();
        World { sqs, clock }
    }

    async fn ask(&self, operation: &str, form: &str) -> (u16, String) {
        let body = format!("Action={operation}&Version=2012-11-05&{form}");
        let caller = caller(self.clock.now());
        let answer = raw(&self.sqs, &caller, Protocol::Query, operation, body.as_bytes()).await;
        assert_eq!(answer.content_type, "text/xml");
        (answer.status, String::from_utf8(answer.body.bytes().to_vec()).unwrap())
    }

    /// What is inside of the result, or nothing where the operation has none.
    async fn ok(&self, operation: &str, form: &str) -> String {
        let (status, xml) = self.ask(operation, form).await;
        assert_eq!(status, 200, "{xml}");
        assert!(
            xml.contains(&format!("<{operation}Response xmlns=\"http://queue.amazonaws.com/doc/2012-11-05/\">")),
            "{xml}"
        );
        assert!(
            xml.contains(&format!("<ResponseMetadata><RequestId>{REQUEST_ID}</RequestId></ResponseMetadata>")),
            "{xml}"
        );
        element(&xml, &format!("{operation}Result")).unwrap_or_default()
    }

    async fn refused(&self, operation: &str, form: &str) -> (u16, String, String) {
        let (status, xml) = self.ask(operation, form).await;
        assert!(
            xml.contains("<ErrorResponse") && xml.contains("<Type>Sender</Type>") && xml.contains("<Detail/>"),
            "{xml}"
        );
        (status, element(&xml, "Code").unwrap(), element(&xml, "Message").unwrap())
    }
}

/// What stands between the first tags of this name.
fn element(xml: &str, name: &str) -> Option<String> {
    let from = xml.find(&format!("<{name}>"))? + name.len() + 2;
    let to = xml[from..].find(&format!("</{name}>"))?;
    Some(xml[from..from + to].to_owned())
}

fn encoded(text: &str) -> String {
    text.bytes()
        .map(|byte| if byte.is_ascii_alphanumeric() { char::from(byte).to_string() } else { format!("%{byte:02X}") })
        .collect()
}

#[tokio::test(start_paused = true)]
async fn queues_are_made_described_and_deleted() {
    let world = World::new();
    let made = world.ok(
        "CreateQueue",
        "QueueName=q&Attribute.1.Name=VisibilityTimeout&Attribute.1.Value=7&Tag.1.Key=k&Tag.1.Value=v",
    );
    assert_eq!(made.await, "<QueueUrl>http://localhost:4566/000000000000/q</QueueUrl>");
    assert_eq!(
        world.ok("GetQueueUrl", "QueueName=q").await,
        "<QueueUrl>http://localhost:4566/000000000000/q</QueueUrl>"
    );
    assert_eq!(
        world.ok("ListQueues", "QueueNamePrefix=q").await,
        "<QueueUrl>http://localhost:4566/000000000000/q</QueueUrl>"
    );
    let asked = format!("{Q}&AttributeName.1=VisibilityTimeout&AttributeName.2=DelaySeconds");
    assert_eq!(
        world.ok("GetQueueAttributes", &asked).await,
        "<Attribute><Name>DelaySeconds</Name><Value>0</Value></Attribute>\
         <Attribute><Name>VisibilityTimeout</Name><Value>7</Value></Attribute>"
    );
    world.ok("SetQueueAttributes", &format!("{Q}&Attribute.Name=DelaySeconds&Attribute.Value=3")).await;
    let delay = world.ok("GetQueueAttributes", &format!("{Q}&AttributeName=DelaySeconds")).await;
    assert_eq!(delay, "<Attribute><Name>DelaySeconds</Name><Value>3</Value></Attribute>");

    assert_eq!(world.ok("ListQueueTags", Q).await, "<Tag><Key>k</Key><Value>v</Value></Tag>");
    world.ok("TagQueue", &format!("{Q}&Tag.1.Key=l&Tag.1.Value=w")).await;
    world.ok("UntagQueue", &format!("{Q}&TagKey.1=k")).await;
    assert_eq!(world.ok("ListQueueTags", Q).await, "<Tag><Key>l</Key><Value>w</Value></Tag>");

    world.ok("AddPermission", &format!("{Q}&Label=l&AWSAccountId.1=111111111111&ActionName.1=SendMessage")).await;
    let policy = world.ok("GetQueueAttributes", &format!("{Q}&AttributeName.1=Policy")).await;
    assert!(policy.contains("arn:aws:iam::111111111111:root"), "{policy}");
    world.ok("RemovePermission", &format!("{Q}&Label=l")).await;
    assert_eq!(world.ok("GetQueueAttributes", &format!("{Q}&AttributeName.1=Policy")).await, "");

    world.ok("PurgeQueue", Q).await;
    world.ok("DeleteQueue", Q).await;
    let (status, code, message) = world.refused("PurgeQueue", Q).await;
    assert_eq!((status, code.as_str()), (400, "AWS.SimpleQueueService.NonExistentQueue"));
    assert!(message.starts_with("The specified queue does not exist"), "{message}");
}

#[tokio::test(start_paused = true)]
async fn messages_are_sent_received_hidden_and_deleted() {
    let world = World::new();
    world.ok("CreateQueue", "QueueName=q").await;
    let attribute =
        "MessageAttribute.1.Name=a&MessageAttribute.1.Value.DataType=String&MessageAttribute.1.Value.StringValue=b";
    let sent = world.ok("SendMessage", &format!("{Q}&MessageBody=%3Cone%3E&{attribute}")).await;
    assert_eq!(element(&sent, "MD5OfMessageBody").unwrap(), md5_of("<one>"));
    assert!(element(&sent, "MD5OfMessageAttributes").is_some(), "{sent}");
    let wanted = "AttributeName.1=All&MessageAttributeName.1=All&MaxNumberOfMessages=10&VisibilityTimeout=30";
    let received = world.ok("ReceiveMessage", &format!("{Q}&{wanted}")).await;
    assert_eq!(element(&received, "Body").unwrap(), "&lt;one&gt;");
    assert_eq!(element(&received, "MessageId"), element(&sent, "MessageId"));
    assert!(
        received.contains("<Attribute><Name>ApproximateReceiveCount</Name><Value>1</Value></Attribute>"),
        "{received}"
    );
    assert!(
        received.contains("<MessageAttribute><Name>a</Name><Value><StringValue>b</StringValue><DataType>String</DataType></Value></MessageAttribute>"),
        "{received}"
    );
    let handle = encoded(&element(&received, "ReceiptHandle").unwrap());
    world.ok("ChangeMessageVisibility", &format!("{Q}&ReceiptHandle={handle}&VisibilityTimeout=0")).await;
    let again = world.ok("ReceiveMessage", &format!("{Q}&{wanted}")).await;
    let handle = encoded(&element(&again, "ReceiptHandle").unwrap());
    world.ok("DeleteMessage", &format!("{Q}&ReceiptHandle={handle}")).await;
    assert_eq!(world.ok("ReceiveMessage", Q).await, "");

    let (status, code, message) = world.refused("SendMessage", &format!("{Q}&MessageBody=")).await;
    assert_eq!((status, code.as_str()), (400, "MissingParameter"));
    assert_eq!(message, "The request must contain the parameter MessageBody.");
    let (_, code, _) = world.refused("DeleteMessage", &format!("{Q}&ReceiptHandle=x")).await;
    assert_eq!(code, "ReceiptHandleIsInvalid");
}

fn md5_of(text: &str) -> String {
    use md5::{Digest, Md5};
    Md5::digest(text).iter().map(|byte| format!("{byte:02x}")).collect()
}

#[tokio::test(start_paused = true)]
async fn batches_tell_of_each_entry() {
    let world = World::new();
    world.ok("CreateQueue", "QueueName=q").await;
    let entry = |at: u32, rest: &str| {
        format!("SendMessageBatchRequestEntry.{at}.Id=e{at}&SendMessageBatchRequestEntry.{at}.{rest}")
    };
    let form = format!("{Q}&{}&{}&{}", entry(1, "MessageBody=a"), entry(2, "MessageBody="), entry(3, "MessageBody=b"));
    let sent = world.ok("SendMessageBatch", &form).await;
    assert_eq!(sent.matches("<SendMessageBatchResultEntry>").count(), 2, "{sent}");
    assert_eq!(element(&element(&sent, "BatchResultErrorEntry").unwrap(), "Code").unwrap(), "EmptyValue");

    let received = world.ok("ReceiveMessage", &format!("{Q}&MaxNumberOfMessages=10")).await;
    let handles: Vec<_> =
        received.split("<Message>").skip(1).filter_map(|message| element(message, "ReceiptHandle")).collect();
    assert_eq!(handles.len(), 2);
    let entries = |name: &str, more: &str| {
        let entry = |(at, handle): (usize, &String)| {
            let at = at + 1;
            let more = if more.is_empty() { String::new() } else { format!("&{name}.{at}.{more}") };
            format!("&{name}.{at}.Id=e{at}&{name}.{at}.ReceiptHandle={}{more}", encoded(handle))
        };
        handles.iter().enumerate().map(entry).collect::<String>()
    };
    let form = format!("{Q}{}", entries("ChangeMessageVisibilityBatchRequestEntry", "VisibilityTimeout=60"));
    let hidden = world.ok("ChangeMessageVisibilityBatch", &form).await;
    assert_eq!(hidden.matches("<ChangeMessageVisibilityBatchResultEntry>").count(), 2, "{hidden}");
    let deleted =
        world.ok("DeleteMessageBatch", &format!("{Q}{}", entries("DeleteMessageBatchRequestEntry", ""))).await;
    assert_eq!(
        deleted,
        "<DeleteMessageBatchResultEntry><Id>e1</Id></DeleteMessageBatchResultEntry>\
         <DeleteMessageBatchResultEntry><Id>e2</Id></DeleteMessageBatchResultEntry>"
    );
    for operation in ["SendMessageBatch", "DeleteMessageBatch", "ChangeMessageVisibilityBatch"] {
        assert_eq!(world.refused(operation, Q).await.1, "AWS.SimpleQueueService.EmptyBatchRequest", "{operation}");
    }
}

#[tokio::test(start_paused = true)]
async fn dead_letters_and_their_way_back_are_told() {
    let world = World::new();
    world.ok("CreateQueue", "QueueName=dead").await;
    let policy = encoded(r#"{"deadLetterTargetArn":"arn:aws:sqs:us-east-1:000000000000:dead","maxReceiveCount":"1"}"#);
    world.ok("CreateQueue", &format!("QueueName=q&Attribute.1.Name=RedrivePolicy&Attribute.1.Value={policy}")).await;
    let dead = "QueueUrl=http%3A%2F%2Flocalhost%3A4566%2F000000000000%2Fdead";
    let sources = world.ok("ListDeadLetterSourceQueues", dead).await;
    assert_eq!(sources, "<QueueUrl>http://localhost:4566/000000000000/q</QueueUrl>");

    let started = world.ok("StartMessageMoveTask", &format!("SourceArn={DEAD}")).await;
    let handle = element(&started, "TaskHandle").unwrap();
    let told = world.ok("ListMessageMoveTasks", &format!("SourceArn={DEAD}")).await;
    let entry = element(&told, "ListMessageMoveTasksResultEntry").unwrap();
    assert_eq!(element(&entry, "Status").unwrap(), "RUNNING");
    assert_eq!(element(&entry, "TaskHandle").unwrap(), handle);
    let cancelled = world.ok("CancelMessageMoveTask", &format!("TaskHandle={}", encoded(&handle))).await;
    assert_eq!(cancelled, "<ApproximateNumberOfMessagesMoved>0</ApproximateNumberOfMessagesMoved>");
    let told = world.ok("ListMessageMoveTasks", &format!("SourceArn={DEAD}")).await;
    assert_eq!(element(&told, "Status").unwrap(), "CANCELLED");
    let (status, code, _) =
        world.refused("ListMessageMoveTasks", "SourceArn=arn%3Aaws%3Asqs%3Aus-east-1%3A000000000000%3Anone").await;
    assert_eq!((status, code.as_str()), (404, "ResourceNotFoundException"));
}
