import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.*;
import software.amazon.awssdk.services.dynamodb.waiters.DynamoDbWaiter;

/** DynamoDB: this SDK holds every answer against its x-amz-crc32. */
final class DynamoDbChecks {
    private static final String TABLE = "java-sdk";

    private final DynamoDbClient dynamo;
    private final DynamoDbWaiter waiter;

    private DynamoDbChecks(DynamoDbClient dynamo) {
        this.dynamo = dynamo;
        this.waiter = DynamoDbWaiter.builder().client(dynamo).overrideConfiguration(it -> it.backoffStrategyV2(Checks.SOON)).build();
    }

    static void run(Checks checks) {
        try (DynamoDbClient client = checks.client(DynamoDbClient.builder()).build();
             DynamoDbAsyncClient async = checks.client(DynamoDbAsyncClient.builder()).build()) {
            DynamoDbChecks dynamo = new DynamoDbChecks(client);
            checks.that("dynamodb/a table is made and waited for", dynamo::create);
            checks.that("dynamodb/an item of every type comes back whole", dynamo::every);
            checks.that("dynamodb/an update answers what it made", dynamo::update);
            checks.that("dynamodb/batches and pages", dynamo::pages);
            checks.that("dynamodb/refusals are typed", dynamo::refusals);
            checks.that("dynamodb/the asynchronous client does the same", () -> {
                Map<String, AttributeValue> item = async.getItem(it -> it.tableName(TABLE).key(key("every", 1))).get().item();
                Checks.equal("text ü", item.get("s").s());
            });
            checks.that("dynamodb/a table is deleted and waited for", dynamo::delete);
        }
    }

    private void create() {
        dynamo.createTable(it -> it.tableName(TABLE).billingMode(BillingMode.PAY_PER_REQUEST)
            .attributeDefinitions(
                AttributeDefinition.builder().attributeName("p").attributeType(ScalarAttributeType.S).build(),
                AttributeDefinition.builder().attributeName("r").attributeType(ScalarAttributeType.N).build())
            .keySchema(
                KeySchemaElement.builder().attributeName("p").keyType(KeyType.HASH).build(),
                KeySchemaElement.builder().attributeName("r").keyType(KeyType.RANGE).build()));
        TableDescription made = waiter.waitUntilTableExists(it -> it.tableName(TABLE)).matched().response().orElseThrow().table();
        Checks.equal(TableStatus.ACTIVE, made.tableStatus());
        Checks.holds(made.creationDateTime() != null, made);
    }

    private void every() {
        Map<String, AttributeValue> item = new java.util.HashMap<>(key("every", 1));
        item.put("s", AttributeValue.fromS("text ü"));
        item.put("n", AttributeValue.fromN("-12345678901234567890.123456789"));
        item.put("b", AttributeValue.fromB(SdkBytes.fromByteArray(new byte[] {0, 1, (byte) 255})));
        item.put("yes", AttributeValue.fromBool(true));
        item.put("nothing", AttributeValue.fromNul(true));
        item.put("ss", AttributeValue.fromSs(List.of("a", "b")));
        item.put("ns", AttributeValue.fromNs(List.of("1", "2")));
        item.put("l", AttributeValue.fromL(List.of(AttributeValue.fromS("x"), AttributeValue.fromM(Map.of()))));
        item.put("m", AttributeValue.fromM(Map.of("inner", AttributeValue.fromN("1"))));
        item.put("long", AttributeValue.fromS("z".repeat(100_000)));
        dynamo.putItem(it -> it.tableName(TABLE).item(item));
        Checks.equal(item, dynamo.getItem(it -> it.tableName(TABLE).key(key("every", 1)).consistentRead(true)).item());
        Checks.holds(!dynamo.getItem(it -> it.tableName(TABLE).key(key("nobody", 1))).hasItem(), "no item");
    }

    private void update() {
        UpdateItemResponse updated = dynamo.updateItem(it -> it.tableName(TABLE).key(key("counter", 1)).returnValues(ReturnValue.ALL_NEW)
            .updateExpression("ADD #c :one SET lst = list_append(if_not_exists(lst, :none), :l)")
            .expressionAttributeNames(Map.of("#c", "count"))
            .expressionAttributeValues(Map.of(
                ":one", AttributeValue.fromN("1"), ":none", AttributeValue.fromL(List.of()), ":l", AttributeValue.fromL(List.of(AttributeValue.fromS("a"))))));
        Checks.equal("1", updated.attributes().get("count").n());
        Checks.equal(1, updated.attributes().get("lst").l().size());
    }

    private void pages() {
        List<WriteRequest> writes = new ArrayList<>();
        for (int at = 0; at < 25; at++) {
            Map<String, AttributeValue> item = key("page", at);
            writes.add(WriteRequest.builder().putRequest(it -> it.item(item)).build());
        }
        Checks.holds(dynamo.batchWriteItem(it -> it.requestItems(Map.of(TABLE, writes))).unprocessedItems().isEmpty(), "all is written");
        List<String> found = dynamo.queryPaginator(it -> it.tableName(TABLE).limit(7).keyConditionExpression("p = :p AND r >= :r").scanIndexForward(false)
            .expressionAttributeValues(Map.of(":p", AttributeValue.fromS("page"), ":r", AttributeValue.fromN("5"))))
            .items().stream().map(item -> item.get("r").n()).toList();
        Checks.equal(20, found.size());
        Checks.equal("24", found.get(0));
        Checks.equal(27L, dynamo.scanPaginator(it -> it.tableName(TABLE).limit(4)).items().stream().count());
        List<Map<String, AttributeValue>> keys = List.of(key("page", 3), key("page", 4), key("page", 1000));
        Checks.equal(2, dynamo.batchGetItem(it -> it.requestItems(Map.of(TABLE, KeysAndAttributes.builder().keys(keys).build()))).responses().get(TABLE).size());
    }

    private void refusals() throws Exception {
        Checks.refused(ResourceNotFoundException.class, "ResourceNotFoundException", () -> dynamo.describeTable(it -> it.tableName("java-sdk-missing")));
        Checks.refused(ResourceInUseException.class, "ResourceInUseException", this::create);
        ConditionalCheckFailedException failed = Checks.refused(ConditionalCheckFailedException.class, "ConditionalCheckFailedException",
            () -> dynamo.putItem(it -> it.tableName(TABLE).item(key("counter", 1)).conditionExpression("attribute_not_exists(p)")
                .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD)));
        Checks.equal("1", failed.item().get("count").n());
        Checks.refused(DynamoDbException.class, "ValidationException", () -> dynamo.getItem(it -> it.tableName(TABLE).key(Map.of("p", AttributeValue.fromS("x")))));
    }

    private void delete() {
        dynamo.deleteTable(it -> it.tableName(TABLE));
        waiter.waitUntilTableNotExists(it -> it.tableName(TABLE));
    }

    private static Map<String, AttributeValue> key(String partition, int range) {
        return Map.of("p", AttributeValue.fromS(partition), "r", AttributeValue.fromN(String.valueOf(range)));
    }
}
