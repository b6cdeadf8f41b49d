"""Bad input on every door: each request gets a clear error, nothing is changed, and the server goes on."""

import json
import socket
import threading
import time

import pytest

import marks
import server as servers

JSON_1_0, JSON_1_1, CBOR = "application/x-amz-json-1.0", "application/x-amz-json-1.1", "application/x-amz-cbor-1.1"
FORM = "application/x-www-form-urlencoded"
TOO_LARGE = 17 << 20


@pytest.fixture(scope="module", autouse=True)
def here(native):
    marks.make(native, "here")
    yield
    assert native.process.poll() is None and "panic" not in native.output()
    assert marks.read(native) == marks.everywhere("here", servers.NATIVE)


def call(native, target, body, content_type=JSON_1_0):
    """Status, the error's code without its namespace, message."""
    body = body if isinstance(body, bytes) else json.dumps(body).encode()
    status, headers, answer = native.post("/", body, {"X-Amz-Target": target, "Content-Type": content_type})
    assert headers.get("x-amzn-requestid"), dict(headers)
    if content_type == CBOR:
        return status, answer
    told = json.loads(answer)
    return status, told["__type"].rpartition("#")[2], told.get("message", told.get("Message", ""))


OPERATIONS = [
    ("DynamoDB_20120810.PutItem", JSON_1_0), ("DynamoDB_20120810.CreateTable", JSON_1_0), ("AmazonSQS.SendMessage", JSON_1_0),
    ("AmazonSQS.CreateQueue", JSON_1_0), ("Kinesis_20131202.PutRecord", JSON_1_1), ("Kinesis_20131202.PutRecords", JSON_1_1),
]

MALFORMED = {
    "empty": b"", "cut": b'{"TableName": "a', "comma": b'{"TableName":,}', "text": b"hello", "binary": bytes(range(256)),
    "not utf-8": b'{"TableName": "\xff\xfe"}', "two values": b"{}{}", "a list": b"[]", "null": b"null", "a number": b"12",
    "half a surrogate": b'{"TableName": "\\ud800"}', "deep": b'{"Item":' * 2000 + b"{}" + b"}" * 2000,
    "a deep list": b'{"Item":' + b"[" * 50_000,
}


@pytest.mark.parametrize("target, content_type", OPERATIONS)
@pytest.mark.parametrize("what", MALFORMED)
def test_malformed_json_is_the_callers_error(native, target, content_type, what):
    status, code, message = call(native, target, MALFORMED[what], content_type)
    assert status == 400 and code.endswith(("Exception", "Error", "Parameter", "MissingParameter")), (code, message)


WRONG = [None, True, 12, 1.5, "text", [], [[]], {}, {"a": {}}, -1, 10**30, "x" * 100_000]


@pytest.mark.parametrize("target, content_type, member", [
    ("DynamoDB_20120810.PutItem", JSON_1_0, "Item"), ("DynamoDB_20120810.PutItem", JSON_1_0, "TableName"),
    ("DynamoDB_20120810.Query", JSON_1_0, "Limit"), ("DynamoDB_20120810.BatchWriteItem", JSON_1_0, "RequestItems"),
    ("DynamoDB_20120810.CreateTable", JSON_1_0, "KeySchema"), ("DynamoDB_20120810.UpdateItem", JSON_1_0, "ExpressionAttributeValues"),
    ("AmazonSQS.SendMessage", JSON_1_0, "MessageBody"), ("AmazonSQS.SendMessage", JSON_1_0, "MessageAttributes"),
    ("AmazonSQS.ReceiveMessage", JSON_1_0, "WaitTimeSeconds"), ("AmazonSQS.SendMessageBatch", JSON_1_0, "Entries"),
    ("Kinesis_20131202.PutRecord", JSON_1_1, "Data"), ("Kinesis_20131202.CreateStream", JSON_1_1, "ShardCount"),
    ("Kinesis_20131202.PutRecords", JSON_1_1, "Records"), ("Kinesis_20131202.GetRecords", JSON_1_1, "ShardIterator"),
])
def test_wrong_types_are_the_callers_error(native, target, content_type, member):
    for value in WRONG:
        status, code, message = call(native, target, {member: value}, content_type)
        assert status == 400 and code, (value, code, message)


