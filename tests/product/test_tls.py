"""The listener with TLS: unmodified clients that trust its certificate, over HTTP/1.1 and HTTP/2."""

import shlex
import socket
import ssl
import subprocess

import boto3
import botocore.config
import pytest

import server as servers


@pytest.fixture
def secure(start):
    (port,) = servers.free_ports(1)
    server = start(services=servers.NATIVE, arguments=["--tls-port", str(port)])
    variables = server.json("env")
    assert variables["STATEBOX_TLS_ENDPOINT"] == f"https://127.0.0.1:{port}"
    return server, port, variables


def client(service, variables):
    return boto3.client(
        service, endpoint_url=variables["STATEBOX_TLS_ENDPOINT"], verify=variables["STATEBOX_CA_BUNDLE"], region_name="us-east-1",
        aws_access_key_id="test", aws_secret_access_key="test", config=botocore.config.Config(retries={"max_attempts": 0}),
    )


def test_clients_that_trust_the_certificate_are_served(secure):
    server, port, variables = secure
    sqs = client("sqs", variables)
    url = sqs.create_queue(QueueName="secret")["QueueUrl"]
    assert url.startswith(f"https://127.0.0.1:{port}/")
    sqs.send_message(QueueUrl=url, MessageBody="a")
    # The same queue by the other listener, under its own name.
    plain = server.client("sqs")
    assert plain.receive_message(QueueUrl=plain.get_queue_url(QueueName="secret")["QueueUrl"])["Messages"][0]["Body"] == "a"
    client("dynamodb", variables).list_tables()
    client("kinesis", variables).list_streams()


def test_a_client_that_trusts_nobody_is_not_served(secure):
    _, _, variables = secure
    with pytest.raises(Exception, match="SSL|certificate"):
        client("sqs", {**variables, "STATEBOX_CA_BUNDLE": True}).list_queues()


def test_the_protocol_is_the_one_that_the_client_prefers(secure):
    _, port, variables = secure
    for offered, chosen in ((["h2", "http/1.1"], "h2"), (["http/1.1"], "http/1.1")):
        context = ssl.create_default_context(cafile=variables["STATEBOX_CA_BUNDLE"])
        context.set_alpn_protocols(offered)
        with socket.create_connection(("127.0.0.1", port)) as tcp, context.wrap_socket(tcp, server_hostname="localhost") as tls:
            assert tls.selected_alpn_protocol() == chosen


def test_http_2_is_spoken_on_both_listeners(secure):
    server, port, variables = secure
    for how, url in (("--http2-prior-knowledge", server.endpoint), ("--http2", variables["STATEBOX_TLS_ENDPOINT"])):
        told = subprocess.run(
            ["curl", "-sS", how, "--cacert", variables["STATEBOX_CA_BUNDLE"], "-d", "Action=ListQueues", "-o", "/dev/null", "-w", "%{http_version} %{http_code}", url],
            capture_output=True, text=True, check=True,
        )
        assert told.stdout == "2 200", told


def test_the_certificate_is_kept_over_restarts(secure):
    server, _, variables = secure
    before = open(variables["STATEBOX_CA_BUNDLE"]).read()
    server.stop()
    server.start()
    assert open(variables["STATEBOX_CA_BUNDLE"]).read() == before
    client("sqs", variables).list_queues()


def test_a_certificate_of_the_users_is_used_and_what_is_none_is_refused(start, tmp_path):
    chain, key = tmp_path / "chain.pem", tmp_path / "key.pem"
    make = f"openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2 -subj /CN=mine -addext subjectAltName=IP:127.0.0.1 -keyout {key} -out {chain}"
    subprocess.run(shlex.split(make), check=True, capture_output=True)
    (port,) = servers.free_ports(1)
    given = ["--tls-port", str(port), "--tls-cert", str(chain), "--tls-key", str(key)]
    server = start(services="sqs", arguments=given)
    variables = server.json("env")
    assert variables["STATEBOX_CA_BUNDLE"] == str(chain)
    client("sqs", variables).list_queues()
    server.stop()
    chain.write_text("no certificate")
    server.start(wait=False)
    assert server.process.wait(30) == 2 and str(chain) in server.output()


def test_plain_http_on_the_port_of_tls_is_cut_and_hinders_nobody(secure):
    _, port, variables = secure
    with socket.create_connection(("127.0.0.1", port), timeout=10) as plain:
        plain.sendall(b"GET / HTTP/1.1\r\nHost: localhost\r\n\r\n")
        assert not plain.recv(100).startswith(b"HTTP")
    client("sqs", variables).list_queues()


def test_clients_find_each_service_where_other_emulators_have_it(start):
    ports = dict(zip(("--dynamodb-port", "--sqs-port", "--kinesis-port", "--kinesis-tls-port"), servers.free_ports(4)))
    server = start(services=servers.NATIVE, arguments=[word for option, port in ports.items() for word in (option, str(port))])
    def at(service, option, scheme="http", **more):
        return boto3.client(
            service, endpoint_url=f"{scheme}://127.0.0.1:{ports[option]}", region_name="us-east-1", aws_access_key_id="test", aws_secret_access_key="test", **more,
        )
    url = at("sqs", "--sqs-port").create_queue(QueueName="everywhere")["QueueUrl"]
    assert url == f"http://127.0.0.1:{ports['--sqs-port']}/000000000000/everywhere"
    assert server.client("sqs").list_queues()["QueueUrls"] == [f"{server.endpoint}/000000000000/everywhere"]
    at("dynamodb", "--dynamodb-port").list_tables()
    at("kinesis", "--kinesis-port").create_stream(StreamName="everywhere", ShardCount=1)
    kept = str(server.data_dir / "tls" / "certificate.pem")
    assert at("kinesis", "--kinesis-tls-port", "https", verify=kept).list_streams()["StreamNames"] == ["everywhere"]
    taken = start("taken", wait=False, services="sqs", arguments=["--sqs-port", str(ports["--sqs-port"])])
    assert taken.process.wait(30) == 1 and "--sqs-port" in taken.output()
