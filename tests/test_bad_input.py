"""Whatever is sent, the answer is a reading or a problem that says what is wrong; never a 5xx."""

import io
import struct
import zlib
from pathlib import Path

import httpx
import numpy as np
import pytest
from PIL import Image
from tests.servers.show_off import ShowOff


def encoded(picture: Image.Image, kind: str, **options: object) -> bytes:
    buffer = io.BytesIO()
    picture.save(buffer, kind, **options)
    return buffer.getvalue()


@pytest.fixture(scope="module")
def receipt(samples: Path) -> Image.Image:
    return Image.open(samples / "images" / "receipt.png").convert("RGB")


def assert_problem(answer: httpx.Response, status: int) -> None:
    assert answer.status_code == status
    assert answer.headers["Content-Type"] == "application/problem+json"
    problem = answer.json()
    assert set(problem) == {"type", "title", "status", "detail", "trace_id"}
    assert problem["status"] == status
    assert "Traceback" not in answer.text


def header_of(width: int, height: int) -> bytes:
    """A small PNG whose header claims another size."""
    data = bytearray(encoded(Image.new("1", (1, 1)), "PNG"))
    data[16:24] = struct.pack(">II", width, height)
    data[29:33] = struct.pack(">I", zlib.crc32(data[12:29]))
    return bytes(data)