CBORS = {
    "empty": b"", "cut": b"\xa1\x6aStreamName", "text": b"hello", "an endless map": b"\xbf", "an endless string": b"\x7f",
    "a huge length": b"\xa1\x6aStreamName\x7b\xff\xff\xff\xff\xff\xff\xff\xff", "a huge map": b"\xbb\xff\xff\xff\xff\xff\xff\xff\xff",
    "a huge list": b"\xa1\x67Records\x9b\x7f\xff\xff\xff\xff\xff\xff\xff", "a list": b"\x80", "deep": b"\x81" * 100_000,
    "deep maps": b"\xa1\x61a" * 50_000, "reserved": b"\x1c", "a break": b"\xff", "wrong type": b"\xa1\x6aStreamName\x01",
    "json": b'{"StreamName":"a"}', "not utf-8": b"\xa1\x6aStreamName\x62\xff\xfe",
}


@pytest.mark.parametrize("operation", ["PutRecord", "PutRecords", "GetRecords"])
@pytest.mark.parametrize("what", CBORS)
def test_malformed_cbor_is_the_callers_error(native, operation, what):
    status, answer = call(native, f"Kinesis_20131202.{operation}", CBORS[what], CBOR)
    assert status == 400 and b"__type" in answer, answer


FORMS = {
    "nothing": b"Version=2012-11-05", "no queue": b"Action=SendMessage&MessageBody=a", "unknown action": b"Action=FlyAway&Version=2012-11-05",
    "a number that is none": b"Action=ReceiveMessage&QueueUrl=http://a/000000000000/marks&WaitTimeSeconds=soon",
    "broken percent signs": b"Action=GetQueueUrl&QueueName=%zz%", "not utf-8": b"Action=GetQueueUrl&QueueName=\xff\xfe",
    "list without numbers": b"Action=SendMessageBatch&QueueUrl=http://a/000000000000/marks&SendMessageBatchRequestEntry.x.Id=a",
    "huge list number": b"Action=SendMessageBatch&QueueUrl=http://a/000000000000/marks&SendMessageBatchRequestEntry.4294967296.Id=a",
    "a queue elsewhere": b"Action=SendMessage&QueueUrl=http://a/000000000000/none&MessageBody=a",
    "ampersands": b"&" * 10_000, "many members": b"Action=ListQueues" + b"&a=b" * 100_000 + b"&MaxResults=x",
    "path of a queue's name": b"Action=CreateQueue&QueueName=../../up",
}


@pytest.mark.parametrize("what", FORMS)
def test_malformed_forms_are_the_callers_error(native, what):
    status, _, answer = native.post("/", FORMS[what], {"Content-Type": FORM})
    assert status in (400, 403, 404) and (b"<Code>" in answer or b"Exception>" in answer), (status, answer)


def test_what_nobody_here_does_is_named(native):
    for target in ("DynamoDB_20120810.FlyAway", "DynamoDB_20120810.", "DynamoDB_20120810", "Nobody_2020.Do", ".", "AmazonSQS.../..", "x" * 5000):
        status, _, answer = native.post("/", b"{}", {"X-Amz-Target": target, "Content-Type": JSON_1_0})
        assert status in (400, 403, 404), (target, status)
        assert any(code in answer for code in (b"UnknownOperation", b"InvalidAction", b"MissingAction", b"MissingAuthenticationToken", b"SerializationException")), (target, answer)
    scope = "AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20200101/us-east-1/lambda/aws4_request, SignedHeaders=host, Signature=0"
    status, _, answer = native.post("/2015-03-31/functions", b"{}", {"Authorization": scope})
    assert 400 <= status < 600 and b"lambda" in answer
    for authorization in ("AWS4-HMAC-SHA256", "AWS4-HMAC-SHA256 Credential=", "AWS4-HMAC-SHA256 Credential=////", "Basic eDp5", "\x7f" * 200):
        status, _, _ = native.post("/", b"{}", {"Authorization": authorization})
        assert 400 <= status < 500, authorization


