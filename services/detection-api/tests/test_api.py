"""The service as its callers meet it: really started, with the shipped model."""

import io
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import httpx
import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFont
from tests.servers.platform import running

LINES = {"Monthly report": (80, 60), "Total 1,250.00": (300, 240)}  # left and top, px


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[httpx.Client]:
    folder = tmp_path_factory.mktemp("service")
    with (
        running(folder, "detection_api", slots=1, waiting=1, inference_threads=1) as url,
        httpx.Client(base_url=url, timeout=60) as client,
    ):
        yield client


def page(width: int = 640, height: int = 400) -> Image.Image:
    picture = Image.new("RGB", (width, height), "white")
    font = ImageFont.load_default(28)  # a face that Pillow carries, unknown to the training
    for text, (x, y) in LINES.items():
        ImageDraw.Draw(picture).text((x, y), text, "black", font, anchor="lt")
    return picture


def encoded(picture: Image.Image, kind: str = "PNG", **options: object) -> bytes:
    stream = io.BytesIO()
    picture.save(stream, kind, **options)
    return stream.getvalue()


def post(service: httpx.Client, path: str, picture: bytes, **form: str) -> httpx.Response:
    return service.post(path, files={"image": ("any name", picture)}, data=form)


def problem(response: httpx.Response) -> tuple[int, str]:
    assert response.headers["content-type"] == "application/problem+json"
    details = response.json()
    assert details["status"] == response.status_code
    return response.status_code, details["detail"]


def test_boxes_tells_where_lines_are(service: httpx.Client) -> None:
    answer = post(service, "/boxes", encoded(page()))
    assert answer.status_code == 200
    assert answer.headers["Model-Version"]
    lines = answer.json()
    assert [line["ord_num"] for line in lines] == [0, 1]
    for line, (left, top) in zip(lines, LINES.values(), strict=True):
        assert len(line["points"]) == 4
        corner = line["points"][0]
        assert (corner["axis_x"], corner["axis_y"]) == pytest.approx((left, top), abs=8)
        assert 0.5 < line["probability"] <= 1


def test_minimal_boxes_are_upright_rectangles(service: httpx.Client) -> None:
    boxes = post(service, "/minimal-boxes", encoded(page())).json()
    starts = [(box["start_x"], box["start_y"]) for box in boxes]
    assert starts == [pytest.approx(start, abs=8) for start in LINES.values()]
    assert all(150 < box["width"] < 250 and 15 < box["height"] < 40 for box in boxes)


def test_a_page_of_a_job_gets_the_same_answer_as_who_waits(service: httpx.Client) -> None:
    form = {"image": ("page", encoded(page()))}
    waits = service.post("/lines", files=form).json()
    assert service.post("/lines", files=form, headers={"Priority": "u=7"}).json() == waits


def test_a_region_is_searched_and_answered_in_pixels_of_the_whole(service: httpx.Client) -> None:
    whole = post(service, "/boxes", encoded(page())).json()
    lower = post(service, "/boxes", encoded(page()), roi="200,200,440,200").json()
    assert len(lower) == 1
    for here, there in zip(lower[0]["points"], whole[1]["points"], strict=True):
        assert here["axis_x"] == pytest.approx(there["axis_x"], abs=6)
        assert here["axis_y"] == pytest.approx(there["axis_y"], abs=6)


def test_the_picture_is_taken_as_displayed(service: httpx.Client) -> None:
    exif = Image.Exif()
    exif[0x0112] = 6  # stored lying on its side
    turned = encoded(page().transpose(Image.Transpose.ROTATE_90), "JPEG", exif=exif, quality=95)
    boxes = post(service, "/minimal-boxes", turned).json()
    assert [(b["start_x"], b["start_y"]) for b in boxes] == [
        pytest.approx(start, abs=8) for start in LINES.values()
    ]


def test_no_text_is_an_empty_answer(service: httpx.Client) -> None:
    answer = post(service, "/boxes", encoded(Image.new("RGB", (300, 200), "white")))
    assert (answer.status_code, answer.json()) == (200, [])


@pytest.mark.parametrize(
    ("picture", "form", "status", "says"),
    [
        (b"", {}, 400, "empty"),
        (b"no picture at all", {}, 400, "JPEG, PNG"),
        (encoded(page())[:2000], {}, 400, "cut short"),
        (b"%PDF-1.7", {}, 415, "PDF"),
        (encoded(page()), {"roi": "900,900,10,10"}, 400, "outside|does not touch"),
        (encoded(page()), {"roi": "1,2,3"}, 422, "roi"),
        (
            encoded(page()),
            {"Roi": "1,2,3,4"},
            422,
            "Roi: unknown field; known are image, roi, turn",
        ),
    ],
)
def test_bad_input_is_named(
    service: httpx.Client, picture: bytes, form: dict[str, str], status: int, says: str
) -> None:
    answered, detail = problem(post(service, "/boxes", picture, **form))
    assert answered == status
    assert any(word in detail for word in says.split("|"))


def test_a_missing_picture_is_named(service: httpx.Client) -> None:
    answer = service.post("/boxes", files={"picture": encoded(page())})
    status, detail = problem(answer)
    assert status == 422
    assert "image: missing" in detail
    assert "-F image=@picture.jpg" in detail


def test_who_finds_the_waiting_room_full_is_asked_to_come_back(service: httpx.Client) -> None:
    noise = np.random.default_rng(1).integers(0, 256, (1500, 1500, 3), np.uint8)
    picture = encoded(Image.fromarray(noise))
    with ThreadPoolExecutor(8) as callers:
        answers = list(callers.map(lambda _: post(service, "/boxes", picture), range(8)))
    turned_away = [answer for answer in answers if answer.status_code == 503]
    assert turned_away
    assert all(int(answer.headers["Retry-After"]) > 0 for answer in turned_away)
    assert {answer.status_code for answer in answers} == {200, 503}


def test_the_document_describes_both_routes(service: httpx.Client) -> None:
    paths = service.get("/openapi.json").json()["paths"]
    assert {"/boxes", "/minimal-boxes"} <= paths.keys()
    form = paths["/boxes"]["post"]["requestBody"]["content"]["multipart/form-data"]["schema"]
    assert form
