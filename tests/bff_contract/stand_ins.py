"""The services behind show-off-api, answering as a test tells them."""

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from typing import Any, Final

from tests.servers.http_stand_in import FakeService, serving
from werkzeug.wrappers import Request, Response

from showoff_common.messaging.wire import QUEUES

Answer = Callable[[Request], Response]

MODEL: Final = {"detection": "ctpn-9", "recognition": "crnn-9"}
KEPT_ID: Final = "0123456789abcdef" * 2
DELETED_ID: Final = "f" * 32
FORMATS: Final = ("text", "json", "hocr", "alto", "page", "pdf", "csv", "markdown")
OF_A_JOB: Final = (
    *("", "/events", "/cancel", "/webhook", "/webhook/retry"),
    *("/documents/1/pdf", "/documents/1/pages/1/lines"),
)
OF_GOLD: Final = (
    *("lines", f"lines/{KEPT_ID}", f"lines/{KEPT_ID}/crop", f"lines/{KEPT_ID}/review"),
    *("sets", "sets/latest", "sets/1/labels", "measures", "measures/1/worst"),
)
PICTURE: Final = b"not a picture: nobody here opens it"


def told(value: object, status: int = 200, **headers: str) -> Response:
    """JSON."""
    return Response(json.dumps(value), status, headers, content_type="application/json")


def problem(status: int, title: str = "Title", detail: str = "Detail.", **headers: str) -> Response:
    details = {"type": "about:blank", "title": title, "status": status, "detail": detail}
    body = json.dumps({**details, "trace_id": "another's"})
    return Response(body, status, headers, content_type="application/problem+json")


def line(number: int, separator: str) -> dict[str, object]:
    top = 20.25 * number
    corners = [[2.5, top], [62.75, top], [62.75, top + 10], [2.5, top + 10]]
    return {"points": corners, "probability": 0.9, "separator": separator}


def found(*separators: str) -> dict[str, object]:
    """What detection-api answers, a line for each separator."""
    return {
        "width": 640,
        "height": 480,
        "media_type": "image/png",
        "turn": 0,
        "pages": 1,
        "lines": [line(number, it) for number, it in enumerate(separators)],
        "model": MODEL["detection"],
    }


def said(*tokens: str, **more: object) -> dict[str, object]:
    """What recognition-api answers."""
    return {
        "tokens": tokens,
        "confidences": [0.9] * len(tokens),
        "turns": [0] * len(tokens),
        "model": MODEL["recognition"],
        "words": [
            [{"text": token, "confidence": 0.8, "start": 0.125, "end": 1.0}] for token in tokens
        ],
        "letters": [
            [{"index": 0, "confidence": 0.6, "alternatives": [{"text": "v", "confidence": 0.3}]}]
            for _ in tokens
        ],
        **more,
    }


@dataclass
class StandIn:
    """A service; `answers` are by path, or by what a path begins with up to its last slash."""

    fake: FakeService = field(init=False)
    answers: dict[str, Answer] = field(default_factory=dict)
    seen: list[Request] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.fake = FakeService(self._answer)

    @property
    def url(self) -> str:
        return self.fake.url

    def asked(self, path: str) -> list[Request]:
        """The requests that came, in order, of one path."""
        return [one for one in self.seen if one.path == path]

    def _answer(self, request: Request) -> Response:
        _ = request.files, request.form, request.get_data()  # read once, for those who look later
        self.seen.append(request)
        below = f"{request.path.rpartition('/')[0]}/"
        answer = self.answers.get(request.path) or self.answers.get(below)
        return answer(request) if answer else problem(404, "Not Found", "Nothing here.")


