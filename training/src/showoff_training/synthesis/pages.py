"""Whole pictures: documents, screens, posters, signs in photographs, photographs without text."""

import math
import random
from collections.abc import Sequence
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from showoff_training.synthesis.backgrounds import Backgrounds
from showoff_training.synthesis.fonts import Face
from showoff_training.synthesis.layouts import LAYOUTS, Print
from showoff_training.synthesis.sheet import Colour, Pen, Sheet
from showoff_training.synthesis.signs import SignPainter
from showoff_training.synthesis.text import TextSource

# Shares of the kinds; "dense" is a paragraph or table of the smallest print.
KINDS = {
    "receipt": 0.11,
    "form": 0.10,
    "table": 0.08,
    "paragraph": 0.09,
    "dense": 0.09,
    "screen": 0.10,
    "poster": 0.08,
    "sign": 0.27,
    "negative": 0.08,
}
SMALLEST_PRINT, LARGEST_PRINT = 9, 36  # px, font sizes of documents
STEEPEST = 20.0  # degrees
FAINTEST = 45.0  # of 255, between ink and ground


@dataclass(frozen=True)
class Page:
    """A picture and its truth.

    image: uint8 (S, S, 3) RGB.
    quads: float32 (N, 4, 2), corners of the lines' ink in px, clockwise from the top left of the
        text's direction; they may reach over the edges.
    ignored: bool (N,), lines that shall neither be found nor be called background.
    """

    image: NDArray[np.uint8]
    quads: NDArray[np.float32]
    ignored: NDArray[np.bool_]
    kind: str


