"""GIF (version 89a): blocks up to the trailer."""

import re
from typing import Final

from image_api.metadata.exif import MAX_PROFILE

_BLOCK: Final = re.compile(rb"[!,;]")
# How long a frame is shown and what is transparent; how often all are shown; the colour profile.
_KEPT: Final = re.compile(rb"!\xf9|!\xff\x0b(NETSCAPE2\.0|ANIMEXTS1\.0|ICCRGBG1012)|[,;]")
_HEADER: Final = 13


def clean(data: bytes) -> bytes:
    """A GIF file without its metadata."""
    if not data.startswith((b"GIF87a", b"GIF89a")):
        return data
    end = _HEADER + _colours(data, 10)
    out = bytearray(data[:end])
    while found := _BLOCK.search(data, end):
        start, kind = found.start(), found[0]
        if kind == b";":
            return bytes(out + kind)
        end = start + 2 if kind == b"!" else start + 10 + _colours(data, start + 9) + 1
        while end < len(data) and data[end]:  # blocks of at most 255 bytes, until an empty one
            end += 1 + data[end]
        end += 1
        kept = _KEPT.match(data, start)
        if kept and (kept[1] != b"ICCRGBG1012" or end - start <= MAX_PROFILE):
            out += data[start:end]
    return bytes(out)


def _colours(data: bytes, place: int) -> int:
    """Bytes of the table of colours that the flags at ``place`` announce."""
    flags = int.from_bytes(data[place : place + 1], "big")
    return 3 << (flags & 7) + 1 if flags & 0x80 else 0
