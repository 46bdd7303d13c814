import pytest
from tests.bff_contract.bff import Bff
from tests.bff_contract.conftest import Start
from tests.bff_contract.stand_ins import KEPT_ID, Services, problem


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("GET", "/gold"),
        ("GET", "/gold/lines?state=proposed&limit=5"),
        ("GET", f"/gold/lines/{KEPT_ID}/crop"),
        ("POST", f"/gold/lines/{KEPT_ID}/review"),
        ("POST", "/gold/sets"),
        ("GET", "/gold/sets/latest"),
        ("GET", "/gold/sets/1/labels?share=teach"),
        ("GET", "/gold/measures?model=m"),
        ("GET", "/gold/measures/1/worst"),
    ],
)
def test_what_comes_is_passed_on_unread(
    bff: Bff, services: Services, method: str, path: str
) -> None:
    body = b"\0\1" if method == "POST" else None
    answer = bff.client.request(method, path, content=body, headers={"Content-Type": "a/b"})

    sent = answer.json()
    assert (sent["method"], sent["query"]) == (method, path.partition("?")[2])
    assert sent["body"] == (body or b"").decode()
    # Where no keys are asked for, everybody reviews.
    assert sent["headers"] == {"Job-Owner": "", "Caller-Role": "review"}
    (asked,) = services.images.seen
    assert asked.path == f"/api{path.partition('?')[0]}"


def test_a_line_is_withdrawn(bff: Bff, services: Services) -> None:
    assert bff.client.delete(f"/gold/lines/{KEPT_ID}").status_code == 204
    (asked,) = services.images.seen
    assert asked.method == "DELETE"


@pytest.mark.parametrize(
    "path", ["lines/a_b/crop", "sets/1/L", "measures/x_y/worst", "sets/%2e%2e"]
)
def test_nothing_but_ids_and_plain_names_become_part_of_an_address(
    bff: Bff, services: Services, path: str
) -> None:
    answer = bff.client.get(f"/gold/{path}")

    assert (answer.status_code, answer.json()["title"]) == (404, "No such gold")
    assert not services.images.seen


def test_what_image_api_refuses_is_told_and_where_it_fails_is_said(
    bff: Bff, services: Services
) -> None:
    services.images.answers["/api/gold/sets"] = lambda _: problem(403, "Reviewers only")
    services.images.answers["/api/gold/measures"] = lambda _: problem(500, "Bug")

    assert bff.client.get("/gold/sets").json()["title"] == "Reviewers only"
    failed = bff.client.get("/gold/measures")
    assert (failed.status_code, failed.json()["title"]) == (503, "Gold not available")


def test_where_nothing_is_kept_a_correction_that_asks_for_it_is_refused(start_bff: Start) -> None:
    bff = start_bff(gold="off")
    correction = {"id": KEPT_ID, "text": "x", "lines": [{"ord_num": 0, "text": "x"}]}

    refused = bff.correct(**correction, keep=True)

    assert (refused.status_code, refused.json()["title"]) == (422, "Nothing is kept here")
    assert bff.correct(**correction).status_code == 202
