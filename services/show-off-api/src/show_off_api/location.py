"""Where a picture was taken, taken out of its file before it is kept.

Only metadata is touched, byte by byte; pixels stay as they were sent. What each format has:

    JPEG   APP1 segments: EXIF, XMP; of further pictures in the file (MPO), too
    PNG    eXIf, XMP in iTXt, and ImageMagick's older "Raw profile" texts
    WebP   EXIF and XMP chunks
    TIFF   the file is the EXIF structure
    HEIC   items that lie in the file as they are
    GIF    XMP

Whatever follows the end of a JPEG or PNG, as the videos of "motion photos" do, is left out.
"""

import io
import re
import struct
import zlib
from collections.abc import Callable, Iterator, Mapping
from itertools import islice
from typing import Final

import pillow_heif

from show_off_api.exif import blank_exif, blank_xmp

_EXIF: Final = b"Exif\0\0"
_PNG: Final = b"\x89PNG\r\n\x1a\n"
_XMP_TEXT: Final = b"XML:com.adobe.xmp\0"
_LONGEST_TEXT: Final = 1 << 20  # bytes that a compressed text in a PNG may have
_MOST_IMAGES: Final = 16  # in a HEIC
# Skips what follows a scan's header up to the next marker: FF00 and restart markers are its data.
_JPEG_MARKER: Final = re.compile(rb"\xff([\x01-\xcf\xd8-\xfe])")
_NEXT_JPEG: Final = re.compile(rb"\0*(?=\xff\xd8\xff)")


def without_location(data: bytes, media_type: str) -> bytes:
    """A picture of that media type, as `read_header` tells it, without where it was taken."""
    clean = _BY_TYPE.get(media_type)
    return clean(data) if clean else data


def _blank_exif_in(data: bytearray, start: int, end: int) -> None:
    """EXIF with or without the six bytes that some put before it."""
    blank_exif(data, start + 6 if data.startswith(_EXIF, start) else start, end)


def _jpeg(data: bytes) -> bytes:
    changed = bytearray(data)
    end = 0
    while following := _NEXT_JPEG.match(changed, end):
        end = _jpeg_picture(changed, following.end() + 2)
    return bytes(changed[:end]) if end else data


def _jpeg_picture(data: bytearray, place: int) -> int:
    """Blank one picture of a file from behind its first marker on; returns where it ends."""
    while found := _JPEG_MARKER.search(data, place):
        marker, place = found[1][0], found.end()
        if marker == 0xD9:
            return place
        if marker in {0x01, 0xD8}:
            continue
        if place + 2 > len(data):
            break
        end = place + max(2, int.from_bytes(data[place : place + 2], "big"))
        if marker == 0xE1:
            if data.startswith(b"Exif\0", place + 2):
                blank_exif(data, place + 8, end)
            elif data.startswith(b"http://ns.adobe.com/", place + 2):
                blank_xmp(data, place + 2, end)
        place = end
    return len(data)


def _png(data: bytes) -> bytes:
    parts = [_PNG]
    for kind, payload in _png_chunks(data):
        if (clean := _png_payload(kind, payload)) is not None:
            kind, payload = clean  # noqa: PLW2901
            checksum = zlib.crc32(payload, zlib.crc32(kind))
            parts += [struct.pack(">I", len(payload)), kind, payload, struct.pack(">I", checksum)]
    return b"".join(parts)


def _png_chunks(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    place = len(_PNG)
    while place + 12 <= len(data):
        (length,) = struct.unpack_from(">I", data, place)
        kind = data[place + 4 : place + 8]
        yield kind, data[place + 8 : place + 8 + length]
        if kind == b"IEND":
            return
        place += 12 + length


def _png_payload(kind: bytes, payload: bytes) -> tuple[bytes, bytes] | None:
    """The chunk to write in place of this one; None leaves it out."""
    changed = bytearray(payload)
    if kind == b"eXIf":
        _blank_exif_in(changed, 0, len(changed))
    elif kind == b"iTXt" and payload.startswith(_XMP_TEXT):
        compressed, rest = payload[18:19], payload[20:]
        names, text = rest[: _behind_names(rest)], rest[_behind_names(rest) :]
        plain = _inflate(text) if compressed == b"\1" else text
        if plain is None:
            return None
        changed = bytearray(plain)
        blank_xmp(changed, 0, len(changed))
        changed[:0] = _XMP_TEXT + b"\0\0" + names
    elif kind in {b"tEXt", b"zTXt", b"iTXt"} and payload.startswith(b"Raw profile type "):
        return _raw_profile(kind, payload)
    return kind, bytes(changed)


def _behind_names(rest: bytes) -> int:
    """Where the text of an iTXt chunk begins: behind language and translated keyword."""
    language = rest.find(b"\0")
    return rest.find(b"\0", language + 1) + 1


def _raw_profile(kind: bytes, payload: bytes) -> tuple[bytes, bytes] | None:
    """EXIF as hexadecimal text becomes the chunk that is meant for it; other profiles are left out.

    A name, its length and the digits, each on a line of its own.
    """
    text = payload.partition(b"\0")[2]
    plain = _inflate(text[1:]) if kind == b"zTXt" else text
    try:
        profile = bytes.fromhex("".join((plain or b"").decode("ascii").split()[2:]))
    except ValueError:
        return None
    exif = bytearray(profile.removeprefix(_EXIF))
    if bytes(exif[:2]) not in {b"II", b"MM"}:
        return None
    blank_exif(exif, 0, len(exif))
    return b"eXIf", bytes(exif)


def _inflate(data: bytes) -> bytes | None:
    """None where it is broken, or longer than such a text would be."""
    inflater = zlib.decompressobj()
    try:
        plain = inflater.decompress(data, _LONGEST_TEXT)
    except zlib.error:
        return None
    return plain if inflater.eof else None


def _webp(data: bytes) -> bytes:
    changed = bytearray(data)
    place = 12
    while place + 8 <= len(data):
        kind, length = (
            data[place : place + 4],
            int.from_bytes(data[place + 4 : place + 8], "little"),
        )
        start, end = place + 8, min(place + 8 + length, len(data))
        if kind == b"EXIF":
            _blank_exif_in(changed, start, end)
        elif kind == b"XMP ":
            blank_xmp(changed, start, end)
        place += 8 + length + length % 2
    return bytes(changed)


def _tiff(data: bytes) -> bytes:
    changed = bytearray(data)
    blank_exif(changed, 0, len(changed))
    return bytes(changed)


def _heic(data: bytes) -> bytes:
    """Found as libheif tells it, then changed where it lies in the file, length for length."""
    changed = data
    opened = pillow_heif.open_heif(io.BytesIO(data), convert_hdr_to_8bit=False)
    for image in islice(opened, _MOST_IMAGES):
        for name, blank in (("exif", _blank_exif_in), ("xmp", blank_xmp)):
            block = image.info.get(name)
            if isinstance(block, bytes) and block:
                clean = bytearray(block)
                blank(clean, 0, len(clean))
                changed = changed.replace(block, bytes(clean))
    return changed


def _gif(data: bytes) -> bytes:
    changed = bytearray(data)
    if (start := data.find(b"XMP DataXMP")) >= 0:
        end = data.find(b"<?xpacket end", start)
        blank_xmp(changed, start, end if end >= 0 else len(data))
    return bytes(changed)


_BY_TYPE: Final[Mapping[str, Callable[[bytes], bytes]]] = {
    "image/jpeg": _jpeg,
    "image/png": _png,
    "image/webp": _webp,
    "image/tiff": _tiff,
    "image/heic": _heic,
    "image/gif": _gif,
}
