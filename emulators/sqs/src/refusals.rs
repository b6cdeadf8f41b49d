//! Every sentence of SQS. Unless said otherwise they are those that AWS gave to LocalStack's tests (`test_sqs.snapshot.json`) and
//! to moto's tests marked `aws_verified`.

use models::sqs::{BatchResultErrorEntry, Refusal};

use crate::queue::access::{Access, Denied};
use crate::queue::name::BadName;

/// What JSON clients know as InvalidParameterValueException and the others as InvalidParameterValue.
fn invalid_parameter(message: String) -> Refusal {
    Refusal::Other { code: "InvalidParameterValueException", status: 400, message }
}

fn invalid_value(value: impl std::fmt::Display, parameter: &str, reason: &str) -> Refusal {
    invalid_parameter(format!("Value {value} for parameter {parameter} is invalid. Reason: {reason}"))
}

pub fn missing_parameter(name: &str) -> Refusal {
    let message = format!("The request must contain the parameter {name}.");
    Refusal::Other { code: "MissingRequiredParameterException", status: 400, message }
}

// Queues

pub fn queue_does_not_exist() -> Refusal {
    Refusal::QueueDoesNotExist { message: Some("The specified queue does not exist.".into()) }
}

/// Seen: AWS's answers quoted in many reports; the action is in lower case.
pub fn access_denied(access: &Access<'_>, denied: Denied) -> Refusal {
    let action = access.action();
    let reason = match denied {
        Denied::Implicitly => format!("because no resource-based policy allows the sqs:{action} action"),
        Denied::Explicitly => "with an explicit deny in a resource-based policy".to_owned(),
    };
    let (account, arn) = (access.account, access.queue.arn());
    let message = format!(
        "User: arn:aws:iam::{account}:root is not authorized to perform: sqs:{action} on resource: {arn} {reason}"
    );
    Refusal::AccessDeniedException { message: Some(message) }
}

pub fn bad_name(bad: BadName) -> Refusal {
    invalid_parameter(match bad {
        BadName::Characters => {
            "Can only include alphanumeric characters, hyphens, or underscores. 1 to 80 in length".into()
        }
        // Seen: AWS's answers quoted in Terraform's and Serverless' issues.
        BadName::NotFifo => {
            "The name of a FIFO queue can only include alphanumeric characters, hyphens, or underscores, \
                             must end with .fifo suffix and be 1 to 80 in length."
                .into()
        }
    })
}

pub fn queue_exists_with_other(attribute: &str) -> Refusal {
    let message = format!("A queue already exists with the same name and a different value for attribute {attribute}");
    Refusal::QueueNameExists { message: Some(message) }
}

/// Seen: API reference, QueueDeletedRecently; the sentence is in LocalStack's issues.
pub fn queue_deleted_recently() -> Refusal {
    let message = "You must wait 60 seconds after deleting a queue before you can create another with the same name.";
    Refusal::QueueDeletedRecently { message: Some(message.into()) }
}

pub fn purge_in_progress(name: &str) -> Refusal {
    let message = format!("Only one PurgeQueue operation on {name} is allowed every 60 seconds.");
    Refusal::PurgeQueueInProgress { message: Some(message) }
}

/// Guess: the wording of other parameters out of range.
pub fn results_out_of_range(given: i32) -> Refusal {
    invalid_value(given, "MaxResults", "MaxResults must be an integer between 1 and 1000")
}

/// Guess: no source for the wording.
pub fn bad_next_token() -> Refusal {
    invalid_parameter("Invalid or expired next token.".into())
}

// Attributes of queues

pub fn unknown_attribute(name: &str) -> Refusal {
    Refusal::InvalidAttributeName { message: Some(format!("Unknown Attribute {name}.")) }
}

pub fn only_for_fifo(name: &str) -> Refusal {
    let message = format!("You can specify the {name} only when FifoQueue is set to true.");
    Refusal::InvalidAttributeName { message: Some(message) }
}

pub fn invalid_attribute(name: &str) -> Refusal {
    Refusal::InvalidAttributeValue { message: Some(format!("Invalid value for the parameter {name}.")) }
}

pub fn queue_type_is_fixed() -> Refusal {
    let message = "Invalid value for the parameter FifoQueue. Reason: Modifying queue type is not supported.";
    Refusal::InvalidAttributeValue { message: Some(message.into()) }
}

/// The rule is the API reference's (FifoThroughputLimit); guess: the sentence.
pub fn throughput_needs_group_scope() -> Refusal {
    let message = "Invalid value for the parameter FifoThroughputLimit. Reason: The perMessageGroupId value is allowed \
                   only when the value for DeduplicationScope is messageGroup.";
    Refusal::InvalidAttributeValue { message: Some(message.into()) }
}

