"""Reading lines of text: cut out, seen by the network, looked at again and spelt where in doubt."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import product
from pathlib import Path
from typing import Literal

import numpy as np
from numpy.typing import NDArray
from opentelemetry.trace import Span
from PIL import Image

from recognition_api import beam, hues, looks, raised, scripts, upside_down
from recognition_api.crops import cut, inside, with_margin
from recognition_api.evidence import Evidence
from recognition_api.legible import is_legible
from recognition_api.letters import Letters
from recognition_api.looks import Look, with_what_is_below
from recognition_api.network import MODEL, Network, Seen
from recognition_api.parts import Parts, part
from recognition_api.passports import as_standard
from recognition_api.shapes import by_shape, is_code
from recognition_api.trace import Trace
from recognition_api.underlines import without_underline
from showoff_common.contracts.texts import Script
from showoff_common.reading import LEAST_CONFIDENCE
from showoff_common.telemetry.stages import stage

Colours = Callable[[], NDArray[np.uint8]]


@dataclass(frozen=True)
class Reading:
    """What a line says.

    Attributes:
        text: Without space around it.
        confidence: Probability (0..1, calibrated) that all of it is right.
        turn: 180 where it was read upside down, from the corner opposite its first.
        parts: Its words and doubtful letters, where asked for.
        script: Unknown where it is written in letters that aren't read; it then says nothing.
        evidence: From which its confidence was told, where it says anything.
    """

    text: str
    confidence: float
    turn: Literal[0, 180] = 0
    parts: Parts | None = None
    script: Script = "latin"
    evidence: Evidence | None = None


@dataclass(frozen=True)
class _View:
    """Another cut of a line, (32, w), and how it was cut."""

    line: int
    image: NDArray[np.uint8]
    look: Look


class Recognizer:
    """The network and the model of letters, loaded once; safe to call from several threads."""

    def __init__(
        self,
        model: Path = MODEL,
        threads: int | None = None,
        further: Sequence[Look] = looks.FURTHER,
        spells: bool = True,
    ) -> None:
        """Load and warm up.

        Args:
            model: An ONNX file, as `Network` takes it.
            threads: Of one inference; None leaves it to ONNX Runtime.
            further: Looks at lines that were hard to read.
            spells: Whether the model of letters has a say in them.

        Raises:
            FileNotFoundError: There is no such file.
        """
        self._network = Network(model, threads)
        self._further = further
        self._letters = Letters.load() if spells else None
        self.version = self._network.version
        self.read_crops([np.full((32, 320), 255, np.uint8)])

    def read(
        self,
        image: NDArray[np.uint8],
        points: NDArray[np.float32],
        *,
        parts: bool = False,
        colours: Colours | None = None,
    ) -> list[Reading]:
        """Read the lines inside quadrilaterals of a picture, all of them the same way up.

        A page that makes little sense as they stand is tried upside down, on the cuts it has.

        Args:
            image: (H, W) grey or (H, W, 3) RGB.
            points: (N, 4, 2) corners in its pixels, clockwise from the top left of the text's
                direction.
            parts: Whether to tell words and doubtful letters, too.
            colours: Gives the picture in colour, (H, W, 3) RGB; asked for only where a line is
                faint in grey.
        """
        with stage("recognise", {"showoff.lines": len(points)}) as span:
            span.set_attribute("showoff.model.version", self.version)
            return self._read_lines(image, points, span, colours, parts=parts)

    def _read_lines(
        self,
        image: NDArray[np.uint8],
        points: NDArray[np.float32],
        span: Span,
        colours: Colours | None,
        *,
        parts: bool,
    ) -> list[Reading]:
        grey = _grey(image)
        cuts = self._cut(grey, points, [looks.FIRST])
        seen, taken = self._network.see(cuts), [looks.FIRST] * len(cuts)
        widths = np.linalg.norm(points[:, 1] - points[:, 0], axis=1).tolist()
        tried = upside_down.worth_a_try(seen, widths)
        turn: Literal[0, 180] = 0
        if tried and upside_down.makes_more_sense(
            self._network.see([cuts[line][::-1, ::-1] for line in tried]),
            [seen[line] for line in tried],
            self._letters,
        ):
            turn, points = 180, np.roll(points, 2, axis=1)
            cuts = [line[::-1, ::-1] for line in cuts]
            seen = self._network.see(cuts)
        span.set_attribute("showoff.turn", turn)
        doubtful = [i for i, line in enumerate(seen) if looks.in_doubt(line)]
        span.set_attribute("showoff.lines.doubtful", len(doubtful))
        if doubtful and self._further:
            views = self._other_views(grey, points, doubtful, cuts, colours)
            others = self._network.see([view.image for view in views])
            for view, other in zip(views, others, strict=True):
                if other.confidence > seen[view.line].confidence:
                    seen[view.line], cuts[view.line] = other, view.image
                    taken[view.line] = view.look
        readings = self._known(self._spelt(seen, turn), seen)
        prints = [
            with_what_is_below(line, grey, corners, look) if is_code(reading.text) else line
            for reading, line, corners, look in zip(readings, cuts, points, taken, strict=True)
        ]
        each_told = zip(readings, seen, cuts, prints, strict=True)
        readings = [_told_by_shape(*each) for each in each_told]
        readings, traces = self._judged(readings, seen)
        each_judged = zip(readings, seen, traces, strict=True)
        readings = [self._worth_telling(*each) for each in each_judged]
        if not parts:
            return readings
        margins = [look.along for look in taken]
        return self._with_parts(readings, traces, cuts, points, margins)

    def read_crops(
        self, crops: Sequence[NDArray[np.uint8]], *, parts: bool = False
    ) -> list[Reading]:
        """Read pictures that each hold one line and nothing else: (h, w) grey or (h, w, 3) RGB."""
        with stage("recognise", {"showoff.lines": len(crops)}):
            corners = [_corners(crop) for crop in crops]
            with stage("crop", {"showoff.lines": len(crops)}):
                cuts = [cut(_grey(x), points) for x, points in zip(crops, corners, strict=True)]
            seen = self._network.see(cuts)
            readings = self._known(self._spelt(seen), seen)
            readings, traces = self._judged(readings, seen)
            margins = [0.0] * len(cuts)
            return self._with_parts(readings, traces, cuts, corners, margins) if parts else readings

    def _cut(
        self, grey: NDArray[np.uint8], points: NDArray[np.float32], ways: Sequence[Look]
    ) -> list[NDArray[np.uint8]]:
        """Cut all lines out in the first way, then all in the next."""
        with stage("crop", {"showoff.lines": len(points) * len(ways)}):
            return [
                cut(grey, corners, stretch=look.stretch)
                for look in ways
                for corners in with_margin(points, look.across, look.along)
            ]

    def _other_views(
        self,
        grey: NDArray[np.uint8],
        points: NDArray[np.float32],
        doubtful: Sequence[int],
        cuts: Sequence[NDArray[np.uint8]],
        colours: Colours | None,
    ) -> list[_View]:
        """What else there is to see of lines in doubt: other cuts, their colours, no underline."""
        again = self._cut(grey, points[doubtful], self._further)
        ways = product(self._further, doubtful)
        views = [_View(i, line, look) for (look, i), line in zip(ways, again, strict=True)]
        views += [
            _View(i, clear, looks.FIRST)
            for i in doubtful
            if (clear := without_underline(cuts[i])) is not None
        ]
        faint = [i for i in doubtful if hues.is_faint(cuts[i])]
        if faint and colours:
            picture = colours()
            widened = with_margin(points[faint], looks.FIRST.across, looks.FIRST.along)
            for i, corners in zip(faint, widened, strict=True):
                if (coloured := hues.cut_by_colour(picture, corners)) is not None:
                    views.append(_View(i, coloured, looks.FIRST))
        return views

    def _spelt(self, seen: Sequence[Seen], turn: Literal[0, 180] = 0) -> list[Reading]:
        """Lines that are still in doubt say what letters that follow each other can say."""
        letters, doubtful = self._letters, sum(map(looks.in_doubt, seen))
        if letters is None or not doubtful:
            return [Reading(line.text, line.confidence, turn) for line in seen]
        with stage("spell", {"showoff.lines": doubtful}):
            return [
                Reading(
                    beam.search(line.probabilities, letters).strip()
                    if looks.in_doubt(line)
                    else line.text,
                    line.confidence,
                    turn,
                )
                for line in seen
            ]

    def _known(self, readings: list[Reading], seen: Sequence[Seen]) -> list[Reading]:
        """Readings, but nothing of lines in letters that the network does not know."""
        if self._letters is None or not any(map(looks.in_doubt, seen)):
            return readings
        unknown = scripts.are_unknown(seen, self._letters)
        return [
            Reading("", 0.0, reading.turn, script="unknown") if is_unknown else reading
            for reading, is_unknown in zip(readings, unknown, strict=True)
        ]

    def _judged(
        self, readings: Sequence[Reading], seen: Sequence[Seen]
    ) -> tuple[list[Reading], list[Trace | None]]:
        """Readings, as sure as all that was seen of them makes them, and that; None of empty ones.

        A character that stands alone stays as sure as its look was.
        """
        traces = [
            Trace(text, line.frames_of(text), line.probabilities)
            if (text := reading.text)
            else None
            for reading, line in zip(readings, seen, strict=True)
        ]
        judged = [
            reading if trace is None else self._as_sure(reading, trace.evidence())
            for reading, trace in zip(readings, traces, strict=True)
        ]
        return judged, traces

    def _as_sure(self, reading: Reading, evidence: Evidence) -> Reading:
        fitted = self._network.confidence_of_lines
        is_alone = len(reading.text) == 1
        confidence = reading.confidence if is_alone or not fitted else fitted.of(evidence)
        return replace(reading, confidence=confidence, evidence=evidence)

    def _worth_telling(self, reading: Reading, line: Seen, trace: Trace | None) -> Reading:
        """Lines are left out where their look, which tells text from clutter, is in much doubt.

        A legible line is not, and nothing that is told is less sure than what is left out.
        """
        if trace is None:
            return reading
        words = self._network.confidence_of_words
        if line.confidence >= LEAST_CONFIDENCE or is_legible(trace, words):
            return replace(reading, confidence=max(LEAST_CONFIDENCE, reading.confidence))
        return replace(reading, confidence=min(line.confidence, reading.confidence))

    def _with_parts(
        self,
        readings: Sequence[Reading],
        traces: Sequence[Trace | None],
        cuts: Sequence[NDArray[np.uint8]],
        points: Iterable[NDArray[np.float32]],
        margins: Iterable[float],
    ) -> list[Reading]:
        """Readings with their parts, from the cuts in which they were seen and their margins."""
        confidence = self._network.confidence_of_words
        with stage("part", {"showoff.lines": len(readings)}):
            return [
                replace(
                    reading,
                    parts=Parts()
                    if line is None
                    else part(line, image, inside(corners, margin, image.shape[1]), confidence),
                )
                for reading, line, image, corners, margin in zip(
                    readings, traces, cuts, points, margins, strict=True
                )
            ]


def _told_by_shape(
    reading: Reading, line: Seen, image: NDArray[np.uint8], print_: NDArray[np.uint8]
) -> Reading:
    """What shapes tell, and standards: doubles, white, passports' lines, raised digits."""
    text, probabilities = reading.text, line.probabilities
    if len(text) > 1:
        frames = line.frames_of(text)
        text = by_shape(text, line.confidence, frames, probabilities, print_)
    text = as_standard(text)
    text = raised.cents_apart(raised.even(text), line.probabilities, image)
    return reading if text == reading.text else replace(reading, text=text)


def _grey(crop: NDArray[np.uint8]) -> NDArray[np.uint8]:
    return crop if crop.ndim == 2 else np.asarray(Image.fromarray(crop).convert("L"))


def _corners(crop: NDArray[np.uint8]) -> NDArray[np.float32]:
    height, width = crop.shape[:2]
    return np.array([[0, 0], [width, 0], [width, height], [0, height]], np.float32)
