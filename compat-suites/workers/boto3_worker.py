"""A worker as most are written: long polls, batches of ten, deletes in batches."""

import os
import time

import boto3
import botocore.exceptions

sqs, url = boto3.client("sqs", endpoint_url=os.environ["ENDPOINT"]), os.environ["QUEUE_URL"]
while True:
    try:
        messages = sqs.receive_message(QueueUrl=url, MaxNumberOfMessages=10, WaitTimeSeconds=20).get("Messages", [])
        for message in messages:
            print("done", message["Body"], flush=True)
        if messages:
            entries = [{"Id": str(at), "ReceiptHandle": message["ReceiptHandle"]} for at, message in enumerate(messages)]
            assert not sqs.delete_message_batch(QueueUrl=url, Entries=entries).get("Failed")
    except botocore.exceptions.BotoCoreError:
        time.sleep(0.1)
