"""How far a read has come, told while it runs. Knows nothing of HTTP."""

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextvars import copy_context
from dataclasses import dataclass
from queue import SimpleQueue
from typing import Literal, TypeVar

from show_off_api.model_services import Detection, Found, Picture, Quad, Recognised, Recognition
from showoff_common.pictures.regions import Region
from showoff_common.pictures.turns import Turn
from showoff_common.work.deadline import Deadline


@dataclass(frozen=True)
class Step:
    """What has just begun.

    Attributes:
        stage: Waiting for a place, finding lines, or reading them; a picture that makes little
            sense as it stands comes through the last two more than once.
        before: While waiting: how many pictures come first.
        lines: While recognising: how many.
    """

    stage: Literal["waiting", "detecting", "recognising"]
    before: int | None = None
    lines: int | None = None


Tell = Callable[[Step], None]
Result = TypeVar("Result")


def nobody(_step: Step) -> None:
    """For those who only want the end."""


@dataclass(frozen=True)
class TellingDetection:
    """Tells when it is asked."""

    detection: Detection
    tell: Tell

    def find(
        self, picture: Picture, region: Region | None, turn: Turn, deadline: Deadline
    ) -> Found:
        self.tell(Step("detecting"))
        return self.detection.find(picture, region, turn, deadline)


@dataclass(frozen=True)
class TellingRecognition:
    """Tells when it is asked."""

    recognition: Recognition
    tell: Tell

    def read(self, picture: Picture, points: Sequence[Quad], deadline: Deadline) -> Recognised:
        self.tell(Step("recognising", lines=len(points)))
        return self.recognition.read(picture, points, deadline)


def followed(work: Callable[[Tell], Result]) -> Iterator[Step | Result]:
    """Do ``work`` in a thread beside; yields what it tells as it goes, at last what it returns.

    It belongs to the same request, log and trace. Who stops listening waits for its end all the
    same: it is bounded by its own deadline, which also tells it that nobody is there any more.

    Raises:
        Exception: Whatever ``work`` raises.
    """
    steps: SimpleQueue[Step | None] = SimpleQueue()
    with ThreadPoolExecutor(1, "read") as beside:
        result = beside.submit(copy_context().run, work, steps.put)
        result.add_done_callback(lambda _: steps.put(None))
        yield from iter(steps.get, None)
        yield result.result()