@pytest.mark.parametrize(
    ("data", "status"),
    [
        pytest.param(b"", 400, id="empty"),
        pytest.param(b"this is no picture", 400, id="text"),
        pytest.param(b"\xff\xd8\xff\xe0", 400, id="four bytes of a JPEG"),
        pytest.param(b"%PDF-1.7\n", 415, id="PDF"),
        pytest.param(b"<svg xmlns='http://www.w3.org/2000/svg'/>", 415, id="SVG"),
        pytest.param(header_of(50_000, 50_000), 413, id="50000 x 50000"),
        pytest.param(header_of(8_000, 8_000), 413, id="64 megapixels"),
        pytest.param(b"\0" * 20_000_000, 413, id="20 MB"),
    ],
)
def test_what_cannot_be_read_is_refused_with_a_reason(
    show_off: ShowOff, data: bytes, status: int
) -> None:
    assert_problem(show_off.send(data), status)


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "TIFF", "GIF", "BMP"])
def test_a_truncated_picture_is_refused(show_off: ShowOff, receipt: Image.Image, kind: str) -> None:
    data = encoded(receipt, kind)

    assert_problem(show_off.send(data[: len(data) // 2]), 400)


def test_a_text_file_named_jpg_is_refused(show_off: ShowOff) -> None:
    answer = httpx.post(
        f"{show_off.url}/api/read", files={"image": ("holiday.jpg", b"hello", "image/jpeg")}
    )

    assert_problem(answer, 400)


def test_an_empty_body_is_refused(show_off: ShowOff) -> None:
    assert_problem(httpx.post(f"{show_off.url}/api/read"), 422)


def test_a_body_that_is_no_form_is_refused(show_off: ShowOff, receipt: Image.Image) -> None:
    answer = httpx.post(
        f"{show_off.url}/api/read",
        content=encoded(receipt, "PNG"),
        headers={"Content-Type": "image/png"},
    )

    assert_problem(answer, 415)


def test_a_wrong_field_name_is_refused_and_the_right_one_named(show_off: ShowOff) -> None:
    answer = httpx.post(f"{show_off.url}/api/read", files={"picture": ("a.png", b"x")})

    assert_problem(answer, 422)
    assert "image" in answer.json()["detail"]


@pytest.mark.parametrize(
    ("roi", "status"),
    [
        ("5000,0,10,10", 400),
        ("-100,-100,50,50", 400),
        ("0,0,0,10", 422),
        ("0,0,10", 422),
        ("all", 422),
        ("1e9,0,1,1", 422),
        (f"0,0,{10**30},1", 200),
        ("-5,-5,1000,1000", 200),
        ("0,0,1,1", 200),
    ],
)
def test_a_region_is_clipped_or_refused(
    show_off: ShowOff, receipt: Image.Image, roi: str, status: int
) -> None:
    answer = show_off.send(encoded(receipt, "PNG"), roi=roi)

    assert answer.status_code == status, answer.text
    if status != 200:
        assert_problem(answer, status)


@pytest.mark.parametrize("mode", ["CMYK", "L", "1", "P", "LA", "RGBA", "I;16"])
def test_every_kind_of_pixel_is_read(show_off: ShowOff, receipt: Image.Image, mode: str) -> None:
    if mode == "I;16":
        picture = Image.fromarray(np.asarray(receipt.convert("L")).astype(np.uint16) * 257)
    else:
        picture = receipt.convert(mode)

    data = encoded(picture, "JPEG" if mode == "CMYK" else "PNG")

    assert "TOTAL" in show_off.read(data)["text"]


def test_transparent_paper_is_white(show_off: ShowOff, receipt: Image.Image) -> None:
    ink = receipt.convert("L").point(lambda level: 255 - level)
    clear = Image.new("RGBA", receipt.size, (0, 0, 0, 0))
    clear.putalpha(ink)
    palette = clear.quantize(16)

    for picture in (clear, palette):
        assert "TOTAL" in show_off.read(encoded(picture, "PNG"))["text"]


def test_the_first_frame_of_an_animation_is_read(show_off: ShowOff, receipt: Image.Image) -> None:
    blank = Image.new("RGB", receipt.size, "white")
    data = encoded(receipt, "GIF", save_all=True, append_images=[blank])

    assert "TOTAL" in show_off.read(data)["text"]


@pytest.mark.parametrize("size", [(1, 1), (1, 4000), (4000, 1), (3, 3), (31, 33)])
def test_a_tiny_picture_has_no_text(show_off: ShowOff, size: tuple[int, int]) -> None:
    answer = show_off.read(encoded(Image.new("RGB", size, "white"), "PNG"))

    assert (answer["width"], answer["height"]) == size
    assert answer["text"] == ""


@pytest.mark.parametrize("colour", ["white", "black", (90, 120, 60)])
def test_no_text_at_all_is_an_empty_reading(
    show_off: ShowOff, colour: str | tuple[int, int, int]
) -> None:
    answer = show_off.read(encoded(Image.new("RGB", (800, 600), colour), "PNG"))

    assert (answer["text"], answer["lines"]) == ("", [])


def test_noise_is_answered(show_off: ShowOff) -> None:
    noise = np.random.default_rng(0).integers(0, 256, (600, 800, 3), dtype=np.uint8)

    assert show_off.send(encoded(Image.fromarray(noise), "JPEG")).status_code == 200


def test_the_largest_picture_is_read(show_off: ShowOff, receipt: Image.Image) -> None:
    huge = receipt.resize((5400, 7200))

    assert "TOTAL" in show_off.read(encoded(huge, "JPEG", quality=60))["text"]


@pytest.mark.parametrize(
    "body",
    [b"", b"{", b"[]", b"null", b'{"id": 1, "text": "a"}', b'{"id": "../../etc", "text": "a"}'],
)
def test_a_malformed_correction_is_refused(show_off: ShowOff, body: bytes) -> None:
    answer = httpx.post(
        f"{show_off.url}/api/correct-text",
        content=body,
        headers={"Content-Type": "application/json"},
    )

    assert answer.status_code in {400, 415, 422}
    assert_problem(answer, answer.status_code)


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [("GET", "/api/nowhere", 404), ("GET", "/api/read", 405), ("DELETE", "/api/read", 405)],
)
def test_wrong_addresses_and_methods_are_problems(
    show_off: ShowOff, method: str, path: str, status: int
) -> None:
    assert_problem(httpx.request(method, show_off.url + path), status)
