"""Quarter turns: which way up a picture stands, and its lines in the frame it was given in."""

from typing import Final

import numpy as np
from numpy.typing import NDArray

from detection_api.lines import TextLines, holds, together
from showoff_common.pictures.turns import Turn

# How much likelier another way up must be than the given one, as a difference of logits: upright
# pictures are not to be turned. Measured on the development sets: docs/models/detection.md.
CLEARLY: Final = 2.1


def which_way_up(logits: NDArray[np.float32]) -> Turn:
    """By how many degrees clockwise a picture has to be turned to stand upright; 0 in doubt.

    Args:
        logits: float32 (4,), of the picture standing upright, and lying as one that was turned
            clockwise by one, two and three quarters.
    """
    quarters = int(np.argmax(logits))
    if logits[quarters] - logits[0] < CLEARLY:
        return 0
    turns: tuple[Turn, ...] = (0, 270, 180, 90)
    return turns[quarters]


def stands_on_its_head(before: NDArray[np.float32], turn: Turn, after: NDArray[np.float32]) -> bool:
    """Whether a picture was turned the wrong way, as two looks together tell.

    Args:
        before: Logits as `which_way_up` takes them, of the picture as given.
        turn: What that said: 90, 180 or 270.
        after: Logits of the picture turned by that.
    """
    quarters = -turn // 90 % 4
    return bool(before[(quarters + 2) % 4] + after[2] > before[quarters] + after[0])


def characters(lines: TextLines) -> float:
    """About how many characters lines hold: those that are sure count more."""
    return 2 * float((lines.scores * lines.lengths() / np.maximum(lines.heights(), 1)).sum())


def beside(lines: TextLines, on_end: TextLines) -> TextLines:
    """Lines, and those of text on end where no other stands: rows of letters run on end, too."""
    crossing = holds(lines, on_end).any(0) | holds(on_end, lines).any(1)
    return together(lines, on_end.take(np.asarray(~crossing, np.bool_)))


def from_the_other_end(lines: TextLines) -> TextLines:
    """The same lines, their text running the other way."""
    return TextLines(np.roll(lines.points, 2, axis=1), lines.scores)


def turned(image: NDArray[np.uint8], turn: Turn) -> NDArray[np.uint8]:
    """A picture, (H, W, 3), turned clockwise."""
    return np.ascontiguousarray(np.rot90(image, -turn // 90))


def turned_back(lines: TextLines, turn: Turn, width: int, height: int) -> TextLines:
    """Lines of a turned picture, in pixels of the picture before it was turned.

    Args:
        lines: In pixels of the turned picture.
        turn: By which it was turned.
        width: Of the picture before, in pixels.
        height: The same.
    """
    x, y = lines.points[..., 0], lines.points[..., 1]
    before = {
        0: (x, y),
        90: (y, height - x),
        180: (width - x, height - y),
        270: (width - y, x),
    }
    return TextLines(np.stack(before[turn], -1).astype(np.float32), lines.scores)
