"""What a file is, by how it begins: never by its name, nor by what its sender calls it."""

from typing import Final

HEAD_BYTES: Final = 1024
"""So much of a file tells: PDF's signature may stand that far in (ISO 32000, annex H)."""

PDF: Final = "application/pdf"
TIFF: Final = "image/tiff"

_BEGINNINGS: Final = (
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"GIF87a", "image/gif"),
    (b"GIF89a", "image/gif"),
    (b"BM", "image/bmp"),
    (b"II*\0", TIFF),
    (b"MM\0*", TIFF),
    (b"II+\0", TIFF),
    (b"MM\0+", TIFF),
)
_HEIC_BRANDS: Final = frozenset({b"heic", b"heix", b"heim", b"heis", b"hevc", b"mif1", b"msf1"})


def media_type(head: bytes) -> str | None:
    """The type of a file that begins with ``head``; None where it is none of those read.

    A picture that only has PDF's signature in it, in a comment, is a picture.
    """
    for beginning, kind in _BEGINNINGS:
        if head.startswith(beginning):
            return kind
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return "image/webp"
    if head[4:8] == b"ftyp" and head[8:12] in _HEIC_BRANDS:
        return "image/heic"
    return PDF if b"%PDF-" in head[:HEAD_BYTES] else None
