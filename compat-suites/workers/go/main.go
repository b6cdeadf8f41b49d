// A worker of the AWS SDK for Go 2: four loops that share a client.
package main

import (
	"context"
	"fmt"
	"os"
	"strconv"
	"time"

	"github.com/aws/aws-sdk-go-v2/config"
	"github.com/aws/aws-sdk-go-v2/service/sqs"
	"github.com/aws/aws-sdk-go-v2/service/sqs/types"
)

func work(ctx context.Context, client *sqs.Client, queue *string) error {
	received, err := client.ReceiveMessage(ctx, &sqs.ReceiveMessageInput{QueueUrl: queue, MaxNumberOfMessages: 10, WaitTimeSeconds: 20})
	if err != nil || len(received.Messages) == 0 {
		return err
	}
	var entries []types.DeleteMessageBatchRequestEntry
	for at, message := range received.Messages {
		fmt.Println("done", *message.Body)
		id := strconv.Itoa(at)
		entries = append(entries, types.DeleteMessageBatchRequestEntry{Id: &id, ReceiptHandle: message.ReceiptHandle})
	}
	deleted, err := client.DeleteMessageBatch(ctx, &sqs.DeleteMessageBatchInput{QueueUrl: queue, Entries: entries})
	if err == nil && len(deleted.Failed) > 0 {
		err = fmt.Errorf("not deleted: %v", deleted.Failed)
	}
	return err
}

func main() {
	ctx := context.Background()
	settings, err := config.LoadDefaultConfig(ctx)
	if err != nil {
		panic(err)
	}
	endpoint, queue := os.Getenv("ENDPOINT"), os.Getenv("QUEUE_URL")
	client := sqs.NewFromConfig(settings, func(options *sqs.Options) { options.BaseEndpoint = &endpoint })
	for range 4 {
		go func() {
			for {
				if err := work(ctx, client, &queue); err != nil {
					fmt.Fprintln(os.Stderr, err)
					time.Sleep(100 * time.Millisecond)
				}
			}
		}()
	}
	select {}
}
