"""How many pictures a file holds: pages of a TIFF, frames of a GIF or WebP, pictures of a HEIC.

Counted without decoding any, and no further than asked: a small file may claim millions.
"""

import re
import struct
from collections.abc import Iterator
from itertools import islice
from typing import Final

from PIL import Image

MOST: Final = 1000
"""As far as is counted where nothing else is said."""

_GIF_BLOCK: Final = re.compile(rb"[!,;]")
_GIF_HEADER: Final = 13


def count_frames(picture: Image.Image, data: bytes, most: int = MOST) -> int:
    """Count what a file holds, at most so many.

    It is 1 for types that hold one picture, and for telephones' JPEGs, whose further ones are other
    views of the same.

    Args:
        picture: As it was opened lazily.
        data: The file.
        most: Where counting ends.
    """
    match picture.format:
        case "TIFF":
            count = sum(1 for _ in islice(_directories(data), most))
        case "GIF":
            count = sum(1 for _ in islice(_gif_frames(data), most))
        case "WEBP":
            count = sum(1 for _ in islice(re.finditer(rb"ANMF", data), most))
        case "HEIF":
            count = min(int(getattr(picture, "n_frames", 1)), most)
        case _:
            count = 1
    return max(count, 1)


def _directories(data: bytes) -> Iterator[int]:
    """Where the directories of a TIFF (6.0, BigTIFF) lie; a chain that bites its tail ends."""
    order = "<" if data.startswith(b"II") else ">"
    big = data[2:4] in (b"+\0", b"\0+")
    number, entry, link = ("Q", 20, "Q") if big else ("H", 12, "I")
    seen: set[int] = set()
    try:
        (place,) = struct.unpack_from(order + link, data, 8 if big else 4)
        while place and place not in seen:
            seen.add(place)
            (entries,) = struct.unpack_from(order + number, data, place)
            yield place
            after = place + struct.calcsize(order + number) + entries * entry
            (place,) = struct.unpack_from(order + link, data, after)
    except struct.error:
        return


def _gif_frames(data: bytes) -> Iterator[int]:
    """Where the pictures of a GIF lie."""
    end = _GIF_HEADER + _colours(data, 10)
    while (found := _GIF_BLOCK.search(data, end)) and found[0] != b";":
        start = found.start()
        if found[0] == b",":
            yield start
            end = start + 10 + _colours(data, start + 9) + 1
        else:
            end = start + 2
        while end < len(data) and data[end]:  # blocks of at most 255 bytes, until an empty one
            end += 1 + data[end]
        end += 1


def _colours(data: bytes, place: int) -> int:
    """Bytes of the table of colours that the flags at `place` announce."""
    flags = int.from_bytes(data[place : place + 1], "big")
    return 3 << (flags & 7) + 1 if flags & 0x80 else 0
