import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kinesis.KinesisAsyncClient;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.*;
import software.amazon.awssdk.services.kinesis.model.Record;
import software.amazon.awssdk.services.kinesis.waiters.KinesisWaiter;

/** Kinesis, to which this SDK talks CBOR. */
final class KinesisChecks {
    private static final String STREAM = "java-sdk";
    private static final String MISSING = "java-sdk-missing";

    private final KinesisClient kinesis;
    private final KinesisWaiter waiter;
    private final List<PutRecordsResultEntry> placed = new ArrayList<>();
    private String first;

    private KinesisChecks(KinesisClient kinesis) {
        this.kinesis = kinesis;
        this.waiter = KinesisWaiter.builder().client(kinesis).overrideConfiguration(it -> it.backoffStrategyV2(Checks.SOON)).build();
    }

    static void run(Checks checks) {
        try (KinesisClient client = checks.client(KinesisClient.builder()).build();
             KinesisAsyncClient async = checks.client(KinesisAsyncClient.builder()).build()) {
            KinesisChecks kinesis = new KinesisChecks(client);
            checks.that("kinesis/a stream is made and waited for", kinesis::create);
            checks.that("kinesis/a record is put", kinesis::put);
            checks.that("kinesis/records are put by their hash keys, empty and large ones too", kinesis::putMany);
            checks.that("kinesis/a stream is described, with its times", kinesis::describe);
            checks.that("kinesis/shards are listed in pages", kinesis::shards);
            checks.that("kinesis/streams are listed in pages", kinesis::streams);
            checks.that("kinesis/records come back whole, with their times", kinesis::read);
            checks.that("kinesis/each type of iterator begins where it says", kinesis::iterators);
            checks.that("kinesis/a shard that was split ends and names its children", kinesis::split);
            checks.that("kinesis/tags come and go", kinesis::tags);
            checks.that("kinesis/the retention grows", kinesis::retention);
            checks.that("kinesis/refusals are typed", kinesis::refusals);
            checks.that("kinesis/the asynchronous client does the same, over HTTP/2", () -> kinesis.asynchronous(async));
            checks.that("kinesis/a stream is deleted and waited for", kinesis::delete);
            checks.that("kinesis/everything was CBOR", () -> {
                Checks.equal(Set.of("application/x-amz-cbor-1.1"), checks.sent);
                Checks.equal(Set.of("application/x-amz-cbor-1.1"), checks.answered);
            });
        }
    }

    private void create() {
        kinesis.createStream(it -> it.streamName(STREAM).shardCount(2).streamModeDetails(mode -> mode.streamMode(StreamMode.PROVISIONED)));
        DescribeStreamResponse made = waiter.waitUntilStreamExists(it -> it.streamName(STREAM)).matched().response().orElseThrow();
        Checks.equal(StreamStatus.ACTIVE, made.streamDescription().streamStatus());
    }

    private void put() {
        PutRecordResponse put = kinesis.putRecord(it -> it.streamName(STREAM).partitionKey("a").explicitHashKey("0").data(SdkBytes.fromUtf8String("one")));
        Checks.equal("shardId-000000000000", put.shardId());
        Checks.equal(56, put.sequenceNumber().length());
        first = put.sequenceNumber();
    }

    private void putMany() {
        byte[] large = new byte[1 << 20];
        new Random(1).nextBytes(large);
        List<PutRecordsRequestEntry> entries = List.of(
            entry("0", "ключ \"ü\"", "two".getBytes(StandardCharsets.UTF_8)),
            entry("340282366920938463463374607431768211455", "b", new byte[0]),
            entry("340282366920938463463374607431768211455", "c", large),
            entry("0", "d", "three".getBytes(StandardCharsets.UTF_8)));
        PutRecordsResponse put = kinesis.putRecords(it -> it.streamName(STREAM).records(entries));
        Checks.equal(0, put.failedRecordCount());
        placed.addAll(put.records());
        List<String> shards = placed.stream().map(PutRecordsResultEntry::shardId).toList();
        Checks.equal(List.of(shard(0), shard(1), shard(1), shard(0)), shards);
        Checks.holds(placed.get(3).sequenceNumber().compareTo(placed.get(0).sequenceNumber()) > 0, "numbers increase");
    }

    private void describe() {
        StreamDescription described = kinesis.describeStream(it -> it.streamName(STREAM)).streamDescription();
        isNow(described.streamCreationTimestamp());
        Checks.equal(24, described.retentionPeriodHours());
        Checks.equal(EncryptionType.NONE, described.encryptionType());
        Checks.equal(2, described.shards().size());
        Checks.equal(false, described.hasMoreShards());
        StreamDescriptionSummary summary = kinesis.describeStreamSummary(it -> it.streamARN(described.streamARN())).streamDescriptionSummary();
        Checks.equal(2, summary.openShardCount());
        Checks.equal(described.streamCreationTimestamp(), summary.streamCreationTimestamp());
    }

