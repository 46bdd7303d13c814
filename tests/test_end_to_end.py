"""A picture in, its text out: over HTTP, through every service, with the models as shipped."""

import io
import re
from pathlib import Path

import httpx
import numpy as np
import pytest
from PIL import Image
from tests.servers.processes import wait_until
from tests.servers.show_off import ShowOff

from showoff_training.measure.evaluate import evaluate
from showoff_training.measure.readers import over_http

LEAST_WORD_F1 = 0.90
LEAST_LOCATED = 0.93


@pytest.fixture(scope="module")
def receipt(samples: Path) -> bytes:
    return (samples / "images" / "receipt.png").read_bytes()


def test_samples_are_read_well(show_off: ShowOff, samples: Path) -> None:
    result = evaluate(samples, over_http(f"{show_off.url}/api/read"))

    assert result.pictures == 12
    assert result.word_f1 >= LEAST_WORD_F1
    assert result.located >= LEAST_LOCATED


def test_the_answer_has_everything(show_off: ShowOff, receipt: bytes) -> None:
    answer = show_off.read(receipt)

    size = {"width", "height", "pages", "larger_helps"}
    assert set(answer) == {"id", "text", "lines", "model", "trace_id"} | size
    assert re.fullmatch("[0-9a-f]{32}", answer["id"])
    assert re.fullmatch("[0-9a-f]{32}", answer["trace_id"])
    assert (answer["width"], answer["height"]) == (420, 560)
    assert set(answer["model"]) == {"detection", "recognition"}
    assert all(answer["model"].values())
    for line in answer["lines"]:
        assert set(line) == {"text", "confidence", "points", "box", "script"}
        assert 0 <= line["confidence"] <= 1
        assert np.shape(line["points"]) == (4, 2)
        left, top = line["box"]["start_x"], line["box"]["start_y"]
        right, bottom = left + line["box"]["width"], top + line["box"]["height"]
        assert all(left <= x <= right and top <= y <= bottom for x, y in line["points"])
        assert line["text"] in answer["text"]


def test_label_and_price_are_read_on_one_row(show_off: ShowOff, receipt: bytes) -> None:
    rows = show_off.read(receipt)["text"].splitlines()

    assert "2 x Filter coffee 5.60" in rows
    assert "3 x Oat biscuit 4.05" in rows


def test_columns_are_read_one_after_the_other(show_off: ShowOff, samples: Path) -> None:
    text = show_off.read((samples / "images" / "two-columns.png").read_bytes())["text"]

    landmarks = ("Reopen", "After two years", "closed since the flood", "team", "toll", "Photog")
    places = [text.find(landmark) for landmark in landmarks]
    assert -1 not in places, text
    assert places == sorted(places)


def test_a_picture_rotated_by_exif_is_read_as_displayed(show_off: ShowOff, samples: Path) -> None:
    answer = show_off.read((samples / "images" / "rotated-by-exif.jpg").read_bytes())

    assert (answer["width"], answer["height"]) == (640, 820)
    (line,) = [line for line in answer["lines"] if line["text"].startswith("Monday")]
    (x0, y0), (x1, y1), *_ = line["points"]
    assert x1 > x0
    assert abs(y1 - y0) < 10, "it runs to the right, as displayed"
    assert 250 < y0 < 310


def test_only_the_region_of_interest_is_read(show_off: ShowOff, receipt: bytes) -> None:
    answer = show_off.read(receipt, roi="0,135,420,40")

    assert "Filter coffee" in answer["text"]
    assert "CORNER" not in answer["text"]
    assert "croissant" not in answer["text"]
    assert all(130 <= y <= 180 for line in answer["lines"] for _, y in line["points"])
    assert (answer["width"], answer["height"]) == (420, 560)


