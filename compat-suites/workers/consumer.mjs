// sqs-consumer, as its readme shows it.
import { SQSClient } from "@aws-sdk/client-sqs";
import { Consumer } from "sqs-consumer";

const consumer = Consumer.create({
  queueUrl: process.env.QUEUE_URL,
  sqs: new SQSClient({ endpoint: process.env.ENDPOINT }),
  batchSize: 10,
  waitTimeSeconds: 20,
  authenticationErrorTimeout: 200,
  handleMessage: async (message) => {
    process.stdout.write(`done ${message.Body}\n`);
    return message;
  },
});
consumer.on("error", (error) => console.error(String(error)));
consumer.on("processing_error", (error) => console.error(String(error)));
consumer.start();
