"""JPEG (ITU-T T.81): segments up to the end of the first picture in the file.

Further pictures (MPO: previews, depth, a second eye) are found by metadata of the first.
"""

import re
from collections.abc import Iterator
from typing import Final

from image_api.metadata.exif import HEADER, MAX_PROFILE, orientation_alone

_START, _END, _SCAN = b"\xff\xd8", b"\xff\xd9", b"\xff\xda"
# What ends a scan's data: neither FF00 nor the restart markers, which are part of it.
_MARKER: Final = re.compile(rb"\xff[\xc0-\xcf\xd9-\xfe]")
_APPLICATION: Final = re.compile(rb"\xff[\xe0-\xef\xfe]")  # and comments
_EXIF: Final = re.compile(rb"\xff\xe1..Exif\0\0", re.DOTALL)
_PROFILE: Final = re.compile(rb"\xff\xe2..ICC_PROFILE\0", re.DOTALL)
# Adobe's segment, and JFIF's without a thumbnail: how colours are encoded.
_COLOURS: Final = re.compile(rb"\xff\xee..Adobe|\xff\xe0\0\x10JFIF\0", re.DOTALL)


def clean(data: bytes) -> bytes:
    """A JPEG file without its metadata."""
    if not data.startswith(_START):
        return data
    profile = sum(end - at for at, end in _segments(data) if _PROFILE.match(data, at))
    out = bytearray(_START)
    exif = next((data[at + 4 : end] for at, end in _segments(data) if _EXIF.match(data, at)), b"")
    if block := orientation_alone(exif):
        out += b"\xff\xe1" + (2 + len(HEADER + block)).to_bytes(2, "big") + HEADER + block
    for at, end in _segments(data):
        if (
            not _APPLICATION.match(data, at)
            or _COLOURS.match(data, at)
            or (profile <= MAX_PROFILE and _PROFILE.match(data, at))
        ):
            out += data[at:end]
    return bytes(out)


def _segments(data: bytes) -> Iterator[tuple[int, int]]:
    """Where each begins and ends; a scan's data belong to its header."""
    place = len(_START)
    while found := _MARKER.search(data, place):
        start = found.start()
        if found[0] == _END:
            yield start, start + 2
            return
        place = start + 2 + max(2, int.from_bytes(data[start + 2 : start + 4], "big"))
        if found[0] == _SCAN:
            behind = _MARKER.search(data, place)
            place = behind.start() if behind else len(data)
        yield start, min(place, len(data))
