import numpy as np
import pytest

from showoff_training.synthesis.fonts import load_faces
from showoff_training.synthesis.pages import Page
from showoff_training.synthesis.street_pages import StreetPages
from showoff_training.synthesis.street_text import StreetText

SIZE = 320


def pages(seed: int, count: int) -> list[Page]:
    photograph = np.random.default_rng(1).integers(0, 256, (90, 120, 3), np.uint8)
    source = StreetPages(load_faces()[0], StreetText(seed), [photograph], seed)
    return [source.page(SIZE) for _ in range(count)]


@pytest.fixture(scope="module")
def drawn() -> list[Page]:
    return pages(3, 24)


def heights(drawn: list[Page], *, ignored: bool) -> np.ndarray:
    quads = np.concatenate([page.quads[page.ignored == ignored] for page in drawn])
    return np.asarray(np.linalg.norm(quads[:, 3] - quads[:, 0], axis=1))


def test_pages_are_pictures_with_their_truth(drawn: list[Page]) -> None:
    for page in drawn:
        assert page.image.shape == (SIZE, SIZE, 3)
        assert page.image.dtype == np.uint8
        assert page.quads.shape == (len(page.ignored), 4, 2)
        assert np.isfinite(page.quads).all()
    assert any(not len(page.quads) for page in drawn), "some show no text"


def test_lettering_is_small_and_large_and_what_nobody_reads_is_ignored(drawn: list[Page]) -> None:
    found = heights(drawn, ignored=False)
    assert found.min() >= 7.9
    assert found.max() > 100
    assert (heights(drawn, ignored=True) < 8).any()


def test_letters_stand_where_the_truth_says(drawn: list[Page]) -> None:
    """Inside a line there is more contrast than there would be on its ground."""
    spreads = []
    for page in drawn:
        for quad in page.quads[~page.ignored]:
            (left, top), (right, bottom) = np.clip(quad[[0, 2]], 0, SIZE).astype(int)
            part = page.image[top:bottom, left:right]
            spreads.append(float(part.std()) if part.size else 0.0)
    assert np.median(spreads) > 25


def test_the_same_seed_gives_the_same_pages() -> None:
    for one, other in zip(pages(7, 2), pages(7, 2), strict=True):
        assert (one.image == other.image).all()
        assert (one.quads == other.quads).all()
