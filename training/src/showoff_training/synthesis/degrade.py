"""What printers, paper, scanners and cameras do to a line of text.

Ink maps are float32 in 0..1 (1 = full ink); pictures are float32 in 0..1 (0 = black).
"""

import math

import cv2
import numpy as np
from numpy.typing import NDArray

Picture = NDArray[np.float32]


def tilt(ink: Picture, rng: np.random.Generator) -> Picture:
    """Slope, shear and a little perspective, as a quadrilateral cut by a detector leaves them."""
    height, width = ink.shape
    slope = math.radians(rng.normal(0, 1.3))
    rise = float(np.clip(math.tan(slope) * width, -0.35 * height, 0.35 * height)) / 2
    shear, keystone = rng.normal(0, 0.12) * height / 2, rng.normal(0, 0.03)
    source = np.array([[0, 0], [width, 0], [width, height], [0, height]], np.float32)
    moves = [
        [shear, -rise],
        [shear, rise * (1 + keystone)],
        [-shear, rise],
        [-shear, -rise * (1 - keystone)],
    ]
    edge = math.ceil(abs(rise)) + 1
    target = (source + np.array(moves) + edge).astype(np.float32)
    warp = cv2.getPerspectiveTransform(source, target)
    size = (width + 2 * edge, height + 2 * edge)
    return np.asarray(cv2.warpPerspective(ink, warp, size, flags=cv2.INTER_LINEAR), np.float32)


def bend(ink: Picture, rng: np.random.Generator) -> Picture:
    """A slow wave of the baseline: folded receipts and book gutters."""
    height, width = ink.shape
    amplitude = rng.uniform(0.02, 0.10) * height
    phase, period = rng.uniform(0, 2 * np.pi), rng.uniform(0.8, 3.0) * max(width, 4 * height)
    x, y = np.meshgrid(np.arange(width, dtype=np.float32), np.arange(height, dtype=np.float32))
    y = y + (amplitude * np.sin(2 * np.pi * x / period + phase)).astype(np.float32)
    return np.asarray(cv2.remap(ink, x, y, cv2.INTER_LINEAR), np.float32)


def wear(ink: Picture, rng: np.random.Generator) -> Picture:
    """Thick or thin print, broken strokes, thermal drop-outs, specks of ink."""
    chance = rng.random()
    if chance < 0.3:
        return np.asarray(cv2.dilate(ink, np.ones((2, 2), np.uint8)), np.float32)
    if chance < 0.5 and ink.shape[0] > 26:
        return np.asarray(cv2.erode(ink, np.ones((2, 2), np.uint8)), np.float32)
    if chance < 0.75:  # a thermal head: dead columns and weak dots
        columns = 1 - 0.6 * (rng.random((1, ink.shape[1])) < 0.04)
        dots = rng.random(ink.shape) > 0.06
        worn = (ink * columns * dots).astype(np.float32)
        return np.asarray(cv2.GaussianBlur(worn, (3, 3), 0.6), np.float32)
    coarse = rng.random((max(2, ink.shape[0] // 3), max(2, ink.shape[1] // 3)), np.float32)
    patches = np.asarray(cv2.resize(coarse, ink.shape[::-1], interpolation=cv2.INTER_LINEAR))
    worn = ink * np.clip(patches * 3 + rng.uniform(0, 0.6), 0, 1)  # patchy ink
    return np.asarray(worn, np.float32)


def lower_resolution(ink: Picture, rng: np.random.Generator) -> Picture:
    """Shrink, so that growing back loses what a small or far picture never had."""
    share = rng.uniform(0.4, 0.85)
    size = (max(4, round(ink.shape[1] * share)), max(6, round(ink.shape[0] * share)))
    return np.asarray(cv2.resize(ink, size, interpolation=cv2.INTER_AREA), np.float32)


def paper(
    shape: tuple[int, int], shade: float, contrast: float, rng: np.random.Generator
) -> Picture:
    """Ground of a mean shade, with light that falls off and texture weaker than the print."""
    height, width = shape
    ground = np.full(shape, shade, np.float32)
    if rng.random() < 0.5:
        ground += _fall_off(width, 0.25, rng)[None] + _fall_off(height, 0.12, rng)[:, None]
    if rng.random() < 0.3:
        cell = int(rng.choice((2, 4, 8)))
        size = (max(2, height // cell), max(2, width // 8))
        coarse = rng.normal(0, rng.uniform(0.03, 0.2) * contrast, size).astype(np.float32)
        ground += np.asarray(cv2.resize(coarse, (width, height)))
    return ground


def _fall_off(length: int, most: float, rng: np.random.Generator) -> Picture:
    start, end = rng.uniform(-most, most, 2)
    return np.linspace(float(start), float(end), length).astype(np.float32)


def rules(picture: Picture, shade: float, rng: np.random.Generator) -> Picture:
    """An underline, a table's rule or a box's side, at the rim of the line."""
    height, width = picture.shape
    if rng.random() < 0.7:
        y = int(rng.choice((0, 1, height - 3, height - 2, height - 1)))
        picture[y : y + 1 + (rng.random() < 0.3)] = shade
    else:
        x = int(rng.choice((0, 1, width - 2, width - 1)))
        picture[:, x : x + 1] = shade
    return picture


def blur(picture: Picture, rng: np.random.Generator) -> Picture:
    """Focus or, one time in four, motion."""
    if rng.random() < 0.75:
        return np.asarray(cv2.GaussianBlur(picture, (0, 0), rng.uniform(0.4, 1.3)), np.float32)
    size = int(rng.choice((3, 5)))
    kernel = np.zeros((size, size), np.float32)
    if rng.random() < 0.5:
        kernel[size // 2] = 1 / size
    else:
        kernel[:, size // 2] = 1 / size
    return np.asarray(cv2.filter2D(picture, -1, kernel), np.float32)


def noise(picture: Picture, contrast: float, rng: np.random.Generator) -> Picture:
    """Sensor noise, kept below what would drown the text."""
    strength = min(rng.uniform(0.01, 0.09), 0.22 * contrast)
    return picture + rng.standard_normal(picture.shape, np.float32) * np.float32(strength)


def bilevel(picture: Picture, rng: np.random.Generator) -> Picture:
    """A fax or a book scan: black or white, threshold off the middle, edges ragged."""
    low, high = float(picture.min()), float(picture.max())
    ragged = picture + rng.standard_normal(picture.shape, np.float32) * 0.06 * (high - low)
    threshold = low + (high - low) * rng.uniform(0.35, 0.65)
    return (ragged > threshold).astype(np.float32)


def jpeg(picture: NDArray[np.uint8], rng: np.random.Generator) -> NDArray[np.uint8]:
    quality = int(rng.integers(25, 86))
    _, encoded = cv2.imencode(".jpg", picture, [cv2.IMWRITE_JPEG_QUALITY, quality])
    return np.asarray(cv2.imdecode(encoded, cv2.IMREAD_GRAYSCALE), np.uint8)
