"""The service as its callers meet it: really started, with the shipped model."""

import io
import json
from collections.abc import Iterator

import httpx
import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFont
from tests.servers.platform import running


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[httpx.Client]:
    folder = tmp_path_factory.mktemp("service")
    with (
        running(folder, "recognition_api", max_lines=20) as url,
        httpx.Client(base_url=url, timeout=60) as client,
    ):
        yield client


def written(text: str, size: int = 32) -> Image.Image:
    font = ImageFont.load_default(size)  # a face that Pillow carries, unknown to the training
    left, top, right, bottom = font.getbbox(text)
    picture = Image.new("RGB", (int(right - left) + 16, int(bottom - top) + 10), "white")
    ImageDraw.Draw(picture).text((8 - left, 5 - top), text, "black", font)
    return picture


def png(picture: Image.Image) -> bytes:
    stream = io.BytesIO()
    picture.save(stream, "PNG")
    return stream.getvalue()


def post(service: httpx.Client, files: dict[str, bytes], **form: str) -> httpx.Response:
    return service.post("/extract", files=files, data=form)


def problem(response: httpx.Response) -> tuple[int, str]:
    assert response.headers["content-type"] == "application/problem+json"
    details = response.json()
    assert details["status"] == response.status_code
    return response.status_code, details["detail"]


def test_numbered_pictures_are_read_in_numeric_order(service: httpx.Client) -> None:
    numbers = ["10", "2", "1"]
    answer = post(service, {f"image{n}": png(written(f"Line {n}")) for n in numbers})
    assert answer.status_code == 200
    assert answer.json()["tokens"] == ["Line 1", "Line 2", "Line 10"]
    assert all(0 < c <= 1 for c in answer.json()["confidences"])


def test_print_that_is_clear_in_colour_alone_is_read(service: httpx.Client) -> None:
    sign = Image.new("RGB", (340, 50), (20, 138, 30))
    font = ImageFont.load_default(32)
    ImageDraw.Draw(sign).text((15, 25), "Platform 12 north", (220, 40, 30), font, anchor="lm")
    boxes = [[[10, 8], [330, 8], [330, 44], [10, 44]]]
    answer = post(service, {"image": png(sign)}, boxes=json.dumps(boxes)).json()
    assert answer["tokens"] == ["Platform 12 north"]


def test_lines_are_read_where_boxes_say(service: httpx.Client) -> None:
    page = Image.new("RGB", (500, 300), "white")
    page.paste(written("Subtotal"), (40, 60))
    page.paste(written("12.50"), (300, 200))
    boxes = []
    for word, (x, y) in (("Subtotal", (40, 60)), ("12.50", (300, 200))):
        width, height = written(word).size
        left, top, right, bottom = x + 8, y + 5, x + width - 8, y + height - 5
        boxes.append([[left, top], [right, top], [right, bottom], [left, bottom]])
    answer = post(service, {"image": png(page)}, boxes=json.dumps(boxes)).json()
    assert answer["tokens"] == ["Subtotal", "12.50"]
    assert answer["model"]


def test_words_and_doubtful_letters_are_told_where_asked_for(service: httpx.Client) -> None:
    files = {"image1": png(written("One two"))}
    plain = post(service, files).json()
    assert set(plain) == {"tokens", "confidences", "turns", "scripts", "model"}
    with_words = post(service, files, words="1").json()
    (words,) = with_words["words"]
    assert [word["text"] for word in words] == ["One", "two"]
    assert 0 <= words[0]["start"] < words[0]["end"] < words[1]["start"] < words[1]["end"] <= 1
    assert all(0 < word["confidence"] <= 1 for word in words)
    assert set(with_words) - set(plain) == {"words"}
    noisy = np.asarray(written("Illegible", 11).convert("L")) * 0.3 + 150
    noisy += np.random.default_rng(0).normal(0, 25, noisy.shape)
    blurred = {"image1": png(Image.fromarray(np.clip(noisy, 0, 255).astype(np.uint8)))}
    with_letters = post(service, blurred, letters="1").json()
    assert set(with_letters) - set(plain) == {"letters"}
    (letters,) = with_letters["letters"]
    assert letters
    for letter in letters:
        assert letter["index"] < len(with_letters["tokens"][0])
        assert letter["confidence"] < 0.9
        assert len(letter["alternatives"]) <= 3