pub fn one_kind_of_encryption() -> Refusal {
    let message = "You can use one type of server-side encryption (SSE) at one time. You can either enable KMS SSE or \
                   SQS SSE.";
    Refusal::InvalidAttributeName { message: Some(message.into()) }
}

pub fn invalid_redrive_policy(policy: &str, reason: &str) -> Refusal {
    invalid_value(policy, "RedrivePolicy", reason)
}

pub fn invalid_redrive_allow_policy(policy: &str, reason: &str) -> Refusal {
    invalid_value(policy, "RedriveAllowPolicy", reason)
}

// Tags and permissions

/// Seen: moto's tests.
pub fn too_many_tags(queue: &str) -> Refusal {
    invalid_parameter(format!("Too many tags added for queue {queue}."))
}

/// Seen: moto's tests.
pub fn invalid_tag_key() -> Refusal {
    invalid_parameter("Tag keys must be between 1 and 128 characters in length.".into())
}

/// Seen: developer guide, quotas of tags; guess: the sentence.
pub fn invalid_tag_value() -> Refusal {
    invalid_parameter("Tag values must be between 0 and 256 characters in length.".into())
}

pub fn label_exists(label: &str) -> Refusal {
    invalid_value(label, "Label", "Already exists.")
}

pub fn label_unknown(label: &str) -> Refusal {
    invalid_value(label, "Label", "can't find label.")
}

/// Guess: as the names of batch entries.
pub fn invalid_label(label: &str) -> Refusal {
    invalid_value(
        label,
        "Label",
        "Can only include alphanumeric characters, hyphens, or underscores. 1 to 80 in length",
    )
}

/// Seen: moto's tests.
pub fn unknown_action(action: &str) -> Refusal {
    invalid_value(format_args!("SQS:{action}"), "ActionName", "Only the queue owner is allowed to invoke this action.")
}

/// Seen: moto's tests.
pub fn too_many_actions(count: usize) -> Refusal {
    Refusal::OverLimit { message: Some(format!("{count} Actions were found, maximum allowed is 7.")) }
}

/// Seen: moto's tests.
pub fn no_principal() -> Refusal {
    invalid_value("[]", "PrincipalId", "Unable to verify.")
}

// Messages

pub fn invalid_characters() -> Refusal {
    let message = "Invalid characters found. Valid unicode characters are #x9 | #xA | #xD | #x20 to #xD7FF | #xE000 to \
                   #xFFFD | #x10000 to #x10FFFF";
    Refusal::InvalidMessageContents { message: Some(message.into()) }
}

pub fn message_too_long(size_max: u32) -> Refusal {
    invalid_parameter(format!(
        "One or more parameters are invalid. Reason: Message must be shorter than {size_max} bytes."
    ))
}

/// Of one entry of a batch, which is worded otherwise.
pub fn entry_too_long(size_max: u32) -> Refusal {
    invalid_parameter(format!(
        "One or more parameters cannot be validated. Reason: Message must be shorter than {size_max} bytes."
    ))
}

/// Seen: moto's tests.
pub fn delay_out_of_range(delay_s: i32) -> Refusal {
    invalid_value(delay_s, "DelaySeconds", "DelaySeconds must be >= 0 and <= 900.")
}

pub fn delay_on_fifo(delay_s: i32) -> Refusal {
    invalid_value(delay_s, "DelaySeconds", "The request include parameter that is not valid for this queue type.")
}

pub fn deduplication_on_standard(id: &str) -> Refusal {
    invalid_value(
        id,
        "MessageDeduplicationId",
        "The request includes a parameter that is not valid for this queue type.",
    )
}

/// `parameter` is MessageGroupId, MessageDeduplicationId or ReceiveRequestAttemptId.
pub fn invalid_fifo_id(id: &str, parameter: &str) -> Refusal {
    let reason = format!("{parameter} can only include alphanumeric and punctuation characters. 1 to 128 in length.");
    invalid_value(id, parameter, &reason)
}

pub fn group_missing() -> Refusal {
    missing_parameter("MessageGroupId")
}

/// In a batch the same sentence has another code.
pub fn group_missing_in_batch() -> Refusal {
    invalid_parameter("The request must contain the parameter MessageGroupId.".into())
}

pub fn deduplication_missing() -> Refusal {
    invalid_parameter(
        "The queue should either have ContentBasedDeduplication enabled or MessageDeduplicationId provided explicitly"
            .into(),
    )
}

