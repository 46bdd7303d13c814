"""Which pages are asked for: `1-3,7`."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Self

from document_worker.documents.problems import no_such_page

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
        """The numbers of the pages asked for, ascending, each once.

        Args:
            pages: How many there are.

        Raises:
            Problem: 422, one that is asked for is not there.
        """
        if not self.ranges:
            return list(range(1, pages + 1))
        if (last := max(end for _, end in self.ranges)) > pages:
            raise no_such_page(last, pages)
        return sorted({n for first, end in self.ranges for n in range(first, end + 1)})


EVERY_PAGE: Final = Selection()
