import java.net.URI;
import java.util.List;
import software.amazon.awssdk.services.sqs.SqsAsyncClient;
import software.amazon.awssdk.services.sqs.batchmanager.SqsAsyncBatchManager;
import software.amazon.awssdk.services.sqs.model.Message;

/** The SDK's automatic batching: receives are prefetched, deletes are gathered. */
public final class BatchManagerWorker {
    public static void main(String[] arguments) throws Exception {
        String queue = System.getenv("QUEUE_URL");
        try (SqsAsyncClient sqs = SqsAsyncClient.builder().endpointOverride(URI.create(System.getenv("ENDPOINT"))).build();
             SqsAsyncBatchManager manager = SqsAsyncBatchManager.builder().client(sqs)
                 .scheduledExecutor(java.util.concurrent.Executors.newScheduledThreadPool(2)).build()) {
            while (true) {
                try {
                    List<Message> messages = manager.receiveMessage(it -> it.queueUrl(queue).maxNumberOfMessages(10)).get().messages();
                    for (Message message : messages) {
                        System.out.println("done " + message.body());
                        manager.deleteMessage(it -> it.queueUrl(queue).receiptHandle(message.receiptHandle()))
                            .whenComplete((answer, error) -> { if (error != null) System.err.println(error); });
                    }
                } catch (java.util.concurrent.ExecutionException error) {
                    System.err.println(error);
                    Thread.sleep(100);
                }
            }
        }
    }
}
