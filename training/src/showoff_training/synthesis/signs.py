"""Signs, shop fronts and labels, seen at an angle, on a photograph."""

import random
from collections.abc import Sequence
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from showoff_training.synthesis.fonts import Face
from showoff_training.synthesis.sheet import Colour, Pen, Sheet
from showoff_training.synthesis.text import TextSource

STEEPEST = 20.0  # degrees
TRACKED = 0.15  # share of lines whose letters are set apart


@dataclass(frozen=True)
class Painted:
    """Lines in a picture: corners float32 (N, 4, 2) of their ink in px, and what they say."""

    quads: NDArray[np.float32]
    texts: tuple[str, ...]


NOTHING = Painted(np.zeros((0, 4, 2), np.float32), ())


class SignPainter:
    """Puts words into photographs."""

    def __init__(self, faces: Sequence[Face], text: TextSource, r: random.Random) -> None:
        self._faces = faces
        self._text = text
        self._random = r

    def paint(self, image: NDArray[np.uint8]) -> Painted:
        """Paint one to seven signs, in place, on a square picture (S, S, 3)."""
        r, size = self._random, image.shape[0]
        taken = np.zeros((size, size), np.bool_)
        signs = [self._sign(image, taken) for _ in range(r.choice((1, 1, 2, 3, 4, 7)))]
        texts = tuple(text for sign in signs for text in sign.texts)
        return Painted(np.concatenate([sign.quads for sign in signs]), texts)

    def _sign(self, image: NDArray[np.uint8], taken: NDArray[np.bool_]) -> Painted:
        r, size = self._random, image.shape[0]
        height = int(size * 10 ** r.uniform(-1.75, -0.45))  # of a line: 1.8 % to a third
        board, texts = self._board(max(10, height), size)
        mask, solid = board.pixels()[..., 0], r.random() < 0.5
        warp = self._perspective(board.corners(), size)
        if warp is None:
            return NOTHING
        quads = cv2.perspectiveTransform(board.corners().reshape(-1, 1, 2), warp)
        quads = np.asarray(quads, np.float32).reshape(-1, 4, 2)
        hull = cv2.convexHull(quads.reshape(-1, 2)).astype(np.int32)
        area = np.zeros((size, size), np.uint8)
        cv2.fillConvexPoly(area, hull, 255)
        grown = cv2.dilate(area, np.ones((2 * (height // 3) + 3,) * 2, np.uint8)) > 0
        if (taken & grown).any():
            return NOTHING
        taken |= grown
        letters = cv2.warpPerspective(mask, warp, (size, size), flags=cv2.INTER_AREA)
        self._apply(
            image, np.asarray(letters, np.float32) / np.float32(255), grown if solid else None
        )
        return Painted(quads, texts)

    def _board(self, height: int, limit: int) -> tuple[Sheet, tuple[str, ...]]:
        """Up to three lines of about a height, white on black, and what they say."""
        r = self._random
        face = r.choice(self._faces)
        board = Sheet(3 * limit, (0, 0, 0))
        texts: list[str] = []
        x, y = limit, limit
        for _ in range(r.choice((1, 1, 1, 2, 3))):
            text = self._text.word() if r.random() < 0.6 else self._text.line(r.choice((6, 12, 20)))
            if r.random() < 0.45:
                text = text.upper()
            tracking = r.uniform(0.05, 0.5) * height if r.random() < TRACKED else 0.0
            pen = Pen(face, height, (255, 255, 255), tracking)
            if board.write(x + r.randint(0, height), y, text, pen) is not None:
                texts.append(" ".join(pen.writable(text).split()))
            y += int(height * r.uniform(1.2, 1.6))
            if r.random() < 0.3:
                height = max(9, int(height * r.uniform(0.5, 1)))
        return board, tuple(texts)

    def _perspective(self, quads: NDArray[np.float32], size: int) -> NDArray[np.float64] | None:
        """A homography that brings lines into the picture, turned and seen from aside."""
        r = self._random
        if not len(quads):
            return None
        (x0, y0), (x1, y1) = quads.min((0, 1)), quads.max((0, 1))
        wide, high = x1 - x0, y1 - y0
        shrink = min(1.0, 0.95 * size / wide, 0.95 * size / high)
        angle = np.radians(np.clip(r.gauss(0, 7), -STEEPEST, STEEPEST))
        half = np.array([[-wide, -high], [wide, -high], [wide, high], [-wide, high]]) / 2 * shrink
        half[:, 0] *= r.uniform(0.75, 1.1)  # foreshortened
        half[r.choice(([0, 3], [1, 2])), 1] *= r.uniform(0.75, 1.0)  # one end farther away
        turn = np.array([[np.cos(angle), np.sin(angle)], [-np.sin(angle), np.cos(angle)]])
        corners = half @ turn
        low, high_ = corners.min(0), corners.max(0)
        slack = size - (high_ - low)
        if (slack < 0).any():
            return None
        corners = corners - low + slack * np.array([r.random(), r.random()])
        source = np.array([[x0, y0], [x1, y0], [x1, y1], [x0, y1]], np.float32)
        return np.asarray(cv2.getPerspectiveTransform(source, corners.astype(np.float32)))

    def _apply(
        self,
        image: NDArray[np.uint8],
        letters: NDArray[np.float32],
        board: NDArray[np.bool_] | None,
    ) -> None:
        """Colour the letters so that they stand out, with a board, a shadow or an outline."""
        r = self._random
        if board is not None:
            ground: Colour = tuple(r.randint(0, 255) for _ in range(3))  # type: ignore[assignment]
            shade = image[board].mean(1, keepdims=True) / max(1.0, float(image[board].mean()))
            image[board] = np.clip(np.array(ground) * (0.6 + 0.4 * shade), 0, 255).astype(np.uint8)
        inside = letters > 0.5
        behind = image[inside].mean(0) if inside.any() else image.mean((0, 1))
        ink = _against(behind, r)
        if r.random() < 0.35:
            move = r.choice((1, 2, 3))
            around = np.roll(letters, (move, move), (0, 1))
            if r.random() < 0.5:
                around = np.asarray(cv2.dilate(letters, np.ones((2 * move + 1,) * 2, np.uint8)))
            edge = np.array(_against(ink, r), np.float32)
            image[:] = (image * (1 - around[..., None]) + edge * around[..., None]).astype(np.uint8)
        alpha = letters[..., None] * r.uniform(0.75, 1.0)
        image[:] = (image * (1 - alpha) + np.array(ink, np.float32) * alpha).astype(np.uint8)


def _against(colour: Sequence[float] | NDArray[np.floating], r: random.Random) -> Colour:
    """A random colour at least 60 of 255 lighter or darker than another."""
    weights = np.array([0.299, 0.587, 0.114])
    while True:
        other = np.array([r.randint(0, 255) for _ in range(3)])
        if r.random() < 0.4:
            other[:] = r.choice((r.randint(0, 30), r.randint(225, 255)))
        if abs(float(weights @ (other - np.asarray(colour)))) > 60:
            return int(other[0]), int(other[1]), int(other[2])
