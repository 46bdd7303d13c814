"""POST /read told stage by stage: in order, as they begin, with the answer or the problem last."""

import io
import threading
from collections.abc import Callable, Generator
from dataclasses import dataclass, field
from typing import Any

import pytest
from flask import json
from flask.testing import FlaskClient
from prometheus_client import REGISTRY
from tests.servers.processes import wait_until
from werkzeug.test import TestResponse

from show_off_api.reading import ReadPicture
from show_off_api.routes import read
from show_off_api.settings import ShowOffApiSettings
from show_off_api.upstream.image_api import Passed
from showoff_common.contracts.formats import FormatName, ToRender
from showoff_common.contracts.lines import FoundLine, FoundLines
from showoff_common.contracts.reads import STAGES
from showoff_common.contracts.texts import Alternative, DoubtfulLetter, ExtractedTexts, Word
from showoff_common.errors import Problem
from showoff_common.pictures.regions import Region
from showoff_common.web.app import create_app
from showoff_common.web.problems import MEDIA_TYPE
from showoff_common.work.admission import Admission
from showoff_common.work.deadline import Deadline

_BUSY = Problem(503, "Busy", "Come back.", headers={"Retry-After": "7"})


@dataclass
class Models:
    """The services behind: two lines, found once ``go`` is set, and read as ``fault`` lets them."""

    go: threading.Event = field(default_factory=threading.Event)
    fault: Exception | None = None
    kept: list[str] = field(default_factory=list)
    storage_fault: Problem | None = None
    rendered: list[tuple[ToRender, FormatName, bytes]] = field(default_factory=list)

    def find(self, _picture: bytes, _region: Region | None, _deadline: Deadline) -> FoundLines:
        assert self.go.wait(60)
        lines = [
            FoundLine(
                points=((0, y), (60, y), (60, y + 10), (0, y + 10)),
                probability=0.9,
                separator="\n" if y else "",
            )
            for y in (0, 20)
        ]
        return FoundLines(
            width=100, height=60, media_type="image/png", turn=0, lines=lines, model="ctpn-1"
        )

    def read(self, _picture: bytes, found: FoundLines, _deadline: Deadline) -> ExtractedTexts:
        if self.fault:
            raise self.fault
        count = len(found.lines)
        word = Word(text="word", confidence=0.8, start=0.5, end=1)
        letter = DoubtfulLetter(
            index=0, confidence=0.6, alternatives=[Alternative(text="v", confidence=0.3)]
        )
        return ExtractedTexts(
            tokens=["word"] * count,
            confidences=[0.9] * count,
            turns=[0] * count,
            model="crnn-1",
            words=[[word]] * count,
            letters=[[letter]] * count,
        )

    def keep(self, image_id: str, _picture: ReadPicture) -> None:
        self.kept.append(image_id)

    def render(self, reading: ToRender, form: FormatName, picture: bytes) -> Passed:
        if self.storage_fault:
            raise self.storage_fault
        self.rendered.append((reading, form, picture))
        return Passed(200, {"Content-Type": "application/alto+xml"}, [b"<alto/>"], lambda: None)


@pytest.fixture
def models() -> Models:
    models = Models()
    models.go.set()
    return models


@pytest.fixture
def admission() -> Admission:
    return Admission(slots=1, waiting=1)


@pytest.fixture
def client(models: Models, admission: Admission) -> FlaskClient:
    app = create_app("show-off-api", ShowOffApiSettings(), ready=dict)
    reader = read.Reader(
        detection=models,
        recognition=models,
        admission=admission,
        read_seconds=60,
        keep=models.keep,
        check_room=lambda _: None,
        render=models.render,
    )
    app.register_blueprint(read.create_blueprint(reader))
    return app.test_client()


@pytest.fixture
def post(client: FlaskClient, picture: bytes) -> Callable[..., TestResponse]:
    def post(
        accept: str = STAGES, data: bytes = picture, query: str = "", **fields: str
    ) -> TestResponse:
        form = {"image": (io.BytesIO(data), "picture"), **fields}
        return client.post(f"/read{query}", data=form, headers={"Accept": accept})

    return post