@dataclass
class Services:
    """All of them, as they are when nothing is wrong."""

    detection: StandIn = field(default_factory=StandIn)
    recognition: StandIn = field(default_factory=StandIn)
    images: StandIn = field(default_factory=StandIn)
    go: threading.Event = field(default_factory=threading.Event)

    def make_whole(self) -> None:
        """Forget what was asked, and answer as when nothing is wrong."""
        self.go.set()
        for service in (self.detection, self.recognition, self.images):
            service.seen.clear()
        ready: Answer = lambda _: told({"status": "ready"})  # noqa: E731 - as data
        self.detection.answers = {"/ready": ready, "/lines": self._lines}
        self.recognition.answers = {"/ready": ready, "/extract": self._extract}
        picture = f"/api/image/{KEPT_ID}"
        self.images.answers = {
            "/api/image": lambda _: told({"images": [], "next": None}),
            picture: lambda _: told(_detail()),
            f"{picture}/file": _file,
            f"/api/image/{DELETED_ID}": _deleted,
            **{f"/api/messages/{queue}/": lambda _: Response(status=204) for queue in QUEUES},
            **{
                f"/api/jobs{below}": _job for below in ("", *(f"/{KEPT_ID}{it}" for it in OF_A_JOB))
            },
            "/api/gold": _job,
            **{f"/api/gold/{below}": _job for below in OF_GOLD},
            **{f"{picture}/{name}": _file for name in FORMATS},
            **{f"/api/render/{name}": _rendered for name in FORMATS},
        }

    def _lines(self, request: Request) -> Response:
        """Two lines, or as many as the picture asks for; not before it may go."""
        self.go.wait(30)
        count = int(request.args.get("lines", 2))
        return told(found(*["", *["\n"] * (count - 1)][:count]))

    def _extract(self, request: Request) -> Response:
        asked = len(json.loads(request.form["boxes"]))
        return told(said(*[f"line {number}" for number in range(asked)]))


def _detail() -> dict[str, Any]:
    box = {"start_x": 2, "start_y": 0, "width": 61, "height": 10}
    word = {"text": "kept", "confidence": 0.5, "start": 0.0, "end": 0.5}
    return {
        "id": KEPT_ID,
        "created": "2026-01-02T03:04:05.123456Z",
        "state": "stored",
        "media_type": "image/png",
        "width": 640,
        "height": 480,
        "text": "kept",
        "corrected": False,
        "lines": [
            {
                "ord_num": 0,
                "text": "kept",
                "recognized": "kept",
                "confidence": 0.75,
                "points": [[2.5, 0.0], [62.75, 0], [62.75, 10], [2.5, 10]],
                "box": box,
                "words": [word],
                "separator": "",
            }
        ],
        "model": MODEL,
        "corrections": [],
    }


def _file(request: Request) -> Response:
    if request.method == "DELETE":
        return Response(status=204)
    headers = {"ETag": '"of-the-file"', "Cache-Control": "private, max-age=60", "X-Inner": "no"}
    headers |= {"Content-Disposition": 'inline; filename="a.png"', "Accept-Ranges": "bytes"}
    if request.headers.get("If-None-Match") == headers["ETag"]:
        return Response(status=304, headers=headers)
    if request.headers.get("Range") == "bytes=0-2":
        headers["Content-Range"] = f"bytes 0-2/{len(PICTURE)}"
        return Response(PICTURE[:3], 206, headers, content_type="image/png")
    return Response(PICTURE, 200, headers, content_type="image/png")


def _job(request: Request) -> Response:
    """What came, told in the body; nobody on the way looks into it."""
    if request.method == "DELETE":
        return Response(status=204)
    names = (
        "Job-Owner",
        "Caller-Role",
        "Idempotency-Key",
        "If-None-Match",
        "Range",
        "Authorization",
        "Origin",
    )
    passed = {name: request.headers[name] for name in names if name in request.headers}
    came = {"query": request.query_string.decode(), "headers": passed, "method": request.method}
    answer = told({**came, "body": request.get_data().decode("latin-1")}, 202)
    answer.headers |= {"Location": "/jobs/1", "Retry-After": "1", "ETag": '"7"', "X-Inner": "no"}
    return answer


def _rendered(request: Request) -> Response:
    """What was sent, as if it were the format."""
    sent = {"reading": json.loads(request.form["reading"]), "files": [*request.files]}
    answer = told(sent)
    answer.headers["X-Inner"] = "no"
    return answer


def _deleted(_request: Request) -> Response:
    headers = {"Picture-Deleted": "1"}
    return problem(404, "No such picture", "It was deleted.", **headers)


@contextmanager
def running() -> Iterator[Services]:
    """All of them, on free loopback ports."""
    services = Services()
    services.make_whole()
    with ExitStack() as stack:
        for service in (services.detection, services.recognition, services.images):
            stack.enter_context(serving(service.fake))
        yield services
