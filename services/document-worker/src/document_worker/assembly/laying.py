"""A line that was read, as OCRmyPDF's engines lay it onto a page."""

from ocrmypdf_show_off import elements
from showoff_common.contracts.pages import PageLine
from showoff_common.reading import between


def to_lay(line: PageLine) -> elements.Line:
    """Its words where they are known, else all of it as one."""
    words = [
        elements.Word(word.text, between(line.points, word.start, word.end), word.confidence)
        for word in line.words or ()
    ]
    return elements.Line(
        line.text,
        line.points,
        words or [elements.Word(line.text, line.points, line.confidence)],
        begins_paragraph=line.separator == "\n\n",
    )
