"""One show-off-api in Python and one in Go: nothing but their language tells them apart."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import httpx
import pytest
from opentelemetry.proto.metrics.v1.metrics_pb2 import Metric
from prometheus_client.openmetrics.parser import text_string_to_metric_families
from sqlalchemy import select
from tests.conftest import ROOT
from tests.delivery.gateway import Gateway
from tests.delivery.upstreams import Name
from tests.load.replicas import ADDRESSES, Pair
from tests.servers.processes import free_port, wait_until
from tests.telemetry.graph import Span
from tests.telemetry.platform import (
    ARRIVAL_SECONDS,
    Call,
    Platform,
    environment,
    exporting_to,
    traced_post,
)
from tests.telemetry.receiver import Receiver

from image_api.database import Database
from image_api.tables import Base, Image, ImageBox, TextCorrection

LANGUAGES = ("python", "go")
READS = 6
SPANS = 6
"""Of a read: itself, two calls, the outbox, two messages."""
LANGUAGE = "telemetry.sdk.language"
OURS = {"deployment.environment.name": "mixed"}
PICTURE = (ROOT / "samples" / "images" / "accents.png").read_bytes()
# Of one request, one connection or one moment; and of how JSON writes 12.0.
OWN = {
    *("client.port", "network.peer.port", "server.port", "url.full", "messaging.message.id"),
    *("messaging.message.body.size", "showoff.bytes", "network.peer.address", "server.address"),
}
OF_THE_PROCESS = {LANGUAGE, "telemetry.sdk.version", "service.instance.id"}
"""In each language the SDK has versions of its own."""


@dataclass(frozen=True)
class Mixed:
    """Both show-off-api, the gateway before them, and what came of reads through it."""

    urls: Mapping[str, str]
    gateway: str
    calls: list[Call]
    receiver: Receiver

    def spans(self, language: str) -> Iterator[tuple[Call, list[Span]]]:
        """The reads that one answered, each with its spans there."""
        for call in self.calls:
            spans = own(self.receiver, call)
            if all(span.resource[LANGUAGE] == language for span in spans):
                yield call, spans


@pytest.fixture(scope="module")
def mixed(platform: Platform, receiver: Receiver) -> Iterator[Mixed]:
    # nginx's workers run as nobody: in /tmp, and open to all.
    with TemporaryDirectory(prefix="mixed-", ignore_cleanup_errors=True) as folder:
        pair = Pair.of_bffs(
            Path(folder),
            LANGUAGES,
            detection_url=platform.detection.url,
            recognition_url=platform.recognition.url,
            storage_url=platform.images.url,
            amqp_url=platform.broker.url,
            settle_seconds=0,
        )
        told = exporting_to(
            receiver,
            OTEL_METRICS_EXPORTER="otlp",
            OTEL_METRIC_EXPORT_INTERVAL="500",
            OTEL_RESOURCE_ATTRIBUTES=",".join(f"{name}={it}" for name, it in OURS.items()),
        )
        name = Name(list(ADDRESSES))
        name.start()
        gateway = Gateway(
            Path(folder),
            {
                "NGINX_LOCAL_RESOLVERS": f"127.0.0.1:{name.port}",
                "SHOWOFF_API": f"show-off-api.test:{pair.port}",
                "SHOWOFF_UI": f"127.0.0.1:{free_port()}",
                "SHOWOFF_DOCUMENTATION": f"127.0.0.1:{free_port()}",
                "SHOWOFF_READS_PER_SECOND": "1000",
            },
        )
        try:
            for replica in pair.replicas:
                replica.process.environment = environment(told, replica.process.environment)
                replica.start()
            gateway.start()
            wait_until(lambda: httpx.get(f"{gateway.url}/api/ready", timeout=5).is_success)
            urls = {
                language: f"http://{address}:{pair.port}"
                for language, address in zip(LANGUAGES, ADDRESSES, strict=True)
            }
            yield Mixed(urls, gateway.url, read_some(gateway.url, receiver), receiver)
        finally:
            gateway.stop()
            name.stop()
            for replica in pair.replicas:
                if replica.process.runs():
                    replica.process.kill()


def read_some(gateway: str, receiver: Receiver) -> list[Call]:
    calls = [
        traced_post(f"{gateway}/api/read", files={"image": ("picture", PICTURE)})
        for _ in range(READS)
    ]
    wait_until(lambda: all(len(own(receiver, it)) == SPANS for it in calls), ARRIVAL_SECONDS)
    return calls


def own(receiver: Receiver, call: Call) -> list[Span]:
    """What show-off-api has sent so far of a trace."""
    return [span for span in receiver.trace(call.trace_id) if span.service == "show-off-api"]


def test_reads_are_spread_evenly(mixed: Mixed) -> None:
    counts = Counter({it: len([*mixed.spans(it)]) for it in LANGUAGES})

    assert counts == dict.fromkeys(LANGUAGES, READS // 2)


def test_traces_differ_in_the_language_alone(mixed: Mixed) -> None:
    python, go = (
        {tuple(sorted(map(told_of, spans))) for _, spans in mixed.spans(language)}
        for language in LANGUAGES
    )

    assert python == go
    assert len(python) == 1, "every read is like every other"


def told_of(span: Span) -> tuple[str, ...]:
    """All that a span tells, but what is of this one alone."""
    attributes = {name: "" if name in OWN else it for name, it in span.attributes.items()}
    resource = {name: "" if name in OF_THE_PROCESS else it for name, it in span.resource.items()}
    told = (span.kind, span.failed, sorted(attributes.items()), sorted(resource.items()))
    return span.name, *map(str, told)


def test_metrics_have_the_same_names_and_labels(mixed: Mixed) -> None:
    for url in mixed.urls.values():
        refused = httpx.post(f"{url}/read", files={"image": ("picture", b"no picture")})
        assert refused.status_code == 400

    python, go = (shown(mixed.urls[language]) for language in LANGUAGES)

    assert python == go
    assert len(python) > 50


def shown(url: str) -> set[tuple[str, ...]]:
    """Of each series its name, kind, meaning and labels."""
    accepted = {"Accept": "application/openmetrics-text; version=1.0.0"}
    lines = httpx.get(f"{url}/metrics", headers=accepted).text.splitlines()
    ours = "\n".join(line for line in lines if "showoff_" in line or line == "# EOF")
    families = text_string_to_metric_families(f"{ours}\n")  # type: ignore[no-untyped-call]
    return {
        (sample.name, family.type, family.documentation, *map(str, sorted(sample.labels.items())))
        for family in families
        for sample in family.samples
    }


def test_metrics_leave_over_otlp_alike(mixed: Mixed) -> None:
    def sent(language: str) -> dict[str, object]:
        metrics = mixed.receiver.metrics("show-off-api", {**OURS, LANGUAGE: language})
        return {name: form_of(metric) for name, metric in metrics.items() if has_points(metric)}

    def alike() -> bool:
        python, go = map(sent, LANGUAGES)
        return "showoff_read_lines" in python and python == go

    try:
        wait_until(alike, 30)
    except TimeoutError:
        assert sent("go") == sent("python")


def has_points(metric: Metric) -> bool:
    return metric.WhichOneof("data") is not None


def form_of(metric: Metric) -> object:
    """All but its values."""
    kind = str(metric.WhichOneof("data"))
    data = getattr(metric, kind)
    points = [
        (
            sorted((it.key, it.value.string_value) for it in point.attributes),
            [*getattr(point, "explicit_bounds", [])],
        )
        for point in data.data_points
    ]
    temporality = getattr(data, "aggregation_temporality", None)
    return kind, metric.description, metric.unit, temporality, sorted(points)


def test_what_is_stored_is_the_same(mixed: Mixed, platform: Platform) -> None:
    database = Database(str(platform.storage["database_url"]))
    ids = {}
    for language, url in mixed.urls.items():
        call, _ = next(mixed.spans(language))
        ids[language] = str(call.answer.json()["id"])
        correction = {"id": ids[language], "text": "a", "lines": [{"ord_num": 0, "text": "b"}]}
        httpx.post(f"{url}/correct-text", json=correction).raise_for_status()

    def rows(language: str) -> list[list[dict[str, object]]]:
        with database.transaction() as session:
            return [
                [
                    columns_of(row)
                    for row in session.scalars(
                        select(table).where(key == ids[language]).order_by(by)
                    )
                ]
                for table, key, by in (
                    (Image, Image.id, Image.id),
                    (ImageBox, ImageBox.image_id, ImageBox.ord_num),
                    (TextCorrection, TextCorrection.image_id, TextCorrection.id),
                )
            ]

    wait_until(lambda: all(all(rows(language)) for language in LANGUAGES), ARRIVAL_SECONDS)
    assert rows("python") == rows("go")


def columns_of(row: Base) -> dict[str, object]:
    own = {"id", "image_id", "path", "creation_timestamp", "message_id"}
    return {it.name: getattr(row, it.key) for it in row.__table__.columns if it.name not in own}