class PageSynthesis:
    """An endless, seeded source of pages."""

    def __init__(
        self, faces: Sequence[Face], text: TextSource, backgrounds: Backgrounds, seed: int
    ) -> None:
        self._faces = faces
        self._text = text
        self._backgrounds = backgrounds
        self._random = random.Random(seed)
        self._rng = np.random.default_rng(seed)
        self._signs = SignPainter(faces, text, self._random)

    def page(self, size: int, kind: str | None = None) -> Page:
        """A page of a kind, or of a random one.

        Args:
            size: Height and width in px.
            kind: One of KINDS.
        """
        r = self._random
        kind = kind or r.choices(list(KINDS), list(KINDS.values()))[0]
        if kind in {"sign", "negative"}:
            image, quads, ignored = self._scene(size, with_text=kind == "sign")
        else:
            image, quads, ignored = self._warp(*self._document(size, kind))
        return Page(self._develop(image, kind), quads, ignored, kind)

    def _document(
        self, size: int, kind: str
    ) -> tuple[NDArray[np.uint8], NDArray[np.float32], NDArray[np.bool_]]:
        r = self._random
        ground, ink, accent = self._colours(kind)
        sheet = Sheet(size, ground)
        if kind == "dense":
            point, layout = r.choice((8, 9, 9, 10, 11)), r.choice(("paragraph", "table", "receipt"))
        else:
            low, high = math.log(SMALLEST_PRINT), math.log(LARGEST_PRINT)
            point, layout = int(math.exp(r.uniform(low, high))), kind
        pen = Pen(r.choice(self._faces), point, ink)
        LAYOUTS[layout](sheet, Print(r, self._text, self._faces, pen, accent))
        return sheet.pixels(), sheet.corners(), np.array(sheet.ignored, np.bool_)

    def _colours(self, kind: str) -> tuple[Colour, Colour, Colour]:
        """Ground, ink and accent: mostly dark on light; screens and posters in any colour."""
        r = self._random
        colourful = {"screen": 0.4, "poster": 0.8}.get(kind, 0.12)
        if r.random() < colourful:
            ground = [r.randint(0, 255) for _ in range(3)]
        else:
            shade = r.randint(150, 255)
            ground = [min(255, shade + r.randint(-12, 6)) for _ in range(3)]
            if r.random() < (0.4 if kind == "screen" else 0.06):
                ground = [255 - c for c in ground]
        return _rgb(ground), self._ink(ground), self._ink(ground)

    def _ink(self, ground: Sequence[int]) -> Colour:
        """A colour that can be read on a ground, at times only just."""
        r = self._random
        light = _luminance(ground)
        while True:
            away = r.uniform(0.35, 1.0)
            target = light * (1 - away) if light > 127 else light + (255 - light) * away
            tint = 10 if r.random() < 0.6 else 70
            ink = _rgb([round(target + r.uniform(-tint, tint)) for _ in range(3)])
            if abs(_luminance(ink) - light) > FAINTEST:
                return ink

    def _scene(
        self, size: int, *, with_text: bool
    ) -> tuple[NDArray[np.uint8], NDArray[np.float32], NDArray[np.bool_]]:
        r = self._random
        ground = self._backgrounds.texture if r.random() < 0.2 else self._backgrounds.photograph
        image = np.ascontiguousarray(ground(size, r))
        for _ in range(r.choice((0, 0, 1, 3)) if with_text else r.choice((0, 1, 2, 5))):
            self._backgrounds.clutter(image, r)
        quads = self._signs.paint(image).quads if with_text else np.zeros((0, 4, 2), np.float32)
        return image, quads, np.zeros(len(quads), np.bool_)

    def _warp(
        self,
        image: NDArray[np.uint8],
        quads: NDArray[np.float32],
        ignored: NDArray[np.bool_],
    ) -> tuple[NDArray[np.uint8], NDArray[np.float32], NDArray[np.bool_]]:
        """Turn a sheet and see it from aside, on its own colour or on a photograph."""
        r, size = self._random, image.shape[0]
        if r.random() < 0.35 or not len(quads):
            return image, quads, ignored
        spread = STEEPEST if r.random() < 0.15 else 2.0
        angle = r.uniform(-spread, spread)
        turn = cv2.getRotationMatrix2D((size / 2, size / 2), angle, r.uniform(0.85, 1.05))
        corners = np.array([[0, 0], [size, 0], [size, size], [0, size]], np.float32)
        moved = corners @ turn[:, :2].T + turn[:, 2]
        moved += self._rng.normal(0, 0.012 * size, (4, 2))
        warp = cv2.getPerspectiveTransform(corners, moved.astype(np.float32))
        if r.random() < 0.25:
            behind = self._backgrounds.photograph(size, r).copy()
            edge, backdrop = cv2.BORDER_TRANSPARENT, behind
        else:
            edge, backdrop = cv2.BORDER_REPLICATE, None
        turned = cv2.warpPerspective(
            image, warp, (size, size), backdrop, flags=cv2.INTER_LINEAR, borderMode=edge
        )
        quads = np.asarray(cv2.perspectiveTransform(quads.reshape(-1, 1, 2), warp), np.float32)
        return np.asarray(turned, np.uint8), quads.reshape(-1, 4, 2), ignored

    def _develop(self, image: NDArray[np.uint8], kind: str) -> NDArray[np.uint8]:
        """What light, lens, sensor, scanner and compression do."""
        r, rng, size = self._random, self._rng, image.shape[0]
        if kind == "screen" and r.random() < 0.6:
            return image
        if kind in {"receipt", "form", "paragraph", "dense"} and r.random() < 0.15:
            return _bilevel(image, r, rng)
        picture = image.astype(np.float32)
        if r.random() < 0.4:
            along = np.linspace(r.uniform(0.6, 1.1), r.uniform(0.6, 1.1), size, dtype=np.float32)
            picture *= along[None, :, None] if r.random() < 0.5 else along[:, None, None]
        if r.random() < 0.4:
            picture = np.asarray(cv2.GaussianBlur(picture, (0, 0), r.uniform(0.4, 1.1)))
        if r.random() < 0.5:
            shape = picture.shape if r.random() < 0.5 else (size, size, 1)
            picture = picture + rng.standard_normal(shape, np.float32) * r.uniform(1, 12)
        done = np.clip(picture, 0, 255).astype(np.uint8)
        if r.random() < 0.45:
            quality = [cv2.IMWRITE_JPEG_QUALITY, r.randint(30, 90)]
            done = np.asarray(cv2.imdecode(cv2.imencode(".jpg", done, quality)[1], -1), np.uint8)
        return done


def _bilevel(
    image: NDArray[np.uint8], r: random.Random, rng: np.random.Generator
) -> NDArray[np.uint8]:
    """Black or white, as a fax or a book scan: threshold off the middle, edges ragged."""
    grey = np.asarray(cv2.cvtColor(image, cv2.COLOR_RGB2GRAY), np.uint8)
    middle, _ = cv2.threshold(grey, 0, 255, cv2.THRESH_OTSU)
    contrast = float(grey[grey > middle].mean() - grey[grey <= middle].mean())
    noise = rng.standard_normal(grey.shape, np.float32) * r.uniform(0, 0.14) * contrast
    level = middle + r.uniform(-0.15, 0.15) * contrast
    return np.repeat(((grey + noise > level) * np.uint8(255))[..., None], 3, 2)


def _luminance(colour: Sequence[float]) -> float:
    red, green, blue = colour
    return 0.299 * red + 0.587 * green + 0.114 * blue


def _rgb(values: Sequence[int]) -> Colour:
    red, green, blue = (max(0, min(255, v)) for v in values)
    return red, green, blue
