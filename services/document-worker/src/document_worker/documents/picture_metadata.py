"""What telephones write into the JPEGs that a PDF is made of: where it was, when, and with what."""

from typing import Final

from pikepdf import Array, Dictionary, Name, Object, Pdf, Stream

_START: Final = b"\xff\xd8"
_SAYS: Final = frozenset({0xE1, 0xED, 0xFE})  # EXIF and XMP, IPTC, comments
_SCAN: Final = 0xDA


def strip(pdf: Pdf) -> None:
    """Take it out; the pictures themselves stay as they are, byte for byte."""
    for thing in pdf.objects:
        if isinstance(thing, Stream) and _is_jpeg(thing):
            data = thing.read_raw_bytes()
            if len(kept := without_metadata(data)) < len(data):
                told = thing.get(Name.DecodeParms)
                how = told if isinstance(told, Dictionary) else None
                thing.write(kept, filter=Name.DCTDecode, decode_parms=how)


def without_metadata(jpeg: bytes) -> bytes:
    """A JPEG (ITU-T T.81) without the segments that say something about it."""
    if not jpeg.startswith(_START):
        return jpeg
    out, place = bytearray(_START), len(_START)
    while place + 4 <= len(jpeg) and jpeg[place] == 0xFF and jpeg[place + 1] != _SCAN:
        end = place + 2 + int.from_bytes(jpeg[place + 2 : place + 4], "big")
        if jpeg[place + 1] not in _SAYS:
            out += jpeg[place:end]
        place = end
    return bytes(out + jpeg[place:])


def _is_jpeg(thing: Object) -> bool:
    used = thing.get(Name.Filter)
    if isinstance(used, Array):
        used = used[0] if len(used) == 1 else None
    return bool(thing.get(Name.Subtype) == Name.Image and used == Name.DCTDecode)
