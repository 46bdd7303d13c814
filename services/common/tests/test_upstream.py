import io
import json
import socket
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from threading import Event, Thread

import pytest
import stamina
from PIL import Image
from stamina.instrumentation import RetryDetails, set_on_retry_hooks
from tests.servers.http_stand_in import FakeService, serving
from werkzeug.wrappers import Request, Response

from showoff_common.contracts.lines import FoundLines
from showoff_common.errors import Problem
from showoff_common.pictures.regions import Region
from showoff_common.upstream.models import DetectionService, RecognitionService
from showoff_common.work.deadline import Deadline

SQUARE = [[1, 2], [30.5, 2], [30.5, 12], [1, 12]]
LINE = {"points": SQUARE, "probability": 0.9, "separator": ""}
PAGE = {"width": 100, "height": 60, "media_type": "image/png", "turn": 0, "model": "ctpn-7"}
FOUND = FoundLines.model_validate(PAGE | {"lines": [LINE]})


def lines(_: Request) -> Response:
    return Response(json.dumps(PAGE | {"lines": [LINE]}))


def detection(url: str) -> DetectionService:
    return DetectionService("detection-api", url, connections=4, connect_seconds=2)


def refusal(answer: Response, picture: bytes) -> Problem:
    with (
        serving(FakeService(lambda _: answer)) as service,
        detection(service.url) as client,
        pytest.raises(Problem) as caught,
    ):
        client.find(picture, None, Deadline.after(30))
    return caught.value


def test_picture_and_region_arrive_and_lines_come_back(picture: bytes) -> None:
    seen: dict[str, object] = {}

    def answer(request: Request) -> Response:
        seen.update(data=request.files["image"].read(), roi=request.form["roi"])
        return lines(request)

    with serving(FakeService(answer)) as service, detection(service.url) as client:
        found = client.find(picture, Region(1, 2, 30, 40), Deadline.after(30))

    assert seen == {"data": picture, "roi": "1,2,30,40"}
    assert found == FOUND


def test_no_lines_is_an_answer(picture: bytes) -> None:
    empty = Response(json.dumps(PAGE | {"lines": []}))
    with serving(FakeService(lambda _: empty)) as service, detection(service.url) as client:
        assert client.find(picture, None, Deadline.after(30)).lines == []


def test_points_arrive_and_texts_come_back(picture: bytes) -> None:
    answered = {"tokens": ["é"], "confidences": [0.5], "turns": [180], "model": "crnn-3"}

    def answer(request: Request) -> Response:
        assert json.loads(request.form["boxes"]) == [SQUARE]
        return Response(json.dumps(answered))

    with (
        serving(FakeService(answer)) as service,
        RecognitionService("recognition-api", service.url, 4, 2) as client,
    ):
        read = client.read(picture, FOUND, Deadline.after(30))

    assert read.model_dump() == {**answered, "scripts": []}


def test_connections_are_kept_alive(picture: bytes) -> None:
    with serving(FakeService(lines)) as service, detection(service.url) as client:
        for _ in range(5):
            client.find(picture, None, Deadline.after(30))

    assert service.requests == 5
    assert len(service.connections) == 1


@pytest.mark.parametrize("status", [400, 413, 415, 422])
def test_what_is_wrong_with_the_picture_is_passed_on(picture: bytes, status: int) -> None:
    details = json.dumps({"title": "Not a picture", "detail": "It is cut short."})

    problem = refusal(Response(details, status=status), picture)

    assert problem.status == status
    assert (problem.title, problem.detail) == ("Not a picture", "It is cut short.")


def test_full_service_is_503_with_its_retry_after(picture: bytes) -> None:
    problem = refusal(Response("{}", status=503, headers={"Retry-After": "9"}), picture)

    assert problem.status == 503
    assert problem.headers == {"Retry-After": "9"}


@pytest.mark.parametrize(
    "answer",
    [
        Response("Traceback", status=500),
        Response("{}", status=404),
        Response("<h1>Forbidden by the mesh</h1>", status=413),
        Response("[1]", status=400),
        Response("no json"),
        Response('{"lines": []}'),
    ],
)
def test_a_failing_service_is_502_and_named(picture: bytes, answer: Response) -> None:
    problem = refusal(answer, picture)

    assert problem.status == 502
    assert "detection-api" in problem.detail
    assert "Traceback" not in problem.detail


def test_an_answer_for_another_number_of_lines_is_502(picture: bytes) -> None:
    answer = Response(json.dumps({"tokens": [], "confidences": [], "turns": [], "model": "x"}))
    with (
        serving(FakeService(lambda _: answer)) as service,
        RecognitionService("recognition-api", service.url, 4, 2) as client,
        pytest.raises(Problem) as caught,
    ):
        client.read(picture, FOUND, Deadline.after(30))

    assert caught.value.status == 502


def test_a_late_service_is_504(picture: bytes) -> None:
    def answer(request: Request) -> Response:
        time.sleep(1)
        return lines(request)

    with (
        serving(FakeService(answer)) as service,
        detection(service.url) as client,
        pytest.raises(Problem) as caught,
    ):
        client.find(picture, None, Deadline.after(0.2))

    assert caught.value.status == 504


