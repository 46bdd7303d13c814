"""A page of a PDF: whether it was scanned, written, or both, and what is to be read of it."""

from pathlib import Path
from typing import Final

import pypdfium2 as pdfium

from document_worker.documents import problems
from document_worker.documents.content import Kind, PageWish, Sheet
from document_worker.documents.limits import DocumentLimits
from document_worker.documents.raster import WRITTEN_DPI, frame, render, scan_dpi
from document_worker.documents.saving import save
from document_worker.documents.written import Character, characters, count_visible, lines

_SOME_TEXT: Final = 10  # characters from which a page is not only a scan with a stamp


class PdfPages:
    """The pages of a PDF that was opened; for one thread, as PDFium is.

    Args:
        path: The clean copy.
        folder: Where pictures go.
        limits: Of pages.
    """

    def __init__(self, path: Path, folder: Path, limits: DocumentLimits) -> None:
        self._path = path
        self._folder = folder
        self._limits = limits

    def sheet(self, wish: PageWish) -> Sheet:
        """Prepare a page; its picture, if it has one, goes into the folder.

        Raises:
            Problem: 422, the page cannot be drawn.
        """
        try:
            # Opened anew for each: PDFium keeps what it has seen of a document in memory.
            with pdfium.PdfDocument(self._path) as document:
                document.init_forms()
                return self._sheet(document[wish.number - 1], wish)
        except pdfium.PdfiumError as error:
            raise problems.page_failed(f"{error}") from None

    def _sheet(self, page: pdfium.PdfPage, wish: PageWish) -> Sheet:
        scanned_at = scan_dpi(page)
        size = frame(page, wish.dpi or scanned_at or WRITTEN_DPI, self._limits)
        said = characters(page, size) if wish.keep_text else []
        kept, kind = _kept(said, is_scan=scanned_at is not None)
        told = Sheet(
            number=wish.number,
            width=size.width,
            height=size.height,
            dpi=size.dpi,
            kind=kind,
            lines=lines(kept),
        )
        if kind == "written":
            return told
        most = self._limits.picture_bytes
        name = save(render(page, size), self._folder, wish.number, most)
        return told.model_copy(update={"picture": name})


def _kept(said: list[Character], *, is_scan: bool) -> tuple[list[Character], Kind]:
    """What is kept of a page's text, and what kind of page that makes it.

    Text that nobody sees, upon a scan, is what an earlier OCR left: it is all there is to read.
    """
    visible = count_visible(said)
    if not is_scan:
        return (said, "written") if visible else ([], "scanned")
    seen = [one for one in said if one.visible or one.text.isspace()]
    if visible >= _SOME_TEXT:
        return seen, "mixed"
    hidden = [one for one in said if not one.visible or one.text.isspace()]
    if any(not one.text.isspace() for one in hidden):
        return said, "written"
    return [], "scanned"
