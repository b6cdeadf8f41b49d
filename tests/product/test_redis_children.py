"""An export beside BGSAVEs and AOF rewrites of the users' own."""

import threading
import time

import redis

import server as servers


def slow_children(server):
    """Each child of Redis takes about a second from now on."""
    admin = server.redis()
    with admin.pipeline(transaction=False) as pipeline:
        for n in range(1000):
            pipeline.set(f"k{n}", "x")
        pipeline.execute()
    admin.config_set("rdb-key-save-delay", 1000)
    return admin


def test_exports_work_while_users_save_and_rewrite_again_and_again(start, tmp_path):
    server = start(services="sqs,redis")
    admin = slow_children(server)
    url = server.client("sqs").create_queue(QueueName="q")["QueueUrl"]
    stop, stalls, wrong = threading.Event(), [], []

    def meddle():
        """A child now and then: sometimes beside the export's preparations, sometimes in the middle of it."""
        mine = server.redis()
        for n in range(100):
            try:
                mine.execute_command("BGSAVE" if n % 2 else "BGREWRITEAOF")
            except redis.exceptions.ResponseError as refusal:
                if "in progress" not in str(refusal) and "active" not in str(refusal):
                    wrong.append(str(refusal))
            if stop.wait(2.5):
                return

    def write():
        """How long a client of Redis and one of SQS wait at most."""
        mine, sqs = server.redis(), server.client("sqs")
        while not stop.is_set():
            began = time.monotonic()
            mine.incr("counter")
            sqs.send_message(QueueUrl=url, MessageBody="x")
            stalls.append(time.monotonic() - began)

    threads = [threading.Thread(target=work) for work in (meddle, write)]
    for thread in threads:
        thread.start()
    try:
        for n in range(4):
            server.cli("export", f"s{n}", "--remote", str(tmp_path / "remote"))
    finally:
        stop.set()
        for thread in threads:
            thread.join()
    assert not wrong, wrong
    assert stalls and max(stalls) < 8, "a client waited for somebody else's child"
    admin.config_set("rdb-key-save-delay", 0)
    other = start("other", services="sqs,redis")
    other.cli("import", "s3", "--remote", str(tmp_path / "remote"))
    assert other.redis().dbsize() >= 1001
