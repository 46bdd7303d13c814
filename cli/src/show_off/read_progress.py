"""How far a read has come, for people at a terminal, and what they are told beside."""

import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from types import TracebackType
from typing import TYPE_CHECKING, Self, TypeVar

if TYPE_CHECKING:
    from rich.progress import Progress as Bars

Item = TypeVar("Item")


class Progress:
    """Bars on standard error where that is a terminal and there are several things to do."""

    def __init__(self) -> None:
        self._bars: Bars | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        if self._bars is not None:
            self._bars.stop()

    def through(self, items: Iterable[Item], names: Sequence[str], about: str) -> Iterator[Item]:
        """The items, one by one; as many as there are names, by which each is shown in its turn."""
        if len(names) < 2 or not sys.stderr.isatty():
            yield from items
            return
        bars = self._bars = self._bars or _started()
        task = bars.add_task(about, total=len(names))
        for name, item in zip(names, items, strict=True):
            bars.update(task, description=f"{about} {name}")
            yield item
            bars.advance(task)
        bars.remove_task(task)

    def say(self, text: str) -> None:
        """Tell something, above the bars."""
        shown = os.fsencode(text).decode(errors="replace")
        if self._bars is None:
            print(shown, file=sys.stderr)
        else:
            self._bars.console.print(shown, highlight=False, soft_wrap=True, markup=False)


def _started() -> "Bars":
    # Only here: one picture can do without.
    from rich.console import Console  # noqa: PLC0415
    from rich.progress import (  # noqa: PLC0415
        MofNCompleteColumn,
        TextColumn,
        TimeElapsedColumn,
    )
    from rich.progress import Progress as Bars  # noqa: PLC0415

    columns = (TextColumn("{task.description}"), MofNCompleteColumn(), TimeElapsedColumn())
    bars = Bars(*columns, console=Console(stderr=True), transient=True)
    bars.start()
    return bars
