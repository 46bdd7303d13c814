"""EXIF (CIPA DC-008): the orientation in a block of it, and a block that holds nothing else."""

import struct
from typing import Final

from image_api.metadata import directories

ORIENTATION: Final = 0x0112
HEADER: Final = b"Exif\0\0"  # which JPEG puts before the block, and others now and then
_BLOCK: Final = struct.Struct("<2sHIHHHIHHI")

_NUMBERS: Final = frozenset({3, 4})
"""Types of an orientation; whoever shows or reads the picture takes no others for one."""

MAX_PROFILE: Final = 4 << 20
"""Most bytes of a colour profile that is kept; printing presses have some of two million."""


def orientation_alone(block: bytes) -> bytes:
    """An EXIF block, without header, that says of ``block`` the orientation and nothing else.

    It is never longer; empty where there is no orientation, or the picture is upright anyway.
    """
    block = block.removeprefix(HEADER)
    layout = directories.layout(block)
    if layout is None or len(block) < _BLOCK.size:
        return b""
    for entry in directories.entries(block, layout, directories.first(block, layout)):
        if entry.tag == ORIENTATION:
            told = directories.numbers(block, layout, entry) if entry.kind in _NUMBERS else iter(())
            value = next(told, 1)
            if 2 <= value <= 8:
                return _BLOCK.pack(b"II", 42, 8, 1, ORIENTATION, 3, 1, value, 0, 0)
            break
    return b""
