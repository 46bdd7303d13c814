"""Little files that claim, or unpack to, far more than anyone should decode."""

import io
import struct
import zlib
from collections.abc import Callable, Mapping
from typing import Final

import pillow_heif
from PIL import Image

pillow_heif.register_heif_opener()
_SIDE = 50_000  # px: 2.5 gigapixels


def _zeros(size: int) -> bytes:
    packer = zlib.compressobj(9)
    packed = [packer.compress(bytes(1 << 20)) for _ in range(size >> 20)]
    return b"".join([*packed, packer.flush()])


def _chunk(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


def _png(width: int, height: int, pixels: bytes) -> bytes:
    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    chunks = _chunk(b"IHDR", header) + _chunk(b"IDAT", pixels) + _chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + chunks


def _saved(kind: str) -> bytearray:
    buffer = io.BytesIO()
    Image.new("RGB", (64, 64), "white").save(buffer, kind)
    return bytearray(buffer.getvalue())


def _gif() -> bytes:
    data = _saved("GIF")
    data[6:10] = struct.pack("<HH", 65_535, 65_535)
    return bytes(data)


def _bmp() -> bytes:
    data = _saved("BMP")
    data[18:26] = struct.pack("<ii", _SIDE, _SIDE)
    return bytes(data)


def _tiff() -> bytes:
    data = _saved("TIFF")
    (directory,) = struct.unpack_from("<I", data, 4)
    (count,) = struct.unpack_from("<H", data, directory)
    for place in range(directory + 2, directory + 2 + 12 * count, 12):
        if struct.unpack_from("<H", data, place)[0] in {256, 257}:
            struct.pack_into("<HII", data, place + 2, 4, 1, _SIDE)
    return bytes(data)


def _jpeg() -> bytes:
    data = _saved("JPEG")
    frame = data.index(b"\xff\xc0")
    data[frame + 5 : frame + 9] = struct.pack(">HH", 65_500, 65_500)
    return bytes(data)


def _webp() -> bytes:
    """The size of its canvas, 24 bits each."""
    body = b"\x10\0\0\0" + (16_382).to_bytes(3, "little") * 2
    frame = bytes(_saved("WEBP"))[12:]
    chunks = b"VP8X" + struct.pack("<I", len(body)) + body + frame
    return b"RIFF" + struct.pack("<I", 4 + len(chunks)) + b"WEBP" + chunks


def _heic() -> bytes:
    data = _saved("HEIF")
    place = data.index(b"ispe") + 8
    data[place : place + 8] = struct.pack(">II", _SIDE, _SIDE)
    return bytes(data)


BOMBS: Final[Mapping[str, Callable[[], bytes]]] = {
    "PNG that claims 2.5 gigapixels": lambda: _png(_SIDE, _SIDE, b""),
    "PNG that unpacks to 144 megapixels": lambda: _png(12_000, 12_000, _zeros(12_000 * 12_001)),
    "GIF that claims 4 gigapixels": _gif,
    "BMP that claims 2.5 gigapixels": _bmp,
    "TIFF that claims 2.5 gigapixels": _tiff,
    "JPEG that claims 4 gigapixels": _jpeg,
    "WebP that claims 268 megapixels": _webp,
    "HEIC that claims 2.5 gigapixels": _heic,
}
"""What makes each, which takes a while."""
