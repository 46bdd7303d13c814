"""The models for OCRmyPDF's plugin of ours, which finds `load` by its entry point."""

from document_worker.assembly.laying import to_lay
from ocrmypdf_show_off.elements import Line
from ocrmypdf_show_off.local import Reader
from show_off.local import LocalReader
from showoff_common.reading import page_line


def load() -> Reader:
    """Load the models; it takes a second."""
    models = LocalReader()

    def read(picture: bytes) -> list[Line]:
        reading, _ = models.read_page(picture)
        return [to_lay(page_line(line)) for line in reading.lines if line.text]

    return read
