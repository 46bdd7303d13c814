"""Whether two show-off-api answer alike: `python -m tests.bff_contract.alike --requests 5000`."""

import argparse
import http.client
import json
import re
import sys
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from http import HTTPStatus
from pathlib import Path
from typing import Any, Final

from tests.bff_contract.bff import COMMANDS, Bff, start
from tests.bff_contract.made_up import Asked, requests
from tests.bff_contract.stand_ins import running

# What servers, not services, say.
_OWN: Final = frozenset({"date", "server", "connection", "content-length", "transfer-encoding"})
# Whose sentences are of the library that reads the input; who is asked to fix it reads either.
_OWN_WORDS: Final = frozenset({"422", "502"})
_CHANGING: Final = frozenset({"id", "trace_id", "name"})
_ID: Final = re.compile("[0-9a-f]{32}")


@dataclass(frozen=True)
class Said:
    """An answer, without what is never the same."""

    status: int
    headers: Mapping[str, str]
    body: object


def ask(bff: Bff, asked: Asked) -> Said:
    """Send a request exactly as it is."""
    connection = http.client.HTTPConnection("127.0.0.1", bff.service.port, timeout=60)
    connection.putrequest(
        asked.method, asked.path, skip_host="Host" in asked.headers, skip_accept_encoding=True
    )
    for name, value in asked.headers.items():
        connection.putheader(name, value)
    if asked.body or asked.method in {"POST", "PUT", "PATCH"}:
        connection.putheader("Content-Length", str(len(asked.body)))
    connection.endheaders(asked.body)
    answer = connection.getresponse()
    content = answer.read()
    connection.close()
    return _said(answer, content, asked)


def _said(answer: http.client.HTTPResponse, content: bytes, asked: Asked) -> Said:
    headers = {
        name.lower(): value for name, value in answer.getheaders() if name.lower() not in _OWN
    }
    if headers.get("x-request-id") != asked.headers.get("X-Request-Id"):
        headers["x-request-id"] = "fresh"
    if "x-trace-id" in headers and not asked.headers.get("traceparent", "").startswith("00-"):
        headers["x-trace-id"] = "some"
    if "allow" in headers:
        headers["allow"] = " ".join(sorted(headers["allow"].split(", ")))
    if "content-location" in headers:
        headers["content-location"] = _ID.sub("ID", headers["content-location"])
    body = (
        None
        if answer.status == HTTPStatus.FOUND
        else _body(headers.get("content-type", ""), content)
    )
    return Said(answer.status, headers, body)


def _body(content_type: str, content: bytes) -> object:
    if content_type.endswith("x-ndjson"):
        return [_without_ids(json.loads(line)) for line in content.splitlines()]
    if content_type.endswith("json") and content:
        return _without_ids(json.loads(content))
    return content[:500]  # more would tell nobody anything


def _without_ids(value: Any) -> Any:  # noqa: ANN401 - JSON
    match value:
        case {"title": _, "status": status, **_more} if str(status) in _OWN_WORDS:
            value = value | {"detail": "in its own words"}
    if isinstance(value, dict):
        return {
            name: name
            if name in {"id", "trace_id", "name"} and it is not None
            else _without_ids(it)
            for name, it in value.items()
        }
    return [_without_ids(one) for one in value] if isinstance(value, list) else value


def differences(one: Bff, other: Bff, asked: Iterable[Asked]) -> Iterator[str]:
    """What the two answer differently, a text each."""
    for request in asked:
        first, second = ask(one, request), ask(other, request)
        if first != second:
            yield f"{request}\n{_differing(first, second)}"


def _differing(one: Said, other: Said) -> str:
    """What is not the same in two answers."""
    first, second = ({**vars(it), **it.headers, "headers": None} for it in (one, other))
    names = [name for name in first | second if first.get(name) != second.get(name)]
    return "\n".join(f"  {name}: {first.get(name)} / {second.get(name)}" for name in names)


@contextmanager
def both(**settings: object) -> Iterator[list[Bff]]:
    """One of each, in front of the same stand-ins."""
    with tempfile.TemporaryDirectory() as name, running() as services, ExitStack() as stack:
        bffs = []
        for language, command in COMMANDS.items():
            folder = Path(name) / language
            folder.mkdir()
            ours = {
                "detection_url": services.detection.url,
                "recognition_url": services.recognition.url,
                "storage_url": services.images.url,
                "amqp_url": "amqp://guest:guest@127.0.0.1:1/",
                "outbox": folder / "outbox.db",
            }
            bffs.append(start(command(), folder, {}, **{**ours, **settings}))
            stack.callback(bffs[-1].stop)
        yield bffs


def main() -> None:
    parser = argparse.ArgumentParser("alike", description=__doc__)
    parser.add_argument("--requests", type=int, default=5000)
    parser.add_argument("--seed", type=int, default=0)
    options = parser.parse_args()
    found = 0
    with both() as (one, other):
        for text in differences(one, other, requests(options.seed, options.requests)):
            found += 1
            sys.stdout.write(f"{text}\n")
    sys.stdout.write(f"{options.requests} requests, {found} answered differently\n")
    sys.exit(found > 0)


if __name__ == "__main__":
    main()