@pytest.mark.parametrize("content_type, target", [(JSON_1_0, "DynamoDB_20120810.PutItem"), (JSON_1_0, "AmazonSQS.SendMessage"), (CBOR, "Kinesis_20131202.PutRecord"), (FORM, None)])
def test_a_body_that_is_too_large_is_refused(native, content_type, target):
    head = {"Host": "127.0.0.1", "Content-Type": content_type, "Content-Length": str(TOO_LARGE)}
    if target:
        head["X-Amz-Target"] = target
    request = "POST / HTTP/1.1\r\n" + "".join(f"{name}: {value}\r\n" for name, value in head.items()) + "\r\n"
    with socket.create_connection(("127.0.0.1", native.port), timeout=30) as connection:
        connection.sendall(request.encode())
        try:
            for _ in range(17):
                connection.sendall(b"a" * (1 << 20))
        except OSError:
            pass  # It need not read what it will not take.
        answer = connection.recv(1 << 16)
        assert answer.startswith((b"HTTP/1.1 413", b"HTTP/1.1 400")), answer


BROKEN = {
    "no http": b"hello\r\n\r\n", "binary": bytes(range(256)), "no version": b"GET /\r\n\r\n", "http 9": b"GET / HTTP/9.9\r\n\r\n",
    "tls": b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" + b"\0" * 200, "no host": b"POST /_statebox/exports HTTP/1.1\r\nContent-Length: 0\r\n\r\n",
    "a length that is none": b"POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: many\r\n\r\n",
    "two lengths": b"POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab",
    "a negative length": b"POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: -1\r\n\r\n",
    "a broken chunk": b"POST / HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\nhello\r\n",
    "headers without end": b"GET / HTTP/1.1\r\nHost: localhost\r\n" + b"X-Filler: a\r\n" * 20_000,
    "a long header": b"GET / HTTP/1.1\r\nHost: localhost\r\nX-Long: " + b"a" * 200_000 + b"\r\n\r\n",
    "a long path": b"GET /" + b"a" * 200_000 + b" HTTP/1.1\r\nHost: localhost\r\n\r\n",
    "a broken header": b"GET / HTTP/1.1\r\nHost a\r\n\r\n",
    "half a preface of HTTP/2": b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n" + b"\xff" * 100,
}


@pytest.mark.parametrize("what", BROKEN)
def test_broken_http_is_answered_with_an_error_or_cut(native, what):
    with socket.create_connection(("127.0.0.1", native.port), timeout=30) as connection:
        try:
            connection.sendall(BROKEN[what])
            answer = connection.recv(1 << 16)
        except ConnectionError:
            answer = b""
    status = answer[9:12]
    assert not answer.startswith(b"HTTP/1.1 ") or status[:1] == b"4" or what == "half a preface of HTTP/2", answer
    assert native.cli("healthcheck").returncode == 0


def test_headers_of_more_than_16_kib_are_refused_in_words(native):
    ask = {"Content-Type": FORM, "X-Filler": "a" * 15_000}
    assert native.post("/", b"Action=ListQueues", ask)[0] == 200
    status, _, answer = native.post("/", b"Action=ListQueues", {**ask, "X-More": "a" * 2_000})
    assert status == 400 and b"16384 bytes" in answer, (status, answer)
    status, _, answer = native.post("/?a=" + "b" * 17_000, b"Action=ListQueues", {"Content-Type": FORM})
    assert status == 400 and b"first line" in answer, (status, answer)


