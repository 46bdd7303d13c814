"""Searchable PDF: the picture as it is, and its words behind it, each at its place, unseen."""

import io
import math
from collections.abc import Sequence
from contextlib import nullcontext
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from fpdf import FPDF
from fpdf.enums import TextMode
from PIL import Image

from showoff_common.contracts.lines import Point
from showoff_common.formats.boxes_font import EM, WIDTH, make_font
from showoff_common.formats.lossless import as_png, is_plain_png, rows_of
from showoff_common.formats.placed import Document, PlacedLine, PlacedPage
from showoff_common.pictures.limits import PictureLimits
from showoff_common.pictures.opening import open_picture
from showoff_common.pictures.pixels import decode

_POINTS: Final = 72  # an inch
_A4_LONG: Final = 842  # points: the longer side of a page of unknown size
_SCANNED: Final = (100, 1200)  # dots an inch
_LONGEST: Final = 14_400  # points: readers take no longer pages
_SMALLEST: Final = 0.01  # points, below which there is nothing to see or select
_FAMILY: Final = "boxes"
# They were read, or come from a worker that knows its own.
_LIMITS: Final = PictureLimits(max_bytes=2**32, max_pixels=200_000_000)
# EXIF orientation to degrees counter-clockwise; the others are mirrored as well.
_TURNS: Final = {1: 0, 3: 180, 6: -90, 8: 90}
_AS_THEY_ARE: Final = frozenset({"1", "L", "P", "RGB"})
_LEVEL: Final = 0.02  # degrees that are none


def pdf(document: Document, pictures: Sequence[bytes]) -> bytes:
    """Write a document as PDF.

    Args:
        document: Its pages.
        pictures: The encoded picture of each; JPEG goes in byte by byte, others pixel by pixel.

    Raises:
        Problem: A picture can't be decoded.
    """
    sheets = FPDF(unit="pt")
    sheets.set_margin(0)
    sheets.set_auto_page_break(False)
    sheets.set_title(document.name)
    sheets.set_creator("show-off")
    sheets.set_creation_date(document.created)
    lines = [line for page in document.pages for line in page.lines]
    with TemporaryDirectory() as folder:
        font = Path(folder) / "boxes.ttf"
        make_font(font, {letter for line in lines for word in line.words for letter in word.text})
        sheets.add_font(_FAMILY, fname=font)
        for page, picture in zip(document.pages, pictures, strict=True):
            _sheet(sheets, page, picture)
        return bytes(sheets.output())


def _sheet(sheets: FPDF, page: PlacedPage, picture: bytes) -> None:
    opened, orientation = open_picture(picture, _LIMITS)
    longest, dpi = max(page.width, page.height, 1), page.dpi or _dots(opened)
    scale = min(_POINTS / dpi if dpi else _A4_LONG / longest, _LONGEST / longest)
    sheets.add_page(format=(page.width * scale, page.height * scale))
    _show(sheets, picture, opened, orientation)
    sheets.text_mode = TextMode.INVISIBLE
    for line in page.lines:
        _write(sheets, line, scale)


def _dots(opened: Image.Image) -> float | None:
    """The dots an inch of a scan, as its file says; less is what cameras and programs make up."""
    across, down = opened.info.get("dpi", (0, 0))
    return float(across) if across == down and _SCANNED[0] <= across <= _SCANNED[1] else None


def _show(sheets: FPDF, picture: bytes, opened: Image.Image, orientation: int) -> None:
    """Fill the page with a picture, turned upright."""
    if opened.format != "JPEG" or orientation not in _TURNS:
        if orientation != 1 or not is_plain_png(picture):
            picture = _as_png(opened, orientation, picture)
        cache = sheets.image_cache.images
        name = f"page {sheets.page}"
        cache[name] = rows_of(picture)
        cache[name].update(i=len(cache), usages=0)
        sheets.image(name, 0, 0, sheets.w, sheets.h)
        return
    turn = _TURNS[orientation]
    middle_x, middle_y = sheets.w / 2, sheets.h / 2
    width, height = (sheets.h, sheets.w) if turn in {90, -90} else (sheets.w, sheets.h)
    with sheets.rotation(turn, middle_x, middle_y) if turn else nullcontext():
        left, top = middle_x - width / 2, middle_y - height / 2
        sheets.image(io.BytesIO(picture), left, top, width, height)


def _as_png(opened: Image.Image, orientation: int, picture: bytes) -> bytes:
    is_plain = opened.mode in _AS_THEY_ARE and not opened.has_transparency_data
    if orientation != 1 or not is_plain:
        opened = Image.fromarray(decode(picture, _LIMITS))
    return as_png(opened)


def _write(sheets: FPDF, line: PlacedLine, scale: float) -> None:
    """The words of a line, each with a space that reaches to the next."""
    words = line.words
    for word, following in zip(words, [*words[1:], None], strict=True):
        begin, end = word.baseline
        size = word.height * scale
        _stretch(sheets, word.text, begin, end, size, scale)
        if following is not None:
            _stretch(sheets, " ", end, following.baseline[0], size, scale)


def _stretch(sheets: FPDF, text: str, begin: Point, end: Point, size: float, scale: float) -> None:
    """Write text of a height in points so that it reaches from one point to another, in pixels."""
    length = math.dist(begin, end) * scale
    if min(length, size) < _SMALLEST:
        return
    x, y = begin[0] * scale, begin[1] * scale
    angle = math.degrees(math.atan2(begin[1] - end[1], end[0] - begin[0]))
    sheets.set_font(_FAMILY, size=size)
    sheets.set_stretching(100 * length / (len(text) * size * WIDTH / EM))
    with sheets.rotation(angle, x, y) if abs(angle) > _LEVEL else nullcontext():
        sheets.text(x, y, text)
