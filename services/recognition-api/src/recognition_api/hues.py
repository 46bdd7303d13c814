"""Lines whose print differs from its ground by colour and hardly by lightness.

In grey such a line is all but gone. Its colours, however, lie along one direction of RGB, from the
ground's to the print's; along that direction it is as clear as black on white.
"""

from typing import Final

import numpy as np
from numpy.typing import NDArray

from recognition_api.crops import cut

_FAINT: Final = 64  # levels of grey between the darkest and the lightest parts of a line
_EVEN: Final = 12.0  # levels of colour: with less between its parts there is nothing to see
_PARTS: Final = (2, 98)  # percentiles: the darkest and the lightest parts


def is_faint(line: NDArray[np.uint8]) -> bool:
    """Whether a cut line, (h, w) grey, has little contrast."""
    dark, light = np.percentile(line, _PARTS)
    return bool(light - dark < _FAINT)


def cut_by_colour(
    colours: NDArray[np.uint8], points: NDArray[np.float32], stretch: float = 1.0
) -> NDArray[np.uint8] | None:
    """Cut a line out along the direction in which its colours differ most.

    Args:
        colours: (H, W, 3) RGB.
        points: (4, 2) corners in its pixels, as `crops.cut` takes them.
        stretch: Factor on the width of the cut.

    Returns:
        (32, w) from 0 to 255, print lighter or darker than its ground; None where all is one
        colour.
    """
    bands = [cut(np.ascontiguousarray(colours[..., c]), points, stretch=stretch) for c in range(3)]
    line = np.stack(bands, -1).astype(np.float32)
    line -= line.reshape(-1, 3).mean(0)
    flat = line.reshape(-1, 3)
    _, directions = np.linalg.eigh(flat.T @ flat)
    along = line @ directions[:, -1]  # the last has the largest spread
    dark, light = np.percentile(along, _PARTS)
    if light - dark < _EVEN:
        return None
    return np.asarray(np.clip((along - dark) * (255 / (light - dark)), 0, 255), np.uint8)
