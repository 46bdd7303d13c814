"""What was found in the pictures read: how much, and how sure."""

from statistics import fmean
from typing import Final

from prometheus_client import Histogram

from showoff_common.reading import Reading

_LINES: Final = Histogram(
    "showoff_read_lines",
    "Lines of text in a picture.",
    buckets=(0, 1, 2, 5, 10, 20, 50, 100, 200, 500),
)
_CONFIDENCE: Final = Histogram(
    "showoff_read_confidence",
    "Mean confidence of a picture's lines, 0 to 1; pictures without lines do not count.",
    buckets=(0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 1),
)


def observe(reading: Reading) -> None:
    """Count a picture that was read."""
    _LINES.observe(len(reading.lines))
    if reading.lines:
        _CONFIDENCE.observe(fmean(line.confidence for line in reading.lines))
