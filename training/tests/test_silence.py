import pytest

from showoff_common.reading import Line, Reading
from showoff_training.measure import silence


class Chatterbox:
    """Reads something from every second picture."""

    def __init__(self) -> None:
        self._asked = 0

    def read(self, data: bytes) -> tuple[bytes, Reading]:
        self._asked += 1
        lines = [Line("toe", 0.42, ((0, 0), (1, 0), (1, 1), (0, 1)))] * (self._asked % 2)
        return data, Reading(lines, "a", "b")


def test_pictures_that_say_something_are_counted(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(silence, "LocalReader", Chatterbox)
    silence.main(["--pictures", "4"])
    output = capsys.readouterr().out
    assert "2 of 4 pictures without text say something" in output
    assert output.count("0.42  toe") == 2
