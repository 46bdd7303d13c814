import random

import cv2
import numpy as np
import pytest

from showoff_training.synthesis.camera import photographed
from showoff_training.synthesis.fonts import load_faces
from showoff_training.synthesis.lettering import LIGHTNESS, Lettering
from showoff_training.synthesis.signs import SignPainter
from showoff_training.synthesis.text import TextSource

SIZE = 320


def bars() -> np.ndarray:
    """Upright strokes, 12 px wide and 12 apart, 60 px high: (100, 200), 0..1."""
    letters = np.zeros((100, 200), np.float32)
    for left in range(20, 180, 24):
        letters[20:80, left : left + 12] = 1
    return letters


def contrasts(*, in_colour: bool) -> tuple[np.ndarray, np.ndarray]:
    """In lightness and in colour, between strokes and what is between them, of 60 paintings."""
    lettering, letters = Lettering(random.Random(3), in_colour=in_colour), bars()
    core = cv2.erode(letters, np.ones((7, 7))) > 0.5
    ground = (cv2.dilate(letters, np.ones((61, 61))) > 0.5) & (letters == 0)
    ground[:18], ground[82:] = False, False
    apart = []
    for _ in range(60):
        image = np.full((100, 200, 3), 128, np.uint8)
        lettering.paint(image, letters, np.ones((100, 200), np.bool_), 60.0)
        apart.append(np.median(image[core], 0) - np.median(image[ground], 0))
    return np.abs(np.array(apart) @ LIGHTNESS), np.linalg.norm(apart, axis=1)


def test_letters_differ_from_their_board_in_lightness() -> None:
    lightness, _ = contrasts(in_colour=False)
    assert (lightness > 25).mean() > 0.9


def test_in_colour_some_differ_in_hue_alone() -> None:
    lightness, colour = contrasts(in_colour=True)
    assert ((lightness < 40) & (colour > 80)).sum() >= 3


def test_signs_stand_where_their_corners_say_and_nowhere_else() -> None:
    """On a black ground, painted lines are the only thing that is not black, boards aside."""
    painter = SignPainter(load_faces()[0], TextSource(4), random.Random(4), in_colour=True)
    inside = total = 0.0
    for _ in range(20):
        image = np.zeros((SIZE, SIZE, 3), np.uint8)
        painted = painter.paint(image)
        assert len(painted.quads) == len(painted.texts)
        assert painted.quads.min(initial=0) >= -SIZE / 10
        assert painted.quads.max(initial=0) <= SIZE * 1.1
        for quad in painted.quads:
            mask = np.zeros((SIZE, SIZE), np.uint8)
            cv2.fillConvexPoly(mask, np.round(quad).astype(np.int32), 1)
            total += 1
            inside += image[mask > 0].std(0).max() > 8
    assert total > 15
    assert inside / total > 0.9


@pytest.mark.parametrize("seed", range(40))
def test_what_a_camera_spoils_stays_legible(seed: int) -> None:
    """Strokes as narrow as those of a line 16 px high are still light and dark by turns."""
    picture = np.zeros((64, 64, 3), np.float32)
    picture[:, ::8] = picture[:, 1::8] = picture[:, 2::8] = picture[:, 3::8] = 200
    taken = photographed(picture, 16.0, random.Random(seed))
    light, dark = picture[..., 0] > 0, picture[..., 0] == 0
    assert taken.shape == picture.shape
    assert taken[light].mean() - taken[dark].mean() > 20
