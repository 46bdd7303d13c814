"""hOCR 1.2, a page of HTML that says where its words lie: https://kba.github.io/hocr-spec/1.2/."""

from typing import Final
from xml.etree import ElementTree as ET

from show_off_api.exports.placed import Placed, PlacedPage

_SAID: Final = {
    "ocr-system": "show-off",
    "ocr-capabilities": "ocr_page ocr_line ocrx_word",
    "ocr-number-of-pages": "1",
}


def hocr(page: PlacedPage) -> bytes:
    """Write a page as XHTML with hOCR's classes and titles."""
    root = ET.Element("html", {"xmlns": "http://www.w3.org/1999/xhtml"})
    head, body = ET.SubElement(root, "head"), ET.SubElement(root, "body")
    ET.SubElement(head, "title").text = page.name
    ET.SubElement(head, "meta", {"charset": "utf-8"})
    for name, content in _SAID.items():
        ET.SubElement(head, "meta", {"name": name, "content": content})
    whole = f'image "{page.name}"; bbox 0 0 {page.width} {page.height}; ppageno 0'
    sheet = ET.SubElement(body, "div", {"class": "ocr_page", "id": "page", "title": whole})
    for number, line in enumerate(page.lines):
        name = f"line_{number}"
        told = {"class": "ocr_line", "id": name, "title": _box(line)}
        element = ET.SubElement(ET.SubElement(sheet, "p"), "span", told)
        for position, word in enumerate(line.words):
            sure = "" if word.confidence is None else f"; x_wconf {round(100 * word.confidence)}"
            told = {"class": "ocrx_word", "id": f"{name}_{position}", "title": _box(word) + sure}
            part = ET.SubElement(element, "span", told)
            part.text, part.tail = word.text, " "
    return b"<!DOCTYPE html>\n" + bytes(ET.tostring(root, "utf-8"))


def _box(placed: Placed) -> str:
    return "bbox " + " ".join(map(str, placed.edges))
