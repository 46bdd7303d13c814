"""Requests that nobody would send, and some that they would, from a seed."""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from random import Random
from typing import Any, Final
from urllib.parse import urlencode

from tests.bff_contract.stand_ins import DELETED_ID, KEPT_ID, PICTURE

_BOUNDARY: Final = "made-up"
_IDS: Final = (
    KEPT_ID,
    DELETED_ID,
    "0" * 32,
    "abc",
    "A" * 32,
    "",
    "a%2Fb",
    "%00",
    "é".encode().hex(),
)
_PATHS: Final = (
    *("/", "/health", "/ready", "/openapi.json", "/doc", "/read", "/correct-text", "/images"),
    *("/nothing", "/read/", "/images/", "/read/x", "/healthz", "/%72ead", "/images//file"),
    *("/./read", "/images/../read", "/READ", "/images/x/y/z", "/doc?x=1", "/health?x", "/limits"),
)
_METHODS: Final = (
    "GET",
    "GET",
    "POST",
    "HEAD",
    "OPTIONS",
    "PUT",
    "DELETE",
    "PATCH",
    "TRACE",
    "MAKE",
)
_BELOW: Final = (
    *("/nothing", "/", "/hocr", "/text", "/pdf", "/HOCR"),
    *("/file?as=jpeg&width=16", "/file?width=5", "/file?as=png&x=1"),
)
_WORDS: Final = ("", "0", "1", "true", "YES", "off", "maybe", "2", " true", "T")
_REGIONS: Final = (
    "1,2,3,4",
    " 1 , 2,3 ,4",
    "-5,0,10,10",
    "1,2,3",
    "1,2,0,4",
    "a,b,c,d",
    "",
    "1.5,2,3,4",
)
_LIMITS: Final = (
    "1",
    "100",
    "0",
    "101",
    "-1",
    "x",
    "",
    "5.0",
    " 7",
    "07",
    "1e1",
    "99999999999999999999",
)
_TEXTS: Final = ("text", "", "a\0b", "ü 漢字 🙂", "x" * 100_001, " ", "\n\n")
_HEADERS: Final[Mapping[str, Sequence[str]]] = {
    "Accept": (
        *("*/*", "application/json", "text/plain", "application/x-ndjson", "image/png", "text/*"),
        *("text/plain;q=0.5, application/json;q=0.4", "application/x-ndjson;q=0", "*/*;q=0.1"),
        *(
            "application/json;q=2",
            "text/html, */*;q=0.2",
            "garbage",
            "TEXT/PLAIN",
            "application/pdf",
        ),
    ),
    "X-Request-Id": ("mine", "a b", "x" * 64, "x" * 65, "ü", "", "a.b:c_d-e"),
    "X-Request-Timeout-Ms": ("60000", "0", "x", "-1", "1.5", "9" * 9, "9" * 10, ""),
    "Origin": ("https://allowed.example", "https://evil.example", "null", "http://127.0.0.1:1", ""),
    "Sec-Fetch-Site": ("same-origin", "none", "cross-site", "same-site", ""),
    "Authorization": ("Bearer wrong", "Basic d3Jvbmc6d3Jvbmc=", "Bearer", "Basic x", "x", ""),
    "X-Requested-With": ("page", ""),
    "Host": (
        "localhost",
        "nas.lan",
        "evil.example",
        "127.0.0.1",
        "[::1]:5",
        "LOCALHOST:1",
        "a.localhost.",
    ),
    "If-None-Match": ('"of-the-file"', '"other"', "*"),
    "Range": ("bytes=0-2", "bytes=9999-", "x"),
    "traceparent": (f"00-{'a' * 32}-{'b' * 16}-01", "bad"),
}


@dataclass(frozen=True)
class Asked:
    """A request, as it goes over the wire."""

    method: str
    path: str
    headers: Mapping[str, str]
    body: bytes

    def __str__(self) -> str:
        return f"{self.method} {self.path} {dict(self.headers)} {self.body[:300]!r}"


