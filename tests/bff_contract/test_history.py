from urllib.parse import parse_qs

import pytest
from tests.bff_contract.bff import Bff
from tests.bff_contract.stand_ins import (
    DELETED_ID,
    FORMATS,
    KEPT_ID,
    PICTURE,
    Services,
    problem,
)
from werkzeug.wrappers import Response

CURSOR = f"2026-01-02T03:04:05.123456Z_{'0' * 32}"


def corrected(*lines: object) -> dict[str, object]:
    return {"id": KEPT_ID, "text": "x", "lines": lines}


def test_a_page_is_asked_for_as_it_was_written(bff: Bff, services: Services) -> None:
    answer = bff.client.get("/images", params={"limit": 5, "before": CURSOR, "search": "é" * 200})

    assert answer.json() == {"images": [], "next": None}
    (asked,) = services.images.asked("/api/image")
    assert parse_qs(asked.query_string.decode()) == {
        "limit": ["5"],
        "before": [CURSOR],
        "search": ["é" * 200],
    }


def test_a_picture_is_shown_with_all_that_is_known(bff: Bff) -> None:
    shown = bff.client.get(f"/images/{KEPT_ID}").json()

    assert (shown["id"], shown["lines"][0]["text"]) == (KEPT_ID, "kept")


@pytest.mark.parametrize("below", ["file", *FORMATS])
def test_files_are_passed_on_with_the_headers_that_say_what_they_are(bff: Bff, below: str) -> None:
    path = f"/images/{KEPT_ID}/{below}"
    whole = bff.client.get(path)
    known = bff.client.get(path, headers={"If-None-Match": '"of-the-file"'})
    part = bff.client.get(path, headers={"Range": "bytes=0-2"})

    assert (whole.content, whole.headers["ETag"]) == (PICTURE, '"of-the-file"')
    assert whole.headers["Cache-Control"] == "private, max-age=60"
    assert "X-Inner" not in whole.headers
    assert (known.status_code, known.content) == (304, b"")
    assert (part.status_code, part.content) == (206, PICTURE[:3])
    assert part.headers["Content-Range"] == f"bytes 0-2/{len(PICTURE)}"


def test_several_pictures_are_asked_for_in_one_file(bff: Bff, services: Services) -> None:
    others = f"{KEPT_ID},{DELETED_ID}"
    answer = bff.client.get(f"/images/{KEPT_ID}/pdf", params={"with": others})
    refused = bff.client.get(f"/images/{KEPT_ID}/pdf", params={"with": "x"})

    assert answer.content == PICTURE
    (asked,) = services.images.asked(f"/api/image/{KEPT_ID}/pdf")
    assert asked.args["with"] == others
    assert (refused.status_code, refused.json()["title"]) == (422, "Input does not fit the schema")
    assert refused.json()["detail"].startswith("with: ")


def test_a_picture_is_deleted(bff: Bff, services: Services) -> None:
    services.images.answers[f"/api/image/{KEPT_ID}"] = lambda _: Response(status=204)

    assert bff.client.delete(f"/images/{KEPT_ID}").status_code == 204
    (asked,) = services.images.asked(f"/api/image/{KEPT_ID}")
    assert asked.method == "DELETE"


@pytest.mark.parametrize("image_id", ["abc", "A" * 32, f"{KEPT_ID}%0A", "..%2F..%2Fhealth"])
def test_nothing_but_an_id_becomes_part_of_an_address(
    bff: Bff, services: Services, image_id: str
) -> None:
    assert bff.client.get(f"/images/{image_id}").status_code == 404
    assert not services.images.seen


@pytest.mark.parametrize(
    ("answer", "status", "title"),
    [
        (problem(404, "No such picture"), 404, "No such picture"),
        (problem(500, "Internal error"), 503, "History not available"),
        (Response("<h1>", 403), 502, "A service failed"),
    ],
)
def test_what_image_api_refuses_is_told_and_where_it_fails_is_said(
    bff: Bff, services: Services, answer: Response, status: int, title: str
) -> None:
    services.images.answers[f"/api/image/{KEPT_ID}"] = lambda _: answer

    refused = bff.client.get(f"/images/{KEPT_ID}")

    assert (refused.status_code, refused.json()["title"]) == (status, title)
    assert refused.headers.get("Retry-After") == ("5" if status == 503 else None)


@pytest.mark.parametrize(
    "query",
    [
        {"limit": "0"},
        {"limit": "101"},
        {"limit": "x"},
        {"before": "yesterday"},
        {"search": "é" * 201},
    ],
)
def test_a_page_that_cannot_be_is_refused(bff: Bff, query: dict[str, str]) -> None:
    answer = bff.client.get("/images", params=query)

    assert answer.status_code == 422
    assert next(iter(query)) in answer.json()["detail"]


@pytest.mark.parametrize(
    ("body", "locations"),
    [
        ({}, ["id", "text"]),
        ({"id": "../etc", "text": "x"}, ["id"]),
        ({"id": KEPT_ID, "text": "a\0b"}, ["text"]),
        ({"id": KEPT_ID, "text": "x" * 100_001}, ["text"]),
        ({"id": KEPT_ID, "text": "x", "lang": "en"}, ["lang"]),
        (
            {"id": KEPT_ID, "text": "x", "lines": [{"ord_num": -1, "text": "x"}]},
            ["lines.0.ord_num"],
        ),
        ({"id": KEPT_ID, "text": "x", "lines": 2 * [{"ord_num": 0, "text": "x"}]}, ["lines"]),
        ({"id": KEPT_ID, "text": "x", "lines": 1001 * [{"ord_num": 0, "text": "x"}]}, ["lines"]),
        ([], []),
    ],
)
def test_corrections_that_do_not_fit_are_refused_with_the_place(
    bff: Bff, body: object, locations: list[str]
) -> None:
    answer = bff.client.post("/correct-text", json=body)

    assert (answer.status_code, answer.json()["title"]) == (422, "Input does not fit the schema")
    assert all(f"{location}: " in answer.json()["detail"] for location in locations)


def test_a_deleted_picture_is_not_corrected(bff: Bff) -> None:
    answer = bff.correct(id=DELETED_ID, text="x")

    assert (answer.status_code, answer.json()["title"]) == (410, "Picture deleted")
