"""Searchable PDFs of pictures that lie, stand on their head, lean, and come in every type."""

import io
import math
import zlib
from collections import Counter
from collections.abc import Callable

import numpy as np
import pypdfium2 as pdfium
import pytest
from numpy.typing import NDArray
from PIL import Image
from tests.formats.samples import Sample

from showoff_common.contracts.lines import Point, Quad
from showoff_common.contracts.pages import PageReading
from showoff_common.formats import render
from showoff_common.formats.placed import Placed, place
from showoff_common.pictures.limits import PictureLimits
from showoff_common.pictures.pixels import decode

SIZE = 1200  # px


@pytest.fixture(scope="module")
def picture() -> Image.Image:
    """Different in each corner, and smooth, so that JPEG changes little."""
    y, x = np.mgrid[0:40, 0:60] / 60
    return Image.fromarray((255 * np.stack([x, y, 1 - x], -1)).astype(np.uint8))


def encoded(picture: Image.Image, form: str, **options: object) -> bytes:
    file = io.BytesIO()
    picture.save(file, form, **options)
    return file.getvalue()


def shown(pdf: bytes, width: int) -> NDArray[np.uint8]:
    """The first page as PDFium shows it, RGB."""
    with pdfium.PdfDocument(pdf) as document:
        page = document[0]
        return np.asarray(page.render(scale=width / page.get_width()).to_pil().convert("RGB"))


def empty(width: int, height: int) -> PageReading:
    return PageReading.model_validate(
        {
            "number": 1,
            "width": width,
            "height": height,
            "source": "read",
            "lines": [],
            "model": {"detection": None, "recognition": None},
        }
    )


def differs(data: bytes) -> float:
    """How much, on average, the PDF of a picture shows another one, of 255."""
    displayed = decode(data, PictureLimits())
    height, width, _ = displayed.shape
    pdf = render("a", [empty(width, height)], "pdf", pictures=[data]).content
    seen = shown(pdf, width)[:height, :width]  # what is broken into is shown whole
    assert seen.shape == displayed.shape
    return float(np.abs(seen.astype(float) - displayed).mean())


@pytest.mark.parametrize("orientation", range(1, 9))
def test_a_picture_stands_as_it_is_displayed(picture: Image.Image, orientation: int) -> None:
    exif = Image.Exif()
    exif[0x0112] = orientation

    assert differs(encoded(picture, "JPEG", exif=exif, quality=95)) < 4


def late_header(png: bytes) -> bytes:
    """Not as the specification has it, but read all the same: a comment stands before it."""
    told = b"tEXt" + b"a\0b"
    comment = (len(told) - 4).to_bytes(4) + told + zlib.crc32(told).to_bytes(4)
    return png[:8] + comment + png[8:]


@pytest.mark.parametrize(
    "change",
    [
        lambda one: encoded(one, "PNG"),
        lambda one: encoded(one.quantize(64), "PNG"),
        lambda one: late_header(encoded(one, "PNG")),
        lambda one: encoded(one.convert("L"), "JPEG"),
        lambda one: encoded(
            one.convert("1", dither=Image.Dither.NONE), "TIFF", compression="group4"
        ),
        lambda one: encoded(one, "WEBP", lossless=True),
        lambda one: encoded(one, "GIF"),
        lambda one: encoded(one, "BMP"),
        lambda one: encoded(one, "HEIF"),
        lambda one: encoded(Image.merge("RGBA", (*one.split(), one.getchannel(0))), "PNG"),
    ],
    ids=[
        "PNG",
        "palette",
        "late header",
        "grey",
        "1 bit",
        "WebP",
        "GIF",
        "BMP",
        "HEIC",
        "transparent",
    ],
)
def test_every_type_of_picture_is_shown(
    picture: Image.Image, change: Callable[[Image.Image], bytes]
) -> None:
    assert differs(change(picture)) < 4


def test_a_picture_of_printers_colours_is_not_shown_inverted(picture: Image.Image) -> None:
    assert differs(encoded(picture.convert("CMYK"), "JPEG", quality=95)) < 30, "each mixes its own"


@pytest.mark.parametrize(("dpi", "inches"), [(300, 2.0), (72, 842 / 72), (None, 842 / 72)])
def test_a_scan_has_the_size_of_its_paper_and_others_that_of_a4(
    dpi: int | None, inches: float
) -> None:
    options = {"dpi": (dpi, dpi)} if dpi else {}
    data = encoded(Image.new("L", (600, 300)), "JPEG", **options)

    pdf = render("a", [empty(600, 300)], "pdf", pictures=[data]).content

    with pdfium.PdfDocument(pdf) as document:
        assert document[0].get_width() / 72 == pytest.approx(inches, abs=0.01)


def turned(points: Quad, degrees: float) -> Quad:
    """Corners turned about the middle of a square page, clockwise."""
    radians, middle = math.radians(degrees), (SIZE / 2) * (1 + 1j)
    turn = complex(math.cos(radians), math.sin(radians))

    def corner(point: Point) -> Point:
        place = (complex(*point) - middle) * turn + middle
        return place.real, place.imag

    first, second, third, fourth = map(corner, points)
    return first, second, third, fourth


@pytest.mark.parametrize("degrees", [-90, 7, 90, 180])
def test_words_of_lines_that_lean_or_are_turned_are_found_at_their_place(
    read_sample: Callable[[str], Sample], degrees: float
) -> None:
    upright = read_sample("receipt.png").page
    lines = [
        line.model_copy(update={"points": turned(line.points, degrees)}) for line in upright.lines
    ]
    page = upright.model_copy(update={"lines": lines, "width": SIZE, "height": SIZE})
    blank = encoded(Image.new("L", (SIZE, SIZE)), "PNG")

    pdf = render("a", [page], "pdf", pictures=[blank]).content

    with pdfium.PdfDocument(pdf) as document:
        sheet = document[0]
        scale = SIZE / sheet.get_width()
        text = sheet.get_textpage()
        letters = [
            (text.get_text_range(place, 1), [scale * edge for edge in text.get_charbox(place)])
            for place in range(text.count_chars())
        ]
    for word in words_of(page):
        left, top, right, bottom = word.edges
        within = Counter(
            letter
            for letter, (x, y, end_x, end_y) in letters
            if left - 3 <= x <= end_x <= right + 3
            and top - 3 <= SIZE - end_y <= SIZE - y <= bottom + 3
        )
        assert Counter(word.text) <= within, word


def words_of(page: PageReading) -> list[Placed]:
    return [word for line in place(page).lines for word in line.words]
