"""Signs, shop fronts and labels, seen at an angle, on a photograph."""

import random
from collections.abc import Sequence
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from showoff_training.synthesis.fonts import Face
from showoff_training.synthesis.lettering import Lettering
from showoff_training.synthesis.sheet import Pen, Sheet
from showoff_training.synthesis.text import TextSource

STEEPEST = 20.0  # degrees
TRACKED = 0.15  # share of lines whose letters are set apart
SHEARED = 0.4  # share of signs on walls seen from aside: lines slope, letters stay upright
BOARDED = 0.55  # share of signs with a board
WIDEST = 1.6  # widths of the picture that a line has before it is brought into it

Floats = NDArray[np.float32]


@dataclass(frozen=True)
class Painted:
    """Lines in a picture: corners float32 (N, 4, 2) of their ink in px, and what they say."""

    quads: Floats
    texts: tuple[str, ...]


NOTHING = Painted(np.zeros((0, 4, 2), np.float32), ())


class SignPainter:
    """Puts words into photographs."""

    def __init__(
        self,
        faces: Sequence[Face],
        text: TextSource,
        r: random.Random,
        *,
        in_colour: bool,
    ) -> None:
        """In colour, letters may differ from their ground in hue alone."""
        self._faces = faces
        self._text = text
        self._random = r
        self._lettering = Lettering(r, in_colour=in_colour)

    def paint(self, image: NDArray[np.uint8]) -> Painted:
        """Paint one to seven signs, in place, on a square picture (S, S, 3)."""
        r, size = self._random, image.shape[0]
        taken = np.zeros((size, size), np.bool_)
        signs = [self._sign(image, taken) for _ in range(r.choice((1, 1, 2, 3, 4, 7)))]
        texts = tuple(text for sign in signs for text in sign.texts)
        return Painted(np.concatenate([sign.quads for sign in signs]), texts)

    def _sign(self, image: NDArray[np.uint8], taken: NDArray[np.bool_]) -> Painted:
        r, size = self._random, image.shape[0]
        height = max(10, int(size * 10 ** r.uniform(-1.75, -0.4)))  # of a line: 1.8 to 40 %
        sheet, texts = self._sheet(height, size)
        warp = self._perspective(sheet.corners(), size)
        if warp is None:
            return NOTHING
        quads = _seen(sheet.corners(), warp)
        tall = float(np.linalg.norm(quads[:, 3] - quads[:, 0], axis=1).mean())
        board = np.zeros((size, size), np.uint8)
        _fill(board, _seen(self._outline(sheet.corners(), height), warp))
        around = board.copy()
        _fill(around, np.asarray(cv2.convexHull(quads.reshape(-1, 2))[:, 0], np.float32))
        room = np.ones((2 * round(tall / 4) + 3,) * 2, np.uint8)
        around = np.asarray(cv2.dilate(around, room), np.uint8)
        if (taken & (around > 0)).any():
            return NOTHING
        taken |= around > 0
        left, top, width, high = cv2.boundingRect(around)
        window = (slice(top, top + high), slice(left, left + width))
        letters = cv2.warpPerspective(sheet.pixels()[..., 0], warp, (size, size))[window]
        self._lettering.paint(
            image[window],
            np.asarray(letters, np.float32) / np.float32(255),
            board[window] > 0 if r.random() < BOARDED else None,
            tall,
        )
        return Painted(quads, texts)

    def _sheet(self, height: int, limit: int) -> tuple[Sheet, tuple[str, ...]]:
        """Up to three lines of about a height, white on black, and what they say."""
        r = self._random
        face = r.choice(self._faces)
        sheet = Sheet(3 * limit, (0, 0, 0))
        texts: list[str] = []
        x, y = limit, limit
        for _ in range(r.choice((1, 1, 1, 2, 3))):
            text = self._words()
            tracking = r.uniform(0.05, 0.5) * height if r.random() < TRACKED else 0.0
            pen = Pen(face, height, (255, 255, 255), tracking)
            wide = pen.width_of(text) + tracking * len(text)
            if wide > WIDEST * limit:  # shrunk, or the sheet would cut it
                share = WIDEST * limit / wide
                pen = Pen(face, max(9, int(height * share)), (255, 255, 255), tracking * share)
            if sheet.write(x + r.randint(0, height), y, text, pen) is not None:
                texts.append(" ".join(pen.writable(text).split()))
            y += int(height * r.uniform(1.1, 1.6))
            if r.random() < 0.3:
                height = max(9, int(height * r.uniform(0.5, 1)))
        return sheet, tuple(texts)

    def _words(self) -> str:
        """A word, a few, or a number; nearly half in capitals."""
        r, kind = self._random, self._random.random()
        if kind < 0.1:
            text = f"{r.choice('$£€')}{r.randint(1, 99)}"
            text = r.choice((str(r.randint(0, 999)), f"{r.randint(1, 99)}%", text))
        elif kind < 0.6:
            text = self._text.word()
        else:
            text = self._text.line(r.choice((6, 12, 20)))
        return text.upper() if r.random() < 0.45 else text

    def _outline(self, corners: Floats, height: int) -> Floats:
        """Corners (N, 2) of a board for lines: a rectangle, at times an ellipse, or tight."""
        r = self._random
        (x0, y0), (x1, y1) = corners.min((0, 1)), corners.max((0, 1))
        x, y, wide, high = (x0 + x1) / 2, (y0 + y1) / 2, (x1 - x0) / 2, (y1 - y0) / 2
        if r.random() < 0.12:
            along = np.linspace(0, 2 * np.pi, 32, endpoint=False)
            stretch = r.uniform(1.2, 1.5)
            points = np.stack(
                [x + stretch * wide * np.cos(along), y + stretch * high * np.sin(along)]
            )
            return points.T.astype(np.float32)
        wide, high = wide + height * r.uniform(0.1, 1.2), high + height * r.uniform(0.1, 0.8)
        sides = [[x - wide, y - high], [x + wide, y - high], [x + wide, y + high]]
        return np.array([*sides, [x - wide, y + high]], np.float32)

    def _perspective(self, quads: Floats, size: int) -> NDArray[np.float64] | None:
        """A homography that brings lines into the picture, turned and seen from aside."""
        r = self._random
        if not len(quads):
            return None
        (x0, y0), (x1, y1) = quads.min((0, 1)), quads.max((0, 1))
        wide, high = x1 - x0, y1 - y0
        shrink = min(1.0, 0.95 * size / wide, 0.95 * size / high)
        half = np.array([[-wide, -high], [wide, -high], [wide, high], [-wide, high]]) / 2 * shrink
        half[:, 0] *= r.uniform(0.75, 1.1)  # foreshortened
        half[r.choice(([0, 3], [1, 2])), 1] *= r.uniform(0.75, 1.0)  # one end farther away
        corners = half @ self._turn()
        low, high_ = corners.min(0), corners.max(0)
        slack = size - (high_ - low)
        if (slack < 0).any():
            return None
        corners = corners - low + slack * np.array([r.random(), r.random()])
        source = np.array([[x0, y0], [x1, y0], [x1, y1], [x0, y1]], np.float32)
        return np.asarray(cv2.getPerspectiveTransform(source, corners.astype(np.float32)))

    def _turn(self) -> NDArray[np.float64]:
        """(2, 2), for points as rows: turned, or sheared."""
        r = self._random
        if r.random() < SHEARED:
            slope = np.tan(np.radians(np.clip(r.gauss(0, 9), -STEEPEST, STEEPEST)))
            return np.array([[1, slope], [r.gauss(0, 0.12), 1]])
        angle = np.radians(np.clip(r.gauss(0, 7), -STEEPEST, STEEPEST))
        return np.array([[np.cos(angle), np.sin(angle)], [-np.sin(angle), np.cos(angle)]])


def _fill(mask: NDArray[np.uint8], outline: Floats) -> None:
    cv2.fillPoly(mask, [np.round(outline).astype(np.int32)], 1)


def _seen(points: Floats, warp: NDArray[np.float64]) -> Floats:
    """Points (..., 2) through a homography."""
    seen = cv2.perspectiveTransform(points.reshape(-1, 1, 2), warp)
    return np.asarray(seen, np.float32).reshape(points.shape)
