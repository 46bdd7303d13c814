"""JSON: an object with `pages`, each with its lines and their words as POST /read tells them."""

import json
from dataclasses import asdict
from typing import Any

from showoff_common.formats.placed import Document, Placed, PlacedPage
from showoff_common.formats.text import text_of
from showoff_common.reading import Box


def json_pages(document: Document) -> bytes:
    """Write a document as JSON, in UTF-8."""
    pages = [page_object(page) for page in document.pages]
    told = {"name": document.name, "created": document.created.isoformat(), "pages": pages}
    return json.dumps(told, ensure_ascii=False).encode()


def page_object(page: PlacedPage) -> dict[str, Any]:
    """A page: its text, its size in pixels, its lines in reading order."""
    return {
        "number": page.number,
        "text": text_of(page),
        "width": page.width,
        "height": page.height,
        "dpi": page.dpi,
        "source": page.source,
        "turn": page.turn,
        "lines": [
            {
                "separator": line.separator,
                **_placed(line),
                "box": asdict(Box.around(line.points)),
                "words": [_placed(word) for word in line.words],
                **({} if line.ord_num is None else {"ord_num": line.ord_num}),
            }
            for line in page.lines
        ],
        "model": page.model.model_dump(),
        **({} if page.problem is None else {"problem": page.problem.model_dump()}),
    }


def _placed(placed: Placed) -> dict[str, Any]:
    return {"text": placed.text, "confidence": placed.confidence, "points": placed.points}
