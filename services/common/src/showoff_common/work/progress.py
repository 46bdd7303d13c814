"""How far a read has come, reported while it runs. Knows nothing of HTTP."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextvars import copy_context
from dataclasses import dataclass
from queue import SimpleQueue
from typing import Literal, TypeVar


@dataclass(frozen=True)
class Step:
    """What has just begun.

    Attributes:
        stage: Waiting for a place, finding lines, or reading them.
        before: While waiting: how many pictures come first.
        lines: While recognising: how many.
    """

    stage: Literal["waiting", "detecting", "recognising"]
    before: int | None = None
    lines: int | None = None


ProgressCallback = Callable[[Step], None]
Result = TypeVar("Result")


def ignore_progress(_step: Step) -> None:
    """For callers who only want the result."""


def run_with_progress(work: Callable[[ProgressCallback], Result]) -> Iterator[Step | Result]:
    """Run ``work`` in another thread; yields each step that it reports, then what it returns.

    It belongs to the same request, log and trace. A consumer that stops early still waits for the
    end of ``work``, which is bounded by its own deadline and notices that the client has gone.

    Raises:
        Exception: Whatever ``work`` raises.
    """
    steps: SimpleQueue[Step | None] = SimpleQueue()
    with ThreadPoolExecutor(1, "read") as executor:
        result = executor.submit(copy_context().run, work, steps.put)
        result.add_done_callback(lambda _: steps.put(None))
        yield from iter(steps.get, None)
        yield result.result()
