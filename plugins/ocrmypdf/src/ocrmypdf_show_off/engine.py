"""The engine: pages in, trees of their words out."""

from collections import Counter
from collections.abc import Sequence
from importlib.metadata import version
from math import atan2, degrees
from pathlib import Path
from typing import Final, cast

from ocrmypdf import OcrOptions
from ocrmypdf.hocrtransform import OcrElement
from ocrmypdf.pluginspec import OrientationConfidence

from ocrmypdf_show_off import elements, local, server
from ocrmypdf_show_off.elements import Line
from ocrmypdf_show_off.options import ShowOffOptions
from ocrmypdf_show_off.pictures import size_and_dpi
from ocrmypdf_show_off.trees import TreeEngine

# One model reads all of them, and more Latin ones; Tesseract's names.
_LANGUAGES: Final = frozenset(
    ("eng", "deu", "fra", "spa", "ita", "nld", "por", "dan", "swe", "nor", "fin")
)
_SURE: Final = 20.0  # of OCRmyPDF's scale, where 14 turns a page
_MOST: Final = 0.7  # share of a page's lines that must run one way


class ShowOffEngine(TreeEngine):
    """show-off, as OCRmyPDF asks engines."""

    @staticmethod
    def version() -> str:
        return version("ocrmypdf-show-off")

    @staticmethod
    def languages(options: OcrOptions) -> set[str]:  # noqa: ARG004 - OCRmyPDF's signature
        return set(_LANGUAGES)

    @staticmethod
    def get_orientation(input_file: Path, options: OcrOptions) -> OrientationConfidence:
        """Which way the top of the page faces, in degrees clockwise: as most of its lines run."""
        lines = _read(input_file, options)
        if not lines:
            return OrientationConfidence(0, 0.0)
        angle, count = Counter(map(_quarter, lines)).most_common(1)[0]
        return OrientationConfidence(angle, _SURE if count >= _MOST * len(lines) else 0.0)

    @staticmethod
    def generate_ocr(
        input_file: Path, options: OcrOptions, page_number: int = 0
    ) -> tuple[OcrElement, str]:
        width, height, dpi = size_and_dpi(input_file)
        return elements.page(_read(input_file, options), width, height, dpi, page_number)


def _read(path: Path, options: OcrOptions) -> Sequence[Line]:
    told = cast("ShowOffOptions", options.show_off)
    if told.url is None:
        return local.read(path)
    return server.read(path, told.url, told.key, told.timeout)


def _quarter(line: Line) -> int:
    (left, top), (right, bottom) = line.points[0], line.points[1]
    return round(degrees(atan2(bottom - top, right - left)) / 90) * 90 % 360
