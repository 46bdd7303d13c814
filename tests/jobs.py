"""A sender of jobs and a worker, as image-api sees them, for tests of all that lies between."""

import io
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from showoff_common.contracts.jobs import OWNER_HEADER

PNG = b"\x89PNG\r\n\x1a\n" + b"\0" * 24
PDF = b"%PDF-1.7\n" + b"x" * 100


@dataclass
class Sender:
    """Somebody who sends jobs."""

    client: FlaskClient
    name: str = ""

    def post(
        self,
        *files: bytes,
        names: Sequence[str] = (),
        key: str | None = None,
        **options: object,
    ) -> TestResponse:
        given = [*names, *(f"{number}.bin" for number in range(len(names), len(files)))]
        parts: dict[str, Any] = {
            "file": [(io.BytesIO(data), name) for data, name in zip(files, given, strict=True)]
        }
        if options:
            parts["options"] = json.dumps(options)
        headers = {} if key is None else {"Idempotency-Key": key}
        return self.ask("POST", "", headers, data=parts, content_type="multipart/form-data")

    def send(self, *files: bytes, **options: Any) -> str:  # noqa: ANN401 - as post takes them
        """POST a job that is accepted; its id."""
        answer = self.post(*files, **options)
        if answer.status_code != 202:
            raise ValueError(answer.get_data(as_text=True))
        return str(answer.get_json()["id"])

    def show(self, job_id: str) -> dict[str, Any]:
        return dict(self.ask("GET", f"/{job_id}").get_json())

    def ask(
        self,
        method: str,
        path: str,
        headers: Mapping[str, str] | None = None,
        **more: Any,  # noqa: ANN401
    ) -> TestResponse:
        told = {OWNER_HEADER: self.name, **(headers or {})}
        return self.client.open(f"/api/jobs{path}", method=method, headers=told, **more)


@dataclass
class Worker:
    """Does tasks without reading anything: a page says its number."""

    client: FlaskClient
    pages: int = 3

    def next(self, *steps: str) -> dict[str, Any] | None:
        wanted = {"steps": steps} if steps else {}
        answer = self.client.post("/api/tasks/next", json=wanted)
        return dict(answer.get_json()) if answer.status_code == 200 else None

    def claim(self, task: Mapping[str, Any], claimer: str | None = None) -> TestResponse:
        return self._ask("POST", task, "claim", {"claimer": claimer} if claimer else {})

    def give_back(self, task: Mapping[str, Any]) -> TestResponse:
        return self._ask("POST", task, "return", {})

    def finish(self, task: Mapping[str, Any], problem: str | None = None) -> TestResponse:
        """Put the result of a task, or a problem."""
        if problem is not None:
            told: dict[str, Any] = {"problem": {"title": problem, "detail": problem}}
        elif task["step"] == "open":
            told = {"pages": self.pages}
        elif task["step"] == "read":
            told = {"page": page(task["page"])}
        else:
            self.put_pdf(task)
            told = {"pdfa": "2b"}
        return self._ask("PUT", task, "result", told)

    def put_pdf(self, task: Mapping[str, Any], data: bytes = b"%PDF-1.7 made") -> TestResponse:
        address = f"/api/documents/{task['document']}/files/pdf?attempt={task['attempt']}"
        return self.client.put(address, data=data)

    def work(self) -> int:
        """Do all that there is to do; how many tasks it was."""
        done = 0
        while (task := self.next()) is not None:
            if self.claim(task).status_code == 200:
                self.finish(task)
                done += 1
        return done

    def _ask(
        self, method: str, task: Mapping[str, Any], what: str, told: dict[str, Any]
    ) -> TestResponse:
        address = f"/api/tasks/{task['document']}/{task['step']}/{task['page']}/{what}"
        return self.client.open(address, method=method, json={"attempt": task["attempt"], **told})


def page(number: int) -> dict[str, Any]:
    """What a page says that has one line: its number."""
    return {
        "number": number,
        "width": 100,
        "height": 50,
        "dpi": 200,
        "source": "read",
        "turn": 0,
        "lines": [
            {
                "text": f"page {number}",
                "separator": "",
                "confidence": 0.9,
                "points": [[0, 0], [90, 0], [90, 20], [0, 20]],
                "words": [
                    {"text": "page", "confidence": 0.9, "start": 0, "end": 0.5},
                    {"text": str(number), "confidence": 0.9, "start": 0.6, "end": 1},
                ],
            }
        ],
        "model": {"detection": "ctpn-1", "recognition": "crnn-1"},
    }
