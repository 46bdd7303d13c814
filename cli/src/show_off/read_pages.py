"""From a file to its pages, read: a picture is one page, a document has several."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from http import HTTPStatus
from pathlib import Path
from typing import TYPE_CHECKING, Final

import numpy as np
from numpy.typing import NDArray

from show_off.files import Given, on_disk
from show_off.local import LocalReader
from show_off.read_progress import Progress
from show_off.wishes import Wishes
from showoff_common.contracts.pages import PageReading
from showoff_common.errors import Problem
from showoff_common.pictures.kinds import HEAD_BYTES, PDF, media_type
from showoff_common.pictures.limits import PictureLimits
from showoff_common.pictures.opening import read_header
from showoff_common.reading import as_page

if TYPE_CHECKING:
    from show_off.documents import OpenDocument

_LIMITS: Final = PictureLimits(max_bytes=2**32, max_pixels=2**62)


@dataclass(frozen=True)
class PageRead:
    """A page: what it says and, where it is a picture of its own, that picture.

    Attributes:
        picture: As it is encoded; nothing of a document's page.
        image: As displayed, uint8 (H, W, 3) RGB.
    """

    reading: PageReading
    picture: bytes = b""
    image: NDArray[np.uint8] | None = None


def is_document(data: bytes) -> bool:
    """Whether it has pages: a PDF, or a file of several pictures."""
    if media_type(data[:HEAD_BYTES]) == PDF:
        return True
    try:
        return read_header(data, _LIMITS).pages > 1
    except Problem:
        return False


def read_picture(reader: LocalReader, data: bytes, wishes: Wishes) -> PageRead:
    """Read an encoded picture.

    Raises:
        Problem: It is no picture that can be read, or the region lies outside of it.
    """
    image, reading = reader.read(data, wishes.least_confidence, wishes.region, words=wishes.words)
    height, width, _ = image.shape
    return PageRead(as_page(reading, width, height), data, image)


@contextmanager
def opened_document(
    given: Given, data: bytes, reader: LocalReader, wishes: Wishes, progress: Progress
) -> Iterator["DocumentBeingRead"]:
    """Open a document; what comes between is gone afterwards.

    Raises:
        Problem: It cannot be read, or has not the pages wished.
    """
    from show_off.documents import opened  # noqa: PLC0415 - what a picture can do without

    if wishes.region:
        raise Problem(HTTPStatus.BAD_REQUEST, "Document", "--roi: not of documents.")
    with on_disk(given, data) as source, opened(source, wishes) as document:
        yield DocumentBeingRead(given, document, reader, wishes, progress)


@dataclass
class DocumentBeingRead:
    """A document's pages, read in their order; none is kept.

    Attributes:
        failed: How many could not be read until now; why is said at once.
    """

    given: Given
    document: "OpenDocument"
    reader: LocalReader
    wishes: Wishes
    progress: Progress
    failed: int = 0

    def pages(self) -> Iterator[PageReading]:
        """Read them."""
        read = partial(self.reader.read_page, least_confidence=self.wishes.least_confidence)
        names = [f"page {number}" for number in self.document.numbers]
        for page in self.progress.through(self.document.pages(read), names, self.given.path.name):
            if page.problem:
                self.failed += 1
                self.progress.say(f"{self.given.path}, page {page.number}: {page.problem.detail}")
            yield page

    def searchable(self, folder: Path) -> bytes:
        """Make it a searchable PDF, and say what it is; a folder is needed to make it in.

        Raises:
            Problem: It cannot be made.
            OSError: It cannot be written.
        """
        target = folder / "searchable.pdf"
        made = self.document.save(self.pages(), target, signed=self.wishes.signed)
        if made.pdfa == "none":
            self.progress.say(f"{self.given.path}: not PDF/A: {made.reason}")
        return target.read_bytes()


def as_pages(pages: Iterable[PageReading]) -> Iterator[PageRead]:
    """Pages without pictures of their own."""
    return map(PageRead, pages)