def test_clients_that_dawdle_hinder_nobody(native):
    dawdlers = []
    for beginning in (b"", b"PR", b"PRI * HTTP/2.0\r\n\r\nS", b"POST / HT", b"POST / HTTP/1.1\r\nHost: localhost\r\nContent-Le", b"POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100\r\n\r\n{"):
        for _ in range(50):
            connection = socket.create_connection(("127.0.0.1", native.port), timeout=60)
            connection.sendall(beginning)
            dawdlers.append(connection)
    began = time.monotonic()
    for _ in range(20):
        assert marks.read(native) == marks.everywhere("here", servers.NATIVE)
    assert time.monotonic() - began < 20
    # Whoever says nothing at all, or half a preface of HTTP/2, is sent away first.
    for connection in dawdlers[:150]:
        connection.settimeout(40)
        try:
            assert connection.recv(100) == b""
        except ConnectionResetError:
            pass  # What it had sent was never read.
    for connection in dawdlers:
        connection.close()


def test_clients_that_go_away_in_the_middle_hinder_nobody(native):
    # Whoever has only just gone may still be given the message, and then it is there again after a second. Were all still served, that would
    # take longer than the poll below.
    url = native.client("sqs").create_queue(QueueName="left-alone", Attributes={"VisibilityTimeout": "1"})["QueueUrl"]
    body = json.dumps({"QueueUrl": url, "WaitTimeSeconds": 20}).encode()
    request = f"POST / HTTP/1.1\r\nHost: localhost\r\nX-Amz-Target: AmazonSQS.ReceiveMessage\r\nContent-Type: {JSON_1_0}\r\nContent-Length: {len(body)}\r\n\r\n"
    for _ in range(50):
        with socket.create_connection(("127.0.0.1", native.port)) as connection:
            connection.sendall(request.encode() + body)
    native.client("sqs").send_message(QueueUrl=url, MessageBody="for who is here")
    received = native.client("sqs").receive_message(QueueUrl=url, WaitTimeSeconds=20)["Messages"]
    assert [message["Body"] for message in received] == ["for who is here"]


FOREIGN = [{"Origin": "http://evil.example"}, {"Origin": "null"}, {"Origin": "https://localhost.evil.example"}, {"Sec-Fetch-Site": "cross-site"}]


@pytest.mark.parametrize("page", FOREIGN)
def test_a_page_of_another_site_changes_nothing_and_reads_nothing(native, page):
    """A form's POST needs no preflight: refusing the answer would be too late."""
    formed = b"Action=CreateQueue&QueueName=formed-by-a-page"
    status, headers, answer = native.post("/", formed, {"Content-Type": FORM, **page})
    assert status == 403 and b"--cors-origin" in answer, (status, answer)
    assert not [name for name in headers if name.lower().startswith("access-control")], dict(headers)
    status, headers, _ = native.post("/", b"", {"Access-Control-Request-Method": "POST", **page}, "OPTIONS")
    assert status == 403 and not [name for name in headers if name.lower().startswith("access-control")]
    assert native.post("/?Action=CreateQueue&QueueName=formed-by-a-page", None, page, "GET")[0] == 403
    assert not native.client("sqs").list_queues(QueueNamePrefix="formed-by").get("QueueUrls")


def test_pages_of_this_machine_and_named_ones_are_served(native, start):
    ask = b"Action=ListQueues"
    for origin in ("http://localhost:3000", "http://127.0.0.1:8080", "file://"):
        status, headers, _ = native.post("/", ask, {"Content-Type": FORM, "Origin": origin, "Sec-Fetch-Site": "cross-site"})
        assert status == 200 and headers["access-control-allow-origin"] == "*", origin
    named = start(services="sqs", arguments=["--cors-origin", "https://app.example"])
    assert named.post("/", ask, {"Content-Type": FORM, "Origin": "https://app.example"})[0] == 200
    assert named.post("/", ask, {"Content-Type": FORM, "Origin": "https://other.example"})[0] == 403


