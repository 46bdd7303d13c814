"""The metrics of real reads, at /metrics and over OTLP."""

import httpx
from opentelemetry.proto.metrics.v1.metrics_pb2 import Metric
from tests.servers.processes import wait_until
from tests.telemetry.platform import Platform
from tests.telemetry.receiver import Receiver

from showoff_common.messaging.topology import DEAD_LETTER_QUEUE


def metrics(url: str) -> dict[str, float]:
    """The metrics of a service: value by name and labels."""
    lines = httpx.get(f"{url}/metrics").text.splitlines()
    samples = (line.rsplit(" ", 1) for line in lines if not line.startswith("#"))
    return {name: float(value) for name, value in samples}


def test_a_read_is_measured_in_every_service(platform: Platform) -> None:
    before = metrics(platform.bff.url)
    answer = platform.read().answer.json()
    after = metrics(platform.bff.url)

    def rose(name: str) -> float:
        return after[name] - before.get(name, 0)

    assert rose('showoff_http_requests_total{method="POST",route="/read",status="200"}') == 1
    assert rose('showoff_http_request_seconds_count{method="POST",route="/read"}') == 1
    assert rose("showoff_read_lines_sum") == len(answer["lines"])
    assert rose("showoff_read_confidence_count") == 1
    assert rose('showoff_stage_seconds_count{stage="outbox insert"}') == 1
    version = answer["model"]["detection"]
    detection = metrics(platform.detection.url)
    assert detection[f'showoff_model_info{{model="detection",version="{version}"}}'] == 1
    assert detection['showoff_stage_seconds_count{stage="inference"}'] > 0
    recognition = metrics(platform.recognition.url)
    assert recognition['showoff_stage_seconds_count{stage="recognise"}'] > 0
    kept = 'showoff_message_lag_seconds_count{queue="imageQueue"}'
    consumers = f"http://127.0.0.1:{platform.metrics_port}"
    wait_until(lambda: metrics(consumers)[kept] > 0)
    wait_until(
        lambda: f'showoff_queue_messages{{queue="{DEAD_LETTER_QUEUE}"}}' in metrics(consumers)
    )
    wait_until(lambda: metrics(platform.bff.url)["showoff_outbox_messages"] == 0)


def test_refused_reads_are_counted_by_reason(platform: Platform) -> None:
    name = 'showoff_problems_total{route="/read",status="400",title="Not a picture"}'
    before = metrics(platform.bff.url).get(name, 0)

    httpx.post(f"{platform.bff.url}/read", files={"image": ("picture", b"no picture")})

    assert metrics(platform.bff.url)[name] == before + 1


def test_the_same_leaves_over_otlp(platform: Platform, receiver: Receiver) -> None:
    platform.read()
    shown = metrics(platform.bff.url)

    def sent(name: str) -> Metric | None:
        return receiver.metrics("show-off-api").get(name)

    def reads() -> float:
        counter = sent("showoff_http_requests")
        points = counter.sum.data_points if counter else []
        return sum(
            float(point.as_double)
            for point in points
            if {it.key: it.value.string_value for it in point.attributes}["route"] == "/read"
        )

    expected = sum(
        value
        for name, value in shown.items()
        if name.startswith("showoff_http_requests_total") and '"/read"' in name
    )
    wait_until(lambda: reads() == expected)
    lines = sent("showoff_read_lines")
    assert lines
    (point,) = lines.histogram.data_points
    assert point.count == sum(point.bucket_counts) == shown["showoff_read_lines_count"]
    assert not point.HasField("min")
    assert len(point.bucket_counts) == len(point.explicit_bounds) + 1
    depth = sent("showoff_outbox_messages")
    assert depth
    assert len(depth.gauge.data_points) == 1
