// The SDK alone: four loops that share a client.
import { DeleteMessageBatchCommand, ReceiveMessageCommand, SQSClient } from "@aws-sdk/client-sqs";

const sqs = new SQSClient({ endpoint: process.env.ENDPOINT });
const QueueUrl = process.env.QUEUE_URL;

async function work() {
  const { Messages = [] } = await sqs.send(new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10, WaitTimeSeconds: 20 }));
  for (const { Body } of Messages) process.stdout.write(`done ${Body}\n`);
  if (Messages.length === 0) return;
  const Entries = Messages.map(({ ReceiptHandle }, at) => ({ Id: String(at), ReceiptHandle }));
  const { Failed } = await sqs.send(new DeleteMessageBatchCommand({ QueueUrl, Entries }));
  if (Failed?.length) process.exit(1);
}

async function forever() {
  for (;;) {
    await work().catch((error) => {
      console.error(String(error));
      return new Promise((resume) => setTimeout(resume, 100));
    });
  }
}

for (let loop = 0; loop < 4; loop += 1) forever();