def stages(answer: TestResponse) -> Generator[dict[str, Any], None, None]:
    """Its lines, each as it comes; who stops asking for more hangs up."""
    assert (answer.status_code, answer.content_type) == (200, STAGES)
    try:
        yield from map(json.loads, answer.iter_encoded())
    finally:
        answer.close()


def counted(status: int) -> float:
    labels = {"method": "POST", "route": "/read", "status": str(status)}
    return REGISTRY.get_sample_value("showoff_http_requests_total", labels) or 0


def test_the_last_stage_has_the_answer_that_is_else_given_at_once(
    post: Callable[..., TestResponse], models: Models
) -> None:
    plain = post("application/json").get_json()
    *before, last = stages(post())

    assert before == [{"stage": "detecting"}, {"stage": "recognising", "lines": 2}]
    assert last["stage"] == "done"
    assert models.kept == [plain["id"], last["answer"]["id"]]
    reported = {"id": "", "trace_id": ""}
    assert last["answer"] | reported == plain | reported


def test_a_picture_that_is_not_to_be_kept_is_read_all_the_same(
    post: Callable[..., TestResponse], models: Models
) -> None:
    answer = post("application/json", keep="false").get_json()
    assert len(answer["lines"]) == 2
    assert models.kept == []


def test_a_stage_is_told_when_it_begins(post: Callable[..., TestResponse], models: Models) -> None:
    models.go.clear()
    reported = stages(post())

    assert next(reported) == {"stage": "detecting"}
    models.go.set()
    assert [stage["stage"] for stage in reported] == ["recognising", "done"]


def test_who_waits_is_told_how_many_come_first(
    post: Callable[..., TestResponse], admission: Admission
) -> None:
    with admission.admit():
        reported = stages(post())
        assert next(reported) == {"stage": "waiting", "before": 0}
    assert [stage["stage"] for stage in reported] == ["detecting", "recognising", "done"]


@pytest.mark.parametrize("accept", ["", "*/*", "application/json", "text/html, */*;q=0.8"])
def test_only_who_asks_for_stages_gets_them(post: Callable[..., TestResponse], accept: str) -> None:
    assert post(accept).content_type == "application/json"


@pytest.mark.parametrize("accept", ["text/plain", "text/*", "application/json;q=0.1, text/plain"])
def test_who_asks_for_plain_text_gets_it_and_where_the_rest_is(
    post: Callable[..., TestResponse], models: Models, accept: str
) -> None:
    whole = post("application/json").get_json()

    answer = post(accept)

    assert answer.content_type == "text/plain; charset=utf-8"
    assert answer.text == whole["text"]
    assert answer.headers["Content-Location"] == f"images/{models.kept[-1]}"


@pytest.mark.parametrize(
    ("query", "accept"),
    [("?format=alto", ""), ("", "application/alto+xml"), ("?format=alto", "application/json")],
)
def test_who_asks_for_a_format_gets_it_and_where_it_is_kept(
    post: Callable[..., TestResponse], models: Models, query: str, accept: str
) -> None:
    answer = post(accept, query=query)

    assert (answer.text, answer.content_type) == ("<alto/>", "application/alto+xml")
    (kept,) = models.kept
    assert answer.headers["Content-Location"] == f"images/{kept}/alto"
    ((reading, form, picture),) = models.rendered
    assert (reading.name, form, picture[:4]) == (kept, "alto", b"\x89PNG")
    (page,) = reading.pages
    assert [(line.text, line.separator) for line in page.lines] == [("word", ""), ("word", "\n")]
    assert page.lines[0].words is not None


def test_a_read_that_cannot_be_rendered_is_kept_and_the_problem_says_where(
    post: Callable[..., TestResponse], models: Models
) -> None:
    models.storage_fault = Problem(503, "Away", "image-api is away.")

    answer = post(query="?format=pdf")

    (kept,) = models.kept
    assert (answer.status_code, answer.content_type) == (503, MEDIA_TYPE)
    assert f"GET images/{kept}/pdf" in answer.get_json()["detail"]
    assert answer.headers["Content-Location"] == f"images/{kept}/pdf"


