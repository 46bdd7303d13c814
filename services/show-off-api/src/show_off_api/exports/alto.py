"""ALTO 4.4, the form of libraries: https://www.loc.gov/standards/alto/."""

from typing import Final
from xml.etree import ElementTree as ET

from show_off_api.exports.placed import Placed, PlacedLine, PlacedPage

NAMESPACE: Final = "http://www.loc.gov/standards/alto/ns-v4#"


def alto(page: PlacedPage) -> bytes:
    """Write a page as an ALTO document, in pixels."""
    root = ET.Element("alto", {"xmlns": NAMESPACE, "SCHEMAVERSION": "4.4"})
    description = ET.SubElement(root, "Description")
    ET.SubElement(description, "MeasurementUnit").text = "pixel"
    source = ET.SubElement(description, "sourceImageInformation")
    ET.SubElement(source, "fileIdentifier").text = page.name
    software = ET.SubElement(
        ET.SubElement(description, "Processing", {"ID": "read"}), "processingSoftware"
    )
    ET.SubElement(software, "softwareName").text = "show-off"
    size = {"WIDTH": str(page.width), "HEIGHT": str(page.height)}
    sheet = ET.SubElement(
        ET.SubElement(root, "Layout"), "Page", {"ID": "page", "PHYSICAL_IMG_NR": "1", **size}
    )
    space = ET.SubElement(sheet, "PrintSpace", {"HPOS": "0", "VPOS": "0", **size})
    if page.lines:
        block = ET.SubElement(space, "TextBlock", {"ID": "block", **_place(page.edges)})
        for number, line in enumerate(page.lines):
            _line(block, line, f"line_{number}")
    return bytes(ET.tostring(root, "utf-8", xml_declaration=True))


def _line(block: ET.Element, line: PlacedLine, name: str) -> None:
    element = ET.SubElement(block, "TextLine", {"ID": name, **_place(line.edges)})
    _shape(element, line)
    for number, word in enumerate(line.words):
        if number:
            ET.SubElement(element, "SP")
        sure = {} if word.confidence is None else {"WC": f"{word.confidence:.4f}"}
        told = {"ID": f"{name}_{number}", "CONTENT": word.text, **_place(word.edges), **sure}
        _shape(ET.SubElement(element, "String", told), word)


def _shape(element: ET.Element, placed: Placed) -> None:
    points = " ".join(f"{x:g},{y:g}" for x, y in placed.points)
    ET.SubElement(ET.SubElement(element, "Shape"), "Polygon", {"POINTS": points})


def _place(edges: tuple[int, int, int, int]) -> dict[str, str]:
    left, top, right, bottom = edges
    numbers = {"HPOS": left, "VPOS": top, "WIDTH": right - left, "HEIGHT": bottom - top}
    return {name: str(number) for name, number in numbers.items()}
