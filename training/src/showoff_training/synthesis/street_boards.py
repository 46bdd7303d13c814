"""How letters stand on what is behind them in streets, in colour.

On boards, framed or round, with rims, shadows, depth and glow, hollow, dotted and worn.
"""

import math
import random

import cv2
import numpy as np

from showoff_training.synthesis.street_colours import (
    Colour,
    F,
    Grey,
    Picture,
    against,
    any_colour,
    cover,
    grey,
    lightness,
)

FAINT, CLEAR = (20.0, 40.0), 60.0  # of 255: lightness between letters and what is behind them
BUSIEST = 50.0  # of 255: the spread of what letters may stand on


class StreetBoards:
    """A seeded painter."""

    def __init__(self, r: random.Random, rng: np.random.Generator) -> None:
        self._r, self._rng = r, rng

    def paint(
        self, part: Picture, letters: Grey, rules: Grey | None, outline: Grey, tall: float
    ) -> float:
        """Paint letters onto a part of a picture, in place.

        Args:
            part: The part.
            letters: (h, w), 0..1.
            rules: The same, of what stands beside them and is no text.
            outline: (4, 2), corners of a board around them.
            tall: Their height in px.

        Returns:
            The contrast between them and what is around them, of 255.
        """
        r, rows = self._r, len(part)
        least = r.uniform(*FAINT) if r.random() < 0.2 else CLEAR
        inside = letters > 0.5
        if r.random() < 0.55:
            self._board(part, outline, tall)
        elif inside.any():
            _calm(part, inside)
        behind = part[inside].mean(0) if inside.any() else part.reshape(-1, 3).mean(0)
        ink = against(r, behind.tolist(), least)
        if rules is not None:
            beside = ink if r.random() < 0.5 else against(r, behind.tolist(), least)
            cover(part, rules, beside)
        if tall > 36 and r.random() < 0.04:
            letters = _dotted(letters, tall / r.uniform(8, 12))
        letters = self._set_off(part, letters, tall, ink)
        alpha = letters * F(r.uniform(0.75, 1.0))
        if r.random() < 0.1:  # worn
            high, wide = (max(2, round(6 * length / max(tall, 1))) for length in letters.shape)
            patches = grey(cv2.resize(self._rng.random((high, wide), F), letters.shape[::-1]))
            alpha = alpha * grey(np.clip(patches * F(2.5), 0.4, 1))
        rim = max(1, min(8, round(tall * 0.12)))
        near = cv2.dilate(inside.astype(np.uint8), np.ones((3, 3), np.uint8), iterations=rim) > 0
        cover(part, alpha, ink, self._flow(rows))
        return _contrast(part, letters, np.asarray(near, np.bool_))

    def _board(self, part: Picture, outline: Grey, tall: float) -> None:
        """Lay a board of one colour on what is there, which may shine through."""
        r = self._r
        where = np.zeros(part.shape[:2], np.uint8)
        corners = [np.round(outline * 8).astype(np.int32)]
        if r.random() < 0.12:
            _ellipse(where, outline)
        else:
            cv2.fillPoly(where, corners, 255, cv2.LINE_AA, 3)
        keeps = F(r.uniform(0.0, 0.5))
        shades = grey(cv2.cvtColor(part, cv2.COLOR_RGB2GRAY))
        lit = (1 - keeps) + keeps * shades * F(1 / max(1.0, float(shades.mean())))
        flow = self._flow(len(part))
        cover(part, grey(where / 255), any_colour(r), lit if flow is None else lit * flow)
        if r.random() < 0.3:
            thickness = max(1, round(tall * r.uniform(0.02, 0.1)))
            cv2.polylines(part, corners, True, any_colour(r), thickness, cv2.LINE_AA, 3)

    def _set_off(self, part: Picture, letters: Grey, tall: float, ink: Colour) -> Grey:
        """Letters rimmed, solid or with a shadow, glowing, hollow, or plain."""
        r, look = self._r, self._r.random()
        if look < 0.14:
            width = 2 * max(1, round(tall * r.uniform(0.02, 0.07))) + 1
            brush = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (width, width))
            cover(part, grey(cv2.dilate(letters, brush)), against(r, ink, 60))
        elif look < 0.32:
            steps = max(1, round(tall * r.uniform(0.02, 0.12)))
            cover(part, self._behind(letters, steps, solid=look < 0.22), against(r, ink, 40))
        elif look < 0.38:
            spread = max(1.0, tall * r.uniform(0.05, 0.2))
            cover(part, grey(cv2.GaussianBlur(letters, (0, 0), spread)) * F(0.75), ink)
        elif look < 0.41 and tall > 24:
            width = max(2, round(tall * 0.05))
            core = grey(cv2.erode(letters, np.ones((width, width), np.uint8)))
            return letters - core * F(r.uniform(0.5, 1.0))
        return letters

    def _behind(self, letters: Grey, steps: int, *, solid: bool) -> Grey:
        down, right = self._r.choice(((1, 1), (1, -1), (1, 0), (0, 1), (-1, 1)))
        moved, stride = letters, max(1, steps // 6)
        for step in range(stride if solid else steps, steps + 1, stride):
            shift = np.array([[1, 0, right * step], [0, 1, down * step]], F)
            size = (letters.shape[1], letters.shape[0])
            aside = grey(cv2.warpAffine(letters, shift, size, flags=cv2.INTER_NEAREST))
            moved = np.maximum(moved, aside) if solid else aside
        return moved

    def _flow(self, rows: int) -> Grey | None:
        """Factors of lightness down a sign, (h, 1); None where it is even."""
        if self._r.random() < 0.75:
            return None
        ends = self._r.choice(((0.75, 1.2), (1.2, 0.75), (1.0, 0.65), (0.65, 1.0)))
        return grey(np.linspace(*ends, rows)[:, None])


def _calm(part: Picture, inside: np.ndarray[tuple[int, ...], np.dtype[np.bool_]]) -> None:
    """Take contrast from what is too busy to be written on, in place."""
    behind = part[inside]
    spread = float(behind.std(0).mean())
    if spread > BUSIEST:
        calm = F(0.84 * BUSIEST / spread)
        part[:] = (part * calm + behind.mean(0).astype(F) * (1 - calm)).astype(np.uint8)


def _ellipse(where: np.ndarray[tuple[int, ...], np.dtype[np.uint8]], outline: Grey) -> None:
    middle = outline.mean(0)
    along = (outline[1] - outline[0] + outline[2] - outline[3]) / 2
    down = (outline[3] - outline[0] + outline[2] - outline[1]) / 2
    angle = math.degrees(math.atan2(float(along[1]), float(along[0])))
    axes = [max(2, int(0.62 * float(np.hypot(*axis)))) for axis in (along, down)]
    centre = (int(middle[0]), int(middle[1]))
    cv2.ellipse(where, centre, axes, angle, 0, 360, 255, -1, cv2.LINE_AA)


def _dotted(letters: Grey, pitch: float) -> Grey:
    """As lamps show them."""
    rows, columns = letters.shape
    y, x = np.ogrid[:rows, :columns]
    away = np.hypot((y / pitch) % 1 - 0.5, (x / pitch) % 1 - 0.5) * pitch
    lamps = np.clip(0.42 * pitch - away + 0.5, 0, 1)
    cells = cv2.resize(letters, (max(1, round(columns / pitch)), max(1, round(rows / pitch))))
    lit = cv2.resize(cells, (columns, rows), interpolation=cv2.INTER_NEAREST)
    return grey((lit > 0.3) * lamps)


def _contrast(
    part: Picture, letters: Grey, near: np.ndarray[tuple[int, ...], np.dtype[np.bool_]]
) -> float:
    """Between letters and what is near them: of lightness, or a fifth of that of colour."""
    core = letters > (0.75 if (letters > 0.75).any() else 0.5)
    around = near & (letters < 0.1)
    if not core.any():
        return 0.0
    if not around.any():
        return 100.0
    one, other = part[core].mean(0), part[around].mean(0)
    apart = float(np.linalg.norm(one - other))
    return max(abs(lightness(one) - lightness(other)), 0.22 * apart)
