"""What was read, in the formats that other programs take: `render`.

Whoever renders brings lxml, and for PDF fpdf2, fonttools, pillow, pillow-heif and numpy.
"""

import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final
from zipfile import ZIP_DEFLATED, ZipFile

from showoff_common.contracts.formats import FORMATS, FormatName
from showoff_common.contracts.pages import PageReading
from showoff_common.formats.alto import alto
from showoff_common.formats.delimited import comma_separated
from showoff_common.formats.hocr import hocr
from showoff_common.formats.json_pages import json_pages
from showoff_common.formats.markdown import markdown
from showoff_common.formats.page_xml import page_xml
from showoff_common.formats.placed import Document, place, writable
from showoff_common.formats.text import text

_WRITERS: Final[dict[FormatName, Callable[[Document], bytes]]] = {
    "text": text,
    "json": json_pages,
    "hocr": hocr,
    "alto": alto,
    "csv": comma_separated,
    "markdown": markdown,
}


@dataclass(frozen=True)
class Rendered:
    """A file: its bytes, and what they are."""

    content: bytes
    media_type: str
    suffix: str


def render(
    name: str,
    pages: Sequence[PageReading],
    form: FormatName,
    *,
    pictures: Sequence[bytes] = (),
    created: datetime | None = None,
) -> Rendered:
    """Write pages as one file.

    PAGE knows but one page a file: several become a ZIP archive of them.

    Args:
        name: Of the picture or document, as the file tells it.
        pages: At least one, in order. A page that failed has no lines and stays empty.
        form: The format.
        pictures: For pdf alone: the encoded picture of each page.
        created: When it was read, as the file tells it; by default now.

    Raises:
        Problem: For pdf: a picture that can't be decoded.
    """
    document = Document(
        writable(name), [place(page) for page in pages], created or datetime.now(UTC)
    )
    told = FORMATS[form]
    if form == "page" and len(pages) > 1:
        return Rendered(_archive(document), "application/zip", "page.zip")
    return Rendered(_write(document, form, pictures), told.media_type, told.suffix)


def _write(document: Document, form: FormatName, pictures: Sequence[bytes]) -> bytes:
    if form == "page":
        return page_xml(document, document.pages[0])
    if form == "pdf":
        # Only here: it brings fonts and pictures along, which the others start without.
        from showoff_common.formats.pdf import pdf  # noqa: PLC0415

        return pdf(document, pictures)
    return _WRITERS[form](document)


def _archive(document: Document) -> bytes:
    archive = io.BytesIO()
    with ZipFile(archive, "w", ZIP_DEFLATED) as files:
        for page in document.pages:
            files.writestr(f"{page.number:04}.page.xml", page_xml(document, page))
    return archive.getvalue()
