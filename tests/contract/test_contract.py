from typing import Any

import pytest
from pydantic import TypeAdapter
from tests.contract import make_vectors
from tests.contract.openapi import files
from tests.contract.vectors import CONTRACT, vectors

from show_off_api.access.keys import parse_keys
from showoff_common.contracts.lines import FoundLine, FoundLines
from showoff_common.contracts.texts import ExtractedTexts
from showoff_common.reading import put_together
from showoff_common.web.observed import REQUEST_ID
from showoff_common.web.origins import Origins

QUADS = [((0, y), (9, y), (9, y + 9), (0, y + 9)) for y in range(0, 1000, 10)]


def test_what_was_agreed_is_what_the_code_says() -> None:
    stale = [str(file) for file, content in files().items() if file.read_bytes() != content]

    assert stale == [], "make contract writes them anew"


@vectors("origins")
def test_origins(given: dict[str, Any], expected: dict[str, Any]) -> None:
    origins = Origins(frozenset(given["allowed"]))

    assert origins.refuses(given["method"], given["headers"]) == expected["refused"]


@vectors("keys")
def test_keys(given: dict[str, Any], expected: dict[str, Any]) -> None:
    if "error" in expected:
        with pytest.raises(ValueError, match=expected["error"]):
            parse_keys(given["entries"])
    else:
        keys = parse_keys(given["entries"])
        assert [[key.name, key.per_minute, key.digest, key.reviews] for key in keys] == expected[
            "keys"
        ]


@vectors("separators")
def test_separators(given: dict[str, Any], expected: dict[str, Any]) -> None:
    lines = given["lines"]
    found = FoundLines(
        width=100,
        height=1000,
        media_type="image/png",
        turn=0,
        lines=TypeAdapter(list[FoundLine]).validate_python(
            [
                {"points": quad, "probability": 0.9, "separator": line["separator"]}
                for quad, line in zip(QUADS, lines, strict=False)
            ]
        ),
        model="ctpn-1",
    )
    texts = ExtractedTexts(
        tokens=[line["text"] for line in lines],
        confidences=[line["confidence"] for line in lines],
        turns=[given["turn"]] * len(lines),
        model="crnn-1",
    )

    reading = put_together(found, texts)

    assert reading.text == expected["text"]
    rows = [int(min(y for _, y in line.points)) // 10 for line in reading.lines]
    assert rows == expected["kept"]


@vectors("request_ids")
def test_request_ids(given: dict[str, Any], expected: dict[str, Any]) -> None:
    assert bool(REQUEST_ID.fullmatch(given["X-Request-Id"])) == expected["kept"]


@pytest.mark.parametrize("name", make_vectors.WRITTEN)
def test_vectors_that_come_of_the_code_are_those_of_the_code(name: str) -> None:
    committed = (CONTRACT / "vectors" / f"{name}.json").read_text(encoding="utf-8")

    assert make_vectors.encoded(name) == committed, "look at the change; make contract writes it"
