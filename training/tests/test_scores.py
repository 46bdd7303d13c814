import json
from pathlib import Path

import numpy as np
import pytest

from showoff_training.measure.scores import Rate, ReadLine, Scores, compare
from showoff_training.measure.truth import TrueLine, Truth, truths


def box(x: float, y: float, width: float = 100, height: float = 20) -> np.ndarray:
    return np.array([[x, y], [x + width, y], [x + width, y + height], [x, y + height]], float)


def truth(*lines: tuple[str, np.ndarray], ignored: tuple[TrueLine, ...] = ()) -> Truth:
    return Truth(
        image=Path("x.png"),
        lines=[TrueLine(points, text) for text, points in lines],
        ignored=list(ignored),
        case_insensitive=False,
        ignore_spaces=False,
        complete=True,
    )


def test_a_perfect_reading_scores_one() -> None:
    scores = compare(truth(("Total 12.50", box(0, 0))), [ReadLine("Total 12.50", box(0, 0))])

    assert scores.word_f1 == scores.char_f1 == scores.located.share == 1


def test_case_and_outer_punctuation_are_no_errors() -> None:
    assert compare(truth(("TOTAL:", box(0, 0))), [ReadLine("(Total)", box(0, 0))]).word_f1 == 1


def test_missed_and_invented_words_lower_recall_and_precision() -> None:
    scores = compare(truth(("a b c d", box(0, 0))), [ReadLine("a b x", box(0, 0))])

    assert scores.word_recall == Rate(2, 4)
    assert scores.word_precision == Rate(2, 3)


def test_a_word_counts_as_often_as_it_stands_there() -> None:
    scores = compare(truth(("no no", box(0, 0))), [ReadLine("no no no", box(0, 0))])

    assert scores.word_precision == Rate(2, 3)


def test_characters_do_not_care_where_lines_are_cut() -> None:
    read = [ReadLine("Corner Cafe 14", box(0, 0)), ReadLine("Mill Lane", box(0, 30))]

    scores = compare(truth(("Corner Cafe", box(0, 0)), ("14 Mill Lane", box(0, 30))), read)

    assert scores.char_recall.share == 1


def test_wrong_characters_are_counted() -> None:
    scores = compare(truth(("abcdefghij", box(0, 0))), [ReadLine("abcdefghiX", box(0, 0))])

    assert scores.char_recall == Rate(9, 10)


@pytest.mark.parametrize(
    ("read", "located"),
    [
        (box(0, 0), 1),
        (box(0, 0, width=500), 1),
        (box(0, 60), 0),
        (box(0, -100, width=100, height=220), 0),
    ],
)
def test_located_wants_the_centre_and_a_similar_height(read: np.ndarray, located: int) -> None:
    assert compare(truth(("a", box(0, 0))), [ReadLine("a", read)]).located.hits == located


def test_what_is_ignored_may_be_read_or_not() -> None:
    smudge = TrueLine(box(0, 100), "")
    lines = truth(("a", box(0, 0)), ignored=(smudge,))

    scores = compare(lines, [ReadLine("a", box(0, 0)), ReadLine("???", box(0, 100))])

    assert scores.word_f1 == 1


def test_an_ignored_word_within_a_line_is_forgiven() -> None:
    smudge = TrueLine(box(200, 0, width=30), "")
    lines = truth(("total", box(0, 0)), ignored=(smudge,))

    assert compare(lines, [ReadLine("total xx", box(0, 0, width=240))]).word_f1 == 1


def test_counts_add_up() -> None:
    one = compare(truth(("a b", box(0, 0))), [ReadLine("a", box(0, 0))])

    assert (one + one).word_recall == Rate(2, 4)
    assert (Scores() + one) == one


def test_truths_are_read_from_a_folder(tmp_path: Path) -> None:
    (tmp_path / "gt").mkdir()
    stored = {
        "image": "a.png",
        "lines": [
            {"points": box(0, 0).tolist(), "text": "seen", "ignore": False},
            {"points": box(0, 50).tolist(), "text": None, "ignore": True},
        ],
        "complete": False,
        "source": "anywhere",
    }
    (tmp_path / "gt" / "a.json").write_text(json.dumps(stored))

    (read,) = truths(tmp_path)

    assert read.image == tmp_path / "images" / "a.png"
    assert [line.text for line in read.lines] == ["seen"]
    assert len(read.ignored) == 1
    assert not read.complete


def test_a_folder_without_truth_is_named(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match=str(tmp_path)):
        list(truths(tmp_path))
