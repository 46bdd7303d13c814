"""The platform on one machine: the same graph without a broker, and nothing sent unless told."""

import io
from pathlib import Path

import pytest
from PIL import Image
from tests.servers.processes import wait_until
from tests.servers.show_off import ShowOff
from tests.telemetry.graph import CORRECTION, READ, without_services
from tests.telemetry.platform import (
    ARRIVAL_SECONDS,
    RECEIPT,
    environment,
    exporting_to,
    traced_post,
    wait_for_graph,
)
from tests.telemetry.receiver import Receiver

from showoff_common.telemetry import exporters


def test_the_embedded_platform_has_the_same_graph(tmp_path: Path, receiver: Receiver) -> None:
    show_off = ShowOff(tmp_path)
    show_off.process.environment = environment(exporting_to(receiver))
    show_off.start()
    try:
        picture = {"image": ("picture", RECEIPT.read_bytes())}
        read = traced_post(f"{show_off.url}/api/read", files=picture)
        staged = traced_post(f"{show_off.url}/api/read", "application/x-ndjson", files=picture)
        correction = traced_post(
            f"{show_off.url}/api/correct-text",
            json={"id": read.answer.json()["id"], "text": "CORNER"},
        )

        for call, expected in ((read, READ), (staged, READ), (correction, CORRECTION)):
            wait_for_graph(receiver, call, without_services(expected), without_services)
        systems = {
            span.attributes["messaging.system"]
            for span in receiver.trace(read.trace_id)
            if "messaging.system" in span.attributes
        }
        assert systems == {"embedded"}
    finally:
        show_off.interrupt()


def test_a_doubtful_picture_goes_once_to_each_model(tmp_path: Path, receiver: Receiver) -> None:
    """However doubtful: here it is small, and stands on its head."""
    show_off = ShowOff(tmp_path)
    show_off.process.environment = environment(exporting_to(receiver))
    show_off.start()
    try:
        read = traced_post(f"{show_off.url}/api/read", files={"image": ("picture", _doubtful())})

        def spans() -> list[str]:
            return [span.node for span in receiver.trace(read.trace_id)]

        # Calls end, and so are sent, before the request that makes them.
        wait_until(lambda: "show-off-api: POST /read" in spans(), ARRIVAL_SECONDS)
        assert spans().count("show-off-api: POST") == 2
        assert read.answer.json()["lines"]
    finally:
        show_off.interrupt()


def _doubtful() -> bytes:
    stream = io.BytesIO()
    with Image.open(RECEIPT) as picture:
        small = (picture.width // 2, picture.height // 2)
        picture.resize(small).transpose(Image.Transpose.ROTATE_180).save(stream, "PNG")
    return stream.getvalue()


@pytest.mark.parametrize("variables", [{}, {"OTEL_TRACES_EXPORTER": "none"}])
def test_unless_told_nothing_is_sent(variables: dict[str, str], receiver: Receiver) -> None:
    """Where "none" is said, not even to an endpoint that is known."""
    with pytest.MonkeyPatch.context() as patch:
        for name in ("ENDPOINT", "TRACES_ENDPOINT"):
            patch.delenv(f"OTEL_EXPORTER_OTLP_{name}", raising=False)
        patch.delenv("OTEL_TRACES_EXPORTER", raising=False)
        if variables:
            patch.setenv("OTEL_EXPORTER_OTLP_ENDPOINT", receiver.url)
        for name, value in variables.items():
            patch.setenv(name, value)
        assert exporters.span_exporter() is None
