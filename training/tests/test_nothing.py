import numpy as np

from showoff_training.recognition.nothing import Nothing


def test_lines_without_text_look_like_lines_and_say_nothing() -> None:
    source = Nothing(None, 5)  # long enough to meet every kind of ground and clutter
    lines = [source.line() for _ in range(600)]
    assert all(line.text == "" and line.image.shape[0] == 32 for line in lines)
    assert len({line.image.shape[1] for line in lines}) > 10
    assert np.mean([np.ptp(line.image) for line in lines]) > 10
