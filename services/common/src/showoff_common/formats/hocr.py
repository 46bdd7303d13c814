"""hOCR 1.2, pages of HTML that say where words lie: https://kba.github.io/hocr-spec/1.2/."""

from collections.abc import Sequence
from typing import Final

from lxml import etree

from showoff_common.formats.placed import Document, Placed, PlacedLine, PlacedPage, edges

_NAMESPACE: Final = "http://www.w3.org/1999/xhtml"
_CAPABILITIES: Final = "ocr_page ocr_par ocr_line ocrx_word"
_STEEP: Final = 45  # degrees from which a line is turned rather than leans


def hocr(document: Document) -> bytes:
    """Write a document as XHTML with hOCR's classes and titles."""
    root = etree.Element("html", nsmap={None: _NAMESPACE})
    head, body = etree.SubElement(root, "head"), etree.SubElement(root, "body")
    etree.SubElement(head, "title").text = document.name
    etree.SubElement(head, "meta", {"charset": "utf-8"})
    said = {
        "ocr-system": "show-off",
        "ocr-capabilities": _CAPABILITIES,
        "ocr-number-of-pages": str(len(document.pages)),
    }
    for name, content in said.items():
        etree.SubElement(head, "meta", {"name": name, "content": content})
    for page in document.pages:
        _page(body, page, document.name)
    return etree.tostring(root, encoding="utf-8", doctype="<!DOCTYPE html>")


def _page(body: etree._Element, page: PlacedPage, name: str) -> None:
    image = name.replace('"', "'")
    whole = f'image "{image}"; bbox 0 0 {page.width} {page.height}; ppageno {page.number - 1}'
    if page.dpi is not None:
        whole += f"; scan_res {page.dpi:g} {page.dpi:g}"
    number = f"{page.number}"
    sheet = _element(body, "div", "ocr_page", f"page_{number}", whole)
    place = 0
    for position, lines in enumerate(page.paragraphs, 1):
        paragraph = _element(sheet, "p", "ocr_par", f"par_{number}_{position}", _box(lines))
        for line in lines:
            place += 1
            _line(paragraph, line, f"{number}_{place}")


def _line(paragraph: etree._Element, line: PlacedLine, name: str) -> None:
    told = f"{_box([line])}; {_direction(line)}; x_size {line.height:.4g}"
    element = _element(paragraph, "span", "ocr_line", f"line_{name}", told)
    for position, word in enumerate(line.words, 1):
        sure = "" if word.confidence is None else f"; x_wconf {round(100 * word.confidence)}"
        told = _box([word]) + sure
        part = _element(element, "span", "ocrx_word", f"word_{name}_{position}", told)
        part.text = word.text
        part.tail = " " if position < len(line.words) else None
    element.tail = "\n"


def _direction(line: PlacedLine) -> str:
    """The baseline: its slope, and how far it is from the bottom left; or a turn, in degrees."""
    if abs(line.angle) >= _STEEP:
        return f"textangle {line.angle % 360:.4g}"
    (x, y), (end_x, end_y) = line.baseline
    left, _, _, bottom = line.edges
    slope = (end_y - y) / max(end_x - x, 1)
    return f"baseline {slope:.3f} {y + slope * (left - x) - bottom:.1f}"


def _box(placed: Sequence[Placed]) -> str:
    return "bbox " + " ".join(map(str, edges(placed)))


def _element(parent: etree._Element, tag: str, kind: str, name: str, title: str) -> etree._Element:
    told = {"class": kind, "id": name, "title": title}
    element: etree._Element = etree.SubElement(parent, tag, told)
    return element
