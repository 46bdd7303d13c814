import json
from pathlib import Path

import cv2
import numpy as np
import pytest

from showoff_training.recognition.real_lines import pages, read_pages, read_words


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A data directory: a page with a black line, others that are no use, and two words."""
    page = np.full((100, 300), 255, np.uint8)
    page[20:40, 30:230] = 0
    box = [[30, 20], [230, 20], [230, 40], [30, 40]]
    lines = [
        {"points": box, "text": "ﬁne – “ok”", "ignore": False},
        {"points": box, "text": "never", "ignore": True},
        {"points": box, "text": None, "ignore": True},
        {"points": box, "text": "漢字", "ignore": False},
    ]
    truth = {"image": "page.png", "case_insensitive": True, "ignore_spaces": False, "lines": lines}
    (tmp_path / "bills" / "gt").mkdir(parents=True)
    (tmp_path / "bills" / "images").mkdir()
    cv2.imwrite(str(tmp_path / "bills" / "images" / "page.png"), page)
    (tmp_path / "bills" / "gt" / "page.json").write_text(json.dumps(truth), encoding="utf-8")
    words = tmp_path / "crops" / "street"
    words.mkdir(parents=True)
    cv2.imwrite(str(words / "a.png"), np.zeros((20, 60), np.uint8))
    (words / "labels.tsv").write_text("a.png\tWay out\nmissing.png\tGone\n", encoding="utf-8")
    return tmp_path


def test_only_readable_lines_of_known_characters_are_cut(data: Path) -> None:
    (directory,) = pages(data)
    (line,) = read_pages(directory, seed=0, variants=1)
    assert line.text == "fine – “ok”"
    assert line.comparable("FINE – “Ok” ") == "fine – “ok”"
    assert line.image.shape[0] == 32
    assert line.image[10:-10, 20:-20].max() == 0


def test_jittered_cuts_differ(data: Path) -> None:
    widths = {line.image.shape[1] for line in read_pages(data / "bills", seed=0, variants=6)}
    assert len(widths) > 1


def test_words_keep_their_case_and_missing_pictures_are_passed_over(data: Path) -> None:
    (word,) = read_words(data / "crops" / "street" / "labels.tsv")
    assert (word.text, word.any_case, word.image.shape) == ("Way out", False, (32, 96))


def test_a_page_without_its_picture_is_an_error(data: Path) -> None:
    (data / "bills" / "images" / "page.png").unlink()
    with pytest.raises(FileNotFoundError):
        list(read_pages(data / "bills", seed=0))
