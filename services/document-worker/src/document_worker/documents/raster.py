"""A page of a PDF as a picture."""

import math
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c
from PIL import Image

from document_worker.documents import problems
from document_worker.documents.limits import DocumentLimits

POINTS: Final = 72  # an inch
WRITTEN_DPI: Final = 200  # at which print of 10 points is 28 px high
_SCAN_DPI: Final = (150, 300)
_MOST_OF_IT: Final = 0.5  # of a page, from where on a picture is the page
_FORMS_DEEP: Final = 3


@dataclass(frozen=True)
class Frame:
    """The raster of a page: its pixels as displayed, and how many there are an inch."""

    width: int
    height: int
    dpi: float


def frame(page: pdfium.PdfPage, dpi: float, limits: DocumentLimits) -> Frame:
    """How large a page becomes at a resolution, or at a lower one that is within the limits.

    Raises:
        Problem: 422, the page has no size.
    """
    width, height = page.get_size()
    if not (math.isfinite(width) and math.isfinite(height) and min(width, height) > 0):
        raise problems.no_size()
    scale = min(
        dpi / POINTS,
        limits.max_side / max(width, height),
        math.sqrt(limits.max_pixels / width / height),
    )
    # To the nearest: a scan is then drawn pixel by pixel.
    pixels = [max(1, round(side * scale)) for side in (width, height)]
    if max(pixels) > limits.max_side or math.prod(pixels) > limits.max_pixels:
        pixels = [max(1, math.floor(side * scale)) for side in (width, height)]
    return Frame(pixels[0], pixels[1], scale * POINTS)


def render(page: pdfium.PdfPage, size: Frame) -> Image.Image:
    """Draw a page, with what is filled into its forms: RGB."""
    bitmap = pdfium.PdfBitmap.new_native(size.width, size.height, pdfium_c.FPDFBitmap_BGR)
    try:
        bitmap.fill_rect((255, 255, 255, 255), 0, 0, size.width, size.height)
        flags = pdfium_c.FPDF_ANNOT
        drawn = (bitmap, page, 0, 0, size.width, size.height, 0, flags)
        pdfium_c.FPDF_RenderPageBitmap(*drawn)
        if page.formenv is not None:
            pdfium_c.FPDF_FFLDraw(page.formenv, *drawn)
        picture: Image.Image = bitmap.to_pil().copy()
        return picture
    finally:
        bitmap.close()


def scan_dpi(page: pdfium.PdfPage) -> float | None:
    """The resolution of the picture that is most of a page, within bounds; None without one."""
    width, height = page.get_size()
    found = [
        (area, pixels)
        for area, pixels in _pictures(page)
        if area >= _MOST_OF_IT * width * height and pixels
    ]
    if not found:
        return None
    area, pixels = max(found)
    low, high = _SCAN_DPI
    return min(max(POINTS * math.sqrt(pixels / area), low), high)


def _pictures(page: pdfium.PdfPage) -> Iterator[tuple[float, int]]:
    """Of each picture its area on the page, in square points, and its pixels.

    A form that holds pictures counts as one of its own size: OCR programs and scanners wrap them.
    """
    for thing in page.get_objects(max_depth=1):
        if thing.type == pdfium_c.FPDF_PAGEOBJ_IMAGE:
            yield _area(thing), _pixels(thing.raw)
        elif thing.type == pdfium_c.FPDF_PAGEOBJ_FORM:
            yield _area(thing), max(_pixels_within(thing.raw, _FORMS_DEEP), default=0)


def _area(thing: pdfium.PdfObject) -> float:
    left, bottom, right, top = thing.get_bounds()
    return float(max(right - left, 0) * max(top - bottom, 0))


def _pixels_within(form: object, depth: int) -> Iterator[int]:
    for index in range(pdfium_c.FPDFFormObj_CountObjects(form)):
        inner = pdfium_c.FPDFFormObj_GetObject(form, index)
        kind = pdfium_c.FPDFPageObj_GetType(inner)
        if kind == pdfium_c.FPDF_PAGEOBJ_IMAGE:
            yield _pixels(inner)
        elif kind == pdfium_c.FPDF_PAGEOBJ_FORM and depth:
            yield from _pixels_within(inner, depth - 1)


def _pixels(image: object) -> int:
    width, height = pdfium_c.c_uint(), pdfium_c.c_uint()
    pdfium_c.FPDFImageObj_GetImagePixelSize(image, width, height)
    return int(width.value) * int(height.value)
