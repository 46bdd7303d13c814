import numpy as np

from showoff_training.synthesis.fonts import load_faces
from showoff_training.synthesis.icons import icons
from showoff_training.synthesis.lines import LineSynthesis
from showoff_training.synthesis.text import TextSource


def test_icons_are_private_characters_whose_names_say_nothing() -> None:
    found = icons()
    assert len(found) > 100
    assert all(ord(icon.character) > 0xE000 for icon in found)


def test_a_line_with_an_icon_alone_says_nothing_but_shows_something() -> None:
    synthesis = LineSynthesis(load_faces()[0], TextSource(3), 3)
    lines = [synthesis.icon() for _ in range(50)]
    assert {line.text for line in lines} == {""}
    assert all(line.image.shape[0] == 32 for line in lines)
    assert np.mean([np.ptp(line.image) for line in lines]) > 60
