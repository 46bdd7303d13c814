"""The platform on one machine: the same graph without a broker, and nothing sent unless told."""

import io
from collections.abc import Iterator

import httpx
import pytest
from PIL import Image
from tests.bff_contract.bff import COMMANDS
from tests.servers.processes import wait_until
from tests.servers.show_off import ShowOff
from tests.telemetry.graph import CORRECTION, READ
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


@pytest.fixture(scope="module", params=["python", "go"])
def show_off(
    request: pytest.FixtureRequest,
    tmp_path_factory: pytest.TempPathFactory,
    receiver: Receiver,
) -> Iterator[ShowOff]:
    """The platform of one machine, its door in each language; what it sends is received."""
    COMMANDS[request.param]()  # builds what is to be built
    show_off = ShowOff(tmp_path_factory.mktemp("embedded"))
    told = environment(exporting_to(receiver))
    show_off.process.environment = {**told, "SHOWOFF_BFF": request.param}
    show_off.start()
    yield show_off
    assert show_off.interrupt() == 0


def test_the_embedded_platform_has_the_same_graph(show_off: ShowOff, receiver: Receiver) -> None:
    picture = {"image": ("picture", RECEIPT.read_bytes())}
    read = traced_post(f"{show_off.url}/api/read", files=picture)
    staged = traced_post(f"{show_off.url}/api/read", "application/x-ndjson", files=picture)
    correction = traced_post(
        f"{show_off.url}/api/correct-text",
        json={"id": read.answer.json()["id"], "text": "CORNER"},
    )

    for call, expected in ((read, READ), (staged, READ), (correction, CORRECTION)):
        wait_for_graph(receiver, call, expected)
    systems = {
        span.attributes["messaging.system"]
        for span in receiver.trace(read.trace_id)
        if "messaging.system" in span.attributes
    }
    assert systems == {"embedded"}


def test_the_door_shows_page_documentation_and_what_was_kept(
    show_off: ShowOff, receiver: Receiver
) -> None:
    call = traced_post(f"{show_off.url}/api/read", files={"image": RECEIPT.read_bytes()})
    kept = f"{show_off.url}/api/images/{call.answer.json()['id']}"

    wait_until(lambda: httpx.get(kept).is_success)
    assert httpx.get(kept).json()["text"] == call.answer.json()["text"]
    for path in ("/", "/docs/", "/docs/openapi/image-api.json", "/api/doc", "/api/metrics"):
        assert httpx.get(f"{show_off.url}{path}", follow_redirects=True).is_success, path
    assert httpx.get(f"{show_off.url}/api/nothing").json()["status"] == 404
    (root,) = (span for span in receiver.trace(call.trace_id) if span.parent_id == call.page)
    language = show_off.process.environment["SHOWOFF_BFF"]  # type: ignore[index] # set above
    assert root.resource["telemetry.sdk.language"] == language


def test_a_doubtful_picture_goes_once_to_each_model(show_off: ShowOff, receiver: Receiver) -> None:
    """However doubtful: here it is small, and stands on its head."""
    read = traced_post(f"{show_off.url}/api/read", files={"image": ("picture", _doubtful())})

    def spans() -> list[str]:
        return [span.node for span in receiver.trace(read.trace_id)]

    # Calls end, and so are sent, before the request that makes them.
    wait_until(lambda: "show-off-api: POST /read" in spans(), ARRIVAL_SECONDS)
    assert spans().count("show-off-api: POST") == 2
    assert read.answer.json()["lines"]


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