// Attributes of messages. Seen: API reference and moto's tests, where nothing else is said.

pub fn attribute_name_empty() -> Refusal {
    invalid_parameter("The message attribute name must not be empty.".into())
}

pub fn attribute_name_too_long() -> Refusal {
    invalid_parameter("Message (user) attribute names must be shorter than 256 Bytes".into())
}

pub fn attribute_name_characters() -> Refusal {
    invalid_parameter(
        "Message (user) attributes name can only contain upper and lower score characters, digits, periods, hyphens and \
         underscores. "
            .into(),
    )
}

pub fn attribute_name_reserved() -> Refusal {
    invalid_parameter(
        "You can't use message attribute names beginning with 'AWS.' or 'Amazon.'. These strings are reserved for internal \
         use. Additionally, they cannot start or end with '.'."
            .into(),
    )
}

pub fn attribute_without_type(name: &str) -> Refusal {
    invalid_parameter(format!("The message attribute '{name}' must contain non-empty message attribute type."))
}

pub fn attribute_of_unknown_type(name: &str) -> Refusal {
    invalid_parameter(format!(
        "The message attribute '{name}' has an invalid message attribute type, the set of supported type prefixes is \
         Binary, Number, and String."
    ))
}

pub fn attribute_type_too_long() -> Refusal {
    invalid_parameter("Message (user) attribute types must be shorter than 256 Bytes".into())
}

pub fn attribute_without_value(name: &str, data_type: &str) -> Refusal {
    invalid_parameter(format!(
        "Message (user) attribute '{name}' must contain a non-empty value of type '{data_type}'."
    ))
}

/// Seen: moto's tests quote the first half.
pub fn attribute_is_no_number(name: &str, value: &str) -> Refusal {
    invalid_parameter(format!("Can't cast the value of message (user) attribute '{name}' to a number. Value: {value}."))
}

/// Seen: AWS's answer quoted in aws/aws-sdk issues about list values.
pub fn attribute_lists_unsupported() -> Refusal {
    let message = "Message attribute list values in SendMessage operation are not supported.";
    Refusal::UnsupportedOperation { message: Some(message.into()) }
}

/// Seen: API reference ("up to 10"); guess: the sentence.
pub fn too_many_attributes(count: usize) -> Refusal {
    invalid_parameter(format!("Number of message attributes [{count}] exceeds the allowed maximum [10]."))
}

/// Seen: API reference, MessageSystemAttributes; guess: the sentence.
pub fn unknown_system_attribute(name: &str) -> Refusal {
    invalid_parameter(format!(
        "Message system attribute name '{name}' is invalid. Valid message system attribute names are: AWSTraceHeader."
    ))
}

// Receiving

pub fn count_out_of_range(given: i32) -> Refusal {
    invalid_value(given, "MaxNumberOfMessages", "Must be between 1 and 10, if provided.")
}

pub fn wait_out_of_range(given: i32) -> Refusal {
    invalid_value(given, "WaitTimeSeconds", "Must be >= 0 and <= 20, if provided.")
}

/// Guess: worded as that of WaitTimeSeconds, as other servers have it, too.
pub fn visibility_out_of_range(given: i32) -> Refusal {
    invalid_value(given, "VisibilityTimeout", "Must be >= 0 and <= 43200, if provided.")
}

/// Seen: API reference, OverLimit of ReceiveMessage; guess: the sentence.
pub fn too_many_in_flight() -> Refusal {
    Refusal::OverLimit {
        message: Some("Too many messages in flight: the maximum of 120000 inflight messages is reached.".into()),
    }
}

/// Seen: AWS's answer quoted in awslabs/amazon-sqs-java-messaging-lib, issue 213.
pub fn attempt_not_retryable(id: &str) -> Refusal {
    let reason = "The receiveRequestAttemptId is not valid anymore since the receive call is not retryable.";
    invalid_value(id, "ReceiveRequestAttemptId", reason)
}

// Receipts

/// Seen: AWS's answers quoted in many questions; the handle is echoed whole.
pub fn receipt_handle_invalid(handle: &str) -> Refusal {
    let message = format!("The input receipt handle \"{handle}\" is not a valid receipt handle.");
    Refusal::ReceiptHandleIsInvalid { message: Some(message) }
}

pub fn receipt_handle_expired(handle: &str) -> Refusal {
    invalid_value(handle, "ReceiptHandle", "The receipt handle has expired.")
}

