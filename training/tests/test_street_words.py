import numpy as np
import pytest

from recognition_api.alphabet import is_known
from showoff_training.recognition.data import fits_ctc
from showoff_training.recognition.real_lines import RealLine
from showoff_training.synthesis.fonts import load_faces
from showoff_training.synthesis.street_camera import contrast
from showoff_training.synthesis.street_text import LONGEST, StreetText
from showoff_training.synthesis.street_words import StreetWords


@pytest.fixture(scope="module")
def lines() -> list[RealLine]:
    grounds = [np.random.default_rng(1).integers(0, 256, (240, 320), np.uint8)]
    source = StreetWords(load_faces()[0], StreetText(2), grounds, 2)
    return [source.next() for _ in range(40)]


def test_cuts_are_as_the_network_takes_them(lines: list[RealLine]) -> None:
    for line in lines:
        assert line.image.dtype == np.uint8
        assert line.image.shape[0] == 32
        assert fits_ctc(line.text, line.image.shape[1])


def test_cuts_differ_from_each_other_and_show_something(lines: list[RealLine]) -> None:
    assert len({line.image.shape[1] for line in lines}) > 20
    assert min(int(np.ptp(line.image)) for line in lines) > 20


def test_signs_say_words_and_numbers_of_the_alphabet_in_every_case() -> None:
    source = StreetText(3, phrases=["Mind the gap"])
    said = [source.next() for _ in range(600)]
    assert all(is_known(text) and 1 <= len(text) <= LONGEST for text in said)
    assert any(text.isupper() for text in said)
    assert any(text.islower() for text in said)
    assert any(c.isdigit() for text in said for c in text)
    assert "Mind the gap" in said


def test_an_even_cut_has_no_contrast() -> None:
    letters = np.zeros((20, 60), np.float32)
    letters[5:15, 10:20] = letters[5:15, 40:50] = 1
    assert contrast(np.full((20, 60), 90, np.uint8), letters) == 0
    assert contrast((letters * 200).astype(np.uint8), letters) == 200
