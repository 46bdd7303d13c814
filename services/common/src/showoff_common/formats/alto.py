"""ALTO 4.4, the form of libraries: https://www.loc.gov/standards/alto/."""

from typing import Final

from lxml import etree

from showoff_common.formats.placed import Document, Placed, PlacedLine, PlacedPage, edges

NAMESPACE: Final = "http://www.loc.gov/standards/alto/ns-v4#"


def alto(document: Document) -> bytes:
    """Write a document as one of ALTO, in pixels."""
    root = etree.Element("alto", {"SCHEMAVERSION": "4.4"}, nsmap={None: NAMESPACE})
    _describe(etree.SubElement(root, "Description"), document)
    layout = etree.SubElement(root, "Layout")
    for page in document.pages:
        _page(layout, page)
    return etree.tostring(root, encoding="utf-8", xml_declaration=True)


def _describe(description: etree._Element, document: Document) -> None:
    etree.SubElement(description, "MeasurementUnit").text = "pixel"
    source = etree.SubElement(description, "sourceImageInformation")
    etree.SubElement(source, "fileName").text = document.name
    step = etree.SubElement(description, "Processing", {"ID": "read"})
    when = document.created.isoformat(timespec="seconds")
    etree.SubElement(step, "processingDateTime").text = when
    if models := _models(document):
        etree.SubElement(step, "processingStepSettings").text = models
    software = etree.SubElement(step, "processingSoftware")
    etree.SubElement(software, "softwareName").text = "show-off"


def _models(document: Document) -> str:
    """The versions of what found and what read the lines; those of most documents are the same."""
    known = dict.fromkeys(
        f"{name} {version}"
        for page in document.pages
        for name, version in page.model.model_dump().items()
        if version is not None
    )
    return ", ".join(known)


def _page(layout: etree._Element, page: PlacedPage) -> None:
    number, size = f"{page.number}", {"WIDTH": f"{page.width}", "HEIGHT": f"{page.height}"}
    told = {"ID": f"page_{number}", "PHYSICAL_IMG_NR": number, **size}
    sheet = etree.SubElement(layout, "Page", told)
    space = etree.SubElement(sheet, "PrintSpace", _place((0, 0, page.width, page.height)))
    place = 0
    for position, lines in enumerate(page.paragraphs, 1):
        told = {"ID": f"block_{number}_{position}", **_place(edges(lines))}
        block = etree.SubElement(space, "TextBlock", told)
        for line in lines:
            place += 1
            _line(block, line, f"{number}_{place}")


def _line(block: etree._Element, line: PlacedLine, name: str) -> None:
    baseline = " ".join(f"{x:g},{y:g}" for x, y in line.baseline)
    told = {"ID": f"line_{name}", "BASELINE": baseline, **_place(line.edges)}
    element = etree.SubElement(block, "TextLine", told)
    _shape(element, line)
    for position, word in enumerate(line.words, 1):
        if position > 1:
            etree.SubElement(element, "SP")
        sure = {} if word.confidence is None else {"WC": f"{word.confidence:.4f}"}
        told = {"ID": f"word_{name}_{position}", "CONTENT": word.text, **_place(word.edges), **sure}
        _shape(etree.SubElement(element, "String", told), word)


def _shape(element: etree._Element, placed: Placed) -> None:
    points = " ".join(f"{x:g},{y:g}" for x, y in placed.points)
    etree.SubElement(etree.SubElement(element, "Shape"), "Polygon", {"POINTS": points})


def _place(around: tuple[int, int, int, int]) -> dict[str, str]:
    left, top, right, bottom = around
    numbers = {"HPOS": left, "VPOS": top, "WIDTH": right - left, "HEIGHT": bottom - top}
    return {name: str(number) for name, number in numbers.items()}
