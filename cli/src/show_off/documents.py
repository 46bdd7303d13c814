"""Documents on the command line: PDFs and files of several pictures, page by page."""

import shutil
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from document_worker.assembly.assemble import Assembly, assemble
from document_worker.documents import problems
from document_worker.documents.content import PageWish
from document_worker.documents.limits import DocumentLimits
from document_worker.documents.opened import Document
from document_worker.reading import Reader, failed_page, read_page
from show_off.wishes import Wishes
from showoff_common.contracts.pages import PageReading
from showoff_common.errors import Problem

LIMITS: Final = DocumentLimits(max_bytes=2**31, max_pages=10_000, max_pixels=100_000_000)
"""One's own documents on one's own machine: larger than a server's, and still with an end."""


class OpenDocument:
    """A document being read: its pages one after the other, then the PDF of it."""

    def __init__(self, document: Document, folder: Path, wishes: Wishes) -> None:
        self._document = document
        self._folder = folder
        self._wishes = wishes
        self.numbers: Sequence[int] = wishes.pages.of(document.facts.pages)

    def pages(self, reader: Reader) -> Iterator[PageReading]:
        """Read them; one that cannot be read says why, and the others go on."""
        for number in self.numbers:
            wish = PageWish(number=number, keep_text=self._wishes.keep_text)
            try:
                yield read_page(self._document, wish, reader)
            except Problem as problem:
                yield failed_page(number, problem)

    def save(self, pages: Iterable[PageReading], target: Path, *, signed: bool) -> Assembly:
        """Write the searchable PDF of these pages, each taken when it is its turn.

        Raises:
            Problem: It cannot be made.
            OSError: It cannot be written.
        """
        if self._document.facts.signed and not signed:
            raise problems.is_signed()
        made = self._folder / "searchable.pdf"
        assembly = assemble(self._document.copy(), pages, made, LIMITS)
        shutil.copyfile(made, target)
        return assembly


@contextmanager
def opened(source: Path, wishes: Wishes) -> Iterator[OpenDocument]:
    """Open a document; what comes between is gone afterwards.

    Raises:
        Problem: It cannot be read, or has not the pages wished.
    """
    with (
        tempfile.TemporaryDirectory(prefix="show-off-") as folder,
        Document(source, Path(folder), LIMITS) as document,
    ):
        yield OpenDocument(document, Path(folder), wishes)