def test_a_queues_url_takes_actions_on_that_queue_only(native):
    url = native.client("sqs").create_queue(QueueName="looked-at")["QueueUrl"]
    path = url[len(native.endpoint):]
    assert native.post(path, None, method="GET")[::2] == (404, b"<UnknownOperationException/>\n")
    for action in (b"CreateQueue", b"ListQueues"):
        status, _, answer = native.post(path, b"Action=" + action + b"&QueueName=made-at-a-queue", {"Content-Type": FORM})
        assert status == 400 and b"<Code>InvalidAction</Code>" in answer, answer
    assert not native.client("sqs").list_queues(QueueNamePrefix="made-at").get("QueueUrls")
    status, _, answer = native.post(path, b"Action=ReceiveMessage", {"Content-Type": FORM})
    assert status == 200 and b"<ReceiveMessageResult/>" in answer, answer


def test_a_presigned_request_belongs_to_its_own_account(native):
    ask = "/?Action=CreateQueue&QueueName=presigned&X-Amz-Credential=123456789012%2F20261127%2Feu-west-1%2Fsqs%2Faws4_request"
    status, _, answer = native.post(ask, None, method="GET")
    assert status == 200 and b"/123456789012/presigned</QueueUrl>" in answer, answer
    assert not native.client("sqs").list_queues(QueueNamePrefix="presigned").get("QueueUrls")


def test_a_loopback_listener_answers_to_its_names_only(native, start):
    """A page that has its own name point here is not one of ours, whatever it asks for."""
    asked = [("POST", "/", b"Action=ListQueues", {"Content-Type": FORM}), ("GET", "/_statebox/status", None, {})]
    allowed = start("allowed", services="sqs", arguments=["--allow-host", "localstack,*.internal"])
    for method, path, body, headers in asked:
        for host in ("evil.example", f"evil.example:{native.port}", "localstack", "a.internal"):
            status, _, answer = native.post(path, body, {**headers, "Host": host}, method)
            assert status == 403 and b"--allow-host " in answer, (path, host, answer)
        for host in ("localhost:4566", "127.0.0.1", "[::1]", "sqs.us-east-1.localhost.localstack.cloud:4566"):
            assert native.post(path, body, {**headers, "Host": host}, method)[0] == 200, (path, host)
        for host in ("localstack:4566", "a.internal"):
            assert allowed.post(path, body, {**headers, "Host": host}, method)[0] == 200, (path, host)
        assert allowed.post(path, body, {**headers, "Host": "evil.example"}, method)[0] == 403
    for path in ("/_statebox/health", "/_localstack/health"):
        assert native.post(path, None, {"Host": "localstack:4566"}, "GET")[0] == 200


def test_a_trace_of_the_request_is_the_messages_trace_unless_it_has_one(native):
    sqs = native.client("sqs")
    url = sqs.create_queue(QueueName="traced")["QueueUrl"]
    header = {"Content-Type": FORM, "X-Amzn-Trace-Id": "Root=1-67e5-header"}
    form = f"Action=SendMessage&QueueUrl={url}&MessageBody=".encode()
    own = b"&MessageSystemAttribute.1.Name=AWSTraceHeader&MessageSystemAttribute.1.Value.DataType=String&MessageSystemAttribute.1.Value.StringValue=Root=1-own"
    assert native.post("/", form + b"header", header)[0] == 200
    assert native.post("/", form + b"own" + own, header)[0] == 200
    received = sqs.receive_message(QueueUrl=url, MaxNumberOfMessages=10, MessageSystemAttributeNames=["AWSTraceHeader"])["Messages"]
    traces = {message["Body"]: message["Attributes"]["AWSTraceHeader"] for message in received}
    assert traces == {"header": "Root=1-67e5-header", "own": "Root=1-own"}


