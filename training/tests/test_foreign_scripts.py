import random
import struct
from pathlib import Path

import pytest

from recognition_api.recognizer import Reading
from showoff_training.studies import foreign_scripts
from showoff_training.studies.foreign_scripts import Count, drawn, is_foreign, texts

FACE = Path("/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf")
RUSSIAN = ("Поезд отправляется", "Сохраняйте билеты", "Вагон закрыт", "Где билет", "До встречи")


def catalogue(folder: Path, *said: str) -> None:
    """A .mo file: a head, then a translation each."""
    encoded = [b"Language: ru", *(text.encode() for text in said)]
    start = 28 + 8 * len(encoded)
    offsets = [start + sum(map(len, encoded[:i])) for i in range(len(encoded))]
    table = b"".join(
        struct.pack("<2I", len(text), offset) for text, offset in zip(encoded, offsets, strict=True)
    )
    head = struct.pack("<7I", 0x950412DE, 0, len(encoded), 28, 28, 0, 0)
    path = folder / "ru" / "LC_MESSAGES" / "trains.mo"
    path.parent.mkdir(parents=True)
    path.write_bytes(head + table + b"".join(encoded))


def test_what_programs_say_is_told_in_pieces(tmp_path: Path) -> None:
    catalogue(tmp_path, "Поезд %s закрыт\nили нет", "Tea", "<b>Чай</b>", "да")
    assert texts("ru", tmp_path) == ["s закрыт", "Поезд", "Чай", "или нет"]


@pytest.mark.parametrize(
    ("text", "foreign"),
    [("Вагон", True), ("Łódź 4", True), ("Größe", False), ("да", False), ("12.50", False)],
)
def test_letters_outside_the_alphabet_make_a_text_foreign(text: str, foreign: bool) -> None:
    assert is_foreign(text) is foreign


def test_pages_are_drawn_in_faces_that_have_the_letters() -> None:
    covered = {FACE: frozenset(map(ord, "".join(RUSSIAN))), Path("none.ttf"): frozenset({65})}
    pages = list(drawn(RUSSIAN, covered, 6, random.Random(1)))
    assert len(pages) == 6
    for image, points in pages:
        assert points.shape == (5, 4, 2)
        assert (points.min() >= 0) & (points.max((0, 1)) < image.shape[::-1]).all()
        for line in points.astype(int):
            (left, top), (right, bottom) = line[0], line[2]
            assert image[top:bottom, left:right].std() > 10
    assert not list(drawn(RUSSIAN, {Path("none.ttf"): frozenset({65})}, 6, random.Random(1)))


def test_lines_are_counted_by_what_is_told_of_them() -> None:
    count = Count()
    count.add([Reading("", 0.0, script="unknown"), Reading("BHMM", 0.6), Reading("CTON", 0.1)])
    assert (count.lines, count.unknown, count.told, count.sure) == (3, 1, 1, 1)


def test_a_language_without_a_face_is_named(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(foreign_scripts, "LANGUAGES", {"xx": "Elvish"})
    monkeypatch.setattr(foreign_scripts, "Recognizer", lambda: None)
    monkeypatch.setattr(foreign_scripts, "faces", dict)
    foreign_scripts.main([])
    assert "Elvish" in (output := capsys.readouterr().out)
    assert "no face" in output
