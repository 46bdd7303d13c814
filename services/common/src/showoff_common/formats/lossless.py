"""Pictures that go into a PDF without loss and with little memory.

PDF takes the compressed rows of a PNG as they are (ISO 32000-1, 7.4.4.4, predictor 15). So those of
most PNGs are copied without being decoded, and pictures of other types become a PNG first.
"""

import io
from collections.abc import Iterator
from typing import Final

from fpdf.image_datastructures import RasterImageInfo
from PIL import Image

_SIGNATURE: Final = b"\x89PNG\r\n\x1a\n"
_SPACES: Final = {0: ("DeviceGray", 1), 2: ("DeviceRGB", 3), 3: ("Indexed", 1)}
"""By the colour type of a PNG: PDF's colour space, and how many samples a pixel has."""


def is_plain_png(data: bytes) -> bool:
    """Whether it is a PNG whose rows PDF takes: whole ones, at most 8 bits, nothing transparent."""
    if data[:8] != _SIGNATURE or data[12:16] != b"IHDR":  # Pillow looks for it further on, too
        return False
    _, _, depth, colours, interlaced = _header(data)
    kinds = {kind for kind, _ in _chunks(data)}
    return depth <= 8 and colours in _SPACES and not interlaced and b"tRNS" not in kinds


def as_png(picture: Image.Image) -> bytes:
    """A picture of 1, L, P or RGB as a PNG that `is_plain_png`."""
    file = io.BytesIO()
    picture.save(file, "PNG", icc_profile=None)
    return file.getvalue()


def rows_of(png: bytes) -> RasterImageInfo:
    """The picture of a plain PNG as fpdf2 puts it into a PDF."""
    width, height, depth, colours, _ = _header(png)
    space, samples = _SPACES[colours]
    predictor = f"/Predictor 15 /Colors {samples} /Columns {width}"
    told = {"w": width, "h": height, "bpc": depth, "cs": space, "dpn": samples, "dp": predictor}
    chunks = [*_chunks(png)]
    rows = b"".join(part for kind, part in chunks if kind == b"IDAT")
    palette = b"".join(part for kind, part in chunks if kind == b"PLTE")
    return RasterImageInfo(told, f="FlateDecode", data=rows, pal=palette, trns="", iccp_i=None)


def _header(png: bytes) -> tuple[int, int, int, int, int]:
    """Width, height, bits a sample, colour type, whether interlaced."""
    _, ihdr = next(_chunks(png))
    width, height = int.from_bytes(ihdr[:4]), int.from_bytes(ihdr[4:8])
    return width, height, ihdr[8], ihdr[9], ihdr[12]


def _chunks(png: bytes) -> Iterator[tuple[bytes, bytes]]:
    at = len(_SIGNATURE)
    while at + 8 <= len(png):
        length = int.from_bytes(png[at : at + 4])
        yield png[at + 4 : at + 8], png[at + 8 : at + 8 + length]
        at += 12 + length
