"""Training crops of annotated pictures: scaled, turned, and seen under other light."""

import random
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray

from showoff_training.detection.annotations import Annotated, read_pixels
from showoff_training.synthesis.pages import Page

LONG_SIDE = 1280  # px: what the product shrinks pictures to
FARTHEST, NEAREST = 0.5, 1.5  # scales, as shares of the working resolution's
LOWEST = 6.0  # px: lines that became lower are ignored


def crop(
    picture: Annotated,
    size: int,
    r: random.Random,
    farthest: float = FARTHEST,
    read: Callable[[Path], NDArray[np.uint8]] = read_pixels,
) -> Page:
    """A random square of a picture, (size, size), mostly around one of its lines, relit.

    Args:
        picture: With its lines.
        size: In px.
        r: Of what is drawn.
        farthest: Least scale, as a share of the working resolution's.
        read: Gives a picture's pixels.
    """
    page = plain_crop(picture, size, r, farthest, read)
    return replace(page, image=_relit(page.image, r))


def plain_crop(
    picture: Annotated,
    size: int,
    r: random.Random,
    farthest: float = FARTHEST,
    read: Callable[[Path], NDArray[np.uint8]] = read_pixels,
) -> Page:
    """The same, under the light that it was taken in."""
    image = read(picture.path)
    height, width = image.shape[:2]
    share = np.exp(r.uniform(np.log(farthest), np.log(NEAREST)))
    scale = min(LONG_SIDE / max(height, width), 2.0) * share
    if scale < 0.7:  # averaged, which the warp below cannot do
        image = np.asarray(
            cv2.resize(image, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
        )
    angle = r.uniform(-12, 12) if r.random() < 0.12 else r.gauss(0, 1.5)
    turn = np.asarray(cv2.getRotationMatrix2D((0.0, 0.0), angle, float(scale)), np.float64)
    turn[:, 2] = np.array([r.uniform(0.15, 0.85), r.uniform(0.15, 0.85)]) * size - (
        turn[:, :2] @ _centre(picture, (width, height), r)
    )
    room = size - scale * np.array([width, height])  # keep most of the window on the picture
    rim_width = 0.06 * size
    turn[:, 2] = np.clip(
        turn[:, 2], np.minimum(room, 0) - rim_width, np.maximum(room, 0) + rim_width
    )
    quads = (picture.quads @ turn[:, :2].T + turn[:, 2]).astype(np.float32)
    shrunk = scale if scale < 0.7 else 1.0
    warp = turn.copy()
    warp[:, :2] /= shrunk
    rim = [r.randint(0, 255)] * 3
    window = cv2.warpAffine(
        image,
        warp,
        (size, size),
        flags=cv2.INTER_LINEAR,
        borderMode=cv2.BORDER_CONSTANT,
        borderValue=rim,
    )
    tall = np.linalg.norm(quads[:, 3] - quads[:, 0], axis=1)
    ignored = picture.ignored | (tall < LOWEST)
    return Page(np.asarray(window, np.uint8), quads, ignored, picture.path.parts[-3])


def _centre(picture: Annotated, size: tuple[int, int], r: random.Random) -> NDArray[np.floating]:
    """A point to look at, in px of the picture: on a legible line, or anywhere."""
    legible = np.flatnonzero(~picture.ignored)
    if len(legible) and r.random() < 0.75:
        quad = picture.quads[r.choice(legible.tolist())]
        return np.asarray(quad[0] + (quad[2] - quad[0]) * r.random())
    return np.array([r.uniform(0, size[0]), r.uniform(0, size[1])])


def _relit(image: NDArray[np.uint8], r: random.Random) -> NDArray[np.uint8]:
    """Other exposure, contrast and colours; at times grey, inverted, noisy or compressed."""
    rng = np.random.default_rng(r.getrandbits(32))
    levels = np.arange(256, dtype=np.float32)[:, None] / 255
    levels = levels ** r.uniform(0.7, 1.4) * r.uniform(0.6, 1.1) + r.uniform(-0.08, 0.12)
    levels = levels * rng.uniform(0.88, 1.12, 3)
    if r.random() < 0.06:
        levels = 1 - levels
    table = np.clip(levels * 255, 0, 255).astype(np.uint8)
    done = np.stack([table[image[..., c], c] for c in range(3)], 2)
    if r.random() < 0.12:
        done = np.repeat(cv2.cvtColor(done, cv2.COLOR_RGB2GRAY)[..., None], 3, 2)
    if r.random() < 0.15:
        done = np.asarray(cv2.GaussianBlur(done, (0, 0), r.uniform(0.4, 1.0)))
    if r.random() < 0.2:
        noisy = done + rng.standard_normal(done.shape, np.float32) * r.uniform(1, 10)
        done = np.clip(noisy, 0, 255).astype(np.uint8)
    if r.random() < 0.25:
        quality = [cv2.IMWRITE_JPEG_QUALITY, r.randint(35, 90)]
        done = np.asarray(cv2.imdecode(cv2.imencode(".jpg", done, quality)[1], -1))
    return done.astype(np.uint8)
