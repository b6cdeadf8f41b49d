"""What `serve` can be told about SQS, and the look into a queue, over real connections."""

import json
import urllib.error
import urllib.request
import xml.etree.ElementTree

import boto3
import botocore.exceptions
import pytest


def asked(server, path, headers=None, body=None):
    request = urllib.request.Request(server.endpoint + path, data=body, headers=headers or {})
    with urllib.request.urlopen(request, timeout=10) as answer:
        return answer.headers["content-type"], answer.read()


def client(server, path="", region="us-east-1", account="test"):
    return boto3.client(
        "sqs", endpoint_url=server.endpoint + path, region_name=region, aws_access_key_id=account, aws_secret_access_key="secret",
    )


def refused(call, *arguments, **more):
    with pytest.raises(botocore.exceptions.ClientError) as error:
        call(*arguments, **more)
    return error.value.response["Error"]["Code"], error.value.response["Error"]["Message"]


def test_a_queue_is_looked_into_without_receiving(native):
    sqs = native.client("sqs")
    url = sqs.create_queue(QueueName="looked-into")["QueueUrl"]
    sqs.send_message(QueueUrl=url, MessageBody="one")
    sqs.send_message(QueueUrl=url, MessageBody="two", DelaySeconds=600)
    for path in (f"?QueueUrl={url}", "/us-east-1/000000000000/looked-into"):
        kind, text = asked(native, "/_aws/sqs/messages" + path)
        assert kind.startswith("text/xml")
        space = {"q": "http://queue.amazonaws.com/doc/2012-11-05/"}
        bodies = xml.etree.ElementTree.fromstring(text).findall(".//q:Message/q:Body", space)
        assert [body.text for body in bodies] == ["one"]
        kind, text = asked(native, "/_aws/sqs/messages" + path, {"accept": "application/json"})
        assert kind == "application/json"
        (message,) = json.loads(text)["ReceiveMessageResponse"]["ReceiveMessageResult"]["Message"]
        assert message["Body"] == "one" and message["MessageId"]
        assert {"Name": "ApproximateReceiveCount", "Value": "0"} in message["Attribute"]
    delayed = json.loads(asked(native, f"/_aws/sqs/messages?QueueUrl={url}&ShowDelayed=true", {"accept": "application/json"})[1])
    assert len(delayed["ReceiveMessageResponse"]["ReceiveMessageResult"]["Message"]) == 2

    # An SDK looks by the same address.
    look = client(native, "/_aws/sqs/messages")
    for _ in range(2):
        (message,) = look.receive_message(QueueUrl=url)["Messages"]
        assert (message["Body"], message["Attributes"]["ApproximateReceiveCount"]) == ("one", "0")
    assert refused(look.receive_message, QueueUrl=url + "-not")[0] == "AWS.SimpleQueueService.NonExistentQueue"
    with pytest.raises(urllib.error.HTTPError) as missing:
        asked(native, "/_aws/sqs/messages/us-east-1/000000000000/missing")
    assert missing.value.code == 400 and b"NonExistentQueue" in missing.value.read()
    assert sqs.receive_message(QueueUrl=url)["Messages"][0]["Body"] == "one"


@pytest.mark.parametrize(
    "form, expected",
    [
        ("standard", "http://sqs.eu-west-1.localhost.localstack.cloud:{port}/000000000000/q"),
        ("domain", "http://eu-west-1.queue.localhost.localstack.cloud:{port}/000000000000/q"),
        ("path", "http://127.0.0.1:{port}/queue/eu-west-1/000000000000/q"),
        ("dynamic", "http://127.0.0.1:{port}/queue/eu-west-1/000000000000/q"),
        ("off", "http://127.0.0.1:{port}/000000000000/q"),
    ],
)
def test_queue_urls_are_given_as_asked_for_and_taken_in_every_form(start, form, expected):
    server = start(services="sqs", environment={"SQS_ENDPOINT_STRATEGY": form})
    sqs = client(server, region="eu-west-1")
    url = sqs.create_queue(QueueName="q")["QueueUrl"]
    assert url == expected.format(port=server.port)
    assert sqs.list_queues()["QueueUrls"] == [url] and sqs.get_queue_url(QueueName="q")["QueueUrl"] == url
    for given in (url, "https://eu-west-1.queue.amazonaws.com/000000000000/q", f"{server.endpoint}/queue/eu-west-1/000000000000/q", "q"):
        sqs.send_message(QueueUrl=given, MessageBody="b")
    # A request to the URL itself, as old clients and browsers make it.
    path = url.split(str(server.port), 1)[1]
    credential = "Credential=test/20261123/eu-west-1/sqs/aws4_request"
    asked(server, path + "?Action=SendMessage&MessageBody=b", {"authorization": f"AWS4-HMAC-SHA256 {credential}"})
    assert sqs.get_queue_attributes(QueueUrl=url, AttributeNames=["All"])["Attributes"]["ApproximateNumberOfMessages"] == "5"


