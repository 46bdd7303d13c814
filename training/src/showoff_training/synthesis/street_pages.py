"""Pages as cameras see streets, walls and things, drawn straight at the size that is trained on.

Lettering of 9 to 300 px: words, lone characters and digits, price lists, grids of digits, slopes,
perspective and curves. A piece of lettering is a mask of letters that is seen in perspective and
laid on the ground within its own window only; the whole picture is then relit, blurred, made noisy
and compressed. What nobody could read is told as to be ignored. So it is several times as fast as
painting signs into photographs.
"""

import math
import random
from collections.abc import Callable, Sequence

import cv2
import numpy as np
from numpy.typing import NDArray

from showoff_training.synthesis.fonts import Face
from showoff_training.synthesis.grain import Grain
from showoff_training.synthesis.pages import Page
from showoff_training.synthesis.street_boards import StreetBoards
from showoff_training.synthesis.street_colours import F, Grey, Picture, grey
from showoff_training.synthesis.street_exposure import Loss, StreetExposure, any_loss
from showoff_training.synthesis.street_grounds import StreetGrounds
from showoff_training.synthesis.street_masks import Mask, StreetMasks
from showoff_training.synthesis.street_text import StreetText
from showoff_training.synthesis.street_views import Places, View, view

SMALLEST, TALL, TALLEST = 9.0, 150.0, 300.0  # px of letters' height
WITH_TALL = 0.19  # of the pages with text; some of it becomes smaller or is cut
WITH_TEXT = 0.88
ON_PHOTOGRAPHS = 0.2  # pages that begin as a crop of an annotated photograph
LEAST = 17.0  # of 255: contrast below which text is ignored
CUT = 0.22  # of a line's height: where more lies outside, it is ignored
ILLEGIBLE = (3.5, 7.5)  # px of what nobody can read


class StreetPages:
    """An endless, seeded source of pages."""

    def __init__(
        self,
        faces: Sequence[Face],
        text: StreetText,
        photographs: Sequence[Picture],
        seed: int,
        crop: Callable[[int], Page] | None = None,
    ) -> None:
        """Take what signs are written with, what they say and what they stand on.

        Args:
            faces: To write with.
            text: To be said.
            photographs: Without text, (h, w, 3).
            seed: Of everything drawn.
            crop: Gives a square of an annotated photograph; without it there are none.
        """
        self._r = random.Random(seed)
        rng = np.random.default_rng(seed)
        grain = Grain(self._r, rng)
        self._crop = crop
        self._grounds = StreetGrounds(photographs, grain, self._r, rng)
        self._masks = StreetMasks(faces, text, self._r)
        self._boards = StreetBoards(self._r, rng)
        self._exposure = StreetExposure(grain, self._r, rng)

    def page(self, size: int) -> Page:
        """A square page, of at most 900 px."""
        r, loss = self._r, any_loss(self._r)
        street = _Street(self._ground(size), loss)
        if r.random() < WITH_TEXT:
            for tall in self._heights():
                self._letter(street, tall)
        if r.random() < 0.06:
            self._exposure.obstruct(street.image)
        image = self._exposure.photograph(street.image, loss, street.faintest)
        quads = np.array(street.quads, F).reshape(-1, 4, 2)
        return Page(image, quads, np.array(street.ignored, np.bool_), "street")

    def _ground(self, size: int) -> Page:
        if self._crop is not None and self._r.random() < ON_PHOTOGRAPHS:
            return self._crop(size)
        image = np.ascontiguousarray(self._grounds.draw(size))
        return Page(image, np.zeros((0, 4, 2), F), np.zeros(0, np.bool_), "street")

    def _heights(self) -> list[float]:
        """Of the page's lettering, in px: the tallest finds its place first."""
        r, low, high = self._r, math.log(SMALLEST), math.log(TALL)
        count = r.choice((1, 1, 2, 3, 4, 5, 6, 8))
        heights = sorted((math.exp(r.uniform(low, high)) for _ in range(count)), reverse=True)
        if r.random() < WITH_TALL:
            heights[0] = math.exp(r.uniform(high, math.log(TALLEST)))
        illegible = r.randint(1, 4) if r.random() < 0.15 else 0
        return heights + [r.uniform(*ILLEGIBLE) for _ in range(illegible)]

    def _letter(self, street: "_Street", tall: float) -> None:
        """Paint a piece of lettering where there is room."""
        mask = self._masks.draw(tall)
        if mask is None:
            return
        inks = np.array(mask.inks, F)
        high = float(np.median(inks[:, 3] - inks[:, 1]))
        seen = view(self._r, street.places, inks, tall, rigid=mask.rigid) if high >= 3 else None
        if seen is None:
            return
        left, top, right, bottom = seen.window
        part = street.image[top:bottom, left:right]
        letters, rules = _seen(mask, seen, tall / high)
        outline = seen.outline - np.array([left, top], F)
        contrast = self._boards.paint(part, letters, rules, outline, tall)
        blur = 0.0
        if self._r.random() < 0.07:  # out of focus, or moving, by itself
            blur = tall * self._r.uniform(0.04, 0.4)
            part[:] = cv2.GaussianBlur(part, (0, 0), max(0.3, blur))
        corners = np.stack([inks[:, [0, 1]], inks[:, [2, 1]], inks[:, [2, 3]], inks[:, [0, 3]]], 1)
        quads = cv2.perspectiveTransform(corners.reshape(-1, 1, 2), seen.warp).reshape(-1, 4, 2)
        for quad, ignored in zip(np.asarray(quads, F), mask.ignored, strict=True):
            street.add(quad, contrast, blur, ignored=ignored)


