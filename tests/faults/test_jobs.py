"""Jobs under fault: each page has one result and each job ends once, whoever is killed."""

import json
import threading
import time
from contextlib import ExitStack, nullcontext, suppress
from pathlib import Path
from typing import Any

import httpx
import pika
from pika.exceptions import AMQPError
from sqlalchemy import func, select
from tests.faults.conftest import Scale
from tests.jobs import PNG, page
from tests.servers.platform import python_process, python_service
from tests.servers.postgres import Postgres
from tests.servers.processes import Process, wait_until
from tests.servers.rabbitmq import RabbitMq

from image_api.database import Database
from image_api.jobs.tables import DeliveryRow, TaskRow
from showoff_common.messaging.tasks import PAGE_QUEUE, declare_task_queues


class Hands:
    """A worker that reads nothing, but does so over a real broker and real HTTP."""

    def __init__(self, broker_url: str, storage_url: str) -> None:
        self._broker_url = broker_url
        self._client = httpx.Client(base_url=storage_url, timeout=5)
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._run)
        self.busy = threading.Lock()
        self.done = 0
        self._thread.start()

    def stop(self) -> None:
        self._stopping.set()
        self._thread.join(60)

    def _run(self) -> None:
        while not self._stopping.is_set():
            with (
                suppress(AMQPError, OSError),
                pika.BlockingConnection(pika.URLParameters(self._broker_url)) as connection,
            ):
                channel = connection.channel()
                declare_task_queues(channel)
                channel.basic_qos(prefetch_count=1)
                for method, _, body in channel.consume(PAGE_QUEUE, inactivity_timeout=0.2):
                    if self._stopping.is_set():
                        break
                    if method is not None:
                        with self.busy:
                            self._do(json.loads(body))
                        channel.basic_ack(method.delivery_tag)
            self._stopping.wait(0.2)

    def _do(self, task: dict[str, Any]) -> None:
        """Put a result until it is taken; a claim whose answer is lost comes back by its lease."""
        address = f"/api/tasks/{task['document']}/read/{task['page']}"
        attempt = {"attempt": task["attempt"]}
        with suppress(httpx.HTTPError):
            if not self._client.post(f"{address}/claim", json=attempt).is_success:
                return
            result = {**attempt, "page": page(task["page"])}
            while not self._stopping.is_set():
                with suppress(httpx.HTTPError):
                    answer = self._client.put(f"{address}/result", json=result)
                    if not answer.is_server_error:
                        self.done += answer.is_success
                        return
                self._stopping.wait(0.2)


def test_killed_dispatchers_and_an_image_api_that_dies_lose_no_page_and_double_none(
    broker: RabbitMq, postgres_server: Postgres, postgres_url: str, tmp_path: Path, scale: Scale
) -> None:
    kept = {"database_url": postgres_url, "files_dir": tmp_path / "kept", "metrics_port": 0}
    secrets = {"webhook_secrets": f"*:whsec_{'A' * 32}"}
    pictures = scale(100, 20)
    with ExitStack() as stack:
        storage = python_service(tmp_path, "-m", "image_api", **kept, **secrets)
        stack.callback(storage.kill)
        storage.start()
        dispatchers = [new_dispatcher(tmp_path, broker, kept) for _ in range(2)]
        for dispatcher in dispatchers:
            stack.callback(dispatcher.kill)
            dispatcher.start()
        hands = Hands(broker.url, storage.url)
        stack.callback(hands.stop)
        files = [("file", (f"{number}.png", PNG)) for number in range(pictures)]
        options = {"formats": ["text"], "webhook": {"url": "https://example.com/"}}
        sent = httpx.post(
            f"{storage.url}/api/jobs", files=files, data={"options": json.dumps(options)}
        )
        job = sent.raise_for_status().json()["id"]

        wait_until(lambda: hands.done >= pictures // 4)
        dispatchers[0].kill()  # of the two, one leads; the other takes over, or goes on
        wait_until(lambda: hands.done >= pictures // 2)
        with nullcontext() if scale.full else hands.busy:  # between two pages, or at any moment
            storage.kill()
        storage.start()
        dispatchers[0].start()
        dispatchers[1].kill()
        if scale.full:
            postgres_server.stop()
            time.sleep(60)
            postgres_server.start()
        wait_until(lambda: is_finished(storage.url, job), 400)

        told = httpx.get(f"{storage.url}/api/jobs/{job}").json()
    assert (told["state"], told["pages"]["done"]) == ("succeeded", pictures)
    assert hands.done == pictures or scale.full, "no result was taken twice"
    with Database(postgres_url).transaction() as session:
        results = select(func.count()).where(TaskRow.state == "done", TaskRow.step == "read")
        assert session.scalar(results) == pictures
        assert session.scalar(select(func.count()).select_from(DeliveryRow)) == 1


def new_dispatcher(folder: Path, broker: RabbitMq, kept: dict[str, object]) -> Process:
    return python_process(folder, "-m", "image_api", "dispatch", amqp_url=broker.url, **kept)


def is_finished(url: str, job: str) -> bool:
    try:
        return bool(httpx.get(f"{url}/api/jobs/{job}", timeout=5).json()["finished"])
    except (httpx.HTTPError, KeyError):
        return False
