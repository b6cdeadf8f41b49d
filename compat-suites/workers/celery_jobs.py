"""A Celery application on the SQS transport of kombu: the worker's side and the sender's."""

import os
from urllib.parse import urlsplit

from celery import Celery

host = urlsplit(os.environ["ENDPOINT"]).netloc
app = Celery("jobs", broker=f"sqs://test:test@{host}")
app.conf.update(
    task_default_queue="jobs",
    task_acks_late=True,
    task_ignore_result=True,
    worker_prefetch_multiplier=4,
    worker_enable_remote_control=False,
    broker_connection_retry_on_startup=True,
    broker_transport_options={
        "region": "us-east-1",
        "is_secure": False,
        "visibility_timeout": 5,
        "wait_time_seconds": 10,
        "polling_interval": 0.1,
        "predefined_queues": {"jobs": {"url": os.environ["QUEUE_URL"], "access_key_id": "test", "secret_access_key": "test"}},
    },
)


@app.task(name="work")
def work(job):
    os.write(1, f"done {job}\n".encode())
