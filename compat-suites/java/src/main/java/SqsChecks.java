import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.sqs.SqsAsyncClient;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.batchmanager.SqsAsyncBatchManager;
import software.amazon.awssdk.services.sqs.model.*;

/** SQS: this SDK holds every message against its MD5 sums, those of batches and attributes included. */
final class SqsChecks {
    private static final Map<String, MessageAttributeValue> ATTRIBUTES = Map.of(
        "text", MessageAttributeValue.builder().dataType("String.mine").stringValue("ü").build(),
        "number", MessageAttributeValue.builder().dataType("Number").stringValue("1.5").build(),
        "bytes", MessageAttributeValue.builder().dataType("Binary").binaryValue(SdkBytes.fromByteArray(new byte[] {0, (byte) 200})).build());

    private final SqsClient sqs;
    private String queue, fifo;

    private SqsChecks(SqsClient sqs) { this.sqs = sqs; }

    static void run(Checks checks) {
        try (SqsClient client = checks.client(SqsClient.builder()).build();
             SqsAsyncClient async = checks.client(SqsAsyncClient.builder()).build()) {
            SqsChecks sqs = new SqsChecks(client);
            checks.that("sqs/queues are made and found", sqs::create);
            checks.that("sqs/a message comes back with all that was sent", sqs::one);
            checks.that("sqs/batches", sqs::batches);
            checks.that("sqs/a message is hidden, shown and deleted", sqs::visibility);
            checks.that("sqs/a FIFO queue keeps the order and takes the same once", sqs::fifo);
            checks.that("sqs/refusals are typed", sqs::refusals);
            checks.that("sqs/the batch manager sends, receives and deletes", () -> sqs.managed(async));
            checks.that("sqs/queues are deleted", sqs::delete);
        }
    }

    private void create() {
        queue = sqs.createQueue(it -> it.queueName("java-sdk").attributes(Map.of(QueueAttributeName.VISIBILITY_TIMEOUT, "20"))).queueUrl();
        fifo = sqs.createQueue(it -> it.queueName("java-sdk.fifo").attributes(Map.of(
            QueueAttributeName.FIFO_QUEUE, "true", QueueAttributeName.CONTENT_BASED_DEDUPLICATION, "true"))).queueUrl();
        Checks.equal(queue, sqs.getQueueUrl(it -> it.queueName("java-sdk")).queueUrl());
        Checks.equal(List.of(queue, fifo), sqs.listQueuesPaginator(it -> it.queueNamePrefix("java-sdk").maxResults(1)).queueUrls().stream().toList());
        Map<QueueAttributeName, String> told = sqs.getQueueAttributes(it -> it.queueUrl(queue).attributeNames(QueueAttributeName.ALL)).attributes();
        Checks.equal("20", told.get(QueueAttributeName.VISIBILITY_TIMEOUT));
    }

    private void one() {
        String id = sqs.sendMessage(it -> it.queueUrl(queue).messageBody("höi").messageAttributes(ATTRIBUTES)
            .messageSystemAttributes(Map.of(MessageSystemAttributeNameForSends.AWS_TRACE_HEADER,
                MessageSystemAttributeValue.builder().dataType("String").stringValue("Root=1-5759e988-bd862e3fe1be46a994272793").build()))).messageId();
        Message message = receive(queue, 1).get(0);
        Checks.equal(id, message.messageId());
        Checks.equal("höi", message.body());
        Checks.equal(ATTRIBUTES, message.messageAttributes());
        Checks.equal("1", message.attributes().get(MessageSystemAttributeName.APPROXIMATE_RECEIVE_COUNT));
        Checks.equal("Root=1-5759e988-bd862e3fe1be46a994272793", message.attributes().get(MessageSystemAttributeName.AWS_TRACE_HEADER));
        sqs.deleteMessage(it -> it.queueUrl(queue).receiptHandle(message.receiptHandle()));
    }