def test_the_sixty_second_rules_hold_when_they_are_switched_on(start):
    server = start(services="sqs", environment={"SQS_DELAY_PURGE_RETRY": "1", "SQS_DELAY_RECENTLY_DELETED": "1"})
    sqs = server.client("sqs")
    url = sqs.create_queue(QueueName="q")["QueueUrl"]
    sqs.purge_queue(QueueUrl=url)
    assert refused(sqs.purge_queue, QueueUrl=url)[0] == "AWS.SimpleQueueService.PurgeQueueInProgress"
    sqs.delete_queue(QueueUrl=url)
    assert refused(sqs.create_queue, QueueName="q")[0] == "AWS.SimpleQueueService.QueueDeletedRecently"
    server.stop()

    server = start("other", services="sqs", environment={"SQS_DELAY_PURGE_RETRY": "0", "SQS_DELAY_RECENTLY_DELETED": "0"})
    sqs = server.client("sqs")
    for _ in range(2):
        url = sqs.create_queue(QueueName="q")["QueueUrl"]
        sqs.purge_queue(QueueUrl=url)
        sqs.purge_queue(QueueUrl=url)
        sqs.delete_queue(QueueUrl=url)


def test_policies_hold_when_they_are_switched_on(start):
    server = start(services="sqs", arguments=["--queue-policies"])
    owner = client(server, account="111111111111")
    other = client(server, account="222222222222")
    url = owner.create_queue(QueueName="q")["QueueUrl"]
    code, message = refused(other.send_message, QueueUrl=url, MessageBody="b")
    assert code == "AccessDenied"
    assert message == (
        "User: arn:aws:iam::222222222222:root is not authorized to perform: sqs:sendmessage on resource: "
        "arn:aws:sqs:us-east-1:111111111111:q because no resource-based policy allows the sqs:sendmessage action"
    )
    owner.add_permission(QueueUrl=url, Label="sends", AWSAccountIds=["222222222222"], Actions=["SendMessage"])
    other.send_message(QueueUrl=url, MessageBody="b")
    assert refused(other.receive_message, QueueUrl=url)[0] == "AccessDenied"
    owner.remove_permission(QueueUrl=url, Label="sends")
    assert refused(other.send_message, QueueUrl=url, MessageBody="b")[0] == "AccessDenied"
    assert len(owner.receive_message(QueueUrl=url)["Messages"]) == 1


def test_a_seed_brings_the_same_disorder_again(start):
    def played(name, seed):
        server = start(name, services="sqs", environment={"STATEBOX_QUEUE_DISORDER": seed})
        sqs = server.client("sqs")
        url = sqs.create_queue(QueueName="q")["QueueUrl"]
        for number in range(40):
            sqs.send_message(QueueUrl=url, MessageBody=str(number))
        came = []
        while messages := sqs.receive_message(QueueUrl=url).get("Messages"):
            came.append(messages[0]["Body"])
            sqs.delete_message(QueueUrl=url, ReceiptHandle=messages[0]["ReceiptHandle"])
        server.stop()
        return came

    first = played("first", "7")
    assert sorted(set(first), key=int) == [str(number) for number in range(40)]
    assert len(first) > 40 and first != sorted(first, key=int)
    assert played("again", "7") == first
    assert played("other", "8") != first
