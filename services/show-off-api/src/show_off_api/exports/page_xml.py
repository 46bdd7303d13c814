"""PAGE 2019, the form of those who train readers: https://github.com/PRImA-Research-Lab/PAGE-XML."""

from datetime import UTC, datetime
from typing import Final
from xml.etree import ElementTree as ET

from show_off_api.exports.placed import Placed, PlacedLine, PlacedPage
from showoff_common.contracts.lines import Quad

NAMESPACE: Final = "http://schema.primaresearch.org/PAGE/gts/pagecontent/2019-07-15"


def page_xml(page: PlacedPage) -> bytes:
    """Write a page as a PAGE document."""
    root = ET.Element("PcGts", {"xmlns": NAMESPACE})
    metadata = ET.SubElement(root, "Metadata")
    now = datetime.now(UTC).isoformat(timespec="seconds")
    for name, text in (("Creator", "show-off"), ("Created", now), ("LastChange", now)):
        ET.SubElement(metadata, name).text = text
    size = {"imageWidth": str(page.width), "imageHeight": str(page.height)}
    sheet = ET.SubElement(root, "Page", {"imageFilename": page.name, **size})
    if page.lines:
        region = ET.SubElement(sheet, "TextRegion", {"id": "region"})
        left, top, right, bottom = page.edges
        _coordinates(region, ((left, top), (right, top), (right, bottom), (left, bottom)))
        for number, line in enumerate(page.lines):
            _line(region, line, f"line_{number}")
    return bytes(ET.tostring(root, "utf-8", xml_declaration=True))


def _line(region: ET.Element, line: PlacedLine, name: str) -> None:
    element = ET.SubElement(region, "TextLine", {"id": name})
    _coordinates(element, line.points)
    for number, word in enumerate(line.words):
        part = ET.SubElement(element, "Word", {"id": f"{name}_{number}"})
        _coordinates(part, word.points)
        _text(part, word)
    _text(element, line)


def _coordinates(element: ET.Element, points: Quad) -> None:
    """Whole pixels, none below 0: the schema takes no others."""
    told = " ".join(f"{max(0, round(x))},{max(0, round(y))}" for x, y in points)
    ET.SubElement(element, "Coords", {"points": told})


def _text(element: ET.Element, placed: Placed) -> None:
    sure = {} if placed.confidence is None else {"conf": f"{placed.confidence:.4f}"}
    ET.SubElement(ET.SubElement(element, "TextEquiv", sure), "Unicode").text = placed.text