    private void batches() {
        List<SendMessageBatchRequestEntry> entries = IntStream.range(0, 10).mapToObj(at -> SendMessageBatchRequestEntry.builder()
            .id("id-" + at).messageBody("body " + at).delaySeconds(at == 9 ? 901 : 0).messageAttributes(ATTRIBUTES).build()).toList();
        SendMessageBatchResponse sent = sqs.sendMessageBatch(it -> it.queueUrl(queue).entries(entries));
        Checks.equal(9, sent.successful().size());
        Checks.equal("InvalidParameterValue", sent.failed().get(0).code());
        List<Message> messages = receive(queue, 10);
        Checks.equal(9, messages.size());
        List<DeleteMessageBatchRequestEntry> receipts = messages.stream()
            .map(it -> DeleteMessageBatchRequestEntry.builder().id(it.messageId()).receiptHandle(it.receiptHandle()).build()).toList();
        Checks.equal(9, sqs.deleteMessageBatch(it -> it.queueUrl(queue).entries(receipts)).successful().size());
    }

    private void visibility() {
        sqs.sendMessage(it -> it.queueUrl(queue).messageBody("again"));
        Message hidden = receive(queue, 1).get(0);
        Checks.equal(List.of(), receive(queue, 1));
        sqs.changeMessageVisibility(it -> it.queueUrl(queue).receiptHandle(hidden.receiptHandle()).visibilityTimeout(0));
        Message shown = receive(queue, 1).get(0);
        Checks.equal("2", shown.attributes().get(MessageSystemAttributeName.APPROXIMATE_RECEIVE_COUNT));
        sqs.deleteMessage(it -> it.queueUrl(queue).receiptHandle(shown.receiptHandle()));
    }

    private void fifo() {
        SendMessageResponse first = sqs.sendMessage(it -> it.queueUrl(fifo).messageGroupId("g").messageBody("a"));
        SendMessageResponse again = sqs.sendMessage(it -> it.queueUrl(fifo).messageGroupId("g").messageBody("a"));
        sqs.sendMessage(it -> it.queueUrl(fifo).messageGroupId("g").messageBody("b"));
        Checks.equal(first.messageId(), again.messageId());
        Checks.equal(first.sequenceNumber(), again.sequenceNumber());
        List<Message> messages = receive(fifo, 10);
        Checks.equal(List.of("a", "b"), messages.stream().map(Message::body).toList());
        Checks.equal("g", messages.get(0).attributes().get(MessageSystemAttributeName.MESSAGE_GROUP_ID));
    }

    private void refusals() throws Exception {
        Checks.refused(QueueDoesNotExistException.class, "AWS.SimpleQueueService.NonExistentQueue", () -> sqs.getQueueUrl(it -> it.queueName("java-sdk-missing")));
        Checks.refused(QueueNameExistsException.class, "QueueAlreadyExists", () -> sqs.createQueue(it -> it.queueName("java-sdk")
            .attributes(Map.of(QueueAttributeName.DELAY_SECONDS, "5"))));
        Checks.refused(EmptyBatchRequestException.class, "AWS.SimpleQueueService.EmptyBatchRequest", () -> sqs.deleteMessageBatch(it -> it.queueUrl(queue).entries(List.of())));
        Checks.refused(SqsException.class, "InvalidParameterValue", () -> sqs.receiveMessage(it -> it.queueUrl(queue).maxNumberOfMessages(11)));
    }

    private void managed(SqsAsyncClient async) throws Exception {
        try (SqsAsyncBatchManager manager = async.batchManager()) {
            List<CompletableFuture<SendMessageResponse>> sends = IntStream.range(0, 25)
                .mapToObj(at -> manager.sendMessage(it -> it.queueUrl(queue).messageBody("managed " + at))).toList();
            for (CompletableFuture<SendMessageResponse> send : sends) send.get();
            Set<String> bodies = new HashSet<>();
            for (int round = 0; round < 50 && bodies.size() < 25; round++) {
                for (Message message : manager.receiveMessage(it -> it.queueUrl(queue)).get().messages()) {
                    bodies.add(message.body());
                    manager.deleteMessage(it -> it.queueUrl(queue).receiptHandle(message.receiptHandle())).get();
                }
            }
            Checks.equal(25, bodies.size());
        }
    }

    private void delete() {
        sqs.purgeQueue(it -> it.queueUrl(queue));
        for (String url : List.of(queue, fifo)) sqs.deleteQueue(it -> it.queueUrl(url));
        Checks.equal(List.of(), sqs.listQueues(it -> it.queueNamePrefix("java-sdk")).queueUrls());
    }

    private List<Message> receive(String url, int count) {
        return sqs.receiveMessage(it -> it.queueUrl(url).maxNumberOfMessages(count).messageAttributeNames("All")
            .messageSystemAttributeNames(MessageSystemAttributeName.ALL)).messages();
    }
}