def test_a_form_may_be_answered_in_json(native):
    ask = {"Content-Type": FORM, "Accept": "application/json"}
    url = native.client("sqs").create_queue(QueueName="in-json")["QueueUrl"]
    told = json.loads(native.post("/", f"Action=SendMessage&QueueUrl={url}&MessageBody=a".encode(), ask)[2])
    assert told["SendMessageResponse"]["SendMessageResult"]["MD5OfMessageBody"] == "0cc175b9c0f1b6a831c399e269772661"
    form = f"Action=ReceiveMessage&QueueUrl={url}&AttributeName.1=All".encode()
    (message,) = json.loads(native.post("/", form, ask)[2])["ReceiveMessageResponse"]["ReceiveMessageResult"]["messages"]
    assert message["Body"] == "a" and message["MessageAttributes"] is None
    assert {"Name": "ApproximateReceiveCount", "Value": "1"} in message["Attributes"]


CONTROL = [("GET", "/_statebox/status"), ("GET", "/_statebox/health"), ("GET", "/_statebox/snapshots"), ("POST", "/_statebox/exports"), ("POST", "/_statebox/imports"), ("DELETE", "/_statebox/snapshots/a"), ("OPTIONS", "/_statebox/exports")]


def asks(native, method, path, headers=None, body=b"{}"):
    headers = {"Content-Type": "application/json", **(headers or {})}
    status, headers, answer = native.post(path, body if method in ("POST", "PUT") else None, headers, method)
    assert not [name for name in headers if name.lower().startswith("access-control")], (path, dict(headers))
    return status, answer


@pytest.mark.parametrize("method, path", CONTROL)
def test_the_control_api_answers_no_web_page(native, method, path):
    for headers in ({"Host": "evil.example"}, {"Host": f"evil.example:{native.port}"}, {"Origin": "http://evil.example"}, {"Origin": "null"}, {"Origin": "http://localhost:3000"}):
        if path == "/_statebox/health" and "Host" in headers:
            continue  # It is answered under every name.
        status, answer = asks(native, method, path, headers)
        assert status == 403 and json.loads(answer)["error"]["message"], (headers, status)
    assert asks(native, method, path)[0] != 403


@pytest.mark.parametrize("path", ["/_statebox/exports", "/_statebox/imports", "/_statebox/snapshots/a/verify"])
def test_the_control_api_takes_json_objects_only(native, path):
    for content_type in (FORM, "text/plain", "multipart/form-data; boundary=a", "application/jsonp", ""):
        assert asks(native, "POST", path, {"Content-Type": content_type}, b'{"name": "formed"}')[0] == 400
    for body in (b"", b"{", b"[]", b"null", b'"a"', b"[" * 60_000, b"a" * 200_000):
        assert asks(native, "POST", path, body=body)[0] == 400
    assert "formed" not in [found["name"] for found in native.json("list")]


def test_the_control_api_refuses_names_that_leave_their_folder_and_wrong_types(native):
    for name in ("../up", "..", ".", "a/b", "/etc/passwd", "a\0b", "", 12, None, ["a"], {"a": 1}):
        for path in ("/_statebox/exports", "/_statebox/imports"):
            status, answer = asks(native, "POST", path, body=json.dumps({"name": name}).encode())
            last = json.loads(answer.strip().splitlines()[-1])
            assert last["error"]["code"] == "usage", (name, last)
    for name in ("..%2Fup", "%2e%2e%2fup", "..", "%2Fetc%2Fpasswd", "a%00b", "%ff", "%"):
        for method in ("GET", "DELETE"):
            status, answer = asks(native, method, f"/_statebox/snapshots/{name}")
            assert status in (400, 404), (name, status, answer)
    for wrong in ({"remote": 12}, {"force": "yes"}, {"labels": {"a": 1}}, {"labels": ["a"]}, {"description": 12}, {"max_pause_seconds": "long"}):
        status, answer = asks(native, "POST", "/_statebox/exports", body=json.dumps({"name": "wrong", **wrong}).encode())
        last = json.loads(answer.strip().splitlines()[-1])
        assert last.get("error", {}).get("code") == "usage", (wrong, last)
    assert asks(native, "GET", "/_statebox/nothing")[0] == 404
    assert asks(native, "PUT", "/_statebox/exports")[0] == 404
    assert not list(native.data_dir.glob("*.tar.zst"))
