"""Print of what `marks` says; signs that a text's own face lacks come from another."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from PIL import Image, ImageDraw, ImageFont

from recognition_api.alphabet import normalise
from showoff_training.synthesis import degrade
from showoff_training.synthesis.fonts import Face
from showoff_training.synthesis.lines import SIZES, LineSynthesis
from showoff_training.synthesis.marks import LOWERED, RAISED, MarkSource, shown
from showoff_training.synthesis.text import TextSource

STRUCK: Final = 0.08  # share of the lines that are struck out or tightly underlined


@dataclass(frozen=True)
class _Run:
    """Characters in one font, so many px above the baseline."""

    text: str
    font: ImageFont.FreeTypeFont
    above: float


class MarkedLines(LineSynthesis):
    """An endless, seeded source of lines."""

    def __init__(self, faces: Sequence[Face], source: MarkSource, seed: int) -> None:
        super().__init__(faces, TextSource(seed), seed)
        self._source = source
        self._shown, self._other = "", faces[0]

    def _choose(self, longest: int) -> tuple[str, Face]:
        """A text as it is to be read; `_shown` keeps it as it is drawn."""
        r = self._random
        while True:
            text = " ".join(self._source.next().split())
            if not 1 <= len(text) <= longest or not shown(text):
                continue
            face = r.choice(self._faces)
            lacks = frozenset(text) - face.characters - RAISED.keys() - LOWERED.keys()
            if any(character.isalnum() for character in lacks):
                continue
            others = [face for face in self._faces if lacks <= face.characters] if lacks else [face]
            if others:
                self._shown, self._other = text, r.choice(others)
                return normalise(text), face

    def _ink(
        self,
        text: str,  # noqa: ARG002 - as it is read; what is drawn has its digits still lowered
        face: Face,
        *,
        plain: bool = False,
    ) -> tuple[degrade.Picture, list[tuple[float, float]]]:
        """Ink as `LineSynthesis` draws it; words are not annotated."""
        r, size = self._random, self._random.choice(SIZES)
        runs = self._runs(face, size)
        boxes, at = [], 0.0
        for run in runs:
            left, top, right, bottom = run.font.getbbox(run.text, anchor="ls")
            boxes.append((at + left, top - run.above, at + right, bottom - run.above))
            at += run.font.getlength(run.text)
        (left, top), (right, bottom) = np.min(boxes, 0)[:2], np.max(boxes, 0)[2:]
        ascent, descent = runs[0].font.getmetrics()
        if r.random() < 0.45 or bottom - top < 0.4 * size:  # a lone dash has a line's height, too
            top, bottom = min(top, -0.8 * ascent), max(bottom, 0.8 * descent)
        high, wide = max(4, int(bottom - top) + 1), max(2, int(right - left) + 1)
        above, below = (int(high * r.uniform(0.02, 0.24)) for _ in range(2))
        before, after = (int(high * r.uniform(0.0, 0.45)) for _ in range(2))
        canvas = Image.new("L", (wide + before + after, high + above + below), 0)
        pen = ImageDraw.Draw(canvas)
        x, baseline = before - left, above - top
        for run in runs:
            pen.text((x, baseline - run.above), run.text, font=run.font, fill=255, anchor="ls")
            x += run.font.getlength(run.text)
        if not plain and r.random() < STRUCK:
            struck = r.random() < 0.5
            away = -r.uniform(0.2, 0.34) if struck else r.uniform(0.03, 0.14)
            y = baseline + away * size
            pen.line((before, y, before + wide, y), fill=255, width=r.choice((1, 1, 1, 2)))
        return np.asarray(canvas, np.float32) / np.float32(255), []

    def _runs(self, face: Face, size: int) -> list[_Run]:
        r = self._random
        font = _font(face, size)
        small = _font(face, max(7, round(size * r.uniform(0.52, 0.68))))
        other = _font(self._other, max(8, round(size * r.uniform(0.9, 1.1))))
        up, down = r.uniform(0.28, 0.42) * size, r.uniform(0.08, 0.2) * size
        drawn = r.random() < 0.7  # small digits of the face; else its own raised ones
        runs: list[_Run] = []
        for character in self._shown:
            if character in RAISED and (drawn or character not in face.characters):
                run = _Run(RAISED[character], small, up)
            elif character in LOWERED:
                run = _Run(LOWERED[character], small, -down)
            else:
                run = _Run(character, font if character in face.characters else other, 0.0)
            if runs and (runs[-1].font, runs[-1].above) == (run.font, run.above):
                run = _Run(runs.pop().text + run.text, run.font, run.above)
            runs.append(run)
        return runs


def _font(face: Face, size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(face.path, size, layout_engine=ImageFont.Layout.BASIC)