def requests(seed: int, count: int, key: str = "") -> Iterator[Asked]:
    """So many; the same for the same seed. With a key, most show it."""
    random = Random(seed)
    for _ in range(count):
        kind = random.choice((_any, _read, _read, _correction, _correction, _history, _jobs, _gold))
        yield _with_headers(kind(random), random, key)


def _with_headers(asked: Asked, random: Random, key: str) -> Asked:
    chosen = {}
    for name, values in _HEADERS.items():
        if random.random() < 0.08:
            chosen[name] = random.choice(values)
    if key and random.random() < 0.8:
        chosen["Authorization"] = f"Bearer {key}"
    encoded = {name: value.encode().decode("latin-1") for name, value in chosen.items()}
    return Asked(asked.method, asked.path, {**encoded, **asked.headers}, asked.body)


def _any(random: Random) -> Asked:
    method, path = random.choice(_METHODS), random.choice(_PATHS)
    body = random.choice((b"", b"", b"x", b"{}"))
    return Asked(method, path, {"Content-Type": "text/plain"} if body else {}, body)


def _history(random: Random) -> Asked:
    if random.random() < 0.4:
        query = [("limit", random.choice(_LIMITS))] * random.choice((0, 1, 1, 2))
        before = random.choice(("", "x", f"2026-01-02T03:04:05Z_{'0' * 32}"))
        query += [("before", before)] * random.choice((0, 0, 1))
        query += [("more", "1")] * random.choice((0, 0, 1))
        return Asked("GET", f"/images?{urlencode(query)}", {}, b"")
    below = random.choice(
        (
            "/file?as=jpeg&width=16",
            "/file?width=5",
            "/file?as=png&x=1",
            "",
            "",
            "/file",
            "/nothing",
            "/",
            "/hocr",
            "/text",
            "/pdf",
            f"/pdf?with={KEPT_ID},{KEPT_ID}",
            "/pdf?with=x",
            "/HOCR",
        )
    )
    method = random.choice(("GET", "GET", "GET", "HEAD", "DELETE", "POST"))
    return Asked(method, f"/images/{random.choice(_IDS)}{below}", {}, b"")


def _jobs(random: Random) -> Asked:
    below = ("", "", "/events", "/cancel", "/webhook", "/webhook/retry", "/documents/1/pdf")
    path = f"/jobs/{random.choice(_IDS)}{random.choice((*below, '/documents/x_y/pdf', '/x'))}"
    path = random.choice((path, path, path, "/jobs", "/jobs?limit=5&state=x", f"{path}?wait=0"))
    method = random.choice(("GET", "GET", "GET", "POST", "DELETE", "HEAD", "PUT"))
    return Asked(method, path, {"Idempotency-Key": "k"}, b"body" if method == "POST" else b"")


def _gold(random: Random) -> Asked:
    one = random.choice(_IDS)
    paths = (
        *("lines", f"lines/{one}", f"lines/{one}/crop", f"lines/{one}/review", "sets", "x"),
        *("sets/latest", "sets/1/labels?share=teach", "sets/a_b", "measures", "measures/1/worst"),
    )
    method = random.choice(("GET", "GET", "GET", "POST", "DELETE", "HEAD", "PUT"))
    path = f"/gold{random.choice(('', '/'))}{random.choice(paths)}"
    return Asked(method, path, {}, b"body" if method == "POST" else b"")


