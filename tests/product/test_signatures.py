"""Signatures, verified where the user named key pairs: unmodified clients with right and wrong keys."""

import boto3
import botocore.auth
import botocore.awsrequest
import botocore.config
import botocore.credentials
import botocore.exceptions
import pytest
import urllib.request

import server as servers

PAIR, OTHER = ("AKIDOURS", "s3cr3t/of+ours"), ("123456789012", "another")


@pytest.fixture(scope="module")
def guarded(tmp_path_factory):
    folder = tmp_path_factory.mktemp("guarded")
    keys = folder / "credentials"
    keys.write_text("".join(f"[{name}]\naws_access_key_id = {key}\naws_secret_access_key = {secret}\n" for name, (key, secret) in (("ours", PAIR), ("other", OTHER))))
    server = servers.Server(folder / "data", services=servers.NATIVE, arguments=["--credentials", str(keys)]).start()
    yield server
    server.end()


def client(server, service, pair=PAIR, **config):
    return boto3.client(
        service, endpoint_url=server.endpoint, region_name="eu-west-1", aws_access_key_id=pair[0], aws_secret_access_key=pair[1],
        config=botocore.config.Config(retries={"max_attempts": 0}, **config),
    )


def test_right_keys_are_welcome_in_each_service(guarded):
    sqs = client(guarded, "sqs")
    url = sqs.create_queue(QueueName="signed name".replace(" ", "-"))["QueueUrl"]
    sqs.send_message(QueueUrl=url, MessageBody="ü & co/=+ ")
    assert sqs.receive_message(QueueUrl=url)["Messages"][0]["Body"] == "ü & co/=+ "
    client(guarded, "dynamodb").list_tables()
    client(guarded, "kinesis").list_streams()
    # A key of twelve digits is an account of its own.
    assert not client(guarded, "sqs", OTHER).list_queues().get("QueueUrls")


def test_wrong_keys_get_awss_own_errors(guarded):
    for service, ask in (("dynamodb", "list_tables"), ("kinesis", "list_streams"), ("sqs", "list_queues")):
        for pair, codes in (
            ((PAIR[0], "wrong"), ("InvalidSignatureException", "SignatureDoesNotMatch")),
            (("AKIDNOBODY", "any"), ("UnrecognizedClientException", "InvalidClientTokenId")),
        ):
            with pytest.raises(botocore.exceptions.ClientError) as refused:
                getattr(client(guarded, service, pair), ask)()
            assert refused.value.response["Error"]["Code"] in codes, (service, refused.value.response)
            assert "x-amzn-requestid" in refused.value.response["ResponseMetadata"]["HTTPHeaders"]


def test_the_protocol_of_old_answers_403(guarded):
    form = {"Content-Type": "application/x-www-form-urlencoded"}
    status, _, answer = guarded.post("/", b"Action=ListQueues", form)
    assert status == 403 and b"<Code>MissingAuthenticationToken</Code>" in answer, answer
    forged = {
        **form, "X-Amz-Date": "20200101T000000Z",
        "Authorization": f"AWS4-HMAC-SHA256 Credential={PAIR[0]}/20200101/us-east-1/sqs/aws4_request, SignedHeaders=host;x-amz-date, Signature={'0' * 64}",
    }
    status, _, answer = guarded.post("/", b"Action=ListQueues", forged)
    assert status == 403 and b"<Code>SignatureDoesNotMatch</Code><Message>Signature expired: 20200101T000000Z is now earlier than " in answer, answer


def test_presigned_requests_are_verified_too(guarded):
    request = botocore.awsrequest.AWSRequest("GET", f"{guarded.endpoint}/?Action=ListQueues&QueueNamePrefix=a b")
    botocore.auth.SigV4QueryAuth(botocore.credentials.Credentials(*PAIR), "sqs", "eu-west-1", expires=60).add_auth(request)
    path = request.prepare().url[len(guarded.endpoint):]
    assert guarded.post(path, None, method="GET")[0] == 200
    status, _, answer = guarded.post(path.replace("ListQueues", "ListTagged"), None, method="GET")
    assert status in (400, 403), answer
    status, _, answer = guarded.post(path.replace("QueueNamePrefix=a", "QueueNamePrefix=b"), None, method="GET")
    assert status == 403 and b"<Code>SignatureDoesNotMatch</Code>" in answer, answer


def test_health_and_the_control_api_need_no_key(guarded):
    with urllib.request.urlopen(guarded.endpoint + "/_statebox/health") as answer:
        assert answer.status == 200
    assert "AWS_ACCESS_KEY_ID" not in guarded.json("env")


def test_a_file_without_pairs_is_refused_by_name(start, tmp_path):
    keys = tmp_path / "credentials"
    keys.write_text("[half]\naws_secret_access_key = hidden\n")
    server = start(wait=False, services="sqs", arguments=["--credentials", str(keys)])
    assert server.process.wait(30) == 2
    assert str(keys) in server.output() and "hidden" not in server.output()
