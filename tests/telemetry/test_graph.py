"""One read, one trace: every edge, from the page to the last row, and no other."""

import io
import json
import re
import secrets
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

import httpx
import pytest
from PIL import Image
from tests.documents import papers
from tests.servers.platform import python_process
from tests.servers.processes import wait_until
from tests.telemetry.graph import CORRECTION, READ, Span, graph
from tests.telemetry.platform import (
    Platform,
    environment,
    exporting_to,
    traced_post,
    wait_for_graph,
)
from tests.telemetry.receiver import Receiver

from showoff_common.messaging.events import (
    new_image_id,
    now,
)
from showoff_common.messaging.publisher import Publisher
from showoff_common.messaging.wire import (
    IMAGE_DATA_QUEUE,
    Message,
)

RABBITMQ = "rabbitmq"


def test_a_read_and_its_correction_are_a_trace_each(platform: Platform, receiver: Receiver) -> None:
    read = platform.read()
    correction = platform.correct(read.answer.json()["id"])

    wait_for_graph(receiver, read, READ)
    wait_for_graph(receiver, correction, CORRECTION)


def test_a_broker_that_was_down_in_between_leaves_no_gap(
    platform: Platform, receiver: Receiver
) -> None:
    platform.broker.kill()
    try:
        read = platform.read()
        correction = platform.correct(read.answer.json()["id"])
    finally:
        platform.broker.start()

    wait_for_graph(receiver, read, READ)
    wait_for_graph(receiver, correction, CORRECTION)


@contextmanager
def jobs_worked_on(platform: Platform, receiver: Receiver) -> Iterator[None]:
    """A dispatcher and a worker beside the platform."""
    broker = {"amqp_url": platform.broker.url}
    dispatcher = python_process(
        platform.folder, "-m", "image_api", "dispatch", metrics_port=0, **broker, **platform.storage
    )
    worker = python_process(
        platform.folder,
        "-m",
        "document_worker",
        port=0,
        work_dir=platform.folder / "work",
        detection_url=platform.detection.url,
        recognition_url=platform.recognition.url,
        storage_url=platform.images.url,
        **broker,
    )
    for process in (dispatcher, worker):
        process.environment = environment(exporting_to(receiver), process.environment)
        process.start()
    yield
    for process in (dispatcher, worker):
        process.kill()


def test_a_job_is_a_trace_with_links_to_those_of_its_pages_and_back(
    platform: Platform, receiver: Receiver
) -> None:
    with jobs_worked_on(platform, receiver):
        form = {"options": '{"formats": ["pdf"]}'}
        scan = {"file": ("scan.pdf", papers.scan([["one"], ["two"]]))}
        job = traced_post(f"{platform.bff.url}/jobs", files=scan, data=form)
        wait_until(lambda: len(tasks_in(receiver.trace(job.trace_id))) == 4)
        own = receiver.trace(job.trace_id)
        wait_until(lambda: len(receiver.named("read page")) == 2)
        wait_until(lambda: receiver.named("assemble document"))

    tasks = tasks_in(own)
    assert sorted(task.name for task in tasks) == [
        *("task assemble", "task open", "task read", "task read")
    ]
    ids = {span.span_id for span in own}
    assert all(task.parent_id in ids for task in tasks), "none stands apart in the job's trace"
    pages = receiver.named("read page")
    assert all(len(page.links) == 1 and page.links[0] in ids for page in pages), "back to the POST"
    others = [{it.span_id for it in receiver.trace(page.trace_id)} for page in pages]
    linked = {link for task in tasks if task.name == "task read" for link in task.links}
    assert [len(linked & other) for other in others] == [1, 1], "a link to each page's own trace"
    assert job.trace_id not in {page.trace_id for page in pages}


def tasks_in(trace: Sequence[Span]) -> list[Span]:
    return [span for span in trace if span.name.startswith("task ")]


def test_the_log_of_a_dead_letter_names_the_trace_it_came_of(platform: Platform) -> None:
    broken = Message(
        IMAGE_DATA_QUEUE,
        b"no lines",
        content_type="application/json",
        message_id=secrets.token_hex(8),
        headers={
            "request_id": new_image_id(),
            "created": now().isoformat(),
            "traceparent": f"00-{secrets.token_hex(16)}-{secrets.token_hex(8)}-01",
        },
    )
    sender = Publisher(platform.broker.url)
    sender.send([broken])
    sender.close()

    def logged() -> list[dict[str, object]]:
        lines = platform.consumers.log.read_text().splitlines()
        events = (json.loads(line) for line in lines if line.startswith("{"))
        return [it for it in events if it.get("id") == broken.message_id]

    wait_until(logged)
    (line,) = logged()
    assert line["event"] == "dead letter"
    assert line["request_id"] == broken.headers["request_id"]
    _, trace_id, span_id, _ = broken.headers["traceparent"].split("-")
    assert (line["trace_id"], line["span_id"]) == (trace_id, span_id)


