from pathlib import Path

import cv2
import numpy as np
import pytest

from showoff_training.recognition.real_lines import RealLine
from showoff_training.recognition.validation import annotated, error_rate


def line(text: str, *, any_case: bool = False, any_spaces: bool = False) -> RealLine:
    return RealLine(np.zeros((32, 64), np.uint8), text, any_case, any_spaces)


def test_errors_are_edits_a_true_character() -> None:
    rate = error_rate([line("abcd"), line("efgh")], ["abXd", "efgh"])
    assert (rate.characters, rate.exact, rate.lines) == (1 / 8, 0.5, 2)


def test_digits_and_accents_are_counted_apart() -> None:
    rate = error_rate([line("été 1990")], ["ete 1980"])
    assert rate.digits == pytest.approx(1 / 4)
    assert rate.accents == pytest.approx(1.0)


def test_what_a_truth_does_not_tell_is_no_error() -> None:
    lines = [line("TOTAL", any_case=True), line("a b", any_spaces=True)]
    assert error_rate(lines, ["Total ", "ab"]).exact == 1.0


@pytest.mark.parametrize(("label", "shows_case"), [("EXIT", False), ("Exit", True)])
def test_a_set_all_in_capitals_does_not_tell_the_case(
    tmp_path: Path, label: str, shows_case: bool
) -> None:
    words = tmp_path / "crops" / "signs"
    words.mkdir(parents=True)
    cv2.imwrite(str(words / "a.png"), np.zeros((20, 60), np.uint8))
    (words / "labels.tsv").write_text(f"a.png\t{label}\n", encoding="utf-8")
    ((shown,),) = annotated(tmp_path, 10).values()
    assert shown.any_case is not shows_case
