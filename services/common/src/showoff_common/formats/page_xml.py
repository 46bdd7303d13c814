"""PAGE 2019, the form of those who train readers: https://github.com/PRImA-Research-Lab/PAGE-XML."""

from collections.abc import Sequence
from typing import Final

from lxml import etree

from showoff_common.contracts.lines import Point
from showoff_common.formats.placed import Document, Placed, PlacedLine, PlacedPage, edges

NAMESPACE: Final = "http://schema.primaresearch.org/PAGE/gts/pagecontent/2019-07-15"


def page_xml(document: Document, page: PlacedPage) -> bytes:
    """Write a page of a document as a PAGE document."""
    root = etree.Element("PcGts", nsmap={None: NAMESPACE})
    metadata = etree.SubElement(root, "Metadata")
    when = document.created.isoformat(timespec="seconds")
    for name, text in (("Creator", "show-off"), ("Created", when), ("LastChange", when)):
        etree.SubElement(metadata, name).text = text
    told = {
        "imageFilename": document.name,
        "imageWidth": str(page.width),
        "imageHeight": str(page.height),
    }
    sheet = etree.SubElement(root, "Page", told)
    regions = [(f"region_{number}", lines) for number, lines in enumerate(page.paragraphs, 1)]
    if regions:
        _order(sheet, [name for name, _ in regions])
    place = 0
    for name, lines in regions:
        region = etree.SubElement(sheet, "TextRegion", {"id": name})
        left, top, right, bottom = edges(lines)
        _points(region, "Coords", ((left, top), (right, top), (right, bottom), (left, bottom)))
        for line in lines:
            place += 1
            _line(region, line, f"{place}")
    return etree.tostring(root, encoding="utf-8", xml_declaration=True)


def _order(sheet: etree._Element, regions: Sequence[str]) -> None:
    order = etree.SubElement(sheet, "ReadingOrder")
    group = etree.SubElement(order, "OrderedGroup", {"id": "order"})
    for index, region in enumerate(regions):
        told = {"index": str(index), "regionRef": region}
        etree.SubElement(group, "RegionRefIndexed", told)


def _line(region: etree._Element, line: PlacedLine, name: str) -> None:
    element = etree.SubElement(region, "TextLine", {"id": f"line_{name}"})
    _points(element, "Coords", line.points)
    _points(element, "Baseline", line.baseline)
    for position, word in enumerate(line.words, 1):
        part = etree.SubElement(element, "Word", {"id": f"word_{name}_{position}"})
        _points(part, "Coords", word.points)
        _text(part, word)
    _text(element, line)


def _points(element: etree._Element, name: str, points: Sequence[Point]) -> None:
    """Whole pixels, none below 0: the schema takes no others."""
    told = " ".join(f"{max(0, round(x))},{max(0, round(y))}" for x, y in points)
    etree.SubElement(element, name, {"points": told})


def _text(element: etree._Element, placed: Placed) -> None:
    sure = {} if placed.confidence is None else {"conf": f"{placed.confidence:.4f}"}
    etree.SubElement(etree.SubElement(element, "TextEquiv", sure), "Unicode").text = placed.text