def test_a_read_that_is_not_kept_is_nowhere(
    post: Callable[..., TestResponse], models: Models
) -> None:
    for form in ("alto", "text"):
        answer = post(query=f"?format={form}", keep="false")
        assert (answer.status_code, "Content-Location" in answer.headers) == (200, False)

    models.storage_fault = Problem(503, "Away", "image-api is away.")
    assert post(query="?format=pdf", keep="false").get_json()["title"] == "Away"
    assert models.kept == []


@pytest.mark.parametrize("query", ["?format=docx", "?format=alto&format=page", "?lang=en"])
def test_what_is_unknown_in_the_address_is_refused_before_anything_is_read(
    post: Callable[..., TestResponse], models: Models, query: str
) -> None:
    assert post(query=query).status_code == 422
    assert models.kept == []


def test_json_that_is_asked_for_by_name_may_come_stage_by_stage(
    post: Callable[..., TestResponse],
) -> None:
    assert post("", query="?format=json").content_type == "application/json"
    assert post(query="?format=json").content_type == STAGES


def test_who_accepts_nothing_that_there_is_is_told_before_anything_is_read(
    post: Callable[..., TestResponse], models: Models
) -> None:
    answer = post("application/xml")

    assert (answer.status_code, answer.content_type) == (406, MEDIA_TYPE)
    assert "text/plain" in answer.get_json()["detail"]
    assert models.kept == []


def test_what_fails_before_the_first_stage_is_answered_as_ever(
    post: Callable[..., TestResponse], admission: Admission
) -> None:
    reported: list[int] = []

    def wait() -> None:
        with admission.admit(tell=reported.append):
            pass

    waiting = threading.Thread(target=wait)  # takes the last place
    with admission.admit():
        waiting.start()
        wait_until(lambda: reported)
        full = post()
    waiting.join()

    assert (full.status_code, full.content_type) == (503, MEDIA_TYPE)
    assert full.headers["Retry-After"] == "1"


@pytest.mark.parametrize(
    ("fault", "status", "retry_after"),
    [(_BUSY, 503, 7), (ZeroDivisionError(), 500, None)],
    ids=["refused", "bug"],
)
def test_what_fails_later_is_told_by_the_last_line_and_counted_as_what_it_is(
    post: Callable[..., TestResponse],
    models: Models,
    fault: Exception,
    status: int,
    retry_after: int | None,
) -> None:
    models.fault = fault
    before = counted(200), counted(status)

    answer = post()
    *_, last = stages(answer)

    assert (last["stage"], last["problem"]["status"]) == ("failed", status)
    assert last["problem"]["trace_id"] == answer.headers["X-Trace-Id"]
    assert last.get("retry_after") == retry_after
    assert models.kept == []
    assert (counted(200), counted(status)) == (before[0], before[1] + 1)


def test_who_hangs_up_is_counted_as_gone(
    post: Callable[..., TestResponse], admission: Admission
) -> None:
    before = counted(499)

    with admission.admit():
        reported = stages(post())
        next(reported)
    reported.close()

    assert counted(499) == before + 1


def test_proxies_are_told_to_pass_each_line_on(post: Callable[..., TestResponse]) -> None:
    with post() as answer:
        assert answer.headers["X-Accel-Buffering"] == "no"


@pytest.mark.parametrize("kind", ["application/json", STAGES])
def test_words_and_letters_are_told_where_asked_for(
    post: Callable[..., TestResponse], kind: str
) -> None:
    def line(**fields: str) -> dict[str, Any]:
        answer = json.loads(post(kind, **fields).text.splitlines()[-1])
        return dict(answer.get("answer", answer)["lines"][1])

    plain, both = line(), line(words="1", letters="1")
    assert set(plain) == {"text", "confidence", "points", "box", "script"}
    corners = [[30.0, 20.0], [60.0, 20.0], [60.0, 30.0], [30.0, 30.0]]
    assert both.pop("words") == [{"text": "word", "confidence": 0.8, "points": corners}]
    (letter,) = both.pop("letters")
    assert letter["alternatives"] == [{"text": "v", "confidence": 0.3}]
    assert both == plain
    assert set(line(words="1")) - set(plain) == {"words"}
