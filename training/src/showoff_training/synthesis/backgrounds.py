"""Grounds without text: photographs, textures and clutter that only looks like text."""

import random
from collections.abc import Iterable, Sequence
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray

WALLPAPERS = Path("/usr/share/backgrounds")
# Drawings with lettering, or flat ones of which the textures below give enough.
NOT_PHOTOGRAPHS = (
    "logo",
    "Ubuntu",
    "MATE",
    "Float",
    "symbolic",
    "Green",
    "adwaita",
    "vnc",
    "pixels",
)
LARGEST, SMALLEST = 1200, 160  # px: what is kept of a photograph
Picture = NDArray[np.uint8]


def load_wallpapers(directory: Path = WALLPAPERS) -> list[Picture]:
    """Photographs of the wallpaper packages, shrunk; an empty list where none is installed."""
    paths = (p for p in sorted(directory.rglob("*")) if p.suffix in {".jpg", ".png", ".webp"})
    paths = (p for p in paths if not any(name in p.name for name in NOT_PHOTOGRAPHS))
    pictures = (cv2.imread(str(path), cv2.IMREAD_COLOR_RGB) for path in paths)
    return [_shrunk(np.asarray(picture, np.uint8)) for picture in pictures if picture is not None]


def clear_regions(
    pictures: Iterable[tuple[Picture, NDArray[np.float32]]], seed: int, tries: int = 12
) -> list[Picture]:
    """The largest of a few random windows of each picture that touches no text.

    Args:
        pictures: Each with the corners (N, 4, 2) of ALL its text, legible or not.
        seed: Of the windows.
        tries: Windows a picture.
    """
    r = random.Random(seed)
    found: list[Picture] = []
    for image, quads in pictures:
        height, width = image.shape[:2]
        low, high = quads.min(1) - 8, quads.max(1) + 8
        best: Picture | None = None
        for _ in range(tries):
            side = r.randint(SMALLEST, max(SMALLEST, min(height, width)))
            if side > min(height, width):
                continue
            x, y = r.randint(0, width - side), r.randint(0, height - side)
            window = np.array([x, y])
            free = not ((low < window + side) & (high > window)).all(1).any()
            if free and (best is None or side > best.shape[0]):
                best = image[y : y + side, x : x + side].copy()
        if best is not None:
            found.append(best)
    return found


class Backgrounds:
    """An endless source of grounds, seeded by whoever asks."""

    def __init__(self, photographs: Sequence[Picture]) -> None:
        self._photographs = photographs

    def photograph(self, size: int, r: random.Random) -> Picture:
        """A random square of a photograph, (size, size, 3), else a texture."""
        if not self._photographs:
            return self.texture(size, r)
        source = r.choice(self._photographs)
        largest = min(source.shape[:2])
        side = r.randint(max(SMALLEST // 2, min(largest, size // 3)), largest)
        x, y = (r.randint(0, length - side) for length in (source.shape[1], source.shape[0]))
        square = source[y : y + side, x : x + side]
        if r.random() < 0.5:
            square = square[:, ::-1]
        shrinks = cv2.INTER_AREA if side > size else cv2.INTER_LINEAR
        square = np.asarray(cv2.resize(square, (size, size), interpolation=shrinks), np.uint8)
        return square[..., r.sample(range(3), 3)] if r.random() < 0.15 else square

    def texture(self, size: int, r: random.Random) -> Picture:
        """Coloured noise of several scales: plaster, asphalt, foliage out of focus."""
        rng = np.random.default_rng(r.getrandbits(32))
        ground = np.full((size, size, 3), rng.uniform(30, 230, 3), np.float32)
        for cells in (3, 12, 48):
            coarse = rng.normal(0, r.uniform(0, 28), (cells, cells, r.choice((1, 1, 3))))
            fine = cv2.resize(
                coarse.astype(np.float32), (size, size), interpolation=cv2.INTER_CUBIC
            )
            ground += fine.reshape(size, size, -1)
        return np.clip(ground, 0, 255).astype(np.uint8)

    def clutter(self, image: Picture, r: random.Random) -> None:
        """Draw, in place, things that look a little like text and are none."""
        size = image.shape[0]
        draw = r.choice((_stripes, _barcode, _grid, _checkerboard, _shapes, _shapes, _dots))
        side = r.randint(size // 10, size // 2)
        x, y = r.randint(0, size - side), r.randint(0, size - side)
        patch = image[y : y + r.randint(side // 3, side), x : x + side]
        draw(patch, tuple(r.randint(0, 255) for _ in range(3)), r)


Colour = tuple[int, ...]


def _stripes(patch: Picture, colour: Colour, r: random.Random) -> None:
    step = r.randint(4, 24)
    for start in range(0, max(patch.shape[:2]), step):
        if r.random() < 0.5:
            patch[start : start + step // 3 + 1] = colour
        else:
            patch[:, start : start + step // 3 + 1] = colour


def _barcode(patch: Picture, colour: Colour, r: random.Random) -> None:
    patch[:] = 245
    x = 4
    while x < patch.shape[1] - 4:
        bar = r.randint(1, 4)
        patch[3:-3, x : x + bar] = [c // 5 for c in colour]
        x += bar + r.randint(1, 5)


def _grid(patch: Picture, colour: Colour, r: random.Random) -> None:
    patch[:: r.randint(7, 40)] = colour
    patch[:, :: r.randint(7, 60)] = colour


def _checkerboard(patch: Picture, colour: Colour, r: random.Random) -> None:
    cell = r.randint(3, 24)
    y, x = np.indices(patch.shape[:2]) // cell
    patch[(y + x) % 2 == 0] = colour


def _shapes(patch: Picture, colour: Colour, r: random.Random) -> None:
    height, width = patch.shape[:2]
    for _ in range(r.randint(1, 8)):
        x, y, radius = r.randint(0, width), r.randint(0, height), r.randint(2, 30)
        kind, thickness = r.random(), r.choice((-1, 1, 2, 3))
        if kind < 0.35:
            cv2.circle(patch, (x, y), radius, colour, thickness)
        elif kind < 0.7:
            cv2.rectangle(patch, (x, y), (x + 2 * radius, y + radius), colour, thickness)
        else:
            corners = np.array([[r.randint(0, width), r.randint(0, height)] for _ in range(4)])
            cv2.polylines(patch, [corners], r.random() < 0.5, colour, abs(thickness))


def _dots(patch: Picture, colour: Colour, r: random.Random) -> None:
    """A halftone, leaves, gravel."""
    rng = np.random.default_rng(r.getrandbits(32))
    coarse = rng.random((patch.shape[0] // 3 + 1, patch.shape[1] // 3 + 1)).astype(np.float32)
    mask = cv2.resize(coarse, patch.shape[1::-1]) > r.uniform(0.5, 0.8)
    patch[mask] = colour


def _shrunk(image: Picture) -> Picture:
    scale = LARGEST / max(image.shape[:2])
    if scale >= 1:
        return image
    size = (round(image.shape[1] * scale), round(image.shape[0] * scale))
    return np.asarray(cv2.resize(image, size, interpolation=cv2.INTER_AREA), np.uint8)
