"""The text alone: rows end with a line feed, paragraphs with an empty line, pages with a form feed.

What stands side by side in a row is parted by a space.
"""

from showoff_common.formats.placed import Document, PlacedPage


def text(document: Document) -> bytes:
    """Write a document's text as UTF-8."""
    return "\f".join(map(text_of, document.pages)).encode()


def text_of(page: PlacedPage) -> str:
    """A page's text."""
    return "".join(line.separator + line.text for line in page.lines)
