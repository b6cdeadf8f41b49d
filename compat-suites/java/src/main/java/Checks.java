import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.api.BackoffStrategy;

/** Counts what holds, and makes clients as an application makes them, but for the endpoint. */
final class Checks {
    interface Body { void run() throws Exception; }

    /** Waiters of the SDK look again after ten or twenty seconds: that long nothing takes here. */
    static final BackoffStrategy SOON = BackoffStrategy.fixedDelay(Duration.ofMillis(200));

    static int passed, failed;
    private final URI endpoint;
    /** What was sent and what came back, as content types. */
    final Set<String> sent = ConcurrentHashMap.newKeySet(), answered = ConcurrentHashMap.newKeySet();

    Checks(URI endpoint) { this.endpoint = endpoint; }

    /** One check: it holds if nothing is thrown. */
    void that(String what, Body body) {
        try {
            body.run();
            passed++;
            System.out.println("ok   " + what);
        } catch (Throwable thrown) {
            failed++;
            System.out.println("FAIL " + what + ": " + String.valueOf(thrown).replace('\n', ' '));
            thrown.printStackTrace(System.err);
        }
    }

    /** A refusal must be the typed one, and whole. */
    static <E extends AwsServiceException> E refused(Class<E> type, String code, Body body) throws Exception {
        try {
            body.run();
        } catch (AwsServiceException refusal) {
            if (!type.isInstance(refusal)) throw refusal;
            equal(code, refusal.awsErrorDetails().errorCode());
            equal(400, refusal.statusCode());
            holds(refusal.awsErrorDetails().errorMessage() != null && !refusal.awsErrorDetails().errorMessage().isEmpty(), "a message");
            holds(refusal.requestId() != null, "a request id");
            return type.cast(refusal);
        }
        throw new AssertionError("not refused: " + code);
    }

    static void equal(Object expected, Object found) {
        if (!expected.equals(found)) throw new AssertionError("expected " + expected + ", found " + found);
    }

    static void holds(boolean holds, Object what) {
        if (!holds) throw new AssertionError("not so: " + what);
    }

    <B extends AwsClientBuilder<B, C>, C> B client(B builder) {
        ExecutionInterceptor listener = new ExecutionInterceptor() {
            @Override public void beforeTransmission(Context.BeforeTransmission context, ExecutionAttributes attributes) {
                context.httpRequest().firstMatchingHeader("Content-Type").ifPresent(sent::add);
            }
            @Override public void afterTransmission(Context.AfterTransmission context, ExecutionAttributes attributes) {
                context.httpResponse().firstMatchingHeader("Content-Type").ifPresent(answered::add);
            }
        };
        return builder
            .endpointOverride(endpoint)
            .region(Region.US_EAST_1)
            .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")))
            .overrideConfiguration(it -> it.addExecutionInterceptor(listener));
    }

    public static void main(String[] arguments) {
        URI endpoint = URI.create(arguments[0]);
        for (Body body : List.<Body>of(
                () -> KinesisChecks.run(new Checks(endpoint)),
                () -> DynamoDbChecks.run(new Checks(endpoint)),
                () -> SqsChecks.run(new Checks(endpoint)))) {
            try {
                body.run();
            } catch (Throwable thrown) {
                failed++;
                System.out.println("FAIL the clients of a service can be made: " + String.valueOf(thrown).replace('\n', ' '));
            }
        }
        System.out.println("passed=" + passed + " failed=" + failed);
        System.exit(failed == 0 ? 0 : 1);
    }
}
