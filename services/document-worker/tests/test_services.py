"""What the worker asks the model services, and what it makes of their answers."""

import json
import socket
from collections.abc import Iterator
from contextlib import ExitStack

import pytest
from tests.servers.http_stand_in import FakeService, serving
from werkzeug.wrappers import Request, Response

from document_worker.services import ModelServices
from showoff_common.errors import Problem

LINES = 2300
MOST = 1000
"""recognition-api's SHOWOFF_MAX_LINES."""


def corners(number: int) -> list[list[int]]:
    return [[0, number], [90, number], [90, number + 1], [0, number + 1]]


def models(request: Request) -> Response:
    """Both model services: a page of many lines, each of which says its number."""
    if request.path == "/ready":
        return Response("")
    assert request.headers["Priority"] == "u=7", "somebody else may be waiting"
    if request.path == "/lines":
        found = [
            {"points": corners(number), "probability": 0.9, "separator": "\n"}
            for number in range(LINES)
        ]
        size = {"width": 100, "height": LINES, "media_type": "image/png", "turn": 0}
        return Response(json.dumps({**size, "lines": found, "model": "d"}))
    boxes = json.loads(request.form["boxes"])
    if len(boxes) > MOST:
        return Response("", 413)
    texts = [str(int(box[0][1])) for box in boxes]
    words = [[{"text": text, "confidence": 0.9, "start": 0, "end": 1}] for text in texts]
    told = {"tokens": texts, "confidences": [0.9] * len(boxes), "turns": [0] * len(boxes)}
    return Response(json.dumps({**told, "words": words, "model": "r"}))


@pytest.fixture
def services() -> Iterator[ModelServices]:
    with serving(FakeService(models)) as stand_in:
        yield ModelServices(stand_in.url, stand_in.url, 1, connect_seconds=2, read_seconds=60)


def test_a_page_of_more_lines_than_are_read_at_once_is_read_in_parts(
    services: ModelServices,
) -> None:
    reading, turn = services.read(b"a picture")

    assert turn == 0
    assert [line.text for line in reading.lines] == [str(number) for number in range(LINES)]
    assert [len(line.words or []) for line in reading.lines] == [1] * LINES
    assert reading.lines[-1].points[0] == (0, LINES - 1)


@pytest.mark.parametrize(("ready", "status"), [(200, 500), (503, 502)])
def test_a_service_that_is_there_fails_over_the_picture(ready: int, status: int) -> None:
    def fails(request: Request) -> Response:
        return Response("", ready if request.path == "/ready" else 500)

    with serving(FakeService(fails)) as stand_in:
        services = ModelServices(stand_in.url, stand_in.url, 1, connect_seconds=2, read_seconds=60)

        assert status_of(services) == status


def test_a_page_that_ends_a_service_is_told_from_a_service_that_is_away() -> None:
    """A picture ends it in the middle of each read; it comes again, and is gone for good then."""
    is_there = True

    def ends(request: Request) -> Response:
        if request.path == "/ready" and is_there:
            return Response("")
        raise ConnectionError  # nothing is answered, and the connection is closed

    with serving(FakeService(ends)) as stand_in:
        services = ModelServices(stand_in.url, stand_in.url, 1, connect_seconds=2, read_seconds=60)
        assert [status_of(services) for _ in range(2)] == [500, 500], "over the picture"
        is_there = False
        assert [status_of(services) for _ in range(2)] == [502, 502], "away"
    assert [status_of(services) for _ in range(2)] == [502, 502], "refused"


def test_a_service_that_takes_no_connection_is_away_not_slow() -> None:
    def is_full(request: Request) -> Response:
        return Response("", 200 if request.path == "/ready" else 503, {"Connection": "close"})

    with serving(FakeService(is_full)) as stand_in:
        services = ModelServices(stand_in.url, stand_in.url, 1, connect_seconds=0.1, read_seconds=9)
        assert status_of(services) == 503
    here = ("127.0.0.1", stand_in.port)
    with socket.create_server(here, backlog=0), ExitStack() as waiting:
        for _ in range(3):  # nobody accepts them: there is no room for more
            waiting.enter_context(one := socket.socket())
            one.setblocking(False)
            one.connect_ex(here)

        assert status_of(services) == 502


def test_an_outage_in_the_middle_costs_each_page_one_failure_at_most() -> None:
    is_there = True

    def breaks(request: Request) -> Response:
        if is_there:
            return Response("") if request.path == "/ready" else models(request)
        raise ConnectionError

    with serving(FakeService(breaks)) as stand_in:
        services = ModelServices(stand_in.url, stand_in.url, 1, connect_seconds=2, read_seconds=60)
        services.read(b"a picture")
        is_there = False
        assert [status_of(services) for _ in range(3)] == [500, 502, 502]


def status_of(services: ModelServices) -> int:
    """What is said of a picture that is not read."""
    with pytest.raises(Problem) as failed:
        services.read(b"a picture")
    return failed.value.status
