// A walk through the three services with the AWS SDK for JavaScript, version 3.
const assert = require("node:assert/strict");
const { DynamoDBClient, CreateTableCommand, waitUntilTableExists } = require("@aws-sdk/client-dynamodb");
const { DynamoDBDocumentClient, PutCommand, GetCommand, QueryCommand, BatchWriteCommand } = require("@aws-sdk/lib-dynamodb");
const sqs = require("@aws-sdk/client-sqs");
const kinesis = require("@aws-sdk/client-kinesis");

const settings = {
  endpoint: process.argv[2],
  region: "us-east-1",
  credentials: { accessKeyId: "test", secretAccessKey: "test" },
};

async function tables() {
  const client = new DynamoDBClient(settings);
  const documents = DynamoDBDocumentClient.from(client);
  await client.send(new CreateTableCommand({
    TableName: "js-t", BillingMode: "PAY_PER_REQUEST",
    AttributeDefinitions: [{ AttributeName: "pk", AttributeType: "S" }, { AttributeName: "sk", AttributeType: "N" }],
    KeySchema: [{ AttributeName: "pk", KeyType: "HASH" }, { AttributeName: "sk", KeyType: "RANGE" }],
  }));
  await waitUntilTableExists({ client, maxWaitTime: 30 }, { TableName: "js-t" });
  const item = { pk: "a", sk: 1, nested: { list: [1, "two", null, true] }, set: new Set(["x", "y"]) };
  await documents.send(new PutCommand({ TableName: "js-t", Item: item }));
  const got = await documents.send(new GetCommand({ TableName: "js-t", Key: { pk: "a", sk: 1 } }));
  assert.deepEqual(got.Item, item);
  const requests = [2, 3, 4].map((sk) => ({ PutRequest: { Item: { pk: "a", sk } } }));
  await documents.send(new BatchWriteCommand({ RequestItems: { "js-t": requests } }));
  const found = await documents.send(new QueryCommand({
    TableName: "js-t", KeyConditionExpression: "pk = :a and sk > :n", ExpressionAttributeValues: { ":a": "a", ":n": 2 },
  }));
  assert.deepEqual(found.Items.map((found) => found.sk), [3, 4]);
  await assert.rejects(
    documents.send(new PutCommand({ TableName: "js-t", Item: item, ConditionExpression: "attribute_not_exists(pk)" })),
    { name: "ConditionalCheckFailedException" },
  );
}

async function queues() {
  const client = new sqs.SQSClient(settings);
  const { QueueUrl } = await client.send(new sqs.CreateQueueCommand({ QueueName: "js.fifo", Attributes: { FifoQueue: "true" } }));
  for (const [n, body] of ["one", "two"].entries()) {
    await client.send(new sqs.SendMessageCommand({ QueueUrl, MessageBody: body, MessageGroupId: "g", MessageDeduplicationId: `${n}` }));
  }
  const { Messages } = await client.send(new sqs.ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10 }));
  assert.deepEqual(Messages.map((message) => message.Body), ["one", "two"]);
  await client.send(new sqs.DeleteMessageBatchCommand({
    QueueUrl, Entries: Messages.map((message, n) => ({ Id: `${n}`, ReceiptHandle: message.ReceiptHandle })),
  }));
  await assert.rejects(client.send(new sqs.GetQueueUrlCommand({ QueueName: "nowhere" })), { name: "QueueDoesNotExist" });
}

async function streams() {
  const client = new kinesis.KinesisClient(settings);
  await client.send(new kinesis.CreateStreamCommand({ StreamName: "js-s", ShardCount: 1 }));
  await kinesis.waitUntilStreamExists({ client, maxWaitTime: 30 }, { StreamName: "js-s" });
  await client.send(new kinesis.PutRecordsCommand({
    StreamName: "js-s", Records: [1, 2, 3].map((n) => ({ Data: Buffer.from([n]), PartitionKey: `${n}` })),
  }));
  const { Shards } = await client.send(new kinesis.ListShardsCommand({ StreamName: "js-s" }));
  const { ShardIterator } = await client.send(new kinesis.GetShardIteratorCommand({
    StreamName: "js-s", ShardId: Shards[0].ShardId, ShardIteratorType: "TRIM_HORIZON",
  }));
  const { Records } = await client.send(new kinesis.GetRecordsCommand({ ShardIterator }));
  assert.deepEqual(Records.map((record) => record.Data[0]), [1, 2, 3]);
}

tables().then(queues).then(streams).then(() => console.log("all well"), (error) => {
  console.error(error);
  process.exit(1);
});
