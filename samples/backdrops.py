"""Surroundings without text, to look like photographs: walls, tables, skies, light and noise."""

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import Image


def _noise(rng: np.random.Generator, width: int, height: int, grain: int) -> NDArray[np.float64]:
    """Smooth noise in 0..1 whose spots measure about `grain` pixels."""
    coarse = rng.random((height // grain + 2, width // grain + 2))
    fine = cv2.resize(coarse, (width, height), interpolation=cv2.INTER_CUBIC)
    return np.asarray(fine, np.float64)


def surface(
    seed: int, width: int, height: int, colour: tuple[int, int, int], roughness: float = 40
) -> Image.Image:
    """A plastered wall or a table: one colour, spots of all sizes."""
    rng = np.random.default_rng(seed)
    relief = np.mean([_noise(rng, width, height, grain) for grain in (3, 11, 47, 180)], axis=0)
    pixels = np.array(colour, np.float64) + roughness * 2 * (relief[..., None] - 0.5)
    return Image.fromarray(np.clip(pixels, 0, 255).astype(np.uint8))


def street(seed: int, width: int, height: int) -> Image.Image:
    """Sky, houses with windows, a road; out of focus."""
    rng = np.random.default_rng(seed)
    picture = np.asarray(surface(seed, width, height, (150, 180, 215), 25)).copy()
    x = 0
    while x < width:
        wide, tall = int(rng.integers(90, 200)), int(rng.integers(height // 3, height * 3 // 4))
        shade = rng.integers(60, 190, 3).tolist()
        cv2.rectangle(picture, (x, height - tall), (x + wide, height), shade, -1)
        for window_y in range(height - tall + 20, height - 90, 50):
            for window_x in range(x + 15, x + wide - 25, 40):
                glass = rng.integers(20, 120, 3).tolist()
                cv2.rectangle(
                    picture, (window_x, window_y), (window_x + 18, window_y + 28), glass, -1
                )
        x += wide
    cv2.rectangle(picture, (0, height - 60), (width, height), (80, 80, 85), -1)
    return Image.fromarray(cv2.GaussianBlur(picture, (0, 0), 3))


def photographed(picture: Image.Image, seed: int, shade: float = 0.35) -> Image.Image:
    """Uneven light, a slightly soft lens and sensor noise."""
    rng = np.random.default_rng(seed)
    width, height = picture.size
    light = 1 - shade * _noise(rng, width, height, max(width, height) // 2)
    soft = cv2.GaussianBlur(np.asarray(picture), (0, 0), 0.7).astype(np.float64)
    noisy = soft * light[..., None] + rng.normal(0, 4, (height, width, 1))
    return Image.fromarray(np.clip(noisy, 0, 255).astype(np.uint8))