def test_a_region_reads_in_the_pixels_of_the_whole_picture(
    show_off: ShowOff, receipt: bytes
) -> None:
    def place(answer: dict[str, list[dict[str, str]]]) -> np.ndarray:
        (line,) = [line for line in answer["lines"] if "croissant" in line["text"]]
        return np.array(line["points"], float)

    whole, part = show_off.read(receipt), show_off.read(receipt, roi="10,140,400,160")

    np.testing.assert_allclose(place(part), place(whole), atol=6)


def test_an_upside_down_page_is_read(show_off: ShowOff, receipt: bytes) -> None:
    picture = Image.open(io.BytesIO(receipt)).rotate(180)
    buffer = io.BytesIO()
    picture.save(buffer, "PNG")

    text = show_off.read(buffer.getvalue())["text"]

    assert text.find("CORNER") < text.find("TOTAL")
    assert "Filter coffee 5.60" in text


def test_what_was_read_is_kept_with_its_correction(show_off: ShowOff, receipt: bytes) -> None:
    answer = show_off.read(receipt)
    address = f"{show_off.url}/api/images/{answer['id']}"
    wait_until(lambda: httpx.get(address).is_success)

    correction = {"id": answer["id"], "text": "CORNER CAFÉ", "lines": []}
    accepted = httpx.post(f"{show_off.url}/api/correct-text", json=correction)

    assert accepted.status_code == 202
    assert httpx.get(f"{address}/file").content == receipt
    wait_until(lambda: "CORNER CAFÉ" in httpx.get(address).text)


def test_words_lie_in_their_lines_and_are_kept(show_off: ShowOff, receipt: bytes) -> None:
    answer = show_off.read(receipt, words="1")

    for line in answer["lines"]:
        assert " ".join(word["text"] for word in line["words"]) == line["text"]
        low, high = np.min(line["points"], axis=0), np.max(line["points"], axis=0)
        for word in line["words"]:
            assert (low <= word["points"]).all()
            assert (word["points"] <= high).all()
    (line,) = [line for line in answer["lines"] if line["text"].endswith("Filter coffee")]
    ends = [word["points"][1][0] for word in line["words"]]
    starts = [word["points"][0][0] for word in line["words"]]
    assert all(end < start for end, start in zip(ends, starts[1:], strict=False))
    address = f"{show_off.url}/api/images/{answer['id']}"
    wait_until(lambda: httpx.get(address).is_success and httpx.get(address).json()["lines"])
    kept = httpx.get(address).json()["lines"]
    assert [[word["text"] for word in line["words"]] for line in kept] == [
        [word["text"] for word in line["words"]] for line in answer["lines"]
    ]


def test_a_read_is_given_in_a_format_at_once_and_from_what_is_kept(
    show_off: ShowOff, receipt: bytes
) -> None:
    url, picture = f"{show_off.url}/api/read", {"image": ("picture", receipt)}
    alto = {"Accept": "application/alto+xml"}

    pdf = httpx.post(f"{url}?format=pdf", files=picture, timeout=120)
    at_once = httpx.post(url, headers=alto, files=picture, timeout=120)

    assert (pdf.status_code, pdf.headers["Content-Type"]) == (200, "application/pdf")
    assert pdf.content.startswith(b"%PDF-")
    assert at_once.headers["Content-Type"] == alto["Accept"]
    address = f"{show_off.url}/api/{at_once.headers['Content-Location']}"
    wait_until(lambda: "<String " in httpx.get(address).text)
    said = [re.findall(r"<String [^>]*>", answer.text) for answer in (at_once, httpx.get(address))]
    assert said[0] == said[1]
    tag = {"If-None-Match": httpx.get(address).headers["ETag"]}
    assert httpx.get(address, headers=tag).status_code == 304


def test_every_service_describes_itself(show_off: ShowOff) -> None:
    document = httpx.get(f"{show_off.url}/api/openapi.json").json()

    assert document["openapi"].startswith("3.1")
    assert {"/read", "/correct-text", "/images", "/health", "/ready"} <= set(document["paths"])
    assert httpx.get(f"{show_off.url}/api/doc").is_success
    assert "showoff_http_requests_total" in httpx.get(f"{show_off.url}/api/metrics").text