def test_no_boxes_say_nothing(service: httpx.Client) -> None:
    answer = post(service, {"image": png(written("a"))}, boxes="[]")
    assert answer.json()["tokens"] == []


@pytest.mark.parametrize(
    ("files", "form", "status", "said"),
    [
        ({}, {}, 400, "image1"),
        ({}, {"boxes": "[]"}, 415, "Send multipart/form-data"),
        ({"picture": b"x"}, {}, 422, "picture: unknown field; known are image, boxes, image1"),
        ({"imageX": b"x"}, {}, 422, "imageX: unknown field"),
        ({"image1": png(written("a"))}, {"image": "text"}, 422, "image: sent as text"),
        ({"image1": png(written("a"))}, {"lang": "en"}, 422, "lang: unknown field"),
        (
            {f"image{n}": png(Image.new("1", (6_000, 4_000))) for n in range(1, 3)},
            {},
            413,
            "48000000 pixels in all pictures together; at most 40000000",
        ),
        ({"image1": b"no picture"}, {}, 400, "JPEG"),
        ({"image1": b"%PDF-1.7"}, {}, 415, "PDF"),
        ({"image": png(written("a"))}, {}, 422, "boxes"),
        ({"image": png(written("a"))}, {"boxes": "[[1, 2]]"}, 422, "boxes"),
        ({"image": png(written("a"))}, {"boxes": "no json"}, 422, "boxes"),
        ({"image": png(written("a"))}, {"boxes": "[[[0,0],[1,0],[1,NaN],[0,1]]]"}, 422, "boxes"),
        ({"image": png(written("a"))}, {"boxes": "[[[0,0],[1e9,0],[1e9,1],[0,1]]]"}, 422, "boxes"),
        ({f"image{n}": b"x" for n in range(1, 30)}, {}, 413, "at most 20"),
        ({"image1": png(written("a"))}, {"words": "perhaps"}, 422, "words"),
        ({"image1": png(written("a"))}, {"boxes": "[]"}, 422, "image: needed beside boxes"),
    ],
)
def test_bad_input_is_told_what_is_wrong(
    service: httpx.Client, files: dict[str, bytes], form: dict[str, str], status: int, said: str
) -> None:
    given, detail = problem(post(service, files, **form))
    assert given == status
    assert said in detail


def test_boxes_beyond_the_picture_cost_no_more_than_it(service: httpx.Client) -> None:
    far = [
        [[9e4, 9e4], [1e5, 9e4], [1e5, 1e5], [9e4, 1e5]],
        [[-1e5, -1e5], [1e5, -9e4], [1e5, 1e5], [-1e5, 9e4]],
        [[5, 5], [5, 5], [5, 5], [5, 5]],
    ]
    answer = post(service, {"image": png(written("a"))}, boxes=json.dumps(far))
    assert answer.status_code == 200
    assert len(answer.json()["tokens"]) == 3


def test_noise_is_answered(service: httpx.Client) -> None:
    noise = np.random.default_rng(0).integers(0, 256, (40, 300, 3), np.uint8)
    assert post(service, {"image1": png(Image.fromarray(noise))}).status_code == 200


def test_the_document_names_the_route_and_its_fields(service: httpx.Client) -> None:
    document = service.get("/openapi.json").json()
    assert document["openapi"].startswith("3.1")
    body = document["paths"]["/extract"]["post"]["requestBody"]["content"]["multipart/form-data"]
    assert "boxes" in json.dumps(body) or "ExtractForm" in json.dumps(body)
