"""Pictures gone wrong: small ones of every format, with bits flipped, ends missing, heads mixed."""

import io
import random
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, Final

import pillow_heif
from PIL import Image

pillow_heif.register_heif_opener()

SAMPLE: Final = Path(__file__).parents[2] / "samples" / "images" / "receipt.png"
_FORMATS: Final[dict[str, tuple[str, dict[str, Any]]]] = {
    "JPEG": ("JPEG", {}),
    "progressive JPEG": ("JPEG", {"progressive": True, "exif": b"Exif\0\0MM\0*\0\0\0\x08\0\0\0\0"}),
    "PNG": ("PNG", {}),
    "WebP": ("WEBP", {}),
    "lossless WebP": ("WEBP", {"lossless": True}),
    "TIFF": ("TIFF", {}),
    "packed TIFF": ("TIFF", {"compression": "tiff_lzw"}),
    "BMP": ("BMP", {}),
    "GIF": ("GIF", {}),
    "HEIC": ("HEIF", {}),
}


def whole_pictures() -> dict[str, bytes]:
    """One line of print in every format that is read."""
    sample = Image.open(SAMPLE).convert("RGB")
    line = sample.crop((0, 0, sample.width, sample.width // 3)).resize((180, 60))
    pictures = {}
    for name, (kind, options) in _FORMATS.items():
        buffer = io.BytesIO()
        line.save(buffer, kind, **options)
        pictures[name] = buffer.getvalue()
    return pictures


def mutated(count: int, seed: int) -> Iterator[tuple[str, bytes]]:
    """So many broken pictures, each with a word on what was done to it; the same for a seed."""
    chance = random.Random(seed)
    pictures = whole_pictures()
    names = list(pictures)
    for number in range(count):
        name = names[number % len(names)]
        change = chance.choice(_CHANGES)
        other = pictures[chance.choice(names)]
        data = change(chance, pictures[name], other)
        yield f"{number} {name}, {change.__name__.strip('_')}", data


def _bits_flipped(chance: random.Random, data: bytes, _other: bytes) -> bytes:
    """Often in the head, where the structure is."""
    changed = bytearray(data)
    reach = len(changed) if chance.random() < 0.5 else min(len(changed), 256)
    for _ in range(chance.choice((1, 2, 8, 64))):
        changed[chance.randrange(reach)] ^= 1 << chance.randrange(8)
    return bytes(changed)


def _cut_short(chance: random.Random, data: bytes, _other: bytes) -> bytes:
    return data[: chance.randrange(len(data))]


def _head_of_another(chance: random.Random, data: bytes, other: bytes) -> bytes:
    length = chance.choice((4, 16, 64, 512))
    return other[:length] + data[length:]


def _spliced(chance: random.Random, data: bytes, other: bytes) -> bytes:
    return data[: chance.randrange(len(data))] + other[chance.randrange(len(other)) :]


def _numbers_blown_up(chance: random.Random, data: bytes, _other: bytes) -> bytes:
    """Lengths and sizes become what breaks arithmetic."""
    changed = bytearray(data)
    for _ in range(chance.choice((1, 3))):
        place = chance.randrange(max(1, min(len(changed), 512) - 4))
        changed[place : place + 4] = chance.choice(
            (b"\xff\xff\xff\xff", b"\x7f\xff\xff\xff", b"\0\0\0\0", b"\x80\0\0\0", b"\0\0\0\x80")
        )
    return bytes(changed)


def _part_repeated(chance: random.Random, data: bytes, _other: bytes) -> bytes:
    start = chance.randrange(len(data))
    end = min(len(data), start + chance.choice((1, 8, 100, 1000)))
    return data[:end] + data[start:]


_CHANGES: Final[tuple[Callable[[random.Random, bytes, bytes], bytes], ...]] = (
    _bits_flipped,
    _cut_short,
    _head_of_another,
    _spliced,
    _numbers_blown_up,
    _part_repeated,
)
