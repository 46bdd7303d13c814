import numpy as np
import pytest

from recognition_api.alphabet import is_known
from showoff_training.synthesis.fonts import load_faces
from showoff_training.synthesis.lines import LineSynthesis
from showoff_training.synthesis.text import TextSource


@pytest.fixture(scope="module")
def synthesis() -> LineSynthesis:
    faces, _ = load_faces()
    return LineSynthesis(faces, TextSource(3), 3)


def test_families_held_out_are_never_trained_on() -> None:
    training, held_out = load_faces()
    assert {f.family for f in training}.isdisjoint({f.family for f in held_out})
    assert len(training) >= 20
    assert len(held_out) >= 8


def test_lines_have_the_networks_height_and_alphabet(synthesis: LineSynthesis) -> None:
    for make in (synthesis.clean, synthesis.degraded):
        for _ in range(60):
            line = make(30)
            assert line.image.shape[0] == 32
            assert line.image.dtype == np.uint8
            assert 1 <= len(line.text) <= 30
            assert is_known(line.text)
            assert line.text == line.text.strip()


def test_lines_show_something(synthesis: LineSynthesis) -> None:
    contrasts = [int(np.ptp(synthesis.clean().image)) for _ in range(40)]
    assert np.mean(contrasts) > 150
    assert min(contrasts) > 40


def test_words_are_annotated_where_their_ink_is(synthesis: LineSynthesis) -> None:
    for _ in range(20):
        line = synthesis.clean()
        assert len(line.words) == len(line.text.split())
        (inked,) = np.nonzero((line.image < np.median(line.image) - 30).any(axis=0))
        width = line.image.shape[1]
        ends = np.array([line.words[0][0], line.words[-1][1]]) * width
        assert ends == pytest.approx([inked[0], inked[-1] + 1], abs=3), line.text


def test_the_same_seed_gives_the_same_lines() -> None:
    faces, _ = load_faces()
    first, second = (LineSynthesis(faces, TextSource(5), 5) for _ in range(2))
    for _ in range(10):
        a, b = first.degraded(), second.degraded()
        assert a.text == b.text
        np.testing.assert_array_equal(a.image, b.image)


def test_text_has_prose_numbers_accents_and_signs() -> None:
    source = TextSource(11)
    text = "\n".join(source.line() for _ in range(2000))
    assert any(c.isdigit() for c in text)
    assert set("éüñ") & set(text)
    assert set("€$%@#") <= set(text)
    assert " the " in text
