"""WebP (RFC 9649): the chunks of a RIFF file."""

from collections.abc import Iterator
from typing import Final

from image_api.metadata.exif import MAX_PROFILE, orientation_alone

_KEPT: Final = frozenset({b"VP8X", b"VP8 ", b"VP8L", b"ALPH", b"ANIM", b"ANMF", b"ICCP"})
_FLAGS: Final = {b"ICCP": 0x20, b"EXIF": 0x08, b"XMP ": 0x04}  # in VP8X, of what the file has


def clean(data: bytes) -> bytes:
    """A WebP file without its metadata."""
    if not (data.startswith(b"RIFF") and data.startswith(b"WEBP", 8)):
        return data
    out, flags = bytearray(), 0
    for kind, start, end in _chunks(data):
        if kind == b"EXIF" and (block := orientation_alone(data[start + 8 : end])):
            out += kind + len(block).to_bytes(4, "little") + block
        elif kind in _KEPT and (kind != b"ICCP" or end - start <= MAX_PROFILE):
            out += data[start:end]
        else:
            continue
        flags |= _FLAGS.get(kind, 0)
    if out.startswith(b"VP8X") and len(out) > 8:
        out[8] = out[8] & ~sum(_FLAGS.values()) | flags
    return b"RIFF" + (4 + len(out)).to_bytes(4, "little") + b"WEBP" + out


def _chunks(data: bytes) -> Iterator[tuple[bytes, int, int]]:
    """The kind of each, and where it begins and ends, its header and padding included."""
    start, whole = 12, min(8 + int.from_bytes(data[4:8], "little"), len(data))
    while start + 8 <= whole:
        length = int.from_bytes(data[start + 4 : start + 8], "little")
        end = start + 8 + length + length % 2
        yield data[start : start + 4], start, min(end, whole)
        start = end
