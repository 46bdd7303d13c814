"""Who comes next: every owner gets the same share of what works, however much of theirs waits."""

from collections import deque
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final

NORMAL, LOW = 0, 1
_LOW_TURN: Final = 10


@dataclass(frozen=True)
class Candidate:
    """A waiting task, as the choice needs it."""

    document: str
    step: str
    page: int
    owner: str
    priority: int
    created: datetime


class Turns:
    """Chooses, one after another, remembering whose turn it was.

    Of one priority, the owner with the fewest tasks in flight comes first; of two with as many,
    the one who has waited longer. Tasks of low priority come where no other waits, and one time in
    ten: so they are slow, but not without end.
    """

    def __init__(self) -> None:
        self._since_low = 0

    def choose(
        self, waiting: Iterable[Candidate], in_flight: Mapping[str, int], room: int
    ) -> list[Candidate]:
        """At most ``room`` of those that wait.

        Args:
            waiting: Each owner's in the order that they are to be done in.
            in_flight: How many tasks each owner has in queues and in workers' hands.
            room: How many are wanted.
        """
        lines: dict[int, dict[str, deque[Candidate]]] = {NORMAL: {}, LOW: {}}
        for one in waiting:
            lines[one.priority].setdefault(one.owner, deque()).append(one)
        busy = dict(in_flight)
        chosen: list[Candidate] = []
        while len(chosen) < room and (owners := lines[self._priority(lines)]):
            owner = min(owners, key=lambda it: (busy.get(it, 0), owners[it][0].created, it))
            chosen.append(owners[owner].popleft())
            busy[owner] = busy.get(owner, 0) + 1
            if not owners[owner]:
                del owners[owner]
        return chosen

    def _priority(self, lines: Mapping[int, object]) -> int:
        """Whose turn it is; low ones' is counted only while others wait, too."""
        if not (lines[NORMAL] and lines[LOW]):
            return NORMAL if lines[NORMAL] else LOW
        self._since_low = (self._since_low + 1) % _LOW_TURN
        return NORMAL if self._since_low else LOW
