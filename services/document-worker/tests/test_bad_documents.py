"""Documents that cannot be read, or do harm: a clear problem, and nothing else dies."""

from collections.abc import Callable

import pytest
from tests.documents import papers
from tests.documents.papers import Opener

from document_worker.documents.content import PageWish
from document_worker.documents.limits import DocumentLimits
from document_worker.documents.opened import Document
from showoff_common.errors import Problem

LIMITS = DocumentLimits()


def refusal(opened: Opener, data: bytes, limits: DocumentLimits = LIMITS) -> Problem:
    with pytest.raises(Problem) as caught:
        opened(data, limits)
    return caught.value


def page_or_problem(document: Document, number: int) -> str:
    """Its kind, or why it cannot be read."""
    try:
        sheet = document.page(PageWish(number=number, keep_text=False))
    except Problem as problem:
        return problem.title
    return sheet.kind if sheet.width * sheet.height <= 40_000_000 else "too large"


@pytest.mark.parametrize(
    ("make", "status", "title"),
    [
        (lambda: papers.locked(papers.written()), 422, "Document is locked"),
        (lambda: papers.written()[:60], 422, "Document is damaged"),
        (lambda: b"%PDF-1.7\n" + bytes(1000), 422, "Document is damaged"),
        (papers.empty, 422, "Document has no pages"),
        (lambda: papers.many(5000), 422, "Too many pages"),
        (papers.xfa, 422, "Document is an XFA form"),
        (lambda: b"plain text", 400, "Not a picture"),
        (lambda: b"", 400, "Not a picture"),
    ],
)
def test_what_cannot_be_read_is_refused_in_words(
    opened: Opener, make: Callable[[], bytes], status: int, title: str
) -> None:
    problem = refusal(opened, make())

    assert (problem.status, problem.title) == (status, title)
    assert problem.detail.endswith(".")


def test_too_many_bytes_and_too_many_frames_are_refused(opened: Opener) -> None:
    data = papers.scan()
    assert refusal(opened, data, DocumentLimits(max_bytes=len(data) - 1)).status == 413

    frames = papers.encoded(
        papers.sheet(["1"]), "TIFF", save_all=True, append_images=[papers.sheet(["2"])] * 2
    )
    assert refusal(opened, frames, DocumentLimits(max_pages=2)).title == "Too many pages"


def test_a_signature_is_told(opened: Opener) -> None:
    assert opened(papers.signed()).facts.signed


@pytest.mark.slow
@pytest.mark.parametrize(
    "make", [papers.flate_bomb, papers.jbig2_bomb, papers.form_cycle, papers.form_avalanche]
)
def test_a_bomb_costs_its_page_at_most_and_the_next_is_read(
    opened: Opener, make: Callable[[], bytes]
) -> None:
    document = opened(make())

    assert page_or_problem(document, 1) in {"scanned", "Page not readable"}
    sheet = document.page(PageWish(number=2))
    assert (sheet.kind, sheet.picture) == ("scanned", "page-2.jpg")


def test_a_page_too_large_to_be_drawn_is_drawn_smaller(opened: Opener) -> None:
    sheet = opened(papers.with_media_box(0, 0, 200_000, 200_000)).page(
        PageWish(number=1, keep_text=False)
    )

    assert sheet.width == sheet.height <= 6325
    assert sheet.width * sheet.height <= 40_000_000


@pytest.mark.parametrize("box", [(0, 0, 0, 0), (0, 0, -10, 10), (1, 2, 3), (0, 0, 10**15, 10**15)])
def test_a_page_of_no_size_costs_itself_at_most(opened: Opener, box: tuple[float, ...]) -> None:
    document = opened(papers.with_media_box(*box))

    assert page_or_problem(document, 1) in {"scanned", "Page has no size", "Page not readable"}
    assert document.page(PageWish(number=2)).kind == "written"


def test_a_page_that_takes_too_long_is_given_up(opened: Opener) -> None:
    document = opened(papers.scan())
    document._limits = DocumentLimits(page_seconds=0.001)

    with pytest.raises(Problem, match="given up"):
        document.page(PageWish(number=1))
