import random

import numpy as np
import pytest

from recognition_api.alphabet import is_known
from recognition_api.recognizer import Recognizer
from showoff_training.recognition.scenes import Scenes
from showoff_training.synthesis.backgrounds import Backgrounds
from showoff_training.synthesis.fonts import load_faces
from showoff_training.synthesis.signs import SignPainter
from showoff_training.synthesis.text import TextSource


@pytest.fixture(scope="module")
def scenes() -> Scenes:
    painter = SignPainter(load_faces()[0], TextSource(5), random.Random(5), in_colour=False)
    return Scenes(Backgrounds([]), painter, 5)


def test_lines_without_text_look_like_lines_and_say_nothing(scenes: Scenes) -> None:
    lines = [scenes.nothing() for _ in range(600)]  # enough for every kind of clutter
    assert all(line.text == "" and line.image.shape[0] == 32 for line in lines)
    assert len({line.image.shape[1] for line in lines}) > 10
    assert np.mean([np.ptp(line.image) for line in lines]) > 10


def test_lines_of_signs_say_what_is_painted_there(scenes: Scenes) -> None:
    lines = [scenes.sign() for _ in range(60)]
    assert all(line.text and is_known(line.text) for line in lines)
    assert all(line.image.shape[0] == 32 for line in lines)
    read = Recognizer(threads=1).read_crops([line.image for line in lines])
    right = [r.text.casefold() == x.text.casefold() for r, x in zip(read, lines, strict=True)]
    assert np.mean(right) > 0.15, "texts and cuts belong together"
