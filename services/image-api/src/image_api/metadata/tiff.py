"""TIFF 6.0 and BigTIFF, of one page or several.

Everything in a TIFF is found by its offset, so what stays, stays in its place: each page's
directory with the tags of the white list, their values, and the pixels. All between becomes zeros.
"""

from collections.abc import Iterator
from typing import Final

from image_api.metadata import directories
from image_api.metadata.exif import MAX_PROFILE, ORIENTATION

_PROFILE: Final = 34675
_KEPT: Final = frozenset(
    {
        *(*range(254, 260), *range(262, 267), 273, ORIENTATION, *range(277, 285), *range(290, 294)),
        *(296, 297, 301, *range(317, 330), *range(331, 342), 347, *range(512, 522)),
        *(*range(529, 533), _PROFILE, 37439),
    }
)
"""Tags that say how pixels lie, are packed and coloured, of which page, and how large in print."""

_WIDTH, _HEIGHT, _BITS, _PACKING, _SAMPLES = 256, 257, 258, 259, 277
_PIXELS: Final = ((273, 279), (324, 325), (513, 514))  # offsets of parts, and their lengths
_TABLES: Final = {519: 64, 520: 33, 521: 272}  # offsets of old JPEG's tables, and their most bytes


def clean(data: bytes) -> bytes:
    """A TIFF file without its metadata."""
    layout = directories.layout(data)
    return data if layout is None else _Copy(data, layout).result()


class _Copy:
    """Zeros that take over parts of a file, as many bytes as an honest one could have."""

    def __init__(self, data: bytes, layout: directories.Layout) -> None:
        self._data = data
        self._layout = layout
        self._out = bytearray(len(data))
        self._end = 0
        self._left = 4 * len(data)
        self._pages: dict[int, bytes] = {}

    def result(self) -> bytes:
        place = directories.first(self._data, self._layout)
        self._keep(0, 2 * self._layout.offset.size)
        while place and place not in self._pages and self._left > 0:
            place = self._page(place)
        for start, page in self._pages.items():  # in the end: parts may overlap
            self._out[start : start + len(page)] = page
        return bytes(self._out[: self._end])

    def _keep(self, start: int, size: int) -> None:
        end = min(start + size, len(self._data))
        self._left -= 16 + max(0, end - start)
        if start < end and self._left > 0:
            self._out[start:end] = self._data[start:end]
            self._end = max(self._end, end)

    def _page(self, place: int) -> int:
        """Take over a page; returns where the next one's directory is."""
        data, form = self._data, self._layout
        tags = {
            entry.tag: entry
            for entry in directories.entries(data, form, place)
            if entry.tag in _KEPT and (entry.tag != _PROFILE or entry.size <= MAX_PROFILE)
        }
        for entry in tags.values():
            self._keep(entry.start, entry.size)
        self._keep_pixels(tags)
        _, end = directories.bounds(data, form, place)
        self._keep(place, end + form.offset.size - place)
        following = directories.following(data, form, place)
        length = form.entry.size + form.offset.size
        lines = b"".join(data[entry.place : entry.place + length] for entry in tags.values())
        page = form.number.pack(len(tags)) + lines + form.offset.pack(following)
        room = min(end + form.offset.size, len(data)) - place
        self._pages[place] = page.ljust(room, b"\0")[: max(0, room)]
        return following

    def _keep_pixels(self, tags: dict[int, directories.Entry]) -> None:
        for offsets, lengths in _PIXELS:
            # Decoders find pixels also where their lengths are missing or too short: all stays.
            complete = sum(self._numbers(tags, lengths)) >= self._least(tags)
            sizes = self._numbers(tags, lengths)
            for offset in self._numbers(tags, offsets):
                size = next(sizes, 0)
                self._keep(offset, size if size and complete else len(self._data) * bool(offset))
                if self._left <= 0:
                    return
        for table, size in _TABLES.items():
            for offset in self._numbers(tags, table):
                self._keep(offset, size)

    def _numbers(self, tags: dict[int, directories.Entry], tag: int) -> Iterator[int]:
        return directories.numbers(self._data, self._layout, tags[tag]) if tag in tags else iter(())

    def _least(self, tags: dict[int, directories.Entry]) -> int:
        """Bytes that pixels which are not packed have at least; 0 of others."""
        packing, width, height, bits, samples = (
            next(self._numbers(tags, tag), 1)
            for tag in (_PACKING, _WIDTH, _HEIGHT, _BITS, _SAMPLES)
        )
        return width * height * bits * samples // 8 if packing == 1 else 0
