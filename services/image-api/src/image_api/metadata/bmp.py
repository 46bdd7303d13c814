"""BMP: what follows its pixels, for it has no other place for metadata."""

import struct
from typing import Final

_HEADER: Final = struct.Struct("<2s8xIIiiHHI")  # of BITMAPINFOHEADER, and longer ones alike
_PLAIN: Final = {0, 3, 6}  # ways of packing that say how many bytes there are: none
_PROFILE: Final = 14 + 112  # offset and size, in BITMAPV5HEADER
_LONGEST: Final = 124


def clean(data: bytes) -> bytes:
    """A BMP file up to the end of its pixels and colour profile."""
    if len(data) < _HEADER.size:
        return data
    kind, start, header, width, height, _, bits, packing = _HEADER.unpack_from(data)
    if kind != b"BM" or header < 40 or packing not in _PLAIN:
        return data
    end = start + (width * bits + 31) // 32 * 4 * abs(height)
    if header >= _LONGEST and len(data) >= _PROFILE + 8:
        offset, size = struct.unpack_from("<II", data, _PROFILE)
        end = max(end, 14 + offset + size)
    return data[: max(end, _HEADER.size)]