    private void shards() {
        Instant made = kinesis.describeStreamSummary(it -> it.streamName(STREAM)).streamDescriptionSummary().streamCreationTimestamp();
        ListShardsResponse page = kinesis.listShards(it -> it.streamName(STREAM).maxResults(1).streamCreationTimestamp(made));
        String next = page.nextToken();
        ListShardsResponse rest = kinesis.listShards(it -> it.nextToken(next));
        List<String> ids = new ArrayList<>();
        for (ListShardsResponse each : List.of(page, rest)) each.shards().forEach(it -> ids.add(it.shardId()));
        Checks.equal(List.of(shard(0), shard(1)), ids);
        Checks.holds(rest.nextToken() == null, "the last page");
        ListShardsResponse then = kinesis.listShards(it -> it.streamName(STREAM)
            .shardFilter(filter -> filter.type(ShardFilterType.AT_TIMESTAMP).timestamp(Instant.now())));
        Checks.equal(2, then.shards().size());
    }

    private void streams() {
        kinesis.createStream(it -> it.streamName(STREAM + "-2").shardCount(1));
        Set<String> names = kinesis.listStreamsPaginator(it -> it.limit(1)).stream()
            .flatMap(page -> page.streamNames().stream()).collect(Collectors.toSet());
        waiter.waitUntilStreamExists(it -> it.streamName(STREAM + "-2"));
        kinesis.deleteStream(it -> it.streamName(STREAM + "-2"));
        Checks.holds(names.containsAll(Set.of(STREAM, STREAM + "-2")), names);
    }

    private void read() {
        GetRecordsResponse low = records(it -> it.shardId(shard(0)).shardIteratorType(ShardIteratorType.TRIM_HORIZON));
        Checks.equal(List.of("one", "two", "three"), low.records().stream().map(it -> it.data().asUtf8String()).toList());
        Checks.equal(List.of("a", "ключ \"ü\"", "d"), low.records().stream().map(Record::partitionKey).toList());
        Checks.equal(first, low.records().get(0).sequenceNumber());
        Checks.equal(0L, low.millisBehindLatest());
        low.records().forEach(it -> isNow(it.approximateArrivalTimestamp()));

        byte[] large = new byte[1 << 20];
        new Random(1).nextBytes(large);
        GetRecordsResponse high = records(it -> it.shardId(shard(1)).shardIteratorType(ShardIteratorType.TRIM_HORIZON));
        Checks.equal(List.of(SdkBytes.fromByteArray(new byte[0]), SdkBytes.fromByteArray(large)), high.records().stream().map(Record::data).toList());
    }

    private void iterators() {
        Checks.equal(List.of("one", "two", "three"), low(ShardIteratorType.AT_SEQUENCE_NUMBER, first));
        Checks.equal(List.of("two", "three"), low(ShardIteratorType.AFTER_SEQUENCE_NUMBER, first));
        Checks.equal(List.of(), low(ShardIteratorType.LATEST, null));
        Instant arrived = records(it -> it.shardId(shard(0)).shardIteratorType(ShardIteratorType.AFTER_SEQUENCE_NUMBER).startingSequenceNumber(first))
            .records().get(0).approximateArrivalTimestamp();
        List<Record> since = records(it -> it.shardId(shard(0)).shardIteratorType(ShardIteratorType.AT_TIMESTAMP).timestamp(arrived)).records();
        Checks.equal("three", since.get(since.size() - 1).data().asUtf8String());
        Checks.holds(since.stream().noneMatch(it -> it.approximateArrivalTimestamp().isBefore(arrived)), since);
        GetRecordsResponse page = kinesis.getRecords(it -> it.limit(2).shardIterator(iterator(asked ->
            asked.shardId(shard(0)).shardIteratorType(ShardIteratorType.TRIM_HORIZON))));
        Checks.equal(2, page.records().size());
        Checks.equal("three", kinesis.getRecords(it -> it.shardIterator(page.nextShardIterator())).records().get(0).data().asUtf8String());
    }

    private void split() {
        kinesis.splitShard(it -> it.streamName(STREAM).shardToSplit(shard(0)).newStartingHashKey("1000"));
        waiter.waitUntilStreamExists(it -> it.streamName(STREAM));
        GetRecordsResponse all = records(it -> it.shardId(shard(0)).shardIteratorType(ShardIteratorType.TRIM_HORIZON));
        GetRecordsResponse end = kinesis.getRecords(it -> it.shardIterator(all.nextShardIterator()));
        Checks.holds(end.nextShardIterator() == null, "the end of a shard");
        Checks.equal(List.of(shard(2), shard(3)), end.childShards().stream().map(ChildShard::shardId).toList());
        Checks.equal(List.of(shard(0)), end.childShards().get(0).parentShards());
        kinesis.mergeShards(it -> it.streamName(STREAM).shardToMerge(shard(2)).adjacentShardToMerge(shard(3)));
        waiter.waitUntilStreamExists(it -> it.streamName(STREAM));
        Checks.equal(shard(3), kinesis.listShards(it -> it.streamName(STREAM)).shards().get(4).adjacentParentShardId());
    }

