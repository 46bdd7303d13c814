"""Cutting lines of text out of a picture, upright and at the height the network reads."""

import cv2
import numpy as np
from numpy.typing import NDArray

LINE_HEIGHT = 32  # px, the height the network was trained on
SHORTEST, LONGEST = 16, 1920  # px, of a cut line

# A proposal hugs the ink; descenders, accents and the ends of a line lie just outside.
MARGIN_ACROSS = 0.08  # of the line's height, above and below
MARGIN_ALONG = 0.20  # of the line's height, left and right


def with_margin(
    points: NDArray[np.float32], across: float = MARGIN_ACROSS, along: float = MARGIN_ALONG
) -> NDArray[np.float32]:
    """Widen quadrilaterals along their own axes.

    Args:
        points: (..., 4, 2) corners, clockwise from the top left of the text's direction.
        across: Added above and below, as a share of the height.
        along: Added left and right, as a share of the height.
    """
    top_left, top_right, bottom_right, bottom_left = np.moveaxis(points, -2, 0)
    right = (top_right - top_left + bottom_right - bottom_left) / 2
    down = (bottom_left - top_left + bottom_right - top_right) / 2
    height = np.linalg.norm(down, axis=-1, keepdims=True)
    right = right / np.maximum(np.linalg.norm(right, axis=-1, keepdims=True), 1e-6) * height * along
    down = down * across
    return np.stack(
        [
            top_left - right - down,
            top_right + right - down,
            bottom_right + right + down,
            bottom_left - right + down,
        ],
        axis=-2,
    ).astype(np.float32)


def cut(
    grey: NDArray[np.uint8],
    points: NDArray[np.float32],
    height: int = LINE_HEIGHT,
    stretch: float = 1.0,
) -> NDArray[np.uint8]:
    """Cut one quadrilateral out of a grey picture.

    Args:
        grey: (H, W) picture.
        points: (4, 2) corners in its pixels, clockwise from the top left of the text's direction;
            they may lie outside of the picture.
        height: Of the result, in pixels.
        stretch: Factor on its width.

    Returns:
        (height, w), w in proportion, times the stretch, and between 16 and 1920.
    """
    sides = np.linalg.norm(np.roll(points, -1, axis=0) - points, axis=1)
    along, across = float(sides[0] + sides[2]) / 2, float(sides[1] + sides[3]) / 2
    in_proportion = along * height / max(across, 1.0)
    width = int(np.clip(round(in_proportion * stretch), SHORTEST, LONGEST))
    straight = _upright_rectangle(grey, points)
    if straight is None:
        # At the picture's own scale, so that the shrinking below can average and not alias; a
        # quadrilateral beyond the picture must not cost more than the picture.
        scale = max(1.0, min(across, *grey.shape) / height)
        straight = _straightened(grey, points, round(width * scale), round(height * scale))
    shrinks = straight.shape[0] > height
    interpolation = cv2.INTER_AREA if shrinks else cv2.INTER_LINEAR
    return np.asarray(cv2.resize(straight, (width, height), interpolation=interpolation), np.uint8)


def _straightened(
    grey: NDArray[np.uint8], points: NDArray[np.float32], width: int, height: int
) -> NDArray[np.uint8]:
    corners = np.array([[0, 0], [width, 0], [width, height], [0, height]], np.float32)
    warp = cv2.getPerspectiveTransform(points.astype(np.float32), corners)
    straight = cv2.warpPerspective(
        grey, warp, (width, height), flags=cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE
    )
    return np.asarray(straight, np.uint8)


def _upright_rectangle(
    grey: NDArray[np.uint8], points: NDArray[np.float32], tolerance: float = 1.0
) -> NDArray[np.uint8] | None:
    """Return a view for an axis-parallel quadrilateral inside the picture: most lines of a page."""
    left, top = (points[0] + points[[3, 1], [0, 1]]) / 2
    right, bottom = (points[2] + points[[1, 3], [0, 1]]) / 2
    corners = np.array([[left, top], [right, top], [right, bottom], [left, bottom]])
    x0, y0, x1, y1 = round(left), round(top), round(right), round(bottom)
    inside = x0 >= 0 and y0 >= 0 and x1 <= grey.shape[1] and y1 <= grey.shape[0]
    if not inside or x1 <= x0 or y1 <= y0 or np.abs(corners - points).max() > tolerance:
        return None
    return grey[y0:y1, x0:x1]
