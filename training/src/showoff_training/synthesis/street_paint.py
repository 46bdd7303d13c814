"""How letters stand on what is behind them in streets: boards, shadows, rims, wear; all in grey."""

import math
import random
from collections.abc import Sequence

import cv2
import numpy as np
from numpy.typing import ArrayLike, NDArray

Grey = NDArray[np.float32]
F = np.float32


class StreetPaint:
    """A seeded painter."""

    def __init__(
        self, grounds: Sequence[NDArray[np.uint8]], r: random.Random, rng: np.random.Generator
    ) -> None:
        """Take grey pictures without text as grounds; with none, drawn ones are used."""
        self._grounds, self._r, self._rng = grounds, r, rng

    def _ground(self, rows: int, columns: int) -> Grey:
        r = self._r
        if r.random() < 0.62 and self._grounds:
            source = r.choice(self._grounds)
            height, width = source.shape
            share = min(1.0, math.exp(r.uniform(math.log(0.12), 0.0)))
            high = max(8, int(min(height, width * rows / columns) * share))
            wide = min(width, max(8, int(high * columns / rows)))
            y, x = r.randint(0, height - high), r.randint(0, width - wide)
            patch = source[y : y + high, x : x + wide]
            if r.random() < 0.5:
                patch = patch[:, ::-1]
            way = cv2.INTER_AREA if high > rows else cv2.INTER_LINEAR
            return cv2.resize(
                np.ascontiguousarray(patch), (columns, rows), interpolation=way
            ).astype(F)
        ground = np.full((rows, columns), r.uniform(10, 245), F)
        for cells in (2, 5):
            coarse = self._rng.standard_normal(
                (cells, max(2, min(24, cells * columns // rows))), F
            ) * F(r.uniform(0, 22))
            ground += cv2.resize(coarse, (columns, rows), interpolation=cv2.INTER_LINEAR)
        return np.clip(ground, 0, 255)

    def _shade(self) -> float:
        r, kind = self._r, self._r.random()
        if kind < 0.3:
            return r.uniform(0, 45)
        if kind < 0.6:
            return r.uniform(205, 255)
        return r.uniform(0, 255)

    def _against(self, shade: float, least: float) -> float:
        for _ in range(30):
            other = self._shade()
            if abs(other - shade) > least:
                return other
        return 255.0 if shade < 128 else 0.0

    def _fill(self, shade: float, rows: int, columns: int) -> Grey:
        """Even, or flowing down or along."""
        r = self._r
        if r.random() < 0.75:
            return np.full((1, 1), shade, F)
        start, end = r.choice(((0.75, 1.2), (1.2, 0.75), (1.0, 0.65), (0.65, 1.0)))
        if r.random() < 0.7:
            return _grey(np.clip(shade * np.linspace(start, end, rows)[:, None], 0, 255))
        return _grey(np.clip(shade * np.linspace(start, end, columns)[None], 0, 255))

    def paint(self, letters: Grey, quad: Grey, tall: float) -> Grey:
        """Paint letters onto a ground.

        Args:
            letters: (h, w), 0..1.
            quad: (4, 2), corners around their text.
            tall: Their height in px.

        Returns:
            (h, w), 0..255.
        """
        r = self._r
        rows, columns = letters.shape
        picture = self._ground(rows, columns)
        least = r.uniform(24, 60) if r.random() < 0.2 else 60.0
        if r.random() < 0.6:
            picture = self._board(picture, quad, tall)
        behind = picture[letters > 0.5]
        mean = float(behind.mean()) if behind.size else float(picture.mean())
        if behind.size and behind.std() > 45:  # too busy to be read: calmer
            picture = F(mean) + (picture - F(mean)) * F(40 / float(behind.std()))
        ink = self._against(mean, least)
        if tall > 22 and r.random() < 0.03:
            letters = self._dotted(letters, tall / r.uniform(8, 12))
        picture, letters = self._set_off(picture, letters, tall, ink)
        alpha = letters * F(r.uniform(0.75, 1.0))
        if r.random() < 0.1:  # worn
            high, wide = (max(2, round(6 * length / max(tall, 1))) for length in letters.shape)
            patches = _grey(cv2.resize(self._rng.random((high, wide), F), (columns, rows)))
            alpha = alpha * np.clip(patches * F(2.5), 0.4, 1)
        picture = _cover(picture, alpha, self._fill(ink, rows, columns))
        if r.random() < 0.05:
            self._obstruct(picture, tall)
        return picture

    def _board(self, picture: Grey, quad: Grey, tall: float) -> Grey:
        """A board as large as the cut, or around the text and perhaps framed."""
        r, (rows, columns) = self._r, picture.shape
        keeps = F(r.uniform(0.0, 0.5))
        lit = picture * F(1 / max(1.0, float(picture.mean())))
        board = self._fill(self._shade(), rows, columns) * (1 - keeps + keeps * lit)
        board = _grey(np.clip(board, 0, 255))
        if r.random() < 0.55:
            return board
        grown = _grown(quad, tall * r.uniform(0.03, 0.5), tall * r.uniform(0.03, 0.4))
        where = np.zeros((rows, columns), np.uint8)
        corners = [np.round(grown * 8).astype(np.int32)]
        cv2.fillPoly(where, corners, 255, cv2.LINE_AA, 3)
        picture = _cover(picture, where.astype(F) * F(1 / 255), board)
        if r.random() < 0.35:
            thickness = max(1, round(tall * r.uniform(0.02, 0.1)))
            cv2.polylines(picture, corners, True, self._shade(), thickness, cv2.LINE_AA, 3)
        return picture

    def _set_off(self, picture: Grey, letters: Grey, tall: float, ink: float) -> tuple[Grey, Grey]:
        """Letters rimmed, solid or with a shadow, glowing, hollow, or plain."""
        r, look = self._r, self._r.random()
        if look < 0.14:
            width = 2 * max(1, round(tall * r.uniform(0.02, 0.07))) + 1
            round_ = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (width, width))
            rim = _grey(cv2.dilate(letters, round_))
            return _cover(picture, rim, self._against(ink, 60)), letters
        if look < 0.32:
            steps = max(1, round(tall * r.uniform(0.02, 0.13)))
            behind = self._behind(letters, steps, solid=look < 0.23)
            return _cover(picture, behind, self._against(ink, 40)), letters
        if look < 0.37:
            glow = cv2.GaussianBlur(letters, (0, 0), max(1.0, tall * r.uniform(0.05, 0.2)))
            return _cover(picture, _grey(glow) * F(0.7), ink), letters
        if look < 0.40 and tall > 20:
            width = max(2, round(tall * 0.05))
            core = _grey(cv2.erode(letters, np.ones((width, width), np.uint8)))
            return picture, letters - core * F(r.uniform(0.5, 1.0))
        return picture, letters

    def _behind(self, letters: Grey, steps: int, *, solid: bool) -> Grey:
        down, right = self._r.choice(((1, 1), (1, -1), (1, 0), (0, 1), (-1, 1)))
        moved = letters
        for step in range(1 if solid else steps, steps + 1):
            shift = np.array([[1, 0, right * step], [0, 1, down * step]], F)
            size = (letters.shape[1], letters.shape[0])
            aside = _grey(cv2.warpAffine(letters, shift, size, flags=cv2.INTER_NEAREST))
            moved = np.maximum(moved, aside) if solid else aside
        return moved

    def _dotted(self, letters: Grey, pitch: float) -> Grey:
        rows, columns = letters.shape
        y, x = np.ogrid[:rows, :columns]
        away = np.hypot((y / pitch) % 1 - 0.5, (x / pitch) % 1 - 0.5) * pitch
        lamps = np.clip(0.42 * pitch - away + 0.5, 0, 1)
        cells = cv2.resize(letters, (max(1, round(columns / pitch)), max(1, round(rows / pitch))))
        lit = cv2.resize(cells, (columns, rows), interpolation=cv2.INTER_NEAREST)
        return ((lit > 0.45) * lamps).astype(F)

    def _obstruct(self, picture: Grey, tall: float) -> None:
        r = self._r
        rows, columns = picture.shape
        lean, shade = r.gauss(0, 0.3), r.uniform(0, 220)
        thickness = max(1, round(tall * r.uniform(0.01, 0.05)))
        x, gap = -rows * 1.0, tall * r.uniform(0.6, 3.0)
        while x < columns + rows:
            cv2.line(
                picture,
                (round(x), 0),
                (round(x + lean * rows), rows),
                shade,
                thickness,
                cv2.LINE_AA,
            )
            x += max(gap, 6.0)


def _grey(picture: ArrayLike) -> Grey:
    return np.asarray(picture, F)


def _grown(quad: Grey, along: float, across: float) -> Grey:
    right = (quad[1] - quad[0] + quad[2] - quad[3]) / 2
    down = (quad[3] - quad[0] + quad[2] - quad[1]) / 2
    right = right / max(1e-6, float(np.hypot(*right))) * along
    down = down / max(1e-6, float(np.hypot(*down))) * across
    return np.stack(
        [
            quad[0] - right - down,
            quad[1] + right - down,
            quad[2] + right + down,
            quad[3] - right + down,
        ]
    )


def _cover(picture: Grey, alpha: Grey, shade: Grey | float) -> Grey:
    return _grey(picture + (shade - picture) * alpha)