/// Seen: LocalStack's tests against AWS, changing the visibility of a message that was deleted.
pub fn not_available_for_visibility(handle: &str) -> Refusal {
    invalid_value(handle, "ReceiptHandle", "Message does not exist or is not available for visibility timeout change.")
}

/// Seen: AWS's answer quoted in aws/aws-sdk-net, issue 794; gocloud.dev's driver quotes the same.
pub fn hidden_too_long(given_s: i32) -> Refusal {
    let reason = "Total VisibilityTimeout for the message is beyond the limit [43200 seconds]";
    invalid_value(given_s, "VisibilityTimeout", reason)
}

// Message move tasks. Seen: the same sentences in LocalStack's provider and in the tests of two other servers.

/// `parameter` is SourceArn or DestinationArn.
pub fn bad_arn(parameter: &str) -> Refusal {
    let form = "arn:<partition>:<service>:<region>:<account-id>:<resource-id>";
    invalid_parameter(format!("You must use this format to specify the {parameter}: {form}"))
}

pub fn no_resource(parameter: &str) -> Refusal {
    let message = format!("The resource that you specified for the {parameter} parameter doesn't exist.");
    Refusal::ResourceNotFoundException { message: Some(message) }
}

pub fn no_dead_letter_queue() -> Refusal {
    invalid_parameter("Source queue must be configured as a Dead Letter Queue.".into())
}

pub fn moves_to_itself() -> Refusal {
    invalid_parameter("Source queue arn and destination queue arn cannot be the same.".into())
}

pub fn moves_to_another_kind() -> Refusal {
    invalid_parameter("The source queue and destination queue must be of the same queue type.".into())
}

pub fn move_rate_out_of_range() -> Refusal {
    let reason = "You must enter a number that's between 1 and 500.";
    invalid_parameter(format!("Value for parameter MaxNumberOfMessagesPerSecond is invalid. Reason: {reason}"))
}

pub fn move_is_running() -> Refusal {
    let message =
        "There is already a task running. Only one active task is allowed for a source queue arn at a given time.";
    invalid_parameter(message.into())
}

/// Guess: worded as the rate.
pub fn move_results_out_of_range() -> Refusal {
    let reason = "You must enter a number that's between 1 and 10.";
    invalid_parameter(format!("Value for parameter MaxResults is invalid. Reason: {reason}"))
}

pub fn bad_move_handle() -> Refusal {
    invalid_parameter("Value for parameter TaskHandle is invalid.".into())
}

pub fn no_such_move() -> Refusal {
    Refusal::ResourceNotFoundException { message: Some("Task does not exist.".into()) }
}

/// Seen: API reference: only a running task can be cancelled. Guess: code and sentence.
pub fn move_is_over() -> Refusal {
    Refusal::UnsupportedOperation { message: Some("Only active tasks can be cancelled.".into()) }
}

// Batches

/// `entry` is the shape of an entry: SendMessageBatchRequestEntry.
pub fn batch_empty(entry: &str) -> Refusal {
    Refusal::EmptyBatchRequest { message: Some(format!("There should be at least one {entry} in the request.")) }
}

pub fn batch_too_many(count: usize) -> Refusal {
    let message = format!("Maximum number of entries per request are 10. You have sent {count}.");
    Refusal::TooManyEntriesInBatchRequest { message: Some(message) }
}

pub fn batch_id_invalid() -> Refusal {
    let message = "A batch entry id can only contain alphanumeric characters, hyphens and underscores. It can be at most \
                   80 letters long.";
    Refusal::InvalidBatchEntryId { message: Some(message.into()) }
}

pub fn batch_id_repeated(id: &str) -> Refusal {
    Refusal::BatchEntryIdsNotDistinct { message: Some(format!("Id {id} repeated.")) }
}

pub fn batch_too_long(size: usize) -> Refusal {
    let message = format!("Batch requests cannot be longer than 1048576 bytes. You have sent {size} bytes.");
    Refusal::BatchRequestTooLong { message: Some(message) }
}

/// Quoted from AWS in two reports. `number` counts from one.
pub fn entry_without_body(number: usize) -> Refusal {
    let message = format!("No Value Found for SendMessageBatchRequestEntry.{number}.MessageBody.");
    Refusal::Other { code: "EmptyValue", status: 400, message }
}

/// A refusal of one entry, by the code that the Query protocol knows.
pub fn of_entry(id: String, refusal: Refusal) -> BatchResultErrorEntry {
    let refusal = refusal.into_wire();
    let code = refusal.error.query.as_ref().map_or(refusal.error.code, |query| query.code);
    BatchResultErrorEntry { id, sender_fault: true, code: code.to_owned(), message: refusal.message }
}
