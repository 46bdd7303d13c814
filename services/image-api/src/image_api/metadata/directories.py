"""The directories of tags that TIFF files (TIFF 6.0, BigTIFF) and EXIF blocks are made of.

Offsets count from the start of ``data`` and never lead out of it.
"""

import struct
from collections.abc import Iterator
from typing import Final, NamedTuple

# Bytes of a value, by its type; of unknown types, one.
_SIZES: Final = {3: 2, 4: 4, 5: 8, 8: 2, 9: 4, 10: 8, 11: 4, 12: 8, 13: 4, 16: 8, 17: 8, 18: 8}


class Layout(NamedTuple):
    """How numbers lie: their byte order ("<" or ">"), and the sizes of what directories have."""

    order: str
    number: struct.Struct
    """Of entries."""
    entry: struct.Struct
    """Tag, type, number of values; the value or its offset follows."""
    offset: struct.Struct


class Entry(NamedTuple):
    """An entry at ``place``, and where its values lie: in the entry itself, or elsewhere."""

    place: int
    tag: int
    kind: int
    start: int
    size: int


def layout(data: bytes) -> Layout | None:
    """None where it is no such structure."""
    order = {b"II": "<", b"MM": ">"}.get(data[:2])
    if order is None or len(data) < 16:
        return None
    (magic,) = struct.unpack_from(order + "H", data, 2)
    forms = {42: ("H", "HHI", "I"), 43: ("Q", "HHQ", "Q")}.get(magic)
    return Layout(order, *(struct.Struct(order + form) for form in forms)) if forms else None


def first(data: bytes, layout: Layout) -> int:
    """Where the first directory is."""
    return int(layout.offset.unpack_from(data, layout.offset.size)[0])


def bounds(data: bytes, layout: Layout, place: int) -> tuple[int, int]:
    """Where a directory's entries begin and end: those that lie in the file.

    Decoders take as many of one that is cut short, or that claims more than there are.
    """
    begin = place + layout.number.size
    count = layout.number.unpack_from(data, place)[0] if place > 0 and begin <= len(data) else 0
    length = layout.entry.size + layout.offset.size
    return begin, begin + min(count, max(0, len(data) - begin) // length) * length


def following(data: bytes, layout: Layout, place: int) -> int:
    """Where the next directory is; 0 where there is none, or this one isn't whole."""
    begin, end = bounds(data, layout, place)
    if begin == end or end + layout.offset.size > len(data):
        return 0
    (count,) = layout.number.unpack_from(data, place)
    if begin + count * (layout.entry.size + layout.offset.size) != end:
        return 0
    return int(layout.offset.unpack_from(data, end)[0])


def entries(data: bytes, layout: Layout, place: int) -> Iterator[Entry]:
    """The entries of the directory at ``place``."""
    for at in range(*bounds(data, layout, place), layout.entry.size + layout.offset.size):
        tag, kind, number = layout.entry.unpack_from(data, at)
        size, start = number * _SIZES.get(kind, 1), at + layout.entry.size
        if size > layout.offset.size:
            (start,) = layout.offset.unpack_from(data, start)
        yield Entry(at, tag, kind, start, size)


def numbers(data: bytes, layout: Layout, entry: Entry) -> Iterator[int]:
    """The values of an entry of whole numbers, as far as they lie in the file."""
    form = struct.Struct(
        layout.order + {3: "H", 4: "I", 13: "I", 16: "Q", 18: "Q"}.get(entry.kind, "B")
    )
    end = min(entry.start + entry.size, len(data))
    for at in range(entry.start, end - form.size + 1, form.size):
        yield int(form.unpack_from(data, at)[0])