def test_the_service_is_told_how_much_time_is_left(picture: bytes) -> None:
    answered: list[int] = []

    def answer(request: Request) -> Response:
        answered.append(int(request.headers["X-Request-Timeout-Ms"]))
        return lines(request)

    with serving(FakeService(answer)) as service, detection(service.url) as client:
        client.find(picture, None, Deadline.after(30))

    assert 0 < answered[0] <= 30_000


def test_nothing_is_sent_for_a_client_that_has_gone(picture: bytes) -> None:
    with (
        serving(FakeService(lines)) as service,
        detection(service.url) as client,
        pytest.raises(Problem) as caught,
    ):
        client.find(picture, None, Deadline.after(30, abandoned=lambda: True))

    assert caught.value.status == 499
    assert service.requests == 0


def test_a_service_that_ran_out_of_time_is_504(picture: bytes) -> None:
    assert refusal(Response("{}", status=504), picture).status == 504


def test_nothing_is_sent_after_the_deadline(picture: bytes) -> None:
    with (
        serving(FakeService(lines)) as service,
        detection(service.url) as client,
        pytest.raises(Problem) as caught,
    ):
        client.find(picture, None, Deadline.after(-1))

    assert caught.value.status == 504
    assert service.requests == 0


@pytest.fixture
def picture() -> bytes:
    buffer = io.BytesIO()
    Image.new("RGB", (100, 60), "white").save(buffer, "PNG")
    return buffer.getvalue()


@pytest.fixture
def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture
def after_first_failure() -> Iterator[list[Thread]]:
    """Threads that are started and awaited before the first retry."""
    threads: list[Thread] = []

    def start(details: RetryDetails) -> None:
        assert details.retry_num
        while threads:
            thread = threads.pop()
            thread.start()
            thread.join()

    set_on_retry_hooks([start])
    yield threads
    set_on_retry_hooks(None)


def test_a_service_that_comes_up_in_time_is_reached(
    picture: bytes, free_port: int, after_first_failure: list[Thread]
) -> None:
    service = FakeService(lines, port=free_port)
    with ExitStack() as stack, detection(service.url) as client:
        after_first_failure.append(Thread(target=lambda: stack.enter_context(serving(service))))

        assert len(client.find(picture, None, Deadline.after(30)).lines) == 1


def test_an_unreachable_service_is_502(picture: bytes, free_port: int) -> None:
    with (
        stamina.set_testing(True, attempts=2),
        detection(f"http://127.0.0.1:{free_port}") as client,
        pytest.raises(Problem) as caught,
    ):
        client.find(picture, None, Deadline.after(30))

    assert caught.value.status == 502


def test_what_was_sent_is_not_sent_again(picture: bytes) -> None:
    accepted: list[socket.socket] = []

    def hang_up(listener: socket.socket) -> None:
        while True:
            try:
                connection, _ = listener.accept()
            except OSError:
                return
            accepted.append(connection)
            connection.recv(1024)
            connection.close()

    with socket.create_server(("127.0.0.1", 0)) as listener:
        Thread(target=hang_up, args=(listener,), daemon=True).start()
        url = f"http://127.0.0.1:{listener.getsockname()[1]}"
        with detection(url) as client, pytest.raises(Problem) as caught:
            client.find(picture, None, Deadline.after(30))
        listener.shutdown(socket.SHUT_RDWR)

    assert caught.value.status == 502
    assert len(accepted) == 1


def test_ready_asks_the_service(free_port: int) -> None:
    with serving(FakeService(lambda _: Response("{}"))) as service:
        assert detection(service.url).ready()
    with serving(FakeService(lambda _: Response("{}", status=503))) as service:
        assert not detection(service.url).ready()
    assert not detection(f"http://127.0.0.1:{free_port}").ready()


def test_proxies_of_the_environment_are_not_for_services(
    picture: bytes, monkeypatch: pytest.MonkeyPatch, free_port: int
) -> None:
    for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY"):
        monkeypatch.setenv(name, f"http://127.0.0.1:{free_port}")
    for name in ("NO_PROXY", "no_proxy"):
        monkeypatch.delenv(name, raising=False)

    with serving(FakeService(lines)) as service, detection(service.url) as client:
        assert len(client.find(picture, None, Deadline.after(30)).lines) == 1
        assert client.ready()


def test_probes_do_not_wait_for_reads(picture: bytes) -> None:
    going, released = Event(), Event()

    def answer(request: Request) -> Response:
        if request.path != "/ready":
            going.set()
            released.wait(60)
        return lines(request)

    with (
        serving(FakeService(answer)) as service,
        DetectionService("detection-api", service.url, connections=1, connect_seconds=2) as client,
        ThreadPoolExecutor(1) as pool,
    ):
        reading = pool.submit(client.find, picture, None, Deadline.after(60))
        assert going.wait(30)
        ready = client.ready()
        released.set()
        reading.result()

    assert ready
