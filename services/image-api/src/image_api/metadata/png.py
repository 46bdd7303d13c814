"""PNG and APNG (W3C PNG, third edition): chunks up to IEND."""

import zlib
from collections.abc import Iterator
from typing import Final

from image_api.metadata.exif import MAX_PROFILE, orientation_alone

_SIGNATURE: Final = b"\x89PNG\r\n\x1a\n"
_KEPT: Final = frozenset(
    {b"IHDR", b"PLTE", b"tRNS", b"bKGD", b"pHYs", b"IDAT", b"IEND", b"acTL", b"fcTL", b"fdAT"}
    | {b"gAMA", b"cHRM", b"sRGB", b"sBIT", b"iCCP", b"cICP", b"mDCV", b"cLLI"}
)


def clean(data: bytes) -> bytes:
    """A PNG file without its metadata."""
    if not data.startswith(_SIGNATURE):
        return data
    out = bytearray(_SIGNATURE)
    for kind, start, end in _chunks(data):
        if kind == b"eXIf" and (block := orientation_alone(data[start + 8 : end - 4])):
            body = kind + block
            out += len(block).to_bytes(4, "big") + body + zlib.crc32(body).to_bytes(4, "big")
        elif kind in _KEPT and (kind != b"iCCP" or end - start <= MAX_PROFILE):
            out += data[start:end]
    return bytes(out)


def _chunks(data: bytes) -> Iterator[tuple[bytes, int, int]]:
    """The kind of each, and where it begins and ends, its length and checksum included."""
    start, kind = len(_SIGNATURE), b""
    while start + 12 <= len(data) and kind != b"IEND":
        end = start + 12 + int.from_bytes(data[start : start + 4], "big")
        kind = data[start + 4 : start + 8]
        yield kind, start, min(end, len(data))
        start = end
