"""Documents on the command line: PDFs and files of several pictures, page by page."""

import shutil
import tempfile
import threading
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from document_worker.assembly.assemble import Assembly, assemble
from document_worker.documents import problems
from document_worker.documents.content import PageWish
from document_worker.documents.limits import DocumentLimits
from document_worker.documents.opened import Document
from document_worker.reading import Reader, draw_page, failed_page, read_drawn
from show_off.wishes import Wishes
from showoff_common.contracts.pages import PageReading
from showoff_common.cpus import allowed_cpus
from showoff_common.errors import Problem

LIMITS: Final = DocumentLimits(max_bytes=2**31, max_pages=10_000, max_pixels=100_000_000)
"""One's own documents on one's own machine: larger than a server's, and still with an end."""

_MOST_AT_ONCE: Final = 8  # each holds some 100 MB


class OpenDocument:
    """A document being read: its pages in their order, then the PDF of it.

    Raises:
        Problem: It has not the pages wished.
    """

    def __init__(self, document: Document, folder: Path, wishes: Wishes) -> None:
        self._document = document
        self._drawing = threading.Lock()
        self._folder = folder
        self._wishes = wishes
        there = document.facts.pages
        if (beyond := wishes.pages.beyond(there)) is not None:
            raise problems.no_such_page(beyond, there)
        self.numbers: Sequence[int] = wishes.pages.of(there)

    def pages(self, reader: Reader) -> Iterator[PageReading]:
        """Read them, some at once; one that cannot be read says why, and the others go on.

        Args:
            reader: Safe to call from several threads.
        """
        at_once = min(allowed_cpus(), _MOST_AT_ONCE)
        with ThreadPoolExecutor(at_once) as pool:
            ahead: deque[Future[PageReading]] = deque()
            for number in self.numbers:
                ahead.append(pool.submit(self._read, number, reader))
                if len(ahead) > at_once:
                    yield ahead.popleft().result()
            while ahead:
                yield ahead.popleft().result()

    def _read(self, number: int, reader: Reader) -> PageReading:
        wish = PageWish(number=number, keep_text=self._wishes.keep_text)
        try:
            with self._drawing:  # by one process
                drawn = draw_page(self._document, wish)
            return read_drawn(drawn, reader)
        except Problem as problem:
            return failed_page(number, problem)

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
