"""Which way up the text of a picture runs: the way in which it reads best."""

import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from heapq import nlargest
from statistics import fmean, median
from typing import Final

from show_off_api.model_services import Detection, Found, Picture, Quad, Recognised, Recognition
from showoff_common.pictures.regions import Region
from showoff_common.pictures.turns import Turn
from showoff_common.work.deadline import Deadline

# Mean confidences, weighted by the lines' widths. Measured on the development sets, pages that
# stand upright reach 0.6 to 0.95; lying ones 0.2 to 0.63 where they are found in fragments hardly
# longer than high, below 0.3 where columns of letters look like lines.
_CLEAR: Final = 0.6
_CLEAR_FRAGMENTS: Final = 0.8
_SENSELESS: Final = 0.4
_FRAGMENT: Final = 2.5  # median length of a line, in its heights, below which it is none
_TRIED: Final = 8  # lines, the widest
# Evidence for a way up: the characters of the lines tried, by their confidence squared, so that
# little nonsense read for sure and much read in doubt both count for little.
_MORE: Final = 1.4  # times the evidence that another way must have
_UPSIDE_DOWN: Final = 2.0  # least evidence to believe that
_LYING: Final = 5.0  # the same, of a picture on its side


@dataclass(frozen=True)
class Upright:
    """The lines of a picture the right way up, and what they say."""

    found: Found
    recognised: Recognised


@dataclass(frozen=True)
class _Models:
    """A picture and who looks at it."""

    picture: Picture
    region: Region | None
    detection: Detection
    recognition: Recognition
    deadline: Deadline

    def find(self, turn: Turn) -> Found:
        return self.detection.find(self.picture, self.region, turn, self.deadline)

    def recognise(self, found: Found) -> Upright:
        if not found.points:
            return Upright(found, Recognised([], [], ""))
        recognised = self.recognition.read(self.picture, found.points, self.deadline)
        return Upright(found, recognised)

    def evidence(self, found: Found) -> float:
        """What its widest lines say for it."""
        tried = self.recognise(
            replace(found, points=[found.points[line] for line in _widest(found)])
        )
        return _evidence(tried.recognised, range(len(tried.found.points)))


def read_upright(
    picture: Picture,
    region: Region | None,
    detection: Detection,
    recognition: Recognition,
    deadline: Deadline,
) -> Upright:
    """Find and read the lines as the picture stands; where that makes no sense, try other ways.

    Raises:
        Problem: Whatever the model services refuse, and how they fail.
    """
    models = _Models(picture, region, detection, recognition, deadline)
    standing = models.recognise(models.find(0))
    fragments = _in_fragments(standing.found)
    confidence = _confidence(standing)
    if confidence >= (_CLEAR_FRAGMENTS if fragments else _CLEAR):
        return standing
    best, most = None, _MORE * _evidence(standing.recognised, _widest(standing.found))
    lying = fragments or confidence < _SENSELESS
    for found, least in _other_ways(models, standing.found, lying=lying):
        evidence = models.evidence(found)
        if evidence > max(most, least):
            best, most = found, evidence
    return standing if best is None else models.recognise(best)


def _other_ways(models: _Models, standing: Found, *, lying: bool) -> Iterator[tuple[Found, float]]:
    """Lines the other ways up, and how much evidence they need at least."""
    if standing.points:
        yield _upside_down(standing), _UPSIDE_DOWN
    if lying and (found := models.find(90)).points:
        yield found, _LYING
        yield _upside_down(found), _LYING


def _in_fragments(found: Found) -> bool:
    """Whether lines are hardly longer than high, or none: what a page on its side looks like."""
    if not found.points:
        return True
    return median(_width(line) / max(_height(line), 1) for line in found.points) < _FRAGMENT


def _upside_down(found: Found) -> Found:
    """The corners tell which way up a line is: the opposite one first reads it the other way."""
    return replace(found, points=[[*line[2:], *line[:2]] for line in found.points])


def _confidence(read: Upright) -> float:
    if not read.found.points:
        return 0.0
    return fmean(read.recognised.confidences, [_width(line) + 1 for line in read.found.points])


def _evidence(recognised: Recognised, lines: Iterable[int]) -> float:
    sure = recognised.confidences
    return sum(sure[line] ** 2 * len(recognised.texts[line]) for line in lines)


def _widest(found: Found) -> list[int]:
    lines = range(len(found.points))
    return nlargest(_TRIED, lines, key=lambda line: _width(found.points[line]))


def _width(line: Quad) -> float:
    return math.dist(line[0], line[1])


def _height(line: Quad) -> float:
    return math.dist(line[0], line[3])
