"""HEIC (ISO/IEC 23008-12): items in the boxes of ISO/IEC 14496-12.

Everything in it is found by its offset in the file, so metadata is overwritten where it lies. The
orientation needs no EXIF: decoders take it from the picture's properties irot and imir.
"""

import io
from collections.abc import Iterator
from typing import Final

_BOXES: Final = frozenset({b"ftyp", b"meta", b"mdat"})
_IMAGES: Final = frozenset(
    {b"hvc1", b"hev1", b"lhv1", b"av01", b"avc1", b"vvc1", b"jpeg", b"j2k1", b"unci", b"mski"}
    | {b"grid", b"iden", b"iovl", b"tmap"}
)
# An offset, and EXIF without entries: over what is no EXIF at all, decoders stumble.
_NO_EXIF: Final = b"\0\0\0\0MM\0*\0\0\0\x08\0\0\0\0\0\0"


def clean(data: bytes) -> bytes:
    """A HEIC file without its metadata, as long as it was."""
    top = list(_boxes(data, 0, len(data))) if data.startswith(b"ftyp", 4) else []
    meta = [(body, end) for kind, _, body, end in top if kind == b"meta"]
    if not meta:
        return data
    out = bytearray(data)
    for kind, start, body, end in top:
        if kind not in _BOXES:  # such as the videos of "motion photos"
            out[start + 4 : start + 8] = b"free"
            out[body:end] = bytes(end - body)
    inner = {it[0]: it[2:] for it in _boxes(data, meta[0][0] + 4, meta[0][1])}
    kinds = dict(_items(data, *inner.get(b"iinf", (0, 0))))
    left = len(data)  # bytes to overwrite: made-up files have some for many items
    for item, start, end in _places(data, *inner.get(b"iloc", (0, 0)), inner.get(b"idat", (0, 0))):
        left -= end - start
        if (kind := kinds.get(item, b"")) not in _IMAGES and left >= 0:
            blank = _NO_EXIF if kind == b"Exif" and end - start >= len(_NO_EXIF) else b""
            out[start:end] = blank.ljust(end - start, b" " if kind == b"mime" else b"\0")
    return bytes(out)


def _boxes(data: bytes, place: int, end: int) -> Iterator[tuple[bytes, int, int, int]]:
    """The kind of each, where it begins, and where what it holds begins and ends."""
    while place + 8 <= end:
        size, body = int.from_bytes(data[place : place + 4], "big"), place + 8
        if size == 1:
            size, body = int.from_bytes(data[body : body + 8], "big"), body + 8
        following = min(place + size, end) if size else end
        if following < body:
            return
        yield data[place + 4 : place + 8], place, body, following
        place = following


def _items(data: bytes, start: int, end: int) -> Iterator[tuple[int, bytes]]:
    """The types of the items: box iinf."""
    for _, _, body, _ in _boxes(data, start + (8 if any(data[start : start + 1]) else 6), end):
        wide = 4 if data[body : body + 1] >= b"\3" else 2
        kind = body + 4 + wide + 2
        yield int.from_bytes(data[body + 4 : body + 4 + wide], "big"), data[kind : kind + 4]


def _places(
    data: bytes, start: int, end: int, idat: tuple[int, int]
) -> Iterator[tuple[int, int, int]]:
    """Where the parts of the items begin and end in the file: box iloc."""
    box = io.BytesIO(data[start:end])

    def number(size: int) -> int:
        return int.from_bytes(box.read(size), "big")

    version, _, sizes = number(1), number(3), number(2)
    offset_size, length_size, base_size = sizes >> 12, sizes >> 8 & 15, sizes >> 4 & 15
    index_size = sizes & 15 if version else 0
    says_something = offset_size + length_size + index_size > 0  # of each part; else it has no end
    wide = 4 if version >= 2 else 2
    for _ in range(number(wide)):
        if box.tell() >= end - start:  # there are fewer than it claims
            return
        item = number(wide)
        inside = version > 0 and number(2) & 15 == 1  # in the box idat
        number(2)
        base = number(base_size) + idat[0] * inside
        limit = idat[1] if inside else len(data)
        for _ in range(number(2) if says_something else 0):
            number(index_size)
            begin = base + number(offset_size)
            length = number(length_size)
            if box.tell() >= end - start and not length:
                return
            yield item, min(begin, limit), min(begin + length, limit)
