"""What a document may cost."""

from dataclasses import dataclass


@dataclass(frozen=True)
class DocumentLimits:
    """What a document may cost.

    Attributes:
        max_bytes: Of the file.
        max_pages: Of the document.
        max_pixels: Of a page's raster.
        max_side: Of a page's raster, in pixels.
        picture_bytes: Of a page's encoded picture: what the model services take, and some to spare.
        memory: Bytes of address space that the process which opens it may have.
        file_bytes: Of each file that this process writes.
        cpu_seconds: For each page, and for opening.
        page_seconds: The same, by the clock.
        assembly_seconds: For putting the PDF together, by the clock.
    """

    max_bytes: int = 100 * 2**20
    max_pages: int = 1000
    max_pixels: int = 40_000_000
    max_side: int = 10_000
    picture_bytes: int = 9 * 2**20
    memory: int = 2 * 2**30
    file_bytes: int = 512 * 2**20
    cpu_seconds: int = 60
    page_seconds: float = 90
    assembly_seconds: float = 600