def _read(random: Random) -> Asked:
    parts = [_part("image", PICTURE, random.choice(("a.png", "a.png", "a.png", "")), random)]
    for name, values in (
        ("roi", _REGIONS),
        ("words", _WORDS),
        ("letters", _WORDS),
        ("keep", _WORDS),
    ):
        times = random.choice((0, 0, 0, 0, 0, 0, 1, 1, 1, 2))
        parts += [_part(name, random.choice(values).encode(), None, random)] * times
    match random.randrange(12):
        case 0:
            parts = parts[1:]
        case 1:
            parts.append(_part("other", b"1", None, random))
        case 2:
            parts[0] = _part("image", random.choice((b"", b"text")), None, random)
        case 3:
            parts.append(parts[0])
        case 4:
            parts.append(_part("roi", b"1,2,3,4", "roi.txt", random))
    random.shuffle(parts)
    body = b"".join(parts) + f"--{_BOUNDARY}--\r\n".encode()
    content_type = f"multipart/form-data; boundary={_BOUNDARY}"
    match random.randrange(25):
        case 0:
            content_type = random.choice(("multipart/form-data", "image/png", ""))
        case 1:
            body = b"no form at all"
        case 2:
            body = b""
    query = random.choice(
        ("",) * 12 + ("?roi=1,2,3,4", "?format=json", "?format=hocr", "?format=text", "?format=pdf")
    )
    path = f"/read{query}{random.choice(('',) * 9 + ('&format=csv', '&x=1')) if query else ''}"
    return Asked("POST", path, {"Content-Type": content_type} if content_type else {}, body)


def _part(name: str, content: bytes, file: str | None, random: Random) -> bytes:
    named = f'form-data; name="{name}"' + (f'; filename="{file}"' if file is not None else "")
    kind = random.choice(("", "Content-Type: text/plain\r\n"))
    head = f"--{_BOUNDARY}\r\nContent-Disposition: {named}\r\n{kind}\r\n".encode()
    return head + content + b"\r\n"


def _correction(random: Random) -> Asked:
    body: dict[str, Any] = {"id": random.choice(_IDS[:4]), "text": random.choice(_TEXTS)}
    if random.random() < 0.5:
        body["lines"] = [_corrected(random) for _ in range(random.choice((0, 1, 1, 2, 3)))]
    if random.random() < 0.3:
        body["layout"] = random.choice((None, [_laid(random) for _ in range(random.randrange(3))]))
    if random.random() < 0.3:
        body["keep"] = random.choice((True, True, False, None, 1, "true"))
        body["whole"] = random.choice((True, False, False, None))
    spoil: Callable[[], object] = random.choice(
        (
            *[lambda: None] * 6,
            lambda: body.pop("id"),
            lambda: body.update(more=1),
            lambda: body.update(text=random.choice((1, None, [], {}))),
            lambda: body.update(lines=random.choice((None, 1, "x", [1], [None], {}))),
        )
    )
    spoil()
    encoded = json.dumps(body, ensure_ascii=random.random() < 0.5).encode()
    match random.randrange(14):
        case 0:
            encoded = random.choice(
                (b"", b"{", b"null", b"[]", b"1", b'"x"', b"{} {}", b"\xff", b"nope", b'{"a":1,}')
            )
        case 1:
            encoded = random.choice(
                (b'{"id":1,"id":2}', b'{"text":"\\ud800"}', b'{"a":[{"a":1,"a":2}]}')
            )
    kinds = ("application/json",) * 10 + (
        "text/json",
        "application/x+json",
        "",
        "application/json; x=y",
    )
    kind = random.choice(kinds)
    return Asked("POST", "/correct-text", {"Content-Type": kind} if kind else {}, encoded)


def _corrected(random: Random) -> dict[str, object]:
    line: dict[str, object] = {
        "ord_num": random.choice((0, 1, 2, 3, -1, 2**31, 1.0, 1.5, "4", "x", True, None)),
        "text": random.choice((*_TEXTS, "ok", "ok", "ok", 7)),
    }
    if random.random() < 0.1:
        line["more"] = 1
    return line


def _laid(random: Random) -> dict[str, object]:
    quad = [[0, 0], [9.5, 0], [9.5, 9], [0, 9]]
    line: dict[str, object] = {"text": random.choice(("ok", "ok", "", 7))}
    if random.random() < 0.7:
        line["ord_num"] = random.choice((0, 1, 2, None, None, -1, "x"))
    if random.random() < 0.5:
        line["points"] = random.choice(
            (quad, quad, None, quad[1:], [[0]] * 4, [["1", True]] * 4, 5)
        )
    if random.random() < 0.5:
        line["separator"] = random.choice((" ", "\n", "\n\n", "", "\t", None))
    return line
