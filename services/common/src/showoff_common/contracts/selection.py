"""Which pages are asked for: `1-3,7`."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Self

_PART: Final = re.compile(r"(\d{1,5})(?:-(\d{1,5}))?")


@dataclass(frozen=True)
class Selection:
    """Ranges of pages, from 1, both ends included; none are all pages."""

    ranges: Sequence[tuple[int, int]] = ()

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read `1-3,7`.

        Raises:
            ValueError: It is no such list.
        """
        ranges = []
        for part in text.split(","):
            match = _PART.fullmatch(part.strip())
            first = int(match[1]) if match else 0
            last = int(match[2] or first) if match else 0
            if not 1 <= first <= last:
                raise ValueError(f"{text!r} names no pages: 1-3,7 does")
            ranges.append((first, last))
        return cls(tuple(ranges))

    def of(self, pages: int) -> list[int]:
        """The numbers of those that are asked for and are there, of so many; ascending."""
        ranges = self.ranges or [(1, pages)]
        return sorted({n for first, end in ranges for n in range(first, min(end, pages) + 1)})

    def beyond(self, pages: int) -> int | None:
        """The last one that is asked for, where a document of so many pages has it not."""
        last = max((end for _, end in self.ranges), default=0)
        return last if last > pages else None


EVERY_PAGE: Final = Selection()
