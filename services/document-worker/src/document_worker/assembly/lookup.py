"""A plugin of OCRmyPDF that has all pages read already: it looks them up.

It takes Tesseract's place, of which no program is needed, and Ghostscript's: no page is drawn.
"""

from argparse import ArgumentParser
from collections.abc import Mapping
from importlib.metadata import version
from pathlib import Path
from typing import Any, Final

import pluggy
import pypdfium2 as pdfium
from ocrmypdf import OcrOptions, hookimpl
from ocrmypdf.builtin_plugins.tesseract_ocr import TesseractOptions
from ocrmypdf.helpers import Resolution
from ocrmypdf.hocrtransform import OcrElement
from ocrmypdf.pluginspec import OrientationConfidence
from PIL import Image
from pydantic import BaseModel

from document_worker.assembly.laying import to_lay
from document_worker.documents.raster import Frame
from document_worker.documents.written import characters
from document_worker.documents.written import lines as written_lines
from document_worker.overlap import same_places
from ocrmypdf_show_off import elements
from ocrmypdf_show_off.trees import TreeEngine
from showoff_common.contracts.pages import PageLine, PageReading

pages: Final[dict[int, str]] = {}
"""By their numbers, as JSON; of this process, which assembles one document."""

source: Path | None = None
"""The document that is assembled."""

_TESSERACT: Final = "ocrmypdf.builtin_plugins.tesseract_ocr"
_READS_ITSELF: Final = "show-off"  # the entry point of our own plugin for others' OCRmyPDF
_STAND_IN: Final = (16, 16)  # px
POINTS: Final = 72  # an inch


class Lookup(TreeEngine):
    """What was read before."""

    @staticmethod
    def version() -> str:
        return version("document-worker")

    @staticmethod
    def languages(options: OcrOptions) -> set[str]:
        return set(options.languages)

    @staticmethod
    def get_orientation(input_file: Path, options: OcrOptions) -> OrientationConfidence:  # noqa: ARG004
        return OrientationConfidence(0, 0.0)

    @staticmethod
    def generate_ocr(
        input_file: Path,  # noqa: ARG004
        options: OcrOptions,  # noqa: ARG004
        page_number: int = 0,
    ) -> tuple[OcrElement, str]:
        if page_number + 1 not in pages:
            return elements.page([], *_STAND_IN, POINTS, page_number)
        page = PageReading.model_validate_json(pages[page_number + 1])
        lines = [to_lay(line) for line in _unsaid(page)]
        return elements.page(lines, page.width, page.height, page.dpi or POINTS, page_number)


def _unsaid(page: PageReading) -> list[PageLine]:
    """The lines that the page itself does not say already, for all to see and to select."""
    if source is None:
        return page.lines
    with pdfium.PdfDocument(source) as document:
        size = Frame(page.width, page.height, page.dpi or POINTS)
        said = characters(document[page.number - 1], size)
    own = written_lines([one for one in said if one.visible or one.text.isspace()])
    twice = {number for number, _ in same_places(page.lines, own)}
    return [line for number, line in enumerate(page.lines) if number not in twice]


@hookimpl(tryfirst=True)
def get_ocr_engine(options: OcrOptions | None) -> Lookup:  # noqa: ARG001 - whatever is asked for
    return Lookup()


@hookimpl
def initialize(plugin_manager: pluggy.PluginManager) -> None:
    for name in (_TESSERACT, _READS_ITSELF):
        if plugin_manager.has_plugin(name):
            plugin_manager.unregister(name=name)


@hookimpl
def add_options(parser: ArgumentParser) -> None:
    """Tesseract's, whose values OCRmyPDF itself goes by."""
    TesseractOptions.add_arguments_to_parser(parser)


@hookimpl
def register_options() -> Mapping[str, type[BaseModel]]:
    return {"tesseract": TesseractOptions}


@hookimpl(tryfirst=True)
def rasterize_pdf_page(
    output_file: Path,
    raster_dpi: Resolution[float],
    **_: Any,  # noqa: ANN401
) -> Path:
    """A white stand-in: the page was drawn and read before."""
    Image.new("L", _STAND_IN, 255).save(output_file, dpi=(raster_dpi.x, raster_dpi.y))
    return output_file
