import io
import sys

import numpy as np
import pytest
from rich.console import Console

from showoff_training.recognition.real_lines import RealLine
from showoff_training.studies import peers

BLANK = np.full((32, 64), 255, np.uint8)


def test_every_reader_is_measured_on_the_same_lines() -> None:
    lines = [RealLine(BLANK, "abcd"), RealLine(BLANK, "efgh")]
    readers = {"right": lambda _: ["abcd", "efgh"], "half right": lambda _: ["abcd", "efxx"]}
    console = Console(width=100, record=True, file=io.StringIO())
    console.print(peers.compared({"words": lines}, readers))
    (row,) = [row for row in console.export_text().splitlines() if "words" in row]
    assert [float(figure) for figure in row.replace("│", " ").split()[1:]] == [2, 0, 100, 25, 50]


def test_a_peer_that_is_not_installed_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "rapidocr", None)
    with pytest.raises(SystemExit, match=r"rapidocr.*no part of this project"):
        peers.main(["rapidocr", "--lines", "1"])
