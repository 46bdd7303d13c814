from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from showoff_training.measure import gallery
from showoff_training.measure.failures import failures
from showoff_training.measure.scores import ReadLine
from showoff_training.measure.truth import TrueLine, Truth


def box(y: float) -> np.ndarray:
    return np.array([[0, y], [100, y], [100, y + 20], [0, y + 20]], float)


def truth(text: str) -> Truth:
    return Truth(
        image=Path("x.png"),
        lines=[TrueLine(box(0), text)],
        ignored=[TrueLine(box(200), "")],
        case_insensitive=False,
        ignore_spaces=False,
        complete=True,
    )


@pytest.mark.parametrize(
    ("said", "kind"),
    [
        ("Café 12.50", None),
        ("Café12.50", "spaces"),
        ("CAFÉ 12.50", "capitals"),
        ("Café 12,50", "marks"),
        ("Café 12.60", "digits"),
        ("Cafe 12.50", "accents"),
        ("Cofé 12.50", "letters"),
    ],
)
def test_a_misread_line_is_of_its_gravest_kind(said: str, kind: str | None) -> None:
    found = list(failures(truth("Café 12.50"), [ReadLine(said, box(0))]))
    assert [failure.kind for failure in found] == ([kind] if kind else [])


def test_what_the_truth_does_not_tell_is_no_failure() -> None:
    tolerant = replace(truth("Café 12.50"), case_insensitive=True, ignore_spaces=True)
    assert not list(failures(tolerant, [ReadLine("CAFÉ12.50", box(0))]))


def test_missed_and_false_lines_count_their_characters() -> None:
    found = list(failures(truth("Total"), [ReadLine("leaf", box(100)), ReadLine("x", box(200))]))
    assert [(failure.kind, failure.weight) for failure in found] == [("missed", 5), ("false", 4)]


def test_a_line_read_together_with_its_neighbour_is_judged_by_its_own_stretch() -> None:
    assert not list(failures(truth("Total"), [ReadLine("Total 12.50", box(0))]))


def test_the_page_shows_a_cut_of_each(tmp_path: Path) -> None:
    Image.new("RGB", (120, 60), "white").save(tmp_path / "x.png")
    shown = replace(truth("<Total>"), image=tmp_path / "x.png")
    found = [("forms", shown, failure) for failure in failures(shown, [])]
    page = gallery.write(found, tmp_path / "out").read_text(encoding="utf-8")
    assert "&lt;Total&gt;" in page
    assert (tmp_path / "out" / "000.png").is_file()
