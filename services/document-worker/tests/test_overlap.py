"""Lines in the same place, and what is told where both a page and its reader have some."""

import time
from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from document_worker.documents.content import Sheet
from document_worker.overlap import same_places
from document_worker.reading import DrawnPage, read_drawn
from showoff_common.contracts.lines import Quad
from showoff_common.contracts.pages import PageLine
from showoff_common.reading import Line, Reading

_NUMBERS = st.integers(0, 12).map(float)
_QUADS = st.tuples(*[st.tuples(_NUMBERS, _NUMBERS)] * 4)
_PAGES = st.lists(_QUADS, max_size=8)


def lines(quads: Sequence[Quad]) -> list[PageLine]:
    return [
        PageLine(text=f"own {number}", separator="\n", confidence=None, points=quad)
        for number, quad in enumerate(quads)
    ]


def merged(own: Sequence[Quad], read: Sequence[Quad]) -> list[str]:
    """What a page tells that has text of its own and is read as well."""
    sheet = Sheet(number=1, width=9, height=9, dpi=200, kind="mixed", lines=lines(own))
    found = [Line(f"read {number}", 0.9, quad, "\n") for number, quad in enumerate(read)]
    page = read_drawn(DrawnPage(sheet, b"a picture"), lambda _: (Reading(found, "d", "r"), 0))
    return [line.text for line in page.lines]


def is_in(inner: Quad, outer: Quad) -> bool:
    x, y = (sum(along) / 4 for along in zip(*inner, strict=True))
    xs, ys = zip(*outer, strict=True)
    return min(xs) <= x <= max(xs) and min(ys) <= y <= max(ys)


def is_same(one: Quad, other: Quad) -> bool:
    return is_in(one, other) or is_in(other, one)


@given(_PAGES, _PAGES)
def test_they_are_found_as_by_looking_at_every_pair(
    ones: Sequence[Quad], others: Sequence[Quad]
) -> None:
    plainly = {
        (i, j)
        for i, one in enumerate(ones)
        for j, other in enumerate(others)
        if is_same(one, other)
    }

    assert set(same_places(lines(ones), lines(others))) == plainly


@given(_PAGES, _PAGES)
def test_both_are_merged_as_by_looking_at_every_pair(
    own: Sequence[Quad], read: Sequence[Quad]
) -> None:
    plainly, left = [], list(range(len(own)))
    for number, quad in enumerate(read):
        mine = [one for one in left if is_same(own[one], quad)]
        left = [one for one in left if one not in mine]
        plainly += [f"own {one}" for one in mine]
        if not any(is_same(one, quad) for one in own):
            plainly.append(f"read {number}")
    plainly += [f"own {one}" for one in left]

    assert merged(own, read) == plainly


def test_a_page_full_of_lines_takes_no_time() -> None:
    """Of two columns, and of upright ones as well: with every pair looked at, half a minute."""
    rows: list[Quad] = [
        ((x, y), (x + 380, y), (x + 380, y + 10), (x, y + 10))
        for y in range(0, 15_000, 12)
        for x in (10, 400)
    ]
    upright: list[Quad] = [
        ((b, a), (d, c), (f, e), (h, g)) for (a, b), (c, d), (e, f), (g, h) in rows
    ]
    began = time.process_time()

    for quads in (rows, upright):
        assert len(merged(quads, quads)) == len(quads)

    assert time.process_time() - began < 5
