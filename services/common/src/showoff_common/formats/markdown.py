"""Markdown: CommonMark with the tables of GitHub Flavored Markdown."""

import re
from collections.abc import Sequence
from typing import Final

from showoff_common.formats.placed import Document, PlacedPage
from showoff_common.formats.tables import Table, blocks

_MARKS: Final = re.compile(r"[\\`*_\[\]<>|~]|&(?=#?\w+;)")
_FIRST_MARKS: Final = re.compile(r"^[#+=-]|(?<=^\d)[.)]|(?<=^\d\d)[.)]|(?<=^\d\d\d)[.)]")
_END_OF_ROW: Final = "\\\n"  # the row ends there, and not only the line of this file


def markdown(document: Document) -> bytes:
    """Write a document as Markdown in UTF-8; a rule stands between pages."""
    return "\n---\n\n".join(map(_page, document.pages)).encode()


def _page(page: PlacedPage) -> str:
    written = [
        _table(block.rows)
        if isinstance(block, Table)
        else _END_OF_ROW.join(map(_text, block.rows)) + "\n"
        for block in blocks(page)
    ]
    return "\n".join(written)


def _table(rows: Sequence[Sequence[str]]) -> str:
    """Its first row is the head where it looks like one; else the head is empty."""
    head, body = (rows[0], rows[1:]) if _is_head(rows[0]) else ([""] * len(rows[0]), rows)
    return "".join(map(_row, [head])) + _row(["---"] * len(head)) + "".join(map(_cells, body))


def _is_head(row: Sequence[str]) -> bool:
    return all(cell and not any(map(str.isdigit, cell)) for cell in row)


def _cells(row: Sequence[str]) -> str:
    return _row([_marked(cell) for cell in row])


def _row(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |\n"


def _text(row: str) -> str:
    return _FIRST_MARKS.sub(_escaped, _marked(row))


def _marked(text: str) -> str:
    """What would mean something to Markdown, made to stand for itself."""
    return _MARKS.sub(_escaped, text)


def _escaped(mark: re.Match[str]) -> str:
    return f"\\{mark[0]}"
