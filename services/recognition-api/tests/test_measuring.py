"""How two readers of the same lines are told apart."""

import io
import json
import tarfile
from pathlib import Path

import pytest

from recognition_api import commands
from recognition_api.measuring import report
from recognition_api.measuring.gold_set import GoldLine, read_set
from recognition_api.measuring.scores import Score, figures, outside, score
from recognition_api.measuring.verdict import compare


def _line(
    number: int, kind: str = "print", pictures: int = 1000, text: str = "ten letter"
) -> GoldLine:
    quad = ((0.0, 0.0), (9.0, 0.0), (9.0, 9.0), (0.0, 9.0))
    return GoldLine(f"{number:064x}", f"p{number % pictures}", kind, b"", quad, text)


def _scores(edits: list[int], **told: int) -> list[Score]:
    return [Score(_line(number, **told), "", 10, count) for number, count in enumerate(edits)]  # type: ignore[arg-type]


SAME = [0, 1] * 100


@pytest.mark.parametrize(
    ("other", "candidate", "verdict"),
    [
        (SAME, SAME, "same"),
        (SAME, [2, 1] * 100, "worse"),
        ([2, 1] * 100, SAME, "better"),
        (SAME, [*[1] * 3, *SAME[3:]], "same"),
        (SAME[:90], [3] * 90, "unknown"),
        # As many errors, but on more lines.
        ([0, 4] * 100, [2, 2] * 100, "worse"),
    ],
)
def test_a_model_is_worse_where_draws_of_pictures_say_so(
    other: list[int], candidate: list[int], verdict: str
) -> None:
    assert compare(_scores(candidate), _scores(other)).verdict == verdict


def test_lines_of_few_pictures_tell_nothing() -> None:
    other, candidate = _scores(SAME, pictures=20), _scores([5] * 200, pictures=20)

    assert compare(candidate, other).verdict == "unknown"


def test_a_kind_that_loses_much_is_enough() -> None:
    def of_kinds(rare: int) -> list[Score]:
        often = [Score(_line(number), "", 100, 6) for number in range(2000)]
        seldom = [Score(_line(number, "rare"), "", 10, rare) for number in range(2000, 2200)]
        return [*often, *seldom]

    better_elsewhere = [
        Score(it.line, "", it.characters, 5) if it.line.kind == "print" else it
        for it in of_kinds(2)
    ]
    assert compare(better_elsewhere, of_kinds(1)).verdict == "worse"


def test_the_lines_that_got_worse_are_told_most_first_and_without_their_texts() -> None:
    comparison = compare(_scores([0, 3, 1, 5]), _scores([0, 1, 1, 0]))

    assert [now.line.digest[-1] for _, now in comparison.worse] == ["3", "1"]
    said = report.told(comparison, texts=False)
    assert "0 -> 5 edits" in said
    assert "ten letter" not in said
    assert "ten letter" in report.told(comparison, texts=True)


def test_texts_are_compared_as_the_alphabet_has_them() -> None:
    class Reader:
        version = "r"

        def read(self, line: GoldLine) -> str:
            return {"a\u00a0b": " a b ", "cafe\u0301": "café", "straße": "strase"}[line.text]

    lines = [_line(n, text=text) for n, text in enumerate(("a\u00a0b", "cafe\u0301", "straße"))]

    assert [each.edits for each in score(Reader(), lines)] == [0, 0, 1]
    told = figures(score(Reader(), lines))
    assert (told.lines, told.characters, told.edits, told.exact) == (3, 13, 1, 2)
    assert outside([_line(0, text="ж a ж")]) == {"ж": 2}


def test_what_is_no_set_is_refused() -> None:
    file = io.BytesIO()
    with tarfile.open(fileobj=file, mode="w") as archive:
        head = tarfile.TarInfo("manifest.json")
        content = json.dumps({"number": 1, "lines": [{"file": "crops/gold/x.png"}]}).encode()
        head.size = len(content)
        archive.addfile(head, io.BytesIO(content))

    for data in (b"", b"no tar", file.getvalue()):
        with pytest.raises(ValueError, match="no gold set"):
            read_set(data)


def test_a_set_that_is_none_is_said_before_any_model_is_loaded(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "notes.txt").write_text("no set")

    assert commands.run(["measure", "--set", str(tmp_path / "notes.txt")]) == 2
    with pytest.raises(SystemExit) as ended:
        commands.run(["measure", "--set", str(tmp_path / "nowhere")])

    assert ended.value.code == 2
    said = capsys.readouterr()
    assert "no gold set" in said.out
    assert "there is no such file" in said.err
