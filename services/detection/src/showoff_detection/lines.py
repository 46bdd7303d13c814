"""Lines of text, built from proposals."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from showoff_detection.anchors import COLUMN_WIDTH
from showoff_detection.chains import chains
from showoff_detection.proposals import THRESHOLD, Proposals, decode, suppress

LOWEST_SCORE = 0.7  # mean score of a line's proposals
STIFFNESS = 2.0  # columns squared: how much a short line resists being sloped by noise
END_STRIPS = 3  # proposals at each end whose side offsets say where the line ends
FARTHEST_END = (-2.0, 1.5)  # columns that an end may move inwards, outwards

Floats = NDArray[np.float32]


@dataclass(frozen=True)
class TextLines:
    """N lines.

    points: float32 (N, 4, 2), corners in px, clockwise from the top left of the text's direction.
    scores: float32 (N,), 0..1.
    """

    points: Floats
    scores: Floats

    def __len__(self) -> int:
        return len(self.scores)

    def heights(self) -> Floats:
        """Mean length of the left and right sides, in px."""
        sides = self.points[:, [3, 2]] - self.points[:, [0, 1]]
        return np.asarray(np.linalg.norm(sides, axis=2).mean(1), np.float32)

    def take(self, which: NDArray[np.bool_]) -> "TextLines":
        return TextLines(self.points[which], self.scores[which])


def find_lines(
    answer: Floats, threshold: float = THRESHOLD, lowest_score: float = LOWEST_SCORE
) -> TextLines:
    """Build lines from the network's map.

    Args:
        answer: (4, H, W) as `proposals.decode` takes it.
        threshold: Lowest score of a proposal.
        lowest_score: Lowest mean score of a line.

    Returns:
        Lines in px of the picture that the network saw, in no particular order.
    """
    proposals = suppress(decode(answer, threshold))
    lines = fit(proposals, chains(proposals))
    return lines.take(lines.scores >= lowest_score)


def fit(p: Proposals, line: NDArray[np.intp]) -> TextLines:
    """Fit a quadrilateral to the proposals of each line.

    Centre and height are straight lines by least squares; the side offsets of the outermost
    proposals set the ends (side refinement, arXiv 1609.03605, 2.5), which stand at right angles
    to the text.

    Args:
        p: Proposals, sorted by column.
        line: (N,) line of each, 0 ... lines - 1, none of them empty.
    """
    if not len(p):
        return TextLines(np.zeros((0, 4, 2), np.float32), np.zeros(0, np.float32))
    count = np.bincount(line)
    x = np.asarray((p.column + 0.5) * COLUMN_WIDTH, np.float64)
    middle = np.bincount(line, x) / count
    away = x - middle[line]
    spread = np.bincount(line, away**2) + STIFFNESS * COLUMN_WIDTH**2

    def straight(y: NDArray[np.floating]) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """Value at the middle, and slope, of y along each line."""
        mean = np.bincount(line, y) / count
        return mean, np.bincount(line, away * (y - mean[line])) / spread

    centre, slope = straight((p.top + p.bottom) / 2)
    height, growth = straight(p.bottom - p.top)
    ends = []
    for x_end in _ends(p, x, line):
        along = x_end - middle
        tall = np.maximum(height + growth * along, 0.5 * height) / (1 + slope**2)
        half = np.stack([-slope * tall, tall], 1) / 2  # at right angles to the text
        point = np.stack([x_end, centre + slope * along], 1)
        ends.append((point - half, point + half))
    (top_left, bottom_left), (top_right, bottom_right) = ends
    points = np.stack([top_left, top_right, bottom_right, bottom_left], 1)
    scores = np.bincount(line, p.score) / count
    return TextLines(points.astype(np.float32), scores.astype(np.float32))


def _ends(
    p: Proposals, x: NDArray[np.float64], line: NDArray[np.intp]
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Where each line begins and ends, in px, by the side offsets of its outermost proposals."""
    count = np.bincount(line)
    order = np.argsort(line, kind="stable")  # by line, then by column
    last = np.cumsum(count) - 1
    first = last - count + 1
    from_left = np.empty(len(p), np.intp)
    from_left[order] = np.arange(len(p)) - np.repeat(first, count)
    from_right = count[line] - 1 - from_left
    voters = np.clip(count[line] // 2, 1, END_STRIPS)  # never from the other half of a short line
    inwards, outwards = (COLUMN_WIDTH * limit for limit in FARTHEST_END)
    found = []
    for place, edge, sign in ((from_left, first, -1), (from_right, last, 1)):
        outermost = x[order[edge]]
        votes = (place < voters) & (sign * p.side > 0)  # the others mean the opposite end
        number = np.bincount(line[votes], minlength=len(count))
        total = np.bincount(line[votes], (x + p.side * COLUMN_WIDTH)[votes], len(count))
        voted = sign * (total / np.maximum(number, 1) - outermost)
        moved = np.where(number > 0, np.clip(voted, inwards, outwards), COLUMN_WIDTH / 2)
        found.append(outermost + sign * moved)
    left, right = found
    return np.minimum(left, right - COLUMN_WIDTH / 2), right
