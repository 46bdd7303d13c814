"""The platform on one machine: the same graph without a broker, and nothing sent unless told."""

from pathlib import Path

import pytest
from tests.servers.show_off import ShowOff
from tests.telemetry.graph import CORRECTION, READ, without_services
from tests.telemetry.platform import (
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