def test_spans_tell_sizes_counts_and_versions(platform: Platform, receiver: Receiver) -> None:
    read = platform.read()
    wait_for_graph(receiver, read, READ)
    spans = {span.node: span.attributes for span in receiver.trace(read.trace_id)}
    answer = read.answer.json()

    decoded = spans["detection-api: decode"]
    assert (decoded["showoff.picture.width"], decoded["showoff.picture.height"]) == (420, 560)
    assert spans["detection-api: detect"]["showoff.model.version"] == answer["model"]["detection"]
    (shape,) = listed(spans["detection-api: inference"]["showoff.batch.shapes"])
    assert re.fullmatch(r"1x\d+x\d+x3", shape)
    for shape in listed(spans["recognition-api: inference"]["showoff.batch.shapes"]):
        assert re.fullmatch(r"\d+x32x\d+", shape)
    recognised = spans["recognition-api: recognise"]
    assert int(str(recognised["showoff.lines"])) >= len(answer["lines"])
    assert recognised["showoff.model.version"] == answer["model"]["recognition"]
    for span in ("show-off-api: send imageQueue", "image-api: process imageQueue"):
        assert spans[span]["messaging.system"] == RABBITMQ
        assert spans[span]["messaging.destination.name"] == "imageQueue"
    assert spans["image-api: INSERT"]["db.system.name"] == "postgresql"
    assert spans["show-off-api: POST /read"]["http.response.status_code"] == 200


def listed(value: object) -> list[str]:
    assert isinstance(value, list)
    return value


def test_no_span_tells_what_a_picture_says(platform: Platform, receiver: Receiver) -> None:
    read = platform.read()
    correction = platform.correct(read.answer.json()["id"])
    wait_for_graph(receiver, read, READ)
    wait_for_graph(receiver, correction, CORRECTION)
    spans = [*receiver.trace(read.trace_id), *receiver.trace(correction.trace_id)]

    logged = json.dumps([[span.name, dict(span.attributes)] for span in spans])

    for line in read.answer.json()["lines"]:
        assert line["text"] not in logged or len(line["text"]) < 4
    assert "CAF" not in logged


@pytest.mark.parametrize(
    "header",
    ["", "00-zz-zz-01", "00-" + "0" * 32 + "-" + "0" * 16 + "-01", "ff" * 4000, "00-\xff\xfe-1-1"],
)
def test_a_malformed_traceparent_begins_a_new_trace(
    platform: Platform, header: str, receiver: Receiver
) -> None:
    answer = httpx.post(
        f"{platform.bff.url}/read",
        files={"image": ("picture", b"no picture")},
        headers={b"traceparent": header.encode("latin-1")},
    )

    assert answer.status_code == 400
    trace_id = answer.json()["trace_id"]
    assert int(trace_id, 16)
    assert answer.headers["X-Trace-Id"] == trace_id
    wait_until(lambda: receiver.trace(trace_id))


def test_baggage_goes_no_further(platform: Platform, receiver: Receiver) -> None:
    tiny = io.BytesIO()
    Image.new("RGB", (32, 32), "white").save(tiny, "PNG")
    answer = httpx.post(
        f"{platform.bff.url}/read",
        files={"image": ("picture", tiny.getvalue())},
        headers={"baggage": ",".join(f"key{number}={'x' * 40}" for number in range(150))},
        timeout=60,
    )

    assert answer.status_code == 200
    trace_id = answer.json()["trace_id"]
    needed = {"show-off-api: POST /read", "detection-api: POST /lines"}
    wait_until(lambda: needed <= {span.node for span in receiver.trace(trace_id)})
    carriers = {
        span.node
        for span in receiver.trace(trace_id)
        if "http.request.header.baggage" in span.attributes
    }
    assert carriers == {"show-off-api: POST /read"}


def test_retention_is_a_trace_of_its_own(platform: Platform) -> None:
    receiver = Receiver()
    retain = python_process(platform.folder, "-m", "image_api", "retain", **platform.storage)
    retain.environment = environment(exporting_to(receiver), retain.environment)
    retain.start()
    assert retain.wait() == 0, retain.last_words()

    wait_until(lambda: receiver.named("retention sweep"))
    (sweep,) = receiver.named("retention sweep")
    calls = graph(receiver.trace(sweep.trace_id), "none").calls
    assert ("image-api: retention sweep", "image-api: DELETE") in calls
    assert sweep.attributes["showoff.retention.images"] == 0
    receiver.stop()
