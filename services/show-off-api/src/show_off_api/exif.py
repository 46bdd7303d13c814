"""Where a picture was taken, blanked in its metadata: EXIF (a TIFF structure) and XMP.

In place and without moving anything: EXIF and TIFF are full of offsets.
"""

import re
import struct
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, Literal

_GPS: Final = 0x8825  # tag that leads to the directory of the place
_XMP: Final = 700
_DIRECTORIES: Final = (0x8769, 0x014A)  # tags that lead to further directories: Exif, SubIFDs
_SIZES: Final = {1: 1, 2: 1, 3: 2, 4: 4, 5: 8, 6: 1, 7: 1, 8: 2, 9: 4, 10: 8, 11: 4, 12: 8}
# Far more than any camera writes; beyond, a file is made to keep this busy.
_MOST_ENTRIES: Final = 512  # of a directory
_MOST_DIRECTORIES: Final = 16  # of a structure
_MOST_PLACES: Final = 4
_LONGEST_VALUE: Final = 65_536

# `exif:GPSLatitude="52,31.2N"` and `<exif:GPSLatitude>52,31.2N</exif:GPSLatitude>`. Each character
# is looked at a bounded number of times, whatever is in there.
_IN_XMP: Final = re.compile(rb"(:GPS[^<>=:\"']*(?:=\s*(?:\"|')|>))([^<>\"']*)")


@dataclass(frozen=True)
class _Layout:
    """How numbers lie in a TIFF structure: classic, or BigTIFF with its longer offsets."""

    order: Literal["<", ">"]
    big: bool

    @property
    def count(self) -> struct.Struct:
        return struct.Struct(self.order + ("Q" if self.big else "H"))

    @property
    def entry(self) -> struct.Struct:
        """Tag, type, count, value or offset."""
        return struct.Struct(self.order + ("HHQQ" if self.big else "HHII"))

    @property
    def offset(self) -> struct.Struct:
        return struct.Struct(self.order + ("Q" if self.big else "I"))


@dataclass(frozen=True)
class _Entry:
    """An entry of a directory, at ``place``, and where its value lies."""

    place: int
    tag: int
    value: int
    size: int
    pointer: int


def blank_xmp(data: bytearray, start: int, end: int) -> None:
    """Replace the coordinates of an XMP packet by spaces."""
    data[start:end] = _IN_XMP.sub(lambda it: it[1] + b" " * len(it[2]), data[start:end])


def blank_exif(data: bytearray, start: int, end: int) -> None:
    """Take the place out of a TIFF structure, as EXIF is one and a TIFF file is.

    What is no such structure is left alone. Entries that follow the place's move up by one, within
    their directory; every offset stays true.
    """
    block = _Block(data, start, end)
    if (layout := block.layout()) is None:
        return
    pending = [block.number(layout.offset, 8 if layout.big else 4)]
    seen: set[int] = set()
    while pending and len(seen) < _MOST_DIRECTORIES:
        directory = pending.pop()
        if directory in seen or not 0 < directory < end - start:
            continue
        seen.add(directory)
        pending += block.visit(layout, directory)


class _Block:
    """A TIFF structure within a file; offsets are its own, and never lead out of it."""

    def __init__(self, data: bytearray, start: int, end: int) -> None:
        self._data = data
        self._start = start
        self._end = min(end, len(data))

    def layout(self) -> _Layout | None:
        head = bytes(self._data[self._start : min(self._start + 16, self._end)])
        if len(head) < 8 or head[:2] not in {b"II", b"MM"}:
            return None
        order: Literal["<", ">"] = "<" if head[:2] == b"II" else ">"
        magic = struct.unpack_from(order + "H", head, 2)[0]
        if magic not in {42, 43} or (magic == 43 and len(head) < 16):
            return None
        return _Layout(order, magic == 43)

    def number(self, form: struct.Struct, place: int) -> int:
        """A number at ``place``; 0 outside."""
        if place < 0 or self._start + place + form.size > self._end:
            return 0
        return int(form.unpack_from(self._data, self._start + place)[0])

    def visit(self, layout: _Layout, directory: int) -> list[int]:
        """Blank the place in a directory; returns the directories that follow from it."""
        entries = list(self._entries(layout, directory))
        count = self.number(layout.count, directory)
        behind = directory + layout.count.size + count * layout.entry.size
        further = [self.number(layout.offset, behind)]
        for entry in entries:
            if entry.tag in _DIRECTORIES:
                further += self._pointers(layout, entry)
        for entry in [entry for entry in entries if entry.tag == _XMP][:1]:
            start = self._start + entry.value
            blank_xmp(self._data, start, min(start + entry.size, self._end))
        if places := [entry for entry in entries if entry.tag == _GPS]:
            self._remove(layout, directory, count, [entry.place for entry in places])
            for entry in places[:_MOST_PLACES]:
                self._blank_directory(layout, entry.pointer)
        return further

    def _entries(self, layout: _Layout, directory: int) -> Iterator[_Entry]:
        size = layout.entry.size
        first = directory + layout.count.size
        room = (self._end - self._start - first) // size
        count = min(self.number(layout.count, directory), max(room, 0), _MOST_ENTRIES)
        for index in range(count):
            place = first + index * size
            tag, kind, items, pointer = layout.entry.unpack_from(self._data, self._start + place)
            length = _SIZES.get(kind, 8) * items
            inline = length <= layout.offset.size
            value = place + size - layout.offset.size if inline else pointer
            yield _Entry(place, tag, value, length, pointer)

    def _pointers(self, layout: _Layout, entry: _Entry) -> list[int]:
        count = min(entry.size // layout.offset.size, _MOST_DIRECTORIES)
        return [
            self.number(layout.offset, entry.value + index * layout.offset.size)
            for index in range(count)
        ]

    def _blank_directory(self, layout: _Layout, directory: int) -> None:
        """Zeros over a directory and the values that it names."""
        for entry in list(self._entries(layout, directory)):
            self._blank(entry.value, min(entry.size, _LONGEST_VALUE))
            self._blank(entry.place, layout.entry.size)
        self._blank(directory, layout.count.size)

    def _remove(self, layout: _Layout, directory: int, count: int, places: list[int]) -> None:
        """Take entries out of a directory: those behind move up, zeros follow them."""
        first = self._start + directory + layout.count.size
        size = layout.entry.size
        end = min(first + count * size + layout.offset.size, self._end)
        for place in reversed(places):
            low = self._start + place
            self._data[low:end] = self._data[low + size : end] + bytes(min(size, end - low))
        layout.count.pack_into(self._data, self._start + directory, count - len(places))

    def _blank(self, place: int, size: int) -> None:
        low = self._start + place
        high = min(low + size, self._end)
        if low < high:
            self._data[low:high] = bytes(high - low)
