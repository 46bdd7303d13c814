"""How a sign looks: its board, and the colour, outline, depth, glow and wear of its letters."""

import colorsys
import random
from collections.abc import Sequence

import cv2
import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Rgb = tuple[int, int, int]

LEAST_CONTRAST = 60.0  # of 255, in lightness, between letters and what is behind them
FAINT, FAR_APART = 18.0, 150.0  # of lightness and of colour, where colours alone tell them apart
LOWEST_DOTTED = 24.0  # px: lower displays are not drawn dot by dot
LIGHTNESS = np.array([0.299, 0.587, 0.114])


class Lettering:
    """Paints letters into a part of a photograph."""

    def __init__(self, r: random.Random, *, in_colour: bool) -> None:
        """Letters in colour may differ from their ground in hue alone, which grey does not show."""
        self._random = r
        self._in_colour = in_colour

    def paint(
        self,
        image: NDArray[np.uint8],
        letters: Floats,
        board: NDArray[np.bool_] | None,
        tall: float,
    ) -> None:
        """Paint in place.

        Args:
            image: (H, W, 3) RGB.
            letters: (H, W), 0..1, how much of a pixel is letter.
            board: (H, W), where the board is; None without one.
            tall: Px, height of a line.
        """
        r = self._random
        if board is not None:
            self._ground(image, board, tall)
        inside = letters > 0.5
        ink = self._against(image[inside].mean(0) if inside.any() else image.mean((0, 1)))
        if tall > LOWEST_DOTTED and r.random() < 0.05:
            letters = _dots(letters, tall / r.uniform(8, 12))
        look = r.random()
        if look < 0.2:
            width = 2 * max(1, round(tall * r.uniform(0.02, 0.08))) + 1
            rim = cv2.dilate(letters, cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (width, width)))
            _cover(image, np.asarray(rim, np.float32), self._against(ink))
        elif look < 0.42:
            steps = max(1, round(tall * r.uniform(0.02, 0.14)))
            solid = look < 0.32  # the sides of solid letters, else one shadow
            _cover(image, self._behind(letters, steps, solid=solid), self._against(ink))
        elif look < 0.48:
            light = cv2.GaussianBlur(letters, (0, 0), max(1.0, tall * r.uniform(0.05, 0.2)))
            _cover(image, np.asarray(light, np.float32) * np.float32(0.8), ink)
        alpha = letters * np.float32(r.uniform(0.75, 1.0))
        if r.random() < 0.12:
            alpha = alpha * self._wear(letters.shape, tall)
        _cover(image, alpha, self._fill(ink, len(image)))
        if r.random() < 0.06:
            self._obstruct(image, tall)

    def _ground(self, image: NDArray[np.uint8], board: NDArray[np.bool_], tall: float) -> None:
        """One colour or two that flow into each other, lit like what was there, perhaps framed."""
        r = self._random
        colour = np.array(self._colour(), np.float32)
        shade = image[board].mean(1, keepdims=True) / max(1.0, float(image[board].mean()))
        keeps = r.uniform(0.0, 0.5)  # of the light that fell there
        colours = np.broadcast_to(self._fill(colour, len(image)), image.shape)[board]
        image[board] = np.clip(colours * (1 - keeps + keeps * shade), 0, 255).astype(np.uint8)
        if r.random() < 0.35:
            width = max(1, round(tall * r.uniform(0.03, 0.15)))
            around, _ = cv2.findContours(
                board.astype(np.uint8), cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_SIMPLE
            )
            cv2.drawContours(image, around, -1, self._colour(), width)

    def _colour(self) -> Rgb:
        """White, black, grey, a strong colour, or any."""
        r, kind = self._random, self._random.random()
        if kind < 0.35:
            grey = r.choice((r.randint(0, 40), r.randint(215, 255), r.randint(0, 255)))
            return grey, grey, grey
        if kind < 0.8:
            strong = colorsys.hsv_to_rgb(r.random(), r.uniform(0.5, 1), r.uniform(0.35, 1))
            return _rgb([255 * part for part in strong])
        return r.randint(0, 255), r.randint(0, 255), r.randint(0, 255)

    def _against(self, colour: Sequence[float] | NDArray[np.floating]) -> Rgb:
        """A colour that can be told from another."""
        while True:
            other = self._colour()
            apart = np.array(other) - np.asarray(colour)
            lighter = abs(float(LIGHTNESS @ apart))
            if lighter > LEAST_CONTRAST:
                return other
            if self._in_colour and lighter > FAINT and np.linalg.norm(apart) > FAR_APART:
                return other

    def _fill(self, colour: Sequence[float] | NDArray[np.floating], rows: int) -> Floats:
        """A colour (3,), or (rows, 1, 3) where it becomes lighter or darker downwards."""
        even = np.asarray(colour, np.float32)
        if self._random.random() < 0.75:
            return even
        start, end = self._random.choice(((0.7, 1.2), (1.2, 0.7), (1.0, 0.6), (0.6, 1.0)))
        flow = even * np.linspace(start, end, rows, dtype=np.float32)[:, None, None]
        return np.asarray(np.clip(flow, 0, 255), np.float32)

    def _behind(self, letters: Floats, steps: int, *, solid: bool) -> Floats:
        """Letters moved aside by so many px: the sides of solid ones, or their shadow."""
        down, right = self._random.choice(((1, 1), (1, -1), (1, 0), (0, 1), (-1, 1)))
        moved = letters
        for step in range(1 if solid else steps, steps + 1):
            aside = np.roll(letters, (down * step, right * step), (0, 1))
            moved = np.maximum(moved, aside) if solid else aside
        return moved

    def _wear(self, shape: tuple[int, ...], tall: float) -> Floats:
        """0.4 to 1: paint that came off in patches of a stroke's size."""
        rng = np.random.default_rng(self._random.getrandbits(32))
        cells = [max(2, round(6 * length / max(tall, 1))) for length in shape]
        patches = cv2.resize(rng.random(cells, np.float32), shape[::-1])
        return np.asarray(np.clip(np.asarray(patches) * 2.5, 0.4, 1), np.float32)

    def _obstruct(self, image: NDArray[np.uint8], tall: float) -> None:
        """Bars of a fence or cables in front, thinner than the letters' strokes."""
        r = self._random
        height, width = image.shape[:2]
        lean, gap = r.gauss(0, 0.3), tall * r.uniform(0.25, 3.0)
        thickness, grey = max(1, round(tall * r.uniform(0.01, 0.05))), r.randint(0, 220)
        for start in np.arange(-height, width + height, max(gap, 6.0)):
            top, foot = (round(start), 0), (round(start + lean * height), height)
            cv2.line(image, top, foot, (grey, grey, grey), thickness, cv2.LINE_AA)


def _cover(image: NDArray[np.uint8], alpha: Floats, colour: Sequence[float] | Floats) -> None:
    share = alpha[..., None]
    image[:] = (image * (1 - share) + np.asarray(colour, np.float32) * share).astype(np.uint8)


def _dots(letters: Floats, pitch: float) -> Floats:
    """Letters as a display of lamps shows them."""
    height, width = letters.shape
    y, x = np.ogrid[:height, :width]
    away = np.hypot((y / pitch) % 1 - 0.5, (x / pitch) % 1 - 0.5) * pitch
    lamps = np.clip(0.42 * pitch - away + 0.5, 0, 1)
    cells = cv2.resize(letters, (max(1, round(width / pitch)), max(1, round(height / pitch))))
    lit = cv2.resize(cells, (width, height), interpolation=cv2.INTER_NEAREST)
    return np.asarray((np.asarray(lit) > 0.45) * lamps, np.float32)


def _rgb(values: Sequence[float]) -> Rgb:
    red, green, blue = (max(0, min(255, round(value))) for value in values)
    return red, green, blue