    private void tags() {
        kinesis.addTagsToStream(it -> it.streamName(STREAM).tags(java.util.Map.of("k", "v", "l", "")));
        kinesis.removeTagsFromStream(it -> it.streamName(STREAM).tagKeys("l"));
        ListTagsForStreamResponse listed = kinesis.listTagsForStream(it -> it.streamName(STREAM));
        Checks.equal(List.of(Tag.builder().key("k").value("v").build()), listed.tags());
        Checks.equal(false, listed.hasMoreTags());
    }

    private void retention() {
        kinesis.increaseStreamRetentionPeriod(it -> it.streamName(STREAM).retentionPeriodHours(48));
        Checks.equal(48, kinesis.describeStreamSummary(it -> it.streamName(STREAM)).streamDescriptionSummary().retentionPeriodHours());
    }

    private void refusals() throws Exception {
        Checks.refused(ResourceNotFoundException.class, "ResourceNotFoundException", () -> kinesis.describeStream(it -> it.streamName(MISSING)));
        Checks.refused(ResourceInUseException.class, "ResourceInUseException", () -> kinesis.createStream(it -> it.streamName(STREAM).shardCount(1)));
        Checks.refused(InvalidArgumentException.class, "InvalidArgumentException", () -> kinesis.getRecords(it -> it.shardIterator("AAAA")));
        KinesisException invalid = Checks.refused(KinesisException.class, "ValidationException", () -> kinesis.putRecord(it -> it
            .streamName(STREAM).partitionKey("k".repeat(257)).data(SdkBytes.fromUtf8String("d"))));
        Checks.holds(invalid.awsErrorDetails().errorMessage().contains("Member must have length less than or equal to 256"), invalid);
    }

    private void asynchronous(KinesisAsyncClient async) throws Exception {
        List<PutRecordsRequestEntry> entries = IntStream.range(0, 500)
            .mapToObj(at -> entry("340282366920938463463374607431768211455", "async-" + at, new byte[] {(byte) at})).toList();
        String iterator = async.getShardIterator(it -> it.streamName(STREAM).shardId(shard(1)).shardIteratorType(ShardIteratorType.LATEST))
            .get().shardIterator();
        Checks.equal(500, async.putRecords(it -> it.streamName(STREAM).records(entries)).get().records().size());
        GetRecordsResponse read = async.getRecords(it -> it.shardIterator(iterator)).get();
        Checks.equal(entries.stream().map(PutRecordsRequestEntry::partitionKey).toList(), read.records().stream().map(Record::partitionKey).toList());
        try {
            async.describeStream(it -> it.streamName(MISSING)).get();
            throw new AssertionError("not refused");
        } catch (java.util.concurrent.ExecutionException refused) {
            Checks.holds(refused.getCause() instanceof ResourceNotFoundException, refused);
        }
    }

    private void delete() {
        kinesis.deleteStream(it -> it.streamName(STREAM).enforceConsumerDeletion(true));
        waiter.waitUntilStreamNotExists(it -> it.streamName(STREAM));
    }

    private static String shard(int index) { return String.format("shardId-%012d", index); }

    private static PutRecordsRequestEntry entry(String hashKey, String key, byte[] data) {
        return PutRecordsRequestEntry.builder().explicitHashKey(hashKey).partitionKey(key).data(SdkBytes.fromByteArray(data)).build();
    }

    private static void isNow(Instant instant) {
        Checks.holds(Duration.between(instant, Instant.now()).abs().toMinutes() < 2, instant);
    }

    private String iterator(java.util.function.Consumer<GetShardIteratorRequest.Builder> asked) {
        return kinesis.getShardIterator(it -> asked.accept(it.streamName(STREAM))).shardIterator();
    }

    private GetRecordsResponse records(java.util.function.Consumer<GetShardIteratorRequest.Builder> asked) {
        String iterator = iterator(asked);
        return kinesis.getRecords(it -> it.shardIterator(iterator));
    }

    private List<String> low(ShardIteratorType type, String number) {
        return records(it -> it.shardId(shard(0)).shardIteratorType(type).startingSequenceNumber(number))
            .records().stream().map(it -> it.data().asUtf8String()).toList();
    }
}