class _Street:
    """A page under construction."""

    def __init__(self, ground: Page, loss: Loss) -> None:
        self.image: Picture = np.ascontiguousarray(ground.image)
        self.places = Places(len(self.image))
        self.faintest = 80.0
        self.quads: list[NDArray[np.float32]] = []
        self.ignored: list[bool] = []
        self._loss = loss
        for quad, ignored in zip(ground.quads, ground.ignored, strict=True):
            self._keep(quad, ignored=bool(ignored) or not loss.leaves_legible(_height(quad)))

    def add(self, quad: Grey, contrast: float, blur: float, *, ignored: bool) -> None:
        """Take a line that was painted."""
        self.faintest = min(self.faintest, contrast)
        high, size = _height(quad), len(self.image)
        top, bottom = float(quad[:2, 1].mean()), float(quad[2:, 1].mean())
        outside = max(0.0, -top) + max(0.0, bottom - size)
        lost = outside > CUT * high or contrast < LEAST
        lost = lost or not self._loss.leaves_legible(high, blur)
        self._keep(quad, ignored=ignored or lost)

    def _keep(self, quad: Grey, *, ignored: bool) -> None:
        self.quads.append(quad)
        self.ignored.append(ignored)
        self.places.take(quad)


def _height(quad: Grey) -> float:
    return float(np.linalg.norm(quad[3] - quad[0] + quad[2] - quad[1])) / 2


def _seen(mask: Mask, seen: View, scale: float) -> tuple[Grey, Grey | None]:
    """Letters and rules as they lie in the view's window, 0..1."""
    left, top, right, bottom = seen.window
    shift = np.array([[1, 0, -left], [0, 1, -top], [0, 0, 1]], np.float64)

    def warped(pixels: NDArray[np.uint8]) -> Grey:
        size = (right - left, bottom - top)
        return grey(cv2.warpPerspective(pixels, shift @ seen.warp, size)) / F(255)

    letters = np.asarray(mask.letters, np.uint8)
    if scale < 0.6:  # averaged, which the warp cannot do
        width = 2 if scale > 0.42 else 3
        letters = np.asarray(cv2.blur(letters, (width, width)), np.uint8)
    rules = None if mask.rules is None else warped(np.asarray(mask.rules, np.uint8))
    return warped(letters), rules
